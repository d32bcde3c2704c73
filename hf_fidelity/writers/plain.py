"""A document one fact a line: for screen readers, logs and terminals that draw nothing."""

from collections.abc import Iterator

from hf_fidelity.ground.text import one_line
from hf_fidelity.reports.document import Bullets, Course, Document, Paragraph, Section, Table
from hf_fidelity.writers.cells import cell_text


def plain_text(document: Document) -> str:
    """The document as lines that each make sense alone. No boxes, no columns, no colour."""
    return "\n".join(one_line(line) for line in _lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
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
                yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    for row in table.rows:
        heading = cell_text(row.cells[0])
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
            if not isinstance(cell, Course) and (text := cell_text(cell)):
                yield f"{heading}, {column.label}: {text}"
        if len(table.columns) == 1:
            yield heading
