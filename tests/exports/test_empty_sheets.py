"""Sheets with the headings and nobody's answers, beside the one with answers: they are no second table."""

from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from tests.exports.tables import IDS
from tests.exports.test_passed_over import Rows, answers, numbers, people, read, xlsx

NORD = people()
HEADS: Rows = [["Navn", *IDS]]
TEMPLATES: dict[str, Rows] = {
    "only the headings": HEADS,
    "below a title": [["Housing First"], [], *HEADS],
    "numbered and not answered": [*HEADS, *([str(n)] for n in range(1, 9))],
    "blanks": [*HEADS, *([f"Person {n}", *[" "] * len(IDS)] for n in range(1, 4))],
    "with sums": [*HEADS, ["Snit", *[4.1] * len(IDS)], ["Antal", *[8] * len(IDS)]],
    "with sums on the scale": [*HEADS, ["Median", *[4] * len(IDS)], ["Max", *[5] * len(IDS)]],
    "more statements than were asked": [["Navn", *IDS], ["", ""]],
}


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_without_answers_is_none_with_answers(first: bool, template: Rows, tmp_path: Path) -> None:
    sheets = {"Skabelon": template, "Nord": NORD} if first else {"Nord": NORD, "Skabelon": template}
    found = read(xlsx(tmp_path / "e.xlsx", sheets))
    assert (found.sheet, found.rows.accepted, [f.code for f in found.findings]) == ("Nord", 8, [])


def test_fewer_statements_with_answers_go_before_more_without(tmp_path: Path) -> None:
    few: Rows = [["Navn", *IDS[:5]], *([f"P{n}", *answers(4)[:5]] for n in range(5))]
    found = read(xlsx(tmp_path / "e.xlsx", {"Skabelon": HEADS, "Nord": few}))
    assert (found.sheet, found.rows.accepted) == ("Nord", 5)


ANSWERED: dict[str, list[Any]] = {
    "one answer": ["Anna", *answers(4)],
    "one cell": ["Anna", *answers(4)[:1]],
    "words that nobody knows": ["Anna", *["passer"] * len(IDS)],
    "codes": ["Anna", *numbers(4)],
}


@pytest.mark.parametrize("row", ANSWERED.values(), ids=ANSWERED)
def test_a_sheet_with_anything_is_asked_about(row: list[Any], tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Nord": NORD, "Syd": [*HEADS, row], "Skabelon": HEADS}))
    [told] = found.findings
    assert (told.code, told.params["sheets"]) == ("several-sheets", ["Nord", "Syd"])


@pytest.mark.parametrize("column", [True, False], ids=["a column of teams", "none"])
def test_the_advice_on_several_sheets_fits_where_the_team_is_said(column: bool, tmp_path: Path) -> None:
    sheets = {name: [[*row, "Team" if at == 0 else name] for at, row in enumerate(NORD)] for name in ("Nord", "Syd")}
    [told] = read(xlsx(tmp_path / "e.xlsx", sheets if column else {"Nord": NORD, "Syd": NORD}), team=None).findings
    assert (told.code, told.params["sheets"]) == ("several-sheets", ["Nord", "Syd"])
    for language, of_each in (("en", "with its `sheet` and team"), ("da", "med `sheet` og team")):
        with i18n.speaking(language):
            assert (of_each in told.what_to_do()) is not column


def test_where_nobody_answered_on_any_sheet_all_are_named(tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Nord": HEADS, "Syd": HEADS}))
    assert [f.params["sheets"] for f in found.findings if f.code == "several-sheets"] == [["Nord", "Syd"]]
