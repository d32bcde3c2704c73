"""What a reader of values does not tell: error cells, formulas without a value, hidden rows, rows of sums.

calamine gives them as if nothing were the matter: an error of .ods comes out of it as an empty text, or as 0.
"""

import posixpath
import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from hf_fidelity.domain.survey.exports import RowSet
from hf_fidelity.ground import lazily
from hf_fidelity.readers.survey.cells.book import ERROR_TEXTS, NOTHING_KNOWN, Fault, row_and_column
from hf_fidelity.readers.survey.cells.formulas import Formulas
from hf_fidelity.readers.survey.cells.gate import FileKind, open_part, refuse_doctype, remembered, unpacking
from hf_fidelity.readers.survey.cells.refusals import refusal

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class Faults:
    """What is wrong with the cells of one sheet, and which rows and columns are hidden."""

    cells: Mapping[tuple[int, int], tuple[Fault, str]] = field(default_factory=dict)
    hidden: RowSet = field(default_factory=RowSet)
    hidden_columns: frozenset[int] = frozenset()
    sums: Set[tuple[int, int | None]] = frozenset()
    """(row, column) of formulas over several rows; without a column, the row of a table's totals."""
    from_1904: bool = False
    """Whether days are counted from 1904, as on old Macs."""
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """(row, column) → what somebody has noted on the cell."""


def faults_in(path: Path, kind: FileKind, sheet: str) -> Faults:
    """Search one sheet of a workbook."""
    if kind == "ods":
        return _ods_faults(path, sheet)
    return _xlsb_faults(path, sheet) if kind == "xlsb" else _xlsx_faults(path, sheet)


_PIECE = 1 << 20
_FROM_1904 = lazily(rb"""\sdate1904\s*=\s*["'](?:1|true|on)["']""")
_START = lazily(rb"<([\w.-]+:)?sheetData\s*>")


def _xlsx_faults(path: Path, sheet: str) -> Faults:
    """Only the pieces of a sheet are parsed that have a fault in them.

    A sheet may be hundreds of megabytes of XML and have none. So it is unpacked in pieces that end between two rows,
    and only a piece in which the bytes of a fault occur is parsed.
    """
    with unpacking(), zipfile.ZipFile(path) as packed:
        part = _sheet_part(packed, sheet)
        rows, columns = _XlsxRows(Formulas(sheet, _names(_read(packed, "xl/workbook.xml")))), set[int]()
        with open_part(packed, part) as xml:
            for piece in _pieces(xml, columns):
                rows.parse(piece)
        linked = _linked(packed, part)
        sums = rows.sums | {(row, None) for row in _totals(linked.get("table", ()))}
        from_1904 = _FROM_1904.search(_read(packed, "xl/workbook.xml")) is not None
        comments = dict(_comments(linked.get("comments", ())))
        return Faults(rows.cells, RowSet.of(rows.hidden), frozenset(columns), sums, from_1904, comments)


def _linked(packed: zipfile.ZipFile, part: str) -> Mapping[str, list["Element"]]:
    """The tables on a sheet, and its comments."""
    folder, name = posixpath.split(part)
    links = f"{folder}/_rels/{name}.rels"
    found: dict[str, list[Element]] = {}
    for link in _xml(_read(packed, links)) if links in packed.namelist() else ():
        kind = link.get("Type", "").rpartition("/")[2]
        if kind in ("table", "comments"):
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
            if kind == "table" or target in packed.namelist():
                found.setdefault(kind, []).append(_xml(_read(packed, target)))
    return found


def _totals(tables: Iterable["Element"]) -> Iterator[int]:
    """The rows of totals that tables declare."""
    for table in tables:
        last = row_and_column(table.get("ref", "").rpartition(":")[2])[0]
        yield from range(last - int(table.get("totalsRowCount", "0")) + 1, last + 1)


def _comments(parts: Iterable["Element"]) -> Iterator[tuple[tuple[int, int], str]]:
    """(row, column) of each cell with a comment, and the comment."""
    for comment in (each for part in parts for each in part.iter() if each.tag.endswith("}comment")):
        yield row_and_column(comment.get("ref", "")), "".join(each.text or "" for each in comment.iter())


