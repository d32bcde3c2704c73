"""Error cells, formulas without a value and hidden rows of .xlsx, which calamine gives as if nothing were the matter.

A sheet may be hundreds of megabytes of XML and have none of them. So it is unpacked in pieces that end between two
rows, and only a piece in which the bytes of one of them occur is parsed.
"""

import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO
from xml.parsers import expat

from hf_fidelity.domain.survey.batch import RowSet
from hf_fidelity.readers.exports.cells.book import Fault
from hf_fidelity.readers.exports.cells.faults import Faults
from hf_fidelity.readers.exports.cells.refs import place
from hf_fidelity.readers.exports.cells.refusals import refusal
from hf_fidelity.readers.exports.cells.zip_parts import check_no_definitions, open_part, unpacking

_PIECE = 1 << 20
_START = re.compile(rb"<([\w.-]+:)?sheetData\s*>")


def xlsx_faults(path: Path, sheet: str) -> Faults:
    """Search one sheet."""
    with unpacking(), zipfile.ZipFile(path) as packed, open_part(packed, _sheet_part(packed, sheet)) as xml:
        seen = _Rows()
        for piece in _pieces(xml):
            seen.parse(piece)
        return Faults(seen.cells, RowSet.of(seen.hidden))


def _sheet_part(packed: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part in which a sheet's XML lies."""
    targets = relations(packed, "xl/_rels/workbook.xml.rels")
    for element in _xml(packed, "xl/workbook.xml").iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            return targets[next((value for key, value in element.items() if key.endswith("}id")), "")]
    raise KeyError(sheet)


def relations(packed: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Id → name of the part inside the same file that it stands for."""
    return {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/xl", link.get("Target", ""))).lstrip("/")
        for link in _xml(packed, part)
        if link.get("TargetMode") != "External"
    }


def _xml(packed: zipfile.ZipFile, part: str) -> ET.Element:
    with open_part(packed, part) as file:
        text = file.read()
    check_no_definitions(text)
    try:
        return ET.fromstring(text)
    except ET.ParseError as error:
        raise refusal("damaged") from error


def _pieces(xml: IO[bytes]) -> Iterator[bytes]:
    """The pieces of whole rows that have to be parsed."""
    rest = b""
    while not (start := _START.search(rest)):
        if not (more := xml.read(_PIECE)):
            return
        rest += more
    prefix = start[1] or b""
    rest = rest[start.end() :]
    row, end = b"<" + prefix + b"row", b"</" + prefix + b"sheetData"
    # A byte alone is found fifty times as fast as several, and the rows of most sheets have none of these.
    marks = ((b"f", b"<" + prefix + b"f"), (b"e", b'"e"'), (b"'", b"'e'"), (b"h", b"hidden"))
    every = b' r="' not in rest[: rest.find(b"</" + prefix + b"c>")]
    for more in chain(iter(lambda: xml.read(_PIECE), b""), [b""]):
        rest += more
        cut = max(rest.rfind(row), 0) if more else len(rest)
        piece, rest = rest[:cut], rest[cut:]
        if every or any(byte in piece and mark in piece for byte, mark in marks):
            yield piece.partition(end)[0]


class _Rows:
    """What was found in the rows so far."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[Fault, str]] = {}
        self.hidden: list[int] = []
        self._row, self._column = 0, -1
        self._kind = ""
        self._formula: list[str] | None = None
        self._value: list[str] = []
        self._text: list[str] | None = None

    def parse(self, rows: bytes) -> None:
        """Go through whole rows."""
        parser = expat.ParserCreate()  # knows nothing of namespaces, so a prefix may be undeclared
        parser.buffer_text = True
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._read
        try:
            parser.Parse(b"<rows>" + rows + b"</rows>", True)
        except expat.ExpatError as error:
            raise refusal("damaged") from error

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes.get("r") or self._row + 1)
                self._column = -1
                if attributes.get("hidden") in ("1", "true"):
                    self.hidden.append(self._row)
            case "c":
                self._row, self._column = place(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
                self._kind, self._formula, self._value = attributes.get("t", ""), None, []
            case "f":
                self._formula = self._text = []
            case "v":
                self._text = self._value

    def _read(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _close(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "f" | "v":
                self._text = None
            case "c" if self._kind == "e":
                self.cells[self._row, self._column] = ("error", "".join(self._value) or "#?")
            case "c" if self._formula is not None and not self._value and self._kind not in ("str", "inlineStr"):
                self.cells[self._row, self._column] = ("no-value", "=" + "".join(self._formula))
