"""One survey file → what was understood, and the counts: what the worker process does.

The program's own form, filled in, says itself, on a hidden sheet, what stands where.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from hf_fidelity.domain.survey.exports import (
    AskedInstrument,
    AskedNumber,
    ExportRead,
    FileSaid,
    JointAnswers,
    Rows,
    RowSet,
)
from hf_fidelity.ground import CellFinding, Quarter, fold, is_destroyed, told_apart
from hf_fidelity.readers.survey.cells.book import Book, CellValue, Refused, Sheet, as_text, cell_name, row_and_column
from hf_fidelity.readers.survey.cells.open import open_book
from hf_fidelity.readers.survey.counts.count import count_table
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.rows.rows import rows_of_answers
from hf_fidelity.readers.survey.sentences import FILE, FORM, CellPlace, finding, shortened
from hf_fidelity.readers.survey.table.legends import (
    Legend,
    another_users,
    is_called_a_list,
    is_called_as,
    is_legend,
    is_list_of_codes,
    legends_beside,
    together,
)
from hf_fidelity.readers.survey.table.long_tables import Pivoted
from hf_fidelity.readers.survey.table.sheets import may_hold_more
from hf_fidelity.readers.survey.table.understand import AnswerTable, understand
from hf_fidelity.readers.survey.words.answers import BLANK, MISSING, NOT_RELEVANT, ScaleWords
from hf_fidelity.readers.survey.words.columns import TableColumn
from hf_fidelity.readers.survey.words.compared import FACTS
from hf_fidelity.readers.survey.words.tools import OWN_FORM

if TYPE_CHECKING:
    from hf_fidelity.domain.record import Answer


# The program's own form, filled in: it says itself, on a hidden sheet, what stands where.


OWN_SHEET = "_hf_fidelity"
"""The hidden sheet by which the program knows what it wrote itself; key and value in each row."""

_ID, _ANSWER, _NOT_RELEVANT, _COMMENT = 0, 2, 3, 4
"""The columns of the sheet for a joint answer."""

_ROLE = 1
"""The column of the sheet for votes where a role may stand. Its heading says more than ``role``."""


def own_facts(book: Book) -> dict[str, str]:
    """What a file of the program's own says about itself; empty for anybody else's."""
    sheet = book.sheets.get(OWN_SHEET)
    rows = islice(sheet.rows(), 100) if sheet else ()
    return {as_text(row[0]): as_text(row[1]) for row in rows if len(row) > 1 and row[0] != ""}


def read_own_form(
    read: ExportRead, book: Book, own: Mapping[str, str], options: Options, mapping: FileSaid
) -> ExportRead:
    """The votes and the joint answer of a filled-in form. Raises Refused where it is not this questionnaire's."""
    instrument = options.asked
    if own.get("instrument") != instrument.id:
        theirs = shortened(own.get("instrument", ""))
        raise Refused(finding(FORM, "other-instrument", theirs=theirs, ours=instrument.id))
    said = _fields(book, own)
    joint = _JointSheet(book.sheets[own["joint"]], instrument, options.lenient).read(int(own["joint_header"]))
    where = FileSaid(sheet=own["votes"], header_rows=(int(own["votes_header"]),))
    votes = Book({own["votes"]: _Unnumbered(book.sheets[own["votes"]], int(own["votes_header"]))})
    table = understand(votes, options, Legend(), where)
    table = replace(table, said=said, columns=tuple(_columns(table.columns)), layout=OWN_FORM)
    counted = count_table(table, read, options, mapping)
    if not counted.usable:
        return counted
    whose = {**said, **options.said(mapping)}
    return replace(joint.added_to(counted, whose), layout=OWN_FORM.id, tool=OWN_FORM.name)


def _columns(columns: Iterable[TableColumn]) -> Iterator[TableColumn]:
    """The columns of the sheet for votes: the numbers name nobody, and the role is known by its place."""
    for column in columns:
        if column.kind != "respondent":
            yield replace(column, kind="role") if column.index == _ROLE and not column.statement else column


