"""A real terminal for tests: the program behind a pty, driven by waiting for text, never by sleeping."""

import io
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pexpect

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

LAUNCHER = """
from datetime import datetime
from hf_fidelity.cli import clock, main
clock.now = lambda: datetime.fromisoformat({now!r}).astimezone()
main.main()
"""
"""The command with its clock stopped."""

INTERRUPT = "\x03"
END_OF_INPUT = "\x04"


def run(
    arguments: Iterable[str],
    typed: Iterable[tuple[str, str]] = (),
    *,
    data: Path,
    now: str = "2026-08-20T10:00:00",
    columns: int = 80,
    environment: dict[str, str] | None = None,
) -> tuple[str, int]:
    """Run a command on a terminal of 24 lines; gives what stood on it (without escapes), and the exit code.

    ``typed`` is what to wait for, and what to type then: a line, or a control character alone.
    """
    screen = io.StringIO()
    given = {
        "HF_FIDELITY_DATA": str(data),
        "HF_FIDELITY_LANG": "da",
        "TERM": "xterm",
        "NO_COLOR": "1",
        **(environment or {}),
    }
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    child = pexpect.spawn(
        sys.executable,
        ["-c", LAUNCHER.format(now=now), *arguments],
        env={**inherited, "PYTHONUTF8": "1", **given},
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=20,
        echo=True,
    )
    child.logfile_read = screen
    for wait, line in typed:
        child.expect_exact(wait)
        if line in (INTERRUPT, END_OF_INPUT):
            child.sendcontrol("c" if line == INTERRUPT else "d")
        else:
            child.sendline(line)
    child.expect(pexpect.EOF)
    child.close()
    code = child.exitstatus if child.exitstatus is not None else 128 + int(child.signalstatus or 0)
    return "\n".join(
        line.rstrip() for line in _ESCAPES.sub("", screen.getvalue()).replace("\r\n", "\n").split("\n")
    ), code
