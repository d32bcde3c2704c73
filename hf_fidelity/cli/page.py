"""``hf-fidelity open``: the program as a page on this computer."""

import os
import sys
from typing import Annotated

import typer

from hf_fidelity.i18n import N_, _

OPEN_PAGE_HELP = N_("The program as a page in your browser, on this computer only. Ctrl-C ends it.")
OPEN_PAGE_EXAMPLES = "open\nopen --port 8700 --no-browser"


def open_page(
    ctx: typer.Context,
    port: Annotated[
        int,
        typer.Option("--port", metavar=N_("N"), min=0, max=65535, help=N_("The port to listen at; else a free one.")),
    ] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help=N_("Only print the address; open no browser."))
    ] = False,
) -> None:
    """The program behind its page."""
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import has_desktop, say, settings_of
    from hf_fidelity.journeys import Workspace
    from hf_fidelity.web.program import Program
    from hf_fidelity.web.server import serve

    settings = settings_of(ctx)

    def ready(address: str) -> None:
        sys.stdout.write(address + "\n")
        sys.stdout.flush()
        say(_("The page is open for this computer only. Ctrl-C ends the program; everything is saved as you go."))
        if not no_browser and has_desktop():
            import threading
            import webbrowser

            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    workspace = Workspace.at(settings.data)
    may_move = settings.data is None and not os.environ.get("HF_FIDELITY_DATA")
    serve(Program(workspace, clock.now, debug=settings.debug, may_move=may_move), port, ready)
