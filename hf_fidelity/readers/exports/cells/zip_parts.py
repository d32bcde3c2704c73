"""Parts of a zip, found and unpacked with the same leniency and the same caution everywhere."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from hf_fidelity.readers.survey.cells.refusals import refusal

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
