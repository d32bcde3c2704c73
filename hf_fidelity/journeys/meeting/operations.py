"""What can be done in a meeting: operations that take values, and give the meeting as it is then.

Every operation takes a :class:`Meeting` and gives an :class:`Outcome`: the meeting after it, what there is to say,
and by ``next`` what stands before people then. None touches a file or asks anybody.

A value that does not fit, and an operation that is not possible where the meeting stands, are *refused*: the meeting is
as it was, and a notice of severity ``error`` says why. Nothing is raised. What has to be said first (somebody's number
seems to stand in a text; nobody has said whether the votes of few people were open) is *pending*: the meeting is as it
was too, and the same operation with ``confirmed=True``, or with ``how``, does it. An empty text is none.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from math import isfinite
from typing import Any, Literal, TypeVar, cast

from hf_fidelity.domain import interview as at_the_table
from hf_fidelity.domain.interview import Interview, asking, middle_answer, with_action, with_record
from hf_fidelity.domain.questionnaire.instrument import Reading
from hf_fidelity.domain.record.actions import next_id
from hf_fidelity.domain.record.assessment import Action, BriefInspire, CitizenInvolvement
from hf_fidelity.ground.findings import CountFinding, Finding
from hf_fidelity.ground.text import looks_like_a_name, looks_personal, one_line, shorten
from hf_fidelity.i18n import N_, ngettext_noop, text_in
from hf_fidelity.journeys.meeting.questions import (
    Meeting,
    Question,
    action_of,
    how_votes_were_given,
    keep_personal,
    number_asked,
    number_questions,
    opening_questions,
    question_after,
    question_after_follow_up,
    question_of,
    questions_to_open,
    usual_parts,
)
from hf_fidelity.journeys.meeting.views import View, last_time, possible, view_of
from hf_fidelity.reports.measures import reading_words
from hf_fidelity.reports.questionnaire import ideas
from hf_fidelity.reports.record import answer_words
from hf_fidelity.reports.words import steps_words

ASK_WHY_FROM = 2
"""From so many steps on people are asked what made the difference."""

MOST_PEOPLE = 1_000
"""More people than these are at no meeting, were heard before none, and answered no Brief INSPIRE of one team."""

_HIGHEST = 1_000_000
"""No count of votes, and no number that has a limit, is higher."""

VotesGiven = Literal["open", "secret"]


@dataclass(frozen=True)
class Outcome:
    """What an operation made of the meeting, and what there is to say about it."""

    meeting: Meeting
    notices: tuple[Finding, ...] = ()
    pending: Question | None = None
    """What has to be said before anything is done."""
    ended: Literal["closed", "dropped"] | None = None
    """Whether the meeting is over: closed, or a correction dropped."""

    @property
    def refused(self) -> bool:
        """Whether nothing was done, because it does not fit or is not possible here."""
        return any(notice.severity == "error" for notice in self.notices)

    @property
    def next(self) -> View:
        """What stands before people now."""
        return self.pending or view_of(self.meeting)


def refuse(meeting: Meeting, code: str, message: str, **params: Any) -> Outcome:
    """The meeting as it was, and why."""
    return Outcome(meeting, (Finding(code, message, params, "error"),))


def _done(meeting: Meeting, interview: Interview, *notices: Finding) -> Outcome:
    return Outcome(replace(meeting, interview=interview), notices)


Operation = TypeVar("Operation", bound=Callable[..., Outcome])
OPERATIONS: dict[str, Callable[..., Outcome]] = {}
"""Every operation by its name, as :func:`possible` and a question's ``operation`` name it."""


def _operation(function: Operation) -> Operation:
    """Make it known by its name, and refuse it where the meeting stands at something else."""

    @wraps(function)
    def guarded(meeting: Meeting, *values: Any, **more: Any) -> Outcome:
        if function.__name__ not in possible(meeting):
            return _not_now(meeting, function.__name__)
        return function(meeting, *values, **more)

    OPERATIONS[function.__name__] = guarded
    return cast(Operation, guarded)


