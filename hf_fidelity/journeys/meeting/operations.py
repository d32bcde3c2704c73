"""What can be done in a meeting: operations that take values, and give the meeting as it is then.

Every operation takes a :class:`Meeting` and gives an :class:`Outcome`: the meeting after it, what there is to say,
and by ``next`` what stands before people then. None touches a file or asks anybody.

A value that does not fit, and an operation that is not possible where the meeting stands, are *refused*: the meeting is
as it was, and a notice of severity ``error`` says why. Nothing is raised. What has to be said first (somebody's number
seems to stand in a text; a deadline lies in the past; more people voted than take part; nobody has said whether the
votes of few people were open) is *pending*: the meeting is as it was too, and the same operation with
``confirmed=True``, or with ``people`` or ``how``, does it. An empty text is none.

After an answer the meeting stays at its statement, so that whatever is said next is about that one; ``go_on`` goes on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from math import isfinite
from typing import Any, Literal, TypeVar, cast

from hf_fidelity.domain import interview as at_the_table
from hf_fidelity.domain.interview import Interview, asking, middle_answer, with_action, with_record, without_action
from hf_fidelity.domain.questionnaire.instrument import Reading
from hf_fidelity.domain.record import Action, BriefInspire, CitizenInvolvement, brief_inspire_hidden, next_id
from hf_fidelity.ground import (
    N_,
    CountFinding,
    Finding,
    _,
    fold,
    looks_like_a_name,
    looks_personal,
    ngettext_noop,
    one_line,
    shorten,
    text_in,
)
from hf_fidelity.journeys.meeting.questions import (
    EDIT,
    NO_PART,
    Asked,
    Meeting,
    Question,
    action_in_short,
    action_of,
    how_votes_were_given,
    is_it_meant,
    keep_personal,
    mendable,
    more_votes_than_people,
    number_asked,
    number_questions,
    opening_questions,
    question_after,
    question_after_follow_up,
    question_behind_citizens,
    question_of,
    questions_to_open,
    usual_parts,
)
from hf_fidelity.journeys.meeting.views import (
    LONGEST,
    SHORTEST,
    View,
    last_time,
    plan,
    plan_said,
    possible,
    view_of,
    votes_words,
)
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
        elsewhere = Asked.of(meeting.interview.question).elsewhere
        if elsewhere is None:
            return function(meeting, *values, **more)
        outcome = function(_at(meeting, elsewhere), *values, **more)
        return replace(outcome, meeting=_at(outcome.meeting, meeting.interview.current))

    OPERATIONS[function.__name__] = guarded
    return cast(Operation, guarded)


def _at(meeting: Meeting, statement: str | None) -> Meeting:
    """The same meeting with that statement in hand: what is mended from the summary belongs to one that is not."""
    return replace(meeting, interview=replace(meeting.interview, current=statement))


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
    """The team agrees on a point of the scale; stays, and asks why where it moved far."""
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
def vote(
    meeting: Meeting,
    counts: Sequence[int] | None,
    how: VotesGiven | None = None,
    *,
    people: int | None = None,
    no_point: tuple[int, int] = (0, 0),
) -> Outcome:
    """What each person answered, from the scale's lowest point to its highest; stays at the statement. None: no change.

    ``no_point``: how many said that they do not know, and how many that it is not relevant.

    More votes than people that take part are kept only once ``people`` says how many there are after all. Votes of
    fewer people than the limit are kept only where they were open (rule 14). Where nobody has said how they were given,
    that is asked first, and ``how`` is the answer.
    """
    if counts is None:
        return _nothing_changed(meeting)
    interview, counts = asking(meeting.interview, None), tuple(counts)
    points = len(interview.scale.values)
    if len(counts) != points or not any(counts) or not all(0 <= count <= _HIGHEST for count in counts):
        said = N_("The votes need {points} counts, from the lowest point of the scale to its highest.")
        return refuse(meeting, "votes-do-not-fit", said, points=points)
    limit, n = meeting.instrument.thresholds.privacy_limit, sum(counts)
    if too_many := _more_than_take_part(meeting, n):
        if people is None:
            return Outcome(meeting, (too_many,), more_votes_than_people(n))
        if not n <= people <= MOST_PEOPLE:
            return _not_so_many(meeting, n)
        interview = with_record(interview, participants=people)
    if n < limit and interview.record.votes_are is None:
        if how not in ("open", "secret"):  # asked before anything is kept: nothing of few people may reach the disk
            told = N_("{n} votes are fewer than {limit}: they are kept only if they were open.")
            return Outcome(meeting, (Finding("few-votes", told, {"n": n, "limit": limit}),), how_votes_were_given())
        interview = at_the_table.with_way_of_voting(interview, how)
    told_votes = _votes_said(meeting, counts, interview.record.participants)
    if n < limit and interview.record.votes_are != "open":
        kept = N_("Not kept: fewer than {limit} secret votes could show who answered what.")
        go_on = Finding("go-on-with-answer", N_("Go on with the answer you agree on."))
        interview = at_the_table.take_votes_away(interview, _voted(interview))
        return _done(meeting, interview, *told_votes, Finding("votes-not-kept", kept, {"limit": limit}), go_on)
    missing, aside = no_point
    voted = at_the_table.count_votes(interview, counts, missing=missing, not_relevant=aside)
    if voted.record.votes_are is None:
        voted = at_the_table.with_way_of_voting(voted, how) if how else asking(voted, "votes-are")
    return _done(meeting, voted, *told_votes)


def how_ballots_are(meeting: Meeting) -> VotesGiven:
    """Whether ballots that nobody sees would be secret: as was said before, else as there are people enough for it."""
    people = meeting.record.participants or 0
    return meeting.record.votes_are or ("secret" if people >= meeting.instrument.thresholds.privacy_limit else "open")


def ballots_cannot_be_kept(meeting: Meeting) -> bool:
    """Whether there are too few people for ballots, because the meeting's votes were said to be secret (rule 14)."""
    people = meeting.record.participants or 0
    return how_ballots_are(meeting) == "secret" and people < meeting.instrument.thresholds.privacy_limit


