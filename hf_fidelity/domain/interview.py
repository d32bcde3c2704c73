"""The meeting as a state machine: which statement is in hand, what an answer does, what is left. No terminal in it.

Every step gives a new interview; an answer only ever changes for the statement in hand. The state is exactly what
a draft file holds, so that a meeting can stop after any step and go on from there.

A statement may have a question of its own open (``part``): a comment, a reason, an action. Votes come before the agreed
answer and stay beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, Draft, Tally, Votes, choose
from hf_fidelity.domain.scores.figures import VoteFigures, figures
from hf_fidelity.ground.text import one_line


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
    part: str | None = None
    """The question that is open about what is in hand: ``comment``, ``not-relevant``, ``why``, ``votes-are``,
    ``action``, ``owner:<action>``, ``due:<action>``."""
    by_spread: bool = False
    """Whether the statements whose votes lie farthest apart come first."""

    @classmethod
    def begin(cls, instrument: Instrument, record: Assessment, base_revision: int, *, by_spread: bool = False) -> Self:
        """A new meeting: at the first statement without an answer."""
        begun = cls(instrument, record, None, (), base_revision, by_spread=by_spread)
        return replace(begun, current=begun._next_open(None))

    @classmethod
    def correct(cls, instrument: Instrument, record: Assessment, why: str) -> Self:
        """A correction of a settled record: at the summary, where answers are picked to be changed."""
        return cls(instrument, record, None, (), record.revision, why)

    @classmethod
    def resume(cls, instrument: Instrument, draft: Draft, *, by_spread: bool = False) -> Self:
        """Go on where a draft was left, at the same question."""
        current, _, part = (draft.current or "").partition("/")
        resumed = cls(instrument, draft.record, current or None, draft.skipped, draft.base_revision, draft.why)
        if resumed.current not in (None, *resumed.steps):
            return replace(resumed, current=None)
        return replace(resumed, part=part or None, by_spread=by_spread)

    def draft(self) -> Draft:
        """The state as the draft file holds it."""
        return Draft(
            base_revision=self.base_revision,
            why=self.why,
            current=f"{self.current or ''}/{self.part}" if self.part else self.current,
            skipped=self.skipped,
            record=self.record,
        )

    @property
    def steps(self) -> tuple[str, ...]:
        """What the meeting goes through, in order: what its questionnaire had, of the parts that are chosen."""
        asked = self.instrument.asked(self.record.parts)
        form_order = tuple(id for id in asked if id in self.record.instrument.statements)
        return tuple(sorted(form_order, key=self._closeness)) if self.by_spread else form_order

    @property
    def scale(self) -> Scale:
        """The scale in the words of the statement in hand; the questionnaire's own at the summary."""
        return self.instrument.scale_of(self.current) if self.current else self.instrument.scale

    def votes(self, id: str) -> VoteFigures | None:
        """The figures of a statement's votes; None where there are none."""
        votes = self.record.answer(id).votes
        return figures(self.instrument.scale.values, votes.all.counts) if votes else None

    def _closeness(self, id: str) -> float:
        """The consensus of a statement's votes; those without any come last."""
        found = self.votes(id)
        return found.consensus if found else 2.0

    @property
    def position(self) -> int:
        """The number of the statement in hand, from 1. At the summary: one more than there are."""
        return self.steps.index(self.current) + 1 if self.current else len(self.steps) + 1

    @property
    def gaps(self) -> tuple[str, ...]:
        """The statements that nobody has taken a stand on."""
        return tuple(id for id in self.steps if not self.record.answer(id).settled)

    def agree(self, value: int) -> Self:
        """The team agrees on a point for the statement in hand, and goes on. Raises ValueError off the scale."""
        if value not in self.instrument.scale.values:
            raise ValueError(value)
        return self._reasoned(value)._settle(agreed=value, not_relevant_because=None)

    def not_relevant(self, because: str) -> Self:
        """The statement in hand does not apply to this team, for that reason; goes on.

        Raises ValueError without a reason.
        """
        if not one_line(because):
            raise ValueError(because)
        return self._settle(agreed=None, not_relevant_because=because)

    def comment(self, text: str | None) -> Self:
        """Write a comment to the statement in hand (None takes it away), and stay."""
        return replace(self._answered(comment=text), part=None)

    def vote(self, counts: Sequence[int] | None) -> Self:
        """What each person answered, from the scale's lowest point to its highest (None takes it away); stays."""
        votes = None if counts is None else Votes(all=Tally(counts=tuple(counts)))
        return self._answered(votes=votes)

    def votes_are(self, how: Literal["open", "secret"]) -> Self:
        """Whether the votes were given by a show of hands; asked once."""
        return replace(self, record=self.record.model_copy(update={"votes_are": how}), part=None)

    def changed_because(self, text: str | None) -> Self:
        """Why the statement in hand moved since last time (None: nobody said); goes on."""
        explained = self._answered(changed_because=text or self.record.answer(self.current or "").changed_because)
        return replace(explained, part=None, current=explained._next_open(self.current))

    def act(self, action: Action) -> Self:
        """A new action, or what is known of it by now; stays."""
        others = [known for known in self.record.actions if known.id != action.id]
        at = next((n for n, known in enumerate(self.record.actions) if known.id == action.id), len(others))
        actions = (*others[:at], action, *others[at:])
        return replace(self, record=self.record.model_copy(update={"actions": actions}))

    def with_record(self, **fields: object) -> Self:
        """The same meeting with other fields of its record, such as how many take part."""
        return replace(self, record=self.record.model_copy(update=fields))

    def with_parts(self, parts: Iterable[str]) -> Self:
        """The same meeting about these parts of the questionnaire, at the first statement without an answer."""
        chosen = replace(self, record=choose(self.record, self.instrument, parts))
        return replace(chosen, current=chosen._next_open(None))

    def ask(self, part: str | None) -> Self:
        """Open a question about what is in hand, or close it (None)."""
        return replace(self, part=part)

    def skip(self) -> Self:
        """Pass over the statement in hand; an answer that it has stays."""
        if self.current is None:
            return self
        skipped = self.skipped if self.current in self.skipped else (*self.skipped, self.current)
        passed = replace(self, skipped=skipped, part=None)
        return replace(passed, current=passed._next_open(self.current))

    def back(self) -> Self:
        """To the statement before; from the summary to the last one. The first one has none before it."""
        return replace(self, current=self.steps[max(0, self.position - 2)], part=None)

    def go_to(self, step: str | None) -> Self:
        """To any statement, or to the summary (None). Raises ValueError for an unknown one."""
        if step is not None and step not in self.steps:
            raise ValueError(step)
        return replace(self, current=step, part=None)

    def _reasoned(self, value: int) -> Self:
        """Another answer has no reason yet: the one that was given was about the answer before."""
        other = self.current is not None and self.record.answer(self.current).agreed not in (None, value)
        return self._answered(changed_because=None) if other else self

    def _settle(self, *, agreed: int | None, not_relevant_because: str | None) -> Self:
        if self.current is None:
            return self
        settled = self._answered(agreed=agreed, not_relevant_because=not_relevant_because)
        unskipped = replace(settled, skipped=tuple(id for id in self.skipped if id != self.current), part=None)
        return replace(unskipped, current=unskipped._next_open(self.current))

    def _answered(self, **changes: object) -> Self:
        if self.current is None:
            return self
        answer = self.record.answer(self.current)
        changed = Answer.model_validate({**dict(answer), **changes})
        return replace(self, record=self.record.with_answer(self.current, changed))

    def _next_open(self, after: str | None) -> str | None:
        """The next statement that is neither settled nor skipped, then from the start again; None: all are."""
        start = self.steps.index(after) + 1 if after else 0
        for id in self.steps[start:] + self.steps[:start]:
            if not self.record.answer(id).settled and id not in self.skipped:
                return id
        return None