def _not_now(meeting: Meeting, operation: str) -> Outcome:
    """Why an operation is not possible, where people could think that it is."""
    interview = meeting.interview
    if interview.question is None and interview.current is None and operation == "close":
        return refuse(meeting, "nothing-to-close", N_("No statement has an answer yet, so there is nothing to close."))
    if interview.question is None and interview.current is not None and operation == "take_middle":
        said = N_("There is no answer to take as it is: that needs votes that lie close, around one point.")
        return refuse(meeting, "no-middle", said)
    if interview.question is None and interview.current is not None and operation == "reveal":
        said = N_("What was answered last time is shown once the votes or the answer are in.")
        return refuse(meeting, "sealed", said)
    return refuse(meeting, "not-now", N_("That is not possible here."))


# The statement in hand


@_operation
def answer(meeting: Meeting, value: int) -> Outcome:
    """The team agrees on a point of the scale; goes on, or asks why where it moved far."""
    scale = meeting.interview.scale
    if value not in scale.values:
        points = [f"{point.value}\u00a0{text_in(point.label)}" for point in scale.points]
        return refuse(meeting, "not-a-point", N_("{value} is not an answer. Choose one of {points}."),
                      value=str(value), points=points)  # fmt: skip
    return _settled(meeting, at_the_table.agree(meeting.interview, value))


@_operation
def take_middle(meeting: Meeting) -> Outcome:
    """The answer in the middle of votes that lie close becomes the agreed one."""
    middle = middle_answer(meeting.interview)
    return _settled(meeting, at_the_table.agree(meeting.interview, cast(int, middle)))


@_operation
def vote(meeting: Meeting, counts: Sequence[int], how: VotesGiven | None = None) -> Outcome:
    """What each person answered, from the scale's lowest point to its highest; stays at the statement.

    Votes of fewer people than the limit are kept only where they were open (rule 14). Where nobody has said how they
    were given, that is asked first, and ``how`` is the answer.
    """
    interview, counts = meeting.interview, tuple(counts)
    points = len(interview.scale.values)
    if len(counts) != points or not any(counts) or not all(0 <= count <= _HIGHEST for count in counts):
        said = N_("The votes need {points} counts, from the lowest point of the scale to its highest.")
        return refuse(meeting, "votes-do-not-fit", said, points=points)
    limit, n = meeting.form.thresholds.privacy_limit, sum(counts)
    if n < limit and interview.record.votes_are is None:
        if how not in ("open", "secret"):  # asked before anything is kept: nothing of few people may reach the disk
            told = N_("{n} votes are fewer than {limit}: they are kept only if they were open.")
            return Outcome(meeting, (Finding("few-votes", told, {"n": n, "limit": limit}),), how_votes_were_given())
        interview = at_the_table.with_way_of_voting(interview, how)
    if n < limit and interview.record.votes_are != "open":
        kept = N_("Not kept: fewer than {limit} secret votes could show who answered what.")
        go_on = Finding("go-on-with-answer", N_("Go on with the answer you agree on."))
        notices = (*_votes_said(meeting, counts), Finding("votes-not-kept", kept, {"limit": limit}), go_on)
        return _done(meeting, interview, *notices)
    voted = at_the_table.count_votes(interview, counts)
    if voted.record.votes_are is None:
        voted = asking(voted, "votes-are")
    return _done(meeting, voted, *_votes_said(meeting, counts))


@_operation
def tell_how_voted(meeting: Meeting, how: VotesGiven) -> Outcome:
    """Whether the votes were open or secret; asked once, for the whole meeting."""
    if how not in ("open", "secret"):
        return refuse(meeting, "not-a-choice", N_("Choose one of the answers."))
    return _done(meeting, at_the_table.with_way_of_voting(meeting.interview, how))


@_operation
def reveal(meeting: Meeting) -> Outcome:
    """What the quarter before says of the statement in hand, once its votes or its answer are in."""
    return Outcome(meeting, last_time(meeting, meeting.interview.current or ""))


