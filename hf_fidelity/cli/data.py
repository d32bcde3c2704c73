"""All about the whole data folder: ``hf-fidelity records``, ``teams``, ``backup``, ``export``, ``check``, ``demo`` …"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.ground import N_, UsageProblem, _

if TYPE_CHECKING:
    from hf_fidelity.reports.data_folder import RecordLine


RECORDS_HELP = N_("What is stored, the oldest first.")
RECORDS_EXAMPLES = "records\nrecords --format csv --out gemt.csv"
ERASE_RECORDS_HELP = N_("Take a text out of records for good, such as a name.")
ERASE_RECORDS_EXAMPLES = (
    'records erase --team "Bostøtte Nord" --text "Mette Hansen"\nrecords erase --text 12345678 --reason "telefonnummer"'
)
DELETE_RECORDS_HELP = N_("Delete records for good, with their drafts and recovery files. Asks first.")
DELETE_RECORDS_EXAMPLES = 'records delete --older-than 5y\nrecords delete --team "Bostøtte Nord" --quarter 2020-Q1'


def records(
    ctx: typer.Context,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """Everything that is stored, where no subcommand is given."""
    if ctx.invoked_subcommand is not None:
        return
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, list_records

    emit(ctx, list_records(Workspace.there(settings_of(ctx).data)), format, out, csv_dialect)


def delete_records(
    ctx: typer.Context,
    team: options.TeamOption = None,
    organisation: options.OrganisationOption = None,
    quarter: options.QuarterText = None,
    older_than: Annotated[
        str | None,
        typer.Option(
            "--older-than",
            metavar=N_("AGE"),
            help=N_("Only quarters that ended so long ago: 5y (years), 18m (months), 90d (days)."),
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Delete without asking."))] = False,
) -> None:
    """Records taken away for good."""
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import emit, say, settings_of
    from hf_fidelity.journeys import Selection, Workspace, delete_planned, plan_deletion, plan_lines

    workspace = Workspace.there(settings_of(ctx).data)
    before = options.age_option(older_than, clock.now().date())
    planned = plan_deletion(workspace, Selection(team, organisation, options.quarter_option(quarter), before))
    if yes or not planned or _agreed(plan_lines(workspace, planned)):
        emit(ctx, delete_planned(workspace, planned))
    else:
        say(_("Nothing has been deleted."))


def _agreed(lines: "list[RecordLine]") -> bool:
    """Whether somebody at the keyboard says yes. Raises UsageProblem where there is nobody to ask."""
    from hf_fidelity.cli.output import asked_whether, say

    if not sys.stdin.isatty():
        raise UsageProblem(
            N_("Deleting asks first, and there is no terminal here to ask at. Nothing has been deleted."),
            hint=N_("Look at what there is with `hf-fidelity records`, then give --yes."),
        )
    for line in lines:
        say(f"  {line.words()}")
    return asked_whether(_("Delete this for good, with drafts and recovery files?"))


def erase_records(
    ctx: typer.Context,
    team: options.TeamOption = None,
    organisation: options.OrganisationOption = None,
    quarter: options.QuarterText = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar=N_("TEXT"), help=N_("What is to go: a name, a number."))
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why; it is left in the text's place."))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Take it out without asking."))] = False,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """A text taken out of records for good."""
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import asked_whether, check_output, emit, say, settings_of
    from hf_fidelity.journeys import Workspace, erase_planned, plan_erasing_text

    check_output(format, out, csv_dialect)
    if text is None:
        raise UsageProblem(N_("{option} is missing."), option="--text")
    when = options.quarter_option(quarter)
    workspace = Workspace.there(settings_of(ctx).data)
    name, home = workspace.one_team(team, organisation)
    planned = plan_erasing_text(
        workspace,
        name,
        text,
        now=clock.now(),
        organisation=home,
        quarter=when,
        reason=reason,
    )
    if not yes and sys.stdin.isatty():
        for place in planned.places:
            say(f"  {place.words()}")
        if not asked_whether(_("Take the text out of these places for good?")):
            say(_("Nothing has been changed."))
            return
    emit(ctx, erase_planned(planned), format, out, csv_dialect)


# ``hf-fidelity backup`` and ``restore``.


BACKUP_HELP = N_("The whole data folder in one zip file.")
BACKUP_EXAMPLES = 'backup hf-fidelity-2026-12-01.zip\n--data mappe backup "D:/kopi/hf-fidelity-2026-12-01.zip"'
RESTORE_HELP = N_("A backup back into the data folder.")
RESTORE_EXAMPLES = "restore hf-fidelity-2026-12-01.zip\n--data mappe restore hf-fidelity-2026-12-01.zip"

ZipFile = Annotated[Path, typer.Argument(metavar=N_("FILE.zip"), help=N_("The backup's file."))]


def backup(
    ctx: typer.Context,
    file: ZipFile,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """Everything in one file."""
    from hf_fidelity.cli.output import check_output, emit, settings_of
    from hf_fidelity.journeys import Workspace, back_up

    check_output(format, out, csv_dialect)
    emit(ctx, back_up(Workspace.at(settings_of(ctx).data), file), format, out, csv_dialect)


def restore(
    ctx: typer.Context,
    file: ZipFile,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """Everything back again."""
    from hf_fidelity.cli.output import check_output, emit, settings_of
    from hf_fidelity.journeys import Workspace, restore_backup

    check_output(format, out, csv_dialect)
    emit(ctx, restore_backup(Workspace.at(settings_of(ctx).data), file), format, out, csv_dialect)


# ``hf-fidelity export``.


EXPORT_HELP = N_("The records as tables for Excel, Power BI, DuckDB, Spark.")
EXPORT_EXAMPLES = "export tabeller\nexport tabeller --format parquet --from 2025-Q1"


class TablesFormat(StrEnum):
    """How tables are written."""

    CSV = "csv"
    SQLITE = "sqlite"
    PARQUET = "parquet"


def export(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar=N_("FOLDER"), help=N_("Where the tables lie: a new folder, or an earlier export."))
    ],
    format: Annotated[
        TablesFormat, typer.Option("--format", help=N_("How the tables are written; all have the same figures."))
    ] = TablesFormat.CSV,
    first: options.First = None,
    last: options.Last = None,
    instrument_id: options.AnyInstrument = None,
    audience: Annotated[
        options.AudienceChoice,
        typer.Option("--audience", help=N_("team: with the actions agreed on; public: without them.")),
    ] = options.AudienceChoice.PUBLIC,
    min_n: options.MinN = None,
) -> None:
    """The records as tables."""
    from hf_fidelity.cli.output import emit, progress_bar, settings_of, tables_writer_of
    from hf_fidelity.journeys import ExportWish, Workspace, export_tables

    workspace = Workspace.reading(settings_of(ctx).folders)
    quarters = options.quarter_option(first, "--from"), options.quarter_option(last, "--to")
    wish = ExportWish(*quarters, instrument_id, audience.value, workspace.usual().limit(min_n))
    writer = tables_writer_of(format.value)
    with progress_bar(N_("Quarters read"), settings_of(ctx)) as progress:
        result = export_tables(workspace, folder, writer, wish, progress)
    emit(ctx, result)


# ``hf-fidelity check``.


CHECK_HELP = N_(
    "Look through the data folder. It names what is damaged, conflicting or left over, and what to do about it."
)
CHECK_EXAMPLES = "check\ncheck --accept"


def check(
    ctx: typer.Context,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
    accept: Annotated[
        bool,
        typer.Option(
            "--accept",
            help=N_("Take records that were changed outside the program as they are now; look at them first."),
        ),
    ] = False,
) -> None:
    """Everything in the data folder, looked through."""
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import emit, progress_bar, settings_of
    from hf_fidelity.journeys import Workspace, check_folder

    with progress_bar(N_("Teams checked"), settings_of(ctx)) as progress:
        result, well = check_folder(Workspace.at(settings_of(ctx).data), clock.now(), progress, accepting=accept)
    emit(ctx, result, format, out, csv_dialect)
    if not well:
        raise typer.Exit(1)


# ``hf-fidelity teams``, ``teams rename``.


TEAMS_HELP = N_("The teams in the data folder.")
TEAMS_EXAMPLES = 'teams\nteams --organisation "Prøvekøbing Kommune"'
RENAME_TEAM_HELP = N_("Give a team another name. Its records and its course stay.")
RENAME_TEAM_EXAMPLES = (
    'teams rename "Bostøtte Nord" "Team Nord"\nteams rename Nord Vest --organisation "Prøvekøbing Kommune"'
)


def teams(
    ctx: typer.Context,
    organisation: options.OrganisationOption = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """Every team, where no subcommand is given."""
    if ctx.invoked_subcommand is not None:
        return
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, list_teams

    emit(ctx, list_teams(Workspace.there(settings_of(ctx).data), organisation), format, out, csv_dialect)


def rename_team(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar=N_("OLD"), help=N_("What the team is called now."))],
    new: Annotated[str, typer.Argument(metavar=N_("NEW"), help=N_("What it is to be called."))],
    organisation: options.OrganisationOption = None,
) -> None:
    """Another name for a team."""
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, rename_team

    emit(ctx, rename_team(Workspace.there(settings_of(ctx).data), old, new, organisation))


# ``hf-fidelity demo``.


DEMO_HELP = N_("Made-up teams in a throw-away folder, to look at first.")
DEMO_EXAMPLES = "demo\n--lang en demo"


def demo(ctx: typer.Context) -> None:
    """Made-up teams, one team's course, and three commands to try."""
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import command_line, emit, say, settings_of
    from hf_fidelity.journeys import Workspace, make_demo

    result, folder, team = make_demo(clock.now().date())
    emit(ctx, result)
    say("\n" + _("The teams are made up. Their records lie in {folder}. Try:", folder=str(folder)))
    for words in (("show", "--team", team), ("trend", "--team", "CTI-teamet"), ("compare",)):
        say(f"  {command_line(settings_of(ctx)._replace(data=folder), *words)}")
    say(_("That folder is thrown away some day: no real answers belong into it. Your own are kept in {folder}. Begin:",
          folder=str(Workspace.at(settings_of(ctx).data).store.root.absolute())))  # fmt: skip
    say(f"  {command_line(settings_of(ctx), 'assess')}")
