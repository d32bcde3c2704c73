"""``hf-fidelity trend``."""

from typing import Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.i18n import N_

HELP = N_("Quarters side by side: what moved, and what to talk about.")


def trend(
    ctx: typer.Context,
    team: options.Teams = None,
    organisation: options.Organisation = None,
    first: options.First = None,
    last: options.Last = None,
    against: Annotated[options.Against, typer.Option("--against", help=N_("What each quarter is compared with."))] = (
        options.Against.PREVIOUS
    ),
    instrument: options.Instrument = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
    audience: options.AudienceOption = options.Audience.TEAM,
    min_n: options.MinN = None,
) -> None:
    """Quarters side by side."""
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.cli.parse import quarter
    from hf_fidelity.cli.progress import progress_bar
    from hf_fidelity.journeys import Workspace, show_trend

    with progress_bar(N_("Teams read"), settings_of(ctx)) as progress:
        result = show_trend(
            Workspace.at(settings_of(ctx).data),
            team or (),
            organisation=organisation,
            instrument=instrument,
            first=quarter(first, "--from"),
            last=quarter(last, "--to"),
            against=against.value,
            audience=audience.value,
            min_n=min_n,
            progress=progress,
        )
    emit(ctx, result, format, out, csv_dialect)
