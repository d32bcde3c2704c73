"""Quarters, deadlines and ages: read, ordered, counted."""

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from hf_fidelity import i18n
from hf_fidelity.ground.text import fold, one_line

_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_MACHINE = re.compile(rf"{_YEAR}-Q(?P<part>[1-4])")
_SPELLINGS = (
    rf"{_YEAR}[ -]?[QK](?P<part>[1-4])",
    rf"[QK](?P<part>[1-4])[ -]?{_YEAR}",
    rf"(?P<part>[1-4])\.? ?(?:kvartal|kvt\.?)[ ,]+{_YEAR}",
    rf"(?P<part>[1-4])(?:st|nd|rd|th) quarter[ ,]+{_YEAR}",
)
_DATES = (
    rf"{_YEAR}-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})",
    rf"(?P<d>\d{{1,2}})[./-] ?(?P<m>\d{{1,2}})[./-] ?{_YEAR}",
)


class Quarter(NamedTuple):
    """A quarter of a year, ordered in time; ``str()`` gives ``2026-Q3``, the form machines read."""

    year: int
    number: int
    """1–4."""

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter a day lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-Q3``, ``3. kvartal 2026``, ``Q3 2026``, ``2026K3``, ``K3-2026`` or a date inside it.

        Dates are read by :func:`day`. Raises ValueError for anything else.
        """
        wanted = one_line(text)
        for spelling in _SPELLINGS:
            if match := re.fullmatch(spelling, wanted, re.IGNORECASE):
                return cls(int(match["year"]), int(match["part"]))
        return cls.of(read_day(text))

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    def words(self) -> str:
        """The quarter in the chosen language: ``3. kvartal 2026``."""
        return i18n.quarter(self.year, self.number)

    def shift(self, quarters: int) -> Self:
        """The quarter that many later (or earlier, if negative)."""
        months = self.year * 4 + self.number - 1 + quarters
        return type(self)(months // 4, months % 4 + 1)

    @property
    def first_day(self) -> date:
        """The quarter's first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        """The quarter's last day."""
        return self.shift(1).first_day - timedelta(days=1)


def read_day(text: str) -> date:
    """The day that a date says: Danish (``14.9.2026``: day first) or ISO. Raises ValueError for anything else."""
    for pattern in _DATES:
        if match := re.fullmatch(pattern, one_line(text)):
            with suppress(ValueError):
                return date(int(match["year"]), int(match["m"]), int(match["d"]))
    raise ValueError(text)


def last_day(text: str) -> date:
    """The day that a deadline says: a date, or the last day of a quarter. Raises ValueError for anything else."""
    try:
        return read_day(text)
    except ValueError:
        return Quarter.parse(text).last_day


def through(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """Every quarter from the first to the last, both included."""
    while first <= last:
        yield first
        first = first.shift(1)


def candidates(today: date, edge_days: int) -> tuple[Quarter, ...]:
    """The quarters a meeting held today may be about, the likeliest first.

    One quarter, except within ``edge_days`` of a quarter's edge, where people meet a little early or late:
    then the current one and the neighbour on the other side of that edge.
    """
    now = Quarter.of(today)
    if (today - now.first_day).days < edge_days:
        return now, now.shift(-1)
    if (now.last_day - today).days < edge_days:
        return now, now.shift(1)
    return (now,)


def _from_record(value: Any) -> Quarter:
    if isinstance(value, Quarter):
        return value
    found = _written_by_machine(value) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("quarter", "a quarter is written like 2026-Q3")
    return found


@lru_cache(maxsize=256)  # thousands of records are about a few quarters
def _written_by_machine(text: str) -> Quarter | None:
    match = _MACHINE.fullmatch(text)
    return Quarter(int(match["year"]), int(match["part"])) if match else None


StoredQuarter = Annotated[
    Quarter,
    BeforeValidator(_from_record),
    PlainSerializer(str),
    WithJsonSchema(
        {"type": "string", "pattern": f"^{_MACHINE.pattern.replace('?P<year>', '').replace('?P<part>', '')}$"}
    ),
]
"""A quarter in a record: only the form ``2026-Q3``."""


# How old something is: ``5y``, ``18m``, ``90d``.


_AGE = r"(?P<number>[1-9]\d{0,4}) ?(?P<unit>y|å|år|m|mdr\.?|d)"


def that_long_ago(age: str, today: date) -> date:
    """The day that lay so many years (``y``, ``å``), months (``m``) or days (``d``) before today.

    Where a month is too short its last day counts. Raises ValueError for anything else.
    """
    match = re.fullmatch(_AGE, fold(age))
    if match is None:
        raise ValueError(age)
    number, unit = int(match["number"]), match["unit"][0]
    if unit == "d":
        return today - timedelta(days=min(number, (today - date.min).days))
    return _months_ago(number if unit == "m" else number * 12, today)


def _months_ago(months: int, today: date) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
