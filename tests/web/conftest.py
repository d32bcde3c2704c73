"""A program that serves its page over an empty data folder, with a room on this computer alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.here import Running, Window, running


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telephones come from this computer; there is one everywhere."""
    monkeypatch.setattr("hf_fidelity.web.gather.own_addresses", lambda: ["127.0.0.1"])


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "data") as started:
        yield started


@pytest.fixture
def window(here: Running) -> Window:
    return here.window()
