"""Tables whose statements stand down a column: a row for each answer is read; turned, or of figures, refused."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from tests.exports.tables import Rows
from tests.exports.three_statements import (
    DA,
    DANISH,
    EN,
    ENGLISH,
    FOREIGN,
    IDS,
    K1,
    K2,
    K3,
    KF,
    LF,
    MEANS,
    codes,
    means,
    named,
    read,
)


def long(columns: Sequence[str], labels: Sequence[str] = DA, texts: dict[str, str] = DANISH) -> Rows:
    """A row for each answer."""
    rows: Rows = [list(columns)]
    for person, row in enumerate(named(labels), 1):
        for (id, text), answer in zip(texts.items(), row, strict=True):
            cells = {"Respondent": f"R{person}", "Udsagn": text, "Nummer": id, "Svar": answer, "Participant": person}
            rows.append([(cells | {"Answer": answer, "Item": id, "Team": "Nord"})[column] for column in columns])
    return rows


LONG = {
    "by-text": (long(["Respondent", "Udsagn", "Svar"]), KF),
    "by-id-answer-first": (long(["Svar", "Nummer", "Respondent"]), KF),
    "by-both": (long(["Nummer", "Svar", "Respondent", "Team", "Udsagn"]), KF),
    "below-a-title": ([["Om os"], [], *long(["Respondent", "Udsagn", "Svar"])], KF),
    "in-english": (long(["Answer", "Item", "Participant"], EN, ENGLISH), LF),
}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(("rows", "asked"), LONG.values(), ids=LONG)
def test_a_row_for_each_answer_is_put_together(rows: Rows, asked: Instrument, ending: str, tmp_path: Path) -> None:
    found = read(tmp_path, rows, asked, ending)
    assert (means(found), found.rows.accepted, [code for code, _ in codes(found)]) == (MEANS, 5, ["long-read"])


AGAIN = {
    "two rounds": ("Dato", "2026-05-03", "2026-08-03", {"2026-Q2": 5, "2026-Q3": 5}),
    "with times": ("Timestamp", "14/04/2026 10:02", "14/09/2026 10:02", {"2026-Q2": 5, "2026-Q3": 5}),
    "two days of a quarter": ("Dato", "2026-07-03", "2026-08-03", {}),
}


@pytest.mark.parametrize(("heading", "first", "second", "people"), AGAIN.values(), ids=AGAIN)
def test_who_answers_again_in_another_quarter_has_a_row_for_each(
    heading: str, first: str, second: str, people: dict[str, int], tmp_path: Path
) -> None:
    heads, *answers = long(["Respondent", "Udsagn", "Svar"])
    rows = [[*row, day] for day in (first, second) for row in answers]
    found = read(tmp_path, [[*heads, heading], *rows], quarter=None)
    assert {str(group.quarter): group.respondents for group in found.groups} == people
    assert any(code == "long" for code, _ in codes(found)) is not bool(people)


def test_who_answers_over_two_quarters_has_one_row(tmp_path: Path) -> None:
    heads, *answers = long(["Respondent", "Udsagn", "Svar"])
    days = ["2026-06-30"] * 7 + ["2026-07-01"] * 8  # the third person's first answer is a day before the others
    found = read(
        tmp_path, [[*heads, "Dato"], *([*row, day] for row, day in zip(answers, days, strict=True))], quarter=None
    )
    assert {str(group.quarter): group.respondents for group in found.groups} == {"2026-Q2": 2, "2026-Q3": 3}


def test_what_is_wrong_in_a_row_for_each_answer_is_named_where_it_stands(tmp_path: Path) -> None:
    rows = long(["Respondent", "Udsagn", "Svar"])
    rows[5][2] = "Måske"  # of the second respondent
    rows.append(["R3", K2, "Enig"])  # who has answered that
    found = read(tmp_path, [*rows, ["R4", "Hvor gammel er du?", "44"]])
    assert codes(found)[1:] == [("long-unread", None), ("unknown-answer", "C6"), ("two-answers", "C9")]
    assert (found.rows.accepted, str(found.rows.rejected)) == (3, "5, 8")


@pytest.mark.parametrize(("above", "told"), [(0, "long-read"), (1, "long-read"), (2, "missing-statements")])
def test_two_statements_in_a_row_are_headings_and_one_is_none(above: int, told: str, tmp_path: Path) -> None:
    rows = [IDS[:above], [], *long(["Respondent", "Nummer", "Svar"])]
    assert codes(read(tmp_path, rows))[0] == (told, None)


def digits(rows: Rows) -> Rows:
    """The same, with the points' numbers for answers."""
    return [[str(5 - DA.index(cell)) if cell in DA else cell for cell in row] for row in rows]


