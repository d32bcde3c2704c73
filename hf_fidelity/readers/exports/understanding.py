"""A file's table, understood: its sheet, its headings, its tool, and what each column holds."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.batch import RowSet
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.exports import say
from hf_fidelity.readers.exports.cells.book import Book, Refused
from hf_fidelity.readers.exports.cells.cell_text import as_text
from hf_fidelity.readers.exports.cells.refs import column_number
from hf_fidelity.readers.exports.columns import Column, columns_of, doubled, surest
from hf_fidelity.readers.exports.explanation import explanation
from hf_fidelity.readers.exports.header import Header
from hf_fidelity.readers.exports.headings import Headings
from hf_fidelity.readers.exports.kinds import FACTS, MEANT, Kind, kind_by_name
from hf_fidelity.readers.exports.legends import Legend
from hf_fidelity.readers.exports.mapping import IGNORE
from hf_fidelity.readers.exports.tables import find_table, legend_inside
from hf_fidelity.readers.exports.understood import Understanding


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
