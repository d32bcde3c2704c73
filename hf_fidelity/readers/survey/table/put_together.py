"""What was parted, put together again: one wide table on several sheets, and the columns of one statement's options."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import accumulate, islice, zip_longest
from typing import Protocol, runtime_checkable

from hf_fidelity.domain.survey.exports import RowSet
from hf_fidelity.ground import plain_code
from hf_fidelity.readers.survey.cells.book import (
    CellValue,
    Fault,
    Range,
    Refused,
    Sheet,
    as_text,
)
from hf_fidelity.readers.survey.sentences import (
    FILE,
    finding,
)
from hf_fidelity.readers.survey.table.header import (
    OptionBlock,
)
from hf_fidelity.readers.survey.words.columns import Headings
from hf_fidelity.readers.survey.words.compared import words_alone


class SideBySide:
    """Sheets whose rows belong together, as one sheet."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.name = sheets[0].name

    @cached_property
    def _widths(self) -> list[int]:
        return [len(next(iter(sheet.rows()), [])) for sheet in self.sheets]

    @cached_property
    def _starts(self) -> list[int]:
        """The column of the whole in which each piece begins."""
        return [0, *accumulate(self._widths)][:-1]

    def rows(self) -> Iterator[list[CellValue]]:
        """Every row, the pieces of each beside one another. Raises Refused where a piece has other rows."""
        for pieces in zip_longest(*(sheet.rows() for sheet in self.sheets)):
            row: list[CellValue] = []
            for piece, width in zip(pieces, self._widths, strict=True):
                if piece is None:
                    raise Refused(finding(FILE, "uneven-sheets", sheets=[str(sheet.name) for sheet in self.sheets]))
                row += [*piece[:width], *[""] * (width - len(piece))]
            yield row

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """The faults of every piece."""
        return {
            (row, column + start): fault
            for sheet, start in zip(self.sheets, self._starts, strict=True)
            for (row, column), fault in sheet.faults().items()
        }

    def hidden_rows(self) -> RowSet:
        """Rows that are hidden on the first piece."""
        return self.sheets[0].hidden_rows()

    def hidden_columns(self) -> list[int]:
        """The hidden columns of every piece."""
        return [
            at + start for sheet, start in zip(self.sheets, self._starts, strict=True) for at in sheet.hidden_columns()
        ]

    def sum_rows(self, columns: Set[int]) -> Set[int]:
        """The rows that any piece shows to be sums."""
        pieces = zip(self.sheets, self._starts, strict=True)
        return {row for sheet, start in pieces for row in sheet.sum_rows({column - start for column in columns})}

    @property
    def merged_cells(self) -> list[Range]:
        """Those of every piece."""
        pieces = zip(self.sheets, self._starts, strict=True)
        ranges = ((*first, *last, start) for sheet, start in pieces for first, last in sheet.merged_cells)
        return [((top, left + start), (bottom, right + start)) for top, left, bottom, right, start in ranges]

    @property
    def comments(self) -> dict[tuple[int, int], str]:
        """Those of every piece."""
        pieces = zip(self.sheets, self._starts, strict=True)
        return {(row, at + start): text for sheet, start in pieces for (row, at), text in sheet.comments.items()}

    @property
    def from_1904(self) -> bool:
        """As in the first piece: all are of one file."""
        return self.sheets[0].from_1904

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column of the whole stands on, and which column it is there."""
        at = max(i for i, start in enumerate(self._starts) if start <= column)
        return self.sheets[at].name, column - self._starts[at]


@runtime_checkable
class HasHome(Protocol):
    """A sheet that was put together from others, or from other columns."""

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column stands on, and which column it is there."""


_TICKS = frozenset(
    (
        "x", "1", "true", "sand", "sandt", "selected", "valgt", "checked", "yes", "ja", "y", "j", "on", "markeret",
        "afkrydset", "afmærket", "vald", "markerad", "ausgewählt", "wahr", "seleccionado", "verdadero", "sí", "quoted",
    )
)  # fmt: skip
"""What stands in the column of an option that was chosen …"""
_NO_TICKS = frozenset(
    (
        "0", "false", "falsk", "not selected", "unselected", "ikke valgt", "unchecked", "not checked", "no", "nej",
        "nei", "nein", "n", "off", "n a", "na", "ikke markeret", "nicht ausgewählt", "nicht gewählt", "falsch",
        "no seleccionado", "falso", "inte vald", "ikke afkrydset", "not quoted",
    )
)  # fmt: skip
"""… and in that of one that was not."""
_TICK_SIGNS, _NO_TICK_SIGNS = frozenset("✓✔☑☒✗✘×●■"), frozenset("☐□○-–—.")