def test_the_answers_of_such_rows_may_be_digits(tmp_path: Path) -> None:
    rows = digits(long(["Respondent", "Udsagn", "Svar"]))
    assert means(read(tmp_path, rows, codes="agree-high")) == MEANS
    assert codes(read(tmp_path, rows))[0] == ("codes-unknown", "C2")


def test_what_is_said_of_a_column_of_such_rows_stands_where_the_file_has_it(tmp_path: Path) -> None:
    rows = long(["Udsagn", "Team", "Svar", "Respondent"])
    rows[0][1] = "Hvilket team arbejder du i?"
    assert codes(read(tmp_path, [["Om os"], [], *rows], team=None))[1:] == [("question-match", "B3")]
    rows[4:7] = [[row[0], "Syd", *row[2:]] for row in rows[4:7]]
    rows[0][1] = "Team"
    assert codes(read(tmp_path, [["Om os"], [], *rows]))[1:] == [("other-team", "B7")]


@pytest.mark.parametrize("row", [2, 3, 4])
def test_an_error_in_such_a_row_is_named_where_it_stands(row: int, tmp_path: Path) -> None:
    rows = long(["Respondent", "Udsagn", "Svar"])
    rows[row - 1][2] = "#DIV/0!"
    assert codes(read(tmp_path, rows, ending=".xlsx"))[1:] == [("error-cell", f"C{row}")]


def test_an_answer_to_nothing_is_named(tmp_path: Path) -> None:
    rows = [*long(["Respondent", "Udsagn", "Svar"]), ["R1", "", "Enig"], ["R2", "Hvor gammel er du?", "44"]]
    found = read(tmp_path, rows)
    assert (means(found), found.findings[-1].params["texts"]) == (MEANS, ["B17", "Hvor gammel er du?"])


def test_answers_to_many_other_questions_are_passed_over_and_named(tmp_path: Path) -> None:
    others = [[f"R{person}", f"Spørgsmål {at}?", f"Noget {at}"] for at in range(9) for person in (1, 2)]
    found = read(tmp_path, [*long(["Respondent", "Udsagn", "Svar"]), *others])
    assert (means(found), codes(found)) == (MEANS, [("long-read", None), ("long-unread", None)])


NOT_PUT_TOGETHER = {
    "nobody-is-said-to-answer": (long(["Udsagn", "Svar"]), "long", None),
    "two-columns-say-who-answers": (
        [[*row, row[0] if n else "Participant"] for n, row in enumerate(long(["Respondent", "Udsagn", "Svar"]))],
        "long",
        None,
    ),
    "nothing-is-an-answer": (
        [[*row[:2], row[2] if row[2] == "Svar" else "måske"] for row in long(["Respondent", "Udsagn", "Svar"])],
        "long",
        None,
    ),
    "some-digits-are-words": (
        [
            [*row[:2], "måske" if n == 4 else row[2]]
            for n, row in enumerate(digits(long(["Respondent", "Udsagn", "Svar"])))
        ],
        "long",
        None,
    ),
    "everybody-answers-in-two-rounds": (
        [
            *[[*row, "Runde" if n == 0 else "1"] for n, row in enumerate(long(["Respondent", "Udsagn", "Svar"]))],
            *[[*row, "2"] for row in long(["Respondent", "Udsagn", "Svar"])[1:]],
        ],
        "long",
        None,
    ),
    "everybody-is-called-the-same": (
        [[row[0] if n == 0 else "Anonym", *row[1:]] for n, row in enumerate(long(["Respondent", "Udsagn", "Svar"]))],
        "long",
        None,
    ),
    "a-row-is-nobodys": (
        [[*(row if n != 5 else ["", *row[1:]])] for n, row in enumerate(long(["Respondent", "Udsagn", "Svar"]))],
        "long-nobody",
        "A6",
    ),
    "a-row-has-an-id-and-other-words": (
        [
            [*(row if n != 5 else [*row[:2], "Kaffe", *row[3:]])]
            for n, row in enumerate(long(["Respondent", "Nummer", "Udsagn", "Svar"]))
        ],
        "id-not-text",
        "B6",
    ),
}