def why_not_revealed(meeting: Meeting, counts: Sequence[int], no_point: tuple[int, int]) -> Finding | None:
    """Why the ballots may not be seen as they are; None: they may.

    Secret ones of fewer people than the limit could show who answered what (rule 14). It says no more than how many
    there are at the least, for how many chose a point is a figure of theirs as well.
    """
    limit, n, all_of_them = meeting.instrument.thresholds.privacy_limit, sum(counts), sum(counts) + sum(no_point)
    if not all_of_them:
        return Finding("no-ballot", N_("Nobody has answered yet."), severity="warning")
    if how_ballots_are(meeting) == "secret" and (all_of_them < limit or 0 < n < limit):
        said = N_(
            "Fewer than {limit} have chosen a point, and secret answers of so few could show who answered what: "
            "wait for more, or go on without them."
        )
        return Finding("few-ballots", said, {"limit": limit}, "warning")
    return None


def _voted(interview: Interview) -> tuple[str, ...]:
    """The statement in hand, if it has votes."""
    at = interview.current
    return (at,) if at and interview.record.answer(at).votes else ()


@_operation
def tell_how_voted(meeting: Meeting, how: VotesGiven, *, confirmed: bool = False) -> Outcome:
    """Whether the votes were open or secret, for the whole meeting. Votes of few are not kept once they were secret."""
    if how not in ("open", "secret"):
        return refuse(meeting, "not-a-choice", N_("Choose one of the answers."))
    interview, limit = (
        at_the_table.with_way_of_voting(meeting.interview, how),
        meeting.instrument.thresholds.privacy_limit,
    )
    few = [
        id for id, a in meeting.record.answers.items() if how == "secret" and a.votes and a.votes.all.answered < limit
    ]
    if not few:
        return _done(meeting, interview)
    if not confirmed:
        said = N_("Secret votes of fewer than {limit} people are not kept. Those on {statements} will be deleted.")
        told = Finding("votes-will-go", said, {"limit": limit, "statements": few}, "warning")
        return Outcome(meeting, (told,), is_it_meant("tell_how_voted", _("Are they to be deleted?")))
    return _done(meeting, at_the_table.take_votes_away(interview, few))


