"""What is said of a table whose rows are counted: of rows that count alone; destroyed letters, rows pasted twice."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from hf_fidelity.ground.text import is_destroyed
from tests.exports.tables import IDS, LABELS, SEVEN, TEXTS, Rows, answers, csv, of_code, read, seven, xlsx

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

    def hide(book: Workbook) -> None:
        for row in (*IN, OUT):
            book["Svar"].row_dimensions[row].hidden = True

    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": rows}, change=hide))
    assert rows_told(found, "hidden-rows") == ["3, 5" if out else "3, 5, 7"]


@pytest.mark.parametrize("out", [True, False])
def test_short_rows_that_count(out: bool, tmp_path: Path) -> None:
    rows: Sequence[list[Any]] = [[*row, "x"] for row in table("Nr", str, str)]
    if out:
        rows[OUT - 1][-2] = "Måske"
    short = [without_the_last_cell(at, row) for at, row in enumerate(rows, 1)]
    assert rows_told(read(csv(tmp_path / "e.csv", short)), "short-rows") == ["3, 5" if out else "3, 5, 7"]


def _misread(wrote: str, text: str) -> str:
    """A text that was written in one encoding and read as Windows-1252."""
    return text.encode(wrote).decode("cp1252", "replace")


SPOILT: dict[str, Callable[[str], str]] = {
    "utf-8": lambda text: _misread("utf-8", text),
    "mac": lambda text: _misread("mac_roman", text),
    "dos": lambda text: _misread("cp865", text),
    "replaced": lambda text: text.encode("ascii", "replace").decode().replace("?", "\ufffd"),
    "without-the-letter": lambda text: text.encode("ascii", "replace").decode(),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_name_whose_letters_are_destroyed_is_pointed_out_once(spoil: Callable[[str], str], tmp_path: Path) -> None:
    name = spoil("Bostøtte Nord")
    for found in (
        read(csv(tmp_path / "e.csv", seven(name)), team=None),
        read(xlsx(tmp_path / "e.xlsx", {"Svar": seven(name)}), team=None),
    ):
        assert found.rows.accepted == len(SEVEN)
        [(cell, params)] = of_code(found, "destroyed-letters")
        assert (cell, params["value"], params["columns"]) == ("A2", name, ["A »Team«"])


def test_headings_and_answers_with_destroyed_letters_are_named_with_their_columns(tmp_path: Path) -> None:
    rows = seven(heads=[*IDS[:-1], _misread("utf-8", TEXTS[-1])])
    rows[3][1] = _misread("utf-8", "Altid nødvendigt")
    [(_, params)] = of_code(read(csv(tmp_path / "e.csv", rows), team=None), "destroyed-letters")
    assert [column[0] for column in params["columns"]] == ["B", "Q"]


def test_a_file_that_is_refused_for_its_destroyed_headings_says_so(tmp_path: Path) -> None:
    rows = [[_misread("utf-8", text) for text in ("Spørgsmål på æøå", "Øvrige åbne spørgsmål")], ["Enig", "Uenig"]]
    found = read(csv(tmp_path / "e.csv", rows), team=None)
    assert [finding.code for finding in found.findings] == ["no-statements", "destroyed-letters"]


WHOLE = (
    "Ærø–Langeland", "Équipe «Été»", "IDÉ»", "São João", "NÃO", "ÂNGULO", "Col·legi", "L’Hospitalet", "R&D?", "£5",
    "Mitarbeiter*innen", "Hvad nu? ja", "Hvad?Hvem", "Team 3½", "50 % – “godt”", "https://a.dk/svar?id=4", "Šumava",
    "Œuvre", "Straße", "¿Quién?", "Nord ¾",
)  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_unusual_letters_are_not_destroyed_ones(text: str) -> None:
    assert not is_destroyed(text)


def test_rows_that_were_pasted_in_twice_are_pointed_out(tmp_path: Path) -> None:
    rows = seven()
    [(_, params)] = of_code(read(csv(tmp_path / "e.csv", [*rows, *rows[1:]]), team=None), "rows-repeated")
    assert (params["rows"], params["earlier"]) == ("9–15", "2–8")


def test_part_of_the_rows_twice_under_new_numbers(tmp_path: Path) -> None:
    rows = [*seven(), *seven()[3:]]
    numbered = [["Nr" if at == 0 else str(at), *row] for at, row in enumerate(rows)]
    [(_, params)] = of_code(read(xlsx(tmp_path / "e.xlsx", {"Svar": numbered}), team=None), "rows-repeated")
    assert (params["rows"], params["earlier"]) == ("9–13", "4–8")


MIXED = [[LABELS[chosen] for chosen in Random(at).choices(range(1, 6), k=len(IDS))] for at in range(20)]
AGAIN: dict[str, tuple[list[list[str]], list[tuple[str, str]]]] = {
    "two": ([*MIXED, *MIXED[4:6]], []),
    "three": ([*MIXED, *MIXED[4:7]], [("22–24", "6–8")]),
    "four": ([*MIXED, *MIXED[4:8]], [("22–25", "6–9")]),
    "four twice": ([*MIXED, *MIXED[4:8], *MIXED[4:8]], [("22–25", "6–9")]),
    "at once": ([*MIXED[:4], *MIXED[:4], *MIXED[4:]], [("6–9", "2–5")]),
    "two kinds of three": ([*MIXED, MIXED[0], *MIXED[:2], *MIXED[5:7], MIXED[0], *MIXED[:2]], []),
}


@pytest.mark.parametrize(("rows", "told"), AGAIN.values(), ids=AGAIN)
def test_three_rows_of_three_kinds_again_are_pasted(
    rows: list[list[str]], told: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = read(csv(tmp_path / "e.csv", [["Team", *IDS], *(["Nord", *row] for row in rows)]), team=None)
    assert [(params["rows"], params["earlier"]) for _, params in of_code(found, "rows-repeated")] == told


NOT_PASTED = {
    "another team": [*seven(), *seven("Syd")[1:]],
    "all agree": [["Team", *IDS], *[["Nord", *[LABELS[4]] * len(IDS)]] * 40],
    "two sorts by turns": [["Team", *IDS], *[["Nord", *[LABELS[n]] * len(IDS)] for n in (4, 5) * 20]],
    "three sorts, a few": [["Team", *IDS], *[["Nord", *[LABELS[n]] * len(IDS)] for n in (4, 5, 3, 4, 5, 4, 3, 3)]],
}


@pytest.mark.parametrize("rows", NOT_PASTED.values(), ids=NOT_PASTED)
def test_people_who_answer_alike_are_no_copies(rows: Rows, tmp_path: Path) -> None:
    assert not of_code(read(csv(tmp_path / "e.csv", rows), team=None), "rows-repeated")
