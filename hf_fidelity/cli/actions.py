"""``hf-fidelity actions``, ``actions done``, ``actions drop``, ``actions move``."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.i18n import N_, _

if TYPE_CHECKING:
    from hf_fidelity.domain.record.actions import Decision

ACTIONS_HELP = N_("What teams have agreed to do, and what became of it.")
ACTIONS_EXAMPLES = 'actions --open\nactions --team "Bostøtte Nord" --format csv'
DONE_HELP = N_("An action is done: say what came of it.")
DONE_EXAMPLES = 'actions done 2026-Q2-1 --outcome "Aftalen er på plads"\nactions done 2026-Q2-1 --team "Bostøtte Nord"'
DROP_HELP = N_("An action is given up: say why.")
DROP_EXAMPLES = 'actions drop 2026-Q2-1 --outcome "Ingen penge"\nactions drop 2026-Q2-1 --team "Bostøtte Nord"'
MOVE_HELP = N_("An action gets another deadline.")
MOVE_EXAMPLES = "actions move 2026-Q2-1 --due 1.12.2026\nactions move 2026-Q2-1 --due 2026-Q4"

ActionId = Annotated[str, typer.Argument(metavar="ID", help=N_("The action's id, as `actions` shows it."))]
ActionTeam = Annotated[
    str | None,
    typer.Option("--team", metavar=N_("NAME"), help=N_("The team, where several have that id.")),
]
AnyInstrument = Annotated[
    str | None, typer.Option("--instrument", metavar=N_("ID"), help=N_("Questionnaire; without it: all of them."))
]


def actions(
    ctx: typer.Context,
    only_open: Annotated[bool, typer.Option("--open", help=N_("Only those that are open."))] = False,
    team: options.TeamsOption = None,
    organisation: options.OrganisationOption = None,
    instrument: AnyInstrument = None,
    quarter: Annotated[
        str | None,
        typer.Option("--quarter", metavar=N_("QUARTER"), help=N_("Only those that stand in that quarter's record.")),
    ] = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """The agreed actions, where no subcommand is given."""
    if ctx.invoked_subcommand is not None:
        _nothing_in_front(ctx)
        return
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import emit, progress_bar, settings_of
    from hf_fidelity.journeys import Workspace, list_actions

    workspace = Workspace.at(settings_of(ctx).data)
    teams, home = workspace.usual().teams(team, organisation)
    with progress_bar(N_("Teams read"), settings_of(ctx)) as progress:
        result = list_actions(
            workspace,
            teams,
            today=clock.now().date(),
            organisation=home,
            instrument=instrument,
            quarter=options.quarter_option(quarter),
            only_open=only_open,
            progress=progress,
        )
    emit(ctx, result, format, out, csv_dialect)


def _nothing_in_front(ctx: typer.Context) -> None:
    """An option between ``actions`` and ``done`` would not be heard, and another team's action be done."""
    if any(ctx.params.values()):
        from hf_fidelity.errors import UsageProblem

        raise UsageProblem(N_("Options stand behind {command}, not before it."), command=ctx.invoked_subcommand)


def done(
    ctx: typer.Context,
    id: ActionId,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar=N_("TEXT"), help=N_("What came of it; without it you are asked."))
    ] = None,
    team: ActionTeam = None,
    organisation: options.OrganisationOption = None,
    instrument: AnyInstrument = None,
) -> None:
    """An action that is done."""
    from hf_fidelity.domain.record.actions import Decision

    which = Which(id, team, organisation, instrument)
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
    instrument: AnyInstrument = None,
) -> None:
    """An action that is given up."""
    from hf_fidelity.domain.record.actions import Decision

    which = Which(id, team, organisation, instrument)
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
    instrument: AnyInstrument = None,
) -> None:
    """Another deadline for an action."""
    from hf_fidelity.domain.record.actions import Decision

    Which(id, team, organisation, instrument).change(ctx, Decision("moved", due=options.deadline_option(due, "--due")))


@dataclass(frozen=True)
class Which:
    """The action that is meant; what is None does not matter."""

    id: str
    team: str | None
    organisation: str | None
    instrument: str | None

    def asked(self, ctx: typer.Context, question: str) -> str:
        """What somebody at the keyboard says about it, which may be nothing; nobody is asked where it is not open."""
        from hf_fidelity.cli.output import say, settings_of
        from hf_fidelity.ground.text import clean
        from hf_fidelity.journeys import Workspace, find_action

        found = find_action(Workspace.at(settings_of(ctx).data), **vars(self))
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

        workspace = Workspace.at(settings_of(ctx).data)
        emit(ctx, change_action(workspace, decision=decision, now=clock.now(), **vars(self)))
