"""What becomes of single rows of a table made by hand: cells too many or too few, and rows in no table that is read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.exports import tables, three_statements as three
from tests.exports.layouts.layout import CPR
from tests.exports.matrix import IDS, INSTRUMENT, NORD, ORGANISATION, QUARTER
from tests.exports.tables import csv, people, written, xlsx

HEADS = ["Kommune", "Team", "Kvartal", "Respondent", "Rolle", *IDS]


def person(name: str, *answers: str, quarter: str = QUARTER) -> list[str]:
    """A row; the last answer stands for all that follow."""
    return [ORGANISATION, NORD, quarter, name, "Leder", *answers, *[answers[-1]] * (len(IDS) - len(answers))]


def read(folder: Path, rows: Sequence[Sequence[str]], lenient: bool = False) -> ExportRead:
    return read_as_said(csv(folder / "svar.csv", [HEADS, *rows]), lenient=lenient)


def read_as_said(path: Path, **options: Any) -> ExportRead:
    """The file, of which nothing is said: its rows say whose they are."""
    return read_export(Job(str(path)), Options(INSTRUMENT, **options))


def rows_of(read: ExportRead) -> dict[str, str]:
    """Reason → the rows."""
    return {reason: str(rows) for reason, rows in read.rows.skipped.items() if rows.runs}


def first_counts(read: ExportRead) -> dict[str, tuple[int, ...]]:
    """Quarter → the counts of the first statement."""
    return {str(group.quarter): group.votes["S01"].all.counts for group in read.groups}


@pytest.mark.parametrize("mark", [";", ","])
@pytest.mark.parametrize(("slipped", "right"), [(1, "2"), (2, "2, 4"), (3, "2, 4, 6"), (4, None), (6, None)])
def test_rows_with_a_field_too_many_are_named_up_to_half_of_all(
    slipped: int, right: str | None, mark: str, tmp_path: Path
) -> None:
    """Where more rows have it, it may as well be a column without a heading."""
    order = [2, 4, 6, 3, 5, 7][:slipped]
    rows = [[str(n), *(["Enig"] if n in order else []), "Enig", "Helt enig", "Enig"] for n in range(2, 8)]
    found = tables.read(csv(tmp_path / "e.csv", [["Nr", "S01", "S02", "S03"], *rows], mark))
    told = [each.code for each in found.findings if each.severity == "error"]
    if right is None:
        assert (told, found.groups) == (["answers-without-heading"], ())
    else:
        assert (told, str(found.rows.rejected)) == (["too-many-cells"] * slipped, right)


def test_who_answers_twice_counts_with_the_last_answer_and_both_rows_are_named(tmp_path: Path) -> None:
    found = read(tmp_path, [person("A", "Enig"), person("B", "Enig"), person("A", "Uenig")])
    assert rows_of(found) == {"duplicate": "2"}
    assert first_counts(found) == {QUARTER: (0, 1, 0, 1, 0)}
    assert any("2" in f.words() and "4" in f.words() for f in found.findings), [f.words() for f in found.findings]


def test_who_answers_in_two_quarters_counts_in_both(tmp_path: Path) -> None:
    found = read(tmp_path, [person("A", "Enig"), person("A", "Uenig", quarter="2026-Q4")])
    assert rows_of(found) == {}
    assert first_counts(found) == {"2026-Q3": (0, 0, 0, 1, 0), "2026-Q4": (0, 1, 0, 0, 0)}


@pytest.mark.parametrize("later", [person("A", "Måske"), person("A", "")], ids=["rejected", "empty"])
def test_a_later_row_that_does_not_count_takes_no_answer_away(tmp_path: Path, later: list[str]) -> None:
    found = read(tmp_path, [person("A", "Enig"), person("B", "Enig"), later])
    assert "duplicate" not in rows_of(found)
    assert first_counts(found) == {QUARTER: (0, 0, 0, 2, 0)}


def test_people_without_a_name_are_not_the_same_person(tmp_path: Path) -> None:
    found = read(tmp_path, [person("", "Enig"), person("", "Enig"), person("anonym", "Enig"), person("anonym", "Enig")])
    assert (rows_of(found), found.rows.accepted) == ({}, 4)


@pytest.mark.parametrize("like", [CPR, "0101000000", "010100 0000"])
@pytest.mark.parametrize("lenient", [False, True])
def test_a_number_like_a_cpr_as_a_name_stops_the_row(tmp_path: Path, like: str, lenient: bool) -> None:
    found = read(tmp_path, [person("A", "Enig"), person(like, "Enig")], lenient)
    assert [(f.code, f.cell) for f in found.findings] == [("cpr-like", "D3")]
    assert (str(found.rows.rejected), found.rows.accepted) == ("3", 1)
    assert like not in repr(found) + "".join(f.words() + f.what_to_do() for f in found.findings)


def test_a_number_like_a_cpr_under_no_heading_stops_the_row_too(tmp_path: Path) -> None:
    rows = [[*person("A", "Enig"), ""], [*person("B", "Enig"), CPR], [*person("C", "Enig"), ""]]
    found = read_as_said(csv(tmp_path / "svar.csv", [[*HEADS, ""], *rows]))
    assert ([(f.code, f.cell) for f in found.findings], str(found.rows.rejected)) == ([("cpr-like", "V3")], "3")


def test_words_for_no_answer_are_an_answer_of_somebody(tmp_path: Path) -> None:
    found = read(tmp_path, [person("A", "Enig", "Ved ikke", "N/A", "-", "", "Ikke relevant")])
    (group,) = found.groups
    counted = {id: (sum(v.all.counts), v.all.missing, v.all.not_relevant) for id, v in group.votes.items()}
    assert [counted[id] for id in IDS[:6]] == [(1, 0, 0), *[(0, 1, 0)] * 4, (0, 0, 1)]


# A row of CSV that has slipped: a field too many, though it is empty; and one that ends too soon.


def _fields(folder: Path, *more: int, header: int = 0) -> tuple[str, list[str], int]:
    """Rows with so many empty fields more, or so many fewer: the rejected, the remarked, how many were accepted."""
    full = [*HEADS, "Bemærkning"]
    rows = [
        [*person(str(n), "Enig", "Uenig"), "ok", *[""] * extra][: len(full) + extra] for n, extra in enumerate(more)
    ]
    found = read_as_said(csv(folder / "svar.csv", [[*full, *[""] * header], *rows]))
    remarks = [str(f.params["rows"]) for f in found.findings if f.code == "short-rows"]
    return str(found.rows.rejected), remarks, found.rows.accepted


SLIPPED = {
    "one row with one more": ((0, 0, 1, 0), 0, ("4", [], 3)),
    "every row with one more": ((1, 1, 1, 1), 0, ("", [], 4)),
    "the headings too": ((1, 1, 1, 1), 1, ("", [], 4)),
    "the headings alone": ((0, 0, 0, 0), 1, ("", [], 4)),
    "every row with one more, one with two": ((1, 1, 2, 1), 0, ("4", [], 3)),
    "every row with two more": ((2, 2, 2, 2), 0, ("2–5", [], 0)),
    "every row with three more than the headings with one": ((3, 3, 3, 3), 1, ("2–5", [], 0)),
    "one row with one less, and only an empty field is missing": ((1, 1, 0, 1), 1, ("", ["4"], 4)),
    "all of them": ((0, 0, 0, 0), 2, ("", [], 4)),
    "one row that ends too soon": ((0, 0, -3, 0), 0, ("4", [], 3)),
    "one row that ends behind the answers": ((0, 0, -1, 0), 0, ("", ["4"], 4)),
    "half of the rows end within the answers": ((-2, 0, -2, 0), 0, ("2, 4", [], 2)),
    "half of the rows without the empty end": ((-1, 0, -1, 0), 0, ("", [], 4)),
    "most rows without the empty end": ((-1, -1, -1, 0), 0, ("", [], 4)),
    "most rows end within the answers": ((-2, -2, -2, 0), 0, ("", ["2–4"], 4)),
}


@pytest.mark.parametrize(("more", "header", "expected"), SLIPPED.values(), ids=SLIPPED)
def test_a_row_with_more_or_fewer_fields_than_the_others_is_named(
    more: tuple[int, ...], header: int, expected: tuple[str, list[str], int], tmp_path: Path
) -> None:
    assert _fields(tmp_path, *more, header=header) == expected


# In every row of CSV the answers stand under other headings.


def _commas(row: list[str], *, room: int = 0) -> str:
    """A row with its answers as numbers with decimals and a comma, between commas."""
    given = [{"Enig": "4,0", "Uenig": "2,0"}.get(cell, "") for cell in row[5:21]]
    return ",".join([*row[:5], *given, *[""] * room])


NOTES = ["Note", "Hvem"]
FULL = [[*person(str(n), *["Enig", "Uenig"] * 8), "", ""] for n in range(20)]
SPLIT = [*HEADS[:6], "og", *HEADS[6:], *NOTES]
NUMBERS = [*HEADS, *(f"Note {n}" for n in range(16))]
SKIPS = person("9", "Enig", "", "Uenig", "", "Enig")
MOVED: dict[str, tuple[list[str], list[str]]] = {
    "a separator in a heading": ([";".join(row) for row in [SPLIT, *FULL]], ["split-heading"]),
    "two of them": ([";".join(row) for row in [["Nr", *SPLIT], *FULL]], ["split-heading"]),
    "with something in the last cell": (
        [";".join(row) for row in [SPLIT, *([*row[:-1], "Bo"] for row in FULL)]],
        ["split-heading"],
    ),
    "the statements last": ([";".join(row) for row in [SPLIT[:-2], *(row[:-2] for row in FULL)]], ["split-heading"]),
    "one row that is long enough": (
        [";".join(row) for row in [SPLIT, *FULL[:9], [*FULL[9], ""]]],
        ["split-heading"],
    ),
    "a broken row below": ([";".join(row) for row in [SPLIT, *FULL[:9], FULL[9][:4]]], ["split-heading"]),
    "some fill in more than others": (
        [";".join(row) for row in [[*HEADS, *NOTES], *(FULL[n][:21] + ["ja"] * (n % 2) for n in range(9))]],
        [],
    ),
    "the headings fit": ([";".join(row) for row in [[*HEADS, *NOTES], *FULL]], []),
    "empty cells left out by Excel": (
        [";".join(row) for row in [[*HEADS, *NOTES], *FULL[:15], *(row[:-1] for row in FULL[15:])]],
        [],
    ),
    "decimals where the headings end": ([",".join(NUMBERS), *map(_commas, FULL)], ["decimal-commas"]),
    "decimals before the headings end": (
        [",".join([*NUMBERS, "Note"]), *(_commas(row, room=1) for row in FULL)],
        ["decimal-commas"],
    ),
    "decimals of those who left some out": (
        [",".join(NUMBERS), *(_commas(row) for row in [*FULL, SKIPS])],
        ["decimal-commas"],
    ),
    "a decimal in front of the answers": (
        [
            ",".join([*HEADS[:5], "Timer", *HEADS[5:], "Note"]),
            *(",".join([*row[:5], "7,5", *row[5:21], ""]) for row in FULL),
        ],
        ["cell-too-many"],
    ),
    "a separator behind each row": (
        [
            ",".join([*HEADS[:5], "Timer", *HEADS[5:], "Note"]),
            *(",".join([*row[:5], "7", *row[5:21], "", ""]) for row in FULL),
        ],
        [],
    ),
    "everybody left some out": (
        [",".join(NUMBERS), *(_commas(SKIPS, room=5) for _ in range(4))],
        ["too-many-cells"] * 4,
    ),
}


@pytest.mark.parametrize(("lines", "told"), MOVED.values(), ids=MOVED)
def test_answers_that_stand_under_other_headings_in_every_row_refuse_the_file(
    lines: list[str], told: list[str], tmp_path: Path
) -> None:
    (path := tmp_path / "e.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = read_as_said(path)
    assert [f.code for f in found.findings if f.severity == "error"] == told
    assert (found.rows.accepted == 0) == bool(told)


@pytest.mark.parametrize(("many", "told"), [(1, False), (2, False), (3, True)])
def test_a_statement_that_nobody_answered_is_named(many: int, told: bool, tmp_path: Path) -> None:
    found = read(tmp_path, [person(str(n), "Enig", "", "Uenig") for n in range(many)])
    named = [f.params["statements"] for f in found.findings if f.code == "nobody-answered"]
    assert (named, found.rows.accepted) == ([["S02"]] * told, many)


# Rows that stand in no table that is read.


def _table(heads: list[str], rows: list[list[str]]) -> list[list[str]]:
    return [heads, *rows]


ABOVE = _table(["Municipality", "Team", "Period", "No.", *(f"Question {n}" for n in "abcdefghijklmnop")], [])
MORE = [person(str(n), *["Enig", "Uenig"] * 8) for n in range(50, 54)]
SOME = [person(str(n), *["Helt enig", "Enig"] * 8) for n in range(1, 6)]
TURNED = [[*row[:4], *reversed(row[4:])] for row in MORE]
ELSE = [*HEADS[:4], *(f"Vi har styr på punkt {letter}" for letter in "ABCDEFGHIJKLMNOP")]
STRANGE = ["Alfa", "Beta", "Gamma", "Delta", "Epsilon"]
SWAPPED = [[row[1], row[0], *row[2:]] for row in MORE]
UNDER: dict[str, tuple[list[list[str]], int, str, str]] = {
    "the same headings": ([HEADS, *SOME, HEADS, *MORE], 9, "7", ""),
    "the same headings twice": ([HEADS, *SOME[:2], HEADS, *MORE, HEADS, *SOME[2:]], 9, "4, 9", ""),
    "another order": ([HEADS, *SOME, [*HEADS[:4], *reversed(HEADS[4:])], *TURNED], 5, "7", "8–11"),
    "two that changed places": (
        [HEADS, *SOME, [*HEADS[:4], HEADS[5], HEADS[4], *HEADS[6:]], *MORE], 5, "7", "8–11",
    ),
    "whose, elsewhere": ([HEADS, *SOME, [HEADS[1], HEADS[0], *HEADS[2:]], *SWAPPED], 5, "7", "8–11"),
    "another survey": ([HEADS, *SOME, ELSE, *MORE], 5, "7", "8–11"),
    "another survey behind an empty row": ([HEADS, *SOME, [], ELSE, *MORE], 5, "8", "9–12"),
    "another survey of few columns": ([HEADS, *SOME, ELSE[:8], *(row[:8] for row in MORE)], 5, "7", "8–11"),
    "and the first one again": ([HEADS, *SOME, ELSE, *MORE, HEADS, *SOME], 5, "7", "8–17"),
    "another survey of three columns that nobody knows": (
        [HEADS, *SOME, [*STRANGE, *ELSE[4:7]], *(row[:8] for row in MORE)], 5, "7", "8–11",
    ),
    "words that nobody knows, as answers": ([HEADS, *SOME, [*STRANGE, *ELSE[4:]], *MORE, [*STRANGE, *ELSE[:3:-1]]],
        9, "", "7, 12"),
    "above": ([*ABOVE, *MORE, HEADS, *SOME], 5, "", "2–5"),
    "above, behind an empty row": ([*ABOVE, *MORE, [], HEADS, *SOME], 5, "", "2–5"),
    "a legend above": ([["1", "2", "3", "4", "5"], ["Helt uenig", "Uenig", "Enig"], HEADS, *SOME], 5, "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "accepted", "header", "rejected"), UNDER.values(), ids=UNDER)
def test_tables_under_each_other_are_one_or_the_rows_of_the_other_are_named(
    rows: list[list[str]], accepted: int, header: str, rejected: str, tmp_path: Path
) -> None:
    found = read_as_said(csv(tmp_path / "e.csv", rows))
    assert (found.rows.accepted, str(found.rows.rejected)) == (accepted, rejected)
    assert str(found.rows.skipped.get("header", "")) == header
    assert bool([f for f in found.findings if f.severity == "error"]) == bool(rejected)


LEFT = [HEADS, *SOME]
RIGHT = [[*[""] * 23, *row] for row in LEFT]
LINES = [[";".join(row)] for row in MORE]
BESIDE = [[*(left or [""] * 21), "", "", *right] for left, right in zip([*LEFT, [], []], [[], [], *LEFT], strict=True)]
ASTRAY: dict[str, tuple[list[list[str]], int, list[tuple[str, str | None]]]] = {
    "a table to the right, two rows further down": (BESIDE, 0, [("table-beside", "AC3")]),
    "two rows further up": (
        [[*left, "", "", *right] for left, right in zip([[""] * 21] * 2 + LEFT, [*LEFT, [], []], strict=True)],
        0,
        [("table-beside", "F3")],
    ),
    "to the right and below": ([*LEFT, [], *RIGHT], 5, [("second-header", "A8"), ("below-second-header", "A9")]),
    "to the left and below without headings": ([*RIGHT, [], *MORE], 5, [("answers-elsewhere", "A8")]),
    "what the statements are, at the right": (
        [*LEFT[:3], *([*row, "", "", id, f"Udsagn {id}"] for row, id in zip(LEFT[3:], IDS, strict=False))], 5, [],
    ),
    "a legend to the right and below": (
        [*LEFT, [], *([*[""] * 23, n, text] for n, text in (("5", "Helt enig"), ("4", "Enig")))], 5, [],
    ),
    "lines in one cell": ([*LEFT, *LINES], 5, [("rows-in-a-cell", f"A{row}") for row in range(7, 11)]),
    "a line in one cell, parted by tabs": ([*LEFT, ["\t".join(MORE[0])]], 5, [("rows-in-a-cell", "A7")]),
    "a line parted by blanks": ([*LEFT, ["8 " + " ".join(MORE[0][5:])]], 5, [("rows-in-a-cell", "A7")]),
    "a line parted by slashes": ([*LEFT, ["Ole: " + " / ".join(MORE[0][5:])]], 5, [("rows-in-a-cell", "A7")]),
    "numbers parted by blanks": ([*LEFT, ["8: " + "3 4 4 2 " * 4]], 5, [("rows-in-a-cell", "A7")]),
    "lines behind a quotation mark": (
        [*LEFT[:5], [*LEFT[5], "Godt\n" + ";".join(MORE[0]) + "\n" + ";".join([*MORE[1], "og skidt"])]],
        4,
        [("rows-in-a-cell", "V6")],
    ),
    "lines of somebody's own": ([*LEFT[:5], [*LEFT[5], "Enig, uenig,\n" + "sjovt, rart, enig, " * 6]], 5, []),
    "a note of many parts": ([*LEFT, ["Til: " + "; ".join(["Bo", "Ane", "Enig"] * 6)]], 5, []),
    "a legend parted by slashes": ([*LEFT, ["Helt uenig / Uenig / Hverken enig/uenig / Enig / Helt enig"]], 5, []),
    "words with answers among them": ([*LEFT, ["Bo er enig, og Ane er helt enig, og ingen er uenig i det"]], 5, []),
    "a legend in one cell": ([*LEFT, ["Helt uenig; Uenig; Hverken enig/uenig; Enig; Helt enig"]], 5, []),
}  # fmt: skip


@pytest.mark.parametrize("workbook", [False, True], ids=["csv", "xlsx"])
@pytest.mark.parametrize(("rows", "accepted", "told"), ASTRAY.values(), ids=ASTRAY)
def test_answers_beside_the_table_or_in_one_cell_are_named(
    rows: list[list[str]], accepted: int, told: list[tuple[str, str | None]], workbook: bool, tmp_path: Path
) -> None:
    wide = max(map(len, rows))
    rows = [[*row, *[""] * (wide - len(row))] if row else [] for row in rows]
    rows[0] = [cell or f"Note {at}" if at > 20 and not (told or workbook) else cell for at, cell in enumerate(rows[0])]
    if not workbook:
        rows = [row or [""] * wide for row in rows]
    found = read_as_said(written(tmp_path / ("e.xlsx" if workbook else "e.csv"), rows))
    named = [(f.code, f.cell) for f in found.findings if f.severity == "error"]
    assert (found.rows.accepted, named[: len(told)], bool(named)) == (accepted, told, bool(told))


NARROW = [row[:7] for row in [HEADS, *MORE]]
SHEETS: dict[str, tuple[str, Literal["visible", "hidden", "veryHidden"], list[list[str]], str]] = {
    "fewer statements": ("Ark2", "visible", NARROW, "2–5"),
    "one statement": ("Ark2", "visible", [row[:6] for row in [HEADS, *MORE]], "2–5"),
    "no headings": ("Ark2", "visible", MORE, "1–4"),
    "lines of CSV": ("Ark2", "visible", [[";".join(row)] for row in [HEADS, *MORE]], "2–5"),
    "hidden": ("Ark2", "hidden", [HEADS, *MORE], "2–5"),
    "very hidden": ("Ark2", "veryHidden", [HEADS, *MORE], "2–5"),
    "called labels": ("Labels", "visible", NARROW, "2–5"),
    "called labels and hidden": ("Labels", "hidden", MORE, "1–4"),
    "called codes": ("Codes", "visible", NARROW, "2–5"),
    "a legend": ("Legend", "visible", [[str(n), text] for n, text in enumerate(("Enig", "Uenig"), 1)], ""),
    "points across": ("Legend", "visible", [["1", "2", "3", "4", "5"], ["Helt uenig", "Uenig", "Enig"]], ""),
    "notes": ("Noter", "visible", [["Husk", "at", "ringe", "til", "Bo"]], ""),
    "what may be chosen": ("Lister", "hidden", [["S01"], ["Helt enig"], ["Enig"], ["Uenig"]], ""),
    "sums": ("Tal", "visible", [[HEADS[3], *IDS[:7]], ["Gennemsnit", *["4"] * 7], ["Helt enig", *["3"] * 7]], ""),
}


@pytest.mark.parametrize(("title", "state", "rows", "skipped"), SHEETS.values(), ids=SHEETS)
def test_answers_on_a_further_sheet_are_named_with_their_rows(
    title: str, state: Literal["visible", "hidden", "veryHidden"], rows: list[list[str]], skipped: str, tmp_path: Path
) -> None:
    sheets = {"Svar": [HEADS, *SOME], title: rows}
    found = read_as_said(
        xlsx(tmp_path / "e.xlsx", sheets, change=lambda book: setattr(book[title], "sheet_state", state))
    )
    named = [(f.sheet, f.params["rows"], f.severity) for f in found.findings if "rows" in f.params]
    grave = "error" if state == "visible" else "warning"
    assert named == ([(title, skipped, grave)] if skipped else [])
    assert (found.rows.accepted, found.rows.skips) == (5, 4 if skipped else 0)


STANDING: dict[str, tuple[list[list[str | int]], str]] = {
    "two answers in a row": ([["A", "Enig", "Uenig"], ["B", "Uenig", "Enig"]], ""),
    "three": ([["A", "Enig", "Uenig", "Enig"], ["B", "Uenig", "Enig", "Enig"]], "1–2"),
    "three in order": ([["A", "Uenig", "Enig", "Helt enig"], ["B", "Helt enig", "Enig", "Uenig"]], ""),
    "three out of order below": ([["A", "Uenig", "Enig", "Helt enig"], ["B", "Uenig", "Helt enig", "Enig"]], "2"),
    "three out of order above": ([["A", "Uenig", "Helt enig", "Enig"], ["B", "Uenig", "Enig", "Helt enig"]], "1–2"),
    "points": ([["A", 4, 5, 4], [17, "2,0", "A1", "1.00"]], "1–2"),
    "numbers that are no points": ([["A", 7, 8, 7], ["B", 0, 6, 0]], ""),
    "sums": ([["Gennemsnit", 4, 5, 4], ["Total", 4, 5, 4], ["Max", 5, 5, 4]], ""),
    "no answers in words": ([["A", "Ved ikke", "Ikke relevant", "Ved ikke"]], "1"),
    "a choice twice": ([["S01"], ["Helt enig"], ["Enig"], ["Enig"]], "2–4"),
    "a choice beside a team": ([["Team", "S01"], ["Nord", "Helt enig"], ["Syd", "Enig"]], "2–3"),
    "two statements": ([["S01", "S02"], ["Helt enig", "Enig"]], "2"),
    "sums below statements": ([["", *IDS[:4]], ["Gennemsnit", 4, 3, 3, 2]], ""),
    "nobody's below statements": ([["", *IDS[:4]], ["", 4, 3, 3, 2]], "2"),
    "how many gave an answer": ([["Svar", *IDS[:4]], ["Helt enig", 4, 3, 3, 2], ["Enig", 1, 2, 2, 3]], ""),
    "an answer and words": ([["Svar", *IDS[:4], "Note"], ["Helt enig", 4, 3, 3, 2, "fint nok"]], "2"),
}


@pytest.mark.parametrize(("rows", "told"), STANDING.values(), ids=STANDING)
def test_which_rows_of_another_sheet_hold_answers(rows: list[list[str | int]], told: str, tmp_path: Path) -> None:
    found = read_as_said(xlsx(tmp_path / "e.xlsx", {"Ark1": [HEADS, *SOME[:1]], "Ark2": rows}))
    assert [f.params["rows"] for f in found.findings if f.sheet == "Ark2"] == [told] * bool(told)


def _block(fields: int, many: int) -> list[list[str]]:
    return [person(str(n), *["Enig"] * 16)[:fields] for n in range(many)]


CUT: dict[str, tuple[list[list[str]], str]] = {
    "sixteen at a time, as Excel writes": ([*_block(21, 15), *_block(19, 16)], ""),
    "the last few of Excel's": ([*_block(21, 15), *_block(19, 5)], ""),
    "the last three of Excel's": ([*_block(21, 15), *_block(19, 3)], ""),
    "the last two of Excel's": ([*_block(21, 15), *_block(19, 2)], "17–18"),
    "one behind Excel's": ([*_block(21, 15), *_block(19, 1)], "17"),
    "some of sixteen": ([*_block(21, 18), *_block(19, 2), *_block(21, 11)], "20–21"),
    "every row cut where it is empty": ([*_block(20, 4), *_block(19, 3), *_block(21, 2)], ""),
    "half of them": ([*_block(19, 2), *_block(21, 2)], "2–3"),
    "whose without an answer": ([*_block(21, 4), *_block(5, 1)], "6"),
    "a note below": ([*_block(21, 4), ["Udtrukket 1. oktober, til os"]], ""),
}


@pytest.mark.parametrize(("rows", "rejected"), CUT.values(), ids=CUT)
def test_a_row_that_ends_among_the_answers_is_rejected_unless_the_file_leaves_out_what_is_empty(
    rows: list[list[str]], rejected: str, tmp_path: Path
) -> None:
    found = read(tmp_path, rows)
    assert str(found.rows.rejected) == rejected
    assert [f.code for f in found.findings if f.severity == "error"] == ["short-row"] * len(found.rows.rejected)


@pytest.mark.parametrize(
    ("note", "rejected"),
    [
        ("Kilde: SurveyXact, trukket 1. oktober 2026", ""),
        ("n = 4", ""),
        ("Response rate: 83 %", ""),
        ("Nord:", "6"),
        ("5", "6"),
        ("R_1aB=", "6"),
    ],
)
def test_a_note_below_a_csv_table_is_no_row_that_ends_too_soon(note: str, rejected: str, tmp_path: Path) -> None:
    heads = ["Nr", *HEADS[5:]]
    rows = [[str(n), *["Enig"] * 16] for n in range(4)]
    found = tables.read(csv(tmp_path / "e.csv", [heads, *rows, [note]]))
    assert [group.respondents for group in found.groups] == [4]
    assert str(found.rows.rejected) == rejected


NAMES = ["Anne", "Bo", "Cille", "Dorte"]
CLOSING: dict[str, tuple[str, list[str], list[list[str]], str]] = {
    "thanks": ("Navn", NAMES, [[], ["Tak for hjælpen!"]], ""),
    "thanks in German": ("Name", NAMES, [[], ["Vielen Dank!"]], ""),
    "behind a mark": ("Navn", NAMES, [[], ["* 2 var på ferie"]], ""),
    "with a dash": ("Navn", NAMES, [[], ["Fortroligt – må ikke deles"]], ""),
    "without an empty row": ("Navn", NAMES, [["Fortroligt – må ikke deles"]], ""),
    "two of them": ("Navn", NAMES, [[], ["Tak for hjælpen!"], ["Må ikke deles med andre"]], ""),
    "below numbers": ("Nr", ["1", "2", "3", "4"], [["Vielen Dank für alles"]], ""),
    "below days": ("Dato", ["2026-08-10"] * 4, [["Med venlig hilsen Anne"]], ""),
    "below teams": ("Stilling", ["Leder", "Peer", "Leder", "Peer"], [[], ["Tak for hjælpen!"]], ""),
    "somebody": ("Navn", NAMES, [["Erik"]], "6"),
    "somebody below an empty row": ("Navn", NAMES, [[], ["Erik Holm"]], "7"),
    "somebody with small words": ("Navn", NAMES, [["Joost van der Berg"]], "6"),
    "somebody's number": ("Nr", ["1", "2", "3", "4"], [["5"]], "6"),
    "somebody of several words": ("Navn", ["anne m", "bo k", "cille og dorte", "erik"], [[], ["fie og gry"]], "7"),
    "somebody's day": ("Dato", ["2026-08-10"] * 4, [["2026-08-1"]], "6"),
    "a work that nobody else has": ("Stilling", ["Leder", "Peer"] * 2, [["Social- og sundhedsassistent"]], "6"),
    "some answers": ("Navn", NAMES, [["Erik", "Enig", "Uenig"]], "6"),
    "some answers in one cell": ("Navn", NAMES, [["Erik siger Enig, Uenig, Enig, Helt"]], "6"),
    "as a note": ("Navn", NAMES, [["Erik: Enig / Uenig / Enig"]], "6"),
    "below numbers, parted by blanks": ("Nr", ["1", "2", "3", "4"], [["8 Enig Helt enig Enig Uenig"]], "6"),
    "a legend": ("Navn", NAMES, [["Skala: helt uenig, uenig, hverken enig/uenig, enig, helt enig"]], ""),
    "two labels": ("Navn", NAMES, [[], ["Enig og helt enig er lagt sammen"]], ""),
    "above other answers": ("Navn", NAMES, [["Tak for hjælpen!"], ["Gry", *["Enig"] * 16]], "6"),
}


@pytest.mark.parametrize(("heading", "cells", "below", "rejected"), CLOSING.values(), ids=CLOSING)
def test_a_line_of_words_below_all_answers_is_nobodys_row(
    heading: str, cells: list[str], below: list[list[str]], rejected: str, tmp_path: Path
) -> None:
    rows = [[heading, *HEADS[5:]], *([cell, *["Enig"] * 16] for cell in cells), *below]
    found = tables.read(csv(tmp_path / "e.csv", rows))
    assert str(found.rows.rejected) == rejected


LIST = ("1 = Helt uenig", "2 = Uenig", "3 = Hverken enig/uenig", "4 = Enig", "5 = Helt enig")
TITLES = {
    "behind a word": ("Skala: " + ", ".join(LIST), True),
    "in brackets behind the question": (f"Hvor enig er du? ({', '.join(LIST)})", True),
    "parted by semicolons, downwards": ("Svarmuligheder: " + "; ".join(LIST[::-1]), True),
    "with words for not known": (f"Skala: {', '.join(LIST[::-1])}, 9 = Ved ikke", True),
    "without numbers": ("Kryds af: Helt uenig, Uenig, Hverken enig/uenig, Enig, Helt enig", True),
    "in lines": ("Skala:\n" + "\n".join(LIST), True),
    "somebody's row behind a number": ("7," + ",".join(LIST[::-1][:4]), False),
    "somebody's row behind a name": ("Bo;" + ";".join(LIST[:4]), False),
    "somebody's row, out of order": ("Skala: 4 = Enig, 5 = Helt enig, 2 = Uenig, 5 = Helt enig", False),
    "somebody's row with a note": (", ".join((*LIST[:4], "Godt")), False),
    "somebody's row with two notes": (", ".join((*LIST[:4], "Godt", "tak")), False),
}
"""What stands in one cell above the headings → whether it is no more than what the scale is."""


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(("title", "explains"), TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_a_sentence_that_lists_the_scale_is_nobodys_row(
    title: str, explains: bool, above: bool, ending: str, tmp_path: Path
) -> None:
    texts = [[title]] if ending == ".csv" else [[title, ""]]
    table = [["Nr", *three.DANISH.values()], *([at, *row] for at, row in enumerate(three.named(), 1))]
    found = three.read(tmp_path, [*texts, *table] if above else [*table, [], *texts], ending=ending)
    told = [code for code, _ in three.codes(found) if code in ("above-headings", "rows-in-a-cell")]
    assert (three.means(found), bool(told)) == (three.MEANS, not explains)


LIKE_CPR: list[tuple[float, bool]] = [
    (101_000_000, True),  # the nought in front is lost
    (101_000_000.0, True),
    (3_112_990_000, True),
    (3_212_990_000, False),
    (101_000_000.5, False),
    (99_999_999, False),
    (10_101_000_000, False),
]


@pytest.mark.parametrize(("number", "like"), LIKE_CPR)
def test_a_number_in_a_workbook_may_look_like_a_cpr_number(number: float, like: bool, tmp_path: Path) -> None:
    rows = people()
    rows[3][0] = number
    found = tables.read(xlsx(tmp_path / "e.xlsx", {"Svar": rows}))
    assert ([(f.code, f.cell) for f in found.findings if f.code == "cpr-like"] == [("cpr-like", "A4")]) == like


COMMA = ("Helt uenig", "Uenig", "Hverken enig, eller uenig", "Enig", "Helt enig")
WITH_COMMAS = {
    "a legend": (", ".join(f"{at} = {label}" for at, label in enumerate(COMMA, 1)), True),
    "behind a word, downwards": ("Skala: " + ", ".join(f"{at} = {COMMA[at - 1]}" for at in range(5, 0, -1)), True),
    "without numbers": (", ".join(COMMA), True),
    "somebody's row": (f"7, {COMMA[3]}, {COMMA[2]}, {COMMA[3]}", False),
    "half of it alone": (", ".join((*COMMA[:2], "Hverken enig", *COMMA[3:])), False),
}
"""What stands above the headings, of a scale with a comma in a label → whether it is no more than what that is."""


@pytest.mark.parametrize(("title", "explains"), WITH_COMMAS.values(), ids=WITH_COMMAS)
def test_a_label_with_a_comma_in_it_is_one(title: str, explains: bool, tmp_path: Path) -> None:
    asked = three.instrument(three.DANISH, labels=COMMA)
    table = [["Nr", *three.DANISH.values()], *([at, *row] for at, row in enumerate(three.named(COMMA), 1))]
    found = three.read(tmp_path, [[title], *table], asked)
    assert three.codes(found) == ([] if explains else [("above-headings", "A1")])
