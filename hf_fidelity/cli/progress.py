"""A bar on standard error, where somebody is looking and has to wait."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hf_fidelity.cli.output import wants_plain
from hf_fidelity.cli.settings import Settings
from hf_fidelity.i18n import _

if TYPE_CHECKING:
    from rich.progress import Progress as RichBar

    from hf_fidelity.ground.progress import Progress

_SO_FEW = 5
"""So many pieces are done before a bar has told anything."""
_OFTEN = 0.1
"""Seconds between two looks at the bar: hundreds of pieces may be done in that time."""


@contextmanager
def progress_bar(what: str, settings: Settings, patience: float = 1.0) -> "Iterator[Progress | None]":
    """A ``progress`` to give to a journey; None where nobody sees it: no terminal, ``--plain``, or a dumb one.

    ``what`` is the message in front of the bar. The bar appears when the work has lasted for ``patience`` seconds, and
    goes away with it.
    """
    if not sys.stderr.isatty() or wants_plain(settings):
        yield None
        return
    bar: RichBar | None = None
    due = time.monotonic() + patience

    def show(done: int, total: int, _name: str) -> None:
        nonlocal bar, due
        if total <= _SO_FEW or (now := time.monotonic()) < due:
            return
        due, bar = now + _OFTEN, bar or _started(what)
        bar.update(bar.task_ids[0], completed=done, total=total)

    try:
        yield show
    finally:
        if bar:
            bar.stop()


def _started(what: str) -> "RichBar":
    from rich.console import Console  # short work pays for none of it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(_(what), total=None)
    bar.start()
    return bar
