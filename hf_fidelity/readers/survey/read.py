"""One survey file → what was understood, and the counts: what the worker process does."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from hf_fidelity.domain.survey.exports import ExportRead, Rows, RowSet
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.ground.text import fold, is_destroyed
from hf_fidelity.readers.survey.cells.book import Book, Refused, Sheet, as_text
from hf_fidelity.readers.survey.cells.open import open_book
from hf_fidelity.readers.survey.count import count_table
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.legends import (
    Legend,
    another_users,
    is_called_as,
    is_legend,
    legends_beside,
    together,
)
from hf_fidelity.readers.survey.own_form import own_facts, read_own_form
from hf_fidelity.readers.survey.rows import rows_of_answers
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding, shortened
from hf_fidelity.readers.survey.sheets import Pivoted, may_hold_more
from hf_fidelity.readers.survey.understand import AnswerTable, understand


def read_export(job: Job, options: Options) -> ExportRead:
    """Read one file. Never raises for what is wrong with the file: that becomes findings."""
    read = ExportRead(job.path)
    try:
        book = open_book(Path(job.path))
        read = replace(read, sha256=_sha256(Path(job.path)))
        return _read(read, book, job, options)
    except Refused as refused:
        return replace(read, findings=(*refused.findings, *_destroyed(refused.findings)), mapping=refused.draft)


def _destroyed(findings: Iterable[CellFinding]) -> list[CellFinding]:
    """That what is shown of a refused file has letters that were destroyed: it may be why nothing fits."""
    shown = (text for found in findings for value in found.params.values() for text in _texts(value))
    wrong = next(filter(is_destroyed, shown), None)
    return (
        []
        if wrong is None
        else [finding(FILE, "destroyed-texts", value=shortened(wrong.partition("»")[2].rstrip("«") or wrong))]
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (text for text in value if isinstance(text, str))


def _read(read: ExportRead, book: Book, job: Job, options: Options) -> ExportRead:
    own = own_facts(book)
    if "report" in own:
        return replace(read, role="own")
    mapping = options.mapping_for(job.path, job.sheet)
    if "form" in own and not mapping.columns:
        return read_own_form(read, book, own, options, mapping)
    if is_legend(book, job.path):
        return replace(read, role="legend")
    beside = legends_beside(job.path, job.beside)
    legend = together(beside.values())
    table = understand(book, options, legend, mapping)
    counted = count_table(table, read, options, mapping)
    rows = _as_in_the_file(counted.rows, table.sheet)
    elsewhere = _elsewhere(book, options, legend, job, table)
    named = options.names_of_sheets(job.path)
    left = [_left(sheet, rows, hidden=sheet in book.hidden, chosen=bool(named)) for sheet, rows in elsewhere.items()]
    left += _legends_used(beside, table.sheet, job)
    return replace(counted, rows=replace(rows, elsewhere=elsewhere), findings=(*counted.findings, *left))


def _elsewhere(book: Book, options: Options, legend: Legend, job: Job, table: AnswerTable) -> dict[str, RowSet]:
    """Rows with answers on further sheets, which are not read; told with the first sheet that a mapping names."""
    named = options.names_of_sheets(job.path)
    if len(book.sheets) < 2 or job.sheet not in (None, *named[:1]):
        return {}
    others = may_hold_more(book, (*table.sheets, *named), options)
    found = {name: rows_of_answers(sheet, options, legend) for name, sheet in others.items()}
    return {name: rows for name, rows in found.items() if rows}


def _left(sheet: str, rows: RowSet, *, hidden: bool, chosen: bool) -> CellFinding:
    """That a sheet's answers are not read; ``chosen``: somebody said which sheets are to be."""
    code = "sheets-not-named" if chosen else "hidden-sheets" if hidden else "sheets-left"
    return finding(FILE, code, CellPlace(sheet), sheets=[sheet], rows=str(rows))


_HEAD = 20
"""Rows in which headings are looked for."""


def _legends_used(beside: Mapping[Path, Legend], sheet: Sheet, job: Job) -> Iterator[CellFinding]:
    """The files that nobody named and that say what a column means: which they are, and whose."""
    if not beside:
        return
    named = {Path(other).absolute() for other in job.beside}
    headings = {fold(as_text(cell)) for row in islice(sheet.rows(), _HEAD) for cell in row}
    for path, legend in beside.items():
        if path.absolute() in named or not headings & {*legend.labels, *legend.texts}:
            continue
        if owner := another_users(path):
            yield finding(FILE, "legend-of-another", legend=path.name, owner=owner)
        elif is_called_as(path, job.path):
            yield finding(FILE, "legend-beside", legend=path.name)
        else:
            yield finding(FILE, "legend-of-nobody", legend=path.name)


def _as_in_the_file(rows: Rows, sheet: Sheet) -> Rows:
    """What became of the rows, by their numbers in the file."""
    if not isinstance(sheet, Pivoted):
        return rows
    skipped = {reason: sheet.renumbered(some) for reason, some in rows.skipped.items()}
    return replace(rows, skipped=skipped, rejected=sheet.renumbered(rows.rejected))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
