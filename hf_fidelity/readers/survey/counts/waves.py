"""Whether answers of several times are counted as one: what a column, the headings or a row above them say of when.

A file may hold two years, months or rounds, or what was said before and after something. Which of them is meant, nobody
but who asked can tell.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
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
from hf_fidelity.readers.survey.words.of_a_life import is_of_a_life
from hf_fidelity.readers.survey.words.waves import (
    A_YEAR,
    MONTHS,
    PART_OF_A_YEAR,
    PERIODS,
    ROUNDS,
    WEEKS,
    are_words_of_time,
    asks_otherwise,
    is_at_another_time,
    is_goal,
    is_of_calendar,
    tells_of_time,
    tells_time,
)

_SOME_ROWS, _MOST_TIMES = 500, 30
"""So many rows are looked at for columns that may tell times, and no more times than that divide a table."""
_SHOWN = 6
_UNREAD: tuple[ColumnKind, ...] = ("other", "date", "technical")
_WORDS_OF_A_NAME = 3
"""A heading of more words asks for something, as one with a question mark does."""

_NUMBER_OF = lazily(r"^(?:hvilken|which) | (?:nr|no|nummer|number|id)$|_?\d$")


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
    if not names.isdisjoint(ROUNDS | YEARS | MONTHS | WEEKS):
        return True
    asks = "?" in column.heading or len(words_alone(column.heading).split()) > _WORDS_OF_A_NAME
    texts = list(map(as_text, there))
    if not names.isdisjoint(PERIODS):
        worded = (
            re.search(r"[^\W\d_]", text) and (are_words_of_time(text) or Quarter.mentioned(text)) for text in texts
        )
        return all(worded) or all(map(_YEAR_AND_MONTH.fullmatch, texts))
    told = all(are_words_of_time(text) or Quarter.mentioned(text) for text in texts) and any(map(tells_time, texts))
    if any(is_of_a_life(words_alone(name)) for name in column.names) and all(map(is_of_calendar, texts)):
        return False
    return told and (not asks or "måling" in words_alone(column.heading))


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
    if not names.isdisjoint(MONTHS):
        year, month = _month_of(cell)
        return None if not month else _INSIDE if _in_month(quarter, year, month) else (year, month)
    if not names.isdisjoint(WEEKS):
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
    part = PART_OF_A_YEAR.search(words_alone(text))
    return part is not None and int(part[1] or part[2]) == quarter.number and not A_YEAR.search(text)


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
            year = int(word) if A_YEAR.fullmatch(word) else year
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
        and (tells_of_time(text) or (is_goal(text) and all(tells_of_time(other) or is_goal(other) for other in often)))
        and not headings.prints(text)
    ]
    if len(told) > 1 and (said is None or any(not _is_in(said, text) for text in told)):
        return told
    return [text for text in told if _is_another(text, said)]


def _is_another(text: str, said: Quarter | None) -> bool:
    """Whether words that tell a time tell another one than a quarter, and not which of several rounds it is."""
    words = text.split()
    years = {int(word) for word in words if A_YEAR.fullmatch(word)}
    if is_at_another_time(text) or asks_otherwise(text) or is_goal(text):
        return True
    if said is None or Quarter.mentioned(text) or any(days_mentioned(text)):  # of those in full is told elsewhere
        return False
    part = PART_OF_A_YEAR.search(text)
    other_part = part is not None and int(part[1] or part[2]) != said.number
    return other_part or (bool(years) and said.year not in years)
