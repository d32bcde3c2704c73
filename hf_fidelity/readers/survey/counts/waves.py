"""Whether answers of several times are counted as one: what a column, the headings or a row above them say of when.

A file may hold two years, months or rounds, or what was said before and after something. Which of them is meant, nobody
but who asked can tell.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from itertools import islice

from hf_fidelity.ground import CellFinding, Quarter, candidates, first_few, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.rows.rows import TableRows
from hf_fidelity.readers.survey.rows.whose import People, quarters_of
from hf_fidelity.readers.survey.sentences import FILE, finding, heading_shown, shortened
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.columns import Headings, TableColumn
from hf_fidelity.readers.survey.words.compared import FACTS, YEARS, ColumnKind, words_alone
from hf_fidelity.readers.survey.words.dates import days_mentioned, month_named
from hf_fidelity.readers.survey.words.waves import asks_otherwise, is_goal, is_of_a_life, is_up_to_now

_SOME_ROWS, _MOST_TIMES = 500, 30
"""So many rows are looked at for columns that may tell times, and no more times than that divide a table."""
_SHOWN = 6
_UNREAD: tuple[ColumnKind, ...] = ("other", "date", "technical")
_WORDS_OF_A_NAME = 3
"""A heading of more words asks for something, as one with a question mark does."""

_ROUNDS = frozenset(
    (
        # Danish, Norwegian, Swedish
        "måling", "målerunde", "måletidspunkt", "målepunkt", "runde", "bølge", "omgang", "halvår",
        "måleomgang", "mätning", "mättillfälle", "mätomgång", "omgång", "halvår år",
        # English
        "wave", "round", "survey wave", "survey round", "half year", "measurement", "measurement point",
        "redcap event name",
        # German, Spanish, Finnish
        "welle", "messung", "messzeitpunkt", "erhebungswelle", "halbjahr", "ola", "medición", "mittaus", "kierros",
    )
)  # fmt: skip
"""What a column of rounds is called: whatever stands there tells them apart."""
_MONTHS = frozenset(
    (
        "måned", "svarmåned", "month", "monat", "månad", "mes", "mês", "mois", "mese", "maand", "miesiąc", "miesiac",
        "kuukausi",
    )
)  # fmt: skip
_WEEKS = frozenset(
    (
        "uge", "uge nr", "ugenr", "ugenummer", "svaruge", "week", "week no", "week number", "kw", "kalenderwoche",
        "vecka", "uke", "semana", "viikko",
    )
)  # fmt: skip
_PERIODS = frozenset(
    (
        "periode", "svarperiode", "måleperiode", "tidspunkt", "sæson", "årstid", "event", "event name", "survey",
        "undersøgelse", "distribution", "period", "season", "time point", "zeitraum", "zeitpunkt", "tidpunkt",
        "säsong", "periodo", "período",
    )
)  # fmt: skip
"""What a column may be called in which a month or a season is when somebody answered, and no birthday."""
_QUARTERS = frozenset(
    ("kvartal", "kvt", "kv", "quarter", "quartal", "trimestre", "halvår", "half", "halbjahr", "q", "v")
)
"""The other parts of a year that are numbered."""
_NUMBER_OF = lazily(r"^(?:hvilken|which) | (?:nr|no|nummer|number|id)$|_?\d$")

_NOW = frozenset(
    (
        "nu", "nuværende", "aktuelt", "dag", "idag", "nå", "now", "today", "current", "currently", "present",
        "heute", "aktuell", "jetzt", "ahora", "hoy",
    )
)  # fmt: skip
_AT_ANOTHER_TIME = frozenset(
    (
        # Danish, Norwegian, Swedish
        "før", "førmåling", "formåling", "præ", "prætest", "efter", "eftermåling", "baseline", "basismåling",
        "basislinje", "nulmåling", "startmåling", "start", "midtvejs", "midtvejsmåling", "slut", "slutmåling",
        "opfølgning", "opfølgende", "opfølgningsmåling", "sidste", "seneste", "forrige", "tidligere",
        "etter", "forut", "oppfølging", "innan", "före", "efteråt", "uppföljning", "förra", "senaste",
        # English
        "before", "after", "pre", "post", "pretest", "posttest", "followup", "follow", "midline", "midterm", "endline",
        "last", "previous", "earlier", "former", "prior",
        # German, Spanish, Finnish
        "vorher", "nachher", "vorige", "letzte", "letztes", "nachbefragung", "antes", "después", "anterior",
        "seguimiento", "ennen", "jälkeen", "edellinen",
    )
)  # fmt: skip
_OTHERWISE = frozenset(
    (
        "ønsket", "ønske", "ønskes", "ønskede", "ideelt", "idealt", "forventet", "forventning", "fremtid",
        "fremtidig", "vigtighed", "vigtigt", "betydning", "ønskelig", "önskat", "önskad", "viktighet", "desired",
        "wanted", "wished", "ideal", "expected", "future", "target", "importance", "important", "gewünscht", "wunsch",
        "wichtigkeit", "deseado", "importancia",
    )
)  # fmt: skip
"""How it should be, or how much it matters: asked beside how it is."""
_SEASONS = frozenset(
    (
        "forår", "foråret", "sommer", "sommeren", "efterår", "efteråret", "vinter", "vinteren", "vår", "våren", "høst",
        "høsten", "höst", "hösten", "spring", "summer", "autumn", "fall", "winter", "frühjahr", "herbst",
    )
)  # fmt: skip
_COUNTED_IN = frozenset(
    (
        "kvartal", "kvartalet", "kvt", "kv", "quarter", "quartal", "halvår", "halvåret", "uge", "week", "half", "vecka",
        "uke", "måling", "målingen", "målerunde", "runde", "runden", "bølge", "omgang", "wave", "round", "time",
        "tidspunkt", "timepoint", "point", "measurement", "welle", "messung", "mätning", "omgång", "event", "arm",
        "t", "w",
    )
)  # fmt: skip
"""What times are numbered as."""
_AROUND = frozenset(
    (
        "år", "året", "måned", "måneder", "mdr", "month", "months", "uger", "weeks", "year", "years", "månad",
        "månader", "test", "skema", "undersøgelse", "survey", "hf", "forløb", "forløbet", "indsats", "indsatsen",
        "situation", "situationen", "status", "up", "the", "i", "in", "den", "det", "nr", "no", "ca", "af", "of",
    )
)  # fmt: skip
_ORDINALS = frozenset(("første", "anden", "andet", "tredje", "fjerde", "first", "second", "third", "fourth"))
_NUMBERED = lazily(r"[tkqwh]\d|\d{1,3}(?:st|nd|rd|th)?")
_YEAR = lazily(r"(?:19|20|21)\d\d")
_PART = lazily(
    r"(?:[qk]|(?:kvartal|kvt|kv|quarter|quartal) ?)([1-4])(?!\d)"
    r"|(?<!\d)([1-4])(?:st|nd|rd|th)? (?:kvartal|kvt|kv|quartal|quarter)"
)
"""A quarter without its year."""


def several_times(table: AnswerTable, rows: TableRows, people: People, headings: Headings) -> Iterator[CellFinding]:
    """That the answers of one quarter may be of several times, or not of the time that is asked."""
    if table.statements[0].how == "mapping":  # somebody has said what each column is
        return
    yield from _divided(table, rows, people)
    said = Quarter.parse(people.said["quarter"]) if "quarter" in people.said else None
    yield from _in_headings(table, headings, said)
    yield from _above_headings(table, headings, said)


# A column that is not read and divides the rows by time.


def _divided(table: AnswerTable, rows: TableRows, people: People) -> Iterator[CellFinding]:
    first = table.header[-1]
    days = table.date_column if any(map(people.dates.days, set(rows.dates))) else None
    unread = [c for c in table.columns if c.kind in _UNREAD and c.names and not c.part_of and c is not days]
    some = list(islice(table.sheet.rows(), first, first + _SOME_ROWS)) if unread else []
    may = [c for c in unread if _may_divide(c, dict.fromkeys(r[c.index] for r in some if len(r) > c.index))]
    if not may:
        return
    numbers, quarters = set(rows.numbers), _quarters(rows, people)
    kept = [row for number, row in enumerate(table.sheet.rows(), 1) if number in numbers]
    for column in may:
        at = column.index
        cells: dict[tuple[CellValue, Quarter | None], None] = dict.fromkeys(
            (row[at] if at < len(row) else "", quarter) for row, quarter in zip(kept, quarters, strict=True)
        )
        if told := _pooled(column, cells, one="quarter" in people.said):
            shown = first_few(f"»{shortened(text)}«" for text in told)
            place, heading = table.place(first, at), heading_shown(column.heading)
            yield finding(FILE, "several-times", place, heading=heading, values=shown)


def _quarters(rows: TableRows, people: People) -> Sequence[Quarter | None]:
    """The quarter in which each row counts; None where it cannot be told."""
    if "quarter" in people.said:
        return [Quarter.parse(people.said["quarter"])] * len(rows.numbers)
    at = FACTS.index("quarter")
    cells = [who[at] for who in rows.who] if "quarter" in people.in_columns else rows.dates
    dates = people.quarters if "quarter" in people.in_columns else people.dates
    known: dict[CellValue, Quarter | None] = {}
    for cell in dict.fromkeys(cells):
        possible = quarters_of(cell, dates)
        known[cell] = next(iter(possible)) if len(possible) == 1 else None
    return [known[cell] for cell in cells]


def _called(heading: str) -> str:
    """What a column is called, without what numbers its values."""
    return _NUMBER_OF.sub("", words_alone(heading)).strip()


def _may_divide(column: TableColumn, cells: Iterable[CellValue]) -> bool:
    """Whether a column may say of its rows when they are from, by its heading or by all that stands in it."""
    there = [cell for cell in cells if as_text(cell)]
    if not there or len(there) > _MOST_TIMES:
        return False
    names = set(map(_called, column.names))
    if not names.isdisjoint(_ROUNDS | YEARS | _MONTHS | _WEEKS):
        return True
    asks = "?" in column.heading or len(words_alone(column.heading).split()) > _WORDS_OF_A_NAME
    texts = list(map(as_text, there))
    if not names.isdisjoint(_PERIODS):
        worded = (re.search(r"[^\W\d_]", text) and (_words_of_time(text) or Quarter.mentioned(text)) for text in texts)
        return all(worded) or all(map(_YEAR_AND_MONTH.fullmatch, texts))
    told = all(_words_of_time(text) or Quarter.mentioned(text) for text in texts) and any(map(_tells_time, texts))
    if any(map(is_of_a_life, column.names)) and all(map(_is_of_calendar, texts)):
        return False
    return told and (not asks or "måling" in words_alone(column.heading))


_PARTS_OF_A_YEAR = _MONTHS | _WEEKS | _QUARTERS | _AROUND
_IN_CALENDARS = lazily(r"[qkwh]?\d{1,4}(?:st|nd|rd|th)?")


def _is_of_calendar(text: str) -> bool:
    """Whether a text names a year or a part of one, and no round: not *Før*, *T1* or *Runde 2*, but *Før 2020*."""
    words = words_alone(text).split()
    known = _PARTS_OF_A_YEAR | (_AT_ANOTHER_TIME if any(map(_YEAR.fullmatch, words)) else frozenset())
    return all(word in known or _sort(word) == "season" or _IN_CALENDARS.fullmatch(word) for word in words)


def _pooled(column: TableColumn, cells: Iterable[tuple[CellValue, Quarter | None]], *, one: bool) -> list[str]:
    """What stands in a column for the several times of which the answers count in one quarter; empty where it is one.

    All that lies in the quarter is one time. ``one``: the quarter was said for the file, and a column that names
    another one in full is told of elsewhere.
    """
    names = set(map(_called, column.names))
    of_quarter: dict[Quarter, dict[object, str]] = {}
    for cell, quarter in cells:
        if quarter is None or not (text := as_text(cell)):
            continue
        time = _time_of(cell, names, quarter)
        if time is None:
            return []
        of_quarter.setdefault(quarter, {}).setdefault(time, text)
    several = [times for times in of_quarter.values() if len(times) > 1]
    texts = list(dict.fromkeys(text for times in several for text in times.values()))
    return [] if len(texts) > _MOST_TIMES or (one and all(map(Quarter.named, texts))) else texts


_INSIDE = "inside"


def _time_of(cell: CellValue, names: set[str], quarter: Quarter) -> object:
    """What time a cell tells, all that lies in the quarter being one; None where it tells none.

    ``names`` are what its column is called.
    """
    text = as_text(cell)
    number = int(text) if text.isdigit() else None
    if not names.isdisjoint(YEARS):
        near = number is not None and quarter.year - 10 <= number <= quarter.year + 1
        return None if not near else _INSIDE if number == quarter.year else number
    if not names.isdisjoint(_MONTHS):
        year, month = _month_of(cell)
        return None if not month else _INSIDE if _in_month(quarter, year, month) else (year, month)
    if not names.isdisjoint(_WEEKS):
        match = re.search(r"(\d{1,2})\D*$", text)
        return (_INSIDE if _in_week(quarter, int(match[1])) else int(match[1])) if match else None
    return _INSIDE if _is_in(quarter, cell) else words_alone(text)


def _is_in(quarter: Quarter, cell: CellValue) -> bool:
    """Whether a cell names a quarter, in full or by its number alone, or one of its months."""
    text = as_text(cell)
    if named := Quarter.mentioned(text):
        return quarter in named
    year, month = _month_of(cell)
    if month and _in_month(quarter, year, month):
        return True
    part = _PART.search(words_alone(text))
    return part is not None and int(part[1] or part[2]) == quarter.number and not _YEAR.search(text)


_YEAR_AND_MONTH = lazily(r"((?:19|20)\d\d)[-./ ]?(\d\d?)|(\d\d?)[-./ ]((?:19|20)\d\d)")


def _month_of(cell: CellValue) -> tuple[int | None, int | None]:
    """The year, where it is said, and the month that a cell names."""
    if isinstance(cell, date):
        return cell.year, cell.month
    text = as_text(cell)
    if match := _YEAR_AND_MONTH.fullmatch(text):
        year, month = int(match[1] or match[4]), int(match[2] or match[3])
    else:
        year, month = 0, int(text) if text.isdigit() else 0
        for word in words_alone(text).split():
            year = int(word) if _YEAR.fullmatch(word) else year
            month = month_named(word) or month
    return year or None, month if 1 <= month <= 12 else None


def _in_month(quarter: Quarter, year: int | None, month: int) -> bool:
    """Whether a month is one of a quarter's."""
    return (month - 1) // 3 + 1 == quarter.number and year in (None, quarter.year)


