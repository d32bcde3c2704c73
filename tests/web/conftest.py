"""A program that serves its page over an empty data folder, with a room on this computer alone."""

import asyncio
from collections.abc import Awaitable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.web.here import Running, Window, running


@pytest.fixture(autouse=True, scope="session")
def _the_listener_looks_round_often() -> Iterator[None]:
    """Whether it is to end. Uvicorn looks ten times a second, and many tests would do little but wait for that."""

    def sleep(seconds: float) -> Awaitable[None]:
        return asyncio.sleep(seconds / 20)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("uvicorn.server.asyncio", SimpleNamespace(**{**vars(asyncio), "sleep": sleep}))
        yield


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
