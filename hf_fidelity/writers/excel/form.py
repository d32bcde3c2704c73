"""A form as an Excel workbook to fill in: the first sheet, a joint answer, and a row for each person.

A hidden sheet says where everything stands: reading it is no guess.
"""

import io
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.ground import _, clean
from hf_fidelity.reports.form import Form, FormPrinciple, FormStatement

_WIDTHS = {"A": 32.0, "B": 50.0, "C": 44.0}
_BESIDE = _WIDTHS["B"] + _WIDTHS["C"]
_ALL = sum(_WIDTHS.values())


def write_start(sheet: Worksheet, form: Form, joint: str, votes: str) -> dict[str, str]:
    """Fill the sheet. Gives the cell of each field: ``organisation``, ``team``, ``quarter``."""
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    put(sheet, "A1", form.title, "title", "C1")
    put(sheet, "A2", f"{form.status} · {form.instrument_id} {form.version}", "small", "C2")
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 36, 26
    row, cells = _fields(sheet, form, 3)
    row = _steps(sheet, row + 1, form, joint, votes)
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


def _steps(sheet: Worksheet, row: int, form: Form, joint: str, votes: str) -> int:
    put(sheet, f"A{row}", _("How to do it"), "heading")
    sheet.row_dimensions[row].height = 26
    for number, (short, long) in enumerate(_what_to_do(form, joint, votes), 1):
        row += 1
        put(sheet, f"A{row}", f"{number}. {short}", "strong")
        put(sheet, f"B{row}", long, "text", f"C{row}")
        sheet.row_dimensions[row].height = tall_enough((short, _WIDTHS["A"] - 3, 12), (long, _BESIDE, 12))
    return row + 1


def _what_to_do(form: Form, joint: str, votes: str) -> tuple[tuple[str, str], ...]:
    """The steps, each in a few words and in full."""
    return (
        (
            _("Say who and when"),
            _("Fill in the three fields above. Fields with a tinted background are yours; everything else is locked."),
        ),
        *(_answered_by_citizens(votes) if form.by_citizens else _answered_by_a_team(joint, votes)),
        (
            _("Read the answers in"),
            _("Save the file and run `hf-fidelity score` with its name. It needs to be told nothing more."),
        ),
    )


def _answered_by_a_team(joint: str, votes: str) -> tuple[tuple[str, str], ...]:
    return (
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
            _(
                "On the sheet “{sheet}”: one row a person, {most} at most. Write no names.",
                sheet=votes,
                most=RESPONDENTS,
            ),
        ),
        (
            _("One sheet or both"),
            _("Use the one that suits you, or both. What is left empty counts as not answered."),
        ),
    )


