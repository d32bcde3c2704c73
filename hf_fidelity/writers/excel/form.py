"""A form as an Excel workbook to fill in: the first sheet, a joint answer, and a row for each person.

A hidden sheet says where everything stands: reading it is no guess.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.i18n import _
from hf_fidelity.reports.form import Form, FormPrinciple, FormStatement
from hf_fidelity.writers.excel.form_cells import choose, finish, put, styles, tall_enough

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
        choose(sheet, cells, choices[labels])
    _measures(sheet, row, form)
    finish(sheet, freeze=f"A{JOINT_HEADER + 1}", start=answers[0])
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = f"{JOINT_HEADER}:{JOINT_HEADER}"


def _head(sheet: Worksheet, form: Form) -> None:
    put(sheet, "A1", sheet.title, "title", "E1")
    put(sheet, "A2", form.stem, "text", "E2")
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


FACTS = "_hf_fidelity"
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
    cells = write_start(start, form, joint.title, votes.title, RESPONDENTS)
    apart = {"dont_know": _("Don't know"), "not_relevant": _("Not relevant")}
    facts = book.create_sheet(FACTS)
    wordings = tuple(dict.fromkeys(theme.labels for theme in form.themes))
    agreed = {labels: _list(facts, column, labels) for column, labels in _columns(wordings, 0)}
    alone = {labels: _list(facts, column, (*labels, *apart.values())) for column, labels in _columns(wordings, 1)}
    write_joint(joint, form, agreed)
    write_votes(votes, form, alone)
    _write_facts(
        facts,
        {
            "form": 1,
            "instrument": form.instrument,
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
    put(sheet, "A2", _("One row a person. Write no names; the role may be left empty."), "hint")
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 36, 24
    _widths(sheet, len(form.statements))
    _themes(sheet, form)
    _headings(sheet, form)
    for row in range(VOTES_HEADER + 1, VOTES_HEADER + 1 + RESPONDENTS):
        _respondent(sheet, row, len(form.statements))
    for labels, ranges in _ranges(form).items():
        choose(sheet, ranges, choices[labels])
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
