"""The program's own form, filled in as a person does it: by what stands on the sheets, not by the hidden facts."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.i18n import text_in
from hf_fidelity.reports.form import empty_form
from hf_fidelity.writers.excel.form import form_workbook

NORD = ("Prøvekøbing Kommune", "Bostøtte Nord", "3. kvartal 2026")
"""Who and when, as it is written in the three fields."""

SHEETS = {"da": ("Start", "Fælles svar", "Enkeltsvar"), "en": ("Start", "Agreed answers", "Votes")}
_APART = {"da": {"?": "Ved ikke", "i": "Ikke relevant"}, "en": {"?": "Don't know", "i": "Not relevant"}}


def blank(path: Path, instrument: Instrument, language: str = "en", known: Mapping[str, str] | None = None) -> Path:
    """The empty form; ``known`` is what is filled in beforehand."""
    given = dict(known or {})
    quarter = Quarter.parse(given.pop("quarter")) if "quarter" in given else None
    with i18n.speaking(language):
        made = empty_form(instrument, given.get("organisation", ""), given.get("team", ""), quarter)
        path.write_bytes(form_workbook(made))
    return path


def filled(
    path: Path,
    instrument: Instrument,
    language: str = "en",
    *,
    who: Sequence[str] = NORD,
    votes: Sequence[str] = (),
    joint: str = "",
    beside: Mapping[str, tuple[str | None, str | None]] | None = None,
    measures: Mapping[str, Mapping[str, float]] | None = None,
) -> Path:
    """The form with everything written in.

    A line of votes is one person, a mark a statement: a digit is that point, ``?`` don't know, ``i`` not relevant,
    ``-`` nothing. ``joint`` is such a line of agreed points; ``beside`` says a statement's reason and comment;
    ``measures`` are the numbers with a limit, as a record has them.
    """
    blank(path, instrument, language)
    start, agreed, each = SHEETS[language]
    book = openpyxl.load_workbook(path)
    words = {id: _words(instrument, id, language) for id in instrument.order}
    for row, value in zip((3, 4, 5), who, strict=True):
        book[start][f"B{row}"] = value or None
    for row, line in enumerate(votes, 5):
        for column, (id, mark) in enumerate(zip(instrument.order, line.replace(" ", ""), strict=False), 3):
            book[each].cell(row, column, words[id][mark])
    rows = rows_of(book[agreed], instrument)
    for id, mark in zip(instrument.order, joint.replace(" ", ""), strict=False):
        book[agreed][f"C{rows[id]}"] = words[id][mark]
    for id, (reason, comment) in (beside or {}).items():
        book[agreed][f"D{rows[id]}"], book[agreed][f"E{rows[id]}"] = reason, comment
    labelled = {str(cell.value): cell.row for cell in book[agreed]["A"]}
    for id, numbers in (measures or {}).items():
        for key, number in numbers.items():
            book[agreed][f"C{labelled[f'{id}.{key}']}"] = number
    book.save(path)
    return path


def rows_of(agreed: Worksheet, instrument: Instrument) -> dict[str, int]:
    """Statement → its row on the sheet for agreed answers."""
    numbers = {str(cell.value): cell.row for cell in agreed["A"] if cell.value in instrument.order}
    return {id: numbers[id] for id in instrument.order}


def written(path: Path, sheet: str, cell: str, value: str | int) -> Path:
    """The same file with one cell changed."""
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    return path


def _words(instrument: Instrument, id: str, language: str) -> dict[str, str | None]:
    """Mark → what is chosen from the list of a statement."""
    with i18n.speaking(language):
        points: dict[str, str | None] = {
            str(point.value): text_in(point.label) for point in instrument.scale_of(id).points
        }
    return {**points, **_APART[language], "-": None}
