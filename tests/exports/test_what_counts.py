"""Nothing that is said of rows that count is about a row that does not."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.exports.tables import IDS, Rows, answers, csv, read, xlsx

IN, OUT = (3, 5), 7
"""Rows of the file of which something is said: those that count, and one that does not."""


def table(heading: str, usual: Callable[[int], str], odd: Callable[[int], str]) -> Rows:
    """Eight people who have answered differently."""
    cells = [odd(row) if row in (*IN, OUT) else usual(row) for row in range(2, 10)]
    given = [[*answers(1 + at % 5)[: at + 4], *answers(1 + (at + 2) % 5)[at + 4 :]] for at in range(8)]
    return [[heading, *IDS], *([cell, *row] for cell, row in zip(cells, given, strict=True))]


def without_the_last_cell(row: int, cells: list[Any]) -> list[Any]:
    return cells[:-1] if row in (*IN, OUT) else cells


DAY = "2026-08-12 09:15"
SAID: Mapping[str, tuple[str, str, Callable[[int], str], Callable[[int], str], Mapping[str, Any]]] = {
    "a day lacks": ("status-elsewhere", "Svartid", lambda _: DAY, lambda _: "", {}),
    "a day lacks that says who is done": ("status-elsewhere", "Gennemført dato", lambda _: DAY, lambda _: "", {}),
    "they may not agree": ("status-elsewhere", "Samtykke til opbevaring", lambda _: "Ja", lambda _: "Nej", {}),
    "nobody knows who they are": ("respondents-alike", "Respondent", str, lambda _: "Gæst", {}),
    "the same mail": ("perhaps-twice", "Mail", lambda row: f"p{row}@x.dk", lambda _: "p@x.dk", {}),
    "rounded numbers": ("rounded-numbers", "Respondent", lambda row: f"{row}23456", lambda _: "1.23457E+15", {}),
    "days of another quarter": ("other-dates", "Dato", lambda _: "2026-08-12", lambda _: "2026-02-12", {}),
    "days near its edge": (
        "near-edge", "Dato", lambda _: "2026-08-12", lambda _: "2026-07-02", {"quarter": None},
    ),
}  # fmt: skip


def rows_told(found: Any, code: str) -> list[str]:
    return [str(f.params["rows"]) for f in found.findings if f.code == code]


@pytest.mark.parametrize(("code", "heading", "usual", "odd", "options"), SAID.values(), ids=SAID)
@pytest.mark.parametrize("out", ["an odd answer", "another team", "a row of sums", None])
def test_what_is_said_of_rows_that_count(
    code: str,
    heading: str,
    usual: Callable[[int], str],
    odd: Callable[[int], str],
    options: Mapping[str, Any],
    out: str | None,
    tmp_path: Path,
) -> None:
    rows = [[row[0], "Nord", *row[1:]] for row in table(heading, usual, odd)]
    rows[0][1] = "Team"
    if out == "an odd answer":
        rows[OUT - 1][-1] = "Måske"
    elif out == "another team":
        rows[OUT - 1][1] = "Syd"
    elif out == "a row of sums":
        rows[OUT - 1][1] = "Nord i alt"
    told = IN if out else (*IN, OUT)
    found = read(csv(tmp_path / "e.csv", rows), **options)
    assert rows_told(found, code) == [", ".join(map(str, told))]
    assert OUT in found.rows.rejected or not out


@pytest.mark.parametrize("out", [True, False])
def test_hidden_rows_that_count(out: bool, tmp_path: Path) -> None:
    rows = table("Navn", str, str)
    if out:
        rows[OUT - 1][-1] = "Måske"
    book = openpyxl.load_workbook(xlsx(tmp_path / "e.xlsx", {"Et": rows}))
    for row in (*IN, OUT):
        book["Et"].row_dimensions[row].hidden = True
    book.save(tmp_path / "e.xlsx")
    assert rows_told(read(tmp_path / "e.xlsx"), "hidden-rows") == ["3, 5" if out else "3, 5, 7"]


@pytest.mark.parametrize("out", [True, False])
def test_short_rows_that_count(out: bool, tmp_path: Path) -> None:
    rows: Sequence[list[Any]] = [[*row, "x"] for row in table("Nr", str, str)]
    if out:
        rows[OUT - 1][-2] = "Måske"
    short = [without_the_last_cell(at, row) for at, row in enumerate(rows, 1)]
    assert rows_told(read(csv(tmp_path / "e.csv", short)), "short-rows") == ["3, 5" if out else "3, 5, 7"]
