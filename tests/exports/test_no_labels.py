"""Where a word for sums is an answer to what its column asks, and where it is what its row is called."""

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import pytest

from tests.exports.tables import IDS, LABELS, csv, read

WORDS = [LABELS[value] for value in sorted(LABELS)]
Columns = dict[str, Sequence[str]]


def in_words(path: Path, columns: Columns, behind: Columns | None = None) -> tuple[int, list[int], str]:
    """How many count of some people who answered in words, and which rows, from 1 below the headings, are named."""
    behind = behind or {}
    rows = range(len(next(iter((columns | behind).values()))))
    given = [[WORDS[(3 * at + place) % 5] for place in range(len(IDS))] for at in rows]
    return _told(path, columns, given, behind)


def _told(
    path: Path, columns: Columns, given: Sequence[Sequence[str]], behind: Columns | None = None
) -> tuple[int, list[int], str]:
    behind = behind or {}
    before, after = ([*zip(*cells.values(), strict=True)] or [()] * len(given) for cells in (columns, behind))
    rows = [[*b, *answers, *a] for b, answers, a in zip(before, given, after, strict=True)]
    found = read(csv(path, [[*columns, *IDS, *behind], *rows]), codes="agree-high")
    named = [f.row - 1 for f in found.findings if f.code == "perhaps-sums" and f.row]
    return found.rows.accepted, named, str(found.rows.skipped.get("total", ""))


SOON = [str(101 + 7 * at) for at in range(7)]
FALLS = ["8589669", "15524745", "10391422", "15375775", "16505680", "14106664", "8812311"]
CODED = [
    "R_23dda1494c73",
    "R_31ec99108ddb",
    "R_2073ab487677",
    "R_c965eda32dae",
    "R_20cdcc69292f",
    "R_9",
    "R_62fa91425cb",
]
LINES = [str(at) for at in range(1, 8)]
PUT_IN = ["1", "2", "3", "7", "4", "5", "6"]
"""The last line, put in between others."""
TIMES = [f"{17 + at}/08/2026 {8 + at:02}.0{at}.00" for at in range(7)]
DAYS = [f"2026-08-{11 + at}" for at in range(7)]
NAMES = ["Anne Holm", "Bo Lind", "Else Ege", "Kurt Friis", "Dagny Krog", "Mette Ravn", "Ida Munk"]
STEPS = ["Høj", "Høj", "Lav", "Høj", "Lav", "Lav"]
SAID = ["", "", "ok nok", "", "", ""]
HOW_MANY = ["8", "9", "7", "12", "10", "6"]
ASKED = "Hvor mange borgere har du?"
WITH = "Hvem udfyldte du skemaet med?"

