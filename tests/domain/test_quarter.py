"""Quarters: every spelling the contract names, the edges of a quarter, and counting."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st
from pydantic import TypeAdapter, ValidationError

from hf_fidelity.domain.record.assessment import StoredQuarter
from hf_fidelity.ground.dates import Quarter, candidates, last_day, through
from hf_fidelity.i18n import speaking


def q(text: str) -> Quarter:
    year, part = text.split("-Q")
    return Quarter(int(year), int(part))


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("2026-Q3", "2026-Q3"),
        ("2026-q3", "2026-Q3"),
        ("2026Q3", "2026-Q3"),
        ("2026 Q3", "2026-Q3"),
        ("2026K3", "2026-Q3"),
        ("2026-K3", "2026-Q3"),
        ("K3-2026", "2026-Q3"),
        ("K3 2026", "2026-Q3"),
        ("k3 2026", "2026-Q3"),
        ("Q3 2026", "2026-Q3"),
        ("Q3-2026", "2026-Q3"),
        ("3. kvartal 2026", "2026-Q3"),
        ("3 kvartal 2026", "2026-Q3"),
        ("3. kvartal, 2026", "2026-Q3"),
        ("Kvartal 3, 2026", "2026-Q3"),
        ("KVARTAL 3 2026", "2026-Q3"),
        ("kvt. 3, 2026", "2026-Q3"),
        ("Quarter 3, 2026", "2026-Q3"),
        ("3. Quartal 2026", "2026-Q3"),
        ("Quartal 3, 2026", "2026-Q3"),
        ("Q3/26", "2026-Q3"),
        ("k3/2026", "2026-Q3"),
        ("quarter 3 2026", "2026-Q3"),
        ("Q3, 2026", "2026-Q3"),
        ("K3,2026", "2026-Q3"),
        ("3.kvartal 2026", "2026-Q3"),
        ("3. Kvartal, 2026", "2026-Q3"),
        ("3. kvt. 2026", "2026-Q3"),
        ("3. kv. 2026", "2026-Q3"),
        ("3.kv.2026", "2026-Q3"),
        ("kv 3, 2026", "2026-Q3"),
        ("2026, 3. kvartal", "2026-Q3"),
        ("2026 3. kvartal", "2026-Q3"),
        ("2026: 3rd quarter", "2026-Q3"),
        ("2026, kvartal 3", "2026-Q3"),
        ("2026/Q3", "2026-Q3"),
        ("2026_K3", "2026-Q3"),
        ("1st quarter 2026", "2026-Q1"),
        ("2nd quarter 2026", "2026-Q2"),
        ("3rd quarter 2026", "2026-Q3"),
        ("4th quarter 2026", "2026-Q4"),
        ("  3.  kvartal\t2026 ", "2026-Q3"),
        ("3.\u00a0kvartal\u00a02026", "2026-Q3"),
        ("2026-07-01", "2026-Q3"),
        ("2026-09-30", "2026-Q3"),
        ("2026-10-01", "2026-Q4"),
        ("2024-02-29", "2024-Q1"),
        ("14.9.2026", "2026-Q3"),
        ("14-09-2026", "2026-Q3"),
        ("14/9/2026", "2026-Q3"),
        ("4.12.2026", "2026-Q4"),  # day first: 12 April would be another quarter
    ],
)
def test_spellings(text: str, quarter: str) -> None:
    assert Quarter.parse(text) == q(quarter)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "Q3",
        "2026-Q0",
        "2026-Q5",
        "5. kvartal 2026",
        "0. kvartal 2026",
        "Q3 26",
        "Kvartal 5, 2026",
        "Kvartal 2-3, 2026",
        "Quarter 32026",
        "Q3, 26",
        "Q3-26",
        "3. kvartal 26",
        "2026, 3",
        "2026-3",
        "2026, 5. kvartal",
        "226-Q3",
        "20266-Q3",
        "2026-Q3 x",
        "2026-13-01",
        "2026-02-29",
        "31.6.2026",
        "9/14/2026",
        "2026-09",
        "0206-09-14",  # a slip of 2026: no record can be of such a year
        "14.9.9026",
    ],
)
def test_refusals(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Quarter.parse(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("1.12.2026", date(2026, 12, 1)),
        (" 4/12/2026", date(2026, 12, 4)),  # the day first
        ("2026-Q4", date(2026, 12, 31)),
        ("3. kvartal 2026", date(2026, 9, 30)),
        ("K1 2028", date(2028, 3, 31)),
    ],
)
def test_deadlines(text: str, day: date) -> None:
    assert last_day(text) == day


TODAY = date(2026, 11, 28)
SAID = {
    "31. marts 2027": date(2027, 3, 31),
    "31 March 2027": date(2027, 3, 31),
    "March 31st, 2027": date(2027, 3, 31),
    "den 5. maj 2027": date(2027, 5, 5),
    "1/4 2027": date(2027, 4, 1),
    "1/4-2027": date(2027, 4, 1),
    "1.4.27": date(2027, 4, 1),
    "1. 4. 2027": date(2027, 4, 1),
    "marts 2027": date(2027, 3, 31),
    "februar 2028": date(2028, 2, 29),
    "1. kvartal 2027": date(2027, 3, 31),
}
FROM_TODAY = {
    "i dag": date(2026, 11, 28),
    "I morgen": date(2026, 11, 29),
    "tomorrow": date(2026, 11, 29),
    "næste uge": date(2026, 12, 5),
    "om 2 uger": date(2026, 12, 12),
    "in 3 months": date(2027, 2, 28),
    "næste måned": date(2026, 12, 31),
    "dette kvartal": date(2026, 12, 31),
    "Næste kvartal": date(2027, 3, 31),
    "next quarter": date(2027, 3, 31),
    "1. april": date(2027, 4, 1),
    "1/12": date(2026, 12, 1),
    "28.11.": date(2026, 11, 28),
    "27. november": date(2027, 11, 27),
    "marts": date(2027, 3, 31),
    "november": date(2026, 11, 30),
}


@pytest.mark.parametrize(("text", "day"), [*SAID.items(), *FROM_TODAY.items()])
def test_deadlines_as_people_say_them(text: str, day: date) -> None:
    assert last_day(text, TODAY) == day
    if text in SAID:
        assert last_day(text) == day


@pytest.mark.parametrize("text", FROM_TODAY)
def test_what_is_told_from_today_on_needs_to_know_it(text: str) -> None:
    with pytest.raises(ValueError):
        last_day(text)


@pytest.mark.parametrize(
    "text",
    ["30. feb", "31/2 2027", "32.1.27", "13/13", "1.42027", "om nogle uger", "maj dag", "12", "4443", "0. maj 2027",
     "31. marts 20270"],
)  # fmt: skip
def test_no_deadlines_as_people_say_them(text: str) -> None:
    with pytest.raises(ValueError):
        last_day(text, TODAY)


@pytest.mark.parametrize("text", ["", "soon", "31.6.2026", "2026-02-29", "2026-Q5", "2026", "9/14/2026"])
def test_no_deadlines(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        last_day(text)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("part", [1, 2, 3, 4])
def test_what_is_written_can_be_read(language: str, part: int) -> None:
    with speaking(language):
        assert Quarter.parse(Quarter(2026, part).words()) == Quarter(2026, part)


def test_machines_read_the_short_form() -> None:
    assert str(Quarter(2026, 3)) == "2026-Q3"


@pytest.mark.parametrize("text", ["2026-q3", "2026Q3", "Q3 2026", "2026-Q5", "3. kvartal 2026"])
def test_a_record_holds_only_the_machine_form(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(StoredQuarter).validate_json(f'"{text}"')


@pytest.mark.parametrize(
    ("start", "by", "end"),
    [
        ("2026-Q3", 0, "2026-Q3"),
        ("2026-Q3", 1, "2026-Q4"),
        ("2026-Q4", 1, "2027-Q1"),
        ("2026-Q1", -1, "2025-Q4"),
        ("2026-Q3", -4, "2025-Q3"),
        ("2026-Q3", 9, "2028-Q4"),
    ],
)
def test_shift(start: str, by: int, end: str) -> None:
    assert q(start).shift(by) == q(end)


@pytest.mark.parametrize(
    ("first", "last", "quarters"),
    [
        ("2026-Q3", "2026-Q3", ["2026-Q3"]),
        ("2025-Q4", "2026-Q2", ["2025-Q4", "2026-Q1", "2026-Q2"]),
        ("2026-Q3", "2026-Q2", []),
    ],
)
def test_through(first: str, last: str, quarters: list[str]) -> None:
    assert [str(quarter) for quarter in through(q(first), q(last))] == quarters


def test_order_is_that_of_time() -> None:
    texts = ["2026-Q4", "2025-Q4", "2026-Q1", "2027-Q1"]
    assert sorted(texts, key=q) == ["2025-Q4", "2026-Q1", "2026-Q4", "2027-Q1"]


@pytest.mark.parametrize(
    ("today", "quarters"),
    [
        ("2026-07-01", ["2026-Q3", "2026-Q2"]),
        ("2026-07-13", ["2026-Q3", "2026-Q2"]),
        ("2026-07-14", ["2026-Q3", "2026-Q2"]),
        ("2026-07-15", ["2026-Q3"]),
        ("2026-08-15", ["2026-Q3"]),
        ("2026-09-16", ["2026-Q3"]),
        ("2026-09-17", ["2026-Q3", "2026-Q4"]),
        ("2026-09-18", ["2026-Q3", "2026-Q4"]),
        ("2026-09-30", ["2026-Q3", "2026-Q4"]),
        ("2026-12-31", ["2026-Q4", "2027-Q1"]),
        ("2027-01-01", ["2027-Q1", "2026-Q4"]),
    ],
)
def test_two_weeks_on_either_side_of_an_edge_there_are_two_candidates(today: str, quarters: list[str]) -> None:
    assert [str(quarter) for quarter in candidates(date.fromisoformat(today), 14)] == quarters


def test_without_edge_days_there_is_one_candidate() -> None:
    assert candidates(date(2026, 7, 1), 0) == (Quarter(2026, 3),)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_lies_between_its_quarters_first_and_last(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert Quarter.of(quarter.last_day + timedelta(days=1)) == quarter.shift(1)
