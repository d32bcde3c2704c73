"""A team's course: quarters side by side, what moved, and where the line is broken (rules 5, 7–9)."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.comparison import Change, Measured, compare, reworded, verdicts
from hf_fidelity.domain.findings import Finding
from hf_fidelity.domain.instrument import Instrument, Row
from hf_fidelity.domain.privacy import Policy, shown
from hf_fidelity.domain.quarter import Quarter, through
from hf_fidelity.domain.scoring import Basis, NoAnswer, Score, score
from hf_fidelity.domain.standing import State, state
from hf_fidelity.i18n import N_

Against = Literal["previous", "first", "year-ago"]


@dataclass(frozen=True)
class TrendRow:
    """The course of one row; one entry a quarter of the trend, None for a quarter without a record."""

    row: Row
    scores: tuple[Score | None, ...]
    changes: tuple[Change, ...]
    """One per compared pair, the newest last."""
    state: State | None
    """How a theme or principle stands in the newest quarter (rule 4)."""


@dataclass(frozen=True)
class Moved:
    """How many statements went up, stayed and went down in the newest pair, on agreed answers."""

    up: int
    same: int
    down: int


@dataclass(frozen=True)
class Break:
    """A quarter that cannot be compared with the one measured before it, and why."""

    at: Quarter
    why: Finding


@dataclass(frozen=True)
class Trend:
    """One team's quarters side by side. Newest last; gaps stand as None."""

    instrument: Instrument
    policy: Policy
    quarters: tuple[Quarter, ...]
    measured: tuple[Measured | None, ...]
    rows: tuple[TrendRow, ...]
    newest_steps: dict[str, int]
    """Statement → steps between the two newest measured quarters, where both have an agreed answer to compare."""
    breaks: tuple[Break, ...]
    findings: tuple[Finding, ...]

    @property
    def course(self) -> tuple[Measured, ...]:
        """The quarters that have a record."""
        return tuple(m for m in self.measured if m is not None)

    @property
    def newest(self) -> Measured:
        """The newest quarter that has a record."""
        return self.course[-1]

    @property
    def basis(self) -> tuple[Basis | None, ...]:
        """What each quarter is scored on."""
        return tuple(m.scores.basis if m else None for m in self.measured)

    @property
    def moved(self) -> Moved | None:
        """The newest pair's statements counted; None where there is nothing to compare."""
        steps = self.newest_steps.values()
        if not steps:
            return None
        return Moved(sum(s > 0 for s in steps), sum(s == 0 for s in steps), sum(s < 0 for s in steps))

    def row(self, level: str, id: str) -> TrendRow:
        """One row of the trend. Raises StopIteration."""
        return next(r for r in self.rows if r.row.key == (level, id))


def trend(
    records: Sequence[Assessment], instrument: Instrument, policy: Policy, against: Against = "previous"
) -> Trend:
    """The course of one team's records of one questionnaire (at least one, one a quarter, in any order)."""
    seen = [shown(record, policy) for record in sorted(records, key=lambda record: record.quarter)]
    course = [Measured(record, score(record, instrument)) for record, _ in seen]
    quarters = tuple(through(course[0].quarter, course[-1].quarter))
    by_quarter = {m.quarter: m for m in course}
    rows = tuple(_row(row, quarters, by_quarter, course, instrument, against) for row in instrument.rows())
    return Trend(
        instrument,
        policy,
        quarters,
        tuple(by_quarter.get(quarter) for quarter in quarters),
        rows,
        _newest_steps(course, instrument),
        tuple(_breaks(course, instrument)),
        (*(finding for _, findings in seen for finding in findings), *_remarks(course)),
    )


def _row(
    row: Row,
    quarters: Sequence[Quarter],
    by_quarter: dict[Quarter, Measured],
    course: Sequence[Measured],
    instrument: Instrument,
    against: Against,
) -> TrendRow:
    scores = tuple(m.scores.rows[row.key] if (m := by_quarter.get(quarter)) else None for quarter in quarters)
    if against == "previous":
        changes = verdicts(row, course, instrument)
    else:
        changes = [compare(row, before, after, instrument) for before, after in _pairs(course, against)]
    return TrendRow(row, scores, tuple(changes), _state(row, course, instrument))


def _pairs(course: Sequence[Measured], against: Against) -> Iterator[tuple[Measured, Measured]]:
    for i, after in enumerate(course):
        wanted = course[0].quarter if against == "first" else after.quarter.shift(-4)
        for before in course[:i]:
            if before.quarter == wanted:
                yield before, after


def _state(row: Row, course: Sequence[Measured], instrument: Instrument) -> State | None:
    return standing(row, course[-1], course[-2] if len(course) > 1 else None, instrument)


def standing(row: Row, now: Measured, before: Measured | None, instrument: Instrument) -> State | None:
    """How a row stands in a quarter, given the previous measured one (rule 4)."""
    if now.scores.basis != "agreed":
        return None
    if before is None or before.scores.basis != "agreed":
        return state(row, instrument, now.scores.ratings, {})
    other_words = reworded(before.record, now.record, row.members)
    known = {id: rating for id, rating in before.scores.ratings.items() if id not in other_words}
    return state(row, instrument, now.scores.ratings, known)


def _newest_steps(course: Sequence[Measured], instrument: Instrument) -> dict[str, int]:
    if len(course) < 2:
        return {}
    rows = [row for row in instrument.rows() if row.level == "statement"]
    changes = {row.id: compare(row, course[-2], course[-1], instrument) for row in rows}
    return {id: change.steps for id, change in changes.items() if change.steps is not None}


def _breaks(course: Sequence[Measured], instrument: Instrument) -> Iterator[Break]:
    total = next(instrument.rows())
    for before, after in itertools.pairwise(course):
        if other_words := reworded(before.record, after.record, total.members):
            why = Finding("reworded", N_("the wording of {statements} is another"), {"statements": other_words})
        elif before.scores.basis != after.scores.basis:
            why = Finding("another-basis", N_("agreed answers cannot be compared with votes"))
        elif compare(total, before, after, instrument).verdict == "not-comparable":
            why = Finding("few-in-common", N_("fewer than half of the statements are answered in both quarters"))
        else:
            continue
        yield Break(after.quarter, why)


def _remarks(course: Sequence[Measured]) -> Iterator[Finding]:
    """What is mentioned without being a break: other participants, not relevant twice running."""
    for before, after in itertools.pairwise(course):
        here = {"quarter": after.quarter}
        was, now = before.record.participants, after.record.participants
        if was is not None and now is not None and was != now:
            yield Finding(
                "participants-changed",
                N_("{quarter}: {now} took part, {was} the time before."),
                {**here, "now": now, "was": was},
            )
        ratings = (before.scores.ratings, after.scores.ratings)
        twice = [id for id in ratings[1] if all(r.get(id) is NoAnswer.NOT_RELEVANT for r in ratings)]
        if twice:
            yield Finding(
                "not-relevant-twice",
                N_("{quarter}: {statements} not relevant for the second time running. Is that so?"),
                {**here, "statements": twice},
            )
