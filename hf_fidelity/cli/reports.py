"""``hf-fidelity show``, ``trend`` and ``compare``."""

from typing import Annotated, Any

import typer

from hf_fidelity.cli import options
from hf_fidelity.ground import N_, UsageProblem

SHOW_HELP = N_("One quarter of one team as a report. The latest, if no quarter is given.")
SHOW_EXAMPLES = 'show\nshow --team "Bostøtte Nord" --quarter 2026-Q2 --out referat.html'


def show(
    ctx: typer.Context,
    team: options.TeamOption = None,
    quarter_option: options.QuarterText = None,
    organisation: options.OrganisationOption = None,
    instrument_id: options.InstrumentOption = None,
    every: Annotated[
        bool, typer.Option("--all", help=N_("All questionnaires of the quarter side by side, not added up."))
    ] = False,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
    audience: options.AudienceOption = options.AudienceChoice.TEAM,
    min_n: options.MinN = None,
) -> None:
    """One quarter of one team."""
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, show_assessment, show_profile

    workspace, when = Workspace.there(settings_of(ctx).data), options.quarter_option(quarter_option)
    usual = workspace.usual()
    least = usual.limit(min_n)
    if every and instrument_id is not None:
        raise UsageProblem(N_("--all and --instrument exclude each other: say which of them is meant."))
    name, home = workspace.one_team(team, organisation)
    if every:
        result = show_profile(workspace, name, when, organisation=home, audience=audience.value, min_n=least)
    else:
        result = show_assessment(
            workspace,
            name,
            when,
            organisation=home,
            instrument_id=usual.questionnaire(instrument_id),
            audience=audience.value,
            min_n=least,
        )
    emit(ctx, result, format, out, csv_dialect)


# ``hf-fidelity trend``.


TREND_HELP = N_("Quarters side by side: what moved, and what to talk about.")
TREND_EXAMPLES = 'trend\ntrend --team "Bostøtte Nord" --from 2025-Q1 --out udvikling.html'


def trend(
    ctx: typer.Context,
    team: options.TeamsOption = None,
    organisation: options.OrganisationOption = None,
    first: options.First = None,
    last: options.Last = None,
    against: Annotated[
        options.AgainstChoice, typer.Option("--against", help=N_("What each quarter is compared with."))
    ] = (options.AgainstChoice.PREVIOUS),
    instrument_id: options.InstrumentOption = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
    audience: options.AudienceOption = options.AudienceChoice.TEAM,
    min_n: options.MinN = None,
) -> None:
    """Quarters side by side."""
    from hf_fidelity.cli.output import emit, progress_bar, settings_of
    from hf_fidelity.journeys import Workspace, show_trend

    workspace = Workspace.reading(settings_of(ctx).folders)
    usual = workspace.usual()
    teams, home = usual.teams(team, organisation)
    with progress_bar(N_("Teams read"), settings_of(ctx)) as progress:
        result = show_trend(
            workspace,
            teams,
            organisation=home,
            instrument_id=usual.questionnaire(instrument_id),
            first=options.quarter_option(first, "--from"),
            last=options.quarter_option(last, "--to"),
            against=against.value,
            audience=audience.value,
            min_n=usual.limit(min_n),
            progress=progress,
        )
    emit(ctx, result, format, out, csv_dialect)


# ``hf-fidelity compare``.


COMPARE_HELP = N_("Many teams in one quarter as a spread. No ranking, and no team's name.")
COMPARE_EXAMPLES = "compare --quarter 2026-Q2 --out spredning.xlsx\ncompare --profile --out profil.html"


def compare(
    ctx: typer.Context,
    quarter_option: options.QuarterText = None,
    first: options.First = None,
    last: options.Last = None,
    organisation: options.OrganisationOption = None,
    instrument_id: options.InstrumentOption = None,
    profile: Annotated[
        bool, typer.Option("--profile", help=N_("What the municipality must change, and what teams can themselves."))
    ] = False,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
    audience: options.AudienceOption = options.AudienceChoice.PUBLIC,
    min_n: options.MinN = None,
) -> None:
    """Many teams in one quarter."""
    from hf_fidelity.cli.output import emit, progress_bar, settings_of
    from hf_fidelity.journeys import Workspace, compare_profile, compare_teams

    workspace = Workspace.reading(settings_of(ctx).folders)
    usual = workspace.usual()
    if profile and (first or last or instrument_id):
        raise UsageProblem(
            N_("--profile has its own questionnaires, each of one quarter: leave --instrument, --from and --to out.")
        )
    who: dict[str, Any] = {"organisation": organisation, "audience": audience.value, "min_n": usual.limit(min_n)}
    with progress_bar(N_("Teams read"), settings_of(ctx)) as progress:
        if profile:
            result = compare_profile(workspace, options.quarter_option(quarter_option), progress=progress, **who)
        else:
            result = compare_teams(
                workspace,
                options.quarter_option(quarter_option),
                first=options.quarter_option(first, "--from"),
                last=options.quarter_option(last, "--to"),
                instrument_id=usual.questionnaire(instrument_id),
                progress=progress,
                **who,
            )
    emit(ctx, result, format, out, csv_dialect)
