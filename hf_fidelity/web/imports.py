"""Survey exports dropped on the page: the same findings as ``score``, file by file; nothing is stored before "Save".

One import is kept at a time, its files in a :class:`Tray`. Reading and storing happen in another thread, so that
telephones are answered meanwhile; the page hears how far it is, and can stop it.
"""

import asyncio
import secrets
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hf_fidelity.ground import (
    N_,
    CountFinding,
    FidelityError,
    Finding,
    Interrupted,
    Quarter,
    UsageProblem,
    _,
    ngettext,
    ngettext_noop,
    told_apart,
)
from hf_fidelity.journeys import Workspace
from hf_fidelity.web.files import Tray, as_file, as_page, received
from hf_fidelity.web.pages import SentForm, form_of, framed, to, told_problem, what_to_do
from hf_fidelity.web.program import Program

if TYPE_CHECKING:  # reading files is much to import, and the page is to be there at once
    from hf_fidelity.domain.survey.exports import Direction
    from hf_fidelity.journeys import Scored, Wish

_KEPT, _COMING = "import", "import-is-coming"
_QUARTERS_BACK, _LARGEST_MAPPING, _LONGEST_SHOWN = 12, 1_000_000, 40_000
_MAPPING_ENDINGS = (".yaml", ".yml")
_WANTS_A_MODE = ("other-file", "looks-newer", "read-otherwise", "twice-in-batch", "few-differ", "beside-refused")
"""Why votes were not taken, where people can say that they are to be added, or to take the place of others."""


def import_routes(program: Program) -> list[Route]:
    """The pages of an import. Files are sent to ``/import/files?csrf=…``."""
    pages: dict[str, tuple[Callable[[Program, Request], object], str]] = {
        "": (_page, "GET"),
        "/report": (_report, "GET"),
        "/workbook": (_workbook, "GET"),
        "/mapping": (_mapping, "GET"),
        "/files": (_files, "POST"),
        "/again": (_again, "POST"),
        "/save": (_save, "POST"),
        "/cancel": (_cancel, "POST"),
    }
    return [Route(f"/import{path}", partial(do, program), methods=[how]) for path, (do, how) in pages.items()]


_BUSY = N_("Other files are being read just now. Wait until they are done, or stop them.")
_NOTHING = N_("There is nothing in the files to save. Below stands why, file by file.")


_GAVE_NOTHING = ngettext_noop(
    "{number} of {files} files gave no answers. Below stands why, file by file.",
    "{number} of {files} files gave no answers. Below stands why, file by file.",
)


@dataclass(frozen=True)
class Said:
    """What people say about the files, where the files do not say it themselves; empty: as the files say."""

    organisation: str = ""
    team: str = ""
    quarter: str = ""
    codes: str = ""
    instrument: str = ""
    lenient: bool = False
    mapping: str = ""
    mode: str = ""
    yes: bool = False
    """Whether votes may be replaced though those of few people differ."""

    def with_form(self, form: SentForm) -> "Said":
        """The same with what a form said, which may be the one question about answers that are stored already."""
        if "only-mode" in form:
            return replace(self, mode=form.text("mode"), yes="yes" in form)
        names = ("organisation", "team", "quarter", "codes", "instrument")
        mapping = form.raw("mapping").replace("\r\n", "\n") if "mapping" in form else self.mapping
        said: dict[str, Any] = {name: form.text(name) for name in names}
        return replace(self, **said, lenient="lenient" in form, mapping=mapping)

    def wish(self, workspace: Workspace, mapping: Path | None) -> "Wish":
        """The same as ``score`` takes it. Raises UsageProblem for a quarter that is none."""
        from hf_fidelity.journeys import Wish

        try:
            when = Quarter.parse(self.quarter) if self.quarter else None
        except ValueError:
            raise UsageProblem(
                N_("{found} is not a quarter; a quarter is written like 2026-Q3."), found=self.quarter
            ) from None
        codes = cast("Direction", self.codes) if self.codes in ("agree-high", "agree-low") else None
        usual = workspace.whose(workspace.usual())
        return Wish(self.organisation or None, self.team or None, when, codes, self.lenient, mapping, usual)


@dataclass
class Import:
    """The files that were handed in, and how far they are."""

    tray: Tray
    workspace: Workspace
    said: Said = Said()
    state: Literal["reading", "read", "saving", "saved"] = "reading"
    key: str = field(default_factory=lambda: secrets.token_hex(8))
    scored: "Scored | None" = None
    problem: FidelityError | None = None
    done: int = 0
    total: int = 0
    stopped: bool = False
    task: "asyncio.Task[None] | None" = None

    @property
    def at_work(self) -> bool:
        """Whether it is being read or stored just now."""
        return self.state in ("reading", "saving")

    def mapping_file(self) -> Path | None:
        """What was said as a mapping, as a file beside the others; None where nothing was."""
        if not self.said.mapping:
            return None
        (folder := self.tray.path / "mapping").mkdir(exist_ok=True)
        (file := folder / "mapping.yaml").write_text(self.said.mapping, encoding="utf-8", newline="\n")
        return file

    def words(self) -> str:
        """How far it is."""
        if self.total:
            return _("{done} of {total} files are done.", done=self.done, total=self.total)
        return _("The files are being read.")


