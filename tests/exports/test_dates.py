"""Dates as tools write them: which number is the day is read off the dates, never guessed."""

from datetime import date, datetime

import pytest

from hf_fidelity.readers.survey.whose import days_of, order_in

SEPTEMBER_1 = date(2026, 9, 1)

ORDERS = {
    "a-number-above-12-is-the-day": (["01/09/2026 10:00", "25/09/2026"], None, "day-first"),
    "a-number-above-12-behind-is-the-day": (["09/01/2026", "09/25/2026 10:00"], None, "month-first"),
    "danish-dots": (["1.9.2026"], None, "day-first"),
    "danish-time": (["01/09/2026 10.15.30"], None, "day-first"),
    "american-time": (["09/01/2026 9:08:27 PM"], None, "month-first"),
    "the-tool's-order": (["01/09/2026"], "month-first", "month-first"),
    "dates-win-over-the-tool": (["25/09/2026"], "month-first", "day-first"),
    "both": (["25/09/2026", "09/25/2026"], "month-first", None),
    "nothing-shows": (["01/09/2026", "02/03/2026"], None, None),
    "true-dates": ([datetime(2026, 9, 25, 10)], None, None),
}


@pytest.mark.parametrize(("cells", "usual", "order"), ORDERS.values(), ids=ORDERS)
def test_the_order_is_read_off_the_dates(cells: list[object], usual: object, order: object) -> None:
    assert order_in(cells, usual) == order  # type: ignore[arg-type]


DAYS: dict[str, tuple[object, object, list[date]]] = {
    "true-date": (datetime(2026, 9, 1, 10), None, [SEPTEMBER_1]),
    "iso": ("2026-09-01 10:00:00", None, [SEPTEMBER_1]),
    "iso-with-zone": ("2026-09-01T10:00:00.000+02:00", None, [SEPTEMBER_1]),
    "day-first": ("01/09/2026 10.15.30", "day-first", [SEPTEMBER_1]),
    "month-first": ("09/01/2026 9:08:27 PM", "month-first", [SEPTEMBER_1]),
    "either-way-the-same": ("09/09/2026", None, [date(2026, 9, 9)]),
    "could-be-two": ("01/09/2026", None, [SEPTEMBER_1, date(2026, 1, 9)]),
    "no-such-day": ("31.02.2026", "day-first", []),
    "words": ("i går", "day-first", []),
    "empty": ("", "day-first", []),
    "number": (46000.0, "day-first", []),
}


@pytest.mark.parametrize(("cell", "order", "days"), DAYS.values(), ids=DAYS)
def test_a_cell_is_one_day_or_more_or_none(cell: object, order: object, days: list[date]) -> None:
    assert list(days_of(cell, order)) == days  # type: ignore[arg-type]