@_operation
def reveal(meeting: Meeting) -> Outcome:
    """What the quarter before says of the statement in hand, once its votes or its answer are in."""
    return Outcome(meeting, last_time(meeting, meeting.interview.current or ""))


@_operation
def not_relevant(meeting: Meeting, because: str | None, *, confirmed: bool = False) -> Outcome:
    """The statement does not apply to the team, for that reason; stays. None: nothing changes."""
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
    """Why the answer moved so far since last time; stays, also where nobody says."""
    because = one_line(because or "")
    if not because:
        return _done(meeting, at_the_table.explain(meeting.interview, None))
    noted = Finding("reason-noted", N_("The reason is noted."))
    return _asked_first(meeting, because, confirmed, "tell_why") or _done(
        meeting, at_the_table.explain(meeting.interview, because), noted
    )


# From place to place


@_operation
def go_on(meeting: Meeting) -> Outcome:
    """To the next statement that nobody has dealt with; to the summary where there is none."""
    return _done(meeting, at_the_table.move_on(meeting.interview))


@_operation
def skip(meeting: Meeting) -> Outcome:
    """Pass over the statement in hand: a gap at the end, and not asked again. One with an answer is no gap."""
    if meeting.record.answer(meeting.interview.current or "").settled:
        return _done(meeting, at_the_table.move_on(meeting.interview))
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
    if question == "comment" and meeting.record.answer(meeting.interview.current or "").comment:
        question = f"{EDIT}:comment"
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
    """Which role is responsible for an action; None: as it is, or nobody yet."""
    owner = one_line(owner or "")
    if pending := _asked_first(meeting, owner, confirmed, "set_owner"):
        return pending
    action = _action_asked_about(meeting)
    changed = action.model_copy(update={"owner": owner or action.owner})
    given = with_action(meeting.interview, changed)
    if Asked.of(meeting.interview.question).again:
        return _done(meeting, asking(given, None), _now_is(changed))
    return _done(meeting, _askable(replace(meeting, interview=asking(given, f"due:{action.id}"))))


@_operation
def set_deadline(meeting: Meeting, due: date | None, *, confirmed: bool = False) -> Outcome:
    """The day by which the action is to be done; None: by the day it has already. A day that is past is asked about."""
    action = _action_asked_about(meeting)
    if due is not None and not isinstance(due, date):
        return refuse(meeting, "not-a-day", N_("“{value}” is no day."), value=shorten(due))
    if due and meeting.today and due < meeting.today and not confirmed:
        told = Finding("past", N_("{day} is past."), {"day": due}, "warning")
        return Outcome(meeting, (told,), is_it_meant("set_deadline", _("Is that the deadline?")))
    due = due or action.due
    given = with_action(meeting.interview, action.model_copy(update={"due": due}))
    said = (Finding("deadline", N_("To be done by {day}."), {"day": due}),) if due else ()
    return _done(meeting, asking(given, None), *said)


@_operation
def reword_action(meeting: Meeting, text: str | None, *, confirmed: bool = False) -> Outcome:
    """Other words for an action; None: nothing changes."""
    text = one_line(text or "")
    if not text:
        return _nothing_changed(meeting)
    return _asked_first(meeting, text, confirmed, "reword_action") or _changed_action(meeting, text=text)


@_operation
def set_about(meeting: Meeting, statement: str | None) -> Outcome:
    """The statement (or theme) that an action is about; None: nothing changes."""
    if statement is None:
        return _nothing_changed(meeting)
    if statement not in (*meeting.interview.steps, *(theme.id for theme in meeting.instrument.themes)):
        said = N_("There is no statement {statement} in this meeting.")
        return refuse(meeting, "no-such-statement", said, statement=shorten(statement))
    return _changed_action(meeting, about=statement)


