"""Quarters beside each other: what may be compared, what moved, where the line is broken (rules 5, 7–9), and more than
chance (rule 11); and one quarter against the course that leads up to it.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, takewhile
from math import comb, log2
from statistics import median
from typing import Literal, NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument, Measure, Reading, Row, RowKey
from hf_fidelity.domain.record import (
    Action,
    Assessment,
    Policy,
    newest_copies,
    no_longer_asked,
    parts_changed,
    parts_of,
    readings,
    shown,
)
from hf_fidelity.domain.scores.figures import FiveNumbers, VoteFigures, figures, five_numbers
from hf_fidelity.domain.scores.scoring import HAVE_A_STATE, Basis, NoAnswer, Rating, Score, Scores, State, score, state
from hf_fidelity.ground import N_, Finding, Quarter, Texts, fold, through

# Two quarters side by side: what may be compared, by how much it moved, and what that means (rules 8 and 9).


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


# The numbers that have a limit, quarter by quarter and team by team: beside the scores, never in them.


class MeasureCourse(NamedTuple):
    """The course of a measure; one entry a quarter of the trend, None for one in which the team was not asked."""

    measure: Measure
    readings: tuple[Reading | None, ...]

    @property
    def newest(self) -> Reading | None:
        """The last quarter's."""
        return self.readings[-1]


def measure_courses(records: Sequence[Assessment | None], instrument: Instrument) -> Iterator[MeasureCourse]:
    """A course for each measure that was asked for in one of these quarters; None: no meeting."""
    found = [{r.measure.id: r for r in readings(record, instrument)} if record else {} for record in records]
    for measure in instrument.told_measures:
        course = tuple(quarter.get(measure.id) for quarter in found)
        if any(course):
            yield MeasureCourse(measure, course)


class MeasureSpread(NamedTuple):
    """A measure over all teams of a quarter that have a value which may be shown."""

    measure: Measure
    values: tuple[float, ...]
    """One a team, sorted, unnamed."""

    @property
    def kept(self) -> int:
        """How many teams keep the limit."""
        return sum(self.measure.kept(value) is True for value in self.values)

    @property
    def five(self) -> FiveNumbers | None:
        """Where the values lie; None where there are none."""
        return five_numbers(self.values)


def measure_spreads(teams: Sequence[Sequence[float | None]], instrument: Instrument) -> Iterator[MeasureSpread]:
    """A spread for each number that is told; ``teams`` hold a value for each, in the questionnaire's order."""
    for at, measure in enumerate(instrument.told_measures):
        found = sorted(value for team in teams if (value := team[at]) is not None)
        yield MeasureSpread(measure, tuple(found))


# Is there more in a long course than chance? The run chart with its median (rule 11).
#
# Rules and limits by Anhøj & Olesen 2014 (PLoS ONE 9(11): e113825): with as many *useful* points (those not on the
# median) since the last break as the rules need, a run on one side of the median that is too long, or too few
# crossings of it, says that the course has shifted. Before that there are only the dots: "three in a row" is no rule,
# since a given direction happens by chance one time in six.


USEFUL_AT_LEAST = 10
"""So many points off the median it takes before the rules can say anything."""


class RunChart(NamedTuple):
    """The scores of a row since its last break."""

    quarters: tuple[Quarter, ...]
    values: tuple[float, ...]
    """On the scale, e.g. 1–5; one a measured quarter."""
    median: float
    useful: int
    longest_run: int
    """Points in a row on one side of the median; those on it are passed over."""
    longest_run_limit: int
    crossings: int
    """How often the course passes the median."""
    crossings_limit: int

    @property
    def shifted(self) -> bool:
        """Whether the course shows more than chance would: a longer run, or fewer crossings, than the limits."""
        return self.longest_run > self.longest_run_limit or self.crossings < self.crossings_limit


def run_chart(row: Row, course: Sequence[Measured], pairs: Pairs) -> RunChart | None:
    """The run chart of a row; None where there are too few useful points since its last break, or only votes."""
    if len(course) < USEFUL_AT_LEAST:
        return None
    breaks = broken_at(row, course, pairs)
    scores = [(m, m.scores.rows[row.key].value) for m in course if not breaks or m.quarter >= breaks[-1]]
    since = [(m, value) for m, value in scores if value is not None]
    middle = median(value for _m, value in since) if since else 0.0
    sides = [value > middle for _m, value in since if abs(value - middle) > TOLERANCE]
    if len(sides) < USEFUL_AT_LEAST or since[-1][0].scores.basis != "agreed":
        return None
    runs = [len(list(run)) for _side, run in groupby(sides)]
    return RunChart(
        tuple(m.quarter for m, _value in since),
        tuple(value for _m, value in since),
        middle,
        len(sides),
        max(runs),
        longest_run_limit(len(sides)),
        len(runs) - 1,
        crossings_limit(len(sides)),
    )


