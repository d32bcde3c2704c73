"""Dates as tools write them: which number is the day is read off the column, never presumed."""

from datetime import date, datetime

import pytest

from hf_fidelity.ground.dates import WrittenDates

SEPTEMBER_1, AUGUST_10 = date(2026, 9, 1), date(2026, 8, 10)
BOTH = {"day-first", "month-first"}

ORDERS: dict[str, tuple[list[object], set[str]]] = {
    "a-number-above-12-is-the-day": (["01/09/2026 10:00", "25/09/2026"], {"day-first"}),
    "a-number-above-12-behind-is-the-day": (["09/01/2026", "09/25/2026 10:00"], {"month-first"}),
    "danish-dots": (["1.9.2026"], {"day-first"}),
    "danish-time": (["01/09/2026 10.15.30"], {"day-first"}),
    "american-time": (["09/01/2026 9:08:27 PM"], {"month-first"}),
    "a-day-above-12-beats-the-clock": (["25/09/2026 9:08 AM", "03/08/2026 9:08 AM"], {"day-first"}),
    "two-digits": (["10.08.26"], {"day-first"}),
    "two-digits-year-first": (["26-08-10", "26-08-31"], {"year-first"}),
    "years-vary-least": (["25-08-26", "17-08-26"], {"day-first"}),
    "nothing-shows": (["01/09/2026", "02/03/2026"], BOTH),
}


@pytest.mark.parametrize(("cells", "orders"), ORDERS.values(), ids=ORDERS)
def test_the_order_is_read_off_the_dates(cells: list[object], orders: set[str]) -> None:
    assert WrittenDates(cells).orders == orders


DAYS: dict[str, tuple[object, list[date]]] = {
    "true-date": (datetime(2026, 9, 1, 10), [SEPTEMBER_1]),
    "iso": ("2026-09-01 10:00:00", [SEPTEMBER_1]),
    "iso-with-zone": ("2026-09-01T10:00:00.000+02:00", [SEPTEMBER_1]),
    "google-sheets": ("2026/08/10 9:15:02 AM GMT+2", [AUGUST_10]),
    "day-first": ("01/09/2026 10.15.30", [SEPTEMBER_1]),
    "month-first": ("09/01/2026 9:08:27 PM", [SEPTEMBER_1]),
    "either-way-the-same": ("09/09/2026", [date(2026, 9, 9)]),
    "could-be-two": ("01/09/2026", [SEPTEMBER_1, date(2026, 1, 9)]),
    "danish-month": ("10. aug. 2026 kl. 9.15", [AUGUST_10]),
    "danish-weekday": ("mandag den 10. august 2026", [AUGUST_10]),
    "english-month": ("Aug 10, 2026 9:15 AM", [AUGUST_10]),
    "english-short": ("10-Aug-26", [AUGUST_10]),
    "german-month": ("1. März 2026, 09:15", [date(2026, 3, 1)]),
    "norwegian-month": ("10. desember 2026", [date(2026, 12, 10)]),
    "swedish-month": ("10 maj 2026", [date(2026, 5, 10)]),
    "spanish-month": ("10 de agosto de 2026", [AUGUST_10]),
    "browser": ("Mon Aug 10 2026 09:15:02 GMT+0200 (CEST)", [AUGUST_10]),
    "serial-number": (46244.385, [AUGUST_10]),
    "serial-number-as-text": ("46244,385", [AUGUST_10]),
    "no-such-day": ("31.02.2026", []),
    "nobody-kept-it": ("1980-01-01 00:00:00", []),
    "a-time": ("10.15.30", []),
    "two-dates": ("2026-09-01 til 2026-10-05", []),
    "words": ("i går", []),
    "empty": ("", []),
    "number": (12.0, []),
}


@pytest.mark.parametrize(("cell", "days"), DAYS.values(), ids=DAYS)
def test_a_cell_is_one_day_or_more_or_none(cell: object, days: list[date]) -> None:
    assert list(WrittenDates([cell]).days(cell)) == days


def test_a_column_that_a_spreadsheet_turned_in_part_can_be_either() -> None:
    """`03/24/2026` stayed a text, `08/03/2026` became the 8th of March."""
    turned = datetime(2026, 3, 8)
    assert WrittenDates(["03/24/2026", turned]).days(turned) == (date(2026, 3, 8), date(2026, 8, 3))
    assert WrittenDates(["03/24/2026", turned, datetime(2026, 3, 25)]).days(turned) == (date(2026, 3, 8),)