# Mending what was said


@_operation
def mend(meeting: Meeting, what: str | None) -> Outcome:
    """Ask again about something that was said, by its value among the question's choices; None: nothing changes."""
    if what is None:
        return _nothing_changed(meeting)
    if what not in {choice.value for choice in mendable(meeting)}:
        return refuse(meeting, "not-a-choice", N_("Choose one of the answers."))
    name, _colon, id = what.partition(":")
    return _done(meeting, asking(meeting.interview, f"mend-action:{id}" if name == "action" else f"{EDIT}:{what}"))


@_operation
def mend_action(meeting: Meeting, what: str | None) -> Outcome:
    """Ask again about one thing of an action, or delete the action; None: nothing changes."""
    action, asked = _action_asked_about(meeting), question_of(meeting)
    if what is None:
        return _nothing_changed(meeting)
    if asked is None or what not in {choice.value for choice in asked.choices}:
        return refuse(meeting, "not-a-choice", N_("Choose one of the answers."))
    if what == "delete":
        gone = Finding("action-deleted", N_("The action is deleted: {text}"), {"text": action_in_short(action)})
        return _done(meeting, asking(without_action(meeting.interview, action.id), None), gone)
    name = {"text": "action-text", "about": "action-about"}.get(what, what)
    return _done(meeting, asking(meeting.interview, f"{EDIT}:{name}:{action.id}"))


@_operation
def take_away(meeting: Meeting) -> Outcome:
    """What the open question has for an answer is taken away: nobody has said it."""
    asked = Asked.of(meeting.interview.question)
    gone = Finding("gone", N_("It is taken away."))
    if asked.name in _OF_ACTIONS:
        action = _action_asked_about(meeting)
        emptied = action.model_copy(update={_OF_ACTIONS[asked.name]: None})
        return _done(meeting, _behind(meeting, with_action(meeting.interview, emptied)), gone)
    return _done(meeting, _TAKE_AWAY[asked.name](meeting), gone)


def _without_citizens(meeting: Meeting) -> Interview:
    emptied = with_record(meeting.interview, citizen_involvement=None)
    return asking(emptied, None) if Asked.of(meeting.interview.question).again else _behind_citizens(meeting, emptied)


def _which_is(meeting: Meeting, what: str | None) -> Interview:
    """The meeting with what the theme in question is said to be about; None: nobody says."""
    theme = Asked.of(meeting.interview.question).about
    others = {id: said for id, said in meeting.record.which.items() if id != theme}
    return with_record(meeting.interview, which=others if what is None else {**others, theme: what})


_OF_ACTIONS = {"owner": "owner", "outcome": "outcome", "action-about": "about"}
_TAKE_AWAY: dict[str, Callable[[Meeting], Interview]] = {
    "comment": lambda meeting: at_the_table.note(meeting.interview, None),
    "votes": lambda meeting: at_the_table.take_votes_away(meeting.interview, _voted(meeting.interview)),
    "participants": lambda meeting: _behind(meeting, with_record(meeting.interview, participants=None)),
    "we": lambda meeting: _behind(meeting, with_record(meeting.interview, we=None)),
    "which": lambda meeting: _behind(meeting, _which_is(meeting, None)),
    "citizens": _without_citizens,
    "citizens-number": lambda meeting: _next_of_citizens(meeting, citizens=None),
    "citizens-change": lambda meeting: _next_of_citizens(meeting, what_it_changed=None),
    "brief-inspire": lambda meeting: _next_of_citizens(meeting, brief_inspire=None),
}


# What is asked before the statements


@_operation
def read_on(meeting: Meeting, _nothing: None = None) -> Outcome:
    """The preface, or the advice how to fill the form in, has been read."""
    return _done(meeting, _behind(meeting, meeting.interview))


