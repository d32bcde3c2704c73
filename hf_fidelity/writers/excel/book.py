"""A document as an Excel workbook: one sheet for each part, real tables, native charts, ready to print.

Texts stay texts, whatever they begin with (:mod:`hf_fidelity.writers.excel.cells`): no formula and no link comes
out of data.
"""

import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import _
from hf_fidelity.reports.document import Bullets, Chart, Document, Section, Table
from hf_fidelity.writers.excel.cells import fitting_text, name_text, put_number, put_text, safe_text
from hf_fidelity.writers.excel.sheet import SheetWriter

MARKER = "_hf_fidelity"
"""The hidden sheet by which the program knows its own workbooks."""

_FORBIDDEN = str.maketrans("", "", "[]:*?/\\")
_LONGEST_NAME = 31
_A4 = 9
_READABLE_ON_ONE_PAGE = 1_100
"""Points: about twice the height of the paper, so at half the size."""


def excel_bytes(document: Document) -> bytes:
    """The document as the bytes of an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    tables = (f"Table_{n}" for n in range(1, 1_000_000))
    taken = {MARKER.casefold(), "history"}  # Excel keeps the name History for itself
    for sections in _parts(document):
        title = one_line(sections[0].title) or one_line(document.title)
        sheet = book.create_sheet()
        sheet.title = _sheet_name(title, taken)
        _set_up_page(sheet, document)
        writer = SheetWriter(sheet, tables)
        writer.write(title, _subtitle(document, title), sections)
        _keep_charts_whole(sheet, writer)
    _mark(book)
    book.properties.title = name_text(one_line(document.title))
    book.properties.creator = "hf-fidelity"
    book.properties.language = document.language
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parts(document: Document) -> Iterator[list[Section]]:
    """The sections of each sheet: one of level 2 with those under it, words in a row together; the notes."""
    part: list[Section] = []
    for section in document.sections:
        if part and section.level <= 2 and not (_words_only(section) and all(map(_words_only, part))):
            yield part
            part = []
        part.append(section)
    if part or not document.notes:
        yield part or [Section("", ())]
    if document.notes:
        yield [Section(_("Method"), (Bullets(document.notes),))]


def _words_only(section: Section) -> bool:
    return not any(isinstance(block, Table | Chart) for block in section.blocks)


def _subtitle(document: Document, title: str) -> str:
    """What the whole workbook is about, on every sheet: each may be read, or printed, alone."""
    parts = [one_line(text) for text in (document.title, document.subtitle)]
    return " · ".join(text for text in parts if text and text != title)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes, and that no other sheet has."""
    wanted = name_text(title).translate(_FORBIDDEN).strip("' ") or "–"
    name, n = fitting_text(wanted, _LONGEST_NAME).strip("' "), 1
    while name.casefold() in taken:
        n += 1
        name = f"{fitting_text(wanted, _LONGEST_NAME - len(f' ({n})'))} ({n})"
    taken.add(name.casefold())
    return name


def _set_up_page(sheet: Worksheet, document: Document) -> None:
    """A4 on its side, as wide as the paper, with page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.sheet_view.showGridLines = False
    title = fitting_text(safe_text(one_line(document.title)), 100).replace("&", "&&")
    pages = _("Page {page} of {pages}", page="&P", pages="&N")
    sheet.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(title), right=_HeaderFooterPart(pages))


def _keep_charts_whole(sheet: Worksheet, writer: SheetWriter) -> None:
    """No chart is cut by the end of a page: all on one page, or each on a page of its own."""
    if writer.chart_rows and writer.height < _READABLE_ON_ONE_PAGE:
        sheet.page_setup.fitToHeight = 1
        return
    for row in writer.chart_rows:
        sheet.row_breaks.append(Break(id=row - 1))


def _mark(book: Workbook) -> None:
    sheet = book.create_sheet(MARKER)
    put_text(sheet, 1, 1, "report")
    put_number(sheet, 1, 2, 1, "0")
    sheet.sheet_state = "veryHidden"
