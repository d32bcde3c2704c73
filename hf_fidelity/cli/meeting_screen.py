"""The meeting on a terminal: screens laid out on standard error, lines read from standard input.

Nothing is drawn over and nothing moves: what is asked stands below what was answered, so that a screen reader, a
projector and a log all get the same. Standard output stays free for the report at the end.
"""

import sys
from functools import singledispatchmethod

from rich.padding import Padding
from rich.text import Text

from hf_fidelity.domain.text import clean
from hf_fidelity.i18n import _
from hf_fidelity.journeys.screens import Message, Question, Screen, StatementScreen, SummaryScreen
from hf_fidelity.writers.terminal import console_for


class MeetingScreen:
    """Shows screens and reads what is typed."""

    def __init__(self, *, plain: bool) -> None:
        self._console = console_for(sys.stderr)
        self._plain = plain

    def ask(self, screen: Screen) -> str:
        """Show a screen and wait for a line. Raises EOFError at the end of the input."""
        self._show(screen)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def tell(self, message: Message) -> None:
        """Show something that needs no answer."""
        for line in message.lines:
            self._line(line)

    @singledispatchmethod
    def _show(self, screen: Screen) -> None:
        raise TypeError(screen)

    @_show.register
    def _statement(self, screen: StatementScreen) -> None:
        self._notice(screen.notice)
        self._line("")
        self._line(screen.progress, "bold")
        for name, definition in screen.principles:
            self._print(Text.assemble((clean(name), "bold"), clean(f". {definition}")), indent=2)
        self._line("")
        self._line(screen.stem, "dim")
        self._line("")
        self._line(screen.statement, "bold", indent=4)
        self._line("")
        self._line(" · ".join(screen.points))
        for line in screen.now:
            self._line(line)
        self._line(screen.keys, "dim")
        self._prompt(_("Agreed answer: "))

    @_show.register
    def _summary(self, screen: SummaryScreen) -> None:
        self._notice(screen.notice)
        self._line("")
        self._line(screen.title, "bold")
        for theme, answers in screen.themes:
            self._line(theme, "bold", indent=1)
            for answer in answers:
                self._line(answer, indent=3)
        self._line(screen.gaps)
        self._line(screen.keys, "dim")
        self._prompt("> ")

    @_show.register
    def _question(self, screen: Question) -> None:
        self._notice(screen.notice)
        self._line(screen.text, "bold")
        for number, choice in enumerate(screen.choices, 1):
            self._line(f"{number} {choice}", indent=2)
        self._prompt("> ")

    def _notice(self, lines: tuple[str, ...]) -> None:
        for line in lines:
            self._line(line, "italic")

    def _line(self, text: str, style: str = "", indent: int = 0) -> None:
        self._print(Text(clean(text), style=style), indent)

    def _print(self, text: Text, indent: int = 0) -> None:
        if self._plain:
            sys.stderr.write(text.plain + "\n")
        else:
            self._console.print(Padding(text, (0, 0, 0, indent), expand=False))

    def _prompt(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