PEOPLE: dict[str, tuple[Columns, Columns]] = {
    "a step": ({"Respondent": SOON, "Trivsel": [*STEPS, "Middel"]}, {}),
    "first": ({"Respondent": SOON, "Trivsel": ["Middel", *STEPS]}, {}),
    "behind the answers": ({"Respondent": SOON}, {"Trivsel": [*STEPS, "Middel"]}),
    "in Norwegian": ({"Respondent": FALLS, "Belastning": ["Høy", "Lav", "Høy", "Lav", "Lav", "Høy", "Middels"]}, {}),
    "in Swedish": ({"Respondent": FALLS, "Erfarenhet": ["Hög", "Låg", "Hög", "Låg", "Låg", "Hög", "Medel"]}, {}),
    "in German": ({"Respondent": FALLS, "Last": ["Hoch", "Niedrig", "Hoch", "Niedrig", "Hoch", "Hoch", "Mittel"]}, {}),
    "in English": ({"Respondent": FALLS, "Load": ["High", "Low", "High", "Low", "Low", "High", "Average"]}, {}),
    "another word for sums, with an id": ({"Respondent": SOON, "Trivsel": [*STEPS, "Gennemsnit"]}, {}),
    "on numbered lines": ({"Nr": LINES, "Trivsel": [*STEPS, "Middel"]}, {}),
    "among names": ({"Navn": NAMES, "Trivsel": [*STEPS, "Middel"]}, {}),
    "a step, and no id": ({"Niveau": [*STEPS, "Middel"]}, {}),
    "a step between, and no id": ({"Niveau": [*STEPS[:3], "Middel", *STEPS[3:]]}, {}),
    "several steps, and no id": ({"Niveau": ["Middel", "Høj", "Lav", "Middel", "Høj", "Lav", "Middel"]}, {}),
    "to a comment": ({"ResponseId": CODED, "Kommentar": [*SAID, "I gennemsnit 3"]}, {}),
    "to a comment, with a time": ({"Tidsstempel": TIMES, "Kommentar": [*SAID, "Gennemsnitligt"]}, {}),
    "the only comment, with an id as it falls": ({"Respondent": FALLS, "Kommentar": [*[""] * 6, "I alt 12"]}, {}),
    "the only comment, with a time": ({"Tidsstempel": TIMES}, {"Kommentar": [*[""] * 6, "Total"]}),
    "the only comment, with an id of a series": (
        {"Respondent": [f"R{at}" for at in LINES]},
        {"Kommentar": [*[""] * 6, "Totalt 12"]},
    ),
    "the only comment, with a number that is no line's": (
        {"Respondent": [f"100{at}" for at in LINES]},
        {"Kommentar": [*[""] * 6, "Totalt 12"]},
    ),
    "the only comment, with a time in any column": ({"Startet": TIMES, "Kommentar": [*[""] * 6, "I alt 12"]}, {}),
    "to a comment, with a day": ({"Dato": DAYS, "Kommentar": [*SAID, "I alt 12"]}, {}),
    "a step that many others are at": ({"Respondent": SOON, "Trivsel": ["Høj", "Lav", "Lav", *["Middel"] * 4]}, {}),
    "for whom, and so said others": ({"Målgruppe": ["Unge", "Alle", "Unge", "Ældre", "Alle", "Unge", "Alle"]}, {}),
    "several in the middle of many steps": (
        {"Trivsel": ["Middel", "Lav", "Lav", "Middel", "Middel", "Meget høj", "Høj"]},
        {},
    ),
    "several in the middle, and one end": ({"Nr": LINES, "Trivsel": [*["Høj"] * 3, *["Middel"] * 4]}, {}),
    "between over and under the middle": (
        {"Nr": LINES, "Pres": [*["Over middel", "Under middel"] * 3, "Middel"]},
        {},
    ),
    "several in the middle, and nothing before it": (
        {
            "Sidste kursus": ["juni", "", "maj", "juni", "", "maj", "maj"],
            "Fravær": ["Lavt", "Middel", "Højt"] * 2 + ["Lavt"],
        },
        {},
    ),
    "for whom, and most said what others say": (
        {
            "Vagt": [*["Dag", "Aften"] * 3, "Dag"],
            "Målgruppe": ["Alle", "Unge", "Alle", "Voksne", "Ældre", "Alle", "Unge"],
        },
        {},
    ),
    "to a comment, with a name": ({"Navn": NAMES}, {"Kommentar": [*SAID, "I alt 12"]}),
    "how many, with an id": ({"Respondent": FALLS, ASKED: [*HOW_MANY, "I alt 12"]}, {}),
    "an age, with an id": ({"Respondent": FALLS, "Aldersgruppe": [*["20-39", "40-59"] * 3, "I alt 12"]}, {}),
    "all roles": ({"Respondent": FALLS, "Rolle": [*["Bostøtte", "Peer"] * 3, "Alle"]}, {}),
    "in the middle, on a line out of its place": ({"Nr": PUT_IN, "Trivsel": [*STEPS[:3], "Middel", *STEPS[3:]]}, {}),
    "nothing of sums, on a line out of its place": ({"Nr": PUT_IN, "Rolle": [*["Bostøtte", "Peer"] * 3, "Peer"]}, {}),
    "a comment, with lines in no order": (
        {"Nr": ["5", "1", "7", "2", "6", "3", "4"], "Kommentar": [*SAID[:4], "Total", *SAID[4:]]},
        {},
    ),
    "a role that has a word of sums in it": ({"Rolle": [*["Bostøtte", "Peer"] * 3, "Resultatkoordinator"]}, {}),
    "all roles, between and at an end": ({"Rolle": ["Peer", "Alle", "Leder", "Alle", "Peer", "Leder", "Alle"]}, {}),
    "steps that are all words for sums": (
        {"Jeres belastning": ["Min", "Middel", "Max", "Middel", "Min", "Max", "Middel"]},
        {},
    ),
    "one of five steps, between and last": (
        {"Kendskab til metoden": ["Intet", "Noget", "Gennemsnit", "Meget", "Noget", "Noget", "Gennemsnit"]},
        {},
    ),
    "one of some steps, and only once": (
        {"Hvordan er bemandingen?": ["God nok", "Ringe", "Gennemsnit", "Skiftende", "Presset", "Ringe", "God nok"]},
        {},
    ),
    "in the middle of how often": (
        {"Hvor ofte mødes I?": ["Middel", "Sjældent", "Ofte", "Ofte", "Middel", "Sjældent", "Ofte"]},
        {},
    ),
    "in the middle of how long": (
        {"Nr": LINES, "Erfaring": ["Kort", "Lang", "Middel", "Lang", "Kort", "Lang", "Middel"]},
        {},
    ),
    "everybody, as a comment, with initials": (
        {"Initialer": ["MS", "AH", "BR", "IM", "SK", "LP", "OT"]},
        {"Bemærkninger": [*[""] * 6, "Hele teamet"]},
    ),
    "everybody, to a question, with initials": (
        {"Initials": ["MS", "AH", "BR", "IM", "SK", "LP", "OT"]},
        {"Who needs training?": ["None", "New staff", "", "Leads", "None", "", "Everyone"]},
    ),
    "how often, in English": (
        {"No": LINES},
        {"How often do you meet?": ["Often", "Average", "Seldom", "Often", "Average", "Seldom", "Average"]},
    ),
    "together, with a time, and no comment": (
        {"Tidsstempel": TIMES, WITH: [*["Alene", "Min kollega"] * 3, "Hele teamet"]},
        {"Kommentar": [*["Det går godt", "Vi er i gang"] * 3, ""]},
    ),
    "together, with a name, and no comment": (
        {"Navn": NAMES, WITH: ["Hele teamet", *["Alene", "Min kollega"] * 3]},
        {"Kommentar": ["", *["Det går godt", "Vi er i gang"] * 3]},
    ),
    "together, between people": (
        {WITH: ["Alene", "Min kollega", "Alene", "Hele teamet", "Alene", "Min kollega", "Alene"]},
        {},
    ),
    "all where each says something else, with a time": (
        {"Submitted at": TIMES},
        {"Field of work": ["Housing", "Admin", "Social Care", "Youth", "Adults", "Health", "All departments"]},
    ),
    "all functions": ({"Respondent": FALLS, "Funktion": [*["Bostøtte", "Peer"] * 3, "Alle"]}, {}),
}


