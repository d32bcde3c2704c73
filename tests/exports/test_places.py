"""Where things stand and what sort they are, at the edges: cells, sheets beside each other, titles, records, pipes."""

import io
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from queue import SimpleQueue
from string import Formatter
from typing import Any

import openpyxl
import pytest

from hf_fidelity import i18n
from hf_fidelity.readers.survey import worker
from hf_fidelity.readers.survey.cells.book import CellValue, sort_of
from hf_fidelity.readers.survey.cells.faults import _records
from hf_fidelity.readers.survey.sentences import ROW, CellPlace, RowFindings
from tests.exports.tables import IDS, TEXTS, answers, csv, people, read, xlsx

SORTS: list[tuple[CellValue, str]] = [
    ("Enig", "text"),
    (" ", "empty"),
    ("", "empty"),
    (4, "number"),
    (4.5, "number"),
    (date(2026, 9, 1), "moment"),
    (datetime(2026, 9, 1, 12), "moment"),
    (time(12), "moment"),
]


@pytest.mark.parametrize(("cell", "sort"), SORTS)
def test_of_what_sort_a_cell_is(cell: CellValue, sort: str) -> None:
    assert sort_of(cell) == sort


def in_sevens(number: int) -> bytes:
    """A number as a binary workbook has it: seven bits a byte, the lowest first, and a mark where more follow."""
    return bytes([number & 0x7F | 0x80]) + in_sevens(number >> 7) if number > 0x7F else bytes([number])


@pytest.mark.parametrize("size", [0, 1, 127, 128, 129, 255, 256, 16_383, 16_384, 16_385])
def test_the_records_of_a_binary_workbook_are_as_long_as_they_say(size: int) -> None:
    stream = b"".join(in_sevens(kind) + in_sevens(length) + b"x" * length for kind, length in ((5, size), (300, 2)))
    assert [(kind, len(data)) for kind, data in _records(io.BytesIO(stream))] == [(5, size), (300, 2)]


def some(statements: int) -> list[list[str]]:
    return [["Navn", *IDS[:statements]], *([name, *answers(4)[:statements]] for name in ("Ane", "Bo", "Carl"))]


@pytest.mark.parametrize(("others", "doubtful"), [(8, False), (9, True), (10, True)])
def test_a_sheet_with_more_than_half_of_the_statements_may_be_meant_as_well(
    others: int, doubtful: bool, tmp_path: Path
) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Et": some(len(IDS)), "To": some(others)}))
    assert ("several-sheets" in [finding.code for finding in found.findings]) == doubtful


@pytest.mark.parametrize(("cells", "told"), [(7, []), (8, []), (9, ["no-team"])])
def test_a_title_has_eight_cells_at_most(cells: int, told: Sequence[str], tmp_path: Path) -> None:
    title = ["Team", "Nord", *["-"] * (cells - 2)]
    found = read(csv(tmp_path / "e.csv", [title, [], *people()]), team=None)
    assert [finding.code for finding in found.findings if finding.severity == "error"] == told


@pytest.mark.parametrize(("above", "told"), [(1, []), (2, []), (3, ["no-team"])])
def test_a_name_of_a_column_may_stand_two_rows_too_high(above: int, told: Sequence[str], tmp_path: Path) -> None:
    empty = ["", *[""] * len(IDS)]
    rows = [["Team", *[""] * len(IDS)], *[empty] * (above - 1), ["", *TEXTS]]
    found = read(csv(tmp_path / "e.csv", [*rows, *(["Nord", *answers(4)] for _ in range(4))]), team=None)
    assert [finding.code for finding in found.findings if finding.severity == "error"] == told


def test_a_child_that_is_late_is_told_from_one_that_died() -> None:
    child: Any = object.__new__(worker._Child)
    child._heard = SimpleQueue()
    with pytest.raises(worker._Died) as late:
        child._receive(0.001)
    child._heard.put(worker._SILENCE)
    with pytest.raises(worker._Died) as gone:
        child._receive(0.001)
    assert (late.value.late, gone.value.late) == (True, False)


def test_what_a_library_prints_or_asks_for_is_no_answer_of_the_child() -> None:
    script = """
import os, sys
from hf_fidelity.readers.survey.worker_child import _own_pipes
questions, answers = _own_pipes()
os.write(1, b"printed"); os.write(2, b"complained"); print(sys.stdin.read())
answers.write(questions.read().upper())
answers.flush()
"""
    done = subprocess.run([sys.executable, "-c", script], input=b"asked", capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"ASKED", b"")


NUMBERS: list[tuple[float, bool]] = [
    (101_000_000, True),  # the nought in front is lost
    (101_000_000.0, True),
    (3_112_990_000, True),
    (3_212_990_000, False),
    (101_000_000.5, False),
    (99_999_999, False),
    (10_101_000_000, False),
]


@pytest.mark.parametrize(("number", "like"), NUMBERS)
def test_a_number_in_a_workbook_may_look_like_a_cpr_number(number: float, like: bool, tmp_path: Path) -> None:
    rows = people()
    rows[3][0] = number
    found = read(xlsx(tmp_path / "e.xlsx", {"Et": rows}))
    assert ([(f.code, f.cell) for f in found.findings if f.code == "cpr-like"] == [("cpr-like", "A4")]) == like


@pytest.mark.parametrize(
    ("hidden", "told"), [([1], None), ([2], "2"), ([1, 2], "2"), ([1, 2, 3, 5], "2–3, 5"), ([9], "9")]
)
def test_hidden_rows_are_those_below_the_headings(hidden: Sequence[int], told: str | None, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(xlsx(tmp_path / "e.xlsx", {"Et": people()}))
    for row in hidden:
        book["Et"].row_dimensions[row].hidden = True
    book.save(tmp_path / "e.xlsx")
    found = read(tmp_path / "e.xlsx")
    assert next((f.params["rows"] for f in found.findings if f.code == "hidden-rows"), None) == told


def with_its_fields(code: str) -> dict[str, Any]:
    """Something for each field of a row's sentence and of what is to be done, as whoever tells it fills them in."""
    texts = ROW[code].message, ROW[code].remedy
    return {field: "x" for text in texts for _, field, *_ in Formatter().parse(text) if field and field != "value"}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("code", ROW)
def test_what_is_too_much_to_tell_one_by_one_is_told_in_one_sentence(code: str, language: str) -> None:
    found = RowFindings("Ark", lambda row, _column: CellPlace("Ark", row, f"A{row}"))
    most = ROW[code].one_by_one
    for row in range(1, most + 3):
        found.add(code, row, 0, f"text {row}", **with_its_fields(code))
    *told, last = found.all()
    with i18n.speaking(language):
        assert len(told) == most
        assert f"{most + 1}–{most + 2}" in last.words()
        assert (last.row, last.cell, bool(last.what_to_do())) == (None, None, bool(ROW[code].remedy))
