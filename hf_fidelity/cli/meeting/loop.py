"""The meeting at a keyboard: which meeting it is, then one line typed, one operation done, until it is closed or left.

What may be done, what comes next and what is kept is the operations' affair (``journeys/meeting``); here lines become
values, and what does not become one is explained in terms of typing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hf_fidelity.cli.meeting.keys import (
    MANUAL,
    Key,
    Quit,
    letters,
    mean_and_number,
    numbered,
    read_key,
    read_text,
    statement_meant,
    whole_number,
)
from hf_fidelity.cli.meeting.screens import (
    Ask,
    Message,
    QuestionScreen,
    Tell,
    agenda_lines,
    help_lines,
    noticed,
    screen_of,
)
from hf_fidelity.domain.questionnaire.instrument import read_number
from hf_fidelity.errors import Interrupted
from hf_fidelity.ground.dates import Quarter, last_day
from hf_fidelity.i18n import N_, _, in_words, text_in
from hf_fidelity.journeys import Result, Workspace
from hf_fidelity.journeys.meeting import (
    OPERATIONS,
    Choice,
    Outcome,
    Question,
    Session,
    StatementView,
    Summary,
    agenda,
    known_organisations,
    known_teams,
    likely_quarters,
    needs_reason,
    operations,
    organisation_of,
    unknown_team,
)
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.reports.questionnaire import principle_help

Notice = tuple[str, ...]


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
    minutes: int | None = None
    """How many minutes there are: begin with what there is most to talk about."""


def hold_meeting(
    workspace: Workspace, wanted: Wanted, ask: Ask, tell: Tell, clock: Callable[[], datetime]
) -> Result | None:
    """Hold the quarter's meeting; ``ask`` shows a screen and gives what was typed.

    Gives the report of a closed meeting, or None where it was left to go on later. Everything is saved after every
    answer. Raises Interrupted where people leave by Ctrl-C or the end of input; the draft is then saved.
    """
    sitting, remember = None, False
    try:
        sitting, remember = _open(workspace, wanted, ask, clock())
        session = _begin(sitting, wanted, ask, tell, clock)
        if session is None:
            return None
        ended = _go_through(session, ask)
    except Quit:
        tell(Message((_("Nothing was written."),)))
        return None
    except (KeyboardInterrupt, EOFError) as stop:
        raise _interrupted(sitting) from stop
    finally:
        if remember and sitting and sitting.folder.path.is_dir():  # nothing is written before there is a meeting
            workspace.remember(sitting.folder.organisation, sitting.folder.team.name)
    if ended == "dropped":
        tell(Message((_("The correction is dropped. The quarter is as it was."),)))
    elif ended is None and not _is_kept(sitting):
        tell(Message((_("Nothing was written."),)))
    elif ended is None:
        tell(Message((_("Everything is saved. Run the same command again to go on where you were."),)))
    return session.result


def _interrupted(sitting: Sitting | None) -> Interrupted:
    if sitting is None or not _is_kept(sitting):
        return Interrupted(N_("Stopped before anything was answered. Nothing was written."))
    return Interrupted(
        N_("Everything is saved. Run the same command again to go on where you were."),
    )


def _is_kept(sitting: Sitting) -> bool:
    """Whether there is a draft on the disk: none is written before there is something in it."""
    return sitting.folder.draft_path(sitting.quarter, sitting.instrument.id).exists()


# Which meeting


def _open(workspace: Workspace, wanted: Wanted, ask: Ask, now: datetime) -> tuple[Sitting, bool]:
    """The sitting, and whether its team is to be remembered for the next one."""
    form = workspace.instrument(wanted.instrument)
    organisation, team, remember = _whose(workspace, wanted, ask)
    quarter = wanted.quarter or _quarter(likely_quarters(form, now), ask)
    return Sitting.open(workspace, organisation, team, quarter, form), remember


def _whose(workspace: Workspace, wanted: Wanted, ask: Ask) -> tuple[str, str, bool]:
    """The organisation and the team, and whether to remember them: what was typed here for the first time is confirmed
    first, or typed again."""
    while True:
        team = wanted.team
        organisation = wanted.organisation or organisation_of(workspace, team)
        typed = organisation is None or team is None
        if organisation is None:
            organisation = _name(_("Which municipality or organisation?"), known_organisations(workspace), ask)
        if team is None:
            team = _name(_("Which team?"), known_teams(workspace, organisation), ask)
        if not (typed and not known_organisations(workspace)):
            return organisation, _known_or_new(workspace, organisation, team, ask), False
        right = _is_right(organisation, team, ask)
        if right != "no":
            return organisation, team, right == "remember"


def _name(text: str, known: tuple[str, ...], ask: Ask) -> str:
    """One of the known names (by number) or a new one; asked until there is one."""
    notice: Notice = ()
    while True:
        typed = read_text(ask(QuestionScreen(text, known, notice)))
        if meant := numbered(typed, known):
            return meant
        if any(character.isalpha() for character in typed):
            return typed
        notice = (_("Type the name, or the number in front of it."),) if known else (_("Type the name."),)


def _known_or_new(workspace: Workspace, organisation: str, team: str, ask: Ask) -> str:
    """The team, if it is known here or the very first one; otherwise people say whether it is new or misspelt."""
    unknown = unknown_team(workspace, organisation, team)
    if unknown is None:
        return team
    text = _("{organisation} is not known here yet. Is it spelt right?", organisation=organisation)
    if unknown.organisation_is_known:
        text = _("{team} is not known here yet. Is it spelt right?", team=team)
    teams = (team, *unknown.nearest)
    answers = (_("Yes, it is new"), *(_("I mean {team}", team=name) for name in unknown.nearest))
    notice: Notice = ()
    while True:
        if meant := numbered(read_text(ask(QuestionScreen(text, answers, notice))), teams):
            return meant
        notice = (_("Type the number in front of the answer."),)


def _is_right(organisation: str, team: str, ask: Ask) -> str:
    """Whether the first team here is called as it was typed: ``yes``, ``no``, or ``remember``: it is the usual one."""
    text = _("The first meeting here is that of {team}, {organisation}. Is that right?",
             team=team, organisation=organisation)  # fmt: skip
    meant = {
        _("Yes, and remember it for the next time"): "remember",
        _("Yes"): "yes",
        _("No, I type it again"): "no",
    }
    notice: Notice = ()
    while True:
        if answer := numbered(read_text(ask(QuestionScreen(text, tuple(meant), notice))), tuple(meant)):
            return meant[answer]
        notice = (_("Type the number in front of the answer."),)


def _quarter(likely: Sequence[Quarter], ask: Ask) -> Quarter:
    """The current quarter; close to an edge people are asked which one they mean."""
    notice: Notice = ()
    while len(likely) > 1:
        question = QuestionScreen(_("Which quarter is the meeting about?"), tuple(map(in_words, likely)), notice)
        typed = read_text(ask(question))
        try:
            return Quarter.parse(numbered(typed, tuple(map(str, likely))) or typed)
        except ValueError:
            notice = (_("Type the number, or a quarter such as {example}.", example=likely[0]),)
    return likely[0]


def _begin(sitting: Sitting, wanted: Wanted, ask: Ask, tell: Tell, clock: Callable[[], datetime]) -> Session | None:
    """Where the meeting starts: anew, where it was left, or as a correction. None: left as it is."""
    tell(Message(_greeting(sitting)))
    reason = wanted.reason
    if needs_reason(sitting) and not reason:
        question = _("The quarter is closed. To correct it, write why (Enter alone: leave it as it is)")
        reason = read_text(ask(QuestionScreen(question)))
        if not reason:
            return None
    session = Session.begin(sitting, clock, reason=reason, by_spread=wanted.by_spread)
    interview = session.meeting.interview
    if sitting.draft:
        where = interview.current or _("the summary")
        tell(Message((_("The meeting goes on where you left it, at {where}.", where=where),)))
    elif not sitting.settled and (votes := agenda(interview)):
        tell(Message(agenda_lines(votes, sitting.instrument)))
    return session


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


# The meeting


def _go_through(session: Session, ask: Ask) -> str | None:
    """Go on until the meeting is closed or a correction dropped, and say which; None where people leave."""
    notice: Notice = ()
    whole = True
    while True:
        before, view = session.meeting, session.view
        try:
            if isinstance(view, Question):
                outcome, notice = _at_question(session, view, ask, notice)
            else:
                line, meeting = ask(screen_of(view, notice, whole=whole)), session.meeting
                closing = isinstance(view, Summary)
                key = read_key(line, meeting.interview.scale, meeting.form.order, closing=closing)
                if key.name == "quit":
                    return None
                outcome, notice = _at_key(session, view, key, ask)
        except Quit:
            return None
        if outcome and outcome.ended:
            return outcome.ended
        whole = session.meeting != before  # a slip at the summary needs no second reading of all the answers


Done = tuple[Outcome | None, Notice]
"""What an operation made of it (None: none was done), and what to say on the next screen."""


def _at_key(session: Session, view: StatementView | Summary, key: Key, ask: Ask) -> Done:
    """Do what was typed at a statement or at the summary."""
    match key.name:
        case "help" | "manual":
            _show_help(session, view, ask, manual=key.name == "manual")
            return None, ()
        case "answer":
            outcome = session.do(operations.answer, key.value)
        case "votes":
            outcome = _vote(session, key.counts, ask)
        case "go":
            return _go(session, key)
        case "not-relevant" | "comment" | "action" if key.argument:
            outcome = _write(session, _WRITES[key.name], key.argument, ask)
        case "not-relevant" | "comment" | "action" | "parts" | "measures":
            outcome = session.do(operations.open_question, "numbers" if key.name == "measures" else key.name)
        case name if name in _PLAIN:
            outcome = session.do(_PLAIN[name])
        case _:
            return None, (_not_understood(view, key),)
    if any(notice.code == "not-now" for notice in outcome.notices):
        return outcome, (_not_understood(view, key),)
    return outcome, noticed(outcome.notices)


_WRITES = {"not-relevant": "not_relevant", "comment": "comment", "action": "add_action"}
_PLAIN: Mapping[str, Callable[[Any], Outcome]] = {
    "middle": operations.take_middle,
    "skip": operations.skip,
    "back": operations.back,
    "close": operations.close,
    "undo": operations.drop_correction,
}


def _vote(session: Session, counts: tuple[int, ...], ask: Ask) -> Outcome:
    """The votes; where that has to be said first, how they were given: asked until there is an answer."""
    outcome = session.do(operations.vote, counts)
    notice = noticed(outcome.notices)
    while outcome.pending:
        typed = read_text(ask(screen_of(outcome.pending, notice)))
        notice = (_("Type the number in front of the answer."),)
        if how := _chosen(typed, outcome.pending.choices):
            return session.do(operations.vote, counts, "open" if how == "open" else "secret")
    return outcome


def _go(session: Session, key: Key) -> Done:
    meant = statement_meant(key.argument, session.meeting.form.order)
    outcome = session.do(operations.go_to, meant) if meant else None
    if outcome is None or outcome.refused:
        last = len(session.meeting.interview.steps)
        return outcome, (_("Which statement? Type a number from 1 to {last}.", last=last),)
    return outcome, ()


def _write(session: Session, operation: str, text: str, ask: Ask) -> Outcome:
    """A text, once people have said that what looks like somebody's number in it is meant. ``-`` is no comment."""
    while True:
        if operation == "comment" and text == "-":
            return session.do(operations.take_comment_away)
        outcome = session.do(OPERATIONS[operation], text)
        if outcome.pending is None:
            return outcome
        typed = read_text(ask(screen_of(outcome.pending, noticed(outcome.notices))))
        if typed.casefold() == letters()["close"][0].casefold():
            return session.do(OPERATIONS[operation], text, confirmed=True)
        text = typed


