"""How many cells a row of a CSV file has: a row that has slipped to the side shows it, and so do headings that have."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import islice, pairwise
from operator import itemgetter

from hf_fidelity.domain.survey.exports import SkipReason
from hf_fidelity.ground import CellFinding, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.compared import ColumnKind

SOME_ANSWERS = 3
"""So many of a kind are no chance."""
_BLOCK = 16
_SOME_ROWS = 500
"""So many rows at a time does Excel write to a CSV file."""
_NUMBER, _NOUGHTS = lazily(r"\d+"), lazily(r"0+")
_WORD, _SMALL = lazily(r"[^\W\d_]{3,}"), lazily(r"(?<![\w'’.-])[a-zæøåäöüß]{2,}(?![\w@.]*@)(?![\w'’])")
_MARKS = "*•†#¹"
_TELLS_APART: tuple[ColumnKind, ...] = ("respondent", "personal", "date", "technical")
_IN_NAMES = frozenset(("van", "von", "der", "den", "de", "la", "le", "du", "dos", "da", "di", "el", "al", "bin", "ibn"))
"""Small words that are a part of somebody's name."""
_NOTE = lazily(r"[^\W\d_][^:=]*[:=]\s*\S.*")


class FieldCount:
    """How many fields a row of a CSV file should have: as many as the headings, or as all the other rows."""

    def __init__(self, table: AnswerTable) -> None:
        self._table = table
        last = table.header[-1]
        self.headings = max(map(len, islice(table.sheet.rows(), table.header[0] - 1, last)), default=0)

    def extra(self, row: Sequence[CellValue], named: int) -> int | None:
        """The first column in which a row has something too much, for it may have slipped to the side; else None.

        That is a cell behind the last heading, or an empty field more than the headings and all other rows have.
        """
        if (beyond := next((at for at, cell in enumerate(row[named:], named) if cell != ""), None)) is not None:
            return beyond
        return self._usual if len(row) > max(self.headings, self._usual) else None

    @cached_property
    def of_most(self) -> int:
        """How many fields most rows have, those that Excel makes as long as the headings; nought where no number is."""
        last = self._table.header[-1]
        below = islice(self._table.sheet.rows(), last, last + _SOME_ROWS)
        many = Counter(len(row) for row in below if any(cell != "" for cell in row))
        fields, often = max(many.items(), key=itemgetter(1), default=(0, 0))
        return fields if often * 2 > many.total() else 0

    def lacks_one(self, number: int, fields: int) -> bool:
        """Whether a row has fewer fields than most others, though all that has a heading is there: it may have slipped.

        Excel leaves out empty columns sixteen rows at a time.
        """
        return fields < self.of_most and not self._is_in_a_cut_block(number)

    def ends_too_soon(
        self, number: int, row: Sequence[CellValue], reason: SkipReason | None, tells_answers: Callable[[str], bool]
    ) -> bool:
        """Whether a row of somebody's ends among the statements, and no program has left out what is empty there.

        A note below the table is nobody's row, unless answers stand in it.
        """
        if reason not in (None, "empty") or (reason and not self._says_whose(row)):
            return False
        if reason and (_is_note(row) or self._is_closing_line(number, row)):
            return any(tells_answers(as_text(cell)) for cell in row)
        return not self._cuts_every_row and not self._is_in_a_cut_block(number)

    def _says_whose(self, row: Sequence[CellValue]) -> bool:
        """Whether all is filled in that stands before the statements."""
        columns = [column.index for column in self._table.columns if column.names]
        before = [at for at in columns if at < self._table.statements[0].index]
        return bool(before) and all(row[at] != "" for at in before)

    def _is_closing_line(self, number: int, row: Sequence[CellValue]) -> bool:
        """Whether a row below all answers is a line of words, and not what is left of somebody's row.

        What stands in the same column above it has no such words: numbers, days or names. In a column of anything else
        than who answered and when, an empty row must part it from the answers, too.
        """
        at = next((at for at, cell in enumerate(row) if cell != ""), 0)
        last = self._last_of_several
        if sum(cell != "" for cell in row) != 1 or last > number:
            return False
        apart = any(between not in self._ends for between in range(last + 1, number))
        if not apart and self._table.columns[at].kind not in _TELLS_APART:
            return False
        above = islice(self._table.sheet.rows(), self._table.header[-1], last)
        return _is_in_words(
            as_text(row[at]), [text for other in above if at < len(other) and (text := as_text(other[at]))]
        )

    @cached_property
    def _last_of_several(self) -> int:
        """The last row in which more than one cell holds anything."""
        rows = enumerate(self._table.sheet.rows(), 1)
        return max((number for number, row in rows if sum(cell != "" for cell in row) > 1), default=0)

    @cached_property
    def _ends(self) -> dict[int, tuple[int, bool]]:
        """Row → how many fields it has, and whether the last of them holds anything; blank ones left out."""
        rows = enumerate(self._table.sheet.rows(), 1)
        return {number: (len(row), row[-1] != "") for number, row in rows if any(cell != "" for cell in row)}

    @cached_property
    def _cuts_every_row(self) -> bool:
        """Whether the file leaves out what is empty at the end: most rows are short, and none ends in nothing."""
        below = [end for number, end in self._ends.items() if number > self._table.header[-1]]
        short = sum(fields < self.headings for fields, _ in below)
        return short * 2 > len(below) and all(filled for _, filled in below)

    def _is_in_a_cut_block(self, number: int) -> bool:
        """Whether a row stands in a run of sixteen that are equally short: so Excel leaves out empty columns."""
        start = number - (number - 1) % _BLOCK
        ends = [self._ends[at] for at in range(start, start + _BLOCK) if at in self._ends]
        alike = len({fields for fields, _ in ends}) == 1 and any(filled for _, filled in ends)
        return start > 1 and len(ends) >= SOME_ANSWERS and alike

    @cached_property
    def _usual(self) -> int:
        """The fewest fields of a row that is full. It is looked for where a row has more than the headings have.

        A program may end every row with a separator; with two it ends none.
        """
        below = islice(self._table.sheet.rows(), self._table.header[-1], None)
        full = (len(row) for row in below if len(row) >= self.headings and any(cell != "" for cell in row))
        least = min(full, default=self.headings)
        return least if least <= self.headings + 1 else self.headings


