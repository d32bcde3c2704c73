"""Every doubt about a table: its code, its place, and what is said of it in both languages (tests/golden/doubts)."""

from collections.abc import Callable
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from hf_fidelity import i18n
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from hf_fidelity.readers.survey.sentences import ROW, CellPlace, RowFindings
from tests.exports.tables import IDS, INSTRUMENT, LABELS, NORD, Rows, csv, lines, xlsx

GOLDEN = Path(__file__).parents[1] / "golden" / "doubts"
HEADS = ["Kommune", "Team", "Kvartal", "Respondent", *IDS]
TEXT = {id: INSTRUMENT.statement(id).text["da"] for id in IDS}


def table(*changes: tuple[int, int, Any], heads: list[Any] = HEADS, rows: Rows | None = None) -> Rows:
    """Three respondents under their headings, with changes: row from 1, column from 0, what stands there."""
    made = [list(heads), *[list(row) for row in (rows or lines([5, 4, 2]))]]
    for row, column, value in changes:
        made[row - 1] += [""] * (column + 1 - len(made[row - 1]))
        made[row - 1][column] = value
    return made


def dated(*days: str) -> Rows:
    heads = ["Kommune", "Team", "Dato", "Respondent", *IDS]
    return [heads, *([*NORD[:2], day, str(n), *["Enig"] * 16] for n, day in enumerate(days))]


def called(*names: str) -> Rows:
    heads = [*HEADS[:3], "Navn", *IDS]
    return [heads, *([*NORD, name, *["Enig"] * 16] for name in names)]


