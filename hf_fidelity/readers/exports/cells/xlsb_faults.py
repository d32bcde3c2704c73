"""Error cells and hidden rows of .xlsb, a workbook whose sheets are binary records. calamine tells neither.

Formulas have their value always: the record of a formula is that of its result.
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from hf_fidelity.domain.survey.batch import RowSet
from hf_fidelity.readers.exports.cells.book import Fault
from hf_fidelity.readers.exports.cells.faults import ERROR_TEXTS, Faults
from hf_fidelity.readers.exports.cells.xlsx_faults import relations
from hf_fidelity.readers.exports.cells.zip_parts import open_part, unpacking

_ROW, _CELL_ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156
_ERROR_AT = 8
"""Behind the cell's column and its style."""
_HIDDEN_AT, _HIDDEN = 11, 0x10


def xlsb_faults(path: Path, sheet: str) -> Faults:
    """Search one sheet."""
    cells: dict[tuple[int, int], tuple[Fault, str]] = {}
    hidden: list[int] = []
    row = 0
    with unpacking(), zipfile.ZipFile(path) as packed, open_part(packed, _part(packed, sheet)) as records:
        for kind, data in _records(records):
            if kind == _ROW:
                row = _number(data, 0) + 1
                if data[_HIDDEN_AT] & _HIDDEN:
                    hidden.append(row)
            elif kind in (_CELL_ERROR, _FORMULA_ERROR):
                cells[row, _number(data, 0)] = ("error", ERROR_TEXTS.get(data[_ERROR_AT], "#?"))
    return Faults(cells, RowSet.of(hidden))


def _part(packed: zipfile.ZipFile, sheet: str) -> str:
    targets = relations(packed, "xl/_rels/workbook.bin.rels")
    with open_part(packed, "xl/workbook.bin") as records:
        for kind, data in _records(records):
            if kind == _SHEET:
                id, after = _text(data, 8)
                if _text(data, after)[0] == sheet:
                    return targets[id]
    raise KeyError(sheet)


def _text(data: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * _number(data, at)
    return data[at + 4 : end].decode("utf-16-le"), end


def _number(data: bytes, at: int) -> int:
    number: int = struct.unpack_from("<I", data, at)[0]
    return number


def _records(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record; both the kind and the length are written in groups of 7 bits."""
    read = stream.read
    while first := read(1):
        kind = first[0]
        if kind & 0x80:
            kind = kind & 0x7F | read(1)[0] << 7
        length, shift, part = 0, 0, 0x80
        while part & 0x80:
            part = read(1)[0]
            length |= (part & 0x7F) << shift
            shift += 7
        yield kind, read(length)
