"""Whose a row is: organisation, team, quarter and role, from its cells, its date, or what was said for the file.

Dates that tools write as text do not say which number is the day; the dates of a whole file may.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from hf_fidelity.ground.dates import Quarter, candidates
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.tools import DateOrder
from hf_fidelity.readers.survey.words import FACTS, ColumnKind

Who = tuple[str, str, Quarter, str]
"""Organisation, team, quarter and role (empty where it is not said), as they are first written."""


@dataclass(frozen=True)
class Unknown:
    """What keeps a row from being anybody's: a code, and which of FACTS it is about."""

    code: str
    fact: ColumnKind
    by_date: bool = False
    """Whether the fact was to be told by the row's date."""


@dataclass
class People:
    """Finds out whose rows are. Names that differ by case, blanks or the coding of accents are one."""

    said: Mapping[str, str]
    """Fact → value for the whole file."""
    in_columns: frozenset[str]
    """The facts that have a column."""
    order: DateOrder | None
    """The order of day and month in dates that are texts; None: it cannot be told."""
    edge_days: int
    """So many days on either side of a quarter's edge an answer may be about the other quarter."""
    _names: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[CellValue, ...], tuple[str, str, Quarter | None, str] | Unknown] = field(default_factory=dict)
    _days: dict[CellValue, tuple[date, ...]] = field(default_factory=dict)

    @cached_property
    def by_date(self) -> bool:
        """Whether the day of an answer says which quarter it is about."""
        return "quarter" not in self.said and "quarter" not in self.in_columns

    def of(self, cells: tuple[CellValue, ...], dated: CellValue) -> Who | Unknown:
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

    def day(self, cell: CellValue) -> date | None:
        """The day of a date cell; None where there is none, or where it cannot be told which."""
        days = self._days_of(cell)
        return days[0] if len(days) == 1 else None

    def near_edge(self, cell: CellValue) -> bool:
        """Whether a date lies so close to a quarter's edge that the answer may be about the other quarter."""
        return any(len(candidates(day, self.edge_days)) > 1 for day in self._days_of(cell))

    def _days_of(self, cell: CellValue) -> tuple[date, ...]:
        if cell not in self._days:
            self._days[cell] = days_of(cell, self.order)
        return self._days[cell]

    def _read(self, cells: tuple[CellValue, ...]) -> tuple[str, str, Quarter | None, str] | Unknown:
        names: list[str] = []
        for fact, cell in zip(FACTS[:2], cells, strict=False):
            name = as_text(cell) if fact in self.in_columns else ""
            said = self.said.get(fact, "")
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

    def _quarter(self, cell: CellValue) -> Quarter | Unknown | None:
        """The quarter that a cell or the whole file says; None where the date must say it."""
        said = Quarter.parse(self.said["quarter"]) if "quarter" in self.said else None
        if "quarter" not in self.in_columns:
            return said
        try:
            days = days_of(cell, "day-first") if not isinstance(cell, str) else ()
            told = Quarter.of(days[0]) if days else Quarter.parse(as_text(cell))
        except ValueError:
            return Unknown("bad-quarter" if as_text(cell) else "no-quarter", "quarter")
        return Unknown("other-quarter", "quarter") if said and said != told else told


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(?P<rest>.*)", re.DOTALL)
_OTHER = re.compile(r"(\d{1,2})(?P<mark>[./-])\s?(\d{1,2})[./-]\s?(\d{4})(?!\d)(?P<rest>.*)", re.DOTALL)
_DANISH_TIME = re.compile(r".*\d\.\d\d(\.\d\d)?")
_AMERICAN_TIME = re.compile(r".*\b[ap]\.?m\b\.?", re.IGNORECASE)


def order_in(cells: Iterable[CellValue], usual: DateOrder | None) -> DateOrder | None:
    """The order of day and month that the dates themselves show, else the tool's usual one; None: it cannot be told.

    A number above 12 is a day. Dots between the numbers or in the time are Danish, AM and PM are American.
    """
    shown: set[DateOrder] = set()
    for cell in cells:
        if isinstance(cell, str) and (match := _OTHER.match(cell.strip())):
            first, second = int(match[1]), int(match[3])
            if first > 12 or match["mark"] == "." or _DANISH_TIME.match(match["rest"]):
                shown.add("day-first")
            if second > 12 or _AMERICAN_TIME.match(match["rest"]):
                shown.add("month-first")
    return (usual if not shown else shown.pop()) if len(shown) < 2 else None


def days_of(cell: CellValue, order: DateOrder | None) -> tuple[date, ...]:
    """The day of a cell; two where it could be either, none where it is no date."""
    if isinstance(cell, datetime):
        return (cell.date(),)
    if isinstance(cell, date):
        return (cell,)
    days = _days(cell.strip()) if isinstance(cell, str) else {}
    if order:
        return (days[order],) if order in days else ()
    return tuple(dict.fromkeys(days.values()))


def _days(text: str) -> dict[DateOrder, date]:
    """The day of a text in each order of day and month that makes a date."""
    if match := _ISO.match(text):
        with suppress(ValueError):
            day = date(int(match[1]), int(match[2]), int(match[3]))
            return {"day-first": day, "month-first": day}
        return {}
    possible: dict[DateOrder, date] = {}
    if match := _OTHER.match(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        with suppress(ValueError):
            possible["day-first"] = date(year, second, first)
        with suppress(ValueError):
            possible["month-first"] = date(year, first, second)
    return possible
