"""Lines that say whose rows are: above a table, and between its rows, where those of another team may begin."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from hf_fidelity.ground import Quarter, fold
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.words import FACTS, ColumnKind, kind_by_name

CELLS_OF_A_TITLE = 2 * len(FACTS) + 2
"""Every fact and its value may stand in one row, and a little more."""
_LONGEST = 200
"""No line that says whose rows are has more letters."""
_MOST_OF_A_NAME = 3
"""So many words at most has the name of a team behind the word for one."""
_HAS_WORD = re.compile(r"[^\W\d_]{2}")
_DIGIT = re.compile(r"\d")
_PAGE = re.compile(
    r"\W*\b(side|page|seite|sida|página|s\.|p\.)\s*\d+(\s*(\W|af|of|von|av|de)\s*\d+)?\W*$", re.IGNORECASE
)
"""``Side 2``, ``page 2 of 3``, also behind other words."""


class LineBetween(NamedTuple):
    """A line between the rows of answers, and what it says of those below it."""

    row: int
    at: int
    """Where it begins."""
    text: str
    fact: str = ""
    """Organisation, team or quarter; empty where it is a text alone."""
    value: str = ""
    heads: bool = False
    """Whether the headings stand below it once more."""


class _Told(NamedTuple):
    fact: str
    value: str
    at: int
    """Where the fact is named."""
    end: int
    """Where its value stands."""


def facts_told(row: Sequence[CellValue]) -> Iterator[_Told]:
    """What a line says: ``Team`` and the name in the cell beside it, or ``Team: Nord`` in one cell."""
    for at, cell in enumerate(row):
        if not isinstance(cell, str) or not cell or len(cell) > _LONGEST:
            continue
        name, colon, rest = as_text(cell).partition(":")
        kind = _kind(name) if colon or not _DIGIT.search(name) else None  # as numbers of people have, row by row
        if kind not in FACTS:
            continue
        if colon and rest.strip():
            yield _Told(str(kind), rest.strip(), at, at)
        else:
            end = next((other for other in range(at + 1, len(row)) if as_text(row[other])), at)
            if end > at and not _kind(as_text(row[end])):
                yield _Told(str(kind), as_text(row[end]), at, end)


@lru_cache(maxsize=4096)
def _kind(text: str) -> ColumnKind | None:
    return kind_by_name(text) if text else None


def lines_between(number: int, row: Sequence[CellValue], first: int) -> list[LineBetween]:
    """What a row without answers says of those below it, if it says nothing else; ``first`` is the first statement's.

    A text alone in a row may be a quarter, or anything: what the rows below are is not sure then.
    """
    there = [at for at, cell in enumerate(row) if cell != "" and as_text(cell)]
    if not there or len(there) > CELLS_OF_A_TITLE or there[0] > first:
        return []
    told = list(facts_told(row))
    if told and set(there) == {at for one in told for at in (one.at, one.end)}:
        return [LineBetween(number, one.at, _shown(row, one), one.fact, one.value) for one in told]
    cell = row[there[0]]
    text = as_text(cell)
    if len(there) > 1 or not isinstance(cell, str) or len(text) > _LONGEST or not _HAS_WORD.search(text):
        named = Quarter.named(text) if len(there) == 1 and isinstance(cell, str) else None
        return [LineBetween(number, there[0], text, "quarter", text)] if named else []
    fact = "quarter" if Quarter.named(text) else ""
    return [LineBetween(number, there[0], text, fact, text if fact else "")]


def _shown(row: Sequence[CellValue], told: _Told) -> str:
    name = as_text(row[told.at])
    return name if told.end == told.at else f"{name.rstrip(': ')}: {told.value}"


def says_otherwise(line: LineBetween, said: str) -> bool:
    """Whether a line about a fact says something else than what holds for the whole file."""
    if line.fact != "quarter":
        return fold(line.value) != fold(said)
    named = Quarter.named(line.value)
    return str(named).casefold() != said.casefold() if named else fold(line.value) != fold(said)


def team_named(text: str) -> tuple[str, str] | None:
    """The fact and the name in ``Team Syd`` or ``Afdeling Nord``, a text that stands alone; None for any other."""
    first, *others = text.split()
    kind = _kind(first) if 0 < len(others) <= _MOST_OF_A_NAME else None
    return (str(kind), " ".join(others)) if kind in FACTS[:2] else None


def without_page(text: str) -> str:
    """A text without the number of a page at its end."""
    return _PAGE.sub("", text).strip()


def shares_a_word(text: str, names: Collection[str]) -> bool:
    """Whether a word of some names, and no little one, stands in a text: ``Bostøtte Nord`` for ``Nord``."""
    words = {word for name in names for word in fold(name).split() if len(word) > 2}
    return not words.isdisjoint(fold(text).split())