OTHER_ORDER = [*HEADS[:4], *reversed(IDS)]
DIGITS = lines(["5", "4", "2"])
CSV: dict[str, tuple[Rows, dict[str, Any], list[tuple[str, str | None]]]] = {
    "unknown-answer": (table((3, 6, "Måske")), {}, [("unknown-answer", "G3")]),
    "unknown-answer-lenient": (table((3, 6, "Måske")), {"lenient": True}, [("unknown-answer", "G3")]),
    "two-answers": (table((3, 6, "Enig, Uenig")), {}, [("two-answers", "G3")]),
    "error-text": (table((3, 6, "#VÆRDI!")), {}, [("error-cell", "G3")]),
    "no-team-in-a-row": (table((3, 1, "")), {}, [("no-team", "B3")]),
    "no-team-that-anybody-knows": (table((3, 1, "Ved ikke")), {}, [("no-team", "B3")]),
    "team-of-others": (table((2, 1, "Andet"), (3, 1, "Andet")), {}, [("team-of-others", "B1")]),
    "no-organisation-in-a-row": (table((3, 0, " ")), {}, [("no-organisation", "A3")]),
    "no-quarter-in-a-row": (table((3, 2, "")), {}, [("no-quarter", "C3")]),
    "bad-quarter": (table((3, 2, "sommeren 2026")), {}, [("bad-quarter", "C3")]),
    "other-team": (table((3, 1, "Syd")), {"team": NORD[1]}, [("other-team", "B3")]),
    "other-organisation": (table((3, 0, "X")), {"organisation": NORD[0]}, [("other-organisation", "A3")]),
    "other-quarter": (table((3, 2, "2026-Q2")), {"quarter": Quarter(2026, 3)}, [("other-quarter", "C3")]),
    "no-date": (dated("2026-08-01", "", "2026-08-02"), {}, [("quarter-by-date", None), ("no-date", "C3")]),
    "ambiguous-date": (
        dated("03/09/2026", "09/08/2026"),
        {},
        [("ambiguous-dates", None)],
    ),
    "contrary-dates": (
        dated("03/09/2026", "13/08/2026", "08/13/2026"),
        {},
        [("ambiguous-dates", None)],
    ),
    "statements-alone": (
        [[*IDS], *(["Enig"] * 16 for _ in range(5))],
        {"organisation": "P", "quarter": Quarter(2026, 3)},
        [("no-team", None)],
    ),
    "near-edge": (dated("2026-08-01", "2026-10-02"), {}, [("quarter-by-date", None), ("near-edge", None)]),
    "near-edge-of-both-days": (
        dated("08/07/2026", "08/07/2026"),
        {},
        [("quarter-by-date", None)],
    ),
    "near-edge-on-either-day": (
        dated("01/07/2026", "07/01/2026"),
        {},
        [("ambiguous-dates", None)],
    ),
    "other-dates": (
        dated("2026-05-01", "2026-06-16", "2026-06-17", "2026-09-01", "2026-10-14", "2026-10-15"),
        {"quarter": Quarter(2026, 3)},
        [("other-dates", None)],
    ),
    "answered-twice": (table((4, 3, "1")), {}, [("answered-twice", "D2")]),
    "cpr-like": (table((3, 3, "010100-0000")), {}, [("cpr-like", "D3")]),
    "cpr-like-in-a-comment": (
        table((3, 20, "spørg 010100-0000"), heads=[*HEADS, "Kommentar"]),
        {},
        [("cpr-like", "U3")],
    ),
    "slipped-row": (table((3, 20, "Enig")), {}, [("too-many-cells", "U3")]),
    "split-heading": (table(heads=[*HEADS[:8], " ikke sandt?", *HEADS[8:]]), {}, [("split-heading", None)]),
    "rows-in-a-cell": ([*table(), [",".join(["4", *["Enig"] * 16])]], {}, [("rows-in-a-cell", "A5")]),
    "table-beside": (
        [[*row, "", *beside] for row, beside in zip(table(), [[], [], *table()[:2]], strict=True)],
        {},
        [("table-beside", "Z3")],
    ),
    "answers-elsewhere": (
        [*([*[""] * 20, *row] for row in table()), ["Enig", "Uenig", "Enig"]],
        {},
        [("answers-elsewhere", "A5")],
    ),
    "nobody-answered": (
        table(*((row, 7, "") for row in (2, 3, 4))),
        {},
        [("nobody-answered", None)],
    ),
    "decimal-commas": (
        [[*HEADS, *(f"Note {n}" for n in range(16))], *([*NORD, str(n), *["4", "0"] * 16] for n in range(1, 4))],
        {},
        [("decimal-commas", None)],
    ),
    "second-header": (
        [*table(), OTHER_ORDER, *lines([5])],
        {},
        [("second-header", "A5"), ("below-second-header", "A6")],
    ),
    "codes-unknown": (table(rows=DIGITS), {}, [("codes-unknown", "E2")]),
    "codes-contradict": (
        table((2, 4, "1: Helt uenig"), rows=DIGITS),
        {"codes": "agree-low"},
        [("codes-contradict", None)],
    ),
    "missing-statement": (table(heads=[*HEADS[:-1], "Bemærkning"]), {}, [("missing-statements", None)]),
    "near-match": (
        table((1, 4, TEXT["S01"].replace("forståelse", "forstålse"))),
        {},
        [("near-match", "E1")],
    ),
    "cut-match": (table((1, 4, TEXT["S14"][:60]), (1, 17, TEXT["S01"])), {}, [("cut-match", "E1")]),
    "question-match": (table((1, 1, "Hvilket team arbejder du i?")), {}, [("question-match", "B1")]),
    "statement-twice": (table((1, 5, "S01")), {}, [("statement-twice", None)]),
    "column-twice": (table((1, 3, "Teamnavn")), {}, [("column-twice", None)]),
    "heading-clash": (table((1, 4, f"S01. {TEXT['S02']}")), {}, [("heading-clash", "E1")]),
    "nothing-says-which-team": (table((1, 1, "Hold")), {}, [("no-team", None)]),
    "no-statements": ([["Dato", "Antal"], ["1.9.2026", "3"]], {}, [("no-statements", None)]),
    "no-table": ([["Dato"], [""]], {}, [("no-statements", None)]),
    "aggregated": (
        [["Udsagn", *LABELS.values()], *([text, "40 %", "30 %", "20 %", "10 %", "0 %"] for text in TEXT.values())],
        {},
        [("aggregated", None)],
    ),
    "row-beside-sums": (
        called("Anna", "Bo", "Carl", "Gennemsnit", "Hvad vi siger"),
        {},
        [("perhaps-sums", "D5"), ("perhaps-sums", "D6")],
    ),
    "row-unlike-the-others": (called("R1", "R2", "R3", "Jævnt"), {}, [("perhaps-sums", "D5")]),
    "marked-to-be-left-out": (
        table((3, 20, "x"), heads=[*HEADS, "Ugyldig"]),
        {},
        [("perhaps-unfinished", "U3")],
    ),
    "quarter-above": (
        [["Bilag 1, 3. kvartal 2026"], *([*row[:2], *row[3:]] for row in table())],
        {},
        [("quarter-above", "A1")],
    ),
    "several-quarters-above": (
        [["Q2 2026"], ["Q3 2026"], *([*row[:2], *row[3:]] for row in table())],
        {},
        [("several-quarters", "A1"), ("no-quarter", None)],
    ),
    "title-says-another-team": (
        [["Team:", "Syd"], *table(heads=["Kommune", "Hold", *HEADS[2:]])],
        {"team": NORD[1]},
        [("other-team", None)],
    ),
}


