"""Reports within the frame, and forms to fill in: the very pages that the commands write, and the files beside them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, cast, get_args
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hf_fidelity import journeys
from hf_fidelity.domain.record import Audience
from hf_fidelity.ground import N_, FidelityError, Quarter, UsageProblem, _, one_line, sentence, told_apart, words
from hf_fidelity.journeys import Result, Workspace
from hf_fidelity.store.data_folder import quarters_held
from hf_fidelity.store.team_folder import record_places
from hf_fidelity.web.files import ENDINGS, KINDS, as_file, as_page, standing_alone, taken_away
from hf_fidelity.web.pages import framed, told_problem
from hf_fidelity.web.program import Program

if TYPE_CHECKING:
    from hf_fidelity.reports.form import Form as EmptyForm

_MOST_TEAMS_TO_CHOOSE = 500
_KINDS = {
    "show": N_("One quarter: the minutes"),
    "trend": N_("The course over quarters"),
    "profile": N_("All questionnaires of a quarter"),
    "compare": N_("All teams as a spread, without names"),
}
_AUDIENCES = {"team": N_("the team itself"), "public": N_("others: without what people wrote")}
_MADE = "report-for-the-frame"
"""Under this name the report is kept between a page and its frame, so that it is made once."""


def report_routes(program: Program) -> list[Route]:
    """The pages of reports and of forms."""
    pages = {
        "/reports": _reports,
        "/reports/page": _report_page,
        "/forms": _forms,
        "/forms/page": _form_page,
        "/forms/workbook": _form_workbook,
    }
    routes = [Route(path, partial(do, program), methods=["GET"]) for path, do in pages.items()]
    return [*routes, *(Route(f"/reports/file.{ending}", partial(_file, program, ending)) for ending in ENDINGS)]


@dataclass(frozen=True)
class WantedReport:
    """Which report is asked for, as the address says it; empty: whatever is usual."""

    kind: str
    organisation: str
    team: str
    quarter: str
    first: str
    last: str
    instrument: str
    audience: str

    @classmethod
    def by(cls, request: Request) -> "WantedReport":
        """What the address says. A team and its organisation may stand in one field, as the page's choice has it."""
        said = {name: one_line(value) for name, value in request.query_params.items()}
        names = ("organisation", "team", "quarter", "first", "last", "instrument", "audience")
        fields = {name: said.get(name, "") for name in names}
        if "whose" in said:
            fields["organisation"], fields["team"] = team_of(said["whose"])
        kind = said.get("report", "")
        return cls(kind if kind in _KINDS else "show", **fields)

    @property
    def query(self) -> str:
        """The same as an address says it."""
        names = {**vars(self), "report": self.kind}
        return urlencode({name: value for name, value in names.items() if value and name != "kind"})

    def of_somebody(self, workspace: Workspace) -> "WantedReport":
        """The same about a team where one is needed and none is named: the usual one, else the first there is."""
        if self.team or self.kind not in ("show", "profile"):
            return self
        team, home = workspace.meant_team(None, self.organisation or None, workspace.usual())
        first = next(iter(workspace.store.teams(self.organisation or None)), None) if team is None else None
        if first:
            team, home = first.team.name, first.organisation
        return replace(self, team=team or "", organisation=home or "")

    def made(self, workspace: Workspace) -> Result:
        """The report. Raises what its journey raises."""
        usual = workspace.usual()
        least, instrument_id = usual.min_n, self.instrument or usual.instrument
        home, who = self.organisation or None, cast("Audience", self.audience or "team")
        if who not in get_args(Audience):
            raise UsageProblem(N_("There is no such report."))
        if self.kind == "compare":
            first, last, quarter = _when(self.first), _when(self.last), _when(self.quarter)
            whole = None if first or last else quarter
            return journeys.compare_teams(
                workspace, whole, first=first, last=last, organisation=home, instrument_id=instrument_id, min_n=least
            )
        if self.kind == "trend":
            teams, home = usual.teams([self.team] if self.team else None, home)
            first, last = _when(self.first), _when(self.last)
            return journeys.show_trend(
                workspace,
                teams,
                organisation=home,
                instrument_id=instrument_id,
                first=first,
                last=last,
                audience=who,
                min_n=least,
            )
        name, home = workspace.one_team(self.team or None, home)
        if self.kind == "profile":
            return journeys.show_profile(
                workspace, name, _when(self.quarter), organisation=home, audience=who, min_n=least
            )
        return journeys.show_assessment(
            workspace,
            name,
            _when(self.quarter),
            organisation=home,
            instrument_id=instrument_id,
            audience=who,
            min_n=least,
        )


def _when(text: str) -> Quarter | None:
    try:
        return Quarter.parse(text) if text else None
    except ValueError:
        raise UsageProblem(N_("{found} is not a quarter; a quarter is written like 2026-Q3."), found=text) from None


# Which teams and quarters there are to choose from


@dataclass(frozen=True)
class Choices:
    """What a form offers: teams (of thousands the first), the chosen one's quarters or all, the questionnaires."""

    teams: tuple[tuple[str, str, str], ...]
    """What the form sends for a team, and its names."""
    more: bool
    quarters: tuple[Quarter, ...]
    instruments: tuple[tuple[str, object], ...]