@_operation
def set_participants(meeting: Meeting, people: int | None) -> Outcome:
    """How many take part; None: as it is, or nobody says. A team that is too small for secret votes is told so."""
    if people is None:
        return _done(meeting, _behind(meeting, meeting.interview))
    if not 0 < people <= MOST_PEOPLE:
        return _not_so_many(meeting, 1)
    told = _behind(meeting, with_record(meeting.interview, participants=people))
    if too_few := _fewer_than_voted(replace(meeting, interview=told)):
        return Outcome(meeting, (too_few,))
    limit = meeting.instrument.thresholds.privacy_limit
    if people >= limit:
        return _done(meeting, told)
    said = N_(
        "You are {people}. Votes of fewer than {limit} people are kept only if they are open, because secret ones "
        "could show who answered what. The meeting goes on with agreed answers."
    )
    return _done(meeting, told, Finding("small-team", said, {"people": people, "limit": limit}))


@_operation
def tell_which(meeting: Meeting, what: str | None, *, confirmed: bool = False) -> Outcome:
    """Which partnership, project or place a theme is about; None: as it is, else as last time, else nobody says."""
    theme = Asked.of(meeting.interview.question).about
    last = meeting.previous.which.get(theme) if meeting.previous else None
    now = meeting.record.which.get(theme)
    what = one_line(what or "") or now or last
    if what is None:
        return _done(meeting, _behind(meeting, meeting.interview))
    if pending := _asked_first(meeting, what, confirmed or what in (now, last), "tell_which"):
        return pending
    return _done(meeting, _behind(meeting, _which_is(meeting, what)))


@_operation
def tell_who_we_are(meeting: Meeting, who: str | None, *, confirmed: bool = False) -> Outcome:
    """Who "we" are this time; None: as it is, else as last time, else nobody says."""
    last = meeting.previous.we if meeting.previous else None
    who = one_line(who or "") or meeting.record.we or last
    if who is None:
        return _done(meeting, _behind(meeting, meeting.interview))
    known = who in (meeting.record.we, last)
    if pending := _asked_first(meeting, who, confirmed or known, "tell_who_we_are"):
        return pending
    given = _behind(meeting, with_record(meeting.interview, we=who))
    if last is None or fold(last) == fold(who):
        return _done(meeting, given)
    said = N_("Last time “we” were: {was}. The trend will say that it changed.")
    return _done(meeting, given, Finding("another-we", said, {"was": last}))


@_operation
def set_minutes(meeting: Meeting, minutes: int | None) -> Outcome:
    """How many minutes there are: what there is most to talk about comes first then, and it is said why.

    None: those that were said beforehand, else nobody says, and the statements come as they are. Nothing is left out.
    """
    minutes = meeting.minutes if minutes is None else minutes
    if minutes is None:
        return _done(meeting, _behind(meeting, meeting.interview))
    if not SHORTEST <= minutes <= LONGEST:
        said = N_("A meeting takes from {least} to {most} minutes.")
        return refuse(meeting, "not-so-long", said, least=SHORTEST, most=LONGEST)
    proposed = plan(meeting, minutes)
    ordered = at_the_table.with_first(_behind(meeting, meeting.interview), [focus.statement for focus in proposed.talk])
    return _done(meeting, ordered, *plan_said(proposed, meeting.instrument))


@_operation
def choose_parts(meeting: Meeting, parts: Iterable[str] | None) -> Outcome:
    """Which parts of the questionnaire the team answers; None or none at all: those of before, else the usual ones."""
    interview = meeting.interview
    wanted = tuple(parts or ()) or usual_parts(interview)
    if any(part.extra for part in meeting.instrument.parts):
        wanted = tuple(part for part in wanted if part != NO_PART)
    unknown = [part for part in wanted if part not in {each.id for each in meeting.instrument.parts}]
    if unknown:
        said = N_("There is no part {parts} in this questionnaire.")
        return refuse(meeting, "no-such-part", said, parts=[shorten(part) for part in unknown])
    opening = not any(meeting.record.answer(id).settled for id in interview.steps)
    chosen = at_the_table.with_parts(interview, wanted)
    behind = question_after("parts", opening_questions(replace(meeting, interview=chosen)))
    # At the summary nothing but that is asked: the parts' statements come next.
    return _done(meeting, asking(chosen, behind if opening else None))


