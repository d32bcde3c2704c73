"""The process that reads for us: what it may take, what becomes of it, and that the next file is read all the same."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any

import pytest

from hf_fidelity import READS_FILES
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.readers.survey import worker, worker_child
from hf_fidelity.readers.survey.cells.open import begin_book, open_book
from hf_fidelity.readers.survey.cells.refusals import refusal
from hf_fidelity.readers.survey.job import Job, MoreTime, Options
from hf_fidelity.readers.survey.worker import Worker
from hf_fidelity.readers.survey.worker_child import allowance
from tests.builders import small_instrument
from tests.depth import every
from tests.exports.bad_files import BAD, DEADLY, READ
from tests.waiting import soon

OPTIONS = Options(small_instrument())
COUNT_ROWS, MISBEHAVE = "tests.exports.reading:count_rows", "tests.exports.reading:misbehave"
ROOT = Path(__file__).parents[2]


def told(read: ExportRead) -> str:
    """The code of its first finding, or that it was read."""
    return read.findings[0].code if read.findings else "read"


def do(*names: str) -> list[str]:
    """What is told of files that misbehave as they are called."""
    with Worker(MISBEHAVE) as worker:
        return [told(read) for read in worker.read_all((Job(f"{name}.xlsx") for name in names), OPTIONS)]


MISDEEDS = {
    "dies": "too-much-memory",
    "hangs": "took-too-long",
    "prints": "read",
    "eats": "too-much-memory",
    "raises": "reader-gave-up",
    "talks": "read",
}


@pytest.mark.parametrize("misdeed", every(3, list(MISDEEDS)))
def test_a_file_that_misbehaves_is_told_and_its_neighbours_are_read(misdeed: str) -> None:
    assert do("first", misdeed, "next", "last") == ["read", MISDEEDS[misdeed], "read", "read"]


@pytest.mark.thorough
def test_every_file_may_misbehave() -> None:
    assert do("dies", "dies", "raises", "dies", "fine", "dies") == [
        *("too-much-memory", "too-much-memory", "reader-gave-up", "too-much-memory", "read", "too-much-memory")
    ]


def test_what_a_reader_stumbled_over_is_named_but_not_what_stood_there() -> None:
    with Worker(MISBEHAVE) as worker:
        [read] = worker.read_all([Job("raises.xlsx")], OPTIONS)
    assert read.findings[0].params == {"reason": "ZeroDivisionError"}


def test_a_file_is_not_blamed_for_the_one_beside_it() -> None:
    with Worker(MISBEHAVE) as worker:
        reads = list(worker.read_all([Job("a.xlsx", beside=("dies.xlsx",)), Job("b.xlsx")], OPTIONS))
    assert [told(read) for read in reads] == ["read", "read"]


def test_a_very_long_list_of_files_beside_does_not_stop_the_pipe() -> None:
    jobs = [Job("talks.xlsx", beside=tuple(f"{at:0200}" for at in range(5000))) for _ in range(3)]
    with Worker(MISBEHAVE) as worker:
        assert [told(read) for read in worker.read_all(jobs, OPTIONS)] == ["read"] * 3


def test_the_answers_come_in_the_order_of_the_jobs() -> None:
    names = [f"{at}.xlsx" for at in range(20)]
    with Worker(MISBEHAVE) as worker:
        assert [read.file for read in worker.read_all(map(Job, names), OPTIONS)] == names


def test_a_few_files_more_are_asked_for_before_an_answer_is_given() -> None:
    asked = []

    def jobs() -> Iterator[Job]:
        for name in "abcdef":
            asked.append(name)
            yield Job(name)

    with Worker(MISBEHAVE) as worker:
        assert [len(asked) for _ in worker.read_all(jobs(), OPTIONS)] == [4, 5, 6, 6, 6, 6]


def shared(folder: Path, names: Sequence[str], early: bool = False) -> list[ExportRead]:
    """What becomes of small files called so, in their order, which are there."""
    paths = [folder / f"{at} {name}" / f"{name}.xlsx" for at, name in enumerate(names)]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(b"x")
    with Worker(MISBEHAVE) as worker:
        if early:
            worker.begin(*paths)
        reads = list(worker.read_all([Job(str(path)) for path in paths], OPTIONS))
    assert [read.file for read in reads] == list(map(str, paths))
    return reads


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six files are many, and there are two cores for them."""
    monkeypatch.setattr(worker, "_MANY", 6)
    monkeypatch.setattr(worker, "_cores", lambda: 2)


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize(("many", "early"), [(5, False), (6, False), (6, True), (7, False)])
def test_many_small_files_are_read_by_two_processes_in_turn(tmp_path: Path, many: int, early: bool) -> None:
    pids = [read.mapping["pid"] for read in shared(tmp_path, ["fine"] * many, early)]
    assert len(set(pids)) == (1 if many < 6 else 2)
    assert pids == (pids[:2] * many)[:many]


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("last", ["talks", "eats"])
def test_of_many_small_files_one_that_misbehaves_costs_only_itself(tmp_path: Path, last: str) -> None:
    names = ["fine", "dies", "fine", "raises", "dies", "fine", "fine", last, "fine"]
    assert [told(read) for read in shared(tmp_path, names)] == [MISDEEDS.get(name, "read") for name in names]


