"""What was once passed over in silence, or refused in vain: sums by other names, options of one statement alone,
answers under no heading, sheets that no mapping names.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from hf_fidelity.domain.survey.exports import AskedForm, ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.columns import Doubt, Headings, Match
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.not_said import is_nobody
from hf_fidelity.readers.survey.read import read_export
from tests.exports.tables import FORM, IDS, LABELS

Rows = list[list[Any]]
POINTS = (4, 5, 3, 4, 5, 2, 4, 4)
COUNTS = (0, 1, 1, 4, 2)
TEXTS = [FORM.statement(id).text["da"] for id in IDS]
NAMES = ("Ane", "Bo", "Carl", "Dorte", "Else", "Finn", "Grethe", "Hans")
QUARTER = Quarter(2026, 3)


def answers(point: int) -> list[str]:
    return [LABELS[point]] * len(IDS)


def people(called: tuple[str, ...] = NAMES, heading: str = "Navn") -> Rows:
    return [[heading, *IDS], *([name, *answers(point)] for name, point in zip(called, POINTS, strict=True))]


def csv(path: Path, rows: Rows, separator: str = ";") -> Path:
    lines = (separator.join(f'"{cell}"' if separator in str(cell) else str(cell) for cell in row) for row in rows)
    path.write_text("".join(line + "\r\n" for line in lines), encoding="utf-8-sig")
    return path


def xlsx(path: Path, sheets: dict[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def read(path: Path, **options: Any) -> ExportRead:
    said = {"organisation": "Prøvekøbing", "team": "Nord", "quarter": QUARTER, **options}
    return read_export(Job(str(path)), Options(FORM, **said))


def counts(found: ExportRead, id: str = "S01") -> tuple[int, ...]:
    [group] = found.groups
    return group.votes[id].all.counts


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


def numbers(point: int) -> list[str]:
    return [str(point)] * len(IDS)


@pytest.mark.parametrize("given", ["<4", "< 4", ">3", "4>", "~4", "4?", "≤4", "≥ 4", "ca. 4", "4+"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_about_a_number_is_no_answer(kind: str, given: str, tmp_path: Path) -> None:
    rows: Rows = [["Navn", *IDS], *([name, *numbers(4)] for name in NAMES)]
    rows[3][2] = given
    path = csv(tmp_path / "e.csv", rows) if kind == "csv" else xlsx(tmp_path / "e.xlsx", {"A": rows})
    found = read(path, codes="agree-high")
    [told] = found.findings
    assert (found.rows.accepted, told.code, told.cell, told.value) == (7, "unknown-answer", "C4", given)


@pytest.mark.parametrize("given", ["Enig?", "~Enig", "Enig (?)", "Agree?", "ca. Enig", "4 - Agree ?"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "tsv", "columns turned round"])
def test_a_word_in_doubt_is_no_answer(kind: str, given: str, tmp_path: Path) -> None:
    rows: Rows = people()
    rows[3][2] = given
    turned = [row[::-1] for row in rows]
    path = {
        "csv": lambda: csv(tmp_path / "e.csv", rows),
        "xlsx": lambda: xlsx(tmp_path / "e.xlsx", {"A": rows}),
        "tsv": lambda: csv(tmp_path / "e.tsv", rows, "\t"),
        "columns turned round": lambda: csv(tmp_path / "e.csv", turned),
    }[kind]()
    [told] = (found := read(path)).findings
    assert (found.rows.accepted, told.code, told.row, told.value) == (7, "unknown-answer", 4, given)
    assert read(path, lenient=True).rows.accepted == 8


@pytest.mark.parametrize("mark", ["", "?", " ?", ".", "!"])
def test_a_heading_may_end_in_any_mark(mark: str, tmp_path: Path) -> None:
    rows = [["Navn", *(text.rstrip(".?") + mark for text in TEXTS)], *people()[1:]]
    assert counts(read(csv(tmp_path / "e.csv", rows))) == COUNTS


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


@pytest.mark.parametrize(("rows", "read_"), [(0, True), (1, True), (2, False)])
def test_what_a_column_is_called_may_stand_two_rows_above_the_statements(
    rows: int, read_: bool, tmp_path: Path
) -> None:
    table = [["Kommune", "Team"], *[["", ""]] * rows, ["", "", *IDS], *(["P", "Nord", *answers(p)] for p in POINTS)]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}), organisation=None, team=None)
    assert [group.team for group in found.groups] == ["Nord"] * read_


@pytest.mark.parametrize(
    "ids",
    [
        ("anna", "b2", "c-3", "D", "5", "f6", "g", "h"),
        ("AB", "7", "CD", "9", "EF", "11", "GH", "13"),
        ("Ane", "Max", "Carl", "Dorte", "Else", "Finn", "Grethe", "Sumaya"),
    ],
)
def test_people_called_by_words_and_numbers_are_people(ids: tuple[str, ...], tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", people(ids, "Respondent")))
    assert (counts(found), found.findings) == (COUNTS, ())


@pytest.mark.parametrize(
    "name",
    [
        "0000",
        "0.0",
        "0,00",
        "anonymous@anonymous.invalid",
        "anonym",
        "vil ikke oplyse",
        "no sé",
        "inconnu",
        "xxx",
        "***",
        "#ref!",
        "#værdi!",
        "#i/t",
        "(leer)",
        "[ukendt]",
        "(tyhjä)",
        "n.n.",
        "n. n.",
        "tuntematon",
        "anónimo",
        "uden navn",
        "sin nombre",
        "---",
        "—",
        "– –",
        "----------",
        "brak",
        "(brak)",
        "brak danych",
        "nie dotyczy",
        "ei tiedossa",
    ],
)
def test_nobody_is_many_people(name: str) -> None:
    assert is_nobody(name)


@pytest.mark.parametrize(
    "name", ["100", "x", "ka", "-a-", "anna@by.dk", "nobodyno", "max", "nn", "#12", "#a", "(anna)", "leer", "n.k."]
)
def test_somebody_is_one(name: str) -> None:
    assert not is_nobody(name)


def test_a_number_with_a_nought_behind_it_is_the_same_person(tmp_path: Path) -> None:
    called = ("1", "1.0", "2,0", "v1.0", "v1", "1.5", "10", "3")
    found = read(csv(tmp_path / "e.csv", people(called, "Respondent")))
    assert (str(found.rows.skipped["duplicate"]), found.rows.accepted) == ("2", 7)


def look(heading: str, *texts: str) -> Match | Doubt | None:
    ids = dict(zip(IDS, texts, strict=False))
    statements = [
        one.model_copy(update={"text": {"da": ids.get(one.id, f"Noget helt andet, som er nummer {one.id}")}})
        for one in FORM.statements
    ]
    found = Headings(AskedForm.of(FORM.model_copy(update={"statements": tuple(statements)}))).look((heading,))
    assert not isinstance(found, Exception)
    return found


def test_a_slip_in_a_short_statement_is_one() -> None:
    found = look("We keep our agrements.", "We keep our agreements.")
    assert isinstance(found, Match)
    assert (found.statement, found.how) == ("S01", "near")


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("They keep our agreements.", "We keep our agreements."),
        ("We keep our 2 agreements.", "We keep our agreements."),
        ("Vi bryder vores aftaler.", "Vi holder vores aftaler."),
        ("Wir halten keine Absprachen ein.", "Wir halten unsere Absprachen ein."),
        ("We don't know what each citizen wants.", "We know what each citizen wants."),
    ],
)
def test_a_heading_with_nearly_all_words_is_named_and_not_read(heading: str, text: str) -> None:
    assert look(heading, text) == Doubt("nearly", ("S01",))


@pytest.mark.parametrize("asked", ["Comment on: {}", "Begründung: {}", "{} - uddyb gerne"])
def test_the_statement_itself_beats_a_question_about_it(asked: str, tmp_path: Path) -> None:
    heads = [head for text in TEXTS for head in (text, asked.format(text))]
    rows = [[cell for label in answers(point) for cell in (label, LABELS[1])] for point in POINTS]
    book = xlsx(tmp_path / "e.xlsx", {"Svar": [heads, *rows]})
    assert counts(read(book)) == COUNTS


def expanded(wide: set[int], tick: Any = None) -> Rows:
    """Two rows of headings: some statements with a column for each option, the others with a tool's word under them."""
    options = list(LABELS.values())
    above, below = ["Respondent"], [""]
    for at, text in enumerate(TEXTS):
        above += [text, *[""] * (len(options) - 1)] if at in wide else [text]
        below += options if at in wide else ["Response"]
    rows: Rows = [above, below]
    for number, point in enumerate(POINTS, 1):
        row: list[Any] = [number]
        for at in range(len(TEXTS)):
            label = LABELS[point]
            row += [(tick or label) if option == label else "" for option in options] if at in wide else [label]
        rows.append(row)
    return rows