@_operation
def follow_up(meeting: Meeting, state: Literal["done", "open", "dropped"] | None) -> Outcome:
    """What became of an earlier action; None: as it is. What came of one that is over is asked next."""
    action, again = _action_asked_about(meeting), Asked.of(meeting.interview.question).again
    if state not in ("done", "open", "dropped", None):
        return refuse(meeting, "not-a-choice", N_("Choose one of the answers."))
    if state is None or (state == "open" and action.state == "open"):
        return _done(meeting, _behind(meeting, meeting.interview))
    update = {"state": state} if state != "open" else {"state": state, "outcome": None}
    changed = with_action(meeting.interview, action.model_copy(update=update))
    if state == "open":
        return _done(meeting, _behind(meeting, changed))
    return _done(meeting, asking(changed, f"{EDIT}:outcome:{action.id}" if again else f"outcome:{action.id}"))


@_operation
def tell_outcome(meeting: Meeting, text: str | None, *, confirmed: bool = False) -> Outcome:
    """What came of an earlier action, or why it is dropped; None: as it is, or nobody says."""
    text = one_line(text or "")
    if pending := _asked_first(meeting, text, confirmed, "tell_outcome"):
        return pending
    action = _action_asked_about(meeting)
    given = with_action(meeting.interview, action.model_copy(update={"outcome": text or action.outcome}))
    return _done(meeting, _behind(meeting, given))


@_operation
def tell_how_heard(meeting: Meeting, how: str | None, *, confirmed: bool = False) -> Outcome:
    """How citizens were heard before the meeting; None: as it is, or nobody says, and no more is asked about it."""
    how, heard = one_line(how or ""), meeting.record.citizen_involvement
    if not how and (heard is None or heard.how is None):
        return _done(meeting, _behind_citizens(meeting, meeting.interview))
    return _asked_first(meeting, how, confirmed, "tell_how_heard") or _done(
        meeting, _next_of_citizens(meeting, **({"how": how} if how else {}))
    )


@_operation
def count_citizens(meeting: Meeting, citizens: int | None) -> Outcome:
    """How many citizens were heard; None: as it is, or nobody says."""
    if citizens is None:
        return _done(meeting, _next_of_citizens(meeting))
    if not 0 <= citizens <= MOST_PEOPLE:
        return _not_so_many(meeting, 0)
    return _done(meeting, _next_of_citizens(meeting, citizens=citizens))


@_operation
def tell_what_citizens_changed(meeting: Meeting, text: str | None, *, confirmed: bool = False) -> Outcome:
    """What it changes in how the team sees it; None: as it is, or nobody says."""
    text = one_line(text or "")
    return _asked_first(meeting, text, confirmed, "tell_what_citizens_changed") or _done(
        meeting, _next_of_citizens(meeting, **({"what_it_changed": text} if text else {}))
    )


@_operation
def give_brief_inspire(meeting: Meeting, result: tuple[float, int] | None) -> Outcome:
    """The mean of Brief INSPIRE (0–100) and how many answered it; None: as it is, or there is none."""
    if result is None:
        return _done(meeting, _behind_citizens(meeting, meeting.interview))
    mean, n = result
    if not (0 <= mean <= 100 and 0 < n <= MOST_PEOPLE):
        said = N_("Brief INSPIRE needs a mean from 0 to 100, and how many answered: from 1 to {most}.")
        return refuse(meeting, "not-brief-inspire", said, most=MOST_PEOPLE)
    given = _next_of_citizens(meeting, brief_inspire=BriefInspire(mean=_whole(mean), n=n))
    hidden = brief_inspire_hidden(given.record, meeting.instrument.thresholds.privacy_limit)
    return _done(meeting, given, *(replace(each, severity="info") for each in hidden))


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
    behind = question_after(f"number:{id}", number_questions(interview))
    if behind is None and meeting.interview.current == interview.steps[0] and _nothing_said(interview):
        behind = question_after(f"number:{id}", opening_questions(meeting))
    return _done(meeting, asking(interview, behind), *said)


