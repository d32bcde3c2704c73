"""What citizens answered, and how another team read the evidence, beside what the team did. No figure is made of two
together.
"""

from collections.abc import Sequence
from typing import NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Assessment, Policy, shown
from hf_fidelity.domain.scores.scoring import score
from hf_fidelity.domain.scores.trend import Against, PeerView, Trend, TrendRow, trend
from hf_fidelity.domain.scores.two_quarters import Measured
from hf_fidelity.ground import Quarter, through


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
