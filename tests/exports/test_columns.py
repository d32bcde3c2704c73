"""Which column is which statement's: what tools and people make of it, what is read, and what is refused and named."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.columns import TableColumn, _statuses
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from hf_fidelity.readers.survey.status_words import Status
from hf_fidelity.readers.survey.tools import LAYOUTS
from tests.builders import small_form

Table = list[list[Any]]
DANISH = {"K1": "Vi ringer tilbage samme dag.", "K2": "Vi kommer, når det passer.", "K3": "Vi lytter, før vi råder."}
ENGLISH = {"L1": "We listen before we advise.", "L2": "We know what each citizen wants.", "L3": "We meet in the open."}
DA = ("Helt enig", "Enig", "Hverken enig/uenig", "Uenig", "Helt uenig")
EN = ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree")
ANSWERS = ((2, 4, 1), (1, 3, 2), (3, 4, 1), (2, 5, 2), (1, 2, 3))
"""A row each: which option, from 1, was chosen for each statement."""
MEANS = (4.2, 2.4, 4.2)
K1, K2, K3 = DANISH.values()


def form(texts: dict[str, str], language: str = "da", labels: Sequence[str] = DA) -> Instrument:
    """A questionnaire of these statements in one language."""
    content = small_form(len(texts)).model_dump(mode="json") | {"languages": [language]}
    content["statements"] = [{"id": id, "theme": "T", "text": {language: text}} for id, text in texts.items()]
    for point, label in zip(content["scale"]["points"], labels[::-1], strict=True):
        point["label"] = {language: label}
    for place in (content, *content["themes"]):
        place["name"] = {language: "Skema"}
    content["source"]["title"] = {language: "Vores"}
    for key in ("stem", "purpose", "advice"):
        content[key] = {language: "Hvor enig er du?"}
    return Instrument.model_validate_json(json.dumps(content))


KF, LF = form(DANISH), form(ENGLISH, "en", EN)


def named(labels: Sequence[str] = DA) -> Table:
    return [[labels[chosen - 1] for chosen in row] for row in ANSWERS]


def write(folder: Path, rows: Table, ending: str = ".csv") -> Path:
    path = folder / f"svar{ending}"
    if ending == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return path
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append([None if cell == "" else cell for cell in row])
    book.save(path)
    return path


def read(folder: Path, rows: Table, asked: Instrument = KF, ending: str = ".csv", **options: Any) -> ExportRead:
    said = {"organisation": "P", "team": "Nord", "quarter": Quarter(2026, 3)} | options
    return read_export(Job(str(write(folder, rows, ending))), Options(asked, **said))


def means(found: ExportRead) -> tuple[float, ...]:
    """Each statement's mean, of the one team that there is."""
    (group,) = found.groups
    tallies = [votes.all.counts for votes in group.votes.values()]
    return tuple(sum(n * v for n, v in zip(counts, range(1, 6), strict=True)) / sum(counts) for counts in tallies)


def codes(found: ExportRead) -> list[tuple[str, str | None]]:
    return [(told.code, told.cell) for told in found.findings]


# Read as they are meant

OPTIONS_UNDER = [[K1, "", "", "", "", K2, "", "", "", "", K3, "", "", "", ""], [*DA] * 3]


def ticked(tick: Callable[[int, int], Any], labels: Sequence[str] = DA) -> Table:
    """Five columns a statement; ``tick`` says what stands in that of an option, from its place and the chosen one's."""
    return [[tick(at, chosen) for chosen in row for at in range(1, len(labels) + 1)] for row in ANSWERS]


