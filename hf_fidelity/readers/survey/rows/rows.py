"""The rows of a table, gone through once: each is kept for counting, skipped for a reason, or stopped.

An answer is one byte from here on (:mod:`answers`), so that 200,000 rows fit in little room.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, compress, islice
from operator import getitem, itemgetter
from typing import TYPE_CHECKING, TypeVar

from hf_fidelity.domain.survey.exports import RowSet, SkipReason
from hf_fidelity.ground import CPR, Quarter, fold, lazily, plain_code
from hf_fidelity.readers.survey.cells.book import CellValue, Sheet, as_text, column_letters, first_cell
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.rows.fields import SOME_ANSWERS, FieldCount
from hf_fidelity.readers.survey.rows.listed import are_in_order, legend_rows
from hf_fidelity.readers.survey.rows.places import Stop
from hf_fidelity.readers.survey.rows.same_people import person_column
from hf_fidelity.readers.survey.rows.statuses import perhaps_statuses, rows_undecided, status_verdicts
from hf_fidelity.readers.survey.rows.sums import PerhapsSums
from hf_fidelity.readers.survey.table.between import LineBetween, lines_between
from hf_fidelity.readers.survey.table.header import find_header
from hf_fidelity.readers.survey.table.legends import Legend
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.answers import BLANK, DIGIT, ERROR, NO_VALUE, NOT_ANSWERS, UNKNOWN, Decoder
from hf_fidelity.readers.survey.words.columns import IGNORE, Headings, TableColumn
from hf_fidelity.readers.survey.words.compared import MEANT, WHO, kind_by_name, pieces, words_alone
from hf_fidelity.readers.survey.words.not_said import is_long_number, is_nobody, is_rounded, may_be_rounded
from hf_fidelity.readers.survey.words.said_of_answers import says_unfinished, stands_for_nobody
from hf_fidelity.readers.survey.words.sums import (
    are_sums,
    are_sums_of,
    is_called_sums,
    may_be_called_sums,
    may_be_initials,
    sums_up,
)
from hf_fidelity.readers.survey.words.tools import Layout, kind_in

if TYPE_CHECKING:
    from hf_fidelity.domain.survey.exports import StatusMeant

_Said = TypeVar("_Said")
_AT_A_TIME = 1000
_PLAIN = bytes(range(DIGIT))
"""The codes of answers in which there is nothing to decide."""
_FRACTION = lazily(r"\d[.,]\d")
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
    personal: TableColumn | None = None
    """The column with a mail or a whole name in each row."""
    persons: list[CellValue] = field(default_factory=list)
    """What stands there: compared, and never shown."""
    skipped: dict[SkipReason, list[int]] = field(default_factory=dict)
    stopped: dict[int, "Stop"] = field(default_factory=dict)
    """Row → what stopped it, before its answers were looked at."""
    broken_off: list[int] = field(default_factory=list)
    """Of the rows that are skipped as not finished, those in which something is answered."""
    odd: dict[int, dict[int, str]] = field(default_factory=dict)
    """Row → place among the statements → what stood there and is no answer."""
    short: dict[int, int] = field(default_factory=dict)
    """Kept rows of a CSV file that end before the headings do → how many fields they have."""
    rounded: dict[int, str] = field(default_factory=dict)
    """Kept rows of somebody whose number a spreadsheet has rounded → that number."""
    alike: list[int] = field(default_factory=list)
    """Kept rows of people whom their column calls as it calls others."""
    said_elsewhere: dict[int, dict[int, str]] = field(default_factory=dict)
    """Column of something else → kept rows in which a word stands that says of an answer that it does not count."""
    statuses: Set[int] = frozenset()
    """The columns that are read as statuses."""
    doubted: Set[int] = frozenset()
    """The columns by which rows are stopped until somebody says whether it is a status."""
    called_sums: Set[int] = frozenset()
    """The columns by which rows are taken for sums, or may be: what a mapping ignores there is no sign any more."""
    told_as: dict[int, str] = field(default_factory=dict)
    """Of those columns the ones of which another sentence is said than of others → its code."""
    lines: list[LineBetween] = field(default_factory=list)
    """What stands between the rows and says of those below it whose they are, or may."""
    gaps: list[int] = field(default_factory=list)
    """Rows in which nothing stands at all, and that something follows."""
    shifted: int | None = None
    """The row of a second heading with other columns or of another table; nothing below it can be trusted."""
    beside: tuple[int, int] | None = None
    """Row and column in which the headings of another table begin, beside the one that is read."""

    def without_stopped(self) -> None:
        """Take the rows that were stopped after all out of those that were kept."""
        vars(self).update(vars(self.that_count(self.stopped.keys())))

    def that_count(self, gone: Collection[int]) -> "TableRows":
        """The rows without some that do not count after all: nothing that is said of rows that count is about these."""
        if not gone:
            return self
        stay = [number not in gone for number in self.numbers]
        elsewhere = {column: _without(texts, gone) for column, texts in self.said_elsewhere.items()}
        return replace(
            self,
            numbers=list(compress(self.numbers, stay)),
            answers=list(compress(self.answers, stay)),
            who=list(compress(self.who, stay)),
            respondents=list(compress(self.respondents, stay)),
            dates=list(compress(self.dates, stay)),
            persons=list(compress(self.persons, stay)),
            odd=_without(self.odd, gone),
            short=_without(self.short, gone),
            rounded=_without(self.rounded, gone),
            alike=[number for number in self.alike if number not in gone],
            said_elsewhere={column: texts for column, texts in elsewhere.items() if texts},
        )

    def without_rounded(self) -> None:
        """Take the numbers that a spreadsheet has rounded for nobody's: several people may have one of them.

        Long numbers that end in noughts are such where all long ones do, and one stands twice.
        """
        long = Counter(name for name in self.respondents if is_long_number(name))
        alike = any(times > 1 for times in long.values()) and all(map(may_be_rounded, long))
        if not alike and not any("e+" in name and is_rounded(name) for name in self.respondents):
            return
        rounded = [is_rounded(name) or (alike and name in long) for name in self.respondents]
        self.rounded = dict(zip(compress(self.numbers, rounded), compress(self.respondents, rounded), strict=True))
        self.respondents = ["" if out else name for out, name in zip(rounded, self.respondents, strict=True)]

    def as_read(self, table: AnswerTable) -> AnswerTable:
        """The table, with what turned out to be no status, and with the columns that it is left to somebody to decide.

        So is what does not tell people apart, but is called as if it did, and what is only pointed out.
        """
        pointed_out = (at for at, texts in self.said_elsewhere.items() if texts and at not in self.statuses)
        open_ = dict.fromkeys((*self.doubted, *pointed_out), "status")
        if self.alike and (column := table.first("respondent")):
            open_[column.index] = "respondent"
        day = table.date_column
        columns = tuple(self._as_read(column, open_, column is day) for column in table.columns)
        table = replace(table, columns=columns)
        if not self.called_sums:
            return table
        ignored = {at for at, meant in table.columns_said().items() if meant == IGNORE and at in self.called_sums}
        return replace(table, columns=tuple(replace(c, undecided=True) if c.index in ignored else c for c in columns))

    def _as_read(self, column: TableColumn, open_: Mapping[int, str], is_day: bool) -> TableColumn:
        if column.index in open_:
            read = column.kind == "role" or is_day  # so a mapping says it, and what stands there is asked about
            return replace(column, undecided=not read, could_be=(open_[column.index],))
        if column.kind != "status" or column.index in self.statuses:
            return column
        return replace(column, kind="date" if "date" in column.also else "other", also=frozenset())

    def place(self, row: int) -> int:
        """Where a row that was kept stands in the lists; they run from the top of the table to its end."""
        return bisect_left(self.numbers, row)


def _without(by_row: Mapping[int, _Said], gone: Collection[int]) -> dict[int, _Said]:
    """What is said of rows, without some of these."""
    return {row: said for row, said in by_row.items() if row not in gone}


def read_rows(
    table: AnswerTable,
    decoders: Sequence[Decoder],
    headings: Headings,
    statuses: "Mapping[str, StatusMeant]",
    teams: Collection[str],
) -> TableRows:
    """Sort every row below the headings, and those above them that hold answers.

    ``decoders`` are one for each statement column; ``statuses`` is what a mapping says about the words in status
    columns, ``teams`` the organisation and team that were said for the whole file.
    """
    return _RowReader(table, decoders, headings, statuses, teams).read()


# Answers that stand in no table that is read.


def rows_of_answers(sheet: Sheet, options: Options, legend: Legend) -> RowSet:
    """The rows of a sheet in which answers stand: below headings of statements, or wherever several stand in a row."""
    header = find_header(sheet, options.headings, legend)
    head = header.rows[-1] if header else 0
    columns = [at for at, names in enumerate(header.columns if header else ()) if options.headings.names_any(names)]
    below = [
        (number, given)
        for number, row in enumerate(islice(sheet.rows(), head, None), head + 1)
        if (given := _answers_of([row[at] for at in columns if at < len(row)], options.headings))
        and not sums_up(row, columns, options.headings)
    ]
    kinds = header is not None and any(kind_by_name(name) in MEANT for names in header.columns for name in names)
    often = Counter(answer for _, given in below for answer in given)
    if below and (len(columns) > 1 or kinds or max(often.values()) > 1):  # else a list of what may be chosen
        return RowSet.of(number for number, _ in below)
    return RowSet.of(_anywhere(enumerate(sheet.rows(), 1), options.headings))


def _anywhere(rows: Iterable[tuple[int, Sequence[CellValue]]], headings: Headings) -> list[int]:
    """The rows that hold several answers, whatever stands above them; a legend, or numbers of columns, is none."""
    least, cells = min(SOME_ANSWERS, max(2, len(headings.order))), _RowsInCells(len(headings.order), headings)
    there: dict[int, bool] = {}
    for number, row in rows:
        given = _answers_of(row, headings)
        if len(given) >= least and not sums_up(row, (), headings):
            there[number] = not are_in_order(given)
        elif any(map(cells.mark_in, row)):
            there[number] = True
    first = next((number for number, sure in there.items() if sure), None)
    return [] if first is None else [number for number in there if number >= first]


def _answers_of(cells: Iterable[CellValue], headings: Headings) -> list[int]:
    """What in some cells is an answer: a point of the scale as a number or a label, or one that says that none is."""
    return [code for cell in cells if cell != "" and (code := _answer_of(as_text(cell), headings)) is not None]


def _answer_of(text: str, headings: Headings) -> int | None:
    if match := _A_POINT.fullmatch(text):
        point = int(match[1])
        return headings.values.index(point) if point in headings.values else None
    return headings.option(text)


def _told_by_words(text: str, headings: Headings) -> Iterator[tuple[str, int | None]]:
    """The answers in a text, however they are parted, and its other words with None."""
    words, at = words_alone(text).split(), 0
    while at < len(words):
        several = (" ".join(words[at : at + many]) for many in range(_LONGEST, 0, -1))
        told = next(((some, code) for some in several if (code := _answer_of(some, headings)) is not None), None)
        yield told or (words[at], None)
        at += len(told[0].split()) if told else 1


_LONGEST, _IN_A_NAME = 6, 3
"""Words of an answer option, and of what stands in front of somebody's answers."""
_A_POINT = lazily(r"[aA]?(\d{1,2})(?:[.,]0+)?")


