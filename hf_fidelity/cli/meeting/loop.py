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
    is_yes,
    letters,
    mean_and_number,
    numbered,
    read_key,
    read_text,
    read_votes,
    statement_meant,
    whole_number,
    why_no_votes,
)
from hf_fidelity.cli.meeting.screens import (
    Ask,
    Message,
    QuestionScreen,
    Tell,
    agenda_lines,
    answered_screen,
    help_lines,
    noticed,
    screen_of,
)
from hf_fidelity.domain.questionnaire.instrument import Scale, read_number
from hf_fidelity.domain.record import Assessment
from hf_fidelity.ground import N_, Interrupted, Quarter, _, fold, in_words, last_day, text_in
from hf_fidelity.journeys import Result, Workspace
from hf_fidelity.journeys.meeting import (
    OPERATIONS,
    Choice,
    Closing,
    Meeting,
    Outcome,
    Question,
    Session,
    StatementView,
    Summary,
    agenda,
    for_a_meeting,
    known_organisations,
    known_teams,
    likely_quarters,
    needs_reason,
    operations,
    organisation_of,
    unknown_team,
)
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.reports.questionnaire import help_for

Notice = tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Which meeting: what is None is asked for."""

    organisation: str | None = None
    team: str | None = None
    quarter: Quarter | None = None
    instrument_id: str | None = None
    reason: str | None = None
    by_spread: bool = False
    """Begin with the statements whose votes lie farthest apart."""
    peer: str | None = None
    """Another team, which reads this one's evidence."""
    minutes: int | None = None
    """How many minutes there are: begin with what there is most to talk about."""


@dataclass(frozen=True)
class Closed:
    """A meeting that was closed: its report, and the few sentences for the screen."""

    result: Result
    closing: Closing


class Unsaved(Exception):
    """People leave while something is asked about a line, which is therefore not kept."""

    def __init__(self, *, by_key: bool) -> None:
        super().__init__()
        self.by_key = by_key


def hold_meeting(
    workspace: Workspace, wanted: Wanted, ask: Ask, tell: Tell, clock: Callable[[], datetime]
) -> Closed | None:
    """Hold the quarter's meeting; ``ask`` shows a screen and gives what was typed.

    Gives what came of a closed meeting, or None where it was left to go on later. Everything is saved after every
    answer. Raises Interrupted where people leave by Ctrl-C or the end of input; the draft is then saved.
    """
    sitting, remember, claim = None, False, None
    try:
        sitting, remember = _open(workspace, wanted, ask, clock())
        claim = sitting.claim("terminal")
        if not sitting.is_as_read:  # somebody has left it just now
            sitting = Sitting.open(workspace, sitting.folder.organisation, sitting.folder.team.name, sitting.quarter,
                                   sitting.instrument, wanted.peer)  # fmt: skip
        if twice := workspace.twice([sitting.folder]):
            tell(Message(tuple(note.words() for note in twice)))
        session = _begin(sitting, wanted, ask, tell, clock)
        if session is None:
            return None
        ended = _go_through(session, ask)
    except Quit:
        tell(Message((_("Nothing was written."),)))
        return None
    except Unsaved as stop:
        if not stop.by_key:
            raise Interrupted(_BUT_THE_LINE) from stop
        tell(Message((_(_BUT_THE_LINE),)))
        return None
    except (KeyboardInterrupt, EOFError) as stop:
        raise _interrupted(sitting) from stop
    finally:
        if claim:
            claim.release()
        if remember and sitting and sitting.folder.path.is_dir():  # nothing is written before there is a meeting
            workspace.remember(sitting.folder.organisation, sitting.folder.team.name)
    if ended == "dropped":
        tell(Message((_("The correction is dropped. The quarter is as it was."),)))
    elif ended is None and not _is_kept(sitting):
        tell(Message((_("Nothing was written."),)))
    elif ended is None:
        tell(Message((_("Everything is saved. Run the same command again to go on where you were."),)))
    return Closed(session.result, session.closing) if session.result and session.closing else None


_BUT_THE_LINE = N_(
    "Everything is saved but the line that you were asked about. Run the same command again to go on where you were."
)