@pytest.mark.parametrize(("rows", "why", "cell"), NOT_PUT_TOGETHER.values(), ids=NOT_PUT_TOGETHER)
def test_a_row_for_each_answer_that_cannot_be_put_together_is_refused(
    rows: Rows, why: str, cell: str | None, tmp_path: Path
) -> None:
    found = read(tmp_path, rows)
    assert (codes(found), found.groups) == ([(why, cell)], ())


FOREIGN_ROWS = {
    "behind-the-id": (["Respondent", "Nummer", "Tekst", "Svar"], FOREIGN, "B2"),
    "before-all": (["Tekst", "Svar", "Nummer", "Respondent"], FOREIGN, "C2"),
    "one-word-each": (["Respondent", "Nummer", "Tekst", "Svar"], ("Kaffe", "Mad", "Lys"), "B2"),
    "only-one-is-the-statement's": (["Respondent", "Nummer", "Tekst", "Svar"], (K1, *FOREIGN[1:]), "B3"),
    "the-theme": (["Respondent", "Nummer", "Tema", "Svar"], ("Kaffe", "Mad", "Lys"), None),
    "the-same-for-all": (["Respondent", "Nummer", "Type", "Svar"], ("Enighed",) * 3, None),
    "numbers": (["Respondent", "Nummer", "Rækkefølge", "Svar"], ("Q1", "Q2", "Q3"), None),
    "its-own-with-a-slip": (["Respondent", "Nummer", "Tekst", "Svar"], (K1, K2, K3.replace("borger", "brger")), None),
}
"""What stands beside each id in rows of an answer each → the cell in which it contradicts it."""


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(("columns", "beside", "cell"), FOREIGN_ROWS.values(), ids=FOREIGN_ROWS)
def test_ids_beside_another_surveys_texts_in_rows_are_refused(
    columns: list[str], beside: Sequence[str], cell: str | None, ending: str, tmp_path: Path
) -> None:
    other = next(name for name in columns if name not in ("Respondent", "Nummer", "Svar"))
    rows = long([{other: "Udsagn"}.get(name, name) for name in columns], texts=dict(zip(IDS, beside, strict=True)))
    rows[0] = list(columns)
    found = read(tmp_path, rows, ending=ending)
    if cell:
        assert (codes(found), found.groups) == ([("id-not-text", cell)], ())
    else:
        assert (means(found), codes(found)) == (MEANS, [("long-read", None)])


def test_another_surveys_texts_behind_ids_in_one_cell_are_refused(tmp_path: Path) -> None:
    texts = {id: f"{id}. {text}" for id, text in zip(IDS, FOREIGN, strict=True)}
    found = read(tmp_path, long(["Respondent", "Udsagn", "Svar"], texts=texts))
    assert (codes(found), found.groups) == ([("id-not-text", "B2")], ())


AGE = "Hvor gammel er du?"
OTHERS_FIRST = {
    "one": [["R1", AGE, "30-39"]],
    "several": [["R1", AGE, "30-39"], ["R1", "Team", "Nord"], ["R1", "Rolle", "Leder"]],
    "unanswered": [["R1", AGE, ""]],
    "answered-like-a-statement": [["R1", "Er du glad?", "Enig"]],
}


@pytest.mark.parametrize("above", [[], [["Om os"]], [["Team", "Nord"], []]], ids=["top", "title", "line"])
@pytest.mark.parametrize("others", OTHERS_FIRST.values(), ids=OTHERS_FIRST)
def test_another_question_may_come_before_the_first_statement(others: Rows, above: Rows, tmp_path: Path) -> None:
    heads, *answers = long(["Respondent", "Udsagn", "Svar"])
    found = read(tmp_path, [*above, heads, *others, *answers])
    assert (means(found), codes(found)) == (MEANS, [("long-read", None), ("long-unread", None)])


@pytest.mark.parametrize("by", ["Udsagn", "Nummer"])
@pytest.mark.parametrize("others", [0, 300])
@pytest.mark.parametrize("people", [198, 199, 200, 300])
def test_rows_of_an_answer_each_may_stand_in_order_of_the_statements(
    people: int, others: int, by: str, tmp_path: Path
) -> None:
    texts = DANISH if by == "Udsagn" else {id: id for id in DANISH}
    rows = [[f"R{n}", text, DA[1]] for text in texts.values() for n in range(people)]
    ages = [[f"R{n}", AGE, "44"] for n in range(others)]
    found = read(tmp_path, [["Respondent", by, "Svar"], *ages, *rows])
    assert (means(found), found.rows.accepted) == ((4, 4, 4), people)
    assert [code for code, _ in codes(found)] == ["long-read"] + ["long-unread"] * bool(others)


