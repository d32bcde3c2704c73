"""A trend in the JSON shape that others rely on. Numbers in full precision; what is not known is null."""

from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument, Row
from hf_fidelity.domain.run_chart import RunChart
from hf_fidelity.domain.scores.scoring import Score
from hf_fidelity.domain.scores.trend import Trend, TrendRow
from hf_fidelity.i18n import text_in
from hf_fidelity.reports.measures import course_data
from hf_fidelity.reports.words import phrase


def trend_data(trend: Trend, notes: tuple[str, ...]) -> dict[str, Any]:
    """One entry of ``{"trends": […]}``."""
    record, moved = trend.newest.record, trend.moved
    return {
        "instrument": {"id": trend.instrument.id, "version": trend.instrument.version},
        "organisation": record.organisation,
        "team": record.team.name,
        "quarters": [str(quarter) for quarter in trend.quarters],
        "basis": list(trend.basis),
        "rows": [_row(row, trend.instrument) for row in trend.rows],
        "moved": {"up": moved.up, "same": moved.same, "down": moved.down} if moved else None,
        "breaks": [{"at": str(found.at), "why": found.why.words()} for found in trend.breaks],
        "notes": list(notes),
        "instrument_status": trend.instrument.status,
        "measures": [course_data(course) for course in trend.measures],
        "run_charts": [_run_chart(row.row, row.run_chart) for row in trend.rows if row.run_chart],
    }


def _row(row: TrendRow, instrument: Instrument) -> dict[str, Any]:
    label = instrument.label(row.row)
    return {
        "level": row.row.level,
        "id": row.row.id,
        "label": text_in(label) if label else phrase("total"),
        "scores": [score.value if score else None for score in row.scores],
        "index": [index_of(score, instrument) for score in row.scores],
        "answered": [score.answered if score else 0 for score in row.scores],
        "complete": [bool(score and score.complete) for score in row.scores],
        "changes": [
            {
                "from": str(change.start),
                "to": str(change.end),
                "delta": change.delta,
                "steps": change.steps,
                "verdict": change.verdict,
            }
            for change in row.changes
        ],
    }


def _run_chart(row: Row, runs: RunChart) -> dict[str, Any]:
    """The figures of rule 11."""
    return {
        "level": row.level,
        "id": row.id,
        "since": str(runs.quarters[0]),
        "median": runs.median,
        "useful": runs.useful,
        "longest_run": runs.longest_run,
        "longest_run_limit": runs.longest_run_limit,
        "crossings": runs.crossings,
        "crossings_limit": runs.crossings_limit,
        "shifted": runs.shifted,
    }


def index_of(score: Score | None, instrument: Instrument) -> float | None:
    """A score as 0–100 percent of the scale's range; None where there is no score."""
    return instrument.scale.index(score.value) if score and score.value is not None else None
