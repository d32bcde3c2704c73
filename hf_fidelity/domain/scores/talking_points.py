"""What to talk about next (rule 12): what moved most, what stays low without an action, where votes lie apart."""

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import Any, NamedTuple, TypeVar

from hf_fidelity.domain.questionnaire.instrument import Row
from hf_fidelity.domain.record import Action, Votes
from hf_fidelity.domain.scores.figures import VoteFigures, closeness, figures, mean
from hf_fidelity.domain.scores.others import Side, beside
from hf_fidelity.domain.scores.trend import Trend
from hf_fidelity.domain.scores.two_quarters import TOLERANCE, Measured
from hf_fidelity.ground import Quarter

_Thing = TypeVar("_Thing")

ROLES_APART = 1
"""Points between the means of two roles from which they are said to see a statement differently. Ours; no source."""

CITIZENS_APART = 1
"""Points between a team and its citizens from which they are said to see it differently. Ours; no source."""

AT_MOST = 3
"""A list of three can be talked about; a list of sixteen cannot. What ties with the third is in the list too."""


class Mover(NamedTuple):
    """A statement that moved between the two newest quarters."""

    statement: str
    steps: int
    before: int
    after: int
    because: str | None
    """What the team wrote: why it changed, else its comment."""


class StuckLow(NamedTuple):
    """A statement at neutral or below for two measured quarters or more, with no open action about it."""

    statement: str
    value: int
    """The point that the newest answer counts as."""
    since: Quarter


class Lowest(NamedTuple):
    """A statement at neutral or below, with no open action about it, where there is no earlier answer to hold it to."""

    statement: str
    value: float
    """What its newest answer counts as: a point, or a mean of votes."""


class FollowUp(NamedTuple):
    """An action of the quarter before as it stands now, beside what became of its statement.

    ``steps`` None: not comparable.
    """

    action: Action
    steps: int | None


class LowConsensus(NamedTuple):
    """A statement whose votes lie apart."""

    statement: str
    figures: VoteFigures


class RolesApart(NamedTuple):
    """A statement that roles see differently: the roles with the lowest and the highest mean, and that mean."""

    statement: str
    low: tuple[tuple[str, ...], float]
    high: tuple[tuple[str, ...], float]


class SeenDifferently(NamedTuple):
    """A principle that citizens see differently from the team, in the newest quarter."""

    row: Row
    side: Side
    gap: float


class TalkingPoints(NamedTuple):
    """What comes out of the trend for the next talk. Each list is ordered, the most pressing first.

    A list has three entries at most, and those that tie with the third: none is left out by chance.
    """

    up: tuple[Mover, ...]
    down: tuple[Mover, ...]
    stuck: tuple[StuckLow, ...]
    follow_ups: tuple[FollowUp, ...]
    spread: tuple[LowConsensus, ...]
    roles: tuple[RolesApart, ...]
    citizens: tuple[SeenDifferently, ...] = ()
    lowest: tuple[Lowest, ...] = ()


def talking_points(trend: Trend) -> TalkingPoints:
    """The talking points of the newest quarter. They are the team's own: the public gets none."""
    if trend.policy.audience == "public":
        return TalkingPoints((), (), (), (), (), ())
    moved = list(_moved(trend))
    return TalkingPoints(
        first_ones([m for m in moved if m.steps > 0], lambda mover: -mover.steps),
        first_ones([m for m in moved if m.steps < 0], lambda mover: mover.steps),
        first_ones(_stuck(trend), lambda low: (low.value, low.since)),
        tuple(_follow_ups(trend)),
        first_ones(_spread(trend), lambda spread: round(spread.figures.consensus, _AS_TOLD)),
        first_ones(_roles(trend), lambda apart: round(apart.low[1] - apart.high[1], _AS_TOLD)),
        first_ones(_citizens(trend), lambda seen: -round(abs(seen.gap), _AS_TOLD)),
        first_ones(_lowest(trend), lambda low: round(low.value, _AS_TOLD)),
    )


_AS_TOLD = 2
"""Decimals: figures that are printed alike are told alike."""


def first_ones(things: Iterable[_Thing], by: Callable[[_Thing], Any], most: int = AT_MOST) -> tuple[_Thing, ...]:
    """The first of them in order, and all that tie with the last of these."""
    ordered = sorted(things, key=by)
    if len(ordered) <= most:
        return tuple(ordered)
    last = by(ordered[most - 1])
    return (*ordered[:most], *takewhile(lambda thing: by(thing) == last, ordered[most:]))


