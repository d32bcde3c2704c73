"""Where a cell is, and what stands in it, as the spreadsheet shows it."""

from datetime import date, datetime, time
from functools import lru_cache

from hf_fidelity.domain.text import one_line
from hf_fidelity.readers.exports.book import Cell
from hf_fidelity.readers.exports.layout import Sort

_SHORT = 200
_short_line = lru_cache(maxsize=16_384)(one_line)
"""Headings and labels stand in every row and file; texts that nobody writes twice are not remembered."""


def letters(column: int) -> str:
    """The name of a column counted from 0: ``A``, ``Z``, ``AA``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """The column, counted from 0, of a name such as ``AA``. Raises ValueError."""
    number = 0
    for letter in name.strip().upper():
        if not "A" <= letter <= "Z":
            raise ValueError(name)
        number = number * 26 + ord(letter) - ord("A") + 1
    if not 1 <= number <= 16_384:
        raise ValueError(name)
    return number - 1


def as_text(cell: Cell) -> str:
    """A cell's value on one line; whole numbers without a decimal."""
    if isinstance(cell, str):
        return _short_line(cell) if len(cell) < _SHORT else one_line(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def sort_of(cell: Cell) -> Sort:
    """What sort of cell it is."""
    if isinstance(cell, str):
        return "text" if cell.strip() else "empty"
    return "moment" if isinstance(cell, date | datetime | time) else "number"
