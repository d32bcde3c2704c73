"""Where a table's headings are: which rows, and what each column is called there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from hf_fidelity.ground.text import fold
from hf_fidelity.readers.survey.cells.book import CellValue, Sheet, as_text, sort_of
from hf_fidelity.readers.survey.columns import Clash, Headings
from hf_fidelity.readers.survey.legends import Legend
from hf_fidelity.readers.survey.tools import PLAIN, Layout, layout_of, matches
from hf_fidelity.readers.survey.words import kind_by_name

_DEEPEST = 30
"""Headings are looked for in so many rows; above them stand titles."""
_ABOVE = 2
"""So many rows above the statements may still name other columns."""

RowOfCells = Sequence[CellValue]


@dataclass(frozen=True)
class Header:
    """The rows of a table's headings."""

    rows: tuple[int, ...]
    """From 1, in a run."""
    layout: Layout
    columns: tuple[tuple[str, ...], ...]
    """Column → what it is called, row by row; empty cells are left out."""
    statements: int
    """How many of the statements the headings name."""
    above: tuple[RowOfCells, ...] = ()
    """The rows above the headings."""

    @property
    def names(self) -> list[tuple[int, str]]:
        """The columns that are called something, and what."""
        return [(column, names[-1]) for column, names in enumerate(self.columns) if names]


def find_header(sheet: Sheet, headings: Headings, legend: Legend) -> Header | None:
    """The headings of a sheet; None where no row names a statement."""
    head = list(islice(sheet.rows(), _DEEPEST))
    counted = _counted(head, headings, legend)
    if not counted or not max(counted):
        return None
    base = counted.index(max(counted))
    return header_at(head, base, _last(head, base, headings, legend), legend, counted[base])


def header_at(head: Sequence[RowOfCells], base: int, last: int, legend: Legend, statements: int = 0) -> Header:
    """The headings whose statements stand in row ``base`` (from 0) and that end in row ``last``."""
    below = tuple(sort_of(cell) for cell in head[last + 1]) if len(head) > last + 1 else ()
    layouts = {i: layout_of(_texts(head[i]), below) for i in range(max(0, base - _ABOVE), last + 1)}
    marked = [i for i, layout in layouts.items() if layout is not PLAIN]
    first = min([base, *marked])
    width = max(len(row) for row in head)
    columns = tuple(_names(head, column, range(first, last + 1), base, legend) for column in range(width))
    layout = layouts[marked[0]] if marked else PLAIN
    if under := layout.under:
        columns = tuple(tuple(name for name in names if not matches(under, fold(name))) for names in columns)
    return Header(tuple(range(first + 1, last + 2)), layout, columns, statements, tuple(head[:first]))


def _counted(head: Sequence[RowOfCells], headings: Headings, legend: Legend) -> list[int]:
    """Per row, how many statements it names. Data far down is not looked at once the headings are sure."""
    counted: list[int] = []
    for row in head:
        counted.append(len(_named(row, headings, legend)))
        if max(counted) > 2 and counted[-1] * 2 < max(counted):
            break
    return counted


def _named(row: RowOfCells, headings: Headings, legend: Legend) -> set[str]:
    named: set[str] = set()
    for cell in row:
        if isinstance(cell, str) and cell:
            try:
                match = headings.find((cell, *_explained(cell, legend)))
            except Clash as clash:
                named.update(clash.statements[:1])
            else:
                named |= {match.statement} if match else set()
    return named


def _explained(name: str, legend: Legend) -> tuple[str, ...]:
    text = legend.texts.get(fold(name)) if legend.texts else None
    return (text,) if text else ()


def _last(head: Sequence[RowOfCells], base: int, headings: Headings, legend: Legend) -> int:
    """The last row of headings: those under ``base`` that name statements too, or what a tool writes there."""
    many = len(_named(head[base], headings, legend))
    last = base
    for i in range(base + 1, min(base + 3, len(head))):
        layouts = [layout_of(_texts(head[row])) for row in range(max(0, base - _ABOVE), i)]
        under = {layout.under for layout in layouts if layout.under}
        told = sum(any(matches(pattern, fold(text)) for pattern in under) for text in _texts(head[i]))
        texts = sum(bool(text) for text in _texts(head[i]))
        if told * 2 > texts or len(_named(head[i], headings, legend)) * 2 > many:
            last = i
        else:
            break
    return last


def _texts(row: RowOfCells) -> tuple[str, ...]:
    return tuple(as_text(cell) if isinstance(cell, str) else "" for cell in row)


def _names(head: Sequence[RowOfCells], column: int, rows: range, base: int, legend: Legend) -> tuple[str, ...]:
    """What a column is called; where its own heading is empty, a name of a known kind just above will do."""
    names = [text for i in rows if (text := _text(head[i], column))]
    if not names:
        higher = [text for i in range(base - 1, max(-1, base - 1 - _ABOVE), -1) if (text := _text(head[i], column))]
        names = [text for text in higher[:1] if kind_by_name(text)]
    return tuple(dict.fromkeys([*names, *(text for name in names for text in _explained(name, legend))]))


def _text(row: RowOfCells, column: int) -> str:
    cell = row[column] if column < len(row) else ""
    return as_text(cell)
