"""How long Spark takes in local mode, beside the program itself: the rules as SQL, and survey files.

``python -m benchmarks.spark [RECORDS] [FILES] [ROWS]``; without numbers 200,000 records, and 10 million rows in 1,000
files, which takes half an hour on two cores. It needs the extras ``spark`` and ``parquet``, and Java.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from benchmarks.exports import workbook
from benchmarks.records import large_folder
from hf_fidelity.journeys import Workspace, export_tables, score_exports
from hf_fidelity.spark import read_export, score_exports as score_on_spark
from hf_fidelity.writers.tables import tables_writer

RECORDS, FILES, ROWS = 200_000, 1_000, 10_000


def taken(name: str, work: Callable[[], object]) -> None:
    """Do it, and say how long it took by the clock."""
    began = time.perf_counter()
    came_to = work()
    print(f"{name:44} {time.perf_counter() - began:8.1f} s  ({came_to:,})", flush=True)


def main(records: int = RECORDS, files: int = FILES, rows: int = ROWS) -> None:
    """Make records and files, and measure both ways; what each came to stands behind its seconds."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # what is first on the path may know nothing of the package
    local = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false")
    spark = local.config("spark.driver.memory", "8g").getOrCreate()  # one process does it all: a gigabyte is too little
    with tempfile.TemporaryDirectory() as made:
        space, tables = Workspace.at(Path(made, "data")), Path(made, "tables")
        large_folder(space.store.root, records, space.instrument())
        taken(f"export, parquet, {records:,} records", lambda: _exported(space, tables))
        frames = read_export(spark, tables)
        taken("scores.sql in Spark", frames.computed.count)
        taken("the scores as they were exported", frames.scores.count)
        paths = [workbook(Path(made, f"{at}.xlsx"), rows, at) for at in range(files)]
        taken(f"score, {files:,} files of {rows:,} rows", lambda: _scored(Path(made, "other"), paths))
        taken("the same in Spark", score_on_spark(spark, paths).counts.count)
    spark.stop()


def _exported(space: Workspace, folder: Path) -> int:
    result = export_tables(space, folder, tables_writer("parquet"))
    return sum(part["records"] for part in (result.document.data or {})["parts"])


def _scored(data: Path, paths: list[Path]) -> int:
    scored = score_exports(Workspace.at(data), paths, now=datetime.now().astimezone(), dry_run=True)
    return len(scored.batch.teams)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
