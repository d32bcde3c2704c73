"""Which rows of a table are its headings and what stands above, and which statements have a column for each option."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import AskedInstrument
from hf_fidelity.readers.survey.cells.csv import DelimitedSheet
from hf_fidelity.readers.survey.table.header import Header, find_header
from hf_fidelity.readers.survey.table.legends import Legend
from hf_fidelity.readers.survey.words.columns import Headings
from tests.exports.tables import (
    COUNTS,
    IDS,
    INSTRUMENT,
    POINTS,
    TEXTS,
    Rows,
    answers,
    counts,
    csv,
    people,
    read,
    xlsx,
)

HEADINGS = Headings(AskedInstrument.of(INSTRUMENT))


def header_of(rows: Rows) -> Header:
    header = find_header(DelimitedSheet("".join(";".join(row) + "\n" for row in rows), ";"), HEADINGS, Legend())
    assert header
    return header


FOUR: list[str] = [*IDS[:4]]
OWN: list[str] = [INSTRUMENT.statement(id).text["da"] for id in IDS]
OTHER: list[str] = ["Om maden", "Om køkkenet", "Om gaden", "Om lyset"]
GIVEN: list[str] = ["Enig", "Uenig", "Enig", "Helt enig"]
NO: list[str] = ["x", "y", "z", "v"]
BLANK: list[str] = [""] * 4
TEN: list[str] = [f"Om emne {letter}" for letter in "abcdefghij"]
ROWS: dict[str, tuple[Rows, tuple[int, ...]]] = {
    "ids": ([FOUR, GIVEN, GIVEN], (1,)),
    # Statements in a further row
    "four texts below four ids": ([FOUR, OWN[:4], GIVEN], (1, 2)),
    "three": ([FOUR, [*OWN[:3], ""], GIVEN], (1, 2)),
    "two": ([FOUR, [*OWN[:2], "", ""], GIVEN], (1,)),
    "two rows of texts": ([FOUR, OWN[:4], OWN[:4], GIVEN], (1, 2, 3)),
    "three rows of texts": ([FOUR, OWN[:4], OWN[:4], OWN[:4], GIVEN], (1, 2, 3)),
    "texts above": ([OWN[:4], FOUR, GIVEN], (1, 2)),
    # What ids stand for
    "other texts below": ([FOUR, OTHER, GIVEN, GIVEN], (1, 2)),
    "other texts above": ([OTHER, FOUR, GIVEN, GIVEN], (1, 2)),
    "two rows above": ([OTHER, BLANK, FOUR, GIVEN, GIVEN], (1, 2, 3)),
    "five rows above": ([OTHER, *[BLANK] * 4, FOUR, GIVEN, GIVEN], (1, 2, 3, 4, 5, 6)),
    "six rows above": ([OTHER, *[BLANK] * 5, FOUR, GIVEN, GIVEN], (7,)),
    "over kinds and numbers": ([OTHER, ["radio"] * 4, ["1", "2", "3", "4"], FOUR, GIVEN, GIVEN], (1, 2, 3, 4)),
    "over another table's answers": ([OTHER, ["1", "5", "5", "4"], FOUR, GIVEN, GIVEN], (3,)),
    "below ids that a tool numbers": ([["S01_1", "S02_1", "HF[S03]", "S04"], OTHER, GIVEN, GIVEN], (1, 2)),
    "below an id and a word": ([[*FOUR[:3], "S04 tal"], OTHER, GIVEN, GIVEN], (1, 2)),
    "for two ids": ([FOUR[:2], OTHER[:2], GIVEN[:2], GIVEN[:2]], (1, 2)),
    "for one id": ([FOUR[:1], OTHER[:1], GIVEN[:1], GIVEN[:1]], (1,)),
    "for three of four": ([FOUR, [*OTHER[:3], ""], GIVEN, GIVEN], (1,)),
    "for nine of ten": ([[*IDS[:10]], [*TEN[:9], ""], *[["Enig"] * 10] * 2], (1, 2)),
    "for eight of ten": ([[*IDS[:10]], [*TEN[:8], "", ""], *[["Enig"] * 10] * 2], (1,)),
    "one text twice": ([FOUR, [*OTHER[:3], OTHER[0]], GIVEN, GIVEN], (1,)),
    "letters": ([FOUR, ["a", "b", "c", "d"], GIVEN, GIVEN], (1,)),
    "two letters each": ([FOUR, ["ab", "cd", "ef", "gh"], GIVEN, GIVEN], (1, 2)),
    "one of them an answer": ([FOUR, [*OTHER[:3], "Enig"], GIVEN, GIVEN], (1,)),
    "one of them stands again below": ([FOUR, OTHER, GIVEN, GIVEN, [OTHER[0], *GIVEN[1:]]], (1,)),
    "over digits": ([FOUR, OTHER, ["5", "a4", "3.0", "(2)"], GIVEN], (1, 2)),
    "over no answers": ([FOUR, OTHER, NO, NO], (1,)),
    "over as many answers as other cells": ([FOUR, OTHER, GIVEN, NO], (1,)),
    "over one more": ([FOUR, OTHER, GIVEN, [*NO[:3], ""]], (1, 2)),
    "over nothing": ([FOUR, OTHER], (1,)),
    # Another survey's texts
    "an id above with another text": ([["S01 Maden", "", "", ""], FOUR, GIVEN], (1, 2)),
    "a title of several": ([["S01-S04 Værdier", "", "", ""], FOUR, GIVEN], (2,)),
    "the id again": ([["S01", "", "", ""], FOUR, GIVEN], (2,)),
    "the id with its own text": ([[f"S01 {OWN[0]}", "", "", ""], FOUR, GIVEN], (2,)),
    # A tool's words
    "a tool's word below every statement": ([["A", "B", *OWN[:1]], ["a", "b", "Response"], ["1", "2", "Enig"]], (1, 2)),
    "below some": ([["Nr", *OWN[:2]], ["", "Response", "x"], ["1", *GIVEN[:2]]], (1,)),
    "below texts of another survey": ([FOUR[:1], OTHER[:1], ['{"ImportId":"Q1"}'], GIVEN[:1]], (1, 2, 3)),
    "in most cells": ([["Nr", *OWN[:2]], ["Response", "Response", "x"], ["1", *GIVEN[:2]]], (1, 2)),
}
ASKED: list[str] = OWN[:2]
MET: list[str] = ["7", "Nej", "Enig", "Uenig"]
# The rows, and what the first two columns are called, whose cells beside the statements are empty
BESIDE: dict[str, tuple[Rows, tuple[str, str]]] = {
    "a question of several": ([["Nr", "Test", "Hvor enig?", ""], ["", "", *ASKED], MET], ("Nr", "Test")),
    "nothing over the statements": ([["Nr", "Test", "", ""], ["", "", *ASKED], MET], ("Nr", "Test")),
    "one of them": ([["", "Test", "Hvor enig?", ""], ["", "", *ASKED], MET], ("", "Test")),
    "themes": ([["Nr", "Test", "Bolig", "Støtte"], ["", "", *ASKED], MET], ("Nr", "Test")),
    "a row between": (
        [["Nr", "Test", "Om os", ""], ["", "", "Bolig", "Støtte"], ["", "", *ASKED], MET],
        ("Nr", "Test"),
    ),
    "a blank row between": ([["Nr", "Test", "", ""], [""] * 4, ["", "", *ASKED], MET], ("Nr", "Test")),
    "five rows above": ([["Nr", "Test", "Om", ""], *[[""] * 4] * 4, ["", "", *ASKED], MET], ("Nr", "Test")),
    "six rows above": ([["Nr", "Test", "Om", ""], *[[""] * 4] * 5, ["", "", *ASKED], MET], ("", "")),
    "below the statements": ([["", "", *ASKED], ["Respondent", "Test", "", ""], MET], ("Respondent", "Test")),
    # No names
    "a title": ([["Skema", "", "", ""], ["", "", *ASKED], MET], ("", "")),
    "a title of two parts, far above": ([["Om os", "", "Maj", ""], *[[""] * 4] * 2, ["", "", *ASKED], MET], ("", "")),
    "whose the table is": ([["Team", "Nord", "Kvartal", "2026-Q3"], ["", "", *ASKED], MET], ("Team", "")),
    "above empty columns": (
        [["Om os", "Test", "Hvor enig?", ""], ["", "", *ASKED], ["", "", "Enig", "Enig"]],
        ("", ""),
    ),
    "who has answered nothing": ([["", "", *ASKED], ["Anne", "Nej", "", ""], MET], ("", "")),
    "with a number": ([["", "", *ASKED], ["Respondent 8", "Nej", "", ""], MET], ("", "")),
}
NUMBERS: list[str] = ["1", "2"]
# A row below the statements: whether it is one of headings
BELOW: dict[str, tuple[Rows, bool]] = {
    "names and numbers": ([["", "", *ASKED], ["Navn", "Rolle", *NUMBERS], MET], True),
    "one name and numbers": ([["", *ASKED], ["Navn", *NUMBERS], MET[1:]], True),
    "names and weights": ([["", "", *ASKED], ["Navn", "Rolle", "5", "5"], MET], True),
    "names and what is told there": ([["", "", *ASKED], ["Navn", "Rolle", "Score", "Score"], MET], True),
    "the names again": ([["Navn", "Rolle", *ASKED], ["Navn", "Rolle", *NUMBERS], MET], True),
    "themes numbered": ([["Navn", "Rolle", *ASKED], ["Tema", "", *NUMBERS], MET], True),
    "statements numbered": ([["Navn", "Rolle", *ASKED], ["Nr.", "", *NUMBERS], MET], True),
    # Somebody
    "numbers alone": ([["Navn", "Rolle", *ASKED], ["", "", *NUMBERS], MET], False),
    "somebody's numbers": ([["Navn", "Rolle", *ASKED], ["Anne", "Leder", *NUMBERS], MET], False),
    "somebody without headings": ([["", "", *ASKED], ["Anne", "Leder", *NUMBERS], MET], False),
    "what the team answered": ([["Navn", "Rolle", *ASKED], ["Team", "", *NUMBERS], MET], False),
    "the same without headings": ([["", *ASKED], ["Team", *NUMBERS], MET[1:]], False),
    "somebody's labels": ([["", "", *ASKED], ["Navn", "Rolle", "Enig", "Uenig"], MET], False),
    "whose rows follow": ([["", "", *ASKED], ["Team", "Nord", "", ""], MET], False),
    "further down": ([["Navn", "Rolle", *ASKED], MET, ["Navn", "Rolle", *NUMBERS], MET], False),
}


@pytest.mark.parametrize(("rows", "heads"), BELOW.values(), ids=BELOW)
def test_what_stands_beside_tells_a_row_of_headings_from_somebodys(rows: Rows, heads: bool) -> None:
    found = header_of(rows)
    assert (found.rows == (1, 2)) is heads
    assert [found.columns[at][0] for at in range(-2, 0)] == ASKED


@pytest.mark.parametrize(("rows", "called"), BESIDE.values(), ids=BESIDE)
def test_what_columns_beside_the_statements_are_called(rows: Rows, called: tuple[str, str]) -> None:
    assert tuple(" ".join(names) for names in header_of(rows).columns[:2]) == called


@pytest.mark.parametrize(("rows", "found"), ROWS.values(), ids=ROWS)
def test_which_rows_are_headings(rows: Rows, found: tuple[int, ...]) -> None:
    assert header_of(rows).rows == found


DA: list[str] = ["Enig", "Uenig", "Helt enig"]
UNKNOWN: list[str] = ["Ja", "Nej", "Måske"]


def under(*options: list[str]) -> Rows:
    """Statements with these options in the row below, a column each; below one with a single text, one column."""
    names = [cell for text, some in zip(OWN, options, strict=False) for cell in (text, *[""] * (len(some) - 1))]
    texts = [text for some in options for text in some]
    return [["Nr", *names], ["", *texts], ["1", *["x", *[""] * (len(texts) - 1)]]]


OPTIONS: dict[str, tuple[Rows, list[str]]] = {
    "two of the scale's": (under(DA[:2]), []),
    "three": (under(DA), ["S01"]),
    "three, one of them twice": (under([*DA[:2], DA[0]]), []),
    "three others, of one statement": (under(UNKNOWN), []),
    "three others, of two": (under(UNKNOWN, UNKNOWN), ["S01", "S02"]),
    "two others, of two": (under(UNKNOWN[:2], UNKNOWN[:2]), []),
    "three others, in another order": (under(UNKNOWN, UNKNOWN[::-1]), []),
    "numbers, of two": (under(["10", "20", "30"], ["10", "20", "30"]), []),
    "of one, a tool's word below the other": (under(DA, ["Response"]), ["S01"]),
    "of one, another word below the other": (under(DA, ["Note"]), []),
    "of two, another word below the third": (under(DA, DA, ["Note"]), ["S01", "S02", "S03"]),
}


@pytest.mark.parametrize(("rows", "found"), OPTIONS.values(), ids=OPTIONS)
def test_which_statements_have_a_column_for_each_option(rows: Rows, found: list[str]) -> None:
    assert [block.statement for block in header_of(rows).blocks] == found


@pytest.mark.parametrize(("rows", "read_"), [(0, True), (1, True), (2, False)])
def test_what_a_column_is_called_may_stand_two_rows_above_the_statements(
    rows: int, read_: bool, tmp_path: Path
) -> None:
    table = [["Kommune", "Team"], *[["", ""]] * rows, ["", "", *IDS], *(["P", "Nord", *answers(p)] for p in POINTS)]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}), organisation=None, team=None)
    assert [group.team for group in found.groups] == ["Nord"] * read_


@pytest.mark.parametrize("title", ["S01 Maden i kantinen er god", "The food is good (S01)", "S01: Das Essen schmeckt"])
def test_an_id_that_stands_again_above_with_another_text_is_another_question(title: str, tmp_path: Path) -> None:
    table: Rows = [["Om dig", title, *[""] * (len(IDS) - 1)], *people()]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}))
    assert [(finding.code, finding.params["statement"]) for finding in found.findings] == [("id-not-text", "S01")]


@pytest.mark.parametrize("title", ["Del 1", "S01-S04 Værdier", "Værdier", "S01", "Grundlæggende værdier"])
def test_a_title_above_the_ids_is_none(title: str, tmp_path: Path) -> None:
    table: Rows = [["Om dig", title, *[""] * 3, "Del 2", *[""] * (len(IDS) - 5)], *people()]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}))
    assert (counts(found), found.findings) == (COUNTS, ())


@pytest.mark.parametrize(("cells", "told"), [(7, []), (8, []), (9, ["no-team"])])
def test_a_title_has_eight_cells_at_most(cells: int, told: Sequence[str], tmp_path: Path) -> None:
    title = ["Team", "Nord", *["-"] * (cells - 2)]
    found = read(csv(tmp_path / "e.csv", [title, [], *people()]), team=None)
    assert [finding.code for finding in found.findings if finding.severity == "error"] == told


@pytest.mark.parametrize(("above", "told"), [(1, []), (2, []), (3, ["no-team"])])
def test_a_name_of_a_column_may_stand_two_rows_too_high(above: int, told: Sequence[str], tmp_path: Path) -> None:
    empty = ["", *[""] * len(IDS)]
    rows = [["Team", *[""] * len(IDS)], *[empty] * (above - 1), ["", *TEXTS]]
    found = read(csv(tmp_path / "e.csv", [*rows, *(["Nord", *answers(4)] for _ in range(4))]), team=None)
    assert [finding.code for finding in found.findings if finding.severity == "error"] == told
