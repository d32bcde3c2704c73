"""How long ``score`` takes, and how much memory, against a process that only reads the same files with calamine.

``python -m benchmarks.score``. Whole processes, interleaved, so that a machine whose speed drifts treats them alike.
The limits are promises of CONTRIBUTING.md; nothing fails here, the figures are for people. Beside the time by the clock
stands the work of all processes together, which says more where other programs run at the same time; the clock tells
what two idle cores gain by importing and reading at once. What a row and a file may cost in calls is tested.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.exports import many_teams, workbook

RUNS = 5
_READ = """
import sys
from python_calamine import CalamineWorkbook
for path in sys.argv[1:]:
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
"""
_PANDAS = "import sys, pandas; pandas.read_excel(sys.argv[1], engine='openpyxl')"


@dataclass(frozen=True)
class Cost:
    """One whole process: seconds, seconds of work of all its processes, megabytes of the largest, and of all."""

    seconds: float
    work: float
    largest: float
    together: float


def cost(arguments: Sequence[str], *, allowed: Sequence[int] = (), on: Sequence[int] | None = None) -> Cost:
    """Run it, and watch it from outside; ``on`` are the cores that it may use, None: all."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=None if on is None else partial(os.sched_setaffinity, 0, on),  # noqa: PLW1509  (nothing runs beside it)
    )
    peaks: dict[int, int] = {}
    watching = threading.Thread(target=_watch, args=(process.pid, peaks), daemon=True)
    watching.start()
    assert process.stderr
    said = process.stderr.read()
    _pid, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watching.join()
    if process.returncode not in (0, *allowed):
        raise SystemExit(f"{' '.join(arguments[:4])} … ended with {process.returncode}: {said.decode()}")
    work = used.ru_utime + used.ru_stime
    return Cost(seconds, work, used.ru_maxrss / 1024, sum(peaks.values()) / 1024)


def _watch(root: int, peaks: dict[int, int]) -> None:
    """The highest memory of each process of the tree in kB, as far as this system tells it; until the root ends.

    The system keeps the highest itself, so it is asked seldom: whoever looks a hundred times a second takes a tenth of
    a core from what is measured.
    """
    while Path(f"/proc/{root}/status").exists():
        tree = [root]
        try:
            for pid in tree:
                tree += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())
                status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
                if "VmHWM:" not in status and pid == root:
                    return
                peaks[pid] = int(status.partition("VmHWM:")[2].split()[0])
        except (OSError, IndexError):
            pass
        time.sleep(_BETWEEN_LOOKS)


_BETWEEN_LOOKS = 0.05


def compare(name: str, files: Sequence[Path], runs: int, promised: float, *, pandas: bool = False) -> None:
    """Score the files, only read them, and print the ratios of the medians."""
    paths = [str(file) for file in files]
    with tempfile.TemporaryDirectory() as data:
        commands = {
            "calamine alone": ["-c", _READ, *paths],
            "score": ["-m", "hf_fidelity", "--data", data, "score", *paths, "--dry-run", "--format", "json"],
        }
        if pandas:
            commands["pandas"] = ["-c", _PANDAS, *paths]
        costs: dict[str, list[Cost]] = {kind: [] for kind in commands}
        for _ in range(runs):
            for kind, arguments in commands.items():
                costs[kind].append(cost(arguments, allowed=(1,) if kind == "score" else ()))
    medians = {kind: _median(found) for kind, found in costs.items()}
    base = medians["calamine alone"]
    print(f"{name} (medians of {runs} runs; promised: time at most {promised} ×, memory at most 1.5 ×)")
    for kind, found in medians.items():
        print(
            f"  {kind:15} {found.seconds:6.2f} s  {found.seconds / base.seconds:5.2f} ×"
            f"   work {found.work:6.2f} s  {found.work / base.work:5.2f} ×"
            f"   largest process {found.largest:4.0f} MB  {found.largest / base.largest:4.2f} ×"
            f"   all together {found.together:4.0f} MB  {found.together / base.largest:4.2f} ×"
        )


def growth(folder: Path, *teams: int) -> None:
    """Score files of so many teams, five people each, and print what each took; nothing is stored."""
    for many in teams:
        file, data = many_teams(folder / f"{many}.csv", many), folder / "data"
        spent = cost(["-m", "hf_fidelity", "--data", str(data), "score", str(file), "--dry-run", "--format", "json"])
        print(f"{many:6} teams in one file: {spent.seconds:6.2f} s   work {spent.work:6.2f} s")


def _median(costs: Sequence[Cost]) -> Cost:
    columns = zip(*((found.seconds, found.work, found.largest, found.together) for found in costs), strict=True)
    return Cost(*map(statistics.median, columns))


def main() -> None:
    """Make the files, compare, and print."""
    has_pandas = importlib.util.find_spec("pandas") is not None
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        small = [workbook(folder / f"{at}.xlsx", 100, team=at) for at in range(200)]
        compare("20,000 rows", [workbook(folder / "20k.xlsx", 20_000)], RUNS, 2, pandas=has_pandas)
        compare("200,000 rows", [workbook(folder / "200k.xlsx", 200_000)], 3, 1.2)
        compare("200 files of 100 rows", small, RUNS, 2.5)
        growth(folder, 1000, 2000, 4000, 16_000)
    if not has_pandas:
        print("pandas is not installed, so nothing is compared with it")


if __name__ == "__main__":
    main()
