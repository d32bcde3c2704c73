"""A document as text: aligned tables on a terminal of any width from 60 columns, or one fact a line.

The report is laid out as lines with a style each; only a real terminal needs rich to show the styles. Where a table
is too wide, optional texts go first, then the oldest optional numbers, and a line says so. What then still is too wide
stands in pieces, one below the other, as on paper.
"""

import os
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import zip_longest
from typing import IO, TYPE_CHECKING, Literal, NamedTuple

from hf_fidelity.ground import _, clean, lazily, ngettext, one_line
from hf_fidelity.reports.document import Block, Bullets, Column, Course, Document, Paragraph, Section, Table
from hf_fidelity.writers.cells import BLOCKS, cell_text, only_columns

if TYPE_CHECKING:
    from rich.console import Console


Style = Literal["", "bold", "italic", "bold underline"]
"""Nothing is dim: what stands on the screen is meant to be read, on a projector too."""

_GAP = 2
_LABEL_AT_LEAST = 24
_TEXT_AT_LEAST = 14
_HIGHEST = 6
"""Lines of an optional text in one row; with more of them nobody sees the table for it."""


class Line(NamedTuple):
    """One line of the screen."""

    text: str
    style: Style = ""


def console_for(stream: IO[str], width: int | None = None) -> "Console":
    """A console that reads no markup from data. Colour, NO_COLOR, FORCE_COLOR and TERM are rich's own judgement."""
    from rich.console import Console, ConsoleDimensions

    console = Console(file=stream, width=width, markup=False, highlight=False, emoji=False)
    if width is None and console.is_dumb_terminal:  # rich takes it to be 80 wide, whatever it is
        with suppress(OSError, ValueError):
            console.size = ConsoleDimensions(*os.get_terminal_size(stream.fileno()))
    return console


def write_terminal(document: Document, console: "Console", goes_on: Callable[[], bool] | None = None) -> None:
    """Show the document on a terminal, as wide as the terminal is. ``goes_on`` is asked before each further screen."""
    screen = max(1, console.height - 1)
    for n, line in enumerate(_lines(document, console.width, blocks=can_draw(console.file))):
        if goes_on and n and n % screen == 0 and not goes_on():
            return
        show_line(line, console)


def show_line(line: Line, console: "Console") -> None:
    """Show one line with its style; it is laid out already and never wrapped again."""
    from rich.text import Text

    console.print(Text(line.text, style=line.style), no_wrap=True, overflow="ignore", crop=False)


def terminal_text(document: Document, width: int = 100, *, blocks: bool = True) -> str:
    """The document as it looks on a terminal of that width, without colour: for a file or a pipe."""
    return "".join(f"{line.text}\n" for line in _lines(document, width, blocks=blocks))


def can_draw(stream: IO[str]) -> bool:
    """Whether a stream can take the small blocks of a course (a cp1252 pipe on Windows cannot)."""
    try:
        "▁█·".encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _lines(document: Document, width: int, *, blocks: bool) -> Iterator[Line]:
    """The document laid out; ``blocks`` says whether courses are drawn."""
    yield from wrapped(document.title, width, "bold")
    yield from wrapped(document.subtitle, width)
    notes = [Section(_("How to read this"), (Bullets(document.notes),))] if document.notes else []
    for section in (*document.sections, *notes):
        yield Line("")
        if section.title and not _says_its_title(section):
            yield from wrapped(section.title, width, "bold underline")
        for n, block in enumerate(section.blocks):
            if n and isinstance(block, Table):
                yield Line("")
            yield from _block(block, width, blocks)


def _says_its_title(section: Section) -> bool:
    """A table at the start of a section says the section's name in its own head."""
    first = section.blocks[0] if section.blocks else None
    return isinstance(first, Table) and first.columns[0].label == section.title


def _block(block: Block, width: int, blocks: bool) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield from wrapped(block.text, width, indent="  ")
        case Bullets():
            for item in block.items:
                yield from wrapped(item, width, first="  • ", indent="    ")
        case Table():
            yield from _table(block, width, blocks)


