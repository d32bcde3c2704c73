"""Qualtrics: three heading rows (code, text, ImportId), or two in older exports; previews and the unfinished inside."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.exports.layouts.files import COMMA, COMMA_BOM, write_csv, write_xlsx
from tests.exports.layouts.grid import (
    Column,
    Table,
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
from tests.exports.layouts.words import LABELS, STEM, TEXTS
from tests.exports.matrix import IDS, Kind, Person

ISO = "%Y-%m-%d %H:%M:%S"
QUESTIONS = {"Kommune": 1, "Team": 2, "Kvartal": 3, "Rolle": 4}


def _import_id(name: str) -> str:
    return json.dumps({"ImportId": name}, separators=(",", ":"))


def _status(person: Person) -> str:
    return "Survey Preview" if person.kind == "test" else "IP Address"


def _finished(person: Person) -> bool:
    return person.kind != "incomplete"


def _sending(in_workbook: bool) -> list[Column]:
    """Code, text and import id of the columns about the sending, in the tool's order."""
    began, done = (started, ended) if in_workbook else (when(ISO, started), when(ISO, ended))
    finished: Callable[[Person], Any] = _finished if in_workbook else lambda person: str(_finished(person))
    heads: dict[tuple[str, str, str], Any] = {
        ("StartDate", "Start Date", "startDate"): began,
        ("EndDate", "End Date", "endDate"): done,
        ("Status", "Response Type", "status"): _status,
        ("IPAddress", "IP Address", "ipAddress"): "192.0.2.17",
        ("Progress", "Progress", "progress"): lambda person: 100 if _finished(person) else 40,
        ("Duration (in seconds)", "Duration (in seconds)", "duration"): 249,
        ("Finished", "Finished", "finished"): finished,
        ("RecordedDate", "Recorded Date", "recordedDate"): done,
        ("ResponseId", "Response ID", "_recordId"): lambda person: f"R_3kQxZ{person.number:03}",
        ("RecipientLastName", "Recipient Last Name", "recipientLastName"): "",
        ("RecipientFirstName", "Recipient First Name", "recipientFirstName"): "",
        ("RecipientEmail", "Recipient Email", "recipientEmail"): "",
        ("ExternalReference", "External Data Reference", "externalDataReference"): "",
        ("LocationLatitude", "Location Latitude", "locationLatitude"): "55.6777",
        ("LocationLongitude", "Location Longitude", "locationLongitude"): "12.5709",
        ("DistributionChannel", "Distribution Channel", "distributionChannel"): "anonymous",
        ("UserLanguage", "User Language", "userLanguage"): "DA",
    }
    return [column((code, text, _import_id(id)), value) for (code, text, id), value in heads.items()]


def _columns(in_workbook: bool) -> list[Column]:
    matrix = {id: (f"Q5_{n}", f"{STEM} - {TEXTS[id]}", _import_id(f"QID28_{n}")) for n, id in enumerate(IDS, start=1)}
    order = [column((f"Q5_DO_{n}", "Q5 - Display Order", _import_id(f"QID28_DO_{n}")), n) for n in (1, 2)]
    questions = about(lambda word: (f"Q{QUESTIONS[word]}", word, _import_id(f"QID{QUESTIONS[word]}_TEXT")))
    return [*_sending(in_workbook), *questions, *statements(matrix, LABELS), *order]


def _csv(folder: Path, people: Sequence[Person]) -> Written:
    table = Table(_columns(in_workbook=False), people)
    return Written(write_csv(folder / "Efterlevelse_September 30.csv", table.rows(), COMMA), table.spots())


def _workbook(folder: Path, people: Sequence[Person]) -> Written:
    table = Table(_columns(in_workbook=True), people)
    return Written(write_xlsx(folder / "Efterlevelse.xlsx", {"Sheet0": table.rows()}), table.spots("Sheet0"))


OLD_SENDING = {
    ("V1", "ResponseID"): lambda person: f"R_8eWbK{person.number:03}",
    ("V2", "ResponseSet"): "Default Response Set",
    ("V3", "Name"): "Anonymous",
    ("V4", "ExternalDataReference"): "",
    ("V5", "EmailAddress"): "",
    ("V6", "IPAddress"): "192.0.2.17",
    ("V7", "Status"): lambda person: int(person.kind == "test"),
    ("V8", "StartDate"): when(ISO, started),
    ("V9", "EndDate"): when(ISO, ended),
    ("V10", "Finished"): lambda person: int(_finished(person)),
}
CUT_STEM = f"{(STEM + ' Sæt ét kryds i hver linje, og svar for jeres eget team, ikke for hele kommunen.')[:97]}..."
"""Older exports cut the question after a hundred signs, but not the row."""


def _old(folder: Path, people: Sequence[Person]) -> Written:
    matrix = by_id(lambda id: (f"Q5_{IDS.index(id) + 1}", f"{CUT_STEM}-{TEXTS[id]}"))
    questions = about(lambda word: (f"Q{QUESTIONS[word]}", word))
    table = Table([*plain_columns(OLD_SENDING), *questions, *statements(matrix, LABELS)], people)
    return Written(write_csv(folder / "Efterlevelse.csv", table.rows(), COMMA_BOM), table.spots())


SKIPPED: tuple[Kind, ...] = ("test", "incomplete", "empty")
LAYOUTS = [
    Layout("qualtrics-csv", ("qualtrics",), _csv, SKIPPED),
    Layout("qualtrics-workbook", ("qualtrics",), _workbook, SKIPPED, damage=WORDS | SHEET),
    Layout("qualtrics-two-heading-rows", ("qualtrics",), _old, SKIPPED),
]
