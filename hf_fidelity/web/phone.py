"""What a telephone sees: the code, one statement with its answers, and that it was received. Nothing else is here.

These pages have a listener of their own. They know the statement in hand and this seat's own answer, and no record, no
report and no file: whatever else is asked for is not there.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route, Router

from hf_fidelity.ground import _, text_in
from hf_fidelity.journeys.meeting import Meeting, operations
from hf_fidelity.web.guard import App
from hf_fidelity.web.pages import alone_policy, form_of, form_token, page_text, static_text, to
from hf_fidelity.web.program import Program
from hf_fidelity.web.room import BallotChoice


@dataclass(frozen=True)
class Ballot:
    """A statement to be voted on, in the questionnaire's words."""

    statement: str
    stem: str
    text: str
    points: tuple[tuple[str, str], ...]
    """The value and the words of each answer, in the questionnaire's order; the two that are no point come last."""


def ballot_of(meeting: Meeting, statement: str) -> Ballot:
    """The ballot on a statement."""
    instrument = meeting.instrument
    points = [(str(point.value), text_in(point.label)) for point in instrument.scale_of(statement).points]
    neither = [("not-relevant", _("Not relevant")), ("unknown", _("Do not know"))]
    return Ballot(
        statement, text_in(instrument.stem), text_in(instrument.statement(statement).text), (*points, *neither)
    )


def read_choice(text: str) -> BallotChoice | None:
    """What was chosen on a ballot."""
    if text in ("not-relevant", "unknown"):
        return text  # type: ignore[return-value]
    return int(text) if text.removeprefix("-").isdigit() and text.isascii() and len(text) < 6 else None


def phone_app(program: Program) -> App:
    """Every page that there is for telephones."""
    return Router(
        [
            Route("/", partial(_vote, program), methods=["GET", "POST"]),
            Route("/join", partial(_join, program), methods=["POST"]),
            Route("/events", partial(_phone_events, program), methods=["GET"]),
        ],
        redirect_slashes=False,
    )


def _page(program: Program, request: Request, status: int = 200, **values: Any) -> Response:
    """A page for a telephone; one that has no cookie yet gets one, so that its form can be known again."""
    cookie = request.scope["cookie"]
    frame = {
        "csrf": form_token(program, cookie),
        "css": Markup(static_text("page.css")),
        "script": Markup(static_text("page.js")),
        "ballot": None,
        "answered": False,
        "full": False,
        "said_to_phone": "",
        "code": "",
        "phase": "join",
        "how": "secret",
        "version": "",
    }
    text = page_text("phone.html.j2", **{**frame, **values})
    policy = alone_policy(static_text("page.css"), static_text("page.js"))
    answer = HTMLResponse(text, status_code=status, headers={"content-security-policy": policy})
    if request.scope.get("new_cookie"):
        answer.set_cookie("hf_room", cookie, httponly=True, samesite="strict", path="/")
    return answer


async def _vote(program: Program, request: Request) -> Response:
    """The statement in hand, to be answered; or what there is to wait for."""
    room, table, seat = program.room, program.table, request.scope["cookie"]
    if room is None or table is None:
        return _page(program, request, phase="over")
    if not room.sits(seat):
        code = request.query_params.get("code", "")[:12] if request.method == "GET" else ""
        return _page(program, request, code=code if code.isalnum() else "")
    if request.method == "POST":
        form, now = form_of(request), asyncio.get_running_loop().time()
        choice = read_choice(form.text("choice"))
        if choice is not None and room.cast(seat, form.text("statement"), choice, now):
            program.news.tell()
        return to("/")
    how = operations.how_ballots_are(table.meeting)
    shown_here: dict[str, Any] = {"phase": room.phase, "how": how, "version": phone_state(program)}
    if room.phase != "voting" or room.statement is None:
        return _page(program, request, **shown_here)
    ballot, answered = ballot_of(table.meeting, room.statement), room.has_answered(seat)
    full = not answered and room.answered >= room.places
    return _page(program, request, ballot=ballot, answered=answered, full=full, **shown_here)


async def _join(program: Program, request: Request) -> Response:
    room = program.room
    if room is None:
        return to("/")
    if room.sits(request.scope["cookie"]):
        return to("/")
    address = request.client.host if request.client else ""
    code = form_of(request).text("code")
    joined = room.join(code, address, asyncio.get_running_loop().time())
    if joined in ("wrong", "stopped", "full"):
        if joined == "wrong":
            program.news.tell()  # after many tries there is a new code
        status = {"wrong": 403, "stopped": 429, "full": 409}[joined]
        return _page(program, request, status, said_to_phone=joined)
    program.news.tell()
    answer = to("/")
    answer.set_cookie("hf_room", joined, httponly=True, samesite="strict", path="/")
    return answer


def phone_state(program: Program) -> str:
    """What a telephone shows, in short: another one, and it looks anew."""
    room = program.room
    return "over" if room is None else f"{room.round}-{room.phase}"


async def _phone_events(program: Program, request: Request) -> Response:
    def state() -> str:
        sits = program.room is not None and program.room.sits(request.scope["cookie"])
        return phone_state(program) if sits else "over"

    news: AsyncIterator[str] = program.phone_news.listen(state, "over")
    return StreamingResponse(news, media_type="text/event-stream")
