"""A document on a terminal, with rich: aligned tables without boxes, at any width from 60 columns.

Where a table is too wide, its oldest optional columns go first, and a line says so.
"""

import io
import textwrap
from collections.abc import Iterator
from typing import IO, Any

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from hf_fidelity.domain.text import clean
from hf_fidelity.i18n import _, ngettext
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
_LABEL_AT_LEAST = 24
_TEXT_AT_LEAST = 14


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
    if document.notes:
        console.print()
        notes = Section(_("How to read this"), (Bullets(document.notes),))
        console.print(_section(notes, console.width, blocks))


def terminal_text(document: Document, width: int = 100) -> str:
    """The document as it looks on a terminal of that width, without colour or trailing blanks: for a file or a pipe."""
    stream = io.StringIO()
    write_terminal(document, Console(file=stream, width=width, color_system=None, markup=False, highlight=False))
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())


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
    shown, widths = _layout(table, width, blocks)
    rich_table = RichTable(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for i in shown:
        column = table.columns[i]
        justify: Any = "right" if column.kind == "number" else "left"
        rich_table.add_column(Text(clean(column.label)), justify=justify, width=widths[i], vertical="top")
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


def _layout(table: Table, width: int, blocks: bool) -> tuple[list[int], list[int]]:
    """Which columns fit, and how wide each is.

    Texts wrap down to their longest word; where that does not do, the oldest optional columns go. What is left
    over then goes to the texts, the first column first.
    """
    texts = [
        [column.label, *(cell_text(row.cells[i], blocks=blocks) for row in table.rows)] for i, column in _columns(table)
    ]
    natural = [max(map(cell_len, column)) for column in texts]
    widths = [_narrowest(column, cells) for (_, column), cells in zip(_columns(table), texts, strict=True)]
    widths[0] = max(widths[0], min(natural[0], _LABEL_AT_LEAST))
    shown = list(range(len(widths)))
    optional = [i for i, column in _columns(table) if column.optional]
    while optional and _total(widths, shown) > width:
        shown.remove(optional.pop(0))
    for i, column in _columns(table):
        if column.kind == "text":
            widths[i] += max(0, min(natural[i] - widths[i], width - _total(widths, shown)))
    return shown, widths


def _columns(table: Table) -> list[tuple[int, Column]]:
    return list(enumerate(table.columns))


def _total(widths: list[int], shown: list[int]) -> int:
    return sum(widths[i] + _GAP for i in shown) - _GAP


def _narrowest(column: Column, texts: list[str]) -> int:
    """Numbers and courses are never broken, only their heading is, into two lines; texts break between words."""
    if column.kind == "text":
        return min(_TEXT_AT_LEAST, max(map(cell_len, texts))) if len(texts) > 1 else cell_len(texts[0])
    return max(_two_lines(texts[0]), *map(cell_len, texts[1:]), 1)


def _two_lines(label: str) -> int:
    """The narrowest width in which a heading takes at most two lines without breaking a word."""
    longest = max(map(len, label.split()), default=1)
    return next(width for width in range(longest, len(label) + 2) if len(textwrap.wrap(label, width)) <= 2)
