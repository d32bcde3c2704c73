"""The rows of a table, gone through once: each is kept for counting, skipped for a reason, or stopped.

An answer is one byte from here on (:mod:`answers`), so that 200,000 rows fit in little room.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import getitem

from hf_fidelity.domain.survey.batch import SkipReason
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.exports.answers import BLANK, DIGIT, ERROR, NO_VALUE, NOT_ANSWERS
from hf_fidelity.readers.exports.cells.book import Cell
from hf_fidelity.readers.exports.cells.cell_text import as_text
from hf_fidelity.readers.exports.columns import Column
from hf_fidelity.readers.exports.decoding import Decoder, Reasons, Whose, picker
from hf_fidelity.readers.exports.gathered import Gathered
from hf_fidelity.readers.exports.kinds import Kind
from hf_fidelity.readers.exports.layout import PLAIN, Layout, Status, kind_in, matches
from hf_fidelity.readers.exports.understood import Understanding
from hf_fidelity.readers.exports.watch import Watch
from hf_fidelity.readers.exports.wording import plain

_AT_A_TIME = 1000
_TOTALS = frozenset(
    (
        "total", "totalt", "grand total", "i alt", "ialt", "sum", "antal", "antal svar", "count",
        "gennemsnit", "snit", "middel", "middelværdi", "average", "mean", "median",
        "varians", "variance", "spredning", "standardafvigelse", "standard deviation", "stdev",
    )
)  # fmt: skip
_NOBODY = frozenset(("", "anonym", "anonymous", "anonymous user", "-", "n/a"))
"""What tools write in place of a respondent; two such rows are two people."""
WHO: tuple[Kind, ...] = ("organisation", "team", "quarter", "role")
_FOOTERS = ("applied filters", "anvendte filtre")


class RowReader:
    """Goes through the rows of a table that has been understood."""

    def __init__(self, found: Understanding, decoders: Sequence[Decoder], names_another: Callable[[str], bool]) -> None:
        """``decoders`` are one for each statement column; ``names_another`` says whether a text names a statement."""
        self.found = found
        self.gathered = Gathered()
        self._decoders = decoders
        self._names_another = names_another
        self._answers = picker([column.index for column in found.statements])
        self._headings = [{plain(name) for name in column.names} for column in found.statements]
        self._whose = Whose([next(iter(found.of(kind)), None) for kind in WHO])
        self._respondent = _first(found.of("respondent"))
        self._date = date_column(found)
        self._statuses = [(column.index, Reasons(_status(column, found.layout))) for column in found.of("status")]
        self._width = 1 + max(column.index for column in found.columns if column.names or column.statement)
        self._blank = bytes([BLANK] * len(decoders))
        self._watch = Watch(column.index for column in found.columns if _is_tools_own(column, found.layout))
        self._faults = found.sheet.faults()
        self._faulty = {row for row, _ in self._faults}
        self._empty: list[int] = []

    def read(self) -> Gathered:
        """Go through every row below the headings."""
        number = self.found.header[-1]
        rows = islice(self.found.sheet.rows(), number, None)
        while chunk := list(islice(rows, _AT_A_TIME)):
            alarmed = self._watch.look(chunk)
            if alarmed or not self._all_plain(number + 1, chunk):
                for at, row in enumerate(chunk, number + 1):
                    self._take(at, row, alarmed)
            number += len(chunk)
        return self.gathered  # empty rows at the end are no rows: only formats stand there

    def _all_plain(self, first: int, rows: list[list[Cell]]) -> bool:
        """Keep rows in which there is nothing to decide, all at once; False where there is, and nothing is kept.

        Most rows of most workbooks are such: every answer a label, no status, no fault. This takes half the time.
        """
        if self._statuses or self._faulty or self._empty or self.gathered.shifted or self.found.sheet.name is None:
            return False
        answers = [bytes(map(getitem, self._decoders, cells)) for cells in map(self._answers, rows)]
        if max(map(max, answers)) >= DIGIT or self._blank in answers:
            return False
        self._keep(range(first, first + len(rows)), rows, answers)
        return True

    def _take(self, number: int, row: list[Cell], alarmed: bool) -> None:
        if len(row) < self._width:
            row += [""] * (self._width - len(row))
        answers = bytes(map(getitem, self._decoders, self._answers(row)))
        if number in self._faulty:
            answers = self._faulted(number, answers)
        if answers == self._blank and not any(map(as_text, row)) and number not in self._faulty:
            self._empty.append(number)
            return
        if self._empty:
            self._skip_empty()
        if reason := self._reason(number, row, answers):
            self._skip(number, reason)
        elif stop := self._stop(number, row, alarmed):
            self.gathered.stopped[number] = stop
        else:
            self._keep([number], [row], [answers])
            if max(answers) >= NOT_ANSWERS:
                self._keep_odd(number, row, answers)

    def _reason(self, number: int, row: list[Cell], answers: bytes) -> SkipReason | None:
        """Why a row is skipped; None: it is an answer, for all that is known here."""
        if (answers == self._blank or max(answers) >= DIGIT) and (reason := self._no_answer(number, row, answers)):
            return reason
        for column, reasons in self._statuses:
            if reason := reasons[row[column]]:
                return reason
        return "empty" if answers == self._blank else None

    def _keep(self, numbers: Iterable[int], rows: Sequence[list[Cell]], answers: Iterable[bytes]) -> None:
        kept = self.gathered
        kept.numbers += numbers
        kept.answers += answers
        kept.who += map(self._whose.__getitem__, map(self._whose.cells, rows))
        if self._respondent is not None:
            names = [fold(as_text(row[self._respondent])) for row in rows]
            kept.respondents += ["" if name in _NOBODY else name for name in names]
        if self._date is not None:
            kept.dates += [row[self._date] for row in rows]

    def _keep_odd(self, number: int, row: list[Cell], answers: bytes) -> None:
        cells = self._answers(row)
        self.gathered.odd[number] = {
            i: self._found_in(number, i, cells[i]) for i, code in enumerate(answers) if code >= NOT_ANSWERS
        }

    def _found_in(self, number: int, place: int, cell: Cell) -> str:
        fault = self._faults.get((number, self.found.statements[place].index))
        return fault[1] if fault else as_text(cell)

    def _faulted(self, number: int, answers: bytes) -> bytes:
        """The answers with error cells and formulas without a value as what they are; the reader sees them empty."""
        codes = {"error": ERROR, "no-value": NO_VALUE}
        faults = (self._faults.get((number, column.index)) for column in self.found.statements)
        return bytes(codes[fault[0]] if fault else code for fault, code in zip(faults, answers, strict=True))

    def _no_answer(self, number: int, row: list[Cell], answers: bytes) -> SkipReason | None:
        """Why a row without answers, or with what is none, is no respondent's at all; None where it may be one."""
        texts = [as_text(cell) for cell in self._answers(row)]
        repeated = sum(plain(text) in names for text, names in zip(texts, self._headings, strict=True) if text)
        if repeated * 2 > len(texts):
            return "header"
        first = next((text for cell in row if (text := as_text(cell))), "")
        if plain(first) in _TOTALS or fold(first).startswith(_FOOTERS):
            return "total"
        if max(answers) >= NOT_ANSWERS and self.gathered.shifted is None:
            others = sum(self._names_another(text) for text in texts if text)
            if others * 2 > len(texts):
                self.gathered.shifted = number
        return None

    def _skip_empty(self) -> None:
        """Empty rows that something follows are rows."""
        for number in self._empty:
            self._skip(number, "empty")
        self._empty.clear()

    def _skip(self, number: int, reason: SkipReason) -> None:
        self.gathered.skipped.setdefault(reason, []).append(number)

    def _stop(self, number: int, row: list[Cell], alarmed: bool) -> tuple[str, int] | None:
        """What stops a row whatever its answers are: code and column."""
        if alarmed and (at := self._watch.found(row)) is not None:
            return "cpr-like", at
        if self.gathered.shifted is not None:
            return "second-header" if number == self.gathered.shifted else "below-second-header", 0
        if self.found.sheet.name is None:  # in CSV, cells beyond the last heading mean that the row has slipped
            extra = next((at for at, cell in enumerate(row[self._width :], self._width) if cell != ""), None)
            return None if extra is None else ("too-many-cells", extra)
        return None


def _first(columns: Sequence[Column]) -> int | None:
    return columns[0].index if columns else None


def date_column(found: Understanding) -> int | None:
    """The column that says when somebody answered: the last one before the statements, else the first."""
    dates = [column.index for column in found.of("date")]
    before = [index for index in dates if index < found.statements[0].index]
    return before[-1] if before else dates[0] if dates else None


def _is_tools_own(column: Column, layout: Layout) -> bool:
    """Whether a tool fills the column itself: its numbers of people and answers may look like anything."""
    return not column.statement and any(kind_in(layout, name) for name in column.names)


def _status(column: Column, layout: Layout) -> Status:
    """The rule for a status column: its tool's, else that of tables made by hand."""
    fits = (status for status in layout.statuses if any(matches(status.columns, fold(name)) for name in column.names))
    return next(fits, PLAIN.statuses[0])
