"""A real terminal for tests: the program behind a pty, driven by waiting for text, never by sleeping.

The program runs in a forked child, which has imported all that the tests have: a start takes a tenth of the time. With
``fresh`` it is started as people start it, in an interpreter of its own.
"""

import fcntl
import io
import os
import re
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pexpect import EOF, fdpexpect

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


_PATIENCE = 300
"""Seconds: only where something hangs are they waited for."""


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
    fresh: bool = False,
) -> tuple[str, int]:
    """Run a command on a terminal of 24 lines; gives what stood on it (without escapes), and the exit code.

    ``typed`` is what to wait for, and what to type then: a line, or a control character alone. With ``out``,
    standard output goes to that file. ``folder`` is where it runs.
    """
    given = {
        "HF_FIDELITY_DATA": str(data),
        "HF_FIDELITY_LANG": "da",
        "TERM": "xterm",
        "NO_COLOR": "1",
        "BROWSER": "true",
    }
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    start = _Start([*arguments], now, {**inherited, "PYTHONUTF8": "1", **given, **(environment or {})}, out, folder)
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    child = os.fork()
    if child == 0:
        os.close(master)
        start.on(slave, fresh)
    os.close(slave)
    terminal = fdpexpect.fdspawn(master, encoding="utf-8", timeout=_PATIENCE)
    screen = terminal.logfile_read = io.StringIO()
    try:
        for wait, line in typed:
            _await(terminal, wait)
            if line == HANG_UP:
                break
            terminal.send(line if line in (INTERRUPT, END_OF_INPUT) else line + "\n")
        else:
            terminal.expect(EOF)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    finally:
        terminal.close()
    code = _ended(child)
    return _plain(screen.getvalue()), code if code >= 0 else 128 - code


def _ended(child: int) -> int:
    """Its exit code, or minus the signal that ended it; one that stays for minutes is ended."""
    until = time.monotonic() + _PATIENCE
    while (found := os.waitpid(child, os.WNOHANG)) == (0, 0):
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.005)
    return os.waitstatus_to_exitcode(found[1])


@dataclass(frozen=True)
class _Start:
    """A command as it is started."""

    arguments: list[str]
    now: str
    environment: Mapping[str, str]
    out: Path | None
    folder: Path | None

    def on(self, terminal: int, fresh: bool) -> None:
        """Become the command, in a forked child: it never comes back from here."""
        code = 70
        try:
            os.setsid()
            fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
            into = os.open(self.out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666) if self.out else terminal
            for stream, file in enumerate((terminal, into, terminal)):
                os.dup2(file, stream)
            os.chdir(self.folder or Path.cwd())
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGHUP, signal.SIG_DFL)  # ignored where tests are to outlive a window
            code = self._fresh() if fresh else self._here()
        finally:
            os._exit(code)

    def _fresh(self) -> int:
        command = [sys.executable, "-c", LAUNCHER.format(now=self.now), *self.arguments]
        os.closerange(3, 1000)
        os.execve(sys.executable, command, dict(self.environment))

    def _here(self) -> int:
        from hf_fidelity.cli import clock, main

        os.environ.clear()
        os.environ.update(self.environment)
        sys.stdin, sys.stdout, sys.stderr = (
            open(stream, mode, encoding="utf-8", closefd=False)  # noqa: SIM115  (no file has a name here)
            for stream, mode in enumerate(("r", "w", "w"))
        )
        clock.now = lambda: datetime.fromisoformat(self.now).astimezone()
        try:
            return main.run(self.arguments)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()


_PROMPT = "\n> "
_OPENING = r"(?:spring\s+over|pass\s+over|Enter:\s+videre|Enter:\s+go\s+on)\)(?:\x1b\[0m)?\r\n> "
"""A question that is passed over with Enter alone, or a page to read."""
_ANSWERED = r"\nS\d\d: $"
"""The line behind an answer: Enter goes on."""


def _await(terminal: "fdpexpect.fdspawn[str]", wait: str) -> None:
    """Wait for the prompt. What lies on the way to it is passed with Enter: before a statement, or the words of a
    question, whatever may be passed over; and where a statement has just been answered, unless that is waited for.
    """
    words = not wait.endswith(" ")
    statement = wait.endswith(": ")
    if re.fullmatch(r"S\d\d: ", wait):
        terminal.expect(rf"\n{wait}$")
        return
    while terminal.expect([re.escape(wait), _ANSWERED, *([_OPENING] if words or statement else [])]):
        terminal.send("\n")
    if words:  # of a question: the line that is typed stands below it
        terminal.expect_exact(_PROMPT)


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in _ESCAPES.sub("", text).replace("\r\n", "\n").split("\n"))
