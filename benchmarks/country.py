"""From one team to a country: every kind of large work against its floor, in one run.

``python -m benchmarks.country [--size 0.1] [--runs 5] [--keep FOLDER] [--only WORD]``. A floor and the work that is
measured against it take turns, and what is printed is the median of the ratios of such pairs: both meet the same
machine, whose speed drifts and on which others may be at work. Beside the clock stand the processor's seconds of all
processes. ``--size`` makes everything smaller, ``--keep`` makes the folders once and uses them again (made-up records
are the same every time). Nothing fails here, the figures are for people.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from benchmarks.export import QUERY
from benchmarks.exports import many_teams
from benchmarks.records import COUNTRY, country, large_folder, newest_of, thin_folder
from benchmarks.score import Cost, cost
from benchmarks.startup import settled
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.journeys import Workspace

RECORDS, TEAMS, IMPORTED, GROWTH = 20_000, 500, 1_000, (2_000, 20_000, 200_000)
PROGRAM = ("-m", "hf_fidelity", "--data")
ALL_QUARTERS = ("--from", "2000-Q1", "--format", "json")
READ = "import sys; from pathlib import Path; from benchmarks.store import read; read(Path(sys.argv[1]))"
PAGE_IMPORTS = "import typer, pydantic, yaml, orjson, jinja2"
WORKBOOK_IMPORTS = "import typer, pydantic, yaml, orjson, openpyxl.chart, openpyxl.formatting.rule"
ALONE = "import sys; sys.modules |= {'numpy': None, 'pandas': None}; "
"""openpyxl imports numpy, and pyarrow pandas, where they are installed, as for developers. The program needs none."""
STARTED = f"{ALONE}from hf_fidelity.cli.main import main; main()"
SURE = 0.002
"""Seconds that a disk of people's own takes until something is safe on it; one in a data centre takes a tenth of it."""
_SLOWER = f"import os, time; sync = os.fsync; os.fsync = lambda file: (time.sleep({SURE}), sync(file)); "
"""Before :data:`STARTED`: the program on such a disk."""

Measure = Callable[[], Cost]


class Line(NamedTuple):
    """A line of the table: a work, its floor, and what is to be reached."""

    name: str
    floor: str
    base: Measure
    work: Measure
    ratio: float | None = None
    """At most so many times the floor."""
    by: Literal["clock", "work"] = "work"
    """Which of the two ratios is meant: what is done in several processes, or waits for a disk, is by the clock."""
    seconds: float | None = None
    """At most so many by the clock."""
    megabytes: float | None = None
    """At most so many in one process."""


def inside(work: Callable[[], object]) -> Cost:
    """What a work costs in this process."""
    began, used = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - began, time.process_time() - used, 0.0, 0.0)


def parse(paths: Sequence[Path]) -> Cost:
    """The least that anybody can do with records: open, read, ``orjson.loads``. To find them is not counted."""
    import orjson

    def work() -> None:
        for path in paths:
            with path.open("rb") as file:
                orjson.loads(file.read())

    return inside(work)


def program(data: Path, *words: str, on: Sequence[int] | None = None) -> Cost:
    """A whole command, in a process of its own."""
    return cost([*PROGRAM, str(data), *words], on=on, allowed=(1,) if words[0] == "score" else ())


def exported(data: Path, out: Path) -> Cost:
    """A whole export as Parquet into a new folder."""
    shutil.rmtree(out, ignore_errors=True)
    return cost(["-c", STARTED, "--data", str(data), "export", str(out), "--format", "parquet"])


def imported(file: Path, data: Path, *, slower: bool = False) -> Cost:
    """The votes of many teams out of one file, into a new data folder."""
    shutil.rmtree(data, ignore_errors=True)
    words = ["--data", str(data), "score", str(file), "--format", "json"]
    return cost(["-c", f"{_SLOWER if slower else ''}{STARTED}", *words], allowed=(1,))


def saved(number: int, like: Path, folder: Path, *, slower: bool = False) -> Cost:
    """So many files, each in a folder of its own, safe on the disk: written, synced, put in their place, synced."""
    shutil.rmtree(folder, ignore_errors=True)
    content = next(like.glob("*/*/*.housing-first.json")).read_bytes()

    def sync(descriptor: int) -> None:
        time.sleep(SURE * slower)
        os.fsync(descriptor)

    def work() -> None:
        for at in range(number):
            home = folder / str(at % 98) / str(at)
            home.mkdir(parents=True)
            with (home / "new").open("wb") as file:
                file.write(content)
                file.flush()
                sync(file.fileno())
            (home / "new").replace(home / "record.json")
            descriptor = os.open(home, os.O_RDONLY)
            sync(descriptor)
            os.close(descriptor)

    return inside(work)


