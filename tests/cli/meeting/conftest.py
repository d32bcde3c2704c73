"""A typed meeting begins with an empty data folder."""

from pathlib import Path

import pytest

from hf_fidelity.journeys import Workspace
from tests.journeys.scenes import workspace


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """A data folder in which nothing is stored yet."""
    return workspace(tmp_path)