def wrapped(text: str, width: int, style: Style = "", *, first: str | None = None, indent: str = "") -> Iterator[Line]:
    """Text in lines of at most ``width``, further lines indented; its own line breaks stay."""
    for n, part in enumerate(clean(text).split("\n") if text else []):
        begin = first if first is not None and n == 0 else indent
        further = indent
        for line in _broken(part, width - len(indent)):
            yield Line((begin + line).rstrip().replace("\u00a0", " "), style)
            begin = further


def _broken(text: str, width: int) -> list[str]:
    """Text broken between words into pieces of at most ``width`` cells; never none."""
    if len(text) <= width and text.isprintable() and _cells(text) == len(text):
        return [text.rstrip()]  # most cells of a table fit, and textwrap takes its time
    if _cells(text) == len(text):
        words = text.split(" ") if text.isprintable() else []
        if all(words) and max(map(len, words), default=width + 1) <= width:
            return _filled(words, width)  # so do nearly all texts: it takes a tenth of the time
        return textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    from rich.console import Console  # only for characters that are wider than one cell
    from rich.text import Text

    return [line.plain.rstrip() for line in Text(text).wrap(Console(width=width), width)]


def _filled(words: list[str], width: int) -> list[str]:
    """Lines of as many words as fit."""
    lines, line = [], words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) <= width:
            line += " " + word
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _table(table: Table, width: int, blocks: bool) -> Iterator[Line]:
    rows = [[cell_text(cell, blocks=blocks) for cell in row.cells] for row in table.rows]
    undrawn = [i for i, column in enumerate(table.columns) if column.kind == "course" and not blocks]
    shown, widths = _layout(table, rows, width, frozenset(undrawn))
    label = min(_LABEL_AT_LEAST, max((_cells(row[0]) for row in rows), default=0))
    pieces = _pieces(shown, widths, width, label)
    for n, piece in enumerate(pieces if len(pieces) > 1 else ()):
        if n:
            yield Line("")
        yield from _table(only_columns(table, piece), width, blocks)
    if len(pieces) == 1:
        columns = [(widths[i], table.columns[i].kind == "number") for i in shown]
        yield from _row([clean(table.columns[i].label) for i in shown], columns, "bold")
        for row, texts in zip(table.rows, rows, strict=True):
            yield from _row([texts[i] for i in shown], columns, "bold" if row.strong else "")
    left_out = [column for i, column in enumerate(table.columns) if i not in shown and column.kind != "course"]
    if left_out:
        yield from wrapped(_left_out_words(table, left_out), width)


def _pieces(shown: list[int], widths: list[int], width: int, label: int) -> list[list[int]]:
    """The columns, where they fit; else in pieces of as many as do, beside the rows' headings, which each repeats.

    There the headings have at least the room of a ``label``.
    """
    if _total(widths, shown) <= width:
        return [shown]
    first, *others = shown
    room, pieces = width - max(widths[first], label), [[first]]
    left = room
    for i in others:
        if widths[i] + _GAP > left and len(pieces[-1]) > 1:
            pieces.append([first])
            left = room
        pieces[-1].append(i)
        left -= widths[i] + _GAP
    return pieces


def _left_out_words(table: Table, left_out: list[Column]) -> str:
    """Of quarters side by side how many are left out; of other tables which columns."""
    if any(column.kind == "course" for column in table.columns):
        return ngettext(
            "({number} earlier quarter is left out here; it shows in a wider window.)",
            "({number} earlier quarters are left out here; they show in a wider window.)",
            len(left_out),
        )
    return _("(Not shown here, but in a wider window: {columns}.)", columns=[column.label for column in left_out])


def _row(cells: Iterable[str], columns: list[tuple[int, bool]], style: Style) -> Iterator[Line]:
    """One row of a table, as many lines high as its highest cell. Of each column its width, and whether of numbers."""
    high = [_cell(text, width, numbers) for text, (width, numbers) in zip(cells, columns, strict=True)]
    if max(map(len, high)) == 1:  # most are
        yield Line((" " * _GAP).join([piece for (piece,) in high]).rstrip(), style)
        return
    for line in zip_longest(*high):
        pieces = [piece or " " * width for piece, (width, _) in zip(line, columns, strict=True)]
        yield Line((" " * _GAP).join(pieces).rstrip(), style)


