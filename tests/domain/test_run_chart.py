"""Rule 11: the run chart's median, and Anhøj's two rules. The limits are computed anew here, from the binomial."""

from fractions import Fraction
from itertools import accumulate
from math import comb, floor, log

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument, Row
from hf_fidelity.domain.scores.run_chart import RunChart, crossings_limit, longest_run_limit, run_chart
from hf_fidelity.domain.scores.two_quarters import Measured, Pairs
from hf_fidelity.ground.dates import Quarter
from tests.builders import measured, reworded, row, scored, voted

PUBLISHED = {10: (6, 2), 12: (7, 3), 15: (7, 4), 19: (7, 6), 20: (7, 6), 24: (8, 8)}
"""Useful points → the longest run and the fewest crossings that chance explains, as Anhøj's table has them."""


@pytest.mark.parametrize("useful", PUBLISHED)
def test_the_published_limits(useful: int) -> None:
    assert (longest_run_limit(useful), crossings_limit(useful)) == PUBLISHED[useful]


def test_the_limits_are_those_of_the_binomial() -> None:
    limits = {useful: (longest_run_limit(useful), crossings_limit(useful)) for useful in range(10, 121)}
    assert limits == {useful: _by_the_binomial(useful) for useful in limits}


def _by_the_binomial(useful: int) -> tuple[int, int]:
    below = accumulate(Fraction(comb(useful - 1, k), 2 ** (useful - 1)) for k in range(useful))
    crossings = next(k for k, chance in enumerate(below) if chance >= Fraction(5, 100))
    return floor(log(useful) / log(2) + 3 + 0.5), crossings


def course(instrument: Instrument, *levels: int, first: str = "2020-Q1") -> list[Measured]:
    """A quarter a level, all of its statements there."""
    start = Quarter.parse(first)
    return [measured(instrument, str(level) * 16, str(start.shift(n))) for n, level in enumerate(levels)]


def charted(instrument: Instrument, row: Row, quarters: list[Measured]) -> RunChart | None:
    return run_chart(row, quarters, Pairs(quarters, instrument))


def shifted(instrument: Instrument, *levels: int) -> bool | None:
    found = charted(instrument, row(instrument, "total"), course(instrument, *levels))
    return found.shifted if found else None


UP_AND_DOWN = (2, 4) * 5
COURSES = {
    "nine-useful-points": ((2, 4) * 4 + (2,), None),
    "ten-useful-points": (UP_AND_DOWN, False),
    "points-on-the-median-are-not-useful": ((3,) * 9 + (2, 4) * 4, None),
    "a-run-as-long-as-the-limit": ((4, 2, 2, 4, 4, 2, 2, 2, 4, 4), False),
    "a-run-over-the-limit": ((2,) * 7 + (4, 4, 4, 4, 4, 4, 4), True),
    "too-few-crossings": ((2,) * 5 + (4,) * 5, True),
}


@pytest.mark.parametrize(("levels", "found"), COURSES.values(), ids=COURSES)
def test_whether_the_course_has_shifted(instrument: Instrument, levels: tuple[int, ...], found: bool | None) -> None:
    assert shifted(instrument, *levels) is found


def test_the_figures_of_a_course(instrument: Instrument) -> None:
    found = charted(instrument, row(instrument, "total"), course(instrument, 2, 2, 2, 3, 2, 2, 4, 4, 3, 4, 4, 4))
    assert found
    assert (found.median, found.useful, found.longest_run, found.crossings) == (3.0, 10, 5, 1)


def test_it_begins_after_the_last_break(instrument: Instrument) -> None:
    before = [scored(reworded(m.record, "S01"), instrument) for m in course(instrument, 1, 1, 1)]
    found = charted(instrument, row(instrument, "total"), before + course(instrument, *UP_AND_DOWN, first="2021-Q1"))
    assert found
    assert (str(found.quarters[0]), found.values[0]) == ("2021-Q1", 2.0)


def test_another_themes_wording_is_no_break(instrument: Instrument) -> None:
    before = [scored(reworded(m.record, "S01"), instrument) for m in course(instrument, 2, 4)]
    found = charted(
        instrument, row(instrument, "theme", "housing"), before + course(instrument, *UP_AND_DOWN, first="2021-Q1")
    )
    assert found
    assert len(found.values) == 12


def test_quarters_without_a_score_are_passed_over(instrument: Instrument) -> None:
    quarters = course(instrument, *UP_AND_DOWN)
    quarters.insert(5, measured(instrument, "4" + "-" * 15, "2030-Q1"))
    found = charted(instrument, row(instrument, "total"), sorted(quarters, key=lambda m: m.quarter))
    assert found
    assert len(found.values) == 10


def test_votes_have_none(instrument: Instrument) -> None:
    start = Quarter(2020, 1)
    counts = [(0, 5, 0, 0, 0), (0, 0, 0, 5, 0)] * 6
    quarters = [
        scored(voted(instrument, dict.fromkeys(instrument.order, tally), str(start.shift(n))), instrument)
        for n, tally in enumerate(counts)
    ]
    assert charted(instrument, row(instrument, "total"), quarters) is None
