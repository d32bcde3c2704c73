"""The form's sheet for the answers that a team gives together: one row a statement."""

from collections.abc import Mapping

from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.i18n import _
from hf_fidelity.reports.form import Form, FormPrinciple, FormStatement
from hf_fidelity.writers.excel.form_cells import choose, finish, put, tall_enough

HEADER = 3
"""The row of the headings. Below it column A holds a statement's id, or nothing."""

_WIDTHS = {"A": 7.0, "B": 64.0, "C": 28.0, "D": 36.0, "E": 40.0}
_BESIDE = _WIDTHS["C"] + _WIDTHS["D"] + _WIDTHS["E"]


def write_joint(sheet: Worksheet, form: Form, choices: Mapping[tuple[str, ...], str]) -> None:
    """Fill the sheet; ``choices`` says for the labels of each scale where they stand to be chosen from."""
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    _head(sheet, form)
    row = HEADER
    answers: list[str] = []
    by_scale: dict[tuple[str, ...], list[str]] = {}
    for theme in form.themes:
        row = _theme(sheet, row + 1, theme.name)
        for text in theme.about:
            row = _about(sheet, row + 1, text)
        for principle in theme.principles:
            row = _principle(sheet, row + 1, principle)
        for statement in theme.statements:
            row = _statement(sheet, row + 1, statement)
            answers.append(f"C{row}")
            by_scale.setdefault(theme.labels, []).append(f"C{row}")
    for labels, cells in by_scale.items():
        choose(sheet, cells, choices[labels])
    _measures(sheet, row, form)
    finish(sheet, freeze=f"A{HEADER + 1}", start=answers[0])
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = f"{HEADER}:{HEADER}"


def _head(sheet: Worksheet, form: Form) -> None:
    put(sheet, "A1", sheet.title, "title", "E1")
    put(sheet, "A2", form.stem, "text", "E2")
    sheet.row_dimensions[1].height = 36
    sheet.row_dimensions[2].height = tall_enough((form.stem, sum(_WIDTHS.values()), 12))
    headings = (_("No."), _("Statement"), _("Answer"), _("Not relevant, because"), _("Comment"))
    for column, heading in zip(_WIDTHS, headings, strict=True):
        put(sheet, f"{column}{HEADER}", heading, "columns")
    sheet.row_dimensions[HEADER].height = 26


def _theme(sheet: Worksheet, row: int, name: str) -> int:
    for column in _WIDTHS:
        put(sheet, f"{column}{row}", name if column == "B" else None, "theme")
    sheet.row_dimensions[row].height = 28
    return row


def _about(sheet: Worksheet, row: int, text: str) -> int:
    put(sheet, f"B{row}", text, "small", f"E{row}")
    sheet.row_dimensions[row].height = tall_enough((text, _WIDTHS["B"] + _BESIDE, 10))
    return row


def _measures(sheet: Worksheet, row: int, form: Form) -> None:
    """The numbers to type in, each measure under its name with its limit."""
    for measure in form.measures:
        row = _theme(sheet, row + 1, measure.name)
        row = _about(sheet, row + 1, measure.limit)
        for number in measure.numbers:
            row += 1
            put(sheet, f"A{row}", number.id, "hidden")
            put(sheet, f"B{row}", number.label, "statement")
            put(sheet, f"C{row}", None, "input")
            sheet.row_dimensions[row].height = max(34, tall_enough((number.label, _WIDTHS["B"], 12)))


def _principle(sheet: Worksheet, row: int, principle: FormPrinciple) -> int:
    put(sheet, f"B{row}", principle.name, "principle")
    put(sheet, f"C{row}", principle.definition, "small", f"E{row}")
    sheet.row_dimensions[row].height = tall_enough(
        (principle.name, _WIDTHS["B"], 10), (principle.definition, _BESIDE, 10)
    )
    return row


def _statement(sheet: Worksheet, row: int, statement: FormStatement) -> int:
    put(sheet, f"A{row}", statement.id, "statement")
    put(sheet, f"B{row}", statement.text, "statement")
    for column in "CDE":
        put(sheet, f"{column}{row}", None, "input")
    sheet.row_dimensions[row].height = max(34, tall_enough((statement.text, _WIDTHS["B"], 12)))
    return row
