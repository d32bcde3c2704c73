"""All commands in one tree, in the reader's language."""

from pathlib import Path
from typing import Annotated, Any

import typer

from hf_fidelity.cli import assess, check, demo, instruments, records, show, teams, trend
from hf_fidelity.cli.help_texts import Command, Group, translate
from hf_fidelity.cli.settings import Settings
from hf_fidelity.i18n import LANGUAGES, N_

_PLAIN_HELP: dict[str, Any] = {
    "rich_markup_mode": None,
    "add_completion": False,
    "pretty_exceptions_enable": False,
}


def build_app() -> Any:
    """The command tree, ready to be called with arguments."""
    app = typer.Typer(cls=Group, help=ABOUT, no_args_is_help=False, invoke_without_command=True, **_PLAIN_HELP)
    app.callback()(_globals)
    app.command("demo", cls=Command, help=demo.HELP)(demo.demo)
    app.command("assess", cls=Command, help=assess.HELP)(assess.assess)
    app.command("show", cls=Command, help=show.HELP)(show.show)
    app.command("trend", cls=Command, help=trend.HELP)(trend.trend)
    forms = typer.Typer(cls=Group, help=instruments.HELP, invoke_without_command=True, **_PLAIN_HELP)
    forms.callback()(instruments.listing)
    forms.command("show", cls=Command, help=instruments.SHOW_HELP)(instruments.show)
    forms.command("validate", cls=Command, help=instruments.VALIDATE_HELP)(instruments.validate)
    app.add_typer(forms, name="instruments")
    groups = typer.Typer(cls=Group, help=teams.HELP, invoke_without_command=True, **_PLAIN_HELP)
    groups.callback()(teams.listing)
    groups.command("rename", cls=Command, help=teams.RENAME_HELP)(teams.rename)
    app.add_typer(groups, name="teams")
    stored = typer.Typer(cls=Group, help=records.HELP, invoke_without_command=True, **_PLAIN_HELP)
    stored.callback()(records.listing)
    stored.command("delete", cls=Command, help=records.DELETE_HELP)(records.delete)
    app.add_typer(stored, name="records")
    app.command("check", cls=Command, help=check.HELP)(check.check)
    tree = typer.main.get_command(app)
    translate(tree)
    return tree


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
    ctx.obj = Settings(data=data, plain=plain, debug=debug)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