def test_a_list_of_the_statements_far_down_is_no_row_for_each_answer(tmp_path: Path) -> None:
    rows: Rows = [["Nr", K1], *[[n, "Enig"] for n in range(250)], [], *[[id, text] for id, text in DANISH.items()]]
    assert "missing-statements" in [code for code, _ in codes(read(tmp_path, rows))]


WHO_ANSWERS = (
    "Medarbejder", "Medarbejdernr", "Deltaker", "Deltaker-ID", "Vastaaja", "Vastaajan ID", "Employee", "Mitarbeiter",
    "Medarbetare", "Ansatt nr", "Työntekijä", "Svarsid", "Antwort-ID", "Vastauksen ID", "Svarsnr",
    # what is numbered may be called anything
    "ID de respuesta", "N° de réponse", "Formular-Nr.", "Skema nr.", "Lomakkeen numero",
)  # fmt: skip


@pytest.mark.parametrize("answer", ["Svar", "Besvarelse", "Vastaus"])
@pytest.mark.parametrize("who", WHO_ANSWERS)
def test_who_answers_is_called_in_many_ways(who: str, answer: str, tmp_path: Path) -> None:
    rows = long(["Respondent", "Udsagn", "Svar"])
    assert means(read(tmp_path, [[who, "Udsagn", answer], *rows[1:]])) == MEANS
    assert means(read(tmp_path, [[who, "Udsagn", answer], *digits(rows)[1:]], codes="agree-high")) == MEANS


@pytest.mark.parametrize("beside", ["Frage-ID", "Tema-nr.", "Gruppe nr", "Tid", "Svarstid"])
def test_what_is_numbered_beside_the_statements_is_nobody(beside: str, tmp_path: Path) -> None:
    rows, texts = long(["Respondent", "Udsagn", "Svar"]), list(DANISH.values())
    answers = [[f"N{texts.index(text)}", text, answer] for _, text, answer in rows[1:]]
    assert codes(read(tmp_path, [[beside, "Udsagn", "Svar"], *answers])) == [("long", None)]


def unknown_heads(*more: str) -> Rows:
    """Rows of an answer each, under headings that nobody knows; ``more`` stands in two further columns of each."""
    _, *answers = long(["Respondent", "Udsagn", "Svar"])
    return [["Xx", "Yy", "Zz", *("Ww", "Vv")[: len(more)]], ["R1", AGE, "44"], *([*row, *more] for row in answers)]


LONG_MAPPED: dict[str, tuple[Rows, str, bool]] = {
    "the-respondent": (unknown_heads(), "columns: {A: respondent}", True),
    "and-the-row-of-headings": (unknown_heads(), "header_rows: [1], columns: {A: respondent}", True),
    "only-the-row-of-headings": (unknown_heads(), "header_rows: [1]", False),
    "another-column": (unknown_heads("Enig", "x"), "columns: {A: respondent, D: ignore}", True),
    "two-columns-of-answers": (unknown_heads("Enig", "x"), "columns: {A: respondent}", False),
    "another-column-ignored": (unknown_heads(), "columns: {B: ignore, A: respondent}", False),
    "a-column-that-is-not-there": (unknown_heads(), "columns: {A: respondent, F: ignore, G: team}", False),
    "its-ids-alone": (
        [
            [*row, "Andet" if n == 0 else f"Andet {row[1]}"]
            for n, row in enumerate(long(["Respondent", "Nummer", "Svar"]))
        ],
        "columns: {A: respondent, D: ignore}",
        True,
    ),
}


@pytest.mark.parametrize(("rows", "entry", "reads"), LONG_MAPPED.values(), ids=LONG_MAPPED)
def test_a_mapping_says_who_answers_in_rows_of_an_answer_each(
    rows: Rows, entry: str, reads: bool, tmp_path: Path
) -> None:
    from hf_fidelity.readers.survey.mapping_file import mapping_text, read_mapping

    mapping = tmp_path / "m.yaml"
    mapping.write_text(f"schema_version: 1\nfiles: [{{{entry}}}]\n", encoding="utf-8")
    found = read(tmp_path, rows, mappings=read_mapping(mapping, KF))
    assert found.usable is reads
    if reads:
        assert means(found) == MEANS
        mapping.write_text(mapping_text(KF, [("*", found.mapping, ())]), encoding="utf-8")
        assert means(read(tmp_path, rows, mappings=read_mapping(mapping, KF))) == MEANS