_EDGE_DAYS = 14


def _around(quarter: Quarter) -> tuple[int, ...]:
    """The years in which answers about a quarter may be given: those of the last one a little later, too."""
    return (quarter.year, quarter.year + 1) if quarter.number == 4 else (quarter.year,)


def _in_week(quarter: Quarter, week: int) -> bool:
    for year in _around(quarter):
        with suppress(ValueError):
            monday = date.fromisocalendar(year, week, 1)
            if any(quarter in candidates(monday + timedelta(days=at), _EDGE_DAYS) for at in (0, 6)):
                return True
    return False


@cache
def _words_of_time(text: str) -> bool:
    """Whether every word of a text has to do with times."""
    words = words_alone(text).split()
    return bool(words) and all(map(_sort, words))


@cache
def _tells_time(text: str) -> bool:
    """Whether a text says when, or numbers something that is done again: *T1*, *Før*, *Efterår 2026*, *HF Q2 2026*."""
    if Quarter.mentioned(text):
        return True
    words = words_alone(text).split()
    sorts = {_sort(word) for word in words}
    numbered = "counted" in sorts and not sorts.isdisjoint(("number", "year"))
    called = any(re.fullmatch(r"[tkqwh]\d", word) for word in words)
    when = {"time", "now", "otherwise"} | ({"season"} if "year" in sorts else set())
    return None not in sorts and (numbered or called or not when.isdisjoint(sorts))