@_operation
def not_relevant(meeting: Meeting, because: str | None, *, confirmed: bool = False) -> Outcome:
    """The statement does not apply to the team, for that reason; None: nothing changes."""
    because = one_line(because or "")
    if not because:
        return _nothing_changed(meeting)
    return _asked_first(meeting, because, confirmed, "not_relevant") or _settled(
        meeting, at_the_table.set_aside(meeting.interview, because)
    )


@_operation
def comment(meeting: Meeting, text: str | None, *, confirmed: bool = False) -> Outcome:
    """The statement gets that comment in place of the one it has; None: nothing changes."""
    text = one_line(text or "")
    if not text:
        return _nothing_changed(meeting)
    noted = Finding("comment-noted", N_("Comment noted."))
    return _asked_first(meeting, text, confirmed, "comment") or _done(
        meeting, at_the_table.note(meeting.interview, text), noted
    )


@_operation
def take_comment_away(meeting: Meeting) -> Outcome:
    """The statement has no comment any more."""
    gone = Finding("comment-gone", N_("The comment is taken away."))
    return _done(meeting, at_the_table.note(meeting.interview, None), gone)


@_operation
def tell_why(meeting: Meeting, because: str | None, *, confirmed: bool = False) -> Outcome:
    """Why the answer moved so far since last time; goes on, also where nobody says."""
    because = one_line(because or "")
    if not because:
        return _done(meeting, at_the_table.explain(meeting.interview, None))
    noted = Finding("reason-noted", N_("The reason is noted."))
    return _asked_first(meeting, because, confirmed, "tell_why") or _done(
        meeting, at_the_table.explain(meeting.interview, because), noted
    )


# From place to place


@_operation
def skip(meeting: Meeting) -> Outcome:
    """Pass over the statement in hand: a gap at the end, and not asked again."""
    said = Finding("skipped", N_("{statement} is skipped."), {"statement": meeting.interview.current})
    return _done(meeting, at_the_table.pass_by(meeting.interview), said)


@_operation
def back(meeting: Meeting) -> Outcome:
    """To the statement before; from the summary to the last one."""
    return _done(meeting, at_the_table.step_back(meeting.interview))


@_operation
def go_to(meeting: Meeting, statement: str | None) -> Outcome:
    """To any statement of the meeting, or to the summary (None)."""
    if statement is not None and statement not in meeting.interview.steps:
        said = N_("There is no statement {statement} in this meeting.")
        return refuse(meeting, "no-such-statement", said, statement=shorten(statement))
    return _done(meeting, at_the_table.move_to(meeting.interview, statement))


@_operation
def open_question(meeting: Meeting, name: str) -> Outcome:
    """Open one of the questions that can be opened here; *numbers* are asked from the first to the last."""
    if name not in questions_to_open(meeting.interview):
        return refuse(meeting, "not-now", N_("That is not possible here."))
    question = next(number_questions(meeting.interview)) if name == "numbers" else name
    return _done(meeting, asking(meeting.interview, question))


# Actions


@_operation
def add_action(meeting: Meeting, text: str | None, *, confirmed: bool = False) -> Outcome:
    """A new action about what is in hand, to be done by the next meeting; who and when is asked next. None: none."""
    text = one_line(text or "")
    if not text:
        return _nothing_changed(meeting)
    if pending := _asked_first(meeting, text, confirmed, "add_action"):
        return pending
    record = meeting.record
    id = next_id(record.quarter, (*meeting.action_ids, *(action.id for action in record.actions)))
    due = record.quarter.shift(1).last_day
    action = Action(id=id, about=meeting.interview.current, text=text, due=due, opened_in=record.quarter)
    noted = Finding("action-noted", N_("The action is noted."))
    return _done(meeting, asking(with_action(meeting.interview, action), f"owner:{id}"), noted)


@_operation
def set_owner(meeting: Meeting, owner: str | None, *, confirmed: bool = False) -> Outcome:
    """Which role is responsible for the action that was just noted; None: nobody yet."""
    owner = one_line(owner or "")
    if pending := _asked_first(meeting, owner, confirmed, "set_owner"):
        return pending
    action = _action_asked_about(meeting)
    given = with_action(meeting.interview, action.model_copy(update={"owner": owner or None}))
    return _done(meeting, _askable(asking(given, f"due:{action.id}")))


