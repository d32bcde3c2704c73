"""The rows of a table, gone through once: each is kept for counting, skipped for a reason, or stopped.

An answer is one byte from here on (:mod:`answers`), so that 200,000 rows fit in little room.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import getitem, itemgetter

from hf_fidelity.domain.survey.batch import SkipReason
from hf_fidelity.ground.text import CPR, fold, plain_code
from hf_fidelity.readers.survey.answers import BLANK, DIGIT, ERROR, NO_VALUE, NOT_ANSWERS, Decoder
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.columns import TableColumn
from hf_fidelity.readers.survey.tools import PLAIN, Layout, Status, kind_in, matches
from hf_fidelity.readers.survey.understand import AnswerTable
from hf_fidelity.readers.survey.words import ColumnKind, words_alone

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
WHO: tuple[ColumnKind, ...] = ("organisation", "team", "quarter", "role")
_FOOTERS = ("applied filters", "anvendte filtre")


@dataclass
class TableRows:
    """What the rows are, by their numbers; the lists of kept rows run side by side."""

    numbers: list[int] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    who: list[tuple[CellValue, ...]] = field(default_factory=list)
    """Organisation, team, quarter and role, as they stand."""
    respondents: list[str] = field(default_factory=list)
    """Folded; empty where the file does not say, or has no such column."""
    dates: list[CellValue] = field(default_factory=list)
    skipped: dict[SkipReason, list[int]] = field(default_factory=dict)
    stopped: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Row → code and column of what stopped it, before its answers were looked at."""
    odd: dict[int, dict[int, str]] = field(default_factory=dict)
    """Row → place among the statements → what stood there and is no answer."""
    shifted: int | None = None
    """The row of a second heading with other columns; nothing below it can be trusted."""

    def place(self, row: int) -> int:
        """Where a row that was kept stands in the lists; they run from the top of the table to its end."""
        return bisect_left(self.numbers, row)


def read_rows(table: AnswerTable, decoders: Sequence[Decoder], names_another: Callable[[str], bool]) -> TableRows:
    """Sort every row below the headings.

    ``decoders`` are one for each statement column; ``names_another`` says whether a text names a statement.
    """
    return _RowReader(table, decoders, names_another).read()


