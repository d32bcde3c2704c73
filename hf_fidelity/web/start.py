"""The way in, the first screen, and the way out."""

from functools import partial
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from hf_fidelity import __version__
from hf_fidelity.ground import FidelityError, _, words
from hf_fidelity.journeys import Workspace, make_demo
from hf_fidelity.journeys.meeting import next_meetings
from hf_fidelity.web.imports import import_words
from hf_fidelity.web.meeting import begin_meeting
from hf_fidelity.web.pages import at_work, closed_page, ended, form_of, framed, news_of, to, told_problem
from hf_fidelity.web.program import ANOTHER_WINDOW, COOKIE, Program


def start_routes(program: Program) -> list[Route]:
    """The first screen, with what leads in and out."""
    return [
        Route("/", partial(_start, program), methods=["GET"]),
        Route("/first", partial(_first, program), methods=["POST"]),
        Route("/demo", partial(_demo, program), methods=["POST"]),
        Route("/own", partial(_own, program), methods=["POST"]),
        Route("/stay", partial(_stay, program), methods=["POST"]),
        Route("/quit", partial(_quit, program), methods=["POST"]),
        Route("/events", partial(_events, program), methods=["GET"]),
        Route(ANOTHER_WINDOW, partial(_another_window, program), methods=["POST"]),
    ]


async def _another_window(program: Program, _request: Request) -> Response:
    return PlainTextResponse(program.address(program.new_token()))


async def _events(program: Program, _request: Request) -> Response:
    def news() -> dict[str, Any]:
        return {**news_of(program), "work": import_words(program)}

    return StreamingResponse(program.news.listen(news), media_type="text/event-stream")


async def _start(program: Program, request: Request) -> Response:
    """The first screen; with a token, the way in to it."""
    if token := request.query_params.get("token"):
        known = program.knows(request.scope["cookie"])
        cookie = None if known else program.exchange(token)
        if cookie is None and not known:
            return closed_page(403)
        answer = to("/")
        if cookie:
            answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", path="/")
        return answer
    if not program.knows(request.scope["cookie"]):
        return closed_page(403)
    if program.table and program.room is None:  # whoever looks at the first screen has left the meeting
        program.table.leave()
    return await _first_screen(program, request)


async def _first_screen(program: Program, request: Request, *, wrong: str = "", **typed: str) -> Response:
    folder = str(program.workspace.store.root.absolute())
    try:
        meetings = await at_work(program, next_meetings, program.workspace, program.clock())
    except FidelityError as problem:
        return told_problem(program, request, problem)
    if not meetings.teams:
        said: dict[str, Any] = {"organisation": "", "team": "", "folder": folder, **typed}
        frame: dict[str, Any] = {"wrong": wrong, "may_move": program.may_move, "version": __version__}
        return framed(program, request, "first.html.j2", **frame, **said)
    return framed(
        program, request, "start.html.j2", meetings=meetings, most=_MOST_TEAMS, folder=folder, version=__version__
    )


_MOST_TEAMS = 200
"""So many teams stand on the first screen; a consultant with thousands asks for one by its name."""


async def _first(program: Program, request: Request) -> Response:
    """The very first team, and where its answers are to lie."""
    form = form_of(request)
    organisation, team, folder = form.text("organisation"), form.text("team"), form.text("folder")
    typed = {"organisation": organisation, "team": team}
    if not any(map(str.isalpha, organisation)) or not any(map(str.isalpha, team)):
        return await _first_screen(
            program, request, wrong=_("Write what your municipality and your team are called."), **typed
        )
    try:
        if program.may_move and folder and Path(folder).expanduser() != program.workspace.store.root:
            program.workspace = await at_work(program, Workspace.moved_to, folder)
        await at_work(program, program.workspace.remember, organisation, team)
    except FidelityError as problem:
        wrong = words(problem.message, problem.params)
        return await _first_screen(program, request, wrong=wrong, **typed, folder=folder)
    return await begin_meeting(program, request, organisation, team)


async def _demo(program: Program, _request: Request) -> Response:
    """Made-up teams in a folder of their own; the people's own is put aside meanwhile."""
    if program.own is None:
        _result, folder, _team = await at_work(program, make_demo, program.clock().date())
        program.own, program.workspace = program.workspace, Workspace.at(folder)
        program.leave_meeting()
    return to("/")


async def _own(program: Program, _request: Request) -> Response:
    """Back from made-up teams to the people's own."""
    if program.own is not None:
        program.workspace, program.own = program.own, None
        program.leave_meeting()
    return to("/")


async def _stay(_program: Program, request: Request) -> Response:
    back = form_of(request).text("here")
    return to(back if back.startswith("/") and not back.startswith("//") else "/")


async def _quit(program: Program, _request: Request) -> Response:
    return ended(program)