def _interrupted(sitting: Sitting | None) -> Interrupted:
    if sitting is None or not _is_kept(sitting):
        return Interrupted(N_("Stopped before anything was answered. Nothing was written."))
    return Interrupted(
        N_(
            "Everything that you sent with Enter is saved; a line that was only begun is not. Run the same command "
            "again to go on where you were."
        ),
    )


def _is_kept(sitting: Sitting) -> bool:
    """Whether there is a draft on the disk: none is written before there is something in it."""
    return sitting.folder.draft_path(sitting.quarter, sitting.instrument.id).exists()


# Which meeting


def _open(workspace: Workspace, wanted: Wanted, ask: Ask, now: datetime) -> tuple[Sitting, bool]:
    """The sitting, and whether its team is to be remembered for the next one."""
    instrument = for_a_meeting(workspace.instrument(wanted.instrument_id))
    organisation, team, remember = _whose(workspace, wanted, ask)
    quarter = wanted.quarter or _quarter(likely_quarters(instrument, now), ask)
    return Sitting.open(workspace, organisation, team, quarter, instrument, wanted.peer), remember


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
    said: dict[str, str] = {fold(answer): short for answer, short in meant.items()}
    said |= {said_in_short[0]: short for said_in_short, short in said.items() if short in ("yes", "no")}
    notice: Notice = ()
    while True:
        typed = read_text(ask(QuestionScreen(text, tuple(meant), notice)))
        if answer := numbered(typed, tuple(meant)):
            return meant[answer]
        if short := said.get(fold(typed)):
            return short
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
    session = Session.begin(sitting, clock, reason=reason, by_spread=wanted.by_spread, minutes=wanted.minutes)
    interview = session.meeting.interview
    if sitting.draft:
        where = interview.current or _("the summary")
        tell(Message((_("The meeting goes on where you left it, at {where}.", where=where),)))
    elif not sitting.settled and wanted.minutes is None and (votes := agenda(interview)):
        tell(Message(agenda_lines(votes, sitting.instrument)))
    return session


def _read_by(sitting: Sitting) -> str:
    """Which other team it is that reads the evidence; empty where a team answers for itself."""
    return _("read by {peer}", peer=sitting.folder.peer) if sitting.folder.peer else ""


def _greeting(sitting: Sitting) -> tuple[str, ...]:
    instrument, previous = sitting.instrument, sitting.previous
    lines = [
        f"{text_in(instrument.name)} · {in_words(sitting.quarter)}",
        ", ".join(filter(None, (sitting.folder.team.name, sitting.folder.organisation, _read_by(sitting)))),
    ]
    if previous:
        took_part = _(", {n} took part", n=previous.participants) if previous.participants is not None else ""
        lines.append(_("Last time: {quarter}{took_part}.", quarter=previous.quarter, took_part=took_part))
    return tuple(lines)


# The meeting


def _go_through(session: Session, ask: Ask) -> str | None:
    """Go on until the meeting is closed or a correction dropped, and say which; None where people leave."""
    notice: Notice = ()
    whole, place = True, _Place()
    while True:
        before, view = session.meeting, session.view
        try:
            if isinstance(view, Question):
                place.begin_inside(session.meeting)
                outcome, notice = _at_question(session, view, ask, notice)
            elif isinstance(view, StatementView) and place.is_just_answered(view, session.meeting.record):
                outcome, notice = _after_answer(session, view, place, ask, notice)
            else:
                place.arrive(session.meeting)
                line, meeting = ask(screen_of(view, notice, whole=whole)), session.meeting
                closing = isinstance(view, Summary)
                key = read_key(line, meeting.interview.scale, meeting.instrument.order, closing=closing)
                if key.name == "quit":
                    return None
                outcome, notice = _at_key(session, view, key, ask)
                place.answered = key.settles and outcome is not None and not outcome.refused
        except Quit:
            return None
        if outcome and outcome.ended:
            return outcome.ended
        whole = session.meeting != before  # a slip at the summary needs no second reading of all the answers