@pytest.mark.parametrize(("columns", "behind"), PEOPLE.values(), ids=PEOPLE)
def test_an_answer_in_another_column_drops_nobody(columns: Columns, behind: Columns, tmp_path: Path) -> None:
    assert in_words(tmp_path / "e.csv", columns, behind) == (7, [], "")


NOBODY: dict[str, tuple[Columns, Columns, list[int], str]] = {
    "a label where nothing numbers it": ({"Respondent": [*SOON[:6], ""], "Trivsel": [*STEPS, "Middel"]}, {}, [], "8"),
    "as many as the others": ({"Respondent": [*SOON[:6], "6"], "Trivsel": [*STEPS, "I alt"]}, {}, [7], ""),
    "a step, and as many as the others": ({"Respondent": [*SOON[:6], "6"], "Trivsel": [*STEPS, "Middel"]}, {}, [7], ""),
    "above numbered lines": ({"Nr": ["7", *LINES[:6]], "Trivsel": ["Snit", *STEPS]}, {}, [1], ""),
    "of a year": ({ASKED: [*HOW_MANY, "I alt 2026"]}, {}, [7], ""),
    "what their numbers come to": ({"Respondent": [*SOON[:6], "711"], "Trivsel": [*STEPS, "I alt"]}, {}, [7], ""),
    "the mean of their numbers": ({"Respondent": [*SOON[:6], "119"], "Trivsel": [*STEPS, "Snit"]}, {}, [7], ""),
    "the number of another": ({"Respondent": [*SOON[:6], SOON[5]], "Trivsel": [*STEPS, "I alt"]}, {}, [7], ""),
    "in the column of names": ({"Nr": LINES, "Navn": [*NAMES[:6], "I alt"]}, {}, [7], ""),
    "where each is called by a name": ({"Nr": LINES, "Hvem": [*NAMES[:6], "Gennemsnit"]}, {}, [7], ""),
    "nothing else in the column": ({"Nr": LINES}, {"Bemærkning": [*[""] * 6, "<- gennemsnit"]}, [7], ""),
    "as many as the others are": ({"Nr": LINES}, {"Bemærkning": [*[""] * 6, "Antal svar 6"]}, [7], ""),
    "the others' other answers are lacking": (
        {
            "Nr": LINES,
            "Trivsel": [*STEPS, "Gennemsnit"],
            "Alder": [*["20-39", "40-59"] * 3, ""],
            "Køn": [*"KMKMKM", ""],
        },
        {},
        [7],
        "",
    ),
    "a comment on numbered lines": ({"Nr": LINES}, {"Bemærkning": [*SAID, "Median"]}, [7], ""),
    "no step on numbered lines": ({"Nr": LINES, "Trivsel": [*STEPS, "Gennemsnit"]}, {}, [7], ""),
    "no step, and no id": ({"Niveau": [*STEPS, "Gennemsnit i alt"]}, {}, [7], ""),
    "a role of all, and no id": ({"Rolle": [*["Bostøtte", "Peer"] * 3, "Alle"]}, {}, [7], ""),
    "the only comment, and no id": ({"Kommentar": [*[""] * 6, "Total"]}, {}, [7], ""),
    "what the others come to": ({ASKED: [*HOW_MANY, "I alt 52"]}, {}, [7], ""),
    "how many they are": ({ASKED: [*HOW_MANY, "I alt 6"]}, {}, [7], ""),
    "their mean": ({ASKED: [*HOW_MANY, "Gns. 9"]}, {}, [7], ""),
    "between them, and their mean": ({ASKED: [*HOW_MANY[:3], "Gns. 9", *HOW_MANY[3:]]}, {}, [4], ""),
    "how many, and no id": ({ASKED: [*HOW_MANY, "I alt 12"]}, {}, [7], ""),
    "how many between, and no id": ({ASKED: [*HOW_MANY[:3], "I alt 12", *HOW_MANY[3:]]}, {}, [4], ""),
    "the only comment on numbered lines": ({"Nr": LINES}, {"Kommentar": [*[""] * 6, "Totalt 12"]}, [7], ""),
    "a number in a comment on numbered lines": ({"Nr": LINES, "Kommentar": [*SAID, "Gns. 4"]}, {}, [7], ""),
    "of ages": ({"Aldersgruppe": [*["20-39", "40-59"] * 3, "I alt 12"]}, {}, [7], ""),
    "of years at work": ({"Anciennitet": [*["0-2 år", "3-5 år"] * 3, "Gns. 3,6"]}, {}, [7], ""),
    "all of an age": ({"Aldersgruppe": [*["20-39", "40-59"] * 3, "Alle"]}, {}, [7], ""),
    "all, above the others": ({"Træning": ["Alle svar", *["Ja", "Nej"] * 3]}, {}, [1], ""),
    "all, as a comment": ({"Nr": LINES, "Kommentar": [*SAID, "Samlet"]}, {}, [7], ""),
    "all, on the same day": ({"Dato": [DAYS[0]] * 7, "Kommentar": [*SAID, "Alle"]}, {}, [7], ""),
    "all, and as many as the others": ({"Respondent": [*FALLS[:6], "6"], "Kommentar": [*SAID, "Alle"]}, {}, [7], ""),
    "all, and a part of a number": ({"Respondent": [*FALLS[:6], "119,5"], "Rolle": [*"ABABAB", "Alle"]}, {}, [7], ""),
    "all, and the median of ids": (
        {"Respondent": ["1", "9", "7", "97", "95", "5", "8"], "X": [*"ABABAB", "Alle"]},
        {},
        [7],
        "",
    ),
    "on midnight of the same day": (
        {"Dato": ["2026-08-11 00:00:00"] * 7, "Kommentar": [*SAID, "Gns. 4"]},
        {},
        [7],
        "",
    ),
    "where no name is given": ({"Navn": [*NAMES[:6], "-"], "Kommentar": [*SAID, "Gns. 4"]}, {}, [7], ""),
    "behind a comment that is left out": (
        {"Kommentar": ["", *["Vi er fem"] * 6], "Bemærkning": ["gennemsnit", *["ok nok", ""] * 3]},
        {},
        [1],
        "",
    ),
    "a word for all and of whom": ({"Målgruppe": [*["Unge", "Ældre"] * 3, "Samlet for Nord"]}, {}, [7], ""),
    "between names, without one": (
        {"Navn": [*NAMES[:3], "-", *NAMES[4:]], "Kommentar": [*SAID[:3], "Teamets gennemsnit", *SAID[3:]]},
        {},
        [4],
        "",
    ),
    "between names, and of whom": (
        {"Navn": [*NAMES[:3], "", *NAMES[4:]]},
        {"Kommentar": [*SAID[:3], "Samlet for Nord", *SAID[3:]]},
        [4],
        "",
    ),
    "the result": ({"Belastning": [*STEPS, "Resultat"]}, {}, [7], ""),
    "the result, by its role": ({"Rolle": [*["Bostøtte", "Peer"] * 3, "Resultat"]}, {}, [7], ""),
    "the result, by its role, above": ({"Role": ["Result", *["Support", "Peer"] * 3]}, {}, [1], ""),
    "the result, by its function": ({"Funktion": [*["Leitung", "Peer"] * 3, "Ergebnis"]}, {}, [7], ""),
    "everybody between roles": ({"Rolle": ["Peer", "Alle", "Leder", "Hele teamet", "Alle", *"AB"]}, {}, [4], ""),
    "everybody between functions": ({"Funktion": ["Peer", "Alle", "Whole team", *["Peer", "Alle"] * 2]}, {}, [3], ""),
    "on a line out of its place": ({"Nr": PUT_IN, "Trivsel": [*STEPS[:3], "Snit", *STEPS[3:]]}, {}, [4], ""),
    "as a comment, out of its place": ({"Nr": PUT_IN}, {"Kommentar": [*SAID[:3], "Mean", *SAID[3:]]}, [4], ""),
    "as a role, out of its place": (
        {"Nr": PUT_IN, "Rolle": [*["Leder", "Peer", "Peer"], "Medel", *"ABA"]},
        {},
        [4],
        "",
    ),
    "together, at an end": ({WITH: [*["Alene", "Min kollega"] * 3, "Hele teamet"]}, {}, [7], ""),
    "a rounded mean": ({"Nr": LINES}, {"Bemærkning": [*[""] * 6, "Gennemsnit afrundet"]}, [7], ""),
    "a rounded mean, in German": ({"Nr": LINES}, {"Notiz": [*[""] * 6, "Mittelwert (gerundet)"]}, [7], ""),
    "of the team": ({"Nr": LINES}, {"Bemærkning": [*[""] * 6, "Sum Nord"]}, [7], ""),
    "of the team, before its word": ({"Nr": LINES}, {"Note": ["Nord: average", *[""] * 6]}, [1], ""),
    "summed up, in Swedish": ({"Nr": LINES}, {"Anmärkning": [*[""] * 6, "Sammanlagt"]}, [7], ""),
    "both roles": ({"Rolle": ["Leder", *["Medarbejder"] * 5, "Begge"]}, {}, [7], ""),
    "both roles, above": ({"Role": ["Both", "Manager", *["Staff"] * 5]}, {}, [1], ""),
    "everybody, beside steps that are words for sums": (
        {"Erfaring": ["Min", "Max", "Max", "Min", "Middel", "Middel", "Alle"]},
        {},
        [7],
        "",
    ),
    "of the team, beside such steps": (
        {"Team": ["Nord"] * 7, "Experience": ["Min", "Max", "Max", "Min", "Middel", "Middel", "Sum Nord"]},
        {},
        [7],
        "",
    ),
    "above such steps": ({"Belastning": ["Samlet", "Min", "Max", "Max", "Min", "Middel", "Middel"]}, {}, [1], ""),
    "between such steps, and none of them": (
        {"Belastning": ["Min", "Max", "Max", "Median", "Middel", "Min", "Max"]},
        {},
        [4],
        "",
    ),
    "of the team, without a number": (
        {"ID": [*"123", "", *"456"], "Indflydelse": [*STEPS[:3], "Sum Nord", *STEPS[3:]]},
        {},
        [4],
        "",
    ),
    "with a time, and no name": (
        {"Role": ["Team Average", *["Staff", "Peer"] * 3], "Time": TIMES, "Name": ["", *NAMES[1:]]},
        {},
        [1],
        "",
    ),
    "another comment of the kind": ({"Nr": LINES, "Kommentar": ["", "", "Total", "", "", "", "Snit"]}, {}, [7], ""),
}


