"""What stands before people: a statement, an open question or the summary, as values; who shows it lays it out.

What may be seen when is decided here: what was said last time only once votes or an answer are in, because it would
anchor people; the principles until the votes are in; which operations are possible where the meeting stands. So is what
the meeting proposes to talk about first, where time is short.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from hf_fidelity.domain.interview import Interview, may_go_on, middle_answer
from hf_fidelity.domain.questionnaire.instrument import Instrument, Scale, Theme
from hf_fidelity.domain.record import Action, Policy, Tally, brief_inspire_hidden, readings, shown
from hf_fidelity.domain.scores.figures import VoteFigures, closeness, mean
from hf_fidelity.domain.scores.talking_points import ROLES_APART, talking_points
from hf_fidelity.domain.scores.trend import Snapshot, trend
from hf_fidelity.domain.scores.two_quarters import TOLERANCE
from hf_fidelity.ground import N_, CountFinding, Finding, _, ngettext_noop, text_in
from hf_fidelity.journeys.meeting.questions import (
    Meeting,
    Question,
    action_in_short,
    question_of,
    questions_to_open,
)
from hf_fidelity.reports.measures import reading_words
from hf_fidelity.reports.record import answer_words, citizens_words, which_words
from hf_fidelity.reports.summary import action_words, moved_words
from hf_fidelity.reports.words import consensus_shown, phrase, statement_label, steps_words

_ON_THE_AGENDA = 5
"""So many statements at the most are named before the meeting."""


@dataclass(frozen=True)
class StatementVotes:
    """The votes on a statement, and how close they lie."""

    counts: tuple[int, ...]
    """From the scale's lowest point to its highest."""
    figures: VoteFigures
    closeness: str
    """``close``, ``some-spread`` or ``wide-spread``."""
    consensus: str
    """As it stands beside the words for it."""


@dataclass(frozen=True)
class StatementView:
    """One statement in hand, with everything that should be in view."""

    id: str
    number: int
    total: int
    theme: str
    about: tuple[tuple[str, str], ...]
    """Name and definition of each principle, or words about the theme without a name; empty once votes are in."""
    stem: str
    text: str
    scale: Scale
    votes: StatementVotes | None
    apart: tuple[Finding, ...]
    """A question to talk about where the votes lie far apart, and how each role voted where that may be seen."""
    reversed: bool
    """Whether agreeing counts low."""
    answer: str | None
    """What the team has settled, in words."""
    comment: str | None
    actions: tuple[str, ...]
    """What was agreed to do about it in this meeting, in words."""
    last_time: tuple[Finding, ...]
    """What the quarter before says of it; empty until the votes are in."""
    middle: int | None
    """The answer that can be taken as it is."""
    possible: frozenset[str]
    """The operations that are possible now."""
    official: bool = True
    """Whether it is the manual's own form that is filled in, and not one of ours after some source."""


@dataclass(frozen=True)
class Summary:
    """The end of the meeting: every answer, the gaps, and what can be done now."""

    team: str
    quarter: str
    total: int
    """How many statements the meeting goes through."""
    themes: tuple[tuple[str, tuple[str, ...]], ...]
    """Each theme with its statements and their answers, in words; at last the numbers with a limit."""
    gaps: tuple[str, ...]
    people: tuple[str, ...]
    """Who takes part, and how citizens were heard, in words."""
    comments: tuple[str, ...]
    """What was written to the statements, and why something moved."""
    actions: tuple[str, ...]
    """Every action, in words."""
    to_open: tuple[str, ...]
    """The questions that can be opened now."""
    possible: frozenset[str]


View = StatementView | Summary | Question


@dataclass(frozen=True)
class Agenda:
    """Where votes lie far apart, before the meeting begins."""

    people: int
    apart: tuple[tuple[str, VoteFigures], ...]
    """Statement and figures, those that lie farthest apart first."""


def view_of(meeting: Meeting) -> View:
    """What the meeting stands at: the question that is open, else the statement in hand, else the summary."""
    asked = question_of(meeting)
    if asked is not None:
        return asked
    return _summary(meeting) if meeting.interview.current is None else _statement(meeting, meeting.interview.current)