def _answered_by_citizens(votes: str) -> tuple[tuple[str, str], ...]:
    return (
        (
            _("One row a citizen"),
            _(
                "On the sheet “{sheet}”: one row for each form that was filled in, {most} at most. Write no names. "
                "What a citizen did not answer stays empty.",
                sheet=votes,
                most=RESPONDENTS,
            ),
        ),
        (
            _("On paper"),
            _("`hf-fidelity template` with --out and a name ending in .html gives the form to print, in large type."),
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


# The form's sheet for the answers that a team gives together: one row a statement.


JOINT_HEADER = 3
"""The row of the headings. Below it column A holds a statement's id, or nothing."""

_JOINT_WIDTHS = {"A": 7.0, "B": 64.0, "C": 28.0, "D": 36.0, "E": 40.0}
_JOINT_BESIDE = _JOINT_WIDTHS["C"] + _JOINT_WIDTHS["D"] + _JOINT_WIDTHS["E"]


def write_joint(sheet: Worksheet, form: Form, choices: Mapping[tuple[str, ...], str]) -> None:
    """Fill the sheet; ``choices`` says for the labels of each scale where they stand to be chosen from."""
    for column, width in _JOINT_WIDTHS.items():
        sheet.column_dimensions[column].width = width
    _head(sheet, form)
    row = JOINT_HEADER
    answers: list[str] = []
    by_scale: dict[tuple[str, ...], list[str]] = {}
    for theme in form.themes:
        row = _theme(sheet, row + 1, theme.name)
        for text in theme.about:
            row = _about_joint(sheet, row + 1, text)
        for principle in theme.principles:
            row = _principle(sheet, row + 1, principle)
        for statement in theme.statements:
            row = _statement(sheet, row + 1, statement)
            answers.append(f"C{row}")
            by_scale.setdefault(theme.labels, []).append(f"C{row}")
    for labels, cells in by_scale.items():
        offer(sheet, cells, choices[labels])
    _measures(sheet, row, form)
    finish(sheet, freeze=f"A{JOINT_HEADER + 1}", start=answers[0])
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = f"{JOINT_HEADER}:{JOINT_HEADER}"


def _head(sheet: Worksheet, form: Form) -> None:
    put(sheet, "A1", sheet.title, "title", "E1")
    put(sheet, "A2", form.stem or None, "text", "E2")
    sheet.row_dimensions[1].height = 36
    sheet.row_dimensions[2].height = tall_enough((form.stem, sum(_JOINT_WIDTHS.values()), 12))
    headings = (_("No."), _("Statement"), _("Answer"), _("Not relevant, because"), _("Comment"))
    for column, heading in zip(_JOINT_WIDTHS, headings, strict=True):
        put(sheet, f"{column}{JOINT_HEADER}", heading, "columns")
    sheet.row_dimensions[JOINT_HEADER].height = 26


def _theme(sheet: Worksheet, row: int, name: str) -> int:
    for column in _JOINT_WIDTHS:
        put(sheet, f"{column}{row}", name if column == "B" else None, "theme")
    sheet.row_dimensions[row].height = 28
    return row


def _about_joint(sheet: Worksheet, row: int, text: str) -> int:
    put(sheet, f"B{row}", text, "small", f"E{row}")
    sheet.row_dimensions[row].height = tall_enough((text, _JOINT_WIDTHS["B"] + _JOINT_BESIDE, 10))
    return row


def _measures(sheet: Worksheet, row: int, form: Form) -> None:
    """The numbers to type in, each measure under its name with its limit."""
    for measure in form.measures:
        row = _theme(sheet, row + 1, measure.name)
        row = _about_joint(sheet, row + 1, measure.limit)
        for number in measure.numbers:
            row += 1
            put(sheet, f"A{row}", number.id, "hidden")
            put(sheet, f"B{row}", number.label, "statement")
            put(sheet, f"C{row}", None, "input")
            sheet.row_dimensions[row].height = max(34, tall_enough((number.label, _JOINT_WIDTHS["B"], 12)))


def _principle(sheet: Worksheet, row: int, principle: FormPrinciple) -> int:
    put(sheet, f"B{row}", principle.name, "principle")
    put(sheet, f"C{row}", principle.definition, "small", f"E{row}")
    sheet.row_dimensions[row].height = tall_enough(
        (principle.name, _JOINT_WIDTHS["B"], 10), (principle.definition, _JOINT_BESIDE, 10)
    )
    return row


def _statement(sheet: Worksheet, row: int, statement: FormStatement) -> int:
    put(sheet, f"A{row}", statement.id, "statement")
    put(sheet, f"B{row}", statement.text, "statement")
    for column in "CDE":
        put(sheet, f"{column}{row}", None, "input")
    sheet.row_dimensions[row].height = max(34, tall_enough((statement.text, _JOINT_WIDTHS["B"], 12)))
    return row


# A form as an Excel workbook to fill in. A hidden sheet says where everything stands: reading it is no guess.


FACTS_SHEET = "_hf_fidelity"
"""The hidden sheet: keys in column A, what they stand for in column B, the lists to choose from in D and E."""


Labels = tuple[str, ...]
"""The points of a scale in words, in the order of the form."""


def form_workbook(form: Form) -> bytes:
    """The workbook as the bytes of an ``.xlsx`` file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in styles():
        book.add_named_style(style)
    start, joint, votes = (book.create_sheet(name) for name in (_("Start"), _("Agreed answers"), _("Votes")))
    cells = write_start(start, form, joint.title, votes.title)
    apart = {"dont_know": _("Don't know"), "not_relevant": _("Not relevant")}
    facts = book.create_sheet(FACTS_SHEET)
    wordings = tuple(dict.fromkeys(theme.labels for theme in form.themes))
    agreed = {labels: _list(facts, column, labels) for column, labels in _columns(wordings, 0)}
    beside = {theme.labels: theme.apart for theme in form.themes}
    alone = {labels: _list(facts, column, (*labels, *beside[labels])) for column, labels in _columns(wordings, 1)}
    write_joint(joint, form, agreed)
    write_votes(votes, form, alone)
    if form.by_citizens:  # nobody settles what citizens answer
        joint.sheet_state = "hidden"
    _write_facts(
        facts,
        {
            "form": 1,
            "instrument": form.instrument_id,
            "version": form.version,
            "digest": form.digest,
            "language": form.language,
            "fields": start.title,
            **cells,
            "joint": joint.title,
            "joint_header": JOINT_HEADER,
            "votes": votes.title,
            "votes_header": VOTES_HEADER,
            **apart,
        },
    )
    return _saved(book, form)


def _columns(wordings: Sequence[Labels], after: int) -> Iterator[tuple[str, Labels]]:
    """A column of the facts for the choices of each scale: D, F, H … and ``after`` that."""
    return ((get_column_letter(4 + 2 * n + after), labels) for n, labels in enumerate(wordings))


def _list(sheet: Worksheet, column: str, choices: Sequence[str]) -> str:
    """Write what can be chosen; gives the reference to it.

    A list inside the rule itself would end at 255 characters, and at every comma in a label.
    """
    distinct = tuple(dict.fromkeys(choices))
    for row, choice in enumerate(distinct, 1):
        put(sheet, f"{column}{row}", choice, "text")
    return f"'{sheet.title}'!${column}$1:${column}${len(distinct)}"


def _write_facts(sheet: Worksheet, facts: Mapping[str, str | int]) -> None:
    for row, (key, value) in enumerate(facts.items(), 1):
        put(sheet, f"A{row}", key, "text")
        put(sheet, f"B{row}", value, "text")
    sheet.protection.sheet = True
    sheet.sheet_state = "veryHidden"


def _saved(book: Workbook, form: Form) -> bytes:
    """The file. Sheets can be neither renamed nor removed, which would part the answers from what they answer."""
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.title, book.properties.language = form.title, form.language
    book.properties.creator = "hf-fidelity"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# The form's sheet for answers that each gives alone: one row a person, one column a statement.


VOTES_HEADER = 4
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
    hint = _("One row a person. Write no names; the role may be left empty.")
    put(sheet, "A2", _("One row a citizen. Write no names.") if form.by_citizens else hint, "hint")
    sheet.column_dimensions["B"].hidden = form.by_citizens
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 36, 24
    _widths(sheet, len(form.statements))
    _themes(sheet, form)
    _headings(sheet, form)
    for row in range(VOTES_HEADER + 1, VOTES_HEADER + 1 + RESPONDENTS):
        _respondent(sheet, row, len(form.statements))
    for labels, ranges in _ranges(form).items():
        offer(sheet, ranges, choices[labels])
    wide = _NUMBER + _ROLE + _STATEMENT * len(form.statements)
    finish(sheet, freeze=f"C{VOTES_HEADER + 1}", start=f"C{VOTES_HEADER + 1}", pages_wide=ceil(wide / _PAGE))
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows, sheet.print_title_cols = f"{VOTES_HEADER - 1}:{VOTES_HEADER}", "A:B"


def _ranges(form: Form) -> dict[tuple[str, ...], list[str]]:
    """Labels of a scale → the cells that are answered on it: those of neighbouring themes in one piece."""
    found: dict[tuple[str, ...], list[str]] = {}
    column = _FIRST
    for labels, themes in groupby(form.themes, lambda theme: theme.labels):
        end = column + sum(len(theme.statements) for theme in themes)
        first, last = get_column_letter(column), get_column_letter(end - 1)
        found.setdefault(labels, []).append(f"{first}{VOTES_HEADER + 1}:{last}{VOTES_HEADER + RESPONDENTS}")
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
        first, last = (f"{get_column_letter(c)}{VOTES_HEADER - 1}" for c in (column, end - 1))
        put(sheet, first, theme.name, "band", last if last != first else None)
        column = end
    sheet.row_dimensions[VOTES_HEADER - 1].height = 26


def _headings(sheet: Worksheet, form: Form) -> None:
    put(sheet, f"A{VOTES_HEADER}", _("No."), "columns")
    put(sheet, f"B{VOTES_HEADER}", _("Role (optional)"), "columns")
    headings = [f"{statement.id}. {statement.text}" for statement in form.statements]
    for column, heading in enumerate(headings, _FIRST):
        put(sheet, f"{get_column_letter(column)}{VOTES_HEADER}", heading, "question")
    sheet.row_dimensions[VOTES_HEADER].height = tall_enough(*((heading, _STATEMENT, 11) for heading in headings))


def _respondent(sheet: Worksheet, row: int, statements: int) -> None:
    put(sheet, f"A{row}", row - VOTES_HEADER, "small")
    for column in range(_FIRST - 1, _FIRST + statements):
        put(sheet, f"{get_column_letter(column)}{row}", None, "input")
    sheet.row_dimensions[row].height = 24


# How the workbook of a form looks, and the only place where its cells are written.


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


def offer(sheet: Worksheet, cells: Iterable[str], choices: str) -> None:
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
