"""How long an export takes, against opening the same records, reading them and ``orjson.loads``.

``python -m benchmarks.export``. Everything runs in turn, so that a machine whose speed drifts treats all alike; the
seconds are those of the clock, since an export works in as many processes as it may, and the processor's beside them.
The limits are promises of CONTRIBUTING.md; nothing fails here, the figures are for people.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.records import large_folder
from benchmarks.store import parse
from hf_fidelity.journeys import Workspace

RECORDS = 20_000
RUNS = 5
PROGRAM = (sys.executable, "-m", "hf_fidelity")
QUERY = """
SELECT quarter, row, median(value) FROM read_parquet('{folder}/scores/*/*.parquet')
WHERE compared AND level IN ('total', 'theme') GROUP BY quarter, row
"""

Work = Callable[[Path, Path], None]


def export(format: str) -> Work:
    """A whole export into a new folder, in a process of its own."""

    def work(data: Path, out: Path) -> None:
        shutil.rmtree(out / format, ignore_errors=True)
        _program(data, "export", str(out / format), "--format", format)

    return work


def _program(data: Path, *words: str) -> None:
    subprocess.run([*PROGRAM, "--data", str(data), *words], check=True, stdout=subprocess.DEVNULL)


def again(data: Path, out: Path) -> None:
    """The same export where nothing has changed."""
    _program(data, "export", str(out / "parquet"), "--format", "parquet")


def compared(data: Path, _out: Path) -> None:
    """``compare`` over all quarters."""
    _program(data, "compare", "--from", "2000-Q1", "--format", "json")


def through_duckdb(_data: Path, out: Path) -> None:
    """The same medians through the export, in a process of its own as well."""
    query = f"import duckdb; duckdb.sql({QUERY.format(folder=out / 'parquet')!r}).fetchall()"
    subprocess.run([sys.executable, "-c", query], check=True)


WORKS: dict[str, Work] = {
    "open, read, orjson.loads": lambda data, _out: parse(data),
    "export, parquet": export("parquet"),
    "export, parquet, unchanged": again,
    "export, csv": export("csv"),
    "export, sqlite": export("sqlite"),
    "compare, all quarters": compared,
    "the same through DuckDB": through_duckdb,
}
_LIMITS = {
    "export, parquet": ("open, read, orjson.loads", 6.0),
    "the same through DuckDB": ("compare, all quarters", 0.5),
}


def seconds(work: Work, data: Path, out: Path) -> tuple[float, float]:
    """By the clock, and of all processes."""
    began, worked = time.perf_counter(), _worked()
    work(data, out)
    return time.perf_counter() - began, _worked() - worked


def _worked() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def largest(data: Path, out: Path) -> float:
    """The most memory of one process of an export as Parquet, in MB: no child before it took as much."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    export("parquet")(data, out)
    return max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def main(records: int = RECORDS, runs: int = RUNS) -> None:
    """Make the folder, measure in turn, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as made:
        data, out = Path(made, "data"), Path(made, "out")
        large_folder(data, records, Workspace.at(data).instrument())
        memory = largest(data, out)
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in WORKS}
        for round in range(runs + 1):
            for name, work in WORKS.items():
                took = seconds(work, data, out)
                if round:  # the first one warms the caches
                    taken[name].append(took)
    clock = {name: statistics.median(each[0] for each in times) for name, times in taken.items()}
    worked = {name: statistics.median(each[1] for each in times) for name, times in taken.items()}
    print(f"{records:,} records, medians of {runs} runs, {os.cpu_count()} cores, {memory:.0f} MB (≤ 300)")
    for name in WORKS:
        base, limit = _LIMITS.get(name, ("open, read, orjson.loads", None))
        told = f"  {clock[name] / clock[base]:5.2f} × {base}" + (f" (promised: at most {limit} ×)" if limit else "")
        print(f"{name:28} {clock[name]:6.2f} s, work {worked[name]:6.2f} s{told}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
