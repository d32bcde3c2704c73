"""A document for other programs: its tables as CSV, its facts as JSON.

CSV comes as Danish Excel opens it (byte order mark, ``;``, decimal comma), or plain for programs.

No text can become a formula: what begins like one gets an apostrophe in front.
"""

import csv
import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from json import JSONEncoder
from typing import Any

from hf_fidelity.ground import UNSAFE, _, language, one_line
from hf_fidelity.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Course,
    Document,
    Number,
    Paragraph,
    Table,
    TableRow,
)
from hf_fidelity.writers.cells import FORMULA_STARTS, cell_text


def csv_text(document: Document) -> str:
    """Every table of the document; the first column names the part it stands in. Beginning with a byte order mark.

    A document without tables is written sentence by sentence, so that no file is empty.
    """
    return "\ufeff" + _written(document, ";", "," if language() == "da" else ".")


def plain_csv_text(document: Document) -> str:
    """The same for programs (RFC 4180): commas between cells, a point in numbers, no byte order mark."""
    return _written(document, ",", ".")


def _written(document: Document, delimiter: str, point: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    parts = tuple(_tables(document)) or _sentences(document)
    for n, (labels, members) in enumerate(groupby(parts, key=lambda part: _labels(part[1])[1:])):
        alike = list(members)  # the same columns again need no new head
        firsts = {_labels(table)[0] for _title, table in alike}
        if n:
            writer.writerow([])
        writer.writerow(map(no_formula, [_("Part"), firsts.pop() if len(firsts) == 1 else _("Row"), *labels]))
        for title, table in alike:
            shown = _shown(table)
            writer.writerows([no_formula(title), *(_cell(row.cells[i], point) for i in shown)] for row in table.rows)
    return stream.getvalue()


def _shown(table: Table) -> list[int]:
    return [i for i, column in enumerate(table.columns) if column.kind != "course"]


def _labels(table: Table) -> list[str]:
    return [table.columns[i].label for i in _shown(table)]


def _tables(document: Document) -> Iterator[tuple[str, Table]]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block.title or section.title, block


def _sentences(document: Document) -> Iterator[tuple[str, Table]]:
    """What a document without tables says, a row a sentence."""
    columns = (Column(_("What is said")),)
    for section in document.sections:
        for block in section.blocks:
            said = _said(block)
            if said:
                yield section.title or document.title, Table(section.title, columns, said)


def _said(block: Block) -> tuple[TableRow, ...]:
    match block:
        case Paragraph():
            return tuple(TableRow((part,)) for part in block.text.split("\n") if part.strip())
        case Bullets():
            return tuple(TableRow((item,)) for item in block.items)
    return ()


def _cell(cell: Cell, point: str) -> str:
    if isinstance(cell, Number):
        return "" if cell.value is None else _number(cell.value).replace(".", point)
    return "" if isinstance(cell, Course) else no_formula(cell_text(cell))


def _number(value: float) -> str:
    """Ten digits: no noise of floats, no minus zero. Rounded once, for of what is rounded the rounded is another."""
    return "0" if abs(value) < _NOISE else f"{value:.10g}"


_NOISE = 5e-11
"""What is nearer to nought is a float's way of saying it."""


def no_formula(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front."""
    text = one_line(text)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


# A document's facts as JSON for other programs: full precision, null for what is not known.


_encoded = JSONEncoder(ensure_ascii=False).encode
"""Done in C, unlike an encoder that indents."""


def json_text(document: Document) -> str:
    """The document's data, indented; characters that could steer a terminal are written as escapes."""
    return _laid_out(document.data or {}, "\n", _Numbers()) + "\n"


def _laid_out(value: Any, line: str, numbers: "_Numbers") -> str:
    """What has objects in it has a line for each of its parts; anything else stands on one line."""
    inner = line + "  "
    if isinstance(value, dict) and any(map(_has_objects, value.values())):
        parts = [f"{inner}{_key(key)}: {_laid_out(part, inner, numbers)}" for key, part in value.items()]
        return f"{{{','.join(parts)}{line}}}"
    if isinstance(value, list | tuple) and _has_objects(value):
        return f"[{','.join([inner + _laid_out(part, inner, numbers) for part in value])}{line}]"
    return _on_one_line(value, numbers)


def _on_one_line(value: Any, numbers: "_Numbers") -> str:
    if isinstance(value, dict) and any(map(_is_long, value.values())):
        return f"{{{', '.join([f'{_text(key)}: {_on_one_line(part, numbers)}' for key, part in value.items()])}}}"
    if _is_long(value) and {*map(type, value)} == {float}:
        return f"[{', '.join(map(numbers.__getitem__, value))}]"
    return _text(value)


def _is_long(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) > _SHORT


def _text(value: Any) -> str:
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _encoded(value))


_key = lru_cache(maxsize=256)(_text)


class _Numbers(dict[float, str]):
    """How numbers are written. In the lists of a comparison thousands of teams have the same few."""

    def __missing__(self, number: float) -> str:
        text = _encoded(number)
        if number:  # minus zero is equal to zero, and is written otherwise
            self[number] = text
        return text


def _has_objects(value: Any) -> bool:
    if type(value) in _PLAIN:  # nearly all
        return False
    if not isinstance(value, list | tuple):
        return isinstance(value, dict)
    return not _PLAIN.issuperset(map(type, value)) and any(map(_has_objects, value))


_SHORT = 50
"""So many numbers are written one by one in as little time as all at once."""
_PLAIN = frozenset((str, int, float, bool, type(None)))
"""What long lists are made of."""