def longest_run_limit(useful: int) -> int:
    """The longest run that chance still explains: ``round(log2 n + 3)``."""
    return round(log2(useful) + 3)


def crossings_limit(useful: int) -> int:
    """The fewest crossings that chance still explains: the 5 % point of a binomial of n − 1 tries at one half."""
    tries, fewest, likely = useful - 1, 0, 1
    while likely * 20 < 2**tries:  # whole numbers: no float decides a limit
        fewest += 1
        likely += comb(tries, fewest)
    return fewest


Against = Literal["previous", "first", "year-ago"]


class TrendRow(NamedTuple):
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


class Moved(NamedTuple):
    """How many statements went up, stayed and went down in the newest pair, on agreed answers."""

    up: int
    same: int
    down: int


class Break(NamedTuple):
    """A quarter that cannot be compared with the one measured before it, and why."""

    at: Quarter
    since: Quarter
    """The measured quarter before it."""
    row: Row
    """What cannot be compared: a total, or a theme that is in none."""
    why: Finding


class Trend(NamedTuple):
    """One team's quarters side by side. Newest last; gaps stand as None."""

    instrument: Instrument
    """As its statements counted in the newest quarter."""
    policy: Policy
    quarters: tuple[Quarter, ...]
    measured: tuple[Measured | None, ...]
    rows: tuple[TrendRow, ...]
    """Those of which anything was asked in a quarter shown."""
    measures: tuple[MeasureCourse, ...]
    newest_steps: dict[str, int]
    """Statement → steps between the two newest measured quarters, where both have an agreed answer to compare."""
    breaks: tuple[Break, ...]
    actions: tuple[Action, ...]
    """Each action agreed on up to the newest quarter, as it stands now: what was decided since is known."""
    findings: tuple[Finding, ...]
    citizens: tuple["Trend", ...] = ()
    """The course of each questionnaire whose answers, citizens' own, stand beside this one's. Never added up."""
    peers: tuple["PeerView", ...] = ()
    """How other teams read the evidence of these quarters, by quarter. Never averaged with the team's own view."""

    @property
    def course(self) -> tuple[Measured, ...]:
        """The quarters that have a record."""
        return tuple(m for m in self.measured if m is not None)

    @property
    def newest(self) -> Measured:
        """The newest quarter that has a record."""
        return next(filter(None, reversed(self.measured)))

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
    later: Sequence[Assessment] = (),
) -> Trend:
    """The course of one team's records of one questionnaire (at least one, one a quarter, in any order).

    ``first`` is the first quarter to show. What was before it still counts for what is said of those after it.
    ``later`` are records after the last one shown: of them only what became of the actions counts.
    """
    seen = [_seen(record, instrument, policy) for record in sorted(records, key=lambda record: record.quarter)]
    return _of_seen(seen, [shown(record, policy)[0] for record in later], instrument, policy, against, first)


def _seen(record: Assessment, instrument: Instrument, policy: Policy) -> tuple[Assessment, tuple[Finding, ...]]:
    """The record as the audience may see it, and a finding for each thing that is not shown of it."""
    seen, hidden = shown(record, policy)
    gone = tuple(no_longer_asked(seen, instrument))
    return seen, (*hidden, *gone) if gone else hidden