def _sort(word: str) -> str | None:
    """What a word has to do with times; None where nothing."""
    for sort, known in (
        ("now", _NOW), ("time", _AT_ANOTHER_TIME), ("otherwise", _OTHERWISE), ("season", _SEASONS),
        ("counted", _COUNTED_IN), ("beside", _AROUND),
    ):  # fmt: skip
        if word in known:
            return sort
    if word in _ORDINALS or _NUMBERED.fullmatch(word):
        return "number"
    return "year" if _YEAR.fullmatch(word) else "season" if len(word) > 2 and month_named(word) else None


# What stands in the headings of the statements, or above them.


def _in_headings(table: AnswerTable, headings: Headings, said: Quarter | None) -> Iterator[CellFinding]:
    """That the headings of several statements have words for another time than the quarter's beside what is asked."""
    parts = [_beside(column, headings) for column in table.statements]
    codes = _codes([next(filter(_CODE.fullmatch, some), "") for some in parts])
    beside = [" ".join(part for part in some if part not in codes).strip() for some in parts]
    beside = [text if beside.count(text) > 1 else _without_number(text) for text in beside]
    if told := _another(beside, headings, said):
        at = next(i for i, text in enumerate(beside) if text in told)
        place = table.place(table.header[-1], table.statements[at].index)
        yield finding(FILE, "another-time", place, values=[f"»{shortened(text)}«" for text in told[:_SHOWN]])


