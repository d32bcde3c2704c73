"""Values that look like a CPR number: a row with one is stopped, and nothing of it is repeated (rule 16)."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from hf_fidelity.ground.text import CPR, shorten
from hf_fidelity.readers.exports.cells.book import Cell


def looks_like_cpr(cell: Cell) -> bool:
    """Whether a cell holds a day, month and year of birth with four digits behind, as text or as a number."""
    if isinstance(cell, str):
        return len(cell) >= 10 and CPR.search(cell) is not None
    if isinstance(cell, int | float) and 10**8 <= cell < 10**10 and cell == int(cell):
        return CPR.fullmatch(f"{int(cell):010}") is not None  # a number has lost the nought in front
    return False


_MAIL = re.compile(r"\S+@\S+")


def shown(text: str, most: int = 40) -> str:
    """A text from the file, short enough for a sentence, without what may not be repeated.

    In a file that has no headings, what is taken for them is somebody's answer.
    """
    return shorten(CPR.sub("…", _MAIL.sub("…", text)), most)


class Watch:
    """Looks at every value once, however often it stands in a file."""

    def __init__(self, unread: Iterable[int]) -> None:
        self._unread = frozenset(unread)
        """Columns of a tool's own numbers, which may look like anything."""
        self._seen: set[Cell] = set()
        self._alarming: set[Cell] = set()

    def look(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """Whether any row of some may have to be stopped."""
        new = set(chain.from_iterable(rows)) - self._seen
        self._seen |= new
        self._alarming |= {cell for cell in new if looks_like_cpr(cell)}
        return bool(self._alarming)

    def found(self, row: Sequence[Cell]) -> int | None:
        """The first column with such a value; None where there is none."""
        return next(
            (at for at, cell in enumerate(row) if cell in self._alarming and at not in self._unread),
            None,
        )
