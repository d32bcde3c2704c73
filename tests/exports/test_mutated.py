"""Exports that something has gone wrong with: lines lost, doubled and mixed, cells overwritten, bytes changed, blocks
pasted under each other, sheets hidden and added.

Whatever comes of it: nothing is raised, no row is lost, no number like a CPR is repeated, and the figures are those
that another library finds in the same bytes, cell by cell, in the rows that are said to count.
"""

import codecs
import csv
import io
import random
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.exports.layouts import LAYOUTS
from tests.exports.layouts.layout import CPR, Layout, Written
from tests.exports.matrix import IDS, INSTRUMENT, Mark
from tests.exports.written_table import WrittenTable

JUNK = ["", '"', "Enig", "Måske;Enig", CPR, "#N/A", "S01", "S02", "[S03]", "5", "Team", "i alt", "\0", "\ufeff", "<b>"]


def _lose(chance: random.Random, lines: list[str]) -> None:
    lines.pop(chance.randrange(len(lines)))
    lines.append("")  # never none at all


def _double(chance: random.Random, lines: list[str]) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _overwrite(chance: random.Random, lines: list[str]) -> None:
    at, separator = chance.randrange(len(lines)), chance.choice(";,\t")
    cells = lines[at].split(separator)
    cells[chance.randrange(len(cells))] = chance.choice(JUNK)
    lines[at] = separator.join(cells)


def _mix(chance: random.Random, lines: list[str]) -> None:
    chance.shuffle(lines)


