"""Waiting for what another thread or process is about to do, and for no longer than it takes on a busy machine."""

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

PATIENCE = 120.0
"""Seconds for a machine on which everything else is at work too; nobody waits them out."""


def soon(happened: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Whether it has happened within this time, looked at a hundred times a second."""
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


@contextmanager
def started(command: Sequence[str], **how: Any) -> "Iterator[subprocess.Popen[str]]":
    """A process that ends with the ``with`` block, however that is left. ``Popen`` alone would wait for it:
    for ever where a test has failed before it could end it.
    """
    with subprocess.Popen(command, text=True, **how) as process:
        try:
            yield process
        finally:
            process.kill()
