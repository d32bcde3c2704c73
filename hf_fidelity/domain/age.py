"""How old something is: ``5y``, ``18m``, ``90d``."""

import re
from calendar import monthrange
from datetime import date, timedelta

from hf_fidelity.ground.text import fold

_AGE = re.compile(r"(?P<number>[1-9]\d{0,4}) ?(?P<unit>y|å|år|m|mdr\.?|d)")


def that_long_ago(age: str, today: date) -> date:
    """The day that lay so many years (``y``, ``å``), months (``m``) or days (``d``) before today.

    Where a month is too short its last day counts. Raises ValueError for anything else.
    """
    match = _AGE.fullmatch(fold(age))
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
