"""What stands before the pages of both listeners: who may ask, how much, how long, and what every answer forbids.

:class:`Guard` watches requests, before any of our pages is asked: the host is one of ours, the origin is ours where
something is changed, whoever asks has been let in, a form has its token, a body is short and comes in time. A refusal
is a number and nothing else. Connections are watched one floor below, in :mod:`hf_fidelity.web.listener`.
"""

import asyncio
import hmac
import os
import secrets
import socket
import sys
import traceback
from collections.abc import Awaitable, Callable, Collection, Mapping, MutableMapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from hf_fidelity.ground import lazily

Scope = MutableMapping[str, Any]
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True)
class Limits:
    """How much of anything there may be."""

    head: int = 16 * 1024
    """Bytes of a request's line and headers."""
    body: int = 64 * 1024
    """Bytes of a form."""
    upload: int = 100 * 1024 * 1024
    """Bytes of the files that are handed in at once, and of what stands around them."""
    seconds: float = 10.0
    """For a head, and for a form."""
    upload_pause: float = 10.0
    """For the next piece of a file."""
    an_address: int = 4
    """Open connections of one address."""
    queue: float = 0.7
    """Seconds that one more of an address waits for room, before it is refused."""
    at_all: int = 200
    """Open connections of all addresses together."""
    fields: int = 400
    """Fields of a form."""


# Requests


class Refusal(Exception):
    """A request is answered by a number."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page of ours may do. One that is shown inside another says so itself."""

_ALWAYS = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)

_METHODS = ("GET", "HEAD", "POST")
_PLAIN_PATH = lazily(rb"/(?:[A-Za-z0-9_~-]+(?:\.[A-Za-z0-9_~-]+)*/?)*")
"""Every path of ours: no dots in a row, no escapes, nothing empty between strokes."""


@dataclass
class Door:
    """Who may come in by a listener, and how a form proves that it is one of ours."""

    cookie: str
    """The name of the cookie."""
    hosts: Collection[str]
    """What the header *Host* may say."""
    key: bytes
    """Makes the tokens of forms; random, and gone with the program."""
    knows: Callable[[str], bool]
    """Whether a cookie's value lets somebody in."""
    open_paths: Collection[str] = ()
    """Paths that are answered without a cookie."""
    anybody: bool = False
    """Whether anybody may come in, and gets a cookie of no meaning so that a form can be known again."""
    secrets: Mapping[str, str] = field(default_factory=dict)
    """Paths that another program of ours asks for, each with what its header ``x-secret`` has to say."""
    upload_paths: Collection[str] = ()
    """Paths that take files. Their form's token stands in the address, since the body is read as it comes."""

    def form_token(self, cookie: str) -> str:
        """What a form has to carry that is shown to whoever has this cookie."""
        return hmac.new(self.key, cookie.encode(), sha256).hexdigest()


class Guard:
    """Both listeners' first floor: it refuses, or asks the pages and puts the headers on what they say."""

    def __init__(
        self,
        app: App,
        door: Door,
        limits: Limits,
        heard: Callable[[str], None] = lambda _path: None,
        *,
        debug: bool,
    ) -> None:
        self._app, self._door, self._limits, self._heard, self._debug = app, door, limits, heard, debug

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        answered = _Answered(send, close=self._door.anybody and scope["path"] != "/events")
        try:
            self._admit(scope)
            self._heard(scope["path"])
            receive = await self._body(scope, receive)
            await self._app(scope, receive, answered)
        except Refusal as refused:
            await answered.refuse(refused.status)
        except Exception:
            if self._debug:
                traceback.print_exc(file=sys.stderr)
            await answered.refuse(500)

    def _admit(self, scope: Scope) -> None:
        headers = _headers(scope)
        if scope["http_version"] != "1.1":
            raise Refusal(505)
        if "upgrade" in headers:
            raise Refusal(400)
        if headers.get("host", []) not in ([host] for host in self._door.hosts):
            raise Refusal(421 if headers.get("host") else 400)
        if scope["method"] not in _METHODS:
            raise Refusal(405)
        if not _PLAIN_PATH.fullmatch(scope["raw_path"]):
            raise Refusal(404)
        self._check_length(scope, headers)
        secret = self._door.secrets.get(scope["path"])
        if secret is not None:
            if headers.get("x-secret") != [secret]:
                raise Refusal(404)
            scope["cookie"] = ""
            return
        self._check_origin(scope, headers)
        scope["cookie"] = _cookie(headers, self._door.cookie)
        if self._door.anybody and not scope["cookie"] and scope["method"] != "POST":
            scope["cookie"], scope["new_cookie"] = secrets.token_urlsafe(32), True
        if (
            not self._door.anybody
            and not self._door.knows(scope["cookie"])
            and scope["path"] not in self._door.open_paths
        ):
            raise Refusal(403)

    def _check_origin(self, scope: Scope, headers: Mapping[str, list[str]]) -> None:
        """Ours where something is changed; nothing foreign anywhere."""
        origin, site = headers.get("origin", []), headers.get("sec-fetch-site", [])
        ours = [f"http://{headers['host'][0]}"]
        if (origin or scope["method"] == "POST") and origin != ours:
            raise Refusal(403)
        if scope["method"] == "POST" and site not in ([], ["same-origin"]):
            raise Refusal(403)

    def _check_length(self, scope: Scope, headers: Mapping[str, list[str]]) -> None:
        said = headers.get("content-length", [])
        most = self._limits.upload if scope["path"] in self._door.upload_paths else self._limits.body
        if said and int(said[0]) > (most if scope["method"] == "POST" else 0):
            raise Refusal(413)
        if scope["method"] != "POST" and "transfer-encoding" in headers:
            raise Refusal(413)

    async def _body(self, scope: Scope, receive: Receive) -> Receive:
        """The form that was sent, read and checked; or the way to read files piece by piece."""
        if scope["method"] != "POST":
            return receive
        if scope["path"] in self._door.upload_paths:
            given = parse_qs(scope["query_string"].decode("ascii", "replace")).get("csrf", [""])[0]
            self._check_token(scope, given)
            return _Pieces(receive, self._limits)
        try:
            async with asyncio.timeout(self._limits.seconds):
                data = await _whole(receive, self._limits.body)
        except TimeoutError:
            raise Refusal(408) from None
        scope["form"] = form = self._fields(scope, data)
        if scope["path"] not in self._door.secrets:
            self._check_token(scope, form.get("csrf", [""])[0])
        return _once(data)

    def _fields(self, scope: Scope, data: bytes) -> dict[str, list[str]]:
        kind = _headers(scope).get("content-type", [""])[0].partition(";")[0].strip().lower()
        if data and kind != "application/x-www-form-urlencoded":
            raise Refusal(415)
        try:
            return parse_qs(
                data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=self._limits.fields
            )
        except ValueError:
            raise Refusal(400) from None

    def _check_token(self, scope: Scope, given: str) -> None:
        if not hmac.compare_digest(given.encode(), self._door.form_token(scope["cookie"]).encode()):
            raise Refusal(403)