def statement_in_hand(meeting: Meeting) -> StatementView | None:
    """The statement that people stand at, also while a question about it is open; None at the summary."""
    return None if meeting.interview.current is None else _statement(meeting, meeting.interview.current)


def summing_up(meeting: Meeting) -> Summary:
    """The end of the meeting, also while a question is open there."""
    return _summary(meeting)


def possible(meeting: Meeting) -> frozenset[str]:
    """The operations that are possible where the meeting stands, by the names of their functions."""
    interview = meeting.interview
    asked = question_of(meeting)
    if asked is not None:
        comment = ("take_comment_away",) if asked.name == "comment" else ()
        return frozenset({asked.operation, *comment, *(("take_away",) if asked.holds else ())})
    if interview.current is None:
        parts = ("choose_parts",) if interview.instrument.parts else ()
        drop = ("drop_correction",) if interview.why is not None else ()
        return _AT_THE_SUMMARY.union(parts, drop, () if _nothing_settled(interview) else ("close",))
    last = ("reveal",) if may_be_revealed(meeting, interview.current) else ()
    middle = () if middle_answer(interview) is None else ("take_middle",)
    on = ("go_on",) if may_go_on(interview) else ()
    return _AT_A_STATEMENT.union(last, middle, on)


_ANYWHERE = frozenset({"add_action", "back", "go_to", "open_question"})
_AT_THE_SUMMARY = _ANYWHERE
_AT_A_STATEMENT = _ANYWHERE | {"answer", "vote", "skip", "comment", "take_comment_away", "not_relevant"}


def _nothing_settled(interview: Interview) -> bool:
    return len(interview.gaps) == len(interview.steps)


def may_be_revealed(meeting: Meeting, id: str) -> bool:
    """Whether people may see what was said of a statement last time: once their votes or their answer are in."""
    answer = meeting.record.answer(id)
    return answer.votes is not None or answer.settled


def last_time(meeting: Meeting, id: str) -> tuple[Finding, ...]:
    """What the quarter before says of a statement: answer, comment, actions about it; nothing before it may be seen."""
    previous = meeting.previous
    earlier = previous.answer(id) if previous else None
    if previous is None or earlier is None or not earlier.settled or not may_be_revealed(meeting, id):
        return ()
    told = {"quarter": previous.quarter, "answer": answer_words(id, earlier, meeting.instrument)}
    said = [Finding("last-time", N_("Last time ({quarter}): {answer}."), told)]
    if earlier.comment:
        said.append(Finding("last-comment", N_("You wrote: “{text}”"), {"text": earlier.comment}))
    for action in previous.actions:
        if action.about == id:
            known = {"text": action.text, "state": phrase(action.state)}
            said.append(Finding("last-action", N_("Action “{text}” ({state})."), known))
    return tuple(said)


def agenda(interview: Interview) -> Agenda | None:
    """Where the votes lie farthest apart, before the meeting begins; None where there are no votes."""
    voted = [(id, votes) for id in interview.steps if (votes := interview.votes(id))]
    if not voted:
        return None
    thresholds = interview.instrument.thresholds
    apart = [(id, votes) for id, votes in voted if closeness(votes.consensus, thresholds) != "close"]
    apart.sort(key=lambda pair: pair[1].consensus)
    return Agenda(max(votes.n for _id, votes in voted), tuple(apart[:_ON_THE_AGENDA]))