@pytest.mark.parametrize("wide", [{0}, {15}, {0, 1}, {3, 7, 8}], ids=str)
@pytest.mark.parametrize("tick", [None, "x"])
def test_one_statement_alone_may_have_a_column_for_each_option(
    wide: set[int], tick: str | None, tmp_path: Path
) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": expanded(wide, tick)}))
    assert {counts(found, id) for id in IDS} == {COUNTS}
    assert [finding.code for finding in found.findings] == ["options-together"]


@pytest.mark.parametrize("under", ["labels", "digits", "another question"])
def test_answers_under_no_heading_refuse_the_file(under: str, tmp_path: Path) -> None:
    rows = people()
    more = {"labels": LABELS, "digits": {point: str(point) for point in LABELS}, "another question": LABELS}[under]
    table = [[*rows[0], ""], *([*row, more[point]] for row, point in zip(rows[1:], POINTS, strict=True))]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}))
    assert [(finding.code, finding.params["columns"]) for finding in found.findings] == [
        ("answers-without-heading", ["R"])
    ]


@pytest.mark.parametrize(
    ("points", "told"), [((5, 4, 3, 2, 1), False), ((5, 4, 3, 2, 1, 5), True), ((5, 4, 3, 2, 1, 5, 4), True)]
)
def test_what_stands_there_once_each_is_a_legend_and_twice_an_answer(
    points: tuple[int, ...], told: bool, tmp_path: Path
) -> None:
    heads, *rows = people()
    beside = [*(LABELS[point] for point in points), *[""] * (len(rows) - len(points))]
    found = read(
        csv(tmp_path / "e.csv", [[*heads, ""], *([*row, label] for row, label in zip(rows, beside, strict=True))])
    )
    assert ("answers-without-heading" in [finding.code for finding in found.findings]) is told


