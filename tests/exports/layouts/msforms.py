"""Microsoft Forms: one sheet with a table, five or six columns about the sending, bare statements as headings."""

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table as ExcelTable

from tests.exports.layouts.files import write_xlsx
from tests.exports.layouts.grid import (
    Column,
    Table,
    Vocabulary,
    about,
    by_id,
    column,
    ended,
    plain_columns,
    started,
    statements,
)
from tests.exports.layouts.layout import SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import ENGLISH, ENGLISH_TEXTS, LABELS, TEXTS
from tests.exports.matrix import NORD, ORGANISATION, QUARTER, Person

DANISH = ("ID", "Starttidspunkt", "Fuldførelsestidspunkt", "Mail", "Navn", "Tidspunkt for seneste ændring")
ENGLISH_NAMES = ("Id", "Start time", "Completion time", "Email", "Name", "Last modified time")
NORWEGIAN = ("ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Tidspunkt for siste endring")
DAMAGE = WORDS | SHEET | {"two-answers": "Enig;Uenig;"}
BLANKS: Vocabulary = LABELS | {5: "Helt enig\u00a0", 1: "Helt   uenig", 3: "Hverken enig/\u00a0uenig"}


def _sending(names: tuple[str, ...], nobody: str) -> list[Column]:
    values = (lambda person: person.number, started, ended, nobody, "", "")
    return plain_columns(dict(zip(names, values, strict=True)))


def _kept_online(book: Workbook) -> None:
    """The table of a workbook that Forms for web keeps up to date: another name, and no hidden sheet."""
    sheet = book.worksheets[0]
    last = f"{get_column_letter(sheet.max_column)}{sheet.max_row}"
    sheet.add_table(ExcelTable(displayName="OfficeForms.Table", ref=f"A1:{last}"))


def _online(columns: list[Column]) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(columns, people)
        path = write_xlsx(folder / "Efterlevelse.xlsx", {"Sheet1": table.rows()}, _kept_online)
        return Written(path, table.spots("Sheet1"))

    return write


def _excel_table(book: Workbook) -> None:
    """The table around the data, and the hidden sheet with the form's id."""
    sheet = book.worksheets[0]
    last = f"{get_column_letter(sheet.max_column)}{sheet.max_row}"
    sheet.add_table(ExcelTable(displayName="Table1", ref=f"A1:{last}"))
    hidden = book.create_sheet("_56F9DC9755BA473782653E2940F9")
    hidden.append(["formId", "h8tXzZ0mZ0Wq1vJ9Ck2yYw"])
    hidden.append(["Form1", "{e1a0f2b4-0000-4000-8000-000000000000}"])
    hidden.sheet_state = "veryHidden"


def _form(columns: list[Column]) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(columns, people)
        path = write_xlsx(folder / "Efterlevelse(1-19).xlsx", {"Form1": table.rows()}, _excel_table)
        return Written(path, table.spots("Form1"))

    return write


COMMENTS = [column("Kommentar"), column("Kommentar2", "Godt skema")]
DANISH_COLUMNS = [*_sending(DANISH, "anonym"), *about(), *statements(TEXTS, LABELS), *COMMENTS]
ONLINE = ("Id", "Start time", "Completion time", "Email", "Name", "Language")
"""Of a form in several languages."""
HARD_BLANKS = by_id(lambda id: TEXTS[id].replace(" ", "\u00a0", 3).replace(", ", ",   "))
SUFFIXED = by_id(lambda id: unicodedata.normalize("NFD", TEXTS[id]) + ("2" if id in ("S02", "S16") else ""))
"""Two questions that were made anew: the first ones were deleted, their names stayed taken. As a Mac writes letters."""

LAYOUTS = [
    Layout(
        "ms-forms-for-web",
        ("ms-forms",),
        _online([*_sending(ONLINE, "anonymous"), *about(), *statements(TEXTS, LABELS), *COMMENTS]),
        ("empty",),
        damage=DAMAGE,
    ),
    Layout("ms-forms-danish", ("ms-forms",), _form(DANISH_COLUMNS), ("empty",), damage=DAMAGE),
    Layout(
        "ms-forms-one-team-with-hard-blanks",
        ("ms-forms",),
        _form([*_sending(DANISH, "anonym"), *statements(HARD_BLANKS, BLANKS)]),
        ("empty",),
        damage=DAMAGE,
        team=NORD,
        organisation=ORGANISATION,
        quarter=QUARTER,
        roles=False,
    ),
    Layout(
        "ms-forms-norwegian-with-digits-after",
        ("ms-forms",),
        _form([*_sending(NORWEGIAN, "anonymous"), *about(), *statements(SUFFIXED, LABELS)]),
        damage=DAMAGE,
    ),
    Layout(
        "ms-forms-english",
        ("ms-forms",),
        _form([*_sending(ENGLISH_NAMES, "anonymous"), *about(), *statements(ENGLISH_TEXTS, ENGLISH)]),
        damage=DAMAGE | {"unknown-answer": "Maybe", "two-answers": "Agree;Disagree;"},
    ),
]
