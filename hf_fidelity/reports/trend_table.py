"""The quarters of a trend side by side: as a table with the course drawn small, and as a chart."""

from hf_fidelity.domain.comparison import Change
from hf_fidelity.domain.trend import Against, Trend, TrendRow
from hf_fidelity.i18n import N_, _
from hf_fidelity.reports.document import (
    NO_MEETING,
    Cell,
    Chart,
    Column,
    Course,
    Number,
    Series,
    Table,
    TableRow,
)
from hf_fidelity.reports.phrases import phrase, row_label, short_quarter, steps_words

_AGAINST = {"previous": N_("Since last time"), "first": N_("Since the first"), "year-ago": N_("Since a year ago")}


def trend_table(trend: Trend, title: str, rows: list[TrendRow], judged: bool, against: Against) -> Table:
    """One level of the trend. Only the total and the themes are ``judged``: they have a verdict."""
    newest = len(trend.quarters) - 1
    columns = [
        Column(title),
        *(Column(short_quarter(q), "number", optional=i < newest - 1) for i, q in enumerate(trend.quarters)),
    ]
    if len(trend.course) > 1:
        columns += [Column(_("Course"), "course", optional=True), Column(_(_AGAINST[against]), "number")]
        columns += [Column(_("What it means"))] if judged else []
    cells = [_cells(trend, row, judged) for row in rows]
    table_rows = [TableRow(c[: len(columns)], row.row.level == "total") for c, row in zip(cells, rows, strict=True)]
    return Table(_table_title(trend, title), tuple(columns), tuple(table_rows))


def _table_title(trend: Trend, title: str) -> str:
    return f"{trend.newest.record.team.name}: {title}"


def _cells(trend: Trend, row: TrendRow, judged: bool) -> tuple[Cell, ...]:
    scale, whole = trend.instrument.scale, row.row.level == "statement" and "votes" not in trend.basis
    values = tuple(score.value if score else None for score in row.scores)
    newest = row.changes[-1] if row.changes and row.changes[-1].end == trend.newest.quarter else None
    label = row_label(row.row, trend.instrument)
    numbers = [_number(row, i, 0 if whole else 2) for i in range(len(values))]
    verdict = (phrase(newest.verdict) if newest and newest.verdict else "",) if judged else ()
    return (
        label,
        *numbers,
        Course(values, scale.lowest, scale.highest, _broken_at(trend)),
        _moved_cell(newest),
        *verdict,
    )


def _number(row: TrendRow, i: int, decimals: int) -> Number:
    """A score, marked where something is missing; without one, why there is none."""
    score = row.scores[i]
    if score is None:
        return Number(None, instead=NO_MEETING)
    if not score.relevant:
        return Number(None, instead=_("n.r."))
    return Number(score.value, decimals, mark="" if score.complete else "*")


def _broken_at(trend: Trend) -> tuple[int, ...]:
    return tuple(trend.quarters.index(found.at) for found in trend.breaks)


def _moved_cell(change: Change | None) -> Cell:
    """How far a row moved: statements in steps, everything else as a number with its sign."""
    if change is None:
        return ""
    if change.steps is not None:
        return steps_words(change.steps)
    return Number(change.delta, signed=True)


def trend_chart(trend: Trend, title: str, rows: list[TrendRow]) -> Chart:
    """The same rows as a line chart; broken where quarters cannot be compared."""
    breaks = _broken_at(trend)
    series = [
        Series(row_label(r.row, trend.instrument), tuple(s.value if s else None for s in r.scores), breaks)
        for r in rows
    ]
    return Chart(
        "lines",
        _("Themes by quarter"),
        _("The total and each theme on the scale, quarter by quarter."),
        tuple(short_quarter(quarter) for quarter in trend.quarters),
        tuple(series),
        trend.instrument.scale.lowest,
        trend.instrument.scale.highest,
        _table_title(trend, title),
    )
