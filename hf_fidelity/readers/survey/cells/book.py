"""A spreadsheet or CSV file as sheets of cells: where a cell is, and what stands in it. No meaning is read here."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Literal, Protocol

from hf_fidelity.domain.survey.exports import RowSet
from hf_fidelity.ground import CellFinding, one_line

CellValue = str | int | float | date | datetime | time | timedelta
"""A cell's value. Empty is ``""``. True and false are the texts ``TRUE`` and ``FALSE``: a tick is never a 1."""

Fault = Literal["error", "no-value"]
"""An error cell such as ``#DIV/0!``, or a formula that was saved without a value."""

NOTHING_KNOWN = "#NULL!"
"""The error of a formula that SPSS writes, in a cell that has none, where nothing is known: no fault there."""
ERROR_TEXTS: Mapping[int, str] = {
    0x00: NOTHING_KNOWN,
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""How Excel's binary formats number their errors."""


class Refused(Exception):
    """A file cannot be read. ``finding`` says why, and what to do; there may be several to one reason."""

    def __init__(self, finding: CellFinding, draft: Mapping[str, Any] | None = None, *also: CellFinding) -> None:
        """``draft`` is what was understood all the same, with the keys of a mapping file."""
        super().__init__(finding)
        self.finding = finding
        self.findings = (finding, *also)
        self.draft = draft or {}


Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a part of a sheet, as (row, column)."""


class Sheet(Protocol):
    """One sheet. Row numbers count from 1 as the spreadsheet shows them, columns from 0."""

    @property
    def name(self) -> str | None:
        """None for a CSV file."""

    def rows(self) -> Iterator[list[CellValue]]:
        """Every row from row 1 and column A on, empty ones in between too; may be asked for again.

        They may be the same lists each time, so nobody writes into them.
        """

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """(row, column) → what is wrong with the cell and what stood there (``#DIV/0!``, or the formula)."""

    def hidden_rows(self) -> RowSet:
        """Rows that are hidden or filtered away; they are among :meth:`rows` all the same."""

    def hidden_columns(self) -> Collection[int]:
        """Columns that are hidden, from 0; they are in the rows all the same."""

    def sum_rows(self, columns: Set[int]) -> Set[int]:
        """Rows that the file itself shows to be sums over others.

        They are the totals of a workbook's table, or hold a formula over several rows in one of these columns.
        """

    @property
    def merged_cells(self) -> Sequence[Range]:
        """What is one cell to the eye: what stands there stands in the first one alone."""

    @property
    def comments(self) -> Mapping[tuple[int, int], str]:
        """(row, column) → what somebody has noted on the cell."""

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904, as on old Macs."""


class NothingNoted:
    """What a sheet tells where its kind of file has no such things, or they are not read."""

    @property
    def merged_cells(self) -> Sequence[Range]:
        """None."""
        return ()

    @property
    def comments(self) -> Mapping[tuple[int, int], str]:
        """None."""
        return {}

    @property
    def from_1904(self) -> bool:
        """No: days are dates, or texts."""
        return False


@dataclass(frozen=True)
class Book:
    """An opened file."""

    sheets: Mapping[str, Sheet]
    """Name → sheet, in the file's order; one sheet called "" for CSV. A sheet is parsed when it is first asked for."""
    hidden: frozenset[str] = frozenset()
    """The names of the sheets that are hidden."""


Sort = Literal["number", "moment", "text", "empty"]
"""What sort of cell: a number, a date with or without a time, a text, nothing."""

_SHORT = 200
_short_line = lru_cache(maxsize=16_384)(one_line)
"""Headings and labels stand in every row and file; texts that nobody writes twice are not remembered."""


def first_cell(row: Sequence[CellValue]) -> int | None:
    """The column of the first cell in which anything stands; None where nothing does."""
    return next((at for at, cell in enumerate(row) if cell != "" and as_text(cell)), None)


def as_text(cell: CellValue) -> str:
    """A cell's value on one line; whole numbers without a decimal."""
    if isinstance(cell, str):
        return _short_line(cell) if len(cell) < _SHORT else one_line(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def sort_of(cell: CellValue) -> Sort:
    """What sort of cell it is."""
    if isinstance(cell, str):
        return "text" if cell.strip() else "empty"
    return "moment" if isinstance(cell, date | datetime | time) else "number"


_LETTERS = 26


def cell_name(row: int, column: int) -> str:
    """The name of a cell: row 14 from 1, column 6 from 0 is ``G14``."""
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """The letters of a column that counts from 0: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """The column, from 0, of letters in either case."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def row_and_column(name: str) -> tuple[int, int]:
    """Row and column of a cell: ``G14`` is row 14, column 6."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :] or 0), column_number(letters)
