"""Tables for other programs: CSV and SQLite by the standard library, Parquet by pyarrow, which only this imports.

The same rows have the same bytes, so that what has not changed is not written again. CSV is UTF-8 without a byte order
mark, with commas, a point in numbers and a line feed at the end of lines; a text that a spreadsheet could take for a
formula has an apostrophe in front.
"""

import csv
import io
import sqlite3
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, Protocol

from hf_fidelity.ground import Quarter
from hf_fidelity.reports.tables import (
    QUARTER,
    SHAPES,
    GroupedLines,
    Kind,
    TableField,
    TableLines,
    TableName,
    TablePlace,
    TableShape,
    TablesWriter,
    TableValues,
    WrittenFile,
)
from hf_fidelity.writers.csv_and_json import no_formula

TableFormat = Literal["csv", "sqlite", "parquet"]


def tables_writer(format: TableFormat) -> TablesWriter:
    """The writer of a format. Raises ImportError where pyarrow is needed and is not installed."""
    if format == "sqlite":
        return _Database()
    if format == "parquet":
        import pyarrow  # noqa: F401  (that it is missing is told before anything is read)

        return _Files("parquet", _parquet)
    return _Files("csv", _csv)


class _Encode(Protocol):
    def __call__(self, shape: TableShape, lines: TableLines, /) -> bytes: ...


class _Files:
    """A file for each table and quarter, in folders that programs know the quarter from."""

    by_quarter = True

    def __init__(self, format: str, encode: _Encode) -> None:
        self.format, self._encode = format, encode

    def add(self, tables: Mapping[TableName, TableLines], quarter: Quarter | None) -> Iterator[WrittenFile]:
        for name, lines in tables.items():
            yield self._path(name, quarter), self._encode(SHAPES[name], lines)

    def finish(self) -> Iterator[WrittenFile]:
        return iter(())

    def places(self, quarters: Sequence[Quarter]) -> list[TablePlace]:
        return [TablePlace(name, self._paths(shape, quarters), self.format) for name, shape in SHAPES.items()]

    def anew(self) -> "_Files":
        return self

    def _paths(self, shape: TableShape, quarters: Sequence[Quarter]) -> tuple[str, ...]:
        return tuple(self._path(shape.name, each) for each in (quarters if shape.by_quarter else (None,)))

    def _path(self, name: TableName, quarter: Quarter | None) -> str:
        partition = "" if quarter is None else f"quarter={quarter}/"
        return f"{name}/{partition}{name}.{self.format}"


def _csv(shape: TableShape, lines: TableLines) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in shape.fields])
    cells_of = {at: column.kind for at, column in enumerate(shape.fields) if not column.of_numbers}
    told = {at: _CSV_CELLS[kind] for at, kind in cells_of.items() if kind in _CSV_CELLS}
    for line in lines:
        cells = list(line)
        for at, tell in told.items():
            if cells[at] is not None:
                cells[at] = tell(cells[at])
        writer.writerow(cells)
    return stream.getvalue().encode()


def _yes_or_no(value: bool) -> str:
    return "true" if value else "false"


_CSV_CELLS: Mapping[Kind, Any] = {
    "string": no_formula,
    "boolean": _yes_or_no,
    "number": repr,  # the shortest text that is this number and no other
    "date": date.isoformat,
}


# Parquet.


def _parquet(shape: TableShape, lines: TableLines) -> bytes:
    import pyarrow
    from pyarrow import parquet

    kinds = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    columns = _columns(lines, {each.name: kinds[each.kind] for each in shape.fields})
    fields = [pyarrow.field(each.name, kinds[each.kind], nullable=not each.needed) for each in shape.fields]
    table = pyarrow.table([columns[each.name] for each in shape.fields], pyarrow.schema(fields))
    target = pyarrow.BufferOutputStream()
    parquet.write_table(table, target, compression="snappy")
    content: bytes = target.getvalue().to_pybytes()
    return content


def _columns(lines: TableLines, kinds: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a table by their names. What stands in many rows is made once, and then taken for each."""
    import pyarrow

    if not isinstance(lines, GroupedLines):
        return _arrays(kinds, lines, kinds)
    columns: dict[str, Any] = {}
    for group in lines.groups:
        packed = pyarrow.py_buffer(array("I", group.codes))
        codes = pyarrow.Array.from_buffers(pyarrow.uint32(), len(lines), [None, packed])
        arrays = _arrays(group.columns, group.cells, kinds)
        columns |= {name: values.take(codes) for name, values in arrays.items()}
    return columns


def _arrays(names: Collection[str], lines: Collection[TableValues], kinds: Mapping[str, Any]) -> dict[str, Any]:
    import pyarrow

    columns = list(zip(*lines, strict=True)) or [()] * len(names)
    return {name: pyarrow.array(column, kinds[name]) for name, column in zip(names, columns, strict=True)}


# SQLite: one file with all tables, the quarter a column of them.


DATABASE = "hf-fidelity.sqlite"
_SQL_KINDS: Mapping[Kind, str] = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
}


class _Database:
    format, by_quarter = "sqlite", False

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:")
        for shape in SHAPES.values():
            self._database.execute(_create(shape))

    def add(self, tables: Mapping[TableName, TableLines], quarter: Quarter | None) -> Iterator[WrittenFile]:
        for name, lines in tables.items():
            shape, more = SHAPES[name], () if quarter is None else (str(quarter),)
            marks = ", ".join("?" * (len(shape.fields) + len(more)))
            dates = [at for at, column in enumerate(shape.fields) if column.kind == "date"]
            rows = (_with_dates(line, dates, more) for line in lines)
            self._database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        return iter(())

    def finish(self) -> Iterator[WrittenFile]:
        self._database.commit()
        yield DATABASE, self._database.serialize()

    def places(self, quarters: Sequence[Quarter]) -> list[TablePlace]:  # noqa: ARG002  (all of them are in one file)
        return [TablePlace(name, (DATABASE,), self.format) for name in SHAPES]

    def anew(self) -> "_Database":
        return _Database()


def _with_dates(line: TableValues, dates: Sequence[int], more: TableValues) -> TableValues:
    if not dates:
        return (*line, *more)
    cells = list(line)
    for at in dates:
        if cells[at] is not None:
            cells[at] = cells[at].isoformat()
    return (*cells, *more)


def _create(shape: TableShape) -> str:
    columns = [_column(each) for each in (*shape.fields, *((QUARTER,) if shape.by_quarter else ()))]
    keys = ", ".join(f'"{name}"' for name in shape.key)
    belongs = ', FOREIGN KEY ("record") REFERENCES "records" ("record")' if shape.key[0] == "record" else ""
    if shape.name == "records":
        belongs = ""
    return f'CREATE TABLE "{shape.name}" ({", ".join(columns)}, PRIMARY KEY ({keys}){belongs})'


def _column(each: TableField) -> str:
    return f'"{each.name}" {_SQL_KINDS[each.kind]}{" NOT NULL" if each.needed else ""}'
