"""The program frozen into one folder that needs no Python: ``python -m tools.frozen --out DIR`` (extra ``frozen``).

Made by PyInstaller for the system it runs on. It is not what is given to people (see DECISIONS.md); that it works keeps
the way open for who must have it. What PyInstaller does not see by itself is named here: what is imported by name, and
the files that lie beside the code.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = "hf_fidelity"

_BY_NAME = (PACKAGE, "uvicorn")
"""Of these every module travels along: commands, writers and what a page listens with are imported by their name."""
_ABSENT = (
    *("IPython", "PIL", "attr", "babel", "chardet", "hypothesis", "importlib_metadata", "lxml", "markdown_it", "mypy"),
    *("duckdb", "frictionless", "numpy", "pandas", "pyarrow", "pygments", "pyspark", "pytest", "setuptools", "tkinter"),
)
"""What libraries would use if it were there, and we never let them: what is frozen does not depend on what else is
installed, and is made in three quarters of the time."""


def freeze(out: Path) -> Path:
    """Make the folder ``hf-fidelity`` in ``out``; gives the program in it. Raises CalledProcessError."""
    work = out / "work"
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--onedir", "--noupx"),
            *("--name", "hf-fidelity", "--distpath", str(out), "--workpath", str(work), "--specpath", str(work)),
            *_options(),
            str(ROOT / PACKAGE / "__main__.py"),
        ],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},  # the same archive of modules each time
    )
    return out / "hf-fidelity" / ("hf-fidelity.exe" if os.name == "nt" else "hf-fidelity")


def _options() -> Iterator[str]:
    for module in _BY_NAME:
        yield from ("--collect-submodules", module)
    for module in _ABSENT:
        yield from ("--exclude-module", module)
    for folder, inside in _data():
        yield from ("--add-data", f"{folder}{os.pathsep}{inside}")
    yield from ("--collect-data", "tzdata")  # Windows has no time zones of its own; a calendar needs one


def _data() -> Iterator[tuple[Path, str]]:
    """What the program looks for beside its code, and where it lies in what is frozen."""
    for name in ("locale", "web/static", "web/templates", "writers/templates"):
        yield ROOT / PACKAGE / name, f"{PACKAGE}/{name}"
    yield ROOT / PACKAGE / "reports/scores.sql", f"{PACKAGE}/reports"
    for name in ("principles", "schemas"):
        yield ROOT / name, f"{PACKAGE}/{name}"


def main() -> None:
    """Freeze, and say where the program lies."""
    parser = argparse.ArgumentParser(description="Freeze the program into a folder that needs no Python.")
    parser.add_argument("--out", type=Path, required=True, help="where the folder hf-fidelity is made")
    print(freeze(parser.parse_args().out.absolute()))


if __name__ == "__main__":
    main()
