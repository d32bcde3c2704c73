"""A document's tables as CSV: as Danish Excel opens it (byte order mark, ``;``, decimal comma), or plain for programs.

No text can become a formula: what begins like one gets an apostrophe in front.
"""

import csv
import io
from collections.abc import Iterator

from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import language
from hf_fidelity.reports.document import Cell, Course, Document, Number, Table
from hf_fidelity.writers.cells import cell_text

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(document: Document) -> str:
    """Every table of the document; the first column names the part it stands in. Beginning with a byte order mark."""
    return "\ufeff" + _written(document, ";", "," if language() == "da" else ".")


def plain_csv_text(document: Document) -> str:
    """The same for programs (RFC 4180): commas between cells, a point in numbers, no byte order mark."""
    return _written(document, ",", ".")


def _written(document: Document, delimiter: str, point: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    head: list[str] = []
    for title, table in _tables(document):
        shown = [i for i, column in enumerate(table.columns) if column.kind != "course"]
        labels = ["", *(table.columns[i].label for i in shown[1:])]
        if labels != head:  # the same columns again need no new head
            if head:
                writer.writerow([])
            writer.writerow(map(_safe, ["", *labels]))
            head = labels
        writer.writerows([_safe(title), *(_cell(row.cells[i], point) for i in shown)] for row in table.rows)
    return stream.getvalue()


def _tables(document: Document) -> Iterator[tuple[str, Table]]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block.title or section.title, block


def _cell(cell: Cell, point: str) -> str:
    if isinstance(cell, Number):
        return "" if cell.value is None else _number(cell.value).replace(".", point)
    return "" if isinstance(cell, Course) else _safe(cell_text(cell))


def _number(value: float) -> str:
    return f"{round(value, 10) + 0.0:.10g}"  # no noise of floats, no minus zero


def _safe(text: str) -> str:
    text = one_line(text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
