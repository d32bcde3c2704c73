"""SoSci Survey: two heading rows (variable, then what it is, `Title: item`); tries and the unfinished inside.

The variables, their texts in German and English, the times and `-9` were read off published data and the scripts that
the tool writes to read it; the modes off its help pages. That a file may have texts instead of codes is from memory.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.exports.layouts.files import DANISH_EXCEL, Dialect, write_csv, write_xlsx
from tests.exports.layouts.grid import (
    Column,
    Table,
    Vocabulary,
    about,
    by_id,
    ended,
    plain_columns,
    started,
    statements,
    when,
)
from tests.exports.layouts.layout import CODES, SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import ENGLISH, ENGLISH_TEXTS, LABELS, LEGEND_HIGH, TEXTS
from tests.exports.matrix import IDS, MISSING, NOT_RELEVANT, UNKNOWN, Kind, Person

ISO = "%Y-%m-%d %H:%M:%S"
TAB = Dialect("\t", "utf-16-le", "\r\n", 1)
GERMAN = {
    "CASE": "Interview-Nummer (fortlaufend)",
    "SERIAL": "Personenkennung oder Teilnahmecode (sofern verwendet)",
    "REF": "Referenz (sofern im Link angegeben)",
    "QUESTNNR": "Fragebogen, der im Interview verwendet wurde",
    "MODE": "Interview-Modus",
    "STARTED": "Zeitpunkt zu dem das Interview begonnen hat (Europe/Berlin)",
    "TIME001": "Verweildauer Seite 1",
    "TIME_SUM": "Verweildauer gesamt (ohne Ausreißer)",
    "MAILSENT": "Versandzeitpunkt der Einladungsmail (nur für nicht-anonyme Adressaten)",
    "LASTDATA": "Zeitpunkt als der Datensatz das letzte mal geändert wurde",
    "FINISHED": "Wurde die Befragung abgeschlossen (letzte Seite erreicht)?",
    "Q_VIEWER": "Hat der Teilnehmer den Fragebogen nur angesehen, ohne die Pflichtfragen zu beantworten?",
    "LASTPAGE": "Seite, die der Teilnehmer zuletzt bearbeitet hat",
    "MAXPAGE": "Letzte Seite, die im Fragebogen bearbeitet wurde",
    "MISSING": "Anteil fehlender Antworten in Prozent",
    "MISSREL": "Anteil fehlender Antworten (gewichtet nach Relevanz)",
    "TIME_RSI": "Ausfüll-Geschwindigkeit (relativ)",
}
ENGLISH_NAMES = GERMAN | {
    "CASE": "Interview number (ongoing)",
    "MODE": "Interview mode",
    "LASTDATA": "Time when the data was most recently updated",
    "FINISHED": "Has the interview been finished (reached last page)?",
    "Q_VIEWER": "Did the respondent only view the questionnaire, omitting mandatory questions?",
}


def _about_it(texts: Mapping[str, str], in_workbook: bool, finished: tuple[Any, Any]) -> tuple[list[Column], ...]:
    """The tool's own columns before the questions and behind them."""
    began, done = (started, ended) if in_workbook else (when(ISO, started), when(ISO, ended))
    values: dict[str, Any] = {
        "CASE": lambda person: 70 + person.number,
        "QUESTNNR": "base",
        "MODE": lambda person: "pretest" if person.kind == "test" else "interview",
        "STARTED": began,
        "TIME001": 57,
        "TIME_SUM": 480,
        "LASTDATA": done,
        "FINISHED": lambda person: finished[person.kind != "incomplete"],
        "Q_VIEWER": finished[0],
        "LASTPAGE": 6,
        "MAXPAGE": 6,
        "MISSING": 0,
        "MISSREL": 0,
        "TIME_RSI": "0,76",
    }
    made = plain_columns({(code, text): values.get(code, "") for code, text in texts.items()})
    return made[:6], made[6:]


def _columns(
    heads: Mapping[str, str],
    vocabulary: Vocabulary,
    texts: Mapping[str, str] = GERMAN,
    in_workbook: bool = False,
    finished: tuple[Any, Any] = (0, 1),
) -> list[Column]:
    before, behind = _about_it(texts, in_workbook, finished)
    items = by_id(lambda id: (f"HF01_{IDS.index(id) + 1:02}", f"HF: {heads[id]}"))
    return [*before, *about(lambda word: (word[:2].upper() + "01", word)), *statements(items, vocabulary), *behind]


def _csv(columns: list[Column], dialect: Dialect) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(columns, people)
        path = folder / "data_efterlevelse_2026-09-30_09-53.csv"
        return Written(write_csv(path, table.rows(), dialect), table.spots())

    return write


def _workbook(folder: Path, people: Sequence[Person]) -> Written:
    table = Table(_columns(TEXTS, LABELS, in_workbook=True), people)
    path = folder / "data_efterlevelse_2026-09-30_09-53.xlsx"
    return Written(write_xlsx(path, {"efterlevelse": table.rows()}), table.spots("efterlevelse"))


NUMBERS: Vocabulary = {value: LEGEND_HIGH[value] for value in range(1, 6)} | {MISSING: -9, UNKNOWN: -9}
NUMBERS |= {NOT_RELEVANT: -9}
SKIPPED: tuple[Kind, ...] = ("test", "incomplete", "empty")
LAYOUTS = [
    Layout("sosci-workbook", ("sosci",), _workbook, SKIPPED, damage=WORDS | SHEET),
    Layout(
        "sosci-codes",
        ("sosci",),
        _csv(_columns(TEXTS, NUMBERS), DANISH_EXCEL),
        SKIPPED,
        damage=CODES,
        words=False,
        codes="agree-high",
    ),
    Layout(
        "sosci-english-tabs",
        ("sosci",),
        _csv(
            _columns(ENGLISH_TEXTS, ENGLISH | {MISSING: "[NA] Not answered"}, ENGLISH_NAMES, finished=("F", "T")), TAB
        ),
        SKIPPED,
        damage=WORDS | {"unknown-answer": "Maybe", "two-answers": "Agree; Disagree"},
    ),
]
