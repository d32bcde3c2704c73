"""A process of its own for files of strangers: it reads and counts, and what happens to it does not happen to us.

One child serves a whole batch. It gets the next file while the parent still works on the last one, is killed when
a file takes too much, and is then replaced. It is started by its own command line, so it works from a notebook too.
"""

import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from hf_fidelity.domain.findings import CellFinding
from hf_fidelity.domain.imports import ExportRead
from hf_fidelity.errors import FidelityError
from hf_fidelity.i18n import N_
from hf_fidelity.readers.exports.allowance import FIRST_SECONDS, Allowance
from hf_fidelity.readers.exports.pipe import receive, send
from hf_fidelity.readers.exports.refusals import finding
from hf_fidelity.readers.exports.survey_export import Job, Options, read_export

_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from hf_fidelity.readers.exports.worker_child import main; main()"
_SECONDS_TO_START = 60.0
"""For the imports, on a machine with a cold disk and a virus scanner."""

Read = Callable[[Job, Options], ExportRead]


class Worker:
    """Reads files in a child process::

    with Worker(options) as worker:
        for read in worker.read_all(jobs):
            ...
    """

    def __init__(self, options: Options, read: Read = read_export) -> None:
        self._setup = (read, options)
        self._child = _Child(self._setup)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.end()

    def read_all(self, jobs: Iterable[Job]) -> Iterator[ExportRead]:
        """An answer for each job, in their order. While one is looked at, the next is already being read."""
        waiting: deque[Job] = deque()
        for job in jobs:
            waiting.append(job)
            self._child.ask(job)
            if len(waiting) > 1:
                yield self._answer(waiting)
        while waiting:
            yield self._answer(waiting)

    def _answer(self, waiting: deque[Job]) -> ExportRead:
        job = waiting.popleft()
        try:
            read: ExportRead = self._child.answer()
        except _Died as died:
            read = self._without_others(job) or ExportRead(job.path, findings=(self._why(job, died),))
            self._renew(waiting)
        return read

    def _without_others(self, job: Job) -> ExportRead | None:
        """Where another file was read along with this one, that one may be to blame."""
        if not job.beside:
            return None
        self._renew([replace(job, beside=())])
        with suppress(_Died):
            read: ExportRead = self._child.answer()
            return read
        return None

    def _why(self, job: Job, died: "_Died") -> CellFinding:
        self._renew([])
        self._child.ask(job, autopsy=True)
        with suppress(_Died):
            if far := self._child.answer():
                assert isinstance(far, CellFinding)
                return far
        return finding("took-too-long" if died.late else "too-much-memory")

    def _renew(self, jobs: Iterable[Job]) -> None:
        self._child.end()
        self._child = _Child(self._setup)
        for job in jobs:
            self._child.ask(job)


class _Died(Exception):
    """The child ended before it answered; ``late`` where it was ended because it took too long."""

    def __init__(self, late: bool) -> None:
        super().__init__(late)
        self.late = late


class _Child:
    """One child process and the two pipes to it."""

    def __init__(self, setup: tuple[Read, Options]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT, *_search_path()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin
        assert self._process.stdout
        self._questions: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self._ready = False
        self._send(setup)

    def ask(self, job: Job, *, autopsy: bool = False) -> None:
        """Hand it a job; it is answered after those before it."""
        self._send((job, autopsy))

    def answer(self) -> Any:
        """Wait for the next answer, as long as it may take."""
        if not self._ready:
            self._start()
        allowed: Allowance = self._receive(FIRST_SECONDS)
        return self._receive(allowed.seconds)

    def end(self) -> None:
        """End it, whatever it does, and leave nothing of it behind."""
        self._process.kill()
        for pipe in (self._questions, self._answers):
            with suppress(OSError):
                pipe.close()
        self._process.wait()

    def _start(self) -> None:
        try:
            self._receive(_SECONDS_TO_START)
        except _Died as died:
            message = N_("The process that reads survey files cannot be started.")
            raise FidelityError(
                message, hint=N_("Try again; if that does not help, install the program anew.")
            ) from died
        self._ready = True

    def _send(self, value: object) -> None:
        with suppress(OSError):  # it died: the answer that is missing will tell
            send(self._questions, value)

    def _receive(self, seconds: float) -> Any:
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            value = receive(self._answers)
        except (EOFError, OSError) as error:
            raise _Died(late.is_set()) from error
        finally:
            timer.cancel()
        if late.is_set():
            raise _Died(late=True)  # it answered in the last moment, and was killed all the same
        return value


def _search_path() -> list[str]:
    """Where this process finds its modules; never the current folder, in which a stranger's file may lie."""
    return [*filter(None, sys.path), str(Path(__file__).parents[3])]
