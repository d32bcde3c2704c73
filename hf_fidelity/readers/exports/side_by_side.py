"""One wide table that a tool wrote in pieces, on sheets ``Dataset(1)``, ``Dataset(2)`` …, put together again."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, zip_longest

from hf_fidelity.domain.survey.batch import RowSet
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.i18n import N_
from hf_fidelity.readers.exports.cells.book import Cell, Fault, Refused, Sheet


class SideBySide:
    """Sheets whose rows belong together, as one sheet."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.name = sheets[0].name
        self._widths = [len(next(iter(sheet.rows()), [])) for sheet in sheets]
        self._starts = [0, *accumulate(self._widths)][:-1]

    def rows(self) -> Iterator[list[Cell]]:
        """Every row, the pieces of each beside one another. Raises Refused where a piece has other rows."""
        for pieces in zip_longest(*(sheet.rows() for sheet in self.sheets)):
            row: list[Cell] = []
            for piece, width in zip(pieces, self._widths, strict=True):
                if piece is None:
                    raise Refused(_uneven([str(sheet.name) for sheet in self.sheets]))
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

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column of the whole stands on, and which column it is there."""
        at = max(i for i, start in enumerate(self._starts) if start <= column)
        return self.sheets[at].name, column - self._starts[at]


def _uneven(names: list[str]) -> CellFinding:
    return CellFinding(
        "uneven-sheets",
        N_("The sheets {sheets} belong together, but do not have the same number of rows."),
        {"sheets": names},
        "error",
        remedy=N_("Export the survey again, and leave the sheets as they are."),
    )