def _fields(book: Book, own: Mapping[str, str]) -> dict[str, str]:
    """organisation, team, quarter → what is filled in for the whole form."""
    table = list(islice(book.sheets[own["fields"]].rows(), 200))
    said = {}
    for fact in FACTS:
        row, column = row_and_column(own[fact])
        cell = table[row - 1][column] if row <= len(table) and column < len(table[row - 1]) else ""
        if text := as_text(cell):
            said[str(fact)] = text
    return said


class _Unnumbered:
    """The sheet for votes without its printed numbers: a row of nothing but its number is empty."""

    def __init__(self, sheet: Sheet, header: int) -> None:
        self._sheet, self._header = sheet, header
        self.name = sheet.name
        self.faults, self.hidden_rows, self.sum_rows = sheet.faults, sheet.hidden_rows, sheet.sum_rows
        self.hidden_columns = sheet.hidden_columns
        self.merged_cells, self.comments, self.from_1904 = sheet.merged_cells, sheet.comments, sheet.from_1904

    def rows(self) -> Iterator[list[CellValue]]:
        """Every row, without the number in front below the headings."""
        for number, row in enumerate(self._sheet.rows(), 1):
            yield [("" if number > self._header else row[0]), *row[1:]] if row else row


@dataclass
class _JointSheet:
    """The sheet for a joint answer, and what was read of it."""

    sheet: Sheet
    instrument: AskedInstrument
    lenient: bool
    answers: "dict[str, Answer]" = field(default_factory=dict)
    measures: dict[str, dict[str, int | float]] = field(default_factory=dict)
    findings: list[CellFinding] = field(default_factory=list)

    def read(self, header: int) -> Self:
        """Go through the rows below the headings; each begins with the id of what is asked."""
        instrument, words = self.instrument, {scale.id: ScaleWords(scale) for scale in self.instrument.scales}
        ids = {fold(id): id for id in instrument.order}
        numbers = {fold(f"{asked.measure}.{asked.id}"): asked for asked in instrument.numbers}
        for number, row in enumerate(self.sheet.rows(), 1):
            name, cells = fold(as_text(row[_ID])) if number > header and row else "", [*row, *[""] * 5]
            if id := ids.get(name):
                self._take(number, id, cells, words[instrument.scale_of(id)])
            elif asked := numbers.get(name):
                self._take_number(number, asked, as_text(cells[_ANSWER]))
        return self

    def _take(self, number: int, id: str, row: list[CellValue], words: ScaleWords) -> None:
        """An answer to a statement, with what stands beside it."""
        from hf_fidelity.domain.record import Answer  # no other file needs the models of records

        reason, comment = as_text(row[_NOT_RELEVANT]), as_text(row[_COMMENT])
        fault = self.sheet.faults().get((number, _ANSWER))
        stood = fault[1] if fault else row[_ANSWER]
        code = words.read(stood)
        agreed = self.instrument.scale.values[code] if code < words.points else None
        if agreed is None and code not in (BLANK, MISSING, NOT_RELEVANT):
            self._complain(number, "unknown-answer", as_text(stood))
        elif agreed is not None and reason:
            self._complain(number, "two-answers", reason)
        elif agreed is not None or reason or comment:
            self.answers[id] = Answer(agreed=agreed, not_relevant_because=reason or None, comment=comment or None)

    def _take_number(self, number: int, asked: AskedNumber, text: str) -> None:
        """A number with a limit; an empty cell says nothing."""
        from hf_fidelity.domain.questionnaire.instrument import read_number

        typed = read_number(text)
        if text and (typed is None or (asked.divides and not typed)):
            self._complain(number, "no-number", text)
        elif typed is not None:
            self.measures.setdefault(asked.measure, {})[asked.id] = typed

    def _complain(self, number: int, code: str, stood: str) -> None:
        place = CellPlace(self.sheet.name, number, cell_name(number, _ANSWER))
        self.findings.append(finding(FORM, code, place, shortened(stood), lenient=self.lenient))

    def added_to(self, read: ExportRead, whose: Mapping[str, str]) -> ExportRead:
        """What was read, with the joint answer. It is nobody's row; one wrong cell stops it whole."""
        read = replace(read, findings=(*read.findings, *self.findings))
        rejected = self.findings and not self.lenient
        if rejected or not any(answer.settled for answer in self.answers.values()):
            return read
        quarter = Quarter.parse(whose["quarter"])
        joint = JointAnswers(whose["organisation"], whose["team"], quarter, self.answers, self.measures)
        return replace(read, joint=(joint,))