@pytest.mark.parametrize(("columns", "behind", "named", "skipped"), NOBODY.values(), ids=NOBODY)
def test_a_label_is_found_in_words_too(
    columns: Columns, behind: Columns, named: list[int], skipped: str, tmp_path: Path
) -> None:
    assert in_words(tmp_path / "e.csv", columns, behind) == (6, named, skipped)


@pytest.mark.parametrize("labels", [["Min", "Middel", "Max"], ["Maks", "Gennemsnit"]])
def test_what_each_team_has_in_the_same_order_is_no_answer(labels: list[str], tmp_path: Path) -> None:
    accepted, _, skipped = in_words(tmp_path / "e.csv", {"Mål": labels * 3})
    assert (accepted, len(skipped.split(", "))) == (3 * len(labels) - 3, 3)


@pytest.mark.parametrize(("last", "point"), [("Højeste", 4), ("Laveste", 0)])
def test_the_highest_and_the_lowest_answers_are_told_in_words_too(last: str, point: int, tmp_path: Path) -> None:
    """Though somebody between the others chose the same word, and whose answers are neither."""
    columns: Columns = {"Hvilket niveau?": ["Ringe", "God", "God", last, "Ringe", "God", last]}
    theirs = [[WORDS[(3 * at + place) % 5] for place in range(len(IDS))] for at in range(6)]
    assert _told(tmp_path / "e.csv", columns, [*theirs, [WORDS[point]] * len(IDS)]) == (6, [7], "")
    assert _told(tmp_path / "e.csv", columns, [*theirs, theirs[1][::-1]]) == (7, [], "")


