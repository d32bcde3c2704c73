"""``hf-fidelity demo``."""

import typer

from hf_fidelity.i18n import N_, _

HELP = N_("Made-up teams in a throw-away folder: see what the program does before using it.")


def demo(ctx: typer.Context) -> None:
    """Made-up teams, one team's course, and three commands to try."""
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import emit, say
    from hf_fidelity.journeys import make_demo

    result, folder, team = make_demo(clock.now().date())
    emit(ctx, result)
    say("\n" + _("The teams are made up. Their records lie in {folder}. Try:", folder=str(folder)))
    for command in (
        f'show --team "{team}"',
        "trend --team CTI-teamet",
        'assess --organisation "Prøvekøbing Kommune" --team "Mit team"',
    ):
        say(f'  hf-fidelity --data "{folder}" {command}')
