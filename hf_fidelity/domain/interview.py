"""The meeting as a state machine: which statement is in hand, what an answer does, what is left. No terminal in it.

Every step gives a new interview; an answer only ever changes for the statement in hand. The state is exactly what
a draft file holds, so that a meeting can stop after any step and go on from there.

Statements are the first kind of step. Others (citizens, votes, actions) take their place in :attr:`Interview.steps`.
"""

from dataclasses import dataclass, replace
from typing import Self

from hf_fidelity.domain.assessment import Answer, Assessment, Draft
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.text import one_line


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

    @classmethod
    def begin(cls, instrument: Instrument, record: Assessment, base_revision: int) -> Self:
        """A new meeting: at the first statement without an answer."""
        begun = cls(instrument, record, None, (), base_revision)
        return replace(begun, current=begun._next_open(None))

    @classmethod
    def correct(cls, instrument: Instrument, record: Assessment, why: str) -> Self:
        """A correction of a settled record: at the summary, where answers are picked to be changed."""
        return cls(instrument, record, None, (), record.revision, why)

    @classmethod
    def resume(cls, instrument: Instrument, draft: Draft) -> Self:
        """Go on where a draft was left."""
        resumed = cls(instrument, draft.record, draft.current, draft.skipped, draft.base_revision, draft.why)
        return resumed if draft.current in (None, *resumed.steps) else replace(resumed, current=None)

    def draft(self) -> Draft:
        """The state as the draft file holds it."""
        return Draft(
            base_revision=self.base_revision,
            why=self.why,
            current=self.current,
            skipped=self.skipped,
            record=self.record,
        )

    @property
    def steps(self) -> tuple[str, ...]:
        """What the meeting goes through, in order: the statements that the record's questionnaire had."""
        return tuple(id for id in self.instrument.order if id in self.record.instrument.statements)

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
        return self._settle(agreed=value, not_relevant_because=None)

    def not_relevant(self, because: str) -> Self:
        """The statement in hand does not apply to this team, for that reason; goes on.

        Raises ValueError without a reason.
        """
        if not one_line(because):
            raise ValueError(because)
        return self._settle(agreed=None, not_relevant_because=because)

    def comment(self, text: str | None) -> Self:
        """Write a comment to the statement in hand (None takes it away), and stay."""
        return self._answered(comment=text)

    def skip(self) -> Self:
        """Pass over the statement in hand; an answer that it has stays."""
        if self.current is None:
            return self
        skipped = self.skipped if self.current in self.skipped else (*self.skipped, self.current)
        passed = replace(self, skipped=skipped)
        return replace(passed, current=passed._next_open(self.current))

    def back(self) -> Self:
        """To the statement before; from the summary to the last one. The first one has none before it."""
        return replace(self, current=self.steps[max(0, self.position - 2)])

    def go_to(self, step: str | None) -> Self:
        """To any statement, or to the summary (None). Raises ValueError for an unknown one."""
        if step is not None and step not in self.steps:
            raise ValueError(step)
        return replace(self, current=step)

    def _settle(self, *, agreed: int | None, not_relevant_because: str | None) -> Self:
        if self.current is None:
            return self
        settled = self._answered(agreed=agreed, not_relevant_because=not_relevant_because)
        unskipped = replace(settled, skipped=tuple(id for id in self.skipped if id != self.current))
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