@pytest.mark.parametrize(("size", "cores"), [(worker._SMALL + 1, 2), (1, 1)])
def test_a_large_file_or_a_single_core_is_for_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, cores: int
) -> None:
    monkeypatch.setattr(worker, "_cores", lambda: cores)
    (tmp_path / "one.csv").write_bytes(b"x" * worker._SMALL)
    (tmp_path / "other.csv").write_bytes(b"x" * size)
    files = [tmp_path / "one.csv"] * (worker._MANY - 1)
    assert not worker._are_for_two([*files, tmp_path / "other.csv"])
    monkeypatch.setattr(worker, "_cores", lambda: 2)
    assert worker._are_for_two([*files, tmp_path / "one.csv"])


def test_a_large_file_is_given_more_time_before_it_is_read(tmp_path: Path) -> None:
    """All of them a little over or under 200,000 bytes, which are half a second beyond the first four."""
    child, heard = worker._Child(MISBEHAVE), list[object]()
    try:
        child.send("options", OPTIONS)
        for size in (199_999, 200_000, 200_001):
            (tmp_path / f"{size}.csv").write_bytes(b"x" * size)
            child.send("read", Job(str(tmp_path / f"{size}.csv")))
        child._start()
        while len([one for one in heard if isinstance(one, ExportRead)]) < 3:
            heard.append(child._receive(60))
    finally:
        child.end()
    assert [one.seconds if isinstance(one, MoreTime) else "read" for one in heard] == [
        *("read", "read", pytest.approx(4.5000025), "read")
    ]


