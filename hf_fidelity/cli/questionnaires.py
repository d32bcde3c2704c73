"""``hf-fidelity instruments``, ``instruments show``, ``instruments new``, ``instruments validate``."""

from pathlib import Path
from typing import Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.i18n import N_

HELP = N_("The questionnaires that can be used.")
SHOW_HELP = N_("One questionnaire whole.")
NEW_HELP = N_("Write a questionnaire to begin with.")
VALIDATE_HELP = N_("Check a questionnaire that you have written.")


def listing(
    ctx: typer.Context,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """Every questionnaire, where no subcommand is given."""
    if ctx.invoked_subcommand is not None:
        return
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, list_instruments

    emit(ctx, list_instruments(Workspace.at(settings_of(ctx).data)), format, out, csv_dialect)


def show(
    ctx: typer.Context,
    id: Annotated[str | None, typer.Argument(metavar=N_("ID"), help=N_("The questionnaire's id."))] = None,
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """One questionnaire."""
    from hf_fidelity.cli.output import emit, settings_of
    from hf_fidelity.journeys import Workspace, show_instrument

    emit(ctx, show_instrument(Workspace.at(settings_of(ctx).data), id), format, out, csv_dialect)


def new(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("Where to, such as our-form.yaml."))],
) -> None:
    """A questionnaire to begin with."""
    from hf_fidelity.cli.output import say, settings_of
    from hf_fidelity.i18n import _
    from hf_fidelity.journeys import Workspace, new_instrument
    from hf_fidelity.writers.files import write_file

    made = new_instrument(Workspace.at(settings_of(ctx).data), file)
    write_file(file, made.text.encode())
    said = {"file": str(file), "folder": str(made.folder), "id": made.id}
    say(_("Written: {file}", **said))
    say(_("Write your own statements in it, and check it with: hf-fidelity instruments validate {file}", **said))
    say(_("Then put it into {folder} and begin: hf-fidelity assess --instrument {id}", **said))


def validate(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The questionnaire's YAML file."))],
    format: options.FormatOption = None,
    out: options.Out = None,
    csv_dialect: options.CsvDialectOption = None,
) -> None:
    """What is wrong with a file, line by line."""
    from hf_fidelity.cli.output import emit
    from hf_fidelity.journeys import validate_instrument

    result, usable = validate_instrument(file)
    emit(ctx, result, format, out, csv_dialect)
    if not usable:
        raise typer.Exit(2)
