"""How wide the columns of a sheet are, and what their headings say."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap
from typing import Literal

from hf_fidelity.ground.text import one_line
from hf_fidelity.reports.document import NOTHING, Table
from hf_fidelity.writers.cells import cell_text
from hf_fidelity.writers.excel.cells import fitting, valid_text

READABLE = 100
"""As wide as running text is, in characters."""

FILTER = 3
"""Room for the button that filters, beside a heading."""

INDENT = 2
"""Room for the blanks beside a text."""

_WIDEST = {"text": 40, "name": 60}
_NARROWEST = 7


@dataclass(frozen=True)
class Shown:
    """A column as the sheet shows it; ``index`` is its place in the document's table."""

    index: int
    label: str
    kind: Literal["text", "name", "number", "course"]
    shade: tuple[float, float] | None


def shown_columns(table: Table) -> list[Shown]:
    """All columns but the small drawings, with headings that no other column of the table has."""
    found: list[Shown] = []
    taken: set[str] = set()
    for index, column in enumerate(table.columns):
        if column.kind == "course":
            continue
        label = _unlike(fitting(valid_text(one_line(column.label)), 240) or NOTHING, taken)
        found.append(Shown(index, label, column.kind, column.shade))
    return found


def _unlike(label: str, taken: set[str]) -> str:
    """Excel takes two headings for one that differ only in case."""
    name, n = label, 1
    while name.casefold() in taken:
        n += 1
        name = f"{label} ({n})"
    taken.add(name.casefold())
    return name


def column_widths(tables: Sequence[Table]) -> list[float]:
    """The widths that fit every table of a sheet; without a table, one column for running text."""
    if not tables:
        return [READABLE]
    return [max(widths) for widths in zip_longest(*map(_widths, tables), fillvalue=0)]


def _widths(table: Table) -> list[float]:
    return [_width(table, column) for column in shown_columns(table)]


def _width(table: Table, column: Shown) -> float:
    word = max(map(len, column.label.split()), default=0) + FILTER
    texts = [line for row in table.rows for line in cell_text(row.cells[column.index]).split("\n")]
    longest = max(map(len, texts), default=0) + INDENT + 1
    return max(_NARROWEST, min(word, 30), min(longest, _WIDEST.get(column.kind, 16)))


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column: neither Excel nor LibreOffice finds it out when it opens a file."""
    wide = max(1, int(width))
    return sum(len(wrap(part, wide)) or 1 for part in text.split("\n"))
