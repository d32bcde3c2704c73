"""Which rows may be sums, because they lack what numbers or names everybody else: the limits, from both sides."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from tests.exports.tables import (
    COUNTS,
    IDS,
    NAMES,
    POINTS,
    answers,
    counts,
    csv,
    numbers,
    people,
    read,
)

CALLED = [
    "Ane",
    "Bo",
    "Carl",
    "Dorte",
    "Else",
    "Finn",
    "Grethe",
    "Hans",
    "Ida",
    "Jens",
    "Karl",
    "Lone",
    "Mads",
    "Nina",
    "Ole",
    "Per",
    "Rie",
    "Siv",
]
Column = tuple[str, Sequence[str]]


def told(folder: Path, before: Sequence[Column], behind: Sequence[Column] = (), *, figures: bool = False) -> str:
    """The rows, from 1 below the headings, that may be sums; with these columns before and behind the statements."""
    given = [[str(point)] * len(IDS) if figures else answers(point) for point in range(1, 6)]
    rows = [
        [*(cells[at] for _, cells in before), *given[at % 5], *(cells[at] for _, cells in behind)]
        for at in range(len((*before, *behind)[0][1]))
    ]
    heads = [*(name for name, _ in before), *IDS, *(name for name, _ in behind)]
    said = {"team": None} if "Team" in heads else {"codes": "agree-high"} if figures else {}
    found = read(csv(folder / "e.csv", [heads, *rows]), **said)
    return " ".join(str(f.row - 1) for f in found.findings if f.code == "perhaps-sums" and f.row)


FULL, LAST = CALLED[:6], [*CALLED[:5], ""]
DAYS = [f"2026-08-0{day}" for day in range(1, 7)]
NUMBERED = [str(number) for number in range(1, 6)]
WHICH: dict[str, tuple[list[Column], list[Column], str]] = {
    "before the statements": ([("Hvem", LAST)], [], "6"),
    "behind them": ([], [("Hvem", LAST)], "6"),
    "behind them, and another before": ([("Hvem", FULL)], [("Hvad", LAST)], ""),
    "before them, and another behind": ([("Hvem", LAST)], [("Hvad", FULL)], "6"),
    "a day behind": ([], [("Dato", [*DAYS[:5], ""])], "6"),
    "a day behind says that it is somebody": ([("Hvem", LAST)], [("Dato", DAYS)], ""),
    "nor a day": ([("Hvem", LAST)], [("Dato", [*DAYS[:5], ""])], "6"),
    "a word for sums, and the day filled in from above": ([("Nr", [*NUMBERED, "Maks"])], [("Dato", DAYS)], "6"),
    "so for a number of people": ([("Nr", [*NUMBERED, "Antal"])], [("Dato", DAYS)], "6"),
    "behind the day": ([("Dato", DAYS), ("Nr", [*NUMBERED, "Maks"])], [], "6"),
    "a word that is always sums, behind the day": ([("Dato", DAYS), ("Nr", [*NUMBERED, "Gennemsnit"])], [], "6"),
    "as a name of somebody with a number": ([("Nr", [*NUMBERED, "6"]), ("Hvem", [*CALLED[:5], "I alt"])], [], "6"),
    "as a name, and the day": ([("Dato", DAYS), ("Hvem", [*CALLED[:5], "Std. afv."])], [], "6"),
    "another word, and the day": ([("Nr", [*NUMBERED, "Ole"])], [("Dato", DAYS)], ""),
    "a name among names, and the day": ([("Hvem", [*CALLED[:5], "Max"])], [("Dato", DAYS)], ""),
    "the second column": ([("Hvem", FULL), ("Hvad", LAST)], [], ""),
    "the first, and not the second": ([("Hvem", LAST), ("Hvad", FULL)], [], ""),
    "both": ([("Hvem", LAST), ("Hvad", LAST)], [], "6"),
    "two, and not the third": ([("Hvem", LAST), ("Hvad", LAST), ("Hvor", FULL)], [], ""),
    "three, and not the fourth": ([("Hvem", LAST), ("Hvad", LAST), ("Hvor", LAST), ("Hvorfra", FULL)], [], "6"),
}


@pytest.mark.parametrize(("before", "behind", "rows"), WHICH.values(), ids=WHICH)
def test_three_columns_are_looked_at(before: list[Column], behind: list[Column], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, before, behind) == rows


NOTED = ("Bemærkning", [*CALLED[:3], "", *CALLED[4:6]])
"""Somebody wrote nothing: the fourth."""
URNS = [f"1234567-000000{at}-0000000{at + 1}" for at in range(6)]
CODES = ["83021", "19283", "55012", "20931", "77310", "41902"]
WITH_IDS: dict[str, tuple[list[Column], str]] = {
    "nothing else": ([NOTED], "4"),
    "digits in groups": ([("Unique Response Number", URNS), NOTED], ""),
    "under any heading": ([("Kode", URNS), NOTED], ""),
    "under none": ([("", URNS), NOTED], ""),
    "behind what others wrote": ([NOTED, ("URN", URNS)], ""),
    "two groups": ([("Besvarelse", ["1-9", "1-10", "2-1", "2-2", "3-1", "11-4"]), NOTED], ""),
    "another sign": ([("Token", [urn.replace("-", "_") for urn in URNS]), NOTED], ""),
    "three groups with full stops": ([("Token", ["1.2.3", "1.2.4", "1.3.1", "2.1.1", "2.1.2", "3.1.1"]), NOTED], ""),
    "letters and digits, and one without letters": (
        [("Nøgle", ["3ceb97b7", "83aa00c1", "91fe22d0", "11223344", "7c7c00ab", "09aa11bb"]), NOTED],
        "",
    ),
    "digits in no order": ([("Kode", CODES), NOTED], ""),
    "digits in no order under no heading": ([("", CODES), NOTED], ""),
    "figures, which a row of sums has too": ([("Løn", CODES), NOTED], "4"),
    "parts of figures": ([("Timer", ["7.5", "6.5", "8.1", "7.1", "7.9", "6.1"]), NOTED], "4"),
    "times": ([("Varighed", ["09:15", "09:20", "10:01", "04:30", "08:11", "07:12"]), NOTED], "4"),
    "the id of the one above": ([("URN", [*URNS[:3], URNS[2], *URNS[4:]]), NOTED], "4"),
    "an id of another shape": ([("URN", [*URNS[:3], "1-5", *URNS[4:]]), NOTED], "4"),
    "no id either": ([("URN", [*URNS[:3], "", *URNS[4:]]), NOTED], "4"),
    "no id, though something is written": ([("URN", [*URNS[:5], ""]), ("Hvem", FULL)], ""),
    "no id, and nothing else to tell": ([("URN", [*URNS[:5], ""])], "6"),
    "what sums are called, and an id": ([("URN", URNS), ("Hvem", [*CALLED[:5], "I alt"])], "6"),
    "so where others have numbers": ([("URN", URNS), ("Alder", ["34", "51", "29", "40", "38", "Gns."])], "6"),
    "another word where others have numbers": ([("URN", URNS), ("Alder", ["1", "2", "3", "4", "5", "gammel"])], ""),
    "days, of which one lacks": ([("Modtaget", [*DAYS[:5], ""])], ""),
}


@pytest.mark.parametrize(("before", "rows"), WITH_IDS.values(), ids=WITH_IDS)
def test_who_has_an_id_as_all_others_is_somebody(before: list[Column], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, before, figures=True) == rows


NAMELESS = {
    "one of three": (2, 1, "3"),
    "two of four": (2, 2, ""),
    "two of seven": (5, 2, "6 7"),
    "two of eight": (6, 2, "7 8"),
    "three of eleven": (8, 3, "9 10 11"),
    "three of twelve": (9, 3, "10 11 12"),
    "four of sixteen": (12, 4, "13 14 15 16"),
    "five of twenty": (15, 5, ""),
}


@pytest.mark.parametrize(("named", "nameless", "rows"), NAMELESS.values(), ids=NAMELESS)
def test_four_at_the_end_and_fewer_than_the_others(named: int, nameless: int, rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, [("Hvem", [*CALLED[:named], *[""] * nameless])]) == rows


@pytest.mark.parametrize(
    ("called", "in_figures", "in_words"),
    [
        (["", *CALLED[:8]], "1", "1"),
        ([*CALLED[:8], ""], "9", "9"),
        ([*CALLED[:3], "", *CALLED[3:8]], "4", ""),
        ([*"123", "", *"56789"], "4", ""),
        (["AH", "BF", "", "DM", "EK"], "3", ""),
        (["AH", "BF", "CK", "", "DM", "M"], "4 6", ""),
        ([*CALLED[:3], "", "", *CALLED[3:12]], "", ""),
        (["", *CALLED[:7], ""], "", ""),
    ],
)
def test_elsewhere_one_alone_whose_answers_are_no_words(
    called: list[str], in_figures: str, in_words: str, tmp_path: Path
) -> None:
    assert told(tmp_path, [("Hvem", called)], figures=True) == in_figures
    assert told(tmp_path, [("Hvem", called)]) == in_words


ROLES = ["Leder", "Medarbejder"] * 3
SHORT: dict[str, tuple[list[Column], str, str]] = {
    **{f"{name}, and nothing else is told": ([("Hvem", [*CALLED[:5], name])], "6", "") for name in ("M", "N", "MW")},
    **{
        f"{name}, with a role": ([("Hvem", [*CALLED[:5], name]), ("Rolle", ROLES)], "6", "")
        for name in ("M", "N", "MW", "MAX", "Ø")
    },
    "first, with a role": ([("Hvem", ["M", *CALLED[:5]]), ("Rolle", ROLES)], "1", ""),
    "without the others' role": ([("Hvem", [*CALLED[:5], "M"]), ("Rolle", [*ROLES[:5], ""])], "6", "6"),
    "with one of two": ([("Hvem", [*CALLED[:5], "M"]), ("Rolle", ROLES), ("By", [*"AABBA", ""])], "6", "6"),
    "all, with a role": ([("Hvem", [*CALLED[:5], "Alle"]), ("Rolle", ROLES)], "6", "6"),
    "MAX, and nothing else is told": ([("Hvem", [*CALLED[:5], "MAX"])], "6", "6"),
    "nobody in particular": ([("Hvem", [*CALLED[:5], "?"])], "", ""),
}


@pytest.mark.parametrize(("before", "in_figures", "in_words"), SHORT.values(), ids=SHORT)
def test_short_names_at_the_edge(before: list[Column], in_figures: str, in_words: str, tmp_path: Path) -> None:
    assert told(tmp_path, before, figures=True) == in_figures
    assert told(tmp_path, before) == in_words


@pytest.mark.parametrize("heading", ["Navn (valgfrit)", "Name (optional)", "Namn - frivilligt", "Name (freiwillig)"])
def test_what_may_be_left_out_is_no_sign_where_it_lacks(heading: str, tmp_path: Path) -> None:
    assert told(tmp_path, [(heading, LAST)]) == ""
    assert told(tmp_path, [(heading, [*LAST[:-1], "Max"])]) == "6"


AMONG_NUMBERS = {
    "one by one": (1, 1, "", "", ""),
    "two and one": (2, 1, "3", "1", "2"),
    "as many": (3, 3, "4 5 6", "1 2 3", ""),
    "more words": (2, 3, "", "", ""),
    "a third are words": (4, 2, "5 6", "1 2", "2 4"),
    "more than a third": (5, 3, "6 7 8", "1 2 3", ""),
}
WORDS = ("Jævnt", "Skævt", "Mitt")


@pytest.mark.parametrize(("numbers", "words", "below", "above", "between"), AMONG_NUMBERS.values(), ids=AMONG_NUMBERS)
def test_words_among_numbers(numbers: int, words: int, below: str, above: str, between: str, tmp_path: Path) -> None:
    counted, said = [str(n + 1) for n in range(numbers)], WORDS[:words]
    mixed = [cell for pair in zip_longest(counted, said) for cell in pair if cell]
    for cells, rows in (([*counted, *said], below), ([*said, *counted], above), (mixed, between)):
        assert told(tmp_path, [("Nr", cells)]) == rows


LABELLED = {
    "first": (["Max", *FULL], "1"),
    "last": ([*FULL, "Hele teamet"], "7"),
    "between": ([*FULL[:3], "Max", *FULL[3:]], ""),
    "nobody in particular": ([*FULL, "anonym"], ""),
    "four": ([*FULL, "Max", "Min", "Alle", "Ø"], "7 8 9 10"),
    "the last four of five": ([*FULL, "Samlet", "Max", "Min", "Alle", "Ø"], "8 9 10 11"),
    "three words": ([*FULL, "Gns for Nord"], "7"),
    "of four words": ([*FULL, "Gns for os alle"], ""),
    "put together": ([*FULL, "Landsgns.", "Hovedtotal"], "7"),
    "two words": ([*FULL, "Kommunens snit", "Andel enige", "Samlet gns."], "7 8 9"),
    "a ward": ([*FULL, "Afsnit Nord"], ""),
}


@pytest.mark.parametrize(("called", "rows"), LABELLED.values(), ids=LABELLED)
def test_names_of_sums_among_names(called: list[str], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, [("Hvem", called)]) == rows


def test_where_all_others_have_digits_alone_letters_and_signs_stand_out(tmp_path: Path) -> None:
    for label in ("P50", "T2B", "90 %", "5 st", "Q2 26", "2026-Q2"):
        assert told(tmp_path, [("Nr", [*NUMBERED, label])]) == "6"
        assert told(tmp_path, [("Nr", [label, *NUMBERED])]) == "1"
        assert told(tmp_path, [("Nr", ["1", "2", label, "4", "5"])]) == ""
    for somebody in ("6", "5b", "6a", "-", "anonym"):
        assert told(tmp_path, [("Nr", [*NUMBERED, somebody])]) == ""
    assert told(tmp_path, [("Nr", ["A-1", "A-2", "B-1", "2026-Q2"])]) == ""


SERIES = {
    "paper forms": (["P1", "P2"], ""),
    "one paper form": (["P1"], ""),
    "going on from the others": (["P6", "P7"], ""),
    "in words": (["Papir 1", "Papir 2"], ""),
    "percentiles": (["P25", "P50", "P75"], "6 7 8"),
    "quartiles": (["Q1", "Q2", "Q3"], "6 7 8"),
    "groups": (["Gruppe 1", "Gruppe 2"], "6 7"),
    "paper forms and a row of sums": (["P1", "P2", "Oftast"], "8"),
}


@pytest.mark.parametrize(("called", "rows"), SERIES.values(), ids=SERIES)
def test_people_with_a_series_of_their_own_behind_numbers(called: list[str], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, [("Nr", [*NUMBERED, *called])]) == rows


NOBODY = [""] * 6
BESIDE: dict[str, tuple[list[Column], list[Column], str]] = {
    "behind the answers": ([], [("Bemærkning", [*NOBODY, "Gennemsnit"])], "7"),
    "with an arrow": ([("Nr", [*NUMBERED, "6"])], [("Bemærkning", [*NOBODY[:5], "<- gennemsnit"])], "6"),
    "above the others": ([], [("Bemærkning", ["Snit", *NOBODY])], "1"),
    "in between": ([], [("Bemærkning", ["", "Snit", *NOBODY])], ""),
    "said by another too": ([], [("Bemærkning", ["", "Total", *NOBODY, "Snit"])], ""),
    "more is said": ([], [("Bemærkning", [*NOBODY, "Et godt gennemsnit for alle her"])], ""),
    "in the role": ([("Rolle", ["leder", "medarbejder", "leder", "leder", "Alle"])], [], "5"),
    "with a word for sums in the role": ([("Stilling", ["a", "b", "a", "Samlet gennemsnit"])], [], "4"),
    "a role of several": ([("Rolle", ["leder", "alle", "leder", "alle"])], [], ""),
    "all are all": ([("Rolle", ["alle", "alle", "alle"])], [], ""),
    "a team in the east": ([("Team", ["N", "S", "N", "S", "Ø"])], [], ""),
    "a team with a goal": ([("Team", ["Nord", "Syd", "Nord", "Syd", "Mål og midler"])], [], ""),
    "everybody's team": ([("Team", ["Nord", "Syd", "Nord", "Syd", "Hele kommunen"])], [], "5"),
    "options as names": ([("Hvem", [*FULL, "Helt enig", "Enig", "Uenig"])], [], "7 8 9"),
    "an option as a name": ([("Hvem", [*FULL, "Helt enig"])], [], "7"),
    "options behind answers in words": ([], [("Kommentar", [*NOBODY, "Helt enig", "Enig", "Uenig"])], ""),
    "another question of the same scale": (
        [],
        [("Mere", ["Enig", "", "Enig", "Helt enig", "Uenig", "Helt uenig"])],
        "",
    ),
    "options at the top": ([], [("", ["Helt enig", "Enig", "Uenig", *NOBODY])], ""),
}


@pytest.mark.parametrize(("before", "behind", "rows"), BESIDE.values(), ids=BESIDE)
def test_labels_that_no_other_row_has(before: list[Column], behind: list[Column], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, before, behind) == rows


@pytest.mark.parametrize(("labels", "rows"), [(["Helt enig", "Enig", "Uenig"], [8, 9, 10]), (["Enig", "Uenig"], [])])
def test_a_table_of_counts_has_figures_beside_the_options(labels: list[str], rows: list[int], tmp_path: Path) -> None:
    given = [[str(1 + at % 5)] * len(IDS) + [said] for at, said in enumerate([*NOBODY, *labels])]
    found = read(csv(tmp_path / "e.csv", [[*IDS, "Kommentar"], *given]), codes="agree-high")
    assert [f.row for f in found.findings if f.code == "perhaps-sums"] == rows


@pytest.mark.parametrize(
    ("numbers", "rows"), [(["5", "4", "3", "2", "1"], [8, 9, 10, 11, 12]), (["5", "4", "7"], []), (["6"], [])]
)
def test_rows_apart_with_the_numbers_of_others_are_counts_by_code(
    numbers: list[str], rows: list[int], tmp_path: Path
) -> None:
    people = [[str(1 + at), *answers(1 + at % 5)] for at in range(6)]
    below = [[number, *answers(2)] for number in numbers]
    found = read(csv(tmp_path / "e.csv", [["Nr", *IDS], *people, [""] * (1 + len(IDS)), *below]))
    assert [f.row - 1 for f in found.findings if f.code == "perhaps-sums" and f.row] == rows


def test_ids_of_letters_and_digits_are_no_words(tmp_path: Path) -> None:
    assert told(tmp_path, [("Respondent", ["3ceb97b7", "1a", "20487911", "abe1c6f8", "5d0c3f91", "77e2f0a4"])]) == ""


def test_teams_are_called_sums_too(tmp_path: Path) -> None:
    teams = ["Nord", "Nord", "Nord Ergebnis", "Syd", "Syd", "Syd i alt", "Landesschnitt", "Afsnit 3"]
    rows = [[team, *answers(1 + at % 5)] for at, team in enumerate(teams)]
    found = read(csv(tmp_path / "e.csv", [["Team", *IDS], *rows]), team=None)
    assert [f.row for f in found.findings if f.code == "perhaps-sums"] == [4, 7, 8]
    assert {group.team: group.respondents for group in found.groups} == {"Nord": 2, "Syd": 2, "Afsnit 3": 1}


def test_where_most_teams_are_called_so_it_is_no_word_for_sums(tmp_path: Path) -> None:
    rows = [[f"{name} index", *answers(1 + at % 5)] for at, name in enumerate(FULL)]
    assert read(csv(tmp_path / "e.csv", [["Team", *IDS], *rows]), team=None).rows.accepted == len(FULL)


@pytest.mark.parametrize("label", ["Total (8)", "Gns. [n=8]", "I alt 2026", "Durchschnitt (n = 8)", "Delsum"])
def test_a_row_of_sums_is_one_with_its_number_behind_it_too(label: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", [*people(), [label, *answers(1)]]))
    assert (counts(found), str(found.rows.skipped["total"])) == (COUNTS, "10")


@pytest.mark.parametrize(
    "labels",
    [["Max", "Min"], ["Hele teamet"], ["Ø"], ["Gennemsnit Nord"], ["Overall"], ["Antal", "Max (8)", "Samlet"]],
    ids="-".join,
)
def test_rows_under_the_names_that_may_be_sums_are_all_named(labels: list[str], tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", [*people(), *([label, *answers(1)] for label in labels)]))
    rows = list(range(10, 10 + len(labels)))
    assert (counts(found), [finding.row for finding in found.findings]) == (COUNTS, rows)


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        (5, 1, [8]),
        (5, 2, [8, 9]),
        (5, 4, [8, 9, 10, 11]),
        (6, 5, []),
        (3, 2, [6, 7]),
        (4, 4, []),
        (2, 2, []),
        (2, 1, []),
        (1, 1, []),
    ],
)
def test_four_rows_apart_from_more_may_be_sums(above: int, below: int, told: list[int], tmp_path: Path) -> None:
    rows = [[*IDS], *map(answers, POINTS[:above]), [""] * len(IDS), *[answers(1)] * below]
    assert [f.row for f in read(csv(tmp_path / "e.csv", rows)).findings if f.code == "perhaps-sums"] == told


@pytest.mark.parametrize(
    ("label", "skipped"),
    [("Max", "10"), ("Antal", "10"), ("Gennemsnit Nord", "10"), ("Total", "10"), ("Hele teamet", ""), ("Ø", "")],
)
def test_among_figures_a_row_under_such_a_name_is_one_of_sums(label: str, skipped: str, tmp_path: Path) -> None:
    rows = [["Navn", *IDS], *([name, *numbers(point)] for name, point in zip(NAMES, POINTS, strict=True))]
    found = read(csv(tmp_path / "e.csv", [*rows, [label, *numbers(4)]]), codes="agree-high")
    assert (counts(found), str(found.rows.skipped.get("total", ""))) == (COUNTS, skipped)
    assert [finding.code for finding in found.findings] == ["perhaps-sums"] * (not skipped)


LAST_WITHOUT = {
    "a rising number": ("Tal", (1, 2, 3, 4, 5, 6, 7, 8), True),
    "nearly all left out": ("Tal", (1, 2, 3, 4, 5, 6, 7, 20), True),
    "one more": ("Tal", (1, 2, 3, 4, 5, 6, 7, 21), False),
    "and one more": ("Tal", (1, 2, 3, 4, 5, 6, 7, 22), False),
    "falling": ("Tal", (8, 7, 6, 5, 4, 3, 2, 1), False),
    "one twice": ("Tal", (1, 2, 3, 3, 4, 5, 6, 7), False),
    "a part of one": ("Tal", (1, 2, 3, 4, 5, 6, 7, 8.5), False),
    "falling numbers of people": ("Nr.", (8, 7, 6, 5, 4, 3, 2, 1), True),
    "names": ("Hvem", NAMES, True),
    "a name twice": ("Hvem", (*NAMES[:7], NAMES[0]), False),
    "a text of forty letters": ("Hvem", (*NAMES[:7], "x" * 40), True),
    "of forty-one": ("Hvem", (*NAMES[:7], "x" * 41), False),
    "two names": ("Hvem", NAMES[:2], True),
    "one name": ("Hvem", NAMES[:1], False),
}


@pytest.mark.parametrize(("heading", "called", "told"), LAST_WITHOUT.values(), ids=LAST_WITHOUT)
def test_the_last_row_without_what_numbers_or_names_all_others_may_be_sums(
    heading: str, called: tuple[Any, ...], told: bool, tmp_path: Path
) -> None:
    rows = [[heading, *IDS], *([who, *answers(4)] for who in called), ["", *answers(1)]]
    found = read(csv(tmp_path / "e.csv", rows))
    assert [(f.code, f.row) for f in found.findings] == [("perhaps-sums", len(rows))] * told
