"""What a zip file says about itself at its very end: how many entries it has, and how long their list is.

A library reads the whole list before anybody can ask how long it is, which takes seconds for a million of entries.
"""

import struct
from typing import IO, NamedTuple

_END, _LONGEST_COMMENT = struct.Struct("<4s4H2LH"), 0xFFFF
_WIDE_PLACE, _WIDE_END = struct.Struct("<4sLQL"), struct.Struct("<4sQ2H2L4Q")

_FROM_THE_END = 2


class ZipEnd(NamedTuple):
    """The number of entries and the bytes of their list, as the file says; the list is read by the second alone."""

    entries: int
    size: int


def zip_end(file: IO[bytes]) -> ZipEnd | None:
    """What the end of a zip file says; None where it has none, which whoever opens it will find too. Raises OSError."""
    length = file.seek(0, _FROM_THE_END)
    begin = max(0, length - _END.size - _LONGEST_COMMENT)
    file.seek(begin)
    tail = file.read()
    at = len(tail) - _END.size if tail[-_END.size :].startswith(b"PK\5\6") else tail.rfind(b"PK\5\6")
    if at < 0 or at + _END.size > len(tail):
        return None
    _, _, _, _, entries, size, _, _ = _END.unpack_from(tail, at)
    wide = _wide(file, begin + at)
    return ZipEnd(max(entries, wide.entries), max(size, wide.size)) if wide else ZipEnd(entries, size)


def _wide(file: IO[bytes], end: int) -> ZipEnd | None:
    """The same of a file with more entries or bytes than the old numbers can say, where it has such an end too."""
    file.seek(max(0, end - _WIDE_PLACE.size - _WIDE_END.size))
    found = file.read(_WIDE_END.size + _WIDE_PLACE.size)
    if len(found) < _WIDE_END.size + _WIDE_PLACE.size or not found[_WIDE_END.size :].startswith(b"PK\6\7"):
        return None
    signature, *_, entries, size, _offset = _WIDE_END.unpack_from(found)
    return ZipEnd(entries, size) if signature == b"PK\6\6" else None
