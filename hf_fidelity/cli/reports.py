"""``hf-fidelity show``."""

from typing import Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.i18n import N_

HELP = N_("One quarter of one team as a report (the latest, if no quarter is given).")


def show(
    ctx: typer.Context,
    team: Annotated[str, typer.Option("--team", metavar=N_("NAME"), help=N_("The team's name."))],
    quarter: options.QuarterText = None,
    organisation: options.Organisation = None,
    instrument: options.Instrument = None,
    every: Annotated[
        bool, typer.Option("--all", help=N_("All questionnaires of the quarter side by side, not added up."))
    ] = False,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
    audience: options.AudienceOption = options.Audience.TEAM,
    min_n: options.MinN = None,
) -> None:
    """One quarter of one team."""
    from hf_fidelity.cli import parse
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.errors import UsageProblem
    from hf_fidelity.journeys import Workspace, show_assessment, show_profile

    workspace, when = Workspace.at(settings_of(ctx).data), parse.quarter(quarter)
    if every and instrument:
        raise UsageProblem(N_("--all and --instrument exclude each other: say which of them is meant."))
    if every:
        result = show_profile(workspace, team, when, organisation=organisation, audience=audience.value, min_n=min_n)
    else:
        result = show_assessment(
            workspace,
            team,
            when,
            organisation=organisation,
            instrument=instrument,
            audience=audience.value,
            min_n=min_n,
        )
    emit(ctx, result, format, out, csv_dialect)