def _statement(meeting: Meeting, id: str) -> StatementView:
    interview, instrument = meeting.interview, meeting.instrument
    statement, answer = instrument.statement(id), meeting.record.answer(id)
    theme = instrument.theme_of(statement)
    votes = _votes(interview, id)
    return StatementView(
        id=id,
        number=interview.position,
        total=len(interview.steps),
        theme=text_in(theme.name),
        about=() if votes else tuple(_about(instrument, theme)),
        stem=text_in(instrument.stem_of(theme)),
        text=text_in(statement.text),
        scale=interview.scale,
        votes=votes,
        apart=() if answer.settled else tuple(behind_the_spread(meeting, id)),
        reversed=id in instrument.reversed,
        answer=answer_words(id, answer, instrument) if answer.settled else None,
        comment=answer.comment,
        actions=tuple(action_in_short(a) for a in meeting.record.actions if a.about == id and _is_new(a, meeting)),
        last_time=last_time(meeting, id) if votes else (),
        middle=middle_answer(interview),
        possible=possible(meeting),
        official=instrument.status == "official",
    )


def _is_new(action: Action, meeting: Meeting) -> bool:
    """Whether an action was agreed in this meeting; an earlier one stands beside what was answered last time."""
    return action.opened_in == meeting.record.quarter


def _people(meeting: Meeting) -> Iterator[str]:
    record = meeting.record
    if record.we:
        yield _("“We” are: {we}", we=record.we)
    yield from which_words(record, meeting.instrument)
    if record.participants is not None:
        yield _("Take part: {n}", n=record.participants)
    limit = meeting.instrument.thresholds.privacy_limit
    told = tuple(citizens_words(shown(record, Policy(limit))[0]))
    hidden = tuple(each.words() for each in brief_inspire_hidden(record, limit))
    yield from (*told, *hidden) or (_("Nothing is said of how citizens were heard."),)


def _comments(meeting: Meeting) -> Iterator[str]:
    for id in meeting.interview.steps:
        answer = meeting.record.answer(id)
        if answer.comment:
            yield f"{id}: {answer.comment}"
        if answer.changed_because:
            yield _("{statement} changed because: {why}", statement=id, why=answer.changed_because)


def _votes(interview: Interview, id: str) -> StatementVotes | None:
    votes, figures = interview.record.answer(id).votes, interview.votes(id)
    if votes is None or figures is None:
        return None
    limits, consensus = interview.instrument.thresholds, figures.consensus
    shown = consensus_shown(consensus, limits)
    return StatementVotes(votes.all.counts, figures, closeness(consensus, limits), shown)


def _about(instrument: Instrument, theme: Theme) -> Iterator[tuple[str, str]]:
    """What is printed under the theme: a sentence about it, its principles with their definitions."""
    if theme.about:
        yield "", text_in(theme.about)
    yield from ((text_in(p.name), text_in(p.definition)) for p in instrument.principles_of(theme))


def _summary(meeting: Meeting) -> Summary:
    instrument, record = meeting.instrument, meeting.record
    themes = []
    for theme in instrument.themes:
        members = [id for id in instrument.asked(record.parts) if instrument.statement(id).theme == theme.id]
        lines = [
            f"{statement_label(id, instrument)}: {answer_words(id, record.answer(id), instrument)}" for id in members
        ]
        if lines:
            themes.append((text_in(theme.name), tuple(lines)))
    if numbers := readings(record, instrument):
        themes.append((_("Numbers with a limit"), tuple(map(reading_words, numbers))))
    return Summary(
        team=record.team.name,
        quarter=record.quarter.words(),
        total=len(meeting.interview.steps),
        themes=tuple(themes),
        gaps=meeting.interview.gaps,
        people=tuple(_people(meeting)),
        comments=tuple(_comments(meeting)),
        actions=tuple(map(action_words, record.actions)),
        to_open=questions_to_open(meeting.interview),
        possible=possible(meeting),
    )


# Where the votes lie far apart


def behind_the_spread(meeting: Meeting, id: str) -> Iterator[Finding]:
    """What to ask where the votes lie far apart, with a question of the help to that statement; and how each role
    voted, where that may be seen (rule 14). Nothing where they do not.
    """
    votes = _votes(meeting.interview, id)
    if votes is None or votes.closeness != "wide-spread":
        return
    instrument = meeting.instrument
    if question := instrument.question_behind(instrument.statement(id)):
        yield Finding("wide-spread", N_("What lies behind the difference? {question}"), {"question": question})
    else:
        yield Finding("wide-spread", N_("What lies behind the difference?"))
    for role, tally in roles_seen(meeting, id).items():
        told_votes = {"role": role, "votes": votes_words(instrument.scale_of(id), tally.counts)}
        yield Finding("votes-of-role", N_("{role}: {votes}"), told_votes)


