"""Several processes for one work. They are forked, so that each knows what this one knows and only what it found out
travels back; where the system cannot do that (Windows, and macOS as it wants it), starting another one costs more than
it gains.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

MANY = 4_000
"""Records from which a second process gains more than it costs."""


def processes_for(records: int) -> int:
    """How many processes are to share the work on so many records: as many as there are cores for us, or this one.

    A process with threads is not forked: what another thread holds just then, nobody would let go.
    """
    if records < MANY or not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def shared_out(work: Callable[[_T], _R], pieces: Sequence[_T], processes: int) -> Iterator[_R]:
    """What the work comes to for each piece, in their order; what it gives must be able to travel.

    Where the system ends one of the processes, or makes none, for want of memory, what is left is done by this one.
    """
    from concurrent.futures import ProcessPoolExecutor  # most work is done here
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    done = 0
    try:
        with ProcessPoolExecutor(processes, get_context("fork"), _begin, (work, pieces)) as pool:
            for found in pool.map(_do, range(len(pieces))):
                done += 1
                yield found
    except (BrokenProcessPool, OSError):
        yield from map(work, pieces[done:])


_begun: list[Any] = []
"""In a forked process: what it is there for."""


def _begin(work: Callable[[Any], Any], pieces: Sequence[Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that was asked decides what Ctrl-C means
    gc.freeze()  # what it was born with stays, and is not to be looked through for garbage again and again
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _begun[:] = [work, pieces]


def _end_with_parent() -> None:
    """Where the process that was asked is killed, nobody waits for this one any more."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _do(at: int) -> Any:
    work, pieces = _begun
    return work(pieces[at])
