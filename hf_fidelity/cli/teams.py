"""``hf-fidelity teams``, ``teams rename``."""

from typing import Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.i18n import N_

HELP = N_("The teams in the data folder.")
RENAME_HELP = N_("Give a team another name. Its records and its course stay.")


def listing(
    ctx: typer.Context,
    organisation: options.Organisation = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """Every team, where no subcommand is given."""
    if ctx.invoked_subcommand is not None:
        return
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, list_teams

    emit(ctx, list_teams(Workspace.at(settings_of(ctx).data), organisation), format, out, csv_dialect)


def rename(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar=N_("OLD"), help=N_("What the team is called now."))],
    new: Annotated[str, typer.Argument(metavar=N_("NEW"), help=N_("What it is to be called."))],
    organisation: options.Organisation = None,
) -> None:
    """Another name for a team."""
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, rename_team

    emit(ctx, rename_team(Workspace.at(settings_of(ctx).data), old, new, organisation))