def votes_words(scale: Scale, counts: Sequence[int]) -> list[str]:
    """``3 Enig``, ``1 Uenig``: the votes in the order of the questionnaire, without the points that nobody chose."""
    by_point = dict(zip(scale.values, counts, strict=True))
    return [f"{by_point[p.value]} {text_in(p.label)}" for p in scale.points if by_point[p.value]]


def roles_seen(meeting: Meeting, id: str) -> Mapping[str, Tally]:
    """How each role voted on a statement, where every role is large enough to be seen (rule 14)."""
    seen, _hidden = shown(meeting.record, Policy(meeting.instrument.thresholds.privacy_limit))
    votes = seen.answer(id).votes
    return votes.roles if votes else {}


# The time at hand

_A_TALK, _AN_ANSWER, _THE_END = 5, 1, 5
"""Minutes: for a statement that is talked about, for one that is read and answered, and for the closing."""

SHORTEST, LONGEST = 5, 480
"""No meeting is shorter than these minutes, or longer."""


class Focus(NamedTuple):
    """A statement that there is something to talk about, and why; ``weight`` orders them."""

    statement: str
    reasons: tuple[Finding, ...]
    weight: float


class Plan(NamedTuple):
    """What the meeting proposes for the minutes at hand. Nothing is dropped: every other statement follows."""

    minutes: int
    total: int
    talk: tuple[Focus, ...]
    """What to talk about first, the most pressing first."""
    middle: tuple[str, ...]
    """Where the answer in the middle of the votes can be taken as it is."""
    short: bool
    """Whether there is not even a minute for each statement."""


