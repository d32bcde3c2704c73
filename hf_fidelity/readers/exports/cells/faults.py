"""What a reader of values does not tell: error cells, formulas without a value, hidden rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hf_fidelity.domain.survey.batch import RowSet
from hf_fidelity.readers.exports.cells.book import Fault

ERROR_TEXTS: Mapping[int, str] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""How Excel's binary formats number their errors."""


@dataclass(frozen=True)
class Faults:
    """What is wrong with the cells of one sheet, and which rows are hidden."""

    cells: Mapping[tuple[int, int], tuple[Fault, str]] = field(default_factory=dict)
    hidden: RowSet = field(default_factory=RowSet)


def runs(found: Iterable[tuple[int, int]]) -> RowSet:
    """Ascending runs of rows, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for first, last in found:
        if joined and joined[-1][1] == first - 1:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return RowSet(tuple(joined))
