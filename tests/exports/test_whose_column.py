"""Which column says whose the rows are, where several may, or where none of its cells names who was asked for."""

from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.exports.tables import FORM, IDS, LABELS
from tests.exports.test_passed_over import csv

POINTS = (4, 5, 3, 4)
NORD, DEVICES, AGES = ("Bostøtte Nord",) * 4, ("Mobil", "Computer") * 2, ("Voksen", "Unge") * 2


def read(folder: Path, columns: dict[str, tuple[str, ...]], **said: Any) -> ExportRead:
    rows = zip(*columns.values(), POINTS, strict=True)
    table = [[*columns, *IDS], *([*own, *[LABELS[point]] * len(IDS)] for *own, point in rows)]
    asked = {"organisation": "Prøvekøbing", "quarter": Quarter(2026, 3)} | said
    return read_export(Job(str(csv(folder / "e.csv", table))), Options(FORM, **asked))


def teams(found: ExportRead) -> dict[str, int]:
    return {group.team: group.respondents for group in found.groups}


def errors(found: ExportRead) -> list[tuple[str, str | None]]:
    return [(each.code, each.cell) for each in found.findings if each.severity == "error"]


BESIDE = {
    "unit-behind": {"Team": NORD, "Enhed": DEVICES},
    "unit-before": {"Enhed": DEVICES, "Team": NORD},
    "department": {"Team": NORD, "Afdeling": AGES},
    "both": {"Afdeling": AGES, "Teamnavn": NORD, "Enhed": DEVICES},
    "in-english": {"Department": AGES, "Team name": NORD},
    "behind-a-code": {"3) Team": NORD, "4) Afdeling": AGES},
    "roles": {"Team": NORD, "Rolle": ("Leder", "", "", ""), "Stilling": ("Leder", "Sygeplejerske", "Læge", "Læge")},
}


@pytest.mark.parametrize("asked", [None, NORD[0]])
@pytest.mark.parametrize("columns", BESIDE.values(), ids=BESIDE.keys())
def test_the_column_that_is_called_so_is_the_team(
    columns: dict[str, tuple[str, ...]], asked: str | None, tmp_path: Path
) -> None:
    found = read(tmp_path, columns, team=asked)
    assert (teams(found), errors(found)) == ({NORD[0]: 4}, [])
    entry = FileMapping(columns=found.mapping["columns"], header_rows=(1,))
    assert teams(read(tmp_path, columns, team=asked, mappings=(entry,))) == {NORD[0]: 4}


def test_other_names_there_are_pointed_out(tmp_path: Path) -> None:
    for team in (NORD, ("",) * 4):
        found = read(tmp_path, {"Team": team, "Afdeling": ("Bostøtte Nord", "Bostøtte Syd") * 2}, team=NORD[0])
        told = [(each.code, each.cell, each.params.get("rows")) for each in found.findings]
        assert (teams(found), told) == ({NORD[0]: 4}, [("another-name", "B1", "3, 5")])


TWICE = {
    "both-sure": {"Team": NORD, "Teamnavn": AGES},
    "neither": {"Enhed": NORD, "Afdeling": AGES},
    "roles": {"Team": NORD, "Stilling": AGES, "Funktion": DEVICES},
}


@pytest.mark.parametrize("columns", TWICE.values(), ids=TWICE.keys())
def test_two_columns_that_are_as_sure_are_named(columns: dict[str, tuple[str, ...]], tmp_path: Path) -> None:
    assert errors(read(tmp_path, columns)) == [("column-twice", None)]


def test_alone_a_unit_is_the_team(tmp_path: Path) -> None:
    assert teams(read(tmp_path, {"Enhed": NORD})) == {NORD[0]: 4}


NEVER = {
    "devices": ({"Enhed": DEVICES}, {"team": NORD[0]}, ("other-team", "A1")),
    "ages": ({"Afdeling": AGES}, {"team": NORD[0]}, ("other-team", "A1")),
    "another-team": ({"Team": ("Syd", "", "Syd", "Syd")}, {"team": NORD[0]}, ("other-team", "A1")),
    "organisation": ({"Kommune": AGES}, {"team": NORD[0]}, ("other-organisation", "A1")),
}


@pytest.mark.parametrize(("columns", "said", "told"), NEVER.values(), ids=NEVER.keys())
def test_where_no_row_names_who_was_asked_for_that_is_said_once(
    columns: dict[str, tuple[str, ...]], said: dict[str, str], told: tuple[str, str], tmp_path: Path
) -> None:
    found = read(tmp_path, columns, **said)
    assert (errors(found), found.groups) == ([told], ())
    entry = FileMapping(columns=found.mapping["columns"] | {"A": "ignore"}, header_rows=(1,))
    assert teams(read(tmp_path, columns, **said, mappings=(entry,))) == {NORD[0]: 4}


ROW_BY_ROW = {
    "one-of-another": {"Team": (*NORD[:3], "Syd")},
    "written-otherwise": {"Team": ("bostøtte  NORD", *NORD[1:3], "Syd")},
}


@pytest.mark.parametrize("columns", ROW_BY_ROW.values(), ids=ROW_BY_ROW.keys())
def test_a_row_of_another_team_is_named_among_those_of_this_one(
    columns: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    found = read(tmp_path, columns, team=NORD[0])
    assert (teams(found), errors(found)) == ({NORD[0]: 3}, [("other-team", "A5")])


def test_a_column_in_which_nothing_stands_is_no_other_team(tmp_path: Path) -> None:
    assert teams(read(tmp_path, {"Team": ("",) * 4}, team=NORD[0])) == {NORD[0]: 4}


@pytest.mark.parametrize(
    "heading",
    [
        "Hvilke af følgende teams har du samarbejdet med?",
        "Hvilke af disse afdelinger kender du?",
        "Hvilket team jobbede du i før?",
        "Which of these teams would you like to work in?",
        "Hvor mange af vores teams arbejder du i?",
    ],
)
def test_a_question_about_other_teams_is_not_the_team(heading: str, tmp_path: Path) -> None:
    assert errors(read(tmp_path, {heading: NORD})) == [("no-team", "A1")]
