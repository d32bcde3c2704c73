"""What stands in a cell, as the spreadsheet shows it."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal

from hf_fidelity.ground.text import one_line
from hf_fidelity.readers.exports.cells.book import Cell

Sort = Literal["number", "moment", "text", "empty"]
"""What sort of cell: a number, a date with or without a time, a text, nothing."""

_SHORT = 200
_short_line = lru_cache(maxsize=16_384)(one_line)
"""Headings and labels stand in every row and file; texts that nobody writes twice are not remembered."""


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
