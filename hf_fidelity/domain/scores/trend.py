"""A team's course: quarters side by side, what moved, and where the line is broken (rules 5, 7–9)."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from hf_fidelity.domain.parts import parts_changed
from hf_fidelity.domain.questionnaire.instrument import Instrument, Row
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.privacy import Policy, shown
from hf_fidelity.domain.run_chart import RunChart, run_chart
from hf_fidelity.domain.scores.measures import MeasureCourse, measure_courses
from hf_fidelity.domain.scores.scoring import Basis, NoAnswer, Rating, Score, score
from hf_fidelity.domain.scores.two_quarters import JUDGED, Change, Measured, broken_at, compare, reworded, verdicts
from hf_fidelity.domain.standing import State, state
from hf_fidelity.ground.dates import Quarter, through
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_, Texts

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
    broken_at: tuple[Quarter, ...]
    """The quarters that cannot be compared with this row's last score before them (rule 9)."""
    run_chart: RunChart | None
    """Of the total and the themes, once the course is long enough (rule 11)."""


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
    since: Quarter
    """The measured quarter before it."""
    why: Finding


@dataclass(frozen=True)
class Trend:
    """One team's quarters side by side. Newest last; gaps stand as None."""

    instrument: Instrument
    policy: Policy
    quarters: tuple[Quarter, ...]
    measured: tuple[Measured | None, ...]
    rows: tuple[TrendRow, ...]
    """Those of which anything was asked in a quarter shown."""
    measures: tuple[MeasureCourse, ...]
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
    records: Sequence[Assessment],
    instrument: Instrument,
    policy: Policy,
    against: Against = "previous",
    first: Quarter | None = None,
) -> Trend:
    """The course of one team's records of one questionnaire (at least one, one a quarter, in any order).

    ``first`` is the first quarter to show. What was before it still counts for what is said of those after it.
    """
    seen = [shown(record, policy) for record in sorted(records, key=lambda record: record.quarter)]
    course = [Measured(record, score(record, instrument)) for record, _ in seen]
    kept = [m for m in course if first is None or m.quarter >= first]
    quarters = tuple(through(kept[0].quarter, kept[-1].quarter))
    by_quarter = {m.quarter: m for m in kept}
    asked = {id for m in kept for id in m.scores.ratings}
    rows = (row for row in instrument.rows() if row.level == "total" or not asked.isdisjoint(row.members))
    measured = tuple(by_quarter.get(quarter) for quarter in quarters)
    return Trend(
        instrument,
        policy,
        quarters,
        measured,
        tuple(_row(row, quarters, by_quarter, course, instrument, against) for row in rows),
        tuple(measure_courses([m.record if m else None for m in measured], instrument)),
        _newest_steps(kept, instrument),
        tuple(_breaks(kept, instrument)),
        (
            *(f for record, findings in seen for f in findings if record.quarter >= quarters[0]),
            *_remarks(kept, instrument),
        ),
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
    kept = tuple(change for change in changes if change.start >= quarters[0])
    shown_here = tuple(by_quarter.values())
    runs = run_chart(row, shown_here, instrument) if row.level in JUDGED else None
    state = _state(row, course, instrument)
    return TrendRow(row, scores, kept, state, broken_at(row, shown_here, instrument), runs)


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
    known: dict[str, Rating] = {}
    if before is not None and before.scores.basis == "agreed":
        other_words = reworded(before.record, now.record, row.members)
        known = {id: rating for id, rating in before.scores.ratings.items() if id not in other_words}
    found = state(row, instrument, now.scores.ratings, known)
    too_few = now.scores.rows[row.key].value is None
    return None if too_few and found == "mixed" else found


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
        yield Break(after.quarter, before.quarter, why)


def _names(measured: Measured, instrument: Instrument) -> list[Texts] | Finding:
    """What the parts are called that a team answered in a quarter."""
    names: list[Texts] = [part.name for part in instrument.parts if part.id in measured.record.parts]
    return names or Finding("no-part", N_("no optional part"))


def _not_relevant_run(course: Sequence[Measured], id: str) -> list[Measured]:
    """The newest quarters in a row in which a statement was not relevant, the newest first."""
    return list(takewhile(lambda m: m.scores.ratings.get(id) is NoAnswer.NOT_RELEVANT, reversed(course)))


def _remarks(course: Sequence[Measured], instrument: Instrument) -> Iterator[Finding]:
    """What is mentioned without being a break: other participants or parts, not relevant twice running or more."""
    for before, after in itertools.pairwise(course):
        if parts_changed(before.record, after.record, instrument):
            yield Finding(
                "parts-changed",
                N_("{quarter}: answered for {now}, the time before for {was}. Totals rest on what both have."),
                {"quarter": after.quarter, "now": _names(after, instrument), "was": _names(before, instrument)},
            )
        was, now = before.record.participants, after.record.participants
        if was is not None and now is not None and was != now:
            yield Finding(
                "participants-changed",
                N_("{quarter}: {now} took part, {was} the time before."),
                {"quarter": after.quarter, "now": now, "was": was},
            )
    since: dict[Quarter, list[str]] = {}
    for id in course[-1].scores.ratings:
        if len(run := _not_relevant_run(course, id)) > 1:
            since.setdefault(run[-1].quarter, []).append(id)
    for quarter, statements in since.items():
        yield Finding(
            "not-relevant-twice",
            N_("{statements}: not relevant since {quarter}. Is that still so?"),
            {"quarter": quarter, "statements": statements},
        )