def _sheet_part(packed: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part in which a sheet's XML lies."""
    targets = _relations(_read(packed, "xl/_rels/workbook.xml.rels"))
    return targets[_ids_of_sheets(_read(packed, "xl/workbook.xml"))[sheet]]


@remembered
def _ids_of_sheets(workbook: bytes) -> Mapping[str, str]:
    """Name of a sheet → the id of the link to its part."""
    ids: dict[str, str] = {}
    for element in _xml(workbook).iter():
        if element.tag.endswith("}sheet") and (name := element.get("name")) is not None:
            ids.setdefault(name, next((value for key, value in element.items() if key.endswith("}id")), ""))
    return ids


@remembered
def _names(workbook: bytes) -> Mapping[str, str]:
    """What a workbook calls ranges, in capitals → what they are."""
    every = (element for element in _xml(workbook).iter() if element.tag.endswith("}definedName"))
    return {name.upper(): said for element in every if (name := element.get("name")) and (said := element.text)}


@remembered
def _relations(links: bytes) -> Mapping[str, str]:
    """Id → name of the part inside the same file that it stands for."""
    return {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/xl", link.get("Target", ""))).lstrip("/")
        for link in _xml(links)
        if link.get("TargetMode") != "External"
    }


def _read(packed: zipfile.ZipFile, part: str) -> bytes:
    with open_part(packed, part) as file:
        return file.read()


def _xml(text: bytes) -> "Element":
    import xml.etree.ElementTree as ET  # slow to import, and .ods and .xls do without

    definitions = expat.ParserCreate()
    definitions.StartDoctypeDeclHandler = refuse_doctype
    try:
        definitions.Parse(text, True)
        return ET.fromstring(text)
    except (expat.ExpatError, ET.ParseError) as error:
        raise refusal("damaged") from error


_COLUMNS = lazily(rb"<(?:[\w.-]+:)?col\s([^>]*)>")
_ATTRIBUTE = lazily(rb"""(\w+)\s*=\s*["']([^"']*)["']""")
_NO_WIDTH = lazily(rb"0(\.0*)?")
_MOST_COLUMNS = 16_384


def _hidden_in(head: bytes) -> Iterator[int]:
    """The hidden columns, from 0, by what stands above the rows of a sheet."""
    for column in _COLUMNS.finditer(head):
        said = dict(_ATTRIBUTE.findall(column[1]))
        if said.get(b"hidden") in (b"1", b"true") or _NO_WIDTH.fullmatch(said.get(b"width", b"")):
            yield from range(int(said[b"min"]) - 1, min(int(said[b"max"]), _MOST_COLUMNS))


def _pieces(xml: IO[bytes], hidden: set[int]) -> Iterator[bytes]:
    """The pieces of whole rows that have to be parsed; ``hidden`` is where hidden columns are put."""
    rest = b""
    while not (start := _START.search(rest)):
        if not (more := xml.read(_PIECE)):
            return
        rest += more
    hidden.update(_hidden_in(rest[: start.start()]))
    prefix = start[1] or b""
    rest = rest[start.end() :]
    row, end = b"<" + prefix + b"row", b"</" + prefix + b"sheetData"
    # A byte alone is found fifty times as fast as several, and the rows of most sheets have none of these.
    marks = ((b"f", b"<" + prefix + b"f"), (b"e", b'"e"'), (b"'", b"'e'"), (b"h", b"hidden"))
    every = b' r="' not in rest[: rest.find(b"</" + prefix + b"c>")]
    for more in chain(iter(lambda: xml.read(_PIECE), b""), [b""]):
        rest += more
        cut = max(rest.rfind(row), 0) if more else max(rest.rfind(end), 0) or len(rest)
        piece, rest = rest[:cut], rest[cut:]
        if every or any(byte in piece and mark in piece for byte, mark in marks):
            yield piece.partition(end)[0]


class _XlsxRows:
    """The faults in the rows that were parsed so far."""

    def __init__(self, formulas: Formulas) -> None:
        self._formulas = formulas
        self.cells: dict[tuple[int, int], tuple[Fault, str]] = {}
        self.hidden: list[int] = []
        self.sums: set[tuple[int, int | None]] = set()
        self._row, self._column = 0, -1
        self._shared: dict[str, bool] = {}
        """The number of a formula that many cells share → whether it is one over several rows."""
        self._number = ""
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
                self._row, self._column = (
                    row_and_column(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
                )
                self._kind, self._formula, self._value = attributes.get("t", ""), None, []
            case "f":
                self._formula = self._text = []
                self._number = attributes.get("si", "")
            case "v":
                self._text = self._value

    def _read(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _close(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "f":
                self._text = None
                self._note_sums("".join(self._formula or ()))
            case "v":
                self._text = None
            case "c" if self._kind == "e" and (self._formula is not None or "".join(self._value) != NOTHING_KNOWN):
                self.cells[self._row, self._column] = ("error", "".join(self._value) or "#?")
            case "c" if self._formula is not None and not self._value and self._kind not in ("str", "inlineStr"):
                self.cells[self._row, self._column] = ("no-value", "=" + "".join(self._formula))

    def _note_sums(self, formula: str) -> None:
        """Note a formula over several rows; of one that many cells share, only the first has it in words."""
        over = self._shared.get(self._number, False)
        if formula:
            over = self._formulas.over_rows(formula, self._row, self._column)
        if self._number and formula:
            self._shared[self._number] = over
        if over:
            self.sums.add((self._row, self._column))


_MARKS = (b"formula", b"visibility", b'"error"')
_ERROR = lazily(r"Err:\d+|#[A-ZÆØÅ/0]+[!?]?")


def _ods_faults(path: Path, sheet: str) -> Faults:
    """The whole document is parsed, once its bytes show that there is a fault somewhere."""
    with unpacking(), zipfile.ZipFile(path) as packed:
        with packed.open("content.xml") as xml:
            if not _has_marks(xml):
                return Faults()
        with packed.open("content.xml") as xml:
            table = _OdsTable(sheet)
            table.parse(xml)
            return Faults(table.cells, _joined(table.hidden), frozenset(table.hidden_columns), table.sums)


def _has_marks(xml: IO[bytes]) -> bool:
    before = b""
    for piece in _ods_pieces(xml):
        if any(mark in before + piece for mark in _MARKS):
            return True
        before = piece[-16:]
    return False


def _ods_pieces(xml: IO[bytes]) -> Iterator[bytes]:
    while piece := xml.read(_PIECE):
        yield piece


class _OdsTable:
    """The faults in the rows of one table."""

    def __init__(self, name: str) -> None:
        self.cells: dict[tuple[int, int], tuple[Fault, str]] = {}
        self.hidden: list[tuple[int, int]] = []
        self.sums: set[tuple[int, int | None]] = set()
        self._name = name
        self._formulas: list[tuple[int, int, str]] = []
        self._names: dict[str, str] = {}
        """What stands behind the tables: what the document calls ranges, in capitals → what they are."""
        self._inside = False
        self.hidden_columns: list[int] = []
        self._row, self._rows, self._column, self._columns = 0, 1, 0, 0
        self._cell: dict[str, str] = {}
        self._text: list[str] | None = None

    def parse(self, xml: IO[bytes]) -> None:
        """Go through the whole document."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._read
        try:
            for piece in _ods_pieces(xml):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise refusal("damaged") from error
        formulas = Formulas(self._name, self._names)
        self.sums.update((row, at) for row, at, formula in self._formulas if formulas.over_rows(formula, row, at))

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._inside = attributes.get("table:name") == self._name
        elif name == "table:named-range":
            self._names[attributes.get("table:name", "").upper()] = attributes.get("table:cell-range-address", "")
        elif not self._inside:
            return
        elif name == "table:table-column":
            last = min(self._columns + int(attributes.get("table:number-columns-repeated", 1)), _MOST_COLUMNS)
            if attributes.get("table:visibility", "visible") != "visible":
                self.hidden_columns += range(self._columns, last)
            self._columns = last
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
            if formula := self._cell.get("table:formula"):
                self._formulas += ((self._row + 1, self._column + more, formula) for more in range(columns))
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


def _joined(runs: Iterable[tuple[int, int]]) -> RowSet:
    """Ascending runs of rows, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if joined and joined[-1][1] == first - 1:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return RowSet(tuple(joined))


_ROW, _CELL_ERROR, _FORMULA_ERROR, _COLUMN, _SHEET = 0, 3, 11, 60, 156
_ERROR_AT = 8
"""Behind the cell's column and its style."""
_HIDDEN_AT, _HIDDEN = 11, 0x10
_COLUMN_WIDTH_AT, _COLUMN_HIDDEN_AT = 8, 16
"""Behind the first and last column; and behind the width and the style."""


def _xlsb_faults(path: Path, sheet: str) -> Faults:
    """Sheets are binary records. Formulas have their value always: the record of a formula is that of its result."""
    cells: dict[tuple[int, int], tuple[Fault, str]] = {}
    hidden: list[int] = []
    columns: set[int] = set()
    row = 0
    with unpacking(), zipfile.ZipFile(path) as packed, open_part(packed, _xlsb_part(packed, sheet)) as records:
        for kind, data in _records(records):
            if kind == _ROW:
                row = _number(data, 0) + 1
                if data[_HIDDEN_AT] & _HIDDEN:
                    hidden.append(row)
            elif kind == _COLUMN and (data[_COLUMN_HIDDEN_AT] & 1 or not _number(data, _COLUMN_WIDTH_AT)):
                columns.update(range(_number(data, 0), min(_number(data, 4) + 1, _MOST_COLUMNS)))
            elif kind == _FORMULA_ERROR or (kind == _CELL_ERROR and data[_ERROR_AT]):
                cells[row, _number(data, 0)] = ("error", ERROR_TEXTS.get(data[_ERROR_AT], "#?"))
    return Faults(cells, RowSet.of(hidden), frozenset(columns))


def _xlsb_part(packed: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part in which a sheet's records lie."""
    targets = _relations(_read(packed, "xl/_rels/workbook.bin.rels"))
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
