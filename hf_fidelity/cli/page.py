"""``hf-fidelity open``: the program as a page on this computer."""

import os
import sys
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from hf_fidelity.cli.global_options import GlobalOptions
from hf_fidelity.ground import N_, _

if TYPE_CHECKING:
    from hf_fidelity.journeys import Workspace

OPEN_PAGE_HELP = N_("The program as a page in your browser, on this computer only. Ctrl-C ends it.")
OPEN_PAGE_EXAMPLES = "open\nopen --port 8700 --no-browser"


def open_page(
    ctx: typer.Context,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar=N_("N"),
            min=0,
            max=65535,
            show_default=False,
            help=N_("The port to listen at; else a free one."),
        ),
    ] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help=N_("Only print the address; open no browser."))
    ] = False,
) -> None:
    """The program behind its page."""
    from hf_fidelity.cli import clock
    from hf_fidelity.store import data_folder_of
    from hf_fidelity.web.program import Program
    from hf_fidelity.web.server import serve

    settings = ctx.find_object(GlobalOptions) or GlobalOptions()

    shown = not no_browser and has_desktop()

    def ready(address: str) -> None:
        with suppress(OSError) if shown else nullcontext():  # from an icon nobody reads it: the browser is enough
            sys.stdout.write(address + "\n")
            sys.stdout.flush()
        said = _("The page is open for this computer only. Ctrl-C ends the program; everything is saved as you go.")
        sys.stderr.write(said + "\n")
        if shown:
            import threading
            import webbrowser

            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    def workspace() -> "Workspace":
        from hf_fidelity.journeys import Workspace

        return Workspace.at(settings.data)

    may_move = settings.data is None and not os.environ.get("HF_FIDELITY_DATA")
    program = Program(workspace, clock.now, debug=settings.debug, may_move=may_move)
    serve(program, data_folder_of(settings.data), port, ready)


def has_desktop() -> bool:
    """Whether there is something that can show a page. A browser inside the terminal would take the screen."""
    return sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")))
