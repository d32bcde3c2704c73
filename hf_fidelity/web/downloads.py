"""A document as it leaves the page: in a frame of its own, or as a file that is taken away."""

import base64
import re
from hashlib import sha256
from importlib.util import find_spec
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from hf_fidelity.reports.document import Document
from hf_fidelity.web.uploads import file_name
from hf_fidelity.writers import WRITERS, writer_of

KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Ending → what a browser calls such a file."""
_NEEDS = {"pdf": "typst"}
"""Ending → a library that is not everywhere."""
ENDINGS = tuple(
    ending for ending in KINDS if find_spec(WRITERS[ending][0]) and (ending not in _NEEDS or find_spec(_NEEDS[ending]))
)
"""What a report can be taken away as, here."""
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


async def as_page(document: Document) -> Response:
    """The very page that is written to a file, to be shown within another one."""
    from hf_fidelity.writers.html import html_text

    return standing_alone(await run_in_threadpool(html_text, document))


def standing_alone(page: str) -> Response:
    """A page that stands alone, to be shown within another one of ours: its own style, and nothing else."""
    hashes = (base64.b64encode(sha256(style.encode()).digest()).decode() for style in _STYLE.findall(page))
    styles = " ".join(f"'sha256-{each}'" for each in hashes) or "'none'"
    rest = "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    csp = f"default-src 'none'; style-src {styles}; {rest}"
    return HTMLResponse(page, headers={"content-security-policy": csp, "x-frame-options": "SAMEORIGIN"})


async def as_file(document: Document, ending: str, name: str) -> Response:
    """A document as a file. ``ending`` is one of :data:`ENDINGS`."""
    content = await run_in_threadpool(lambda: writer_of(ending)(document))
    return taken_away(content, f"{name}.{ending}", KINDS[ending])


def taken_away(content: bytes, name: str, kind: str) -> Response:
    """Bytes that a browser puts down as a file of that name."""
    return Response(content, media_type=kind, headers={"content-disposition": as_attachment(name)})


def as_attachment(name: str) -> str:
    """What says to a browser that a response is a file, and what it is called, in any letters."""
    safe = file_name(name)
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe)}"
