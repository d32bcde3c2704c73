"""Some of the tests with every other Python that the project is for: ``python -m tools.pythons`` (extra ``release``).

Which ones is said by the classifiers in pyproject.toml. Each is looked for on the path, among those that pyenv and uv
keep, and on Debian at last in its next release. One that this machine does not have is named, and harms nothing.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent

TESTS = (
    *("tests/test_i18n.py", "tests/exports/test_formats.py", "tests/journeys/test_trend.py"),
    *("tests/store/test_codec.py", "tests/store/test_quick_reading.py", "tests/store/test_team_folder.py"),
    "tests/writers/test_pdf.py",
    "tests/exports/test_worker.py::test_a_file_that_misbehaves_is_told_and_its_neighbours_are_read",
    "tests/web/test_program.py::test_it_prints_one_line_listens_here_alone_and_ctrl_c_is_no_failure",
)
"""What leans on Python itself: text, JSON, locks, processes, a terminal, a server, and libraries that are compiled."""


def main() -> int:
    """Test with each; 1 where a test failed."""
    missing, failed = [], []
    with tempfile.TemporaryDirectory() as folder:
        for version in others(promised((ROOT / "pyproject.toml").read_text("utf-8"))):
            python = found(version) or _from_debian(version, Path(folder))
            if not python:
                missing.append(version)
            elif not _passes(python, Path(folder) / f"environment-{version}"):
                failed.append(version)
    for what, versions in (("Not on this machine", missing), ("Tests failed with", failed)):
        if versions:
            print(f"{what}: Python {', '.join(versions)}")
    return 1 if failed else 0


def promised(pyproject: str) -> list[str]:
    """The versions of Python that the project says it is for: ``3.11`` and so on."""
    return re.findall(r'"Programming Language :: Python :: (\d+\.\d+)"', pyproject)


def others(versions: list[str]) -> Iterator[str]:
    """All but the one that is running, with which all tests are run anyhow."""
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    return (version for version in versions if version != running)


def found(version: str) -> Path | None:
    """A Python of that version on this machine."""
    return next((path for path in _places(version) if _is_python(path, version)), None)


def _places(version: str) -> Iterator[Path]:
    home = Path.home()
    if on_path := shutil.which(f"python{version}"):
        yield Path(on_path)
    yield from sorted(Path(os.environ.get("PYENV_ROOT", home / ".pyenv")).glob(f"versions/{version}.*/bin/python"))
    kept = Path(os.environ.get("UV_PYTHON_INSTALL_DIR", home / ".local/share/uv/python"))
    yield from sorted(kept.glob(f"cpython-{version}.*/bin/python{version}"))


def _is_python(path: Path, version: str) -> bool:
    """Whether it runs: on the path may lie a stand-in that only knows where others are."""
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return said.returncode == 0 and said.stdout.startswith(f"Python {version}.")


def _passes(python: Path, environment: Path) -> bool:
    inside = environment / "bin/python"
    print(f"\nPython {subprocess.check_output([python, '-V'], text=True).removeprefix('Python ').strip()}", flush=True)
    install = ["pip", "install", "--python", str(inside), "-c", "constraints.txt", "-e", ".[test]"]
    for words in (["venv", "--python", str(python), str(environment)], install):
        subprocess.run([sys.executable, "-m", "uv", "--quiet", *words], cwd=ROOT, check=True)
    tests = [str(inside), "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", *TESTS]
    return subprocess.run(tests, cwd=ROOT, check=False).returncode == 0


# Debian's next release, unpacked into a folder, with the libraries it is made for; nothing is installed


def _from_debian(version: str, folder: Path) -> Path | None:
    source = _next_debian()
    if not source:
        return None
    root, apt = folder / f"python{version}", folder / "apt"
    for name in ("lists/partial", "archives/partial"):
        (apt / name).mkdir(parents=True, exist_ok=True)
    (apt / "status").touch()
    (apt / "sources.list").write_text(source, encoding="utf-8")
    own = {
        "Dir::State::lists": "lists",
        "Dir::Cache": "",
        "Dir::Etc::sourcelist": "sources.list",
        "Dir::State::status": "status",
    }
    options = [f"-o{key}={apt / value}" for key, value in own.items()]
    options += ["-oDir::Etc::sourceparts=-", "-oAPT::Sandbox::User=", "-oAPT::Install-Recommends=false", "-qq", "-y"]
    for words in (["update"], ["install", "--download-only", f"python{version}"]):
        if subprocess.run(["apt-get", *options, *words], capture_output=True, check=False).returncode:
            return None
    for package in (apt / "archives").glob("*.deb"):
        subprocess.run(["dpkg-deb", "--extract", package, root], check=True)
    return _startable(root, version)


def _next_debian() -> str | None:
    """The line that tells apt of Debian's next release, from where this machine gets its own; None on other systems."""
    keys = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
    if not shutil.which("apt-get") or not keys.exists():
        return None
    asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Component: main"]
    from_where = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split()
    return f"deb [signed-by={keys}] {from_where[0]} testing main\n" if from_where else None


def _startable(root: Path, version: str) -> Path:
    """Put before the interpreter a line of shell that starts it with its own libraries instead of this machine's."""
    python = root / f"usr/bin/python{version}"
    itself = python.rename(python.with_name("interpreter"))
    [loader] = (root / "usr/lib").glob("*-linux-gnu*/ld-linux-*.so.*")
    python.write_text(f'#!/bin/sh\nexec "{loader}" --library-path "{loader.parent}" --argv0 "$0" "{itself}" "$@"\n')
    python.chmod(0o755)
    return python


if __name__ == "__main__":
    sys.exit(main())
