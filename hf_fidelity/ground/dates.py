"""Quarters, deadlines and ages: read, ordered, counted; and dates as survey tools write them."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, NamedTuple, Self

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
        return cls.named(text) or cls.of(read_day(text))

    @classmethod
    def named(cls, text: str) -> Self | None:
        """The quarter that a text calls by its number, as :meth:`parse` reads it; None for a date or anything else."""
        for spelling in _SPELLINGS:
            if match := re.fullmatch(spelling, one_line(text), re.IGNORECASE):
                return cls(int(match["year"]), int(match["part"]))
        return None

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


# Dates as survey tools write them: with the day, the month or the year first, with names of months, as serial numbers.


DateOrder = Literal["day-first", "month-first", "year-first"]
"""Which of three numbers is the day, the month and the year; with the year first, the month comes before the day."""

_ORDERS: tuple[DateOrder, ...] = ("day-first", "month-first", "year-first")
_NO_DATE = date(1980, 1, 1)
"""What LimeSurvey writes where answers are anonymous and no date was kept."""
_MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "januar", "januari", "enero", "janvier", "jän"),
    ("february", "februar", "februari", "febrero", "février"),
    ("march", "marts", "mars", "märz", "maerz", "mrz", "marzo"),
    ("april", "abril", "avril"),
    ("may", "maj", "mai", "mayo"),
    ("june", "juni", "junio", "juin"),
    ("july", "juli", "julio", "juillet"),
    ("august", "augusti", "agosto", "août"),
    ("september", "septiembre", "setiembre", "septembre"),
    ("october", "oktober", "octubre", "octobre"),
    ("november", "noviembre", "novembre"),
    ("december", "desember", "dezember", "diciembre", "décembre"),
)
_WORD = r"[^\W\d_]+"
_WEEKDAY = rf"(?:{_WORD}\.?,? )?"
_ARTICLE = r"(?:(?:den|the|der|el|d)\.? )?"
_ON = r"(?:de[l]? |of )?"
_BEHIND_DAY = r"(?:st|nd|rd|th|\.|º)?,?"
_REST = r"(?!\d)(?P<rest>.*)"
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})(?P<mark>[-/.]) ?(?P<m>\d\d?)(?P=mark) ?(?P<d>\d\d?){_REST}")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?P<rest>(?:[ t]?\d{4,6})?)")
_NUMBERS = re.compile(
    rf"{_WEEKDAY}{_ARTICLE}(?P<a>\d\d?) ?(?P<mark>[./-]) ?(?P<b>\d\d?) ?[./-] ?(?P<c>\d{{4}}|\d\d){_REST}"
)
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WEEKDAY}{_ARTICLE}(?P<d>\d\d?){_BEHIND_DAY}[ /.-]*{_ON}(?P<word>{_WORD})\.?,?[ /.-]*{_ON}"
        rf"(?P<year>\d{{4}}|\d\d){_REST}",
        rf"{_WEEKDAY}(?P<word>{_WORD})\.?[ -]+(?P<d>\d\d?){_BEHIND_DAY}[ -]+(?P<year>\d{{4}}){_REST}",
        rf"{_WEEKDAY}(?P<word>{_WORD})\.? +(?P<d>\d\d?) (?P<rest>\d[\d:.]+(?: [a-z\d:+]+)?) (?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})[ ./-]+(?P<word>{_WORD})\.?[ ./-]+(?P<d>\d\d?){_REST}",
    )
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_SERIALS = range(36_526, 73_051)
"""2000 to 2099 in days, as spreadsheets count them: 1 is the first day of 1900."""
_ANOTHER_YEAR = re.compile(r"(?<![\d+.:-])(?:19|20)\d\d(?!\d)")
_LIKELY_YEARS = range(15, 41)
"""Of years with two digits; others are only read where nothing else makes a date."""
_DANISH_TIME = re.compile(r".*\d\.\d\d(\.\d\d)?")
_AMERICAN_TIME = re.compile(r".*\b[ap]\.?m\b\.?")


class WrittenDates:
    """The dates of one column. Which number is the day is read off the column itself, and never presumed."""

    def __init__(self, cells: Iterable[object]) -> None:
        self._cells = set(cells)
        self._days: dict[object, tuple[date, ...]] = {}

    def days(self, cell: object) -> tuple[date, ...]:
        """The day of a cell; several where it could be any of them, none where it is no date."""
        if cell not in self._days:
            self._days[cell] = tuple(day for day in self._possible(cell) if day != _NO_DATE)
        return self._days[cell]

    @cached_property
    def orders(self) -> Set[DateOrder]:
        """The orders that the numbers may stand in: one where the column shows it.

        A number above 12 is a day. Where numbers do not tell, dots between them or in the time are how the day first
        is written, and slashes with AM or PM how the month is. Of years with two digits, the numbers that vary least
        are the years.
        """
        dates = [numbers for numbers in map(_numbers, self._texts) if numbers]
        shown = _in_common(numbers.days.keys() for numbers in dates) or frozenset(_ORDERS)
        if len(shown) > 1:
            usual = _in_common(frozenset(numbers.usual) for numbers in dates if numbers.usual)
            shown = shown & usual or shown
        years = {
            order: len({numbers.days[order].year for numbers in dates if order in numbers.days}) for order in shown
        }
        return frozenset(order for order in shown if years[order] == min(years.values()))

    def _possible(self, cell: object) -> tuple[date, ...]:
        if isinstance(cell, date):  # a datetime is one
            day = date(cell.year, cell.month, cell.day)
            return (day, date(day.year, day.day, day.month)) if self._turned and day.day != day.month else (day,)
        if isinstance(cell, int | float):
            return _serial(cell)
        text = fold(cell) if isinstance(cell, str) else ""
        if numbers := _numbers(text):
            fitting = [day for order, day in numbers.days.items() if order in self.orders]
            return tuple(dict.fromkeys(fitting or numbers.days.values()))
        return _certain(text)

    @cached_property
    def _texts(self) -> list[str]:
        return [fold(cell) for cell in self._cells if isinstance(cell, str)]

    @cached_property
    def _turned(self) -> bool:
        """Whether date cells may have day and month changed round.

        A spreadsheet that takes `03/24/2026` for no date leaves it a text, and makes 8 March of `08/03/2026` for
        3 August: then every text has a number above 12, and no date cell has a day above it.
        """
        if not self._texts or not all(cell.day <= 12 for cell in self._cells if isinstance(cell, date)):
            return False
        dates = [numbers for numbers in map(_numbers, self._texts) if numbers]
        return bool(dates) and all(len(numbers.days) == 1 for numbers in dates)


class _Numbers(NamedTuple):
    """Three numbers that are a date in some order."""

    days: Mapping[DateOrder, date]
    usual: tuple[DateOrder, ...]
    """The orders in which it is usual to write like this; empty where the writing shows nothing."""


@lru_cache(maxsize=4096)
def _numbers(text: str) -> _Numbers | None:
    """A date in numbers with the year last, or with two digits; None for anything else. ``text`` is folded."""
    match = _NUMBERS.fullmatch(text)
    if match is None or _ANOTHER_YEAR.search(match["rest"]):
        return None
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    parts: dict[DateOrder, tuple[int, int, int]] = {"day-first": (c, b, a), "month-first": (c, a, b)}
    if len(match["c"]) == 2:
        parts = {order: (2000 + year, m, d) for order, (year, m, d) in parts.items()} | {"year-first": (2000 + a, b, c)}
    days = dict(_real(parts))
    if len(match["c"]) == 2:
        days = {order: day for order, day in days.items() if day.year - 2000 in _LIKELY_YEARS} or days
        if match["mark"] == ".":  # a time is no date
            days.pop("month-first", None)
    return _Numbers(days, _usual(match["mark"], match["rest"])) if days else None


def _real(parts: Mapping[DateOrder, tuple[int, int, int]]) -> Iterator[tuple[DateOrder, date]]:
    """Of years, months and days, those that are in the calendar."""
    for order, numbers in parts.items():
        with suppress(ValueError):
            yield order, date(*numbers)


def _usual(mark: str, rest: str) -> tuple[DateOrder, ...]:
    if mark == "." or _DANISH_TIME.fullmatch(rest):
        return ("day-first", "year-first")
    return ("month-first",) if mark == "/" and _AMERICAN_TIME.match(rest) else ()


def _in_common(sets: Iterable[Iterable[DateOrder]]) -> frozenset[DateOrder]:
    """What is in all of some sets; empty for none."""
    every = list(map(frozenset, sets))
    return every[0].intersection(*every[1:]) if every else frozenset()


def _certain(text: str) -> tuple[date, ...]:
    """The day of a text that can be one only: year first, with the month's name, or a serial number."""
    if _SERIAL.fullmatch(text):
        return _serial(float(text.replace(",", ".")))
    for pattern in (_YEAR_FIRST, _COMPACT, *_NAMED):
        match = pattern.fullmatch(text)
        if match and not _ANOTHER_YEAR.search(match["rest"]) and (month := _month(match)):
            year = int(match["year"])
            with suppress(ValueError):
                return (date(year if year >= 100 else 2000 + year, month, int(match["d"])),)
    return ()


def _month(match: re.Match[str]) -> int | None:
    """The month that a number, a name or the beginning of a name says; None where it is none, or could be two."""
    groups = match.groupdict()
    if "m" in groups:
        return int(groups["m"])
    word = groups["word"]
    fits = [i for i, names in enumerate(_MONTHS, 1) if len(word) > 2 and any(name.startswith(word) for name in names)]
    return fits[0] if len(fits) == 1 else None


def _serial(days: float) -> tuple[date, ...]:
    """The day that a spreadsheet's serial number stands for; none for a number that is none."""
    return (date(1899, 12, 30) + timedelta(days=int(days)),) if 0 < days < 1e6 and int(days) in _SERIALS else ()
