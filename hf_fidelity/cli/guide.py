"""``hf-fidelity guide``."""

from typing import Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.i18n import N_

HELP = N_("Help for the talk: what the manual asks for behind each principle, questions and aids.")


def guide(
    ctx: typer.Context,
    principle: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("PRINCIPLE"), help=N_("Its number, its id or a part of its name; without it: all of them.")
        ),
    ] = None,
    instrument: options.Instrument = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """What there is to say about the principles."""
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, show_guide

    emit(ctx, show_guide(Workspace.at(settings_of(ctx).data), principle, instrument), format, out, csv_dialect)