def test_a_label_among_names_is_asked_about_beside_an_id_too(tmp_path: Path) -> None:
    columns: Columns = {"Id": [f"R{at}" for at in LINES], "Hvem": [*NAMES[:6], "Gennemsnit"]}
    assert in_words(tmp_path / "e.csv", columns) == (6, [7], "")


def test_the_name_of_a_team_alone_and_a_word_for_both_are_answers(tmp_path: Path) -> None:
    for last in ("Nord", "Begge steder", "Tak for summen, Nord"):
        assert in_words(tmp_path / "e.csv", {"Nr": LINES}, {"Bemærkning": [*SAID, last]}) == (7, [], "")
    with_ids: Columns = {"Respondent": FALLS, "Rolle": [*["Leder", "Peer"] * 3, "Begge"]}
    elsewhere: Columns = {"Sted": [*"AB" * 3, "Begge"]}
    assert [in_words(tmp_path / "e.csv", columns) for columns in (with_ids, elsewhere)] == [(7, [], "")] * 2


MIDDLES = ["Høj", "Middel", "Lav", "Høj", "Lav", "Middel", "Høj"]
"""What seven chose, among them those in the middle."""
EIGHT = [*LINES, "8"]
COMMON: dict[str, tuple[Columns, int, list[int]]] = {
    "numbered on": ({"Nr": EIGHT, "Niveau": [*MIDDLES, "Gennemsnit"]}, 7, [8]),
    "and none before": ({"Niveau": [*MIDDLES, "I gennemsnit"]}, 7, [8]),
    "a total": ({"Nr": EIGHT, "Niveau": [*MIDDLES, "Total"]}, 7, [8]),
    "called as a step": ({"Niveau": [*MIDDLES, "Middel"]}, 7, [8]),
    "called as a step, above": ({"Niveau": ["Middel", *MIDDLES]}, 7, [1]),
    "called as a step, numbered on": ({"Nr": EIGHT, "Niveau": [*MIDDLES, "Middel"]}, 7, [8]),
    "called as a step, without a name": ({"Navn": [*NAMES, "-"], "Niveau": [*MIDDLES, "Middel"]}, 7, [8]),
    "called as a step of one who is last": ({"Niveau": [*MIDDLES[1:], "Middel", "Middel"]}, 7, [8]),
    "beside steps, between them": (
        {"Kendskab": ["Intet", "Noget", "Noget", "Gennemsnit", "Meget", "Noget", "Noget", "Meget"]},
        7,
        [4],
    ),
    "an answer to a question, between them": (
        {"Hvordan er bemandingen?": ["God", "Ringe", "God", "Average", "Ringe", "God", "Ringe", "God"]},
        7,
        [4],
    ),
    "in English": ({"No": EIGHT, "Load": [*["High", "Average", "Low"] * 2, "High", "Average"]}, 7, [8]),
    "in Swedish": ({"Nr": EIGHT, "Erfarenhet": [*["Hög", "Medel", "Låg"] * 2, "Hög", "Genomsnitt"]}, 7, [8]),
    "called as others answered": ({"Målgruppe": [*["Unge", "Alle"] * 3, "Unge", "Alle"]}, 7, [8]),
    "beside all that others answered": ({"Nr": EIGHT, "Målgruppe": [*["Unge", "Alle"] * 3, "Unge", "Snit"]}, 7, [8]),
    "called as a step, on a line out of its place": (
        {"Nr": [*LINES[:4], "9", *LINES[4:]], "Niveau": [*MIDDLES[:4], "Medel", *MIDDLES[4:]]},
        7,
        [5],
    ),
    "a step, with an id": ({"Respondent": [*FALLS, "9912318"], "Niveau": [*MIDDLES, "Middel"]}, 8, []),
    "a step, with a time": (
        {"Tidsstempel": [*TIMES, "24/08/2026 15.07.00"], "Niveau": [*MIDDLES, "Middel"]},
        8,
        [],
    ),
    "a step, with a name": ({"Navn": [*NAMES, "Per Dam"], "Niveau": [*MIDDLES, "Middel"]}, 8, []),
    "their number as an id": ({"Respondent": [*FALLS, "7"], "Niveau": [*MIDDLES, "Middel"]}, 7, [8]),
}


