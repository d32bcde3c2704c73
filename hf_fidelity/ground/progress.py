"""How far a long piece of work has come, for whoever wants to watch it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[int, int, str], None]
"""Called after each piece with how many are done, how many there are, and what the one that is done is called."""


def watched(pieces: Sequence[T], progress: Progress | None, name: Callable[[T], str] = str) -> Iterator[T]:
    """The pieces one by one; ``progress`` hears of each when the next one is asked for."""
    for done, piece in enumerate(pieces, 1):
        yield piece
        if progress:
            progress(done, len(pieces), name(piece))
