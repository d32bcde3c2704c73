"""Dates as tools write them into text: which number is the day, and which quarter that is."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime

from hf_fidelity.readers.survey.cells.book import Cell
from hf_fidelity.readers.survey.tools import DateOrder

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(?P<rest>.*)", re.DOTALL)
_OTHER = re.compile(r"(\d{1,2})(?P<mark>[./-])\s?(\d{1,2})[./-]\s?(\d{4})(?!\d)(?P<rest>.*)", re.DOTALL)
_DANISH_TIME = re.compile(r".*\d\.\d\d(\.\d\d)?")
_AMERICAN_TIME = re.compile(r".*\b[ap]\.?m\b\.?", re.IGNORECASE)


def order_in(cells: Iterable[Cell], usual: DateOrder | None) -> DateOrder | None:
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


def days_of(cell: Cell, order: DateOrder | None) -> tuple[date, ...]:
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
    found: dict[DateOrder, date] = {}
    if match := _OTHER.match(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        with suppress(ValueError):
            found["day-first"] = date(year, second, first)
        with suppress(ValueError):
            found["month-first"] = date(year, first, second)
    return found
