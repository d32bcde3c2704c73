"""Listening: how many connections there are, and that a request's head comes in time. Requests are the guard's affair.

Loaded after the sockets are open and the address is told: what asks meanwhile waits a moment, and is answered.
"""

import asyncio
import socket
from collections.abc import Sequence
from http import HTTPStatus

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from hf_fidelity.web.guard import Guard, Limits, number_alone

_A_MOMENT = 0.3
"""Seconds for which a line that was just opened or used is left alone."""


class Connections:
    """The open connections of a listener, the oldest first."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._open: list[GuardedProtocol] = []
        self._queued: list[GuardedProtocol] = []

    def admit(self, new: "GuardedProtocol") -> bool:
        """Whether there is room for one more. One of the same address that only waits makes room for it."""
        same = [each for each in self._open if each.address == new.address]
        if len(same) >= self.limits.an_address or len(self._open) >= self.limits.at_all:
            idle = [each for each in same if each.is_idle()]
            waiting = next(iter([*idle, *filter(GuardedProtocol.only_listens, same)]), None)
            if waiting is None:
                return False
            self._open.remove(waiting)
            waiting.leave()
        self._open.append(new)
        return True

    def queue(self, new: "GuardedProtocol") -> bool:
        """Whether one more may wait a moment, unread, until there is room: as many as there is room for, no more."""
        if sum(each.address == new.address for each in self._queued) >= self.limits.an_address:
            return False
        self._queued.append(new)
        return True

    def forget(self, gone: "GuardedProtocol") -> None:
        """A connection is closed; the next one that waits for room takes its place."""
        for known in (self._open, self._queued):
            if gone in known:
                known.remove(gone)
        for queued in list(self._queued):
            if self.admit(queued):
                self._queued.remove(queued)
                queued.come_in()


class GuardedProtocol(H11Protocol):
    """HTTP/1.1 for a listener that anybody in a room can reach."""

    guarded: Connections

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, or refuse it at once where there are too many."""
        super().connection_made(transport)
        self.address = self.client[0] if self.client else ""
        self._head: asyncio.TimerHandle | None = None
        self._used = self.loop.time()
        if self.guarded.admit(self):
            self._expect_head()
        elif self.guarded.queue(self):
            transport.pause_reading()
            self._head = self.loop.call_later(self.guarded.limits.queue, self._refuse, 503)
        else:
            self._refuse(503)

    def come_in(self) -> None:
        """There is room now for what has waited."""
        self._head_is_here()
        if not self.transport.is_closing():
            self.transport.resume_reading()
            self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone, whoever closed it."""
        self.guarded.forget(self)
        self._head_is_here()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes have come in; a head that is begun has to be finished in time."""
        if self.transport.is_closing():
            return
        self._used = self.loop.time()
        super().data_received(data)
        if self._is_busy():
            self._head_is_here()
        elif self._head is None:
            self._expect_head()

    def is_idle(self) -> bool:
        """Whether nothing has been asked by it for a moment. A browser opens a line shortly before it uses it."""
        return not self._is_busy() and self.loop.time() - self._used >= _A_MOMENT

    def only_listens(self) -> bool:
        """Whether it is a stream of news: the browser calls again after it has ended."""
        return self._is_busy() and self.scope["path"] == "/events" and bool(self.cycle.response_started)

    def leave(self) -> None:
        """Close it in order: a stream that has begun is ended, so that the browser calls again later."""
        if self.transport.is_closing():
            return
        if self._is_busy() and self.cycle.response_started:
            self.cycle.disconnected = True
            self.transport.write(self.conn.send(h11.EndOfMessage()) or b"")
        self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is refused by its number, like everything else."""
        del msg
        self._refuse(400)

    def _should_upgrade_to_ws(self) -> bool:
        return False

    def _is_busy(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _expect_head(self) -> None:
        self._head = self.loop.call_later(self.guarded.limits.seconds, self._too_slow)

    def _head_is_here(self) -> None:
        if self._head:
            self._head.cancel()
            self._head = None

    def _too_slow(self) -> None:
        self._head = None
        if not self._is_busy() and not self.transport.is_closing():
            self._refuse(408)

    def _refuse(self, status: int) -> None:
        head, body = number_alone(status)
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in head)
        phrase = HTTPStatus(status).phrase.encode()
        self.transport.write(b"HTTP/1.1 %d %s\r\n%s\r\n%s" % (status, phrase, lines, body))
        self.transport.close()


def guarded_protocol(limits: Limits) -> type[GuardedProtocol]:
    """The protocol of one listener, which counts its own connections."""
    return type("ListenersProtocol", (GuardedProtocol,), {"guarded": Connections(limits)})


class Listener(uvicorn.Server):
    """One of our listeners. Signals are the program's affair."""

    def __init__(self, guard: Guard, limits: Limits, sockets: Sequence[socket.socket]) -> None:
        super().__init__(
            uvicorn.Config(
                guard,
                http=guarded_protocol(limits),
                ws="none",
                lifespan="off",
                interface="asgi3",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                h11_max_incomplete_event_size=limits.head,
                timeout_keep_alive=5,
                timeout_graceful_shutdown=1,
            )
        )
        self._sockets = list(sockets)
        self._running: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Listen."""
        self._running = asyncio.create_task(self._serve(self._sockets))
        while not self.started and not self._running.done():
            await asyncio.sleep(0.002)

    async def end(self) -> None:
        """Listen no more, and wait until what is being answered has been said."""
        self.should_exit = True
        if self._running:
            await asyncio.wait([self._running])