# Any file.


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
    if is_legend(book, job.path) or is_list_of_codes(book, Path(job.path)):
        return replace(read, role="legend")
    beside = legends_beside(job.path, job.beside)
    legend = together(beside.values())
    used = list(_legends_used(beside, book, job))
    try:
        table = understand(book, options, legend, mapping)
        counted = count_table(table, read, options, mapping)
    except Refused as refused:
        if refused.finding.code == "no-statements" and _lists_the_scale(book, job.path, options, mapping):
            return replace(read, role="legend")
        if theirs := _another_instruments(refused, book, options, legend):
            raise Refused(theirs, refused.draft) from refused
        raise Refused(refused.finding, refused.draft, *refused.findings[1:], *used) from refused
    rows = _as_in_the_file(counted.rows, table.sheet)
    elsewhere = _elsewhere(book, options, legend, job, table)
    named = options.names_of_sheets(job.path)
    left = [_left(sheet, rows, hidden=sheet in book.hidden, chosen=bool(named)) for sheet, rows in elsewhere.items()]
    return replace(counted, rows=replace(rows, elsewhere=elsewhere), findings=(*counted.findings, *left, *used))


def _another_instruments(refused: Refused, book: Book, options: Options, legend: Legend) -> CellFinding | None:
    """That the headings are another questionnaire's, most of which they name, and far fewer of ours; else None."""
    asked = [(other.asked, _statements_in(book, other, legend)) for other in options.others]
    ours = options.asked.named_by(refused.draft) or _statements_in(book, options, legend)
    theirs = [(instrument, ids) for instrument, ids in asked if instrument.are_most(ids) and len(ids) > 2 * len(ours)]
    if not theirs:
        return None
    instrument, place = max(theirs, key=lambda each: len(each[1]))[0], CellPlace(refused.finding.sheet)
    names = told_apart({each.id: each.name for each in (instrument, options.asked)})
    said: dict[str, Any] = {"theirs": names[instrument.id], "ours": names[options.asked.id]}
    return finding(FILE, "other-statements", place, instrument=instrument.id, **said)


def _statements_in(book: Book, options: Options, legend: Legend) -> set[str]:
    """The statements of a questionnaire that a file names."""
    try:
        return {str(column.statement) for column in understand(book, options, legend, FileSaid()).statements}
    except Refused as refused:
        return options.asked.named_by(refused.draft)


def _lists_the_scale(book: Book, path: str, options: Options, mapping: FileSaid) -> bool:
    """Whether a file that names no statement is called a list of codes, and lists the points of a scale."""
    if not is_called_a_list(Path(path)):
        return False
    tables = [list(enumerate(islice(sheet.rows(), _MOST_OF_A_LIST), 1)) for sheet in book.sheets.values()]
    scales = dict.fromkeys(options.words(mapping, {}).values())
    return any(words.listed_in(rows, frozenset()) for words in scales for rows in tables)


_MOST_OF_A_LIST = 500
"""So many rows are looked at; a scale has eleven points at the most."""


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


def _legends_used(beside: Mapping[Path, Legend], book: Book, job: Job) -> Iterator[CellFinding]:
    """The files that nobody named and that say what a column means: which they are, and whose."""
    if not beside:
        return
    named = {Path(other).absolute() for other in job.beside}
    rows = (row for sheet in book.sheets.values() for row in islice(sheet.rows(), _HEAD))
    headings = {fold(as_text(cell)) for row in rows for cell in row}
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