TICKS: dict[str, Callable[[int, int], Any]] = {
    "its-name": lambda at, chosen: DA[at - 1] if at == chosen else "",
    "its-number": lambda at, chosen: 6 - at if at == chosen else "",
    "its-place": lambda at, chosen: at if at == chosen else "",
    "x": lambda at, chosen: "x" if at == chosen else "",
    "noughts-and-ones": lambda at, chosen: int(at == chosen),
    "true": lambda at, chosen: "TRUE" if at == chosen else "FALSE",
    "selected": lambda at, chosen: "Selected" if at == chosen else "Not selected",
}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("tick", TICKS.values(), ids=TICKS)
def test_options_in_a_second_row_are_one_answer(tick: Callable[[int, int], Any], ending: str, tmp_path: Path) -> None:
    found = read(tmp_path, [*OPTIONS_UNDER, *ticked(tick)], ending=ending)
    assert (means(found), found.rows.accepted, [code for code, _ in codes(found)]) == (MEANS, 5, ["options-together"])


BEHIND = ("{}/{}", "{} - {}", "{} [{}]", "{}: {}", "{} (choice={})", "{}_{}")


@pytest.mark.parametrize("shape", BEHIND)
def test_options_behind_a_statement_are_one_answer(shape: str, tmp_path: Path) -> None:
    """The lowest first, and by id; in the other order and by text as well."""
    ids = [[shape.format(id, label) for id in ENGLISH for label in reversed(EN)]]
    lowest_first = ticked(lambda at, chosen: int(6 - at == chosen))
    assert means(read(tmp_path, [*ids, *lowest_first], LF, ".xlsx")) == MEANS
    texts = [[shape.format(text, label) for text in DANISH.values() for label in DA]]
    assert means(read(tmp_path, [*texts, *ticked(TICKS["x"])])) == MEANS


def test_numbers_in_a_second_row_are_options(tmp_path: Path) -> None:
    """They are codes, and somebody says which end they begin at."""
    rows = [OPTIONS_UNDER[0], [*range(1, 6)] * 3, *ticked(TICKS["x"])]
    assert means(read(tmp_path, rows, codes="agree-low", ending=".xlsx")) == MEANS
    assert codes(read(tmp_path, rows)) == [("codes-unknown", "A3")]


def test_a_column_that_counts_the_ticks_is_no_option(tmp_path: Path) -> None:
    heads = [[name for at in range(3) for name in (DANISH[f"K{at + 1}"], *[""] * 5)], [*DA, "I alt"] * 3]
    rows = [[cell for at in (0, 5, 10) for cell in (*row[at : at + 5], 1)] for row in ticked(TICKS["noughts-and-ones"])]
    assert means(read(tmp_path, [*heads, *rows], ending=".xlsx")) == MEANS
    behind = [[f"{text} - {option}" for text in DANISH.values() for option in (*DA, "Total")], *rows]
    assert means(read(tmp_path, behind)) == MEANS


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("asked", [None, "agree-high", "agree-low"])
def test_a_dictionary_names_the_options(asked: str | None, first: int, tmp_path: Path) -> None:
    """Whatever is asked for: there are no numbers left to ask for."""
    choices = " | ".join(f"{first + at}, {label}" for at, label in enumerate(DA))
    legend = [["Variable / Field Name", "Field Label", "Choices, Calculations, OR Slider Labels"]]
    legend += [[id, text, choices] for id, text in DANISH.items()]
    write(tmp_path, legend).rename(tmp_path / "x_DataDictionary.csv")
    heads = [f"{id}___{first + at}" for id in DANISH for at in range(5)]
    assert means(read(tmp_path, [heads, *ticked(TICKS["noughts-and-ones"])], codes=asked)) == MEANS


EXCLUSIVE = {
    "names": (ticked(TICKS["its-name"], EN), True),
    "names-and-a-row-of-them": ([[*EN] * 3, *ticked(TICKS["its-name"], EN)], True),
    "crosses": (ticked(lambda at, chosen: "v" if at == chosen else ""), True),
    "remarks": ([["Enig", "", "Syg", "", ""] * 3, ["Uenig", "", "", "Ferie", ""] * 3], False),
}


