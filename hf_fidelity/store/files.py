"""Files handled so that nothing is lost: written whole or not at all, locked, listed, kept aside, cleaned up."""

import errno
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from io import FileIO
from pathlib import Path

from hf_fidelity.errors import FidelityError, RecordDamaged, WriteFailed
from hf_fidelity.ground.findings import Finding
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


# An advisory lock on a team's folder: two saves on one machine wait for each other.
#
# It only makes conflicts rarer. That no save is lost rests on comparing the record just before it is replaced; where
# there are no locks, saving goes on without. The system releases the lock of a process that has died, so it never has
# to be broken. The lock's files lie among the system's temporary files: a data folder in OneDrive sees only real
# changes.


PATIENCE = 10.0
"""Seconds to wait for somebody else's save."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock inside a ``with`` block. Raises WriteFailed that names who holds it for too long."""
    from filelock import FileLock, Timeout  # only a save needs it

    try:
        file = lock_file(folder)
        lock, holder = FileLock(file), file.with_suffix(".holder")
        lock.acquire(timeout=PATIENCE)
    except Timeout as error:
        raise _busy(folder, lock_file(folder).with_suffix(".holder")) from error
    except (OSError, NotImplementedError):  # there are no locks here
        yield
        return
    try:
        with suppress(OSError):
            holder.write_text(json.dumps({"pid": os.getpid(), "since": time.time()}))
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def lock_file(folder: Path) -> Path:
    """The file that is locked for a team's folder."""
    import hashlib
    import tempfile

    user = getattr(os, "getuid", lambda: 0)()
    home = Path(tempfile.gettempdir()) / f"hf-fidelity-locks-{user}"
    home.mkdir(exist_ok=True)
    return home / f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}.lock"


def _busy(folder: Path, holder: Path) -> WriteFailed:
    """Who holds the lock, and for how long, as far as they have said."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads(holder.read_text())
        return WriteFailed(
            N_("{folder} is in use by process {pid}, for {seconds} seconds now."),
            hint=N_("Wait until it has finished, then run the command again."),
            folder=str(folder),
            pid=int(said["pid"]),
            seconds=round(time.time() - float(said["since"])),
        )
    return WriteFailed(
        N_("{folder} is in use by another program."),
        hint=N_("Wait until it has finished, then run the command again."),
        folder=str(folder),
    )


# What lies in a folder, and in a file. A folder that is not there is empty; one that cannot be read is named.


def subfolders(folder: Path) -> list[Path]:
    """The folders in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [folder / entry.name for entry in _scanned(folder) if _is_folder(entry)]


def json_files(folder: Path) -> list[Path]:
    """The ``.json`` files in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [path for path in entries(folder) if path.suffix == ".json"]


def entries(folder: Path) -> list[Path]:
    """Everything in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [folder / name for name in names(folder)]


def names(folder: Path) -> list[str]:
    """What everything in a folder is called, in order. Raises RecordDamaged where it cannot be read."""
    return [entry.name for entry in _scanned(folder)]


def content(path: Path | str) -> bytes:
    """The bytes of a file: in half the time of ``Path.read_bytes``, which counts where there are thousands.

    Raises OSError.
    """
    with FileIO(path) as file:
        return file.readall()


def _scanned(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise RecordDamaged(
            N_("{file} cannot be read: {why}."), file=str(folder), why=error.strerror or type(error).__name__
        ) from error


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and Path(entry).is_dir())
    except OSError:
        return True  # whoever looks into it will learn why it cannot be read


# Temporary files that a save leaves behind when the program is stopped in the middle of it.


_A_DAY = timedelta(days=1)


def is_temporary(path: Path) -> bool:
    """Whether the file's name is that of a save under way."""
    return path.name.startswith(".") and path.name.endswith(".tmp")


def clean_up(path: Path, now: datetime) -> bool:
    """Delete a temporary file that is more than a day old; says whether it was. A younger one may be a save under way.

    Raises WriteFailed where it cannot be deleted.
    """
    try:
        if now - datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo) <= _A_DAY:
            return False
        path.unlink(missing_ok=True)
    except OSError as error:
        raise not_deleted(path, error) from error
    return True


def not_deleted(path: Path, error: OSError) -> WriteFailed:
    """That a file could not be deleted, and why."""
    return WriteFailed(
        N_("{file} could not be deleted: {why}."),
        hint=N_("Close it in other programs, and check that you may delete there."),
        file=str(path),
        why=error.strerror or type(error).__name__,
    )


# What could not be saved, kept where its owner can find it.


def kept_aside(problem: FidelityError, path: Path, content: bytes) -> FidelityError:
    """The same problem, saying in which recovery file the content is kept.

    The file lies beside the record and is named after it and its content: trying again makes no second one. Where
    that folder cannot be written to it lies in the system's folder for temporary files; where nothing can be
    written, the problem is as it was.
    """
    import hashlib

    name = f"{path.stem}.recovery-{hashlib.sha256(content).hexdigest()[:8]}.json"
    for folder in (path.parent, Path(tempfile.gettempdir())):
        try:
            replace_file(folder / name, content)
        except WriteFailed:
            continue
        remedy = Finding("remedy", problem.hint or "", problem.params)
        return type(problem)(
            problem.message,
            hint=N_("{remedy} What was to be saved is kept in {kept_in}."),
            **{**problem.params, "remedy": remedy, "kept_in": str(folder / name)},
        )
    return problem