def test_a_legend_or_sums_beside_the_table_are_no_answers(tmp_path: Path) -> None:
    heads, *rows = people()
    beside = [*LABELS.values(), "", "", ""]
    table = [heads, *([*row, label, 64 + at] for at, (row, label) in enumerate(zip(rows, beside, strict=True)))]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}))
    assert (counts(found), found.findings) == (COUNTS, ())


def test_a_sheet_that_no_mapping_names_is_named(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "e.xlsx", {"Nord": people(), "Syd": people(), "Vest": people(), "Noter": [["Husk"]]})
    entries = tuple(FileMapping(file="e.xlsx", sheet=sheet, team=sheet) for sheet in ("Nord", "Syd"))
    options = Options(FORM, organisation="Prøvekøbing", quarter=QUARTER, mappings=entries)
    first, second = (read_export(Job(str(book), sheet=sheet), options) for sheet in ("Nord", "Syd"))
    assert [(finding.code, finding.params["sheets"]) for finding in first.findings] == [("sheets-left", ["Vest"])]
    assert second.findings == ()


HEADER_ROWS: dict[str, tuple[tuple[int, ...], tuple[str, ...], list[str], int]] = {
    "where they stand": ((1,), ("Svar",), [], 8),
    "an answer": ((2,), ("Svar",), ["no-statements"], 0),
    "the last row and one behind": ((9, 10), ("Svar",), ["no-statements"], 0),
    "behind the last row": ((10,), ("Svar",), ["no-statements"], 0),
    "of one sheet or another": ((1,), ("Svar", "Ledere"), ["several-sheets"], 0),
}


