"""What a file is, judged before any library opens it: by its first bytes, never by its name.

Parts of a zip are found and unpacked with the same leniency and the same caution everywhere.
"""

import lzma
import mmap
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Literal

from hf_fidelity.errors import reason
from hf_fidelity.readers.plain_text import encoding_of
from hf_fidelity.readers.survey.cells.refusals import refusal

FileKind = Literal["xlsx", "xlsb", "xls", "ods", "csv"]

_MB = 1_000_000
_MOST_PACKED = 100 * _MB
_MOST_UNPACKED = 1000 * _MB
_MOST_TIMES = 100
"""An export unpacks 10–25 times, a bomb 1,000 times."""
_HARMLESS = 20 * _MB
"""So much may be unpacked from a file of any size: a few styled, empty rows pack very well."""
_MOST_PARTS = 1000
_HEAD = 4096

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    ("pdf", re.compile(rb"%PDF-")),
    ("spss", re.compile(rb"\$FL[23]")),
    ("json", re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*[\[{"])')),
    ("web-page", re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|\?xml|!--|html|head|body|meta|style|table)", re.I)),
)
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True)
class Judged:
    """A file that may be opened."""

    kind: FileKind
    unpacked: int
    """Bytes, once unpacked."""


def judge(path: Path) -> Judged:
    """What the file is; raises :class:`Refused` for what must not be opened."""
    status = _status(path)
    return _judged(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=8)
def _judged(path: Path, size: int, _changed: int) -> Judged:
    """Asked for twice, for its limits and to open it, a file is judged once."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise refusal("file-unreadable", reason=reason(error)) from error
    if head.startswith(b"PK"):
        return _judged_zip(path, size)
    if head.startswith(_OLE2):
        return _judged_ole2(path, size)
    for code, mark in _OTHERS:
        if mark.match(head):
            raise refusal(code)
    if _NO_TEXT.search(head.decode(encoding_of(head, cut=True), "ignore")):
        raise refusal("not-a-spreadsheet")
    return Judged("csv", size)


def _status(path: Path) -> os.stat_result:
    try:
        status = path.stat()
    except PermissionError as error:
        raise refusal("file-unreadable", reason=reason(error)) from error
    except (OSError, ValueError) as error:
        raise refusal("file-missing") from error
    if stat.S_ISDIR(status.st_mode):
        raise refusal("file-is-folder")
    if not stat.S_ISREG(status.st_mode):
        raise refusal("not-a-spreadsheet")
    if not status.st_size:
        raise refusal("file-empty")
    if status.st_size > _MOST_PACKED:
        raise refusal("file-too-large", most=_MOST_PACKED // _MB)
    return status


def _judged_ole2(path: Path, size: int) -> Judged:
    """An .xls has its workbook in it openly. Excel wraps a locked .xlsx in the same kind of container."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if any(data.find(name.encode("utf-16-le")) >= 0 for name in ("EncryptedPackage", "DataSpaces")):
            raise refusal("encrypted")
        if any(data.find(f"{name}\0".encode("utf-16-le")) >= 0 for name in ("Workbook", "WORKBOOK", "Book", "BOOK")):
            return Judged("xls", size)
    raise refusal("not-a-spreadsheet")


def _judged_zip(path: Path, size: int) -> Judged:
    with unpacking(), zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        if len(parts) > _MOST_PARTS:
            raise refusal("too-many-parts", most=_MOST_PARTS)
        names = [plain_name(part) for part in parts]
        if len(set(names)) < len(names):
            raise refusal("damaged")
        if any(part.flag_bits & 1 for part in parts) or "encrypted-package" in names:
            raise refusal("encrypted")
        unpacked = sum(part.file_size for part in parts)
        if unpacked > _MOST_UNPACKED or unpacked > max(_HARMLESS, size * _MOST_TIMES):
            raise refusal("unpacks-too-large")
        kind = _kind(names)
        _check_xml(packed, parts)
    return Judged(kind, unpacked)


def _kind(names: list[str]) -> FileKind:
    if any(re.fullmatch(r"xl/workbook\w*\.bin", name) for name in names):
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names and not any(name.startswith(("word/", "ppt/")) for name in names):
        return "ods"
    raise refusal("not-a-spreadsheet")


def _check_xml(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """No part may define entities, nor be written so that a library reads it as empty."""
    for part in parts:
        name = plain_name(part)
        if name.endswith((".xml", ".rels")):
            with packed.open(part) as file:
                check_no_definitions(file.read(_HEAD))
        if name == "meta-inf/manifest.xml" and b"encryption-data" in packed.read(part):
            raise refusal("encrypted")


_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, LookupError, NotImplementedError),
)


@contextmanager
def unpacking() -> Iterator[None]:
    """What goes wrong while parts of a zip are unpacked and taken apart is damage."""
    try:
        yield
    except _DAMAGE as error:
        raise refusal("damaged") from error
    except RuntimeError as error:  # how zipfile asks for a password
        raise refusal("encrypted") from error


def plain_name(part: zipfile.ZipInfo) -> str:
    """A part's name as calamine compares it: some programs write backslashes, or capitals."""
    return part.filename.replace("\\", "/").lower()


def open_part(packed: zipfile.ZipFile, name: str) -> IO[bytes]:
    """Open a part; raises KeyError where there is none."""
    for part in packed.infolist():
        if plain_name(part) == name.lower():
            return packed.open(part)
    raise KeyError(name)


def check_no_definitions(xml: bytes) -> None:
    """Raise where XML declares a document type or entities, or is not written in UTF-8."""
    if b"\0" in xml:
        raise refusal("damaged")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise refusal("dangerous-xml")
