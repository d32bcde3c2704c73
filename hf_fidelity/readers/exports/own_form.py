"""The program's own form, filled in: it says itself, on a hidden sheet, what stands where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from hf_fidelity.domain.questionnaire.instrument import Input, Instrument, Measure, read_number
from hf_fidelity.domain.record.assessment import Answer
from hf_fidelity.domain.survey.batch import ExportRead, JointAnswers
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.ground.text import fold
from hf_fidelity.i18n import N_
from hf_fidelity.readers.exports.answers import BLANK, MISSING, NOT_RELEVANT, Words
from hf_fidelity.readers.exports.cells.book import Book, Cell, Refused, Sheet
from hf_fidelity.readers.exports.cells.cell_text import as_text
from hf_fidelity.readers.exports.cells.refs import place
from hf_fidelity.readers.exports.columns import Column
from hf_fidelity.readers.exports.count import Count
from hf_fidelity.readers.exports.job import Options
from hf_fidelity.readers.exports.kinds import FACTS
from hf_fidelity.readers.exports.legends import Legend
from hf_fidelity.readers.exports.understanding import understand
from hf_fidelity.readers.exports.watch import shown

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
    read: ExportRead, book: Book, own: Mapping[str, str], options: Options, mapping: FileMapping
) -> ExportRead:
    """The votes and the joint answer of a filled-in form. Raises Refused where it is not this questionnaire's."""
    form = options.instrument
    if own.get("instrument") != form.id:
        raise Refused(_another_form(own.get("instrument", ""), form))
    said = _fields(book, own)
    joint = _Joint(book.sheets[own["joint"]], int(own["joint_header"]), form, lenient=options.lenient)
    where = FileMapping(sheet=own["votes"], header_rows=(int(own["votes_header"]),))
    votes = Book({own["votes"]: _Unnumbered(book.sheets[own["votes"]], int(own["votes_header"]))})
    found = understand(votes, form, options.headings, Legend(), where)
    found = replace(found, said=said, columns=tuple(_columns(found.columns)))
    counted = Count(found, options, mapping).into(read)
    if not counted.usable:
        return counted
    whose = {**said, **options.said(mapping)}
    return replace(joint.added_to(counted, whose), layout="template")


def _columns(columns: Iterable[Column]) -> Iterator[Column]:
    """The columns of the sheet for votes: the numbers name nobody, and the role is known by its place."""
    for column in columns:
        if column.kind != "respondent":
            yield replace(column, kind="role") if column.index == _ROLE and not column.statement else column


def _another_form(theirs: str, form: Instrument) -> CellFinding:
    return CellFinding(
        "other-instrument",
        N_("This is the form of the questionnaire {theirs}, not of {ours}."),
        {"theirs": shown(theirs), "ours": form.id},
        "error",
        remedy=N_("Say --instrument {theirs}."),
    )


def _fields(book: Book, own: Mapping[str, str]) -> dict[str, str]:
    """organisation, team, quarter → what is filled in for the whole form."""
    table = list(islice(book.sheets[own["fields"]].rows(), 200))
    said = {}
    for fact in FACTS:
        row, column = place(own[fact])
        cell = table[row - 1][column] if row <= len(table) and column < len(table[row - 1]) else ""
        if text := as_text(cell):
            said[str(fact)] = text
    return said


class _Unnumbered:
    """The sheet for votes without its printed numbers: a row of nothing but its number is empty."""

    def __init__(self, sheet: Sheet, header: int) -> None:
        self._sheet, self._header = sheet, header
        self.name = sheet.name
        self.faults, self.hidden_rows = sheet.faults, sheet.hidden_rows

    def rows(self) -> Iterator[list[Cell]]:
        """Every row, without the number in front below the headings."""
        for number, row in enumerate(self._sheet.rows(), 1):
            yield [("" if number > self._header else row[0]), *row[1:]] if row else row


class _Joint:
    """The sheet for a joint answer."""

    def __init__(self, sheet: Sheet, header: int, form: Instrument, *, lenient: bool) -> None:
        self._sheet, self._lenient = sheet, lenient
        self._values = form.scale.values
        words = {scale.id: Words(scale) for scale in form.scales}
        self._words = {id: words[form.scale_of(id).id] for id in form.order}
        self._ids = {fold(id): id for id in form.order}
        self._numbers = {fold(f"{m.id}.{asked.id}"): (m, asked) for m in form.measures for asked in m.inputs}
        self.answers: dict[str, Answer] = {}
        self.measures: dict[str, dict[str, int | float]] = {}
        self.findings: list[CellFinding] = []
        self.rejected = False
        for number, row in enumerate(sheet.rows(), 1):
            if number > header and row and (id := self._ids.get(fold(as_text(row[_ID])))):
                self._take(number, id, [*row, *[""] * 5])
            elif number > header and row and (asked := self._numbers.get(fold(as_text(row[_ID])))):
                self._take_number(number, *asked, as_text([*row, *[""] * 5][_ANSWER]))

    def _take_number(self, number: int, measure: Measure, asked: Input, text: str) -> None:
        """A number with a limit; an empty cell says nothing."""
        found = read_number(text)
        if text and (found is None or (asked is measure.per and not found)):
            self._complain(number, "no-number", N_("»{value}« is not a number that can be used here."), text)
        elif found is not None:
            self.measures.setdefault(measure.id, {})[asked.id] = found

    def _take(self, number: int, id: str, row: list[Cell]) -> None:
        reason, comment = as_text(row[_NOT_RELEVANT]), as_text(row[_COMMENT])
        fault = self._sheet.faults().get((number, _ANSWER))
        code = self._words[id].read(fault[1] if fault else row[_ANSWER])
        agreed = self._values[code] if code < len(self._values) else None
        if code in (BLANK, MISSING, NOT_RELEVANT) or agreed is not None:
            if agreed is not None and reason:
                self._complain(number, "two-answers", N_("A point on the scale and »not relevant« at once."), reason)
            elif agreed is not None or reason or comment:
                self.answers[id] = Answer(agreed=agreed, not_relevant_because=reason or None, comment=comment or None)
        else:
            message = N_("»{value}« is not an answer on the scale.")
            self._complain(number, "unknown-answer", message, as_text(fault[1] if fault else row[_ANSWER]))

    def _complain(self, number: int, code: str, message: str, value: str) -> None:
        self.rejected |= not self._lenient
        self.findings.append(
            CellFinding(
                code,
                message,
                {"value": shown(value)},
                "warning" if self._lenient else "error",
                sheet=self._sheet.name,
                row=number,
                cell=f"C{number}",
                value=shown(value),
                remedy=N_("Mend the cell, or let --lenient count it as missing."),
            )
        )

    def added_to(self, read: ExportRead, whose: Mapping[str, str]) -> ExportRead:
        """What was read, with the joint answer. It is nobody's row; one wrong cell stops it whole."""
        findings = (*read.findings, *self.findings)
        if self.rejected or not any(answer.settled for answer in self.answers.values()):
            return replace(read, findings=findings)
        quarter = Quarter.parse(whose["quarter"])
        joint = JointAnswers(whose["organisation"], whose["team"], quarter, self.answers, self.measures)
        return replace(read, joint=(joint,), findings=findings)
