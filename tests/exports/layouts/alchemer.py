"""Alchemer (once SurveyGizmo): `Row:Question` as headings, a status that is Complete, Partial or Disqualified.

The columns and the form of the headings were read off published exports of both names, the statuses off the help of
its programming interface; how a date is written is from memory.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.exports.layouts.files import COMMA_BOM, write_csv, write_xlsx
from tests.exports.layouts.grid import Column, Table, about, by_id, ended, plain_columns, started, statements, when
from tests.exports.layouts.layout import SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import ENGLISH, ENGLISH_STEM, ENGLISH_TEXTS, LABELS, STEM, TEXTS
from tests.exports.matrix import Kind, Person

ISO = "%Y-%m-%d %H:%M:%S"


def _status(person: Person) -> str:
    return "Partial" if person.kind == "incomplete" else "Complete"


def _sending(in_workbook: bool = False) -> list[Column]:
    began, done = (started, ended) if in_workbook else (when(ISO, started), when(ISO, ended))
    heads: dict[Any, Any] = {
        "Response ID": lambda person: person.number,
        "Time Started": began,
        "Date Submitted": done,
        "Status": _status,
        "Contact ID": "",
        "Legacy Comments": "",
        "Comments": "",
        "Language": "Danish",
        "Referer": "",
        "SessionID": lambda person: f"1568{person.number:06}_5d7b",
        "User Agent": "Mozilla/5.0",
        "Tags": "",
        "IP Address": "192.0.2.17",
        "Longitude": "12.5709",
        "Latitude": "55.6777",
        "Country": "Denmark",
        "City": "",
        "State/Region": "",
        "Postal": "",
        "URL Variable: kanal": "mail",
    }
    return plain_columns(heads)


def _csv(folder: Path, people: Sequence[Person]) -> Written:
    matrix = by_id(lambda id: f"{TEXTS[id]}:{STEM}")
    table = Table([*_sending(), *about(), *statements(matrix, LABELS)], people)
    return Written(write_csv(folder / "20260930094400-SurveyExport.csv", table.rows(), COMMA_BOM), table.spots())


def _workbook(folder: Path, people: Sequence[Person]) -> Written:
    matrix = by_id(lambda id: f"{ENGLISH_TEXTS[id]} :{ENGLISH_STEM}")
    table = Table([*_sending(in_workbook=True), *about(), *statements(matrix, ENGLISH)], people)
    path = write_xlsx(folder / "20260930094400-SurveyExport.xlsx", {"Worksheet": table.rows()})
    return Written(path, table.spots("Worksheet"))


SKIPPED: tuple[Kind, ...] = ("incomplete", "empty")
LAYOUTS = [
    Layout("alchemer-csv", ("alchemer",), _csv, SKIPPED),
    Layout(
        "alchemer-workbook",
        ("alchemer",),
        _workbook,
        SKIPPED,
        damage=WORDS | SHEET | {"unknown-answer": "Maybe", "two-answers": "Agree; Disagree"},
    ),
]
