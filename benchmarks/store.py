"""How long a large data folder takes, against opening the same files, reading them and ``orjson.loads``.

``python -m benchmarks.store``. Everything runs in turn, so that a machine whose speed drifts treats all alike; the
seconds are the processor's own, so that others who work on it count less. The limits are promises of
CONTRIBUTING.md; nothing fails here, the figures are for people.
"""

import os
import statistics
import tempfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

import orjson

from benchmarks.records import large_folder
from hf_fidelity.cli.main import run
from hf_fidelity.domain.record.privacy import Policy, shown
from hf_fidelity.domain.scores.scoring import score
from hf_fidelity.journeys import Workspace
from hf_fidelity.store.data_folder import across

SIZES = (2_000, 20_000)
RUNS = 7

Work = Callable[[Path], None]


def parse(data: Path) -> None:
    """The least that anybody can do with the records: open, read, parse. To find them is not counted."""
    for path in _files(data):
        with path.open("rb") as file:
            orjson.loads(file.read())


@cache
def _files(data: Path) -> tuple[Path, ...]:
    return tuple(sorted(data.glob("*/*/*.housing-first.json")))


def read(data: Path) -> None:
    """Every record read and checked."""
    workspace = Workspace.at(data)
    for _team in across(workspace.store, workspace.instrument()):
        pass


def read_and_score(data: Path) -> None:
    """Every record read and checked, made visible, and scored."""
    workspace = Workspace.at(data)
    instrument = workspace.instrument()
    policy = Policy(instrument.thresholds.privacy_limit)
    for team in across(workspace.store, instrument):
        for record in team.records:
            score(shown(record, policy)[0], instrument)


def command(*words: str) -> Work:
    """A command in this process, its output thrown away."""

    def work(data: Path) -> None:
        with redirect_stdout(StringIO()):
            code = run(["--data", str(data), *words])
        assert code == 0, words

    return work


# What is measured, and the most that it is promised to take, as a multiple of parsing.
ALL_RECORDS: Mapping[str, tuple[Work, float | None]] = {
    "open, read, orjson.loads": (parse, None),
    "read, checked": (read, None),
    "read, checked, shown, scored": (read_and_score, None),
    "compare, all quarters": (command("compare", "--from", "2000-Q1", "--format", "json"), 6.0),
}
ONE_TEAM = command("trend", "--team", "Bostøtte 7", "--format", "json")


def seconds(work: Work, data: Path) -> float:
    """The processor's seconds for it, those of the processes that share the work included."""
    start = sum(os.times()[:4])
    work(data)
    return sum(os.times()[:4]) - start


def main() -> None:
    """Make the folders, measure in turn, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as made:
        folders = {size: Path(made) / str(size) for size in SIZES}
        for size, data in folders.items():
            large_folder(data, size, Workspace.at(data).instrument())
        works = {**{name: work for name, (work, _limit) in ALL_RECORDS.items()}, "trend of one team": ONE_TEAM}
        times: dict[tuple[str, int], list[float]] = {(name, size): [] for size in SIZES for name in works}
        for round in range(RUNS + 1):
            for (name, size), taken in times.items():
                took = seconds(works[name], folders[size])
                if round:  # the first one warms the caches
                    taken.append(took)
    _print({key: statistics.median(took) for key, took in times.items()})


def _print(medians: Mapping[tuple[str, int], float]) -> None:
    base, few, many = next(iter(ALL_RECORDS)), *SIZES
    print(f"medians of {RUNS} runs")
    for name, (_work, limit) in ALL_RECORDS.items():
        ratios = ", ".join(f"{medians[name, size] / medians[base, size]:.2f} × ({size:,} records)" for size in SIZES)
        growth = medians[name, many] / medians[name, few] / (many / few)
        promised = f"  (promised: at most {limit} ×)" if limit else ""
        print(f"{name:30} {medians[name, many]:6.2f} s  {ratios}, growth {growth:.2f} × the records{promised}")
    alone = ", ".join(f"{medians['trend of one team', size] * 1000:.0f} ms ({size:,} records)" for size in SIZES)
    print(f"{'trend of one team':30} {alone}")


if __name__ == "__main__":
    main()
