"""Dates as survey tools write them: the day, the month or the year first, names of months, serial numbers.

Which number is the day is read off the whole column, and never presumed.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import chain, repeat
from typing import Literal, NamedTuple
from unicodedata import category, normalize

from hf_fidelity.ground import fold, lazily

DateOrder = Literal["day-first", "month-first", "year-first"]
"""Which of three numbers is the day, the month and the year; with the year first, the month comes before the day."""

_ORDERS: tuple[DateOrder, ...] = ("day-first", "month-first", "year-first")
_NO_DATE = date(1980, 1, 1)
"""What LimeSurvey writes where answers are anonymous and no date was kept."""
_MONTHS: tuple[tuple[str, ...], ...] = (
    # English, Danish, Norwegian, Swedish, German; Spanish, French, Dutch; Italian, Portuguese; Finnish; Polish
    ("january", "januari", "jänner", "enero", "janvier", "gennaio", "janeiro", "tammikuuta", "stycznia",
     "styczeń"),
    ("february", "februari", "febrero", "février", "febbraio", "fevereiro", "helmikuuta", "lutego", "luty"),
    ("march", "marts", "mars", "märz", "maerz", "mrz", "mar", "marzo", "maart", "mrt", "março", "maaliskuuta",
     "marca", "marzec"),
    ("april", "aprile", "abril", "avril", "huhtikuuta", "kwietnia", "kwiecień"),
    ("may", "maja", "mayo", "mei", "maggio", "maio", "toukokuuta"),
    ("june", "juni", "junio", "juin", "giugno", "junho", "kesäkuuta", "czerwca", "czerwiec"),
    ("july", "juli", "julio", "juillet", "luglio", "julho", "heinäkuuta", "lipca", "lipiec"),
    ("augusti", "augustus", "agosto", "août", "elokuuta", "sierpnia", "sierpień"),
    ("september", "septiembre", "setiembre", "septembre", "settembre", "setembro", "syyskuuta", "września", "wrzesień"),
    ("october", "oktober", "octubre", "octobre", "ottobre", "outubro", "lokakuuta", "października", "październik"),
    ("november", "noviembre", "novembre", "novembro", "marraskuuta", "listopada"),
    ("december", "desember", "dezember", "diciembre", "décembre", "dicembre", "dezembro", "joulukuuta", "grudnia",
     "grudzień"),
)  # fmt: skip
_WORD = r"[^\W\d_]+"
_WEEKDAY = rf"(?:{_WORD}(?:-{_WORD})?\.?,? )?"  # segunda-feira
_ARTICLE = r"(?:(?:den|the|der|el|le|il|de|d)\.? )?"
_ON = r"(?:de[l]? |of )?"
_BEHIND_DAY = r"(?:(?:st|nd|rd|th|er|de|e|\.?[oa°])(?![^\W\d_])|\.)?,?"  # and not the *o* of 3oct2026
_REST = r"(?!\d)(?P<rest>.*)"
_YEAR_FIRST = lazily(rf"(?P<year>\d{{4}})(?P<mark>[-/.]) ?(?P<m>\d\d?)(?P=mark) ?(?P<d>\d\d?){_REST}")
_COMPACT = lazily(r"(?P<year>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?P<rest>(?:[ t]?\d{4,6})?)")
_NUMBERS = lazily(
    rf"{_WEEKDAY}{_ARTICLE}(?P<a>\d\d?) ?(?P<mark>[./-]) ?(?P<b>\d\d?)"
    rf"(?: ?[./-] ?| (?=\d{{4}}))(?P<c>\d{{4}}|\d\d){_REST}"
)
_NAMED = tuple(
    lazily(pattern)
    for pattern in (
        rf"{_WEEKDAY}{_ARTICLE}(?P<d>\d\d?){_BEHIND_DAY}[ /.-]*{_ON}(?P<word>{_WORD})\.?,?[ /.-]*{_ON}"
        rf"(?P<year>\d{{4}}|\d\d){_REST}",
        rf"{_WEEKDAY}(?P<word>{_WORD})\.?[ -]+(?P<d>\d\d?){_BEHIND_DAY}[ -]+(?P<year>\d{{4}}){_REST}",
        rf"{_WEEKDAY}(?P<word>{_WORD})\.? +(?P<d>\d\d?) (?P<rest>\d[\d:.]+(?: [a-z\d:+]+)?) (?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})[ ./-]+(?P<word>{_WORD})\.?[ ./-]+(?P<d>\d\d?){_REST}",
    )
)
_A_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_IN_NUMBERS = lazily(
    r"(?<![\w.])(?:(?<!\d-)|(?<=19\d\d-)|(?<=20\d\d-))(?:(?:19|20)\d\d(?P<m1>[-./])\d\d?(?P=m1)\d\d?|(?:19|20)\d{6}"
    r"|\d\d?(?P<m2>[-./]) ?\d\d?(?P=m2) ?(?:19|20)\d\d)(?!\d)"
)
_IN_WORDS = tuple(
    lazily(pattern)
    for pattern in (
        r"(?<![\w.])(?<!\d-)(?P<year>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\w-])",
        rf"(?:(?<!\d)(?P<d>\d\d?){_BEHIND_DAY}[ /.-]*{_ON})?(?P<word>{_WORD})\.?"
        rf"(?: (?P<behind>\d\d?)(?:st|nd|rd|th|\.)?,)?[ ,./-]*{_ON}{_A_YEAR}",
        rf"(?<!\d){_A_YEAR}[ ./-]+(?P<word>{_WORD})",
    )
)
"""A month, or a day of one, with its year, inside a text."""
_BEFORE_IT = lazily(
    rf"(?P<word>{_WORD})\.?(?: ?[-–/,&+] ?| (?:og|and|und|och|til|to|bis|et|en|i|ja|y|e) )(?:\d\d?\.? )?\Z"
)
"""Another month before one that has a year: ``april–juni 2026``, ``20. september til 4. oktober 2026``."""
_HAS_A_YEAR = lazily(r"(?<!\d)(?:19|20)\d\d")
_SHORT_MONTHS = frozenset(
    (
        "jan", "feb", "mar", "mrz", "apr", "maj", "may", "mai", "jun", "jul", "aug", "sep", "sept", "okt", "oct",
        "nov", "dec", "dez",
    )
)  # fmt: skip
"""Beginnings that are written for a month; others may be a name or a word: *Lis*, *set*."""
_LONG_ENOUGH, _MONTHS_BEFORE = 5, 40
_SERIAL = lazily(r"\d{5}(?:[.,]\d+)?")
_SERIALS = range(36_526, 73_051)
"""2000 to 2099 in days, as spreadsheets count them: 1 is the first day of 1900."""
_UNIX = lazily(r"(\d{10})(\d{3})?")
_SINCE_1970 = date(1970, 1, 1)
"""Computers count seconds from then, or thousandths of them."""
_ANOTHER_YEAR = lazily(r"(?<![\d+.:-])(?:19|20)\d\d(?!\d)")
_LIKELY_YEARS = range(15, 41)
"""Of years with two digits; others are only read where nothing else makes a date."""
_MOST_YEARS = 2
"""By so many years more than another order may the dates of an order differ: a survey is not answered for decades."""
_DANISH_TIME = lazily(r"[^:]*\d\.\d\d(\.\d\d)?")
_AMERICAN_TIME = lazily(r".*\b[AP]M\b")
_AM_PM = lazily(r"\b[ap]m\b")
_IN_CAPITALS = lazily(r"\d ?[AP]M\b")


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
        is written, and slashes with AM or PM, in capitals, how the month is, unless only the second has a nought in
        front. Of years with two digits, those are none that lie far apart, or in which all answered on the same day.
        """
        dates = [numbers for numbers in map(_numbers, self._texts) if numbers]
        shown = _in_common(numbers.days.keys() for numbers in dates) or frozenset(_ORDERS)
        if len(shown) > 1:
            if any(numbers.pads_second for numbers in dates):  # 3/08/2026 9:15 AM: Australia, and no tool of America's
                dates = [each._replace(usual=() if each.usual == ("month-first",) else each.usual) for each in dates]
            usual = _in_common(frozenset(numbers.usual) for numbers in dates if numbers.usual)
            shown = shown & usual or shown
        days = {order: {numbers.days[order] for numbers in dates if order in numbers.days} for order in shown}
        if len(shown) > 1 and _is_the_same_day_every_year(days.get("year-first", ())):
            del days["year-first"]
        apart = {order: max(years) - min(years) for order, some in days.items() if (years := {d.year for d in some})}
        return frozenset(order for order in days if apart.get(order, 0) <= min(apart.values(), default=0) + _MOST_YEARS)

    def _possible(self, cell: object) -> tuple[date, ...]:
        if isinstance(cell, date):  # a datetime is one
            day = date(cell.year, cell.month, cell.day)
            return (day, date(day.year, day.day, day.month)) if self._turned and day.day != day.month else (day,)
        if isinstance(cell, int | float):
            return _serial(cell)
        text = fold(cell) if isinstance(cell, str) else ""
        if isinstance(cell, str) and (numbers := _numbers(_folded(cell))):
            if len(numbers.days) == 1:  # whatever the order of the others is
                return tuple(numbers.days.values())
            fitting = [day for order, day in numbers.days.items() if order in self.orders]
            return tuple(dict.fromkeys(fitting or numbers.days.values()))
        return _certain(text)

    @cached_property
    def contrary(self) -> tuple[str, str] | None:
        """Two texts of which one shows that the first number is the day, the other that it is the second."""
        only: dict[DateOrder, str] = {}
        for text in sorted(cell for cell in self._cells if isinstance(cell, str)):
            numbers = _numbers(_folded(text))
            if numbers and len(numbers.days) == 1:
                only.setdefault(next(iter(numbers.days)), text)
        first, second = only.get("day-first"), only.get("month-first")
        return (first, second) if first and second else None

    @cached_property
    def _texts(self) -> list[str]:
        return [_folded(cell) for cell in self._cells if isinstance(cell, str)]

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


