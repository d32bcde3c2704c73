"""The MSI as an IT department uses it: silent, for one user or for all, over an earlier version, and away again."""

import zipfile
from pathlib import Path

import pytest

from tests.windows.conftest import Computer, Package
from tools.windows.folder import NAME
from tools.windows.installer import write_msi

pytestmark = pytest.mark.windows

SHORTCUT = f"Microsoft/Windows/Start Menu/Programs/{NAME}.lnk"


@pytest.fixture(scope="module")
def earlier_and_later(package: Package, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two versions of something small: the same rules for what is put where, in less time."""
    folder = tmp_path_factory.mktemp("versions")
    with zipfile.ZipFile(package.zip) as packed:
        packed.extractall(folder, [name for name in packed.namelist() if "/lib/" not in name])
    made = []
    for version in ("0.9.0", "0.9.1"):
        (folder / NAME / f"only-in-{version}.txt").write_text(version, encoding="ascii", newline="\n")
        made.append(write_msi(folder / NAME, folder / f"{version}.msi", version))
        (folder / NAME / f"only-in-{version}.txt").unlink()
    return made


def profile(computer: Computer) -> Path:
    """The folder of the user that Wine has made."""
    return next(path for path in (computer.prefix.drive / "users").iterdir() if path.name != "Public")


def test_for_one_user_it_runs_and_goes_and_leaves_what_was_written(computer: Computer, package: Package) -> None:
    home = profile(computer)
    installed, shortcut = home / "AppData/Local/Programs" / NAME, home / "AppData/Roaming" / SHORTCUT
    msi = computer.path(package.msi)
    computer.prefix.run("msiexec.exe", "/i", msi, "/qn")
    there = Computer(computer.prefix, installed)
    assert shortcut.is_file()
    assert "hf-fidelity" in there.run("--version")
    kept = home / "AppData/Local/hf-fidelity"
    kept.mkdir(exist_ok=True)
    (kept / "record.json").write_text("{}", encoding="ascii", newline="\n")
    computer.prefix.run("msiexec.exe", "/x", msi, "/qn")
    assert not installed.exists()
    assert not shortcut.exists()
    assert (kept / "record.json").is_file()


@pytest.mark.parametrize("for_all", [False, True])
def test_a_later_version_takes_the_place_of_an_earlier_one(
    computer: Computer, earlier_and_later: list[Path], for_all: bool
) -> None:
    where = computer.prefix.drive / "Program Files" if for_all else profile(computer) / "AppData/Local/Programs"
    options = ["/qn", *(["ALLUSERS=1"] if for_all else [])]
    for msi, holds in zip(earlier_and_later, ("0.9.0", "0.9.1"), strict=True):
        computer.prefix.run("msiexec.exe", "/i", computer.path(msi), *options)
        assert [file.name for file in (where / NAME).glob("only-in-*")] == [f"only-in-{holds}.txt"]
    computer.prefix.run("msiexec.exe", "/x", computer.path(earlier_and_later[1]), *options)
    assert not (where / NAME).exists()
