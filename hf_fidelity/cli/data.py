"""``hf-fidelity records``, ``records delete``."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.i18n import N_, _, pgettext

if TYPE_CHECKING:
    from hf_fidelity.reports.records_report import RecordLine

HELP = N_("What is stored, the oldest first.")
DELETE_HELP = N_("Delete records for good, with their drafts and recovery files. Asks first.")


def listing(
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

    emit(ctx, list_records(Workspace.at(settings_of(ctx).data)), format, out, csv_dialect)


def delete(
    ctx: typer.Context,
    team: options.Team = None,
    organisation: options.Organisation = None,
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
    from hf_fidelity.cli import clock, parse
    from hf_fidelity.cli.output import emit, say, settings_of
    from hf_fidelity.journeys import Selection, Workspace, delete_planned, plan_deletion, plan_lines

    workspace = Workspace.at(settings_of(ctx).data)
    before = parse.age(older_than, clock.now().date())
    planned = plan_deletion(workspace, Selection(team, organisation, parse.quarter(quarter), before))
    if yes or not planned or _agreed(plan_lines(workspace, planned)):
        emit(ctx, delete_planned(workspace, planned))
    else:
        say(_("Nothing has been deleted."))


def _agreed(lines: "list[RecordLine]") -> bool:
    """Whether somebody at the keyboard says yes. Raises UsageProblem where there is nobody to ask."""
    from hf_fidelity.cli.output import say
    from hf_fidelity.errors import UsageProblem
    from hf_fidelity.ground.text import fold

    if not sys.stdin.isatty():
        raise UsageProblem(
            N_("Deleting asks first, and there is no terminal here to ask at. Nothing has been deleted."),
            hint=N_("Look at what there is with `hf-fidelity records`, then give --yes."),
        )
    for line in lines:
        say(f"  {line.words()}")
    yes, no = pgettext("answer", "yes"), pgettext("answer", "no")
    sys.stderr.write(_("Delete this for good, with drafts and recovery files? ({yes}/{no})", yes=yes, no=no) + " ")
    sys.stderr.flush()
    return fold(sys.stdin.readline()) in (yes, yes[:1])