def _nothing_said(interview: Interview) -> bool:
    """Whether the opening may still be under way: no statement has been dealt with."""
    return not interview.skipped and len(interview.gaps) == len(interview.steps)


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
    return replace(meeting, interview=_askable(meeting))


def _askable(meeting: Meeting) -> Interview:
    return meeting.interview if question_of(meeting) else asking(meeting.interview, None)


def _behind(meeting: Meeting, changed: Interview) -> Interview:
    """The question that is open is answered: in the opening the next one comes, and what was mended is left."""
    asked, question = Asked.of(meeting.interview.question), meeting.interview.question or ""
    if asked.again:
        return asking(changed, None)
    if asked.name == "outcome":
        return asking(changed, question_after_follow_up(replace(meeting, interview=changed), asked.about))
    return asking(changed, question_after(question, opening_questions(meeting)))


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


def in_passing(
    meeting: Meeting, question: str, operation: Callable[..., Outcome], *values: Any, **more: Any
) -> Outcome:
    """Answer a question that is not the one that is open, and stay where the meeting stands.

    For who shows many questions at once: ``question`` is the name of one, such as ``participants``, ``comment:S05``,
    ``owner:2026-Q3-1``. What an operation would ask next is not asked then.
    """
    name = question if question.startswith(_ASKED_ONCE) else f"{EDIT}:{question}"
    opened = replace(meeting, interview=asking(meeting.interview, name))
    if question_of(opened) is None:
        return _not_now(meeting, operation.__name__)
    outcome = operation(opened, *values, **more)
    if outcome.refused or outcome.pending:
        return replace(outcome, meeting=meeting)
    back = asking(outcome.meeting.interview, meeting.interview.question)
    return replace(outcome, meeting=taken_up(replace(outcome.meeting, interview=back)))


_ASKED_ONCE = ("number:", "parts", "minutes", "mend-action:")
"""Questions that are the same whether they are asked for the first time or again."""


def _nothing_changed(meeting: Meeting) -> Outcome:
    return _done(meeting, asking(meeting.interview, None), Finding("nothing-changed", N_("Nothing changed.")))


def _settled(meeting: Meeting, settled: Interview) -> Outcome:
    """Say what was noted, and what the answer was last quarter; ask why where it moved far."""
    id, instrument = meeting.interview.current or "", meeting.instrument
    given = settled.record.answer(id)
    then = replace(meeting, interview=settled)
    told = {"statement": id, "answer": answer_words(id, given, instrument)}
    said = [Finding("answer-noted", N_("{statement} noted: {answer}."), told)]
    if not meeting.interview.votes(id):  # else it stood on the screen when the votes were in
        said += last_time(then, id)
    if given.agreed is not None and instrument.counts_as(id, given.agreed) <= instrument.thresholds.strengthen_to:
        said += _ideas(meeting, id)
    steps = _steps_since(then, id)
    if abs(steps) >= ASK_WHY_FROM and meeting.record.answer(id).agreed != given.agreed:
        moved = {"statement": id, "steps": steps_words(steps)}
        said.append(Finding("moved", N_("{statement}: {steps} since last time."), moved))
        settled = asking(settled, "why")
    return _done(meeting, settled, *said)


def _ideas(meeting: Meeting, id: str) -> list[Finding]:
    """A low answer calls for an action, and the manual or another source has ideas for one."""
    said = [Finding("low-answer", N_("Do you want to agree on an action about it?"))]
    if aids := ideas(meeting.instrument, id):
        names = [aid.partition(":")[0] for aid in aids]
        manual, source = N_("The manual names, among others: {aids}."), N_("The source names, among others: {aids}.")
        said.append(Finding("aids", manual if meeting.instrument.status == "official" else source, {"aids": names}))
    return said


