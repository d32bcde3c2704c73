"""The meeting as a state machine: which statement is in hand, what an answer does, what is left. No terminal in it.

The state (:class:`Interview`) is exactly what a draft file holds, so that a meeting can stop after any step and go on
from there. Every step is a function that gives a new state; an answer only ever changes for the statement in hand, and
after it the meeting stays there: what is said next is about the same statement, until people go on.
Votes come before the agreed answer and stay beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import isclose
from typing import Literal

from hf_fidelity.domain.questionnaire.instrument import Instrument, Scale
from hf_fidelity.domain.record import Action, Answer, Assessment, Draft, Tally, Votes, choose, parts_of
from hf_fidelity.domain.scores.figures import VoteFigures, closeness, figures
from hf_fidelity.ground import one_line


@dataclass(frozen=True)
class Interview:
    """A meeting under way about one record."""

    instrument: Instrument
    record: Assessment
    current: str | None
    """The statement in hand; None: the closing summary."""
    skipped: tuple[str, ...] = ()
    """Passed over on purpose. Shown as gaps at the end, not asked again."""
    base_revision: int = 0
    why: str | None = None
    """The reason, where a settled record is corrected."""
    question: str | None = None
    """The question that is open about what is in hand, by its name: ``comment``, ``owner:<action>``."""
    by_spread: bool = False
    """Whether the statements whose votes lie farthest apart come first."""
    first: tuple[str, ...] = ()
    """The statements that are taken first, because the time at hand is short; the others follow in their order."""

    @property
    def steps(self) -> tuple[str, ...]:
        """What the meeting goes through, in order: what its questionnaire had, of the parts that are chosen."""
        asked = self.instrument.asked(parts_of(self.record, self.instrument))
        instrument_order = tuple(id for id in asked if id in self.record.instrument.statements)
        order = sorted(instrument_order, key=self._closeness) if self.by_spread else instrument_order
        sooner = tuple(id for id in self.first if id in instrument_order)
        return (*sooner, *(id for id in order if id not in sooner))

    @property
    def scale(self) -> Scale:
        """The scale in the words of the statement in hand; the questionnaire's own at the summary."""
        return self.instrument.scale_of(self.current) if self.current else self.instrument.scale

    @property
    def position(self) -> int:
        """The number of the statement in hand, from 1. At the summary: one more than there are."""
        return self.steps.index(self.current) + 1 if self.current else len(self.steps) + 1

    @property
    def gaps(self) -> tuple[str, ...]:
        """The statements that nobody has taken a stand on."""
        return tuple(id for id in self.steps if not self.record.answer(id).settled)

    def votes(self, id: str) -> VoteFigures | None:
        """The figures of a statement's votes; None where there are none."""
        votes = self.record.answer(id).votes
        return figures(self.instrument.scale.values, votes.all.counts) if votes else None

    def _closeness(self, id: str) -> float:
        """The consensus of a statement's votes; those without any come last."""
        votes = self.votes(id)
        return votes.consensus if votes else 2.0


# Where a meeting starts, and what of it is stored


def begin(instrument: Instrument, record: Assessment, base_revision: int, *, by_spread: bool = False) -> Interview:
    """A new meeting: at the first statement without an answer."""
    begun = Interview(instrument, record, None, (), base_revision, by_spread=by_spread)
    return replace(begun, current=_next_open(begun, None))


def begin_correction(instrument: Instrument, record: Assessment, why: str) -> Interview:
    """A correction of a settled record: at the summary, where answers are picked to be changed."""
    return Interview(instrument, record, None, (), record.revision, why)


def resume(instrument: Instrument, draft: Draft, *, by_spread: bool = False) -> Interview:
    """Go on where a draft was left, at the same question."""
    current, _, question = (draft.current or "").partition("/")
    resumed = Interview(instrument, draft.record, current or None, draft.skipped, draft.base_revision, draft.why)
    resumed = replace(resumed, by_spread=by_spread, first=draft.first)
    if resumed.current not in (None, *resumed.steps):
        return replace(resumed, current=None)
    return replace(resumed, question=question or None)


def draft_of(interview: Interview) -> Draft:
    """The state as the draft file holds it: ``S05/comment`` is the question *comment*, open about S05."""
    at = interview.current
    return Draft(
        base_revision=interview.base_revision,
        why=interview.why,
        current=f"{at or ''}/{interview.question}" if interview.question else at,
        skipped=interview.skipped,
        first=interview.first,
        record=interview.record,
    )


# The statement in hand


def agree(interview: Interview, value: int) -> Interview:
    """The team agrees on a point for the statement in hand; stays. Raises ValueError off the scale."""
    if value not in interview.instrument.scale.values:
        raise ValueError(value)
    at = interview.current
    if at is not None and interview.record.answer(at).agreed not in (None, value):
        # The reason that was given was about the answer before.
        interview = _answered(interview, changed_because=None)
    return _settled(interview, agreed=value, not_relevant_because=None)


def set_aside(interview: Interview, because: str) -> Interview:
    """The statement in hand does not apply to this team, for that reason; stays. Raises ValueError without one."""
    if not one_line(because):
        raise ValueError(because)
    return _settled(interview, agreed=None, not_relevant_because=because)


def note(interview: Interview, comment: str | None) -> Interview:
    """Write a comment to the statement in hand (None takes it away), and stay."""
    return replace(_answered(interview, comment=comment), question=None)


