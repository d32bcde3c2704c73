"""Rows of sums that somebody made below each team, and labels of sums that no list has."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.survey.exports import ExportRead
from tests.exports.tables import IDS, LABELS, Rows, answers, csv, read, written

TEAMS = ("Nord", "Syd", "Vest", "Øst")
POINTS = {label: str(value) for value, label in LABELS.items()}
STEPS = ["Høj", "Middel", "Lav", "Høj", "Middel"]
NORD, SYD = ["Anna", "Bo", "Carl", "Dorte", "Erik"], ["Finn", "Gerda", "Hans", "Ib"]


def table(heading: str, *teams: Sequence[str], behind: bool = False, more: Sequence[str] = ()) -> Rows:
    """A team of rows behind the other, with who they are before the answers, or behind them."""
    called = [(team, name) for team, names in zip(TEAMS, teams, strict=False) for name in names]
    heads = ["Team", *IDS, heading] if behind else ["Team", *more[:1], heading, *IDS]
    rows: Rows = [heads]
    for at, (team, name) in enumerate(called):
        given = answers(1 + at % 5)
        rows.append([team, *given, name] if behind else [team, *([str(at + 1)] if more else []), name, *given])
    return rows


def in_figures(rows: Rows) -> Rows:
    """The same with points for answers, as sums are; what people answered in words is no sum."""
    return [[POINTS.get(cell, cell) for cell in row] for row in rows]


def told(kind: str, folder: Path, rows: Rows) -> str:
    """The rows, from 1 below the headings, that may be sums; none of them counts."""
    found = scored(kind, folder, rows)
    named = [f.row - 1 for f in found.findings if f.code == "perhaps-sums" and f.row]
    assert found.rows.accepted + len(named) == len(rows) - 1
    return " ".join(map(str, named))


def scored(kind: str, folder: Path, rows: Rows) -> ExportRead:
    path = written(folder / f"e.{kind}", rows)
    return read(path, team=None, codes="agree-high")


LABELLED = (
    "Gennemsnit", "Gns.", "Total", "Median", "Snit", "I alt", "Average", "Durchschnitt", "Promedio", "Keskiarvo",
    "Fælles beslutning",
)  # fmt: skip


@pytest.mark.parametrize("label", LABELLED)
@pytest.mark.parametrize("heading", ["Navn", "Medarbejder", "Kommentar", "Name", "Hvem"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_same_label_below_each_team(kind: str, heading: str, label: str, tmp_path: Path) -> None:
    assert told(kind, tmp_path, in_figures(table(heading, [*NORD, label], [*SYD, label]))) == "6 11"


PER_TEAM: dict[str, tuple[Rows, str]] = {
    "each with its team": (table("Navn", [*NORD, "Gennemsnit Nord"], [*SYD, "Gennemsnit Syd"]), "6 11"),
    "called as the team": (table("Navn", [*NORD, "Nord"], [*SYD, "Syd"]), "6 11"),
    "two of them": (table("Navn", [*NORD, "Max", "Gns."], [*SYD, "Max", "Gns."]), "6 7 12 13"),
    "above each team": (table("Navn", ["Snit", *NORD], ["Snit", *SYD]), "1 7"),
    "below one team of three": (table("Navn", [*NORD, "Snit"], SYD, ["Jens", "Kim", "Lis"]), "6"),
    "two people are called the same": (table("Navn", [*NORD[:4], "Anna", "Gns."], [*SYD, "Gns."]), "6 11"),
    "numbered as the others": (table("Navn", [*NORD, "Gns."], [*SYD, "Gns."], more=["Nr"]), "6 11"),
    "behind the answers": (table("Bemærkning", [*[""] * 5, "Gns."], [*[""] * 4, "Gns."], behind=True), "6 11"),
    "no label": (table("Navn", [*NORD, ""], [*SYD, ""]), "6 11"),
    "no number": (table("Nr.", [*"12345", ""], [*"6789", ""]), "6 11"),
    "no number, and they begin anew": (table("Nr.", [*"12345", ""], [*"1234", ""]), "6 11"),
    "no number, and above each": (table("Respondent", ["", *"12345"], ["", *"6789"]), "1 7"),
    "where others are in the middle": (
        table("Trivsel", [*STEPS, "Gennemsnit"], ["Lav", "Høj", "Middel", "Lav", "Gennemsnit"]),
        "6 11",
    ),
    "and above each team, in Swedish": (
        table("Erfarenhet", ["Genomsnitt", "Hög", "Medel", "Låg"], ["Genomsnitt", "Låg", "Medel", "Hög", "Låg"]),
        "1 5",
    ),
    "by the role of everybody": (
        table("Rolle", ["Leder", "Peer", "Vikar", "Peer", "Samlet"], ["Peer", "Leder", "Peer", "Samlet"]),
        "5 9",
    ),
    "by the role of everybody, above, in English": (
        table("Role", ["Overall", "Lead", "Peer", "Peer"], ["Overall", "Peer", "Lead", "Peer"]),
        "1 5",
    ),
    "no number in most of three": (table("Nr.", [*"1234", ""], [*"567"], [*"89", "10", ""]), "5 12"),
}


@pytest.mark.parametrize(("rows", "which"), PER_TEAM.values(), ids=PER_TEAM)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_sums_below_each_team(kind: str, rows: Rows, which: str, tmp_path: Path) -> None:
    assert told(kind, tmp_path, in_figures(rows)) == which


PEOPLE: dict[str, Rows] = {
    "Max in two teams": table("Navn", [*NORD, "Max"], [*SYD, "Max"]),
    "a surname": table("Navn", [*NORD, "Lisa Schnitt"], SYD, ["Jens", "Kim", "Lis"]),
    "two who forgot their number, in between": table("Nr.", ["1", "", "3", "4", "5"], ["6", "", "8", "9"]),
    "one at the end, one at the beginning": table("Nr.", ["1", "2", "3", "4", ""], ["", "7", "8", "9"]),
    "one team of four": table("Nr.", [*"1234", ""], ["6", "7", "", "8"], [*"9", "10", "11"], ["12", "13", "14"]),
    "teams of two": table("Navn", ["Anna", ""], ["Bo", ""]),
    "another question": table("Niveau", ["Højeste", "Laveste", "Mindste"], ["Højeste", "Største", "Laveste"]),
    "a comment behind, in between": table("Andet", ["", "Total", "", ""], ["", "", "Total", ""], behind=True),
    "one without a number at each end": table("Nr.", [*"12345", ""], [*"6789", ""]),
    "one without a number at each beginning": table("Nr.", ["", *"12345"], ["", *"6789"]),
    "what one of the last ones is": table(
        "Fase", [*["Start", "Slut"] * 3], [*["Slut", "Start"] * 2, "Midt"], behind=True
    ),
    "in the middle, at each end": table("Trivsel", [*STEPS], ["Lav", "Høj", "Middel", "Lav", "Middel"]),
    "in the middle, at each beginning": table("Trivsel", STEPS[::-1], ["Middel", "Høj", "Lav", "Høj"]),
    "all roles, within a team too": table(
        "Rolle", ["Leder", "Peer", "Peer", "Alle"], ["Peer", "Alle", "Leder", "Peer"]
    ),
    "people of the same name": table("Navn", [*NORD, "Anna"], [*SYD, "Anna"]),
}


@pytest.mark.parametrize("rows", PEOPLE.values(), ids=PEOPLE)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_people_are_counted_without_a_word(kind: str, rows: Rows, tmp_path: Path) -> None:
    found = scored(kind, tmp_path, rows)
    assert (found.rows.accepted, [f.code for f in found.findings]) == (len(rows) - 1, [])


@pytest.mark.parametrize(("note", "heading"), [("Total", "Kommentar"), ("Median", "Fase"), ("Gennemsnit", "Kommentar")])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_sums_in_words_are_named_where_nothing_is_their_own(kind: str, note: str, heading: str, tmp_path: Path) -> None:
    rows = table(heading, [*[""] * 5, note], [*[""] * 4, note], behind=True)
    assert told(kind, tmp_path, rows) == "6 11"
    steps = table("Pres", [*STEPS, note], ["Middel", "Høj", "Lav", "Høj", note], behind=True)
    assert told(kind, tmp_path, steps) == "6 11"


UNDER = {
    "a label under one of sums": ([*NORD, "Landsgennemsnit", "Nabokommune"], "6 7"),
    "so in German": ([*NORD, "Bundesdurchschnitt", "Nachbarkreis"], "6 7"),
    "and above the people": (["Nabokommune", "Landsgennemsnit", *NORD], "1 2"),
    "known by their words": ([*NORD, "Spannweite", "Häufigster Wert", "Stichprobe"], "6 7 8"),
    "so in Danish": ([*NORD, "Variationsbredde", "Standardfejl"], "6 7"),
    "above a row that is one for sure": ([*NORD, "Desviación", "Número de respuestas"], "6 7"),
    "a surname": ([*NORD, "Lisa Schnitt", "Gerda"], ""),
    "names of the sort": ([*NORD, "Rango Hansen", "Otis"], ""),
}


@pytest.mark.parametrize(("called", "which"), UNDER.values(), ids=UNDER)
@pytest.mark.parametrize("heading", ["Medarbejder", "Navn"])
def test_a_label_that_no_list_has(heading: str, called: list[str], which: str, tmp_path: Path) -> None:
    rows = [[heading, *IDS], *([name, *answers(1 + at % 5)] for at, name in enumerate(called))]
    found = read(csv(tmp_path / "e.csv", rows))
    named = [f.row - 1 for f in found.findings if f.code == "perhaps-sums" and f.row]
    assert " ".join(map(str, named)) == which
    assert found.rows.accepted + len(named) + sum(len(r) for r in found.rows.skipped.values()) == len(called)


@pytest.mark.parametrize(("language", "said"), [("en", "what a row of sums is called"), ("da", "en sumrække hedder")])
def test_it_is_said(language: str, said: str, tmp_path: Path) -> None:
    found = scored("csv", tmp_path, table("Navn", [*NORD, "Snit"], [*SYD, "Snit"]))
    with i18n.speaking(language):
        assert [said in f.words() for f in found.findings] == [True, True]
