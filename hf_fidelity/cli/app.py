"""All commands in one tree."""

from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Annotated, Any, NamedTuple

import typer

from hf_fidelity.cli.help_texts import HELP_NAMES, Command, Group, wrong_choice
from hf_fidelity.cli.settings import Settings, command_word
from hf_fidelity.errors import RecordProblem, UsageProblem
from hf_fidelity.i18n import LANGUAGES, N_

_PLAIN_HELP: dict[str, Any] = {
    "rich_markup_mode": None,
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "context_settings": HELP_NAMES,
}


class _Command(NamedTuple):
    """Where a command lives in this package: its function, and beside it ``…_HELP`` and ``…_EXAMPLES``."""

    module: str
    function: str
    under: Mapping[str, str] = MappingProxyType({})
    """The commands under it, each with its function. With any, the command alone lists what there is."""


_COMMANDS = {
    "demo": _Command("data", "demo"),
    "open": _Command("page", "open_page"),
    "assess": _Command("meeting.command", "assess"),
    "score": _Command("score", "score"),
    "show": _Command("reports", "show"),
    "trend": _Command("reports", "trend"),
    "compare": _Command("reports", "compare"),
    "actions": _Command("actions", "actions", {"done": "done", "drop": "drop", "move": "move", "share": "share"}),
    "template": _Command("questionnaires", "template"),
    "guide": _Command("questionnaires", "guide"),
    "instruments": _Command(
        "questionnaires",
        "instruments",
        {"show": "show_instrument", "new": "new_instrument", "validate": "validate_instrument"},
    ),
    "teams": _Command("data", "teams", {"rename": "rename_team"}),
    "records": _Command("data", "records", {"delete": "delete_records", "erase": "erase_records"}),
    "check": _Command("data", "check"),
    "export": _Command("data", "export"),
    "backup": _Command("data", "backup"),
    "restore": _Command("data", "restore"),
    "completion": _Command("completion", "completion"),
}
"""Every command, in the order in which people need them."""


def build_app(only: str | None = None) -> Any:
    """The command tree, ready to be called with arguments; its help is translated when it is asked for.

    With ``only``, just that command is built, so that a command does not pay for the others.
    """
    app = typer.Typer(
        cls=Group, help=ABOUT, epilog=_EXAMPLES, no_args_is_help=False, invoke_without_command=True, **_PLAIN_HELP
    )
    app.callback()(_globals)
    for name, command in _COMMANDS.items():
        if only in (None, name):
            _add(app, name, command)
    return typer.main.get_command(app)


def _add(app: typer.Typer, name: str, command: _Command) -> None:
    module = import_module(f"hf_fidelity.cli.{command.module}")
    if not command.under:
        _add_one(app, name, module, command.function)
        return
    said = _help(module, command.function)
    group = typer.Typer(cls=Group, help=said[0], epilog=said[1], invoke_without_command=True, **_PLAIN_HELP)
    group.callback()(getattr(module, command.function))
    for under, function in command.under.items():
        _add_one(group, under, module, function)
    app.add_typer(group, name=name)


def _add_one(app: typer.Typer, name: str, module: ModuleType, function: str) -> None:
    text, examples = _help(module, function)
    command = app.command(name, cls=Command, help=text, epilog=examples, context_settings={**HELP_NAMES})
    command(getattr(module, function))


def _help(module: ModuleType, function: str) -> tuple[str, str]:
    """What a command is for, and two ways to call it."""
    named = function.upper()
    return getattr(module, f"{named}_HELP"), getattr(module, f"{named}_EXAMPLES")


def examples_of(words: list[str]) -> list[str]:
    """The examples under a command's help; no words: under that of the program."""
    if not words:
        return _EXAMPLES.splitlines()
    command = _COMMANDS[words[0]]
    module = import_module(f"hf_fidelity.cli.{command.module}")
    return _help(module, command.under[words[1]] if words[1:] else command.function)[1].splitlines()


_READING_MANY = ("compare", "trend", "export")
"""The commands that read many municipalities' data folders as one."""


def _check_one_folder(data: Path | None, number: int) -> None:
    """Raises UsageProblem where a command that may write is pointed at more than one data folder."""
    from hf_fidelity.store import data_folder_of, data_folders_in

    if number == 1:
        with suppress(RecordProblem):  # the command names what cannot be read
            number = len(data_folders_in(data_folder_of(data))) or 1
    if number > 1:
        raise UsageProblem(
            N_("This command works on one data folder, and {number} are meant. Several are read by: {commands}."),
            hint=N_("Point --data at one of them."),
            number=number,
            commands=list(_READING_MANY),
        )


_EXAMPLES = "demo\nassess"


def command_in(words: list[str]) -> str | None:
    """The command that is called, given the words with the global options in front; None builds them all."""
    word = command_word(words)
    return word if word in _COMMANDS else None


ABOUT = N_(
    "How true are we to Housing First? The fidelity form as a quarterly meeting, with a record and a course over time."
)


def _globals(
    ctx: typer.Context,
    data: Annotated[
        list[Path] | None,
        typer.Option(
            "--data",
            metavar=N_("FOLDER"),
            help=N_("Data folder; several for compare, trend and export. Also: HF_FIDELITY_DATA."),
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar=N_("LANGUAGE"), help=N_("Language: da or en. Also: HF_FIDELITY_LANG.")),
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help=N_("No columns, no colour: one fact a line."))] = False,
    debug: Annotated[bool, typer.Option("--debug", help=N_("Show what went wrong inside the program."))] = False,
    version: Annotated[bool, typer.Option("--version", help=N_("Show the version."))] = False,
) -> None:
    del version  # answered in main, before anything heavy is imported; it stands here for the help
    if lang is not None and lang not in LANGUAGES:
        raise wrong_choice(ctx, "--lang", lang, LANGUAGES)
    first, others = (data[0], tuple(data[1:])) if data else (None, ())
    if ctx.invoked_subcommand not in (None, *_READING_MANY):
        _check_one_folder(first, len(others) + 1)
    ctx.obj = Settings(first, plain, debug, others, ctx.obj)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
