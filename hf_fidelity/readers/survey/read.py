"""One survey file → what was understood, and the counts: what the worker process does."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from hf_fidelity.domain.survey.batch import ExportRead, Rows
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.ground.text import is_destroyed
from hf_fidelity.readers.survey.cells.book import Book, Refused, Sheet
from hf_fidelity.readers.survey.cells.open import open_book
from hf_fidelity.readers.survey.count import count_table
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.legends import Legend, is_legend, legend_beside
from hf_fidelity.readers.survey.own_form import own_facts, read_own_form
from hf_fidelity.readers.survey.sentences import FILE, finding, shortened
from hf_fidelity.readers.survey.sheets import Pivoted, sheets_left
from hf_fidelity.readers.survey.understand import understand


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
    legend = legend_beside(job.path, job.beside)
    table = understand(book, options, legend, mapping)
    counted = count_table(table, read, options, mapping)
    left = _sheets_left(book, options, legend, job, table.sheet)
    return replace(counted, rows=_as_in_the_file(counted.rows, table.sheet), findings=(*counted.findings, *left))


def _sheets_left(book: Book, options: Options, legend: Legend, job: Job, sheet: Sheet) -> list[CellFinding]:
    """That further sheets with answers are not read; said with the first of those that a mapping names."""
    named = options.names_of_sheets(job.path)
    if len(book.sheets) < 2 or job.sheet not in (None, *named[:1]):
        return []
    left = sheets_left(book, options, legend, named, sheet)
    return [finding(FILE, "sheets-left", sheets=left)] if left else []


def _as_in_the_file(rows: Rows, sheet: Sheet) -> Rows:
    """What became of the rows, by their numbers in the file."""
    if not isinstance(sheet, Pivoted):
        return rows
    skipped = {reason: sheet.renumbered(some) for reason, some in rows.skipped.items()}
    return replace(rows, skipped=skipped, rejected=sheet.renumbered(rows.rejected))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
