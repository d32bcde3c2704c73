"""Help and usage errors in the reader's language.

Typer builds its help from English texts; they are translated on the finished command tree, by the same catalogue
as everything else. Usage errors are told by the fields of Typer's exceptions, never by their sentences; a kind that is
new to us is shown as it came.
"""

import gettext
import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.text import nearest
from hf_fidelity.i18n import DOMAIN, FOLDER, N_, _, language, words

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
        """Read the words typed. Whatever is wrong with them is known by the command that was to take them."""
        try:
            left: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except typer.TyperException as error:
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise
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
            raise _problem(ctx, _no_such_command(args[0], self.commands))
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


def _no_such_command(command: str, known: Mapping[str, Any]) -> _Told:
    """That there is no such command, and the nearest, those under another one too: ``done`` is ``actions done``."""
    words = {name: name for name in known}
    for name, group in known.items():
        for under in getattr(group, "commands", ()):
            words.setdefault(under, f"{name} {under}")
    if near := nearest(command, words, at_least=_LIKE_ENOUGH):
        meant = [words[word] for word in near]
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
        known = tuple(choice.value for choice in wanted.choices)
        return _Told(_WRONG_CHOICE, {"option": _name(error.param), "found": fault["input"], "known": known})
    if fault["type"].startswith("int_"):
        return _Told(N_("{option} must be a whole number."), {"option": _name(error.param)})
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
