"""Error cells, formulas without a value and hidden rows of .ods, which calamine gives as if nothing were the matter.

An error cell comes out of it as an empty text, or as 0.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from hf_fidelity.readers.exports.cells.zip_parts import check_no_definitions, unpacking
from hf_fidelity.readers.survey.cells.book import Fault
from hf_fidelity.readers.survey.cells.faults import Faults, runs
from hf_fidelity.readers.survey.cells.refusals import refusal

_PIECE = 1 << 20
_MARKS = (b"formula", b"visibility", b'"error"')
_ERROR = re.compile(r"Err:\d+|#[A-ZÆØÅ/0]+[!?]?")


def ods_faults(path: Path, sheet: str) -> Faults:
    """Search one sheet."""
    with unpacking(), zipfile.ZipFile(path) as packed:
        with packed.open("content.xml") as xml:
            if not _has_marks(xml):
                return Faults()
        with packed.open("content.xml") as xml:
            seen = _Table(sheet)
            seen.parse(xml)
            return Faults(seen.cells, runs(seen.hidden))


def _has_marks(xml: IO[bytes]) -> bool:
    before = b""
    for piece in _pieces(xml):
        if any(mark in before + piece for mark in _MARKS):
            return True
        before = piece[-16:]
    return False


def _pieces(xml: IO[bytes]) -> Iterator[bytes]:
    while piece := xml.read(_PIECE):
        yield piece


class _Table:
    """What was found in the rows of one table."""

    def __init__(self, name: str) -> None:
        self.cells: dict[tuple[int, int], tuple[Fault, str]] = {}
        self.hidden: list[tuple[int, int]] = []
        self._name = name
        self._inside = False
        self._row, self._rows, self._column = 0, 1, 0
        self._cell: dict[str, str] = {}
        self._text: list[str] | None = None

    def parse(self, xml: IO[bytes]) -> None:
        """Go through the whole document."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._read
        try:
            for piece in _pieces(xml):
                check_no_definitions(piece)
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise refusal("damaged") from error

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._inside = attributes.get("table:name") == self._name
        elif not self._inside:
            return
        elif name == "table:table-row":
            self._rows = int(attributes.get("table:number-rows-repeated", 1))
            self._column = 0
            if attributes.get("table:visibility", "visible") != "visible":
                self.hidden.append((self._row + 1, self._row + self._rows))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell = attributes
            if "table:formula" in attributes or attributes.get("calcext:value-type") == "error":
                self._text = []

    def _read(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _close(self, name: str) -> None:
        if not self._inside:
            return
        if name == "table:table":
            self._inside = False
        elif name == "table:table-row":
            self._row += self._rows
        elif name in ("table:table-cell", "table:covered-table-cell"):
            columns = int(self._cell.get("table:number-columns-repeated", 1))
            if self._text is not None and (fault := self._fault("".join(self._text))):
                for row in range(self._row + 1, self._row + self._rows + 1):
                    for column in range(self._column, self._column + columns):
                        self.cells[row, column] = fault
            self._column, self._text = self._column + columns, None

    def _fault(self, text: str) -> tuple[Fault, str] | None:
        if self._cell.get("calcext:value-type") == "error" or _ERROR.fullmatch(text):
            return "error", text or "#?"
        if "office:value-type" not in self._cell:
            return "no-value", self._cell["table:formula"].partition(":")[2] or self._cell["table:formula"]
        return None
