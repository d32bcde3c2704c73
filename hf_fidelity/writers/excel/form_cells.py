"""How the workbook of a form looks, and the only place where its cells are written."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.ground.text import clean
from hf_fidelity.i18n import _

_ACCENT, _TINT, _INK, _QUIET, _WHITE = "1F5568", "E8F1F4", "1C2A30", "51626A", "FFFFFF"
_LINE, _HAIR = "8FB0BC", "D5E0E4"
_TALLEST = 409.0
"""Excel's limit for a row, in points."""


def styles() -> Iterator[NamedStyle]:
    """The workbook's styles, by what a cell is. Only ``input`` can be written in."""
    yield _style("title", 22, bold=True, ink=_ACCENT, wrap=False)
    yield _style("heading", 14, bold=True, ink=_ACCENT, wrap=False)
    yield _style("text", 12)
    yield _style("strong", 12, bold=True)
    yield _style("small", 10, ink=_QUIET)
    yield _style("hint", 12, wrap=False)
    yield _style("hidden", 6, ink=_WHITE, wrap=False)  # for the program; people read the label beside it
    yield _style("principle", 10, bold=True, ink=_QUIET)
    yield _style("statement", 12, bottom=Side("thin", _HAIR))
    yield _style("columns", 11, bold=True, ink=_ACCENT, bottom=Side("medium", _ACCENT), vertical="bottom")
    yield _style("question", 11, ink=_INK, bottom=Side("medium", _ACCENT))
    yield _style("theme", 13, bold=True, ink=_WHITE, fill=_ACCENT, wrap=False, vertical="center")
    band = _style("band", 12, bold=True, ink=_WHITE, fill=_ACCENT, vertical="center")
    band.border = Border(left=Side("thick", _WHITE))
    yield band
    answer = _style("input", 12, fill=_TINT, vertical="center")
    line = Side("thin", _LINE)
    answer.border = Border(left=line, right=line, top=line, bottom=line)
    answer.protection = Protection(locked=False)
    answer.number_format = "@"  # what is typed stays a text: Excel makes no date of it, and no formula
    yield answer


def _style(
    name: str,
    size: int,
    *,
    bold: bool = False,
    ink: str = _INK,
    fill: str | None = None,
    wrap: bool = True,
    vertical: str = "top",
    bottom: Side | None = None,
) -> NamedStyle:
    return NamedStyle(
        name=f"hf {name}",
        font=Font(name="Calibri", size=size, bold=bold, color=ink),
        fill=PatternFill("solid", fgColor=fill) if fill else PatternFill(),
        border=Border(bottom=bottom) if bottom else Border(),
        alignment=Alignment(wrap_text=wrap, vertical=vertical, indent=0),
    )


def put(sheet: Worksheet, at: str, text: str | int | None, style: str, until: str | None = None) -> None:
    """Write one cell, merged with those up to ``until``. A text stays a text, whatever it begins with."""
    if until is not None:
        sheet.merge_cells(f"{at}:{until}")
    cell: Any = sheet[at]
    cell.style = f"hf {style}"
    if isinstance(text, str) and text:
        cell.value = clean(text)
        cell.data_type = "s"
    elif isinstance(text, int):
        cell.value = text


def tall_enough(*texts: tuple[str, float, int]) -> float:
    """The height, in points, of a row of wrapped texts, each with its column's width and its size of type.

    Said to Excel because it does not measure merged cells itself. A little too high rather than a word too short.
    """
    return min(_TALLEST, max(_lines(text, width * 11.5 / size) * size * 1.3 + 8 for text, width, size in texts))


def _lines(text: str, width: float) -> int:
    return sum(len(textwrap.wrap(part, int(width))) or 1 for part in text.split("\n"))


def choose(sheet: Worksheet, cells: Iterable[str], choices: str) -> None:
    """Let these cells be chosen from a list elsewhere in the workbook."""
    rule = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=True, errorStyle="stop")
    rule.errorTitle = _("Choose from the list")
    rule.error = _("Please choose one of the answers in the list, or leave the field empty.")
    for range in cells:
        rule.add(range)
    sheet.add_data_validation(rule)


def finish(sheet: Worksheet, *, freeze: str | None = None, start: str, pages_wide: int = 1) -> None:
    """Lock what is not to be written in, and make the sheet ready to look at and to print.

    There is no password: the lock is against slips, and columns may still be made wider.
    """
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = freeze
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = start
    sheet.page_setup.paperSize = 9  # A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_wide, 0
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=_HeaderFooterPart("&A"), right=_HeaderFooterPart("&P / &N"))
