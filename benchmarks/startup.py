"""How long the commands take to start: medians of whole processes, as ratios against ``import typer`` alone.

``python -m benchmarks.startup``. The runs of all commands are interleaved, so that a machine whose speed drifts
treats them alike. The limits are promises of CONTRIBUTING.md; nothing fails here, the figures are for people.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from hf_fidelity.domain.record.assessment import Answer, Assessment, InstrumentStamp, Team
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace

RUNS = 15
FLOOR, TREND = "floor, 8 quarters", "trend, 8 quarters"
BASE = ["-c", "import typer"]
HF = [str(Path(sys.executable).with_name("hf-fidelity"))]  # the installed command, as people start it


def settled(data: Path, quarters: int) -> None:
    """So many settled quarters of one team."""
    workspace = Workspace.at(data)
    instrument = workspace.instrument()
    folder = workspace.store.place("Prøvekøbing Kommune", "Bostøtte Nord")
    for i in range(quarters):
        record = Assessment(
            instrument=InstrumentStamp.of(instrument),
            organisation="Prøvekøbing Kommune",
            team=Team(id=folder.team.id, name="Bostøtte Nord"),
            quarter=Quarter.of(date(2026, 8, 1)).shift(i - quarters),
            status="final",
            answers={id: Answer(agreed=2 + (i + n) % 3) for n, id in enumerate(instrument.order)},
        )
        folder.save(record, 0)


def seconds(arguments: list[str]) -> float:
    """One whole process, from outside."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, env={**os.environ, "HF_FIDELITY_LANG": "da"}
    )
    return time.perf_counter() - start


def main() -> None:
    """Time every command in turn, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        short, long = Path(folder) / "8", Path(folder) / "40"
        settled(short, 8)
        settled(long, 40)
        page = long / "trend.html"
        commands = {
            "import typer": (BASE, None),
            "--version": ([*HF, "--version"], 1.5),
            "--help": ([*HF, "--help"], 2.0),
            FLOOR: ([str(Path(__file__).with_name("floor.py")), "--data", str(short)], None),
            TREND: ([*HF, "--data", str(short), "trend"], 4.0),
            "page, 40 quarters": ([*HF, "--data", str(long), "trend", "--out", str(page)], None),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(RUNS + 1):
            for name, (arguments, _limit) in commands.items():
                took = seconds(arguments)
                if run:  # the first round warms the caches
                    times[name].append(took)
        size = page.stat().st_size
    base = statistics.median(times["import typer"])
    print(f"medians of {RUNS} runs")
    for name, (_arguments, limit) in commands.items():
        median = statistics.median(times[name])
        promised = f"  (promised: at most {limit} ×)" if limit else ""
        print(f"{name:20} {median * 1000:6.0f} ms  {median / base:4.2f} ×{promised}")
    ratio = statistics.median(times[TREND]) / statistics.median(times[FLOOR])
    print(f"{'trend to its floor':20} {'':9}  {ratio:4.2f} ×  (promised: at most 1.25 ×)")
    print(f"{'its size':20} {size / 1000:6.0f} kB  (promised: under 200 kB, and the page within a second)")


if __name__ == "__main__":
    main()
