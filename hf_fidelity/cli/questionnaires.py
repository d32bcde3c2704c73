"""``hf-fidelity instruments``, ``template`` and ``guide``, with the commands under them."""

from pathlib import Path
from typing import Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.ground import N_, UsageProblem, _

INSTRUMENTS_HELP = N_("The questionnaires that can be used.")
INSTRUMENTS_EXAMPLES = "instruments\ninstruments show housing-first"
SHOW_INSTRUMENT_HELP = N_("One questionnaire whole.")
SHOW_INSTRUMENT_EXAMPLES = "instruments show\ninstruments show housing-first --out skema.html"
NEW_INSTRUMENT_HELP = N_("Write a questionnaire to begin with.")
NEW_INSTRUMENT_EXAMPLES = "instruments new vores-skema.yaml\n--lang en instruments new our-form.yaml"
VALIDATE_INSTRUMENT_HELP = N_("Check a questionnaire that you have written.")
VALIDATE_INSTRUMENT_EXAMPLES = (
    "instruments validate vores-skema.yaml\ninstruments validate vores-skema.yaml --format json"
)


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

    workspace = Workspace.at(settings_of(ctx).data)
    emit(ctx, show_instrument(workspace, id or workspace.usual().instrument), format, out, csv_dialect)


def new_instrument(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("Where to, such as our-form.yaml."))],
) -> None:
    """A questionnaire to begin with."""
    from hf_fidelity.cli.output import command_line, say, settings_of
    from hf_fidelity.journeys import Workspace, new_instrument
    from hf_fidelity.store.files import write_file

    if file.suffix != ".yaml":
        raise UsageProblem(
            N_("{file}: a questionnaire is read only where its name ends in .yaml."),
            hint=N_("Choose a name such as our-form.yaml."),
            file=str(file),
        )
    made = new_instrument(Workspace.at(settings_of(ctx).data), file)
    write_file(file, made.text.encode())
    check = command_line(settings_of(ctx), "instruments", "validate", str(file))
    begin = command_line(settings_of(ctx), "assess", "--instrument", made.id)
    say(_("Written: {file}", file=str(file.absolute())))
    say(_("Write your own statements in it, and check it with: {command}", command=check))
    say(_("Then put it into {folder} and begin: {command}", folder=str(made.folder), command=begin))


def validate_instrument(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The questionnaire's YAML file."))],
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """What is wrong with a file, line by line."""
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, validate_instrument

    result, usable = validate_instrument(file, Workspace.at(settings_of(ctx).data))
    emit(ctx, result, format, out, csv_dialect)
    if not usable:
        raise typer.Exit(2)


# ``hf-fidelity template``.


TEMPLATE_HELP = N_("The empty form. As a workbook to fill in, which `score` reads back, or as a page or PDF to print.")
TEMPLATE_EXAMPLES = 'template --out skema.xlsx\ntemplate --team "Bostøtte Nord" --quarter 2026-Q3 --out skema.pdf'


def template(
    ctx: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", metavar=N_("FILE"), help=N_("The file to write: .xlsx, .html or .pdf."))
    ] = None,
    format: Annotated[
        options.FormFormat | None,
        typer.Option("--format", help=N_("Workbook, page or PDF; without it, the ending of the file decides.")),
    ] = None,
    instrument_id: options.InstrumentOption = None,
    organisation: options.OrganisationOption = None,
    team: options.TeamOption = None,
    quarter: options.QuarterText = None,
) -> None:
    """Write the empty form, with what is known of the meeting filled in."""
    from hf_fidelity.cli.output import STANDARD_OUTPUT, chosen, hand_over, settings_of
    from hf_fidelity.journeys import Workspace, make_form
    from hf_fidelity.writers import form_writer_of

    wanted = chosen(format, out, among=options.FormFormat)
    if out is None or wanted == "text":
        raise UsageProblem(
            N_("The form needs a file to go into."),
            hint=N_("Name one with --out: skema.xlsx to fill in on a computer, skema.pdf or skema.html to print."),
        )
    if wanted == "xlsx" and out != STANDARD_OUTPUT and out.exists():  # a report can be made again, a filled form cannot
        raise UsageProblem(
            N_("{file} is there already, and may have been filled in. It was not touched."),
            hint=N_("Choose another name, or move the file away first."),
            file=str(out),
        )
    when = options.quarter_option(quarter)
    workspace = Workspace.at(settings_of(ctx).data)
    usual = workspace.usual()
    name, home = workspace.meant_team(team, organisation, usual)
    form = make_form(workspace, usual.questionnaire(instrument_id), organisation=home, team=name, quarter=when)
    hand_over(form_writer_of(wanted)(form), out)


# ``hf-fidelity guide``.


GUIDE_HELP = N_("Help for the talk. What the source asks for behind each principle or theme, questions and aids.")
GUIDE_EXAMPLES = "guide recovery\nguide 2 --instrument partnerskab --out rammerne.html"


def guide(
    ctx: typer.Context,
    principle: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("PRINCIPLE"),
            help=N_("Its number, its id, a statement's id or a part of its name; without it: all."),
        ),
    ] = None,
    instrument_id: options.InstrumentOption = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """What there is to say about the principles and themes."""
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, show_guide

    workspace = Workspace.at(settings_of(ctx).data)
    wanted = workspace.usual().questionnaire(instrument_id)
    emit(ctx, show_guide(workspace, principle, wanted), format, out, csv_dialect, by_screens=True)
