"""Puts small faults into the code, one at a time, and asks whether a test notices: ``python -m tools.mutants``.

It takes a seeded sample over the four areas in which a fault is a wrong figure, a lost record or somebody's answers
shown. Only tests that run the changed line are run, as ``make coverage`` has noted them, the most particular first.
What is printed is the share that was noticed, and what was not. Time is counted in work, so that a busy machine
changes nothing but how long one waits.
"""

import argparse
import ast
import copy
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parent.parent
AREAS: Mapping[str, tuple[str, ...]] = {
    "domain": ("domain/scores/*.py", "domain/record/privacy.py"),
    "import": ("journeys/store_votes.py", "domain/survey/batch.py", "domain/survey/exports.py"),
    "store": ("store/*.py",),
    "exports": ("readers/survey/**/*.py",),
}
"""Area → its files, below ``hf_fidelity``."""
_OWN_TESTS: Mapping[str, tuple[str, ...]] = {
    "domain": ("tests/domain/",),
    "import": ("tests/domain/test_votes_of_a_batch.py", "tests/journeys/test_store_votes.py"),
    "store": ("tests/store/",),
    "exports": ("tests/exports/",),
}
"""Area → where the tests of its subject are."""
_RUN_BY: Mapping[str, str] = {"readers/survey/worker_child.py": "readers/survey/worker.py"}
"""What runs in a process that is killed before it could note which test had it run → what starts that process."""
_BESIDE = 20
"""So many lines above and below a fault are beside it."""
_ENOUGH_WORK = 20.0
"""After so many seconds of work no further test is begun for one fault …"""
_HANGS = 40
"""… and after so many a test is taken to hang, which somebody would notice."""

_WAITS = 300
"""So many seconds by the clock a fault may take: one in a lock may wait for ever, and does no work."""


# The faults.


@dataclass(frozen=True)
class Fault:
    """One small change to one file."""

    area: str
    path: Path
    """From the root."""
    line: int
    begins: int
    """The line on which its statement begins: of a long one not every line is noted as run."""
    number: int
    """Which of the file's faults it is."""
    what: str

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {self.what}"


_COMPARED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Add,
}  # fmt: skip
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_WORDS = ("_", "N_", "finding", "Finding", "Sentence", "Field")
"""What is said, and how models are declared, is no rule."""
_Change = Callable[[], None]


def _changes(node: ast.AST) -> Iterator[tuple[str, _Change]]:
    """What can be made wrong in a node: what it is called, and what does it."""
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            yield (
                f"{_name(op)} → {_name(other := _COMPARED[type(op)]())}",
                lambda at=at, other=other: node.ops.__setitem__(  # type: ignore[misc]
                    at, other
                ),
            )
    elif isinstance(node, ast.BoolOp):
        other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"{_name(node.op)} → {_name(other_op)}", lambda: setattr(node, "op", other_op)
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _COUNTED and not _is_text(node):
        counted = _COUNTED[type(node.op)]()
        yield f"{_name(node.op)} → {_name(counted)}", lambda: setattr(node, "op", counted)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        value = not node.value if isinstance(node.value, bool) else node.value + 1
        yield f"{node.value} → {value}", lambda: setattr(node, "value", value)
    elif isinstance(node, ast.Name) and node.id in _CALLED:
        yield f"{node.id} → {_CALLED[node.id]}", lambda: setattr(node, "id", _CALLED[node.id])
    elif isinstance(node, ast.If | ast.While | ast.IfExp):
        yield "the condition turned", lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Return) and not _is_none(node.value):
        yield "returns None", lambda: setattr(node, "value", ast.Constant(None))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "the call left out", lambda: setattr(node, "value", ast.Constant(None))


def _name(node: ast.AST) -> str:
    return type(node).__name__.lower()


