"""Programs that know nothing of this one answer from its tables what it answers itself: docs/scale.md, run."""

import re
import sqlite3
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, compare_teams, export_tables
from hf_fidelity.reports.tables import SHAPES
from hf_fidelity.writers.tables import DATABASE, tables_writer
from tests.depth import every
from tests.journeys.scenes import workspace
from tests.outsiders import (
    FALLS,
    NO_FALL,
    PAGE,
    a_year_of_nine_teams,
    block,
    fell_most,
    four_teams,
    python_answer,
    some_teams,
)


@pytest.fixture(params=[*every(3, range(3)), *every(2, ["2026-Q1", "2026-Q4"])])
def asked(
    request: pytest.FixtureRequest, instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, float] | None:
    """What ``compare`` answers."""
    space = workspace(tmp_path / "data")
    gap = request.param if type(request.param) is str else None
    a_year_of_nine_teams(space, instrument, Random(request.param), gap)
    monkeypatch.chdir(tmp_path)
    export_tables(space, Path("tabeller"), tables_writer("parquet"))
    export_tables(space, Path("tabeller-sqlite"), tables_writer("sqlite"))
    return what_compare_says(space)


@pytest.fixture(params=every(3, FALLS))
def fell(
    request: pytest.FixtureRequest, instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, float] | None:
    """What is true of four teams, of whose quarters some cannot be compared; ``compare`` says so, too."""
    space = workspace(tmp_path / "data")
    answer: tuple[str, float] | None
    first, last, answer = request.param
    four_teams(space, instrument, first, last)
    monkeypatch.chdir(tmp_path)
    export_tables(space, Path("tabeller"), tables_writer("parquet"))
    export_tables(space, Path("tabeller-sqlite"), tables_writer("sqlite"))
    assert what_compare_says(space) == answer
    return answer


@pytest.fixture(params=NO_FALL.values(), ids=list(NO_FALL))
def alike(
    request: pytest.FixtureRequest, instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, float] | None:
    """What is true where themes fell alike, where none fell, and where there are no two quarters."""
    space = workspace(tmp_path / "data")
    lines, answer = request.param
    some_teams(space, instrument, lines)
    monkeypatch.chdir(tmp_path)
    export_tables(space, Path("tabeller"), tables_writer("parquet"))
    export_tables(space, Path("tabeller-sqlite"), tables_writer("sqlite"))
    assert what_compare_says(space) == answer
    known: tuple[str, float] | None = answer
    return known


def what_compare_says(space: Workspace) -> tuple[str, float] | None:
    try:
        data = compare_teams(space, first=Quarter(2026, 1), last=Quarter(2026, 4)).document.data
    except UsageProblem:  # there is nothing to show
        return None
    assert data
    return fell_most(data["course"])


def in_duckdb(query: str) -> list[Any]:
    with duckdb.connect() as database:
        return database.execute(query).fetchall()


def test_duckdb(asked: tuple[str, float]) -> None:
    assert in_duckdb(block("sql duckdb")) == [asked]


def test_sqlite(asked: tuple[str, float]) -> None:
    with sqlite3.connect(Path("tabeller-sqlite") / DATABASE) as database:
        assert database.execute(block("sql sqlite")).fetchone() == asked


def test_what_cannot_be_compared_in_duckdb(fell: tuple[str, float] | None) -> None:
    assert in_duckdb(block("sql duckdb")) == ([] if fell is None else [fell])


def test_what_cannot_be_compared_in_sqlite(fell: tuple[str, float] | None) -> None:
    with sqlite3.connect(Path("tabeller-sqlite") / DATABASE) as database:
        assert database.execute(block("sql sqlite")).fetchone() == fell


def test_themes_that_fell_alike_and_that_did_not(alike: tuple[str, float] | None) -> None:
    with sqlite3.connect(Path("tabeller-sqlite") / DATABASE) as database:
        in_sqlite = database.execute(block("sql sqlite")).fetchone()
    assert (in_duckdb(block("sql duckdb")), in_sqlite) == ([] if alike is None else [alike], alike)
    assert python_answer("pandas")["answer"] == alike


@pytest.mark.thorough
def test_what_cannot_be_compared_in_pandas(fell: tuple[str, float] | None) -> None:
    assert python_answer("pandas")["answer"] == fell


@pytest.mark.thorough
def test_pandas(asked: tuple[str, float]) -> None:
    assert python_answer("pandas")["answer"] == asked


@pytest.mark.thorough
def test_the_rules_as_sql(asked: tuple[str, float]) -> None:
    scores = in_duckdb("SELECT record, level, row, value FROM read_parquet('tabeller/scores/**/*.parquet')")
    computed = [(row[0], *row[2:5]) for row in python_answer("duckdb")["computed"]]
    assert sorted(computed, key=repr) == sorted(scores, key=repr) != []


def test_the_query_for_excel_knows_every_column_that_is_no_text() -> None:
    """And whose a row is, by columns that the table of records has."""
    text = PAGE.with_name("power-query.pq").read_text(encoding="utf-8")
    lists: Any = re.findall(r'\{\s*("[a-z_]+"(?:,\s*"[a-z_]+")+)\s*\}', text)
    numbers, flags, days, _kept, whose = (re.findall(r'"([a-z_]+)"', each) for each in lists)
    kinds: dict[str, set[str]] = {}
    for column in (column for shape in SHAPES.values() for column in shape.fields):
        kinds.setdefault(column.kind, set()).add(column.name)
    assert set(numbers) == kinds["integer"] | kinds["number"]
    assert (set(flags), set(days)) == (kinds["boolean"], kinds["date"])
    assert set(whose) <= {column.name for column in SHAPES["records"].fields}
