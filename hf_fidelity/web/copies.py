"""The whole data folder as one file that is taken away, and such a file back again."""

from contextlib import suppress
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from hf_fidelity import journeys
from hf_fidelity.ground import N_, FidelityError, UsageProblem, ngettext, sentence_of
from hf_fidelity.reports.document import Document
from hf_fidelity.web.files import Tray, as_attachment, as_page, received
from hf_fidelity.web.pages import at_work, framed, to, told_problem
from hf_fidelity.web.program import Program

_COPY, _RESTORED = "backup", "restored"


def copy_routes(program: Program) -> list[Route]:
    """The pages of backups. One to restore is sent to ``/restore/file?csrf=…``."""
    return [
        Route("/backup", partial(_backup, program), methods=["GET"]),
        Route("/backup/make", partial(_make, program), methods=["POST"]),
        Route("/backup/file", partial(_file, program), methods=["GET"]),
        Route("/restore", partial(_restored, program), methods=["GET"]),
        Route("/restore/file", partial(_restore, program), methods=["POST"]),
        Route("/restore/report", partial(_restored_page, program), methods=["GET"]),
    ]


async def _backup(program: Program, request: Request) -> Response:
    return framed(program, request, "backup.html.j2", made=None, limit=program.limits.upload)


async def _make(program: Program, request: Request) -> Response:
    """Make a copy and look at it once more; it waits in a folder of its own until it is fetched."""
    _forget(program)
    tray = Tray()
    try:
        place = tray.place(f"hf-fidelity-{program.clock().date()}.zip")
        made = await run_in_threadpool(journeys.back_up, program.workspace, place)
    except FidelityError as problem:
        tray.empty()
        return told_problem(program, request, problem)
    program.kept[_COPY] = tray
    data = made.document.data or {}
    told = ngettext("{number} record is in the copy.", "{number} records are in the copy.", data.get("records", 0))
    left = list(map(sentence_of, made.left_out))
    return framed(
        program, request, "backup.html.j2", made=told, name=place.name, left=left, limit=program.limits.upload
    )


async def _file(program: Program, _request: Request) -> Response:
    """The copy, from disk piece by piece."""
    tray = program.kept.get(_COPY)
    if not isinstance(tray, Tray) or not tray.files:
        return to("/backup")
    file = tray.files[0]
    headers = {"content-disposition": as_attachment(file.name)}
    return FileResponse(file, media_type="application/zip", headers=headers)


def _forget(program: Program) -> None:
    tray = program.kept.pop(_COPY, None)
    if isinstance(tray, Tray):
        with suppress(OSError):
            tray.empty()


async def _restore(program: Program, request: Request) -> Response:
    """A copy back into the data folder: what is missing there, or older."""
    try:
        tray = await received(request)
    except FidelityError as problem:
        return told_problem(program, request, problem)
    if tray is None:
        return Response()
    try:
        if program.own is not None:
            raise UsageProblem(N_("These are made-up teams. Go to your own teams first, then restore."))
        if len(tray.files) != 1:
            raise UsageProblem(N_("Choose one file: the copy that you have saved."))
        program.kept[_RESTORED] = (
            await at_work(program, journeys.restore_backup, program.workspace, tray.files[0])
        ).document
    except FidelityError as problem:
        problem.params = {**problem.params, "file": tray.files[0].name if tray.files else ""}
        return told_problem(program, request, problem)
    finally:
        tray.empty()
    program.changed()
    return to("/restore")


async def _restored(program: Program, request: Request) -> Response:
    if not isinstance(program.kept.get(_RESTORED), Document):
        return to("/backup")
    return framed(program, request, "restored.html.j2")


async def _restored_page(program: Program, _request: Request) -> Response:
    document = program.kept.get(_RESTORED)
    return await as_page(document) if isinstance(document, Document) else to("/backup")
