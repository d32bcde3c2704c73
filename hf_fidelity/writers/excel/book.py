"""A document as an Excel workbook: one sheet for each part, real tables, native charts, ready to print.

Texts stay texts, whatever they begin with: no formula and no link comes out of data, for all that is put into a cell
goes through the functions that stand first. Charts refer to the cells of the table that holds their numbers, so that
editing one moves the other.
"""

import io
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import zip_longest
from math import ceil
from textwrap import wrap
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as ExcelSeries, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import Paragraph as ExcelParagraph, ParagraphProperties, RichTextProperties
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.ground import _, clean, lazily, one_line
from hf_fidelity.reports.document import (
    NOTHING,
    Block,
    Bullets,
    Cell,
    Chart,
    Document,
    Number,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from hf_fidelity.writers.cells import FORMULA_STARTS, cell_text

# The only place that writes into the cells of a workbook: a text is a text, a number is a number.


LONGEST_TEXT = 32_767
_NO_XML = lazily("[\ufffe\uffff]")
_ESCAPED = lazily(r"_(?=x[0-9A-Fa-f]{4}_)")


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> ExcelCell:
    """Write a text as a text, whatever it begins with; what Excel cannot hold is cut with ``…``."""
    safe = fitting_text(safe_text(text), LONGEST_TEXT)
    cell = sheet.cell(row, column)
    assert isinstance(cell, ExcelCell)
    cell.value, cell.data_type = safe, "s"
    # Else a text that looks like a formula would become one as soon as somebody edits the cell.
    cell.quotePrefix = safe.startswith(FORMULA_STARTS)
    return cell


def put_number(sheet: Worksheet, row: int, column: int, value: float, format: str) -> ExcelCell:
    """Write a number in full precision; ``format`` is how many decimals are shown, in the reader's own notation."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, ExcelCell)
    cell.value, cell.number_format = value, format
    return cell


def number_format(number: Number) -> str:
    """``0.00`` and the like: Excel shows the reader's own decimal sign."""
    plain = "0." + "0" * number.decimals if number.decimals else "0"
    mark = number.mark.replace('"', "")
    shown = f'{plain}"{mark}"' if mark else plain
    return f"+{shown};-{shown};{shown}" if number.signed else shown


def safe_text(text: str) -> str:
    """The text without what steers a terminal, breaks XML, or would be read as an escape by Excel."""
    return _ESCAPED.sub("_x005F_", valid_text(text))


def valid_text(text: str) -> str:
    """The text without what steers a terminal or breaks XML; not yet escaped."""
    return _NO_XML.sub("", clean(text))


def name_text(text: str) -> str:
    """The text for a name that stands in several parts, escaped in some only: nothing in it looks like an escape."""
    return _ESCAPED.sub("", valid_text(text))


def fitting_text(text: str, most: int) -> str:
    """The text, cut to as many characters as Excel counts: one outside the basic plane counts twice."""
    if _length(text) <= most:
        return text
    while _length(text) > most - 1:
        text = text[: -max(1, (_length(text) - most) // 2)]
    return text + "…"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


# Native charts: they refer to the cells of the table that holds their numbers, so that editing one moves the other.


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
                p=[ExcelParagraph(pPr=ParagraphProperties(), endParaRPr=None)],
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


# One sheet of a workbook, from its title down: running text, tables, charts, and how wide the columns are.


# How wide the columns of a sheet are, and what their headings say.


READABLE = 100
"""As wide as running text is, in characters."""

FILTER = 3
"""Room for the button that filters, beside a heading."""

INDENT = 2
"""Room for the blanks beside a text."""

_WIDEST = {"text": 40, "name": 60}
_NARROWEST = 7


@dataclass(frozen=True)
class Shown:
    """A column as the sheet shows it; ``index`` is its place in the document's table."""

    index: int
    label: str
    kind: Literal["text", "name", "number", "course"]
    shade: tuple[float, float] | None


def shown_columns(table: Table) -> list[Shown]:
    """All columns but the small drawings, with headings that no other column of the table has."""
    found: list[Shown] = []
    taken: set[str] = set()
    for index, column in enumerate(table.columns):
        if column.kind == "course":
            continue
        label = _unlike(fitting_text(valid_text(one_line(column.label)), 240) or NOTHING, taken)
        found.append(Shown(index, label, column.kind, column.shade))
    return found


def _unlike(label: str, taken: set[str]) -> str:
    """Excel takes two headings for one that differ only in case."""
    name, n = label, 1
    while name.casefold() in taken:
        n += 1
        name = f"{label} ({n})"
    taken.add(name.casefold())
    return name


def column_widths(tables: Sequence[Table]) -> list[float]:
    """The widths that fit every table of a sheet; without a table, one column for running text."""
    if not tables:
        return [READABLE]
    return [max(widths) for widths in zip_longest(*map(_widths, tables), fillvalue=0)]


def _widths(table: Table) -> list[float]:
    return [_width(table, column) for column in shown_columns(table)]


def _width(table: Table, column: Shown) -> float:
    word = max(map(len, column.label.split()), default=0) + FILTER
    texts = [line for row in table.rows for line in cell_text(row.cells[column.index]).split("\n")]
    longest = max(map(len, texts), default=0) + INDENT + 1
    return max(_NARROWEST, min(word, 30), min(longest, _WIDEST.get(column.kind, 16)))


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column: neither Excel nor LibreOffice finds it out when it opens a file."""
    wide = max(1, int(width))
    return sum(_lines_of(part, wide) for part in text.split("\n"))


def _lines_of(part: str, wide: int) -> int:
    fits = len(part) <= wide and "\t" not in part  # nearly every cell of a table does, and wrapping takes its time
    return 1 if fits else len(wrap(part, wide)) or 1


_FONT = "Calibri"
_TITLE = Font(_FONT, 16, bold=True, color="1F3864")
_HEADING = Font(_FONT, 12, bold=True, color="1F3864")
_SUBTITLE = Font(_FONT, 10, color="595959")
_HEAD = Font(_FONT, 11, bold=True, color="1F3864")
_STRONG = Font(_FONT, 11, bold=True)
_HEAD_FILL = PatternFill("solid", start_color="DCE6F1")
_HEAD_BORDER = Border(bottom=Side("medium", color="1F3864"))
_LINE = Border(bottom=Side("hair", color="BFBFBF"))
_RUNNING = Alignment(wrap_text=True, vertical="top")
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_NUMBER = Alignment(horizontal="right", vertical="top")
_HEAD_TEXT = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
_HEAD_NUMBER = Alignment(wrap_text=True, vertical="center", horizontal="center")
_LOW, _MIDDLE, _HIGH = "F4B266", "FFFFFF", "6FA8DC"
"""Orange, white, blue: told apart by everyone, and by their lightness where there is no colour."""

_POINTS_A_LINE = 15
_CM_A_LINE = 0.529
_HIGHEST = 27
"""Lines in the highest row that Excel can show."""

_MOST_ABOVE = 12
"""Headings are frozen only where so few lines stand above them that there is room to scroll."""


@dataclass
class SheetWriter:
    """Writes downwards; ``row`` is the next free row."""

    sheet: Worksheet
    table_names: Iterator[str]
    row: int = 1
    height: float = 0
    """Of everything above ``row``, in points."""
    chart_rows: list[int] = field(default_factory=list)
    """Where each chart begins, with what is said of it."""
    _looks: dict[tuple[bytes, bool, bool], Any] = field(default_factory=dict)

    def write(self, title: str, subtitle: str, sections: Sequence[Section]) -> None:
        """The whole sheet."""
        tables = [block for section in sections for block in section.blocks if isinstance(block, Table)]
        self._drawn = {b.table for section in sections for b in section.blocks if isinstance(b, Chart) and b.table}
        self._placed: dict[str, PlacedTable] = {}
        self._widths = column_widths(tables)
        for n, width in enumerate(self._widths, 1):
            self.sheet.column_dimensions[get_column_letter(n)].width = width
        self._line(title, _TITLE)
        self._line(subtitle, _SUBTITLE)
        self._heading = title
        for section in sections:
            self._section(section)
        if len(self._placed) == 1:
            self._keep_headings(*self._placed.values())

    def _section(self, section: Section) -> None:
        self._next_row()
        if section.title and one_line(section.title) != self._heading:
            self._line(section.title, _HEADING)
            self._heading = one_line(section.title)
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                for text in block.text.split("\n"):
                    self._text(text)
            case Bullets():
                for item in block.items:
                    self._text(f"• {one_line(item)}")
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)

    def _line(self, text: str, font: Font) -> None:
        """One line that may run over the empty cells beside it."""
        if text:
            put_text(self.sheet, self.row, 1, one_line(text)).font = font
        self._next_row(2 if font is _TITLE else 1)

    def _text(self, text: str) -> None:
        """Running text as wide as a page, over merged cells; Excel does not find their height by itself."""
        columns, width = self._span()
        put_text(self.sheet, self.row, 1, text).alignment = _RUNNING
        if columns > 1:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=columns)
        self._next_row(lines_in(safe_text(text), width))

    def _next_row(self, lines: int = 1) -> None:
        """Make the row so many lines high, and go on below it."""
        height = _POINTS_A_LINE * min(_HIGHEST, lines)
        self.sheet.row_dimensions[self.row].height = height
        self.height += height
        self.row += 1

    def _span(self) -> tuple[int, float]:
        """How many columns running text takes, and how wide they are together."""
        columns, width = 0, 0.0
        while width < READABLE:
            width += self._widths[columns] if columns < len(self._widths) else 10
            columns += 1
        return columns, width

    def _table(self, table: Table) -> None:
        if one_line(table.title) not in ("", self._heading):
            if self._heading:
                self._next_row()
            self._line(table.title, _HEAD)
        top, shown = self.row, shown_columns(table)
        self._head(shown)
        rows = table.rows or (TableRow((_("None"), *[""] * (len(table.columns) - 1))),)
        for row in rows:
            self._row(row, shown, drawn=table.title in self._drawn)
        end = f"{get_column_letter(len(shown))}{self.row - 1}"
        made = ExcelTable(displayName=next(self.table_names), ref=f"A{top}:{end}")
        made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        self.sheet.add_table(made)
        self._placed[table.title] = PlacedTable(self.sheet, table, top, [column.index for column in shown])
        self._shade(shown, top)
        self._next_row()
        self._heading = ""

    def _head(self, shown: Sequence[Shown]) -> None:
        for n, column in enumerate(shown, 1):
            cell = put_text(self.sheet, self.row, n, column.label)
            cell.font, cell.fill, cell.border = _HEAD, _HEAD_FILL, _HEAD_BORDER
            cell.alignment = _HEAD_NUMBER if column.kind == "number" else _HEAD_TEXT
        self._next_row(
            max(lines_in(column.label, width - FILTER) for column, width in zip(shown, self._widths, strict=False))
        )

    def _row(self, row: TableRow, shown: Sequence[Shown], *, drawn: bool) -> None:
        for n, column in enumerate(shown, 1):
            self._look(*self._cell(n, row.cells[column.index], drawn=drawn), strong=row.strong)
        texts = (cell_text(row.cells[column.index]) for column in shown)
        self._next_row(max(lines_in(text, width - INDENT) for text, width in zip(texts, self._widths, strict=False)))

    def _cell(self, column: int, value: Cell, *, drawn: bool) -> tuple[ExcelCell, Alignment]:
        """A number that is not known is empty where a chart draws it: a dash would be drawn as zero."""
        match value:
            case Number(value=None):
                cell = put_text(self.sheet, self.row, column, "" if drawn else value.instead)
                if drawn:
                    cell.value = None
            case Number(value=float() | int() as number):
                cell = put_number(self.sheet, self.row, column, number, number_format(value))
            case _:
                return put_text(self.sheet, self.row, column, value if isinstance(value, str) else ""), _WRAPPED
        return cell, _NUMBER

    def _look(self, cell: ExcelCell, alignment: Alignment, *, strong: bool) -> None:
        """A table's cell as it looks. Most look like one before, and openpyxl compares each part of every new look."""
        style: Any = cell._style  # type: ignore[attr-defined]
        plain = (bytes(style), alignment is _NUMBER, strong)
        if plain not in self._looks:
            cell.alignment, cell.border = alignment, _LINE
            if strong:
                cell.font = _STRONG
            self._looks[plain] = copy(style)
        cell._style = copy(self._looks[plain])  # type: ignore[attr-defined]

    def _shade(self, shown: Sequence[Shown], top: int) -> None:
        for n, column in enumerate(shown, 1):
            if column.shade is None:
                continue
            low, high = column.shade
            rule = ColorScaleRule(  # type: ignore[no-untyped-call]
                start_type="num", start_value=low, start_color=_LOW,
                mid_type="num", mid_value=(low + high) / 2, mid_color=_MIDDLE,
                end_type="num", end_value=high, end_color=_HIGH,
            )  # fmt: skip
            letter = get_column_letter(n)
            self.sheet.conditional_formatting.add(f"{letter}{top + 1}:{letter}{self.row - 1}", rule)

    def _chart(self, chart: Chart) -> None:
        placed = self._placed.get(chart.table)
        drawn = native_chart(chart, placed) if placed else None
        if drawn is None:
            return
        self.chart_rows.append(self.row)
        self._text(chart.description)
        self.sheet.add_chart(drawn, f"A{self.row}")
        for _line in range(ceil(HEIGHT_CM / _CM_A_LINE) + 1):
            self._next_row()

    def _keep_headings(self, table: PlacedTable) -> None:
        """Headings stay in sight while scrolling, and stand on every printed page."""
        self.sheet.print_title_rows = f"{table.top}:{table.top}"
        if table.top <= _MOST_ABOVE:
            self.sheet.freeze_panes = f"A{table.top + 1}"


# The workbook.


MARKER = "_hf_fidelity"
"""The hidden sheet by which the program knows its own workbooks."""

_FORBIDDEN = str.maketrans("", "", "[]:*?/\\")
_LONGEST_NAME = 31
_A4 = 9
_READABLE_ON_ONE_PAGE = 1_100
"""Points: about twice the height of the paper, so at half the size."""


def excel_bytes(document: Document) -> bytes:
    """The document as the bytes of an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    tables = (f"Table_{n}" for n in range(1, 1_000_000))
    taken = {MARKER.casefold(), "history"}  # Excel keeps the name History for itself
    for sections in _parts(document):
        title = one_line(sections[0].title) or one_line(document.title)
        sheet = book.create_sheet()
        sheet.title = _sheet_name(title, taken)
        _set_up_page(sheet, document)
        writer = SheetWriter(sheet, tables)
        writer.write(title, _subtitle(document, title), sections)
        _keep_charts_whole(sheet, writer)
    _mark(book)
    book.properties.title = name_text(one_line(document.title))
    book.properties.creator = "hf-fidelity"
    book.properties.language = document.language
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parts(document: Document) -> Iterator[list[Section]]:
    """The sections of each sheet: one of level 2 with those under it, words in a row together; the notes."""
    part: list[Section] = []
    for section in document.sections:
        if part and section.level <= 2 and not (_words_only(section) and all(map(_words_only, part))):
            yield part
            part = []
        part.append(section)
    if part or not document.notes:
        yield part or [Section("", ())]
    if document.notes:
        yield [Section(_("Method"), (Bullets(document.notes),))]


def _words_only(section: Section) -> bool:
    return not any(isinstance(block, Table | Chart) for block in section.blocks)


def _subtitle(document: Document, title: str) -> str:
    """What the whole workbook is about, on every sheet: each may be read, or printed, alone."""
    parts = [one_line(text) for text in (document.title, document.subtitle)]
    return " · ".join(text for text in parts if text and text != title)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes, and that no other sheet has."""
    wanted = name_text(title).translate(_FORBIDDEN).strip("' ") or "–"
    name, n = fitting_text(wanted, _LONGEST_NAME).strip("' "), 1
    while name.casefold() in taken:
        n += 1
        name = f"{fitting_text(wanted, _LONGEST_NAME - len(f' ({n})'))} ({n})"
    taken.add(name.casefold())
    return name


def _set_up_page(sheet: Worksheet, document: Document) -> None:
    """A4 on its side, as wide as the paper, with page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.sheet_view.showGridLines = False
    title = fitting_text(safe_text(one_line(document.title)), 100).replace("&", "&&")
    pages = _("Page {page} of {pages}", page="&P", pages="&N")
    sheet.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(title), right=_HeaderFooterPart(pages))


def _keep_charts_whole(sheet: Worksheet, writer: SheetWriter) -> None:
    """No chart is cut by the end of a page: all on one page, or each on a page of its own."""
    if writer.chart_rows and writer.height < _READABLE_ON_ONE_PAGE:
        sheet.page_setup.fitToHeight = 1
        return
    for row in writer.chart_rows:
        sheet.row_breaks.append(Break(id=row - 1))


def _mark(book: Workbook) -> None:
    sheet = book.create_sheet(MARKER)
    put_text(sheet, 1, 1, "report")
    put_number(sheet, 1, 2, 1, "0")
    sheet.sheet_state = "veryHidden"