def count_votes(interview: Interview, counts: Sequence[int], *, missing: int = 0, not_relevant: int = 0) -> Interview:
    """What each person answered, from the scale's lowest point to its highest, and how many chose none; stays."""
    tally = Tally(counts=tuple(counts), missing=missing, not_relevant=not_relevant)
    record = interview.record
    beside_an_import = record.votes_are == "open" and any(source.kind == "import" for source in record.sources)
    return _answered(interview, votes=Votes(all=tally, given="open" if beside_an_import else None))


def take_votes_away(interview: Interview, ids: Iterable[str]) -> Interview:
    """These statements have no votes any more; stays."""
    record = interview.record
    for id in ids:
        record = record.with_answer(id, record.answer(id).model_copy(update={"votes": None}))
    return replace(interview, record=record, question=None)


def explain(interview: Interview, because: str | None) -> Interview:
    """Why the statement in hand moved since last time (None: nobody said); stays."""
    before = interview.record.answer(interview.current or "").changed_because
    return replace(_answered(interview, changed_because=because or before), question=None)


def middle_answer(interview: Interview) -> int | None:
    """The answer that can be taken as it is: the middle one, where the votes on the statement in hand lie close.

    None where they do not, where there are none, and where the middle lies between two points.
    """
    votes = interview.votes(interview.current or "")
    if votes is None or closeness(votes.consensus, interview.instrument.thresholds) != "close":
        return None
    return next((value for value in interview.instrument.scale.values if isclose(value, votes.median)), None)


# The record as a whole


def with_record(interview: Interview, **fields: object) -> Interview:
    """The same meeting with other fields of its record, such as how many take part."""
    return replace(interview, record=interview.record.model_copy(update=fields))


def with_way_of_voting(interview: Interview, how: Literal["open", "secret"]) -> Interview:
    """Whether the votes were given by a show of hands; asked once."""
    return replace(with_record(interview, votes_are=how), question=None)


def with_action(interview: Interview, action: Action) -> Interview:
    """A new action, or what is known of it by now; stays."""
    others = [known for known in interview.record.actions if known.id != action.id]
    at = next((n for n, known in enumerate(interview.record.actions) if known.id == action.id), len(others))
    return with_record(interview, actions=(*others[:at], action, *others[at:]))


def without_action(interview: Interview, id: str) -> Interview:
    """The same meeting without an action; stays."""
    return with_record(interview, actions=tuple(action for action in interview.record.actions if action.id != id))


def with_first(interview: Interview, first: Iterable[str]) -> Interview:
    """The same meeting with these statements first. One that nothing was said in yet begins with them."""
    ordered = replace(interview, first=tuple(first))
    untouched = not interview.skipped and len(interview.gaps) == len(interview.steps)
    return replace(ordered, current=_next_open(ordered, None)) if untouched else ordered


def with_parts(interview: Interview, parts: Iterable[str]) -> Interview:
    """The same meeting about these parts of the questionnaire, at the first statement without an answer."""
    chosen = replace(interview, record=choose(interview.record, interview.instrument, parts))
    return replace(chosen, current=_next_open(chosen, None))


# From place to place


def asking(interview: Interview, question: str | None) -> Interview:
    """Open a question about what is in hand, or close it (None)."""
    return replace(interview, question=question)


def may_go_on(interview: Interview) -> bool:
    """Whether people have dealt with the statement in hand: it has an answer, or was passed over."""
    at = interview.current
    return at is not None and (interview.record.answer(at).settled or at in interview.skipped)


def move_on(interview: Interview) -> Interview:
    """To the next statement that nobody has dealt with, then to those before it; at last to the summary."""
    return replace(interview, current=_next_open(interview, interview.current), question=None)


def pass_by(interview: Interview) -> Interview:
    """Pass over the statement in hand. One that has an answer is not passed over: the meeting just goes on."""
    if interview.current is None:
        return interview
    if interview.record.answer(interview.current).settled:
        return move_on(interview)
    skipped = tuple(dict.fromkeys((*interview.skipped, interview.current)))
    passed = replace(interview, skipped=skipped, question=None)
    return replace(passed, current=_next_open(passed, interview.current))


def step_back(interview: Interview) -> Interview:
    """To the statement before; from the summary to the last one. The first one has none before it."""
    return replace(interview, current=interview.steps[max(0, interview.position - 2)], question=None)


def move_to(interview: Interview, step: str | None) -> Interview:
    """To any statement, or to the summary (None). Raises ValueError for an unknown one."""
    if step is not None and step not in interview.steps:
        raise ValueError(step)
    return replace(interview, current=step, question=None)


def _settled(interview: Interview, *, agreed: int | None, not_relevant_because: str | None) -> Interview:
    if interview.current is None:
        return interview
    settled = _answered(interview, agreed=agreed, not_relevant_because=not_relevant_because)
    skipped = tuple(id for id in interview.skipped if id != interview.current)
    return replace(settled, skipped=skipped, question=None)


def _answered(interview: Interview, **changes: object) -> Interview:
    at = interview.current
    if at is None:
        return interview
    changed = Answer.model_validate({**dict(interview.record.answer(at)), **changes})
    return replace(interview, record=interview.record.with_answer(at, changed))


def _next_open(interview: Interview, after: str | None) -> str | None:
    """The next statement that is neither settled nor skipped, then from the start again; None: all are."""
    steps = interview.steps
    start = steps.index(after) + 1 if after else 0
    for id in steps[start:] + steps[:start]:
        if not interview.record.answer(id).settled and id not in interview.skipped:
            return id
    return None
