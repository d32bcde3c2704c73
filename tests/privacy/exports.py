"""The tables of an export as the adversaries read them: the bytes of every format, and what stands in them."""

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.privacy import Audience
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import ExportWish, Result, Workspace, export as export_journey, export_tables
from hf_fidelity.reports.document import Document
from hf_fidelity.reports.tables import SHAPES, TableLines, TableName, TablePlace, TablesWriter, WrittenFile
from hf_fidelity.store import files, new_folder
from hf_fidelity.store.new_folder import PutFile
from hf_fidelity.writers.tables import DATABASE, tables_writer
from tests.privacy.hidden import small

Row = Mapping[str, Any]


class _AllFormats:
    """Writes every format at once, so that the records are read once only."""

    format, by_quarter = "csv", False

    def __init__(self) -> None:
        self._writers: list[TablesWriter] = [tables_writer("csv"), tables_writer("parquet"), tables_writer("sqlite")]

    def add(self, tables: Mapping[TableName, TableLines], quarter: Quarter | None) -> Iterator[WrittenFile]:
        for writer in self._writers:
            yield from writer.add(tables, quarter)

    def finish(self) -> Iterator[WrittenFile]:
        for writer in self._writers:
            yield from writer.finish()

    def places(self, quarters: Sequence[Quarter]) -> list[TablePlace]:
        return self._writers[0].places(quarters)

    def anew(self) -> "_AllFormats":
        return _AllFormats()


class _MemoryFolder:
    """In the place of the folder that takes the old one's: its files lie nowhere."""

    kept: tuple[str, ...] = ()
    """Nobody saves anything there meanwhile."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        pass

    def put(self, name: str, content: bytes) -> PutFile:
        self.files[name] = content
        return "new"

    def take_place(self, look: Callable[[], object]) -> bool:
        return True


def export_result(
    space: Workspace, audience: Audience, limit: int, *, every_format: bool = True, on_disk: bool = True
) -> Result:
    """An export whose data are its files: the text of CSV and JSON, the rows of the others where they are made too."""
    made = _on_the_disk if on_disk else _in_memory
    # The tables of the two audiences differ in the actions alone: one of them in every format is enough.
    writer = _AllFormats() if audience == "public" and every_format else tables_writer("csv")
    with pytest.MonkeyPatch.context() as patch:
        result, found = made(patch, partial(export_tables, space), writer, ExportWish(audience=audience, min_n=limit))
    return Result(Document("Export", "", "en", (), facts={"files": found}), result.left_out)


def _on_the_disk(
    patch: pytest.MonkeyPatch, export: Callable[..., Result], writer: TablesWriter, wish: ExportWish
) -> tuple[Result, dict[str, Any]]:
    with TemporaryDirectory() as made:
        # Whether it outlives a power cut is asked elsewhere.
        patch.setattr(new_folder, "write_new", lambda path, content, _access: path.write_bytes(content))
        for room in (files, new_folder):
            patch.setattr(room, "sync_folder", lambda _folder: None)
        result = export(folder := Path(made, "out"), writer, wish)
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return result, {
            name: _read(name, path.read_bytes()) for path in paths if (name := path.relative_to(folder).as_posix())
        }


def _in_memory(
    patch: pytest.MonkeyPatch, export: Callable[..., Result], writer: TablesWriter, wish: ExportWish
) -> tuple[Result, dict[str, Any]]:
    """The same bytes without the disk, which takes a sixth of the time."""
    made = _MemoryFolder()
    patch.setattr(export_journey, "NewFolder", lambda _folder: made)
    patch.setattr(export_journey, "locked", lambda _folder: nullcontext())
    patch.setattr(export_journey, "check_export_folder", lambda _folder, _roots: ())
    result = export(Path("nowhere"), writer, wish)
    return result, {name: _read(name, content) for name, content in sorted(made.files.items())}


def _read(name: str, content: bytes) -> Any:
    if name.endswith(".parquet"):
        from pyarrow import parquet

        return parquet.ParquetFile(io.BytesIO(content)).read().to_pylist()
    if name == DATABASE:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(content)
            return {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in SHAPES}
    return content.decode()


# The second adversary, on tables.


def found_out_of_tables(data: Mapping[str, Any], instruments: Mapping[str, Instrument], limit: int) -> Iterator[str]:
    """What can be computed of a group of too few, within a table and by subtraction between two."""
    tables = {name: _rows(data["files"], name) for name in SHAPES}
    shown: dict[str, dict[str, float | None]] = {}
    for row in tables["answers"]:
        yield from _of_answer(row, instruments[row["instrument"]], limit)
        shown.setdefault(row["record"], {})[row["statement"]] = _rating(row)
    for row in tables["scores"]:
        yield from _of_score(row, shown[row["record"]], instruments[row["instrument"]])


def _rows(files: Mapping[str, Any], name: str) -> Sequence[Row]:
    """A table's rows; what CSV, Parquet and SQLite say of them must be as much."""
    texts = [text for path, text in files.items() if path.startswith(f"{name}/") and path.endswith(".csv")]
    rows = [row for text in texts for row in csv.DictReader(io.StringIO(text))]
    if DATABASE in files:
        others = [
            len(found) for path, found in files.items() if path.startswith(f"{name}/") and path.endswith(".parquet")
        ]
        assert len(rows) == sum(others) == len(files[DATABASE][name])
    return rows


_OF_VOTES = ("counts", "answered", "missing", "found_not_relevant", "vote_sum")


def _of_answer(row: Row, instrument: Instrument, limit: int) -> Iterator[str]:
    where = f"{row['record']} {row['statement']}"
    told = [column for column in _OF_VOTES if row[column] != ""]
    if not told:
        return
    if row["hidden"] == "true" or len(told) != len(_OF_VOTES):
        yield f"{where}: hidden votes tell {told}"
        return
    counts, people = [int(each) for each in row["counts"].split()], int(row["answered"])
    if small(sum(counts), limit) or small(people, limit):
        yield f"{where}: figures of {people}"
    counted = zip(instrument.counted(row["statement"]), counts, strict=True)
    if people != sum(counts) or int(row["vote_sum"]) != sum(value * count for value, count in counted):
        yield f"{where}: the votes do not add up to what is shown"


def _rating(row: Row) -> float | None:
    """What a statement counts as, by its own row alone."""
    if row["basis"] == "agreed":
        return float(row["counts_as"]) if row["counts_as"] else None
    return int(row["vote_sum"]) / int(row["answered"]) if row["answered"] else None


def _of_score(row: Row, shown: Mapping[str, float | None], instrument: Instrument) -> Iterator[str]:
    """A mean times how many it rests on, minus what is shown, is what is not shown."""
    where = f"{row['record']} {row['level']} {row['row']}"
    members = next(each.members for each in instrument.rows() if each.key == (row["level"], row["row"]))
    known = [rating for id in members if (rating := shown.get(id)) is not None]
    if int(row["answered"]) != len(known):
        yield f"{where} rests on {row['answered']} statements, of which {len(known)} are shown"
    elif row["value"] and abs(float(row["value"]) * len(known) - sum(known)) > 1e-9:
        yield f"{where} is not the mean of what is shown"
