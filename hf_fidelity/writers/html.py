"""A document as a page that stands alone: no script, no request, no other file.

The template engine escapes every text; pictures are written, and escaped, by the standard library's XML writer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from hf_fidelity.ground.text import clean, one_line
from hf_fidelity.i18n import _
from hf_fidelity.reports.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Course,
    Document,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from hf_fidelity.reports.form import Form
from hf_fidelity.writers import cell_text
from hf_fidelity.writers.svg import in_pieces, pictures
from hf_fidelity.writers.svg.courses import spark

_ROWS = 17
"""So many rows of a picture fit on A4."""

_MOST = 7
"""So many columns of numbers fit beside each other on A4; a wider table is shown in pieces, one below the other."""


def html_text(document: Document) -> str:
    """The page. Texts in another language than the page say so, for voices that read them aloud."""
    tongue = _Tongue(document)
    sections = [
        _Part(f"s{n}", section, tuple(_pieces(section, f"s{n}"))) for n, section in enumerate(document.sections)
    ]
    return _template("report.html.j2").render(
        document=document,
        lead=[part for part in sections if part.section.lead],
        rest=[part for part in sections if not part.section.lead],
        told=tongue.told,
        cell=lambda cell: _cell(cell, tongue),
        kind=_kind,
        one_line=one_line,
        words={
            "skip": _("Go to the content"),
            "contents": _("Contents"),
            "notes": _("How to read this"),
        },
    )


@dataclass(frozen=True)
class _Piece:
    """A block of a section as the template takes it."""

    kind: Literal["text", "list", "table", "chart"]
    block: Block
    pictures: tuple[Markup, ...] = ()


@dataclass(frozen=True)
class _Part:
    """A section with the pieces it is shown in."""

    key: str
    section: Section
    pieces: tuple[_Piece, ...]


class _Tongue:
    """Writes texts, those in a foreign language marked as such."""

    def __init__(self, document: Document) -> None:
        self._foreign = {one_line(text): language for text, language in document.foreign.items()}
        longest_first = sorted(map(re.escape, self._foreign), key=len, reverse=True)
        self._pattern = re.compile(f"({'|'.join(longest_first)})") if longest_first else None

    def told(self, text: str) -> Markup:
        """The text, escaped."""
        words = clean(text)
        if self._pattern is None:
            return escape(words)
        return Markup("").join(map(self._piece, self._pattern.split(words)))

    def _piece(self, words: str) -> Markup:
        language = self._foreign.get(words)
        return Markup('<span lang="{}">{}</span>').format(language, words) if language else escape(words)


def _pieces(section: Section, key: str) -> Iterator[_Piece]:
    """The blocks in the order of the page: a picture before the table that holds its numbers."""
    titles = {block.title for block in section.blocks if isinstance(block, Table)}
    for n, block in enumerate(section.blocks):
        at = f"{key}b{n}"
        match block:
            case Paragraph():
                yield _Piece("text", block)
            case Bullets():
                yield _Piece("list", block)
            case Table():
                for i, chart in enumerate(b for b in section.blocks if isinstance(b, Chart) and b.table == block.title):
                    yield from _charts(chart, f"{at}c{i}")
                yield from (_Piece("table", piece) for piece in _side_by_side(block))
            case Chart() if block.table not in titles:
                yield from _charts(block, at)


def _charts(chart: Chart, key: str) -> Iterator[_Piece]:
    """The chart, in as many pictures as it takes for each to stand whole on a printed page."""
    pieces = in_pieces(chart, _ROWS)
    for n, piece in enumerate(pieces, 1):
        title = _("{title} ({n} of {all})", title=chart.title, n=n, all=len(pieces)) if len(pieces) > 1 else chart.title
        named = piece._replace(title=title)
        yield _Piece("chart", named, tuple(map(Markup, pictures(named, f"{key}{n}"))))


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
        title = _("{title} ({n} of {all})", title=table.title, n=n, all=len(pieces))
        yield _only(table._replace(title=title), [0, *shown])


def _only(table: Table, shown: list[int]) -> Table:
    columns = tuple(table.columns[n] for n in shown)
    return table._replace(columns=columns, rows=tuple(_cut(row, shown) for row in table.rows))


def _cut(row: TableRow, shown: list[int]) -> TableRow:
    return row._replace(cells=tuple(row.cells[n] for n in shown))


_ON_ONE_LINE = 16
"""So many letters of a name fit into a column of a narrow page; what is longer breaks where it must."""


def _kind(column: Column, cell: Cell) -> Markup:
    """The class of a cell: numbers stand to the right, short names on one line."""
    if column.kind == "number":
        return Markup(' class="n"')
    whole = column.kind == "name" and not isinstance(cell, Course) and len(cell_text(cell)) <= _ON_ONE_LINE
    return Markup(' class="w"') if whole else Markup("")


def _cell(cell: Cell, tongue: _Tongue) -> Markup:
    return Markup(spark(cell)) if isinstance(cell, Course) else tongue.told(cell_text(cell))


# A form as a page to print and fill in by pen. It stands alone: no script, no request, no other file.


_MANY, _LONG, _WIDE = 6, 34, 60
"""More points than this, a label with more letters, or more letters in all labels' longest words: no room on A4 for a
column per point."""


def form_page(form: Form) -> str:
    """The page as HTML. Everything that is not ours is escaped by the template engine."""
    words = {
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
    if form.by_citizens:
        return _template("citizens.html.j2").render(form=form, drawn=_drawn)
    crowded = any(_crowded(theme.labels) for theme in form.themes)
    return _template("form.html.j2").render(form=form, words=words, crowded=crowded)


def _drawn(picture: str) -> Markup:
    """The drawing of that name, as it lies beside the templates."""
    return Markup((_TEMPLATES / "pictures" / f"{picture}.svg").read_text(encoding="utf-8"))


def _crowded(labels: Sequence[str]) -> bool:
    """Whether the points stand below each statement because there is no room for them beside it."""
    widest = sum(max(map(len, label.split()), default=0) for label in labels)
    return len(labels) > _MANY or max(map(len, labels)) > _LONG or widest > _WIDE


@cache
def palette() -> str:
    """The colours of every page, as a stylesheet's beginning; by day and by night."""
    return (_TEMPLATES / "palette.css").read_text(encoding="utf-8")


# The templates of pages. The engine escapes every text that is put into one.


_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _template(name: str) -> Template:
    """The template of that file name in ``templates/``; one that asks for a text and does not get it fails."""
    pages = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template(name)
