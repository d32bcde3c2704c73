"""Reports within the frame, and everything that is taken away as a file: forms, workbooks, backups, a calendar."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hf_fidelity.i18n import _
from hf_fidelity.web.pages import framed
from hf_fidelity.web.program import Program


def report_routes(program: Program) -> list[Route]:
    """The pages of reports and downloads. A backup to restore is sent to ``/restore/file?csrf=…``."""
    return [
        Route("/reports", partial(_reports, program), methods=["GET"]),
        Route("/actions", partial(_reports, program), methods=["GET"]),
        Route("/forms", partial(_reports, program), methods=["GET"]),
        Route("/backup", partial(_reports, program), methods=["GET"]),
    ]


async def _reports(program: Program, request: Request) -> Response:
    return framed(program, request, "message.html.j2", title=_("Reports"), lines=[])
