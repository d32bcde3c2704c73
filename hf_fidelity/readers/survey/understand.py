"""A file's table: its sheet, its headings, its tool, and what each column holds.

How a table was understood can be told with the keys of a mapping: to be saved, corrected and given back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.batch import RowSet
from hf_fidelity.domain.survey.mapping import Direction, FileMapping
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.survey.cells.book import (
    Book,
    Refused,
    Sheet,
    as_text,
    cell_name,
    column_letters,
    column_number,
)
from hf_fidelity.readers.survey.columns import IGNORE, REMARK_OF_HEADINGS, TableColumn, columns_of, doubled, surest
from hf_fidelity.readers.survey.header import Header
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.legends import Legend, legend_inside
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding, headings_shown, shortened, term
from hf_fidelity.readers.survey.sheets import SideBySide, find_table, no_statements
from hf_fidelity.readers.survey.tools import Layout
from hf_fidelity.readers.survey.words import FACTS, MEANT, ColumnKind, kind_by_name

_TOLD_BY_THE_TABLE = {"file", "sheet", "header_rows", "layout", "columns", "organisation", "team", "quarter"}
"""Keys of a mapping that a table itself fills; the others stay as they were given."""


@dataclass(frozen=True)
class AnswerTable:
    """Where the answers stand and what the columns around them say."""

    sheet: Sheet
    layout: Layout
    header: tuple[int, ...]
    """The rows of the headings, from 1; the answers begin below."""
    columns: tuple[TableColumn, ...]
    said: Mapping[str, str]
    """organisation, team, quarter → what the file says once, above the table."""
    findings: tuple[CellFinding, ...] = ()

    @cached_property
    def statements(self) -> tuple[TableColumn, ...]:
        """The columns that hold answers, from left to right."""
        return tuple(column for column in self.columns if column.statement)

    def of(self, kind: ColumnKind) -> tuple[TableColumn, ...]:
        """The columns of a kind, from left to right."""
        return tuple(column for column in self.columns if column.kind == kind or kind in column.also)

    def first(self, kind: ColumnKind) -> TableColumn | None:
        """The first column of a kind; None where there is none."""
        return next(iter(self.of(kind)), None)

    @cached_property
    def date_column(self) -> TableColumn | None:
        """The column that says when somebody answered: the last one before the statements, else the first."""
        dates = self.of("date")
        before = [column for column in dates if column.index < self.statements[0].index]
        return before[-1] if before else dates[0] if dates else None

    def place(self, row: int, column: int | None) -> CellPlace:
        """Where a row's column stands, as the spreadsheet names it: ``G14``; without a column, the row."""
        if column is None:
            return CellPlace(self.sheet.name, row)
        sheet, at = self.home(column)
        return CellPlace(sheet, row, cell_name(row, at))

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column stands on, and which column it is there."""
        return self.sheet.home(column) if isinstance(self.sheet, SideBySide) else (self.sheet.name, column)

    def as_mapping(
        self, said: Mapping[str, str], mapping: FileMapping, codes: Direction | None = None
    ) -> dict[str, Any]:
        """The keys of a mapping for the file (without ``file``), and what the columns are called.

        ``said`` is what holds for the whole file; ``mapping`` is what was given, ``codes`` what was asked for.
        """
        named = [column for column in self.columns if column.names or column.statement]
        keys: dict[str, Any] = {
            "sheet": self.sheet.name,
            "header_rows": list(self.header),
            "layout": self.layout.id,
            "columns": {column_letters(c.index): c.statement or (c.kind if c.kind in MEANT else IGNORE) for c in named},
            **mapping.model_dump(exclude_defaults=True, exclude=_TOLD_BY_THE_TABLE),
            **({"codes": codes} if codes else {}),
            **said,
            REMARK_OF_HEADINGS: {column_letters(c.index): shortened(c.heading, 60) for c in named},
        }
        return {key: value for key, value in keys.items() if value is not None}


def understand(book: Book, options: Options, legend: Legend, mapping: FileMapping) -> AnswerTable:
    """Find the table of answers in a file. Raises Refused where there is none, or where it could be read in two ways.

    ``legend`` is what other files say about this one's variables.
    """
    legend |= legend_inside(book)
    sheet, header = find_table(book, options, legend, mapping)
    columns = list(columns_of(header.columns, options.headings, header.layout))
    columns = _mapped(columns, mapping) if mapping.columns is not None else columns
    if legend.labels:
        columns = [replace(column, labels=_labels(header.columns[column.index], legend)) for column in columns]
    columns, doubt = _settled(columns, sheet.name, header.rows[-1])
    table = AnswerTable(sheet, header.layout, header.rows, tuple(columns), _said_above(header))
    if not doubt and not table.statements:
        doubt = no_statements(options.instrument, header.names, sheet.name)
    if doubt:
        raise Refused(doubt, table.as_mapping({}, mapping))
    return replace(table, findings=tuple(_remarks(table, options.instrument)))


def _mapped(columns: list[TableColumn], mapping: FileMapping) -> list[TableColumn]:
    """The columns as a mapping file says them; what it does not name is not read."""
    said = {column_number(letter): meant for letter, meant in (mapping.columns or {}).items()}
    return [_as_meant(column, said.get(column.index, IGNORE)) for column in columns]


def _as_meant(column: TableColumn, meant: str) -> TableColumn:
    if meant == IGNORE:
        unread: ColumnKind = column.kind if column.kind in ("technical", "personal") else "other"
        return replace(column, kind=unread, statement=None, how=None, also=frozenset())
    if kind := next((kind for kind in MEANT if kind == meant), None):
        return replace(column, kind=kind, statement=None, how="mapping")
    return replace(column, kind="statement", statement=meant, how="mapping")


def _labels(names: tuple[str, ...], legend: Legend) -> Mapping[str, str]:
    return next((legend.labels[fold(name)] for name in names if fold(name) in legend.labels), {})


def _settled(columns: list[TableColumn], sheet: str | None, row: int) -> tuple[list[TableColumn], CellFinding | None]:
    """One column for each statement and fact; and the first doubt, where several could be it."""
    columns, twice = surest(columns)
    both = doubled(columns)
    clashing = tuple(column for column in columns if column.clash)
    doubtful = {column.index for some in (*twice, both, clashing) for column in some}
    columns = [_as_meant(column, IGNORE) if column.index in doubtful else column for column in columns]
    if clashing:
        return columns, finding(FILE, "heading-clash", CellPlace(sheet, row), statements=list(clashing[0].clash))
    if twice:
        statement, stand = twice[0][0].statement, _shown(twice[0])
        return columns, finding(FILE, "statement-twice", CellPlace(sheet), statement=statement, columns=stand)
    if both:
        return columns, finding(FILE, "column-twice", CellPlace(sheet), kind=term(both[0].kind), columns=_shown(both))
    return columns, None


def _shown(columns: tuple[TableColumn, ...]) -> list[str]:
    return headings_shown((column.index, column.heading) for column in columns)


def _said_above(header: Header) -> dict[str, str]:
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


def _remarks(table: AnswerTable, form: Instrument) -> Iterator[CellFinding]:
    """What is worth a look before the rows are: guesses, what is missing, what is hidden."""
    sheet, last = table.sheet.name, table.header[-1]
    yield from (_guess(column, table) for column in table.columns if column.how in ("near", "cut", "question"))
    there = {column.statement for column in table.columns}
    asked = form.asked(form.parts_among({id for id in there if id}))
    if missing := [id for id in asked if id not in there]:
        yield finding(FILE, "missing-statements", CellPlace(sheet), statements=missing)
    hidden = table.sheet.hidden_rows()
    below = RowSet(tuple((max(first, last + 1), end) for first, end in hidden.runs if end > last))
    if below:
        yield finding(FILE, "hidden-rows", CellPlace(sheet), rows=str(below))
    out_of_sight = set(table.sheet.hidden_columns())
    if read := [c for c in table.columns if c.index in out_of_sight and (c.statement or c.kind in MEANT)]:
        columns = headings_shown((column.index, column.heading) for column in read)
        yield finding(FILE, "hidden-columns", CellPlace(sheet), columns=columns)


def _guess(column: TableColumn, table: AnswerTable) -> CellFinding:
    """How a column was recognised that does not say outright what it is."""
    row, heading = table.header[-1], shortened(column.heading, 60)
    place = CellPlace(table.home(column.index)[0], row, cell_name(row, column.index))
    name, kind = f"{column.how}-match", term(column.kind)
    return finding(FILE, name, place, heading, heading=heading, statement=column.statement, kind=kind)
