"""The course of one team's quarters: what moved, where the line is broken (rules 5, 7–9); and one quarter against the
course that leads up to it.
"""

import itertools
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument, Row, RowKey
from hf_fidelity.domain.record import (
    Action,
    Assessment,
    Policy,
    newest_copies,
    no_longer_asked,
    parts_changed,
    parts_of,
    shown,
)
from hf_fidelity.domain.scores.figures import VoteFigures, figures
from hf_fidelity.domain.scores.measures import MeasureCourse, measure_courses
from hf_fidelity.domain.scores.run_chart import RunChart, run_chart
from hf_fidelity.domain.scores.scoring import Basis, NoAnswer, Score, State, score
from hf_fidelity.domain.scores.two_quarters import (
    JUDGED,
    Change,
    Measured,
    Pairs,
    broken_at,
    reworded,
    standing,
    verdicts,
)
from hf_fidelity.ground import N_, Finding, Quarter, Texts, fold, through

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


class PeerView(NamedTuple):
    """How another team read a team's evidence of a quarter: its agreed answers, and nothing of its votes."""

    peer: str
    measured: Measured

    @property
    def quarter(self) -> Quarter:
        """The quarter that was read."""
        return self.measured.quarter


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
    peers: tuple[PeerView, ...] = ()
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

    def beside(self, citizens: tuple[Trend, ...], peers: tuple[PeerView, ...] = ()) -> "Snapshot":
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