def _beside(column: TableColumn, headings: Headings) -> list[str]:
    """The words of each of a statement's headings that are neither its text nor its id."""
    return [headings.beside(str(column.statement), name) for name in column.names]


_CODE, _PERHAPS_A_QUARTER = lazily(r"q(id)?\d{1,3}( \d{1,3})*"), lazily(r"q[1-4]")


def _codes(texts: Sequence[str]) -> frozenset[str]:
    """The words beside statements, if they are what a tool calls its questions: ``Q2_1``, ``Q2_2``, each once.

    *Q2* and *Q3* alone may be quarters.
    """
    coded = all(map(_CODE.fullmatch, texts)) and not all(map(_PERHAPS_A_QUARTER.fullmatch, texts))
    return frozenset(texts) if coded and len(set(texts)) == len(texts) > 1 else frozenset()


def _without_number(text: str) -> str:
    """Words without the number that a statement has, and no other."""
    return " ".join(word for word in text.split() if not re.fullmatch(r"\d{1,2}|[a-z]", word))


def _above_headings(table: AnswerTable, headings: Headings, said: Quarter | None) -> Iterator[CellFinding]:
    """That right above the statements such words stand, in a row that names no columns."""
    number = table.header[0] - 1
    row = next(islice(table.sheet.rows(), number - 1, None), []) if number > 0 else []
    above = {column.index: as_text(row[column.index]) for column in table.statements if column.index < len(row)}
    texts = [words_alone(text) for text in above.values() if text]
    if texts and not _codes(texts) and (told := _another(texts, headings, said, least=1)):
        at = next(at for at, text in above.items() if words_alone(text) in told)
        place = table.place(number, at)
        yield finding(FILE, "another-time", place, values=[f"»{shortened(text)}«" for text in told[:_SHOWN]])


