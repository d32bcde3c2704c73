"""The adversaries can find something: each finds what it must in programs that have a hole."""

from collections.abc import Callable

import pytest

from tests.privacy.adversaries import Pair, computed, differences, pairs
from tests.privacy.leaks import LEAKS

ADVERSARIES: dict[str, Callable[[list[Pair]], list[str]]] = {"differences": differences, "computed": computed}
FOLDERS = 40
CASES = [(leak, finder) for leak, (_, finders) in LEAKS.items() for finder in sorted(finders)]


@pytest.mark.parametrize(("leak", "finder"), CASES, ids=["-by-".join(case) for case in CASES])
def test_a_leak_is_found(monkeypatch: pytest.MonkeyPatch, leak: str, finder: str) -> None:
    LEAKS[leak][0](monkeypatch)
    assert any(ADVERSARIES[finder](pairs(seed)) for seed in range(FOLDERS))
