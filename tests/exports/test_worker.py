"""The process that reads for us: what it may take, what becomes of it, and that the next file is read all the same."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from hf_fidelity.domain.survey.batch import ExportRead
from hf_fidelity.readers.survey import worker
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.worker import Worker
from hf_fidelity.readers.survey.worker_child import allowance
from tests.builders import small_form
from tests.exports.bad_files import BAD, DEADLY, READ

OPTIONS = Options(small_form())
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


@pytest.mark.parametrize(("misdeed", "code"), MISDEEDS.items(), ids=MISDEEDS.keys())
def test_a_file_that_misbehaves_is_told_and_its_neighbours_are_read(misdeed: str, code: str) -> None:
    assert do("first", misdeed, "next", "last") == ["read", code, "read", "read"]


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


def test_the_next_file_is_asked_for_before_an_answer_is_given() -> None:
    asked = []

    def jobs() -> Iterator[Job]:
        for name in "abc":
            asked.append(name)
            yield Job(name)

    with Worker(MISBEHAVE) as worker:
        assert [len(asked) for _ in worker.read_all(jobs(), OPTIONS)] == [2, 3, 3]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All bad files."""
    folder = tmp_path_factory.mktemp("bad")
    for name, (make, _) in {**BAD, **DEADLY, **READ}.items():
        make(folder / f"{name}.xlsx")
    return folder


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


SCRIPT = """
import resource, sys
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey import worker
from hf_fidelity.readers.survey.worker import Worker
from tests.builders import small_form
with Worker(sys.argv[1]) as worker:
    for read in worker.read_all(map(Job, sys.argv[2:]), Options(small_form())):
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
    for _ in range(6000):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_ctrl_c_ends_both_processes_and_only_the_parent_says_so() -> None:
    running, child = hanging()
    os.killpg(running.pid, signal.SIGINT)
    _out, err = running.communicate()
    assert err.count("Traceback") == 1
    assert "KeyboardInterrupt" in err
    assert ends(child)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_a_child_ends_with_a_parent_that_is_killed() -> None:
    running, child = hanging()
    running.kill()
    running.communicate()
    assert ends(child)


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
