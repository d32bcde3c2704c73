"""One survey file → what was understood, and the counts: what the worker process does."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from hf_fidelity.domain.imports import ExportRead
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.mapping import Direction, FileMapping
from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.readers.exports.answers import Words
from hf_fidelity.readers.exports.book import Book, Refused
from hf_fidelity.readers.exports.count import Count
from hf_fidelity.readers.exports.headings import Headings
from hf_fidelity.readers.exports.kinds import FACTS
from hf_fidelity.readers.exports.legends import is_legend, legend_beside
from hf_fidelity.readers.exports.mapping_file import codes_of
from hf_fidelity.readers.exports.opening import open_book
from hf_fidelity.readers.exports.own_form import own_facts, read_own_form
from hf_fidelity.readers.exports.understanding import understand


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

    @cached_property
    def _words(self) -> Words:
        return Words(self.instrument.scale)

    def words(self, mapping: FileMapping) -> Words:
        """The scale's labels, to be found in cells, with what a mapping says about values."""
        said = codes_of(mapping, self.instrument)
        return Words(self.instrument.scale, said) if said else self._words

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
        return read_own_form(read, book, own, options.instrument, options.said(mapping), lenient=options.lenient)
    if is_legend(book, job.path):
        return replace(read, role="legend")
    legend = legend_beside(job.path, job.beside)
    found = understand(book, options.instrument, options.headings, legend, mapping)
    said, words = options.said(mapping), options.words(mapping)
    return Count(found, options.instrument, said, options.codes, mapping, options.lenient, words).into(read)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
