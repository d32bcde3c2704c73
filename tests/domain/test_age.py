"""Ages as people write them, and the day that lay so long before today."""

from datetime import date

import pytest

from hf_fidelity.ground.dates import that_long_ago

TODAY = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("age", "day"),
    [
        ("5y", date(2021, 8, 31)),
        ("5 å", date(2021, 8, 31)),
        ("5 år", date(2021, 8, 31)),
        ("18m", date(2025, 2, 28)),
        ("18 MDR.", date(2025, 2, 28)),
        ("30m", date(2024, 2, 29)),
        ("8m", date(2025, 12, 31)),
        ("1m", date(2026, 7, 31)),
        ("90d", date(2026, 6, 2)),
        ("1d", date(2026, 8, 30)),
        ("9999y", date.min),
        ("99999m", date.min),
    ],
)
def test_so_long_ago_was(age: str, day: date) -> None:
    assert that_long_ago(age, TODAY) == day


@pytest.mark.parametrize("age", ["", "5", "y", "0d", "-1d", "1.5y", "5w", "5y 3m", "five years", "100000d"])
def test_no_age_is(age: str) -> None:
    with pytest.raises(ValueError, match=age or None):
        that_long_ago(age, TODAY)
