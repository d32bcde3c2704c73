"""The program's own form, filled in: it says itself, on a hidden sheet, what stands where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Self

from hf_fidelity.domain.survey.exports import ExportRead, JointAnswers
from hf_fidelity.domain.survey.told import AskedForm, AskedNumber, FileSaid
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import CellFinding, Severity
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.survey.answers import BLANK, MISSING, NOT_RELEVANT, ScaleWords
from hf_fidelity.readers.survey.cells.book import Book, CellValue, Refused, Sheet, as_text, cell_name, row_and_column
from hf_fidelity.readers.survey.columns import TableColumn
from hf_fidelity.readers.survey.count import count_table
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.legends import Legend
from hf_fidelity.readers.survey.sentences import FORM, CellPlace, finding, shortened
from hf_fidelity.readers.survey.tools import OWN_FORM
from hf_fidelity.readers.survey.understand import understand
from hf_fidelity.readers.survey.words import FACTS

if TYPE_CHECKING:
    from hf_fidelity.domain.record.assessment import Answer

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
    form = options.form
    if own.get("instrument") != form.id:
        theirs = shortened(own.get("instrument", ""))
        raise Refused(finding(FORM, "other-instrument", theirs=theirs, ours=form.id))
    said = _fields(book, own)
    joint = _JointSheet(book.sheets[own["joint"]], form, options.lenient).read(int(own["joint_header"]))
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

    def rows(self) -> Iterator[list[CellValue]]:
        """Every row, without the number in front below the headings."""
        for number, row in enumerate(self._sheet.rows(), 1):
            yield [("" if number > self._header else row[0]), *row[1:]] if row else row


@dataclass
class _JointSheet:
    """The sheet for a joint answer, and what was read of it."""

    sheet: Sheet
    form: AskedForm
    lenient: bool
    answers: "dict[str, Answer]" = field(default_factory=dict)
    measures: dict[str, dict[str, int | float]] = field(default_factory=dict)
    findings: list[CellFinding] = field(default_factory=list)

    def read(self, header: int) -> Self:
        """Go through the rows below the headings; each begins with the id of what is asked."""
        form, words = self.form, {scale.id: ScaleWords(scale) for scale in self.form.scales}
        ids = {fold(id): id for id in form.order}
        numbers = {fold(f"{asked.measure}.{asked.id}"): asked for asked in form.numbers}
        for number, row in enumerate(self.sheet.rows(), 1):
            name, cells = fold(as_text(row[_ID])) if number > header and row else "", [*row, *[""] * 5]
            if id := ids.get(name):
                self._take(number, id, cells, words[form.scale_of(id)])
            elif asked := numbers.get(name):
                self._take_number(number, asked, as_text(cells[_ANSWER]))
        return self

    def _take(self, number: int, id: str, row: list[CellValue], words: ScaleWords) -> None:
        """An answer to a statement, with what stands beside it."""
        from hf_fidelity.domain.record.assessment import Answer  # no other file needs the models of records

        reason, comment = as_text(row[_NOT_RELEVANT]), as_text(row[_COMMENT])
        fault = self.sheet.faults().get((number, _ANSWER))
        stood = fault[1] if fault else row[_ANSWER]
        code = words.read(stood)
        agreed = self.form.scale.values[code] if code < words.points else None
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
        severity: Severity = "warning" if self.lenient else "error"
        self.findings.append(finding(FORM, code, place, shortened(stood), severity=severity))

    def added_to(self, read: ExportRead, whose: Mapping[str, str]) -> ExportRead:
        """What was read, with the joint answer. It is nobody's row; one wrong cell stops it whole."""
        read = replace(read, findings=(*read.findings, *self.findings))
        rejected = self.findings and not self.lenient
        if rejected or not any(answer.settled for answer in self.answers.values()):
            return read
        quarter = Quarter.parse(whose["quarter"])
        joint = JointAnswers(whose["organisation"], whose["team"], quarter, self.answers, self.measures)
        return replace(read, joint=(joint,))
