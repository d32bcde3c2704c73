"""The sums for Cronbach's alpha: as if each person had been added up alone, whatever the points count as."""

from hypothesis import given, strategies as st

from hf_fidelity.domain.scores.figures import Moments
from tests.moments import moments_of

WIDTHS = st.sampled_from([1, 4, 63, 64, 85, 86, 1000])
"""Of a scale: four statements of 64 and three of 86 sum up to more than a byte holds, those before to just as much."""


@st.composite
def answers(draw: st.DrawFn) -> tuple[list[list[int]], list[list[int]]]:
    """People's points, and what every point counts as on each statement."""
    width, lowest = draw(WIDTHS), draw(st.integers(-1000, 0))
    value = st.integers(lowest, lowest + width)
    points, statements = draw(st.integers(2, 11)), draw(st.integers(1, 6))
    counted = [draw(st.lists(value, min_size=points, max_size=points)) for _ in range(statements)]
    person = st.lists(st.integers(0, points - 1), min_size=statements, max_size=statements)
    return draw(st.lists(person, min_size=1, max_size=30)), counted


@given(answers())
def test_added_up_at_once_they_are_those_of_everybody_alone(some: tuple[list[list[int]], list[list[int]]]) -> None:
    people, counted = some
    valued = [[values[point] for values, point in zip(counted, person, strict=True)] for person in people]
    assert Moments.of(list(map(bytes, zip(*people, strict=True))), counted) == moments_of(valued)


def test_a_sum_that_just_fits_into_a_byte_runs_over_into_nobody() -> None:
    for highest in (85, 86):  # three of them are 255 and 258
        people = [(1, 1, 1), (0, 0, 0), (1, 1, 1), (1, 0, 1)]
        valued = [[point * highest for point in person] for person in people]
        assert Moments.of(list(map(bytes, zip(*people, strict=True))), [(0, highest)] * 3) == moments_of(valued)
