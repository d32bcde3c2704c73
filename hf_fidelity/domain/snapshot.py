"""One quarter of one team, as an audience may see it: scores, and how themes and principles stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from hf_fidelity.domain.agreement import VoteFigures, figures
from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.comparison import Measured
from hf_fidelity.domain.findings import Finding
from hf_fidelity.domain.instrument import Instrument, RowKey
from hf_fidelity.domain.privacy import Policy, shown
from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.domain.scoring import score
from hf_fidelity.domain.standing import State
from hf_fidelity.domain.trend import standing


@dataclass(frozen=True)
class Snapshot:
    """What a report of one quarter is made from."""

    instrument: Instrument
    policy: Policy
    measured: Measured
    states: dict[RowKey, State | None]
    """(level, id) → how a theme or principle stands (rule 4)."""
    findings: tuple[Finding, ...]
    """What is hidden, and why."""

    @property
    def record(self) -> Assessment:
        """The record as the audience may see it."""
        return self.measured.record

    def votes(self, statement: str) -> VoteFigures | None:
        """The figures of a statement's votes; None where there are none, or they are hidden."""
        votes = self.record.answer(statement).votes
        return figures(self.instrument.scale.values, votes.all.counts) if votes else None


def snapshot(records: Sequence[Assessment], quarter: Quarter, instrument: Instrument, policy: Policy) -> Snapshot:
    """The quarter among a team's records (which must be there), read beside the one measured before it."""
    upto = sorted((r for r in records if r.quarter <= quarter), key=lambda record: record.quarter)[-2:]
    seen = [shown(record, policy) for record in upto]
    measured = [Measured(record, score(record, instrument)) for record, _ in seen]
    before = measured[-2] if len(measured) > 1 else None
    states = {row.key: standing(row, measured[-1], before, instrument) for row in instrument.rows()}
    return Snapshot(instrument, policy, measured[-1], states, seen[-1][1])
