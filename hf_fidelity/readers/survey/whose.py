"""Whose a row is: organisation, team, quarter and role, from its cells, its date, or what was said for the file.

Dates that tools write as text do not say which number is the day; the dates of a whole column may.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from hf_fidelity.ground import Quarter, candidates, fold
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.dates import WrittenDates
from hf_fidelity.readers.survey.tools import NOT_SAID
from hf_fidelity.readers.survey.words import FACTS, ColumnKind, is_no_choice, is_yet_to_come

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
    dates: WrittenDates
    """When people answered."""
    quarters: WrittenDates
    """The dates among what stands in the column of quarters."""
    edge_days: int
    """So many days on either side of a quarter's edge an answer may be about the other quarter."""
    _names: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[CellValue, ...], tuple[str, str, Quarter | None, str] | Unknown] = field(default_factory=dict)

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
        possible = set(map(Quarter.of, self.dates.days(dated)))
        if len(possible) != 1:
            return Unknown(_why_not(dated, bool(possible), "date"), "quarter", by_date=True)
        return organisation, team, possible.pop(), role

    def doubtful(self, dated: Iterable[CellValue]) -> tuple[CellValue, tuple[date, ...]] | None:
        """The first date that could be in two quarters, and the days that it could be; None where there is none."""
        for cell in dict.fromkeys(dated):
            days = self.dates.days(cell)
            if len(days) > 1 and len(set(map(Quarter.of, days))) > 1:
                return cell, days
        return None

    def day(self, cell: CellValue) -> date | None:
        """The day of a date cell; None where there is none, or where it cannot be told which."""
        days = self.dates.days(cell)
        return days[0] if len(days) == 1 else None

    def near_edge(self, cell: CellValue) -> bool:
        """Whether a date lies so close to a quarter's edge that the answer may be about the other quarter."""
        return any(len(candidates(day, self.edge_days)) > 1 for day in self.dates.days(cell))

    def _read(self, cells: tuple[CellValue, ...]) -> tuple[str, str, Quarter | None, str] | Unknown:
        names: list[str] = []
        for fact, cell in zip(FACTS[:2], cells, strict=False):
            name = _one_name(cell) if fact in self.in_columns else ""
            said = self.said.get(fact, "")
            if not (name or said):
                return Unknown(f"no-{fact}", fact)
            if name and said and fold(name) != fold(said):
                return Unknown(f"other-{fact}", fact)
            if not said and is_no_choice(name):
                return Unknown("no-choice", fact)
            names.append(self._names.setdefault(f"{fact} {fold(said or name)}", said or name))
        quarter = self._quarter(cells[2])
        if isinstance(quarter, Unknown):
            return quarter
        role = _one_name(cells[3])
        return names[0], names[1], quarter, self._names.setdefault(f"role {fold(role)}", role)

    def _quarter(self, cell: CellValue) -> Quarter | Unknown | None:
        """The quarter that a cell or the whole file says; None where the date must say it."""
        said = Quarter.parse(self.said["quarter"]) if "quarter" in self.said else None
        if "quarter" not in self.in_columns:
            return said
        possible = quarters_of(cell, self.quarters)
        if said in possible:
            return said
        if len(possible) != 1:
            return Unknown(_why_not(cell, bool(possible), "quarter"), "quarter")
        told = possible.pop()
        return Unknown("other-quarter", "quarter") if said and said != told else told


def _one_name(cell: CellValue) -> str:
    """The name in a cell; empty where nobody said one, or several at once.

    Where more than one may be chosen from a list, some tools write a semicolon behind each.
    """
    name = as_text(cell)
    if name.endswith(";"):
        chosen = [each for part in name.split(";") if (each := part.strip())]
        name = chosen[0] if len(chosen) == 1 else ""
    return "" if fold(name) in NOT_SAID or is_yet_to_come(fold(name)) else name


def quarters_of(cell: CellValue, dates: WrittenDates) -> set[Quarter]:
    """The quarter that a cell calls by its number, or those that its date can be in."""
    named = Quarter.named(as_text(cell))
    return {named} if named else set(map(Quarter.of, dates.days(cell)))


def _why_not(cell: CellValue, possible: bool, what: str) -> str:
    """The code of why a cell tells no quarter: it could be two, nothing stands in it, or something else than that."""
    if possible:
        return "ambiguous-date"
    return f"no-{what}" if fold(as_text(cell)) in NOT_SAID else f"bad-{what}"
