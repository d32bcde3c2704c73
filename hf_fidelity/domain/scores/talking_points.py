"""What to talk about next (rule 12): what moved most, what stays low without an action, where votes lie apart."""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from hf_fidelity.domain.record.assessment import Action
from hf_fidelity.domain.scores.figures import VoteFigures, closeness, figures, mean
from hf_fidelity.domain.scores.trend import Trend
from hf_fidelity.domain.scores.two_quarters import TOLERANCE, Measured
from hf_fidelity.ground.dates import Quarter

ROLES_APART = 1
"""Points between the means of two roles from which they are said to see a statement differently. Ours; no source."""

_AT_MOST = 3
"""A list of three can be talked about; a list of sixteen cannot."""


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


class FollowUp(NamedTuple):
    """An action of the quarter before, beside what became of its statement. ``steps`` None: not comparable."""

    action: Action
    steps: int | None


class LowConsensus(NamedTuple):
    """A statement whose votes lie apart."""

    statement: str
    figures: VoteFigures


class RolesApart(NamedTuple):
    """A statement that two roles see differently: role, and the mean of its votes on the scale."""

    statement: str
    low: tuple[str, float]
    high: tuple[str, float]


class TalkingPoints(NamedTuple):
    """What comes out of the trend for the next talk. Each list is ordered, the most pressing first."""

    up: tuple[Mover, ...]
    down: tuple[Mover, ...]
    stuck: tuple[StuckLow, ...]
    follow_ups: tuple[FollowUp, ...]
    spread: tuple[LowConsensus, ...]
    roles: tuple[RolesApart, ...]


def talking_points(trend: Trend) -> TalkingPoints:
    """The talking points of the newest quarter. They are the team's own: the public gets none."""
    if trend.policy.audience == "public":
        return TalkingPoints((), (), (), (), (), ())
    moved = sorted(_moved(trend), key=lambda mover: -abs(mover.steps))
    return TalkingPoints(
        tuple([m for m in moved if m.steps > 0][:_AT_MOST]),
        tuple([m for m in moved if m.steps < 0][:_AT_MOST]),
        tuple(sorted(_stuck(trend), key=lambda low: (low.value, low.since)))[:_AT_MOST],
        tuple(_follow_ups(trend)),
        tuple(sorted(_spread(trend), key=lambda spread: spread.figures.consensus))[:_AT_MOST],
        tuple(sorted(_roles(trend), key=lambda apart: apart.low[1] - apart.high[1]))[:_AT_MOST],
    )


def _moved(trend: Trend) -> Iterator[Mover]:
    for id, steps in trend.newest_steps.items():
        before, after = (measured.record.answer(id) for measured in trend.course[-2:])
        if steps and before.agreed is not None and after.agreed is not None:
            yield Mover(id, steps, before.agreed, after.agreed, after.changed_because or after.comment)


def _stuck(trend: Trend) -> Iterator[StuckLow]:
    if trend.newest.scores.basis != "agreed":
        return
    neutral = trend.instrument.thresholds.neutral
    acted_on = {action.about for action in trend.newest.record.actions if action.state == "open"}
    for id in trend.instrument.order:
        if {id, trend.instrument.statement(id).theme} & acted_on:
            continue
        settled = (m for m in _same_wording(trend, id) if m.scores.basis == "agreed")
        rated = [(m.quarter, m.scores.ratings.get(id)) for m in settled]
        low = list(takewhile(lambda pair: isinstance(pair[1], float) and pair[1] <= neutral, rated))
        if len(low) >= 2 and isinstance(value := low[0][1], float):
            yield StuckLow(id, int(value), low[-1][0])


def _same_wording(trend: Trend, id: str) -> Iterator[Measured]:
    """The measured quarters, newest first, back to where the statement's wording was another."""
    words = trend.newest.record.instrument.statements.get(id)
    return takewhile(lambda m: m.record.instrument.statements.get(id) == words, reversed(trend.course))


def _follow_ups(trend: Trend) -> Iterator[FollowUp]:
    if len(trend.course) < 2:
        return
    newest = {action.id: action for action in trend.newest.record.actions}
    for action in trend.course[-2].record.actions:
        if action.state == "open":
            yield FollowUp(newest.get(action.id, action), trend.newest_steps.get(action.about or ""))


def _spread(trend: Trend) -> Iterator[LowConsensus]:
    for id, answer in trend.newest.record.answers.items():
        found = figures(trend.instrument.scale.values, answer.votes.all.counts) if answer.votes else None
        if found and closeness(found.consensus, trend.instrument.thresholds) != "close":
            yield LowConsensus(id, found)


def _roles(trend: Trend) -> Iterator[RolesApart]:
    scale = trend.instrument.scale
    for id, answer in trend.newest.record.answers.items():
        roles = answer.votes.roles if answer.votes else {}
        means = [(mean(scale.values, votes.counts), role) for role, votes in roles.items() if votes.answered]
        if len(means) < 2:
            continue
        (least, low), (most, high) = min(means), max(means)
        if most - least >= ROLES_APART - TOLERANCE:
            yield RolesApart(id, (low, least), (high, most))