def _folded(cell: str) -> str:
    """A text, folded; AM and PM stay in capitals where they are, for these tell whose they are."""
    return _AM_PM.sub(lambda half: half[0].upper(), fold(cell)) if _IN_CAPITALS.search(cell) else fold(cell)


def _is_the_same_day_every_year(days: Collection[date]) -> bool:
    """Whether people answered in several years, and on one day of the year: then what was taken for years is none."""
    return len(days) > 1 and len({(day.month, day.day) for day in days}) == 1


class _Numbers(NamedTuple):
    """Three numbers that are a date in some order."""

    days: Mapping[DateOrder, date]
    usual: tuple[DateOrder, ...]
    """The orders in which it is usual to write like this; empty where the writing shows nothing."""
    pads_second: bool
    """Whether the second number has a nought in front, where the first could have one and has none."""


@lru_cache(maxsize=4096)
def _numbers(text: str) -> _Numbers | None:
    """A date in numbers with the year last, or with two digits; None for anything else. ``text`` is :func:`_folded`."""
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
    pads_second = match["b"].startswith("0") and len(match["a"]) == 1
    return _Numbers(days, _usual(match["mark"], match["rest"], pads_second), pads_second) if days else None


def _real(parts: Mapping[DateOrder, tuple[int, int, int]]) -> Iterator[tuple[DateOrder, date]]:
    """Of years, months and days, those that are in the calendar."""
    for order, numbers in parts.items():
        with suppress(ValueError):
            yield order, date(*numbers)