def doubts(read: ExportRead) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.cell) for finding in read.findings]


def told(read: ExportRead) -> str:
    """What is said of each doubt, in Danish and English."""
    said = []
    for language in ("da", "en"):
        with i18n.speaking(language):
            said += [f"{f.cell or '-'} {f.severity}: {f.words()} {f.what_to_do()}".rstrip() for f in read.findings]
    return "\n".join(said) + "\n"


@pytest.mark.parametrize(("rows", "options", "found"), CSV.values(), ids=CSV)
def test_a_doubt_is_named_by_cell(
    rows: Rows, options: dict[str, Any], found: list[tuple[str, str | None]], tmp_path: Path
) -> None:
    read = read_export(Job(str(csv(tmp_path / "e.csv", rows))), Options(INSTRUMENT, **options))
    assert doubts(read) == found


@pytest.mark.parametrize("name", CSV)
def test_a_doubt_is_told_in_both_languages(name: str, tmp_path: Path, update: bool) -> None:
    rows, options, _ = CSV[name]
    said = told(read_export(Job(str(csv(tmp_path / "e.csv", rows))), Options(INSTRUMENT, **options)))
    golden = GOLDEN / f"{name}.txt"
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def _workbook(path: Path, change: Callable[[Workbook], None]) -> ExportRead:
    return read_export(Job(str(xlsx(path, {"Svar": table()}, change=change))), Options(INSTRUMENT))


def _error(book: Workbook) -> None:
    book["Svar"]["G3"] = "#DIV/0!"
    book["Svar"]["G3"].data_type = "e"


def _formula(book: Workbook) -> None:
    book["Svar"]["G3"] = '=IF(A1="x","Enig","Uenig")'


def _hidden(book: Workbook) -> None:
    book["Svar"].row_dimensions[3].hidden = True


def _hidden_columns(book: Workbook) -> None:
    for column in "FGZ":
        book["Svar"].column_dimensions[column].hidden = True


def _two_sheets(book: Workbook) -> None:
    book.copy_worksheet(book["Svar"]).title = "Ledere"


def _hidden_sheet(book: Workbook) -> None:
    book.copy_worksheet(book["Svar"]).title = "Gammel"
    book["Gammel"].sheet_state = "hidden"


def _true(book: Workbook) -> None:
    book["Svar"]["G3"] = True


WORKBOOKS: dict[str, tuple[Callable[[Workbook], None], list[tuple[str, str | None]], int]] = {
    "error-cell": (_error, [("error-cell", "G3")], 2),
    "formula-without-value": (_formula, [("no-value", "G3")], 2),
    "hidden-row": (_hidden, [("hidden-rows", None)], 3),
    "hidden-column-of-answers": (_hidden_columns, [("hidden-columns", None)], 3),
    "two-sheets": (_two_sheets, [("several-sheets", None)], 0),
    "hidden-sheet": (_hidden_sheet, [("hidden-sheets", None)], 3),
    "true-is-no-point": (_true, [("unknown-answer", "G3")], 2),
}


