"""A form as an Excel workbook to fill in. A hidden sheet says where everything stands: reading it is no guess."""

import io
from collections.abc import Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.i18n import _
from hf_fidelity.reports.form import Form
from hf_fidelity.writers import form_joint, form_votes
from hf_fidelity.writers.excel.form import write_start
from hf_fidelity.writers.excel.form_cells import put, styles

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
    cells = write_start(start, form, joint.title, votes.title, form_votes.RESPONDENTS)
    apart = {"dont_know": _("Don't know"), "not_relevant": _("Not relevant")}
    facts = book.create_sheet(FACTS)
    wordings = tuple(dict.fromkeys(theme.labels for theme in form.themes))
    agreed = {labels: _list(facts, column, labels) for column, labels in _columns(wordings, 0)}
    alone = {labels: _list(facts, column, (*labels, *apart.values())) for column, labels in _columns(wordings, 1)}
    form_joint.write_joint(joint, form, agreed)
    form_votes.write_votes(votes, form, alone)
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
            "joint_header": form_joint.HEADER,
            "votes": votes.title,
            "votes_header": form_votes.HEADER,
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