@pytest.mark.parametrize(("rows", "told"), EXCLUSIVE.values(), ids=EXCLUSIVE)
def test_columns_of_which_one_is_filled_are_options(rows: Table, told: bool, tmp_path: Path) -> None:
    """Of one statement, between two with a column each, whose answers are known."""
    table = [[row[0] and "Enig", *row[5:10], "Uenig"] for row in rows]
    found = read(tmp_path, [[K1, K2, "", "", "", "", K3], *table], lenient=True)
    assert (("answers-without-heading", "B1") in codes(found)) is told


def test_two_options_ticked_are_two_answers(tmp_path: Path) -> None:
    rows = ticked(TICKS["noughts-and-ones"])
    rows[0][0] = 1
    found = read(tmp_path, [*OPTIONS_UNDER, *rows])
    assert (found.rows.accepted, codes(found)[1:]) == (4, [("two-answers", "A3")])


def test_options_may_stand_in_another_order_under_each_statement(tmp_path: Path) -> None:
    rows = ticked(lambda at, chosen: int(at == chosen))
    turned = [[*row[:5], *row[9:4:-1], *row[10:]] for row in rows]
    assert means(read(tmp_path, [OPTIONS_UNDER[0], [*DA, *DA[::-1], *DA], *turned])) == MEANS


def test_a_statement_that_has_a_column_of_its_own_has_none_for_its_options(tmp_path: Path) -> None:
    heads = [*DANISH.values(), *(f"{K1}/{label}" for label in DA)]
    found = read(tmp_path, [heads, *([*row, *["x", "", "", "", ""]] for row in named())])
    assert (means(found), found.findings) == (MEANS, ())


def test_a_title_above_takes_no_options_away(tmp_path: Path) -> None:
    assert means(read(tmp_path, [["Om skemaet"], *OPTIONS_UNDER, *ticked(TICKS["x"])])) == MEANS


BESIDE = {
    "nothing": ([""] * 5, 5),
    "comments": (["Fint nok", "", "Ved det ikke", "", ""], 5),
    "a comment among ticks": (["x", "", "Fint nok", "", ""], 5),
    "ticks": (["x", "", "", "", ""], 4),
    "a nought among ticks": (["x", "0", "", "", ""], 4),
}


@pytest.mark.parametrize(("cells", "accepted"), BESIDE.values(), ids=BESIDE)
def test_a_further_option_is_ticked_or_holds_what_people_wrote(cells: list[str], accepted: int, tmp_path: Path) -> None:
    """A column *Andet* beside a statement's options; what somebody wrote there is no answer too many."""
    heads = [f"{text}/{name}" for text in DANISH.values() for name in (*DA, "Andet")]
    rows = [
        [said for n in range(3) for said in (*row[5 * n : 5 * n + 5], cell if n == 0 else "")]
        for row, cell in zip(ticked(TICKS["x"]), cells, strict=True)
    ]
    assert read(tmp_path, [heads, *rows]).rows.accepted == accepted


def test_an_option_that_the_scale_does_not_know_is_no_blank(tmp_path: Path) -> None:
    names = [*DA[:2], "Midt imellem", *DA[3:]]
    heads = [[f"{text}/{name}" for text in DANISH.values() for name in names]]
    found = read(tmp_path, [*heads, *ticked(TICKS["x"])])
    assert {code for code, _ in codes(found)} == {"options-together", "unknown-answer"}
    assert found.rows.accepted == 2


NOT_TOLD = {
    "one-option-alone": [[f"{text} - Helt enig" for text in DANISH.values()], *[["x", "", "x"]] * 4],
    "counts": [[f"{id}/{label}" for id in DANISH for label in DA], *[[3, 4, 5, 6, 7] * 3, [2, 1, 8, 9, 4] * 3] * 2],
    "codes-from-nought": [[f"{id}_{at}" for id in DANISH for at in range(5)], *ticked(TICKS["noughts-and-ones"])],
    "names-of-another-scale": [OPTIONS_UNDER[0], [*EN] * 3, *ticked(TICKS["noughts-and-ones"])],
}