@pytest.mark.parametrize(("rows", "sheets", "told", "accepted"), HEADER_ROWS.values(), ids=HEADER_ROWS)
def test_a_mapping_says_which_rows_hold_the_headings(
    rows: tuple[int, ...], sheets: tuple[str, ...], told: list[str], accepted: int, tmp_path: Path
) -> None:
    book = xlsx(tmp_path / "e.xlsx", dict.fromkeys(sheets, people()))
    found = read(book, mappings=(FileMapping(header_rows=rows),))
    assert ([finding.code for finding in found.findings], found.rows.accepted) == (told, accepted)


SCALE = [[label, "4", "20 %"] for label in LABELS.values()]
CHOSEN: Rows = [[label, *[at] * len(IDS)] for at, label in enumerate(LABELS.values(), 1)]
"""How many chose each answer: every number is a point of the scale as well."""
WITHOUT_ANSWERS: dict[str, tuple[dict[str, Rows], str, str]] = {
    "notes": ({"Noter": [["Husk"]]}, "no-statements", "Noter"),
    "figures by the sheet's name": ({"Noter": [["Husk"]], "Spørgsmål 3": [["x"]]}, "aggregated", "Spørgsmål 3"),
    "the scale with counts and percents": (
        {"A": [["Hvor enig?"], ["", "Antal", "Procent"], *SCALE]},
        "aggregated",
        "A",
    ),
    "the scale with numbers of something": ({"A": [["Hvor enig?"], ["", "A", "B"], *SCALE]}, "no-statements", "A"),
    "two points with counts": ({"A": [["", "Antal"], *SCALE[:2]]}, "no-statements", "A"),
    "three points with counts": ({"A": [["", "Antal"], *SCALE[:3]]}, "aggregated", "A"),
    "the scale down and the statements across": ({"A": [["Svar", *TEXTS], *CHOSEN]}, "aggregated", "A"),
    "the scale the other way round": ({"A": [["", *IDS], *CHOSEN[::-1]]}, "aggregated", "A"),
    "without an answer that nobody gave": ({"A": [["", *IDS], *CHOSEN[1:]]}, "aggregated", "A"),
    "and who did not answer": ({"A": [["", *IDS], *CHOSEN, ["Ved ikke", *[2] * len(IDS)]]}, "aggregated", "A"),
    "the scale behind the statements": (
        {"A": [[*IDS, ""], *([*row[1:], row[0]] for row in CHOSEN)]},
        "aggregated",
        "A",
    ),
    "the scale for each team": (
        {"A": [["Team", "", *IDS], *([team, *row] for team in ("Nord", "Syd") for row in CHOSEN)]},
        "aggregated",
        "A",
    ),
    "statements with their means": ({"A": [["", "Gennemsnit"], *([text, "4,1"] for text in TEXTS)]}, "aggregated", "A"),
}


@pytest.mark.parametrize(("sheets", "told", "sheet"), WITHOUT_ANSWERS.values(), ids=WITHOUT_ANSWERS)
@pytest.mark.parametrize("codes", [None, "agree-high"])
def test_figures_are_no_answers_and_named_as_that(
    sheets: dict[str, Rows], told: str, sheet: str, codes: str | None, tmp_path: Path
) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", sheets), codes=codes, team=None if "Team" in repr(sheets) else "Nord")
    assert [(finding.code, finding.sheet) for finding in found.findings] == [(told, sheet)]


BESIDE_NUMBERS = {
    "everybody says something else, in no order": ("Enig", "Helt uenig", "Helt enig", "Uenig", "Hverken enig/uenig"),
    "an answer twice": (*LABELS.values(), "Enig"),
    "three of the points": tuple(LABELS.values())[:3],
}


@pytest.mark.parametrize("said", BESIDE_NUMBERS.values(), ids=BESIDE_NUMBERS)
def test_people_who_give_numbers_and_a_word_are_people(said: tuple[str, ...], tmp_path: Path) -> None:
    rows: Rows = [["Alt i alt", *IDS], *([word, *[at % 5 + 1] * len(IDS)] for at, word in enumerate(said))]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": rows}), codes="agree-high")
    assert (found.rows.accepted + len(found.rows.rejected), found.findings[:-1]) == (len(said), ())


