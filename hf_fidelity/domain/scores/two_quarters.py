"""Quarters two by two: what may be compared, by how much it moved, and what that means (rules 8 and 9)."""

import itertools
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument, Row, RowKey
from hf_fidelity.domain.record import Assessment
from hf_fidelity.domain.scores.scoring import HAVE_A_STATE, NoAnswer, Rating, Scores, State, state
from hf_fidelity.ground import Quarter

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
    partial: bool = False


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
    partial: bool = False
    """Whether it rests on fewer statements than one of the two scores: then it is not the difference of the two."""


def reworded(before: Assessment, after: Assessment, members: Sequence[str]) -> tuple[str, ...]:
    """The statements among these whose wording is another in the later record."""
    old, new = before.instrument.statements, after.instrument.statements
    if old == new:
        return ()
    return tuple(id for id in members if id in old and id in new and old[id] != new[id])


class Pair:
    """Two measured quarters side by side. What all rows share is looked at once."""

    def __init__(self, before: Measured, after: Measured, instrument: Instrument) -> None:
        self.start, self.end = before.quarter, after.quarter
        self._instrument, self._old, self._new = instrument, before.scores, after.scores
        self._one_basis, self._agreed = self._old.basis == self._new.basis, self._new.basis == "agreed"
        self._reworded = frozenset(reworded(before.record, after.record, instrument.order))
        new = self._new.ratings.get
        self._common = {
            id: (was, now)
            for id, was in self._old.ratings.items()
            if isinstance(was, float) and isinstance(now := new(id), float)
        }
        """The old and the new rating of every statement that both quarters have answered."""

    @cached_property
    def _steps(self) -> Mapping[str, int]:
        """How many steps each statement went that both quarters have agreed on: rows share their statements."""
        steps = self._instrument.scale.steps
        return {id: steps(was, now) for id, (was, now) in self._common.items()}

    @cached_property
    def changes(self) -> dict[RowKey, Change]:
        """How each row of the questionnaire changed."""
        return {row.key: self.change(row) for row in self._instrument.rows()}

    def change(self, row: Row) -> Change:
        """How a row changed. ``sustained`` needs a third quarter: see :func:`verdicts`."""
        if row.level == "statement":  # most rows are
            return self._of_statement(row.id)
        shared = [id for id in row.members if id in self._common]
        common = [self._common[id] for id in shared]
        if not self._comparable(row, len(common)):
            none: Verdict | None = "not-comparable" if row.level in JUDGED else None
            return Change(self.start, self.end, None, None, None, none)
        was, now = zip(*common, strict=True)
        delta = (sum(now) - sum(was)) / len(common)
        net = sum(map(self._steps.__getitem__, shared)) if self._agreed else None
        verdict = _first_verdict(row, delta, net, self._instrument)
        partial = any(scores.rows[row.key].answered > len(common) for scores in (self._old, self._new))
        return Change(self.start, self.end, delta, None, net, verdict, partial=partial)

    def _of_statement(self, id: str) -> Change:
        """How a statement changed: what is answered both times in the same words can be compared."""
        if not self._one_basis or id in self._reworded or id not in self._common:
            return Change(self.start, self.end, None, None, None, None)
        was, now = self._common[id]
        steps = self._steps[id] if self._agreed else None
        return Change(self.start, self.end, now - was, steps, steps, None)

    def _comparable(self, row: Row, common: int) -> bool:
        """Whether both quarters have a score, so that something is relevant, and at least half of that in common."""
        if not self._one_basis or (self._reworded and not self._reworded.isdisjoint(row.members)):
            return False
        key = row.key
        if self._old.rows[key].value is None or self._new.rows[key].value is None:
            return False
        if common * 2 >= len(row.members):  # no more than these are relevant
            return True
        both = (self._old.ratings, self._new.ratings)
        relevant = [id for id in row.members if any(_relevant(rated, id) for rated in both)]
        return common * 2 >= len(relevant)


class Pairs:
    """One team's measured quarters two by two. Each pair is looked at once, for all rows and all questions."""

    def __init__(self, course: Sequence[Measured], instrument: Instrument) -> None:
        self.course, self.instrument = course, instrument
        self._known: dict[tuple[Quarter, Quarter], Pair] = {}
        self.steps = [self.between(before, after) for before, after in itertools.pairwise(course)]
        """Each quarter beside the one measured before it."""

    def between(self, before: Measured, after: Measured) -> Pair:
        """Two quarters of the course."""
        quarters = before.quarter, after.quarter
        if (pair := self._known.get(quarters)) is None:
            pair = self._known[quarters] = Pair(before, after, self.instrument)
        return pair


