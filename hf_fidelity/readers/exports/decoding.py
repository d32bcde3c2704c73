"""A column's cells → what they mean; every value is looked at once, however often it stands there."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from hf_fidelity.domain.survey.batch import SkipReason
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.exports.answers import DIGIT, NOT_ANSWERS, UNKNOWN, Words
from hf_fidelity.readers.exports.cells.book import Cell
from hf_fidelity.readers.exports.cells.cell_text import as_text
from hf_fidelity.readers.exports.columns import Column
from hf_fidelity.readers.exports.layout import Status


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


class Reasons(dict[Cell, SkipReason | None]):
    """A status column's values → why a row does not count; None: it counts."""

    def __init__(self, status: Status) -> None:
        super().__init__()
        self._status = status

    def __missing__(self, cell: Cell) -> SkipReason | None:
        self[cell] = reason = self._status.reason(fold(as_text(cell)))
        return reason


class Whose(dict[tuple[Cell, ...], tuple[Cell, ...]]):
    """The cells that say whose rows are → what they say: organisation, team, quarter, role. A code is its label."""

    def __init__(self, columns: Sequence[Column | None]) -> None:
        super().__init__()
        self._columns = columns
        self.cells = picker([column.index for column in columns if column])

    def __missing__(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        there = iter(cells)
        self[cells] = meant = tuple([_meant(column, next(there)) if column else "" for column in self._columns])
        return meant


def picker(columns: list[int]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    """What takes the cells of some columns out of a row."""
    if len(columns) < 2:  # where itemgetter gives no tuple
        return lambda row: tuple([row[column] for column in columns])
    return itemgetter(*columns)


def _meant(column: Column, cell: Cell) -> Cell:
    return column.labels.get(as_text(cell), cell) if column.labels else cell
