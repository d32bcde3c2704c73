"""For clusters: survey files read by many machines, and the tables of an export with the rules of scoring as SQL.

Needs the extra ``spark`` (pyspark) and Java 17. The package must be installed on the executors too::

    from hf_fidelity.spark import read_export, score_exports

    scored = score_exports(spark, paths, "housing-first")
    scored.counts.where("organisation = 'Prøvekøbing Kommune'").show()

What is counted, what is held back because too few people answered, and every figure is what ``score --dry-run`` says of
each file by itself: the very same code does it, and only counts leave the process that reads a file.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.batch import Batch
from hf_fidelity.ground import N_, InputProblem, UsageProblem, language, speaking
from hf_fidelity.journeys.export import PACKAGE, scores_sql
from hf_fidelity.journeys.score import Wish, jobs_of, reading_options
from hf_fidelity.journeys.store_votes import VoteStore
from hf_fidelity.journeys.workspace import Workspace, policy_for
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.worker import Worker
from hf_fidelity.reports.survey import score_data
from hf_fidelity.reports.tables import MARK, SHAPES, TableShape

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


# Survey files.


class ScoredFiles(NamedTuple):
    """What was read: a row per file; per file, team, quarter and statement; and per remark on a file."""

    files: "DataFrame"
    counts: "DataFrame"
    findings: "DataFrame"


_FILES = "file string, sheet string, layout string, role string, read long, accepted long, skipped long, rejected long"
_COUNTS = (
    "file string, organisation string, team string, quarter string, respondents long, basis string, stored string, "
    "statement string, n long, counts array<long>, missing long, not_relevant long, mean double, median double, "
    "consensus double, score double"
)
_FINDINGS = (
    "file string, sheet string, severity string, code string, cell string, row long, message string, remedy string"
)


def score_exports(
    spark: "SparkSession",
    paths: Sequence[str | Path],
    questionnaire: str | None = None,
    wish: Wish | None = None,
    *,
    min_n: int | None = None,
    data: str | Path | None = None,
    partitions: int | None = None,
) -> ScoredFiles:
    """Read survey files, spread over the executors, which must see the same paths; nothing is stored.

    ``questionnaire`` is its id (None: the default one), one of ``data``'s own where a data folder is named. Every file
    is told by itself: where two hold the same team and quarter, both have rows. Raises UsageProblem, InputProblem.
    """
    instrument = Workspace.at(data).instrument(questionnaire)
    policy = policy_for(instrument, "team", min_n)
    options = reading_options(wish or Wish(), instrument, policy.limit)
    jobs = jobs_of([Path(path).absolute() for path in paths], options)
    if not jobs:
        raise UsageProblem(N_("There is no survey file to read."))
    slices = min(len(jobs), partitions or spark.sparkContext.defaultParallelism * 4)
    said, moment = language(), datetime.now().astimezone()

    def read(some: Iterable[Job]) -> Iterator[tuple[str, tuple[Any, ...]]]:
        with speaking(said):
            yield from _read_here(list(some), instrument, options, min_n, moment)

    rows = spark.sparkContext.parallelize(jobs, slices).mapPartitions(read).cache()
    return ScoredFiles(
        *(
            spark.createDataFrame(rows.filter(partial(_is_of, name)).map(_without_kind), schema)
            for name, schema in (("file", _FILES), ("counts", _COUNTS), ("finding", _FINDINGS))
        )
    )


def _is_of(kind: str, row: tuple[str, Any]) -> bool:
    return row[0] == kind


def _without_kind(row: tuple[str, tuple[Any, ...]]) -> tuple[Any, ...]:
    return row[1]


def _read_here(
    jobs: Sequence[Job], instrument: Instrument, options: Options, min_n: int | None, now: datetime
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """On an executor: the files of one task, by the process that reads files for ``score``."""
    if not jobs:
        return
    policy = policy_for(instrument, "team", min_n)
    with TemporaryDirectory() as nothing, Worker() as reader:
        for found in reader.read_all(iter(jobs), options):  # by one process: the other cores are other tasks'
            store = VoteStore(Workspace.at(nothing), instrument, policy, None, True, now)
            read = store.remarked(found)
            votes = [store.votes(read, each) for each in read.groups]
            agreed = [store.joint(read, each) for each in read.joint]
            yield from _told(score_data(Batch(instrument, policy, (read,), (*votes, *agreed), options.lenient, True)))


def _told(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """What ``score`` says of one file, as rows."""
    for file in data["files"]:
        rows, name = file["rows"], file["file"]
        yield "file", (name, file["sheet"], file["layout"], file["role"], *(rows[each] for each in _ROWS))
        for found in file["findings"]:
            yield "finding", (name, *(found[each] for each in _REMARK))
    for each in data["assessments"]:
        team = tuple(each[key] for key in ("organisation", "team", "quarter", "respondents", "basis", "stored"))
        for id, figures in each["scores"]["statements"].items():
            counted = figures["counts"]
            told = (figures["n"], counted and list(counted), figures["missing"], figures["not_relevant"])
            measured = (None if figures[key] is None else float(figures[key]) for key in _MEASURES)
            yield "counts", (each["files"][0], *team, id, *told, *measured)


_ROWS = ("read", "accepted", "skipped", "rejected")
_MEASURES = ("mean", "median", "consensus", "score")
_REMARK = ("sheet", "severity", "code", "cell", "row", "message", "remedy")


# The tables of an export.


class ExportFrames(NamedTuple):
    """The tables of an export, and the scores as ``scores.sql`` computes them from the answers."""

    records: "DataFrame"
    answers: "DataFrame"
    scores: "DataFrame"
    actions: "DataFrame"
    instruments: "DataFrame"
    computed: "DataFrame"


def read_export(spark: "SparkSession", folder: str | Path) -> ExportFrames:
    """The tables of an export as CSV or Parquet, those that its data package names and no others.

    They are also views of the session: ``records``, ``answers``, ``scores``, ``actions``, ``instruments``. Raises
    InputProblem where the folder is no such export.
    """
    home = Path(folder).resolve()  # Java has a working directory of its own
    if patterns := sorted(_PATTERNS.intersection(home.as_posix().removeprefix(home.drive))):
        raise InputProblem(
            N_("{folder} cannot be read by Spark, which takes {characters} in a path for something else."),
            hint=N_("Copy the folder to a place without them, or name it otherwise."),
            folder=str(home),
            characters=" ".join(patterns),
        )
    places = _places(home)
    frames = {name: _frame(spark, home, shape, places[name]) for name, shape in SHAPES.items()}
    for name, frame in frames.items():
        frame.createOrReplaceTempView(name)
    statements = frames["instruments"].agg({"place": "max"}).first()
    return ExportFrames(**frames, computed=spark.sql(scores_sql(statements[0] if statements else 1)))


_PATTERNS = frozenset("[]{}?*\\:")


def _places(folder: Path) -> dict[str, tuple[str, list[str]]]:
    """Table → its format and files."""
    try:
        tables = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))[MARK]["tables"]
        found = {name: (table["format"], table["files"]) for name, table in tables.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        found = {}
    if found.keys() != SHAPES.keys() or any(format not in ("csv", "parquet") for format, _paths in found.values()):
        raise InputProblem(
            N_("{folder} holds no export that Spark can read."),
            hint=N_("Write one with `hf-fidelity export FOLDER --format parquet`."),
            folder=str(folder),
        )
    return found


_SPARK_KINDS = {"string": "string", "integer": "long", "number": "double", "boolean": "boolean", "date": "date"}


def _frame(spark: "SparkSession", folder: Path, shape: TableShape, place: tuple[str, list[str]]) -> "DataFrame":
    format, paths = place
    columns = [f"`{each.name}` {_SPARK_KINDS[each.kind]}" for each in shape.fields]
    reader = spark.read.option("basePath", str(folder / shape.name)).option("header", True).option("escape", '"')
    schema = ", ".join([*columns, *(["quarter string"] if shape.by_quarter else [])])
    return reader.schema(schema).format(format).load([str(folder / path) for path in paths])
