"""The form's first sheet: what it is, who and when, and how to fill it in."""

from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.i18n import _
from hf_fidelity.reports.form import Form
from hf_fidelity.writers.excel.form_cells import finish, put, tall_enough

_WIDTHS = {"A": 32.0, "B": 50.0, "C": 44.0}
_BESIDE = _WIDTHS["B"] + _WIDTHS["C"]
_ALL = sum(_WIDTHS.values())


def write_start(sheet: Worksheet, form: Form, joint: str, votes: str, most: int) -> dict[str, str]:
    """Fill the sheet. Gives the cell of each field: ``organisation``, ``team``, ``quarter``."""
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    put(sheet, "A1", form.title, "title", "C1")
    put(sheet, "A2", f"{form.status} · {form.instrument} {form.version}", "small", "C2")
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 36, 26
    row, cells = _fields(sheet, form, 3)
    row = _steps(sheet, row + 1, joint, votes, most)
    _about(sheet, form, row + 1)
    finish(sheet, start=cells["organisation"])
    sheet.page_setup.orientation = "portrait"
    return cells


def _fields(sheet: Worksheet, form: Form, row: int) -> tuple[int, dict[str, str]]:
    """The fields from this row on, and where each is written in."""
    cells = {}
    for row, field in enumerate(form.fields, row):  # noqa: B020  (counts on from where it was told to begin)
        cells[field.key] = f"B{row}"
        put(sheet, f"A{row}", field.label, "strong")
        put(sheet, f"B{row}", field.value, "input")
        put(sheet, f"C{row}", field.example, "small")
        sheet.row_dimensions[row].height = 26
    return row + 1, cells


def _steps(sheet: Worksheet, row: int, joint: str, votes: str, most: int) -> int:
    put(sheet, f"A{row}", _("How to do it"), "heading")
    sheet.row_dimensions[row].height = 26
    for number, (short, long) in enumerate(_what_to_do(joint, votes, most), 1):
        row += 1
        put(sheet, f"A{row}", f"{number}. {short}", "strong")
        put(sheet, f"B{row}", long, "text", f"C{row}")
        sheet.row_dimensions[row].height = tall_enough((short, _WIDTHS["A"] - 3, 12), (long, _BESIDE, 12))
    return row + 1


def _what_to_do(joint: str, votes: str, most: int) -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Say who and when"),
            _("Fill in the three fields above. Fields with a tinted background are yours; everything else is locked."),
        ),
        (
            _("Answer together"),
            _("On the sheet “{sheet}”: talk about each statement, and choose the answer you agree on.", sheet=joint),
        ),
        (
            _("Not relevant to you?"),
            _("Leave the answer empty and write why beside it. The statement then counts neither up nor down."),
        ),
        (
            _("Or each for themselves"),
            _("On the sheet “{sheet}”: one row a person, {most} at most. Write no names.", sheet=votes, most=most),
        ),
        (
            _("One sheet or both"),
            _("Use the one that suits you, or both. What is left empty counts as not answered."),
        ),
        (
            _("Read the answers in"),
            _("Save the file and run `hf-fidelity score` with its name. It needs to be told nothing more."),
        ),
    )


def _about(sheet: Worksheet, form: Form, row: int) -> None:
    for heading, text in ((_("Purpose"), form.purpose), (_("How to fill it in"), form.advice)):
        put(sheet, f"A{row}", heading, "heading")
        put(sheet, f"A{row + 1}", text, "text", f"C{row + 1}")
        sheet.row_dimensions[row].height = 26
        sheet.row_dimensions[row + 1].height = tall_enough((text, _ALL, 12))
        row += 3
    if form.agreed:
        put(sheet, f"A{row}", _("What we agreed to do: did it work?"), "heading")
        sheet.row_dimensions[row].height = 26
        for action in form.agreed:
            row += 1
            put(sheet, f"A{row}", action, "text", f"C{row}")
            sheet.row_dimensions[row].height = tall_enough((action, _ALL, 12))
        row += 2
    for note in form.notes:
        put(sheet, f"A{row}", note, "small", f"C{row}")
        sheet.row_dimensions[row].height = tall_enough((note, _ALL, 10))
        row += 1