def test_a_file_that_is_called_as_a_legend_and_holds_answers_is_read(tmp_path: Path) -> None:
    legend = read(csv(tmp_path / "e_labels.csv", [["v1", "1", "Helt uenig"], ["v1", "5", "Helt enig"]]))
    named = read(csv(tmp_path / "f_labels.csv", people()))
    assert (legend.role, named.role, counts(named)) == ("legend", "answers", COUNTS)


def test_what_stands_on_the_second_piece_of_a_wide_table_is_named_there(tmp_path: Path) -> None:
    rows = people()
    rows[3][11] = "Måske"
    pieces = {"Dataset (1)": [row[:9] for row in rows], "Dataset (2)": [row[9:] for row in rows]}
    found = read(xlsx(tmp_path / "e.xlsx", pieces))
    assert ([(f.sheet, f.cell) for f in found.findings], found.rows.accepted) == ([("Dataset (2)", "C4")], 7)


STATUSES = {
    "Completed": ("", ""),
    "Afsluttet": ("", ""),
    "Ikke færdig": ("incomplete", ""),
    "In progress": ("incomplete", ""),
    "Test": ("test", ""),
    "": ("", "no-status"),
    "?": ("", "unknown-status"),
    "Uafsluttet": ("", "unknown-status"),
}


@pytest.mark.parametrize("status", STATUSES)
def test_what_a_status_says_of_its_row(status: str, tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[*heads, "Status"], *([*row, status if at == 3 else "Completed"] for at, row in enumerate(rows))]
    found = read(csv(tmp_path / "e.csv", table))
    skipped, stopped = STATUSES[status]
    assert {reason: str(rows) for reason, rows in found.rows.skipped.items()} == ({skipped: "5"} if skipped else {})
    assert [(f.code, f.cell) for f in found.findings if f.severity == "error"] == [(stopped, "R5")] * bool(stopped)
    assert [f.params["rows"] for f in found.findings if f.code == "unfinished"] == ["5"] * (skipped == "incomplete")


@pytest.mark.parametrize("heading", ["Timestamp", "Tidsstempel", "Zeitstempel", "Fecha", "Submitted at"])
def test_a_day_is_found_by_what_tools_and_people_call_it(heading: str, tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[heading, *heads], *(["13-08-2026 09:15", *row] for row in rows)]
    found = read(csv(tmp_path / "e.csv", table), quarter=None)
    assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, ["quarter-by-date"])


@pytest.mark.parametrize(
    "heading", ["Afsluttet", "Indsendt", "Completed", "Abgeschlossen", "Päivämäärä", "Besvaret dato"]
)
@pytest.mark.parametrize(("told", "codes"), [("13-08-2026 09:15", ["quarter-by-date"]), ("Ja", None)])
def test_days_in_a_status_tell_the_quarter_as_well(
    heading: str, told: str, codes: list[str] | None, tmp_path: Path
) -> None:
    heads, *rows = people()
    table = [[*heads, heading], *([*row, told] for row in rows)]
    found = read(csv(tmp_path / "e.csv", table), quarter=None)
    if codes:
        assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, codes)
    else:
        assert found.groups == ()


@pytest.mark.parametrize("heading", ["Tiimi", "Equipo", "EQUIPO:"])
def test_a_team_is_found_by_what_it_is_called_elsewhere(heading: str, tmp_path: Path) -> None:
    heads, *rows = people()
    found = read(csv(tmp_path / "e.csv", [[heading, *heads], *(["Syd", *row] for row in rows)]), team=None)
    assert ([group.team for group in found.groups], found.findings) == (["Syd"], ())


def test_what_is_explained_of_days_in_a_status_can_be_given_back(tmp_path: Path) -> None:
    heads, *rows = people()
    file = csv(tmp_path / "e.csv", [["Afsluttet", *heads], *(["2026-08-13", *row] for row in rows)])
    columns = read(file, quarter=None).mapping["columns"]
    again = read(file, quarter=None, mappings=(FileMapping(columns=columns),))
    assert (columns["A"], counts(again)) == ("status", COUNTS)


