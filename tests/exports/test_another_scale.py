"""Answers of a finer scale, with other numbers or the other way round are not read as the questionnaire's."""

from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from tests.builders import shipped
from tests.exports.tables import Rows, csv, read, xlsx

INSTRUMENT = shipped("partnerskab")
IDS = list(INSTRUMENT.order)[:3]
TEXTS = [INSTRUMENT.statement(id).text["da"] for id in IDS]
REVERSED = shipped("samskabelse")
TURNED = sorted(REVERSED.reversed)[:3]
DIGITS: Rows = [["1", "4", "5"], ["2", "5", "4"], ["3", "3", "1"], ["5", "2", "4"]]


def told(found: ExportRead, *kinds: str) -> list[str]:
    """What is said in earnest, or of these severities, and not that statements are missing."""
    silent = {"missing-statements", "few-statements"}
    return [f.code for f in found.findings if f.severity in (kinds or ("error",)) and f.code not in silent]


FINER: dict[str, Rows] = {
    "two high ones": [
        ["Fuldt enig", "Helt enig", "Enig"],
        ["Enig", "Fuldt enig", "Uenig"],
        ["Helt enig", "Enig", "Enig"],
    ],
    "two in the middle": [["Neutral", "Hverken-eller", "Enig"], ["Hverken-eller", "Uenig", "Enig"]],
    "English": [["Strongly agree", "Completely agree", "Agree"], ["Completely agree", "Agree", "Disagree"]],
    "two numbers of one": [["Uenig (2)", "Enig (5)", "Enig (5)"], ["Uenig (3)", "Enig (5)", "Enig (5)"]],
    "numbers in front": [["2. Uenig", "Enig", "Enig"], ["3. Uenig", "Enig", "Enig"]],
}


@pytest.mark.parametrize("rows", FINER.values(), ids=FINER)
def test_two_answers_that_would_be_one_point_are_a_finer_scale(rows: Rows, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", [IDS, *rows]), INSTRUMENT)
    assert (told(found), found.groups) == (["another-scale"], ())


ONE: dict[str, Rows] = {
    "two languages": [["Helt enig", "Strongly agree", "Agree"], ["Strongly agree", "Enig", "Agree"]],
    "spelt in ways": [["HELT ENIG", "helt enig.", "Helt  enig"], ["Helt enig", "Helt enig!", "5 - Helt enig"]],
    "cut": [["Hverken eller", "Hverken enig/uenig", "Hverken-eller"], ["Hverken enig eller uenig", "Enig", "Enig"]],
    "another battery": [["Helt enig", "Meget enig", "Helt enig"], ["Uenig", "Meget enig", "Enig"]],
}


@pytest.mark.parametrize("rows", ONE.values(), ids=ONE)
def test_one_answer_may_be_written_in_many_ways(rows: Rows, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", [IDS, *rows]), INSTRUMENT)
    assert (told(found, "error", "warning"), found.rows.accepted) == ([], len(rows))


def test_two_labels_that_no_person_uses_both_are_named(tmp_path: Path) -> None:
    found = read(
        csv(tmp_path / "e.csv", [IDS, ["Helt enig", "Enig", "Helt enig"], ["Meget enig", "Enig", "Uenig"]]), INSTRUMENT
    )
    assert (told(found, "warning"), found.rows.accepted) == (["another-scale"], 2)


def lone(usual: int, label: str, other: str, *more: list[str]) -> Rows:
    """One who says a label where the others, and they elsewhere, say another one of the same point so often."""
    return [
        [label, other, "Enig"],
        [other, "Enig", "Uenig"],
        *([other, "Enig", "Enig"] for _ in range(usual - 2)),
        *more,
    ]


LONE: dict[str, tuple[Rows, list[str], int]] = {
    "a word of somebody's own": (lone(11, "Neutral", "Hverken enig/uenig"), ["lone-label"], 10),
    "just often enough": (lone(10, "Neutral", "Hverken enig/uenig"), ["lone-label"], 9),
    "not often enough": (lone(9, "Neutral", "Hverken enig/uenig"), ["another-scale"], 0),
    "in English": (lone(30, "Completely agree", "Strongly agree"), ["lone-label"], 29),
    "of two people": (lone(30, "Neutral", "Hverken-eller", ["Neutral", "Enig", "Enig"]), ["another-scale"], 0),
    "of one person twice": (lone(30, "Neutral", "Hverken-eller", ["Enig", "Neutral", "Neutral"]), ["another-scale"], 0),
    "and one of another point": (
        lone(30, "Fuldt enig", "Helt enig", ["Hverken-eller", "Neutral", "Enig"], ["Enig", "Hverken-eller", "Uenig"]),
        ["another-scale"],
        0,
    ),
    "another number": (lone(30, "Enig (3)", "Enig (5)"), ["another-scale"], 0),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "codes", "counted"), LONE.values(), ids=LONE)
@pytest.mark.parametrize("turned", [False, True])
def test_a_label_in_one_cell_alone_rejects_its_row_and_two_refuse_the_file(
    rows: Rows, codes: list[str], counted: int, turned: bool, tmp_path: Path
) -> None:
    table = [row[::-1] for row in [IDS, *rows][:1] + rows[::-1]] if turned else [IDS, *rows]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}), INSTRUMENT)
    assert (told(found), found.rows.accepted) == (codes, counted)


