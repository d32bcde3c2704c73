"""Whose a row is: organisation, team, quarter and role, from its cells, its date, or what was said for the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hf_fidelity.ground.dates import Quarter, candidates
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.exports.cells.book import Cell
from hf_fidelity.readers.exports.cells.cell_text import as_text
from hf_fidelity.readers.exports.dates import days_of, order_in
from hf_fidelity.readers.exports.kinds import FACTS, Kind
from hf_fidelity.readers.exports.layout import DateOrder

Who = tuple[str, str, Quarter, str]
"""Organisation, team, quarter and role (empty where it is not said), as they are first written."""


@dataclass(frozen=True)
class Unknown:
    """What keeps a row from being anybody's: a code, and which of FACTS it is about."""

    code: str
    fact: Kind
    by_date: bool = False
    """Whether the fact was to be told by the row's date."""


class People:
    """Finds out whose rows are. Names that differ by case, blanks or the coding of accents are one."""

    def __init__(
        self,
        said: Mapping[str, str],
        in_columns: Iterable[str],
        dates: Iterable[Cell],
        usual: DateOrder | None,
        edge_days: int,
    ) -> None:
        """``said``: fact → value for the whole file; ``in_columns``: the facts that have a column."""
        self._said, self._in_columns = said, frozenset(in_columns)
        self._order = order_in(dates, usual)
        self._edge_days = edge_days
        self._names: dict[str, str] = {}
        self._known: dict[tuple[Cell, ...], tuple[str, str, Quarter | None, str] | Unknown] = {}
        self._days: dict[Cell, tuple[date, ...]] = {}

    def of(self, cells: tuple[Cell, ...], dated: Cell) -> Who | Unknown:
        """Whose a row is, from its cells for organisation, team, quarter and role, and its date."""
        if cells not in self._known:
            self._known[cells] = self._read(cells)
        known = self._known[cells]
        if isinstance(known, Unknown):
            return known
        organisation, team, quarter, role = known
        if quarter is not None:
            return organisation, team, quarter, role
        possible = set(map(Quarter.of, self._days_of(dated)))
        if len(possible) != 1:
            return Unknown("ambiguous-date" if possible else "no-date", "quarter", by_date=True)
        return organisation, team, possible.pop(), role

    def day(self, cell: Cell) -> date | None:
        """The day of a date cell; None where there is none, or where it cannot be told which."""
        days = self._days_of(cell)
        return days[0] if len(days) == 1 else None

    def near_edge(self, cell: Cell) -> bool:
        """Whether a date lies so close to a quarter's edge that the answer may be about the other quarter."""
        return any(len(candidates(day, self._edge_days)) > 1 for day in self._days_of(cell))

    def _days_of(self, cell: Cell) -> tuple[date, ...]:
        if cell not in self._days:
            self._days[cell] = days_of(cell, self._order)
        return self._days[cell]

    def _read(self, cells: tuple[Cell, ...]) -> tuple[str, str, Quarter | None, str] | Unknown:
        names: list[str] = []
        for fact, cell in zip(FACTS[:2], cells, strict=False):
            name = as_text(cell) if fact in self._in_columns else ""
            said = self._said.get(fact, "")
            if not (name or said):
                return Unknown(f"no-{fact}", fact)
            if name and said and fold(name) != fold(said):
                return Unknown(f"other-{fact}", fact)
            names.append(self._names.setdefault(f"{fact} {fold(said or name)}", said or name))
        quarter = self._quarter(cells[2])
        if isinstance(quarter, Unknown):
            return quarter
        role = as_text(cells[3])
        return names[0], names[1], quarter, self._names.setdefault(f"role {fold(role)}", role)

    def _quarter(self, cell: Cell) -> Quarter | Unknown | None:
        """The quarter that a cell or the whole file says; None where the date must say it."""
        said = Quarter.parse(self._said["quarter"]) if "quarter" in self._said else None
        if "quarter" not in self._in_columns:
            return said
        try:
            days = days_of(cell, "day-first") if not isinstance(cell, str) else ()
            found = Quarter.of(days[0]) if days else Quarter.parse(as_text(cell))
        except ValueError:
            return Unknown("bad-quarter" if as_text(cell) else "no-quarter", "quarter")
        return Unknown("other-quarter", "quarter") if said and said != found else found
