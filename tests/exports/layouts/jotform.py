"""Jotform: the time of sending first, `Table >> Row` as headings of a table of questions.

All of it is from memory: no real file was found, and the help pages do not show one.
"""

from collections.abc import Sequence
from pathlib import Path

from tests.exports.layouts.files import COMMA_BOM, write_csv, write_xlsx
from tests.exports.layouts.grid import Column, Table, about, by_id, column, ended, plain_columns, statements, when
from tests.exports.layouts.layout import SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import LABELS, STEM, TEXTS
from tests.exports.matrix import Person

ISO = "%Y-%m-%d %H:%M:%S"
MATRIX = by_id(lambda id: f"{STEM} >> {TEXTS[id]}")
BEHIND = plain_columns(
    {"Submission IP": "192.0.2.17", "Submission ID": lambda person: 5_987_654_321_012_345_000 + person.number}
)


def _columns(sent: Column) -> list[Column]:
    return [sent, *about(), *statements(MATRIX, LABELS), *BEHIND]


def _csv(folder: Path, people: Sequence[Person]) -> Written:
    table = Table(_columns(column("Submission Date", when(ISO))), people)
    return Written(write_csv(folder / "Efterlevelse2026-09-30_02_44_00.csv", table.rows(), COMMA_BOM), table.spots())


def _workbook(folder: Path, people: Sequence[Person]) -> Written:
    table = Table(_columns(column("Submission Date", ended)), people)
    path = write_xlsx(folder / "Efterlevelse2026-09-30_02_44_00.xlsx", {"Form Responses": table.rows()})
    return Written(path, table.spots("Form Responses"))


LAYOUTS = [
    Layout("jotform-csv", ("jotform",), _csv, ("empty",)),
    Layout("jotform-workbook", ("jotform",), _workbook, ("empty",), damage=WORDS | SHEET),
]
