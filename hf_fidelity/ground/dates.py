"""Quarters, deadlines and ages: read, ordered, counted."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple, Self

from hf_fidelity import i18n
from hf_fidelity.ground.patterns import lazily
from hf_fidelity.ground.text import fold, one_line

_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_QUARTER = r"(?:kvartal|kvt\.?|kv\.?|quarter|quartal)"
_SPELLINGS = (
    rf"{_YEAR}[ /_.-]?[QK](?P<part>[1-4])",
    rf"[QK](?P<part>[1-4])(?:[ -]?|, ?){_YEAR}",
    r"[QK](?P<part>[1-4])/(?P<year>20[1-3]\d|[1-3]\d)",
    rf"{_QUARTER} ?(?P<part>[1-4])[ ,]+{_YEAR}",
    rf"(?P<part>[1-4])\.? ?(?:kvartal|kvt\.?|kv\.?|quartal)[ ,]*{_YEAR}",
    rf"(?P<part>[1-4])(?:st|nd|rd|th) quarter[ ,]+{_YEAR}",
    rf"{_YEAR}[ ,:]+(?P<part>[1-4])(?:\.|st|nd|rd|th)? ?{_QUARTER}",
    rf"{_YEAR}[ ,:]+{_QUARTER} ?(?P<part>[1-4])",
)
_SHORT_YEAR = r"(?P<year>[1-3]\d)"
_IN_A_COLUMN = (
    rf"[QK](?P<part>[1-4])[ ,/_'’-]+{_SHORT_YEAR}",
    rf"{_SHORT_YEAR}[ /_-]?[QK](?P<part>[1-4])",
    rf"{_QUARTER} ?(?P<part>[1-4])[ ,/'’-]+{_SHORT_YEAR}",
    rf"(?P<part>[1-4])(?:\.|st|nd|rd|th)? ?{_QUARTER}[ ,/'’-]*{_SHORT_YEAR}",
)
"""What stands in a column of quarters, and elsewhere may be anything."""
_A_PART = lazily(rf"(?:[QK]|{_QUARTER} ?)?([1-4])\.?|([1-4])(?:\.|st|nd|rd|th)? ?{_QUARTER}", re.IGNORECASE)
_YEAR_ALONE = lazily(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_AND = r"\s*(?:[-–/&+]|og|and|und|och|til|to|bis|eller|or|mod|vs\.?)\s*"
_CALLED = rf"(?:[QK]|{_QUARTER} ?)"
_HALF_A_QUARTER = lazily(
    rf"(?<!\w){_CALLED}?[1-4]\.?{_AND}\0|(?<!\w)(?:{_CALLED}[1-4]|[1-4]\.),\s*\0|\0(?:{_AND}|,\s*){_CALLED}?[1-4](?!\d)",
    re.IGNORECASE,
)
"""Another quarter beside one that is named in full, which stands as a nought: ``Q2-Q3 2026``."""
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
        """Read ``2026-Q3``, ``3. kvartal 2026``, ``Kvartal 3, 2026``, ``Q3 2026``, ``Q3/26``, ``2026K3`` or a date.

        Dates are read by :func:`day`. Raises ValueError for anything else.
        """
        return cls.named(text) or cls.of(read_day(text))

    @classmethod
    def named(cls, text: str) -> Self | None:
        """The quarter that a text calls by its number, as :meth:`parse` reads it; None for a date or anything else."""
        return cls._as_spelt(text, _SPELLINGS)

    @classmethod
    def in_a_column(cls, text: str) -> Self | None:
        """As :meth:`named`, in a column of quarters, where years may have two digits: ``Q3-26``, ``3. kvartal 26``."""
        return cls._as_spelt(text, (*_SPELLINGS, *_IN_A_COLUMN))

    @classmethod
    def _as_spelt(cls, text: str, spellings: Sequence[str]) -> Self | None:
        line = one_line(text)
        if sum(map(str.isdigit, line)) <= 2:  # a year has two digits at the least, and a part of it one
            return None
        matches = (re.fullmatch(spelling, line, re.IGNORECASE) for spelling in spellings)
        return next((cls._spelt(match) for match in matches if match), None)

    @staticmethod
    def part_of_year(text: str) -> int | None:
        """The number of a quarter of which a text does not say the year: ``3``, ``Q3``, ``3. kvartal``."""
        match = _A_PART.fullmatch(one_line(text))
        return int(match[1] or match[2]) if match else None

    @staticmethod
    def year_alone(text: str) -> int | None:
        """The year that a text is, and nothing else."""
        return int(text) if _YEAR_ALONE.fullmatch(text) else None

    @classmethod
    def _spelt(cls, spelling: re.Match[str]) -> Self:
        """A quarter as one of the spellings says it; of a year with two digits the century is this one."""
        year = int(spelling["year"])
        return cls(year if year >= 100 else 2000 + year, int(spelling["part"]))

    @classmethod
    def mentioned(cls, text: str) -> frozenset[Self]:
        """The quarters that stand in a text by their numbers, among other words: ``Skema, 3. kvartal 2026``.

        None where it names more than it says in full: ``2. og 3. kvartal 2026``, ``Q3 2026 mod 2025``.
        """
        found, rest = set(), one_line(text)
        for spelling in _SPELLINGS:
            pattern = re.compile(rf"(?<![\w.]){spelling}(?!\w)", re.IGNORECASE)
            found |= set(map(cls._spelt, pattern.finditer(rest)))
            rest = pattern.sub("\0", rest)
        years = set(map(int, _YEAR_ALONE.findall(rest))) - {quarter.year for quarter in found}
        return frozenset() if years or _HALF_A_QUARTER.search(rest) else frozenset(found)

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


# Deadlines, as people write them: a day, a month or a quarter; and where it is known which day it is, a day from there.


_DUE_MONTHS = (
    "januar january jan", "februar february feb", "marts march mar", "april apr", "maj may", "juni june jun",
    "juli july jul", "august aug", "september sept sep", "oktober october okt oct", "november nov", "december dec",
)  # fmt: skip
_DUE_MONTH = {name: number for number, names in enumerate(_DUE_MONTHS, 1) for name in names.split()}
_DUE_NAMED = rf"(?P<name>{'|'.join(sorted(_DUE_MONTH, key=len, reverse=True))})\.?"
_SHORT_YEAR = r"(?P<year>(?:(?:19|20|21)\d|\d)\d)"
_DAY_AND_MONTH = (
    r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\.?",
    r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})",
    rf"(?:den )?(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)? (?:of )?{_DUE_NAMED}",
    rf"{_DUE_NAMED} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?",
)
_WITH_A_YEAR = tuple(rf"{both}(?:[ ./-]{{1,2}}|(?<=\.)){_SHORT_YEAR}" for both in _DAY_AND_MONTH)
_A_MONTH = (rf"{_DUE_NAMED} {_YEAR}", _DUE_NAMED)
_FROM_TODAY = {
    "i dag": 0, "idag": 0, "today": 0, "i morgen": 1, "imorgen": 1, "tomorrow": 1, "i overmorgen": 2,
    "næste uge": 7, "om en uge": 7, "next week": 7, "in a week": 7,
}  # fmt: skip
_QUARTERS = {
    "dette kvartal": 0, "i dette kvartal": 0, "this quarter": 0, "næste kvartal": 1, "i næste kvartal": 1,
    "next quarter": 1,
}  # fmt: skip
_MONTHS_ON = {
    "denne måned": 0, "this month": 0, "næste måned": 1, "om en måned": 1, "next month": 1, "in a month": 1,
}  # fmt: skip
_LATER = r"(?:om|in) (?P<number>\d{1,3}) (?P<unit>dag|day|uge|week|måned|month)(?:e|er|r|s)?"


def last_day(text: str, today: date | None = None) -> date:
    """The day that a deadline says: a date (the day first), or the last day of a month or a quarter.

    With ``today`` also ``i morgen``, ``næste kvartal``, ``om 2 uger``, and a day or a month without its year: the next
    one there is. Raises ValueError for anything else.
    """
    with suppress(ValueError):
        return read_day(text)
    wanted = fold(text)
    with suppress(ValueError):
        return Quarter.parse(wanted).last_day
    with suppress(ValueError):  # the 31st of June
        if found := _dated(wanted) or _due_month(wanted, today) or (today and _from(wanted, today)):
            return found
    raise ValueError(text)


def _dated(wanted: str) -> date | None:
    for pattern in _WITH_A_YEAR:
        if match := re.fullmatch(pattern, wanted):
            return date(_year(match["year"]), _month_of(match), int(match["d"]))
    return None


def _month_of(match: re.Match[str]) -> int:
    named = match.groupdict().get("name")
    return _DUE_MONTH[named] if named else int(match["m"])


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _due_month(wanted: str, today: date | None) -> date | None:
    """The last day of a month; without its year the next one that is not over."""
    match = next((found for pattern in _A_MONTH if (found := re.fullmatch(pattern, wanted))), None)
    if match is None or ("year" not in match.groupdict() and today is None):
        return None
    number = _DUE_MONTH[match["name"]]
    if "year" in match.groupdict():
        return _end_of(int(match["year"]), number)
    assert today is not None
    return _end_of(today.year + (number < today.month), number)


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _from(wanted: str, today: date) -> date | None:
    """A day that is told from today on."""
    if wanted in _FROM_TODAY:
        return today + timedelta(days=_FROM_TODAY[wanted])
    if wanted in _QUARTERS:
        return Quarter.of(today).shift(_QUARTERS[wanted]).last_day
    if wanted in _MONTHS_ON:
        year, month = divmod(today.year * 12 + today.month - 1 + _MONTHS_ON[wanted], 12)
        return _end_of(year, month + 1)
    if match := re.fullmatch(_LATER, wanted):
        number, unit = int(match["number"]), match["unit"]
        if unit in ("måned", "month"):
            return _months_ago(-number, today)
        return today + timedelta(days=number * (7 if unit in ("uge", "week") else 1))
    for pattern in _DAY_AND_MONTH:
        if match := re.fullmatch(pattern, wanted):
            return _next_time(int(match["d"]), _month_of(match), today)
    return None


def _next_time(day: int, month: int, today: date) -> date:
    """That day of the year, the next time it comes. Raises ValueError for a day that there is not."""
    here = date(today.year, month, day)
    return here if here >= today else date(today.year + 1, month, day)


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
