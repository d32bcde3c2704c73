"""A process of its own for files of strangers: it reads and counts, and what happens to it does not happen to us.

One child serves a whole batch, or two share it where its files are many and small. A child gets the next files while
the parent still works on the last one, is killed when a file takes too much, and is then replaced. It is started
before this process has imported much: both do so at the same time. Where that is safe it is a copy of this process,
which knows already what both of them need; else it is started by its own command line, so it works from a notebook too.
A frozen program (PyInstaller and its like) has no Python that takes ``-c``: it starts itself, with a first word that
`cli.main` hears before anything else.
"""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, Self

from hf_fidelity import READS_FILES
from hf_fidelity.ground import N_, CellFinding, FidelityError
from hf_fidelity.readers.survey.job import FIRST_SECONDS, Job, MoreTime, Options, receive, send

if TYPE_CHECKING:
    from hf_fidelity.domain.survey.exports import ExportRead

READ_EXPORT = "hf_fidelity.readers.survey.read:read_export"

_CHILD = "hf_fidelity.readers.survey.worker_child"
"""What a child is, and this process never becomes: it is called by its name, as what reads a file is."""
_BOOT = (
    "import gc, sys; gc.disable(); sys.path[:] = sys.argv[2:];"  # imports make many objects and no garbage
    f"from {_CHILD} import main; main()"
)
_PATIENCE = 3
"""So many times as long as its work may take is waited for a child, where the system does not say how much it works."""
_WORKS = 0.02
"""A child that gets less than this share of a processor does not work: it hangs."""
_SECONDS_TO_START = 60.0
"""For the imports, on a machine with a cold disk and a virus scanner."""
_AHEAD = 3
"""So many files more than the one that is waited for a child is asked about: it has always something to do, though this
process looks at another answer just then, or waits for another child's."""
_MANY, _SMALL = 50, 256 * 1024
"""So many files are read sooner by two children than a second one takes to start; and so many bytes a small one has at
the most: what two of them may unpack to and take is less than one large file may."""


class Worker:
    """Reads files in a child process, which starts at once::

        with Worker() as worker:
            ...
            for read in worker.read_all(jobs, options):
                ...

    ``read`` names what reads a file: ``module:function``, of a job and options.
    """

    def __init__(self, read: str = READ_EXPORT) -> None:
        self._read = read
        self._options: Options | None = None
        self._begun: str | None = None
        self._child = _Child(read)
        self._second: Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.end()
        if self._second:
            self._second._child.end()

    def begin(self, path: str | Path, *more: str | Path) -> None:
        """Let the file that will most likely be the first be opened, while this process imports what it still needs.

        ``more`` are those that will follow it: a second process starts now where they are worth it. Where it is said
        again, the first time counts.
        """
        if self._begun:
            return
        self._begun = str(Path(path))
        self._child.send("begin", Job(self._begun))
        if _are_for_two((path, *more)):
            self._second = Worker(self._read)

    def read_all(self, jobs: Iterable[Job], options: Options) -> Iterator["ExportRead"]:
        """An answer for each job, in their order. The first few are asked about at once, others while one is looked at.

        Where all jobs are known and their files are many and small, every other one is another process's.
        """
        if isinstance(jobs, Sequence) and _are_for_two([job.path for job in jobs]):
            self._second = self._second or Worker(self._read)
            return _in_turn(self._read_each(jobs[::2], options), self._second._read_each(jobs[1::2], options))
        return self._read_each(jobs, options)

    def _read_each(self, jobs: Iterable[Job], options: Options) -> Iterator["ExportRead"]:
        self._options = options
        rest, waiting = iter(jobs), deque[Job]()
        first = list(islice(rest, 1))
        if first and self._begun not in (None, first[0].path):  # the child may have died of what nobody asks about
            self._renew("read", ())
        else:
            self._child.send("options", options)
        self._begun, rest = None, chain(first, rest)
        self._ask(rest, waiting)
        return self._answers(rest, waiting)

    def _answers(self, rest: Iterator[Job], waiting: deque[Job]) -> Iterator["ExportRead"]:
        while waiting:
            self._ask(rest, waiting)
            yield self._answer(waiting)

    def _ask(self, rest: Iterator[Job], waiting: deque[Job]) -> None:
        for job in islice(rest, 1 + _AHEAD - len(waiting)):
            waiting.append(job)
            self._child.send("read", job)

    def _answer(self, waiting: deque[Job]) -> "ExportRead":
        job = waiting.popleft()
        try:
            read: ExportRead = self._child.answer()
        except _Died as died:
            read = self._without_others(job) or self._refused(job, died)
            self._renew("read", waiting)
        return read

    def _without_others(self, job: Job) -> "ExportRead | None":
        """Where another file was read along with this one, that one may be to blame."""
        if not job.beside:
            return None
        self._renew("read", [replace(job, beside=())])
        with suppress(_Died):
            read: ExportRead = self._child.answer()
            return read
        return None

    def _refused(self, job: Job, died: "_Died") -> "ExportRead":
        from hf_fidelity.domain.survey.exports import ExportRead
        from hf_fidelity.readers.survey.cells.refusals import refusal_finding

        self._renew("why", [job])
        far: CellFinding | None = None
        with suppress(_Died):
            far = self._child.answer()
        return ExportRead(
            job.path, findings=(far or refusal_finding("took-too-long" if died.late else "too-much-memory"),)
        )

    def _renew(self, what: str, jobs: Iterable[Job]) -> None:
        self._child.end()
        self._child = _Child(self._read)
        self._child.send("options", self._options)
        for job in jobs:
            self._child.send(what, job)


