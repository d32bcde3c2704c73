"""What is said of a table as a whole: answers under no heading, rows that stand for several, what was computed."""

from pathlib import Path
from typing import Any

import pytest

from tests.exports.formats import excel
from tests.exports.tables import (
    COUNTS,
    LABELS,
    POINTS,
    counts,
    csv,
    people,
    read,
    xlsx,
)


@pytest.mark.parametrize("under", ["labels", "digits", "another question"])
def test_answers_under_no_heading_refuse_the_file(under: str, tmp_path: Path) -> None:
    rows = people()
    more = {"labels": LABELS, "digits": {point: str(point) for point in LABELS}, "another question": LABELS}[under]
    table = [[*rows[0], ""], *([*row, more[point]] for row, point in zip(rows[1:], POINTS, strict=True))]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}))
    assert [(finding.code, finding.params["columns"]) for finding in found.findings] == [
        ("answers-without-heading", ["R"])
    ]


@pytest.mark.parametrize(
    ("points", "told"), [((5, 4, 3, 2, 1), False), ((5, 4, 3, 2, 1, 5), True), ((5, 4, 3, 2, 1, 5, 4), True)]
)
def test_what_stands_there_once_each_is_a_legend_and_twice_an_answer(
    points: tuple[int, ...], told: bool, tmp_path: Path
) -> None:
    heads, *rows = people()
    beside = [*(LABELS[point] for point in points), *[""] * (len(rows) - len(points))]
    found = read(
        csv(tmp_path / "e.csv", [[*heads, ""], *([*row, label] for row, label in zip(rows, beside, strict=True))])
    )
    assert ("answers-without-heading" in [finding.code for finding in found.findings]) is told


def test_a_legend_or_sums_beside_the_table_are_no_answers(tmp_path: Path) -> None:
    heads, *rows = people()
    beside = [*LABELS.values(), "", "", ""]
    table = [heads, *([*row, label, 64 + at] for at, (row, label) in enumerate(zip(rows, beside, strict=True)))]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}))
    assert (counts(found), found.findings) == (COUNTS, ())


@pytest.mark.parametrize(("sizes", "told"), [((4,) * 4 + (5,) * 4, False), ((4,) * 7 + (5,), True)])
def test_each_team_has_a_size_of_its_own(sizes: tuple[int, ...], told: bool, tmp_path: Path) -> None:
    heads, *rows = people()
    teams = ["Nord" if size == 4 else "Syd" for size in sizes]
    table = [["Team", "Antal", *heads], *([*who, *row] for *who, row in zip(teams, sizes, rows, strict=True))]
    found = read(csv(tmp_path / "e.csv", table), team=None)
    assert ("weights" in [finding.code for finding in found.findings]) == told


WEIGHTS = {
    "how-many-each-stands-for": ("Antal", (3, 2, 1, 1, 1, 1, 1, 1), True),
    "in-falling-order": ("Number of people", (8, 7, 6, 5, 4, 3, 2, 1), True),
    "as-a-text": ("Count", ("2", "2.0", "3", "1", "1", "1", "1", "1"), True),
    "running-numbers": ("n", tuple(range(1, 9)), False),
    "always-one": ("Antal svar", (1,) * 8, False),
    "as-many-as-the-team": ("N", (9,) * 8, False),
    "all-but-one": ("N", (9,) * 7 + (8,), True),
    "weights": ("Vægt", ("0,85", "1,2", 1, 1, 1, 1, 1, 1), True),
    "of-a-sample": ("Sample weight", (0.85, 1.2, 1, 1, 1, 1, 1, 1), True),
    "in-short": ("wgt", (3, 2, 1, 1, 1, 1, 1, 1), True),
    "as-a-program-calls-it": ("_FREQ_", (3, 2, 1, 1, 1, 1, 1, 1), True),
    "nobody": ("Gewichtung", (0, 1, 1, 1, 1, 1, 1, 1), True),
    "persons": ("Personer", (3, 2, 1, 1, 1, 1, 1, 1), True),
    "in-kilos": ("Vægt (kg)", (82.5, 71, 65, 90, 77, 60, 59, 88), False),
    "a-household": ("Personer i husstanden", (3, 2, 1, 1, 1, 1, 1, 1), False),
    "how-often": ("Frekvens", ("dagligt", "ugentligt") * 4, False),
    "another-question": ("Antal borgere", (3, 2, 1, 1, 1, 1, 1, 1), False),
    "words": ("Antal", ("få", 2, 1, 1, 1, 1, 1, 1), False),
}


@pytest.mark.parametrize(("heading", "numbers", "told"), WEIGHTS.values(), ids=WEIGHTS)
def test_rows_that_may_stand_for_several_people_are_named(
    heading: str, numbers: tuple[Any, ...], told: bool, tmp_path: Path
) -> None:
    heads, *rows = people()
    table = [[*heads, heading], *([*row, number] for row, number in zip(rows, numbers, strict=True))]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}))
    assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, ["weights"] * told)


TITLES = {
    **dict.fromkeys(
        ("TESTDATA", "Kun testdata", "Simulerede data", "Viktade värden", "Imputed values"), ("no-answers",)
    ),
    **dict.fromkeys(("Ikke testdata", "Rådata", "Uvægtede data", "Data om testen", "Protestdata"), ()),
}


@pytest.mark.parametrize(("title", "told"), TITLES.items(), ids=TITLES)
@pytest.mark.parametrize("above", [True, False], ids=["above", "as the sheet's name"])
def test_a_title_says_what_the_data_are(title: str, told: tuple[str, ...], above: bool, tmp_path: Path) -> None:
    sheets = {"Svar": [[title], *people()]} if above else {title: people()}
    found = read(xlsx(tmp_path / "e.xlsx", sheets))
    assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, [*told])


@pytest.mark.parametrize(("marks", "told"), [((0, 1) * 4, ["imputed"]), ((0,) * 8, [])])
def test_a_column_says_that_answers_were_computed(marks: tuple[int, ...], told: list[str], tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[*heads, "S01_imputed"], *([*row, mark] for row, mark in zip(rows, marks, strict=True))]
    found = read(csv(tmp_path / "e.csv", table))
    assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, told)


@pytest.mark.parametrize(("merged", "told"), [("C3:C5", ["C3:C5"]), ("B4:D4", ["B4:D4"]), ("A3:A4", []), ("S3:T4", [])])
def test_merged_answers_are_named(merged: str, told: list[str], tmp_path: Path) -> None:
    sheets = {"Svar": [[*row, "", "Vist"] for row in people()]}
    found = read(xlsx(tmp_path / "e.xlsx", sheets, change=lambda book: book["Svar"].merge_cells(merged)))
    assert [f.params["columns"] for f in found.findings if f.code == "merged-answers"] == [told] * bool(told)


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_merged_answers_are_named_in_old_workbooks_too(ending: str, tmp_path: Path) -> None:
    found = read(excel(tmp_path / f"e{ending}", people(), merged=(2, 4, 2, 2)))
    assert [finding.params["columns"] for finding in found.findings] == [["C3:C5"]]
