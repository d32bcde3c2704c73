"""``hf-fidelity actions``, ``actions done``, ``actions drop``, ``actions move``."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.ground import N_, UsageProblem, _, clean, ngettext

if TYPE_CHECKING:
    from hf_fidelity.domain.record import Decision
    from hf_fidelity.journeys.workspace import Result

ACTIONS_HELP = N_("What teams have agreed to do, and what became of it.")
ACTIONS_EXAMPLES = 'actions --open\nactions --team "Bostøtte Nord" --out aftaler.ics'
DONE_HELP = N_("An action is done: say what came of it.")
DONE_EXAMPLES = 'actions done 2026-Q2-1 --outcome "Aftalen er på plads"\nactions done 2026-Q2-1 --team "Bostøtte Nord"'
DROP_HELP = N_("An action is given up: say why.")
DROP_EXAMPLES = 'actions drop 2026-Q2-1 --outcome "Ingen penge"\nactions drop 2026-Q2-1 --team "Bostøtte Nord"'
MOVE_HELP = N_("An action gets another deadline.")
MOVE_EXAMPLES = "actions move 2026-Q2-1 --due 1.12.2026\nactions move 2026-Q2-1 --due 2026-Q4"
SHARE_HELP = N_("What you learnt, when to share it, what is next.")
SHARE_EXAMPLES = 'actions share 2026-Q2-1 --on 1.12.2026\nactions share 2026-Q2-1 --learnt "Det hjalp at ringe først"'


ActionId = Annotated[str, typer.Argument(metavar="ID", help=N_("The action's id, as `actions` shows it."))]
ActionTeam = Annotated[
    str | None,
    typer.Option("--team", metavar=N_("NAME"), help=N_("The team, where several have that id.")),
]


def actions(
    ctx: typer.Context,
    only_open: Annotated[bool, typer.Option("--open", help=N_("Only those that are open."))] = False,
    team: options.TeamsOption = None,
    organisation: options.OrganisationOption = None,
    instrument_id: options.AnyInstrument = None,
    quarter: Annotated[
        str | None,
        typer.Option("--quarter", metavar=N_("QUARTER"), help=N_("Only those that stand in that quarter's record.")),
    ] = None,
    meeting: Annotated[
        str | None,
        typer.Option("--meeting", metavar=N_("DATE"), help=N_("When you meet next; without it a day is proposed.")),
    ] = None,
    format: Annotated[
        options.ActionsFormat | None, typer.Option("--format", help=N_("As a report, or ics: a calendar to take over."))
    ] = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """The agreed actions, where no subcommand is given."""
    if ctx.invoked_subcommand is not None:
        _nothing_in_front(ctx)
        return
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import chosen, emit, progress_bar, settings_of
    from hf_fidelity.journeys import Workspace, list_actions

    wanted = chosen(format, out, csv_dialect, among=options.ActionsFormat)
    workspace = Workspace.there(settings_of(ctx).data)
    teams, home = workspace.usual().teams(team, organisation)
    with progress_bar(N_("Teams read"), settings_of(ctx)) as progress:
        result = list_actions(
            workspace,
            teams,
            today=clock.now().date(),
            organisation=home,
            instrument_id=instrument_id,
            quarter=options.quarter_option(quarter),
            only_open=only_open,
            meeting=options.deadline_option(meeting, "--meeting") if meeting else None,
            calendar=wanted == "ics",
            progress=progress,
        )
    if wanted == "ics":
        _emit_calendar(result, out)
    else:
        emit(ctx, result, wanted, out, csv_dialect)


def _emit_calendar(result: "Result", out: Path | None) -> None:
    """The calendar; what has no day is said."""
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import end_with, hand_over, say
    from hf_fidelity.writers.calendar import calendar_bytes, undated

    hand_over(calendar_bytes(result.document, clock.now()), out)
    if without := undated(result.document):
        say(
            ngettext(
                "{number} open action has no day, and so does not stand in the calendar.",
                "{number} open actions have no day, and so do not stand in the calendar.",
                without,
            )
        )
    end_with(result)


def _nothing_in_front(ctx: typer.Context) -> None:
    """An option between ``actions`` and ``done`` would not be heard, and another team's action be done."""
    if any(ctx.params.values()):
        raise UsageProblem(N_("Options stand behind {command}, not before it."), command=ctx.invoked_subcommand)