def _are_for_two(files: Sequence[str | Path]) -> bool:
    """Whether two processes read files sooner than one: there are many, all of them small, and a core for each."""
    if len(files) < _MANY or _cores() < 2:
        return False
    with suppress(OSError):  # who reads a file says what is wrong with it
        return max(Path(file).stat().st_size for file in files) <= _SMALL
    return False


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform.startswith("linux") else os.cpu_count() or 1


def _in_turn(one: Iterator["ExportRead"], other: Iterator["ExportRead"]) -> Iterator["ExportRead"]:
    """The answers of two processes, of which each reads every other file."""
    for read in one:
        yield read
        yield from islice(other, 1)


class _Died(Exception):
    """The child will not answer: it took too long (``late``), or it has ended."""

    def __init__(self, late: bool) -> None:
        super().__init__(late)
        self.late = late


_SILENCE = object()
"""What is heard last of a child that has ended."""


class _Child:
    """One child process and the two pipes to it."""

    def __init__(self, read: str) -> None:
        self._process: _Process = _Copy(read) if _may_be_copied() else _started(read)
        self._questions, self._answers = self._process.stdin, self._process.stdout
        self._heard: SimpleQueue[Any] = SimpleQueue()
        self._listener: threading.Thread | None = None

    def send(self, what: str, value: object) -> None:
        """Hand it something; jobs are answered in their order."""
        with suppress(OSError):  # it died: the answer that is missing will tell
            send(self._questions, (what, value))

    def answer(self) -> Any:
        """Wait for the next answer, as long as it may take."""
        if self._listener is None:
            self._start()
        waits = self._heard.empty()
        answer = self._receive_for_work(FIRST_SECONDS) if waits else self._receive(0)
        return self._receive_for_work(answer.seconds) if isinstance(answer, MoreTime) else answer

    def end(self) -> None:
        """End it, whatever it does, and leave nothing of it behind."""
        self._process.kill()
        self._process.wait()
        if self._listener:
            self._listener.join()
        for pipe in (self._questions, self._answers):
            with suppress(OSError):
                pipe.close()

    def _start(self) -> None:
        self._listener = threading.Thread(target=self._listen, daemon=True)  # not before: threads are not copied
        self._listener.start()
        try:
            self._receive(_SECONDS_TO_START)
        except _Died as died:
            message = N_("The process that reads survey files cannot be started.")
            hint = N_("Try again; if that does not help, install the program anew.")
            raise FidelityError(message, hint=hint) from died

    def _receive_for_work(self, seconds: float) -> Any:
        """Wait while the child works, for at most so many seconds of its work: others may be keeping the machine busy.

        A child that does not work gets no longer than that by the clock.
        """
        if (begun := work_of(self._process.pid)) is None:
            return self._receive(seconds * _PATIENCE)
        worked = begun
        while True:
            try:
                return self._receive(seconds)
            except _Died as died:
                before, worked = worked, work_of(self._process.pid) or begun
                hangs, enough = worked - before < seconds * _WORKS, worked - begun >= seconds * (1 - _WORKS)
                if hangs or enough or not died.late:
                    raise

    def _receive(self, seconds: float) -> Any:
        try:
            answer = self._heard.get(timeout=seconds)
        except Empty:
            raise _Died(late=True) from None
        if answer is _SILENCE:
            raise _Died(late=False)
        return answer

    def _listen(self) -> None:
        try:
            while True:
                self._heard.put(receive(self._answers))
        except (EOFError, OSError):
            self._heard.put(_SILENCE)


