"""Google Forms: `Question [Row]`, a time first; CSV or a workbook; two ticks in one cell."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.exports.layouts.files import COMMA, COMMA_BOM, Dialect, write_csv, write_xlsx
from tests.exports.layouts.grid import Column, Table, about, by_id, column, ended, statements, when
from tests.exports.layouts.layout import SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import ENDS_ONLY, ENGLISH, ENGLISH_STEM, ENGLISH_TEXTS, LABELS, STEM, TEXTS
from tests.exports.matrix import Person

DAMAGE = WORDS | {"two-answers": "Enig, Uenig"}
GRID = by_id(lambda id: f"{STEM} [{TEXTS[id]}]")
ENGLISH_GRID = by_id(lambda id: f"{ENGLISH_STEM} [{ENGLISH_TEXTS[id]}]")
COMMENT = column("Hvad vil du\nellers sige?", lambda person: "To linjer,\nog et komma" if person.number % 3 else "")
TIME = column("Tidsstempel", when("%d/%m/%Y %H.%M.%S"))


def _csv(columns: list[Column], dialect: Dialect) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(columns, people)
        return Written(write_csv(folder / "Skema (svar) - Formularsvar 1.csv", table.rows(), dialect), table.spots())

    return write


def _workbook(folder: Path, people: Sequence[Person]) -> Written:
    table = Table([column("Tidsstempel", ended), *about(), *statements(GRID, LABELS), COMMENT], people)
    return Written(write_xlsx(folder / "svar.xlsx", {"Formularsvar 1": table.rows()}), table.spots("Formularsvar 1"))


DANISH = [TIME, column("Mailadresse"), *about(), COMMENT, *statements(GRID, LABELS)]
ENGLISH_COLUMNS = [
    column("Timestamp", when("9/14/%Y %H:%M:%S")),
    *about(),
    *statements(ENGLISH_GRID, ENGLISH),
]

LAYOUTS = [
    Layout("google-forms-csv", ("google-forms",), _csv(DANISH, COMMA), ("empty",), damage=DAMAGE),
    Layout("google-forms-workbook", ("google-forms",), _workbook, ("empty",), damage=DAMAGE | SHEET),
    Layout(
        "google-forms-english",
        ("google-forms",),
        _csv(ENGLISH_COLUMNS, COMMA_BOM),
        damage=DAMAGE | {"unknown-answer": "Maybe", "two-answers": "Agree, Disagree"},
    ),
    Layout(
        "google-forms-ends-only",
        ("google-forms",),
        _csv([TIME, *about(), *statements(GRID, ENDS_ONLY)], COMMA),
        damage=DAMAGE | {"two-answers": "4, 2"},
    ),
]