_OF_SEVERAL = 2
"""Behind one statement alone a time is a part of what is asked."""


def _another(beside: Sequence[str], headings: Headings, said: Quarter | None, least: int = _OF_SEVERAL) -> list[str]:
    """Those of some words beside statements that are for another time than the quarter's, or for two times at once."""
    often: Mapping[str, int] = {text: beside.count(text) for text in dict.fromkeys(beside) if text}
    told = [
        text
        for text, n in often.items()
        if n >= min(least, len(beside))
        and (_tells(text) or (is_goal(text) and all(_tells(other) or is_goal(other) for other in often)))
        and not headings.prints(text)
    ]
    if len(told) > 1 and (said is None or any(not _is_in(said, text) for text in told)):
        return told
    return [text for text in told if _is_another(text, said)]


def _tells(text: str) -> bool:
    if is_up_to_now(text):
        return False
    dated = bool(_YEAR.search(text)) and all(_YEAR.fullmatch(word) or word in _AROUND for word in text.split())
    return _tells_time(text) or dated or asks_otherwise(text)


def _is_another(text: str, said: Quarter | None) -> bool:
    """Whether words that tell a time tell another one than a quarter, and not which of several rounds it is."""
    words = text.split()
    years = {int(word) for word in words if _YEAR.fullmatch(word)}
    if {"time", "otherwise"} & {_sort(word) for word in words} or "t0" in words or "t1" in words:
        return True
    if asks_otherwise(text) or is_goal(text):
        return True
    if said is None or Quarter.mentioned(text) or any(days_mentioned(text)):  # of those in full is told elsewhere
        return False
    part = _PART.search(text)
    other_part = part is not None and int(part[1] or part[2]) != said.number
    return other_part or (bool(years) and said.year not in years)