def _paste(chance: random.Random, lines: list[str]) -> None:
    """The whole file, or its end, once more below itself; perhaps without its first cell."""
    block = lines[chance.choice([0, 0, len(lines) // 2]) :]
    if chance.random() < 0.5:
        block = [line[line.find(mark) + 1 :] if (mark := chance.choice(";,")) in line else line for line in block]
    lines += block


def _cut(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]


CHANGES: list[Callable[[random.Random, list[str]], None]] = [_lose, _double, _overwrite, _overwrite, _mix, _paste, _cut]


def mutated(chance: random.Random, path: Path) -> bytes:
    """The file's content with a few things wrong."""
    if path.suffix == ".csv" and chance.random() < 0.8:
        lines = path.read_bytes().decode("utf-8-sig", "replace").split("\n")
        for _ in range(chance.randrange(1, 6)):
            chance.choice(CHANGES)(chance, lines)
        return "\n".join(lines).encode(chance.choice(["utf-8", "utf-8-sig", "utf-16"]))
    if path.suffix == ".xlsx" and chance.random() < 0.3:
        return _changed_book(chance, path)
    data = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _changed_book(chance: random.Random, path: Path) -> bytes:
    """A workbook in which rows, cells and sheets are others."""
    book = openpyxl.load_workbook(path)
    sheet: Any = chance.choice(book.worksheets)
    what = chance.choice(["lose", "junk", "paste", "move", "hide"])
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    if what == "lose":
        sheet.delete_rows(chance.randrange(1, sheet.max_row + 1), chance.randrange(1, 4))
    elif what == "junk":
        sheet.cell(
            chance.randrange(1, sheet.max_row + 1), chance.randrange(1, sheet.max_column + 1), chance.choice(FINE)
        )
    elif what == "paste":
        for row in rows[chance.choice([0, 0, len(rows) // 2]) :]:
            sheet.append(row[chance.choice([0, 0, 1]) :])
    elif what == "move":
        further: Any = book.create_sheet(chance.choice(["Ark2", "Labels", "Codes"]))
        for row in rows[chance.choice([0, len(rows) // 2]) :]:
            further.append(row)
    elif any(other.sheet_state == "visible" for other in book.worksheets if other is not sheet):
        sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FINE = [text for text in JUNK if "\0" not in text]


# What another library finds in the same bytes.


def _text_of(data: bytes) -> str:
    """In the encoding that it has whole; of two bytes a letter what there is of it, for a half letter has no other."""
    if data[:2] == codecs.BOM_UTF16_LE:
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return data.decode("latin-1")


@dataclass(frozen=True)
class Original:
    """An export as it was written, and what its answers are called there."""

    layout: Layout
    written: Written

    @cached_property
    def table(self) -> WrittenTable | None:
        return WrittenTable.load(self.written, self.layout.people())

    @cached_property
    def words(self) -> Mapping[str, Mark]:
        table = self.table
        return {str(cell): mark for mark, cell in table.vocabulary().items()} if table else {}

    def cells(self, path: Path, sheet: str | None) -> list[list[Any]] | None:
        """Every row, read without this program; None where the other library cannot."""
        if sheet is not None:
            try:
                rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
            except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, SyntaxError, NotImplementedError):
                return None  # a part is damaged that no table is in
            return [["" if cell is None else cell for cell in row] for row in rows]
        data, table = path.read_bytes(), self.table
        text = _text_of(data)
        assert table and table.form
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=table.form.delimiter))

    def wrong(self, path: Path, read: ExportRead) -> list[str]:
        """Points that are not as often in the rows that count as is said, with room for what nobody can read."""
        columns = read.mapping.get("columns", {})
        where = {meant: column_index_from_string(letter) - 1 for letter, meant in columns.items() if meant in IDS}
        if len(where) < sum(meant in IDS for meant in columns.values()) or not self.words:
            return []
        out = [read.rows.rejected, *read.rows.skipped.values()]
        first, cells = max(read.mapping["header_rows"]), self.cells(path, read.sheet)
        rows = [
            row
            for number, row in enumerate(cells or (), 1)
            if number > first and not any(number in some for some in out)
        ]
        wrong = []
        for id, at in where.items() if cells else ():
            stood = [str(row[at]).strip() for row in rows if at < len(row) and row[at] != ""]
            there = Counter(self.words.get(text, text) for text in stood)
            unsure = sum(
                times for text, times in there.items() if isinstance(text, str) and text not in ("-", "?", "i")
            )
            found = [sum(group.votes[id].all.counts[point - 1] for group in read.groups) for point in range(1, 6)]
            if not all(there[point] <= found[point - 1] <= there[point] + unsure for point in range(1, 6)):
                wrong.append(f"{id}: {found} instead of {there}")
        return wrong


def check(read: ExportRead) -> None:
    rows = read.rows
    assert rows.read == rows.accepted + rows.skips + len(rows.rejected)
    assert sum(group.respondents for group in read.groups) == rows.accepted
    assert CPR not in " ".join(f"{finding.words()} {finding.what_to_do()}" for finding in read.findings)


def read_mutated(folder: Path, seed: int, many: int) -> int:
    """Read so many; how many of them had figures that were compared."""
    chance, compared = random.Random(seed), 0
    made = []
    for at, layout in enumerate(LAYOUTS):
        (folder / str(at)).mkdir()
        made.append(Original(layout, layout.write(folder / str(at), layout.people())))
    for _ in range(many):
        original = chance.choice(made)
        path = original.written.path
        broken = path.with_name(f"broken_{path.name}")
        broken.write_bytes(mutated(chance, path))
        asked = (
            original.layout.options() if chance.random() < 0.7 else Options(INSTRUMENT, lenient=chance.random() < 0.5)
        )
        read = read_export(Job(str(broken), tuple(map(str, original.written.beside))), asked)
        check(read)
        if read.groups and "columns" in read.mapping:
            assert original.wrong(broken, read) == [], (original.layout.name, broken)
            compared += 1
    return compared


@pytest.mark.parametrize("many", [40, pytest.param(250, marks=pytest.mark.thorough)])
def test_nothing_is_raised_no_row_is_lost_and_the_figures_are_those_of_the_cells(tmp_path: Path, many: int) -> None:
    assert read_mutated(tmp_path, 1, many) > many // 5


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 22))
def test_the_same_in_the_long_run(tmp_path: Path, seed: int) -> None:
    assert read_mutated(tmp_path, seed, 300) > 50
