"""A document as a page that stands alone: no script, no request, no other file.

The template engine escapes every text; pictures are written, and escaped, by the standard library's XML writer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from hf_fidelity.ground import _, isolated, one_line
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
)
from hf_fidelity.writers.cells import (
    ROWS_OF_A_PICTURE,
    Tongue,
    cell_text,
    form_words,
    is_crowded,
    page_order,
    title_of_piece,
)
from hf_fidelity.writers.svg import in_pieces, pictures, spark

if TYPE_CHECKING:
    from hf_fidelity.reports.form import Form  # a page that is no form loads nothing of forms


def html_text(document: Document) -> str:
    """The page. Texts in another language than the page say so, for voices that read them aloud."""
    tongue = _Told(document.foreign)
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
        isolated=isolated,
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


class _Told(Tongue):
    """Writes texts, those in a foreign language marked as such."""

    def told(self, text: str) -> Markup:
        """The text, escaped."""
        return Markup("").join(_said(words, language) for words, language in self.pieces(text))


def _said(words: str, language: str | None) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(language, words) if language else escape(words)


def _pieces(section: Section, key: str) -> Iterator[_Piece]:
    """The blocks in the order of the page."""
    for n, block in enumerate(page_order(section)):
        match block:
            case Paragraph():
                yield _Piece("text", block)
            case Bullets():
                yield _Piece("list", block)
            case Table():
                yield _Piece("table", block)
            case Chart():
                yield from _charts(block, f"{key}b{n}")


def _charts(chart: Chart, key: str) -> Iterator[_Piece]:
    """The chart, in as many pictures as it takes for each to stand whole on a printed page."""
    pieces = in_pieces(chart, ROWS_OF_A_PICTURE)
    for n, piece in enumerate(pieces, 1):
        named = piece._replace(title=title_of_piece(chart.title, n, len(pieces)))
        yield _Piece("chart", named, tuple(map(Markup, pictures(named, f"{key}{n}"))))


_ON_ONE_LINE = 16
"""So many letters of a name fit into a column of a narrow page; what is longer breaks where it must."""


def _kind(column: Column, cell: Cell) -> Markup:
    """The class of a cell: numbers stand to the right, short names on one line."""
    if column.kind == "number":
        return Markup(' class="n"')
    whole = column.kind == "name" and not isinstance(cell, Course) and len(cell_text(cell)) <= _ON_ONE_LINE
    return Markup(' class="w"') if whole else Markup("")


def _cell(cell: Cell, tongue: _Told) -> Markup:
    return Markup(spark(cell)) if isinstance(cell, Course) else tongue.told(cell_text(cell))


# A form as a page to print and fill in by pen. It stands alone: no script, no request, no other file.


def form_page(form: "Form") -> str:
    """The page as HTML. Everything that is not ours is escaped by the template engine."""
    if form.by_citizens:
        return _template("citizens.html.j2").render(form=form, drawn=_drawn)
    return _template("form.html.j2").render(form=form, words=form_words(), crowded=is_crowded(form))


def _drawn(picture: str) -> Markup:
    """The drawing of that name, as it lies beside the templates."""
    return Markup((_TEMPLATES / "pictures" / f"{picture}.svg").read_text(encoding="utf-8"))


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
