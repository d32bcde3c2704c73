"""The folder that both the ZIP and the MSI hold: two starters, a text to read, and ``program`` with all the rest."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from tools.windows.parts import ROOT, pinned
from tools.windows.wine import Prefix

NAME = "Housing First-skema"
"""What the folder in the ZIP is called, and the shortcut in the start menu."""
_PACKAGE = Path(__file__).parent / "package"
_LEFT_OUT = ("*/tests/*", "*.data/*", "*.pyi")
"""Tests of others, manual pages, and types for editors."""
_NOT_COMPILED = r"[/\\](pygments[/\\](lexers|styles|formatters)|tests)[/\\]"
"""Hundreds of modules that no command of ours asks for."""


def version() -> str:
    """The program's version."""
    from hf_fidelity import __version__

    return __version__


def made_at() -> int:
    """The moment that everything is dated by, so that the same sources give the same bytes: that of the last change."""
    if said := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(said)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    return int(asked.stdout) if asked.returncode == 0 and asked.stdout.strip() else 1_735_689_600


def lay_folder(work: Path, python: Path, wheels: Iterable[Path]) -> Path:
    """Lay everything out in ``work``; gives the folder."""
    folder = work / NAME
    program = folder / "program"
    shutil.copytree(python, program)
    library = program / "lib"
    for wheel in (*wheels, our_wheel(work / "wheel")):
        _unpack(wheel, library)
    compile_all(library)
    (program / f"python{_digits()}._pth").write_text(
        f"python{_digits()}.zip\n.\nlib\n", encoding="ascii", newline="\r\n"
    )
    for file in sorted(_PACKAGE.iterdir()):
        encoding = "ascii" if file.suffix == ".cmd" else "utf-8-sig"
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding=encoding, newline="\r\n")
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")
    for path in _everything(folder):
        os.utime(path, (made_at(), made_at()))
    return folder


def _everything(folder: Path) -> Iterator[Path]:
    return folder.rglob("*")


def _digits() -> str:
    said: str = pinned()["python"]["version"]
    return said.replace(".", "")


def our_wheel(into: Path) -> Path:
    """The program's own wheel, made from the sources as they are."""
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", f"--wheel-dir={into}", str(ROOT)]
    subprocess.run(command, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": str(made_at())})
    return next(into.glob("hf_fidelity-*.whl"))


def _unpack(wheel: Path, library: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            if ".data/purelib/" in name or ".data/platlib/" in name:
                raise SystemExit(f"{wheel.name} has modules in a place that is not unpacked here: {name}.")
            if not any(fnmatch(name, left_out) for left_out in _LEFT_OUT):
                packed.extract(name, library)


def compile_all(library: Path) -> None:
    """Compile every module beside its source: the program's folder may be one that nobody may write to.

    The compiled files are never compared with their sources, so the date of neither matters.
    """
    options = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-x", _NOT_COMPILED, "."]
    if same := _same_python():
        subprocess.run([same, *options], cwd=library, check=True, env=_with(pinned()["python"]["version"]))
        return
    with Prefix.new() as prefix:
        prefix.run(library.parent / "python.exe", *options, cwd=library)


def _with(version: str) -> dict[str, str]:
    """An environment in which a Python of that version compiles the same each time; pyenv is told which is meant."""
    return {**os.environ, "PYTHONHASHSEED": "0", "PYENV_VERSION": version}


def _same_python() -> str | None:
    """A Python of the package's version on this machine, which compiles to the same and sooner than one in Wine."""
    wanted = pinned()["python"]["version"]
    for candidate in (sys.executable, f"python{wanted}"):
        command = [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.implementation.name)"]
        try:
            said = subprocess.run(command, capture_output=True, text=True, check=False, env=_with(wanted))
        except FileNotFoundError:
            continue
        if said.stdout.split() == [wanted, "cpython"]:
            return candidate
    return None
