"""The form's sheet for answers that each gives alone: one row a person, one column a statement."""

from collections.abc import Mapping
from itertools import groupby
from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.i18n import _
from hf_fidelity.reports.form import Form
from hf_fidelity.writers.excel.form_cells import choose, finish, put, tall_enough

HEADER = 4
"""The row of the headings, each ``S01. `` and the whole statement. Below it column A counts the rows."""

RESPONDENTS = 40
_FIRST = 3
"""The column of the first statement; before it stand the row's number and the role."""

_NUMBER, _ROLE, _STATEMENT = 6.0, 24.0, 30.0
_PAGE = 170.0
"""How much column width an A4 page carries before the type becomes too small to read."""


def write_votes(sheet: Worksheet, form: Form, choices: Mapping[tuple[str, ...], str]) -> None:
    """Fill the sheet; ``choices`` says for the labels of each scale where they stand to be chosen from."""
    put(sheet, "A1", sheet.title, "title")
    put(sheet, "A2", _("One row a person. Write no names; the role may be left empty."), "hint")
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 36, 24
    _widths(sheet, len(form.statements))
    _themes(sheet, form)
    _headings(sheet, form)
    for row in range(HEADER + 1, HEADER + 1 + RESPONDENTS):
        _respondent(sheet, row, len(form.statements))
    for labels, ranges in _ranges(form).items():
        choose(sheet, ranges, choices[labels])
    wide = _NUMBER + _ROLE + _STATEMENT * len(form.statements)
    finish(sheet, freeze=f"C{HEADER + 1}", start=f"C{HEADER + 1}", pages_wide=ceil(wide / _PAGE))
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows, sheet.print_title_cols = f"{HEADER - 1}:{HEADER}", "A:B"


def _ranges(form: Form) -> dict[tuple[str, ...], list[str]]:
    """Labels of a scale → the cells that are answered on it: those of neighbouring themes in one piece."""
    found: dict[tuple[str, ...], list[str]] = {}
    column = _FIRST
    for labels, themes in groupby(form.themes, lambda theme: theme.labels):
        end = column + sum(len(theme.statements) for theme in themes)
        first, last = get_column_letter(column), get_column_letter(end - 1)
        found.setdefault(labels, []).append(f"{first}{HEADER + 1}:{last}{HEADER + RESPONDENTS}")
        column = end
    return found


def _widths(sheet: Worksheet, statements: int) -> None:
    for column in range(_FIRST, _FIRST + statements):
        sheet.column_dimensions[get_column_letter(column)].width = _STATEMENT
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _NUMBER, _ROLE


def _themes(sheet: Worksheet, form: Form) -> None:
    """A band with each theme's name above its statements."""
    column = _FIRST
    for theme in form.themes:
        end = column + len(theme.statements)
        first, last = (f"{get_column_letter(c)}{HEADER - 1}" for c in (column, end - 1))
        put(sheet, first, theme.name, "band", last if last != first else None)
        column = end
    sheet.row_dimensions[HEADER - 1].height = 26


def _headings(sheet: Worksheet, form: Form) -> None:
    put(sheet, f"A{HEADER}", _("No."), "columns")
    put(sheet, f"B{HEADER}", _("Role (optional)"), "columns")
    headings = [f"{statement.id}. {statement.text}" for statement in form.statements]
    for column, heading in enumerate(headings, _FIRST):
        put(sheet, f"{get_column_letter(column)}{HEADER}", heading, "question")
    sheet.row_dimensions[HEADER].height = tall_enough(*((heading, _STATEMENT, 11) for heading in headings))


def _respondent(sheet: Worksheet, row: int, statements: int) -> None:
    put(sheet, f"A{row}", row - HEADER, "small")
    for column in range(_FIRST - 1, _FIRST + statements):
        put(sheet, f"{get_column_letter(column)}{row}", None, "input")
    sheet.row_dimensions[row].height = 24