def plan(meeting: Meeting, minutes: int) -> Plan:
    """What to talk about first and where to take the middle, for so many minutes."""
    steps = meeting.interview.steps
    left = minutes - _THE_END - len(steps) * _AN_ANSWER
    pressing = sorted(focus(meeting), key=lambda each: -each.weight)
    talk = tuple(pressing[: max(1, left // (_A_TALK - _AN_ANSWER))])
    talked = {each.statement for each in talk}
    middle = tuple(id for id in steps if id not in talked and _middle_of(meeting.interview, id))
    return Plan(minutes, len(steps), talk, middle, left < 0)


def _middle_of(interview: Interview, id: str) -> bool:
    return not interview.record.answer(id).settled and middle_answer(replace(interview, current=id)) is not None


def focus(meeting: Meeting) -> Iterator[Focus]:
    """Every statement that calls for more time than the rest, in the order of the meeting, with the reasons."""
    stuck = _low_for_long(meeting)
    for id in meeting.interview.steps:
        found = (*_spread(meeting, id), *stuck.get(id, ()), *_overdue(meeting, id), *_roles_apart(meeting, id))
        if found:
            yield Focus(id, tuple(reason for reason, _weight in found), sum(weight for _reason, weight in found))


Reason = tuple[Finding, float]


def _spread(meeting: Meeting, id: str) -> Iterator[Reason]:
    votes = _votes(meeting.interview, id)
    if votes and votes.closeness != "close":
        far = 3 if votes.closeness == "wide-spread" else 1
        told = {"words": Finding(votes.closeness, phrase(votes.closeness)), "consensus": votes.consensus}
        yield Finding("spread", N_("{words} ({consensus})"), told), far + 1 - votes.figures.consensus


def _low_for_long(meeting: Meeting) -> Mapping[str, Sequence[Reason]]:
    if not meeting.earlier:
        return {}
    policy = Policy(meeting.instrument.thresholds.privacy_limit)
    now_on = {action.about for action in meeting.record.actions if action.state == "open"}
    stuck = talking_points(trend(meeting.earlier, meeting.instrument, policy)).stuck
    said = N_("low since {quarter}, and no action is about it")
    return {
        low.statement: [(Finding("stuck", said, {"quarter": low.since}), 2)]
        for low in stuck
        if low.statement not in now_on
    }


def _overdue(meeting: Meeting, id: str) -> Iterator[Reason]:
    for action in meeting.record.actions:
        due = action.due if action.about == id and action.state == "open" else None
        if due and meeting.today and due < meeting.today:
            yield Finding("overdue", N_("the action “{text}” was due {day}"), {"text": action.text, "day": due}), 2


def _roles_apart(meeting: Meeting, id: str) -> Iterator[Reason]:
    values = meeting.instrument.scale.values
    means = [mean(values, tally.counts) for tally in roles_seen(meeting, id).values() if tally.answered]
    if means and max(means) - min(means) >= ROLES_APART - TOLERANCE:
        yield Finding("roles-apart", N_("roles see it differently")), 2


def plan_said(proposed: Plan, instrument: Instrument) -> Iterator[Finding]:
    """The plan in words: what first and why, where to take the middle, and that the others follow."""
    told = {"minutes": proposed.minutes, "total": proposed.total}
    yield Finding("plan", N_("{minutes} minutes for {total} statements."), told)
    if proposed.short:
        said = N_("That is less than a minute each. What you do not reach stays open: go on another day.")
        yield Finding("plan-short", said)
    if proposed.talk:
        yield Finding("plan-talk", N_("Talk first about:"))
    for each in proposed.talk:
        what = {"statement": statement_label(each.statement, instrument), "why": list(each.reasons)}
        yield Finding("plan-first", N_("  {statement}: {why}"), what)
    if proposed.middle:
        said = N_("The answers lie close on {statements}: take the one in the middle.")
        yield Finding("plan-middle", said, {"statements": list(proposed.middle)})
    rest = N_("Then come the others in their order: none is left out.")
    nothing = N_("Nothing calls for more time than the rest: the statements come in their order.")
    yield Finding("plan-rest", rest if proposed.talk else nothing)


# The end


@dataclass(frozen=True)
class Closing:
    """What there is to say once a meeting is closed, in a sentence each."""

    kept: Finding
    moved: Finding
    actions: Finding
    next_time: Finding

    @property
    def sentences(self) -> tuple[Finding, ...]:
        """All of them, in the order of telling."""
        return self.kept, self.moved, self.actions, self.next_time


def closing_of(told: Snapshot) -> Closing:
    """The few sentences at the end of a meeting: what was kept, what moved, what was agreed, when to meet again."""
    record, total = told.record, told.measured.scores.whole
    kept = {"quarter": record.quarter, "answered": total.answered, "relevant": total.relevant}
    one, many = ngettext_noop("{number} action is open.", "{number} actions are open.")
    n = sum(action.state == "open" for action in record.actions)
    return Closing(
        Finding("kept", N_("{quarter} is closed and saved: {answered} of {relevant} statements are answered."), kept),
        _moved(told),
        CountFinding("actions", one, {}, many=many, number=n),
        Finding("next", N_("The next meeting is in the {quarter}."), {"quarter": record.quarter.shift(1)}),
    )


def _moved(told: Snapshot) -> Finding:
    course = told.trend.course
    if len(course) < 2:
        return Finding("first", N_("There is nothing earlier to compare with yet."))
    if not told.trend.newest_steps:
        apart = {"quarter": course[-2].quarter, "change": phrase("not-comparable")}
        return Finding("not-comparable", N_("Since {quarter}: {change}."), apart)
    moved = {"quarter": course[-2].quarter, "moved": moved_words(told.trend)}
    id, steps = max(told.trend.newest_steps.items(), key=lambda pair: abs(pair[1]))
    if not steps:
        return Finding("moved", N_("Since {quarter}: {moved}."), moved)
    most = {"statement": statement_label(id, told.instrument), "steps": steps_words(steps)}
    return Finding("moved", N_("Since {quarter}: {moved}. Most: {statement}, {steps}."), moved | most)
