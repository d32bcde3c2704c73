"""Files that strangers send, and some that only an enemy would: what each is, and what is to be said of it."""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.exports.raw_xlsx import MAIN, parts, row, rows_xml, write

_ENTITIES = '<!DOCTYPE a [<!ENTITY b "c">]>'
GOOD = rows_xml(row(1, "a", "b") + row(2, "c", "d"))
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FAR = row(1, "a") + '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
_EMPTY_ROWS = "".join(
    f'<row r="{at}" s="1" customFormat="1" ht="15"><c r="A{at}" s="1"/></row>' for at in range(3, 2000)
)


def _sheet(xml: str | bytes) -> Callable[[Path], object]:
    return lambda path: write(path, {**parts(""), "xl/worksheets/sheet1.xml": xml})


def _large(make: Callable[[], Callable[[Path], object]]) -> Callable[[Path], object]:
    """Made when the file is wanted: a hundred megabytes that nobody is to carry about."""

    def written(path: Path) -> object:
        return make()(path)

    return written


def _part(name: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda path: write(path, {**parts(GOOD), name: parts(GOOD)[name].replace(old, new)})


def _more(extra: Mapping[str, str | bytes]) -> Callable[[Path], object]:
    return lambda path: write(path, {**parts(GOOD), **extra})


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _truncated(path: Path) -> None:
    path.write_bytes(write(path, parts(GOOD)).read_bytes()[:-200])


def _twice(path: Path) -> None:
    """Two parts of one name: which of them counts, every reader decides for itself."""
    write(path, parts(GOOD))
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/worksheets/sheet2.xml", rows_xml(row(1, "other")))
    path.write_bytes(path.read_bytes().replace(b"sheet2.xml", b"sheet1.xml"))


def _locked_parts(path: Path) -> None:
    """The bit that says a part is encrypted, in both directories of the zip."""
    data = bytearray(write(path, parts(GOOD)).read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    path.write_bytes(data)


def _liar(path: Path) -> None:
    """A part of 200 MB that says it has 10 bytes."""
    write(path, {**parts(""), "xl/worksheets/sheet1.xml": b" " * 200_000_000})
    said, meant = struct.pack("<I", 10), struct.pack("<I", 200_000_000)
    path.write_bytes(path.read_bytes().replace(meant, said))


def _broken_stream(path: Path) -> None:
    """A part whose packed bytes are no packed bytes."""
    data = write(path, parts(GOOD)).read_bytes()
    packed = zlib.compressobj(6, zlib.DEFLATED, -15)
    path.write_bytes(data.replace((packed.compress(GOOD.encode()) + packed.flush())[:20], b"\xff" * 20))


def _no_sheet_part(path: Path) -> None:
    made: dict[str, str | bytes] = {**parts(GOOD)}
    del made["xl/worksheets/sheet1.xml"]
    write(path, made)


def _locked(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\1"))


BAD: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "file-is-folder"),
    "nothing": (lambda path: None, "file-missing"),
    "0 bytes": (_bytes(b""), "file-empty"),
    "all NUL": (_bytes(bytes(5000)), "not-a-spreadsheet"),
    "noise": (_bytes(random.Random(1).randbytes(5000)), "not-a-spreadsheet"),
    "a PDF": (_bytes(b"%PDF-1.7\n%\xe2\xe3"), "pdf"),
    "JSON": (_bytes(b'[{"S01": 4}]'), "json"),
    "SPSS": (_bytes(b"$FL2@(#) SPSS DATA FILE"), "spss"),
    "SYLK": (_bytes(b'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"S01"\r\n'), "sylk"),
    "SYLK of another program": (_bytes(b'ID;PSCALC3\nC;X1;Y1;K"S01"\n'), "sylk"),
    "DIF": (_bytes(b'TABLE\r\n0,1\r\n"EXCEL"\r\n'), "dif"),
    "a web page": (_bytes(b"\n<!DOCTYPE html><table><tr><td>a</td></tr></table>"), "web-page"),
    "a table of a web page": (_bytes(b'<table border="1"><tr><td>a</td></tr></table>'), "web-page"),
    "XML of Excel 2003": (_bytes(b'<?xml version="1.0"?><Workbook/>'), "web-page"),
    "locked with a password": (_bytes(_OLE2 + bytes(600) + "EncryptedPackage".encode("utf-16-le")), "encrypted"),
    "labelled as confidential": (_bytes(_OLE2 + bytes(600) + "\6DataSpaces".encode("utf-16-le")), "encrypted"),
    "an old Word file": (_bytes(_OLE2 + bytes(600) + "WordDocument".encode("utf-16-le")), "not-a-spreadsheet"),
    "a damaged .xls": (_bytes(_OLE2 + bytes(600) + "Workbook\0".encode("utf-16-le")), "damaged"),
    "a Word file": (lambda path: write(path, {"word/document.xml": "<w/>"}), "not-a-spreadsheet"),
    "a zip of a workbook": (lambda path: write(path, {"svar.xlsx": b"PK\x03\x04"}), "zip"),
    "a zip of a folder of tables": (lambda path: write(path, {"2026/nord.CSV": b"a", "2026/billede.png": b""}), "zip"),
    "a zip of pictures": (lambda path: write(path, {"a.png": b"", "b.jpg": b""}), "not-a-spreadsheet"),
    "a locked zip": (lambda path: _locked(write(path, {"svar.xlsx": b"x"})), "zip"),
    "7-Zip": (_bytes(b"7z\xbc\xaf\x27\x1c\0\4" + bytes(50)), "packed"),
    "gzip": (_bytes(b"\x1f\x8b\x08\0" + bytes(50)), "packed"),
    "tar": (_bytes(b"svar.csv" + bytes(249) + b"ustar\x0000" + bytes(500)), "packed"),
    "Apple Numbers": (lambda path: write(path, {"Index/Document.iwa": b"x", "preview.jpg": b""}), "numbers"),
    "an OpenDocument text": (
        lambda path: write(path, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "not-a-spreadsheet",
    ),
    "an empty zip": (lambda path: write(path, {}), "not-a-spreadsheet"),
    "a truncated zip": (_truncated, "damaged"),
    "a part twice": (_twice, "damaged"),
    "a part twice but for capitals": (_more({"XL/Worksheets/sheet1.xml": GOOD}), "damaged"),
    "encrypted parts": (_locked_parts, "encrypted"),
    "an encrypted .ods": (
        lambda path: write(path, {"content.xml": b"x", "META-INF/manifest.xml": "<m:encryption-data/>"}),
        "encrypted",
    ),
    "a broken stream": (_broken_stream, "damaged"),
    "a bomb": (_large(lambda: _more({"xl/media/bomb.bin": bytes(60_000_000)})), "unpacks-too-large"),
    "a cell of 40 MB that packs too well": (
        _large(lambda: _sheet(rows_xml(row(1, "a" * 40_000_000)))), "unpacks-too-large"
    ),
    "too many parts": (_more({f"xl/media/{at}.bin": b"" for at in range(1001)}), "too-many-parts"),
    "entities": (_sheet('<!DOCTYPE a [<!ENTITY b "c">]>' + GOOD), "dangerous-xml"),
    "entities in the workbook": (_part("xl/workbook.xml", "<workbook", "<!DOCTYPE a []><workbook"), "dangerous-xml"),
    "XML that stops in a cell": (_sheet(GOOD[: GOOD.index("<t>c")]), "damaged"),
    "XML that stops between rows": (_sheet(GOOD[: GOOD.index('<row r="2"')]), "damaged"),
    "XML in UTF-16": (_sheet(GOOD.encode("utf-16")), "damaged"),
    **{
        f"entities in {name}": (_sheet(('<?xml version="1.0"?>' + _ENTITIES + GOOD).encode(name)), "dangerous-xml")
        for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp037")
    },
    "entities that EBCDIC hides behind a declaration": (
        _more({"xl/workbook.xml": b'<?xml version="1.0" encoding="cp037"?>' + _ENTITIES.encode("cp037")}),
        "dangerous-xml",
    ),
    "entities below a long comment": (
        _part("xl/workbook.xml", "<workbook", f"<!--{'x' * 10_000}-->{_ENTITIES}<workbook"),
        "dangerous-xml",
    ),
    "a sheet in an encoding that nobody knows": (
        _sheet('<?xml version="1.0" encoding="klingon"?>' + GOOD), "damaged"
    ),
    "a sheet in Windows-1252": (
        _sheet(b'<?xml version="1.0" encoding="windows-1252"?>' + GOOD.replace(">c<", ">\xe6<").encode("cp1252")),
        "damaged",
    ),
    "XML that is no UTF-8": (_sheet(GOOD.encode().replace(b">c<", b">\xff<")), "damaged"),
    "an unknown entity": (_sheet(GOOD.replace(">c<", ">&c;<")), "damaged"),
    "a cell of no name": (_sheet(GOOD.replace('"A2"', '"2A"')), "damaged"),
    "a workbook without sheets": (_more({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}), "no-sheet"),
    "a sheet whose part is missing": (_no_sheet_part, "damaged"),
    "a sheet somewhere else": (
        _part("xl/_rels/workbook.xml.rels", '"worksheets/sheet1.xml"', '"//host/a" TargetMode="External"'),
        "damaged",
    ),
    "a sheet outside": (_part("xl/_rels/workbook.xml.rels", "worksheets/", "../../../../etc/"), "damaged"),
    "a part that lies about its size": (_liar, "damaged"),
    "a quote that is never closed": (_bytes(b'a;b\n1;"2\n3;4\n'), "quotes-do-not-pair"),
    "a quote that another one closes": (_bytes(b'a;b\n1;"2\n3;4\n5;"6"\n'), "quotes-do-not-pair"),
    "CSV with NUL": (_bytes(b"a;b\n" + b"1;2\n" * 2000 + b"1;\0\n"), "not-a-spreadsheet"),
}  # fmt: skip
"""What it is → how it is made, and the code of the finding."""

DEADLY: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "a cell in the last corner": (_sheet(rows_xml(_FAR.format(1048576, "XFD"))), "far-cell"),
    "a cell far to the right": (_sheet(rows_xml(_FAR.format(6000, "XFD"))), "far-cell"),
}
"""What ends the process that reads it."""

READ: Mapping[str, tuple[Callable[[Path], object], int]] = {
    "a good workbook": (_sheet(GOOD), 2),
    "styled rows without content": (_sheet(rows_xml(row(1, "a") + row(2, "b") + _EMPTY_ROWS)), 2),
    "a sheet without cells": (_sheet(rows_xml("")), 0),
    "XML that is deep": (_sheet(GOOD.replace("<t>c", "<a>" * 50_000 + "</a>" * 50_000 + "<t>c")), 2),
    "a cell of 5 MB": (_large(lambda: _sheet(rows_xml(row(1, "a" * 5_000_000)))), 1),
    "a small file that packs well": (_large(lambda: _more({"xl/media/white.bmp": bytes(5_000_000)})), 2),
    "parts in capitals": (lambda path: write(path, {name.upper(): text for name, text in parts(GOOD).items()}), 2),
    "parts with backslashes": (
        lambda path: write(path, {name.replace("/", "\\"): text for name, text in parts(GOOD).items()}),
        2,
    ),
    "what Power Query leaves in UTF-16": (
        _more({"customXml/item1.xml": '<?xml version="1.0"?><a/>'.encode("utf-16")}),
        2,
    ),
    "a picture's place in UTF-32": (_more({"xl/drawings/drawing1.xml": "<a/>".encode("utf-32")}), 2),
    "definitions where no sheet is": (_more({"customXml/item2.xml": _ENTITIES + "<a>&b;</a>"}), 2),
    "a sheet that calls plain letters Latin": (_sheet('<?xml version="1.0" encoding="ISO-8859-1"?>' + GOOD), 2),
    "CSV with a field of 10 MB": (_large(lambda: _bytes(b"a;b\n1;" + b"x" * 10_000_000 + b"\n")), 2),
    "CSV that ends in no quote": (_bytes(b'a;"b"\n1;"2"'), 2),
}
"""What is read all the same → so many rows."""
