"""A spread in the JSON shape that others rely on. Numbers in full precision; what is not known is null; no names."""

from typing import Any, TypedDict

from hf_fidelity.domain.questionnaire.instrument import Instrument, Level
from hf_fidelity.domain.scores.many_teams import Spread, SpreadCourse, SpreadRow
from hf_fidelity.domain.scores.measures import MeasureSpread
from hf_fidelity.i18n import text_in
from hf_fidelity.reports.words import phrase


class RowData(TypedDict):
    """A row of the JSON: how many teams have a score there, and where the scores lie (None: there are none)."""

    level: Level
    id: str
    label: str
    n: int
    min: float | None
    q1: float | None
    median: float | None
    q3: float | None
    max: float | None
    values: list[float]
    """One a team, sorted, unnamed."""


def spread_data(course: SpreadCourse, organisation: str | None, notes: tuple[str, ...]) -> dict[str, Any]:
    """The newest quarter in full, and in ``course`` the total and the themes of every quarter."""
    spread = course.newest
    return {
        "instrument": {"id": spread.instrument.id, "version": spread.instrument.version},
        "quarter": str(spread.quarter),
        "teams": spread.teams,
        "rows": [_row(row, spread.instrument) for row in spread.rows],
        "notes": list(notes),
        "basis": spread.basis,
        "organisation": organisation,
        "instrument_status": spread.instrument.status,
        "measures": [_measure(found) for found in spread.measures],
        "course": [_quarter(each) for each in course.spreads],
    }


def _quarter(spread: Spread) -> dict[str, Any]:
    rows = [_row(row, spread.instrument) for row in spread.level("total", "theme")]
    return {"quarter": str(spread.quarter), "teams": spread.teams, "rows": rows, "basis": spread.basis}


def _measure(found: MeasureSpread) -> dict[str, Any]:
    """A number with its limit over the teams that have one to show; never averaged with scores."""
    five, measure = found.five, found.measure
    return {
        "id": measure.id,
        "label": text_in(measure.name),
        "at_most": measure.at_most,
        "at_least": measure.at_least,
        "n": len(found.values),
        "kept": found.kept,
        "min": five.least if five else None,
        "q1": five.lower if five else None,
        "median": five.median if five else None,
        "q3": five.upper if five else None,
        "max": five.greatest if five else None,
        "teams": list(found.values),
    }


def _row(row: SpreadRow, instrument: Instrument) -> RowData:
    label, five = instrument.label(row.row), row.five
    return RowData(
        level=row.row.level,
        id=row.row.id,
        label=text_in(label) if label else phrase("total"),
        n=len(row.values),
        min=five.least if five else None,
        q1=five.lower if five else None,
        median=five.median if five else None,
        q3=five.upper if five else None,
        max=five.greatest if five else None,
        values=list(row.values),
    )