CHOSEN_COLUMNS = {
    "submitdate": ("2026-08-10 10:00:00", "", None),
    "Date submitted": ("2026-08-10 10:00", "", None),
    "Response Type": ("completed", "partial", "incomplete"),
    "FINISHED": ("1", "0", "incomplete"),
    "Q_VIEWER": ("0", "1", "test"),
    "fidelity_complete": ("2", "0", "incomplete"),
    "Complete?": ("Complete", "Unverified", "incomplete"),
    "_validation_status": ("Approved", "Not Approved", "not-approved"),
    "mode": ("interview", "debug", "test"),
}
"""A tool's own heading → what stands there of answers that count, of those that do not, and why they do not."""


@pytest.mark.parametrize("heading", CHOSEN_COLUMNS)
def test_a_tools_status_counts_where_its_other_columns_were_left_out(heading: str, tmp_path: Path) -> None:
    counts, does_not, reason = CHOSEN_COLUMNS[heading]
    heads, *rows = people()
    table = [
        ["respondent", heading, *heads],
        *([at, does_not if at == 3 else counts, *row] for at, row in enumerate(rows)),
    ]
    found = read(csv(tmp_path / "e.csv", table))
    assert (found.rows.accepted, [why for why, some in found.rows.skipped.items() if some]) == (
        7,
        [reason] * bool(reason),
    )
    assert [f.code for f in found.findings if f.severity == "error"] == ["no-status"] * (not reason)


WEIGHTS = {
    "how-many-each-stands-for": ("Antal", (3, 2, 1, 1, 1, 1, 1, 1), True),
    "in-falling-order": ("Number of people", (8, 7, 6, 5, 4, 3, 2, 1), True),
    "as-a-text": ("Count", ("2", "2.0", "3", "1", "1", "1", "1", "1"), True),
    "running-numbers": ("n", tuple(range(1, 9)), False),
    "always-one": ("Antal svar", (1,) * 8, False),
    "as-many-as-the-team": ("N", (9,) * 8, False),
    "all-but-one": ("N", (9,) * 7 + (8,), True),
    "weights": ("Vægt", ("0,85", "1,2", 1, 1, 1, 1, 1, 1), True),
    "of-a-sample": ("Sample weight", (0.85, 1.2, 1, 1, 1, 1, 1, 1), True),
    "in-short": ("wgt", (3, 2, 1, 1, 1, 1, 1, 1), True),
    "as-a-program-calls-it": ("_FREQ_", (3, 2, 1, 1, 1, 1, 1, 1), True),
    "nobody": ("Gewichtung", (0, 1, 1, 1, 1, 1, 1, 1), True),
    "persons": ("Personer", (3, 2, 1, 1, 1, 1, 1, 1), True),
    "in-kilos": ("Vægt (kg)", (82.5, 71, 65, 90, 77, 60, 59, 88), False),
    "a-household": ("Personer i husstanden", (3, 2, 1, 1, 1, 1, 1, 1), False),
    "how-often": ("Frekvens", ("dagligt", "ugentligt") * 4, False),
    "another-question": ("Antal borgere", (3, 2, 1, 1, 1, 1, 1, 1), False),
    "words": ("Antal", ("få", 2, 1, 1, 1, 1, 1, 1), False),
}


@pytest.mark.parametrize(("sizes", "told"), [((4,) * 4 + (5,) * 4, False), ((4,) * 7 + (5,), True)])
def test_each_team_has_a_size_of_its_own(sizes: tuple[int, ...], told: bool, tmp_path: Path) -> None:
    heads, *rows = people()
    teams = ["Nord" if size == 4 else "Syd" for size in sizes]
    table = [["Team", "Antal", *heads], *([*who, *row] for *who, row in zip(teams, sizes, rows, strict=True))]
    found = read(csv(tmp_path / "e.csv", table), team=None)
    assert ("weights" in [finding.code for finding in found.findings]) == told