def _steps_since(meeting: Meeting, id: str) -> int:
    """How far a statement moved since the quarter before, as it counts; 0 where that cannot be compared."""
    previous, now, instrument = meeting.previous, meeting.record, meeting.instrument
    if previous is None or previous.instrument.statements.get(id) != now.instrument.statements.get(id):
        return 0
    old, new = previous.answer(id).agreed, now.answer(id).agreed
    if old is None or new is None:
        return 0
    return instrument.scale.steps(instrument.counts_as(id, old), instrument.counts_as(id, new))


def _votes_said(meeting: Meeting, counts: Sequence[int], people: int | None) -> tuple[Finding, ...]:
    """The votes in words, and whether as many answered as take part."""
    n = sum(counts)
    votes = {"statement": meeting.interview.current, "votes": votes_words(meeting.interview.scale, counts)}
    said = [Finding("votes", N_("Votes on {statement}: {votes}."), votes)]
    if people is None or n >= people:
        return tuple(said)
    both = {"people": people, "votes": n}
    one, many = ngettext_noop(
        "{people} take part, {votes} votes: is {number} missing?",
        "{people} take part, {votes} votes: are {number} missing?",
    )
    return (*said, CountFinding("votes-missing", one, both, many=many, number=people - n))


def _surveyed(meeting: Meeting) -> bool:
    """Whether votes came from a survey: those who answered it need not sit at the table."""
    record = meeting.record
    return record.status == "votes" or any(source.kind == "import" for source in record.sources)


def _more_than_take_part(meeting: Meeting, n: int) -> Finding | None:
    people = meeting.record.participants
    if people is None or n <= people or _surveyed(meeting):
        return None
    more = N_("{people} take part, {votes} votes: that is more votes than people.")
    return Finding("more-votes-than-people", more, {"people": people, "votes": n})


def _fewer_than_voted(meeting: Meeting) -> Finding | None:
    """That more people voted on something than take part now: one of the two has to be mended first."""
    people = meeting.record.participants or 0
    voted = [id for id, a in meeting.record.answers.items() if a.votes and a.votes.all.answered > people]
    if not voted or _surveyed(meeting):
        return None
    said = N_("There are more votes than {people} on {statements}. Mend those first.")
    return Finding("fewer-than-voted", said, {"people": people, "statements": voted}, "error")


def _action_asked_about(meeting: Meeting) -> Action:
    """The action that the open question is about; an operation is possible only where there is one."""
    action = action_of(meeting.interview, Asked.of(meeting.interview.question).about)
    assert action is not None
    return action


def _changed_action(meeting: Meeting, **changes: object) -> Outcome:
    """An action with other words, or about something else; the meeting goes on where it was."""
    changed = _action_asked_about(meeting).model_copy(update=changes)
    return _done(meeting, asking(with_action(meeting.interview, changed), None), _now_is(changed))


def _now_is(action: Action) -> Finding:
    return Finding("action-changed", N_("The action is now: {text}"), {"text": action_in_short(action)})


_OF_CITIZENS = ("citizens", "citizens-number", "citizens-change", "brief-inspire")


def _next_of_citizens(meeting: Meeting, **told: object) -> Interview:
    """What was told of citizens is kept, and the next question about them comes."""
    known = meeting.record.citizen_involvement or CitizenInvolvement()
    heard = with_record(meeting.interview, citizen_involvement=known.model_copy(update=told))
    asked = Asked.of(meeting.interview.question)
    behind = question_after(asked.name, list(_OF_CITIZENS))
    if behind is None:
        return _behind_citizens(meeting, heard)
    return asking(heard, f"{EDIT}:{behind}" if asked.again else behind)


def _behind_citizens(meeting: Meeting, changed: Interview) -> Interview:
    if Asked.of(meeting.interview.question).again:
        return asking(changed, None)
    return asking(changed, question_behind_citizens(replace(meeting, interview=changed)))


def _not_so_many(meeting: Meeting, least: int) -> Outcome:
    said = N_("There can be from {least} to {most} people.")
    return refuse(meeting, "not-a-number-of-people", said, least=least, most=MOST_PEOPLE)


def _whole(number: float) -> int | float:
    """A whole number stays whole, so that a record saved unchanged is byte-identical."""
    return int(number) if float(number).is_integer() else number
