"""Binary workbooks (.xlsb) of a few records: no library writes them."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.exports import raw_xlsx

_ROW, _ERROR, _BOOL, _REAL, _TEXT, _FORMULA_ERROR = 0, 3, 4, 5, 6, 11
_BEGIN_SHEET, _END_SHEET, _BEGIN_BOOK, _END_BOOK = 129, 130, 131, 132
_BEGIN_SHEETS, _END_SHEETS, _BEGIN_DATA, _END_DATA, _DIMENSION, _SHEET = 143, 144, 145, 146, 148, 156


@dataclass(frozen=True)
class ErrorCell:
    """An error, typed in or come out of a formula."""

    code: int
    formula: bool = False


XlsbCell = str | float | bool | ErrorCell


_COLUMN = 60


def workbook(
    path: Path,
    rows: Sequence[Sequence[XlsbCell]],
    hidden: Sequence[int] = (),
    hidden_columns: Sequence[tuple[int, int]] = (),
    no_width: Sequence[tuple[int, int]] = (),
) -> Path:
    """A workbook with one sheet ``Data``; ``hidden`` are rows from 1, ``hidden_columns`` and ``no_width`` runs of
    columns from 0.
    """
    parts = raw_xlsx.parts("")
    links = parts["xl/_rels/workbook.xml.rels"].replace("sheet1.xml", "sheet1.bin")
    packed: Mapping[str, str | bytes] = {
        "[Content_Types].xml": parts["[Content_Types].xml"],
        "_rels/.rels": parts["_rels/.rels"].replace("workbook.xml", "workbook.bin"),
        "xl/workbook.bin": _book("Data"),
        "xl/_rels/workbook.bin.rels": links,
        "xl/worksheets/sheet1.bin": _sheet(
            rows, hidden, [*((*run, 2304, 1) for run in hidden_columns), *((*run, 0, 0) for run in no_width)]
        ),
    }
    return raw_xlsx.write(path, packed)


def _book(name: str) -> bytes:
    sheet = struct.pack("<II", 0, 1) + _string("rId1") + _string(name)
    return b"".join(
        [_record(_BEGIN_BOOK), _record(_BEGIN_SHEETS), _record(_SHEET, sheet), _record(_END_SHEETS), _record(_END_BOOK)]
    )


def _sheet(
    rows: Sequence[Sequence[XlsbCell]], hidden: Sequence[int], columns: Sequence[tuple[int, int, int, int]]
) -> bytes:
    size = struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, max(map(len, rows), default=1) - 1)
    return b"".join(
        [
            *(_record(_BEGIN_SHEET), _record(_DIMENSION, size)),
            *(
                _record(_COLUMN, struct.pack("<IIIIH", first, last, width, 0, hide))
                for first, last, width, hide in columns
            ),
            _record(_BEGIN_DATA),
            *(_row(number, cells, number + 1 in hidden) for number, cells in enumerate(rows)),
            *(_record(_END_DATA), _record(_END_SHEET)),
        ]
    )


def _row(number: int, cells: Sequence[XlsbCell], hidden: bool) -> bytes:
    head = struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0)
    return _record(_ROW, head) + b"".join(_cell(column, cell) for column, cell in enumerate(cells) if cell != "")


def _cell(column: int, cell: XlsbCell) -> bytes:
    at = struct.pack("<II", column, 0)
    match cell:
        case ErrorCell(code, formula):
            return _record(_FORMULA_ERROR if formula else _ERROR, at + bytes([code]) + bytes(10 if formula else 0))
        case bool():
            return _record(_BOOL, at + bytes([cell]))
        case str():
            return _record(_TEXT, at + _string(cell))
    return _record(_REAL, at + struct.pack("<d", cell))


def _string(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, data: bytes = b"") -> bytes:
    name = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, rest = b"", len(data)
    while True:
        rest, part = rest >> 7, rest & 0x7F
        length += bytes([part | (0x80 if rest else 0)])
        if not rest:
            return name + length + data