@_operation
def set_deadline(meeting: Meeting, due: date | None) -> Outcome:
    """The day by which the action is to be done; None: by the day it has already."""
    action = _action_asked_about(meeting)
    due = action.due if due is None else due
    if not isinstance(due, date):
        return refuse(meeting, "not-a-day", N_("“{value}” is no day."), value=shorten(due))
    given = with_action(meeting.interview, action.model_copy(update={"due": due}))
    return _done(meeting, asking(given, None), Finding("deadline", N_("To be done by {day}."), {"day": due}))


# What is asked before the statements


@_operation
def set_participants(meeting: Meeting, people: int | None) -> Outcome:
    """How many take part; None: nobody says. A team that is too small for secret votes is told so."""
    behind = question_after("participants", opening_questions(meeting.interview))
    if people is None:
        return _done(meeting, asking(meeting.interview, behind))
    if not 0 < people <= MOST_PEOPLE:
        return _not_so_many(meeting, 1)
    told = asking(with_record(meeting.interview, participants=people), behind)
    limit = meeting.form.thresholds.privacy_limit
    if people >= limit:
        return _done(meeting, told)
    said = N_(
        "You are {people}. Votes of fewer than {limit} people are kept only if they are open, because secret ones "
        "could show who answered what. The meeting goes on with agreed answers."
    )
    return _done(meeting, told, Finding("small-team", said, {"people": people, "limit": limit}))


@_operation
def choose_parts(meeting: Meeting, parts: Iterable[str] | None) -> Outcome:
    """Which parts of the questionnaire the team answers; None or none at all: those of before, else all."""
    interview = meeting.interview
    wanted = tuple(parts or ()) or usual_parts(interview)
    unknown = [part for part in wanted if part not in {each.id for each in meeting.form.parts}]
    if unknown:
        said = N_("There is no part {parts} in this questionnaire.")
        return refuse(meeting, "no-such-part", said, parts=[shorten(part) for part in unknown])
    opening = not any(meeting.record.answer(id).settled for id in interview.steps)
    chosen = at_the_table.with_parts(interview, wanted)
    # At the summary nothing but that is asked: the parts' statements come next.
    return _done(meeting, asking(chosen, question_after("parts", opening_questions(chosen)) if opening else None))


@_operation
def follow_up(meeting: Meeting, state: Literal["done", "open", "dropped"] | None) -> Outcome:
    """What became of an earlier action; None: it goes on. What came of one that is over is asked next."""
    action = _action_asked_about(meeting)
    if state not in ("done", "open", "dropped", None):
        return refuse(meeting, "not-a-choice", N_("Choose one of the answers."))
    if state in ("open", None):
        behind = question_after(f"follow-up:{action.id}", opening_questions(meeting.interview))
        return _done(meeting, asking(meeting.interview, behind))
    changed = with_action(meeting.interview, action.model_copy(update={"state": state}))
    return _done(meeting, asking(changed, f"outcome:{action.id}"))


@_operation
def tell_outcome(meeting: Meeting, text: str | None, *, confirmed: bool = False) -> Outcome:
    """What came of an earlier action, or why it is dropped; None: nobody says."""
    text = one_line(text or "")
    if pending := _asked_first(meeting, text, confirmed, "tell_outcome"):
        return pending
    action = _action_asked_about(meeting)
    given = with_action(meeting.interview, action.model_copy(update={"outcome": text or None}))
    return _done(meeting, asking(given, question_after_follow_up(given, action.id)))


@_operation
def tell_how_heard(meeting: Meeting, how: str | None, *, confirmed: bool = False) -> Outcome:
    """How citizens were heard before the meeting; None: nobody says, and no more is asked about it."""
    how = one_line(how or "")
    if not how:
        return _done(meeting, _behind_citizens(meeting.interview))
    return _asked_first(meeting, how, confirmed, "tell_how_heard") or _done(
        meeting, asking(_heard(meeting.interview, how=how), "citizens-number")
    )


