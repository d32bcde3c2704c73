"""The worker process itself: takes jobs from its standard input, answers on its standard output, may die of a file."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from queue import SimpleQueue
from typing import IO, Any

from hf_fidelity.domain.survey.batch import ExportRead
from hf_fidelity.readers.exports.cells.book import Refused
from hf_fidelity.readers.exports.cells.far_cells import far_cell
from hf_fidelity.readers.exports.cells.refusals import finding
from hf_fidelity.readers.exports.job import Job
from hf_fidelity.readers.exports.process.allowance import allowance, hold_to, no_core_dumps
from hf_fidelity.readers.exports.process.pipe import FIRST_SECONDS, MoreTime, receive, send


def main() -> None:
    """Serve until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    no_core_dumps()
    questions, answers = _own_pipes()
    waiting: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(questions, waiting), daemon=True).start()
    read = resolve_name(sys.argv[1])
    gc.enable()
    gc.set_threshold(200_000)  # rows are many objects and none of them a circle
    gc.freeze()  # what is imported stays: no need to look through it again and again
    send(answers, "ready")
    options: Any = None
    while True:
        what, value = waiting.get()
        if what == "options":
            options = value
            continue
        allowed = allowance(Path(value.path))
        hold_to(allowed)
        if allowed.seconds > FIRST_SECONDS:
            send(answers, MoreTime(allowed.seconds))
        send(answers, _answer(read, value, options) if what == "read" else far_cell(Path(value.path)))


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
            waiting.put(receive(questions))
        except (EOFError, OSError):
            os._exit(0)


def _answer(read: Callable[[Job, Any], ExportRead], job: Job, options: Any) -> ExportRead:
    try:
        return read(job, options)
    except Refused as refused:
        return ExportRead(job.path, findings=(refused.finding,))
    except MemoryError:
        return ExportRead(job.path, findings=(finding("too-much-memory"),))
    except BaseException as error:  # a panic in Rust is no Exception; its text may repeat answers; its name cannot
        return ExportRead(job.path, findings=(finding("reader-gave-up", reason=type(error).__name__),))