def _kept(program: Program) -> Import | None:
    """The import of this data folder: made-up teams have one of their own."""
    kept = program.kept.get(_KEPT)
    return kept if isinstance(kept, Import) and kept.workspace is program.workspace else None


def import_words(program: Program) -> str:
    """How far an import is that is at work; empty where none is."""
    kept = _kept(program)
    return kept.words() if kept and kept.at_work else ""


# Files come in


async def _files(program: Program, request: Request) -> Response:
    """New files; they take the place of those that were handed in before and not saved."""
    before = _kept(program)
    if program.kept.get(_COMING) or (before and before.at_work):
        return told_problem(program, request, UsageProblem(_BUSY))
    program.kept[_COMING] = True
    try:
        tray = await received(request)
    except FidelityError as problem:
        return told_problem(program, request, problem)
    finally:
        program.kept[_COMING] = False
    if tray is None:
        return Response()
    if before:
        before.tray.empty()
    program.kept[_KEPT] = kept = Import(tray, program.workspace)
    kept.said = replace(kept.said, mapping=_mapping_among(tray))
    if tray.files:
        _start(program, kept)
    else:
        _drop(program, kept)
    return to("/import")


def _mapping_among(tray: Tray) -> str:
    """A mapping that was handed in with the exports, taken out from among them; empty where there is none."""
    for file in [file for file in tray.files if file.suffix.casefold() in _MAPPING_ENDINGS]:
        tray.files.remove(file)
        if file.stat().st_size <= _LARGEST_MAPPING:
            return file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return ""


# Reading and storing, in another thread


def _start(program: Program, kept: Import, *, store: bool = False) -> None:
    kept.state, kept.problem, kept.stopped = "saving" if store else "reading", None, False
    kept.done = kept.total = 0
    kept.task = asyncio.create_task(_worked(program, kept, store=store))


async def _worked(program: Program, kept: Import, *, store: bool) -> None:
    """Read the files, or read and store them; what came of it stands in the import."""
    loop = asyncio.get_running_loop()

    def progress(done: int, total: int, _name: str) -> None:
        if kept.stopped or program.news.over:
            raise KeyboardInterrupt  # which is how a journey is stopped
        kept.done, kept.total = done, total
        loop.call_soon_threadsafe(program.news.tell)

    try:
        kept.scored = await run_in_threadpool(partial(_scored, kept, program, progress, store=store))
        kept.state = "saved" if store else "read"
    except FidelityError as problem:
        kept.state, kept.problem = "read", problem
        kept.scored = kept.scored if store else None
    except Exception:
        if program.debug:
            traceback.print_exc(file=sys.stderr)
        kept.state, kept.scored = "read", None
        kept.problem = UsageProblem(N_("The files could not be read: the program has made a mistake."))
    if kept.state == "saved" or program.kept.get(_KEPT) is not kept:
        kept.tray.empty()
    program.news.tell()


def _scored(kept: Import, program: Program, progress: Callable[[int, int, str], None], *, store: bool) -> "Scored":
    from hf_fidelity.journeys import score_exports

    said, usual = kept.said, kept.workspace.usual()
    return score_exports(
        kept.workspace,
        list(kept.tray.files),
        said.wish(kept.workspace, kept.mapping_file()),
        now=program.clock(),
        mode="add" if said.mode == "add" else "replace" if said.mode == "replace" else None,
        yes=said.yes,
        dry_run=not store,
        instrument_id=said.instrument or usual.instrument,
        min_n=usual.min_n,
        progress=progress,
    )


# What people do about it


async def _again(program: Program, request: Request) -> Response:
    """Read the same files once more, with what people say about them."""
    kept, form = _kept(program), form_of(request)
    if not kept or kept.at_work or kept.state == "saved" or form.text("key") != kept.key:
        return to("/import")
    as_understood = kept.scored.mapping() if kept.scored and not kept.said.mapping else ""
    said = kept.said.with_form(form)
    kept.said = replace(said, mapping="") if said.mapping.strip() == as_understood.strip() else said
    _start(program, kept)
    return to("/import")


async def _save(program: Program, request: Request) -> Response:
    """Store what was read."""
    kept, form = _kept(program), form_of(request)
    if kept and kept.state == "read" and kept.scored and form.text("key") == kept.key:
        _start(program, kept, store=True)
    return to("/import")


async def _cancel(program: Program, request: Request) -> Response:
    """Stop, and throw the files away. Where storing has begun, what is stored stays, and the files too."""
    kept = _kept(program)
    if not kept or form_of(request).text("key") != kept.key:
        return to("/import")
    if kept.state == "saving":
        kept.stopped = True
    else:
        _drop(program, kept)
    return to("/import")


