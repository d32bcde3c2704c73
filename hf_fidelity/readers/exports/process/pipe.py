"""What the two processes say to each other: a length, then a pickled value. Both ends are our own."""

import pickle
import struct
from dataclasses import dataclass
from typing import IO, Any

FIRST_SECONDS = 4.5
"""So long the parent waits for an answer, unless it is told that the file is large."""


@dataclass(frozen=True)
class MoreTime:
    """Said before the answer: the file is so large that it may take so many seconds from here."""

    seconds: float


_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], value: object) -> None:
    """Write one value; raises OSError where nobody reads any more."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Wait for one value; raises EOFError where the other process has ended."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    length = _LENGTH.unpack(head)[0]
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)