def moved_answers(table: AnswerTable) -> CellFinding | None:
    """That in every row of a CSV file the answers stand beside their headings; None where nothing shows it.

    No row is longer or shorter than the others then.
    """
    if table.sheet.name is not None or any(column.part_of for column in table.columns):
        return None
    last = table.header[-1]
    rows = [row for row in islice(table.sheet.rows(), last, last + _BLOCK - last % _BLOCK) if any(map(as_text, row))]
    """Those that Excel makes as long as the headings: what is behind them it may cut."""
    named = 1 + max(column.index for column in table.columns if column.names)
    short = [row for row in rows if len(row) < named]
    whole = any(row[-1] == "" for row in short)  # so nothing is left out at the end
    widest = max(map(len, rows), default=named)
    alike = widest < named and sum(len(row) == widest for row in rows) > max(1, len(rows) // 2)
    if alike or (whole and len(short) * 2 > len(rows)):
        return finding(FILE, "split-heading", CellPlace(), headings=named, fields=max(map(len, short)))
    statements = [column.index for column in table.statements]
    if _have_decimals(rows, statements):
        return finding(FILE, "decimal-commas", CellPlace())
    if _stand_one_further(rows, statements, FieldCount(table).headings):
        return finding(FILE, "cell-too-many", CellPlace())
    return None


def _stand_one_further(rows: Sequence[Sequence[CellValue]], statements: Sequence[int], headings: int) -> bool:
    """Whether every row has an empty cell too many, and what stands behind the last statement are answers too.

    A program that ends its rows with a separator has nothing there.
    """
    if not rows or any(len(row) != headings + 1 or row[-1] != "" for row in rows):
        return False
    given = {text for row in rows for at in statements if (text := as_text(row[at]))}
    behind = [text for row in rows if (text := as_text(row[statements[-1] + 1]))]
    return len(behind) * 2 > len(rows) and given.issuperset(behind)


def _have_decimals(rows: Sequence[Sequence[CellValue]], statements: Sequence[int]) -> bool:
    """Whether each number has its noughts in a cell behind it, so that the answers take twice the room they have.

    Where nothing was answered there is one cell; somebody has answered everything.
    """
    if len(statements) < 2 or any(other - one != 1 for one, other in pairwise(statements)):
        return False
    many = [_decimals(list(map(as_text, row[statements[0] :])), len(statements)) for row in rows]
    return len(many) >= 2 and None not in many and len(statements) in many


def _is_note(row: Sequence[CellValue]) -> bool:
    """Whether nothing stands in a row but what is said of the table: *Source: SurveyXact*, *n = 5*."""
    said = [cell for cell in row if cell != ""]
    return len(said) == 1 and _NOTE.fullmatch(as_text(said[0])) is not None


def _is_in_words(text: str, others: Sequence[str]) -> bool:
    """Whether a text is a sentence or a part of one, where all others are names or numbers."""
    if not any(map(_WORD.search, others)):
        return bool(others) and len(_WORD.findall(text)) > 1
    plain = (word for word in _SMALL.findall(text) if word not in _IN_NAMES)
    called_out = text.endswith("!") and len(_WORD.findall(text)) > 1
    marked = text[:1] in _MARKS and " " in text
    return any((any(plain), called_out, marked)) and not any(
        other.endswith("!") or other[:1] in _MARKS or any(word not in _IN_NAMES for word in _SMALL.findall(other))
        for other in others
    )


def _decimals(cells: Sequence[str], statements: int) -> int | None:
    """How many numbers with noughts behind them stand for so many statements; None where anything else does."""
    at, found = 0, 0
    for _ in range(statements):
        one, behind = (*cells[at : at + 2], "", "")[:2]
        if one and not (_NUMBER.fullmatch(one) and _NOUGHTS.fullmatch(behind)):
            return None
        at, found = at + (2 if one else 1), found + bool(one)
    return found
