"""The program behind its page: listening on this computer only, one program a data folder, until it is told to stop."""

import asyncio
import gc
import json
import logging
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hf_fidelity.ground import N_, UsageProblem, reason
from hf_fidelity.store.locks import page_file
from hf_fidelity.web.guard import App, Door, Guard, Receive, Scope, Send, listening_socket
from hf_fidelity.web.program import ANOTHER_WINDOW, COOKIE, Program

if TYPE_CHECKING:
    from hf_fidelity.web.listener import Listener


class _Pages:
    """Every page of the leader's. They are made when the first is asked for: the program listens before that."""

    def __init__(self, program: Program) -> None:
        self._program, self._made, self._making = program, asyncio.Event(), False
        self._app: App | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if self._app is None:
            await self.make()
        assert self._app is not None
        await self._app(scope, receive, send)

    async def make(self) -> None:
        """Make them, once, while others wait."""
        if not self._making:
            self._making = True
            self._app = await asyncio.to_thread(_leader_app, self._program)
            self._made.set()
        await self._made.wait()


def _leader_app(program: Program) -> App:
    from starlette.routing import Router

    from hf_fidelity.web.agreed import agreed_routes
    from hf_fidelity.web.copies import copy_routes
    from hf_fidelity.web.gather import gather_routes
    from hf_fidelity.web.imports import import_routes
    from hf_fidelity.web.meeting import meeting_routes
    from hf_fidelity.web.pages import FOR_THE_LEADER, static_routes
    from hf_fidelity.web.reports import report_routes
    from hf_fidelity.web.start import start_routes

    subjects = (start_routes, meeting_routes, gather_routes, import_routes, report_routes, agreed_routes, copy_routes)
    pages = [*static_routes(FOR_THE_LEADER), *(route for routes in subjects for route in routes(program))]
    return Router(pages, redirect_slashes=False)


def _own_sockets(port: int) -> list[socket.socket]:
    """On this computer alone: 127.0.0.1, and [::1] where there is one and the port is free there too."""
    try:
        sockets = [listening_socket("127.0.0.1", port)]
    except OSError as error:
        raise UsageProblem(
            N_("Port {port} cannot be used: {why}."),
            hint=N_("Leave --port out: the program then finds a free one."),
            port=port,
            why=reason(error),
        ) from error
    with suppress(OSError):
        sockets.append(listening_socket("::1", sockets[0].getsockname()[1]))
    return sockets


# From the first request to the last


def serve(program: Program, root: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page of the data folder ``root`` until somebody ends it; ``ready`` is told its address.

    Where another program serves this folder already, ``ready`` is told that one's address, and nothing is served.
    Raises UsageProblem for a port that cannot be used.
    """
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logging.getLogger(name).disabled = True  # a log could hold what nobody may read
    gc.freeze()  # what was imported stays; what comes and goes for hours is looked through as usual again
    gc.set_threshold(2_000, 20, 20)
    file = _place_to_say_it(root)
    if file and (address := _of_the_first(file)):
        ready(address)
        return
    asyncio.run(_serve(program, port, ready, file))


async def _serve(program: Program, port: int, ready: Callable[[str], None], file: Path | None) -> None:
    sockets = _own_sockets(port)
    program.port = sockets[0].getsockname()[1]
    secret = secrets.token_urlsafe(32)
    door = Door(
        COOKIE,
        tuple(f"{name}:{program.port}" for name in ("127.0.0.1", "localhost", "[::1]")),
        program.key,
        program.knows,
        open_paths=("/",),
        secrets={ANOTHER_WINDOW: secret},
        upload_paths=("/import/files", "/restore/file"),
    )
    pages = _Pages(program)
    guard = Guard(pages, door, program.limits, program.heard, debug=program.debug)
    with _signals(program), _said_where(file, program.port, secret):
        ready(program.address(program.new_token()))  # the sockets are open: who asks from now on is answered
        listener = _listener(guard, program, sockets)
        await listener.begin()
        await pages.make()
        await program.stopped()
        await program.end_listening()
        await listener.end()


def _listener(guard: Guard, program: Program, sockets: Sequence[socket.socket]) -> "Listener":
    from hf_fidelity.web.listener import Listener

    return Listener(guard, program.limits, sockets)


@contextmanager
def _signals(program: Program) -> Iterator[None]:
    """Ctrl-C, and being told to end, end the program in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()

    def stop(_number: int, _frame: object) -> None:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(program.stop)

    names = ("SIGINT", "SIGTERM", "SIGBREAK" if sys.platform == "win32" else "SIGHUP")
    before = {number: signal.signal(number, stop) for name in names if (number := getattr(signal, name, None))}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


# One program a data folder


def _place_to_say_it(root: Path) -> Path | None:
    """The file that says where the page of a data folder is; None where the user has no folder of their own for it."""
    try:
        return page_file(root)
    except OSError:
        return None


@contextmanager
def _said_where(file: Path | None, port: int, secret: str) -> Iterator[None]:
    """Write down, for nobody but this user, where the page is: a second program then shows the first one's."""
    if file is None:
        yield
        return
    with suppress(OSError):
        file.unlink(missing_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii", newline="\n") as said:
            json.dump({"port": port, "secret": secret}, said)
    try:
        yield
    finally:
        if _said_in(file) == (port, secret):
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _of_the_first(file: Path) -> str | None:
    """The address of the program that serves this data folder already, with a token of its own; None: there is none."""
    if (said := _said_in(file)) is None:
        return None
    from http.client import HTTPConnection, HTTPException

    port, secret = said
    asked = HTTPConnection("127.0.0.1", port, timeout=3)
    try:
        asked.request("POST", ANOTHER_WINDOW, headers={"x-secret": secret, "content-length": "0"})
        answer = asked.getresponse()
        address = answer.read(500).decode("ascii", "replace")
    except (OSError, HTTPException):
        return None
    finally:
        asked.close()
    return address if answer.status == 200 and address.startswith(f"http://127.0.0.1:{port}/") else None


def _said_in(file: Path) -> tuple[int, str] | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        if hasattr(os, "getuid") and file.stat().st_uid != os.getuid():
            return None
        said = json.loads(file.read_text(encoding="ascii"))
        return int(said["port"]), str(said["secret"])
    return None
