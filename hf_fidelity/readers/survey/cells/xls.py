"""Sheets of .xls files, read by xlrd: of the readers of this old format it alone names error cells."""

import io
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any, Literal

import xlrd
from xlrd.sheet import Sheet

from hf_fidelity.domain.survey.exports import RowSet
from hf_fidelity.readers.survey.cells.book import ERROR_TEXTS, Book, CellValue, Fault, NothingNoted, Range
from hf_fidelity.readers.survey.cells.refusals import refusal


@dataclass(frozen=True)
class OldExcelSheet(NothingNoted):
    """A sheet that xlrd has read."""

    sheet: Sheet
    datemode: Literal[0, 1]
    """Whether days are counted from 1900 or 1904."""

    @property
    def name(self) -> str:
        """The name on its tab."""
        return self.sheet.name

    def rows(self) -> Iterator[list[CellValue]]:
        """Every row from row 1 and column A on."""
        for row in range(self.sheet.nrows):
            kinds, values = self.sheet.row_types(row), self.sheet.row_values(row)
            yield [self._cell(kind, value) for kind, value in zip(kinds, values, strict=True)]

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """The error cells but for what SPSS writes. This format does not tell of formulas."""
        return {
            (row + 1, column): ("error", ERROR_TEXTS.get(int(self.sheet.cell_value(row, column)), "#?"))
            for row in range(self.sheet.nrows)
            for column, kind in enumerate(self.sheet.row_types(row))
            if kind == xlrd.XL_CELL_ERROR and self.sheet.cell_value(row, column)
        }

    def hidden_rows(self) -> RowSet:
        """The rows that are hidden or filtered away."""
        return RowSet.of(row + 1 for row, info in self.sheet.rowinfo_map.items() if info.hidden)

    def hidden_columns(self) -> list[int]:
        """The columns that are hidden, or have no width."""
        return [column for column, info in self.sheet.colinfo_map.items() if info.hidden or not info.width]

    def sum_rows(self, columns: Set[int]) -> Set[int]:  # noqa: ARG002
        """None: the formulas of this format are not read."""
        return frozenset()

    @property
    def merged_cells(self) -> list[Range]:
        """What is one cell to the eye."""
        return [((top + 1, left), (end, right - 1)) for top, end, left, right in self.sheet.merged_cells]

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904, as on old Macs."""
        return self.datemode == 1

    def _cell(self, kind: int, value: Any) -> CellValue:
        if kind == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        if kind == xlrd.XL_CELL_DATE:
            return _moment(value, self.datemode)
        cell: CellValue = value if kind in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER) else ""
        return cell


def open_old_excel(path: Path) -> Book:
    """Open an .xls that passed the gate; raises :class:`Refused` where it cannot be read."""
    try:
        # formatting_info: without it the rows' properties, hidden among them, are not read
        workbook = xlrd.open_workbook(str(path), logfile=io.StringIO(), formatting_info=True)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # xlrd trusts the file: whatever it stumbles over is damage
        raise refusal("encrypted" if "encrypted" in str(error) else "damaged") from error
    sheets = workbook.sheets()
    if not sheets:
        raise refusal("no-sheet")
    hidden = frozenset(sheet.name for sheet in sheets if sheet.visibility)
    return Book({sheet.name: OldExcelSheet(sheet, workbook.datemode) for sheet in sheets}, hidden)


def _moment(value: float, datemode: Literal[0, 1]) -> CellValue:
    """As calamine tells it: a day, a time of day, or both."""
    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return value
    if 0 <= value < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment
