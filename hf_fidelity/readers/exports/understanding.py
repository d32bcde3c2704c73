"""A file's table, understood: its sheet, its headings, its tool, and what each column holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hf_fidelity.domain.findings import CellFinding
from hf_fidelity.domain.imports import RowSet
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.text import fold
from hf_fidelity.readers.exports import say
from hf_fidelity.readers.exports.book import Book, Refused, Sheet
from hf_fidelity.readers.exports.columns import Column, columns_of, doubled, surest
from hf_fidelity.readers.exports.header import Header
from hf_fidelity.readers.exports.headings import Clash, Headings
from hf_fidelity.readers.exports.kinds import MEANT, Kind, kind_by_name
from hf_fidelity.readers.exports.layout import Layout
from hf_fidelity.readers.exports.legends import Legend
from hf_fidelity.readers.exports.mapping import IGNORE, FileMapping
from hf_fidelity.readers.exports.places import as_text, column_of, letters
from hf_fidelity.readers.exports.side_by_side import SideBySide
from hf_fidelity.readers.exports.tables import find_table, legend_inside

FACTS: tuple[Kind, ...] = ("organisation", "team", "quarter")
"""What must be known of every answer, once for a file or row by row."""


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
        return sheet, f"{letters(at)}{row}"


def understand(
    book: Book, instrument: Instrument, headings: Headings, legend: Legend, mapping: FileMapping | None = None
) -> Understanding:
    """Find the table of answers in a file. Raises Refused where there is none, or where it could be read in two ways.

    ``legend`` is what other files say about this one's variables.
    """
    mapping = mapping or FileMapping()
    legend |= legend_inside(book)
    sheet, header = find_table(book, instrument, headings, legend, mapping)
    try:
        columns = list(columns_of(header.parts, headings, header.layout))
    except Clash as clash:
        raise Refused(say.clash(clash.statements, header.rows[-1], sheet.name)) from clash
    columns = _mapped(columns, mapping) if mapping.columns is not None else _settled(columns, sheet.name)
    if legend.labels:
        columns = [replace(column, labels=_labels(header.parts[column.index], legend)) for column in columns]
    if not any(column.statement for column in columns):
        raise Refused(say.no_statements(instrument, header.names, sheet.name))
    found = Understanding(sheet, header.layout, header.rows, tuple(columns), _said(header))
    return replace(found, findings=tuple(_remarks(found, instrument)))


def _settled(columns: list[Column], sheet: str | None) -> list[Column]:
    """One column for each statement and fact. Raises Refused where two stand for the same."""
    columns, twice = surest(columns)
    if twice:
        raise Refused(say.statement_twice(twice[0], sheet))
    if both := doubled(columns):
        raise Refused(say.kind_twice(both, sheet))
    return columns


def _mapped(columns: list[Column], mapping: FileMapping) -> list[Column]:
    """The columns as a mapping file says them; what it does not name is not read."""
    said = {column_of(letter): meant for letter, meant in (mapping.columns or {}).items()}
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
    if missing := [id for id in instrument.order if id not in there]:
        yield say.missing_statements(missing, found.sheet.name)
    hidden = found.sheet.hidden_rows()
    below = RowSet(
        tuple((max(first, found.header[-1] + 1), last) for first, last in hidden.runs if last > found.header[-1])
    )
    if below:
        yield say.hidden_rows(str(below), found.sheet.name)
