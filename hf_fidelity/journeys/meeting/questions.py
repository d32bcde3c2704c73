"""The questions of the meeting beside the statements: which there are, in which order, and what each of them asks.

Before the statements the questionnaire's own preface and advice are read, and people are asked who is here and who
"we" are, how citizens were heard, what became of the actions. About a statement there may be a comment, a reason, an
action. All of it can be mended later (``mend``). The question that is open is part of the draft, by its name
(``citizens``, ``owner:2026-Q3-1``; ``edit:citizens`` where it is asked again), so that a meeting that is left inside
one goes on there. Each can be passed over, but for how the votes were given.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from hf_fidelity.domain.interview import Interview
from hf_fidelity.domain.questionnaire.instrument import Input, Instrument, Measure, Theme
from hf_fidelity.domain.record import Action, Assessment
from hf_fidelity.ground import _, day, ngettext, text_in
from hf_fidelity.reports.measures import number_in_short


@dataclass(frozen=True)
class Meeting:
    """A meeting under way, with what it needs to know beside its own record."""

    interview: Interview
    previous: Assessment | None = None
    """The newest earlier quarter that had its meeting."""
    action_ids: frozenset[str] = frozenset()
    """The ids of every action that the team has."""
    earlier: tuple[Assessment, ...] = ()
    """Every earlier quarter that had its meeting, the oldest first."""
    today: date | None = None
    """The day of the meeting; None: nothing is said of what lies in the past."""
    minutes: int | None = None
    """How many minutes people said beforehand that there are."""
    pressing: bool = False
    """Whether there is something that calls for more time than the rest."""

    @property
    def record(self) -> Assessment:
        """The record as it stands."""
        return self.interview.record

    @property
    def instrument(self) -> Instrument:
        """The questionnaire that the meeting is about."""
        return self.interview.instrument


@dataclass(frozen=True)
class Choice:
    """One of a few answers: the value that an operation takes, and its words."""

    value: str
    words: str


Passing = Literal["pass-over", "leave", "goes-on", "nothing", "nobody-yet", "none", "stays", "go-on"]


@dataclass(frozen=True)
class Question:
    """A question that is put to people, and the operation that takes the answer."""

    name: str
    """Without what it is about: ``owner``."""
    operation: str
    text: str
    choices: tuple[Choice, ...] = ()
    """None: the answer is free."""
    passing: Passing | None = None
    """What it means to give the operation nothing (None); no such thing where somebody has to answer."""
    stays: str = ""
    """The answer that there is already, or that is taken where nobody says otherwise."""
    opening: bool = False
    """Whether it stands before the statements."""
    reading: tuple[str, ...] = ()
    """Paragraphs to be read first."""
    holds: bool = False
    """Whether there is an answer already, which can be taken away (``take_away``)."""


# Their order

EDIT = "edit"
"""Stands before the name of a question that is asked again, to mend what was said."""


@dataclass(frozen=True)
class Asked:
    """The name of an open question, taken apart."""

    name: str
    about: str
    again: bool
    """Whether it is asked to mend what was said before; the meeting goes on where it was then."""

    @property
    def elsewhere(self) -> str | None:
        """The statement it is about, where that is not the one in hand."""
        return self.about or None if self.name in ("comment", "votes") else None

    @classmethod
    def of(cls, question: str | None) -> "Asked":
        """``edit:owner:2026-Q3-1`` is *owner* about that action, asked again."""
        edit, _colon, rest = (question or "").partition(":")
        again = edit == EDIT
        name, _colon, about = (rest if again else question or "").partition(":")
        return cls(name, about, again)


def opening_questions(meeting: Meeting) -> Iterator[str]:
    """Every question of the opening that there is something to ask by, in their order."""
    record = meeting.record
    yield "purpose"
    yield "advice"
    if record.participants is None:
        yield "participants"
    if record.we is None:
        yield "we"
    if meeting.instrument.parts:
        yield "parts"
    yield from (f"which:{theme.id}" for theme in themes_to_name(meeting) if theme.id not in record.which)
    if record.citizen_involvement is None:
        yield "citizens"
    yield from (f"follow-up:{action.id}" for action in record.actions if _from_before(action, record))
    yield from number_questions(meeting.interview)
    if may_ask_for_time(meeting):
        yield "minutes"


def themes_to_name(meeting: Meeting) -> Iterator[Theme]:
    """The themes of the chosen parts that are about one partnership, project or place."""
    asked = {meeting.instrument.statement(id).theme for id in meeting.instrument.asked(meeting.record.parts)}
    return (theme for theme in meeting.instrument.themes if theme.which and theme.id in asked)


def may_ask_for_time(meeting: Meeting) -> bool:
    """Whether something would come of the minutes at hand: not where people have chosen an order themselves."""
    return meeting.minutes is not None or (meeting.pressing and not meeting.interview.by_spread)


def _from_before(action: Action, record: Assessment) -> bool:
    return action.state == "open" and action.opened_in < record.quarter


def number_questions(interview: Interview) -> Iterator[str]:
    """A question for each number of the measures that go with the chosen parts."""
    for measure in interview.instrument.measures_of(interview.record.parts):
        for asked in measure.inputs:
            yield f"number:{measure.id}.{asked.id}"


def question_after(question: str, asked: Iterator[str] | list[str]) -> str | None:
    """The question behind this one; None where it is the last, or not among them."""
    order = list(asked)
    at = order.index(question) + 1 if question in order else len(order)
    return order[at] if at < len(order) else None


def question_behind_citizens(meeting: Meeting) -> str | None:
    """The question behind all that is asked about citizens, who were told of by now."""
    behind = ("follow-up", "number", "minutes")
    return next((name for name in opening_questions(meeting) if Asked.of(name).name in behind), None)


def question_after_follow_up(meeting: Meeting, action_id: str) -> str | None:
    """The question behind all that is asked about an earlier action, which may be closed by now."""
    ids = [action.id for action in meeting.record.actions]
    later = {f"follow-up:{other}" for other in ids[ids.index(action_id) + 1 :]}
    behind = {*later, *number_questions(meeting.interview), "minutes"}
    return next((question for question in opening_questions(meeting) if question in behind), None)


def questions_to_open(interview: Interview) -> tuple[str, ...]:
    """The questions that people may open themselves where the meeting stands."""
    if interview.question:
        return ()
    if interview.current is not None:
        return ("comment", "not-relevant", "action", "mend")
    parts = ("parts",) if interview.instrument.parts else ()
    numbers = ("numbers",) if interview.instrument.measures_of(interview.record.parts) else ()
    return ("action", "mend", *parts, *numbers)


# What they ask


def question_of(meeting: Meeting) -> Question | None:
    """The question that is open; None where none is, or where there is nothing (any more) to ask it about."""
    asked = Asked.of(meeting.interview.question)
    ask = _ASKED.get(asked.name)
    found = ask(meeting, asked.about) if ask else None
    return replace(found, opening=False) if found and asked.again else found


def how_votes_were_given(_meeting: Meeting | None = None, _about: str = "") -> Question:
    """Whether the votes were open or secret. Nobody can pass it over."""
    choices = (
        Choice("open", _("Open, by a show of hands")),
        Choice("secret", _("Secret, on paper or in a survey")),
    )
    return Question("votes-are", "tell_how_voted", _("How were the votes given? This is asked once."), choices)


def keep_personal(operation: str) -> Question:
    """Whether a text is kept though there seems to be a number or an address of somebody in it."""
    return Question("keep-personal", operation, _("Is it to be kept as it is?"), passing="leave")


def more_votes_than_people(n: int) -> Question:
    """Which of the two is right, where more people voted than take part. Nothing is kept before."""
    choices = (
        Choice("people", ngettext("There is {number} of us", "There are {number} of us", n)),
        Choice("again", _("The votes are typed again")),
    )
    return Question("more-votes", "vote", _("Which is right?"), choices, passing="leave")


def is_it_meant(operation: str, text: str) -> Question:
    """Whether something that looks like a slip is meant."""
    return Question("is-it-meant", operation, text, passing="leave")


def action_of(interview: Interview, id: str) -> Action | None:
    """The action with that id."""
    return next((action for action in interview.record.actions if action.id == id), None)


def number_asked(interview: Interview, id: str) -> tuple[Measure, Input] | None:
    """The measure and the number of it that ``measure.input`` names."""
    wanted = id.partition(".")
    for measure in interview.instrument.measures_of(interview.record.parts):
        for asked in measure.inputs:
            if (measure.id, asked.id) == (wanted[0], wanted[2]):
                return measure, asked
    return None


def usual_parts(interview: Interview) -> tuple[str, ...]:
    """The parts that are answered where nobody says otherwise: those of now, else all that are not beside the rest."""
    return interview.record.parts or tuple(part.id for part in interview.instrument.parts if not part.extra)


NO_PART = "no-part"
"""The choice of none of the parts; no part can be called so where it can be made."""


def _known(question: Question, value: str | None) -> Question:
    """The same question where there is an answer already: that stays where nobody says otherwise."""
    return question if value is None else replace(question, passing="stays", stays=value, holds=True)


def _purpose(meeting: Meeting, _about: str) -> Question:
    return _to_read("purpose", _("The preface of the form"), text_in(meeting.instrument.purpose))


def _advice(meeting: Meeting, _about: str) -> Question:
    return _to_read("advice", _("How to fill it in"), text_in(meeting.instrument.advice))


def _to_read(name: str, title: str, text: str) -> Question:
    paragraphs = tuple(part.strip() for part in text.splitlines() if part.strip())
    return Question(name, "read_on", title, passing="go-on", opening=True, reading=paragraphs)


def _participants(meeting: Meeting, _about: str) -> Question:
    people = meeting.record.participants
    asked = Question("participants", "set_participants", _("How many take part?"), passing="pass-over", opening=True)
    return _known(asked, None if people is None else str(people))


def _we(meeting: Meeting, _about: str) -> Question:
    """Who "we" are; as last time where nobody says otherwise."""
    instrument, last = meeting.instrument, meeting.previous.we if meeting.previous else None
    text = (
        text_in(instrument.who)
        if instrument.who
        else _("Who are “we” this time? Your service, department, organisation …")
    )
    asked = Question("we", "tell_who_we_are", text, passing="pass-over", opening=True)
    return replace(_known(asked, meeting.record.we or last), holds=meeting.record.we is not None)


def _which(meeting: Meeting, about: str) -> Question | None:
    """Which partnership, project or place a theme is about; as last time where nobody says otherwise."""
    theme = next((theme for theme in meeting.instrument.themes if theme.id == about), None)
    if theme is None or theme.which is None:
        return None
    last, now = meeting.previous.which.get(about) if meeting.previous else None, meeting.record.which.get(about)
    asked = Question("which", "tell_which", text_in(theme.which), passing="pass-over", opening=True)
    return replace(_known(asked, now or last), holds=now is not None)


def _parts(meeting: Meeting, _about: str) -> Question:
    choices = tuple(Choice(part.id, text_in(part.name)) for part in meeting.instrument.parts)
    usual, extra = usual_parts(meeting.interview), any(part.extra for part in meeting.instrument.parts)
    nothing = (Choice(NO_PART, _("None of them")),) if extra else ()
    chosen = [choice.words for choice in choices if choice.value in usual]
    return Question(
        "parts",
        "choose_parts",
        _("Which of these do you answer for?") if extra else _("Which of these do you use?"),
        (*choices, *nothing),
        passing="stays",
        stays=", ".join(chosen or [choice.words for choice in nothing]),
        opening=True,
    )


def _minutes(meeting: Meeting, _about: str) -> Question:
    text = _("How many minutes do you have? The meeting then says what to talk about first")
    asked = Question("minutes", "set_minutes", text, passing="pass-over", opening=True)
    return replace(asked, passing="stays", stays=str(meeting.minutes)) if meeting.minutes else asked


def _number(meeting: Meeting, about: str) -> Question | None:
    if (asked := number_asked(meeting.interview, about)) is None:
        return None
    measure, wanted = asked
    known = meeting.record.measures.get(measure.id, {}).get(wanted.id)
    text = f"{text_in(measure.name)}: {text_in(wanted.label)}"
    if known is None:
        return Question("number", "give_number", text, passing="pass-over", opening=True)
    return Question("number", "give_number", text, passing="stays", stays=number_in_short(known), opening=True)


def _follow_up(meeting: Meeting, about: str) -> Question | None:
    if (action := action_of(meeting.interview, about)) is None:
        return None
    what = f"{action.about}: {action.text}" if action.about else action.text
    text = _("Agreed in {quarter}: {text}. What became of it?", quarter=action.opened_in, text=what)
    choices = (Choice("done", _("Done")), Choice("open", _("It goes on")), Choice("dropped", _("Dropped")))
    if action.state != "open":
        now = next(choice.words for choice in choices if choice.value == action.state)
        return Question("follow-up", "follow_up", text, choices, passing="stays", stays=now, opening=True)
    return Question("follow-up", "follow_up", text, choices, passing="goes-on", opening=True)


def _outcome(meeting: Meeting, about: str) -> Question | None:
    if (action := action_of(meeting.interview, about)) is None:
        return None
    dropped = action.state == "dropped"
    text = _("Why is it dropped?") if dropped else _("Did it work? What came of it?")
    return _known(Question("outcome", "tell_outcome", text, passing="pass-over", opening=True), action.outcome)


def _citizens(meeting: Meeting, _about: str) -> Question:
    text, heard = _("How were citizens heard before the meeting?"), meeting.record.citizen_involvement
    asked = Question("citizens", "tell_how_heard", text, passing="pass-over", opening=True)
    return _known(asked, heard.how if heard else None)


def _citizens_number(meeting: Meeting, _about: str) -> Question:
    text, heard = _("How many citizens?"), meeting.record.citizen_involvement
    asked = Question("citizens-number", "count_citizens", text, passing="pass-over", opening=True)
    return _known(asked, None if heard is None or heard.citizens is None else str(heard.citizens))


def _citizens_change(meeting: Meeting, _about: str) -> Question:
    text, heard = _("After hearing them, what do you see differently?"), meeting.record.citizen_involvement
    asked = Question("citizens-change", "tell_what_citizens_changed", text, passing="pass-over", opening=True)
    return _known(asked, heard.what_it_changed if heard else None)


def _brief_inspire(meeting: Meeting, _about: str) -> Question:
    text = _("Brief INSPIRE, if you have it: the mean (0–100) and how many answered")
    heard = meeting.record.citizen_involvement
    asked = Question("brief-inspire", "give_brief_inspire", text, passing="none", opening=True)
    if heard is None or heard.brief_inspire is None:
        return asked
    return _known(asked, f"{number_in_short(heard.brief_inspire.mean)} {heard.brief_inspire.n}")


def _comment(meeting: Meeting, about: str) -> Question | None:
    at = about or meeting.interview.current
    if at is None:
        return None
    asked = Question("comment", "comment", _("Comment to {statement}", statement=at), passing="leave")
    return _known(asked, meeting.record.answer(at).comment)


def _not_relevant(meeting: Meeting, _about: str) -> Question | None:
    at = meeting.interview.current
    if at is None:
        return None
    text = _("Why is {statement} not relevant to you?", statement=at)
    return Question("not-relevant", "not_relevant", text, passing="leave")


def _why(_meeting: Meeting, _about: str) -> Question:
    return Question("why", "tell_why", _("What made the difference?"), passing="pass-over")


def _votes(meeting: Meeting, about: str) -> Question | None:
    at = about or meeting.interview.current
    votes = meeting.record.answer(at).votes if at else None
    if at is None or votes is None:
        return None
    points = meeting.instrument.scale_of(at)
    counts = dict(zip(points.values, votes.all.counts, strict=True))
    text = _("Votes on {statement}: type them again", statement=at)
    return _known(Question("votes", "vote", text), " ".join(str(counts[point.value]) for point in points.points))


def _action(meeting: Meeting, _about: str) -> Question:
    at = meeting.interview.current
    text = _("About {statement}: what will you do?", statement=at) if at else _("What will you do?")
    return Question("action", "add_action", text, passing="nothing")


def _action_text(meeting: Meeting, about: str) -> Question | None:
    if (action := action_of(meeting.interview, about)) is None:
        return None
    return Question("action-text", "reword_action", _("What will you do?"), passing="stays", stays=action.text)


def _action_about(meeting: Meeting, about: str) -> Question | None:
    if (action := action_of(meeting.interview, about)) is None:
        return None
    asked = Question("action-about", "set_about", _("Which statement is it about? Its number"), passing="nothing")
    return _known(asked, action.about)


def _owner(meeting: Meeting, about: str) -> Question | None:
    if (action := action_of(meeting.interview, about)) is None:
        return None
    text = _("Who is responsible? A role, not a name")
    return _known(Question("owner", "set_owner", text, passing="nobody-yet"), action.owner)


def _due(meeting: Meeting, about: str) -> Question | None:
    action = action_of(meeting.interview, about)
    if action is None or (action.due is None and not Asked.of(meeting.interview.question).again):
        return None
    text = _("When is it to be done? A day or a quarter")
    asked = Question("due", "set_deadline", text, passing="nothing")
    return replace(asked, passing="stays", stays=day(action.due)) if action.due else asked


# What can be mended


def _mend(meeting: Meeting, _about: str) -> Question:
    return Question("mend", "mend", _("What is to be changed?"), tuple(mendable(meeting)), passing="nothing")


def mendable(meeting: Meeting) -> Iterator[Choice]:
    """Everything that can be mended where the meeting stands, with how it is now: what is in hand comes first."""
    interview, record, at = meeting.interview, meeting.record, meeting.interview.current
    if at is not None:
        yield from _said_of(meeting, at, "")
    for action in sorted(interview.record.actions, key=lambda action: action.about != at):
        yield Choice(f"action:{action.id}", _("Action: {text}", text=action_in_short(action)))
    none = _("nobody has said")
    people = none if record.participants is None else str(record.participants)
    yield Choice("participants", _("How many take part: {n}", n=people))
    yield Choice("we", _("Who “we” are: {we}", we=record.we or none))
    for theme in themes_to_name(meeting):
        yield Choice(
            f"which:{theme.id}", _("{theme}: {which}", theme=theme.name, which=record.which.get(theme.id) or none)
        )
    heard = record.citizen_involvement
    yield Choice("citizens", _("How citizens were heard: {how}", how=(heard and heard.how) or none))
    if record.votes_are is not None:
        how = next(choice.words for choice in how_votes_were_given().choices if choice.value == record.votes_are)
        yield Choice("votes-are", _("How the votes were given: {how}", how=how))
    if at is None:
        yield from (choice for id in interview.steps for choice in _said_of(meeting, id, f":{id}"))


def _said_of(meeting: Meeting, id: str, where: str) -> Iterator[Choice]:
    """The votes on a statement and the comment to it; ``where`` stands behind the name if it is not in hand."""
    answer = meeting.record.answer(id)
    if answer.votes is not None:
        n = answer.votes.all.answered
        yield Choice(
            f"votes{where}", ngettext("The votes on {id} ({number})", "The votes on {id} ({number})", n, id=id)
        )
    if answer.comment:
        yield Choice(f"comment{where}", _("The comment to {id}: {text}", id=id, text=answer.comment))


def action_in_short(action: Action) -> str:
    """``S03: Ring (teamleder, 1. december 2026)``."""
    about = f"{action.about}: " if action.about else ""
    more = ", ".join(filter(None, (action.owner, day(action.due) if action.due else None)))
    return f"{about}{action.text} ({more})" if more else f"{about}{action.text}"


def _mend_action(meeting: Meeting, about: str) -> Question | None:
    if (action := action_of(meeting.interview, about)) is None:
        return None
    earlier = action.opened_in < meeting.record.quarter
    over = Choice("follow-up", _("What became of it")) if earlier else Choice("delete", _("Delete it"))
    choices = (
        Choice("text", _("The text")),
        Choice("owner", _("Who is responsible")),
        Choice("due", _("The deadline")),
        Choice("about", _("The statement it is about")),
        over,
    )
    return Question("mend-action", "mend_action", action_in_short(action), choices, passing="nothing")


_ASKED: Mapping[str, Callable[[Meeting, str], Question | None]] = {
    "purpose": _purpose,
    "advice": _advice,
    "participants": _participants,
    "we": _we,
    "which": _which,
    "parts": _parts,
    "minutes": _minutes,
    "number": _number,
    "follow-up": _follow_up,
    "outcome": _outcome,
    "citizens": _citizens,
    "citizens-number": _citizens_number,
    "citizens-change": _citizens_change,
    "brief-inspire": _brief_inspire,
    "comment": _comment,
    "not-relevant": _not_relevant,
    "why": _why,
    "votes": _votes,
    "votes-are": how_votes_were_given,
    "action": _action,
    "action-text": _action_text,
    "action-about": _action_about,
    "owner": _owner,
    "due": _due,
    "mend": _mend,
    "mend-action": _mend_action,
}
