"""All commands in one tree."""

import errno
import gettext
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from hf_fidelity.cli.global_options import GlobalOptions, command_word
from hf_fidelity.ground import (
    DOMAIN,
    FOLDER,
    LANGUAGES,
    N_,
    RecordProblem,
    UsageProblem,
    _,
    fold,
    language,
    nearest,
    reason,
    words,
)

# Help and usage errors in the reader's language.
#
# Typer builds its help from English texts; they are translated on the finished command tree, by the same catalogue as
# everything else. Usage errors are told by the fields of Typer's exceptions, never by their sentences; a kind that is
# new to us is shown as it came.


# The help

HELP_HEADINGS = (
    N_("Options"),
    N_("Commands"),
    N_("Arguments"),
    N_("Show this message and exit."),
    N_("required"),
    N_("default: {default}"),
    N_("Missing command."),
)
"""Texts that Typer takes from the catalogue by itself."""


HELP_NAMES: dict[str, Any] = {"help_option_names": ["-h", "--help"]}


class InTheReadersLanguage:
    """Puts help into the reader's language when it is asked for, and not before: most commands never show it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words typed. Whatever is wrong with them is known by the command that was to take them.

        Whether a path can be read is asked here: Typer says it in English.
        """
        params: list[Any] = self.params  # type: ignore[attr-defined]
        for param in params:
            param.type_descriptor.parameter_info.readable = False
        try:
            left: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except typer.TyperException as error:
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise
        for param in params:
            _check_readable(ctx, param)
        return left

    def get_help(self, ctx: Any) -> str:
        """The help of this command, and of the commands under it."""
        os.environ["LANGUAGE"] = language()
        gettext.bindtextdomain(DOMAIN, str(FOLDER))
        gettext.textdomain(DOMAIN)
        _translate(self)
        return str(super().get_help(ctx))  # type: ignore[misc]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples, a line each: what stands there is typed as it stands."""
        del ctx
        lines = (self.epilog or "").splitlines()  # type: ignore[attr-defined]
        with formatter.section(_("Examples")):
            for line in lines:
                formatter.write(f"  hf-fidelity {line}\n")

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))


class Command(InTheReadersLanguage, TyperCommand):
    """A command in the reader's language."""

    allow_extra_args = True  # Typer's own refusal of them says nothing but a sentence

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words typed. Raises UsageProblem where one is left that nothing takes."""
        left = super().parse_args(ctx, args)
        if left:
            raise _problem(ctx, _Told(N_("There is one word too many: {extra}."), {"extra": " ".join(left)}))
        return left


class Group(InTheReadersLanguage, TyperGroup):
    """A group of commands in the reader's language."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names. Raises UsageProblem where there is none of that name."""
        if self.get_command(ctx, args[0]) is None:
            raise _problem(ctx, _no_such_command(args[0], self.commands, ctx.command_path.partition(" ")[2]))
        return super().resolve_command(ctx, args)

    def list_commands(self, _ctx: Any) -> list[str]:
        """The commands in the order in which people need them."""
        return list(self.commands)


def _translate(command: Any) -> None:
    if command.help:
        command.help = words(command.help, {})
    command.options_metavar = _("[OPTIONS]")
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
        for part in command.commands.values():
            _translate(part)
    for param in [
        *command.params,
        command.get_help_option(typer.Context(command, help_option_names=HELP_NAMES["help_option_names"])),
    ]:
        if isinstance(param, TyperArgument):
            # The name says what to give; `<list[str]>` tells it to programmers.
            param.display_type_rich = _no_type  # type: ignore[method-assign]
        if getattr(param, "help", None):
            param.help = words(param.help, {})
        if param.metavar:
            param.metavar = words(param.metavar, {})


def _no_type(ctx: Any) -> None:
    del ctx


# Usage errors


class _Told(NamedTuple):
    """A message and its parameters."""

    message: str
    params: Mapping[str, Any]


def usage_problem(error: Any) -> UsageProblem:
    """What Typer found wrong with the words typed, in our words where we know the kind of error."""
    tell = _TOLD_BY.get(type(error).__name__)
    told = tell(error) if tell else None
    return _problem(getattr(error, "ctx", None), told or _Told("{as_it_came}", {"as_it_came": error.format_message()}))


def wrong_choice(ctx: Any, option: str, found: str, known: tuple[str, ...]) -> UsageProblem:
    """An option was given something else than what it can be."""
    return _problem(ctx, _Told(_WRONG_CHOICE, {"option": option, "found": found, "known": known}))


def _problem(ctx: Any, told: _Told) -> UsageProblem:
    path = getattr(ctx, "command_path", "hf-fidelity")
    return UsageProblem(told.message, hint=N_("`{path} --help` shows what can be given."), path=path, **told.params)


_LIKE_ENOUGH = 0.6
_LIKE_A_COMMAND = 0.7
"""What is less like one is another word, and a far-fetched command helps less than none."""


