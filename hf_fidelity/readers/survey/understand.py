"""A file's table: its sheet, its headings, its tool, and what each column holds.

How it was understood can be told as a mapping: to be saved, corrected and given back.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hf_fidelity.domain.findings import CellFinding
from hf_fidelity.domain.imports import RowSet
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.mapping import Direction, FileMapping
from hf_fidelity.domain.text import fold
from hf_fidelity.readers.survey import sentences as say
from hf_fidelity.readers.survey.answers import HEADINGS, IGNORE
from hf_fidelity.readers.survey.cells.book import (
    Book,
    Refused,
    Sheet,
    as_text,
    cell_name,
    column_letters,
    column_number,
)
from hf_fidelity.readers.survey.columns import Column, Headings, columns_of, doubled, surest
from hf_fidelity.readers.survey.header import Header
from hf_fidelity.readers.survey.legends import Legend
from hf_fidelity.readers.survey.sentences import shown
from hf_fidelity.readers.survey.sheets import SideBySide, find_table, legend_inside
from hf_fidelity.readers.survey.tools import Layout
from hf_fidelity.readers.survey.words import FACTS, MEANT, Kind, kind_by_name


@dataclass(frozen=True)
class Understanding:
    """Where the answers stand and what the columns around them say."""

    sheet: Sheet
    layout: Layout
    header: tuple[int, ...]
    """The rows of the headings, from 1; the answers begin below."""
    columns: tuple[Column, ...]
    said: Mapping[str, str]
    """organisation, team, quarter → what the file says once, above the table."""
    findings: tuple[CellFinding, ...] = ()

    @property
    def statements(self) -> tuple[Column, ...]:
        """The columns that hold answers, from left to right."""
        return tuple(column for column in self.columns if column.statement)

    def of(self, kind: Kind) -> tuple[Column, ...]:
        """The columns of a kind, from left to right."""
        return tuple(column for column in self.columns if column.kind == kind)

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column stands on, and which column it is there."""
        return self.sheet.home(column) if isinstance(self.sheet, SideBySide) else (self.sheet.name, column)

    def cell(self, column: int, row: int) -> tuple[str | None, str]:
        """The sheet and name of a cell: ``G14``."""
        sheet, at = self.home(column)
        return sheet, cell_name(row, at)


def understand(
    book: Book, instrument: Instrument, headings: Headings, legend: Legend, mapping: FileMapping | None = None
) -> Understanding:
    """Find the table of answers in a file. Raises Refused where there is none, or where it could be read in two ways.

    ``legend`` is what other files say about this one's variables.
    """
    mapping = mapping or FileMapping()
    legend |= legend_inside(book)
    sheet, header = find_table(book, instrument, headings, legend, mapping)
    columns = list(columns_of(header.parts, headings, header.layout))
    columns = _mapped(columns, mapping) if mapping.columns is not None else columns
    if legend.labels:
        columns = [replace(column, labels=_labels(header.parts[column.index], legend)) for column in columns]
    columns, doubt = _settled(columns, sheet.name, header.rows[-1])
    found = Understanding(sheet, header.layout, header.rows, tuple(columns), _said(header))
    if not doubt and not found.statements:
        doubt = say.no_statements(instrument, header.names, sheet.name)
    if doubt:
        raise Refused(doubt, explanation(found, {}, mapping, None))
    return replace(found, findings=tuple(_remarks(found, instrument)))


def _settled(columns: list[Column], sheet: str | None, row: int) -> tuple[list[Column], CellFinding | None]:
    """One column for each statement and fact; and the first doubt, where several could be it."""
    columns, twice = surest(columns)
    both = doubled(columns)
    clashing = tuple(column for column in columns if column.clash)
    doubtful = {column.index for found in (*twice, both, clashing) for column in found}
    columns = [_as_meant(column, IGNORE) if column.index in doubtful else column for column in columns]
    if clashing:
        return columns, say.clash(clashing[0].clash, row, sheet)
    if twice:
        return columns, say.statement_twice(twice[0], sheet)
    return columns, say.kind_twice(both, sheet) if both else None


def _mapped(columns: list[Column], mapping: FileMapping) -> list[Column]:
    """The columns as a mapping file says them; what it does not name is not read."""
    said = {column_number(letter): meant for letter, meant in (mapping.columns or {}).items()}
    return [_as_meant(column, said.get(column.index, IGNORE)) for column in columns]


