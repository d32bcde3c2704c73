"""A real terminal for tests: the program behind a pty, driven by waiting for text, never by sleeping."""

import io
import os
import re
import shlex
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


HANG_UP = "hang up"
"""The terminal's window is closed."""


def run(
    arguments: Iterable[str],
    typed: Iterable[tuple[str, str]] = (),
    *,
    data: Path,
    now: str = "2026-08-20T10:00:00",
    columns: int = 80,
    out: Path | None = None,
    environment: dict[str, str] | None = None,
    folder: Path | None = None,
) -> tuple[str, int]:
    """Run a command on a terminal of 24 lines; gives what stood on it (without escapes), and the exit code.

    ``typed`` is what to wait for, and what to type then: a line, or a control character alone. With ``out``,
    standard output goes to that file. ``folder`` is where it runs.
    """
    given = {"HF_FIDELITY_DATA": str(data), "HF_FIDELITY_LANG": "da", "TERM": "xterm", "NO_COLOR": "1"}
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    command = [sys.executable, "-c", LAUNCHER.format(now=now), *arguments]
    where = f"> {shlex.quote(str(out))}" if out else ""
    child = pexpect.spawn(
        "/bin/sh",
        ["-c", f"exec {shlex.join(command)} {where}"],
        env={**inherited, "PYTHONUTF8": "1", **given, **(environment or {})},
        cwd=str(folder) if folder else None,
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=300,
    )
    screen = child.logfile_read = io.StringIO()
    for wait, line in typed:
        _await(child, wait)
        if line == HANG_UP:
            child.close()
            break
        _type(child, line)
    else:
        child.expect(pexpect.EOF)
        child.close()
    code = child.exitstatus if child.exitstatus is not None else 128 + int(child.signalstatus or 0)
    return _plain(screen.getvalue()), code


_OPENING = r"(?:spring over|pass over)\)(?:\x1b\[0m)?\r\n> "
"""A question that is passed over with Enter alone."""


def _await(child: "pexpect.spawn[str]", wait: str) -> None:
    """Wait for the prompt. On the way to a statement's, what may be passed over is."""
    if not wait.endswith(": "):
        child.expect_exact(wait)
        return
    while child.expect([re.escape(wait), _OPENING]) == 1:
        child.sendline("")


def _type(child: "pexpect.spawn[str]", line: str) -> None:
    if line in (INTERRUPT, END_OF_INPUT):
        child.sendcontrol("c" if line == INTERRUPT else "d")
    else:
        child.sendline(line)


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in _ESCAPES.sub("", text).replace("\r\n", "\n").split("\n"))