def _not_understood(view: StatementView | Summary, key: Key) -> str:
    if isinstance(view, Summary):
        return _("Type one of the letters below.")
    if key.name == "empty":
        return _("Type the answer you agree on, or ? for help.")
    points = [f"{point.value}\u00a0{text_in(point.label)}" for point in view.scale.points]
    return _("“{typed}” is not an answer. Type one of {points}, or ? for help.", typed=key.argument, points=points)


def _show_help(session: Session, view: StatementView | Summary, ask: Ask, *, manual: bool) -> None:
    """Show the help asked for until Enter is pressed; without help from a manual, the keys. Raises Quit."""
    form = session.meeting.form
    asked_for = principle_help(form, view.id) if isinstance(view, StatementView) else ()
    keys = letters()["help"][0]
    while True:
        if manual and asked_for:
            text, lines = _("Press Enter to go on, or {key} for the keys.", key=keys), asked_for
        elif asked_for:
            text = _("Press Enter to go on, or {key} for what the manual asks for.", key=MANUAL)
            lines = help_lines(view, form)
        else:
            text, lines = _("Press Enter to go on."), help_lines(view, form)
        typed = ask(QuestionScreen(text, notice=lines))
        if read_text(typed) not in (keys, MANUAL) or not asked_for:
            return
        manual = typed.strip() == MANUAL


