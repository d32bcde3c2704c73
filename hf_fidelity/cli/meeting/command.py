"""``hf-fidelity assess``."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.ground import N_, UsageProblem, _

if TYPE_CHECKING:
    from hf_fidelity.cli.meeting.loop import Closed, Wanted
    from hf_fidelity.cli.meeting.screens import MeetingScreen
    from hf_fidelity.journeys import Result, Workspace

ASSESS_HELP = N_("The quarter's meeting, question by question. Run again to go on where you left it.")
ASSESS_EXAMPLES = 'assess\nassess --organisation "Prøvekøbing Kommune" --team "Bostøtte Nord"'


AnswersOption = Annotated[
    str | None,
    typer.Option(
        "--answers",
        metavar=N_("FILE"),
        help=N_("Take the answers from a JSON or YAML file (- for standard input), and ask nothing."),
    ),
]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why a closed quarter is corrected."))
]
PeerOption = Annotated[
    str | None,
    typer.Option(
        "--peer", metavar=N_("NAME"), help=N_("Another team, which reads --team's evidence; kept beside its own view.")
    ),
]
OrderOption = Annotated[
    options.Order,
    typer.Option("--order", help=N_("form: as the form is; spread: where the votes lie farthest apart first.")),
]
MinutesOption = Annotated[
    int | None,
    typer.Option(
        "--minutes",
        metavar=N_("N"),
        min=5,
        max=480,
        help=N_("How long the meeting is: it then says what to talk about first. Nothing is left out."),
    ),
]


def assess(
    ctx: typer.Context,
    organisation: options.OrganisationOption = None,
    team: options.TeamOption = None,
    quarter: options.QuarterText = None,
    instrument_id: options.InstrumentOption = None,
    answers: AnswersOption = None,
    reason: ReasonOption = None,
    peer: PeerOption = None,
    order: OrderOption = options.Order.FORM,
    minutes: MinutesOption = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """The quarter's meeting."""
    from hf_fidelity.cli.meeting.loop import Wanted
    from hf_fidelity.cli.output import check_output, emit, settings_of
    from hf_fidelity.journeys import Workspace

    check_output(format, out, csv_dialect)
    workspace = Workspace.at(settings_of(ctx).data)
    usual = workspace.usual()
    name, home = workspace.meant_team(team, organisation, usual)
    home, by_spread = home or usual.organisation, order is options.Order.SPREAD
    meant, when = usual.questionnaire(instrument_id), options.quarter_option(quarter)
    wanted = Wanted(home, name, when, meant, reason, by_spread, peer, minutes or usual.minutes)
    if answers is not None:
        emit(ctx, _fill_in(workspace, wanted, answers), format, out, csv_dialect)
    elif (result := _held(ctx, workspace, wanted, seen=format is None and out is None)) is not None:
        emit(ctx, result, format, out, csv_dialect)


def _held(ctx: typer.Context, workspace: "Workspace", wanted: "Wanted", *, seen: bool) -> "Result | None":
    """Hold the meeting; gives its report, unless it is left open or only to be ``seen`` and offered as a page."""
    from hf_fidelity.cli.meeting.screens import MeetingScreen, Message
    from hf_fidelity.cli.output import settings_of, tell_left_out, wants_plain

    screen = MeetingScreen(plain=wants_plain(settings_of(ctx)))
    closed = _meet(workspace, wanted, screen)
    if closed is None:
        return None
    screen.tell(Message((" ", *(sentence.words() for sentence in closed.closing.sentences))))
    if not (seen and screen.is_seen):
        return closed.result
    tell_left_out(closed.result.left_out)
    _offer_the_minutes(ctx, closed, screen)
    return None


def _fill_in(workspace: "Workspace", wanted: "Wanted", answers: str) -> "Result":
    from hf_fidelity.cli import clock
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
        instrument_id=wanted.instrument_id,
        reason=wanted.reason,
        peer=wanted.peer,
    )


def _meet(workspace: "Workspace", wanted: "Wanted", screen: "MeetingScreen") -> "Closed | None":
    from hf_fidelity.cli import clock

    if not sys.stdin.isatty():
        raise UsageProblem(
            N_("A meeting needs somebody at a keyboard, and there is no terminal here."),
            hint=N_("Give the answers in a file instead: --answers FILE with --organisation, --team and --quarter."),
        )
    from hf_fidelity.cli.meeting.loop import hold_meeting

    return hold_meeting(workspace, wanted, screen.ask, screen.tell, clock.now)


def _offer_the_minutes(ctx: typer.Context, closed: "Closed", screen: "MeetingScreen") -> None:
    """The minutes as a page: written, and opened where there is a desktop, if people press Enter."""
    import webbrowser

    from hf_fidelity.cli.meeting.keys import Quit, letters, read_text
    from hf_fidelity.cli.meeting.screens import QuestionScreen
    from hf_fidelity.cli.output import settings_of, write_document
    from hf_fidelity.cli.page import has_desktop

    data = closed.result.document.data or {}
    read = "-peer" if data.get("peer") else ""  # the team's own minutes are another page
    page = Path.cwd() / f"referat-{data['team']['id']}-{data['quarter']}{read}.html"
    screen.tell_whole(_("The minutes go into {page}", page=page))
    asked = _("Enter: write and open the minutes · {key}: end here", key=letters()["quit"][0])
    with suppress(Quit, KeyboardInterrupt, EOFError):
        if read_text(screen.ask(QuestionScreen(asked))):
            return
        write_document(closed.result.document, "html", page, settings_of(ctx))
        if has_desktop():
            webbrowser.open(page.as_uri())
