"""Writing a file so that it is either the old one or the new one, whatever happens in between."""

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hf_fidelity.errors import WriteFailed
from hf_fidelity.i18n import N_

STUBBORN = 2.0
"""Seconds to try again where another program (Excel, OneDrive, a virus scanner) holds the file open."""


def replace_file(path: Path, content: bytes, check: Callable[[], None] = lambda: None) -> None:
    """Write the file all or nothing: temp file in the same folder → fsync → ``check`` → replace → fsync of the folder.

    ``check`` may raise to stop the write while the old file still stands. Raises WriteFailed where the disk refuses.
    A failed fsync is never repeated on the same file: the next try begins with a new one.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(temporary, content)
            check()
            _replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _failed(
            N_("{file} could not be written: {why}."),
            N_("What stood there before is intact. Check that there is room and that you may write there."),
            path,
            error,
        ) from error
    try:
        _sync_folder(path.parent)
    except OSError as error:
        raise _failed(
            N_("{file} was written, but the disk reported a fault right after: {why}."),
            N_("Look at the file before you rely on it, and run the command again."),
            path,
            error,
        ) from error


def _failed(message: str, hint: str, path: Path, error: OSError) -> WriteFailed:
    return WriteFailed(message, hint=hint, file=str(path), why=error.strerror or type(error).__name__)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(temporary: Path, path: Path) -> None:
    """Put the new file in the old one's place, patiently: on Windows an open file cannot be replaced."""
    until = time.monotonic() + STUBBORN
    while True:
        try:
            temporary.replace(path)
            return
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.05)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no such call; its rename is journalled
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network drives cannot sync a folder at all
            raise
    finally:
        os.close(descriptor)