@_operation
def count_citizens(meeting: Meeting, citizens: int | None) -> Outcome:
    """How many citizens were heard; None: nobody says."""
    if citizens is not None and not 0 <= citizens <= MOST_PEOPLE:
        return _not_so_many(meeting, 0)
    return _done(meeting, asking(_heard(meeting.interview, citizens=citizens), "citizens-change"))


@_operation
def tell_what_citizens_changed(meeting: Meeting, text: str | None, *, confirmed: bool = False) -> Outcome:
    """What it changes in how the team sees it; None: nobody says."""
    text = one_line(text or "")
    return _asked_first(meeting, text, confirmed, "tell_what_citizens_changed") or _done(
        meeting, asking(_heard(meeting.interview, what_it_changed=text or None), "brief-inspire")
    )


@_operation
def give_brief_inspire(meeting: Meeting, result: tuple[float, int] | None) -> Outcome:
    """The mean of Brief INSPIRE (0–100) and how many answered it; None: there is none."""
    if result is None:
        return _done(meeting, _behind_citizens(meeting.interview))
    mean, n = result
    if not (0 <= mean <= 100 and 0 < n <= MOST_PEOPLE):
        said = N_("Brief INSPIRE needs a mean from 0 to 100, and how many answered: from 1 to {most}.")
        return refuse(meeting, "not-brief-inspire", said, most=MOST_PEOPLE)
    given = BriefInspire(mean=_whole(mean), n=n)
    return _done(meeting, _behind_citizens(_heard(meeting.interview, brief_inspire=given)))


@_operation
def give_number(meeting: Meeting, number: float | None) -> Outcome:
    """The number that is asked for; None: as it is. Once a measure is whole, what it comes to is said."""
    interview, (_name, _colon, id) = meeting.interview, (meeting.interview.question or "").partition(":")
    measure, wanted = cast(Any, number_asked(interview, id))
    if number is not None:
        if not isfinite(number) or not 0 <= number <= _HIGHEST or (wanted is measure.per and not number):
            lowest = N_("Numbers go from 0 to {most}, and nothing can be shared among 0.")
            return refuse(meeting, "not-a-number", lowest, most=_HIGHEST)
        given = {**meeting.record.measures.get(measure.id, {}), wanted.id: _whole(number)}
        interview = with_record(interview, measures={**meeting.record.measures, measure.id: given})
    reading = Reading(measure, interview.record.measures.get(measure.id, {}))
    whole = wanted.id == measure.inputs[-1].id and reading.value is not None
    said = (Finding("reading", "{reading}", {"reading": reading_words(reading)}),) if whole else ()
    return _done(meeting, asking(interview, question_after(f"number:{id}", number_questions(interview))), *said)


# The end


@_operation
def close(meeting: Meeting) -> Outcome:
    """The meeting is over, and its record is settled. Not before one statement has an answer."""
    return Outcome(meeting, ended="closed")


@_operation
def drop_correction(meeting: Meeting) -> Outcome:
    """The correction is taken back: the quarter is as it was."""
    return Outcome(meeting, ended="dropped")


# What they share


def taken_up(meeting: Meeting) -> Meeting:
    """A meeting that goes on where it was left; a question that there is nothing (any more) to ask by is closed."""
    return replace(meeting, interview=_askable(meeting.interview))


def _askable(interview: Interview) -> Interview:
    return interview if question_of(interview) else asking(interview, None)


def _asked_first(meeting: Meeting, text: str, confirmed: bool, operation: str) -> Outcome | None:
    """Nothing is kept before people have said that what looks like somebody's number in it is meant; None: go on."""
    if confirmed:
        return None
    if looks_personal(text):
        warning = N_("There is something that looks like a CPR number, a telephone number or an e-mail address in it.")
    elif operation == "set_owner" and looks_like_a_name(text):
        warning = N_("This looks like somebody's name. A role, such as team leader, says enough, and lasts longer.")
    else:
        return None
    return Outcome(meeting, (Finding("looks-personal", warning, severity="warning"),), keep_personal(operation))


def _nothing_changed(meeting: Meeting) -> Outcome:
    return _done(meeting, asking(meeting.interview, None), Finding("nothing-changed", N_("Nothing changed.")))