class _Answered:
    """Sends what the pages say, with our headers; a refusal only where nothing was said yet."""

    def __init__(self, send: Send, *, close: bool) -> None:
        self._send, self._close, self._begun, self._refused = send, close, False, False

    async def __call__(self, event: Event) -> None:
        if self._refused:
            return
        if event["type"] == "http.response.start":
            if event["status"] in (404, 405):  # the router's own words for: there is no such page
                await self.refuse(event["status"])
                return
            said = list(event.get("headers", []))
            names = {name.lower() for name, _value in said}
            event["headers"] = [*said, *((name, value) for name, value in _ALWAYS if name not in names)]
            if self._close:  # many telephones, and a limit: none holds a line that it does not use
                event["headers"].append((b"connection", b"close"))
        self._begun = True
        await self._send(event)

    async def refuse(self, status: int) -> None:
        """Say the number, and close the connection: what else comes by it is not read."""
        if self._begun:
            raise asyncio.CancelledError  # half an answer is said: the connection is closed
        self._begun = self._refused = True
        head, body = number_alone(status)
        await self._send({"type": "http.response.start", "status": status, "headers": head})
        await self._send({"type": "http.response.body", "body": body})


def number_alone(status: int) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """The head and the body of an answer that is a number and nothing else."""
    body = str(status).encode()
    own = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    return [*own, *_ALWAYS], body


class _Pieces:
    """A body as it comes; too much of it, or too long a pause, ends the request."""

    def __init__(self, receive: Receive, limits: Limits) -> None:
        self._receive, self._limits, self._read = receive, limits, 0

    async def __call__(self) -> Event:
        try:
            async with asyncio.timeout(self._limits.upload_pause):
                event = await self._receive()
        except TimeoutError:
            raise Refusal(408) from None
        self._read += len(event.get("body", b""))
        if self._read > self._limits.upload:
            raise Refusal(413)
        return event


async def _whole(receive: Receive, most: int) -> bytes:
    parts, length, more = [], 0, True
    while more:
        event = await receive()
        if event["type"] != "http.request":
            raise Refusal(400)
        parts.append(event.get("body", b""))
        length += len(parts[-1])
        if length > most:
            raise Refusal(413)
        more = event.get("more_body", False)
    return b"".join(parts)


def _once(data: bytes) -> Receive:
    waiting: list[Event] = [{"type": "http.request", "body": data, "more_body": False}]

    async def receive() -> Event:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    return receive


def _headers(scope: Scope) -> dict[str, list[str]]:
    """Every header by its name, with all that was said: what stands twice is not taken for one."""
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
    return found


def _cookie(headers: Mapping[str, list[str]], name: str) -> str:
    try:
        found = SimpleCookie("; ".join(headers.get("cookie", [])))
    except CookieError:
        return ""
    return found[name].value if name in found else ""


# Listening


def listening_socket(address: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # there it would let another program listen at the same port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen(128)
        made.setblocking(False)
    except OSError:
        made.close()
        raise
    return made
