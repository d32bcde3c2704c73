"""Native charts: they refer to the cells of the table that holds their numbers, so that editing one moves the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as ExcelSeries, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import Paragraph, ParagraphProperties, RichTextProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.ground.text import one_line
from hf_fidelity.reports.document import Chart, Table
from hf_fidelity.writers.cells import cell_text
from hf_fidelity.writers.excel.cells import fitting_text, safe_text

_Shape = Literal["diamond", "circle", "square", "triangle", "x", "plus", "star"]

HEIGHT_CM = 11
_WIDTH_CM = 26
_WIDEST_CM = 60
_COLOURS = ("1F3864", "E08214", "6FA8DC", "7F7F7F", "7B3294", "B8860B", "000000")
_MARKERS: tuple[_Shape, ...] = ("diamond", "circle", "square", "triangle", "x", "plus", "star")
"""Shapes, so that series are told apart without colour."""

_ENDS = ((0xE0, 0x82, 0x14), (0xE6, 0xE6, 0xE6), (0x2F, 0x6D, 0xB5))
_MANY = 8
"""From so many categories on, their names stand upright."""


@dataclass(frozen=True)
class PlacedTable:
    """A table where it stands in a sheet: ``top`` is the row of its headings, ``columns`` are those shown."""

    sheet: Worksheet
    table: Table
    top: int
    columns: Sequence[int]

    def reference(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """``'Sheet'!$B$4:$B$9``; rows from the headings on, columns from 1."""
        corners = [f"${get_column_letter(column)}${self.top + row}" for row, column in (first, last)]
        return f"{quote_sheetname(self.sheet.title)}!{':'.join(dict.fromkeys(corners))}"

    def labels(self) -> list[str | None]:
        """The headings of the columns that hold numbers; None for the others, which no chart can draw."""
        columns = [self.table.columns[i] for i in self.columns]
        return [one_line(column.label) if column.kind == "number" else None for column in columns]

    def headings(self) -> list[str]:
        """The headings of the rows."""
        return [one_line(cell_text(row.cells[0])) for row in self.table.rows]


def native_chart(chart: Chart, placed: PlacedTable) -> BarChart | LineChart | None:
    """The chart over the table's cells; None where Excel has no such chart, or the table does not have its series."""
    if chart.kind in ("layers", "heat", "spread", "staircase"):
        return None
    made = BarChart() if chart.kind == "stacked" else LineChart()
    made.series = list(_series(chart, placed))
    if len(made.series) != len(chart.series) or not placed.table.rows:
        return None
    made.title, made.width, made.height = safe_text(fitting_text(one_line(chart.title), 200)), _wide(chart), HEIGHT_CM
    made.legend = Legend(legendPos="b")
    _axes(made, chart)
    for n, series in enumerate(made.series):
        _style(series, chart, n)
    if isinstance(made, BarChart) and chart.kind == "stacked":
        made.type, made.grouping, made.overlap, made.gapWidth = "bar", "percentStacked", 100, 40
    return made


def _series(chart: Chart, placed: PlacedTable) -> Iterator[ExcelSeries]:
    """Each series is a column of the table, or else a row of it."""
    labels, headings, bottom = placed.labels(), placed.headings(), len(placed.table.rows)
    wanted = [one_line(series.label) for series in chart.series]
    if set(wanted) <= set(labels):
        for n, label in enumerate(wanted):
            at = labels.index(label) + 1
            yield _one(placed, n, (0, at), ((1, 1), (bottom, 1)), ((1, at), (bottom, at)))
        return
    over = [labels.index(one_line(name)) + 1 for name in chart.categories if one_line(name) in labels]
    if not over:
        return
    for n, label in enumerate(wanted):
        if label in headings:
            at = headings.index(label) + 1
            yield _one(placed, n, (at, 1), ((0, over[0]), (0, over[-1])), ((at, over[0]), (at, over[-1])))


def _wide(chart: Chart) -> int:
    """A centimetre for each category where there are many; bars that lie need none."""
    return _WIDTH_CM if chart.kind == "stacked" else min(_WIDEST_CM, max(_WIDTH_CM, len(chart.categories)))


Corner = tuple[int, int]


def _one(
    placed: PlacedTable, n: int, label: Corner, names: tuple[Corner, Corner], values: tuple[Corner, Corner]
) -> ExcelSeries:
    found = ExcelSeries(idx=n, order=n)
    found.tx = SeriesLabel(strRef=StrRef(placed.reference(label, label)))
    found.cat = AxDataSource(strRef=StrRef(placed.reference(*names)))
    found.val = NumDataSource(numRef=NumRef(placed.reference(*values)))
    return found


def _axes(made: BarChart | LineChart, chart: Chart) -> None:
    names, numbers = made.x_axis, made.y_axis
    names.delete = numbers.delete = False  # else newer Excel shows none
    names.number_format, numbers.number_format = "General", "0"
    numbers.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill="D9D9D9")))
    if chart.kind == "stacked":
        names.scaling.orientation = "maxMin"  # the first row of the table on top
        numbers.number_format, numbers.crosses = "0%", "max"
    else:
        numbers.scaling.min, numbers.scaling.max, numbers.majorUnit = chart.low, chart.high, 1
        if len(chart.categories) >= _MANY:
            names.txPr = RichText(
                bodyPr=RichTextProperties(rot=-5_400_000, vert="horz"),
                p=[Paragraph(pPr=ParagraphProperties(), endParaRPr=None)],
            )


def _style(series: ExcelSeries, chart: Chart, n: int) -> None:
    colour = _between(n, len(chart.series)) if chart.kind == "stacked" else _COLOURS[n % len(_COLOURS)]
    line = LineProperties(solidFill=colour, w=22_000) if chart.kind == "lines" else LineProperties(noFill=True)
    series.spPr = GraphicalProperties(solidFill=colour, ln=line)
    if chart.kind in ("lines", "dots"):
        filled = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=colour))
        series.marker = Marker(symbol=_MARKERS[n % len(_MARKERS)], size=7, spPr=filled)
        series.smooth = False


def _between(n: int, many: int) -> str:
    """A colour on the way from orange (the lowest point) over grey to blue."""
    at = n / (many - 1) * 2 if many > 1 else 0
    start, end = _ENDS[min(1, int(at))], _ENDS[min(1, int(at)) + 1]
    share = at - min(1, int(at))
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(start, end, strict=True))