def _is_none(node: ast.AST | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def _is_text(node: ast.BinOp | ast.AugAssign) -> bool:
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    return any(
        isinstance(side, ast.JoinedStr | ast.Constant | ast.Tuple | ast.List) and not _number(side) for side in sides
    )


def _number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _rules(tree: ast.AST) -> Iterator[tuple[ast.AST, int]]:
    """The nodes inside functions that decide something, with the line on which their statement begins.

    No annotations, no decorators, nothing that is only said.
    """
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        yield from (found for statement in function.body for found in _inside(statement, statement.lineno))


def _inside(node: ast.AST, begins: int) -> Iterator[tuple[ast.AST, int]]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return  # comes by itself
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _WORDS:
        return
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return  # what `zip` is told to watch over never happens
    begins = node.lineno if isinstance(node, ast.stmt) else begins
    yield node, begins
    left_out = {"annotation", "returns", "decorator_list"}
    for name, value in ast.iter_fields(node):
        if name not in left_out:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _inside(child, begins)


def _faults_in(tree: ast.AST) -> Iterator[tuple[int, int, str, _Change]]:
    for node, begins in _rules(tree):
        for what, change in _changes(node):
            yield getattr(node, "lineno", begins), begins, what, change


def faults(area: str) -> list[Fault]:
    """Every fault that can be put into an area, file by file, but for what coverage leaves out by name."""
    paths = sorted({path for pattern in AREAS[area] for path in (ROOT / "hf_fidelity").glob(pattern)})
    return [
        Fault(area, path.relative_to(ROOT), line, begins, number, what)
        for path in paths
        for left_out in [_left_out(path)]
        for number, (line, begins, what, _) in enumerate(_faults_in(ast.parse(path.read_text(encoding="utf-8"))))
        if line not in left_out
    ]


def _left_out(path: Path) -> set[int]:
    from coverage import Coverage

    return set(Coverage(data_file=None, config_file=str(ROOT / "pyproject.toml")).analysis2(str(path))[2])


def with_fault(source: str, number: int) -> str:
    """A file's text with one of its faults."""
    tree = copy.deepcopy(ast.parse(source))
    for at, (_, _, _, change) in enumerate(_faults_in(tree)):
        if at == number:
            change()
            break
    return ast.unparse(ast.fix_missing_locations(tree))


# Which tests run which line.


class Reach:
    """What ``make coverage`` has noted."""

    def __init__(self, path: Path) -> None:
        from coverage import CoverageData

        if not path.exists():
            raise SystemExit(f"{path} is not there: `make coverage` writes it")
        data = CoverageData(str(path))
        data.read()
        self._lines = {
            name.partition("hf_fidelity/")[2]: data.contexts_by_lineno(name)
            for name in data.measured_files()
            if "hf_fidelity/" in name
        }
        data.close()

    def tests(self, fault: Fault) -> list[str]:
        """The tests that run a fault's line: first those of its own subject.

        Of them by turns the one that runs most of what few others run beside it, because it is about it, and the one
        that runs the least, because it takes little time.
        """
        path = fault.path.as_posix().partition("hf_fidelity/")[2]
        lines = self._lines.get(path, {})
        noted = next((line for line in range(fault.line, fault.begins - 1, -1) if line in lines), 0)
        there = {name for name in lines.get(noted, ()) if name}
        if not there and path in _RUN_BY:
            there = {name for names in self._lines.get(_RUN_BY[path], {}).values() for name in names if name}
        rare: defaultdict[str, float] = defaultdict(float)
        for line in range(fault.line - _BESIDE, fault.line + _BESIDE + 1):
            for name in (beside := lines.get(line, ())):
                rare[name] += 1 / len(beside)
        found = {id: name for name in sorted(there) if (id := _node_id(name))}
        about = sorted(found, key=lambda id: (-rare[found[id]], id))
        small = sorted(found, key=lambda id: (self._width[found[id]], id))
        by_turns = dict.fromkeys(id for pair in zip(about, small, strict=True) for id in pair)
        return sorted(by_turns, key=lambda id: not id.startswith(_OWN_TESTS[fault.area]))

    @cached_property
    def _width(self) -> Counter[str]:
        """Test → how many lines it runs."""
        return Counter(name for lines in self._lines.values() for names in lines.values() for name in names)


def _node_id(name: str) -> str | None:
    """A test as pytest calls it: ``tests.domain.test_age.test_x`` is ``tests/domain/test_age.py::test_x``."""
    module, _, function = name.partition("|")[0].rpartition(".")
    path = Path(*module.split(".")).with_suffix(".py") if module.startswith("tests.") else None
    return (
        f"{path.as_posix()}::{function}" if path and (ROOT / path).exists() and function.startswith("test_") else None
    )


# Running them.


class _Enough:
    """Begins no further test once enough was done."""

    def pytest_runtest_logfinish(self, nodeid: str, location: object) -> None:  # noqa: ARG002
        if time.process_time() > _ENOUGH_WORK:
            import pytest

            pytest.exit("enough", returncode=0)


def _try(folder: Path, tests: Sequence[str]) -> int:
    """How the tests end in a copy of the project, in a process of its own: 0 where none of them fails."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(_run(folder, tests))
        finally:
            os._exit(_NOT_RUN[0])
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


_NOT_RUN = (3, 4, 5)
"""How pytest says that it, and not a test, was to blame."""


def _run(folder: Path, tests: Sequence[str]) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (_HANGS, _HANGS))
    signal.alarm(_WAITS)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    os.chdir(folder)
    sys.path[:] = [str(folder), *(place for place in sys.path if Path(place or ".").resolve() != ROOT)]
    os.environ["PYTHONPATH"] = str(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("hf_fidelity", "tests", "tools")]:
        del sys.modules[name]
    import pytest

    options = ["-n", "0", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", f"--basetemp={folder}/made"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # of what was imported to save time
    return int(pytest.main([*options, *tests], plugins=[_Enough()]))


def _copy(to: Path) -> Path:
    """The files of the project that git knows, as they are."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, to / name)
    return to


@dataclass(frozen=True)
class Outcome:
    """Whether a fault was noticed."""

    fault: Fault
    noticed: bool
    tests: int
    """How many tests run its line."""


def try_all(chosen: Iterable[Fault], reach: Reach, jobs: int, until: float) -> Iterator[Outcome]:
    """Each fault, as they come, in copies of the project; none is begun after a moment (by ``time.monotonic``)."""
    for module in ("pytest", "pydantic", "hypothesis", "openpyxl", "rich", "typer", "jinja2"):
        __import__(module)
    places: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="mutants-") as made, ThreadPoolExecutor(jobs) as pool:
        for at in range(jobs):
            places.put(_copy(Path(made) / str(at)))
        work = [(fault, reach.tests(fault)) for fault in chosen]
        _check_that_tests_pass(Path(made) / "0", work)

        def one(fault: Fault, tests: Sequence[str]) -> Outcome | None:
            if time.monotonic() > until:
                return None
            return Outcome(fault, bool(tests) and _noticed(fault, tests, places), len(tests))

        begun = [pool.submit(one, *each) for each in work]
        yield from (outcome for done in as_completed(begun) if (outcome := done.result()))