def _of_seen(
    seen: Sequence[tuple[Assessment, tuple[Finding, ...]]],
    later: Sequence[Assessment],
    instrument: Instrument,
    policy: Policy,
    against: Against,
    first: Quarter | None,
) -> Trend:
    """The course of what may be seen of the records, and what was hidden of each; nothing hidden gets this far."""
    course = [Measured(record, score(record, instrument)) for record, _ in seen]
    pairs = Pairs(course, instrument)
    kept = [m for m in course if first is None or m.quarter >= first]
    quarters = tuple(through(kept[0].quarter, kept[-1].quarter))
    by_quarter = {m.quarter: m for m in kept}
    asked = {id for m in kept for id in m.scores.ratings}
    rows = (row for row in instrument.rows() if row.id == "total" or not asked.isdisjoint(row.members))
    measured = tuple(by_quarter.get(quarter) for quarter in quarters)
    return Trend(
        course[-1].record.instrument.of_its_day(instrument),
        policy,
        quarters,
        measured,
        tuple(_row(row, quarters, measured, kept, pairs, against) for row in rows),
        tuple(measure_courses([m.record if m else None for m in measured], instrument)),
        _newest_steps(kept, pairs),
        tuple(_breaks(kept, pairs)),
        _actions([record for record, _ in seen], later),
        (
            *(f for record, findings in seen for f in findings if record.quarter >= quarters[0]),
            *_remarks(kept, instrument),
        ),
    )


def _actions(records: Sequence[Assessment], later: Sequence[Assessment]) -> tuple[Action, ...]:
    known = {action.id for record in records for action in record.actions}
    return tuple(copy.action for copy in newest_copies([*records, *later]) if copy.action.id in known)


def _row(
    row: Row,
    quarters: Sequence[Quarter],
    measured: Sequence[Measured | None],
    kept: Sequence[Measured],
    pairs: Pairs,
    against: Against,
) -> TrendRow:
    key = row.key
    scores = tuple([m.scores.rows[key] if m else None for m in measured])
    if against == "previous":
        changes = verdicts(row, pairs)
    else:
        changes = [pairs.between(before, after).changes[key] for before, after in _pairs(pairs.course, against)]
    told = tuple([change for change in changes if change.start >= quarters[0]])
    runs = run_chart(row, kept, pairs) if row.level in JUDGED else None
    state = _state(row, pairs.course, pairs.instrument)
    return TrendRow(row, scores, told, state, broken_at(row, kept, pairs), runs)


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


def _newest_steps(course: Sequence[Measured], pairs: Pairs) -> dict[str, int]:
    if len(course) < 2:
        return {}
    changes = pairs.between(*course[-2:]).changes.items()
    return {id: change.steps for (level, id), change in changes if level == "statement" and change.steps is not None}


def _breaks(course: Sequence[Measured], pairs: Pairs) -> Iterator[Break]:
    for before, after in itertools.pairwise(course):
        for row in pairs.instrument.wholes:
            if any(_is_asked(row, measured) for measured in (before, after)):
                yield from _break(row, before, after, pairs)


def _is_asked(row: Row, measured: Measured) -> bool:
    return row.id == "total" or not measured.scores.ratings.keys().isdisjoint(row.members)


def _break(row: Row, before: Measured, after: Measured, pairs: Pairs) -> Iterator[Break]:
    """That a row cannot be compared between two quarters, and why; nothing where it can."""
    if other_words := reworded(before.record, after.record, row.members):
        why = Finding("reworded", N_("the wording of {statements} has changed"), {"statements": other_words})
    elif before.scores.basis != after.scores.basis:
        why = Finding("another-basis", N_("agreed answers cannot be compared with votes"))
    elif not all(_is_asked(row, measured) for measured in (before, after)):
        return  # another choice of parts is told elsewhere
    elif pairs.between(before, after).changes[row.key].verdict == "not-comparable":
        why = Finding("few-in-common", N_("fewer than half of the statements are answered in both quarters"))
    else:
        return
    yield Break(after.quarter, before.quarter, row, why)


def _split(before: Assessment, after: Assessment, instrument: Instrument) -> Iterator[Finding]:
    """The statements that asked about two things at once before, and have been split since."""
    had, has = before.instrument.statements, after.instrument.statements
    for statement in instrument.statements:
        was = statement.split_from
        if was is not None and was in had and statement.id in has and statement.id not in had:
            message = N_("{quarter}: {was} asked about two things at once until {before}. One of them is now {now}.")
            told = {"quarter": after.quarter, "was": was, "now": statement.id, "before": before.quarter}
            yield Finding("split", message, told)


def _turned(before: Assessment, after: Assessment, instrument: Instrument) -> Iterator[Finding]:
    """The statements that count the other way round than they did."""
    was, now = (record.instrument.of_its_day(instrument) for record in (before, after))
    if was is now:
        return
    if turned := [id for id in instrument.order if (id in was.reversed) != (id in now.reversed)]:
        message = N_("{quarter}: counted the other way round than in {before}, and not compared with it: {statements}.")
        told = {"quarter": after.quarter, "statements": turned, "before": before.quarter}
        yield Finding("turned", message, told)


