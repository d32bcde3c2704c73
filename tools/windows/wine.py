"""Windows programs on Linux: a Wine prefix of our own, and what Wine lacks.

Two things of Windows are missing in Wine 8, the one that Debian has:

- ``bcryptprimitives.dll``, which everything written in Rust asks for random numbers (``shims/bcryptprimitives.c``).
- A whole WMI: Python's ``platform`` asks it through ``_wmi`` for Windows' version, and waits for ever or ends. pytest
  does so, and uvicorn when it begins to listen. The tests take ``_wmi.pyd`` out of their copy of the package first.

Wine's consoles take no ``/dev/null`` for a stream and no file that is only written to: everything goes through pipes.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tools.windows.needed import needed

_OURS = ("PYTHON", "PYTEST", "HF_FIDELITY", "TMPDIR")
"""Variables of this machine that mean something to the program: it would find ours through them."""
_SHIMS = Path(__file__).parent / "shims"


@dataclass(frozen=True)
class Prefix:
    """A Windows of its own, with nothing in it but what Wine brings and the shims."""

    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def new(cls) -> Iterator[Self]:
        """A fresh one, which goes away afterwards with all that still runs in it."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            prefix = cls(Path(folder) / "prefix")
            prefix.begin()
            try:
                yield prefix
            finally:
                prefix.end()

    def begin(self) -> None:
        """Make the prefix and put the shims in."""
        self.run("wineboot.exe", "--init")
        source, library = _SHIMS / "bcryptprimitives.c", self.drive / "windows/system32/bcryptprimitives.dll"
        compiler = needed("x86_64-w64-mingw32-gcc")
        subprocess.run([compiler, "-shared", "-O2", "-o", library, source, "-ladvapi32"], check=True)

    def end(self) -> None:
        """End everything that runs in it."""
        subprocess.run(["wineserver", "--kill"], env=self.environment(), check=False, capture_output=True)
        subprocess.run(["wineserver", "--wait"], env=self.environment(), check=False, capture_output=True)

    @property
    def drive(self) -> Path:
        """Its ``C:``."""
        return self.folder / "drive_c"

    def environment(self, **more: str) -> dict[str, str]:
        """What a program that is started in it must know."""
        wine = {
            "WINEPREFIX": str(self.folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",  # no question about .NET and HTML, no menus here
        }
        plain = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        return {**plain, **wine, **self.variables, **more}

    def start(self, program: str, *arguments: str, **variables: str) -> int:
        """Run a program to its end that leaves others behind: they hold its pipes, so nobody waits for its words."""
        command, pipe = [needed("wine"), program, *arguments], subprocess.PIPE
        with subprocess.Popen(
            command, env=self.environment(**variables), stdin=pipe, stdout=pipe, stderr=pipe
        ) as started:
            return started.wait()

    def run(
        self, program: Path | str, *arguments: str | Path, cwd: Path | None = None, check: bool = True, **variables: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a program to its end; gives its code and what it said. Raises where it fails, unless ``check`` is off."""
        command = [needed("wine"), str(program), *map(str, arguments)]
        done = subprocess.run(
            command, cwd=cwd, env=self.environment(**variables), input=b"", capture_output=True, check=False
        )
        if check and done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{said}")
        return done