def _as_meant(column: Column, meant: str) -> Column:
    if meant == IGNORE:
        unread: Kind = column.kind if column.kind in ("technical", "personal") else "other"
        return replace(column, kind=unread, statement=None, how=None)
    if kind := next((kind for kind in MEANT if kind == meant), None):
        return replace(column, kind=kind, statement=None, how=None)
    return replace(column, kind="statement", statement=meant, how="mapping")


def _labels(names: tuple[str, ...], legend: Legend) -> Mapping[str, str]:
    return next((legend.labels[fold(name)] for name in names if fold(name) in legend.labels), {})


def _said(header: Header) -> dict[str, str]:
    """What title rows say: ``Team`` and the name in the cell beside it, or ``Team: Nord`` in one cell."""
    said: dict[str, str] = {}
    for row in header.above:
        for i, cell in enumerate(row):
            name, colon, rest = as_text(cell).partition(":")
            kind = kind_by_name(name) if isinstance(cell, str) and name else None
            beside = next((text for other in row[i + 1 :] if (text := as_text(other))), "")
            value = rest.strip() if colon and rest.strip() else beside
            if kind in FACTS and value:
                said.setdefault(str(kind), value)
    return said


def _remarks(found: Understanding, instrument: Instrument) -> Iterator[CellFinding]:
    for column in found.columns:
        if remark := say.recognised(column, found.header[-1], found.home(column.index)[0]):
            yield remark
    there = {column.statement for column in found.columns}
    asked = instrument.asked(instrument.parts_among({id for id in there if id}))
    if missing := [id for id in asked if id not in there]:
        yield say.missing_statements(missing, found.sheet.name)
    hidden = found.sheet.hidden_rows()
    below = RowSet(
        tuple((max(first, found.header[-1] + 1), last) for first, last in hidden.runs if last > found.header[-1])
    )
    if below:
        yield say.hidden_rows(str(below), found.sheet.name)


_NEEDS_NO_QUOTES = re.compile(r"[^\W\d_][\w-]*")

_TAKEN = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
"""Words that YAML takes for something else than a text."""

_KNOWN_HERE = {"file", "sheet", "header_rows", "layout", "columns", "organisation", "team", "quarter"}
"""Keys that the understanding itself fills; the others of a mapping stay as they were given."""


def explanation(
    found: Understanding, said: Mapping[str, str], mapping: FileMapping, codes: Direction | None
) -> dict[str, Any]:
    """The keys of a mapping for one file (without ``file``), and what the columns are called."""
    named = [column for column in found.columns if column.names or column.statement]
    keys: dict[str, Any] = {
        "sheet": found.sheet.name,
        "header_rows": list(found.header),
        "layout": found.layout.id,
        "columns": {column_letters(c.index): c.statement or (c.kind if c.kind in MEANT else IGNORE) for c in named},
        **mapping.model_dump(exclude_defaults=True, exclude=_KNOWN_HERE),
        **({"codes": codes} if codes else {}),
        **said,
        HEADINGS: {column_letters(c.index): shown(c.heading, 60) for c in named},
    }
    return {key: value for key, value in keys.items() if value is not None}


def mapping_text(instrument: str, files: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """A mapping file for some files, by name, with each column's heading as a remark behind it."""
    lines = ["schema_version: 1", f"instrument: {_scalar(instrument)}", "files:"]
    for name, keys in files:
        lines.append(f"  - file: {_scalar(name)}")
        for key, value in keys.items():
            if key != HEADINGS:
                lines += _lines(key, value, keys.get(HEADINGS, {}))
    return "\n".join(lines) + "\n"


def _lines(key: str, value: Any, headings: Mapping[str, str]) -> list[str]:
    if isinstance(value, Mapping):
        remarks = headings if key == "columns" else {}
        inner = [f"      {_scalar(k)}: {_scalar(v)}" + _remark(remarks.get(k)) for k, v in value.items()]
        return [f"    {key}:", *inner]
    return [f"    {key}: {_scalar(value)}"]


def _remark(heading: str | None) -> str:
    return f"  # {heading}" if heading else ""


def _scalar(value: Any) -> str:
    """A value as YAML on one line. JSON is YAML; a text that needs no quotes goes without."""
    if isinstance(value, str) and _NEEDS_NO_QUOTES.fullmatch(value) and value.casefold() not in _TAKEN:
        return value
    return json.dumps(value, ensure_ascii=False)
