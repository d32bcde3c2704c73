"""One survey file → what was understood, and the counts: what the worker process does."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from hf_fidelity.domain.findings import CellFinding
from hf_fidelity.domain.imports import ExportRead
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.readers.exports import say
from hf_fidelity.readers.exports.answers import Direction, Words
from hf_fidelity.readers.exports.book import Book, Refused
from hf_fidelity.readers.exports.complaints import Complaints, by_date, contradicted, near_edge
from hf_fidelity.readers.exports.counting import Counted
from hf_fidelity.readers.exports.explanation import explanation
from hf_fidelity.readers.exports.headings import Clash, Headings
from hf_fidelity.readers.exports.judging import Judge, contradiction, translations
from hf_fidelity.readers.exports.legends import legends_beside
from hf_fidelity.readers.exports.mapping_file import FileMapping
from hf_fidelity.readers.exports.own_form import read_own_form
from hf_fidelity.readers.exports.own_sheets import is_own_form, is_own_report
from hf_fidelity.readers.exports.people import People
from hf_fidelity.readers.exports.rows import Decoder, Gathered, RowReader, date_column
from hf_fidelity.readers.exports.understanding import FACTS, Understanding, understand


@dataclass(frozen=True)
class Options:
    """What was asked for, the same for every file of a batch."""

    instrument: Instrument
    organisation: str | None = None
    team: str | None = None
    quarter: Quarter | None = None
    codes: Direction | None = None
    lenient: bool = False
    mappings: tuple[FileMapping, ...] = ()

    @cached_property
    def headings(self) -> Headings:
        """The questionnaire's statements, to be found in headings; what was found once is remembered."""
        return Headings(self.instrument)

    def mapping_for(self, path: str) -> FileMapping:
        """What a mapping file says about a file; an empty one where it says nothing."""
        return next((entry for entry in self.mappings if entry.is_about(path)), FileMapping())

    def said(self, mapping: FileMapping) -> dict[str, str]:
        """organisation, team, quarter → what was said for the whole file."""
        asked = {"organisation": self.organisation, "team": self.team, "quarter": self.quarter}
        given = {fact: asked[fact] or getattr(mapping, fact) for fact in FACTS}
        return {fact: str(Quarter.parse(str(v)) if fact == "quarter" else v) for fact, v in given.items() if v}


@dataclass(frozen=True)
class Job:
    """One file to read."""

    path: str
    beside: tuple[str, ...] = ()
    """Other files of the batch, which may explain this one's codes."""


def read_export(job: Job, options: Options) -> ExportRead:
    """Read one file. Never raises for what is wrong with the file: that becomes findings."""
    from hf_fidelity.readers.exports.open_book import open_book, sha256_of

    path = Path(job.path)
    read = ExportRead(job.path)
    try:
        book = open_book(path)
        read = replace(read, sha256=sha256_of(path))
        return _read(read, book, job, options)
    except Refused as refused:
        return replace(read, findings=(*read.findings, refused.finding))


def _read(read: ExportRead, book: Book, job: Job, options: Options) -> ExportRead:
    if is_own_report(book):
        return replace(read, role="own")
    mapping = options.mapping_for(job.path)
    if is_own_form(book) and mapping == FileMapping():
        return read_own_form(read, book, options.instrument, options.said(mapping), options.lenient)
    legend = legends_beside(job.path, job.beside, book)
    if legend.is_it_itself:
        return replace(read, role="legend")
    found = understand(book, options.instrument, options.headings, legend.of_others, mapping)
    return _Count(found, options, mapping).into(read)