@pytest.mark.parametrize("who", ["Respondent", "Medarbejder"])
def test_what_is_explained_of_rows_of_an_answer_each_can_be_given_back(who: str, tmp_path: Path) -> None:
    from hf_fidelity.readers.survey.mapping_file import mapping_text, read_mapping

    heads, *answers = long(["Respondent", "Team", "Udsagn", "Svar"])
    days = [
        f"2026-0{2 + 3 * (at // 9)}-03" for at in range(len(answers))
    ]  # three people in one quarter, two in another
    rows = [["Oprettet", who, *heads[1:]], *([day, *row] for day, row in zip(days, answers, strict=True))]
    refused = read(tmp_path, [["Om os"], *rows], team=None, quarter=None)
    assert codes(refused)[1:] == [("no-quarter", "A2")]
    text = mapping_text(KF, [("*", refused.mapping, ())])
    assert "A: ignore  # date? Oprettet" in text
    mapping = tmp_path / "m.yaml"
    mapping.write_text(text.replace("A: ignore", "A: date"), encoding="utf-8")
    for _ in range(2):
        found = read(tmp_path, [["Om os"], *rows], team=None, quarter=None, mappings=read_mapping(mapping, KF))
        assert [(each.team, str(each.quarter), each.respondents) for each in found.groups] == [
            ("Nord", "2026-Q1", 3),
            ("Nord", "2026-Q2", 2),
        ]
        mapping.write_text(mapping_text(KF, [("*", found.mapping, ())]), encoding="utf-8")


def test_what_is_explained_of_rows_that_are_nobodys_begins_a_mapping(tmp_path: Path) -> None:
    from hf_fidelity.readers.survey.mapping_file import mapping_text, read_mapping

    refused = read(tmp_path, unknown_heads())
    text = mapping_text(KF, [("*", refused.mapping, ())])
    assert "      A: ignore  # respondent? Xx\n" in text
    mapping = tmp_path / "m.yaml"
    mapping.write_text(text.replace("A: ignore", "A: respondent"), encoding="utf-8")
    assert means(read(tmp_path, unknown_heads(), mappings=read_mapping(mapping, KF))) == MEANS


def test_an_answer_and_nothing_beside_it_is_no_row(tmp_path: Path) -> None:
    found = read(tmp_path, [*long(["Respondent", "Udsagn", "Svar"]), ["R9", "", ""], ["", "", ""]])
    assert (means(found), [code for code, _ in codes(found)]) == (MEANS, ["long-read"])


TURNED = {
    "by-text": [["Udsagn", "R1", "R2"], *([text, "Enig", "Uenig"] for text in DANISH.values())],
    "by-id-at-the-right": [["R1", "R2", "Nr."], *(["Enig", "Uenig", id] for id in IDS)],
    "with-digits": [["Id", "Udsagn", "1", "2"], *([id, text, "5", "4"] for id, text in DANISH.items())],
}
FIGURES = {
    "figures": (["A", "B", "C"], ["812", "5", "kr"], "aggregated"),
    "half of it digits": (["A", "B"], ["812", "5"], "turned"),
    "answers and empty cells": (["R1", "R2", "R3"], ["Enig", "", ""], "turned"),
    "headings of figures": (["Gennemsnit", "B"], ["4", "5"], "aggregated"),
}


@pytest.mark.parametrize(("heads", "beside", "told"), FIGURES.values(), ids=FIGURES)
def test_statements_with_figures_beside_them_are_no_turned_table(
    heads: list[str], beside: list[str], told: str, tmp_path: Path
) -> None:
    table = [["Udsagn", *heads], *([text, *beside] for text in DANISH.values())]
    assert codes(read(tmp_path, table)) == [(told, None)]


@pytest.mark.parametrize("rows", TURNED.values(), ids=TURNED)
def test_a_turned_table_is_refused_as_that(rows: Rows, tmp_path: Path) -> None:
    assert codes(read(tmp_path, rows)) == [("turned", None)]


def test_a_column_without_a_heading_is_called_by_its_letter(tmp_path: Path) -> None:
    rows = long(["Respondent", "Udsagn", "Svar"])
    [found] = read(tmp_path, [["", "", ""], *rows[1:]]).findings
    assert (found.code, found.params["statements"]) == ("long", ["B"])
