"""The worker process itself: takes jobs from its standard input, answers on its standard output, may die of a file.

One file may take so little that a hostile one neither hangs nor fills the machine: time and memory by its size.
"""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, NamedTuple

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.readers.survey.cells.book import Refused
from hf_fidelity.readers.survey.cells.gate import judge
from hf_fidelity.readers.survey.cells.open import begin_book, far_cell
from hf_fidelity.readers.survey.cells.refusals import refusal_finding
from hf_fidelity.readers.survey.job import FIRST_SECONDS, Job, MoreTime, receive, send


def main() -> None:
    """Serve until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    no_core_dumps()
    questions, answers = _own_pipes()
    waiting: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(questions, waiting), daemon=True).start()
    module, _colon, name = sys.argv[1].partition(":")
    read = getattr(import_module(module), name)
    gc.enable()
    gc.set_threshold(200_000)  # rows are many objects and none of them a circle
    gc.freeze()  # what is imported stays: no need to look through it again and again
    send(answers, "ready")
    options: Any = None
    begun: str | None = None
    while True:
        what, value = waiting.get()
        if what == "options":
            options = value
        elif what == "begin":
            begun = str(value.path)
            _tell_more_time(value.allowed(), answers)
            value.join()
        else:
            if value.path != begun:  # else it has its allowance, and what opening it took is part of that
                _tell_more_time(held_to_its_own(Path(value.path)), answers)
            begun = None
            send(answers, _answer(read, value, options) if what == "read" else far_cell(Path(value.path)))


class _Opening(threading.Thread):
    """The file that will most likely be the first, opened while this process still imports what reads it.

    What parses workbooks lets other threads work meanwhile.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self.path = path
        self._allowed: SimpleQueue[Allowance] = SimpleQueue()
        self.start()

    def run(self) -> None:
        """Hold the process to what the file may take, and open it."""
        self._allowed.put(held_to_its_own(self.path))
        with suppress(BaseException):  # whatever it is, whoever reads the file will find it too
            begin_book(self.path)

    def allowed(self) -> "Allowance":
        """What the file may take; to be asked for once."""
        return self._allowed.get()


def held_to_its_own(path: Path) -> "Allowance":
    """What a file may take, once this process is held to it."""
    allowed = allowance(path)
    hold_to(allowed)
    return allowed


def _tell_more_time(allowed: "Allowance", answers: IO[bytes]) -> None:
    """Say so where a file may take long."""
    if allowed.seconds > FIRST_SECONDS:
        send(answers, MoreTime(allowed.seconds))


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, out of reach of a library that prints or asks: those find nothing at all."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    return questions, answers


def _listen(questions: IO[bytes], waiting: "SimpleQueue[Any]") -> None:
    """Take what the parent sends at once, so that it never waits for a job to end; end with the parent."""
    while True:
        try:
            what, value = receive(questions)
            waiting.put((what, _Opening(Path(value.path)) if what == "begin" else value))
        except (EOFError, OSError):
            os._exit(0)


def _answer(read: Callable[[Job, Any], ExportRead], job: Job, options: Any) -> ExportRead:
    try:
        return read(job, options)
    except Refused as refused:
        return ExportRead(job.path, findings=(refused.finding,))
    except MemoryError:
        return ExportRead(job.path, findings=(refusal_finding("too-much-memory"),))
    except BaseException as error:  # a panic in Rust is no Exception; its text may repeat answers; its name cannot
        return ExportRead(job.path, findings=(refusal_finding("reader-gave-up", reason=type(error).__name__),))


_MB = 1_000_000
_BASE_SECONDS = 4.0
_FIRST_BYTES = 400 * _MB


class _Rate(NamedTuple):
    """What a kind of file may take for what it unpacks to."""

    mb_per_second: float
    times: int
    """Memory for each byte."""


_MARKED_UP = _Rate(2.0, 3)
"""An answer in XML is fifty bytes: those, its cell, and a copy that grows."""
_BARE = _Rate(0.4, 10)
"""An answer may be two bytes and a team three lines, but it takes some microseconds, and a team's counts a kilobyte."""


@dataclass(frozen=True)
class Allowance:
    """Seconds of work for a job, and memory beyond what the process has already."""

    seconds: float
    memory: int


def allowance(path: Path) -> Allowance:
    """What reading the file may take; a file that is refused needs no more than any."""
    unpacked, rate = 0, _BARE
    with suppress(Refused):
        judged = judge(path)
        unpacked, rate = judged.unpacked, _MARKED_UP if judged.kind in ("xlsx", "ods") else _BARE
    return Allowance(_BASE_SECONDS + unpacked / _MB / rate.mb_per_second, _FIRST_BYTES + rate.times * unpacked)


def hold_to(allowed: Allowance) -> None:
    """Let this process take so much more than it has taken, where the system can hold it to that."""
    _limit("RLIMIT_AS", lambda: _address_space() + allowed.memory)
    if sys.platform == "win32":
        with suppress(OSError):
            hold_to_on_windows(allowed.memory)
    # The parent keeps the time; this is for a child whose parent was killed while it was deep in a library.
    _limit("RLIMIT_CPU", lambda: int(time.process_time() + 2 * allowed.seconds))


def no_core_dumps() -> None:
    """A process that dies of a file leaves no copy of it behind."""
    _limit("RLIMIT_CORE", lambda: 0)


def _limit(what: str, most: Callable[[], int]) -> None:
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError, AttributeError):
        kind = getattr(resource, what)
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most() if hard == resource.RLIM_INFINITY else min(most(), hard), hard))


def hold_to_on_windows(more: int) -> int:
    """What Windows has instead of limits of a process: a job of which this process is the one member.

    Gives the bytes it may take in all. Raises OSError where Windows does not make the job.
    """
    import ctypes
    from ctypes import wintypes

    class Limits(ctypes.Structure):
        _fields_ = (
            ("times", ctypes.c_int64 * 2),
            ("what", wintypes.DWORD),
            ("working_set", ctypes.c_size_t * 2),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("classes", wintypes.DWORD * 2),
            ("transferred", ctypes.c_uint64 * 6),
            ("memory_of_process", ctypes.c_size_t),
            ("memory_of_job", ctypes.c_size_t),
            ("peaks", ctypes.c_size_t * 2),
        )

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    this, job = wintypes.HANDLE(kernel.GetCurrentProcess()), _own_job()
    limits = Limits(what=_LIMIT_OF_PROCESS_MEMORY, memory_of_process=_committed(kernel, this) + more)
    size = ctypes.sizeof(limits)
    if not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size):
        raise ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined,unused-ignore]
    return int(limits.memory_of_process)


_EXTENDED_LIMITS, _LIMIT_OF_PROCESS_MEMORY = 9, 0x100


@cache
def _own_job() -> Any:
    """The job, kept open for as long as this process lives."""
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    if not kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess())):
        raise ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined,unused-ignore]
    return job


def _committed(kernel: Any, process: Any) -> int:
    """The bytes that this process has been promised so far."""
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            ("others", ctypes.c_size_t * 6),
            ("committed", ctypes.c_size_t),
            ("peak", ctypes.c_size_t),
        )

    counters = Counters(size=ctypes.sizeof(Counters))
    if not kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size):
        raise ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined,unused-ignore]
    return int(counters.committed)


def _address_space() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
