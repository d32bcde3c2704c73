"""Rules 14 and 15 over random data folders: nothing of a group under the limit is shown, or follows from what is.

Two adversaries read every report. The first changes what is hidden and looks for a difference; the second subtracts.
"""

import pytest

from tests.privacy.adversaries import computed, differences, differences_in_formats, pairs

ORDINARY, SOAK, TOGETHER = 40, 10_000, 50


@pytest.mark.parametrize("seed", range(ORDINARY))
def test_both_adversaries_find_nothing(seed: int) -> None:
    """Nothing hidden makes a difference, and no group of too few can be computed."""
    read = pairs(seed)
    assert (differences(read), computed(read)) == ([], [])


def test_the_ordinary_folders_have_votes_beside_agreed_answers_for_them_to_read() -> None:
    layers = [pair.real.data for seed in range(5) for pair in pairs(seed) if pair.name == "compare" and pair.real.data]
    assert {data["votes"] is None for data in layers} == {True, False}


def test_nothing_hidden_makes_a_difference_in_any_format() -> None:
    """One report of each kind for each audience; the long run has every report of fifty folders."""
    of_each_kind = {(pair.name, pair.audience): pair for seed in range(3) for pair in pairs(seed)}
    assert differences_in_formats(list(of_each_kind.values())) == []


@pytest.mark.soak
@pytest.mark.parametrize("first", range(ORDINARY, ORDINARY + SOAK, TOGETHER))
def test_both_adversaries_find_nothing_in_the_long_run(first: int) -> None:
    for seed in range(first, first + TOGETHER):
        read = pairs(seed)
        assert (differences(read), computed(read)) == ([], [])


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(ORDINARY, ORDINARY + 50))
def test_nothing_hidden_makes_a_difference_in_any_format_in_the_long_run(seed: int) -> None:
    assert differences_in_formats(pairs(seed)) == []
