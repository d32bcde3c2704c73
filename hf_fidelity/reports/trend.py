"""The quarters of a trend side by side: as a table with the course drawn small, and as a chart."""

from hf_fidelity.domain.scores.trend import Against, Trend, TrendRow
from hf_fidelity.domain.scores.two_quarters import Change
from hf_fidelity.i18n import N_, _
from hf_fidelity.reports.document import (
    NO_MEETING,
    Cell,
    Chart,
    ChartKind,
    Column,
    Course,
    Number,
    Series,
    Table,
    TableRow,
)
from hf_fidelity.reports.words import phrase, row_label, short_quarter, steps_words

_AGAINST = {"previous": N_("Since last time"), "first": N_("Since the first"), "year-ago": N_("Since a year ago")}


def trend_table(trend: Trend, title: str, rows: list[TrendRow], judged: bool, against: Against) -> Table:
    """One level of the trend. Only the total and the themes are ``judged``: they have a verdict."""
    newest, ends = len(trend.quarters) - 1, (trend.instrument.scale.lowest, trend.instrument.scale.highest)
    columns = [
        Column(title),
        *(
            Column(short_quarter(q), "number", optional=i < newest - 1, shade=ends)
            for i, q in enumerate(trend.quarters)
        ),
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
    numbers = [_number(trend, row, i, 0 if whole else 2) for i in range(len(values))]
    verdict = (phrase(newest.verdict) if newest and newest.verdict else "",) if judged else ()
    return (
        label,
        *numbers,
        Course(values, scale.lowest, scale.highest, _broken_at(trend, row)),
        _moved_cell(newest),
        *verdict,
    )


def _number(trend: Trend, row: TrendRow, i: int, decimals: int) -> Number:
    """A score, marked where something is missing; without one, why there is none."""
    score, measured = row.scores[i], trend.measured[i]
    if score is None or measured is None:
        return Number(None, instead=NO_MEETING)
    if measured.scores.ratings.keys().isdisjoint(row.row.members):
        return Number(None, instead=_("n.c.") if trend.instrument.parts else _("n.r."))
    if not score.relevant:
        return Number(None, instead=_("n.r."))
    return Number(score.value, decimals, mark="" if score.complete else "*")


def _broken_at(trend: Trend, row: TrendRow) -> tuple[int, ...]:
    return tuple(trend.quarters.index(quarter) for quarter in row.broken_at)


def _moved_cell(change: Change | None) -> Cell:
    """How far a row moved: statements in steps, everything else as a number with its sign."""
    if change is None:
        return ""
    if change.steps is not None:
        return steps_words(change.steps)
    return Number(change.delta, signed=True)


def line_chart(trend: Trend, table: str, rows: list[TrendRow]) -> Chart:
    """The total and the themes as lines, broken where quarters cannot be compared."""
    title, description = _("Themes by quarter"), _("The total and each theme on the scale, quarter by quarter.")
    return _chart("lines", trend, table, rows, (title, description))


def heat_map(trend: Trend, table: str, rows: list[TrendRow]) -> Chart:
    """The core principles as a field of colour a quarter."""
    title = _("Core principles by quarter")
    description = _("A field for each core principle and quarter, the darker the higher. Empty: no score.")
    return _chart("heat", trend, table, rows, (title, description))


def _chart(kind: ChartKind, trend: Trend, table: str, rows: list[TrendRow], said: tuple[str, str]) -> Chart:
    series = tuple(
        Series(
            row_label(r.row, trend.instrument), tuple(s.value if s else None for s in r.scores), _broken_at(trend, r)
        )
        for r in rows
    )
    names = tuple(short_quarter(quarter) for quarter in trend.quarters)
    return Chart(kind, *said, names, series, trend.instrument.scale.lowest, trend.instrument.scale.highest, table)