# The questions


def _at_question(session: Session, question: Question, ask: Ask, notice: Notice) -> Done:
    """Ask the question that is open, and give its operation what the typed line means."""
    typed = read_text(ask(screen_of(question, notice)))
    if question.operation not in _READ:
        outcome = _write(session, question.operation, typed, ask)
        return outcome, noticed(outcome.notices)
    read, again = _READ[question.operation]
    try:
        value = read(typed, question.choices) if typed or question.passing is None else None
    except ValueError:
        return None, (_(again, typed=typed),)
    outcome = session.do(OPERATIONS[question.operation], value)
    return outcome, (_(again, typed=typed),) if outcome.refused else noticed(outcome.notices)


def _chosen(typed: str, choices: Sequence[Choice]) -> str | None:
    return {str(n): choice.value for n, choice in enumerate(choices, 1)}.get(typed)


def _one(typed: str, choices: Sequence[Choice]) -> str:
    chosen = _chosen(typed, choices)
    if chosen is None:
        raise ValueError(typed)
    return chosen


def _several(typed: str, choices: Sequence[Choice]) -> tuple[str, ...]:
    return tuple(_one(each, choices) for each in typed.replace(",", " ").split())


def _number(typed: str) -> float:
    number = read_number(typed)
    if number is None:
        raise ValueError(typed)
    return number


_A_NUMBER = N_("Type a number, for example 7.")
_A_CHOICE = N_("Type the number in front of the answer.")

# Operation → what a typed line means to it (raises ValueError), and what to say where it means nothing.
_READ: Mapping[str, tuple[Callable[[str, Sequence[Choice]], Any], str]] = {
    "set_participants": (lambda typed, _choices: whole_number(typed), _A_NUMBER),
    "count_citizens": (lambda typed, _choices: whole_number(typed), _A_NUMBER),
    "give_number": (lambda typed, _choices: _number(typed), _A_NUMBER),
    "tell_how_voted": (_one, _A_CHOICE),
    "follow_up": (_one, _A_CHOICE),
    "choose_parts": (_several, N_("Type the numbers in front of what you use, with a blank between.")),
    "give_brief_inspire": (
        lambda typed, _choices: mean_and_number(typed),
        N_("Type the mean from 0 to 100 and then how many answered, with a blank between."),
    ),
    "set_deadline": (
        lambda typed, _choices: last_day(typed),
        N_("“{typed}” is no day. Type it like 1.12.2026, or a quarter."),
    ),
}
