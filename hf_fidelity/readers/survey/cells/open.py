"""From a path to cells: the gate, then the reader for what the file is; and why it could not be held in memory."""

import zipfile
from itertools import islice
from pathlib import Path
from typing import IO

from hf_fidelity.ground import CellFinding, lazily
from hf_fidelity.readers.survey.cells.book import Book, cell_name, row_and_column
from hf_fidelity.readers.survey.cells.gate import judge, plain_name, unpacking
from hf_fidelity.readers.survey.cells.refusals import refusal_finding


def open_book(path: Path) -> Book:
    """Open a survey file of any kind.

    :class:`Refused` is raised here for what is wrong with the file as a whole, and later, when a sheet is first asked
    for its rows or faults, for what is wrong with that sheet.
    """
    kind = judge(path).kind
    if _begun and (begun := _begun.pop(_as_it_is(path), None)):
        return begun
    if kind == "csv":
        from hf_fidelity.readers.survey.cells.csv import open_delimited

        return open_delimited(path)
    if kind == "xls":
        from hf_fidelity.readers.survey.cells.xls import open_old_excel

        return open_old_excel(path)
    from hf_fidelity.readers.survey.cells.workbook import open_workbook

    return open_workbook(path, kind)


_begun: dict[tuple[Path, int, int], Book] = {}
"""A file that was opened before anybody asked for it, as it was then."""


def begin_book(path: Path) -> None:
    """Open a file and read its first sheet: whoever opens it next finds it so, unless it has changed."""
    book = open_book(path)
    for sheet in islice(book.sheets.values(), 1):
        next(iter(sheet.rows()), None)
    _begun[_as_it_is(path)] = book


def _as_it_is(path: Path) -> tuple[Path, int, int]:
    status = path.stat()
    return path, status.st_size, status.st_mtime_ns


_PIECE = 1 << 20
_OVERLAP = 128
"""Longer than a cell's opening as far as its name."""
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_CELL = lazily(rb'<(?:[\w.-]+:)?c\s[^>]{0,40}?\br="([A-Za-z]{1,3}[0-9]{1,7})"')
_EMPTY_FOR_EACH = 100
"""So many empty places for each cell are more than a survey with gaps has."""


def far_cell(path: Path) -> CellFinding | None:
    """The finding that names the far cell; None where there is none, or the format does not tell.

    A reader that keeps a sheet as a rectangle needs a place for every cell between. It is looked for only after a
    worker process died of a file, so a file that can be read pays nothing for it.
    """
    if judge(path).kind != "xlsx":
        return None
    with unpacking(), zipfile.ZipFile(path) as packed:
        for part in packed.infolist():
            if plain_name(part).startswith("xl/worksheets/") and plain_name(part).endswith(".xml"):
                with packed.open(part) as xml:
                    if far := _far(xml):
                        return refusal_finding("far-cell", far=far)
    return None


def _far(xml: IO[bytes]) -> str | None:
    count, lowest, rightmost = 0, (0, 0), (0, 0)
    rest = b""
    while more := xml.read(_PIECE):
        rest += more
        end = 0
        for cell in _CELL.finditer(rest):
            row, column = row_and_column(cell[1].decode("ascii"))
            lowest, rightmost = max(lowest, (row, column)), max(rightmost, (column, row))
            count, end = count + 1, cell.end()
        rest = rest[max(end, len(rest) - _OVERLAP) :]
    (row, beside), (column, above) = lowest, rightmost
    if row * (column + 1) <= count * _EMPTY_FOR_EACH:
        return None
    return cell_name(row, beside) if row / _MOST_ROWS > column / _MOST_COLUMNS else cell_name(above, column)
