"""The page, running: a program of our own in a thread, a window, telephones. Plain HTTP, no browser."""

import asyncio
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import Queue
from urllib.parse import urlencode

from hf_fidelity.journeys import Workspace
from hf_fidelity.web.guard import Limits
from hf_fidelity.web.program import Patience, Program
from hf_fidelity.web.server import serve
from tests.waiting import PATIENCE

NOW = datetime(2026, 8, 15, 12, tzinfo=UTC)
"""In the middle of the third quarter."""
ORGANISATION, TEAM = "Prøvekøbing Kommune", "Bostøtte Nord"


@dataclass
class Reply:
    """What was answered."""

    status: int
    headers: Mapping[str, str]
    body: str
    cookies: list[str]

    @property
    def words(self) -> str:
        """What stands on the page, without its markup."""
        text = re.sub(r"<(script|style)\b.*?</\1>", "", self.body, flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())

    def hidden(self, name: str) -> str:
        """The first hidden field of that name."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.body)
        assert found, (name, self.body)
        return unescape(found[1])


@dataclass
class Window:
    """A browser of few words: it keeps cookies, follows where it is sent, and sends forms as they were shown."""

    port: int
    host: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    page: Reply | None = None
    patience: float = PATIENCE
    """Seconds for an answer."""

    def ask(self, method: str, path: str, fields: object = None, **headers: str) -> Reply:
        """One request, nothing followed."""
        line = HTTPConnection(self.host, self.port, timeout=self.patience)
        own = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Connection": "close"}
        body = None
        if fields is not None:
            body = urlencode(fields, doseq=True)  # type: ignore[arg-type]
            own |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}:{self.port}"}
        line.request(method, path, body, {**own, **headers})
        reply = _read(line.getresponse())
        line.close()
        for each in reply.cookies:
            name, _is, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        return reply

    def see(self, path: str) -> Reply:
        """Open a page, and wherever it leads."""
        reply = self.ask("GET", path)
        for _times in range(5):
            if reply.status != 303:
                break
            reply = self.ask("GET", reply.headers["location"])
        self.page = reply
        return reply

    def send(self, path: str, **fields: object) -> Reply:
        """Send a form of the page that stands here, and open wherever it leads."""
        assert self.page is not None
        known = {"csrf": self.page.hidden("csrf")}
        if 'name="at"' in self.page.body:
            known["at"] = self.page.hidden("at")
        reply = self.ask("POST", path, {**known, **{name.replace("_", "-"): value for name, value in fields.items()}})
        if reply.status == 303:
            return self.see(reply.headers["location"])
        self.page = reply
        return reply

    def hidden_csrf(self) -> str:
        """The token that a page of this window has, or none."""
        return self.page.hidden("csrf") if self.page and 'name="csrf"' in self.page.body else ""

    def do(self, what: str, **fields: object) -> Reply:
        """Something at the table."""
        return self.send("/meeting/do", do=what, **fields)


def _read(answer: HTTPResponse) -> Reply:
    body = answer.read().decode("utf-8", "replace")
    headers = {name.lower(): value for name, value in answer.getheaders()}
    return Reply(answer.status, headers, body, answer.msg.get_all("set-cookie") or [])


@dataclass
class Running:
    """A program that serves its page."""

    program: Program
    address: str
    loop: asyncio.AbstractEventLoop

    @property
    def port(self) -> int:
        return self.program.port

    def window(self) -> Window:
        """A window that has been let in."""
        opened = Window(self.port)
        opened.see("/" + (self.address.partition("/?")[2] and "?" + self.address.partition("?")[2]))
        if opened.page and opened.page.status == 403:
            opened = Window(self.port)
            opened.see(f"/?token={self.program.new_token()}")
        return opened

    def telephone(self) -> Window:
        """A telephone in the room, without a seat."""
        address = self.program.phone_address
        assert address
        return Window(address[1], address[0])

    def joined(self) -> Window:
        """A telephone with a seat."""
        phone = self.telephone()
        phone.see("/")
        assert self.program.room
        phone.send("/join", code=self.program.room.code)
        return phone


@contextmanager
def running(
    folder: Path, *, limits: Limits | None = None, patience: Patience | None = None, now: datetime = NOW
) -> Iterator[Running]:
    """A program over that data folder, until the end of the ``with`` block."""
    said: Queue[str] = Queue()
    program = Program(Workspace.at(folder), lambda: now, limits or Limits(), patience or Patience(), debug=True)
    loops: list[asyncio.AbstractEventLoop] = []

    def ready(address: str) -> None:
        loops.append(asyncio.get_running_loop())
        said.put(address)

    thread = threading.Thread(target=serve, args=(program, folder, 0, ready), daemon=True)
    thread.start()
    address = said.get(timeout=PATIENCE)
    try:
        yield Running(program, address, loops[0])
    finally:
        with suppress(RuntimeError):  # it may have ended by itself
            loops[0].call_soon_threadsafe(program.stop)
        thread.join(PATIENCE)
        assert not thread.is_alive()


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_gone(port: int) -> bool:
    """Whether nobody listens there any more."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return True
    return False
