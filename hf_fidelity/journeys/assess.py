"""``assess``: open the quarter's meeting, hold it, close it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches

from hf_fidelity.domain.interview import Interview
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.errors import Interrupted
from hf_fidelity.ground.dates import Quarter, candidates
from hf_fidelity.i18n import N_, _, in_words, text_in
from hf_fidelity.journeys.ballots import agenda
from hf_fidelity.journeys.fill_in import closing_report
from hf_fidelity.journeys.keys import Quit, numbered, read_text
from hf_fidelity.journeys.meeting import Left, hold
from hf_fidelity.journeys.noting import Around
from hf_fidelity.journeys.opening import opened
from hf_fidelity.journeys.screens import Ask, Message, Question, Tell
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.journeys.workspace import Result, Workspace


@dataclass(frozen=True)
class Wanted:
    """Which meeting: what is None is asked for."""

    organisation: str | None = None
    team: str | None = None
    quarter: Quarter | None = None
    instrument: str | None = None
    reason: str | None = None
    by_spread: bool = False
    """Begin with the statements whose votes lie farthest apart."""


def hold_meeting(
    workspace: Workspace, wanted: Wanted, ask: Ask, tell: Tell, clock: Callable[[], datetime]
) -> Result | None:
    """Hold the quarter's meeting; ``ask`` shows a screen and gives what was typed.

    Gives the report of a closed meeting, or None where it was left to go on later. Everything is saved after every
    answer. Raises Interrupted where people leave by Ctrl-C or the end of input; the draft is then saved.
    """
    form = workspace.instrument(wanted.instrument)
    sitting = None
    try:
        sitting = _open(workspace, wanted, form, ask, clock())
        interview = _begin(sitting, wanted, ask, tell)
        if interview is None:
            return None
        around = Around(ask, sitting.previous, sitting.action_ids)
        left = hold(interview, around, lambda step: sitting.folder.save_draft(step.draft()))
        return _leave(sitting, left, tell, clock())
    except Quit:
        tell(Message((_("Nothing was written."),)))
        return None
    except (KeyboardInterrupt, EOFError) as stop:
        raise _interrupted(sitting) from stop


def _open(workspace: Workspace, wanted: Wanted, form: Instrument, ask: Ask, now: datetime) -> Sitting:
    team = wanted.team
    organisation = wanted.organisation or _organisation_of(workspace, team)
    if organisation is None:
        organisation = _choose(_("Which municipality or organisation?"), workspace.store.organisation_names(), ask)
    if team is None:
        known = [folder.team.name for folder in workspace.store.teams(organisation)]
        team = _choose(_("Which team?"), known, ask)
    team = _known_or_new(workspace, organisation, team, ask)
    quarter = wanted.quarter or _ask_quarter(form, ask, now)
    return Sitting.open(workspace, organisation, team, quarter, form)


def _organisation_of(workspace: Workspace, team: str | None) -> str | None:
    """The organisation of a team that is known already; None where it must be asked."""
    found = workspace.store.find(team) if team else []
    return found[0].organisation if len(found) == 1 else None


def _choose(text: str, known: list[str], ask: Ask) -> str:
    """One of the known names (by number) or a new one; asked until there is one."""
    notice: tuple[str, ...] = ()
    while True:
        typed = read_text(ask(Question(text, tuple(known), notice)))
        if meant := numbered(typed, tuple(known)):
            return meant
        if any(character.isalpha() for character in typed):
            return typed
        notice = (_("Type the name, or the number in front of it."),) if known else (_("Type the name."),)


def _known_or_new(workspace: Workspace, organisation: str, team: str, ask: Ask) -> str:
    """The team, if it is known here or the very first one; otherwise people say whether it is new or misspelt."""
    known = [folder.team.name for folder in workspace.store.teams(organisation)]
    if workspace.store.find(team, organisation) or not any(True for _team in workspace.store.teams()):
        return team
    if not known:
        text = _("{organisation} is not known here yet. Is it spelt right?", organisation=organisation)
    else:
        text = _("{team} is not known here yet. Is it spelt right?", team=team)
    teams = (team, *get_close_matches(team, known, 3))
    answers = (_("Yes, it is new"), *(_("I mean {team}", team=name) for name in teams[1:]))
    notice: tuple[str, ...] = ()
    while True:
        if meant := numbered(read_text(ask(Question(text, answers, notice))), teams):
            return meant
        notice = (_("Type the number in front of the answer."),)


def _ask_quarter(form: Instrument, ask: Ask, now: datetime) -> Quarter:
    """The current quarter; close to an edge people are asked which one they mean."""
    possible = candidates(now.date(), form.cadence.edge_days)
    notice: tuple[str, ...] = ()
    while len(possible) > 1:
        typed = ask(Question(_("Which quarter is the meeting about?"), tuple(map(in_words, possible)), notice))
        typed = read_text(typed)
        if meant := numbered(typed, tuple(map(str, possible))):
            return Quarter.parse(meant)
        try:
            return Quarter.parse(typed)
        except ValueError:
            notice = (_("Type the number, or a quarter such as {example}.", example=possible[0]),)
    return possible[0]


def _begin(sitting: Sitting, wanted: Wanted, ask: Ask, tell: Tell) -> Interview | None:
    """Where the meeting starts: anew, where it was left, or as a correction. None: left as it is."""
    tell(Message(_greeting(sitting)))
    if sitting.draft:
        interview = Interview.resume(sitting.instrument, sitting.draft, by_spread=wanted.by_spread)
        if sitting.settled:  # only a correction has a reason, and may be dropped
            interview = replace(interview, why=wanted.reason or interview.why)
        where = interview.current or _("the summary")
        tell(Message((_("The meeting goes on where you left it, at {where}.", where=where),)))
        return interview
    if not sitting.settled:
        begun = Interview.begin(sitting.instrument, sitting.begun(), sitting.base_revision, by_spread=wanted.by_spread)
        interview = opened(begun)
        if lines := agenda(interview):
            tell(Message(lines))
        sitting.folder.save_draft(interview.draft())
        return interview
    question = _("The quarter is closed. To correct it, write why (Enter alone: leave it as it is)")
    why = wanted.reason or read_text(ask(Question(question)))
    return Interview.correct(sitting.instrument, sitting.begun(), why) if why else None


def _greeting(sitting: Sitting) -> tuple[str, ...]:
    form, previous = sitting.instrument, sitting.previous
    lines = [
        f"{text_in(form.name)} · {in_words(sitting.quarter)}",
        f"{sitting.folder.team.name}, {sitting.folder.organisation}",
    ]
    if previous:
        took_part = _(", {n} took part", n=previous.participants) if previous.participants is not None else ""
        lines.append(_("Last time: {quarter}{took_part}.", quarter=previous.quarter, took_part=took_part))
    return tuple(lines)


def _leave(sitting: Sitting, left: Left, tell: Tell, now: datetime) -> Result | None:
    if left.by == "undo":
        sitting.folder.discard_draft(sitting.quarter, sitting.instrument.id)
        tell(Message((_("The correction is dropped. The quarter is as it was."),)))
        return None
    if left.by == "quit":
        tell(Message((_("Everything is saved. Run the same command again to go on where you were."),)))
        return None
    saved, held_back = sitting.close(left.interview.record, now, why=left.interview.why)
    return closing_report(sitting, saved, held_back)


def _interrupted(sitting: Sitting | None) -> Interrupted:
    if sitting is None:
        return Interrupted(N_("Stopped before the meeting began. Nothing was written."))
    return Interrupted(
        N_("Everything is saved. Run the same command again to go on where you were."),
    )
