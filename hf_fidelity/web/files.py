"""Files that come and go by the page: sent by a browser, written to disk piece by piece as they come and never held
whole; and documents as they leave it, in a frame of their own or to be taken away.
"""

import base64
import re
import time
import weakref
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp
from typing import IO
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from hf_fidelity.ground import N_, WriteFailed, lazily, one_line, reason
from hf_fidelity.reports.document import Document
from hf_fidelity.store.names import is_reserved
from hf_fidelity.web.guard import Refusal
from hf_fidelity.writers import WRITERS, writer_of

# Files that a browser sends, written to disk piece by piece as they come: none of them is ever held whole.


_PREFIX = "hf-fidelity-files-"
_FORGOTTEN = 86_400.0
"""Seconds after which a folder of ours belongs to a program that was killed."""
_MOST_FILES = 1000
_LONGEST_NAME = 150
_LONGEST_HEADS = 4096
"""Bytes of what stands before a file: its name, and what kind it is."""
_NOT_IN_NAMES = lazily(r'[<>:"|?*\x00-\x1f\x7f]')


class Tray:
    """A folder of its own, which nobody but this user can read, and which goes away with everything in it."""

    def __init__(self) -> None:
        _sweep()
        try:
            self.path = Path(mkdtemp(prefix=_PREFIX))
        except OSError as error:
            raise _no_room(error) from error
        self._away = weakref.finalize(self, rmtree, self.path, ignore_errors=True)
        self._times: dict[str, int] = {}
        self.files: list[Path] = []

    def place(self, name: str) -> Path:
        """Where a file of that name goes; of two that are called alike, the second gets a number."""
        wanted = free = Path(file_name(name))
        while free.name.casefold() in self._times:
            self._times[wanted.name.casefold()] += 1
            free = wanted.with_stem(f"{wanted.stem} ({self._times[wanted.name.casefold()]})")
        self._times[free.name.casefold()] = 1
        self.files.append(self.path / free.name)
        return self.files[-1]

    def empty(self) -> None:
        """Away with all of it."""
        self._away()
        self.files.clear()