@pytest.mark.parametrize(
    ("said", "more"), [({"Neutral": 3}, {}), ({"Neutral": "missing"}, {}), ({}, {"lenient": True})]
)
def test_what_is_advised_of_such_a_label_counts_its_row(
    said: dict[str, Any], more: dict[str, Any], tmp_path: Path
) -> None:
    path = csv(tmp_path / "e.csv", [IDS, *lone(20, "Neutral", "Hverken enig/uenig")])
    mapping = (FileMapping(values=said),) if said else ()
    found = read(path, INSTRUMENT, mappings=mapping, **more)
    assert (told(found), found.rows.accepted) == ([], 20)


SEVEN = ["Helt uenig", "Meget uenig", "Uenig", "Neutral", "Enig", "Meget enig", "Helt enig"]
CHOICES = {
    "seven": (SEVEN, ["another-scale"]),
    "unknown ones between": (
        ["Helt uenig", "Lidt uenig", "Uenig", "Lidt enig", "Enig", "Helt enig"],
        ["another-scale"],
    ),
    "only the ends have words": (["Helt uenig", *"23456", "Helt enig"], ["another-scale"]),
    "five": (["Helt uenig", "Uenig", "Neutral", "Enig", "Helt enig"], []),
    "five and others": (["Helt uenig", "Uenig", "Neutral", "Enig", "Helt enig", "Andet", "Ved ikke"], []),
}


@pytest.mark.parametrize(("choices", "codes"), CHOICES.values(), ids=CHOICES)
def test_a_list_of_more_choices_than_points_is_another_scales(
    choices: list[str], codes: list[str], tmp_path: Path
) -> None:
    labels = [[id, number, text] for id in IDS for number, text in enumerate(choices, 1)]
    assert told(read(xlsx(tmp_path / "e.xlsx", {"Dataset": [IDS, *DIGITS], "Labels": labels}), INSTRUMENT)) == codes


OPTIONS = {
    "six": (SEVEN[:3] + SEVEN[4:], ["another-scale"]),
    "five": (["Helt uenig", "Uenig", "Neutral", "Enig", "Helt enig"], []),
}


@pytest.mark.parametrize(("options", "codes"), OPTIONS.values(), ids=OPTIONS)
def test_so_are_columns_of_more_options(options: list[str], codes: list[str], tmp_path: Path) -> None:
    heads = [f"{text} [{option}]" for text in TEXTS for option in options]
    ticks = [["1" if at == n else "" for _ in TEXTS for at in range(len(options))] for n in (0, 2, 4)]
    assert told(read(csv(tmp_path / "e.csv", [heads, *ticks]), INSTRUMENT)) == codes


@pytest.mark.parametrize(("given", "codes"), [("", ["options-lacking"]), ("1", [])], ids=["none", "all"])
def test_points_without_a_column_are_named_where_somebody_ticked_none(
    given: str, codes: list[str], tmp_path: Path
) -> None:
    heads = [f"{text} [{option}]" for text in TEXTS for option in ("Helt enig", "Enig", "Uenig")]
    found = read(csv(tmp_path / "e.csv", [heads, ["1", "", ""] * 3, ["", "1", ""] * 2 + ["", "", given]]), INSTRUMENT)
    assert told(found, "warning") == codes


SAID: dict[str, tuple[list[str], str]] = {
    "a range": (["another-scale"], "{} (1–10)"),
    "a range of a scale": (["another-scale"], "On a scale from 0 to 6: {}"),
    "so many steps": (["another-scale"], "{} [10-point scale]"),
    "both ends of another": (["another-scale"], "{} (0 = dårligst, 10 = bedst)"),
    "the best": (["codes-contradict"], "{} (1 = best)"),
    "the lowest agrees": (["codes-contradict"], "Ju lägre siffra, desto bättre: {}"),
    "the worst": (["codes-contradict"], "{} [5: am schlechtesten]"),
    "the same range": ([], "{} (1-5)"),
    "the same range of a scale": ([], "På en skala fra 1 til 5 (spørgsmål 1-7): {}"),
    "a part": ([], "Del 1 (1-7) - {}"),
    "questions": ([], "Spørgsmål 1-7: {}"),
    "the same way": ([], "{} (1 = worst, 5 = best)"),
    "something good": ([], "Bilag 1: Bedste praksis: {}"),
}


