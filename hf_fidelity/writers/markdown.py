"""A document as Markdown: for minutes, wikis and mails."""

import re
from collections.abc import Iterator

from hf_fidelity.ground import clean, lazily, one_line
from hf_fidelity.reports.document import Bullets, Document, Paragraph, Section, Table
from hf_fidelity.writers.cells import cell_text

# What Markdown or HTML would read as marks anywhere in a line, and what it would read as marks at its start.
_MARKS = lazily(r"([\\`*_\[\]<>|#&~])")
_INDENT = lazily(r"^[ \t]+", re.MULTILINE)
_START = lazily(r"^(\s*)([-+=]+|\d+(?=[.)]))(?P<dot>[.)]?)(?=\s|$)", re.MULTILINE)


def markdown_text(document: Document) -> str:
    """The document as CommonMark with pipe tables."""
    return "\n\n".join(part for part in _parts(document) if part) + "\n"


def _parts(document: Document) -> Iterator[str]:
    yield f"# {_escape(document.title)}"
    yield _escape(document.subtitle)
    for section in document.sections:
        yield f"{'#' * section.level} {_escape(section.title)}" if section.title else ""
        yield from _section(section)
    if document.notes:
        yield "---"
        yield "\n".join(f"- {_escape(one_line(note))}" for note in document.notes)


def _section(section: Section) -> Iterator[str]:
    for block in section.blocks:
        match block:
            case Paragraph():
                yield _escape(block.text)
            case Bullets():
                yield "\n".join(f"- {_escape(one_line(item))}" for item in block.items)
            case Table():
                yield _table(block)


def _table(table: Table) -> str:
    head = _line([column.label for column in table.columns])
    rule = "|" + "|".join(" ---: " if column.kind == "number" else " --- " for column in table.columns) + "|"
    rows = [_line([cell_text(cell) for cell in row.cells]) for row in table.rows]
    return "\n".join([head, rule, *rows])


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(_inline(one_line(cell)) for cell in cells) + " |"


def _escape(text: str) -> str:
    """Running text; a line that begins with blanks would be taken for code."""
    return _START.sub(_escape_start, _INDENT.sub("", _inline(text)))


def _inline(text: str) -> str:
    return _MARKS.sub(r"\\\1", clean(text))


def _escape_start(found: re.Match[str]) -> str:
    """A dash becomes ``\\-``, a number that would begin a list ``3\\.``."""
    indent, mark, dot = found.groups()
    return f"{indent}{mark}\\{dot}" if dot else f"{indent}\\{mark}"