def _relevant(rated: Mapping[str, Rating], id: str) -> bool:
    return rated.get(id, NoAnswer.NOT_RELEVANT) is not NoAnswer.NOT_RELEVANT


def _first_verdict(row: Row, delta: float, net_steps: int | None, instrument: Instrument) -> Verdict | None:
    if net_steps is None or row.level not in JUDGED:  # votes against votes: the change is shown, no verdict
        return None
    return "possible" if beyond_limit(row, delta, net_steps, instrument) else "no-clear-change"


def beyond_limit(row: Row, delta: float, net_steps: int, instrument: Instrument) -> bool:
    """Whether a total or a theme moved beyond its limit.

    Total: |Δ| over the limit; two ways of scoring the same teams stayed within 0.25 in 15 of 16 cases (McGrew et
    al., PMC4058097; an ACT scale, not validated for Bilag 1). Theme: one statement moving one step already moves
    a theme of four by 0.25, so it also takes two net steps.
    """
    limits = instrument.thresholds
    far = abs(delta) > limits.total_change + TOLERANCE
    return far and (row.level == "total" or abs(net_steps) >= limits.theme_steps)


def verdicts(row: Row, pairs: Pairs) -> list[Change]:
    """The changes of a row from each measured quarter to the next, with *sustained* where three agree.

    Of three consecutive measured quarters the middle and the last both lie beyond the limit from the first, in
    the same direction: the word stands at the pair middle → last.
    """
    key = row.key
    changes = [pair.changes[key] for pair in pairs.steps]
    if row.level not in JUDGED:
        return changes
    for i in range(1, len(changes)):
        if changes[i].verdict != "not-comparable" and _far(row, changes[i - 1], pairs.instrument):
            across = pairs.between(pairs.course[i - 1], pairs.course[i + 1]).change(row)
            whole = across.delta or 0.0
            if _far(row, across, pairs.instrument) and (changes[i - 1].delta or 0) * whole > 0:
                changes[i] = changes[i]._replace(verdict="sustained", held=Held(across.start, whole, across.partial))
    return changes


def broken_at(row: Row, course: Sequence[Measured], pairs: Pairs) -> tuple[Quarter, ...]:
    """The quarters whose score of a row cannot be compared with the last score before it: there a line is broken.

    ``course`` are those shown of the ``pairs``.
    """
    key = row.key
    scored = [m for m in course if m.scores.rows[key].value is not None]
    if len(scored) == len(pairs.course):
        return tuple(pair.end for pair in pairs.steps if pair.changes[key].delta is None)
    across = itertools.starmap(pairs.between, itertools.pairwise(scored))
    return tuple(pair.end for pair in across if pair.change(row).delta is None)


def _far(row: Row, change: Change, instrument: Instrument) -> bool:
    """Whether a change of agreed answers lies beyond the row's limit."""
    if change.delta is None or change.net_steps is None:
        return False
    return beyond_limit(row, change.delta, change.net_steps, instrument)


def standing(row: Row, now: Measured, before: Measured | None, instrument: Instrument) -> State | None:
    """How a row stands in a quarter, given the previous measured one (rule 4)."""
    if now.scores.basis != "agreed" or row.level not in HAVE_A_STATE:
        return None
    known: Mapping[str, Rating] = {}
    if before is not None and before.scores.basis == "agreed":
        words = (measured.record.instrument.statements for measured in (before, now))
        known = in_same_words(before.scores.ratings, *words)
    found = state(row, instrument, now.scores.ratings, known)
    too_few = now.scores.rows[row.key].value is None
    return None if too_few and found == "mixed" else found


def in_same_words(
    ratings: Mapping[str, Rating], old: Mapping[str, str], new: Mapping[str, str]
) -> Mapping[str, Rating]:
    """Those of an earlier quarter's ratings whose statements, hashed, have not been reworded since."""
    if old == new:
        return ratings
    return {id: rating for id, rating in ratings.items() if id not in new or old.get(id) == new[id]}
