"""Two quarters side by side: what may be compared, by how much it moved, and what that means (rules 8 and 9)."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument, Row
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.scores.scoring import NoAnswer, Rating, Scores
from hf_fidelity.ground.dates import Quarter

Verdict = Literal["no-clear-change", "possible", "sustained", "not-comparable"]

JUDGED = ("total", "theme")
"""The levels whose changes get a verdict."""

TOLERANCE = 1e-9
"""Two sums of quarters that differ by less are the same: 0.25 is 0.25."""


class Measured(NamedTuple):
    """A quarter that has a record, and its scores."""

    record: Assessment
    scores: Scores

    @property
    def quarter(self) -> Quarter:
        """The record's quarter."""
        return self.record.quarter


class Held(NamedTuple):
    """A change that stands since the quarter before the one compared with: since when, and by how much."""

    since: Quarter
    delta: float


class Change(NamedTuple):
    """What moved in one row from one measured quarter to another."""

    start: Quarter
    end: Quarter
    delta: float | None
    """On the scale, over the statements that both quarters have; None where they cannot be compared."""
    steps: int | None
    """Points on the scale, for one statement with agreed answers in both quarters; otherwise None."""
    net_steps: int | None
    """The sum of the steps of all statements in common, on agreed answers; otherwise None."""
    verdict: Verdict | None
    """Only for the total and the themes."""
    held: Held | None = None
    """What a *sustained* change is: its last step alone may be none at all."""


def reworded(before: Assessment, after: Assessment, members: Sequence[str]) -> tuple[str, ...]:
    """The statements among these whose wording is another in the later record."""
    old, new = before.instrument.statements, after.instrument.statements
    if old == new:
        return ()
    return tuple(id for id in members if id in old and id in new and old[id] != new[id])


def compare(row: Row, before: Measured, after: Measured, instrument: Instrument) -> Change:
    """How a row changed between two quarters. ``sustained`` needs a third quarter: see :func:`verdicts`."""
    common = _common(row, before.scores, after.scores)
    if not _comparable(row, before, after, common):
        return Change(before.quarter, after.quarter, None, None, None, _only_verdict(row, "not-comparable"))
    was, now = zip(*common, strict=True)
    delta = (sum(now) - sum(was)) / len(common)
    net = sum(map(instrument.scale.steps, was, now)) if after.scores.basis == "agreed" else None
    steps = net if row.level == "statement" else None
    return Change(before.quarter, after.quarter, delta, steps, net, _first_verdict(row, delta, net, instrument))


def _common(row: Row, before: Scores, after: Scores) -> list[tuple[float, float]]:
    """The old and the new rating of every statement that both quarters have answered."""
    was, now = before.ratings.get, after.ratings.get
    members = row.members
    return [(old, new) for id in members if isinstance(old := was(id), float) and isinstance(new := now(id), float)]


def _comparable(row: Row, before: Measured, after: Measured, common: Sequence[tuple[float, float]]) -> bool:
    """Whether both quarters have a score, so that something is relevant, and at least half of that in common."""
    if before.scores.basis != after.scores.basis or reworded(before.record, after.record, row.members):
        return False
    if before.scores.rows[row.key].value is None or after.scores.rows[row.key].value is None:
        return False
    if len(common) * 2 >= len(row.members):  # no more than these are relevant
        return True
    ratings = (before.scores.ratings, after.scores.ratings)
    relevant = [id for id in row.members if any(_relevant(rated, id) for rated in ratings)]
    return len(common) * 2 >= len(relevant)


def _relevant(rated: Mapping[str, Rating], id: str) -> bool:
    return rated.get(id, NoAnswer.NOT_RELEVANT) is not NoAnswer.NOT_RELEVANT


def _only_verdict(row: Row, verdict: Verdict) -> Verdict | None:
    return verdict if row.level in JUDGED else None


def _first_verdict(row: Row, delta: float, net_steps: int | None, instrument: Instrument) -> Verdict | None:
    if net_steps is None:  # votes against votes: the change is shown, no verdict
        return None
    clear = beyond_limit(row, delta, net_steps, instrument)
    return _only_verdict(row, "possible" if clear else "no-clear-change")


def beyond_limit(row: Row, delta: float, net_steps: int, instrument: Instrument) -> bool:
    """Whether a total or a theme moved beyond its limit.

    Total: |Δ| over the limit; two ways of scoring the same teams stayed within 0.25 in 15 of 16 cases (McGrew et
    al., PMC4058097; an ACT scale, not validated for Bilag 1). Theme: one statement moving one step already moves
    a theme of four by 0.25, so it also takes two net steps.
    """
    limits = instrument.thresholds
    far = abs(delta) > limits.total_change + TOLERANCE
    return far and (row.level == "total" or abs(net_steps) >= limits.theme_steps)


def verdicts(row: Row, course: Sequence[Measured], instrument: Instrument) -> list[Change]:
    """The changes of a row from each measured quarter to the next, with *sustained* where three agree.

    Of three consecutive measured quarters the middle and the last both lie beyond the limit from the first, in
    the same direction: the word stands at the pair middle → last.
    """
    changes = [compare(row, a, b, instrument) for a, b in itertools.pairwise(course)]
    if row.level not in JUDGED:
        return changes
    for i in range(1, len(changes)):
        if changes[i].verdict != "not-comparable" and _far(row, changes[i - 1], instrument):
            across = compare(row, course[i - 1], course[i + 1], instrument)
            whole = across.delta or 0.0
            if _far(row, across, instrument) and (changes[i - 1].delta or 0) * whole > 0:
                changes[i] = changes[i]._replace(verdict="sustained", held=Held(across.start, whole))
    return changes


def broken_at(row: Row, course: Sequence[Measured]) -> tuple[Quarter, ...]:
    """The quarters whose score of a row cannot be compared with the last score before it: there a line is broken."""
    scored = [m for m in course if m.scores.rows[row.key].value is not None]
    pairs = itertools.pairwise(scored)
    return tuple(b.quarter for a, b in pairs if not _comparable(row, a, b, _common(row, a.scores, b.scores)))


def _far(row: Row, change: Change, instrument: Instrument) -> bool:
    """Whether a change of agreed answers lies beyond the row's limit."""
    if change.delta is None or change.net_steps is None:
        return False
    return beyond_limit(row, change.delta, change.net_steps, instrument)