def file_name(said: str) -> str:
    """A file's name as a browser says it, as one that is a name everywhere: no folder, no sign that means something."""
    last = re.split(r"[/\\]", said)[-1]
    name = _NOT_IN_NAMES.sub("_", one_line(last)).strip(" .") or "file"
    if is_reserved(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    kept = (stem if dot and len(ending) < 10 else name).encode()[: _LONGEST_NAME - 12].decode("utf-8", "ignore")
    return f"{kept.rstrip(' .')}.{ending}" if dot and len(ending) < 10 else kept.rstrip(" .")


def _sweep() -> None:
    """Away with what a program has left that could not tidy up after itself."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _FORGOTTEN:
                rmtree(left, ignore_errors=True)


async def received(request: Request) -> Tray | None:
    """The files that a form brought; None where whoever sent them is gone, and then nothing is left of them.

    Raises Refusal for what is no such form, or breaks off; WriteFailed where there is no room.
    """
    tray = Tray()
    try:
        await _Writing(tray).all_of(request.stream(), request.headers)
    except ClientDisconnect:
        tray.empty()
        return None
    except BaseException:
        tray.empty()
        raise
    return tray


@dataclass
class _Writing:
    """What is being written: the part of the form that comes just now, and its file."""

    tray: Tray
    _head: bytearray = field(default_factory=bytearray)
    _value: bytearray = field(default_factory=bytearray)
    _said: dict[bytes, bytes] = field(default_factory=dict)
    _file: IO[bytes] | None = None
    _heads: int = 0
    _whole: bool = False

    async def all_of(self, pieces: AsyncIterator[bytes], headers: Mapping[str, str]) -> None:
        """Write every file of the form."""
        from python_multipart.exceptions import FormParserError  # the page is to be there at once
        from python_multipart.multipart import MultipartParser, parse_options_header

        kind, options = parse_options_header(headers.get("content-type", ""))
        if kind != b"multipart/form-data":
            raise Refusal(415)
        boundary = options.get(b"boundary", b"")
        if not 0 < len(boundary) <= 70:
            raise Refusal(400)
        try:
            parser = MultipartParser(boundary, self._callbacks())  # type: ignore[arg-type]
            async for piece in pieces:
                parser.write(piece)
            parser.finalize()
        except FormParserError:
            raise Refusal(400) from None
        except OSError as error:
            raise _no_room(error) from error
        finally:
            self._end_part()
        if not self._whole:
            raise Refusal(400)

    def _callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._part_is_here,
            "on_header_field": partial(self._read_head, self._head),
            "on_header_value": partial(self._read_head, self._value),
            "on_header_end": self._header_is_here,
            "on_headers_finished": self._begin_part,
            "on_part_data": self._write,
            "on_part_end": self._end_part,
            "on_end": self._is_whole,
        }

    def _part_is_here(self) -> None:
        self._said.clear()
        self._heads = 0

    def _read_head(self, into: bytearray, data: bytes, start: int, end: int) -> None:
        self._heads += end - start
        if self._heads > _LONGEST_HEADS:
            raise Refusal(400)
        into.extend(data[start:end])

    def _header_is_here(self) -> None:
        self._said[bytes(self._head).lower()] = bytes(self._value)
        self._head.clear()
        self._value.clear()

    def _begin_part(self) -> None:
        from python_multipart.multipart import parse_options_header

        _kind, options = parse_options_header(self._said.get(b"content-disposition"))
        name = options.get(b"filename", b"").decode("utf-8", "replace")
        if not name:  # a field beside the files, or no file was chosen
            return
        if len(self.tray.files) >= _MOST_FILES:
            raise Refusal(413)
        self._file = self.tray.place(name).open("xb")

    def _write(self, data: bytes, start: int, end: int) -> None:
        if self._file:
            self._file.write(data[start:end])

    def _end_part(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def _is_whole(self) -> None:
        self._whole = True


def _no_room(error: OSError) -> WriteFailed:
    return WriteFailed(
        N_("The files could not be put down on this computer while they are read: {why}."),
        hint=N_("Nothing was stored. Make room on the disk, then try again."),
        why=reason(error),
    )


# A document as it leaves the page: in a frame of its own, or as a file that is taken away.


KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Ending → what a browser calls such a file."""
_NEEDS = {"pdf": "typst"}
"""Ending → a library that is not everywhere."""
ENDINGS = tuple(
    ending for ending in KINDS if find_spec(WRITERS[ending][0]) and (ending not in _NEEDS or find_spec(_NEEDS[ending]))
)
"""What a report can be taken away as, here."""
_STYLE = lazily(r"<style>(.*?)</style>", re.DOTALL)


async def as_page(document: Document) -> Response:
    """The very page that is written to a file, to be shown within another one."""
    from hf_fidelity.writers.html import html_text

    return standing_alone(await run_in_threadpool(html_text, document))


def standing_alone(page: str) -> Response:
    """A page that stands alone, to be shown within another one of ours: its own style, and nothing else."""
    hashes = (base64.b64encode(sha256(style.encode()).digest()).decode() for style in _STYLE.findall(page))
    styles = " ".join(f"'sha256-{each}'" for each in hashes) or "'none'"
    rest = "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    csp = f"default-src 'none'; style-src {styles}; {rest}"
    return HTMLResponse(page, headers={"content-security-policy": csp, "x-frame-options": "SAMEORIGIN"})


async def as_file(document: Document, ending: str, name: str) -> Response:
    """A document as a file. ``ending`` is one of :data:`ENDINGS`."""
    content = await run_in_threadpool(lambda: writer_of(ending)(document))
    return taken_away(content, f"{name}.{ending}", KINDS[ending])


def taken_away(content: bytes, name: str, kind: str) -> Response:
    """Bytes that a browser puts down as a file of that name."""
    return Response(content, media_type=kind, headers={"content-disposition": as_attachment(name)})


def as_attachment(name: str) -> str:
    """What says to a browser that a response is a file, and what it is called, in any letters."""
    safe = file_name(name)
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe)}"
