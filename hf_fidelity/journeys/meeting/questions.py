"""The questions of the meeting beside the statements: which there are, in which order, and what each of them asks.

Before the statements people are asked who is here, what became of the actions, how citizens were heard. About a
statement there may be a comment, a reason, an action. The one that is open is part of the draft, by its name
(``citizens``, ``owner:2026-Q3-1``), so that a meeting that is left inside one goes on there. Each can be passed over,
but for how the votes were given.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from hf_fidelity.domain.interview import Interview
from hf_fidelity.domain.questionnaire.instrument import Input, Instrument, Measure
from hf_fidelity.domain.record.assessment import Action, Assessment
from hf_fidelity.i18n import _, day, text_in
from hf_fidelity.reports.measures import number_in_short


@dataclass(frozen=True)
class Meeting:
    """A meeting under way, with what it needs to know beside its own record."""

    interview: Interview
    previous: Assessment | None = None
    """The newest earlier quarter that had its meeting."""
    action_ids: frozenset[str] = frozenset()
    """The ids of every action that the team has."""

    @property
    def record(self) -> Assessment:
        """The record as it stands."""
        return self.interview.record

    @property
    def form(self) -> Instrument:
        """The questionnaire that the meeting is about."""
        return self.interview.instrument


@dataclass(frozen=True)
class Choice:
    """One of a few answers: the value that an operation takes, and its words."""

    value: str
    words: str


Passing = Literal["pass-over", "leave", "goes-on", "nothing", "nobody-yet", "none", "stays"]


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


# Their order


def opening_questions(interview: Interview) -> Iterator[str]:
    """Every question of the opening that there is something to ask by, in their order."""
    record = interview.record
    if record.participants is None:
        yield "participants"
    if interview.instrument.parts:
        yield "parts"
    yield from (f"follow-up:{action.id}" for action in record.actions if _from_before(action, record))
    if record.citizen_involvement is None:
        yield "citizens"
    yield from number_questions(interview)


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


def question_after_follow_up(interview: Interview, action_id: str) -> str | None:
    """The question behind all that is asked about an earlier action, which may be closed by now."""
    ids = [action.id for action in interview.record.actions]
    later = {f"follow-up:{other}" for other in ids[ids.index(action_id) + 1 :]}
    behind = {*later, "citizens", *number_questions(interview)}
    return next((question for question in opening_questions(interview) if question in behind), None)


def questions_to_open(interview: Interview) -> tuple[str, ...]:
    """The questions that people may open themselves where the meeting stands."""
    if interview.question:
        return ()
    if interview.current is not None:
        return ("comment", "not-relevant", "action")
    parts = ("parts",) if interview.instrument.parts else ()
    numbers = ("numbers",) if interview.instrument.measures_of(interview.record.parts) else ()
    return ("action", *parts, *numbers)


# What they ask


def question_of(interview: Interview) -> Question | None:
    """The question that is open; None where none is, or where there is nothing (any more) to ask it about."""
    name, _colon, about = (interview.question or "").partition(":")
    asked = _ASKED.get(name)
    return asked(interview, about) if asked else None


def how_votes_were_given(_interview: Interview | None = None, _about: str = "") -> Question:
    """Whether the votes were open or secret. Nobody can pass it over."""
    choices = (
        Choice("open", _("Open, by a show of hands")),
        Choice("secret", _("Secret, on paper or in a survey")),
    )
    return Question("votes-are", "tell_how_voted", _("How were the votes given? This is asked once."), choices)


def keep_personal(operation: str) -> Question:
    """Whether a text is kept though there seems to be a number or an address of somebody in it."""
    return Question("keep-personal", operation, _("Is it to be kept as it is?"), passing="leave")


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
    """The parts that are answered where nobody says otherwise: those of now, else all."""
    return interview.record.parts or tuple(part.id for part in interview.instrument.parts)


def _participants(_interview: Interview, _about: str) -> Question:
    return Question("participants", "set_participants", _("How many take part?"), passing="pass-over", opening=True)


def _parts(interview: Interview, _about: str) -> Question:
    choices = tuple(Choice(part.id, text_in(part.name)) for part in interview.instrument.parts)
    usual = set(usual_parts(interview))
    return Question(
        "parts",
        "choose_parts",
        _("Which of these do you use?"),
        choices,
        passing="stays",
        stays=", ".join(choice.words for choice in choices if choice.value in usual),
        opening=True,
    )


def _number(interview: Interview, about: str) -> Question | None:
    if (asked := number_asked(interview, about)) is None:
        return None
    measure, wanted = asked
    known = interview.record.measures.get(measure.id, {}).get(wanted.id)
    text = f"{text_in(measure.name)}: {text_in(wanted.label)}"
    if known is None:
        return Question("number", "give_number", text, passing="pass-over", opening=True)
    return Question("number", "give_number", text, passing="stays", stays=number_in_short(known), opening=True)


def _follow_up(interview: Interview, about: str) -> Question | None:
    if (action := action_of(interview, about)) is None:
        return None
    what = f"{action.about}: {action.text}" if action.about else action.text
    text = _("Agreed in {quarter}: {text}. What became of it?", quarter=action.opened_in, text=what)
    choices = (Choice("done", _("Done")), Choice("open", _("It goes on")), Choice("dropped", _("Dropped")))
    return Question("follow-up", "follow_up", text, choices, passing="goes-on", opening=True)


def _outcome(interview: Interview, about: str) -> Question | None:
    if (action := action_of(interview, about)) is None:
        return None
    dropped = action.state == "dropped"
    text = _("Why is it dropped?") if dropped else _("Did it work? What came of it?")
    return Question("outcome", "tell_outcome", text, passing="pass-over", opening=True)


def _citizens(_interview: Interview, _about: str) -> Question:
    text = _("How were citizens heard before the meeting?")
    return Question("citizens", "tell_how_heard", text, passing="pass-over", opening=True)


def _citizens_number(_interview: Interview, _about: str) -> Question:
    text = _("How many citizens?")
    return Question("citizens-number", "count_citizens", text, passing="pass-over", opening=True)


def _citizens_change(_interview: Interview, _about: str) -> Question:
    text = _("After hearing them, what do you see differently?")
    return Question("citizens-change", "tell_what_citizens_changed", text, passing="pass-over", opening=True)


def _brief_inspire(_interview: Interview, _about: str) -> Question:
    text = _("Brief INSPIRE, if you have it: the mean (0–100) and how many answered")
    return Question("brief-inspire", "give_brief_inspire", text, passing="none", opening=True)


def _comment(interview: Interview, _about: str) -> Question | None:
    if interview.current is None:
        return None
    text = _("Comment to {statement}", statement=interview.current)
    return Question("comment", "comment", text, passing="leave")


def _not_relevant(interview: Interview, _about: str) -> Question | None:
    if interview.current is None:
        return None
    text = _("Why is {statement} not relevant to you?", statement=interview.current)
    return Question("not-relevant", "not_relevant", text, passing="leave")


def _why(_interview: Interview, _about: str) -> Question:
    return Question("why", "tell_why", _("What made the difference?"), passing="pass-over")


def _action(_interview: Interview, _about: str) -> Question:
    return Question("action", "add_action", _("What will you do?"), passing="nothing")


def _owner(interview: Interview, about: str) -> Question | None:
    if action_of(interview, about) is None:
        return None
    text = _("Who is responsible? A role, not a name")
    return Question("owner", "set_owner", text, passing="nobody-yet")


def _due(interview: Interview, about: str) -> Question | None:
    action = action_of(interview, about)
    if action is None or action.due is None:
        return None
    text = _("When is it to be done? A day or a quarter")
    return Question("due", "set_deadline", text, passing="stays", stays=day(action.due))


_ASKED: Mapping[str, Callable[[Interview, str], Question | None]] = {
    "participants": _participants,
    "parts": _parts,
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
    "votes-are": how_votes_were_given,
    "action": _action,
    "owner": _owner,
    "due": _due,
}
