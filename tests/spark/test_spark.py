"""Spark gives what the program gives, to the last digit: files read by executors, and the rules of scoring as SQL."""

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.exports import workbook
from benchmarks.records import large_folder
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.errors import InputProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import ExportWish, Workspace, compare_teams, export_tables
from hf_fidelity.journeys.score import Wish, score_exports as score_here
from hf_fidelity.writers.tables import TableFormat, tables_writer
from tests.outsiders import (
    FALLS,
    NO_FALL,
    a_year_of_nine_teams,
    fell_most,
    four_teams,
    python_answer,
    some_teams,
    spark_answer,
)

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]
COLUMNS = (
    "record", "instrument", "level", "row", "value", "index_percent", "answered", "relevant", "complete", "basis",
    "state",
)  # fmt: skip


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator["SparkSession"]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # what is first on the path may know nothing of the package
    place = str(tmp_path_factory.mktemp("spark"))
    session = (
        SparkSession.builder.master("local[2]")
        .appName("hf-fidelity")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.local.dir", place)
        .config("spark.sql.warehouse.dir", place)
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """2,000 records."""
    space = Workspace.at(tmp_path_factory.mktemp("large") / "data")
    large_folder(space.store.root, 2_000, space.instrument())
    return space


@pytest.fixture(scope="module")
def folder(space: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tables") / "tabeller"
    export_tables(space, made, tables_writer("parquet"))
    return made


def test_the_rules_as_sql_give_the_scores_of_2000_records(spark: Any, folder: Path) -> None:
    from hf_fidelity.spark import read_export

    frames = read_export(spark, folder)
    told = {tuple(row) for row in frames.scores.select(*COLUMNS).collect()}
    computed = {tuple(row) for row in frames.computed.select(*COLUMNS).collect()}
    assert len(told) == 2_000 * 29
    assert told == computed


def test_csv_is_read_as_what_it_is(spark: Any, space: Workspace, tmp_path: Path) -> None:
    from hf_fidelity.spark import read_export

    wish = ExportWish(last=Quarter(2025, 4), audience="team")
    formats: tuple[TableFormat, ...] = ("parquet", "csv")
    for each in formats:
        export_tables(space, tmp_path / each, tables_writer(each), wish)
    one, other = (read_export(spark, tmp_path / each) for each in formats)
    for name in ("records", "answers", "scores", "actions", "instruments"):
        first, second = getattr(one, name), getattr(other, name)
        assert sorted(map(repr, first.collect())) == sorted(map(repr, second.select(*first.columns).collect())), name


@pytest.mark.parametrize("gap", [None, "2026-Q1"])
def test_which_theme_fell_most(
    spark: Any, instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gap: str | None
) -> None:
    """The page's own words, as the other outsiders have them."""
    monkeypatch.chdir(tmp_path)
    space = Workspace.at(tmp_path / "data")
    a_year_of_nine_teams(space, instrument, Random(1), gap)
    export_tables(space, Path("tabeller"), tables_writer("parquet"))
    course = compare_teams(space, first=Quarter(2026, 1), last=Quarter(2026, 4)).document.data
    assert course
    assert spark_answer(spark) == fell_most(course["course"])


@pytest.mark.parametrize("kind", FALLS)
def test_quarters_that_cannot_be_compared(
    spark: Any, instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    space = Workspace.at(tmp_path / "data")
    first, last, answer = FALLS[kind]
    four_teams(space, instrument, first, last)
    export_tables(space, Path("tabeller"), tables_writer("parquet"))
    assert spark_answer(spark) == answer


@pytest.mark.parametrize("kind", NO_FALL)
def test_themes_that_fell_alike_and_that_did_not(
    spark: Any, instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    space = Workspace.at(tmp_path / "data")
    lines, answer = NO_FALL[kind]
    some_teams(space, instrument, lines)
    export_tables(space, Path("tabeller"), tables_writer("parquet"))
    assert spark_answer(spark) == answer


def test_forty_files_as_the_program_reads_them(spark: Any, instrument: Instrument, tmp_path: Path) -> None:
    from hf_fidelity.spark import score_exports

    paths = [workbook(tmp_path / f"fil {at}.xlsx", 30 + at % 7 * 40, at + 1) for at in range(39)]
    (tmp_path / "brev.csv").write_text("Kære alle;\n", encoding="utf-8")
    paths.append(tmp_path / "brev.csv")
    scored = score_exports(spark, paths, instrument.id, Wish(), partitions=4)
    program = score_here(
        Workspace.at(tmp_path / "data"),
        paths,
        now=datetime.now().astimezone(),
        dry_run=True,
        instrument_id=instrument.id,
    )
    data = program.document.data
    assert data
    assert {tuple(row) for row in scored.files.collect()} == {
        (f["file"], f["sheet"], f["layout"], f["role"], *f["rows"].values()) for f in data["files"]
    }
    told = {(row["team"], row["statement"]): row for row in scored.counts.collect()}
    assert len(told) == 39 * 16
    for team in data["assessments"]:
        for id, figures in team["scores"]["statements"].items():
            row = told[team["team"], id]
            for key in ("n", "counts", "missing", "not_relevant", "mean", "median", "consensus", "score"):
                assert row[key] == (list(figures[key]) if key == "counts" else figures[key]), (team["team"], id, key)
    means = [row["mean"] for row in told.values() if row["n"] is not None and row["n"] >= 5]
    assert python_answer("files", spark=spark, paths=paths)["low"] == sum(mean < 2 for mean in means)
    (refused,) = [f["findings"][0] for f in data["files"] if f["file"].endswith("brev.csv")]
    assert refused["message"] in {row["message"] for row in scored.findings.collect()}


def test_a_group_of_too_few_leaves_no_counts(spark: Any, instrument: Instrument, tmp_path: Path) -> None:
    from hf_fidelity.spark import score_exports

    scored = score_exports(spark, [workbook(tmp_path / "fil.xlsx", 4, 1)], instrument.id)
    rows = scored.counts.collect()
    assert [row["stored"] for row in rows] == ["held-back"] * 16
    assert {(row["n"], row["counts"], row["mean"], row["score"]) for row in rows} == {(None, None, None, None)}


def test_a_folder_that_is_no_export_is_named(spark: Any, tmp_path: Path) -> None:
    from hf_fidelity.spark import read_export

    with pytest.raises(InputProblem, match="holds no export"):
        read_export(spark, tmp_path)


@pytest.mark.parametrize("name", ["{a}", "[1]", "q?", "all*", "a:b", "a\\b"])
def test_a_folder_whose_name_spark_takes_for_a_pattern_is_named(
    spark: Any, space: Workspace, tmp_path: Path, name: str
) -> None:
    from hf_fidelity.spark import read_export

    export_tables(space, tmp_path / name, tables_writer("csv"))
    with pytest.raises(InputProblem, match="cannot be read by Spark"):
        read_export(spark, tmp_path / name)