@dataclass
class _Place:
    """Which statement stands on the screen whole, and how it was then."""

    statement: str | None = None
    record: Assessment | None = None
    answered: bool = False
    """Whether it was answered since then, if only as before."""

    def arrive(self, meeting: Meeting) -> None:
        """The statement in hand, or the summary, is shown whole."""
        self.statement, self.record, self.answered = meeting.interview.current, meeting.record, False

    def begin_inside(self, meeting: Meeting) -> None:
        """A meeting goes on inside a question, which is answered first."""
        if self.record is None:
            self.arrive(meeting)

    def is_just_answered(self, view: StatementView, record: Assessment) -> bool:
        """Whether nothing of the statement need be shown again: its answer is noted, and people may add to it."""
        if view.id != self.statement or view.answer is None or self.record is None:
            return False
        same_votes = record.answer(view.id).votes == self.record.answer(view.id).votes
        return same_votes and (self.answered or record != self.record)


Done = tuple[Outcome | None, Notice]
"""What an operation made of it (None: none was done), and what to say on the next screen."""


def _after_answer(session: Session, view: StatementView, place: _Place, ask: Ask, notice: Notice) -> Done:
    """At a statement that has just been answered: Enter goes on, and what is said is about that statement. Another
    answer is taken only once people say that they correct this one. Raises Quit.
    """
    meeting = session.meeting
    key = read_key(ask(answered_screen(view, notice)), meeting.interview.scale, meeting.instrument.order)
    if key.name == "quit":
        raise Quit
    if key.name in ("back", "go"):
        place.statement = None  # wherever people come to, it is shown whole
    if key.name == "back":
        return None, ()
    if key.settles or key.name in ("votes", "unknown"):  # it would take the place of the answer that is there
        back = letters()["back"][0]
        said = _("{statement} has the answer {answer}. Enter: go on. {key}: correct it.",
                 statement=view.id, answer=view.answer, key=back)  # fmt: skip
        return None, (said,)
    return _at_key(session, view, key, ask)


def _at_key(session: Session, view: StatementView | Summary, key: Key, ask: Ask) -> Done:
    """Do what was typed at a statement or at the summary."""
    match key.name:
        case "help" | "manual":
            _show_help(session, view, ask, manual=key.name == "manual")
            return None, ()
        case "answer":
            outcome = session.do(operations.answer, key.value)
        case "votes":
            return _vote_and_agree(session, key, ask)
        case "go":
            return _go(session, key)
        case "mend":
            return _mend(session, key)
        case "empty" if isinstance(view, StatementView) and "go_on" in view.possible:
            outcome = session.do(operations.go_on)
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


def _ask_back(screen: QuestionScreen, ask: Ask) -> str:
    """Ask about a line before it is kept. Raises Unsaved where people leave: the line is lost, and that is said."""
    try:
        return read_text(ask(screen))
    except Quit as stop:
        raise Unsaved(by_key=True) from stop
    except (KeyboardInterrupt, EOFError) as stop:
        raise Unsaved(by_key=False) from stop


def _vote_and_agree(session: Session, key: Key, ask: Ask) -> Done:
    """The votes, and the answer that was typed behind them. Raises Unsaved where people leave before it is kept."""
    voted = _vote(session, key.counts, ask)
    if voted is None:
        return None, ()
    notice = noticed(voted.notices)
    if key.agreed is None or voted.refused:
        return voted, notice
    while isinstance(question := session.view, Question):  # how they were given
        notice = _said_at(session, question, _ask_back(_asked_back(question, notice), ask), ask)[1]
    agreed = (operations.take_middle,) if key.agreed == "middle" else (operations.answer, key.agreed)
    outcome = session.do(*agreed)
    return outcome, (*notice, *noticed(outcome.notices))


def _vote(session: Session, counts: tuple[int, ...], ask: Ask) -> Outcome | None:
    """The votes, once people have said what has to be said first: how many they are, how the votes were given.

    None where they type the votes again instead.
    """
    said: dict[str, Any] = {}
    outcome = session.do(operations.vote, counts)
    notice = noticed(outcome.notices)
    while outcome.pending:
        asked = outcome.pending
        typed = _ask_back(_asked_back(asked, notice), ask)
        notice = (_(_A_CHOICE),)
        chosen = _chosen(typed, asked.choices)
        if asked.passing and (not typed or chosen == "again"):
            return None
        if chosen is None:
            continue
        said |= {"people": sum(counts)} if chosen == "people" else {"how": chosen}
        outcome = session.do(operations.vote, counts, **said)
        notice = noticed(outcome.notices)
    return outcome