def done(
    ctx: typer.Context,
    id: ActionId,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar=N_("TEXT"), help=N_("What came of it; without it you are asked."))
    ] = None,
    team: ActionTeam = None,
    organisation: options.OrganisationOption = None,
    instrument_id: options.AnyInstrument = None,
) -> None:
    """An action that is done."""
    from hf_fidelity.domain.record import Decision

    which = Which(id, team, organisation, instrument_id)
    if outcome is None and sys.stdin.isatty():
        outcome = which.asked(ctx, _("What came of it? (Enter alone: nothing to say)"))
    which.change(ctx, Decision("done", outcome or None))


def drop(
    ctx: typer.Context,
    id: ActionId,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar=N_("TEXT"), help=N_("Why; without it you are asked."))
    ] = None,
    team: ActionTeam = None,
    organisation: options.OrganisationOption = None,
    instrument_id: options.AnyInstrument = None,
) -> None:
    """An action that is given up."""
    from hf_fidelity.domain.record import Decision

    which = Which(id, team, organisation, instrument_id)
    if outcome is None and sys.stdin.isatty():
        outcome = which.asked(ctx, _("Why do you give it up?"))
    which.change(ctx, Decision("dropped", outcome))


def move(
    ctx: typer.Context,
    id: ActionId,
    due: Annotated[
        str,
        typer.Option("--due", metavar=N_("DATE"), help=N_("The new deadline: 2026-12-01, 1.12.2026, or a quarter.")),
    ],
    team: ActionTeam = None,
    organisation: options.OrganisationOption = None,
    instrument_id: options.AnyInstrument = None,
) -> None:
    """Another deadline for an action."""
    from hf_fidelity.domain.record import Decision

    Which(id, team, organisation, instrument_id).change(
        ctx, Decision("moved", due=options.deadline_option(due, "--due"))
    )


def share(
    ctx: typer.Context,
    id: ActionId,
    on: Annotated[
        str | None, typer.Option("--on", metavar=N_("DATE"), help=N_("The day to share what you have learnt."))
    ] = None,
    learnt: Annotated[
        str | None,
        typer.Option("--learnt", metavar=N_("TEXT"), help=N_("What you learnt; with nothing you are asked.")),
    ] = None,
    next_plan: Annotated[
        str | None, typer.Option("--next", metavar=N_("TEXT"), help=N_("What you will do next: an action of its own."))
    ] = None,
    team: ActionTeam = None,
    organisation: options.OrganisationOption = None,
    instrument_id: options.AnyInstrument = None,
) -> None:
    """When an action is shared, what was learnt by it, and the next plan."""
    from hf_fidelity.domain.record import Decision

    which = Which(id, team, organisation, instrument_id)
    if not (on or learnt or next_plan) and sys.stdin.isatty():
        learnt = which.asked(ctx, _("What did you learn?"), also_done=True)
    if not any((text or "").strip() for text in (on, learnt, next_plan)):
        raise UsageProblem(N_("There is nothing to share: say --on, --learnt or --next. Nothing has been changed."))
    share_on = options.deadline_option(on, "--on") if on else None
    which.change(ctx, Decision("shared", share_on=share_on, learnt=learnt or None, next_plan=next_plan or None))


@dataclass(frozen=True)
class Which:
    """The action that is meant; what is None does not matter."""

    id: str
    team: str | None
    organisation: str | None
    instrument_id: str | None

    def asked(self, ctx: typer.Context, question: str, *, also_done: bool = False) -> str:
        """What somebody at the keyboard says about it, which may be nothing; nobody is asked where it is not open."""
        from hf_fidelity.cli.output import say, settings_of
        from hf_fidelity.journeys import Workspace, find_action

        found = find_action(Workspace.there(settings_of(ctx).data), also_done=also_done, **vars(self))
        say(f"{found.folder.team.name}: {found.action.text}")
        sys.stderr.write(question + " ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:  # the end of the input is no answer
            raise typer.Abort
        return clean(line).strip()

    def change(self, ctx: typer.Context, decision: "Decision") -> None:
        """Write down what was decided, and say so."""
        from hf_fidelity.cli import clock
        from hf_fidelity.cli.output import emit, settings_of
        from hf_fidelity.journeys import Workspace, change_action

        workspace = Workspace.there(settings_of(ctx).data)
        emit(ctx, change_action(workspace, decision=decision, now=clock.now(), **vars(self)))
