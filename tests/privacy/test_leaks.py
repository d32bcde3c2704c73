"""The adversaries can find something: each finds what it must in programs that have a hole."""

from collections.abc import Callable

import pytest

from tests.depth import every
from tests.privacy import adversaries
from tests.privacy.adversaries import Pair, computed, differences, pairs
from tests.privacy.leaks import LEAKS
from tests.privacy.shortcuts import tells_apart, the_long_way
from tests.privacy.test_random_stores import ORDINARY

ADVERSARIES: dict[str, Callable[[list[Pair]], list[str]]] = {"differences": differences, "computed": computed}


@pytest.mark.parametrize("leak", every(len(LEAKS), list(LEAKS), first=1))
def test_a_leak_is_found(monkeypatch: pytest.MonkeyPatch, leak: str) -> None:
    """By every adversary that must, within the folders of an ordinary run."""
    open_it, finders = LEAKS[leak]
    open_it(monkeypatch)
    missing = set(finders)
    for seed in range(ORDINARY):
        read = pairs(seed)
        missing -= {finder for finder in missing if ADVERSARIES[finder](read)}
        if not missing:
            return
    assert missing == set()


def test_what_is_kept_beside_a_record_is_found_in_a_quick_folder_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scores are those of the whole record, found again by the object that is shown: as many reports tell it."""
    open_it, _finders = LEAKS["hidden-only-after-scoring"]
    open_it(monkeypatch)
    seed = next(seed for seed in range(ORDINARY) if tells_apart(seed) and not the_long_way(seed))
    quick = len(differences(pairs(seed)))
    monkeypatch.setattr(adversaries, "the_long_way", lambda _seed: True)
    assert quick == len(differences(pairs(seed))) > 0
