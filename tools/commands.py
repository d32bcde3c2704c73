"""Every command as the program's own help tells it: what the manual page and the site's reference are made of."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import typer

from hf_fidelity import i18n
from hf_fidelity.cli.app import build_app


class Option(NamedTuple):
    """One option: how it is typed, what it takes, what it does."""

    spelled: tuple[str, ...]
    takes: str
    help: str


class Command(NamedTuple):
    """One command, or the program itself; ``examples`` are typed behind ``hf-fidelity``."""

    name: str
    help: str
    arguments: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    examples: tuple[str, ...]
    inner: tuple["Command", ...]

    @property
    def usage(self) -> str:
        """What is typed: the name, then its arguments in capitals."""
        return " ".join([self.name, *(name.upper() for name, _ in self.arguments)]).strip()


class Program(NamedTuple):
    """The program in one language; its usage line is ``options`` then ``commands`` behind its name."""

    whole: Command
    options_word: str
    commands_word: str


def program(language: str) -> Program:
    """The program as its help tells it in a language."""
    with i18n.speaking(language):
        app: Any = build_app()
        app.get_help(typer.Context(app, info_name="hf-fidelity"))  # which puts all of its texts into the language
        return Program(_command("", app), app.options_metavar, app.subcommand_metavar)


def every(command: Command) -> Iterator[Command]:
    """The commands below one, in the order of the help, those within others behind them."""
    for inner in command.inner:
        yield inner
        yield from every(inner)


def _command(name: str, command: Any) -> Command:
    return Command(
        name=name,
        help=command.help or "",
        arguments=tuple(
            (str(param.metavar or param.name), param.help or "")
            for param in command.params
            if param.param_type_name == "argument"
        ),
        options=tuple(_option(param) for param in command.params if param.param_type_name == "option"),
        examples=tuple((command.epilog or "").splitlines()),
        inner=tuple(
            _command(f"{name} {under}".strip(), inner) for under, inner in getattr(command, "commands", {}).items()
        ),
    )


def _option(param: Any) -> Option:
    choices = [str(one) for one in param.type_descriptor.choices] if param.type_descriptor.is_choice else []
    takes = "" if param.is_flag else "|".join(choices) or param.metavar or ""
    return Option(tuple(param.opts), takes, param.help or "")
