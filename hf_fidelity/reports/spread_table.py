"""Spreads as tables and charts: each row's five numbers, each team a dot without a name."""

from collections.abc import Sequence
from dataclasses import astuple

from hf_fidelity.domain.five_numbers import FiveNumbers
from hf_fidelity.domain.scores.many_teams import Spread, SpreadCourse, SpreadRow
from hf_fidelity.i18n import N_, _, number
from hf_fidelity.reports.document import Cell, Chart, Column, Number, Section, Series, Table, TableRow
from hf_fidelity.reports.words import row_label, short_quarter

MOST_VALUES = 30
"""With more teams the statements' table is without each team's value: nobody reads sixteen times a hundred."""

MOST_DOTS = 200
"""With more teams no table has each team's value, and no chart its dot: they would lie over each other."""

_FIVE = (N_("Least"), N_("Lower quartile"), N_("Median"), N_("Upper quartile"), N_("Greatest"))
_MEDIAN, _OUTER = 2, (0, 4)


def spread_section(
    spread: Spread, title: str, heading: str, rows: Sequence[SpreadRow], *, dots: bool = True
) -> Section:
    """One level of a spread: its table and chart, with each team's value and dot where ``dots`` says so."""
    columns = _columns(heading, spread)
    dots = dots and spread.teams <= MOST_DOTS
    if dots:
        columns = (*columns, Column(_("Each team, sorted"), optional=True))
    cells = [
        (*_cells(row_label(found.row, spread.instrument), found, spread), _dots(found, spread) if dots else "")
        for found in rows
    ]
    levels = [found.row.level for found in rows]
    table_rows = [TableRow(c[: len(columns)], level == "total") for c, level in zip(cells, levels, strict=True)]
    table = Table(title, columns, tuple(table_rows))
    return Section(title, (table, _chart(spread, title, rows, dots=dots)))


def _columns(heading: str, spread: Spread) -> tuple[Column, ...]:
    """The row's name, how many teams, and the five numbers; the outer two may go on a narrow screen."""
    ends = (spread.instrument.scale.lowest, spread.instrument.scale.highest)
    five = (
        Column(_(label), "number", optional=n in _OUTER, shade=ends if n == _MEDIAN else None)
        for n, label in enumerate(_FIVE)
    )
    return (Column(heading), Column(_("Teams"), "number"), *five)


def _cells(label: str, found: SpreadRow, spread: Spread) -> tuple[Cell, ...]:
    """The row's name and figures. A quartile may lie between two points of the scale, also of agreed answers."""
    five = (
        Number(value, _decimals(found, spread) if n in _OUTER else 2) for n, value in enumerate(_numbers(found.five))
    )
    return (label, Number(len(found.values), 0), *five)


def _numbers(five: FiveNumbers | None) -> Sequence[float | None]:
    return astuple(five) if five else [None] * len(_FIVE)


def _decimals(found: SpreadRow, spread: Spread) -> int:
    return 0 if found.row.level == "statement" and spread.basis == "agreed" else 2


def _dots(found: SpreadRow, spread: Spread) -> str:
    """``2,25 · 3,00 · 3,50``."""
    return " · ".join(number(value, _decimals(found, spread)) for value in found.values)


def _chart(spread: Spread, title: str, rows: Sequence[SpreadRow], *, dots: bool) -> Chart:
    said = _("The box is the middle half of the teams, the line in it the median.")
    if dots:
        said = _("Each dot is a team, without its name. {box}", box=said)
    columns = zip(*(_numbers(found.five) for found in rows), strict=True)
    return Chart(
        "spread",
        _("{title}: the spread of the teams", title=title),
        said,
        tuple(row_label(found.row, spread.instrument) for found in rows),
        tuple(Series(_(label), values) for label, values in zip(_FIVE, columns, strict=True)),
        spread.instrument.scale.lowest,
        spread.instrument.scale.highest,
        title,
        loose=tuple(found.values for found in rows) if dots else (),
    )


def course_section(course: SpreadCourse, breaks: tuple[int, ...]) -> Section:
    """The total and each theme quarter by quarter, and the total as lines; ``breaks`` are quarters they stop at."""
    tables = [_course_table(course, n) for n in range(len(course.newest.level("total", "theme")))]
    return Section(_("Quarter by quarter"), (tables[0], _course_chart(course, tables[0], breaks), *tables[1:]))


def _course_table(course: SpreadCourse, n: int) -> Table:
    label = row_label(course.newest.rows[n].row, course.newest.instrument)
    rows = [TableRow(_cells(short_quarter(each.quarter), each.rows[n], each)) for each in course.spreads]
    return Table(_("{row}, quarter by quarter", row=label), _columns(label, course.newest), tuple(rows))


def _course_chart(course: SpreadCourse, table: Table, breaks: tuple[int, ...]) -> Chart:
    """The median as a line with its points, the quartiles as bare lines on either side."""
    scale = course.newest.instrument.scale
    columns = list(zip(*(_numbers(each.total.five) for each in course.spreads), strict=True))
    return Chart(
        "lines",
        _("The total by quarter"),
        _("The median of the teams, and the quartiles that the middle half lies between."),
        tuple(short_quarter(each.quarter) for each in course.spreads),
        tuple(Series(_(_FIVE[n]), columns[n], breaks, bare=n != _MEDIAN) for n in (_MEDIAN - 1, _MEDIAN, _MEDIAN + 1)),
        scale.lowest,
        scale.highest,
        table.title,
    )