def _settled(meeting: Meeting, settled: Interview) -> Outcome:
    """Say what was noted, and what the answer was last quarter; ask why where it moved far."""
    id, form = meeting.interview.current or "", meeting.form
    given = settled.record.answer(id)
    then = replace(meeting, interview=settled)
    told = {"statement": id, "answer": answer_words(id, given, form)}
    said = [Finding("answer-noted", N_("{statement} noted: {answer}."), told)]
    if not meeting.interview.votes(id):  # else it stood on the screen when the votes were in
        said += last_time(then, id)
    if given.agreed is not None and form.counts_as(id, given.agreed) <= form.thresholds.strengthen_to:
        said += _ideas(meeting, id)
    steps = _steps_since(then, id)
    if abs(steps) >= ASK_WHY_FROM and meeting.record.answer(id).agreed != given.agreed:
        moved = {"statement": id, "steps": steps_words(steps)}
        said.append(Finding("moved", N_("{statement}: {steps} since last time."), moved))
        settled = replace(settled, current=id, question="why")
    return _done(meeting, settled, *said)


def _ideas(meeting: Meeting, id: str) -> list[Finding]:
    """A low answer calls for an action, and the manual has ideas for one."""
    said = [Finding("low-answer", N_("Do you want to agree on an action about it?"))]
    if aids := ideas(meeting.form, id):
        names = [aid.partition(":")[0] for aid in aids]
        said.append(Finding("aids", N_("The manual names, among others: {aids}."), {"aids": names}))
    return said


def _steps_since(meeting: Meeting, id: str) -> int:
    """How far a statement moved since the quarter before, as it counts; 0 where that cannot be compared."""
    previous, now, form = meeting.previous, meeting.record, meeting.form
    if previous is None or previous.instrument.statements.get(id) != now.instrument.statements.get(id):
        return 0
    old, new = previous.answer(id).agreed, now.answer(id).agreed
    if old is None or new is None:
        return 0
    return form.scale.steps(form.counts_as(id, old), form.counts_as(id, new))


def _votes_said(meeting: Meeting, counts: Sequence[int]) -> tuple[Finding, ...]:
    """The votes in words, and whether as many answered as take part."""
    scale, people, n = meeting.interview.scale, meeting.record.participants, sum(counts)
    by_point = dict(zip(scale.values, counts, strict=True))
    told = [f"{by_point[p.value]} {text_in(p.label)}" for p in scale.points if by_point[p.value]]
    votes = {"statement": meeting.interview.current, "votes": told}
    said = [Finding("votes", N_("Votes on {statement}: {votes}."), votes)]
    if people is None or n == people:
        return tuple(said)
    both = {"people": people, "votes": n}
    if n > people:
        more = N_("{people} take part, {votes} votes: that is more votes than people.")
        return (*said, Finding("more-votes-than-people", more, both))
    one, many = ngettext_noop(
        "{people} take part, {votes} votes: is {number} missing?",
        "{people} take part, {votes} votes: are {number} missing?",
    )
    return (*said, CountFinding("votes-missing", one, both, many=many, number=people - n))


def _action_asked_about(meeting: Meeting) -> Action:
    """The action that the open question is about; an operation is possible only where there is one."""
    _name, _colon, id = (meeting.interview.question or "").partition(":")
    action = action_of(meeting.interview, id)
    assert action is not None
    return action


def _heard(interview: Interview, **told: object) -> Interview:
    known = interview.record.citizen_involvement or CitizenInvolvement()
    return with_record(interview, citizen_involvement=known.model_copy(update=told))


def _behind_citizens(interview: Interview) -> Interview:
    return asking(interview, next(number_questions(interview), None))


def _not_so_many(meeting: Meeting, least: int) -> Outcome:
    said = N_("There can be from {least} to {most} people.")
    return refuse(meeting, "not-a-number-of-people", said, least=least, most=MOST_PEOPLE)


def _whole(number: float) -> int | float:
    """A whole number stays whole, so that a record saved unchanged is byte-identical."""
    return int(number) if float(number).is_integer() else number
