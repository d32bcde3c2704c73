"""What teams have agreed to do: looked at, and decided about, one by one; and as a calendar file."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hf_fidelity import journeys
from hf_fidelity.domain.record import Decision
from hf_fidelity.ground import N_, FidelityError, Finding, Quarter, UsageProblem, in_words, last_day
from hf_fidelity.journeys import Result, Workspace
from hf_fidelity.web.files import taken_away
from hf_fidelity.web.pages import (
    CALENDAR_WRITER,
    SentForm,
    at_work,
    form_of,
    framed,
    has_calendar,
    to,
    told_problem,
    what_to_do,
)
from hf_fidelity.web.program import Program
from hf_fidelity.web.reports import WantedReport, choices, whose

_SAID = "said-of-actions"


def agreed_routes(program: Program) -> list[Route]:
    """The pages of actions."""
    return [
        Route("/actions", partial(_actions, program), methods=["GET"]),
        Route("/actions/calendar", partial(_calendar, program), methods=["GET"]),
        Route("/actions/decide", partial(_decide, program), methods=["POST"]),
    ]


def _listed(program: Program, wanted: WantedReport, workspace: Workspace, **more: Any) -> Result:
    teams, home = workspace.usual().teams([wanted.team] if wanted.team else None, wanted.organisation or None)
    listing: Callable[..., Result] = journeys.list_actions
    return listing(workspace, teams, today=program.clock().date(), organisation=home, **more)


async def _actions(program: Program, request: Request) -> Response:
    wanted = WantedReport.by(request)
    try:
        offered = await run_in_threadpool(choices, program.workspace, wanted.organisation, wanted.team)
        made = await run_in_threadpool(_listed, program, wanted, program.workspace)
    except FidelityError as problem:
        return told_problem(program, request, problem)
    actions = [_in_words(each) for each in (made.document.data or {}).get("actions", ())]
    said: list[Finding] = program.kept.pop(_SAID, [])
    said += [*made.remarks, *(Finding("left-out", each.message, each.params, "warning") for each in made.left_out)]
    return framed(
        program,
        request,
        "actions.html.j2",
        wanted=wanted,
        offered=offered,
        still=[each for each in actions if each["state"] == "open"],
        over=[each for each in actions if each["state"] != "open"],
        said=said,
        chosen=whose(wanted.organisation, wanted.team) if wanted.team else "",
    )


async def _calendar(program: Program, request: Request) -> Response:
    """Deadlines, and the next meeting, as a file for a calendar."""
    if not has_calendar():
        return to("/actions")
    try:
        wanted = WantedReport.by(request)
        made = await run_in_threadpool(partial(_listed, program, wanted, program.workspace, calendar=True))
        content = await run_in_threadpool(import_module(CALENDAR_WRITER).calendar_bytes, made.document, program.clock())
    except FidelityError as problem:
        return told_problem(program, request, problem)
    return taken_away(content, f"{made.document.title}.ics", "text/calendar; charset=utf-8")


def _in_words(action: Mapping[str, Any]) -> dict[str, Any]:
    """An action with its day and its quarter as people write them."""
    due = in_words(date.fromisoformat(action["due"])) if action["due"] else ""
    return {**action, "due_words": due, "quarter_words": in_words(Quarter.parse(action["quarter"]))}


async def _decide(program: Program, request: Request) -> Response:
    """Write down what was decided about an action, and show the list again."""
    form = form_of(request)
    try:
        made = await at_work(
            program,
            journeys.change_action,
            program.workspace,
            form.text("id"),
            _decision(form, program),
            now=program.clock(),
            team=form.text("team") or None,
            organisation=form.text("organisation") or None,
            instrument_id=form.text("instrument") or None,
        )
        changed = made.document.data or {}
        said = [Finding("changed", N_("Written down: “{text}”."), {"text": changed.get("text", "")}), *made.remarks]
    except FidelityError as problem:
        said = [Finding("problem", problem.message, problem.params, "error")]
        if hint := what_to_do(problem):
            said.append(Finding("hint", "{hint}", {"hint": hint}, "warning"))
    program.kept[_SAID] = said
    return to(f"/actions?{form.text('back')}")


def _decision(form: SentForm, program: Program) -> Decision:
    """What a form says about an action. Raises UsageProblem where it says nothing that can be done."""
    kind = form.text("kind")
    if kind == "done":
        return Decision("done", form.text("outcome") or None)
    if kind == "dropped":
        return Decision("dropped", form.text("outcome") or None)
    if kind != "moved" or not form.text("due"):
        raise UsageProblem(N_("Say a new day. Nothing has been changed."))
    try:
        return Decision("moved", due=last_day(form.text("due"), program.clock().date()))
    except ValueError:
        raise UsageProblem(N_("“{text}” is no day. Nothing has been changed."), text=form.text("due")) from None
