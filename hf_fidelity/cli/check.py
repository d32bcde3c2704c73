"""``hf-fidelity check``."""

import typer

from hf_fidelity.cli import options
from hf_fidelity.i18n import N_

HELP = N_("Look through the data folder: what is damaged, conflicting or left over, and what to do about it.")


def check(
    ctx: typer.Context,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """Everything in the data folder, looked through."""
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.cli.progress import progress_bar
    from hf_fidelity.journeys import Workspace, check_folder

    with progress_bar(N_("Teams checked"), settings_of(ctx)) as progress:
        result, well = check_folder(Workspace.at(settings_of(ctx).data), clock.now(), progress)
    emit(ctx, result, format, out, csv_dialect)
    if not well:
        raise typer.Exit(1)
