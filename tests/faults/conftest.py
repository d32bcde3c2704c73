"""A folder that another user of the machine can get to, whatever folder the tests themselves lie in."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hf_fidelity.journeys import shipped


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that everybody may write to; the questionnaires are read from a copy that everybody may read."""
    with tempfile.TemporaryDirectory() as made:
        instruments = Path(made, "shipped", "principles")
        shutil.copytree(shipped.shipped_folder("principles"), instruments)
        folder = Path(made, "folder")
        folder.mkdir()
        for path in (Path(made), *Path(made).rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o644)
        monkeypatch.setattr(shipped, "shipped_folder", lambda name: instruments.parent / name)
        monkeypatch.setenv("HF_FIDELITY_LANG", "en")  # another user may not be able to read the catalogue
        yield folder
