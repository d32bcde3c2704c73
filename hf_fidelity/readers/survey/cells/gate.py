"""What a file is, judged before any library opens it: by its first bytes, never by its name.

Parts of a zip are found and unpacked with the same leniency and the same caution everywhere.
"""

import codecs
import lzma
import mmap
import os
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import islice
from pathlib import Path
from typing import IO, Literal, TypeVar

from hf_fidelity.ground import CPR, first_few, lazily, nearest, reason, shorten
from hf_fidelity.ground.zip_end import zip_end
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
_LONGEST_ENTRY = 2000
"""Bytes of the list of parts, on an average; a part of an export takes about 100."""
_HEAD = 4096

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    ("packed", lazily(rb"7z\xbc\xaf|Rar!\x1a|\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\0|.{257}ustar", re.DOTALL)),
    ("pdf", lazily(rb"%PDF-")),
    ("spss", lazily(rb"\$FL[23]")),
    ("sylk", lazily(rb"ID;P[A-Z][^\r\n]{0,100}[\r\n]+(?:P;[PFE]|F;[A-Z]|[BC];[XY]\d|O;[A-Z])")),
    ("dif", lazily(rb"TABLE\r?\n0,\d+\r?\n")),
    ("google-link", lazily(rb'\s*\{[^}]{0,400}(?:"(?:doc|resource)_id"|docs\.google\.com)')),
    ("json", lazily(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*[\[{"])')),
    ("web-page", lazily(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|\?xml|!--|html|head|body|meta|style|table)", re.I)),
)
_NO_TEXT = lazily("[\0-\x08\x0e-\x1a\x1c-\x1f]")


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
        near = _called_nearly(path)
        raise (refusal("file-misspelt", near=near) if near else refusal("file-missing")) from error
    if stat.S_ISDIR(status.st_mode):
        raise refusal("numbers" if path.suffix.casefold() == ".numbers" else "file-is-folder")
    if not stat.S_ISREG(status.st_mode):
        raise refusal("not-a-spreadsheet")
    if not status.st_size:
        raise refusal("file-empty")
    if status.st_size > _MOST_PACKED:
        raise refusal("file-too-large", size=-(-status.st_size // _MB), most=_MOST_PACKED // _MB)
    return status


_LIKE_ENOUGH = 0.8
"""So like, of 1, is a name with one letter too few, or two in the wrong order."""
_MOST_NAMES = 1000
"""So many of a folder's are compared."""


def _called_nearly(path: Path) -> str | None:
    """The file beside it whose name is most like one that is not there; None where none is."""
    try:
        names = [other.name for other in islice(path.parent.iterdir(), _MOST_NAMES) if other.is_file()]
    except (OSError, ValueError):
        return None
    return next((shorten(CPR.sub("…", name)) for name in nearest(path.name, names, 1, at_least=_LIKE_ENOUGH)), None)


def _judged_ole2(path: Path, size: int) -> Judged:
    """An .xls has its workbook in it openly. Excel wraps a locked .xlsx in the same kind of container."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if any(data.find(name.encode("utf-16-le")) >= 0 for name in ("EncryptedPackage", "DataSpaces")):
            raise refusal("encrypted")
        if any(data.find(f"{name}\0".encode("utf-16-le")) >= 0 for name in ("Workbook", "WORKBOOK", "Book", "BOOK")):
            return Judged("xls", size)
    raise refusal("not-a-spreadsheet")


def _judged_zip(path: Path, size: int) -> Judged:
    with path.open("rb") as file:  # its list of parts is read as soon as it is opened as a zip
        end = zip_end(file)
    if end and (end.entries > _MOST_PARTS or end.size > _MOST_PARTS * _LONGEST_ENTRY):
        raise refusal("too-many-parts", most=_MOST_PARTS)
    with unpacking(), zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        if len(parts) > _MOST_PARTS:
            raise refusal("too-many-parts", most=_MOST_PARTS)
        names = [plain_name(part) for part in parts]
        if "encrypted-package" in names:
            raise refusal("encrypted")
        kind = _kind(names, parts)
        if len(set(names)) < len(names):
            raise refusal("damaged")
        if any(part.flag_bits & 1 for part in parts):
            raise refusal("encrypted")
        unpacked = sum(part.file_size for part in parts)
        if unpacked > _MOST_UNPACKED or unpacked > max(_HARMLESS, size * _MOST_TIMES):
            raise refusal("unpacks-too-large")
        _check_opened(packed, parts, kind)
    return Judged(kind, unpacked)


_TABLES = lazily(r".*\.(xls[xmb]?|ods|csv|tsv|tab|txt|numbers|zip)")


def _kind(names: list[str], parts: list[zipfile.ZipInfo]) -> FileKind:
    if any(re.fullmatch(r"xl/workbook\w*\.bin", name) for name in names):
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise refusal("not-a-spreadsheet")
    if "content.xml" in names:
        return "ods"
    if any(name.endswith(".iwa") or re.fullmatch(r"(.*/)?index\.zip", name) for name in names):
        raise refusal("numbers")
    own = [part.filename for part in parts if not part.filename.startswith("__MACOSX/")]
    if tables := [shorten(CPR.sub("…", name)) for name in own if _TABLES.fullmatch(name.lower())]:
        raise refusal("zip", files=first_few(tables))
    raise refusal("not-a-spreadsheet")


def _check_opened(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo], kind: FileKind) -> None:
    """No part that a reader opens may define entities, nor be written so that a reader takes it for empty."""
    there = {plain_name(part): part for part in parts}
    for name in {"content.xml"} if kind == "ods" else _opened(packed, there):
        if name in there:
            check_xml(packed, there[name])
    if (manifest := there.get("meta-inf/manifest.xml")) and b"encryption-data" in packed.read(manifest):
        raise refusal("encrypted")


Found = TypeVar("Found")
_SHORT, _REMEMBERED = 65_536, 16


def remembered(find: Callable[[bytes], Found]) -> Callable[[bytes], Found]:
    """The same, with what was found in short parts of files remembered: a tool writes such alike into every file."""
    before = lru_cache(_REMEMBERED)(find)
    return wraps(find)(lambda part: before(part) if len(part) <= _SHORT else find(part))


_LINK = lazily(rb"<(?:[\w.-]+:)?Relationship\s[^>]*>")
_LINK_TO = lazily(rb"""\bTarget\s*=\s*["']([^"']+)["']""")
_NEEDED = lazily(rb"""\bType\s*=\s*["'][^"']*/(?:worksheet|styles|sharedStrings)["']""")


def _opened(packed: zipfile.ZipFile, there: Mapping[str, zipfile.ZipInfo]) -> set[str]:
    """The parts in XML of a workbook that its sheets need: not its theme, pictures, notes, queries and the like."""
    needed = {"xl/workbook.xml", "xl/styles.xml", "xl/sharedstrings.xml"}
    for name in ("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.bin.rels"):
        if part := there.get(name):
            with packed.open(part) as file:
                needed |= _linked(_check_head(file) + file.read())
    return {name for name in needed if not name.endswith(".bin")}


@remembered
def _linked(links: bytes) -> frozenset[str]:
    """The names of the parts that a workbook's sheets need, as it links to them."""
    needed = [link for link in _LINK.findall(links) if _NEEDED.search(link)]
    targets = [to[1].decode("utf-8", "replace") for link in needed if (to := _LINK_TO.search(link))]
    return frozenset(posixpath.normpath(posixpath.join("/xl", to)).lstrip("/").lower() for to in targets)


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


_DECLARED = lazily(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")
_WIDE_XML = (
    *((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
"""How XML begins that is not written in bytes of ASCII: as the standard tells them apart."""


def check_xml(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Raise where a part of XML has definitions, whatever it is written in, or is not written in UTF-8."""
    with packed.open(part) as file:
        _check_head(file)


def _check_head(file: IO[bytes]) -> bytes:
    """The beginning of a part, checked; of one that is not written in UTF-8 all of it."""
    head = file.read(_HEAD)
    encoding = _checked(head)
    if encoding != "utf-8" and not _is_utf_8_too(head := head + file.read(), encoding):
        raise refusal("damaged")
    return head


@lru_cache(maxsize=64)  # most parts of most files of a batch begin alike
def _checked(head: bytes) -> str:
    """What XML is written in, once its beginning is seen to declare nothing."""
    encoding = _xml_encoding(head)
    check_no_definitions(head)
    return encoding


def check_no_definitions(xml: bytes) -> None:
    """Raise where XML, or its beginning, declares a document type or entities, whatever it is written in.

    For what stands further down :func:`refuse_doctype` is there, which a parser calls.
    """
    text = xml.decode(_xml_encoding(xml), "ignore")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refusal("dangerous-xml")
    if "\0" in text:
        raise refusal("damaged")


def refuse_doctype(*_declared: object) -> None:
    """What expat calls where a document type is declared: it has understood the encoding by then."""
    raise refusal("dangerous-xml")


def _xml_encoding(head: bytes) -> str:
    """What XML is written in, by its first bytes and by what it declares. Raises Refused for what nobody knows."""
    for mark, wide in _WIDE_XML:
        if head.startswith(mark):
            return wide
    declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8).lstrip())
    try:
        return codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
    except LookupError:
        raise refusal("damaged") from None


def _is_utf_8_too(xml: bytes, encoding: str) -> bool:
    """Whether it says the same to who takes it for UTF-8, as text without special letters does in most encodings."""
    return xml.isascii() and xml.decode(encoding, "replace") == xml.decode("ascii")