def _check_that_tests_pass(folder: Path, work: Sequence[tuple[Fault, Sequence[str]]]) -> None:
    """Without a fault none of the first tests may fail: else everything would seem to be noticed."""
    tests = sorted({test for _fault, some in work for test in some[:1]})
    if tests and (ended := _try(folder, tests)):
        raise RuntimeError(f"without a fault these tests end in {ended}: {tests}")


_moments = iter(range(1_000_000_000, 2_000_000_000))


def _noticed(fault: Fault, tests: Sequence[str], places: "SimpleQueue[Path]") -> bool:
    folder = places.get()
    file, right = folder / fault.path, (ROOT / fault.path).read_text(encoding="utf-8")
    try:
        _write(file, with_fault(right, fault.number))
        ended = _try(folder, tests)
        _write(file, right)
        if ended in _NOT_RUN and _try(folder, tests) in _NOT_RUN:  # else it was the fault that let nothing begin
            raise RuntimeError(f"these tests cannot be run: {tests}")
        return ended != 0
    finally:
        _write(file, right)
        places.put(folder)


def _write(file: Path, text: str) -> None:
    """Write a file so that no bytecode of before is taken for it."""
    file.write_text(text, encoding="utf-8")
    moment = next(_moments)
    os.utime(file, (moment, moment))


def main() -> None:
    """Try a sample, and print what was noticed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sample", type=int, default=300, help="how many faults, the same share of each area")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--area", choices=AREAS, action="append", help="only this one")
    asked.add_argument("--minutes", type=float, default=20, help="none is begun afterwards")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--coverage", type=Path, default=ROOT / ".coverage", help="what `make coverage` wrote")
    given = asked.parse_args()
    areas, chance = given.area or list(AREAS), random.Random(given.seed)
    chosen = []
    for area in areas:
        all_of_it = faults(area)
        chosen += chance.sample(all_of_it, min(len(all_of_it), given.sample // len(areas)))
    chance.shuffle(chosen)
    outcomes = []
    for outcome in try_all(chosen, Reach(given.coverage), given.jobs, time.monotonic() + given.minutes * 60):
        outcomes.append(outcome)
        if not outcome.noticed:
            print(f"not noticed ({outcome.tests} tests): {outcome.fault}", flush=True)
    for area in areas:
        noticed = [outcome.noticed for outcome in outcomes if outcome.fault.area == area]
        print(f"{area}: {sum(noticed)} of {len(noticed)} noticed, {sum(noticed) / max(1, len(noticed)):.0%}")


if __name__ == "__main__":
    main()
