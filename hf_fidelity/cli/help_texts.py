"""Help and usage errors in the reader's language.

Typer builds its help from English texts; they are translated on the finished command tree, by the same catalogue
as everything else. Usage errors are recognised by their pattern; one that is new to us is shown as it came.
"""

import gettext
import os
import re
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from hf_fidelity.i18n import DOMAIN, FOLDER, N_, _, language, words

HEADINGS = (
    N_("Options"),
    N_("Commands"),
    N_("Arguments"),
    N_("Show this message and exit."),
    N_("required"),
    N_("default: {default}"),
    N_("Missing command."),
)
"""Texts that Typer takes from the catalogue by itself."""

_USAGE_ERRORS = (
    (r"No such option: (?P<option>\S+).*", N_("There is no option {option}.")),
    (r"No such command '(?P<command>.*?)'\.(?: Did you mean '(?P<meant>.*?)'.*)", N_("There is no command {command}. Did you mean {meant}?")),
    (r"No such command '(?P<command>.*?)'.*", N_("There is no command {command}.")),
    (r"Missing (?:option|argument|parameter) '?(?P<option>[^'.]*)'?.*", N_("{option} is missing.")),
    (r"Option '(?P<option>.*?)' requires an argument.*", N_("{option} needs a value behind it.")),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<extra>.*)\)", N_("There is one word too many: {extra}.")),
    (r"Invalid value for '?(?P<option>[^':]*)'?.*?: (?:Value error, )?'(?P<found>.*)' is not one of (?P<known>.*)\.", N_("{option} cannot be {found}; it can be {known}.")),
    (r"Invalid value for '?(?P<option>[^':]*)'?.*?: (?:.* is not a valid int|Input should be a valid int).*", N_("{option} must be a whole number.")),
)  # fmt: skip


class Translated:
    """Puts help into the reader's language when it is asked for, and not before: most commands never show it."""

    def get_help(self, ctx: Any) -> str:
        """The help of this command, and of the commands under it."""
        os.environ["LANGUAGE"] = language()
        gettext.bindtextdomain(DOMAIN, str(FOLDER))
        gettext.textdomain(DOMAIN)
        _translate(self)
        return str(super().get_help(ctx))  # type: ignore[misc]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))


class Command(Translated, TyperCommand):
    """A command whose help is translated."""


class Group(Translated, TyperGroup):
    """A group of commands whose help is translated."""

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
    for param in [*command.params, command.get_help_option(typer.Context(command))]:
        if isinstance(param, TyperArgument):
            # The name says what to give; `<list[str]>` tells it to programmers.
            param.display_type_rich = _no_type  # type: ignore[method-assign]
        if getattr(param, "help", None):
            param.help = words(param.help, {})
        if param.metavar:
            param.metavar = words(param.metavar, {})


def _no_type(ctx: Any) -> None:
    del ctx


def usage_error(error: Any) -> str:
    """A usage error of Typer in the chosen language."""
    text = error.format_message()
    for pattern, message in _USAGE_ERRORS:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            return words(message, match.groupdict())
    return str(text)
