"""The package, built once, in a Windows of its own (Wine): nothing is installed there but what the package brings."""

import os
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.waiting import started
from tools.windows.__main__ import build
from tools.windows.folder import NAME, version
from tools.windows.needed import needed
from tools.windows.wine import Prefix


@dataclass(frozen=True)
class Package:
    """The two files that are handed to people."""

    zip: Path
    msi: Path


@dataclass(frozen=True)
class Computer:
    """A computer with the ZIP unpacked on its desktop."""

    prefix: Prefix
    folder: Path

    def run(self, *arguments: str, cwd: Path | None = None, code: int = 0) -> str:
        """What ``hf-fidelity`` says, called by the line that stands in ``hf-fidelity.cmd``."""
        done = self.prefix.run(self.python, "-B", "-m", "hf_fidelity", *arguments, cwd=cwd, check=False)
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        assert done.returncode == code, said
        return said

    @property
    def python(self) -> Path:
        return self.folder / "program/python.exe"

    def path(self, here: Path) -> str:
        """What Windows calls a file of ours."""
        return "Z:" + str(here).replace("/", "\\")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Built here, or beforehand into the folder that ``HF_FIDELITY_WINDOWS`` names."""
    made = os.environ.get("HF_FIDELITY_WINDOWS")
    folder = Path(made) if made else tmp_path_factory.mktemp("made")
    if not made:
        build(folder, tmp_path_factory.mktemp("parts"))
    name = folder / f"hf-fidelity-{version()}-windows"
    return Package(name.with_name(name.name + ".zip"), name.with_name(name.name + ".msi"))


@pytest.fixture(scope="session")
def prefix() -> Iterator[Prefix]:
    with Prefix.new() as made:
        yield made


@pytest.fixture(scope="session")
def computer(package: Package, prefix: Prefix) -> Computer:
    desktop = prefix.drive / "users/Public/Desktop"
    desktop.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(package.zip) as packed:
        packed.extractall(desktop)
    (desktop / NAME / "program/_wmi.pyd").unlink()  # Wine has no WMI: whoever asks Python which Windows this is, ends
    return Computer(prefix, desktop / NAME)


@pytest.fixture(scope="session", autouse=True)
def _a_screen() -> Iterator[None]:
    """The installer draws, even when it is told to be silent."""
    if os.environ.get("DISPLAY"):
        yield
        return
    read, write = os.pipe()
    command = [needed("Xvfb"), "-displayfd", str(write), "-screen", "0", "1024x768x24", "-nolisten", "tcp"]
    with started(command, pass_fds=[write], stderr=subprocess.DEVNULL):
        os.close(write)
        with os.fdopen(read) as said, pytest.MonkeyPatch.context() as patch:
            patch.setenv("DISPLAY", ":" + said.readline().strip())
            yield