@pytest.mark.parametrize(("heading", "numbers", "told"), WEIGHTS.values(), ids=WEIGHTS)
def test_rows_that_may_stand_for_several_people_are_named(
    heading: str, numbers: tuple[Any, ...], told: bool, tmp_path: Path
) -> None:
    heads, *rows = people()
    table = [[*heads, heading], *([*row, number] for row, number in zip(rows, numbers, strict=True))]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}))
    assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, ["weights"] * told)


TITLES = {
    **dict.fromkeys(
        ("TESTDATA", "Kun testdata", "Simulerede data", "Viktade värden", "Imputed values"), ("no-answers",)
    ),
    **dict.fromkeys(("Ikke testdata", "Rådata", "Uvægtede data", "Data om testen", "Protestdata"), ()),
}


@pytest.mark.parametrize(("title", "told"), TITLES.items(), ids=TITLES)
@pytest.mark.parametrize("above", [True, False], ids=["above", "as the sheet's name"])
def test_a_title_says_what_the_data_are(title: str, told: tuple[str, ...], above: bool, tmp_path: Path) -> None:
    sheets = {"Svar": [[title], *people()]} if above else {title: people()}
    found = read(xlsx(tmp_path / "e.xlsx", sheets))
    assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, [*told])


@pytest.mark.parametrize(("marks", "told"), [((0, 1) * 4, ["imputed"]), ((0,) * 8, [])])
def test_a_column_says_that_answers_were_computed(marks: tuple[int, ...], told: list[str], tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[*heads, "S01_imputed"], *([*row, mark] for row, mark in zip(rows, marks, strict=True))]
    found = read(csv(tmp_path / "e.csv", table))
    assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, told)