def _names(measured: Measured, instrument: Instrument) -> list[Texts] | Finding:
    """What the parts are called that a team answered in a quarter."""
    parts = parts_of(measured.record, instrument)
    names: list[Texts] = [part.name for part in instrument.parts if part.id in parts]
    return names or Finding("no-part", N_("no optional part"))


def _not_relevant_run(course: Sequence[Measured], id: str) -> list[Measured]:
    """The newest quarters in a row in which a statement was not relevant, the newest first."""
    return list(takewhile(lambda m: m.scores.ratings.get(id) is NoAnswer.NOT_RELEVANT, reversed(course)))


def _remarks(course: Sequence[Measured], instrument: Instrument) -> Iterator[Finding]:
    """What is mentioned without being a break: another "we", participants or parts, not relevant twice or more."""
    for before, after in itertools.pairwise(course):
        if parts_changed(before.record, after.record, instrument):
            yield Finding(
                "parts-changed",
                N_("{quarter}: answered for {now}, the time before for {was}. Totals rest on what both have."),
                {"quarter": after.quarter, "now": _names(after, instrument), "was": _names(before, instrument)},
            )
        yield from _split(before.record, after.record, instrument)
        yield from _turned(before.record, after.record, instrument)
        yield from _another_we(before.record, after.record)
        yield from _another_which(before.record, after.record, instrument)
        was, now = before.record.participants, after.record.participants
        if _met(before, after) and was is not None and now is not None and was != now:
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


def _met(*measured: Measured) -> bool:
    """Whether each of them was a meeting: those who answered a survey took part in none."""
    return all(m.record.status == "final" for m in measured)


def _another_we(before: Assessment, after: Assessment) -> Iterator[Finding]:
    """That "we" were others the time before, where both times people said who they were."""
    if before.we and after.we and fold(before.we) != fold(after.we):
        told = {"quarter": after.quarter, "now": after.we, "was": before.we}
        yield Finding("another-we", N_("{quarter}: “we” were {now}; the time before: {was}."), told)


def _another_which(before: Assessment, after: Assessment, instrument: Instrument) -> Iterator[Finding]:
    """That a theme was about another partnership, project or place the time before."""
    for theme in instrument.themes:
        now, was = after.which.get(theme.id), before.which.get(theme.id)
        if now and was and fold(now) != fold(was):
            told = {"quarter": after.quarter, "theme": theme.name, "now": now, "was": was}
            yield Finding("another-which", N_("{quarter}: {theme} was about {now}; the time before: {was}."), told)


# One quarter of one team, as an audience may see it, against the course that leads up to it.


class Snapshot(NamedTuple):
    """What a report of one quarter is made from."""

    trend: Trend
    """The course up to the quarter, which is its newest."""
    findings: tuple[Finding, ...]
    """What is hidden in the quarter or asked no longer, and why."""

    @property
    def instrument(self) -> Instrument:
        """The questionnaire."""
        return self.trend.instrument

    @property
    def policy(self) -> Policy:
        """Who it is for."""
        return self.trend.policy

    @property
    def measured(self) -> Measured:
        """The quarter and its scores."""
        return self.trend.newest

    @property
    def record(self) -> Assessment:
        """The record as the audience may see it."""
        return self.measured.record

    @property
    def states(self) -> dict[RowKey, State | None]:
        """(level, id) → how a theme or principle stands (rule 4)."""
        return {row.row.key: row.state for row in self.trend.rows}

    def beside(self, citizens: tuple[Trend, ...], peers: "tuple[PeerView, ...]" = ()) -> "Snapshot":
        """The same with the courses of citizens' answers, and other teams' readings of the quarter, beside it."""
        own = tuple(peer for peer in peers if peer.quarter == self.measured.quarter)
        return self._replace(trend=self.trend._replace(citizens=citizens, peers=own))

    def votes(self, statement: str) -> VoteFigures | None:
        """The figures of a statement's votes; None where there are none, or they are hidden."""
        votes = self.record.answer(statement).votes
        return figures(self.instrument.scale.values, votes.all.counts) if votes else None


