"""An export as it was written: its lines, whose they are, where the statements stand; to be damaged and saved again."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.exports.layouts.layout import Written
from tests.exports.matrix import IDS, Mark, Person


@dataclass
class TableLine:
    """One row of the sheet, and whose it is."""

    cells: list[Any]
    person: Person | None = None


@dataclass(frozen=True)
class CsvForm:
    """How a CSV file was written, told by the file itself."""

    encoding: str
    delimiter: str
    end: str
    quoted: bool


@dataclass
class WrittenTable:
    """The one table of answers in a file. Rows and columns are counted from 0 in here."""

    written: Written
    sheet: str | None
    lines: list[TableLine]
    columns: dict[str, int]
    """Statement → its column."""
    form: CsvForm | None
    finish: list[Callable[[Worksheet], None]] = field(default_factory=list)
    """What is done to the sheet of a workbook before it is saved."""

    @classmethod
    def load(cls, written: Written, people: Sequence[Person]) -> Self | None:
        """The table as it was written; None where the answers stand on several sheets."""
        [sheet, *others] = {spot.sheet for spot in written.spots.values()}
        if others:
            return None
        form = None if written.path.suffix == ".xlsx" else _csv_form(written.path.read_bytes())
        lines = [TableLine(cells) for cells in (_csv_rows(written.path, form) if form else _sheet_rows(written, sheet))]
        by_number = {person.number: person for person in people}
        for (number, _), spot in written.spots.items():
            lines[spot.row - 1].person = by_number[number]
        columns = {id: spot.column - 1 for (_, id), spot in written.spots.items()}
        return cls(written, sheet, lines, {id: columns[id] for id in IDS}, form)

    @property
    def first(self) -> int:
        """The first row below the headings."""
        return next(at for at, line in enumerate(self.lines) if line.person)

    @property
    def answered(self) -> list[TableLine]:
        """The rows of those whose answers count."""
        return [line for line in self.lines if line.person and line.person.kind == "answer"]

    def headings(self, column: int) -> list[int]:
        """The rows above the first person in which the column is called something, the lowest last."""
        return [
            at for at in range(self.first) if column < len(self.cells(at)) and self.cells(at)[column] not in ("", None)
        ]

    def heading_row(self, column: int) -> int:
        """The row of the headings that says what the column is about in the most words; none for programs."""
        rows = [row for row in self.headings(column) if not str(self.cells(row)[column]).startswith("{")]
        return max(rows, key=lambda row: len(str(self.cells(row)[column])))

    def people(self) -> tuple[Person, ...]:
        """Everybody whose row is in the table."""
        return tuple(line.person for line in self.lines if line.person)

    def heading(self, column: int) -> str:
        """What the column is called, in the lowest row that calls it anything."""
        rows = self.headings(column)
        return str(self.cells(rows[-1])[column]) if rows else ""

    def called(self, *names: str) -> int | None:
        """The first column with one of these names in any of its heading rows."""
        for column in range(max(len(line.cells) for line in self.lines[: self.first])):
            if any(str(self.cells(row)[column]).casefold() in names for row in self.headings(column)):
                return column
        return None

    def cells(self, row: int) -> list[Any]:
        return self.lines[row].cells

    def vocabulary(self) -> dict[Mark, Any]:
        """How each answer is written here, told by the table itself."""
        found: dict[Mark, Any] = {}
        for line in self.answered:
            assert line.person
            for id, column in self.columns.items():
                if id not in line.person.damaged:
                    found.setdefault(line.person.marks[id], line.cells[column])
        return found

    def add_row(self, cells: list[Any], at: int | None = None) -> int:
        """A row of nobody's, below the table or at a place; its number."""
        place = len(self.lines) if at is None else at
        if at is None:
            while not any(cell not in ("", None) for cell in self.lines[place - 1].cells):
                place -= 1
        self.lines.insert(place, TableLine(cells))
        return place

    def add_column(self, at: int, name: str, value: Callable[[Person], Any]) -> None:
        """A column in front of the one at a place; its name stands in the lowest heading row."""
        heads = [row for row in range(self.first) if self.cells(row)]
        for row, line in enumerate(self.lines):
            filled = name if row == heads[-1] else value(line.person) if line.person else ""
            if line.cells:
                line.cells.insert(at, filled)
        self.columns = {id: column + (column >= at) for id, column in self.columns.items()}

    def drop_column(self, at: int) -> None:
        for line in self.lines:
            del line.cells[at : at + 1]
        self.columns = {id: column - (column > at) for id, column in self.columns.items()}

    def save(self) -> Path:
        """Write the file again."""
        if self.form:
            return self._save_csv(self.form)
        book = openpyxl.load_workbook(self.written.path)
        sheet = book[self.sheet or ""]
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.delete_rows(1, sheet.max_row)
        for at, line in enumerate(self.lines, start=1):
            for column, cell in enumerate(line.cells, start=1):
                if cell not in ("", None):
                    sheet.cell(at, column, cell)
        for change in self.finish:
            change(sheet)
        book.save(self.written.path)
        return self.written.path

    def _save_csv(self, form: CsvForm) -> Path:
        text = io.StringIO(newline="")
        quoting: Any = csv.QUOTE_ALL if form.quoted else csv.QUOTE_MINIMAL
        csv.writer(text, delimiter=form.delimiter, lineterminator=form.end, quoting=quoting).writerows(
            line.cells for line in self.lines
        )
        self.written.path.write_bytes(text.getvalue().encode(form.encoding))
        return self.written.path


def _csv_form(data: bytes) -> CsvForm:
    if data.startswith(b"\xff\xfe"):
        encoding = "utf-16"
    elif data.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    else:
        encoding = "utf-8" if _is_utf8(data) else "cp1252"
    text = data.decode(encoding)
    mark = max(",;\t", key=lambda mark: _narrowest(text, mark))
    return CsvForm(encoding, mark, "\r\n" if "\r\n" in text else "\n", text.startswith('"'))


def _narrowest(text: str, mark: str) -> int:
    """The fewest fields that a row has, if this parts them."""
    return min(len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if row)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _csv_rows(path: Path, form: CsvForm) -> list[list[Any]]:
    with path.open(encoding=form.encoding, newline="") as file:
        return list(csv.reader(file, delimiter=form.delimiter))


def _sheet_rows(written: Written, sheet: str | None) -> list[list[Any]]:
    book = openpyxl.load_workbook(written.path)
    return [["" if cell is None else cell for cell in row] for row in book[sheet or ""].iter_rows(values_only=True)]
