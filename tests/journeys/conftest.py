"""Surveys are read in this process."""

import pytest

from tests.exports.here import read_here


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)