@pytest.mark.parametrize(("columns", "accepted", "named"), COMMON.values(), ids=COMMON)
def test_who_answers_in_the_middle_shields_no_mean(
    columns: Columns, accepted: int, named: list[int], tmp_path: Path
) -> None:
    """The row beside seven people has what they answered in the mean, in words."""
    theirs = [[(3 * at + place) % 5 for place in range(len(IDS))] for at in range(7)]
    mean = [round(fmean(column)) for column in zip(*theirs, strict=True)]
    theirs.insert(named[0] - 1 if named else 7, mean)
    told = _told(tmp_path / "e.csv", columns, [[WORDS[answer] for answer in row] for row in theirs])
    assert told == (accepted, named, "")


@pytest.mark.parametrize(("alike", "named"), [(16, [7]), (13, [7]), (10, []), (0, [])])
def test_in_words_most_answers_of_a_mean_are_the_rounded_mean(alike: int, named: list[int], tmp_path: Path) -> None:
    """The row in the middle is never more than one step from what six others answered in the mean."""
    theirs = [[WORDS[point]] * len(IDS) for point in (1, 2, 2, 2, 2, 3)]
    row = [WORDS[2 if place < alike else 1] for place in range(len(IDS))]
    columns: Columns = {"Nr": LINES, "Trivsel": [*STEPS, "Middel"]}
    assert _told(tmp_path / "e.csv", columns, [*theirs, row]) == (7 - len(named), named, "")


