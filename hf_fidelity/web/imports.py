"""Survey exports dropped on the page: the same findings as ``score``, file by file; nothing is stored before "Save"."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hf_fidelity.i18n import _
from hf_fidelity.web.pages import framed
from hf_fidelity.web.program import Program


def import_routes(program: Program) -> list[Route]:
    """The pages of an import. Files are sent to ``/import/files?csrf=…``."""
    return [Route("/import", partial(_import, program), methods=["GET"])]


async def _import(program: Program, request: Request) -> Response:
    return framed(program, request, "message.html.j2", title=_("Import answers"), lines=[])
