"""Whose a row is: organisation, team, quarter and role, from its cells, its date, or what was said for the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hf_fidelity.domain.quarter import Quarter, candidates
from hf_fidelity.domain.text import fold
from hf_fidelity.readers.exports.book import Cell
from hf_fidelity.readers.exports.dates import day_of, is_date, order_in
from hf_fidelity.readers.exports.layout import DateOrder
from hf_fidelity.readers.exports.places import as_text
from hf_fidelity.readers.exports.understanding import FACTS

Who = tuple[str, str, Quarter, str]
"""Organisation, team, quarter and role (empty where it is not said), as they are first written."""


@dataclass(frozen=True)
class Unknown:
    """What keeps a row from being anybody's: a code, and which of FACTS it is about."""

    code: str
    fact: str


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
        self._days: dict[Cell, date | None] = {}

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
        if (day := self.day(dated)) is None:
            return Unknown("ambiguous-date" if is_date(dated) else "no-date", "quarter")
        return organisation, team, Quarter.of(day), role

    def day(self, cell: Cell) -> date | None:
        """The day of a date cell; None where there is none, or where it cannot be told which."""
        if cell not in self._days:
            self._days[cell] = day_of(cell, self._order)
        return self._days[cell]

    def near_edge(self, cell: Cell) -> bool:
        """Whether a date lies so close to a quarter's edge that the answer may be about the other quarter."""
        day = self.day(cell)
        return day is not None and len(candidates(day, self._edge_days)) > 1

    def _read(self, cells: tuple[Cell, ...]) -> tuple[str, str, Quarter | None, str] | Unknown:
        names: list[str] = []
        for fact, cell in zip(FACTS[:2], cells, strict=False):
            name = as_text(cell) if fact in self._in_columns else ""
            said = self._said.get(fact, "")
            if not name and fact in self._in_columns:
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
            day = day_of(cell, "day-first") if not isinstance(cell, str) else None
            found = Quarter.of(day) if day else Quarter.parse(as_text(cell))
        except ValueError:
            return Unknown("bad-quarter" if as_text(cell) else "no-quarter", "quarter")
        return Unknown("other-quarter", "quarter") if said and said != found else found
