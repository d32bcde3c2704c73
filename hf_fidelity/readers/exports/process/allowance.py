"""What one file may take: so little for a small file that a hostile one neither hangs nor fills the machine."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hf_fidelity.readers.survey.cells.book import Refused
from hf_fidelity.readers.survey.cells.gate import judge

_MB = 1_000_000
_BASE_SECONDS = 4.0
_MB_PER_SECOND = 5
_FIRST_BYTES = 400 * _MB
_TIMES = 3
"""Memory for each byte unpacked: the XML, its cells, and a copy that grows."""


@dataclass(frozen=True)
class Allowance:
    """Seconds for a job, and memory beyond what the process has already."""

    seconds: float
    memory: int


def allowance(path: Path) -> Allowance:
    """What reading the file may take; a file that is refused needs no more than any."""
    unpacked = 0
    with suppress(Refused):
        unpacked = judge(path).unpacked
    return Allowance(_BASE_SECONDS + unpacked / _MB / _MB_PER_SECOND, _FIRST_BYTES + _TIMES * unpacked)


def hold_to(allowed: Allowance) -> None:
    """Let this process take so much more than it has taken, where the system can hold it to that."""
    _limit("RLIMIT_AS", lambda: _address_space() + allowed.memory)
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


def _address_space() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
