"""What every page of the leader's has: the frame it stands in, what a form said, what every window hears of.

A subject's pages stand in a module of their own, each with a ``…_routes(program)`` that is named in ``server.py``.
An endpoint takes a request and gives a response; :func:`framed` makes one of a template, :func:`form_of` gives what a
form said (its token was checked before). What takes time runs in another thread, one thing at a time: :func:`at_work`.
"""

import asyncio
import base64
import hmac
from collections.abc import Callable, Mapping
from functools import cache, partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from hf_fidelity.ground import FidelityError, _, clean, in_words, isolated, language, ngettext, one_line, text_in, words
from hf_fidelity.web.program import Program
from hf_fidelity.writers.html import palette

HERE = Path(__file__).parent
_T = TypeVar("_T")


# The frame


@cache
def _templates() -> Environment:
    pages = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cleaned,
    )
    pages.globals |= {
        "has_calendar": has_calendar,
        "_": _,
        "ngettext": ngettext,
        "text_in": text_in,
        "in_words": in_words,
    }
    pages.filters |= {"one_line": one_line, "said": lambda message, problem: words(message, problem.params)}
    return pages


CALENDAR_WRITER = "hf_fidelity.writers.calendar"
"""The writer behind ``actions --format ics``; where there is none, no page offers a calendar."""


@cache
def has_calendar() -> bool:
    """Whether a calendar can be offered."""
    return find_spec(CALENDAR_WRITER) is not None


def _cleaned(value: Any) -> Any:
    """Every text that is shown goes through the same cleaning as in a report; the engine escapes it afterwards."""
    return isolated(clean(value)) if isinstance(value, str) and not isinstance(value, Markup) else value


def page_text(template: str, **values: Any) -> str:
    """A template with its values."""
    return _templates().get_template(template).render(language=language(), **values)


def framed(program: Program, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of the leader's, in the frame that all of them have."""
    frame = {
        "csrf": form_token(program, request.scope.get("cookie", "")),
        "demo": program.own is not None,
        "meeting_now": program.table is not None,
        "meeting_over": program.table is not None and program.table.session.closing is not None,
        "ends_soon": ends_soon_words() if program.ends_soon() else "",
        "version_now": program.version,
        "here": request.url.path,
        "at_table": False,
    }
    return HTMLResponse(page_text(template, **{**frame, **values}), status_code=status)


def form_token(program: Program, cookie: str) -> str:
    """What the hidden field ``csrf`` of every form holds, and the ``csrf`` in the address of one that takes files."""
    return hmac.new(program.key, cookie.encode(), "sha256").hexdigest()


class SentForm:
    """What a form said: each field one line, cleaned; empty where it was left out."""

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        self._fields = fields

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def text(self, name: str) -> str:
        """A field as one line."""
        return one_line(self._fields.get(name, [""])[0])

    def texts(self, name: str) -> list[str]:
        """Every value of a field that may stand several times."""
        return [one_line(value) for value in self._fields.get(name, [])]

    def raw(self, name: str) -> str:
        """A field with its lines, cleaned."""
        return clean(self._fields.get(name, [""])[0])

    def whole(self, name: str) -> int | None:
        """A field as a whole number; None where there is none in it."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def written(self, *names: str) -> dict[str, str]:
        """What stands in those of the fields that hold something, as it was written."""
        return {name: self.raw(name) for name in names if self.text(name)}

    def names(self) -> list[str]:
        """The fields there are."""
        return list(self._fields)


def form_of(request: Request) -> SentForm:
    """What the form said that was sent with this request."""
    return SentForm(request.scope.get("form", {}))


def to(path: str) -> RedirectResponse:
    """Go on there: what a form has done is not done again by loading the page anew."""
    return RedirectResponse(path, status_code=303)


async def at_work(program: Program, work: Callable[..., _T], *values: Any, **more: Any) -> _T:
    """Do what reads or writes in another thread, one thing at a time, so that telephones are answered meanwhile."""
    async with program.busy:
        return await run_in_threadpool(partial(work, *values, **more))


def told_problem(program: Program, request: Request, problem: FidelityError) -> HTMLResponse:
    """Why something could not be done, and what to do, as a page."""
    said = words(problem.message, problem.params)
    lines = [said, what_to_do(problem)]
    return framed(program, request, "message.html.j2", title=_("That did not work"), lines=lines)


def what_to_do(problem: FidelityError) -> str:
    """What to do about a problem; empty where that would be a command, which nobody can give here."""
    said = words(problem.hint, problem.params) if problem.hint else ""
    return "" if "`" in said or "--" in said else said


# The stylesheet, the script and the icon


_FOR_BOTH = {"page.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}
FOR_THE_LEADER = {"files.js": "text/javascript"}


def static_routes(more: Mapping[str, str] = MappingProxyType({})) -> list[Route]:
    """The stylesheet, the script and the icon, for both listeners; and what one of them has besides."""
    kinds = {**_FOR_BOTH, **more}
    return [Route(f"/static/{name}", partial(_static, name, kind), methods=["GET"]) for name, kind in kinds.items()]


async def _static(name: str, kind: str, _request: Request) -> Response:
    return Response(_static_bytes(name), media_type=f"{kind}; charset=utf-8")


@cache
def _static_bytes(name: str) -> bytes:
    data = (HERE / "static" / name).read_bytes()
    return palette().encode() + data if name.endswith(".css") else data


# What the room is told, and what every window hears


def room_state(program: Program) -> dict[str, Any] | None:
    """The room as the leader's windows show it: how many, never who, and never what."""
    room = program.room
    if room is None:
        return None
    people = {"n": room.answered, "of": room.places}
    return {
        "joined": room.joined,
        "places": room.places,
        "code": room.code,
        "here": _("{n} of {of} are with us", n=room.joined, of=room.places),
        "answered": _("{n} of {of} have answered", **people) if room.phase == "voting" else "",
        "all": room.answered >= room.places and room.phase == "voting",
    }


def news_of(program: Program) -> dict[str, Any]:
    """What a window hears of: the version that the newest one shows, the room, and that the program ends soon."""
    return {
        "version": program.version,
        "room": room_state(program),
        "soon": ends_soon_words() if program.ends_soon() else "",
        "moved": _("The meeting has gone on in another window. What is written in this one is not sent."),
    }


def ends_soon_words() -> str:
    """That the program is about to end by itself."""
    return _("Nobody has pressed anything for nearly an hour: the program ends in a few minutes. Everything is saved.")


# The page without a program


def ended(program: Program) -> Response:
    """The last page, and then the end."""
    asyncio.get_running_loop().call_later(0.3, program.stop)
    return closed_page(200)


def closed_page(status: int) -> Response:
    """What stands there once the program has ended, or for whoever was not let in."""
    css = static_text("page.css")
    headers = {"content-security-policy": alone_policy(css)}
    page = page_text("closed.html.j2", css=Markup(css))
    return HTMLResponse(page, status_code=status, headers=headers)


def alone_policy(css: str, script: str = "") -> str:
    """The policy of a page that brings its stylesheet and its script along: by their hashes, and nothing else."""
    runs = f"script-src '{_hash(script)}'; connect-src 'self'; form-action 'self'" if script else "form-action 'none'"
    return (
        f"default-src 'none'; style-src '{_hash(css)}'; {runs}; img-src data:; base-uri 'none'; frame-ancestors 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def static_text(name: str) -> str:
    """The stylesheet or the script, for a page that brings it along."""
    return _static_bytes(name).decode()
