"""Which column is which statement's: what tools and people make of it, what is read, and what is refused and named."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.readers.survey.words.columns import TableColumn, _statuses
from hf_fidelity.readers.survey.words.statuses import Status
from hf_fidelity.readers.survey.words.tools import LAYOUTS
from tests.exports.tables import Rows
from tests.exports.three_statements import (
    DA,
    DANISH,
    ENGLISH,
    FOREIGN,
    IDS,
    K1,
    K2,
    K3,
    KF,
    MEANS,
    codes,
    instrument,
    means,
    named,
    read,
)

HEADINGS = {
    "question-before": "Hvor enig er du? {}",
    "arrows": "Matrix >> {}",
    "question-behind": "{}:Hvor enig er du i følgende?",
    "in-parentheses": "Hvor enig er du ({})",
    "no-mark-at-all": "Hvor enig er du i at {}",
    "id-in-front": "{id}. {}",
    "id-and-a-rule": "{id}. {} (spring ikke over)",
    "id-and-question": "HF[{id}]. Hvor enig er du? [{}]",
    "id-and-the-same-for-all": "Enighed - {id}",
    "id-and-the-same-word-for-all": "Enighed: {id}",
    "id-and-one-sentence": "{id}. I hvilken grad oplever du, at {}",
    "a-scale-that-says-not": "{} Skala fra 1 (slet ikke) til 5 (helt)",
}


@pytest.mark.parametrize("shape", HEADINGS.values(), ids=HEADINGS)
def test_a_heading_that_holds_a_statement_is_read(shape: str, tmp_path: Path) -> None:
    found = read(tmp_path, [[shape.format(text, id=id) for id, text in DANISH.items()], *named()])
    assert means(found) == MEANS
    assert {code for code, _ in codes(found)} <= {"inside-match"}


AROUND = {
    "nothing-but-a-number": (["K1_1", "K2_01", "K3.2"], []),
    "a-group": (["enighed/K1", "enighed/K2", "enighed/K3"], []),
    "the-same-behind-every-id": (
        ["K1_vigtighed", "K2_vigtighed", "K3_vigtighed"],
        [*["more-match"] * 3, "another-time"],
    ),
    "a-question-of-ones-own": ([K1, f"Er du enig i, at {K2}", f"I hvor høj grad oplever du, at {K3}"], []),
    "a-battery-for-all": ([f"Enighed: {K1}", f"Enighed: {K2}", f"Enighed: {K3}"], []),
    "a-battery-for-one": ([K1, K2, f"Vigtighed: {K3}"], ["inside-match"]),
    "a-battery-that-says-not": ([f"It is not so: {K1}", f"It is not so: {K2}", K3], ["inside-match"] * 2),
}
"""Headings → what is said of them, where the three statements are read."""


@pytest.mark.parametrize(("heads", "told"), AROUND.values(), ids=AROUND)
def test_what_stands_around_a_statement_is_told(heads: list[str], told: list[str], tmp_path: Path) -> None:
    found = read(tmp_path, [heads, *named()])
    assert sorted(found.groups[0].votes) == IDS
    assert [code for code, _ in codes(found)] == told


SURER = {
    "an-id-and-a-comment": [["K1", "K1_kommentar", "K2", "K2_comment", "K3"], [0, None, 1, None, 2]],
    "a-tools-mark-of-a-comment": [
        [
            "K1. " + K1,
            f"K1[comment]. {K1} [Kommentar]",
            f"K2[other]. {K2} [Andet]",
            "K2. " + K2,
            K3,
            f"K3[other]. {K3}",
        ],
        [0, None, None, 1, 2, None],
    ],
    "id-and-text-over-text": [
        [*(f"B: {t}" for t in DANISH.values()), *(f"{i} {t}" for i, t in DANISH.items())],
        [2, 1, 0, 0, 1, 2],
    ],
    "text-over-a-contradicted-id": [[K1, K2, K3, "K1. Noget helt andet"], [0, 1, 2, 1]],
}


@pytest.mark.parametrize(("heads", "from_"), SURER.values(), ids=SURER)
def test_the_surer_column_counts(heads: list[str], from_: list[int | None], tmp_path: Path) -> None:
    rows = [["ja" if at is None else row[at] for at in from_] for row in named()]
    found = read(tmp_path, [heads, *rows])
    beaten = [code for code, _ in codes(found)]
    assert (means(found), beaten) == (MEANS, ["also-asked"] * (heads[0].startswith("B: ")))


BATTERIES: dict[str, tuple[str, str, bool]] = {
    "the-leader": ("{} (leder)", "Enig", True),
    "how-important": ("{} - hvor vigtigt er det?", "5", True),
    "in-a-sentence": ("Hvor vigtigt er det, at {}", "4", True),
    "a-comment": ("{} - kommentar", "Enig", False),
    "why": ("{} Hvorfor?", "5", False),
    "for-notes-and-full-of-answers": ("Handling: {}", "4", True),
    "words-of-their-own": ("{} (leder)", "Det går godt", False),
    "empty": ("{} (leder)", "", False),
}


@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
@pytest.mark.parametrize(("heading", "cell", "told"), BATTERIES.values(), ids=BATTERIES)
def test_a_second_battery_of_the_same_statements_is_named(
    heading: str, cell: str, told: bool, before: bool, tmp_path: Path
) -> None:
    more = [heading.format(text) for text in DANISH.values()]
    rows = [[*([cell] * 3 if before else []), *row, *([] if before else [cell] * 3)] for row in named()]
    found = read(tmp_path, [[*(more if before else []), *DANISH.values(), *([] if before else more)], *rows])
    asked = [each for each in found.findings if each.code == "also-asked"]
    assert (means(found), [each.params["columns"] for each in asked]) == (
        MEANS,
        [[f"{letter} »{text}«" for letter, text in zip("ABC" if before else "DEF", more, strict=True)]] * told,
    )


ASKING_FOR_WORDS: dict[str, tuple[str, list[str], bool]] = {
    "in Danish": ("Fortæl mere: {}", ["", "fordi det er sådan", "", "", "det ved jeg ikke"], True),
    "what somebody thinks": ("Hvad tænker du på her: {}", ["", "en ting", "", "to ting", ""], True),
    "in Norwegian": ("Utdyp: {}", ["", "mye", "", "", ""], True),
    "in Swedish": ("Motivera: {}", ["vet ej", "därför", "", "", ""], True),
    "in English": ("Tell us more: {}", ["", "because", "", "", ""], True),
    "in German": ("Erzähl mehr: {}", ["", "weil", "", "", ""], True),
    "in Finnish": ("Kerro lisää: {}", ["", "koska", "", "", ""], True),
    "in Polish": ("Uzasadnij: {}", ["", "bo tak", "", "", ""], True),
    "in brackets": ("Notater [{}]", ["", "ring", "", "", ""], True),
    "that nobody wrote in": ("Notater: {}", [""] * 5, True),
    "one of them is an option": ("Fortæl mere: {}", ["", "Enig", "fordi", "", ""], True),
    "one of them is a number": ("Fortæl mere: {}", ["", "fordi", "", "", "4"], True),
    "two of them are options": ("Hvad så: {}", ["Enig", "fordi", "Uenig", "se bilag", "ring"], True),
    "not: most of them are answers": ("Hvad så: {}", ["2", "Enig", "4", "", "fordi"], False),
    "not: all of them are answers": ("Vigtighed: {}", ["2", "3", "4", "1", "5"], False),
    **{
        f"by its name: {name}": (f"{name}: {{}}", ["2", "Enig", "4", "1", "fordi"], True)
        for name in (
            *("Kommentér", "Fritekst", "Beskriv", "Feedback", "Refleksion", "Eksempler", "Giv et eksempel"),
            *("Næste skridt", "Handling", "Opfølgning", "Ansvarlig", "Deadline", "Dokumentation", "Udviklingspunkt"),
            *("Andet", "Evt. andet", "Neste steg", "Oppfølging", "Tilbakemelding", "Nästa steg", "Ge ett exempel"),
            *("Åtgärd", "Next steps", "Free text", "Give an example", "Nächste Schritte", "Freitext", "Beispiel"),
        )
    },
    "by its name with a number": ("Handling 1: {}", ["2", "Enig", "4", "1", "fordi"], True),
}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(("heading", "cells", "is_read"), ASKING_FOR_WORDS.values(), ids=ASKING_FOR_WORDS)
def test_what_asks_for_words_about_a_statement_is_none(
    heading: str, cells: list[str], is_read: bool, ending: str, tmp_path: Path
) -> None:
    heads = [name for text in DANISH.values() for name in (text, heading.format(text))]
    rows = [[each for answer in row for each in (answer, cell)] for row, cell in zip(named(), cells, strict=True)]
    found = read(tmp_path, [heads, *rows], ending=ending)
    assert {code for code, _ in codes(found)} == (set() if is_read else {"statement-twice"})
    assert not is_read or means(found) == MEANS


def test_who_was_asked_another_way_is_not_lost_in_notes(tmp_path: Path) -> None:
    heads = [name for text in DANISH.values() for name in (text, f"Ledere: {text}")]
    first, *others = named()
    rows = [[each for answer in first for each in ("", answer)]]
    rows += [[each for answer in row for each in (answer, "")] for row in others]
    assert {code for code, _ in codes(read(tmp_path, [heads, *rows]))} == {"statement-twice"}


@pytest.mark.parametrize(
    "word",
    ["Response", "Svar", "Antwort", "Respuesta", "Réponse", "Respons", "Válasz", "Freagra", "Open-Ended Response"],
)
def test_a_tools_second_row_is_no_respondent(word: str, tmp_path: Path) -> None:
    heads = [["Respondent ID", "Collector ID", K1, K2, K3, "Hvilke?", "", ""]]
    under = [["", "", word, word, word, "Telefon", "Mail", "Chat"]]
    found = read(tmp_path, [*heads, *under, *[[n, 9, *row, "Telefon", "", ""] for n, row in enumerate(named())]])
    assert (means(found), found.rows.read, codes(found)) == (MEANS, 5, [])


MONKEY = ["Respondent ID", "Collector ID", K1, K2, K3]
SAID_BY_ONE = {
    "in no tool's table": (["Nr", "Hold", K1, K2, K3], ["", "", *["Freagra"] * 3], "7"),
    "of somebody": (MONKEY, ["7", "9", *["Freagra"] * 3], "7"),
    "of two kinds": (MONKEY, ["", "", "Freagra", "Freagra", "Kérdés"], "7"),
    **{
        f"where the tool's columns were emptied: {word}": (MONKEY, ["", "", *[word] * 3], "")
        for word in ("Enigt", "Delvist", "Midt", "Ja", "Ok")
    },
}


@pytest.mark.parametrize(("heads", "under", "number"), SAID_BY_ONE.values(), ids=SAID_BY_ONE)
def test_one_word_below_all_statements_is_asked_about(
    heads: list[str], under: list[str], number: str, tmp_path: Path
) -> None:
    found = read(tmp_path, [heads, under, *([number, number, *row] for row in named())])
    assert {f.row for f in found.findings if f.severity == "error"} == {2}


def test_a_tools_own_word_is_known_where_its_columns_were_emptied(tmp_path: Path) -> None:
    found = read(tmp_path, [MONKEY, ["", "", *["Válasz"] * 3], *(["", "", *row] for row in named())])
    assert (means(found), found.rows.read, codes(found)) == (MEANS, 5, [])


IN_ONE_CELL = {
    "lines": ("{}: {}", "\n", True),
    "behind a dash": ("{} - {}", "\n", True),
    "parts": ("{} = {}", "; ", True),
    "in brackets": ("{} [{}]", " | ", True),
    "no answers": ("{}: ved det ikke helt, {}", "\n", False),
}


@pytest.mark.parametrize(
    ("by", "ending"), [(IDS, ".csv"), (IDS, ".xlsx"), (list(DANISH.values()), ".xlsx")], ids=["csv", "xlsx", "texts"]
)
@pytest.mark.parametrize(("each", "between", "seen"), IN_ONE_CELL.values(), ids=IN_ONE_CELL)
def test_a_matrix_in_one_cell_is_refused_as_that(
    each: str, between: str, seen: bool, by: list[str], ending: str, tmp_path: Path
) -> None:
    cells = [between.join(each.format(*pair) for pair in zip(by, row, strict=True)) for row in named()]
    rows = [["Submission Date", "Hvor enig er du?"], *[["2026-08-03", cell] for cell in cells]]
    found = read(tmp_path, rows, ending=ending)
    assert (found.usable, codes(found) == [("answers-in-one-cell", "B2")]) == (False, seen)


def test_two_columns_of_a_statement_can_be_said_to_be_branches(tmp_path: Path) -> None:
    from hf_fidelity.readers.survey.mapping_file import read_mapping

    rows = [[*row, "", "", ""] if n < 2 else ["", "", "", *row] for n, row in enumerate(named())]
    table = [[*DANISH.values()] * 2, *rows]
    assert {code for code, _ in codes(read(tmp_path, table))} == {"statement-twice"}
    mapping = tmp_path / "m.yaml"
    columns = "{A: K1, B: K2, C: K3, D: K1, E: K2, F: K3}"
    mapping.write_text(f"schema_version: 1\nfiles: [{{columns: {columns}}}]\n", encoding="utf-8")
    found = read(tmp_path, table, mappings=read_mapping(mapping, KF))
    assert (means(found), {code for code, _ in codes(found)}) == (MEANS, {"branches-together"})
    for unasked, accepted in (("N/A", 5), ("Nej", 5), ("-", 5), ("Enig", 0)):
        table = [[*DANISH.values()] * 2, *[[cell or unasked for cell in row] for row in rows]]
        assert read(tmp_path, table, mappings=read_mapping(mapping, KF)).rows.accepted == accepted, unasked
    nobody = [["N/A"] * 6, *rows]
    found = read(tmp_path, [[*DANISH.values()] * 2, *nobody], mappings=read_mapping(mapping, KF))
    assert (means(found), str(found.rows.skipped["empty"])) == (MEANS, "2")


# Refused or left out, and named

LIME = {"K1": "Vi taler med borgeren om hverdagen.", "K2": "Vi taler med borgeren om fremtiden.", "K3": K3}
INSIDE = {"K1": "Vi ringer tilbage.", "K2": "Vi ringer tilbage. Altid samme dag.", "K3": K3}
RECODED = ("(R)", "(vendt)", "(omkodet)", "- vendt", "[r]", "R", "(reversed)", "(recoded)")


@pytest.mark.parametrize("mark", RECODED)
@pytest.mark.parametrize("number", [1, 2], ids=["one", "some"])
def test_texts_that_say_they_were_turned_over_are_named_and_not_read(mark: str, number: int, tmp_path: Path) -> None:
    heads = [f"{text} {mark}" if at < number else text for at, text in enumerate((K1, K2, K3))]
    found = read(tmp_path, [heads, *[["Enig"] * 3] * 4])
    assert [code for code, _ in codes(found)].count("nearly-but-not") == number
    assert not {*IDS[:number]} & {*found.groups[0].votes}


@pytest.mark.parametrize(("names", "told"), [(IDS, "more-match"), ([K1, K2, K3], "inside-match")], ids=["ids", "texts"])
def test_where_all_are_called_so_it_may_be_the_forms_name(names: list[str], told: str, tmp_path: Path) -> None:
    found = read(tmp_path, [[f"{name} (R)" for name in names], *[["Enig"] * 3] * 4])
    assert ([code for code, _ in codes(found)], len(found.groups)) == ([told] * 3, 1)


REFUSED: dict[str, tuple[Rows, Instrument, list[tuple[str, str | None]]]] = {
    "another-text-behind-the-id": (
        [[f"{id}: {text}" for id, text in zip(IDS, FOREIGN, strict=True)]],
        KF,
        [("id-not-text", "A1"), ("id-not-text", "B1"), ("id-not-text", "C1")],
    ),
    "another-text-before-the-id": ([[K1, K2, f"{FOREIGN[2]} [K3]"]], KF, [("id-not-text", "C1")]),
    "a-word-before-the-id": ([["Mad: K1", "Parkering: K2", K3]], KF, [("id-not-text", "A1"), ("id-not-text", "B1")]),
    "more-behind-one-id": ([["K1", "K2", "K3_r"]], KF, [("id-not-text", "C1")]),
    "turned-over": ([["K1", "K2", "K3 (R)"]], KF, [("id-not-text", "C1")]),
    "turned-over-in-words": ([["K1", "K2 [omkodet]", "K3"]], KF, [("id-not-text", "B1")]),
    "two-turned-over": ([["K1", "K2 (r)", "K3 (r)"]], KF, [("id-not-text", "B1"), ("id-not-text", "C1")]),
    "turned-over-below": ([["K1", "K2", "K3"], [K1, K2, f"{K3} (R)"]], KF, [("id-not-text", "C2")]),
    "a-year-behind-one-id": ([["K3-2025", K2, K1]], KF, [("id-not-text", "A1")]),
    "another-text-under-ids-with-numbers": (
        [[f"{id}_1" for id in IDS], list(FOREIGN), ['{"ImportId":"Q1"}'] * 3],
        KF,
        [("id-not-text", f"{c}3") for c in "ABC"],
    ),
    "another-text-three-rows-over-the-id": (
        [list(FOREIGN), ["radio"] * 3, ["ja"] * 3, IDS],
        KF,
        [("id-not-text", f"{c}4") for c in "ABC"],
    ),
    "another-text-under-the-id": ([IDS, list(FOREIGN)], KF, [("id-not-text", f"{c}2") for c in "ABC"]),
    "another-text-over-the-id": ([list(FOREIGN), IDS], KF, [("id-not-text", f"{c}2") for c in "ABC"]),
    "the-opposite-behind-the-id": ([["K1. Vi ringer ikke tilbage samme dag.", K2, K3]], KF, [("id-not-text", "A1")]),
    "a-sentence-of-one's-own-around-the-text": (
        [[f"K1. Det er sjovt, at {K1}", f"K2. Jeg tvivler på, at {K2}", f"K3. {K3}"]],
        KF,
        [("id-not-text", "A1"), ("id-not-text", "B1")],
    ),
    "another-direction-behind-the-id": (
        [["K1. Vi følger op, når borgeren flytter fra kommunen.", K2, K3]],
        instrument(DANISH | {"K1": "Vi følger op, når borgeren flytter til kommunen."}),
        [("id-not-text", "A1")],
    ),
    "another-direction-under-the-id": (
        [["L1", "L2", "L3"], ["The team plans every move-out together.", *list(ENGLISH.values())[1:]]],
        instrument(ENGLISH | {"L1": "The team plans every move-in together."}, "en"),
        [("id-not-text", "A2")],
    ),
    "texts-have-changed-places": (
        [[f"K1 {K2}", f"K2 {K1}", K3]],
        KF,
        [("heading-clash", "A1"), ("heading-clash", "B1")],
    ),
    "two-statements-in-one": ([[f"Begge? {K1} {K2}", K3, "Andet"]], KF, [("heading-clash", "A1")]),
    "a-statement-inside-another": (
        [["Ja? Vi ringer tilbage.", "Ja? Vi ringer tilbage. Altid samme dag.", K3]],
        instrument(INSIDE),
        [("heading-clash", "A1"), ("heading-clash", "B1")],
    ),
    "cut-where-two-are-the-same": (
        [["Vi taler med bo.. ", "Vi taler med bo..", K3]],
        instrument(LIME),
        [("cut-heading", "A1"), ("cut-heading", "B1")],
    ),
    "cut-without-a-mark-and-numbered": (
        [["Vi taler med bo", "Vi taler med bo_2", "Vi lytter, før…"]],
        instrument(LIME),
        [("cut-heading", "A1"), ("cut-heading", "B1")],
    ),
    "one-of-them-has-its-id": (
        [["K1. Vi taler med bo..", "Vi taler med bo..", K3]],
        instrument(LIME),
        [("cut-heading", "B1")],
    ),
}


@pytest.mark.parametrize(("heads", "asked", "found"), REFUSED.values(), ids=REFUSED)
def test_a_doubtful_heading_refuses_the_file(
    heads: Rows, asked: Instrument, found: list[tuple[str, str | None]], tmp_path: Path
) -> None:
    got = read(tmp_path, [*heads, *named()], asked)
    assert (got.usable, codes(got)) == (False, found)


def test_a_doubtful_heading_is_told_before_options_that_are_none_for_sure(tmp_path: Path) -> None:
    heads = [f"{K1} - Helt enig", f"{K2} - Helt enig", f"K3: {FOREIGN[2]}"]
    assert codes(read(tmp_path, [heads, *[["x", "", "x"]] * 4])) == [("id-not-text", "C1")]


def test_ids_settle_cut_headings(tmp_path: Path) -> None:
    heads = ["K1. Vi taler med bo..", "HF[K2]. Vi taler med bo..", "Vi lytter, før.."]
    found = read(tmp_path, [heads, *named()], instrument(LIME))
    assert (means(found), codes(found)) == (MEANS, [("cut-match", "C1")])


OPPOSITE = {
    "da-ikke": (
        "Vi lytter til borgeren, før vi giver råd om noget.",
        "Vi lytter ikke til borgeren, før vi giver råd om noget.",
    ),
    "en-never": ("We always know what each citizen wants to do.", "We never know what each citizen wants to do."),
    "en-contracted": (
        "We do tell the citizen what is written down.",
        "We don't tell the citizen what is written down.",
    ),
    "de-kein": ("Wir haben einen Plan für die nächsten Wochen.", "Wir haben keinen Plan für die nächsten Wochen."),
    "sv-prefix": ("Målen är klara för alla i gruppen och kända.", "Målen är oklara för alla i gruppen och kända."),
    "es-sin": ("Hablamos con el plan en la mano cada semana.", "Hablamos sin el plan en la mano cada semana."),
    "a-short-one": ("Wir kommen gern.", "Wir kommen nicht gern."),
    "a-number": (
        "We call back within 3 days, whoever it is about.",
        "We call back within 30 days, whoever it is about.",
    ),
    "a-number-word": (
        "Vi besøger borgeren i hjemmet mindst to gange om måneden.",
        "Vi besøger borgeren i hjemmet mindst tre gange om måneden.",
    ),
    "a-beginning-in-brackets": (
        "External partners take part in the planning of support.",
        "How true? [Internal partners take part in the planning of support.]",
    ),
    "fi-ei": ("Asukas on aina mukana, kun hänestä puhutaan.", "Asukas ei aina mukana, kun hänestä puhutaan."),
    "in-a-sentence-that-doubts-it": (
        "We know what each citizen wants to do.",
        "I doubt that we know what each citizen wants to do.",
    ),
    "another-row": (
        "Tænk på de borgere, som du har mødt i det seneste kvartal: Vi ringer op.",
        "Tænk på de borgere, som du har mødt i det seneste kvartal: Vi skriver.",
    ),
}


@pytest.mark.parametrize(("text", "heading"), OPPOSITE.values(), ids=OPPOSITE)
def test_a_near_match_never_says_something_else(text: str, heading: str, tmp_path: Path) -> None:
    found = read(tmp_path, [[heading, K2, K3], *named()], instrument(DANISH | {"K1": text}))
    assert (list(found.groups[0].votes), codes(found)[0]) == (["K2", "K3"], ("nearly-but-not", "A1"))


def test_a_file_without_statements_says_which_heading_is_nearly_one(tmp_path: Path) -> None:
    text, heading = OPPOSITE["da-ikke"]
    for heads, row in ([heading, "Andet", "Mere"], "A1"), (["Andet", f"Sjovt, at {text}", "Mere"], "B1"):
        found = read(tmp_path, [heads, *named()], instrument(DANISH | {"K1": text}))
        assert (found.usable, codes(found)) == (False, [("no-statements", None), ("nearly-but-not", row)])


def test_a_slip_is_still_a_near_match(tmp_path: Path) -> None:
    text = OPPOSITE["da-ikke"][0]
    heading = text.replace("borgeren", "borgern").replace("giver", "givr")
    found = read(tmp_path, [[heading, K2, K3], *named()], instrument(DANISH | {"K1": text}))
    assert (means(found), codes(found)) == (MEANS, [("near-match", "A1")])


def test_a_table_without_headings_is_refused_with_its_columns(tmp_path: Path) -> None:
    (told,) = read(tmp_path, [[id, at, label] for id in DANISH for at, label in enumerate(DA)]).findings
    assert (told.code, told.params["statements"]) == ("long", ["A"])


MENTIONED = [
    "How many are in your team?",
    "Hvor længe har du været i teamet?",
    "Antal i kommune/team",
    "Antal borgere pr. team",
    "Borgere/team",
    "Antal medarbejdere - team",
    "Størrelse: team",
    "Hvor tilfreds er du med samarbejdet i … [Afdeling]",
    "Hvilken afdeling er sværest at samarbejde med?",
    "Which department has the longest waiting time?",
    "Hvilket team var du i før?",
    "Hvilket team er du i, og hvor mange er I?",
    "What is your team like?",
    "What do you do in your team?",
    "Which team member are you?",
    "Er du ansat i teamet?",
]


@pytest.mark.parametrize("heading", MENTIONED)
def test_a_heading_that_mentions_the_team_is_no_team(heading: str, tmp_path: Path) -> None:
    table = [[heading, *DANISH.values()], *[["4", *row] for row in named()]]
    assert means(read(tmp_path, table)) == MEANS
    assert codes(read(tmp_path, table, team=None)) == [("no-team", "A1")]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("code", "text"), [("Q3", "Hvilket team arbejder du i?"), ("v_12", "Which team do you work in?")]
)
def test_what_a_code_asks_in_the_row_below_is_found_and_shown(
    code: str, text: str, ending: str, tmp_path: Path
) -> None:
    table = [[code, *DANISH], [text, *DANISH.values()], *[["Syd", *row] for row in named()]]
    found = read(tmp_path, table, ending=ending, team=None)
    assert (found.groups[0].team, means(found), codes(found)) == ("Syd", MEANS, [("question-match", "A2")])
    table[1][0] = "How many are in your team?"
    refused = read(tmp_path, table, ending=ending, team=None)
    (doubt,) = refused.findings
    assert (doubt.code, doubt.params["heading"]) == ("no-team", f"{code}: {table[1][0]}")
    assert refused.mapping["headings"]["A"] == f"team? {code}: {table[1][0]}"


TEAMS = {
    "Team": True,
    "4) Afdeling:": True,
    "Q3_1 - Team": True,
    "Baggrund - Teamets navn": True,
    "Team / Department": True,
    "om_os/team": False,
    "Hvor arbejder du? [Afdeling]": False,
    "Jeres team": False,
    "Respondentens team (påkrævet)": False,
    "Hvilket team arbejder du primært i?": False,
    "Hvilket team jobber du i?": False,
    "Hvilket af følgende teams arbejder du i?": False,
    "Hvilken af disse afdelinger hører du til?": False,
    "Which of the following teams do you work in?": False,
    "Which department do you belong to (choose one)?": False,
    "In welchem Team arbeiten Sie?": False,
}
"""What a column is called → whether that is the team outright, and not only asks for it."""


@pytest.mark.parametrize("heading", TEAMS)
def test_a_heading_that_asks_where_somebody_belongs_is_the_team(heading: str, tmp_path: Path) -> None:
    table = [[heading, *DANISH.values()], *[["Syd", *row] for row in named()]]
    found, contrary = read(tmp_path, table, team=None), read(tmp_path, table)
    assert (found.groups[0].team, len(codes(found))) == ("Syd", 0 if TEAMS[heading] else 1)
    assert {code for code, _ in codes(contrary)} == {"other-team" if TEAMS[heading] else "option-beats-guess"}


@pytest.mark.parametrize(("heading", "told"), [("borgere/team", "4"), ("Dit team", "Nej"), ("Dit team", "Enig")])
def test_what_is_no_name_is_no_team(heading: str, told: str, tmp_path: Path) -> None:
    table = [[*DANISH.values(), heading], *[[*row, told] for row in named()]]
    assert codes(read(tmp_path, table, team=None)) == [("no-team", None)]
    assert means(read(tmp_path, table)) == MEANS


def test_a_name_below_a_question_that_asks_for_another_thing_is_no_team(tmp_path: Path) -> None:
    heads = [["Hvor tilfreds er du med …", *DANISH.values()], ["Team", *["Response"] * 3]]
    table = [*heads, *[["Tilfreds", *row] for row in named()]]
    assert codes(read(tmp_path, table, team=None)) == [("no-team", "A2")]


NOBODYS = {
    "Er målene nået? [Gennemført]": "Nej",
    "Handleplan - status": "Åben",
    "Timer pr. deltager": "3",
    "Gruppe - nr": "2",
    "Hvor vigtig er … [Rolle]": "Meget",
    "Hvornår flyttede borgeren ind? [Dato]": "2025-01-02",
    "Antal møder pr. kvartal": "2",
}


@pytest.mark.parametrize("heading", NOBODYS)
def test_a_question_that_ends_in_the_name_of_a_column_is_not_that_column(heading: str, tmp_path: Path) -> None:
    table = [[*DANISH.values(), heading], *[[*row, NOBODYS[heading]] for row in named()]]
    found = read(tmp_path, table)
    assert (means(found), codes(found), list(found.groups[0].roles)) == (MEANS, [], [])


@pytest.mark.parametrize("heading", ["Samlet status: Gennemført", "Spørgeskema - status", "Q7. Response status"])
def test_a_status_may_be_said_to_be_the_forms(heading: str, tmp_path: Path) -> None:
    table = [[*DANISH.values(), heading], *[[*row, "Gennemført"] for row in named()], ["Enig"] * 3 + ["Delvis"]]
    found = read(tmp_path, table)
    assert (means(found), str(found.rows.skipped["incomplete"])) == (MEANS, "7")


def test_an_option_outranks_a_question(tmp_path: Path) -> None:
    table = [["Hvilket team arbejder du i?", *DANISH.values()], *[["Syd", *row] for row in named()]]
    found = read(tmp_path, table)
    assert (found.groups[0].team, codes(found)) == ("Nord", [("option-beats-guess", "A1")])
    assert read(tmp_path, table, team=None).groups[0].team == "Syd"


@pytest.mark.parametrize(("there", "told"), [(3, False), (2, True)])
def test_few_statements_are_remarked_once(there: int, told: bool, tmp_path: Path) -> None:
    """Sixty in a hundred, and one fewer."""
    texts = DANISH | {"K4": "Vi følger op.", "K5": "Vi skriver ned."}
    found = read(tmp_path, [IDS[:there], *[row[:there] for row in named()]], instrument(texts))
    assert [code for code, _ in codes(found)].count("few-statements") == int(told)


# Which column says whether an answer counts

TOOL = replace(LAYOUTS[0], statuses=(Status("submitted|sent"), Status("done")))


@pytest.mark.parametrize(
    ("heads", "kinds"),
    [
        pytest.param("K1 K2 Submitted", "- - status", id="the-tools-own"),
        pytest.param("Submitted K1 K2", "status - -", id="before-the-statements"),
        pytest.param("Submitted K1 K2 Sent", "other - - status", id="the-one-behind-them-counts"),
        pytest.param("K1 K2 Submitted Sent", "- - status other", id="right-behind-them"),
        pytest.param("Submitted Sent K1 K2", "other status - -", id="the-last-of-those-before"),
        pytest.param("K1 Submitted Done", "- status status", id="in-two-columns"),
        pytest.param("K1 Status Submitted", "- other status", id="a-column-of-the-form-gives-way"),
        pytest.param("K1 Status", "- status", id="unless-the-tool-has-none"),
        pytest.param("K1 Date", "- other", id="neither"),
    ],
)
def test_which_column_says_whether_an_answer_counts(heads: str, kinds: str) -> None:
    columns = [
        TableColumn(at, (name,), "status" if name == "Status" else "other", "K1" if name.startswith("K") else None)
        for at, name in enumerate(heads.split())
    ]
    found = _statuses(columns, TOOL)
    assert " ".join("-" if column.statement else column.kind for column in found) == kinds


@pytest.mark.parametrize(("kind", "also"), [("date", {"date"}), ("other", set())])
def test_the_day_of_sending_in_is_a_day_too(kind: Any, also: Any) -> None:
    (column,) = _statuses([TableColumn(0, ("Submitted",), kind)], TOOL)
    assert (column.kind, column.also) == ("status", also)


def test_a_number_behind_a_full_stop_is_the_spreadsheets_and_cuts_nothing(tmp_path: Path) -> None:
    again = [f"{text}.1" for text in DANISH.values()]
    twice = read(tmp_path, [[K1, K2, K3, *again], *([*row, *row] for row in named())])
    alone = read(tmp_path, [again, *named()])
    assert ({code for code, _ in codes(twice)}, codes(alone), means(alone)) == ({"statement-twice"}, [], MEANS)


@pytest.mark.parametrize("timing", ["Spørgsmålstid: {}", "Question time: {}", "{}Time. Spørgsmålstid: {}"])
def test_how_long_a_question_took_is_no_answer_to_it(timing: str, tmp_path: Path) -> None:
    heads = [K1, K2, K3, "Samlet tid", *(timing.replace("{}", id) for id in DANISH)]
    found = read(tmp_path, [heads, *([*row, "60", *["3.25"] * len(DANISH)] for row in named())])
    assert (codes(found), means(found)) == ([], MEANS)