FROZEN = """#!{python}
import sys
import threading
sys.frozen = True
from hf_fidelity.cli.main import main
main()
"""
"""A program that says it is frozen; `tests/test_frozen.py` has a real one."""


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_a_frozen_program_is_its_own_child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "hf-fidelity"
    program.write_text(FROZEN.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert do("first", "dies", "next") == ["read", "too-much-memory", "read"]


def test_where_nothing_is_frozen_the_childs_word_is_no_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hf_fidelity", READS_FILES, MISBEHAVE], stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All bad files."""
    folder = tmp_path_factory.mktemp("bad")
    for name, (make, _) in {**BAD, **DEADLY, **READ}.items():
        make(folder / f"{name}.xlsx")
    return folder


@pytest.mark.thorough
def test_no_bad_file_may_take_five_seconds(folder: Path) -> None:
    assert max(allowance(folder / f"{name}.xlsx").seconds for name in {**BAD, **DEADLY}) < 5


def test_every_bad_file_is_told_and_every_good_one_between_is_read(folder: Path) -> None:
    codes = {name: code for name, (_, code) in {**BAD, **DEADLY}.items()} | dict.fromkeys(READ, "read")
    paths = {name: str(folder / f"{name}.xlsx") for name in codes}
    jobs = [Job(path) for name in codes for path in (paths[name], paths["a good workbook"])]
    with Worker(COUNT_ROWS) as worker:
        reads = list(worker.read_all(jobs, OPTIONS))
    assert {name: told(read) for name, read in zip(codes, reads[::2], strict=True)} == codes
    assert [read.rows.accepted for read in reads[1::2]] == [2] * len(codes)


EARLY = {"a good workbook": "read", "a cell in the last corner": "far-cell", "locked with a password": "encrypted"}


@pytest.mark.parametrize(("name", "code"), EARLY.items())
def test_a_file_that_was_opened_early_is_told_as_any(folder: Path, name: str, code: str) -> None:
    path, good = str(folder / f"{name}.xlsx"), str(folder / "a good workbook.xlsx")
    with Worker(COUNT_ROWS) as worker:
        worker.begin(path)
        worker.begin(good)  # said again, and too late
        reads = list(worker.read_all([Job(path), Job(good)], OPTIONS))
    assert [told(read) for read in reads] == [code, "read"]


def test_nobody_is_blamed_for_a_file_that_was_opened_early_and_is_not_asked_about(folder: Path) -> None:
    with Worker(COUNT_ROWS) as worker:
        worker.begin(folder / "a cell in the last corner.xlsx")
        [read] = worker.read_all([Job(str(folder / "a good workbook.xlsx"))], OPTIONS)
    assert read.rows.accepted == 2


def test_a_file_that_changes_after_it_was_opened_early_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    begin_book(path)
    path.write_text("a;b\n3;4\n5;6\n", encoding="utf-8")
    assert [list(row) for row in open_book(path).sheets[""].rows()] == [["a", "b"], ["3", "4"], ["5", "6"]]


@pytest.mark.parametrize("early", [True, False])
def test_opening_a_file_early_gets_it_no_second_allowance(monkeypatch: pytest.MonkeyPatch, early: bool) -> None:
    """What notes them is there before the child begins: it opens a file while it still imports what reads it."""
    monkeypatch.setattr(worker, "_may_be_copied", lambda: False)
    monkeypatch.setattr(worker, "_BOOT", worker._BOOT.replace("from", "import tests.exports.reading; from", 1))
    with Worker(MISBEHAVE) as reader:
        if early:
            reader.begin("counts.xlsx")
        reads = list(reader.read_all([Job("counts.xlsx"), Job("counts.xlsx")], OPTIONS))
    assert [read.mapping["allowances"] for read in reads] == [1, 2]


SCRIPT = """
import resource, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever starts the tests in the background has it ignored
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey import worker
from hf_fidelity.readers.survey.worker import Worker
from tests.builders import small_instrument
with Worker(sys.argv[1]) as worker:
    for read in worker.read_all(map(Job, sys.argv[2:]), Options(small_instrument())):
        print(read.mapping.get("pid"), flush=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def script(*arguments: str) -> "subprocess.Popen[str]":
    """The script in a process of its own, without the guard that multiprocessing would ask for."""
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and measured in kilobytes on Linux")
def test_no_bad_file_fills_the_machine(folder: Path) -> None:
    done = script(COUNT_ROWS, *(str(folder / f"{name}.xlsx") for name in {**BAD, **DEADLY, **READ}))
    out, err = done.communicate()
    assert err == ""
    assert int(out.splitlines()[-1]) < 500_000


def hanging() -> "tuple[subprocess.Popen[str], int]":
    """The script while its child hangs, and the child's number."""
    running = script(MISBEHAVE, "fine", "hangs", "fine")
    assert running.stdout
    return running, int(running.stdout.readline())


def ends(process: int) -> bool:
    """Whether a process ends soon, be it as one that nobody has buried."""

    def ended() -> bool:
        try:
            return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except FileNotFoundError:
            return True

    return soon(ended, 300)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none is a copy")
def test_a_child_that_is_a_copy_holds_nothing_open_but_the_pipes_to_it() -> None:
    running, child = hanging()
    command, copied = (Path(f"/proc/{process}/cmdline").read_bytes() for process in (running.pid, child))
    held = [str(each.readlink()).partition(":")[0] for each in Path(f"/proc/{child}/fd").iterdir()]
    running.kill()
    running.communicate()
    assert copied == command
    assert (held.count("pipe"), {*held}) == (2, {"pipe", "/dev/null"})


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none is a copy")
def test_a_process_that_does_several_things_at_once_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [_may_be_copied_beside(monkeypatch, threads) for threads in (1, 2)] == [True, False]


def _may_be_copied_beside(monkeypatch: pytest.MonkeyPatch, threads: int) -> bool:
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    return worker._may_be_copied()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_ctrl_c_ends_both_processes_and_only_the_parent_says_so() -> None:
    running, child = hanging()
    os.killpg(running.pid, signal.SIGINT)
    _out, err = running.communicate()
    assert err.count("KeyboardInterrupt\n") == 1  # it may come while something else is handled, and tell of both
    assert ends(child)


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_a_child_ends_with_a_parent_that_is_killed() -> None:
    running, child = hanging()
    running.kill()
    running.communicate()
    assert ends(child)


STUMBLES: dict[str, tuple[BaseException, str, str]] = {
    "is refused": (refusal("encrypted"), "encrypted", ""),
    "takes too much memory": (MemoryError(), "too-much-memory", ""),
    "meets a fault of ours": (ZeroDivisionError("Karen Hansen"), "reader-gave-up", "ZeroDivisionError"),
    "panics in another language": (BaseException("Karen Hansen"), "reader-gave-up", "BaseException"),
}


@pytest.mark.parametrize(("error", "code", "named"), STUMBLES.values(), ids=STUMBLES)
def test_whatever_a_reader_raises_is_an_answer(error: BaseException, code: str, named: str) -> None:
    def read(_job: Job, _options: Options) -> ExportRead:
        raise error

    (found,) = worker_child._answer(read, Job("a.xlsx"), OPTIONS).findings
    assert (found.code, found.params.get("reason", "")) == (code, named)
    assert "Karen" not in found.words()


@pytest.mark.parametrize(
    ("hard", "most", "set_to"), [(None, 500, (500, None)), (500, 499, (499, 500)), (499, 500, (499, 499))]
)
def test_a_limit_is_never_raised_above_what_the_system_allows(
    hard: int | None, most: int, set_to: tuple[int, int | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource", reason="Windows has other limits")
    endless = resource.RLIM_INFINITY
    made: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (0, endless if hard is None else hard))
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: made.append((kind, limits)))
    worker_child._limit("RLIMIT_CPU", lambda: most)
    worker_child._limit("RLIMIT_OF_NO_SYSTEM", lambda: most)
    assert made == [(resource.RLIMIT_CPU, tuple(endless if limit is None else limit for limit in set_to))]


def test_what_a_reader_may_take_is_what_it_has_taken_and_some_more(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, int] = {}
    monkeypatch.setattr(worker_child, "_limit", lambda what, most: made.update({what: most()}))
    monkeypatch.setattr(worker_child, "_address_space", lambda: 1000)
    monkeypatch.setattr(worker_child, "time", SimpleNamespace(process_time=lambda: 3.0))
    worker_child.hold_to(worker_child.Allowance(4.5, 500))
    worker_child.no_core_dumps()
    assert made == {"RLIMIT_AS": 1500, "RLIMIT_CPU": 12, "RLIMIT_CORE": 0}


LATE, DEAD = worker._Died(late=True), worker._Died(late=False)
WAITS: dict[str, tuple[list[float | None], list[object], object]] = {
    "idle machine": ([0], ["read"], "read"),
    "others take most of the machine": ([0, 1, 2, 3], [LATE, LATE, LATE, "read"], "read"),
    "works for longer than it may": ([7, 9, 11.45], [LATE, LATE], LATE),
    "hangs": ([0, 0.01], [LATE], LATE),
    "hangs after some work": ([0, 2, 2.01], [LATE, LATE], LATE),
    "dies": ([0, 1], [DEAD], DEAD),
    "is gone when it is asked after": ([0, None], [LATE], LATE),
}
"""What a child has worked whenever that is looked up, what comes of each wait for 4.5 seconds, and the end."""


@pytest.mark.parametrize(("work", "comes", "end"), WAITS.values(), ids=WAITS.keys())
def test_a_child_may_work_for_its_time_however_long_that_takes(
    monkeypatch: pytest.MonkeyPatch, work: list[float | None], comes: list[object], end: object
) -> None:
    assert _waited(monkeypatch, work, comes) == (end, [4.5] * len(comes))


def test_where_the_system_does_not_say_what_a_child_works_the_clock_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _waited(monkeypatch, [None], ["read"]) == ("read", [13.5])


def _waited(
    monkeypatch: pytest.MonkeyPatch, work: list[float | None], comes: list[object]
) -> tuple[object, list[float]]:
    """What comes of waiting for a child, and the seconds of each wait."""
    child, waits, left = object.__new__(worker._Child), list[float](), iter(comes)

    def receive(seconds: float) -> object:
        waits.append(seconds)
        if isinstance(come := next(left), worker._Died):
            raise come
        return come

    looked_up = iter(work)
    monkeypatch.setattr(worker, "work_of", lambda _pid: next(looked_up))
    monkeypatch.setattr(child, "_process", SimpleNamespace(pid=1), raising=False)
    monkeypatch.setattr(child, "_receive", receive)
    try:
        return child._receive_for_work(4.5), waits
    except worker._Died as died:
        return died, waits


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not say it")
def test_what_a_process_has_worked_is_what_it_says_itself() -> None:
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass
    assert worker.work_of(os.getpid()) == pytest.approx(time.process_time(), abs=0.05)
    assert worker.work_of(2**30) is None


def test_a_child_that_is_late_is_told_from_one_that_died() -> None:
    child: Any = object.__new__(worker._Child)
    child._heard = SimpleQueue()
    with pytest.raises(worker._Died) as late:
        child._receive(0.001)
    child._heard.put(worker._SILENCE)
    with pytest.raises(worker._Died) as gone:
        child._receive(0.001)
    assert (late.value.late, gone.value.late) == (True, False)


def test_what_a_library_prints_or_asks_for_is_no_answer_of_the_child() -> None:
    script = """
import os, sys
from hf_fidelity.readers.survey.worker_child import _own_pipes
questions, answers = _own_pipes()
os.write(1, b"printed"); os.write(2, b"complained"); print(sys.stdin.read())
answers.write(questions.read().upper())
answers.flush()
"""
    done = subprocess.run([sys.executable, "-c", script], input=b"asked", capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"ASKED", b"")