def snapshot(records: Sequence[Assessment], quarter: Quarter, instrument: Instrument, policy: Policy) -> Snapshot:
    """The quarter among a team's records (which must be there), read beside those measured before it."""
    upto = [record for record in records if record.quarter <= quarter]
    own = next(record for record in upto if record.quarter == quarter)
    later = [record for record in records if record.quarter > quarter]
    return Snapshot(trend(upto, instrument, policy, later=later), _seen(own, instrument, policy)[1])


# What citizens answered beside what the team did, principle by principle. No figure is made of the two together.


def citizens_course(
    records: Sequence[Assessment],
    instrument: Instrument,
    policy: Policy,
    against: Against = "previous",
    first: Quarter | None = None,
) -> Trend | None:
    """The course of citizens' answers to a questionnaire of theirs; None where nobody has answered.

    What each of them answered is what counts, and never openly: no team can say that citizens' answers are no secret.
    """
    voted = [record for record in records if any(answer.votes for answer in record.answers.values())]
    if not any(first is None or record.quarter >= first for record in voted):
        return None
    votes = [record.model_copy(update={"status": "votes"}) for record in voted]
    return trend(votes, instrument, policy._replace(own=False), against, first)


class PeerView(NamedTuple):
    """How another team read a team's evidence of a quarter: its agreed answers, and nothing of its votes."""

    peer: str
    measured: Measured

    @property
    def quarter(self) -> Quarter:
        """The quarter that was read."""
        return self.measured.quarter


def peer_views(records: Sequence[Assessment], instrument: Instrument, policy: Policy) -> tuple[PeerView, ...]:
    """The readings as views; the public gets none: they are a matter between two teams."""
    if policy.audience == "public":
        return ()
    seen = [shown(record, policy._replace(own=False))[0] for record in records if record.status == "final"]
    return tuple(PeerView(record.peer or "", Measured(record, score(record, instrument))) for record in seen)


class Side(NamedTuple):
    """A principle in a quarter: the team's own score, and the mean of what citizens answered."""

    quarter: Quarter
    own: float | None
    mean: float | None
    """None where nobody answered, or too few did."""
    n: int | None
    """How many citizens the mean rests on at the least."""

    @property
    def gap(self) -> float | None:
        """How far the team's score lies above the citizens' mean; None where one of them is missing."""
        return None if self.own is None or self.mean is None else self.own - self.mean


class Beside(NamedTuple):
    """One principle of the team's questionnaire, and citizens' answers about the same."""

    row: TrendRow
    theirs: TrendRow
    sides: tuple[Side, ...]
    """One a quarter, from the first in which either was asked to the last."""

    @property
    def newest(self) -> Side | None:
        """The last quarter that has both; None where there is none."""
        return next((side for side in reversed(self.sides) if side.gap is not None), None)


def quarters_beside(own: Trend, citizens: Trend) -> tuple[Quarter, ...]:
    """The quarters of both."""
    every = (*own.quarters, *citizens.quarters)
    return tuple(through(min(every), max(every)))


def beside(own: Trend, citizens: Trend) -> tuple[Beside, ...]:
    """Each principle about which citizens were asked too, in the order of the team's questionnaire."""
    link = citizens.instrument.answers_to
    here = {there: principle for principle, there in link.principles.items()} if link else {}
    theirs = {row.row.id: row for row in citizens.rows if row.row.level == "principle"}
    quarters = quarters_beside(own, citizens)
    found = []
    for row in own.rows:
        other = theirs.get(here.get(row.row.id, "")) if row.row.level == "principle" else None
        if other:
            sides = tuple(_side(quarter, (own, row), (citizens, other)) for quarter in quarters)
            found.append(Beside(row, other, sides))
    return tuple(found)


def _side(quarter: Quarter, own: tuple[Trend, TrendRow], theirs: tuple[Trend, TrendRow]) -> Side:
    mean = _value_in(quarter, *theirs)
    n = _fewest(quarter, *theirs) if mean is not None else None
    return Side(quarter, _value_in(quarter, *own), mean, n)


def _value_in(quarter: Quarter, course: Trend, row: TrendRow) -> float | None:
    found = next((s for q, s in zip(course.quarters, row.scores, strict=True) if q == quarter), None)
    return found.value if found else None


def _fewest(quarter: Quarter, citizens: Trend, row: TrendRow) -> int | None:
    measured = next((m for m in citizens.course if m.quarter == quarter), None)
    answers = [measured.record.answer(id).votes for id in row.row.members] if measured else []
    return min((votes.all.answered for votes in answers if votes and votes.all.answered), default=None)
