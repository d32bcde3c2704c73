"""Enalyzer: label texts, or label numbers, where 1 is the first option of the question.

No real file was found: the columns are those that its help pages name. Nothing in them is the tool's alone.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.exports.layouts.files import COMMA_BOM, write_csv, write_xlsx
from tests.exports.layouts.grid import Column, Table, about, plain_columns, statements
from tests.exports.layouts.layout import CODES, SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import LABELS, LEGEND_LOW, NO_WORDS, TEXTS
from tests.exports.matrix import Person

TOOLS = ("enalyzer", "plain")
RESPONDENT = plain_columns(
    {"Respondent ID": lambda person: 700 + person.number, "E-mail": "", "Fornavn": "", "Efternavn": ""}
)
NUMBERS = NO_WORDS | {value: LEGEND_LOW[value] for value in range(1, 6)}


def _workbook(columns: list[Column]) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(columns, people)
        return Written(write_xlsx(folder / "Svardata.xlsx", {"Svardata": table.rows()}), table.spots("Svardata"))

    return write


def _csv(columns: list[Column]) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(columns, people)
        return Written(write_csv(folder / "Svardata.csv", table.rows(), COMMA_BOM), table.spots())

    return write


TEXT = [*RESPONDENT, *about(), *statements(TEXTS, LABELS)]
LABEL_NUMBERS = [*RESPONDENT, *about(), *statements(TEXTS, NUMBERS)]

LAYOUTS = [
    Layout("enalyzer-text", TOOLS, _workbook(TEXT), ("empty",), damage=WORDS | SHEET),
    Layout(
        "enalyzer-label-numbers",
        TOOLS,
        _csv(LABEL_NUMBERS),
        ("empty",),
        damage=CODES,
        words=False,
        codes="agree-low",
    ),
]
