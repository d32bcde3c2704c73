"""One table, saved in every format that can be read."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.workbook import Workbook

from tests.exports import raw_xlsb, raw_xlsx
from tests.exports.layouts.files import write_xlsx

Texts = Sequence[Sequence[str]]
Values = Sequence[Sequence[Any]]
Write = Callable[[Path, Texts], Path]


def xlsx(path: Path, rows: Texts) -> Path:
    """As .xlsx and .xlsm."""
    texts = ([escape(text) for text in row] for row in rows)
    return raw_xlsx.workbook(path, "".join(raw_xlsx.row(at, *row) for at, row in enumerate(texts, start=1)))


def xls(path: Path, rows: Values, *, from_1904: bool = False, merged: tuple[int, int, int, int] | None = None) -> Path:
    """As .xls; days may be counted from 1904, and cells merged (the first and last row and column, from 0)."""
    workbook = xlwt.Workbook()
    workbook.dates_1904 = from_1904
    sheet, day = workbook.add_sheet("Data", cell_overwrite_ok=True), xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value != "":
                sheet.write(at, column, value, *[day] * isinstance(value, date))
    if merged:
        sheet.merge(*merged)
    workbook.save(str(path))
    return path


def excel(
    path: Path, rows: Values, *, from_1904: bool = False, merged: tuple[int, int, int, int] | None = None
) -> Path:
    """As .xls or .xlsx, which its ending says, both with all that can be said of the former."""
    if path.suffix == ".xls":
        return xls(path, rows, from_1904=from_1904, merged=merged)

    def change(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
        if merged:
            top, bottom, left, right = (at + 1 for at in merged)
            book["Data"].merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)

    return write_xlsx(path, {"Data": rows}, change)


def ods(path: Path, rows: Texts) -> Path:
    """As .ods."""
    document, table = OpenDocumentSpreadsheet(), Table(name="Data")
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string") if text else TableCell()
            for part in text.split("\n") if text else ():
                cell.addElement(P(text=part))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def ods_xml(path: Path, rows: str, behind: str = "") -> Path:
    """An .ods of these ``<table:table-row>`` elements, and what stands behind the table."""
    ods(path, [])
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    content = (
        parts["content.xml"]
        .decode()
        .replace('<table:table table:name="Data"/>', f'<table:table table:name="Data">{rows}</table:table>{behind}')
    )
    calcext = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:office='
    assert rows in content
    return raw_xlsx.write(path, {**parts, "content.xml": content.replace("xmlns:office=", calcext, 1)})


def xlsb(path: Path, rows: Texts) -> Path:
    """As .xlsb."""
    return raw_xlsb.workbook(path, rows)


def delimited(separator: str, encoding: str, announced: str, path: Path, rows: Texts) -> Path:
    """As .csv."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    path.write_bytes((announced + text.getvalue()).encode(encoding))
    return path


_WORKBOOKS: Mapping[str, tuple[str, Write]] = {
    "xlsx": ("xlsx", xlsx),
    "xlsm": ("xlsm", xlsx),
    "xls": ("xls", xls),
    "ods": ("ods", ods),
    "xlsb": ("xlsb", xlsb),
}
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
_DELIMITED = {
    f"csv {separator!r} {encoding}{announced.strip()}": ("csv", partial(delimited, separator, encoding, announced))
    for separator in ";,\t"
    for encoding in _ENCODINGS
    for announced in ("", f"sep={separator}\r\n")
}
FORMATS = {**_WORKBOOKS, **_DELIMITED}
"""Name → how the file's name ends, and what writes it."""