def _usual(mark: str, rest: str, pads_second: bool) -> tuple[DateOrder, ...]:
    if mark == ".":
        return ("day-first",)
    if _DANISH_TIME.fullmatch(rest):
        return ("day-first", "year-first")
    if mark != "/" or not _AMERICAN_TIME.match(rest):
        return ()
    return ("day-first",) if pads_second else ("month-first",)


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
    return month_named(groups["word"])


def month_named(word: str) -> int | None:
    """The month of a folded name or the beginning of one; None where it is none, or could be two."""
    said = _bare(word)
    fits = [i for i, names in enumerate(_NAMES, 1) if len(said) > 2 and any(name.startswith(said) for name in names)]
    whole = [i for i in fits if said in _NAMES[i - 1]]  # *mar* is March, though it begins *marraskuuta*, too
    return (whole or fits)[0] if 1 in (len(whole), len(fits)) else None


def days_mentioned(text: str) -> Iterator[tuple[date, ...]]:
    """The days and months that stand in a text with their year, among other words; of a month its first day.

    Each with all that it could be. *Maj* may be a name, and *marts* without a year is that of any.
    """
    if not _HAS_A_YEAR.search(text):
        return
    line = fold(text)
    for match in _IN_NUMBERS.finditer(line):
        written = match[0].replace(" ", "")
        if days := WrittenDates([written]).days(written):
            yield days
    line = _IN_NUMBERS.sub("\0", line)
    for match in (match for pattern in _IN_WORDS for match in pattern.finditer(line)):
        said, year = match.groupdict(), int(match["year"])
        months = [int(said["m"])] if said.get("m") else _months_up_to(line, match)
        for month, day in zip(months, chain([int(said.get("d") or said.get("behind") or 1)], repeat(1)), strict=False):
            with suppress(ValueError):
                yield (date(year, month, day),)


def _months_up_to(line: str, match: re.Match[str]) -> Iterator[int]:
    """The month that a match names, and those that stand before it and have its year."""
    word, at = match["word"], match.start()
    while month := _month_written(word):
        yield month
        before = _BEFORE_IT.search(line, max(0, at - _MONTHS_BEFORE), at)
        if before is None:
            return
        word, at = before["word"], before.start()


def _month_written(word: str) -> int | None:
    """The month that a folded word of any text is, whole or as it is shortened; None for what is none or may be."""
    whole = word in _SHORT_MONTHS or len(word) >= _LONG_ENOUGH or any(_bare(word) in names for names in _NAMES)
    return month_named(word) if whole else None


def _bare(word: str) -> str:
    """A word without the marks above and below its letters: people leave them out."""
    if word.isascii():
        return word
    return "".join(char for char in normalize("NFD", word) if category(char) != "Mn")


_NAMES = tuple(frozenset(map(_bare, names)) for names in _MONTHS)


def unix_day(text: str) -> date | None:
    """The day (UTC) of a number of seconds since 1970, or of thousandths; None for a number that can be none.

    It is told where no other day is found, and never taken for one: a number may be anything.
    """
    match = _UNIX.fullmatch(text)
    day = _SINCE_1970 + timedelta(days=int(match[1]) // 86_400) if match else _SINCE_1970
    return day if day.year >= _FIRST_YEAR else None


_FIRST_YEAR = 2000


def _serial(days: float) -> tuple[date, ...]:
    """The day that a spreadsheet's serial number stands for; none for a number that is none."""
    return (date(1899, 12, 30) + timedelta(days=int(days)),) if 0 < days < 1e6 and int(days) in _SERIALS else ()
