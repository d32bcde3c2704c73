"""What all pages share: the data folder, who has been let in, the meeting, the room, who hears of changes."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hf_fidelity.web.guard import Limits
from hf_fidelity.web.room import Room

if TYPE_CHECKING:  # the page listens before it knows what a meeting is
    from hf_fidelity.journeys import Workspace
    from hf_fidelity.web.listener import Listener
    from hf_fidelity.web.table import MeetingTable


COOKIE, ANOTHER_WINDOW = "hf_fidelity", "/another-window"


@dataclass(frozen=True)
class Patience:
    """How long anything waits, in seconds."""

    idle: float = 3600.0
    """Without a request, until the program ends."""
    said_before: float = 300.0
    """So long before that, the page says it."""
    room: float = 1800.0
    """Without a vote, until the telephones are let go."""
    nobody: float = 30.0
    """Without anybody in the room, until the page says what else there is."""


_LAST_WORDS = 1.5
"""Seconds in which a telephone still learns that the vote is over."""


async def _ended(phones: "Listener") -> None:
    await asyncio.sleep(_LAST_WORDS)
    await phones.end()


class News:
    """Who wants to hear of changes: every open window, every telephone. All of it happens in one thread."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()
        self.over = False

    def tell(self) -> None:
        """Something has changed; everybody who listens looks for themselves."""
        for each in self._waiting:
            each.set()

    def end(self) -> None:
        """No more comes: every stream ends."""
        self.over = True
        self.tell()

    async def listen(self, state: Callable[[], Any], end: Any = None) -> AsyncIterator[str]:
        """What ``state`` gives, now and whenever it has become another, as server-sent events; ``end`` is the last."""
        changed = asyncio.Event()
        self._waiting.add(changed)
        last: Any = None
        try:
            yield f"retry: {1000 + secrets.randbelow(1500)}\n\n"
            while not self.over and (last is None or last != end):
                changed.clear()
                now = state()
                yield f"data: {json.dumps(now, ensure_ascii=False)}\n\n" if now != last else ": \n\n"
                last = now
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), _BEAT)
        finally:
            self._waiting.discard(changed)


_BEAT = 20.0
"""After so many seconds something is sent in any case: else a connection on which nothing happens is cut."""


@dataclass
class Program:
    """What all pages share."""

    space: "Workspace | Callable[[], Workspace]"
    """The data folder; or how to come by it, which takes a moment."""
    clock: Callable[[], datetime]
    limits: Limits = field(default_factory=Limits)
    patience: Patience = field(default_factory=Patience)
    debug: bool = False
    may_move: bool = False
    """Whether people may say where their answers are to lie, because nobody has said it by an option."""
    own: "Workspace | None" = None
    """The people's own data folder, while they look at made-up teams."""
    table: "MeetingTable | None" = None
    """The meeting that is held."""
    room: Room | None = None
    """Those who vote by telephone, or on the computer that goes round."""
    news: News = field(default_factory=News)
    phone_news: News = field(default_factory=News)
    kept: dict[str, Any] = field(default_factory=dict)
    """What an import or another page keeps between two requests, by a name of its own."""
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while something is read or written: one thing at a time."""
    port: int = 0
    version: int = 1
    """Rises with everything that the leader's windows show otherwise afterwards; a form says in which it was shown."""
    last_heard: float = 0.0
    phones: "Listener | None" = None
    phone_address: tuple[str, int] | None = None
    _tokens: set[str] = field(default_factory=set)
    _cookies: set[str] = field(default_factory=set)
    _leaving: list["Listener"] = field(default_factory=list)
    _ending: set["asyncio.Future[None]"] = field(default_factory=set)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    @property
    def workspace(self) -> "Workspace":
        """The data folder that the pages are about."""
        if callable(self.space):
            self.space = self.space()
        return self.space

    @workspace.setter
    def workspace(self, space: "Workspace") -> None:
        self.space = space

    def new_token(self) -> str:
        """A token that lets one window in, once."""
        self._tokens.add(token := secrets.token_urlsafe(32))
        return token

    def exchange(self, token: str) -> str | None:
        """A cookie for a token, which is worth nothing afterwards; None for one that never was, or was used."""
        if token not in self._tokens:
            return None
        self._tokens.discard(token)
        self._cookies.add(cookie := secrets.token_urlsafe(32))
        return cookie

    def knows(self, cookie: str) -> bool:
        """Whether whoever has this cookie was let in."""
        return cookie in self._cookies

    def address(self, token: str) -> str:
        """Where the page is, with a token."""
        return f"http://127.0.0.1:{self.port}/?token={token}"

    def heard(self, path: str) -> None:
        """Somebody has asked for something. A window that only listens is nobody."""
        if path != "/events":
            self.last_heard = asyncio.get_running_loop().time()

    def changed(self) -> None:
        """The leader's windows show something else now."""
        self.version += 1
        self.news.tell()

    def leave_meeting(self) -> None:
        """Nobody sits at the meeting any more; everything of it is on the disk, and the telephones are let go."""
        if self.table:
            self.table.leave()
        self.table = None
        self.version += 1
        self.close_room()
        self.news.tell()

    def close_room(self) -> None:
        """The telephones are let go, and their listener ends."""
        self.room = None
        self.phone_news.tell()
        if self.phones:
            self._leaving.append(self.phones)
            self._ending.add(task := asyncio.ensure_future(_ended(self.phones)))
            task.add_done_callback(self._ending.discard)
        self.phones, self.phone_address = None, None

    def watch_room(self) -> None:
        """Let the telephones go once nobody has voted for long enough."""
        self._ending.add(task := asyncio.ensure_future(self._watched()))
        task.add_done_callback(self._ending.discard)

    async def _watched(self) -> None:
        room, loop = self.room, asyncio.get_running_loop()
        while room is not None and self.room is room and not self.news.over:
            left = room.last_ballot + self.patience.room - loop.time()
            if left <= 0:
                self.close_room()
                self.changed()
                return
            await asyncio.sleep(min(left, 1.0))

    async def end_listening(self) -> None:
        """Every stream ends, and every telephone is let go, at once."""
        self.news.end()
        self.phone_news.end()
        for task in self._ending:
            task.cancel()
        for phones in (self.phones, *self._leaving):
            if phones:
                await phones.end()

    def stop(self) -> None:
        """End, once what is being answered has been said."""
        self._stopping.set()

    async def stopped(self) -> None:
        """Wait until somebody says so, or until nobody has asked for anything for long enough."""
        loop = asyncio.get_running_loop()
        self.last_heard = self.last_heard or loop.time()  # somebody may have asked already
        while not self._stopping.is_set():
            left = self.last_heard + self.patience.idle - loop.time()
            if left <= 0:
                return
            if left <= self.patience.said_before:
                self.news.tell()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), min(left, max(0.05, self.patience.said_before / 10)))

    def ends_soon(self) -> bool:
        """Whether nobody has asked for anything for so long that the program will end."""
        left = self.last_heard + self.patience.idle - asyncio.get_running_loop().time()
        return left <= self.patience.said_before