@pytest.mark.parametrize(("merged", "told"), [("C3:C5", ["C3:C5"]), ("B4:D4", ["B4:D4"]), ("A3:A4", []), ("S3:T4", [])])
def test_merged_answers_are_named(merged: str, told: list[str], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(xlsx(tmp_path / "e.xlsx", {"Svar": [[*row, "", "Vist"] for row in people()]}))
    book["Svar"].merge_cells(merged)
    book.save(tmp_path / "e.xlsx")
    found = read(tmp_path / "e.xlsx")
    assert [f.params["columns"] for f in found.findings if f.code == "merged-answers"] == [told] * bool(told)


def written(
    path: Path, cells: Rows, *, from_1904: bool = False, merged: tuple[int, int, int, int] | None = None
) -> Path:
    """A workbook as its ending says; days may be counted from 1904, and cells merged (rows and columns, from 0)."""
    if path.suffix == ".xls":
        old = xlwt.Workbook()
        old.dates_1904 = from_1904
        sheet, day = old.add_sheet("Svar", cell_overwrite_ok=True), xlwt.easyxf(num_format_str="YYYY-MM-DD")
        for r, row in enumerate(cells):
            for c, cell in enumerate(row):
                sheet.write(r, c, cell, *[day] * isinstance(cell, date))
        if merged:
            sheet.merge(*merged)
        old.save(str(path))
        return path
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    assert book.active is not None
    for row in cells:
        book.active.append(row)
    if merged:
        top, bottom, left, right = (at + 1 for at in merged)
        book.active.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
    book.save(path)
    return path


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
@pytest.mark.parametrize(
    ("day", "from_1904", "codes"),
    [
        (44782, True, ["days-from-1904"]),
        (46244, False, ["quarter-by-date"]),
        (date(2026, 8, 10), True, ["quarter-by-date"]),
        ("10.08.2026", True, ["quarter-by-date"]),
    ],
)
def test_numbers_for_days_where_they_are_counted_from_1904_are_refused(
    ending: str, day: object, from_1904: bool, codes: list[str], tmp_path: Path
) -> None:
    heads, *rows = people()
    table = [["Dato", *heads], *([day, *row] for row in rows)]
    file = written(tmp_path / f"e{ending}", table, from_1904=from_1904)
    found = read(file, quarter=None)
    assert [finding.code for finding in found.findings] == codes
    assert [str(group.quarter) for group in found.groups] == ["2026-Q3"] * (codes == ["quarter-by-date"])
    assert counts(read(file)) == COUNTS


def option_columns(day: object) -> Rows:
    """The first statement with a column for each of its options, the others with one."""
    ticks = [["x" if at == point else "" for at in LABELS] for point in POINTS]
    heads = ["Dato", "Navn", IDS[0], *[""] * (len(LABELS) - 1), *IDS[1:]]
    rows = zip(NAMES, ticks, POINTS, strict=True)
    return [
        heads,
        ["", "", *LABELS.values()],
        *([day, name, *ticked, *[LABELS[point]] * len(IDS[1:])] for name, ticked, point in rows),
    ]


def rows_of_answers(day: object) -> Rows:
    """A row for each answer."""
    people = zip(NAMES, POINTS, strict=True)
    told = ([day, name, id, LABELS[point]] for name, point in people for id in IDS)
    return [["Dato", "Respondent", "Udsagn", "Svar"], *told]


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
@pytest.mark.parametrize("table", [option_columns, rows_of_answers])
def test_so_they_are_where_a_table_is_put_together(ending: str, table: Callable[[int], Rows], tmp_path: Path) -> None:
    found = read(written(tmp_path / f"e{ending}", table(44782), from_1904=True), quarter=None)
    assert "days-from-1904" in [finding.code for finding in found.findings]
    assert found.groups == ()
    found = read(written(tmp_path / f"f{ending}", table(46244)), quarter=None)
    assert [str(group.quarter) for group in found.groups] == ["2026-Q3"]


def test_notes_and_merged_cells_are_told_of_where_a_table_is_put_together(tmp_path: Path) -> None:
    low = {label: 6 - point for point, label in LABELS.items()}
    table = [[low.get(cell, cell) if r > 1 else cell for cell in row] for r, row in enumerate(option_columns(""))]
    path = written(tmp_path / "e.xlsx", table, merged=(3, 5, 8, 8))
    book = openpyxl.load_workbook(path)
    for cell in book.worksheets[0][1][2 + len(LABELS) :]:
        cell.comment = Comment(", ".join(f"{code} = {label}" for label, code in low.items()), "")
    book.save(path)
    found = read(path)
    assert [f.params["columns"] for f in found.findings if f.code == "merged-answers"] == [["I4:I6"]]
    told = found.groups[0].votes[IDS[1]].all.counts
    assert told == tuple(POINTS.count(point) for point in range(1, 6))


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_merged_answers_are_named_in_old_workbooks_too(ending: str, tmp_path: Path) -> None:
    found = read(written(tmp_path / f"e{ending}", people(), merged=(2, 4, 2, 2)))
    assert [finding.params["columns"] for finding in found.findings] == [["C3:C5"]]


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
    path = xlsx(tmp_path / "e.xlsx", {"Svar": in_teams("Team", ("Nord", "", "Syd", "", "Øst", "", "Vest", "Vest"))})
    book = openpyxl.load_workbook(path)
    for ranges in ("A2:A3", "A4:A5", "A6:A7"):
        book["Svar"].merge_cells(ranges)
    book.save(path)
    told = [finding.params["columns"] for finding in read(path, team=None).findings if finding.code == B]
    assert told == [["A2:A3", "A4:A5", "A6:A7"]]


ASKED_TWICE: dict[str, tuple[str, tuple[str, str], tuple[str, str], bool]] = {
    "with a word in brackets": ("Team (ny struktur)", ("Øst", "Øst"), ("Nord", "Syd"), True),
    "by a question": ("Hvilket team tilhører du?", ("Øst", "Vest"), ("Nord", "Vest"), True),
    "the same": ("Hvilket team tilhører du?", ("Nord", "Syd"), ("Team Nord", "Syd"), False),
    "of codes": ("Hvilket team tilhører du?", ("1", "2"), ("Nord", "Syd"), False),
    "nothing": ("Hvilket team tilhører du?", ("Nord", "Syd"), ("", ""), False),
    "of another time": ("Team (tidligere)", ("Nord", "Syd"), ("Øst", "Øst"), False),
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
