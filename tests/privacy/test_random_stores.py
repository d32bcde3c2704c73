"""Rules 14 and 15 over random data folders: nothing of a group under the limit is shown, or follows from what is.

Two adversaries read every report. The first changes what is hidden and looks for a difference; the second subtracts.
"""

from collections.abc import Sequence

import pytest

from tests.privacy import adversaries
from tests.privacy.adversaries import AUDIENCES, Pair, computed, differences, differences_in_formats, pairs
from tests.privacy.reports import REPORTS, TABLES

ORDINARY, FEW, SOAK, TOGETHER = 300, 100, 10_000, 50


def nothing_is_found(read: Sequence[Pair]) -> None:
    """Nothing hidden makes a difference, and no group of too few can be computed."""
    assert (differences(read), computed(read)) == ([], [])


@pytest.mark.parametrize("first", range(0, ORDINARY, FEW))
def test_both_adversaries_find_nothing(first: int) -> None:
    """Of each folder the tables and a report of another kind, by turns; for the team or for everybody, by turns."""
    others = [kind for kind in REPORTS if kind != TABLES]
    for seed in range(first, first + FEW):
        kinds = (others[seed // len(AUDIENCES) % len(others)], TABLES)
        nothing_is_found(pairs(seed, [AUDIENCES[seed % len(AUDIENCES)]], kinds))


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(0, ORDINARY, FEW))
def test_both_adversaries_find_nothing_in_any_report(first: int) -> None:
    for seed in range(first, first + FEW):
        nothing_is_found(pairs(seed))


@pytest.mark.thorough
def test_the_ordinary_folders_have_votes_beside_agreed_answers_for_them_to_read() -> None:
    told = (pair.real.data for seed in range(5) for pair in pairs(seed) if pair.name == "compare")
    both = (data["votes"] is None for data in told if data)
    first = next(both)
    assert any(other is not first for other in both)  # looked for no longer than until there is one


@pytest.mark.thorough
def test_nothing_hidden_makes_a_difference_in_any_format() -> None:
    """One report of each kind for each audience; the long run has every report of fifty folders."""
    of_each_kind = {(pair.name, pair.audience): pair for seed in range(3) for pair in pairs(seed)}
    assert differences_in_formats(list(of_each_kind.values())) == []


@pytest.mark.thorough
def test_a_shortcut_leads_to_the_same_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the long way, over the disk and with nothing remembered."""
    short = {seed: pairs(seed) for seed in (1, 2, 102)}
    monkeypatch.setattr(adversaries, "the_long_way", lambda _seed: True)
    assert all(pairs(seed) == read for seed, read in short.items())


@pytest.mark.soak
@pytest.mark.parametrize("first", range(ORDINARY, ORDINARY + SOAK, TOGETHER))
def test_both_adversaries_find_nothing_in_the_long_run(first: int) -> None:
    for seed in range(first, first + TOGETHER):
        nothing_is_found(pairs(seed))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(ORDINARY, ORDINARY + 50))
def test_nothing_hidden_makes_a_difference_in_any_format_in_the_long_run(seed: int) -> None:
    assert differences_in_formats(pairs(seed)) == []
