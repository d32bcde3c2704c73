"""docs/it.md: what the program writes and where, and what it does on a network, as Python itself sees it happen."""

import os
import signal
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.exports.tables import csv_file, lines
from tests.waiting import PATIENCE, started

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders and signals of Unix")

WATCH = """
import os, sys
def note(event, said):
    if event == "open" and isinstance(said[2], int) and said[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        told = os.path.abspath(said[0]) if isinstance(said[0], (str, bytes)) else ""
    elif event in ("os.rename", "os.link", "os.symlink"):
        told = os.path.abspath(said[1])
    elif event == "os.mkdir":
        told = os.path.abspath(said[0])
    elif event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen"):
        told = repr(said[1]) if event != "subprocess.Popen" else str(said[0])
    else:
        return
    if told and told != log:
        kept = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)  # a copy of a process closes what is open in it
        os.write(kept, f"{event}\\t{told}\\n".encode())
        os.close(kept)
log = os.environ["WATCHED"]
sys.addaudithook(note)
"""


class Watched:
    """A home of its own, in which commands are run and watched, those of the processes that they start too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("home", "here", "tmp", "run", "watch"):
            (folder / name).mkdir(mode=0o700)
        (folder / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
        self.log = folder / "log"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_FIDELITY", "XDG_"))}
        self.environment = kept | {
            "HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"), "XDG_RUNTIME_DIR": str(folder / "run"),
            "PYTHONPATH": str(folder / "watch"), "WATCHED": str(self.log), "HF_FIDELITY_LANG": "da",
        }  # fmt: skip

    def start(self, *commands: tuple[str, ...]) -> "AbstractContextManager[subprocess.Popen[str]]":
        """The commands, one after the other in one process."""
        code = f"import sys; from hf_fidelity.cli.main import run; sys.exit(max(map(run, {list(commands)!r})))"
        return started(
            [sys.executable, "-c", code],
            cwd=self.folder / "here",
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def happened(self, *kinds: str) -> set[str]:
        told = [line.partition("\t")[::2] for line in self.log.read_text(encoding="utf-8").splitlines()]
        return {what for event, what in told if event.startswith(kinds)}


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


ANSWERS = "\n".join(f"S{n:02}: {n % 4 + 1}" for n in range(1, 17))
MEETING = ("--organisation", "Prøvekøbing Kommune", "--team", "Bostøtte Nord", "--quarter", "2026-Q2")


@pytest.mark.thorough
def test_commands_write_where_the_page_says_and_ask_no_network(watched: Watched) -> None:
    here = watched.folder / "here"
    (here / "svar.yaml").write_text(ANSWERS, encoding="utf-8")
    csv_file(here / "syd.csv", lines((5, 4, 4, 3, 4, 2, 5), ("Prøvekøbing Kommune", "Bostøtte Syd", "2026-Q3")))
    commands = (
        ("score", "syd.csv", "--out", "scorer.xlsx"),
        ("assess", *MEETING, "--answers", "svar.yaml"),
        ("show", "--team", "Bostøtte Nord", "--out", "referat.pdf"),
        ("trend", "--out", "udvikling.html"),
        ("compare", "--quarter", "2026-Q3"),
        ("template", "--out", "skema.xlsx"),
        ("backup", "kopi.zip"),
        ("restore", "kopi.zip"),
        ("records",),
        ("check",),
    )
    with watched.start(*commands) as process:
        said, wrong = process.communicate(timeout=300)
    assert process.returncode == 0, (said, wrong)
    assert watched.happened("socket.") == set()
    own = {str(Path(sys.executable)), sys.executable, os.path.realpath(sys.executable)}
    assert watched.happened("subprocess.Popen") <= own

    data = watched.folder / "home/.local/share/hf-fidelity"
    kept = [path for path in (watched.folder / "home").rglob("*") if path.is_file()]
    assert kept
    assert [path for path in kept if not path.is_relative_to(data)] == []
    named = {"scorer.xlsx", "referat.pdf", "udvikling.html", "skema.xlsx", "kopi.zip", "svar.yaml", "syd.csv"}
    assert {path.name for path in here.iterdir()} == named
    allowed = (str(watched.folder), "/dev/")
    written = watched.happened("open", "os.")
    assert [path for path in sorted(written) if not path.startswith(allowed) and not _pythons(path)] == []


def _pythons(path: str) -> bool:
    """What Python keeps of modules that it has compiled, or notes of lines that it runs, is no file of the program."""
    return "__pycache__" in path or Path(path).name.startswith(".coverage.")


@pytest.mark.thorough
def test_the_page_listens_on_this_computer_only(watched: Watched) -> None:
    with watched.start(("open", "--no-browser")) as process:
        assert process.stdout is not None
        address = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    assert address.startswith("http://127.0.0.1:")
    assert watched.happened("socket.connect", "socket.sendto", "subprocess.Popen") == set()
    bound = watched.happened("socket.bind")
    assert bound
    assert [each for each in bound if not each.startswith(("('127.0.0.1', ", "('::1', "))] == []
