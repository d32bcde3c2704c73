"""Work that is shared out comes to the same, whatever becomes of those who do it."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import pytest

from hf_fidelity.errors import RecordDamaged
from hf_fidelity.journeys.processes import shared_out

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="nowhere else are processes forked")
HERE = os.getpid()
PIECES = tuple(range(5))


def done(piece: int) -> int:
    return 10 * piece


def ended_at(at: int) -> Callable[[int], int]:
    """Work whose process the system ends at a piece, as it does for want of memory."""

    def work(piece: int) -> int:
        if piece == at and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return done(piece)

    return work


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("at", [None, *PIECES])
def test_what_an_ended_process_leaves_is_done_here(at: int | None, processes: int) -> None:
    work = done if at is None else ended_at(at)
    assert list(shared_out(work, PIECES, processes)) == [0, 10, 20, 30, 40]


def test_where_no_process_can_be_made_all_of_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory() -> Any:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("os.fork", no_memory)
    assert list(shared_out(done, PIECES, 2)) == [0, 10, 20, 30, 40]


def test_what_stops_the_work_stops_it() -> None:
    def damaged(piece: int) -> int:
        if piece == 1:
            raise RecordDamaged("no record")
        return done(piece)

    with pytest.raises(RecordDamaged):
        list(shared_out(damaged, PIECES, 2))
