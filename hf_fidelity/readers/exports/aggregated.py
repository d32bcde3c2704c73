"""Exports of figures per question, which must not be taken for answers."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from hf_fidelity.ground.text import fold
from hf_fidelity.readers.exports.answers import Words
from hf_fidelity.readers.exports.cells.book import Book, Cell
from hf_fidelity.readers.exports.cells.cell_text import as_text
from hf_fidelity.readers.exports.headings import Clash, Headings

_SHEET = re.compile(r"(question|spørgsmål) \d+")
_FIGURES = re.compile(
    r"(response|svar)?\s?(percent|procent|pct\.?|count|antal|%|andel)s?|responses|total|i alt|n|gennemsnit|average|mean"
)
_DEPTH = 200


def is_aggregated(book: Book, headings: Headings, words: Words) -> str | None:
    """The name of the first sheet that holds figures per question; None where there is none."""
    for name, sheet in book.sheets.items():
        if name in book.hidden:
            continue
        table = list(islice(sheet.rows(), _DEPTH))
        if _SHEET.fullmatch(fold(name)) or _figures(table, headings, words):
            return name
    return None


def _figures(table: Sequence[Sequence[Cell]], headings: Headings, words: Words) -> bool:
    """Statements down one column with the scale or figures as headings, or the scale down one with figures beside."""
    if not table:
        return False
    down = max((_statements(column, headings) for column in _columns(table)), default=0)
    labels = max((_labels(column, words) for column in _columns(table)), default=0)
    across = max((_labels(row, words) for row in table), default=0)
    figures = any(_FIGURES.fullmatch(fold(as_text(cell))) for row in table[:30] for cell in row if cell != "")
    return (down >= 2 and (across >= 2 or figures)) or (labels >= 3 and figures and _percents(table))


def _columns(table: Sequence[Sequence[Cell]]) -> Iterable[list[Cell]]:
    width = min(8, max(len(row) for row in table))
    return ([row[i] for row in table if i < len(row)] for i in range(width))


def _statements(cells: Iterable[Cell], headings: Headings) -> int:
    found = set()
    for cell in cells:
        if isinstance(cell, str) and len(cell) > 2:
            try:
                match = headings.find((cell,))
            except Clash:
                continue
            if match and match.how in ("id", "text"):
                found.add(match.statement)
    return len(found)


def _labels(cells: Iterable[Cell], words: Words) -> int:
    return len({code for cell in cells if isinstance(cell, str) and (code := words.read(cell)) < words.points})


def _percents(table: Sequence[Sequence[Cell]]) -> bool:
    numbers = [cell for row in table for cell in row[1:] if isinstance(cell, int | float) or "%" in str(cell)]
    return len(numbers) >= 3
