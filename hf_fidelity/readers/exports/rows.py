"""The rows of a table, gone through once: each is kept for counting, skipped for a reason, or stopped.

An answer is one byte from here on (:mod:`answers`), so that 200,000 rows fit in little room.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import getitem, itemgetter

from hf_fidelity.domain.imports import SkipReason
from hf_fidelity.domain.text import fold
from hf_fidelity.readers.exports.answers import BLANK, DIGIT, ERROR, NO_VALUE, NOT_ANSWERS, UNKNOWN, Words
from hf_fidelity.readers.exports.book import Cell
from hf_fidelity.readers.exports.cell_text import as_text
from hf_fidelity.readers.exports.columns import Column
from hf_fidelity.readers.exports.kinds import Kind
from hf_fidelity.readers.exports.layout import Layout, Status, kind_in, matches
from hf_fidelity.readers.exports.layouts import PLAIN
from hf_fidelity.readers.exports.understood import Understanding
from hf_fidelity.readers.exports.watch import Watch
from hf_fidelity.readers.exports.wording import plain

_AT_A_TIME = 1000
_TOTALS = frozenset(
    (
        "total", "totalt", "grand total", "i alt", "ialt", "sum", "antal", "antal svar", "count", "n",
        "gennemsnit", "snit", "middel", "middelværdi", "average", "mean", "median",
        "varians", "variance", "spredning", "standardafvigelse", "standard deviation", "std", "sd", "stdev",
    )
)  # fmt: skip
_NOBODY = frozenset(("", "anonym", "anonymous", "anonymous user", "-", "n/a"))
"""What tools write in place of a respondent; two such rows are two people."""
WHO: tuple[Kind, ...] = ("organisation", "team", "quarter", "role")
_FOOTERS = ("applied filters", "anvendte filtre")


@dataclass
class Gathered:
    """What the rows are, by their numbers; the lists of kept rows run side by side."""

    numbers: list[int] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    who: list[tuple[Cell, ...]] = field(default_factory=list)
    """Organisation, team, quarter and role, as they stand."""
    respondents: list[str] = field(default_factory=list)
    """Folded; empty where the file does not say, or has no such column."""
    dates: list[Cell] = field(default_factory=list)
    skipped: dict[SkipReason, list[int]] = field(default_factory=dict)
    stopped: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Row → code and column of what stopped it, before its answers were looked at."""
    odd: dict[int, dict[int, str]] = field(default_factory=dict)
    """Row → place among the statements → what stood there and is no answer."""
    shifted: int | None = None
    """The row of a second heading with other columns; nothing below it can be trusted."""


class Decoder(dict[Cell, int]):
    """One column's values → codes; each value is read once. ``anchors`` are labels with digits that were met."""

    def __init__(self, words: Words, labels: Mapping[str, str]) -> None:
        super().__init__()
        self._words, self._labels = words, labels
        self.anchors = {anchor for label in labels.values() if (anchor := words.anchor(label))}

    def __missing__(self, cell: Cell) -> int:
        meant = self._labels.get(as_text(cell), cell)
        if anchor := self._words.anchor(meant):
            self.anchors.add(anchor)
        code = self._words.read(meant)
        if self._labels and meant is cell and DIGIT <= code < NOT_ANSWERS:
            code = UNKNOWN  # the legend says what every code means, and not this one
        self[cell] = code
        return code


class _Reasons(dict[Cell, SkipReason | None]):
    """A status column's values → why a row does not count; None: it counts."""

    def __init__(self, status: Status) -> None:
        super().__init__()
        self._status = status

    def __missing__(self, cell: Cell) -> SkipReason | None:
        self[cell] = reason = self._status.reason(fold(as_text(cell)))
        return reason


class _Whose(dict[tuple[Cell, ...], tuple[Cell, ...]]):
    """The cells that say whose rows are → what they say: organisation, team, quarter, role. A code is its label."""

    def __init__(self, columns: Sequence[Column | None]) -> None:
        super().__init__()
        self._columns = columns
        self.cells = _picker([column.index for column in columns if column])

    def __missing__(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        there = iter(cells)
        self[cells] = meant = tuple([_meant(column, next(there)) if column else "" for column in self._columns])
        return meant


class RowReader:
    """Goes through the rows of a table that has been understood."""

    def __init__(self, found: Understanding, decoders: Sequence[Decoder], names_another: Callable[[str], bool]) -> None:
        """``decoders`` are one for each statement column; ``names_another`` says whether a text names a statement."""
        self.found = found
        self.gathered = Gathered()
        self._decoders = decoders
        self._names_another = names_another
        self._answers = _picker([column.index for column in found.statements])
        self._headings = [{plain(name) for name in column.names} for column in found.statements]
        self._whose = _Whose([next(iter(found.of(kind)), None) for kind in WHO])
        self._respondent = _first(found.of("respondent"))
        self._date = date_column(found)
        self._statuses = [(column.index, _Reasons(_status(column, found.layout))) for column in found.of("status")]
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
            for row in chunk:
                number += 1
                self._take(number, row, alarmed)
        return self.gathered  # empty rows at the end are no rows: only formats stand there

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
            self._keep(number, row, answers)

    def _reason(self, number: int, row: list[Cell], answers: bytes) -> SkipReason | None:
        """Why a row is skipped; None: it is an answer, for all that is known here."""
        if (answers == self._blank or max(answers) >= DIGIT) and (reason := self._no_answer(number, row, answers)):
            return reason
        for column, reasons in self._statuses:
            if reason := reasons[row[column]]:
                return reason
        return "empty" if answers == self._blank else None

    def _keep(self, number: int, row: list[Cell], answers: bytes) -> None:
        kept = self.gathered
        kept.numbers.append(number)
        kept.answers.append(answers)
        kept.who.append(self._whose[self._whose.cells(row)])
        if self._respondent is not None:
            respondent = fold(as_text(row[self._respondent]))
            kept.respondents.append("" if respondent in _NOBODY else respondent)
        if self._date is not None:
            kept.dates.append(row[self._date])
        if max(answers) >= NOT_ANSWERS:
            cells = self._answers(row)
            kept.odd[number] = {
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


def _picker(columns: list[int]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    if len(columns) < 2:  # where itemgetter gives no tuple
        return lambda row: tuple([row[column] for column in columns])
    return itemgetter(*columns)


def _meant(column: Column, cell: Cell) -> Cell:
    return column.labels.get(as_text(cell), cell) if column.labels else cell


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
