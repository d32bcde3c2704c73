"""``scores.sql`` gives what the program gives, figure for figure, in every engine that is at hand."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument, Total
from hf_fidelity.domain.record import Assessment, Team
from hf_fidelity.journeys import ExportWish, Workspace, export_tables
from hf_fidelity.journeys.export import RULES
from hf_fidelity.store.data_folder import Store
from hf_fidelity.writers.tables import DATABASE, tables_writer
from tests.builders import record, voted
from tests.depth import every
from tests.journeys.scenes import KnownInstrument, store
from tests.privacy.stores import scene

COLUMNS = "record, instrument, level, row, value, index_percent, answered, relevant, complete, basis, state"

Rows = list[tuple[Any, ...]]


def in_sqlite(folder: Path) -> tuple[Rows, Rows]:
    with sqlite3.connect(folder / DATABASE) as database:
        told = database.execute(f"SELECT {COLUMNS} FROM scores").fetchall()
        return told, database.execute(sql(folder)).fetchall()


def sql(folder: Path) -> str:
    return (folder / RULES).read_text(encoding="utf-8")


def in_duckdb(folder: Path, format: str = "parquet") -> tuple[Rows, Rows]:
    with duckdb.connect() as database:
        for name in ("answers", "scores", "instruments"):
            database.execute(f"CREATE VIEW {name} AS FROM '{folder}/{name}/**/*.{format}'")
        told = database.execute(f"SELECT {COLUMNS} FROM scores").fetchall()
        return told, database.execute(sql(folder)).fetchall()


ENGINES: dict[str, tuple[Any, Callable[[Path], tuple[Rows, Rows]]]] = {
    "sqlite": ("sqlite", in_sqlite),
    "duckdb": ("parquet", in_duckdb),
    "duckdb-csv": ("csv", partial(in_duckdb, format="csv")),
}


def differences(workspace: Workspace, folder: Path, wish: ExportWish) -> Iterator[str]:
    """Every row in which an engine and the program differ, to the last digit."""
    for name, (format, read) in ENGINES.items():
        export_tables(workspace, folder / name, tables_writer(format), wish)
        told, computed = map(_by_key, read(folder / name))
        assert told
        for key in told.keys() | computed.keys():
            if told.get(key) != computed.get(key):
                yield f"{name} {key}: {told.get(key)} or {computed.get(key)}"


def _by_key(rows: Sequence[tuple[Any, ...]]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    return {(row[0], row[2], row[3]): row for row in rows}


@pytest.mark.parametrize("seed", every(3, range(12)))
def test_random_folders(seed: int, tmp_path: Path) -> None:
    real = scene(seed)
    wish = ExportWish(min_n=real.limit)
    assert list(differences(real.written(tmp_path / "data"), tmp_path, wish)) == []


def test_a_statement_may_be_in_any_number_of_totals(instrument: Instrument, tmp_path: Path) -> None:
    name = {"da": "En del", "en": "A part"}
    themes = [theme.id for theme in instrument.themes]
    totals = tuple(Total(id=f"part-{n}", name=name, themes=tuple(themes[: n % 4 + 1])) for n in range(9))
    space = KnownInstrument(Store(tmp_path / "data"), instrument.model_copy(update={"totals": totals}))
    store(space, record(space.known, "4321 2344 1-i4 5432"))
    assert list(differences(space, tmp_path, ExportWish())) == []


@pytest.mark.parametrize("id", ["7", "01", "true", "2026-01-01"])
def test_the_only_total_may_be_called_as_a_number_or_anything(instrument: Instrument, tmp_path: Path, id: str) -> None:
    total = Total(id=id, name={"da": "Alt", "en": "All"}, themes=tuple(theme.id for theme in instrument.themes))
    space = KnownInstrument(Store(tmp_path / "data"), instrument.model_copy(update={"totals": (total,)}))
    store(space, record(space.known, "4321 2344 1-i4 5432"))
    assert list(differences(space, tmp_path, ExportWish())) == []


@pytest.mark.parametrize("number", [1, 17, 64, 65, 90])
def test_a_questionnaire_may_have_any_number_of_statements(instrument: Instrument, tmp_path: Path, number: int) -> None:
    """Thirds and sevenths, whose sum rests on the order they are added in to the last digit."""
    themes = [theme.id for theme in instrument.themes]
    statements = tuple(
        instrument.statements[n % 16].model_copy(update={"id": f"A{n}", "theme": themes[n % 4], "principle": None})
        for n in range(number)
    )
    fields = {name: getattr(instrument, name) for name in Instrument.model_fields}
    longer = Instrument(**{**fields, "statements": statements, "principles": (), "profile": (), "parts": ()})
    space = KnownInstrument(Store(tmp_path / "data"), longer)
    assert len(longer.order) == number
    for seed in range(4):
        given = {id: tuple(Random(f"{seed}{id}").choices(range(4), k=4)) for id in space.known.order}
        counts = {id: (*some, 3) for id, some in given.items()}
        store(space, voted(space.known, counts, team=Team(id=f"t{seed}", name=f"T{seed}")))
    assert list(differences(space, tmp_path, ExportWish(min_n=3))) == []


ONLY: Mapping[str, Callable[[Instrument], Assessment]] = {
    "votes": lambda instrument: voted(instrument, dict.fromkeys(instrument.order, (0, 0, 2, 2, 2))),
    "agreed": lambda instrument: record(instrument, "4321 2344 1-i4 5432"),
    "nothing": record,
}


@pytest.mark.parametrize("only", ONLY)
def test_a_column_may_be_empty_throughout(instrument: Instrument, tmp_path: Path, only: str) -> None:
    space = KnownInstrument(Store(tmp_path / "data"), instrument)
    store(space, ONLY[only](instrument))
    assert list(differences(space, tmp_path, ExportWish())) == []
