"""Tests of store, domain, reading process and codec, run by the package's own Python.

pytest and hypothesis are put beside it. ``_wmi`` is taken out: pytest asks for Windows' version through it, and Wine
never answers (see ``tools/windows/wine.py``).
"""

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.windows.conftest import Computer
from tools.windows.parts import download_wheels, versions

pytestmark = pytest.mark.windows

ROOT = Path(__file__).parent.parent.parent
BESIDE = ("pytest", "pluggy", "iniconfig", "packaging", "hypothesis", "sortedcontainers")
RUN = (
    "store/test_codec.py",
    "store/test_names.py",
    "store/test_team_folder.py",
    "store/test_lock.py",
    "domain/test_scoring.py",
    "domain/test_trend.py",
    "domain/test_quarter.py",
    "domain/test_privacy.py",
    "exports/test_worker.py",
)
NOT_IN_WINE = (
    "store/test_team_folder.py::test_saving_without_a_change_writes_nothing",  # it compares all of a stat
    "exports/test_worker.py::test_a_file_that_misbehaves_is_told_and_its_neighbours_are_read[eats]",  # no limit is held
    "exports/test_worker.py::test_of_many_small_files_one_that_misbehaves_costs_only_itself[eats]",  # nor here
    "exports/test_worker.py::test_every_bad_file_is_told_and_every_good_one_between_is_read",  # nor for this one
)


def test_they_pass(computer: Computer, tmp_path: Path) -> None:
    program = tmp_path / "program"
    shutil.copytree(computer.folder / "program", program, copy_function=os.link, ignore=shutil.ignore_patterns("_wmi*"))
    paths = program / "python313._pth"
    said = paths.read_text(encoding="ascii")
    paths.unlink()
    paths.write_text(f"{said}beside\n{computer.path(ROOT)}\n", encoding="ascii", newline="\r\n")
    download_wheels(tmp_path / "wheels", *versions(BESIDE))
    for wheel in (tmp_path / "wheels").iterdir():
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(program / "beside")
    settings = tmp_path / "pytest.ini"
    settings.write_text("[pytest]\nmarkers =\n  soak\n  windows\n", encoding="ascii", newline="\n")
    done = computer.prefix.run(
        program / "python.exe", "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not soak",
        "-c", computer.path(settings), "--rootdir", computer.path(ROOT),
        *(f"--deselect=tests/{name}" for name in NOT_IN_WINE),
        *(computer.path(ROOT / "tests" / name) for name in RUN), check=False,
    )  # fmt: skip
    output = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, output + done.stderr.decode("utf-8", "replace")
