"""Writing a file so that it is either the old one or the new one, whatever happens in between."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hf_fidelity.errors import WriteFailed
from hf_fidelity.i18n import N_


def replace_file(path: Path, content: bytes, check: Callable[[], None] = lambda: None) -> None:
    """Write the file all or nothing: temp file in the same folder → fsync → ``check`` → replace → fsync of the folder.

    ``check`` may raise to stop the write while the old file still stands. Raises WriteFailed where the disk
    refuses; the old file is then intact.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(temporary, content)
            check()
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise WriteFailed(
            N_("{file} could not be written: {why}."),
            hint=N_("What stood there before is intact. Check that there is room and that you may write there."),
            file=str(path),
            why=error.strerror or type(error).__name__,
        ) from error


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


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
