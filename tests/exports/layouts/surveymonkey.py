"""SurveyMonkey: two heading rows, the question only over the first column of its block."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.exports.layouts.files import COMMA, write_csv, write_xlsx
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
    when,
)
from tests.exports.layouts.layout import SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import ENDS_ONLY, LABELS, STEM, TEXTS
from tests.exports.matrix import IDS, Person

TIME = "%m/%d/%Y %I:%M:%S %p"
BLOCK = by_id(lambda id: (STEM if id == IDS[0] else "", TEXTS[id]))


def _sending(in_workbook: bool = False) -> list[Column]:
    began, done = (started, ended) if in_workbook else (when(TIME, started), when(TIME, ended))
    return plain_columns(
        {
            ("Respondent ID", ""): lambda person: 11_480_740_320 + person.number,
            ("Collector ID", ""): 452143207,
            ("Start Date", ""): began,
            ("End Date", ""): done,
            ("IP Address", ""): "",
            ("Email Address", ""): "",
            ("First Name", ""): "",
            ("Last Name", ""): "",
            ("Custom Data 1", ""): "",
        }
    )


def _columns(vocabulary: Vocabulary, in_workbook: bool = False, kind: str = "Response") -> list[Column]:
    return [
        *_sending(in_workbook),
        *about(lambda word: (word, kind)),
        *statements(BLOCK, vocabulary),
        column(("", "Andet (angiv venligst)"), ""),
        column(("Hvad vil du ellers sige?", "Open-Ended Response"), "Tak for et godt skema"),
    ]


def _csv(columns: list[Column]) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(columns, people)
        return Written(write_csv(folder / "Efterlevelse.csv", table.rows(), COMMA), table.spots())

    return write


def _workbook(folder: Path, people: Sequence[Person]) -> Written:
    table = Table(_columns(LABELS, in_workbook=True, kind="Svar"), people)
    return Written(write_xlsx(folder / "Efterlevelse.xlsx", {"Sheet": table.rows()}), table.spots("Sheet"))


LAYOUTS = [
    Layout("surveymonkey-csv", ("surveymonkey",), _csv(_columns(LABELS)), ("empty",)),
    Layout("surveymonkey-ends-only", ("surveymonkey",), _csv(_columns(ENDS_ONLY)), ("empty",)),
    Layout("surveymonkey-workbook", ("surveymonkey",), _workbook, ("empty",), damage=WORDS | SHEET),
]
