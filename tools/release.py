"""Everything a release consists of, in one folder: ``python -m tools.release --out DIR`` (extra ``release``).

Wheel and source archive, the packages for Windows, what the program is made of (CycloneDX) and the checksums of it all.
The packages are made twice from the last commit, in folders and with permissions that differ, and are handed out only
where both are the same to the byte: whoever makes a release again can see that it is this one.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent

_PLACES = {"first": 0o022, "again, elsewhere": 0o077}
"""The folders in which the packages are made, with the umask there."""

Run = Callable[..., object]


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a release: 0, or 1 where a part could not be made, or 2 where there can be none."""
    asked = _asked(arguments)
    out: Path = asked.out
    if problems := [*refusals(ROOT, asked.tag), *_taken(out)]:
        print("No release:", *problems, sep="\n  ")
        return 2
    wanted = names(version(ROOT), windows=not asked.without_windows)
    with tempfile.TemporaryDirectory() as work:
        first, again = (_packages(Path(work) / place, umask, wanted) for place, umask in _PLACES.items())
        if unlike := differing(first, again):
            print("No release, since these are not the same when they are made again:", *unlike, sep="\n  ")
            return 1
        shutil.copytree(first, out, dirs_exist_ok=True)
        _check(out)
        _list_parts(out / f"hf-fidelity-{version(ROOT)}.cdx.json", Path(work))
    (out / "SHA256SUMS").write_text(checksums(out), encoding="utf-8", newline="\n")
    return _told(out, wanted)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.release", description="Make all of a release.")
    parser.add_argument("--out", type=Path, required=True, help="an empty folder, or one that is not there yet")
    parser.add_argument(
        "--tag", help="what is published: the version must be called so, and have a date in CHANGELOG.md"
    )
    parser.add_argument("--without-windows", action="store_true", help="leave out the packages for Windows")
    return parser.parse_args(arguments)


def version(root: Path) -> str:
    """The version as the program says it. Raises LookupError."""
    said = re.search(r'^__version__ = "(.+)"$', (root / "hf_fidelity/__init__.py").read_text("utf-8"), re.MULTILINE)
    if not said:
        raise LookupError("hf_fidelity/__init__.py has no __version__")
    return said[1]


def names(version: str, *, windows: bool) -> list[str]:
    """The packages of a release."""
    packages = [f"hf_fidelity-{version}-py3-none-any.whl", f"hf_fidelity-{version}.tar.gz"]
    return packages + [f"hf-fidelity-{version}-windows.{kind}" for kind in ("zip", "msi")] * windows


# What stands in the way


def refusals(root: Path, tag: str | None) -> Iterator[str]:
    """Why what lies there cannot be released, each in a sentence."""
    if _git(root, "status", "--porcelain"):
        yield "Something is not committed (git status), and what is released must be found again."
    head = f"## {version(root)} ("
    heading = next(
        (line for line in (root / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith(head)), ""
    )
    if not heading:
        yield f"CHANGELOG.md has no heading {head}…) that says what is new in this version."
    elif tag and not re.fullmatch(r"\d{4}-\d\d-\d\d\)", heading.removeprefix(head)):
        yield f"CHANGELOG.md does not say when {version(root)} was released: {head}YEAR-MONTH-DAY)."
    if tag and tag != f"v{version(root)}":
        yield f"The tag is {tag}, but the program calls itself {version(root)}."


def _taken(out: Path) -> Iterator[str]:
    if out.exists() and any(out.iterdir()):
        yield f"{out} is not empty, and what lies there would be taken for a part of the release."


# Making it


def _packages(place: Path, umask: int, wanted: Sequence[str]) -> Path:
    """Make the packages of the last commit, in a copy of it there; gives the folder in which they lie."""
    source, made = place / "source", place / "made"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _git(ROOT, "log", "-1", "--format=%ct")}
    run: Run = partial(subprocess.run, check=True, umask=umask, env=environment)
    run(["git", "clone", "--quiet", str(ROOT), str(source)])
    run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(made), str(source)], stdout=subprocess.DEVNULL
    )
    if any("windows" in name for name in wanted):
        _for_windows(partial(run, cwd=source, check=False), place)
    return made


def _for_windows(run: Run, place: Path) -> None:
    """The packages for Windows, as far as this machine can make them; what is missing is told at the end."""
    if (place / "source/tools/windows").is_dir():
        out, fetched = place / "windows", place.parent / "fetched"  # what is fetched is the same both times
        run([sys.executable, "-m", "tools.windows", "build", "--out", str(out), "--parts", str(fetched)])
        for package in [*out.glob("*.zip"), *out.glob("*.msi")]:
            shutil.copy(package, place / "made")


def differing(first: Path, again: Path) -> list[str]:
    """The names of files that lie in one of two folders only, or are not the same to the byte."""
    there = {path.name for folder in (first, again) for path in folder.iterdir()}
    return sorted(name for name in there if _bytes(first / name) != _bytes(again / name))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _check(out: Path) -> None:
    """Have the index's own checker read the wheel and the archive. Raises CalledProcessError."""
    packages = [str(path) for path in sorted(out.iterdir()) if path.name.endswith((".whl", ".tar.gz"))]
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", *packages], check=True)


def _list_parts(bill: Path, work: Path) -> None:
    """What the program is made of, as installed with the versions of constraints.txt; checked against the schema."""
    installed, described = work / "installed", work / "pyproject.toml"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["pdf"]]
    # Of itself it knows no version until it is built, and the place it was installed from is nobody's business.
    told = (ROOT / "pyproject.toml").read_text("utf-8")
    described.write_text(told.replace('dynamic = ["version"]', f'version = "{version(ROOT)}"'), encoding="utf-8")
    for command in (
        ["uv", "venv", "--quiet", "--python", sys.executable, str(installed)],
        ["uv", "pip", "install", "--quiet", "--python", str(installed), "-c", str(ROOT / "constraints.txt"), *needed],
        [
            *("cyclonedx_py", "environment", "--sv", "1.6", "--output-reproducible", "--validate"),
            *("--pyproject", str(described), "--output-file", str(bill), str(installed)),
        ],
    ):
        subprocess.run([sys.executable, "-m", *command], check=True)


def checksums(folder: Path) -> str:
    """A line a file, as ``sha256sum --check`` reads it."""
    files = sorted(folder.iterdir(), key=lambda path: path.name)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def _told(out: Path, wanted: Sequence[str]) -> int:
    missing = [name for name in wanted if not (out / name).exists()]
    print(
        f"In {out}, the packages the same to the byte when made twice:",
        (out / "SHA256SUMS").read_text("utf-8"),
        sep="\n",
    )
    if missing:
        print("Not made:", *missing, "--without-windows leaves them out.", sep="\n  ")
    return 1 if missing else 0


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
