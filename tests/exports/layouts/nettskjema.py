"""Nettskjema (University of Oslo): its own columns begin with `$`; all quoted, `;`, times with zone, `matrix.row`.

The columns, their order, the quoting and the times were read off its published description of the format and real
exports; in those, a form without a codebook has the questions' texts as headings, HTML included.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.exports.layouts.files import Dialect, write_csv, write_xlsx
from tests.exports.layouts.grid import Column, Table, about, by_id, column, ended, plain_columns, statements, when
from tests.exports.layouts.layout import SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import LABELS, STEM, TEXTS
from tests.exports.matrix import Person

NETTSKJEMA = Dialect(";", "utf-8", "\r\n", 1)
CREATED = when("%Y-%m-%dT%H:%M:%S.828301592+02:00")
BEFORE = plain_columns({"$submission_id": lambda person: 28_508_100 + person.number, "$created": CREATED})
BEHIND = column("$answer_time_ms", "74630")


def _columns(heads: Mapping[str, Any]) -> list[Column]:
    return [*BEFORE, *about(), *statements(heads, LABELS), BEHIND]


def _csv(heads: Mapping[str, Any]) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(_columns(heads), people)
        return Written(write_csv(folder / "data-123823-2026-09-30-0944.csv", table.rows(), NETTSKJEMA), table.spots())

    return write


def _workbook(folder: Path, people: Sequence[Person]) -> Written:
    columns = [BEFORE[0], column("$created", ended), *about(), *statements(TEXTS, LABELS), BEHIND]
    table = Table(columns, people)
    path = write_xlsx(folder / "data-123823-2026-09-30-0944.xlsx", {"Sheet1": table.rows()})
    return Written(path, table.spots("Sheet1"))


ROWS_OF_A_MATRIX = by_id(lambda id: f"hf.{id}")
TEXTS_OF_A_MATRIX = by_id(lambda id: f"{STEM.replace('æ', '&aelig;')}.{TEXTS[id]}")

LAYOUTS = [
    Layout("nettskjema-codebook", ("nettskjema",), _csv(ROWS_OF_A_MATRIX), ("empty",)),
    Layout("nettskjema-texts", ("nettskjema",), _csv(TEXTS_OF_A_MATRIX), ("empty",)),
    Layout("nettskjema-workbook", ("nettskjema",), _workbook, ("empty",), damage=WORDS | SHEET),
]
