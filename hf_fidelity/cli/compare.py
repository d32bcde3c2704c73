"""``hf-fidelity compare``."""

import typer

from hf_fidelity.cli import options
from hf_fidelity.i18n import N_

HELP = N_("Many teams in one quarter as a spread: no ranking, and no team's name.")


def compare(
    ctx: typer.Context,
    quarter: options.QuarterText = None,
    first: options.First = None,
    last: options.Last = None,
    organisation: options.Organisation = None,
    instrument: options.Instrument = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
    audience: options.AudienceOption = options.Audience.PUBLIC,
    min_n: options.MinN = None,
) -> None:
    """Many teams in one quarter."""
    from hf_fidelity.cli import parse
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.cli.progress import progress_bar
    from hf_fidelity.journeys import Workspace, compare_teams

    with progress_bar(N_("Teams read"), settings_of(ctx)) as progress:
        result = compare_teams(
            Workspace.at(settings_of(ctx).data),
            parse.quarter(quarter),
            first=parse.quarter(first, "--from"),
            last=parse.quarter(last, "--to"),
            organisation=organisation,
            instrument=instrument,
            audience=audience.value,
            min_n=min_n,
            progress=progress,
        )
    emit(ctx, result, format, out, csv_dialect)