class _RowReader:
    """Goes through the rows of a table, and sorts them."""

    def __init__(self, table: AnswerTable, decoders: Sequence[Decoder], names_another: Callable[[str], bool]) -> None:
        self.table = table
        self.result = TableRows()
        self._decoders = decoders
        self._names_another = names_another
        self._answers = _picker([column.index for column in table.statements])
        self._headings = [{words_alone(name) for name in column.names} for column in table.statements]
        self._who = _WhoCells([table.first(kind) for kind in WHO])
        self._respondent = _index(table.first("respondent"))
        self._date = _index(table.date_column)
        self._statuses = [(column.index, _Reasons(_status(column, table.layout))) for column in table.of("status")]
        self._width = 1 + max(column.index for column in table.columns if column.names or column.statement)
        self._blank = bytes([BLANK] * len(decoders))
        self._alarm = _CprAlarm(column.index for column in table.columns if _is_tools_own(column, table.layout))
        self._faults = table.sheet.faults()
        self._faulty = {row for row, _ in self._faults}
        self._empty: list[int] = []

    def read(self) -> TableRows:
        """Go through every row below the headings."""
        number = self.table.header[-1]
        rows = islice(self.table.sheet.rows(), number, None)
        while chunk := list(islice(rows, _AT_A_TIME)):
            alarmed = self._alarm.rings(chunk)
            if alarmed or not self._all_plain(number + 1, chunk):
                for at, row in enumerate(chunk, number + 1):
                    self._take(at, row, alarmed)
            number += len(chunk)
        return self.result  # empty rows at the end are no rows: only formats stand there

    def _all_plain(self, first: int, rows: list[list[CellValue]]) -> bool:
        """Keep rows in which there is nothing to decide, all at once; False where there is, and nothing is kept.

        Most rows of most workbooks are such: every answer a label, no status, no fault. This takes half the time.
        """
        if self._statuses or self._faulty or self._empty or self.result.shifted or self.table.sheet.name is None:
            return False
        answers = [bytes(map(getitem, self._decoders, cells)) for cells in map(self._answers, rows)]
        if max(map(max, answers)) >= DIGIT or self._blank in answers:
            return False
        self._keep(range(first, first + len(rows)), rows, answers)
        return True

    def _take(self, number: int, row: list[CellValue], alarmed: bool) -> None:
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
            self.result.stopped[number] = stop
        else:
            self._keep([number], [row], [answers])
            if max(answers) >= NOT_ANSWERS:
                self._keep_odd(number, row, answers)

    def _reason(self, number: int, row: list[CellValue], answers: bytes) -> SkipReason | None:
        """Why a row is skipped; None: it is an answer, for all that is known here."""
        if (answers == self._blank or max(answers) >= DIGIT) and (reason := self._no_answer(number, row, answers)):
            return reason
        for column, reasons in self._statuses:
            if reason := reasons[row[column]]:
                return reason
        return "empty" if answers == self._blank else None

    def _keep(self, numbers: Iterable[int], rows: Sequence[list[CellValue]], answers: Iterable[bytes]) -> None:
        kept = self.result
        kept.numbers += numbers
        kept.answers += answers
        kept.who += map(self._who.__getitem__, map(self._who.cells, rows))
        if self._respondent is not None:
            names = [fold(as_text(row[self._respondent])) for row in rows]
            kept.respondents += ["" if name in _NOBODY else name for name in names]
        if self._date is not None:
            kept.dates += [row[self._date] for row in rows]

    def _keep_odd(self, number: int, row: list[CellValue], answers: bytes) -> None:
        cells = self._answers(row)
        self.result.odd[number] = {
            i: self._stood_in(number, i, cells[i]) for i, code in enumerate(answers) if code >= NOT_ANSWERS
        }

    def _stood_in(self, number: int, place: int, cell: CellValue) -> str:
        fault = self._faults.get((number, self.table.statements[place].index))
        return fault[1] if fault else as_text(cell)

    def _faulted(self, number: int, answers: bytes) -> bytes:
        """The answers with error cells and formulas without a value as what they are; the reader sees them empty."""
        codes = {"error": ERROR, "no-value": NO_VALUE}
        faults = (self._faults.get((number, column.index)) for column in self.table.statements)
        return bytes(codes[fault[0]] if fault else code for fault, code in zip(faults, answers, strict=True))

    def _no_answer(self, number: int, row: list[CellValue], answers: bytes) -> SkipReason | None:
        """Why a row without answers, or with what is none, is no respondent's at all; None where it may be one."""
        texts = [as_text(cell) for cell in self._answers(row)]
        repeated = sum(words_alone(text) in names for text, names in zip(texts, self._headings, strict=True) if text)
        if repeated * 2 > len(texts):
            return "header"
        first = next((text for cell in row if (text := as_text(cell))), "")
        if words_alone(first) in _TOTALS or fold(first).startswith(_FOOTERS):
            return "total"
        if max(answers) >= NOT_ANSWERS and self.result.shifted is None:
            others = sum(self._names_another(text) for text in texts if text)
            if others * 2 > len(texts):
                self.result.shifted = number
        return None

    def _skip_empty(self) -> None:
        """Empty rows that something follows are rows."""
        for number in self._empty:
            self._skip(number, "empty")
        self._empty.clear()

    def _skip(self, number: int, reason: SkipReason) -> None:
        self.result.skipped.setdefault(reason, []).append(number)

    def _stop(self, number: int, row: list[CellValue], alarmed: bool) -> tuple[str, int] | None:
        """What stops a row whatever its answers are: code and column."""
        if alarmed and (at := self._alarm.column_in(row)) is not None:
            return "cpr-like", at
        if self.result.shifted is not None:
            return "second-header" if number == self.result.shifted else "below-second-header", 0
        if self.table.sheet.name is None:  # in CSV, cells beyond the last heading mean that the row has slipped
            extra = next((at for at, cell in enumerate(row[self._width :], self._width) if cell != ""), None)
            return None if extra is None else ("too-many-cells", extra)
        return None


