"""Surveys are read in this process; most tests begin with an empty data folder."""

from pathlib import Path

import pytest

from hf_fidelity.journeys import Workspace
from tests.exports.here import read_here
from tests.journeys.scenes import workspace


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """A data folder in which nothing is stored yet."""
    return workspace(tmp_path)
