"""A spreadsheet or CSV file as sheets of cells with coordinates. No meaning is read here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, Protocol

from hf_fidelity.domain.survey.batch import RowSet
from hf_fidelity.ground.findings import CellFinding

Cell = str | int | float | date | datetime | time | timedelta
"""A cell's value. Empty is ``""``. True and false are the texts ``TRUE`` and ``FALSE``: a tick is never a 1."""

Fault = Literal["error", "no-value"]
"""An error cell such as ``#DIV/0!``, or a formula that was saved without a value."""


class Refused(Exception):
    """A file cannot be read. ``finding`` says why, and what to do."""

    def __init__(self, finding: CellFinding, draft: Mapping[str, Any] | None = None) -> None:
        """``draft`` is what was understood all the same, with the keys of a mapping file."""
        super().__init__(finding)
        self.finding = finding
        self.draft = draft or {}


class Sheet(Protocol):
    """One sheet. Row numbers count from 1 as the spreadsheet shows them, columns from 0."""

    @property
    def name(self) -> str | None:
        """None for a CSV file."""

    def rows(self) -> Iterator[list[Cell]]:
        """Every row from row 1 and column A on, empty ones in between too; may be asked for again."""

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """(row, column) → what is wrong with the cell and what stood there (``#DIV/0!``, or the formula)."""

    def hidden_rows(self) -> RowSet:
        """Rows that are hidden or filtered away; they are among :meth:`rows` all the same."""


@dataclass(frozen=True)
class Book:
    """An opened file."""

    sheets: Mapping[str, Sheet]
    """Name → sheet, in the file's order; one sheet called "" for CSV. A sheet is parsed when it is first asked for."""
    hidden: frozenset[str] = frozenset()
    """The names of the sheets that are hidden."""
