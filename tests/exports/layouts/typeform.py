"""Typeform: questions as headings, the tool's own columns behind them; `#` is the answer's token, times are UTC.

The columns, of today and as they were, were read off published exports. That a row of a matrix stands alone as a
heading, and the words of `Response Type`, are from memory.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.exports.layouts.files import COMMA, write_csv, write_xlsx
from tests.exports.layouts.grid import Column, Table, about, column, ended, plain_columns, started, statements, when
from tests.exports.layouts.layout import SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import LABELS, TEXTS
from tests.exports.matrix import Kind, Person

ISO = "%Y-%m-%d %H:%M:%S"
TOKEN = column("#", lambda person: f"hefupfubphvacf8sv12ch63v{person.number:08}")
OLD: Mapping[Any, Any] = {
    "Start Date (UTC)": when(ISO, started),
    "Submit Date (UTC)": when(ISO, ended),
    "Network ID": "d3560842b2",
}
"""Everybody in one office has the same network."""


def _sent(person: Person) -> str:
    return "" if person.kind == "incomplete" else ended(person).strftime(ISO)


def _staged(person: Person) -> str:
    return ended(person).strftime(ISO) if person.kind == "incomplete" else ""


NEW: Mapping[Any, Any] = {
    "Response Type": lambda person: "partial" if person.kind == "incomplete" else "completed",
    "Start Date (UTC)": when(ISO, started),
    "Stage Date (UTC)": _staged,
    "Submit Date (UTC)": _sent,
    "Network ID": "d3560842b2",
    "Tags": "",
    "Ending": "Tak for dit svar",
}


def _columns(behind: Mapping[Any, Any]) -> list[Column]:
    return [TOKEN, *about(), *statements(TEXTS, LABELS), *plain_columns(behind)]


def _csv(behind: Mapping[Any, Any]) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(_columns(behind), people)
        return Written(write_csv(folder / "responses-kZ8Qe2Wb.csv", table.rows(), COMMA), table.spots())

    return write


def _workbook(folder: Path, people: Sequence[Person]) -> Written:
    table = Table(_columns(NEW), people)
    return Written(write_xlsx(folder / "responses-kZ8Qe2Wb.xlsx", {"Sheet1": table.rows()}), table.spots("Sheet1"))


SKIPPED: tuple[Kind, ...] = ("incomplete", "empty")
LAYOUTS = [
    Layout("typeform-csv", ("typeform",), _csv(NEW), SKIPPED),
    Layout("typeform-workbook", ("typeform",), _workbook, SKIPPED, damage=WORDS | SHEET),
    Layout("typeform-before-partial-answers", ("typeform",), _csv(OLD), ("empty",)),
]