@lru_cache(maxsize=4096)  # many cells say the same
def _cell(text: str, width: int, numbers: bool) -> tuple[str, ...]:
    """The lines of a cell, each as wide as its column; numbers stand to the right."""
    padded = ((piece, " " * (width - _cells(piece))) for piece in _broken(text, width))
    return tuple(blanks + piece if numbers else piece + blanks for piece, blanks in padded)


_NARROW = lazily(f"[\\x20-\u02ff–—−·•…“”’»«×→{BLOCKS}]*")


@lru_cache(maxsize=4096)  # many cells say the same
def _cells(text: str) -> int:
    """How many cells of the screen a text takes."""
    if (text.isascii() and text.isprintable()) or _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # only for characters that may be wider, or narrower, than one cell

    return cell_len(text)


def _layout(
    table: Table, rows: list[list[str]], width: int, too_high: frozenset[int] = frozenset()
) -> tuple[list[int], list[int]]:
    """Which columns are shown, and how wide each is; ``rows`` are the table's cells in words.

    Texts wrap into a narrow column; where that does not do, optional texts go, then the oldest optional columns. What
    is left over then goes to the texts, always to the one that takes the most lines. An optional text that still is
    too high goes too (``too_high``). A name or a number is broken only where nothing but it stands beside a heading.
    """
    texts = [[column.label, *(row[i] for row in rows)] for i, column in enumerate(table.columns)]
    sizes = [[*map(_cells, column)] for column in texts]
    natural = [max(column) for column in sizes]
    widths = [_narrowest(column, some) for column, some in zip(table.columns, sizes, strict=True)]
    widths[0] = max(widths[0], min(natural[0], _LABEL_AT_LEAST))
    shown = [i for i in range(len(widths)) if i not in too_high]
    optional = [i for i in shown if table.columns[i].optional]
    optional.sort(key=lambda i: table.columns[i].kind != "text")
    while optional and _total(widths, shown) > width:
        shown.remove(optional.pop(0))
    widths[0] -= min(max(0, widths[0] - _TEXT_AT_LEAST), max(0, _total(widths, shown) - width))
    growing = [i for i in shown if table.columns[i].kind == "text"]
    for _spare in range(width - _total(widths, shown) if growing else 0):
        highest = max(growing, key=lambda i: -(-natural[i] // widths[i]))  # the column that takes the most lines
        if natural[highest] <= widths[highest]:
            break
        widths[highest] += 1
    if len(shown) <= 2:  # a piece that nothing can be taken from
        widths[shown[-1]] = max(1, widths[shown[-1]] - max(0, _total(widths, shown) - width))
    high = {i for i in growing if table.columns[i].optional and natural[i] > widths[i] * _HIGHEST}
    return _layout(table, rows, width, too_high | high) if high else (shown, widths)


def _total(widths: list[int], shown: list[int]) -> int:
    return sum(widths[i] + _GAP for i in shown) - _GAP


def _narrowest(column: Column, sizes: list[int]) -> int:
    """Names, numbers and courses are never broken, only their heading is, between words; texts break between words."""
    if column.kind == "text":
        return min(_TEXT_AT_LEAST, max(sizes))
    return max(*map(_cells, column.label.split() or [""]), *sizes[1:], 1)


# A document one fact a line: for screen readers, logs and terminals that draw nothing.


def plain_text(document: Document) -> str:
    """The document as lines that each make sense alone. No boxes, no columns, no colour."""
    return "\n".join(one_line(line) for line in _plain_lines(document)) + "\n"


def _plain_lines(document: Document) -> Iterator[str]:
    yield document.title
    if document.subtitle:
        yield document.subtitle
    for section in document.sections:
        yield ""
        if section.title:
            yield section.title if section.title.endswith("?") else f"{section.title}:"
        yield from _section(section)
    if document.notes:
        yield ""
        yield from document.notes


def _section(section: Section) -> Iterator[str]:
    for block in section.blocks:
        match block:
            case Paragraph():
                yield from block.text.split("\n")
            case Bullets():
                yield from block.items
            case Table():
                yield from _facts(block)


def _facts(table: Table) -> Iterator[str]:
    for row in table.rows:
        heading = cell_text(row.cells[0])
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
            if not isinstance(cell, Course) and (text := cell_text(cell)):
                yield f"{heading}, {column.label}: {text}"
        if len(table.columns) == 1:
            yield heading