@pytest.mark.parametrize(("change", "found", "accepted"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_doubt_in_a_workbook(
    change: Callable[[Workbook], None], found: list[tuple[str, str | None]], accepted: int, tmp_path: Path
) -> None:
    read = _workbook(tmp_path / "e.xlsx", change)
    assert (doubts(read), read.rows.accepted) == (found, accepted)


def test_a_thousand_of_the_same_are_told_with_all_their_rows(tmp_path: Path) -> None:
    rows = lines([5] * 1000)
    for row in rows:
        row[4] = "Måske"
    path = csv(tmp_path / "e.csv", [HEADS, *rows])
    for lenient, severity in ((False, "error"), (True, "warning")):
        read = read_export(Job(str(path)), Options(INSTRUMENT, lenient=lenient))
        assert len(read.findings) == 201
        assert (read.findings[-1].params["rows"], read.findings[-1].severity) == ("202–1001", severity)
        assert len(read.rows.rejected) == (0 if lenient else 1000)


def test_what_stands_above_the_table_is_said_for_all(tmp_path: Path) -> None:
    bare = [["Respondent", *IDS], *(row[3:] for row in lines([5, 4, 2]))]
    above = [["Trivsel 2026"], ["Kommune:", NORD[0]], ["Team: Nord"], ["Kvartal", "3. kvartal 2026"], [], *bare]
    (group,) = read_export(Job(str(csv(tmp_path / "e.csv", above))), Options(INSTRUMENT)).groups
    assert (group.organisation, group.team, str(group.quarter), group.respondents) == (NORD[0], "Nord", "2026-Q3", 3)


@pytest.mark.parametrize(
    ("title", "asked", "told"),
    [
        ("03.08.2026", None, "2026-Q3"),
        ("2026-08-03", None, "2026-Q3"),
        ("13/08/2026", None, "2026-Q3"),
        ("08/09/2026", None, "2026-Q3"),
        ("08/03/2026", None, "ambiguous-dates"),
        ("08/03/2026", Quarter(2026, 1), "2026-Q1"),
        ("08/03/2026", Quarter(2026, 3), "2026-Q3"),
        ("08/03/2026", Quarter(2026, 2), "other-quarter"),
        ("sommeren", None, "bad-quarter"),
    ],
)
def test_a_day_above_the_table_is_read_as_one_in_it(
    title: str, asked: Quarter | None, told: str, tmp_path: Path
) -> None:
    heads, *rows = table()
    bare = [["Kvartal", title], [], *([*row[:2], *row[3:]] for row in (heads, *rows))]
    read = read_export(Job(str(csv(tmp_path / "e.csv", bare))), Options(INSTRUMENT, quarter=asked))
    assert ([str(group.quarter) for group in read.groups] or [f.code for f in read.findings]) == [told]


@pytest.mark.parametrize(
    ("name", "key", "shown"),
    [
        ("near-match", "heading", TEXT["S01"].replace("forståelse", "forstålse")),
        ("no-statements", "columns", ["A »…«", "B »…«"]),
    ],
)
def test_others_are_told_a_heading_and_not_what_may_be_an_answer(
    name: str, key: str, shown: object, tmp_path: Path
) -> None:
    rows, options, _ = CSV[name]
    read = read_export(Job(str(csv(tmp_path / "e.csv", rows))), Options(INSTRUMENT, **options)).for_others()
    assert (read.findings[0].params[key], "perhaps_headings" in read.mapping) == (shown, False)


def test_a_file_without_headings_does_not_tell_what_its_first_row_says(tmp_path: Path) -> None:
    rows = [["010100-0000", "jens@example.dk", "Enig"], ["x", "y", "Uenig"]]
    read = read_export(Job(str(csv(tmp_path / "e.csv", rows))), Options(INSTRUMENT))
    said = told(read) + repr(read.mapping)
    assert [word for word in ("010100", "example.dk") if word in said] == []
    assert "Enig" in said


def with_its_fields(code: str) -> dict[str, Any]:
    """Something for each field of a row's sentence and of what is to be done, as whoever tells it fills them in."""
    texts = ROW[code].message, ROW[code].remedy
    return {field: "x" for text in texts for _, field, *_ in Formatter().parse(text) if field and field != "value"}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("code", ROW)
def test_what_is_too_much_to_tell_one_by_one_is_told_in_one_sentence(code: str, language: str) -> None:
    found = RowFindings("Ark", lambda row, _column: CellPlace("Ark", row, f"A{row}"))
    most = ROW[code].one_by_one
    for row in range(1, most + 3):
        found.add(code, row, 0, f"text {row}", **with_its_fields(code))
    *told, last = found.all()
    with i18n.speaking(language):
        assert len(told) == most
        assert f"{most + 1}–{most + 2}" in last.words()
        assert (last.row, last.cell, bool(last.what_to_do())) == (None, None, bool(ROW[code].remedy))
