"""The adversaries can find something: each finds what it must in programs that have a hole."""

from collections.abc import Callable

import pytest

from tests.privacy.adversaries import Pair, computed, differences, pairs
from tests.privacy.leaks import LEAKS
from tests.privacy.test_random_stores import ORDINARY

ADVERSARIES: dict[str, Callable[[list[Pair]], list[str]]] = {"differences": differences, "computed": computed}


@pytest.mark.parametrize("leak", LEAKS)
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