def choices(workspace: Workspace, organisation: str, team: str) -> Choices:
    """What there is to choose from. Raises RecordProblem for a folder that cannot be read."""
    folders = list(islice(workspace.store.teams(), _MOST_TEAMS_TO_CHOOSE + 1))
    mine = workspace.store.seek(team, organisation or None) if team else []
    quarters = {quarter for folder in mine for quarter, _id in record_places(folder)}
    if not mine:
        quarters = set(quarters_held(workspace.store, workspace.instrument(workspace.usual().instrument)))
    offered = {(folder.organisation, folder.team.name): None for folder in (*mine, *folders[:_MOST_TEAMS_TO_CHOOSE])}
    named = sorted(offered, key=lambda names: tuple(map(str.casefold, names)))
    return Choices(
        tuple((whose(*names), *names) for names in named),
        len(folders) > _MOST_TEAMS_TO_CHOOSE,
        tuple(sorted(quarters, reverse=True)),
        tuple(told_apart({each.id: each.name for each in workspace.instruments()[0]}).items()),
    )


def whose(organisation: str, team: str) -> str:
    """A team with its organisation as one word that a form can send."""
    return f"{quote(organisation, safe='')}/{quote(team, safe='')}"


def team_of(said: str) -> tuple[str, str]:
    """The organisation and the team that :func:`whose` has put into one word; empty ones where it did not."""
    from urllib.parse import unquote

    organisation, _stroke, team = said.partition("/")
    return one_line(unquote(organisation)), one_line(unquote(team))


# Reports


async def _reports(program: Program, request: Request) -> Response:
    """Choose a report, and see it below."""
    wanted = WantedReport.by(request)
    try:
        wanted = await run_in_threadpool(wanted.of_somebody, program.workspace)
        offered = await run_in_threadpool(choices, program.workspace, wanted.organisation, wanted.team)
        made = await run_in_threadpool(wanted.made, program.workspace)
    except FidelityError as problem:
        return await _cannot(program, request, wanted, problem)
    program.kept[_MADE] = (program.workspace, wanted, made)
    title, left_out = made.document.title, (*made.remarks, *made.left_out)
    return framed(
        program, request, "reports.html.j2", wanted=wanted, offered=offered, kinds=_KINDS, audiences=_AUDIENCES,
        endings=ENDINGS, problem="", title=title, mail=_mail(title),
        left_out=[sentence(each) for each in left_out],
    )  # fmt: skip


async def _cannot(program: Program, request: Request, wanted: WantedReport, problem: FidelityError) -> Response:
    """The same choice with the reason why there is nothing to see."""
    try:
        offered = await run_in_threadpool(choices, program.workspace, "", "")
    except FidelityError:
        return told_problem(program, request, problem)
    return framed(
        program, request, "reports.html.j2", wanted=wanted, offered=offered, kinds=_KINDS, audiences=_AUDIENCES,
        endings=(), problem=words(problem.message, problem.params), title="", left_out=[], mail="",
    )  # fmt: skip


def _mail(title: str) -> str:
    """A letter that is begun. It cannot bring the file along: that is said in it."""
    said = _("Here is: {title}.", title=title)
    to_do = _("(Attach the file that you have saved from the page, then delete this line.)")
    return f"mailto:?subject={quote(one_line(title))}&body={quote(one_line(said))}%0D%0A%0D%0A{quote(to_do)}"


async def _report_page(program: Program, request: Request) -> Response:
    """The report itself, for the frame: the one that its page has just asked for, once, or else made now."""
    wanted = WantedReport.by(request)
    workspace, kept, made = program.kept.pop(_MADE, (None, None, None))
    try:
        if made is None or kept != wanted or workspace is not program.workspace:
            made = await run_in_threadpool(wanted.made, program.workspace)
    except FidelityError as problem:
        return told_problem(program, request, problem)
    return await as_page(made.document)


async def _file(program: Program, ending: str, request: Request) -> Response:
    """The report as a file."""
    try:
        made = await run_in_threadpool(WantedReport.by(request).made, program.workspace)
        return await as_file(made.document, ending, made.document.title)
    except FidelityError as problem:
        return told_problem(program, request, problem)


# Forms


async def _forms(program: Program, request: Request) -> Response:
    """Choose a form, see it below, print it or take it away."""
    wanted = WantedReport.by(request)
    try:
        offered = await run_in_threadpool(choices, program.workspace, wanted.organisation, wanted.team)
        await _form(program, request)
    except FidelityError as problem:
        return told_problem(program, request, problem)
    now = Quarter.of(program.clock().date())
    quarters = [now.shift(n) for n in range(2, -3, -1)]
    return framed(program, request, "forms.html.j2", wanted=wanted, offered=offered, quarters=quarters)


async def _form(program: Program, request: Request) -> "EmptyForm":
    wanted, workspace = WantedReport.by(request), program.workspace
    make: Callable[[], EmptyForm] = partial(
        journeys.make_form,
        workspace,
        wanted.instrument or workspace.usual().instrument,
        organisation=wanted.organisation or None,
        team=wanted.team or None,
        quarter=_when(wanted.quarter),
    )
    return await run_in_threadpool(make)


async def _form_page(program: Program, request: Request) -> Response:
    """The form to print."""
    from hf_fidelity.writers.html import form_page

    try:
        form = await _form(program, request)
    except FidelityError as problem:
        return told_problem(program, request, problem)
    return standing_alone(await run_in_threadpool(form_page, form))


async def _form_workbook(program: Program, request: Request) -> Response:
    """The form to fill in on a computer."""
    from hf_fidelity.writers.excel.form import form_workbook

    try:
        content = await run_in_threadpool(form_workbook, await _form(program, request))
    except FidelityError as problem:
        return told_problem(program, request, problem)
    return taken_away(content, _("form") + ".xlsx", KINDS["xlsx"])
