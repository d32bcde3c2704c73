"""Two questionnaires answered by the same people: neither the two together nor one by the other tells of a few."""

from pathlib import Path
from random import Random

import pytest

from hf_fidelity.journeys import store_votes
from tests.privacy.leaks import LEAKS
from tests.privacy.two_instruments import TwoInstruments, told_of_both

ORDINARY, SOAK, TOGETHER = 8, 2_000, 50


def found(folder: Path, seed: int) -> list[str]:
    return [f"seed {seed}: {said}" for said in TwoInstruments(folder / f"{seed}", Random(seed)).run()]


@pytest.mark.parametrize("first", range(0, ORDINARY, 8))
def test_two_questionnaires_of_the_same_people_tell_nothing_of_a_few(tmp_path: Path, first: int) -> None:
    assert [said for seed in range(first, first + 8) for said in found(tmp_path, seed)] == []


@pytest.mark.soak
@pytest.mark.parametrize("first", range(ORDINARY, ORDINARY + SOAK, TOGETHER))
def test_two_questionnaires_tell_nothing_of_a_few_in_the_long_run(tmp_path: Path, first: int) -> None:
    assert [said for seed in range(first, first + TOGETHER) for said in found(tmp_path, seed)] == []


def test_where_the_other_questionnaire_is_forgotten_that_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_votes.VoteStore, "_few_differ_from_another", lambda *_: False)
    assert any("differ" in said or "difference" in said for seed in range(ORDINARY) for said in found(tmp_path, seed))


def differing(seeds: range) -> list[str]:
    return [name for seed in seeds for name, before, after in told_of_both(seed) if before != after]


def test_what_one_hides_no_report_of_the_other_tells() -> None:
    assert differing(range(2)) == []


def test_a_hole_in_it_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    open_it, _finders = LEAKS["hidden-only-after-scoring"]
    open_it(monkeypatch)
    assert any(differing(range(seed, seed + 1)) for seed in range(2))


@pytest.mark.soak
@pytest.mark.parametrize("first", range(2, 1_002, TOGETHER))
def test_what_one_hides_no_report_of_the_other_tells_in_the_long_run(first: int) -> None:
    assert differing(range(first, first + TOGETHER)) == []