def _index(column: TableColumn | None) -> int | None:
    return column.index if column else None


def _is_tools_own(column: TableColumn, layout: Layout) -> bool:
    """Whether a tool fills the column itself: its numbers of people and answers may look like anything."""
    return not column.statement and any(kind_in(layout, name) for name in column.names)


def _status(column: TableColumn, layout: Layout) -> Status:
    """The rule for a status column: its tool's, else that of tables made by hand."""
    fits = (status for status in layout.statuses if any(matches(status.columns, fold(name)) for name in column.names))
    return next(fits, PLAIN.statuses[0])


class _Reasons(dict[CellValue, SkipReason | None]):
    """A status column's values → why a row does not count; None: it counts."""

    def __init__(self, status: Status) -> None:
        super().__init__()
        self._status = status

    def __missing__(self, cell: CellValue) -> SkipReason | None:
        self[cell] = reason = self._status.reason(fold(as_text(cell)))
        return reason


class _WhoCells(dict[tuple[CellValue, ...], tuple[CellValue, ...]]):
    """The cells that say whose rows are → what they say: organisation, team, quarter, role. A code is its label."""

    def __init__(self, columns: Sequence[TableColumn | None]) -> None:
        super().__init__()
        self._columns = columns
        self.cells = _picker([column.index for column in columns if column])

    def __missing__(self, cells: tuple[CellValue, ...]) -> tuple[CellValue, ...]:
        there = iter(cells)
        self[cells] = meant = tuple([_meant(column, next(there)) if column else "" for column in self._columns])
        return meant


def _picker(columns: list[int]) -> Callable[[Sequence[CellValue]], tuple[CellValue, ...]]:
    """What takes the cells of some columns out of a row."""
    if len(columns) < 2:  # where itemgetter gives no tuple
        return lambda row: tuple([row[column] for column in columns])
    return itemgetter(*columns)


def _meant(column: TableColumn, cell: CellValue) -> CellValue:
    return column.labels.get(plain_code(as_text(cell)), cell) if column.labels else cell


class _CprAlarm:
    """Looks at every value once, however often it stands in a file, for what looks like a CPR number (rule 16)."""

    def __init__(self, unread: Iterable[int]) -> None:
        self._unread = frozenset(unread)
        """Columns of a tool's own numbers, which may look like anything."""
        self._seen: set[CellValue] = set()
        self._alarming: set[CellValue] = set()

    def rings(self, rows: Sequence[Sequence[CellValue]]) -> bool:
        """Whether any row of some may have to be stopped."""
        new = set(chain.from_iterable(rows)) - self._seen
        self._seen |= new
        self._alarming |= {cell for cell in new if _looks_like_cpr(cell)}
        return bool(self._alarming)

    def column_in(self, row: Sequence[CellValue]) -> int | None:
        """The first column with such a value; None where there is none."""
        return next(
            (at for at, cell in enumerate(row) if cell in self._alarming and at not in self._unread),
            None,
        )


def _looks_like_cpr(cell: CellValue) -> bool:
    """Whether a cell holds a day, month and year of birth with four digits behind, as text or as a number."""
    if isinstance(cell, str):
        return len(cell) >= 10 and CPR.search(cell) is not None
    if isinstance(cell, int | float) and 10**8 <= cell < 10**10 and cell == int(cell):
        return CPR.fullmatch(f"{int(cell):010}") is not None  # a number has lost the nought in front
    return False