def _moved(trend: Trend) -> Iterator[Mover]:
    for id, steps in trend.newest_steps.items():
        before, after = (measured.record.answer(id) for measured in trend.course[-2:])
        if steps and before.agreed is not None and after.agreed is not None:
            yield Mover(id, steps, before.agreed, after.agreed, after.changed_because or after.comment)


def _low_without_action(trend: Trend) -> Iterator[Lowest]:
    acted_on = {action.about for action in trend.actions if action.state == "open"}
    for id, value in low_now(trend).items():
        if not {id, trend.instrument.statement(id).theme} & acted_on:
            yield Lowest(id, value)


def low_now(trend: Trend) -> dict[str, float]:
    """The statements that are at neutral or below in the newest quarter, with what their answers count as."""
    now, neutral = trend.newest.scores.ratings, trend.instrument.thresholds.neutral
    rated = {id: now.get(id) for id in trend.instrument.order}
    return {id: value for id, value in rated.items() if isinstance(value, float) and value <= neutral}


def _lowest(trend: Trend) -> Iterator[Lowest]:
    """What stands low in the first measurement of its kind: nothing can have moved yet, nor have stayed."""
    if all(m.scores.basis != trend.newest.scores.basis for m in trend.course[:-1]):
        yield from _low_without_action(trend)


def _stuck(trend: Trend) -> Iterator[StuckLow]:
    if trend.newest.scores.basis != "agreed":
        return
    neutral = trend.instrument.thresholds.neutral
    for id, value in _low_without_action(trend):
        settled = (m for m in _same_wording(trend, id) if m.scores.basis == "agreed")
        rated = [(m.quarter, m.scores.ratings.get(id)) for m in settled]
        low = list(takewhile(lambda pair: isinstance(pair[1], float) and pair[1] <= neutral, rated))
        if len(low) >= 2:
            yield StuckLow(id, int(value), low[-1][0])


def _same_wording(trend: Trend, id: str) -> Iterator[Measured]:
    """The measured quarters, newest first, back to where the statement's wording was another."""
    words = trend.newest.record.instrument.statements.get(id)
    return takewhile(lambda m: m.record.instrument.statements.get(id) == words, reversed(trend.course))


def _follow_ups(trend: Trend) -> Iterator[FollowUp]:
    if len(trend.course) < 2:
        return
    now, before = {action.id: action for action in trend.actions}, trend.course[-2]
    for action in before.record.actions:
        if action.state == "open" or action.opened_in == before.quarter:  # one agreed on then, and decided since
            yield FollowUp(now[action.id], trend.newest_steps.get(action.about or ""))


def _votes(trend: Trend) -> Iterator[tuple[str, Votes]]:
    """The newest quarter's votes. Of a statement that is no longer asked nobody could read what it says."""
    for id, answer in trend.newest.record.answers.items():
        if answer.votes and trend.instrument.has(id):
            yield id, answer.votes


def _spread(trend: Trend) -> Iterator[LowConsensus]:
    for id, votes in _votes(trend):
        found = figures(trend.instrument.scale.values, votes.all.counts)
        if found and closeness(found.consensus, trend.instrument.thresholds) != "close":
            yield LowConsensus(id, found)


def _roles(trend: Trend) -> Iterator[RolesApart]:
    scale = trend.instrument.scale
    for id, votes in _votes(trend):
        means = [(mean(scale.values, each.counts), role) for role, each in votes.roles.items() if each.answered]
        if len(means) < 2:
            continue
        least, most = min(means)[0], max(means)[0]
        if most - least >= ROLES_APART - TOLERANCE:
            low, high = (tuple(role for value, role in means if value == end) for end in (least, most))
            yield RolesApart(id, (low, least), (high, most))


def _citizens(trend: Trend) -> Iterator[SeenDifferently]:
    """The principles of the newest quarter on which citizens answered otherwise than the team."""
    now = trend.newest.quarter
    for citizens in trend.citizens:
        for each in beside(trend, citizens):
            side = next((side for side in each.sides if side.quarter == now), None)
            if side and (gap := side.gap) is not None and abs(gap) >= CITIZENS_APART - TOLERANCE:
                yield SeenDifferently(each.row.row, side, gap)
