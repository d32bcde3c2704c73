"""Every format that a report can be written in, and what must hold for what is written."""

import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import import_module

from markdown_it import MarkdownIt
from rich.console import Console

from hf_fidelity.reports.document import Document
from hf_fidelity.writers import WRITERS
from hf_fidelity.writers.text import write_terminal
from tests.hostile import STEERING
from tests.writers.workbooks import ESCAPED_STEERING, MAIN, STEERING as STEERING_XML, Book

Written = str | bytes


def on_a_terminal(document: Document, width: int = 80) -> str:
    """As a colour terminal gets it, the program's own colours taken away."""
    stream = io.StringIO()
    write_terminal(document, Console(file=stream, width=width, force_terminal=True, color_system="standard"))
    return re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())


FORMATS: dict[str, Callable[[Document], Written]] = {
    **{name: getattr(import_module(module), function) for name, (module, function) in WRITERS.items() if name != "pdf"},
    "colour": on_a_terminal,
}
"""Without PDF, which takes longer to set than all of these together: test_pdf.py asks the same of it, for less."""


def harm(format: str, written: Written) -> list[str]:
    """What a text has done to a format that it must not: steer, run, fetch or draw something."""
    if isinstance(written, bytes):
        return harm_in_workbook(Book(written))
    if format.startswith("csv"):
        written = written.removeprefix("\ufeff").replace("\r\n", "\n")
    steering = [f"steers: {found!r}" for found in STEERING.findall(written)]
    if format == "md":
        return [*steering, *(f"is not plain: {found}" for found in MarkedUp.of(rendered(written)).marks - PLAIN)]
    return [*steering, *MarkedUp.of(written).harm] if format == "html" else steering


LINKS = {"hyperlink", "hyperlinks", "hlinkClick", "hlinkHover", "externalReferences"}


def harm_in_workbook(book: Book) -> list[str]:
    """Formulas, links, and characters that steer."""
    tags = {element.tag for _, tree in book.trees() for element in tree.iter()}
    links = [tag for tag in tags if tag.rpartition("}")[2] in LINKS]
    outside = [name for name, text in book.parts.items() if 'TargetMode="External"' in text]
    steering = [name for name, text in book.parts.items() if STEERING_XML.search(text) or ESCAPED_STEERING.search(text)]
    return [*(tags & {MAIN + "f"}), *links, *outside, *steering]


PLAIN = {"h1", "h2", "h3", "p", "ul", "li", "hr", "table", "thead", "tbody", "tr", "th", "td", "style="}
"""Elements and attributes that a report as Markdown has by itself; ``style`` says which columns are numbers."""

FETCHING = {
    "src",
    "srcset",
    "srcdoc",
    "data",
    "action",
    "formaction",
    "ping",
    "poster",
    "background",
    "style",
    "xlink:href",
}
"""Attributes that can make a page fetch or run something; a report has none of them."""

HARMFUL = {"script", "img", "iframe", "object", "embed", "base", "form", "a"}


class MarkedUp(HTMLParser):
    """What HTML is made of: its elements and attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: set[str] = set()
        self.text = ""
        self.harm: list[str] = []

    @classmethod
    def of(cls, html: str) -> "MarkedUp":
        made = cls()
        made.feed(html)
        made.close()
        return made

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marks |= {tag, *(f"{name}=" for name, _ in attrs)}
        own = tag == "a" and all(name != "href" or (value or "").startswith("#") for name, value in attrs)
        if tag in HARMFUL and not own:
            self.harm.append(tag)
        self.harm += [name for name, _value in attrs if name.startswith("on") or name in FETCHING]
        self.harm += [name for name, value in attrs if name == "href" and "javascript:" in (value or "")]

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(markdown: str) -> str:
    """Markdown as a program that allows HTML in it, and has tables, shows it."""
    html: str = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    return html