@pytest.mark.parametrize("rows", NOT_TOLD.values(), ids=NOT_TOLD)
def test_options_that_cannot_be_told_refuse_the_file(rows: Table, tmp_path: Path) -> None:
    found = read(tmp_path, rows, codes="agree-high")
    assert (found.usable, {code for code, _ in codes(found)}) == (False, {"option-columns"})


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


@pytest.mark.parametrize("word", ["Response", "Svar", "Antwort", "Respuesta", "Réponse", "Open-Ended Response"])
def test_a_tools_second_row_is_no_respondent(word: str, tmp_path: Path) -> None:
    heads = [["Respondent ID", "Collector ID", K1, K2, K3, "Hvilke?", "", ""]]
    under = [["", "", word, word, word, "Telefon", "Mail", "Chat"]]
    found = read(tmp_path, [*heads, *under, *[[n, 9, *row, "Telefon", "", ""] for n, row in enumerate(named())]])
    assert (means(found), found.rows.read, codes(found)) == (MEANS, 5, [])


def long(columns: Sequence[str], labels: Sequence[str] = DA, texts: dict[str, str] = DANISH) -> Table:
    """A row for each answer."""
    rows: Table = [list(columns)]
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
def test_a_row_for_each_answer_is_put_together(rows: Table, asked: Instrument, ending: str, tmp_path: Path) -> None:
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


def digits(rows: Table) -> Table:
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
    rows: Table, why: str, cell: str | None, tmp_path: Path
) -> None:
    found = read(tmp_path, rows)
    assert (codes(found), found.groups) == ([(why, cell)], ())


IDS = list(DANISH)
FOREIGN = ("Min leder lytter.", "Jeg er glad for mit arbejde.", "Jeg når mine opgaver.")

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
def test_another_question_may_come_before_the_first_statement(others: Table, above: Table, tmp_path: Path) -> None:
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
    rows: Table = [["Nr", K1], *[[n, "Enig"] for n in range(250)], [], *[[id, text] for id, text in DANISH.items()]]
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
    rows = long(["Respondent", "Udsagn", "Svar"])
    answers = [[f"N{DANISH_TEXTS.index(text)}", text, answer] for _, text, answer in rows[1:]]
    assert codes(read(tmp_path, [[beside, "Udsagn", "Svar"], *answers])) == [("long", None)]


DANISH_TEXTS = list(DANISH.values())
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


def unknown_heads(*more: str) -> Table:
    """Rows of an answer each, under headings that nobody knows; ``more`` stands in two further columns of each."""
    _, *answers = long(["Respondent", "Udsagn", "Svar"])
    return [["Xx", "Yy", "Zz", *("Ww", "Vv")[: len(more)]], ["R1", AGE, "44"], *([*row, *more] for row in answers)]


