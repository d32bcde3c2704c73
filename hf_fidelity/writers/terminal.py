"""A document on a terminal, with rich: aligned tables without boxes, at any width from 60 columns.

Where a table is too wide, its oldest optional columns go first, and a line says so.
"""

import io
import textwrap
from collections.abc import Iterator, Sequence
from typing import IO, Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from hf_fidelity.domain.text import clean
from hf_fidelity.i18n import ngettext
from hf_fidelity.reports.document import (
    Block,
    Bullets,
    Chart,
    Column,
    Document,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from hf_fidelity.writers.cells import cell_text

_GAP = 2
_LABEL_AT_LEAST = 22


def console_for(stream: IO[str], *, width: int | None = None) -> Console:
    """A console that reads no markup from data. Colour, NO_COLOR and TERM are rich's own judgement."""
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def write_terminal(document: Document, console: Console) -> None:
    """Print the document."""
    blocks = can_encode(console.file)
    console.print(Text(clean(document.title), style="bold"))
    if document.subtitle:
        console.print(Text(clean(document.subtitle), style="dim"))
    for section in document.sections:
        console.print()
        console.print(_section(section, console.width, blocks))
    for note in document.notes:
        console.print()
        console.print(Padding(Text(clean(note), style="dim"), (0, 0, 0, 2)))


def terminal_text(document: Document, width: int = 100) -> str:
    """The document as it looks on a terminal of that width, without colour: for a file."""
    stream = io.StringIO()
    write_terminal(document, Console(file=stream, width=width, color_system=None, markup=False, highlight=False))
    return stream.getvalue()


def can_encode(stream: Any, characters: str = "▁█·–−") -> bool:
    """Whether the terminal or file can take these characters (a cp1252 pipe on Windows cannot)."""
    try:
        characters.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _section(section: Section, width: int, blocks: bool) -> RenderableType:
    # A table at the start says the section's name in its own head.
    named = any(isinstance(b, Table) and b.columns[0].label == section.title for b in section.blocks[:1])
    title = [] if named or not section.title else [Text(clean(section.title), style="bold underline")]
    return Group(*title, *(part for block in section.blocks for part in _block(block, width, blocks)))


def _block(block: Block, width: int, blocks: bool) -> Iterator[RenderableType]:
    match block:
        case Paragraph():
            yield Padding(Text(clean(block.text)), (0, 0, 0, 2))
        case Bullets():
            for item in block.items:
                yield _bullet(clean(item))
        case Table():
            yield from _table(block, width, blocks)
        case Chart():
            pass  # its numbers stand in a table beside it


def _bullet(text: str) -> RenderableType:
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_row(Text("  •"), Text(text))
    return grid


def _table(table: Table, width: int, blocks: bool) -> Iterator[RenderableType]:
    shown = _fitting(table, width, blocks)
    rich_table = RichTable(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for i in shown:
        _add_column(rich_table, table, i, blocks, alone=len(shown) == 1)
    for row in table.rows:
        style = "bold" if row.strong else ""
        rich_table.add_row(*(Text(cell_text(row.cells[i], blocks=blocks), style=style) for i in shown))
    yield rich_table
    if left_out := len(table.columns) - len(shown):
        yield Text(
            ngettext(
                "({number} earlier quarter is left out here; it shows in a wider window.)",
                "({number} earlier quarters are left out here; they show in a wider window.)",
                left_out,
            ),
            style="dim",
        )
    yield Text("")


def _add_column(rich_table: RichTable, table: Table, i: int, blocks: bool, *, alone: bool) -> None:
    column = table.columns[i]
    if column.kind == "text":
        flexible = i == 0 or alone
        rich_table.add_column(Text(clean(column.label)), ratio=None, min_width=_LABEL_AT_LEAST if flexible else None)
    else:
        justify: Any = "right" if column.kind == "number" else "left"
        rich_table.add_column(
            Text(clean(column.label)),
            justify=justify,
            width=_width(column, table.rows, i, blocks),
            no_wrap=False,
        )


def _fitting(table: Table, width: int, blocks: bool) -> list[int]:
    """The columns that fit, the oldest optional ones left out first."""
    shown = list(range(len(table.columns)))
    widths = [_width(column, table.rows, i, blocks) + _GAP for i, column in enumerate(table.columns)]
    optional = [i for i in shown if table.columns[i].optional]
    while optional and sum(widths[i] for i in shown) > width:
        shown.remove(optional.pop(0))
    return shown


def _width(column: Column, rows: Sequence[TableRow], i: int, blocks: bool) -> int:
    """How wide a column must be: a text column gets its share of a line, a number its widest cell."""
    cells = max((len(cell_text(row.cells[i], blocks=blocks)) for row in rows), default=0)
    if column.kind == "text":
        return min(cells, _LABEL_AT_LEAST)
    return max(cells, _two_lines(column.label))


def _two_lines(label: str) -> int:
    """The narrowest width in which a heading takes at most two lines."""
    return next(w for w in range(1, len(label) + 1) if len(textwrap.wrap(label, w, break_long_words=False)) <= 2
                and max(map(len, textwrap.wrap(label, w, break_long_words=False))) <= w)  # fmt: skip
