"""Whose the rows are: which column says it, and which of its cells are no name."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from hf_fidelity import i18n
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from tests.exports.tables import (
    IDS,
    LABELS,
    POINTS,
    Rows,
    answers,
    csv,
    people,
    read,
    under,
    xlsx,
)

GIVEN = (4, 5, 3, 4)
NORD, DEVICES, AGES = ("Bostøtte Nord",) * 4, ("Mobil", "Computer") * 2, ("Voksen", "Unge") * 2


def beside(folder: Path, columns: dict[str, tuple[str, ...]], **said: Any) -> ExportRead:
    rows = zip(*columns.values(), GIVEN, strict=True)
    table = [[*columns, *IDS], *([*own, *[LABELS[point]] * len(IDS)] for *own, point in rows)]
    return read(csv(folder / "e.csv", table), **{"team": None, **said})


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
    found = beside(tmp_path, columns, team=asked)
    assert (teams(found), errors(found)) == ({NORD[0]: 4}, [])
    entry = FileMapping(columns=found.mapping["columns"], header_rows=(1,))
    assert teams(beside(tmp_path, columns, team=asked, mappings=(entry,))) == {NORD[0]: 4}


def test_other_names_there_are_pointed_out(tmp_path: Path) -> None:
    for team in (NORD, ("",) * 4):
        found = beside(tmp_path, {"Team": team, "Afdeling": ("Bostøtte Nord", "Bostøtte Syd") * 2}, team=NORD[0])
        told = [(each.code, each.cell, each.params.get("rows")) for each in found.findings]
        assert (teams(found), told) == ({NORD[0]: 4}, [("another-name", "B1", "3, 5")])


OF_OTHERS: dict[str, tuple[dict[str, tuple[str, ...]], str]] = {
    **{
        heading: ({heading: ("Nord", "Syd", "Syd", "Nord")}, "Nord")
        for heading in ("Gruppe", "Hold", "Sted", "Afsnit", "Lokation", "Matrikel")
    },
    "the team with its word": ({"Gruppe": ("Team Nord", "Team Syd", "Team Syd", "Team Nord")}, "Nord"),
    "asked for with its word": ({"Gruppe": ("Nord", "Syd", "Syd", "Nord")}, "Team Nord"),
    "teams with numbers": ({"Gruppe": ("Team 1", "Team 2", "Team 2", "Team 1")}, "Team 1"),
    "once, where the other comes again": ({"Sted": ("Nord", "Syd", "Syd", "Syd")}, "Nord"),
}


@pytest.mark.parametrize(("columns", "team"), OF_OTHERS.values(), ids=OF_OTHERS.keys())
def test_other_names_beside_the_teams_own_are_asked_about(
    columns: dict[str, tuple[str, ...]], team: str, tmp_path: Path
) -> None:
    found = beside(tmp_path, columns, team=team)
    assert (teams(found), [(told.code, told.cell) for told in found.findings]) == (
        {team: 4},
        [("rows-of-others", "A3")],
    )
    entry = FileMapping(columns=found.mapping["columns"] | {"A": "team"}, header_rows=(1,))
    assert set(teams(beside(tmp_path, columns, mappings=(entry,)))) == set(*columns.values())
    entry = FileMapping(columns=found.mapping["columns"] | {"A": "ignore"}, header_rows=(1,))
    assert not beside(tmp_path, columns, team=team, mappings=(entry,)).findings


OF_NO_OTHERS: dict[str, dict[str, tuple[str, ...]]] = {
    "the same everywhere": {"Gruppe": ("Nord",) * 4},
    "the same, or nothing": {"Gruppe": ("Nord", "", "Nord", "Ikke oplyst")},
    "the same in more words": {"Gruppe": ("Nord", "Nord (aften)", "Team Nord", "Nord")},
    "a comment that names it": {"Kommentar": ("Nord er godt", "fint", "fint", "")},
    "once among free texts": {"Noget andet": ("Nord", "Vi har travlt", "Fint hos os", "")},
    "a name of a colleague": {"Kollega": ("Nord", "Krogh", "Toft", "Lund")},
    "other places": {"Sted": ("Øst", "Syd", "Syd", "Øst")},
}


@pytest.mark.parametrize("columns", OF_NO_OTHERS.values(), ids=OF_NO_OTHERS.keys())
def test_what_is_no_other_team_is_passed_over(columns: dict[str, tuple[str, ...]], tmp_path: Path) -> None:
    found = beside(tmp_path, {"Nr": ("1", "2", "3", "4"), **columns}, team="Nord")
    assert (teams(found), found.findings) == ({"Nord": 4}, ())


def test_a_number_is_no_name_of_a_team(tmp_path: Path) -> None:
    assert not beside(tmp_path, {"Antal borgere": ("1", "2", "2", "1")}, team="Team 1").findings


def test_it_says_what_to_do_with_them_in_both_languages(tmp_path: Path) -> None:
    [told] = beside(tmp_path, {"Gruppe": ("Nord", "Syd", "Syd", "Nord")}, team="Nord").findings
    said = {}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            said[language] = told.words()
    assert said == {
        "da": "I »Gruppe« står Nord i nogle rækker og »Syd« eller andre i disse, som tæller med for Nord: 3–4.",
        "en": "»Gruppe« says Nord in some rows and »Syd« or others in these, which count as Nord: 3–4.",
    }


TWICE = {
    "both-sure": {"Team": NORD, "Teamnavn": AGES},
    "neither": {"Enhed": NORD, "Afdeling": AGES},
    "roles": {"Team": NORD, "Stilling": AGES, "Funktion": DEVICES},
}


@pytest.mark.parametrize("columns", TWICE.values(), ids=TWICE.keys())
def test_two_columns_that_are_as_sure_are_named(columns: dict[str, tuple[str, ...]], tmp_path: Path) -> None:
    assert errors(beside(tmp_path, columns)) == [("column-twice", None)]


def test_alone_a_unit_is_the_team(tmp_path: Path) -> None:
    assert teams(beside(tmp_path, {"Enhed": NORD})) == {NORD[0]: 4}


NEVER = {
    "ages": ({"Afdeling": AGES}, {"team": NORD[0]}, ("other-team", "A1")),
    "another-team": ({"Team": ("Syd", "", "Syd", "Syd")}, {"team": NORD[0]}, ("other-team", "A1")),
    "organisation": ({"Kommune": AGES}, {"team": NORD[0]}, ("other-organisation", "A1")),
}


@pytest.mark.parametrize(("columns", "said", "told"), NEVER.values(), ids=NEVER.keys())
def test_where_no_row_names_who_was_asked_for_that_is_said_once(
    columns: dict[str, tuple[str, ...]], said: dict[str, str], told: tuple[str, str], tmp_path: Path
) -> None:
    found = beside(tmp_path, columns, **said)
    assert (errors(found), found.groups) == ([told], ())
    entry = FileMapping(columns=found.mapping["columns"] | {"A": "ignore"}, header_rows=(1,))
    assert teams(beside(tmp_path, columns, **said, mappings=(entry,))) == {NORD[0]: 4}


ON_DEVICES: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "in Danish": ("Enhed", ("Mobil", "PC", "Tablet", "PC"), True),
    "by a question": ("Hvilken enhed svarer du på?", ("Mobil", "Computer", "Andet", "Mobil"), True),
    "in English": ("Unit", ("Phone", "PC", "PC", "PC"), True),
    "by their makers": ("Enhed", ("iPhone", "Samsung Galaxy S23", "Android 14", "iPad"), True),
    "systems": ("Enhed", ("Windows 11", "macOS", "iOS 17.5", "Windows 10"), True),
    "browsers": ("Unit", ("Chrome 126", "Safari", "Microsoft Edge", "Firefox"), True),
    "as a browser says it": ("Enhed", ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)",) * 4, True),
    "two of a version": ("Enhed", ("Windows 10", "Windows 11", "Windows 11", "Windows 10"), True),
    "a weak word beside a strong one": ("Enhet", ("Mobil", "Nettbrett", "Mobil", "Edge 120"), True),
    "all on one": ("Enhed", ("Smartphone",) * 4, False),
    "a word that may be a team's": ("Enhed", ("Mobil",) * 4, False),
    "two that may be teams'": ("Enhed", ("Mobil", "Telefon", "Mobil", "Telefon"), False),
    "three that may be": ("Enhed", ("Web", "App", "Telefon", "Web"), False),
    "browsers that may be": ("Enhed", ("Edge", "Safari", "Opera", "Brave"), False),
    "numbered ones": ("Enhed", ("Mobil 1", "Mobil 2", "Mobil 1", "Mobil 2"), False),
    "numbered devices": ("Enhed", ("iPad 1", "iPad 2", "PC 2", "PC 2"), False),
    "where somebody works": ("Afdeling", ("Mobil", "Tablet", "PC", "PC"), False),
    "a team beside what a browser says": ("Enhed", ("Mozilla/5.0 (X11)", "Syd", "Syd", "Syd"), False),
    "one of a team": ("Enhed", ("Mobil", "PC", "Syd", "PC"), False),
    "numbers": ("Enhed", ("11", "12", "11", "12"), False),
    "a group of an experiment": ("Enhed", ("A", "B", "kontrol", "A"), False),
    "where the team stands": ("Team", ("Mobil", "PC", "Tablet", "PC"), False),
}


@pytest.mark.parametrize(("heading", "cells", "are"), ON_DEVICES.values(), ids=ON_DEVICES)
def test_what_people_answered_on_is_no_team(heading: str, cells: tuple[str, ...], are: bool, tmp_path: Path) -> None:
    found = beside(tmp_path, {heading: cells}, team=NORD[0])
    assert (teams(found), [each.code for each in found.findings]) == (
        ({NORD[0]: 4}, []) if are else ({}, ["other-team"])
    )


def test_a_question_for_where_somebody_works_asks_for_no_device(tmp_path: Path) -> None:
    found = beside(tmp_path, {"Hvilken enhed arbejder du i?": ("Tablet", "PC", "Tablet", "PC")})
    assert teams(found) == {"PC": 2, "Tablet": 2}


def test_beside_what_people_answered_on_a_question_tells_the_team(tmp_path: Path) -> None:
    columns: dict[str, tuple[str, ...]] = {
        "Enhed": ("Mobil", "PC", "Tablet", "PC"),
        "Hvor arbejder du? (afdeling)": NORD,
    }
    assert teams(beside(tmp_path, columns)) == {NORD[0]: 4}
    assert errors(beside(tmp_path, {"Enhed": columns["Enhed"]})) == [("no-team", None)]


ABOVE_TEAMS: dict[str, tuple[str, tuple[str, ...], list[str]]] = {
    "one for all": ("Afdeling", ("Socialafdelingen",) * 4, ["option-beats-guess"]),
    "where somebody said it": (
        "Department",
        ("Social Services", "", *("Social Services",) * 2),
        ["option-beats-guess"],
    ),
    "two of them": ("Afdeling", ("Socialafdelingen", "Sundhedsforvaltningen") * 2, ["other-team"]),
    "a name": ("Afdeling", ("Syd",) * 4, ["other-team"]),
    "in the column for teams": ("Team", ("Socialafdelingen",) * 4, ["other-team"]),
}


@pytest.mark.parametrize(("heading", "cells", "told"), ABOVE_TEAMS.values(), ids=ABOVE_TEAMS)
def test_an_administration_that_all_are_of_is_no_other_team(
    heading: str, cells: tuple[str, ...], told: list[str], tmp_path: Path
) -> None:
    assert [each.code for each in beside(tmp_path, {heading: cells}, team=NORD[0]).findings] == told


ROW_BY_ROW = {
    "one-of-another": {"Team": (*NORD[:3], "Syd")},
    "written-otherwise": {"Team": ("bostøtte  NORD", *NORD[1:3], "Syd")},
}


@pytest.mark.parametrize("columns", ROW_BY_ROW.values(), ids=ROW_BY_ROW.keys())
def test_a_row_of_another_team_is_named_among_those_of_this_one(
    columns: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    found = beside(tmp_path, columns, team=NORD[0])
    assert (teams(found), errors(found)) == ({NORD[0]: 3}, [("other-team", "A5")])


def test_a_column_in_which_nothing_stands_is_no_other_team(tmp_path: Path) -> None:
    assert teams(beside(tmp_path, {"Team": ("",) * 4}, team=NORD[0])) == {NORD[0]: 4}


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
    assert errors(beside(tmp_path, {heading: NORD})) == [("no-team", "A1")]


GUESSED = {
    "team": "Hvilket team arbejder du i?",
    "organisation": "Hvilken kommune arbejder du i?",
}


@pytest.mark.parametrize("fact", GUESSED)
def test_numbers_under_a_question_for_a_name_are_nobodys_name(fact: str, tmp_path: Path) -> None:
    def asked(*cells: str, **options: Any) -> tuple[list[str], int]:
        said = (cells[at % len(cells)] for at in range(len(POINTS)))
        rows = [[cell, *answers(point)] for cell, point in zip(said, POINTS, strict=True)]
        found = read(csv(tmp_path / "e.csv", [[GUESSED[fact], *IDS], *rows]), **options)
        return [finding.code for finding in found.findings], found.rows.accepted

    assert asked("4", "12", **{fact: None}) == ([f"no-{fact}"], 0)
    assert asked("4", "Nord", **{fact: None}) == (["question-match"], 8)
    assert asked("4", "12") == (["option-beats-guess"], 8)


@pytest.mark.parametrize("heading", ["Tiimi", "Equipo", "EQUIPO:"])
def test_a_team_is_found_by_what_it_is_called_elsewhere(heading: str, tmp_path: Path) -> None:
    heads, *rows = people()
    found = read(csv(tmp_path / "e.csv", [[heading, *heads], *(["Syd", *row] for row in rows)]), team=None)
    assert ([group.team for group in found.groups], found.findings) == (["Syd"], ())


TEAMS_CHOSEN = {
    "one": ("Nord;", [("Nord", 8)], None),
    "two-at-once": ("Nord;Syd;", [("Nord", 7)], "no-team"),
    "unknown": ("Ved ikke", [("Nord", 7)], "no-team"),
    "no-answer": ("keine Angabe;", [("Nord", 7)], "no-team"),
    "not-known-yet": ("Ved ikke endnu", [("Nord", 7)], "no-team"),
    "not-known-with-an-apostrophe": ("Don't know", [("Nord", 7)], "no-team"),
    "not-known-yet-with-an-apostrophe": ("I don’t know yet", [("Nord", 7)], "no-team"),
    "not-decided": ("Ikke besluttet", [("Nord", 7)], "no-team"),
    "not-decided-yet": ("endnu ikke besluttet;", [("Nord", 7)], "no-team"),
    "not-yet-known": ("Not yet known", [("Nord", 7)], "no-team"),
    "not-known": ("Not known yet.", [("Nord", 7)], "no-team"),
    "to-be-told": ("TBD", [("Nord", 7)], "no-team"),
    "to-be-told-with-dots": ("t.b.d.", [("Nord", 7)], "no-team"),
    "to-be-told-in-words": ("(To be decided)", [("Nord", 7)], "no-team"),
    "a-question-mark": ("?", [("Nord", 7)], "no-team"),
    "two-question-marks": ("??", [("Nord", 7)], "no-team"),
    "with-a-mark-of-doubt": ("Ved ikke?", [("Nord", 7)], "no-team"),
    "not-yet-in-german": ("Noch nicht bekannt", [("Nord", 7)], "no-team"),
    "not-yet-in-swedish": ("Inte bestämt ännu", [("Nord", 7)], "no-team"),
    "not-yet-in-norwegian": ("Ikke avklart ennå", [("Nord", 7)], "no-team"),
    "unsettled": ("Uafklaret", [("Nord", 7)], "no-team"),
    "a-name-with-yet": ("Ikke endnu hjemme", [("Ikke endnu hjemme", 1), ("Nord", 7)], None),
    "a-name-with-later": ("Senere Skole", [("Nord", 7), ("Senere Skole", 1)], None),
    "others": ("Andet;", [("Andet", 1), ("Nord", 7)], "team-of-others"),
    "others-in-english": ("Other", [("Nord", 7), ("Other", 1)], "team-of-others"),
    "others-to-be-written": ("Andet (skriv)", [("Nord", 7)], "no-choice"),
    "others-asked-which": ("Andet: hvilket team?;", [("Nord", 7)], "no-choice"),
    "others-in-english-to-be-written": ("Other (please specify)", [("Nord", 7)], "no-choice"),
    "others-in-german-to-be-written": ("Sonstiges, bitte angeben", [("Nord", 7)], "no-choice"),
    "another-team": ("Andet team", [("Andet team", 1), ("Nord", 7)], "team-of-others"),
    "several": ("Flere", [("Nord", 7)], "no-choice"),
    "several-in-english": ("Several", [("Nord", 7)], "no-choice"),
    "several-to-be-written": ("Flere teams (skriv hvilke)", [("Nord", 7)], "no-choice"),
    "both": ("Begge", [("Nord", 7)], "no-choice"),
    "none-of-them": ("Ingen af ovenstående", [("Nord", 7)], "no-choice"),
    "none-of-them-in-english": ("None of the above", [("Nord", 7)], "no-choice"),
    "none-of-them-in-swedish": ("Inget av ovanstående", [("Nord", 7)], "no-choice"),
    "nothing-yet": ("Vælg afdeling", [("Nord", 7)], "no-name"),
    "nothing-yet-with-marks": ("-- Please choose --", [("Nord", 7)], "no-name"),
    "all-of-it": ("Samtlige teams", [("Nord", 7)], "no-name"),
    "a-try-out": ("TEST", [("Nord", 7)], "no-name"),
    "yes": ("Yes", [("Nord", 7)], "no-name"),
    "false": (False, [("Nord", 7)], "no-name"),
    "an-answer": (LABELS[2], [("Nord", 7)], "no-name"),
    "a-quarter": ("2. kvartal 2026", [("Nord", 7)], "no-name"),
    "a-share": (0.25, [("Nord", 7)], "no-name"),
    "a-day": (date(2026, 3, 2), [("Nord", 7)], "no-name"),
    "a-day-as-text": ("02-03-2026", [("Nord", 7)], "no-name"),
    "a-day-without-a-year": ("02-mar", [("Nord", 7)], "no-name"),
    "an-address": ("bo@prove.dk", [("Nord", 7)], "no-name"),
    "a-number": (7, [("7", 1), ("Nord", 7)], None),
    "a-number-of-five-digits": ("45123", [("45123", 1), ("Nord", 7)], None),
    "a-number-with-a-dot": ("2.1", [("2.1", 1), ("Nord", 7)], None),
    "from-one-to-another": ("1-5", [("1-5", 1), ("Nord", 7)], None),
    "a-name-like-a-month": ("Maj", [("Maj", 1), ("Nord", 7)], None),
    "a-name-like-a-try-out": ("Testrup", [("Nord", 7), ("Testrup", 1)], None),
    "a-name-with-such-a-word": ("Flere Veje", [("Flere Veje", 1), ("Nord", 7)], None),
    "a-name-that-asks": ("Hvilket", [("Hvilket", 1), ("Nord", 7)], None),
    "a-name-with-a-semicolon": ("Nord; aften", [("Nord", 7), ("Nord; aften", 1)], None),
}


@pytest.mark.parametrize(("chosen", "teams", "code"), TEAMS_CHOSEN.values(), ids=TEAMS_CHOSEN)
def test_what_is_chosen_of_a_list_of_teams(
    chosen: Any, teams: list[tuple[str, int]], code: str | None, tmp_path: Path
) -> None:
    heads, *rows = people()
    table = [
        [*heads, "Team", "Rolle"],
        *([*row, chosen if at == 3 else "Nord", "Leder;"] for at, row in enumerate(rows)),
    ]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}), team=None)
    assert [(group.team, group.respondents) for group in found.groups] == teams
    assert [finding.code for finding in found.findings] == [code] * bool(code)
    assert {role for group in found.groups for role in group.roles} == {"Leder"}


def test_an_address_in_place_of_a_team_is_not_repeated(tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[*heads, "Team"], *([*row, "bo@prove.dk" if at == 3 else "Nord"] for at, row in enumerate(rows))]
    assert "bo@prove" not in repr(read(csv(tmp_path / "e.csv", table), team=None).findings)


def in_teams(heading: str, cells: tuple[str, ...]) -> Rows:
    heads, *rows = people()
    return [[heading, *heads], *([cell, *row] for cell, row in zip(cells, rows, strict=True))]


B = "names-above-blanks"
WITHOUT_A_NAME: dict[str, tuple[str, tuple[str, ...], str | None, dict[str, int]]] = {
    "beside other teams": ("Team", ("Nord", "", "Syd", "Nord", "", "Nord", "Nord", "Syd"), "Nord", {"no-team": 2}),
    "beside other organisations": (
        "Organisation",
        ("Prøvekøbing", "", "Andenby", "Prøvekøbing", "Andenby", "Prøvekøbing", "Prøvekøbing", "Prøvekøbing"),
        "Nord",
        {"no-organisation": 1},
    ),
    "as where cells are merged": ("Team", ("Nord", *[""] * 3, "Syd", *[""] * 3), "Nord", {"no-team": 6, B: 1}),
    "so without a team that is said": ("Team", ("Nord", *[""] * 3, "Syd", *[""] * 3), None, {"no-team": 6, B: 1}),
    "everywhere": ("Team", ("",) * 8, "Nord", {}),
    "beside that team alone": ("Team", ("Nord", *[""] * 7), "Nord", {}),
    "in one row": ("Team", (*["Nord"] * 3, "", *["Syd"] * 4), None, {"no-team": 1}),
}


@pytest.mark.parametrize(("heading", "cells", "team", "told"), WITHOUT_A_NAME.values(), ids=WITHOUT_A_NAME)
def test_a_row_without_a_name_among_others_is_nobodys(
    heading: str, cells: tuple[str, ...], team: str | None, told: dict[str, int], tmp_path: Path
) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": in_teams(heading, cells)}), team=team)
    codes = [finding.code for finding in found.findings if not finding.code.startswith("other-")]
    assert {code: codes.count(code) for code in codes} == told


def test_merged_cells_of_teams_are_named_by_their_ranges(tmp_path: Path) -> None:
    ranges = ["A2:A3", "A4:A5", "A6:A7"]

    def merge(book: Workbook) -> None:
        for each in ranges:
            book["Svar"].merge_cells(each)

    sheets = {"Svar": in_teams("Team", ("Nord", "", "Syd", "", "Øst", "", "Vest", "Vest"))}
    found = read(xlsx(tmp_path / "e.xlsx", sheets, change=merge), team=None)
    assert [finding.params["columns"] for finding in found.findings if finding.code == B] == [ranges]


ASKED_TWICE: dict[str, tuple[str, tuple[str, str], tuple[str, str], bool]] = {
    "with a word in brackets": ("Team (ny struktur)", ("Øst", "Øst"), ("Nord", "Syd"), True),
    "by a question": ("Hvilket team tilhører du?", ("Øst", "Vest"), ("Nord", "Vest"), True),
    "the same": ("Hvilket team tilhører du?", ("Nord", "Syd"), ("Team Nord", "Syd"), False),
    "of codes": ("Hvilket team tilhører du?", ("1", "2"), ("Nord", "Syd"), False),
    "nothing": ("Hvilket team tilhører du?", ("Nord", "Syd"), ("", ""), False),
    "of another time": ("Team (tidligere)", ("Nord", "Syd"), ("Øst", "Øst"), False),
    "of a part of the house": ("Afdeling", ("Nord", "Syd"), ("Voksne", "Psykiatri"), False),
    "of one part of it": ("Department", ("Nord", "Syd"), ("Adults", "Adults"), False),
    "by a question for it": ("Hvilken afdeling arbejder du i?", ("Nord", "Syd"), ("Voksne", "Voksne"), False),
    "of the team in some rows": ("Afdeling", ("Nord", "Syd"), ("Nord", "Voksne"), True),
    "of the other team": ("Department", ("Nord", "Syd"), ("Team Syd", "Team Nord"), True),
    "of a longer name": ("Enhed", ("Nord", "Syd"), ("Bostøtte Nord", "Vest"), True),
    "of how many": ("Hvor mange er I i teamet?", ("Nord", "Syd"), ("fire", "ni"), False),
}


@pytest.mark.parametrize(("heading", "read_as", "other", "told"), ASKED_TWICE.values(), ids=ASKED_TWICE)
def test_another_column_that_names_other_teams_is_pointed_out(
    heading: str, read_as: tuple[str, str], other: tuple[str, str], told: bool, tmp_path: Path
) -> None:
    rows = [[*row, cell] for row, cell in zip(in_teams("Team", read_as * 4), [heading, *other * 4], strict=True)]
    found = read(csv(tmp_path / "e.csv", rows), team=None)
    assert ["another-name"] * told == [finding.code for finding in found.findings]


@pytest.mark.parametrize("said", ["Ved ikke endnu", "Ikke besluttet", "Not yet decided", "TBD", "?", "TBA"])
@pytest.mark.parametrize("heading", ["Kommune", "Organisation", "Municipality"])
def test_an_organisation_that_is_not_known_yet_is_none(heading: str, said: str, tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[heading, *heads], *([said if at == 3 else "Prøvekøbing", *row] for at, row in enumerate(rows))]
    found = read(csv(tmp_path / "e.csv", table), organisation=None)
    assert [(told.code, told.cell) for told in found.findings] == [("no-organisation", "A5")]
    assert [(group.organisation, group.respondents) for group in found.groups] == [("Prøvekøbing", 7)]


@pytest.mark.parametrize("said", ["Anden kommune (skriv)", "Flere kommuner", "Ingen af ovenstående"])
def test_so_it_is_with_an_organisation(said: str, tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[*heads, "Kommune"], *([*row, said if at == 3 else "Prøvekøbing"] for at, row in enumerate(rows))]
    found = read(csv(tmp_path / "e.csv", table), organisation=None)
    assert [(told.code, told.cell, told.value) for told in found.findings] == [("no-choice", "R5", said)]
    assert [(group.organisation, group.respondents) for group in found.groups] == [("Prøvekøbing", 7)]


def test_who_says_that_a_team_is_called_so_is_obeyed(tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[*heads, "Team"], *([*row, "Flere"] for row in rows)]
    path = csv(tmp_path / "e.csv", table)
    assert (read(path, team="Flere").rows.accepted, read(path, team=None).rows.accepted) == (8, 0)


def test_how_many_are_in_the_team_is_no_name_of_one(tmp_path: Path) -> None:
    rows = under(["Hvor mange er I i dit team?"], [[4], [9], [9], [4], [4]], [4])
    assert read(csv(tmp_path / "e.csv", rows), team=None).groups == ()