@pytest.mark.parametrize(("codes", "heading"), SAID.values(), ids=SAID)
def test_a_heading_in_any_words_speaks_against_an_option(codes: list[str], heading: str, tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", [[heading.format(text) for text in TEXTS], *DIGITS])
    assert told(read(path, INSTRUMENT, codes="agree-high")) == codes


TITLES = {
    "Scale: 0-10": ["another-scale"],
    "Svar på en skala fra 1 (slet ikke) til 7 (helt)": ["another-scale"],
    "Lower scores are better": ["codes-contradict"],
    "Høje tal er dårligst": ["codes-contradict"],
    "Skala 1-5": [],
    "Høje tal er bedst": [],
    "Uge 1-7": [],
    "01-07 til 30-09": [],
    "Team 1 er godt i gang": [],
    "Team 1 er bedst": [],
    "Lav svarprocent": [],
}


@pytest.mark.parametrize(("title", "codes"), TITLES.items(), ids=TITLES)
def test_so_does_a_title(title: str, codes: list[str], tmp_path: Path) -> None:
    assert told(read(csv(tmp_path / "e.csv", [[title, "", ""], IDS, *DIGITS]), INSTRUMENT, codes="agree-high")) == codes


LISTS = {
    "seven": (list(enumerate(SEVEN, 1)), ["codes-contradict"]),
    "five": (list(enumerate(["Helt uenig", "Uenig", "Neutral", "Enig", "Helt enig"], 1)), []),
}


@pytest.mark.parametrize(("listed", "codes"), LISTS.values(), ids=LISTS)
def test_so_does_a_list_with_other_numbers(listed: list[tuple[int, str]], codes: list[str], tmp_path: Path) -> None:
    sheets = {"Svar": [IDS, *DIGITS], "Info": [list(pair) for pair in listed]}
    assert told(read(xlsx(tmp_path / "e.xlsx", sheets), INSTRUMENT, codes="agree-high")) == codes


STEMS = {
    "Passer ikke: {}": False,
    "I disagree that {}": False,
    "Not: {}": False,
    "Modsat - {}": False,
    "Hvor enig eller uenig er du i, at {}": True,
    "Passer / passer ikke: {}": True,
    "Spring ikke over: {}": True,
    "Ja/nej: {}": True,
}


@pytest.mark.parametrize(("stem", "sound"), STEMS.items(), ids=STEMS)
def test_words_that_turn_every_statement_round_stop_it(stem: str, sound: bool, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", [[stem.format(text) for text in TEXTS], *[["Enig"] * 3] * 3]), INSTRUMENT)
    assert bool(found.groups) == sound


@pytest.mark.parametrize(
    ("stem", "sound"), {"Ikke: {}": False, "Omvendt: {}": False, "Nr. {}": True, "No. {}": True}.items()
)
def test_so_they_do_before_ids(stem: str, sound: bool, tmp_path: Path) -> None:
    heads = [stem.format(f"{id}. {text}" if sound else id) for id, text in zip(IDS, TEXTS, strict=True)]
    assert bool(read(csv(tmp_path / "e.csv", [heads, *[["Enig"] * 3] * 3]), INSTRUMENT).groups) == sound


NOT_MEANT = {
    "□ Enig": False, "Enig ✘": False, "⛔ Enig": False, "<S>Enig</S>": False, "Enig = 0": False,
    "👎 Hverken eller": False,
    "✔ Enig": True, "☑ Enig": True, "⭐ Enig": True, "<strong>Enig</strong>": True, "✗ Uenig": True,
    "👎 Helt uenig": True, "Enig (0)": True, "Helt uenig: 0": True,
}  # fmt: skip


@pytest.mark.parametrize(("cell", "sound"), NOT_MEANT.items(), ids=map(ascii, NOT_MEANT))
def test_a_label_that_is_not_meant_is_no_answer(cell: str, sound: bool, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", [IDS, ["Enig"] * 3, ["Enig"] * 3, [cell, "Enig", "Enig"]]), INSTRUMENT)
    assert told(found) == ([] if sound else ["unknown-answer"])


NOTES = {
    "De omvendte er omkodet": ["turned-already"],
    "Negative items were recoded": ["turned-already"],
    "Svarene er ikke vendt": [],
    "Vi har henvendt os": [],
}


@pytest.mark.parametrize(("note", "codes"), NOTES.items(), ids=NOTES)
def test_a_note_that_answers_were_turned_over_is_named(note: str, codes: list[str], tmp_path: Path) -> None:
    sheets = {"Svar": [TURNED, *[["Enig"] * 3] * 3], "Noter": [["Til læseren"], [note]]}
    assert told(read(xlsx(tmp_path / "e.xlsx", sheets), REVERSED), "warning") == codes


def test_it_says_nothing_where_no_statement_is_turned_over(tmp_path: Path) -> None:
    heads = ["S01", "S02", "S03"]
    sheets = {"Svar": [heads, *[["Enig"] * 3] * 3], "Noter": [["Negative udsagn er vendt"]]}
    assert told(read(xlsx(tmp_path / "e.xlsx", sheets), shipped("housing-first")), "warning") == []
