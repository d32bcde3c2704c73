"""The meeting on a terminal: screens laid out on standard error, lines read from standard input.

Nothing is drawn over and nothing moves: what is asked stands below what was answered, so that a screen reader, a
projector and a log all get the same. Standard output stays free for the report at the end.
"""

import sys
from collections.abc import Iterator
from functools import singledispatch

from hf_fidelity.i18n import _
from hf_fidelity.journeys.screens import Message, Question, Screen, StatementScreen, SummaryScreen
from hf_fidelity.writers.text import Line, console_for, show_line, wrapped


class MeetingScreen:
    """Shows screens and reads what is typed."""

    def __init__(self, *, plain: bool) -> None:
        # Standard error, unless it goes to a file and the screen is free: nobody can answer what they cannot see.
        self._stream = sys.stdout if sys.stdout.isatty() and not sys.stderr.isatty() else sys.stderr
        self._console = console_for(self._stream)
        self._plain = plain

    def ask(self, screen: Screen) -> str:
        """Show a screen and wait for a line. Raises EOFError at the end of the input."""
        self._show(laid_out(screen, self._console.width))
        while True:
            self._stream.write(_("Agreed answer: ") if isinstance(screen, StatementScreen) else "> ")
            self._stream.flush()
            line = self._line()
            if "\ufffd" not in line:
                return line
            self._show(wrapped(_("Some characters could not be read. Type it again."), self._console.width))

    def _line(self) -> str:
        try:
            if line := sys.stdin.readline():
                return line.rstrip("\r\n")
            raise EOFError
        except (KeyboardInterrupt, EOFError):
            self._stream.write("\n")  # what follows begins on a line of its own
            raise

    def tell(self, message: Message) -> None:
        """Show something that needs no answer."""
        self._show(part for line in message.lines for part in wrapped(line, self._console.width))

    def _show(self, lines: Iterator[Line]) -> None:
        for line in lines:
            if self._plain:
                self._stream.write(line.text + "\n")
            else:
                show_line(line, self._console)


@singledispatch
def laid_out(screen: Screen, width: int) -> Iterator[Line]:
    """A screen as lines of at most ``width``."""
    raise TypeError(screen, width)


@laid_out.register
def _statement(screen: StatementScreen, width: int) -> Iterator[Line]:
    yield from _notice(screen.notice, width)
    yield Line("")
    yield from wrapped(screen.progress, width, "bold")
    for name, definition in screen.principles:
        yield from wrapped(f"{name}. {definition}" if name else definition, width, "dim", indent="  ", first="  ")
    yield Line("")
    yield from wrapped(screen.stem, width)
    yield Line("")
    yield from wrapped(screen.statement, width, "bold", indent="         ", first="    ")
    yield Line("")
    if screen.points:
        yield from wrapped(_together(screen.points), width)
    for step in screen.steps:
        yield from wrapped(step, width, indent="  ")
    for line in screen.votes:
        yield from wrapped(line, width, first="    ", indent="    ")
    for line in screen.now:
        yield from wrapped(line, width, "italic")
    yield from wrapped(_together(screen.keys), width, "dim")


@laid_out.register
def _summary(screen: SummaryScreen, width: int) -> Iterator[Line]:
    yield from _notice(screen.notice, width)
    if screen.themes:
        yield from wrapped(screen.title, width, "bold")
    for theme, answers in screen.themes:
        yield from wrapped(theme, width, "bold", indent=" ", first=" ")
        for answer in answers:
            yield from wrapped(answer, width, indent="     ", first="   ")
    yield from wrapped(screen.gaps, width)
    yield from wrapped(_together(screen.keys), width, "dim")


@laid_out.register
def _question(screen: Question, width: int) -> Iterator[Line]:
    yield from _notice(screen.notice, width)
    yield from wrapped(screen.text, width, "bold")
    for number, choice in enumerate(screen.choices, 1):
        yield from wrapped(f"{number} {choice}", width, indent="  ", first="  ")


def _notice(lines: tuple[str, ...], width: int) -> Iterator[Line]:
    for line in lines:
        yield from wrapped(line, width, "italic")


def _together(parts: tuple[str, ...]) -> str:
    """Parts in a row; a line breaks between them, never inside one."""
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)
