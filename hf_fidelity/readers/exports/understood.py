"""What was understood of a file: where the answers stand, and what the columns around them say."""

from collections.abc import Mapping
from dataclasses import dataclass

from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.readers.exports.cells.book import Sheet
from hf_fidelity.readers.exports.cells.refs import cell_name
from hf_fidelity.readers.exports.columns import Column
from hf_fidelity.readers.exports.kinds import Kind
from hf_fidelity.readers.exports.layout import Layout
from hf_fidelity.readers.exports.side_by_side import SideBySide


@dataclass(frozen=True)
class Understanding:
    """Where the answers stand and what the columns around them say."""

    sheet: Sheet
    layout: Layout
    header: tuple[int, ...]
    """The rows of the headings, from 1; the answers begin below."""
    columns: tuple[Column, ...]
    said: Mapping[str, str]
    """organisation, team, quarter → what the file says once, above the table."""
    findings: tuple[CellFinding, ...] = ()

    @property
    def statements(self) -> tuple[Column, ...]:
        """The columns that hold answers, from left to right."""
        return tuple(column for column in self.columns if column.statement)

    def of(self, kind: Kind) -> tuple[Column, ...]:
        """The columns of a kind, from left to right."""
        return tuple(column for column in self.columns if column.kind == kind)

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column stands on, and which column it is there."""
        return self.sheet.home(column) if isinstance(self.sheet, SideBySide) else (self.sheet.name, column)

    def cell(self, column: int, row: int) -> tuple[str | None, str]:
        """The sheet and name of a cell: ``G14``."""
        sheet, at = self.home(column)
        return sheet, cell_name(row, at)
