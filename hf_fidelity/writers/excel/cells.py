"""The only place that writes into the cells of a workbook: a text is a text, a number is a number."""

import re

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.ground.text import clean
from hf_fidelity.reports.document import Number

LONGEST_TEXT = 32_767
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NO_XML = re.compile("[\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> ExcelCell:
    """Write a text as a text, whatever it begins with; what Excel cannot hold is cut with ``…``."""
    safe = fitting_text(safe_text(text), LONGEST_TEXT)
    cell = sheet.cell(row, column)
    assert isinstance(cell, ExcelCell)
    cell.value, cell.data_type = safe, "s"
    # Else a text that looks like a formula would become one as soon as somebody edits the cell.
    cell.quotePrefix = safe.startswith(_FORMULA_STARTS)
    return cell


def put_number(sheet: Worksheet, row: int, column: int, value: float, format: str) -> ExcelCell:
    """Write a number in full precision; ``format`` is how many decimals are shown, in the reader's own notation."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, ExcelCell)
    cell.value, cell.number_format = value, format
    return cell


def number_format(number: Number) -> str:
    """``0.00`` and the like: Excel shows the reader's own decimal sign."""
    plain = "0." + "0" * number.decimals if number.decimals else "0"
    mark = number.mark.replace('"', "")
    shown = f'{plain}"{mark}"' if mark else plain
    return f"+{shown};-{shown};{shown}" if number.signed else shown


def safe_text(text: str) -> str:
    """The text without what steers a terminal, breaks XML, or would be read as an escape by Excel."""
    return _ESCAPED.sub("_x005F_", valid_text(text))


def valid_text(text: str) -> str:
    """The text without what steers a terminal or breaks XML; not yet escaped."""
    return _NO_XML.sub("", clean(text))


def name_text(text: str) -> str:
    """The text for a name that stands in several parts, escaped in some only: nothing in it looks like an escape."""
    return _ESCAPED.sub("", valid_text(text))


def fitting_text(text: str, most: int) -> str:
    """The text, cut to as many characters as Excel counts: one outside the basic plane counts twice."""
    if _length(text) <= most:
        return text
    while _length(text) > most - 1:
        text = text[: -max(1, (_length(text) - most) // 2)]
    return text + "…"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