class _RowsInCells:
    """Finds a cell that holds the cells of a whole row: pasted, or behind a quotation mark that nobody closed."""

    def __init__(self, statements: int, headings: Headings) -> None:
        self._headings = headings
        self._least, self._known = max(SOME_ANSWERS, statements), max(2, (statements + 1) // 2)
        self._few = max(SOME_ANSWERS, self._known)

    def mark_in(self, cell: CellValue) -> str | None:
        """What parts the cells in one; None where it holds no row."""
        if not isinstance(cell, str) or len(cell) < 2 * self._least:
            return None
        for mark in ";,\t|":
            enough = cell.count(mark) >= self._least - 1
            if enough and any(self._is_row(line.split(mark), mark) for line in cell.split("\n")):
                return mark
        if cell.count(" ") + cell.count("/") >= self._few - 1 and any(map(self._is_row_of_words, cell.split("\n"))):
            return "/" if cell.count("/") >= self._few - 1 else " "
        return None

    def tells_answers(self, text: str) -> bool:
        """Whether several labels stand in a text, as in the rest of somebody's row, and not as in a legend."""
        told = [code for word, code in _told_by_words(text, self._headings) if not word.isdigit()]
        return len(told) - told.count(None) >= SOME_ANSWERS and not self._are_a_legend(told)

    def _are_a_legend(self, told: Iterable[int | None]) -> bool:
        """Whether each point of those that are told stands once, and in order."""
        return are_in_order([code for code in told if code is not None and code < len(self._headings.values)])

    def _is_row_of_words(self, line: str) -> bool:
        """Whether a line is nothing but answers, parted by blanks or slashes, behind a number or a name."""
        last = words_alone(" ".join(line.split()[-_LONGEST:])).split()
        if all(_answer_of(" ".join(last[at:]), self._headings) is None for at in range(len(last))):
            return False
        told = [code for _, code in _told_by_words(line, self._headings)]
        first = next((at for at, code in enumerate(told) if code is not None), len(told))
        given = told[first:]
        return len(given) >= self._few and None not in given and first <= _IN_A_NAME and not self._are_a_legend(given)

    def _is_row(self, parts: Sequence[str], mark: str) -> bool:
        """Whether there are as many parts as statements, and answers for half of those at least; a legend is none.

        A legend's words may begin or end its sentence: ``Scale: 1 = disagree``, ``5 = agree)``.
        """
        if len(parts) < self._least:
            return False
        texts = [text for part in parts if (text := part.strip(' "'))]
        if len(_answers_of(texts, self._headings)) < self._known:
            return False
        told = self._told_by_each(texts, mark)
        return None in told or not self._are_a_legend(told)

    def _told_by_each(self, texts: Sequence[str], mark: str) -> list[int | None]:
        """The answers that parts are; two of them are one that has the mark in it: ``3 = Neither agree, nor disagree``.

        None for what is none.
        """
        told: list[int | None] = []
        for at, text in enumerate(texts):
            code = self._told_by(text)
            if code is None and told[-1:] == [None]:
                code = self._told_by(f"{texts[at - 1]}{mark} {text}")
                del told[-1 if code is not None else len(told) :]
            told.append(code)
        return told

    def _told_by(self, text: str) -> int | None:
        """The one answer that a part is, or that stands in it behind other words."""
        if (code := _answer_of(text, self._headings)) is not None:
            return code
        found = {code for piece in pieces(text) if (code := self._headings.option(piece)) is not None}
        return found.pop() if len(found) == 1 else None


class _RowReader:
    """Goes through the rows of a table, and sorts them."""

    def __init__(
        self,
        table: AnswerTable,
        decoders: Sequence[Decoder],
        headings: Headings,
        statuses: "Mapping[str, StatusMeant]",
        teams: Collection[str],
    ) -> None:
        self.table = table
        self.result = TableRows()
        self._decoders = decoders
        self._all_headings = headings
        self._answers = _picker([column.index for column in table.statements])
        self._named = _called(table, headings)
        self._who = _WhoCells([table.first(kind) for kind in WHO], table.first("year"))
        self._respondent = _index(table.first("respondent"))
        self._date = _index(table.date_column)
        self.result.personal = person_column(table)
        self._personal = _index(self.result.personal)
        found = (status_verdicts(column, table, statuses) for column in table.of("status"))
        self._statuses = [status for status in found if status is not None]
        self.result.statuses = {status.column for status in self._statuses}
        self._columns = {column.index: column.kind for column in table.columns}
        self._width = 1 + max(column.index for column in table.columns if column.names or column.statement)
        self._fields = FieldCount(table) if table.sheet.name is None else None
        self._last = table.statements[-1].index
        self._first = min(column.index for column in table.statements)
        self._blank = bytes([BLANK] * len(decoders))
        unread = (column.index for column in table.columns if _is_tools_own(column, table.layout))
        self._as_written = {**headings.as_written, **_as_written(table)}
        cells = _RowsInCells(len(decoders), headings)
        self._alarm, self._tells = _Alarm(unread, cells, self._as_written), cells.tells_answers
        self._headed = {column.index for column in table.columns if column.names or column.statement or column.part_of}
        self._faults = table.sheet.faults()
        self._faulty = {row for row, _ in self._faults}
        self._sums = table.sheet.sum_rows({column.index for column in table.statements})
        self._legend: frozenset[int] = frozenset()
        """Of the rows that are looked at now, those that say what the scale is."""
        self._empty: list[int] = []
        self._perhaps_sums = PerhapsSums(table, headings, teams)
        self._ignored = {column.index for column in table.columns if column.is_ignored}
        self._called_sums: set[int] = set()

    def read(self) -> TableRows:
        """Go through every row below the headings, and look at those above them."""
        above = enumerate(islice(self.table.sheet.rows(), self.table.header[0] - 1), 1)
        self.result.stopped |= {at: Stop("above-headings", 0) for at in _anywhere(above, self._all_headings)}
        number = self.table.header[-1]
        rows = islice(self.table.sheet.rows(), number, None)
        statements = {column.index for column in self.table.statements}
        told = {*MEANT} - {"respondent"}
        whose = {column.index for column in self.table.columns if column.kind in told}
        for chunk in _chunks(rows):
            self._legend = legend_rows(chunk, number + 1, statements, whose, self._all_headings)
            alarmed = self._alarm.rings(chunk)
            if alarmed or not self._all_plain(number + 1, chunk):
                for at, row in enumerate(chunk, number + 1):
                    self._take(at, row, alarmed)
            number += len(chunk)
        kept = self.result
        sums = self._surely_sums()
        for place, stop in self._perhaps_sums.found(kept.numbers, kept.who, sorted(self.result.gaps), sums).items():
            kept.stopped[kept.numbers[place]] = stop
        kept.called_sums = self._called_sums | self._perhaps_sums.doubted
        kept.stopped |= self._perhaps_unfinished()
        kept.without_stopped()
        kept.without_rounded()
        return kept  # empty rows at the end are no rows: only formats stand there

    def _surely_sums(self) -> Sequence[int]:
        """The rows that are skipped as sums, without those that are asked about as their figures are no such sums."""
        kept = self.result
        sums = kept.skipped.pop("total", [])
        asked = self._perhaps_sums.no_sums(kept.numbers, {*sums} - self._sums) if sums else {}
        kept.stopped |= asked
        if left := [number for number in sums if number not in asked]:
            kept.skipped["total"] = left
        return left

    def _all_plain(self, first: int, rows: list[list[CellValue]]) -> bool:
        """Keep rows in which there is nothing to decide, all at once; False where there is, and nothing is kept.

        Most rows of most workbooks are such: every answer a label, no status, no fault. This takes half the time.
        """
        if self._statuses or self._faulty or self._empty or self.result.shifted or self.table.sheet.name is None:
            return False
        if self._alarm.totals or self._alarm.headings:
            return False
        if not (self._sums | self._legend).isdisjoint(range(first, first + len(rows))):
            return False
        codes = self._by_column(rows)
        if codes.translate(None, _PLAIN):
            return False
        wide = len(self._decoders)
        answers = [codes[start : start + wide] for start in range(0, len(codes), wide)]
        if self._blank in answers:
            return False
        self._keep(range(first, first + len(rows)), rows, answers)
        return True

    def _by_column(self, rows: list[list[CellValue]]) -> bytes:
        """The answers of rows, one row behind the other. A column at a time they are read in half the time."""
        wide = len(self._decoders)
        codes = bytearray(wide * len(rows))
        for place, column in enumerate(zip(*map(self._answers, rows), strict=True)):
            codes[place::wide] = bytes(map(self._decoders[place].__getitem__, column))
        return bytes(codes)

    def _take(self, number: int, row: list[CellValue], alarmed: bool) -> None:
        fields = len(row)
        if fields < self._width:
            row = [*row, *[""] * (self._width - len(row))]
        answers = bytes(map(getitem, self._decoders, self._answers(row)))
        if number in self._faulty:
            answers = self._faulted(number, answers)
        if answers == self._blank and not any(map(as_text, row)) and number not in self._faulty:
            self._empty.append(number)
            return
        if self._empty:
            self._skip_empty()
        if self.result.shifted is not None:
            self.result.stopped[number] = Stop("below-second-header", 0)
            return
        reason = self._reason(number, row, answers)
        if reason in (None, "empty") and self._tells_whose(number, row, answers):
            return
        if reason == "header" and self.result.lines:
            self._head(number)
        if self._alarm.headings and reason != "header":
            self._look_beside(number, row)
        perhaps = reason == "empty" or self._alarm.holding
        if perhaps and (stop := self._astray(number, row, reason, given=answers != self._blank)):
            self.result.stopped[number] = stop
        elif self._fields and fields <= self._last and self._fields.ends_too_soon(number, row, reason, self._tells):
            self.result.stopped[number] = Stop("short-row", fields, None, {"fields": fields})
        elif reason:
            self._skip(number, reason)
        elif stop := self._stop(row, alarmed):
            self.result.stopped[number] = stop
        else:
            if self._fields and (fields < self._width or self._fields.lacks_one(number, fields)):
                self.result.short[number] = fields
            self._keep([number], [row], [answers])
            if self._alarm.totals:
                self._perhaps_sums.note(len(self.result.numbers) - 1, row, self._alarm.called)
            if max(answers) >= NOT_ANSWERS:
                self._keep_odd(number, row, answers)

    def _tells_whose(self, number: int, row: Sequence[CellValue], answers: bytes) -> bool:
        """Whether a row is no answer, but a line that says outright whose those below it are; it is passed over."""
        if set(answers) - _NO_ANSWERS_AT_ALL or not (lines := lines_between(number, row, self._first)):
            return False
        if self._columns.get(lines[0].at) == lines[0].fact:  # of this row, in the column for it
            return False
        self.result.lines += lines
        if not lines[0].fact:
            return False
        self._skip(number, "empty")
        return True

    def _head(self, number: int) -> None:
        """Note of the lines at once above a row that the headings stand below them."""
        at, empty, lines = number - 1, set(self.result.gaps), self.result.lines
        for place in range(len(lines) - 1, -1, -1):
            while at in empty:
                at -= 1
            if lines[place].row not in (at, at + 1):  # a line may say several things
                break
            lines[place] = lines[place]._replace(heads=True)
            at = lines[place].row - 1

    def _look_beside(self, number: int, row: Sequence[CellValue]) -> None:
        """Whether headings of another table stand here, where this one has none."""
        texts = {at: str(cell).strip().casefold() for at, cell in enumerate(row) if at not in self._headed}
        named = [at for at, text in texts.items() if text in self._as_written]
        if len({self._as_written[texts[at]] for at in named}) > 1 and self.result.beside is None:
            self.result.beside = number, named[0]

    def _astray(self, number: int, row: Sequence[CellValue], reason: SkipReason | None, *, given: bool) -> Stop | None:
        """What stops a row that holds other rows in a cell, or its answers where the table has no columns."""
        holding = self._alarm.holding
        at = next((at for at, cell in enumerate(row) if cell in holding and (not given or "\n" in str(cell))), None)
        if at is not None and reason != "header":
            return Stop("rows-in-a-cell", at, None, {"mark": holding[row[at]]})
        if reason != "empty":
            return None
        others = {at: cell for at, cell in enumerate(row) if at not in self._headed and cell != ""}
        if others and _anywhere([(number, [*others.values()])], self._all_headings):
            return Stop("answers-elsewhere", min(others), None, {"columns": [column_letters(at) for at in others]})
        return None

    def _reason(self, number: int, row: list[CellValue], answers: bytes) -> SkipReason | None:
        """Why a row is skipped; None: it is an answer, for all that is known here."""
        if number in self._legend:
            return "legend"
        odd = answers == self._blank or max(answers) >= DIGIT
        if number in self._sums or ((odd or self._alarm.totals) and self._is_told_total(row, answers, figures=odd)):
            return "total"
        if odd and (reason := self._no_answer(number, row, answers)):
            return reason
        for status in self._statuses:
            verdict = status[row[status.column]]
            if verdict and verdict != "unknown":
                if verdict == "incomplete" and answers != self._blank:
                    self.result.broken_off.append(number)
                return verdict
        return "empty" if answers == self._blank else None

    def _keep(self, numbers: Iterable[int], rows: Sequence[list[CellValue]], answers: Iterable[bytes]) -> None:
        kept = self.result
        kept.numbers += numbers
        kept.answers += answers
        kept.who += map(self._who.__getitem__, map(self._who.cells, rows))
        self._perhaps_sums.see(rows)
        if self._respondent is not None:
            names = [fold(as_text(row[self._respondent])) for row in rows]
            names = [plain_code(name) if name.endswith((".0", ",0")) else name for name in names]
            kept.respondents += ["" if is_nobody(name) and not is_rounded(name) else name for name in names]
        if self._personal is not None:
            kept.persons += [row[self._personal] for row in rows]
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
        named = _Heading(self._named, row, [column.index for column in self.table.statements])
        if named.is_again and not named.has_moved(self._all_headings):
            return "header"
        if named.is_again or self._is_other_heading(number, row, answers):
            self.result.shifted = number
            return "header"
        return None

    def _is_other_heading(self, number: int, row: list[CellValue], answers: bytes) -> bool:
        """Whether another table begins here: statements in other columns, or what nobody would answer."""
        texts = [as_text(cell) for cell in self._answers(row)]
        if max(answers) >= NOT_ANSWERS:
            others = sum(self._all_headings.names_one(text) for text in texts if text)
            if others * 2 > len(texts):
                return True
        if not self.result.numbers or set(answers) - _NO_ANSWERS_AT_ALL or not _may_be_headings(row):
            return False
        if any(line.fact for line in lines_between(number, row, self._first)):
            return False
        strange, there = [text for text in texts if text], [as_text(cell) for cell in row if cell != ""]
        if len(set(map(fold, strange))) * 10 < len(strange) * 9:
            return False
        if not strange:  # what stands there is beside the statements
            return sum(map(self._all_headings.names_one, there)) > 1
        known = sum(kind_by_name(text) is not None or self._all_headings.names_one(text) for text in there)
        many = len(strange) >= SOME_ANSWERS or len(strange) * 2 > len(texts)
        return (many or known > 0) and not self._is_somebody(row) and not self._stands_elsewhere(number, texts)

    def _is_somebody(self, row: list[CellValue]) -> bool:
        """Whether what says whose a row is says the same of a row above it."""
        mine = {cell for cell in self._who[self._who.cells(row)] if cell != ""}
        return any(not mine.isdisjoint(who) for who in set(self.result.who[-_AT_A_TIME:]))

    def _stands_elsewhere(self, number: int, texts: Sequence[str]) -> bool:
        """Whether any of some texts stands under a statement in another row as well, as an answer would.

        The same heading may be pasted several times, but never twice on end.
        """
        mine, last = {text for text in texts if text}, self.table.header[-1]
        for at, row in enumerate(islice(self.table.sheet.rows(), last, None), last + 1):
            others = [as_text(row[c.index]) if c.index < len(row) else "" for c in self.table.statements]
            if abs(at - number) == 1 and others == texts:
                return True
            if others != texts and not mine.isdisjoint(others):
                return True
        return False

    def _is_told_total(self, row: list[CellValue], answers: bytes, *, figures: bool) -> bool:
        """Whether the first cell in which anything stands calls the row one of sums; ``figures``: no words answer.

        Not where a mapping ignores its column, and all that was answered are answers: somebody has looked at it.
        """
        first = first_cell(row)
        if first is None or not self._is_total(row, first, figures=figures):
            return False
        if first in self._ignored and answers != self._blank and max(answers) < NOT_ANSWERS:
            return False
        self._called_sums.add(first)
        return True

    def _is_total(self, row: list[CellValue], first: int, *, figures: bool) -> bool:
        """Whether such a cell calls the row one of sums, and is no answer to what its column asks."""
        if self._columns.get(first) == "statement":
            return False
        text = as_text(row[first])
        if may_be_initials(text) and not self._has_fractions(row):  # whether others are called so is looked at later
            return False
        if are_sums(text) or fold(text).startswith(_FOOTERS):
            return not self._perhaps_sums.may_be_somebodys(row, first)
        if not figures:
            return False
        names = self._columns.get(first) in ("organisation", "team", "role")
        return may_be_called_sums(text) or (not names and are_sums_of(text))

    def _has_fractions(self, row: list[CellValue]) -> bool:
        """Whether a number that is no whole one stands where the answers are."""
        cells = (row[column.index] for column in self.table.statements if column.index < len(row))
        return any(_FRACTION.search(as_text(cell)) for cell in cells)

    def _perhaps_unfinished(self) -> dict[int, Stop]:
        """The kept rows of which a column says that they are not finished, or a try-out, that is not read for it."""
        found: dict[int, Stop] = {}
        mapped = (column for column in self.table.columns if column.how == "mapping")  # somebody has said it
        decided = {column.index for column in mapped if column.kind not in ("role", "date")}
        for status in self._statuses:
            if put_off := {at: text for at, text in rows_undecided(status, self.table).items() if at in self._kept}:
                self.result.said_elsewhere[status.column] = put_off
                self.result.told_as[status.column] = "undecided-status"
        read = self.result.statuses
        for column in perhaps_statuses(self.table, read, words=self._alarm.statuses):
            for number, text in column.rows() if column.index not in decided else ():
                counts = column.counts(text)
                if number not in self._kept and (counts or not self._is_stopped_by(number, column.index, text)):
                    continue
                if counts:
                    self.result.said_elsewhere.setdefault(column.index, {})[number] = text
                    if column.told_as:
                        self.result.told_as[column.index] = column.told_as
                else:
                    found[number] = column.stop(text)
        self.result.doubted = {stop.column for stop in found.values()}
        said = self.result.said_elsewhere  # of what is stopped by one column, none can say that it counts
        said.update({at: _without(texts, found) for at, texts in said.items()})
        return found

    def _is_stopped_by(self, row: int, column: int, text: str) -> bool:
        """Whether what stands there has stopped a row, as a label of sums: of a try-out another reason fits better."""
        stop = self.result.stopped.get(row)
        return stop is not None and (stop.column, stop.value) == (column, text)

    @cached_property
    def _kept(self) -> frozenset[int]:
        return frozenset(self.result.numbers) - self.result.stopped.keys()

    def _skip_empty(self) -> None:
        """Empty rows that something follows are rows."""
        self.result.gaps += self._empty
        for number in self._empty:
            self._skip(number, "empty")
        self._empty.clear()

    def _skip(self, number: int, reason: SkipReason) -> None:
        self.result.skipped.setdefault(reason, []).append(number)

    def _stop(self, row: list[CellValue], alarmed: bool) -> Stop | None:
        """What stops a row whatever its answers are."""
        if alarmed and (at := self._alarm.column_in(row)) is not None:
            return Stop("cpr-like", at)
        unknown = (status.column for status in self._statuses if status[row[status.column]] == "unknown")
        if (at := next(unknown, None)) is not None:
            text = as_text(row[at])
            return Stop("unknown-status", at, text) if text else Stop("no-status", at)
        if self._fields and (extra := self._fields.extra(row, self._width)) is not None:
            return Stop("too-many-cells", extra)
        return None


def _chunks(rows: Iterator[list[CellValue]]) -> Iterator[list[list[CellValue]]]:
    """Rows, many at a time; the last ones, among which a legend may be, come together."""
    chunk = list(islice(rows, _AT_A_TIME))
    while chunk:
        after = list(islice(rows, _AT_A_TIME))
        if len(after) < _AT_A_TIME:
            chunk, after = chunk + after, []
        yield chunk
        chunk = after


_NO_ANSWERS_AT_ALL = {BLANK, UNKNOWN}
_NO_HEADING = lazily(r"[\W\d]*\d[\W\d]*")


def _may_be_headings(row: Sequence[CellValue]) -> bool:
    """Whether a row holds several texts, and no number and no day."""
    there = [cell for cell in row if cell != ""]
    texts = [cell for cell in there if isinstance(cell, str) and not _NO_HEADING.fullmatch(cell)]
    return len(texts) == len(there) >= SOME_ANSWERS


def _called(table: AnswerTable, headings: Headings) -> dict[int, frozenset[str]]:
    """Column → what it is called in any row of the headings, of those columns that are read.

    An answer option over one of a statement's columns is not its name: it is what stands there in somebody's row, too.
    """
    first, last = table.header[0], table.header[-1]
    head = list(islice(table.sheet.rows(), first - 1, last))
    points = set(map(str, headings.values))
    called = {
        column.index: {*column.names, *(as_text(row[column.index]) for row in head if column.index < len(row))}
        for column in table.columns
        if column.statement or column.kind in MEANT
    }
    return {
        at: frozenset(words_alone(name) for name in names if name not in points and not headings.is_option(name))
        for at, names in called.items()
    }


def _as_written(table: AnswerTable) -> dict[str, str]:
    """What the statements are called in any row of the headings, in small letters, and which they are."""
    head = islice(table.sheet.rows(), table.header[0] - 1, table.header[-1])
    called = ((row[at], str(one.statement)) for row in head for one in table.statements if (at := one.index) < len(row))
    return {text: id for cell, id in called if (text := str(cell).strip().casefold())}


class _Heading:
    """A row below the headings that may be those again."""

    def __init__(
        self, named: Mapping[int, frozenset[str]], row: Sequence[CellValue], statements: Sequence[int]
    ) -> None:
        texts = {at: text for at in named if at < len(row) and (text := as_text(row[at]))}
        self._moved = {at: text for at, text in texts.items() if words_alone(text) not in named[at]}
        again = sum(at in texts and at not in self._moved for at in statements)
        self.is_again = again * 2 > len(statements) or (again > 0 and not self._moved)
        self._statements = frozenset(statements)

    def has_moved(self, headings: Headings) -> bool:
        """Whether a column is called otherwise than above: as another one that is read, or as something else."""
        return any(
            at in self._statements or kind_by_name(text) is not None or headings.names_one(text)
            for at, text in self._moved.items()
        )


def _index(column: TableColumn | None) -> int | None:
    return column.index if column else None


def _is_tools_own(column: TableColumn, layout: Layout) -> bool:
    """Whether a tool fills the column itself: its numbers of people and answers may look like anything."""
    return not column.statement and any(kind_in(layout, name) for name in column.names)


_QUARTER = WHO.index("quarter")


class _WhoCells(dict[tuple[CellValue, ...], tuple[CellValue, ...]]):
    """The cells that say whose rows are → what they say: organisation, team, quarter, role. A code is its label.

    Of a quarter that stands as its number alone, another column may say the year.
    """

    def __init__(self, columns: Sequence[TableColumn | None], year: TableColumn | None) -> None:
        super().__init__()
        self._columns = [*columns, year]
        self.cells = _picker([column.index for column in self._columns if column])

    def __missing__(self, cells: tuple[CellValue, ...]) -> tuple[CellValue, ...]:
        there = iter(cells)
        *who, year = [_meant(column, next(there)) if column else "" for column in self._columns]
        who[_QUARTER] = _with_year(who[_QUARTER], year)
        self[cells] = meant = tuple(who)
        return meant


def _with_year(quarter: CellValue, year: CellValue) -> CellValue:
    """What a cell for the quarter says together with one for its year; both as they stand where they do not agree."""
    years = Quarter.year_alone(as_text(year))
    if not years:
        return quarter
    if part := Quarter.part_of_year(as_text(quarter)):
        return str(Quarter(years, part))
    named = Quarter.in_a_column(as_text(quarter))
    return f"{as_text(quarter)} ({years})" if named and named.year != years else quarter


def _picker(columns: list[int]) -> Callable[[Sequence[CellValue]], tuple[CellValue, ...]]:
    """What takes the cells of some columns out of a row."""
    if len(columns) < 2:  # where itemgetter gives no tuple
        return lambda row: tuple([row[column] for column in columns])
    return itemgetter(*columns)


def _meant(column: TableColumn, cell: CellValue) -> CellValue:
    return column.labels.get(plain_code(as_text(cell)), cell) if column.labels else cell


class _Alarm:
    """Looks at every value once, however often it stands in a file.

    It looks for what looks like a CPR number (rule 16), for what rows of sums are called, for words of unfinished
    answers, and for what is neither an answer nor a comment: a statement, or a whole row.
    """

    def __init__(self, unread: Iterable[int], rows: _RowsInCells, statements: Collection[str]) -> None:
        """``statements`` are their ids and texts, in small letters."""
        self._unread = frozenset(unread)
        """Columns of a tool's own numbers, which may look like anything."""
        self._rows, self._statements = rows, statements
        self._seen: set[CellValue] = set()
        self._alarming: set[CellValue] = set()
        self.called: set[CellValue] = set()
        """The values that rows of sums are called."""
        self._named: set[CellValue] = set()
        self.holding: dict[CellValue, str] = {}
        """The values that hold a whole row, and what parts the cells in them."""
        self.statuses = False
        """Whether anything was met that says of an answer that it is not finished, or a try-out."""
        self.totals = self.headings = False
        """Whether any of the rows that were looked at last holds what rows of sums are called; or a statement."""

    def rings(self, rows: Sequence[Sequence[CellValue]]) -> bool:
        """Whether any row of some may have to be stopped."""
        there = set(chain.from_iterable(rows))
        new = there - self._seen
        self._seen |= new
        self.called |= {cell for cell in new if isinstance(cell, str) and is_called_sums(cell)}
        self.statuses = self.statuses or any(
            isinstance(cell, str) and (says_unfinished(cell) or stands_for_nobody(cell)) for cell in new
        )
        self.totals = not self.called.isdisjoint(there)
        self._named |= {cell for cell in new if isinstance(cell, str) and cell.strip().casefold() in self._statements}
        self.headings = not self._named.isdisjoint(there)
        self.holding |= {cell: mark for cell in new if isinstance(cell, str) and (mark := self._rows.mark_in(cell))}
        self._alarming |= {cell for cell in new if _looks_like_cpr(cell)}
        return bool(self._alarming or self.holding)

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
