"""Tables made by hand: `Kommune, Team, Kvartal, Respondent, Rolle, S01…`, with what people put around them."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl.workbook import Workbook

from tests.exports.layouts.files import DANISH_EXCEL, write_csv, write_xlsx
from tests.exports.layouts.grid import Column, Row, Table, Vocabulary, by_id, ended, plain_columns, statements
from tests.exports.layouts.layout import CODES, SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import CONTRARY_DIGITS, ENDS_ONLY, LABELS, NO_WORDS, TEXTS, VARIANTS
from tests.exports.matrix import IDS, ORGANISATION, QUARTER, Person

Write = Callable[[Path, Sequence[Person]], Written]
SHEET_NAME = "Ark1"
WHO: Mapping[Any, Any] = {
    "Kommune": ORGANISATION,
    "Team": lambda person: person.team,
    "Kvartal": QUARTER,
    "Respondent": lambda person: f"R{person.number:02}",
    "Rolle": lambda person: person.role,
}
DATED = {("Dato" if head == "Kvartal" else head): (ended if head == "Kvartal" else v) for head, v in WHO.items()}
SPELLED_OUT = {**WHO, "Kvartal": "3. kvartal 2026"}
IDS_AS_HEADS = by_id(str)
DIGITS = NO_WORDS | {value: value for value in range(1, 6)}


def _columns(who: Mapping[Any, Any], heads: Mapping[str, Any], vocabulary: Vocabulary) -> list[Column]:
    return [*plain_columns(who), *statements(heads, vocabulary)]


def _csv(columns: list[Column], around: Callable[[Table], Table] = lambda table: table) -> Write:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = around(Table(columns, people))
        return Written(write_csv(folder / "svar.csv", table.rows(), DANISH_EXCEL), table.spots())

    return write


def _workbook(
    columns: list[Column],
    around: Callable[[Table], Table] = lambda table: table,
    finish: Callable[[Workbook], None] | None = None,
) -> Write:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = around(Table(columns, people))
        return Written(write_xlsx(folder / "svar.xlsx", {SHEET_NAME: table.rows()}, finish), table.spots(SHEET_NAME))

    return write


TITLE: list[Row] = [["Efterlevelse af Housing First, september 2026"], [], ["Udfyldt af", "Bostøtten"]]
TOTALS: list[Row] = [
    ["I alt", "", "", 17, "", *(61 for _ in IDS)],
    ["Gennemsnit", "", "", "", "", *(3.59 for _ in IDS)],
]


def _titled(table: Table) -> Table:
    return replace(table, above=TITLE)


def _summed(table: Table) -> Table:
    return replace(table, below=TOTALS)


def _summed_after_a_gap(table: Table) -> Table:
    return replace(table, above=TITLE, below=[[], *TOTALS])


def _two_headings(table: Table) -> Table:
    return replace(table, between={7: [[head for c in table.columns for head in c.heads]]})


def _merge_title(book: Workbook) -> None:
    book[SHEET_NAME].merge_cells("A1:H1")


def _merge_theme_row(book: Workbook) -> None:
    for cells in ("A1:E1", "F1:I1", "J1:M1", "N1:Q1", "R1:U1"):
        book[SHEET_NAME].merge_cells(cells)


THEMES = ["Om dig", "", "", "", "", "Grundlæggende værdier", "", "", "", "Bolig og nabolag", "", "", ""]
THEMES += ["Social og praktisk støtte", "", "", "", "Samarbejdet med borgeren", "", "", ""]


def _under_themes(table: Table) -> Table:
    return replace(table, above=[THEMES])


def _written_otherwise(text: str) -> str:
    """The same statement with other letters, marks and blanks than the form's."""
    head, rest = text.rstrip(".").split(" ", 1)
    return unicodedata.normalize("NFD", f"<b>{head.upper()}</b>&nbsp;{rest[:9]}\u00ad{rest[9:]}  ")


BY_TEXT = _columns(WHO, TEXTS, LABELS)
BY_ID = _columns(WHO, IDS_AS_HEADS, LABELS)
OTHERWISE = by_id(lambda id: _written_otherwise(TEXTS[id]))
SHORTENED = by_id(lambda id: TEXTS[id] if len(TEXTS[id]) <= 100 else f"{TEXTS[id][:100]}…")
NUMBERED = by_id(lambda id: f"{int(id[1:])}. {TEXTS[id]}")
MISSPELT = {**TEXTS, "S01": "Vi har en fælles forstålse af recovery i vores organisation."}
ANY = ("plain",)

LAYOUTS = [
    Layout("plain-csv", ANY, _csv(BY_ID), ("empty",)),
    Layout("plain-workbook", ANY, _workbook(BY_ID), ("empty",), damage=WORDS | SHEET),
    Layout("plain-title-above", ANY, _workbook(BY_TEXT, _titled, _merge_title), damage=WORDS | SHEET),
    Layout("plain-themes-above", ANY, _workbook(BY_ID, _under_themes, _merge_theme_row), damage=WORDS | SHEET),
    Layout("plain-totals-below", ANY, _csv(BY_ID, _summed), also_skipped={"total": 2}),
    Layout(
        "plain-totals-after-a-gap",
        ANY,
        _workbook(BY_ID, _summed_after_a_gap),
        also_skipped={"total": 2, "empty": 1},
        damage=WORDS | SHEET,
    ),
    Layout("plain-two-headings", ANY, _csv(BY_TEXT, _two_headings), also_skipped={"header": 1}),
    Layout("plain-dates", ANY, _workbook(_columns(DATED, IDS_AS_HEADS, LABELS)), damage=WORDS | SHEET),
    Layout("plain-quarter-in-words", ANY, _csv(_columns(SPELLED_OUT, IDS_AS_HEADS, LABELS))),
    Layout("plain-written-otherwise", ANY, _workbook(_columns(WHO, OTHERWISE, VARIANTS)), damage=WORDS | SHEET),
    Layout("plain-shortened", ANY, _csv(_columns(WHO, SHORTENED, LABELS))),
    Layout("plain-numbered", ANY, _csv(_columns(WHO, NUMBERED, LABELS))),
    Layout("plain-misspelt", ANY, _csv(_columns(WHO, MISSPELT, LABELS))),
    Layout("plain-contrary-digits", ANY, _csv(_columns(WHO, IDS_AS_HEADS, CONTRARY_DIGITS))),
    Layout("plain-ends-only", ANY, _workbook(_columns(WHO, IDS_AS_HEADS, ENDS_ONLY)), damage=WORDS | SHEET),
    Layout(
        "plain-digits",
        ANY,
        _workbook(_columns(WHO, IDS_AS_HEADS, DIGITS)),
        damage=CODES | SHEET,
        words=False,
        codes="agree-high",
    ),
]
