"""``hf-fidelity assess``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.i18n import N_, _

if TYPE_CHECKING:
    from hf_fidelity.cli.meeting.loop import Wanted
    from hf_fidelity.journeys import Result, Workspace

ASSESS_HELP = N_("The quarter's meeting, question by question. Run again to go on where you left it.")
ASSESS_EXAMPLES = 'assess\nassess --organisation "Prøvekøbing Kommune" --team "Bostøtte Nord"'


def assess(
    ctx: typer.Context,
    organisation: options.OrganisationOption = None,
    team: options.TeamOption = None,
    quarter: options.QuarterText = None,
    instrument: options.InstrumentOption = None,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers",
            metavar=N_("FILE"),
            help=N_("Take the answers from a JSON or YAML file (- for standard input), and ask nothing."),
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why a closed quarter is corrected."))
    ] = None,
    order: Annotated[
        options.Order,
        typer.Option("--order", help=N_("form: as the form is; spread: where the votes lie farthest apart first.")),
    ] = options.Order.FORM,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """The quarter's meeting."""
    from hf_fidelity.cli.meeting.loop import Wanted
    from hf_fidelity.cli.output import check_output, command_line, emit, say, settings_of
    from hf_fidelity.journeys import Workspace

    check_output(format, out, csv_dialect)
    workspace = Workspace.at(settings_of(ctx).data)
    usual = workspace.usual()
    name, home = workspace.meant_team(team, organisation, usual)
    home, by_spread = home or usual.organisation, order is options.Order.SPREAD
    form, when = instrument or usual.instrument, options.quarter_option(quarter)
    wanted = Wanted(home, name, when, form, reason, by_spread, usual.minutes)
    if answers is not None:
        emit(ctx, _fill_in(workspace, wanted, answers), format, out, csv_dialect)
    elif (result := _meet(ctx, workspace, wanted)) is not None:
        say("\n" + _("The quarter is closed and saved. `hf-fidelity trend` shows what has moved."))
        data = result.document.data or {}
        words = ("show", "--team", data["team"]["name"], "--quarter", data["quarter"], "--out", "referat.html")
        command = command_line(settings_of(ctx), *words)
        say(_("The minutes as a page for the case system: {command}", command=command) + "\n")
        emit(ctx, result, format, out, csv_dialect)


def _fill_in(workspace: "Workspace", wanted: "Wanted", answers: str) -> "Result":
    from hf_fidelity.cli import clock
    from hf_fidelity.errors import UsageProblem
    from hf_fidelity.journeys import fill_in_answers
    from hf_fidelity.journeys.meeting import organisation_of
    from hf_fidelity.readers.handwritten import read_answers, read_answers_file

    organisation = wanted.organisation or organisation_of(workspace, wanted.team)
    if organisation is None or wanted.team is None:
        raise UsageProblem(N_("With --answers, say whose they are: --organisation and --team."))
    given = read_answers("-", sys.stdin.buffer.read()) if answers == "-" else read_answers_file(Path(answers))
    return fill_in_answers(
        workspace,
        organisation,
        wanted.team,
        given,
        now=clock.now(),
        quarter=wanted.quarter,
        instrument=wanted.instrument,
        reason=wanted.reason,
    )


def _meet(ctx: typer.Context, workspace: "Workspace", wanted: "Wanted") -> "Result | None":
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import settings_of, wants_plain
    from hf_fidelity.errors import UsageProblem

    if not sys.stdin.isatty():
        raise UsageProblem(
            N_("A meeting needs somebody at a keyboard, and there is no terminal here."),
            hint=N_("Give the answers in a file instead: --answers FILE with --organisation, --team and --quarter."),
        )
    from hf_fidelity.cli.meeting.loop import hold_meeting
    from hf_fidelity.cli.meeting.screens import MeetingScreen

    screen = MeetingScreen(plain=wants_plain(settings_of(ctx)))
    return hold_meeting(workspace, wanted, screen.ask, screen.tell, clock.now)