def _drop(program: Program, kept: Import) -> None:
    program.kept.pop(_KEPT, None)
    kept.stopped = True
    if not kept.at_work:  # else whoever reads them throws them away
        kept.tray.empty()
    program.news.tell()


# The pages


async def _page(program: Program, request: Request) -> Response:
    kept = _kept(program)
    if kept is None:
        limit = program.limits.upload // 1024**2
        return framed(program, request, "import_files.html.j2", limit=limit, bytes=program.limits.upload)
    if kept.at_work:
        return framed(program, request, "import_wait.html.j2", kept=kept, words=kept.words())
    instruments = await run_in_threadpool(kept.workspace.instruments)
    now = Quarter.of(program.clock().date())
    mapping = kept.said.mapping or (kept.scored.mapping() if kept.scored else "")
    return framed(
        program,
        request,
        "import_read.html.j2",
        kept=kept,
        said=kept.said,
        notices=list(_notices(kept)),
        heading=_heading(kept),
        savable=_savable(kept),
        asked=_asks(kept),
        few_differ=kept.said.yes or _few_differ(kept),
        instruments=told_apart({each.id: each.name for each in instruments[0]}).items(),
        quarters=[now.shift(-n) for n in range(_QUARTERS_BACK)],
        mapping=mapping,
        editable=len(quote(mapping)) < _LONGEST_SHOWN,
        teams=list(_stored_teams(kept)),
    )


def _heading(kept: Import) -> str:
    """What has come of it; that the answers are saved is not said of files that gave none."""
    if kept.state != "saved" or not kept.scored:
        return _("What is in the files")
    gave, files = kept.scored.files_that_gave
    if gave == files:
        return _("The answers are saved")
    return _("The answers of {gave} of {files} files are saved", gave=gave, files=files)


def _notices(kept: Import) -> Iterator[Finding]:
    """What there is to say above everything else."""
    if kept.problem:
        problem, params = kept.problem, {**kept.problem.params}
        if "file" in params:
            params["file"] = Path(str(params["file"])).name
        severity: Literal["warning", "error"] = "warning" if isinstance(problem, Interrupted) else "error"
        yield Finding("problem", problem.message, params, severity)
        if hint := what_to_do(problem):
            yield Finding("hint", "{hint}", {"hint": hint}, severity)
    if kept.scored:
        gave, files = kept.scored.files_that_gave
        if less := files - gave:
            one, many = _GAVE_NOTHING
            yield CountFinding("gave-nothing", one, {"files": files}, "warning", many=many, number=less)
        yield from kept.scored.remarks
    if kept.scored and kept.state == "read" and not _savable(kept):
        yield Finding("nothing", _NOTHING, {}, "warning")


def _savable(kept: Import) -> int:
    """How many teams would be stored."""
    return sum(team.stored == "dry-run" for team in kept.scored.batch.teams) if kept.scored else 0


def _few_differ(kept: Import) -> bool:
    """Whether some votes can take the place of others only where somebody says yes to what that shows."""
    why = [team.why for team in kept.scored.batch.teams if team.why] if kept.scored else []
    return any(each.code == "few-differ" or each.params.get("few") for each in why)


def _asks(kept: Import) -> str:
    """What has to be decided before it can be saved; empty: nothing."""
    if not kept.scored or kept.state != "read":
        return ""
    asked = [team for team in kept.scored.batch.teams if team.why and team.why.code in _WANTS_A_MODE]
    n = len({(team.organisation, team.team) for team in asked})
    if not n and not kept.said.mode and not kept.said.yes:
        return ""
    return ngettext(
        "Of {n} team there are other answers, too. What shall be done with those in the files?",
        "Of {n} teams there are other answers, too. What shall be done with those in the files?",
        n or 1,
        n=n or 1,
    )


def _stored_teams(kept: Import) -> Iterator[tuple[str, str]]:
    """Whose answers are stored now; of many, the first ones."""
    if kept.scored and kept.state == "saved":
        kept_now = [t for t in kept.scored.batch.teams if t.stored in ("created", "updated", "unchanged")]
        yield from list(dict.fromkeys((team.organisation, team.team) for team in kept_now))[:5]


async def _report(program: Program, _request: Request) -> Response:
    """The report of ``score``, as it would be written to a page."""
    kept = _kept(program)
    if not kept or not kept.scored:
        return to("/import")
    return await as_page(kept.scored.document)


async def _workbook(program: Program, _request: Request) -> Response:
    """The scored workbook."""
    kept = _kept(program)
    if not kept or not kept.scored:
        return to("/import")
    return await as_file(await run_in_threadpool(kept.scored.workbook), "xlsx", _("scored answers"))


async def _mapping(program: Program, _request: Request) -> Response:
    """How the files were understood, to keep and to hand in with the next ones."""
    kept = _kept(program)
    if not kept or not (kept.said.mapping or kept.scored):
        return to("/import")
    text = kept.said.mapping or (kept.scored.mapping() if kept.scored else "")
    headers = {"content-disposition": 'attachment; filename="mapping.yaml"'}
    return Response(text.encode(), media_type="application/yaml", headers=headers)