LONG_MAPPED: dict[str, tuple[Table, str, bool]] = {
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
    rows: Table, entry: str, reads: bool, tmp_path: Path
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


def test_a_column_without_a_heading_is_called_by_its_letter(tmp_path: Path) -> None:
    rows = long(["Respondent", "Udsagn", "Svar"])
    [found] = read(tmp_path, [["", "", ""], *rows[1:]]).findings
    assert (found.code, found.params["statements"]) == ("long", ["B"])


def test_an_answer_and_nothing_beside_it_is_no_row(tmp_path: Path) -> None:
    found = read(tmp_path, [*long(["Respondent", "Udsagn", "Svar"]), ["R9", "", ""], ["", "", ""]])
    assert (means(found), [code for code, _ in codes(found)]) == (MEANS, ["long-read"])


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


REFUSED: dict[str, tuple[Table, Instrument, list[tuple[str, str | None]]]] = {
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
        form(DANISH | {"K1": "Vi følger op, når borgeren flytter til kommunen."}),
        [("id-not-text", "A1")],
    ),
    "another-direction-under-the-id": (
        [["L1", "L2", "L3"], ["The team plans every move-out together.", *list(ENGLISH.values())[1:]]],
        form(ENGLISH | {"L1": "The team plans every move-in together."}, "en"),
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
        form(INSIDE),
        [("heading-clash", "A1"), ("heading-clash", "B1")],
    ),
    "cut-where-two-are-the-same": (
        [["Vi taler med bo.. ", "Vi taler med bo..", K3]],
        form(LIME),
        [("cut-heading", "A1"), ("cut-heading", "B1")],
    ),
    "cut-without-a-mark-and-numbered": (
        [["Vi taler med bo", "Vi taler med bo_2", "Vi lytter, før…"]],
        form(LIME),
        [("cut-heading", "A1"), ("cut-heading", "B1")],
    ),
    "one-of-them-has-its-id": (
        [["K1. Vi taler med bo..", "Vi taler med bo..", K3]],
        form(LIME),
        [("cut-heading", "B1")],
    ),
}


@pytest.mark.parametrize(("heads", "asked", "found"), REFUSED.values(), ids=REFUSED)
def test_a_doubtful_heading_refuses_the_file(
    heads: Table, asked: Instrument, found: list[tuple[str, str | None]], tmp_path: Path
) -> None:
    got = read(tmp_path, [*heads, *named()], asked)
    assert (got.usable, codes(got)) == (False, found)


def test_a_doubtful_heading_is_told_before_options_that_are_none_for_sure(tmp_path: Path) -> None:
    heads = [f"{K1} - Helt enig", f"{K2} - Helt enig", f"K3: {FOREIGN[2]}"]
    assert codes(read(tmp_path, [heads, *[["x", "", "x"]] * 4])) == [("id-not-text", "C1")]


def test_ids_settle_cut_headings(tmp_path: Path) -> None:
    heads = ["K1. Vi taler med bo..", "HF[K2]. Vi taler med bo..", "Vi lytter, før.."]
    found = read(tmp_path, [heads, *named()], form(LIME))
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
    found = read(tmp_path, [[heading, K2, K3], *named()], form(DANISH | {"K1": text}))
    assert (list(found.groups[0].votes), codes(found)[0]) == (["K2", "K3"], ("nearly-but-not", "A1"))


def test_a_file_without_statements_says_which_heading_is_nearly_one(tmp_path: Path) -> None:
    text, heading = OPPOSITE["da-ikke"]
    for heads, row in ([heading, "Andet", "Mere"], "A1"), (["Andet", f"Sjovt, at {text}", "Mere"], "B1"):
        found = read(tmp_path, [heads, *named()], form(DANISH | {"K1": text}))
        assert (found.usable, codes(found)) == (False, [("no-statements", None), ("nearly-but-not", row)])


def test_a_slip_is_still_a_near_match(tmp_path: Path) -> None:
    text = OPPOSITE["da-ikke"][0]
    heading = text.replace("borgeren", "borgern").replace("giver", "givr")
    found = read(tmp_path, [[heading, K2, K3], *named()], form(DANISH | {"K1": text}))
    assert (means(found), codes(found)) == (MEANS, [("near-match", "A1")])


def test_a_table_without_headings_is_refused_with_its_columns(tmp_path: Path) -> None:
    (told,) = read(tmp_path, [[id, at, label] for id in DANISH for at, label in enumerate(DA)]).findings
    assert (told.code, told.params["statements"]) == ("long", ["A"])


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
def test_a_turned_table_is_refused_as_that(rows: Table, tmp_path: Path) -> None:
    assert codes(read(tmp_path, rows)) == [("turned", None)]


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
    found = read(tmp_path, [IDS[:there], *[row[:there] for row in named()]], form(texts))
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