class Folders(NamedTuple):
    """Where what is measured lies; each folder is made when it is first asked for."""

    root: Path
    size: float
    disk: Path = Path()
    """Where what is to be safe on a disk is saved: ``root`` may be memory."""

    def records(self, number: int) -> Path:
        """So many whole records, four of a team."""
        return self._made(f"records-{number}", lambda folder: large_folder(folder, number, _instrument()))

    def thin(self, number: int) -> Path:
        """So many records with nothing but agreed answers."""
        return self._made(f"thin-{number}", lambda folder: thin_folder(folder, number, _instrument()))

    def country(self) -> Path:
        """All of Denmark: a folder of a data folder for each municipality."""
        municipalities = max(2, round(COUNTRY.municipalities * self.size))
        many = COUNTRY._replace(municipalities=municipalities)
        return self._made(f"country-{municipalities}", lambda folder: country(folder, many, _instrument()))

    def course(self) -> Path:
        """Eight quarters of one team."""
        return self._made("course", lambda folder: settled(folder, 8))

    def _made(self, name: str, make: Callable[[Path], None]) -> Path:
        folder, half = self.root / name, self.root / f"{name}.half"
        if not folder.exists():
            shutil.rmtree(half, ignore_errors=True)
            make(half)
            half.rename(folder)
        return folder

    def scaled(self, number: int) -> int:
        """A number at this size, four of a team."""
        return max(8, round(number * self.size / 4) * 4)


def _instrument() -> Instrument:
    return Workspace.at(Path(os.devnull)).instrument()


def _records_in(data: Path, pattern: str = "*/*/*.housing-first.json") -> list[Path]:
    return sorted(data.glob(pattern))


def lines(folders: Folders) -> Iterator[Line]:
    """The table, a line after the other; what a line needs is made just before."""
    many = folders.scaled(RECORDS)
    data, out, scratch = folders.records(many), folders.root / "tables", folders.disk / "scratch"
    floor, records, compare = "open, read, orjson.loads", f"{many:,} records", ("compare", *ALL_QUARTERS)
    base, core = partial(parse, _records_in(data)), sorted(os.sched_getaffinity(0))[-1:]
    yield Line(f"compare, {records}, one core", floor, base, partial(program, data, *compare, on=core), 4)
    yield Line(f"compare, {records}, all cores", floor, base, partial(program, data, *compare), 2.5, "clock")
    yield Line(f"export, Parquet, {records}", floor, base, partial(exported, data, out), 6, "clock", megabytes=300)
    query = f"import duckdb; duckdb.sql({QUERY.format(folder=out)!r}).fetchall()"
    one_core = partial(program, data, *compare, on=core)
    yield Line("the same medians in DuckDB", "compare, one core", one_core, partial(cost, ["-c", query]), 0.5)

    teams = folders.scaled(TEAMS * 4)
    few = folders.records(teams)
    yield Line(
        f"trend of {teams // 4} teams", "reading them", partial(cost, ["-c", READ, str(few)]),
        partial(program, few, "trend"), 3,
    )  # fmt: skip

    course, typer = folders.course(), partial(cost, ["-c", "import typer"])
    for ending, imports in (("html", PAGE_IMPORTS), ("xlsx", WORKBOOK_IMPORTS)):
        out_file = str(folders.root / f"trend.{ending}")
        written = partial(cost, ["-c", STARTED, "--data", str(course), "trend", "--out", out_file])
        yield Line(f"trend --out x.{ending}, 8 quarters", "import typer", typer, written, 4)
        needed = partial(cost, ["-c", ALONE + imports])
        yield Line(f"x.{ending}, 8 quarters", imports.partition(" ")[2], needed, written)

    number = folders.scaled(IMPORTED)
    file = many_teams(folders.root / "teams.csv", number)
    imported(file, scratch / "like")
    for slower, disk in ((False, "this disk"), (True, f"{SURE * 1000:.0f} ms a sync")):
        yield Line(
            f"import of {number:,} teams, {disk}", f"saving {number:,} files with fsync",
            partial(saved, number, scratch / "like", scratch / "saved", slower=slower),
            partial(imported, file, scratch / "data", slower=slower), 2, "clock",
        )  # fmt: skip

    land, quarter = folders.country(), str(newest_of(COUNTRY))
    newest = _records_in(land, f"*/*/*/{quarter}.housing-first.json")
    all_of_it = len(newest) * COUNTRY.quarters
    yield Line(
        f"compare, one quarter of {all_of_it:,} records", f"its {len(newest):,} files only", partial(parse, newest),
        partial(program, land, "compare", "--quarter", quarter, "--format", "json"), seconds=3,
    )  # fmt: skip


