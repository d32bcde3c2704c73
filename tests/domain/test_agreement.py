"""Rule 6: the figures of votes on one statement."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings, strategies as st

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.scores.figures import VoteFigures, closeness, consensus, figures
from tests.builders import housing_first

FIVE = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ((0, 0, 0, 1, 2), 0.83),
        ((1, 0, 0, 0, 2), 0.08),
        ((0, 0, 1, 3, 2), 0.77),
        ((0, 1, 2, 4, 1), 0.70),
        ((1, 1, 1, 1, 1), 0.43),
        ((2, 0, 0, 0, 2), 0.00),
        ((3, 0, 0, 0, 9), 0.19),
    ],
)
def test_the_check_values_of_consensus(counts: tuple[int, ...], value: float) -> None:
    assert consensus(FIVE, counts) == pytest.approx(value, abs=0.005)


@pytest.mark.parametrize("point", range(5))
def test_all_the_same_is_one(point: int) -> None:
    assert consensus(FIVE, [7 if i == point else 0 for i in range(5)]) == 1


def test_the_contracts_example() -> None:
    found = figures(FIVE, (0, 1, 2, 6, 3))
    assert found == VoteFigures(12, 47 / 12, 4, consensus(FIVE, (0, 1, 2, 6, 3)))
    assert found.consensus == pytest.approx(0.7298829227732895)


@pytest.mark.parametrize(
    ("values", "counts", "middle"),
    [
        pytest.param(FIVE, (0, 1, 1, 0, 1), 3, id="odd"),
        pytest.param(FIVE, (0, 0, 2, 2, 0), 3.5, id="even-between-two-points"),
        pytest.param(FIVE, (0, 0, 1, 3, 0), 4, id="even-on-one-point"),
        pytest.param(FIVE, (2, 0, 0, 0, 2), 3, id="even-between-the-ends"),
        pytest.param(FIVE, (0, 0, 0, 0, 1), 5, id="one-vote"),
        pytest.param((-1, 2), (1, 1), 0.5, id="another-scale"),
    ],
)
def test_the_median(values: Sequence[int], counts: Sequence[int], middle: float) -> None:
    found = figures(values, counts)
    assert found and found.median == middle


def test_nobody_voted() -> None:
    assert figures(FIVE, (0, 0, 0, 0, 0)) is None


@settings(derandomize=True, deadline=None, max_examples=300)
@given(counts=st.lists(st.integers(0, 1000) | st.just(1_000_000), min_size=2, max_size=11), lowest=st.integers(-5, 1))
def test_consensus_lies_between_0_and_1(counts: list[int], lowest: int) -> None:
    assume(any(counts))
    assert 0 <= consensus(range(lowest, lowest + len(counts)), counts) <= 1


@settings(derandomize=True, deadline=None, max_examples=100)
@given(counts=st.lists(st.integers(0, 50), min_size=5, max_size=5))
def test_consensus_does_not_know_which_end_is_which(counts: list[int]) -> None:
    assume(any(counts))
    assert consensus(FIVE, counts) == pytest.approx(consensus(FIVE, counts[::-1]))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "close"),
        (0.75, "close"),
        (0.7499, "some-spread"),
        (0.5, "some-spread"),
        (0.4999, "wide-spread"),
        (0.0, "wide-spread"),
    ],
)
def test_closeness_in_words(instrument: Instrument, value: float, words: str) -> None:
    assert closeness(value, instrument.thresholds) == words


@pytest.mark.parametrize("points", range(2, 12))
@pytest.mark.parametrize("each", [1, 7])
def test_an_even_spread_is_never_agreement(points: int, each: int) -> None:
    value = consensus(range(points), [each] * points)
    assert closeness(value, housing_first().thresholds) != "close"


def test_an_even_spread_over_five_points_is_wide(instrument: Instrument) -> None:
    assert closeness(consensus(FIVE, (1, 1, 1, 1, 1)), instrument.thresholds) == "wide-spread"