APART = [(1, 5), (5, 1), (1, 4), (5, 2), (2, 5), (5, 1)]
"""What six answer to one half of the statements, and to the other."""
FIGURES: dict[str, tuple[Columns, tuple[str, str], tuple[int, list[int], str]]] = {
    "no mean, with an id": ({"Respondent": SOON, "Trivsel": [*STEPS, "Middel"]}, ("1", "1"), (7, [], "")),
    "the mean, with an id": ({"Respondent": SOON, "Trivsel": [*STEPS, "Middel"]}, ("3", "3"), (6, [7], "")),
    "no mean, and no id": ({"Niveau": [*STEPS, "Middel"]}, ("1", "1"), (7, [], "")),
    "the mean, and no id": ({"Niveau": [*STEPS, "Middel"]}, ("3", "3"), (6, [7], "")),
    "parts of figures": ({"Niveau": [*STEPS, "Middel"]}, ("3.2", "3.0"), (6, [], "8")),
    "not a step": ({"Niveau": [*STEPS, "Gennemsnit"]}, ("1", "1"), (6, [], "8")),
}


@pytest.mark.parametrize(("columns", "last", "told"), FIGURES.values(), ids=FIGURES)
def test_of_figures_only_what_is_no_mean_beside_a_step_is_somebodys(
    columns: Columns, last: tuple[str, str], told: tuple[int, list[int], str], tmp_path: Path
) -> None:
    half = len(IDS) // 2
    pairs = [*((str(one), str(two)) for one, two in APART), last]
    assert _told(tmp_path / "e.csv", columns, [[one] * half + [two] * half for one, two in pairs]) == told


BESIDE_NAMES: dict[str, tuple[list[str], int, list[int]]] = {
    "below it": ([*NAMES[:4], "Total Jensen", *NAMES[5:]], 6, [5]),
    "above it": (["Bo", "Total Jensen", *NAMES[:6]], 7, [2]),
    "labels below it": ([*NAMES[:5], "Total Jensen", "Gennemsnit"], 5, [6]),
}


@pytest.mark.parametrize(("called", "accepted", "named"), BESIDE_NAMES.values(), ids=BESIDE_NAMES)
def test_who_may_be_sums_takes_nobody_along(called: list[str], accepted: int, named: list[int], tmp_path: Path) -> None:
    assert in_words(tmp_path / "e.csv", {"Medarbejder": called})[:2] == (accepted, named)