class Merged:
    """A sheet on which several columns are one statement's: the first has the answer, the others are empty."""

    def __init__(self, sheet: Sheet, header: int, groups: Sequence[OptionBlock], headings: Headings) -> None:
        self._sheet, self._header, self.groups, self._headings = sheet, header, groups, headings
        self.name = sheet.name

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column stands on, and which column it is there."""
        return self._sheet.home(column) if isinstance(self._sheet, HasHome) else (self.name, column)

    def hidden_rows(self) -> RowSet:
        """Those of the sheet."""
        return self._sheet.hidden_rows()

    def hidden_columns(self) -> Collection[int]:
        """Those of the sheet."""
        return self._sheet.hidden_columns()

    def sum_rows(self, columns: Set[int]) -> Set[int]:
        """Those of the sheet, in any column of a statement."""
        others = {at for group in self.groups if group.columns[0] in columns for at in group.columns}
        return self._sheet.sum_rows(columns | others)

    @property
    def merged_cells(self) -> Sequence[Range]:
        """Those of the sheet."""
        return self._sheet.merged_cells

    @property
    def comments(self) -> Mapping[tuple[int, int], str]:
        """Those of the sheet."""
        return self._sheet.comments

    @property
    def from_1904(self) -> bool:
        """As on the sheet."""
        return self._sheet.from_1904

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """The faults of the sheet; those of a statement's columns are in the first of them."""
        first = {column: group.columns[0] for group in self.groups for column in group.columns}
        return {(row, first.get(at, at)): fault for (row, at), fault in self._sheet.faults().items()}

    def rows(self) -> Iterator[list[CellValue]]:
        """Every row; those below the headings with one cell for each statement."""
        for number, row in enumerate(self._sheet.rows(), 1):
            yield self._whole(row) if number > self._header else row

    def _whole(self, row: list[CellValue]) -> list[CellValue]:
        row = list(row)
        for group in self.groups:
            self._merge(row, group)
        return row

    def _merge(self, row: list[CellValue], group: OptionBlock) -> None:
        """Put what is filled in into the first column; two that are filled in are two answers."""
        cells = [row[at] if at < len(row) else "" for at in group.columns]
        pairs = zip(cells, group.columns, strict=True)
        read = [self._answer(cell, at, group) for cell, at in pairs] if group.options else cells
        given = [cell for cell in read if words_alone(as_text(cell)) or as_text(cell) not in ("", "-", "–", "—")]
        if len(given) > 1 and not group.options:  # branches: what says that nothing was asked gives way
            given = [cell for cell in given if words_alone(as_text(cell)) not in _NO_TICKS] or given[:1]
        for at in group.columns:
            if at < len(row):
                row[at] = ""
        if given:
            row += [""] * (group.columns[0] + 1 - len(row))
            row[group.columns[0]] = given[0] if len(given) == 1 else "; ".join(map(as_text, given))

    def _answer(self, cell: CellValue, at: int, group: OptionBlock) -> CellValue:
        """The name of the option, where it is ticked; else empty, or what is neither."""
        text = plain_code(as_text(cell))
        ticked = self._ticked(text, at, group)
        option = group.options[group.columns.index(at)]
        if ticked is None:
            return "" if self._is_comment(at, group) else f"{option} / {text}"
        if not ticked or self._is_comment(at, group):
            return ""
        return option

    def _ticked(self, text: str, at: int, group: OptionBlock) -> bool | None:
        """Whether an option's cell says that it was chosen; None where it says neither."""
        said, option = words_alone(text), group.options[group.columns.index(at)]
        if not text or text in _NO_TICK_SIGNS:
            return False
        if text in _TICK_SIGNS or (said and said == words_alone(option)):
            return True
        code = self._headings.option(text)
        if code is not None and code == self._headings.option(option):
            return True
        if text == self._numbers.get(at):
            return True
        return True if said in _TICKS else False if said in _NO_TICKS else None

    def _is_comment(self, at: int, group: OptionBlock) -> bool:
        """Whether a column whose option the scale does not know holds texts of people's own, and no ticks."""
        option = group.options[group.columns.index(at)]
        if self._headings.is_option(option) or option.strip().isdigit():
            return False
        return any(self._ticked(text, at, group) is None for text in self._values.get(at, ()))

    @cached_property
    def _values(self) -> dict[int, Counter[str]]:
        """Column of an option → what stands in it, blanks apart, and how often."""
        there = {at: Counter[str]() for group in self.groups if group.options for at in group.columns}
        for row in islice(self._sheet.rows(), self._header, None) if there else ():
            for at, values in there.items():
                if at < len(row) and row[at] != "" and len(values) < _SOME_VALUES:
                    values[plain_code(as_text(row[at]))] += 1
        return there

    @cached_property
    def _numbers(self) -> dict[int, str]:
        """Column of an option → the one number that stands in it, which is the option's own."""
        numbers = {at: {text for text in values if text.isdigit()} for at, values in self._values.items()}
        own = {at: some - {"0"} for at, some in numbers.items()}
        found = {
            at: next(iter(some)) for at, some in own.items() if len(some) == 1 and set(self._values[at]) <= {*some, "0"}
        }
        for group in self.groups:
            noughts = [at for at in group.columns if "0" in numbers.get(at, ())]
            others = {found.get(at) for at in group.columns} - {None, "1"}
            if len(noughts) == 1 and others and numbers[noughts[0]] == {"0"}:
                found[noughts[0]] = "0"  # a scale that begins at nought
        return found

    def points_of(self, group: OptionBlock) -> Collection[int]:
        """The points (0: the lowest) of which a statement's options have a column; of options that are numbers, all."""
        points = frozenset(range(len(self._headings.values)))
        options = frozenset(map(self._headings.option, group.options))
        return points if any(option.strip().isdigit() for option in group.options) else points & options

    def untold(self) -> list[tuple[OptionBlock, str]]:
        """The groups of which it cannot be told what is ticked, with a value that says so."""
        return [(group, value) for group in self.groups if group.options and (value := self._contrary(group))]

    def _contrary(self, group: OptionBlock) -> str:
        """A number or another option's name in an option's column; empty where there is none, but for a row of sums."""
        for at in group.columns:
            odd = {text: n for text, n in self._values[at].items() if self._is_contrary(text, at, group)}
            if sum(odd.values()) > max(1, sum(self._values[at].values()) // _ODD_ONE_IN):
                return min(odd)
        return ""

    def _is_contrary(self, text: str, at: int, group: OptionBlock) -> bool:
        number = text.replace(",", "").replace(".", "").replace("%", "").strip().isdigit()
        return (number or self._headings.is_option(text)) and self._ticked(text, at, group) is None


_SOME_VALUES, _ODD_ONE_IN = 1000, 20
