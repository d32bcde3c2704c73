"""What one file may take: so little for a small file that a hostile one neither hangs nor fills the machine."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hf_fidelity.readers.exports.book import Refused
from hf_fidelity.readers.exports.gate import judge

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


def limit_memory(more: int) -> None:
    """Let this process take so much more than it has, where the system can hold it to that."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = _address_space() + more
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))


def _address_space() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def no_core_dumps() -> None:
    """A process that dies of a file leaves no copy of it behind."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
