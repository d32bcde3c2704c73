"""``hf-fidelity instruments``, ``template`` and ``guide``, with the commands under them."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.errors import UsageProblem
from hf_fidelity.i18n import N_

INSTRUMENTS_HELP = N_("The questionnaires that can be used.")
SHOW_INSTRUMENT_HELP = N_("One questionnaire whole.")
NEW_INSTRUMENT_HELP = N_("Write a questionnaire to begin with.")
VALIDATE_INSTRUMENT_HELP = N_("Check a questionnaire that you have written.")


def instruments(
    ctx: typer.Context,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """Every questionnaire, where no subcommand is given."""
    if ctx.invoked_subcommand is not None:
        return
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, list_instruments

    emit(ctx, list_instruments(Workspace.at(settings_of(ctx).data)), format, out, csv_dialect)


def show_instrument(
    ctx: typer.Context,
    id: Annotated[str | None, typer.Argument(metavar=N_("ID"), help=N_("The questionnaire's id."))] = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """One questionnaire."""
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, show_instrument

    emit(ctx, show_instrument(Workspace.at(settings_of(ctx).data), id), format, out, csv_dialect)


def new_instrument(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("Where to, such as our-form.yaml."))],
) -> None:
    """A questionnaire to begin with."""
    from hf_fidelity.cli.output import say, settings_of
    from hf_fidelity.i18n import _
    from hf_fidelity.journeys import Workspace, new_instrument
    from hf_fidelity.writers.files import write_file

    made = new_instrument(Workspace.at(settings_of(ctx).data), file)
    write_file(file, made.text.encode())
    said = {"file": str(file), "folder": str(made.folder), "id": made.id}
    say(_("Written: {file}", file=str(file.absolute())))
    say(_("Write your own statements in it, and check it with: hf-fidelity instruments validate {file}", **said))
    say(_("Then put it into {folder} and begin: hf-fidelity assess --instrument {id}", **said))


def validate_instrument(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The questionnaire's YAML file."))],
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """What is wrong with a file, line by line."""
    from hf_fidelity.cli.output import emit
    from hf_fidelity.journeys import validate_instrument

    result, usable = validate_instrument(file)
    emit(ctx, result, format, out, csv_dialect)
    if not usable:
        raise typer.Exit(2)


# ``hf-fidelity template``.


TEMPLATE_HELP = N_("The empty form: as a workbook to fill in, which `score` reads back, or as a page to print.")


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
    instrument: options.InstrumentOption = None,
    organisation: options.OrganisationOption = None,
    team: options.TeamOption = None,
    quarter: options.QuarterText = None,
) -> None:
    """Write the empty form, with what is known of the meeting filled in."""
    from hf_fidelity.cli import parse
    from hf_fidelity.cli.output import say, settings_of
    from hf_fidelity.i18n import _
    from hf_fidelity.journeys import Workspace, make_form
    from hf_fidelity.writers.files import write_file

    file, wanted = _file(out, format)
    when = parse.quarter_option(quarter)
    form = make_form(
        Workspace.at(settings_of(ctx).data), instrument, organisation=organisation, team=team, quarter=when
    )
    if wanted is FormFormat.XLSX:
        from hf_fidelity.writers.excel.form import form_workbook

        write_file(file, form_workbook(form))
    else:
        from hf_fidelity.writers.html import form_page

        write_file(file, form_page(form).encode())
    say(_("Written: {file}", file=str(file.absolute())))


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


# ``hf-fidelity guide``.


GUIDE_HELP = N_("Help for the talk: what the manual asks for behind each principle, questions and aids.")


def guide(
    ctx: typer.Context,
    principle: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("PRINCIPLE"), help=N_("Its number, its id or a part of its name; without it: all of them.")
        ),
    ] = None,
    instrument: options.InstrumentOption = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """What there is to say about the principles."""
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, show_guide

    emit(ctx, show_guide(Workspace.at(settings_of(ctx).data), principle, instrument), format, out, csv_dialect)
