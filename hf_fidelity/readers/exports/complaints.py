"""What there is to say about single rows and cells: where, what stood there, and what to do.

The first of each kind are named one by one; a file with thousands of the same has the rest told in one sentence with
all its row numbers, so that what happened to a row can always be found.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.batch import RowSet
from hf_fidelity.ground.findings import CellFinding, Severity
from hf_fidelity.i18n import N_
from hf_fidelity.readers.exports.answers import ERROR, NO_VALUE, TWO, UNKNOWN
from hf_fidelity.readers.exports.people import Unknown
from hf_fidelity.readers.exports.say import kind_words
from hf_fidelity.readers.exports.understood import Understanding
from hf_fidelity.readers.exports.watch import shown

_ONE_BY_ONE = 200
"""So many findings of a kind are told one by one."""


@dataclass(frozen=True)
class _Sentence:
    code: str
    message: str
    remedy: str


_MEND = N_("Mend the cell, or let --lenient count it as missing.")
_ANSWERS = {
    UNKNOWN: _Sentence("unknown-answer", N_("»{value}« is not an answer on the scale."), _MEND),
    TWO: _Sentence("two-answers", N_("»{value}«: more than one answer is ticked."), _MEND),
    ERROR: _Sentence("error-cell", N_("»{value}« is an error, and no answer."), _MEND),
    NO_VALUE: _Sentence(
        "no-value",
        N_("The formula »{value}« was saved without its value."),
        N_("Open the file in Excel, save it there, and try again."),
    ),
}
_NO_DIRECTION = _Sentence(
    "codes-unknown",
    N_("»{value}« is a code, and nothing says which end of the scale it is."),
    N_("Export the answers as text; or say --codes agree-high (the highest is »{high}«) or --codes agree-low."),
)
_PEOPLE = {
    "no-organisation": N_("The row does not say which organisation it is from."),
    "no-team": N_("The row does not say which team it is from."),
    "no-quarter": N_("The row does not say which quarter it is about."),
    "bad-quarter": N_("»{value}« is not a quarter."),
    "no-date": N_("There is no date to tell the quarter by."),
    "ambiguous-date": N_("»{value}« can be two dates: day or month first."),
    "other-organisation": N_("»{value}« is another organisation than the one asked for."),
    "other-team": N_("»{value}« is another team than the one asked for."),
    "other-quarter": N_("»{value}« is another quarter than the one asked for."),
}
_STOPPED = {
    "cpr-like": _Sentence(
        "cpr-like",
        N_("Something here looks like a CPR number, and is not repeated."),
        N_("Delete it from the file, and from wherever the file is kept."),
    ),
    "second-header": _Sentence(
        "second-header",
        N_("A second row of headings begins here, with other columns than the first."),
        N_("Put the two tables in a file each."),
    ),
    "below-second-header": _Sentence(
        "below-second-header",
        N_("The row stands below a second row of headings with other columns."),
        N_("Put the two tables in a file each."),
    ),
    "too-many-cells": _Sentence(
        "too-many-cells",
        N_("The row has more cells than there are headings: it may have slipped to the side."),
        N_("Look for a separator inside a text, and put that text in quotes."),
    ),
}


class Complaints:
    """Collects the findings about a table's rows."""

    def __init__(self, found: Understanding, instrument: Instrument) -> None:
        self.found = found
        self._high = instrument.scale.label(instrument.scale.highest)
        self._told: list[CellFinding] = []
        self._counts: dict[str, int] = {}
        self._rest: dict[str, tuple[_Sentence, Severity, list[int]]] = {}

    def about_answer(self, row: int, place: int, code: int, value: str, *, lenient: bool) -> None:
        """That a cell holds no answer; ``place`` is which of the statements."""
        sentence = _ANSWERS.get(code, _NO_DIRECTION)
        self._say(sentence, row, self.found.statements[place].index, "warning" if lenient else "error", value)

    def about_people(self, row: int, why: Unknown, value: str) -> None:
        """That a row is nobody's."""
        columns = self.found.of("date" if why.by_date else why.fact)
        remedy = N_("Mend the cell, or say --quarter for the whole file.")
        if why.fact != "quarter":
            remedy = N_("Mend the cell, or read the teams' rows from a file each.")
        sentence = _Sentence(why.code, _PEOPLE[why.code], remedy)
        self._say(sentence, row, columns[0].index if columns else None, "error", value)

    def stopped(self, row: int, code: str, column: int) -> None:
        """That a row was stopped before its answers were looked at."""
        self._say(_STOPPED[code], row, column, "error", None)

    def answered_twice(self, row: int, counts: int) -> None:
        """That somebody answered twice, and which row counts."""
        column = self.found.of("respondent")[0].index
        sentence = _Sentence(
            "answered-twice",
            N_("The same respondent stands in rows {out} and {counts}; row {counts} counts."),
            N_("If they are two people, give them different numbers."),
        )
        self._say(sentence, row, column, "warning", None, out=row, counts=counts)

    def _say(
        self, sentence: _Sentence, row: int, column: int | None, severity: Severity, value: str | None, **more: object
    ) -> None:
        self._counts[sentence.code] = told = self._counts.get(sentence.code, 0) + 1
        most = 1 if sentence.code in ("codes-unknown", "below-second-header") else _ONE_BY_ONE
        if told > most:
            self._rest.setdefault(sentence.code, (sentence, severity, []))[2].append(row)
            return
        sheet, cell = self.found.cell(column, row) if column is not None else (self.found.sheet.name, None)
        stood = shown(value) if value is not None else None
        params = {"value": stood or "", "high": self._high, **more}
        self._told.append(
            CellFinding(
                sentence.code,
                sentence.message,
                params,
                severity,
                sheet=sheet,
                row=row,
                cell=cell,
                value=stood,
                remedy=sentence.remedy,
            )
        )

    def findings(self) -> Iterator[CellFinding]:
        """Everything, by row; what was too much to tell one by one comes last."""
        yield from sorted(self._told, key=lambda finding: finding.row or 0)
        for code, (sentence, severity, rows) in self._rest.items():
            params = {"rows": str(RowSet.of(rows)), "number": len(rows), "high": self._high}
            message = N_("The same in {number} more cells, in the rows {rows}.")
            yield CellFinding(code, message, params, severity, sheet=self.found.sheet.name, remedy=sentence.remedy)


def near_edge(rows: list[int], found: Understanding) -> CellFinding:
    """That answers were given so close to a quarter's edge that they may be about the other quarter."""
    return CellFinding(
        "near-edge",
        N_("Answers given within two weeks of a quarter's edge count in the quarter they were given in: rows {rows}."),
        {"rows": str(RowSet.of(rows))},
        "warning",
        sheet=found.sheet.name,
        remedy=N_("If they are about the other quarter, say --quarter."),
    )


def contradicted(asked: str, found: Understanding) -> CellFinding:
    """That the labels say the opposite of --codes."""
    return CellFinding(
        "codes-contradict",
        N_("--codes {asked} was given, but the labels in the file show the opposite."),
        {"asked": asked},
        "error",
        sheet=found.sheet.name,
        remedy=N_("Leave --codes out for this file."),
    )


def by_date(heading: str, found: Understanding) -> CellFinding:
    """That the quarter is the one in which somebody answered."""
    return CellFinding(
        "quarter-by-date",
        N_("The quarter is taken from »{heading}«, the day of each answer."),
        {"heading": shown(heading), "kind": kind_words("quarter")},
        sheet=found.sheet.name,
    )