def work_of(process: int) -> float | None:
    """The seconds that a process has worked so far; None where the system does not say it so (all but Linux)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, ValueError, IndexError):
        return None


# How a child comes to be.


class _Process(Protocol):
    """A child as the system knows it, and the two pipes to it; as ``subprocess.Popen`` has it."""

    pid: int
    stdin: Any
    stdout: Any

    def kill(self) -> None: ...
    def wait(self) -> int: ...


def _may_be_copied() -> bool:
    """Whether a copy of this process is safe: what another thread holds just then, nobody would let go in the copy."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


class _Copy:
    """A child that is a copy of this process. It is there in half the time of one that begins with nothing."""

    def __init__(self, read: str) -> None:
        (asked, questions), (answers, given) = os.pipe(), os.pipe()
        self.pid = os.fork()
        if not self.pid:
            _serve(read, asked, given)
        os.close(asked)
        os.close(given)
        self.stdin, self.stdout = os.fdopen(questions, "wb"), os.fdopen(answers, "rb")
        self._code: int | None = None

    def kill(self) -> None:
        """End it at once; one that has been waited for may be another process by now."""
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """How it has ended."""
        if self._code is None:
            self._code = os.waitpid(self.pid, 0)[1]
        return self._code


def _serve(read: str, asked: int, given: int) -> NoReturn:
    """Be the child: with the two pipes instead of what the parent has open, and never back into its work."""
    try:
        import fcntl
        import resource

        gc.disable()
        asked, given = (fcntl.fcntl(end, fcntl.F_DUPFD, 3) for end in (asked, given))
        for stream, end in enumerate((asked, given, os.open(os.devnull, os.O_RDWR))):
            os.dup2(end, stream)
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        os.closerange(3, most if 0 < most < _MOST_OPEN else _MOST_OPEN)
        sys.stdin = sys.stdout = sys.stderr = Path(os.devnull).open("r+", encoding="utf-8", newline="\n")  # noqa: SIM115  (to the end)
        sys.argv, sys.path[:] = ["", read], _search_path()
        import_module(_CHILD).main()
    finally:
        os._exit(1)


_MOST_OPEN = 1 << 16
"""So many files at the most can be open where the system has no limit."""


def _started(read: str) -> _Process:
    """A child by its own command line."""
    import subprocess

    return subprocess.Popen(
        _command(read),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _command(read: str) -> list[str]:
    """What starts a child: this Python, or a frozen program itself, which is no Python and knows its modules."""
    if getattr(sys, "frozen", False):
        return [sys.executable, READS_FILES, read]
    return [sys.executable, "-P", "-c", _BOOT, read, *_search_path()]


def _search_path() -> list[str]:
    """Where this process finds its modules; never the current folder, in which a stranger's file may lie."""
    return [*filter(None, sys.path), str(Path(__file__).parents[3])]
