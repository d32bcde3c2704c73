"""A full disk and a folder that may not be written to: a sentence, exit 4, the old record whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs Unix users and mounts", allow_module_level=True)

from hf_fidelity.cli import main
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.team_folder import load
from tests.builders import record
from tests.faults.injection import NOBODY, Watch, in_child

WHO = ["--organisation", "Prøvekøbing Kommune", "--team", "Bostøtte Nord", "--quarter", "2026-Q3"]
FULL_DISK = """
set -e
mount -t tmpfs -o size=64k tmpfs "$1"
cp -r "$2/." "$1/"
dd if=/dev/zero of="$1/filler" bs=1k 2>/dev/null || true
set +e
"$3" -m hf_fidelity --lang en --data "$1" assess "${@:5}" --reason typo --answers "$4"
echo "exit $?"
cp -r "$1/." "$2/"
rm -f "$2/filler"
"""


@pytest.fixture
def data(shared: Path) -> Path:
    return shared


@pytest.fixture
def answers(data: Path) -> Path:
    file = data / "answers.yaml"
    file.write_text("S01: 5\n", encoding="utf-8")
    return file


def mounts_allowed() -> bool:
    """Whether this system lets us have a small disk of our own."""
    done = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.skipif(
    shutil.which("unshare") is None or not mounts_allowed(), reason="the system allows no mounts of one's own"
)
def test_a_full_disk(data: Path, answers: Path, instrument: Instrument) -> None:
    (data / "store").mkdir()
    (data / "disk").mkdir()
    before = Store(data / "store").place("Prøvekøbing Kommune", "Bostøtte Nord").save(record(instrument, "4" * 16), 0)
    arguments = [str(data / "disk"), str(data / "store"), sys.executable, str(answers), *WHO]
    done = subprocess.run(
        ["unshare", "-m", "bash", "-c", FULL_DISK, "bash", *arguments], capture_output=True, text=True, check=False
    )
    assert "exit 4" in done.stdout
    assert ("No space left" in done.stderr, "Traceback" in done.stderr) == (True, False)
    (stored,) = Store(data / "store").find("Bostøtte Nord")
    assert stored.load(Quarter(2026, 3), instrument.id) == before


def test_a_folder_that_may_only_be_read(data: Path, answers: Path, instrument: Instrument) -> None:
    store = Store(data / "store")
    before = store.place("Prøvekøbing Kommune", "Bostøtte Nord").save(record(instrument, "4" * 16), 0)
    path = store.find("Bostøtte Nord")[0].record_path(Quarter(2026, 3), instrument.id)
    for file in path.parent.iterdir():
        file.chmod(0o444)
    for folder in (path.parent, path.parent.parent, data / "store"):
        folder.chmod(0o555)
    given = ["assess", *WHO, "--reason", "typo", "--answers", str(answers)]
    user = NOBODY if os.geteuid() == 0 else None
    main.run(["--data", str(data / "elsewhere"), *given])  # imports what another user may not be able to read

    def assess() -> int:
        return main.run(["--data", str(data / "store"), *given])

    code, _ = in_child(assess, Watch(), user=user)
    assert (code, load(path)) == (4, before)
    for folder in (data / "store", path.parent.parent, path.parent):
        folder.chmod(0o755)
