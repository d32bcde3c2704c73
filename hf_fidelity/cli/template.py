"""``hf-fidelity template``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.errors import UsageProblem
from hf_fidelity.i18n import N_

HELP = N_("The empty form: as a workbook to fill in, which `score` reads back, or as a page to print.")


class FormFormat(StrEnum):
    """What the form can be made as."""

    XLSX = "xlsx"
    HTML = "html"


def template(
    ctx: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", metavar=N_("FILE"), help=N_("The file to write: .xlsx or .html."))
    ] = None,
    format: Annotated[
        FormFormat | None,
        typer.Option("--format", help=N_("Workbook or page; without it, the ending of the file decides.")),
    ] = None,
    instrument: options.Instrument = None,
    organisation: options.Organisation = None,
    team: options.Team = None,
    quarter: options.QuarterText = None,
) -> None:
    """Write the empty form, with what is known of the meeting filled in."""
    from hf_fidelity.cli import parse
    from hf_fidelity.cli.output import say, settings_of
    from hf_fidelity.i18n import _
    from hf_fidelity.journeys import Workspace, make_form
    from hf_fidelity.writers.files import write_file

    file, wanted = _file(out, format)
    when = parse.quarter(quarter)
    form = make_form(
        Workspace.at(settings_of(ctx).data), instrument, organisation=organisation, team=team, quarter=when
    )
    if wanted is FormFormat.XLSX:
        from hf_fidelity.writers.form_workbook import form_workbook

        write_file(file, form_workbook(form))
    else:
        from hf_fidelity.writers.form_page import form_page

        write_file(file, form_page(form).encode())
    say(_("Written: {file}", file=str(file)))


def _file(out: Path | None, format: FormFormat | None) -> tuple[Path, FormFormat]:
    """Where to, and as what. Raises UsageProblem where that is not said, or said twice in two ways."""
    if out is None:
        raise UsageProblem(
            N_("The form needs a file to go into."),
            hint=N_("Name one with --out: skema.xlsx to fill in on a computer, skema.html to print."),
        )
    ending = out.suffix.lower().lstrip(".")
    if ending not in list(FormFormat):
        raise UsageProblem(
            N_("{file} says neither .xlsx nor .html."),
            hint=N_("Let the name end in .xlsx for a form to fill in on a computer, in .html for one to print."),
            file=str(out),
        )
    if format not in (None, ending):
        raise UsageProblem(
            N_("--format {format} and the ending of {file} do not agree."),
            hint=N_("Leave --format out, or let the name end in .{format}."),
            format=str(format),
            file=str(out),
        )
    if ending == FormFormat.XLSX and out.exists():  # a report can be made again, a form that was filled in cannot
        raise UsageProblem(
            N_("{file} is there already, and may have been filled in. It was not touched."),
            hint=N_("Choose another name, or move the file away first."),
            file=str(out),
        )
    return out, FormFormat(ending)