def _asked_back(question: Question, notice: Notice) -> QuestionScreen:
    screen = screen_of(question, notice)
    assert isinstance(screen, QuestionScreen)
    return screen


def _mend(session: Session, key: Key) -> Done:
    """Ask what is to be changed; a number behind the key is the choice at once."""
    outcome = session.do(operations.open_question, "mend")
    view = session.view
    chosen = _chosen(key.argument, view.choices) if isinstance(view, Question) else None
    if chosen is not None:
        outcome = session.do(operations.mend, chosen)
    return outcome, noticed(outcome.notices)


def _go(session: Session, key: Key) -> Done:
    meant = statement_meant(key.argument, session.meeting.instrument.order)
    outcome = session.do(operations.go_to, meant) if meant else None
    if outcome is None or outcome.refused:
        last = len(session.meeting.interview.steps)
        return outcome, (_("Which statement? Type a number from 1 to {last}.", last=last),)
    return outcome, ()


def _write(session: Session, operation: str, text: str, ask: Ask) -> Outcome:
    """A text, once people have said that what looks like somebody's number in it is meant. ``-`` takes away."""
    while True:
        if text == "-" and (away := _taking_away(session, operation)):
            return session.do(away)
        outcome = session.do(OPERATIONS[operation], text)
        if outcome.pending is None:
            return outcome
        typed = _ask_back(_asked_back(outcome.pending, noticed(outcome.notices)), ask)
        if is_yes(typed):
            return session.do(OPERATIONS[operation], text, confirmed=True)
        text = typed


def _taking_away(session: Session, operation: str) -> Callable[..., Outcome] | None:
    """What ``-`` does here; None where there is nothing to take away."""
    if operation == "comment":
        return operations.take_comment_away
    view = session.view
    return operations.take_away if isinstance(view, Question) and view.holds else None


def _not_understood(view: StatementView | Summary, key: Key) -> str:
    if isinstance(view, Summary):
        return _("Type one of the letters below.")
    if key.name == "empty":
        return _("Type the answer you agree on, or ? for help.")
    if key.name == "unknown" and (why := why_no_votes(key.argument, view.scale)):
        return why
    points = [f"{point.value}\u00a0{text_in(point.label)}" for point in view.scale.points]
    return _("“{typed}” is not an answer. Type one of {points}, or ? for help.", typed=key.argument, points=points)


def _show_help(session: Session, view: StatementView | Summary, ask: Ask, *, manual: bool) -> None:
    """Show the help asked for until Enter is pressed; without help from a manual, the keys. Raises Quit."""
    instrument = session.meeting.instrument
    asked_for = help_for(instrument, view.id) if isinstance(view, StatementView) else ()
    keys = letters()["help"][0]
    while True:
        if manual and asked_for:
            text, lines = _("Press Enter to go on, or {key} for the keys.", key=keys), asked_for
        elif asked_for:
            text = (
                _("Press Enter to go on, or {key} for what the manual asks for.", key=MANUAL)
                if instrument.status == "official"
                else _("Press Enter to go on, or {key} for what the source asks for.", key=MANUAL)
            )
            lines = help_lines(view, instrument)
        else:
            text, lines = _("Press Enter to go on."), help_lines(view, instrument)
        typed = ask(QuestionScreen(text, notice=lines))
        if read_text(typed) not in (keys, MANUAL) or not asked_for:
            return
        manual = typed.strip() == MANUAL


# The questions


def _at_question(session: Session, question: Question, ask: Ask, notice: Notice) -> Done:
    """Ask the question that is open, and do what is typed."""
    if question.name == "minutes" and session.meeting.minutes is not None and not notice:
        outcome = session.do(operations.set_minutes, None)
        return outcome, noticed(outcome.notices)
    return _said_at(session, question, read_text(ask(screen_of(question, notice))), ask)


