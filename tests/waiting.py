"""Waiting for what another thread or process is about to do. A minute is for a busy machine; nobody waits it out."""

import time
from collections.abc import Callable


def soon(happened: Callable[[], object], seconds: float = 60) -> bool:
    """Whether it has happened within this time, looked at a hundred times a second."""
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True
