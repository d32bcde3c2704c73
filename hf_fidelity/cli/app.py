"""All commands in one tree."""

from pathlib import Path
from typing import Annotated, Any

import typer

from hf_fidelity.cli.help_texts import Command, Group
from hf_fidelity.cli.settings import Settings, command_word
from hf_fidelity.i18n import LANGUAGES, N_

_PLAIN_HELP: dict[str, Any] = {
    "rich_markup_mode": None,
    "add_completion": False,
    "pretty_exceptions_enable": False,
}


def build_app(only: str | None = None) -> Any:
    """The command tree, ready to be called with arguments; its help is translated when it is asked for.

    With ``only``, just that command is built, so that a command does not pay for the others.
    """
    app = typer.Typer(cls=Group, help=ABOUT, no_args_is_help=False, invoke_without_command=True, **_PLAIN_HELP)
    app.callback()(_globals)
    for name, add in _COMMANDS.items():
        if only in (None, name):
            add(app)
    return typer.main.get_command(app)


def _group(listing: Any, help: str) -> typer.Typer:
    """A command with commands under it; alone it lists what there is."""
    group = typer.Typer(cls=Group, help=help, invoke_without_command=True, **_PLAIN_HELP)
    group.callback()(listing)
    return group


def _demo(app: typer.Typer) -> None:
    from hf_fidelity.cli import demo

    app.command("demo", cls=Command, help=demo.HELP)(demo.demo)


def _assess(app: typer.Typer) -> None:
    from hf_fidelity.cli.meeting import command as assess

    app.command("assess", cls=Command, help=assess.HELP)(assess.assess)


def _score(app: typer.Typer) -> None:
    from hf_fidelity.cli import score

    app.command("score", cls=Command, help=score.HELP)(score.score)


def _show(app: typer.Typer) -> None:
    from hf_fidelity.cli import show

    app.command("show", cls=Command, help=show.HELP)(show.show)


def _trend(app: typer.Typer) -> None:
    from hf_fidelity.cli import trend

    app.command("trend", cls=Command, help=trend.HELP)(trend.trend)


def _compare(app: typer.Typer) -> None:
    from hf_fidelity.cli import compare

    app.command("compare", cls=Command, help=compare.HELP)(compare.compare)


def _template(app: typer.Typer) -> None:
    from hf_fidelity.cli import template

    app.command("template", cls=Command, help=template.HELP)(template.template)


def _guide(app: typer.Typer) -> None:
    from hf_fidelity.cli import guide

    app.command("guide", cls=Command, help=guide.HELP)(guide.guide)


def _instruments(app: typer.Typer) -> None:
    from hf_fidelity.cli import instruments

    group = _group(instruments.listing, instruments.HELP)
    group.command("show", cls=Command, help=instruments.SHOW_HELP)(instruments.show)
    group.command("new", cls=Command, help=instruments.NEW_HELP)(instruments.new)
    group.command("validate", cls=Command, help=instruments.VALIDATE_HELP)(instruments.validate)
    app.add_typer(group, name="instruments")


def _actions(app: typer.Typer) -> None:
    from hf_fidelity.cli import actions

    group = _group(actions.listing, actions.HELP)
    group.command("done", cls=Command, help=actions.DONE_HELP)(actions.done)
    group.command("drop", cls=Command, help=actions.DROP_HELP)(actions.drop)
    group.command("move", cls=Command, help=actions.MOVE_HELP)(actions.move)
    app.add_typer(group, name="actions")


def _teams(app: typer.Typer) -> None:
    from hf_fidelity.cli import teams

    group = _group(teams.listing, teams.HELP)
    group.command("rename", cls=Command, help=teams.RENAME_HELP)(teams.rename)
    app.add_typer(group, name="teams")


def _records(app: typer.Typer) -> None:
    from hf_fidelity.cli import records

    group = _group(records.listing, records.HELP)
    group.command("delete", cls=Command, help=records.DELETE_HELP)(records.delete)
    app.add_typer(group, name="records")


def _check(app: typer.Typer) -> None:
    from hf_fidelity.cli import check

    app.command("check", cls=Command, help=check.HELP)(check.check)


_COMMANDS = {
    "demo": _demo,
    "assess": _assess,
    "score": _score,
    "show": _show,
    "trend": _trend,
    "compare": _compare,
    "actions": _actions,
    "template": _template,
    "guide": _guide,
    "instruments": _instruments,
    "teams": _teams,
    "records": _records,
    "check": _check,
}


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
        Path | None, typer.Option("--data", metavar=N_("FOLDER"), help=N_("Data folder. Also: HF_FIDELITY_DATA."))
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
        raise typer.BadParameter(f"{lang!r} is not one of {', '.join(LANGUAGES)}.", ctx=ctx, param_hint="--lang")
    ctx.obj = Settings(data=data, plain=plain, debug=debug, reader=ctx.obj)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
