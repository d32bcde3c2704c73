"""One quarter of one team, as an audience may see it, against the course that leads up to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hf_fidelity.domain.questionnaire.instrument import Instrument, RowKey
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.privacy import Policy, shown
from hf_fidelity.domain.scores.figures import VoteFigures, figures
from hf_fidelity.domain.scores.trend import Trend, trend
from hf_fidelity.domain.scores.two_quarters import Measured
from hf_fidelity.domain.standing import State
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding


@dataclass(frozen=True)
class Snapshot:
    """What a report of one quarter is made from."""

    trend: Trend
    """The course up to the quarter, which is its newest."""
    findings: tuple[Finding, ...]
    """What is hidden in the quarter, and why."""

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

    def votes(self, statement: str) -> VoteFigures | None:
        """The figures of a statement's votes; None where there are none, or they are hidden."""
        votes = self.record.answer(statement).votes
        return figures(self.instrument.scale.values, votes.all.counts) if votes else None


def snapshot(records: Sequence[Assessment], quarter: Quarter, instrument: Instrument, policy: Policy) -> Snapshot:
    """The quarter among a team's records (which must be there), read beside those measured before it."""
    upto = [record for record in records if record.quarter <= quarter]
    own = next(record for record in upto if record.quarter == quarter)
    return Snapshot(trend(upto, instrument, policy), shown(own, policy)[1])