def growth(folders: Folders, runs: int) -> None:
    """``compare`` over all quarters of more and more thin records."""
    print("\nthin records    compare: clock    processor   of each record")
    for number in map(folders.scaled, GROWTH):
        data = folders.thin(number)
        costs = [program(data, "compare", *ALL_QUARTERS) for _ in range(runs)]
        clock, work = (statistics.median(column) for column in zip(*((c.seconds, c.work) for c in costs), strict=True))
        print(f"{number:12,} {clock:14.2f} s {work:10.2f} s {work / number * 1e6:12.0f} µs", flush=True)


def measured(line: Line, runs: int) -> None:
    """Measure a line in pairs, after one that warms the caches, and print it."""
    line.base(), line.work()
    pairs = [(line.base(), line.work()) for _ in range(runs)]
    clock, work = (statistics.median(ratios) for ratios in zip(*map(_ratios, pairs), strict=True))
    base, cost = (_median(side) for side in zip(*pairs, strict=True))
    promised, kept = _promised(line, clock if line.by == "clock" else work, cost)
    memory = f"{cost.largest:5.0f} MB" if cost.largest else ""
    print(
        f"{line.name:42} {base.seconds:7.2f} {base.work:7.2f} {cost.seconds:8.2f} {cost.work:7.2f}"
        f" {clock:8.2f} × {work:6.2f} × {memory}  {promised:26} {kept:8} floor: {line.floor}",
        flush=True,
    )


def _ratios(pair: tuple[Cost, Cost]) -> tuple[float, float]:
    base, work = pair
    return work.seconds / base.seconds, work.work / base.work


def _median(costs: Sequence[Cost]) -> Cost:
    columns = zip(*((each.seconds, each.work, each.largest, each.together) for each in costs), strict=True)
    return Cost(*map(statistics.median, columns))


def _promised(line: Line, ratio: float, cost: Cost) -> tuple[str, str]:
    """What is to be reached, and whether it is."""
    told, kept = [], True
    for limit, found, unit in (
        (line.ratio, ratio, f"× by the {'clock' if line.by == 'clock' else 'processor'}"),
        (line.seconds, cost.seconds, "s"),
        (line.megabytes, cost.largest, "MB"),
    ):
        if limit is not None:
            told.append(f"{limit:g} {unit}")
            kept = kept and found <= limit
    return (f"≤ {', '.join(told)}", "reached" if kept else "missed") if told else ("", "")


def main(asked: Namespace) -> None:
    """Make what is needed, measure, and print."""
    with tempfile.TemporaryDirectory() as made:
        folders = Folders(asked.keep or Path(made), asked.size, Path(made))
        folders.root.mkdir(parents=True, exist_ok=True)
        cores = len(os.sched_getaffinity(0))
        load = os.getloadavg()[0]
        print(f"medians of {asked.runs} pairs, {cores} cores, load {load:.1f}, Python {sys.version.split()[0]}")
        print(f"{'work':42} {'floor: clock, proc.':>15} {'work: clock, proc.':>16}   ratio: clock, processor")
        for line in lines(folders):
            if asked.only in line.name:
                measured(line, asked.runs)
        if asked.only in "growth":
            growth(folders, min(3, asked.runs))


if __name__ == "__main__":
    reader = ArgumentParser(description=__doc__)
    reader.add_argument("--size", type=float, default=1.0, help="1: all of it; 0.1: a tenth of the records")
    reader.add_argument("--runs", type=int, default=5, help="so many pairs of each line")
    reader.add_argument("--keep", type=Path, help="a folder in which what was made stays for the next run")
    reader.add_argument("--only", default="", help="only the lines with this in their name")
    main(reader.parse_args())
