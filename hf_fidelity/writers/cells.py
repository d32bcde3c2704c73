"""What pages share: a cell in words, texts by their language, a section's blocks in the order of a page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from hf_fidelity.ground import _, clean, isolated, number, one_line
from hf_fidelity.reports.document import Block, Cell, Chart, Course, Section, Table, TableRow

if TYPE_CHECKING:
    from hf_fidelity.reports.form import Form  # a page that is no form loads nothing of forms

BLOCKS = "▁▂▃▄▅▆▇█"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so a spreadsheet takes for a formula."""


def cell_text(cell: Cell, *, blocks: bool = True) -> str:
    """The cell in words: numbers in the chosen language, a course as small blocks (or empty without them)."""
    if isinstance(cell, str):  # most are
        return clean(cell)
    if isinstance(cell, Course):
        return course_text(cell) if blocks else ""
    return cell.instead if cell.value is None else number(cell.value, cell.decimals, signed=cell.signed) + cell.mark


def course_text(course: Course) -> str:
    """A row's values as small blocks, one a quarter: ``▂▃▃▅``. A gap is a dot, a break a bar."""
    values, low, high, breaks = course
    blocks = [_block(value, low, high) for value in values]
    return "".join("|" * (i in breaks) + block for i, block in enumerate(blocks)) if breaks else "".join(blocks)


@lru_cache(maxsize=4096)  # on a scale of a few points the same heights stand in thousands of courses
def _block(value: float | None, low: float, high: float) -> str:
    if value is None:
        return "·"
    share = (value - low) / (high - low)
    return BLOCKS[min(len(BLOCKS) - 1, max(0, round(share * (len(BLOCKS) - 1))))]


# Texts in another language than the document's.


Tongues = list[tuple[str, str | None]]
"""A text in pieces, each with its language; None: the document's."""


class Tongue:
    """Parts texts where they change into a foreign language, for voices that read them aloud."""

    def __init__(self, foreign: Mapping[str, str]) -> None:
        self._foreign = {one_line(text): language for text, language in foreign.items()}
        longest_first = sorted(map(re.escape, self._foreign), key=len, reverse=True)
        self._pattern = re.compile(f"({'|'.join(longest_first)})") if longest_first else None

    def pieces(self, text: str) -> Tongues:
        """The text, cleaned, in its pieces."""
        words = clean(text)
        if self._pattern is None:
            return [(isolated(words), None)]
        return [(isolated(piece), self._foreign.get(piece)) for piece in self._pattern.split(words)]


# Blocks as a page of paper can show them.


ROWS_OF_A_PICTURE = 17
"""So many rows of a picture fit on A4."""

_MOST = 7
"""So many columns of numbers fit beside each other on A4; a wider table is shown in pieces, one below the other."""


def page_order(section: Section) -> Iterator[Block]:
    """The blocks in the order of the page: a picture before the table that holds its numbers, wide tables in pieces."""
    titles = {block.title for block in section.blocks if isinstance(block, Table)}
    for block in section.blocks:
        if isinstance(block, Table):
            yield from (b for b in section.blocks if isinstance(b, Chart) and b.table == block.title)
            yield from _side_by_side(block)
        elif not isinstance(block, Chart) or block.table not in titles:
            yield block


def title_of_piece(title: str, n: int, all: int) -> str:
    """The title of one of several pieces; of the only one, the title."""
    return _("{title} ({n} of {all})", title=title, n=n, all=all) if all > 1 else title


def _side_by_side(table: Table) -> Iterator[Table]:
    """The table in pieces that are narrow enough, the oldest quarters first; each repeats the rows' headings."""
    optional = [n for n, column in enumerate(table.columns) if column.optional and column.kind == "number"]
    numbers = sum(column.kind == "number" for column in table.columns)
    if numbers <= _MOST or not optional:
        yield table
        return
    rest = [n for n in range(1, len(table.columns)) if n not in optional]
    beside = max(0, _MOST - sum(table.columns[n].kind == "number" for n in rest))
    split = len(optional) - beside
    earlier, last = optional[:split], [*optional[split:], *rest]
    pieces = [earlier[n : n + _MOST] for n in range(0, len(earlier), _MOST)] + [sorted(last)]
    for n, shown in enumerate(pieces, 1):
        yield only_columns(table._replace(title=title_of_piece(table.title, n, len(pieces))), [0, *shown])


def only_columns(table: Table, shown: Sequence[int]) -> Table:
    """The table with these columns alone."""
    columns = tuple(table.columns[n] for n in shown)
    return table._replace(columns=columns, rows=tuple(_cut(row, shown) for row in table.rows))


def _cut(row: TableRow, shown: Sequence[int]) -> TableRow:
    return row._replace(cells=tuple(row.cells[n] for n in shown))


# A form on paper.


def form_words() -> dict[str, str]:
    """What a form on paper says besides the questionnaire's own words."""
    return {
        "purpose": _("Purpose"),
        "advice": _("How to fill it in"),
        "agreed": _("What we agreed to do: did it work?"),
        "cross": _("Put one cross for each statement."),
        "statement": _("Statement"),
        "remarks": _("Remarks, and why a statement may not be relevant to you"),
        "actions": _("What we will do"),
        "action": _("Action"),
        "responsible": _("Responsible: a role, not a name"),
        "due": _("Due"),
    }


_MANY, _LONG, _WIDE = 6, 34, 60
"""More points than this, a label with more letters, or more letters in all labels' longest words: no room on A4 for a
column per point."""


def is_crowded(form: "Form") -> bool:
    """Whether the points stand below each statement because there is no room for them beside it."""
    return any(_crowded(theme.labels) for theme in form.themes)


def _crowded(labels: Sequence[str]) -> bool:
    widest = sum(max(map(len, label.split()), default=0) for label in labels)
    return len(labels) > _MANY or max(map(len, labels)) > _LONG or widest > _WIDE