def _check_readable(ctx: Any, param: Any) -> None:
    """Raise UsageProblem where a path that was typed is there and cannot be read; what is written need not be."""
    given = ctx.params.get(param.name)
    for path in given if isinstance(given, list | tuple) else [given]:
        if isinstance(path, Path) and param.name != "out" and _is_kept_from_us(path):
            why = reason(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
            raise _problem(ctx, _Told(N_("{file} cannot be read: {why}."), {"file": str(path), "why": why}))


def _is_kept_from_us(path: Path) -> bool:
    try:
        return path.exists() and not os.access(path, os.R_OK)
    except OSError:  # whoever opens it says what is wrong
        return False


def _no_such_command(command: str, known: Mapping[str, Any], group: str) -> _Told:
    """That there is no such command, and the nearest, those under another one too: ``done`` is ``actions done``.

    ``group`` is the command under which it was sought; empty: under none.
    """
    words = {name: [name] for name in known}
    for name, inner in known.items():
        for under in getattr(inner, "commands", ()):
            words.setdefault(under, [f"{name} {under}"])
    for name, called in ({group: _LISTS} if group else _ALSO_CALLED).items():
        for word in called.split():
            words.setdefault(word, []).append(name)
    exactly = [fold(command)] if fold(command) in words else []
    if near := exactly or nearest(command, words, at_least=_LIKE_A_COMMAND):
        meant = list(dict.fromkeys(name for word in near for name in words[word]))
        return _Told(N_("There is no command {command}. Did you mean {meant}?"), {"command": command, "meant": meant})
    return _Told(N_("There is no command {command}."), {"command": command})


def _no_such_option(error: Any) -> _Told:
    option = error.option_name
    params = error.ctx.command.get_params(error.ctx) if error.ctx else ()
    known = {name.lstrip("-"): name for param in params for name in param.opts if name.startswith("--")}
    if near := nearest(option.lstrip("-"), known, at_least=_LIKE_ENOUGH) if option.startswith("--") else []:
        meant = [known[name] for name in near]
        return _Told(N_("There is no option {option}. Did you mean {meant}?"), {"option": option, "meant": meant})
    return _Told(N_("There is no option {option}."), {"option": option})


def _missing(error: Any) -> _Told:
    return _Told(N_("{option} is missing."), {"option": _name(error.param)})


def _value_wanted_or_not(error: Any) -> _Told | None:
    """A value is missing behind an option, or stands behind one that takes none: Typer calls both the same."""
    for param in error.ctx.command.get_params(error.ctx):
        if error.option_name in param.opts:
            message = N_("{option} takes no value.") if param.is_flag else _VALUE_WANTED
            return _Told(message, {"option": error.option_name})
    return None


def _wrong_value(error: Any) -> _Told | None:
    """A value is not what the option's type takes: Typer's cause is pydantic, which says what stood there and why."""
    if error.param is None or not hasattr(error.__cause__, "errors"):
        return None
    fault, wanted = error.__cause__.errors()[0], error.param.type_descriptor
    if fault["input"] == "":  # ``--format=`` with nothing behind it
        return _Told(_VALUE_WANTED, {"option": _name(error.param)})
    if wanted.is_choice:
        known = tuple(map(str, wanted.choices))
        return _Told(_WRONG_CHOICE, {"option": _name(error.param), "found": fault["input"], "known": known})
    if fault["type"].startswith("int_"):
        return _Told(N_("{option} must be a whole number."), {"option": _name(error.param)})
    if wanted.is_ranged:
        bounds, params = wanted.parameter_info, {"variable": _name(error.param), "found": fault["input"]}
        message = N_("{variable} must be a whole number from {least} to {most}, not {found}.")
        return _Told(message, params | {"least": bounds.min, "most": bounds.max})
    return None


def _name(param: Any) -> str:
    """What is typed for an option; what the help calls an argument."""
    return words(param.metavar or param.name, {}) if isinstance(param, TyperArgument) else str(param.opts[0])


_VALUE_WANTED = N_("{option} needs a value behind it.")
_WRONG_CHOICE = N_("{option} cannot be {found}; it can be {known}.")

_TOLD_BY: dict[str, Callable[[Any], _Told | None]] = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _value_wanted_or_not,
    "BadParameter": _wrong_value,
}
"""Kind of error → what is told of its fields. By name: Typer makes no more than one of the kinds public."""


# The tree.


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


_LISTS = "list liste ls all alle"
"""What people type who want to see what there is: a group alone lists it."""
_ALSO_CALLED = {
    "demo": "example eksempel",
    "open": "web browser server gui ui page side",
    "assess": "start begin init meeting møde mødet assessment assesment vurder vurdering besvar answer",
    "score": "import read load upload survey indlæs indlæsning",
    "show": "report rapport result results resultat vis view summary",
    "trend": "history historik course forløb udvikling",
    "compare": "sammenlign sammenligning",
    "actions": "todo tasks tiltag opgaver handlinger",
    "template": "print blank tom skabelon",
    "guide": "manual vejledning principles kerneprincipper",
    "instruments": f"questionnaire questionnaires form forms skema skemaer spørgeskema spørgeskemaer {_LISTS}",
    "teams": f"hold organisations organisationer kommuner {_LISTS}",
    "records": f"besvarelser svar {_LISTS}",
    "records delete": "remove slet fjern",
    "check": "verify tjek",
    "backup": "save copy gem kopi",
    "restore": "gendan",
}
"""Command → what people type who mean it, and who have not seen yet what it is called."""


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


_READING_MANY = ("compare", "trend", "export")
"""The commands that read many municipalities' data folders as one."""


def _check_one_folder(data: Path | None, number: int) -> None:
    """Raises UsageProblem where a command that may write is pointed at more than one data folder."""
    from hf_fidelity.store import data_folder_of
    from hf_fidelity.store.folder_kinds import data_folders_in

    if number == 1:
        with suppress(RecordProblem):  # the command names what cannot be read
            number = len(inside := data_folders_in(folder := data_folder_of(data)))
            if number == 1:  # what is written beside that one would hide it
                raise UsageProblem(
                    N_("{folder} holds a data folder, {name}, and is none itself."),
                    hint=N_("Point --data at that one."),
                    folder=str(folder),
                    name=inside[0].name,
                )
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
    ctx.obj = GlobalOptions(first, plain, debug, others, ctx.obj)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