def _said_at(session: Session, question: Question, typed: str, ask: Ask) -> Done:
    """Give the question's operation what the typed line means."""
    if typed == "-" and question.holds:
        outcome = session.do(operations.take_away)
        return outcome, noticed(outcome.notices)
    if question.operation not in _READ:
        outcome = _write(session, question.operation, typed, ask)
        return outcome, noticed(outcome.notices)
    read, again = _READ[question.operation]
    try:
        value = read(typed, _Reading(question, session)) if typed or question.passing is None else None
    except ValueError as problem:
        return None, (str(problem) if isinstance(problem, NotVotes) else _(again, typed=typed),)
    if question.operation == "vote" and value is not None:
        voted = _vote(session, value, ask)
        return voted, noticed(voted.notices) if voted else ()
    outcome = session.do(OPERATIONS[question.operation], value)
    if outcome.pending:
        return _confirmed(session, question.operation, value, outcome, ask)
    if outcome.refused and question.name not in _SAYS_WHY:
        return outcome, (_(again, typed=typed),)
    return outcome, noticed(outcome.notices)


_SAYS_WHY = ("participants", "minutes", "action-about")
"""Questions about which a refusal says more than how the answer is typed."""


def _confirmed(session: Session, operation: str, value: object, outcome: Outcome, ask: Ask) -> Done:
    """Do it once people say that it is meant; else the question is put again."""
    assert outcome.pending is not None
    if not is_yes(_ask_back(_asked_back(outcome.pending, noticed(outcome.notices)), ask)):
        return None, ()
    outcome = session.do(OPERATIONS[operation], value, confirmed=True)
    return outcome, noticed(outcome.notices)


class NotVotes(ValueError):
    """A line that is no votes, and why."""


@dataclass(frozen=True)
class _Reading:
    """What it takes to read a line that was typed at a question."""

    question: Question
    session: Session

    @property
    def choices(self) -> Sequence[Choice]:
        return self.question.choices

    @property
    def scale(self) -> Scale:
        return self.session.meeting.interview.scale


def _chosen(typed: str, choices: Sequence[Choice]) -> str | None:
    """The choice that is meant: its number, its words, both as they are printed, or how its words begin."""
    wanted = fold(typed)
    for n, choice in enumerate(choices, 1):
        if wanted in (str(n), fold(choice.words), fold(f"{n} {choice.words}"), fold(f"{n}. {choice.words}")):
            return choice.value
    begins = [choice.value for choice in choices if len(wanted) > 1 and fold(choice.words).startswith(wanted)]
    return begins[0] if len(begins) == 1 else None


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


def _votes(typed: str, reading: _Reading) -> tuple[int, ...]:
    counts = read_votes(typed, reading.scale)
    if counts is None:
        why = why_no_votes(typed, reading.scale)
        raise NotVotes(why) if why else ValueError(typed)
    return counts


def _statement(typed: str, reading: _Reading) -> str:
    meant = statement_meant(typed, reading.session.meeting.instrument.order)
    if meant is None:
        raise ValueError(typed)
    return meant


def _day(typed: str, reading: _Reading) -> object:
    return last_day(typed, reading.session.meeting.today)


# Operation → what a typed line means to it (raises ValueError), and what to say where it means nothing.
_READ: Mapping[str, tuple[Callable[[str, _Reading], Any], str]] = {
    "read_on": (lambda _typed, _at: None, ""),
    "set_participants": (lambda typed, _at: whole_number(typed), _A_NUMBER),
    "set_minutes": (lambda typed, _at: whole_number(typed), N_("Type a number of minutes, for example 45.")),
    "count_citizens": (lambda typed, _at: whole_number(typed), _A_NUMBER),
    "give_number": (lambda typed, _at: _number(typed), _A_NUMBER),
    "tell_how_voted": (lambda typed, at: _one(typed, at.choices), _A_CHOICE),
    "follow_up": (lambda typed, at: _one(typed, at.choices), _A_CHOICE),
    "mend": (lambda typed, at: _one(typed, at.choices), _A_CHOICE),
    "mend_action": (lambda typed, at: _one(typed, at.choices), _A_CHOICE),
    "choose_parts": (
        lambda typed, at: _several(typed, at.choices),
        N_("Type the numbers in front of what you use, with a blank between."),
    ),
    "set_about": (_statement, N_("“{typed}” is no statement. Type its number.")),
    "vote": (_votes, N_("“{typed}” is no votes. Type one number for each answer, or one digit a person.")),
    "give_brief_inspire": (
        lambda typed, _at: mean_and_number(typed),
        N_("Type the mean from 0 to 100 and then how many answered, with a blank between."),
    ),
    "set_deadline": (_day, N_("“{typed}” is no day. Type it like 1.12.2026, or a quarter.")),
}
