"""One survey file → what was understood, and the counts: what the worker process does."""

import hashlib
from dataclasses import replace
from pathlib import Path

from hf_fidelity.domain.survey.batch import ExportRead
from hf_fidelity.readers.exports.cells.book import Book, Refused
from hf_fidelity.readers.exports.cells.opening import open_book
from hf_fidelity.readers.exports.count import Count
from hf_fidelity.readers.exports.job import Job, Options
from hf_fidelity.readers.exports.legends import is_legend, legend_beside
from hf_fidelity.readers.exports.own_form import own_facts, read_own_form
from hf_fidelity.readers.exports.understanding import understand


def read_export(job: Job, options: Options) -> ExportRead:
    """Read one file. Never raises for what is wrong with the file: that becomes findings."""
    read = ExportRead(job.path)
    try:
        book = open_book(Path(job.path))
        read = replace(read, sha256=_sha256(Path(job.path)))
        return _read(read, book, job, options)
    except Refused as refused:
        return replace(read, findings=(refused.finding,), mapping=refused.draft)


def _read(read: ExportRead, book: Book, job: Job, options: Options) -> ExportRead:
    own = own_facts(book)
    if "report" in own:
        return replace(read, role="own")
    mapping = options.mapping_for(job.path)
    if "form" in own and not mapping.columns:
        return read_own_form(read, book, own, options, mapping)
    if is_legend(book, job.path):
        return replace(read, role="legend")
    legend = legend_beside(job.path, job.beside)
    found = understand(book, options.instrument, options.headings, legend, mapping)
    return Count(found, options, mapping).into(read)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
