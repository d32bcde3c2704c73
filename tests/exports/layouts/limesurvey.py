"""LimeSurvey: headings as code, as full text or as both; all quoted, `;`, a byte order mark, an empty last line."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.exports.layouts.files import LIMESURVEY, write_csv
from tests.exports.layouts.grid import Column, Table, about, by_id, ended, plain_columns, started, statements, when
from tests.exports.layouts.layout import WORDS, Layout, Written
from tests.exports.layouts.words import LABELS, NO_WORDS, STEM, TEXTS
from tests.exports.matrix import MISSING, Person

ISO = "%Y-%m-%d %H:%M:%S"
SHOWN = LABELS | {MISSING: "N/A"}
"""A row of an array that was not answered."""
ANSWER_CODES = NO_WORDS | {5: "A1", 4: "A2", 3: "A3", 2: "A4", 1: "A5"}


def _submitted(person: Person) -> str:
    return "" if person.kind == "incomplete" else when(ISO)(person)


def _sending(names: Sequence[str]) -> list[Column]:
    """Of those who gave up there is no date of sending."""
    values = (
        lambda person: person.number,
        _submitted,
        lambda person: 1 if person.kind == "incomplete" else 3,
        "da",
        lambda person: 1_860_000_000 + person.number,
        when(ISO, started),
        when(ISO, ended),
    )
    return plain_columns(dict(zip(names, values, strict=True)))


CODES = ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp")
ENGLISH = (
    "Response ID",
    "Date submitted",
    "Last page",
    "Start language",
    "Seed",
    "Date started",
    "Date last action",
)
DANISH = ("Svar-ID", "Dato indsendt", "Sidste side", "Startsprog", "Frø", "Dato startet", "Dato for seneste handling")
BOTH = tuple(f"{code}. {text}" for code, text in zip(CODES, ENGLISH, strict=True))

FULL_TEXT = by_id(lambda id: f"{STEM} [{TEXTS[id]}]")
CODE_AND_TEXT = by_id(lambda id: f"HF[{id}]. {STEM} [{TEXTS[id]}]")


def _export(columns: list[Column]) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(columns, people)
        return Written(write_csv(folder / "results-survey482913.csv", table.rows(), LIMESURVEY), table.spots())

    return write


def _layout(name: str, columns: list[Column], damage: Mapping[str, object] = WORDS) -> Layout:
    return Layout(f"limesurvey-{name}", ("limesurvey",), _export(columns), ("incomplete", "empty"), damage=damage)


LAYOUTS = [
    Layout(
        "limesurvey-code",
        ("limesurvey",),
        _export([*_sending(CODES), *about(), *statements(by_id("HF[{}]".format), ANSWER_CODES)]),
        ("incomplete", "empty"),
        damage=WORDS | {"unknown-answer": "A9", "two-answers": "A2; A4"},
        words=False,
        codes="agree-low",
    ),
    _layout("code-with-labels", [*_sending(CODES), *about(), *statements(by_id("HF[{}]".format), SHOWN)]),
    _layout("full-text", [*_sending(ENGLISH), *about(), *statements(FULL_TEXT, SHOWN)]),
    _layout("full-text-danish", [*_sending(DANISH), *about(), *statements(FULL_TEXT, SHOWN)]),
    _layout(
        "code-and-text",
        [*_sending(BOTH), *about(lambda word: f"{word}. {word}"), *statements(CODE_AND_TEXT, SHOWN)],
    ),
]
