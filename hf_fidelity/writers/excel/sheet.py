"""One sheet of a workbook, from its title down: running text, tables, charts, and how wide the columns are."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import zip_longest
from math import ceil
from textwrap import wrap
from typing import Any, Literal

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import _
from hf_fidelity.reports.document import (
    NOTHING,
    Block,
    Bullets,
    Cell,
    Chart,
    Number,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from hf_fidelity.writers.cells import cell_text
from hf_fidelity.writers.excel.cells import fitting_text, number_format, put_number, put_text, safe_text, valid_text
from hf_fidelity.writers.excel.charts import HEIGHT_CM, PlacedTable, native_chart

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
