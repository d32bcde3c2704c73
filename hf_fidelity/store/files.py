"""Files handled so that nothing is lost: looked up, written whole or not at all, locked, deleted, kept aside.

It knows files and folders, and nothing of what stands in them.
"""

import errno
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from hf_fidelity.errors import FidelityError, RecordDamaged, WriteFailed, reason
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.store.names import holder_name, lock_name, recovery_name, temporary_name

# Reading: what lies in a folder, and in a file. A folder that is not there is empty; one that cannot be read is named.


def read_bytes(path: Path | str) -> bytes:
    """The bytes of a file: in half the time of ``Path.read_bytes``, which counts where there are thousands.

    Raises OSError.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        parts = [os.read(descriptor, _AT_ONCE)]
        while parts[-1]:
            parts.append(os.read(descriptor, _AT_ONCE))
    finally:
        os.close(descriptor)
    return b"".join(parts)


_AT_ONCE = 64 * 1024
"""Bytes; nearly every record is shorter."""


def subfolders(folder: Path) -> list[Path]:
    """The folders in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [folder / name for name in _in_folder(folder, _folder_names)]


def json_files(folder: Path) -> list[Path]:
    """The ``.json`` files in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [path for path in entries(folder) if path.suffix == ".json"]


def entries(folder: Path) -> list[Path]:
    """Everything in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [folder / name for name in entry_names(folder)]


def entry_names(folder: Path) -> list[str]:
    """What everything in a folder is called, in order. Raises RecordDamaged where it cannot be read."""
    return _in_folder(folder, os.listdir)


def _in_folder(folder: Path, names: Callable[[Path], list[str]]) -> list[str]:
    try:
        return sorted(names(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise not_readable(folder, error) from error


def _folder_names(folder: Path) -> list[str]:
    with os.scandir(folder) as inside:
        return [entry.name for entry in inside if _is_folder(entry)]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and Path(entry).is_dir())
    except OSError:
        return True  # whoever looks into it will learn why it cannot be read


def not_readable(path: Path | str, error: OSError) -> RecordDamaged:
    """That the system does not give a file or folder to us, and why."""
    return RecordDamaged(N_("{file} cannot be read: {why}."), file=str(path), why=reason(error))


# Writing: all or nothing.


STUBBORN = 2.0
"""Seconds to try again where another program (Excel, OneDrive, a virus scanner) holds the file open."""


def replace_file(path: Path, content: bytes, check: Callable[[], object] = lambda: None) -> None:
    """Write the file all or nothing: temp file in the same folder → fsync → ``check`` → replace → fsync of the folder.

    ``check`` may raise to stop the write while the old file still stands. Raises WriteFailed where the disk refuses.
    A failed fsync is never repeated on the same file: the next try begins with a new one.
    """
    temporary = path.with_name(temporary_name(path.name))
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
        raise _write_failed(
            N_("{file} could not be written: {why}."),
            N_("What stood there before is intact. Check that there is room and that you may write there."),
            path,
            error,
        ) from error
    try:
        _sync_folder(path.parent)
    except OSError as error:
        raise _write_failed(
            N_("{file} was written, but the disk reported a fault right after: {why}."),
            N_("Look at the file before you rely on it, and run the command again."),
            path,
            error,
        ) from error


def _write_failed(message: str, hint: str, path: Path, error: OSError) -> WriteFailed:
    return WriteFailed(message, hint=hint, file=str(path), why=reason(error))


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


# Locking: two saves in a team's folder, on one machine, wait for each other.
#
# The lock is advisory, and only makes conflicts rarer. That no save is lost rests on comparing the record just before
# it is replaced; where there are no locks, saving goes on without. The system releases the lock of a process that has
# died, so it never has to be broken. The lock's files lie among the system's temporary files: a data folder in OneDrive
# sees only real changes.


PATIENCE = 10.0
"""Seconds to wait for somebody else's save."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock inside a ``with`` block. Raises WriteFailed that names who holds it for too long."""
    from filelock import FileLock, Timeout  # only a save needs it

    try:
        file = lock_file(folder)
        lock, holder = FileLock(file), _holder_file(file)
        lock.acquire(timeout=PATIENCE)
    except Timeout as error:
        raise _busy(folder, _holder_file(lock_file(folder))) from error
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
    import tempfile

    user = getattr(os, "getuid", lambda: 0)()
    home = Path(tempfile.gettempdir()) / f"hf-fidelity-locks-{user}"
    home.mkdir(exist_ok=True)
    return home / lock_name(str(folder.resolve()))


def page_file(root: Path) -> Path:
    """Where the program that shows a data folder as a page says where it is: not in that folder, for it would travel
    with it."""
    return lock_file(root).with_suffix(".page")


def _holder_file(lock: Path) -> Path:
    return lock.with_name(holder_name(lock.name))


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


# Deleting; and the temporary files that a save leaves behind when the program is stopped in the middle of it.


def delete_file(path: Path) -> None:
    """Take a file away, if it is there. Raises WriteFailed where it cannot be deleted."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _not_deleted(path, error) from error


_A_DAY = timedelta(days=1)


def delete_leftover(path: Path, now: datetime) -> bool:
    """Delete a temporary file that is more than a day old; says whether it was. A younger one may be a save under way.

    Raises WriteFailed where it cannot be deleted.
    """
    try:
        if now - datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo) <= _A_DAY:
            return False
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _not_deleted(path, error) from error
    return True


def _not_deleted(path: Path, error: OSError) -> WriteFailed:
    return WriteFailed(
        N_("{file} could not be deleted: {why}."),
        hint=N_("Close it in other programs, and check that you may delete there."),
        file=str(path),
        why=reason(error),
    )


# Keeping aside: what could not be saved, where its owner can find it.


def kept_aside(problem: FidelityError, path: Path, content: bytes) -> FidelityError:
    """The same problem, saying in which recovery file the content is kept.

    The file lies beside the record and is named after it and its content: trying again makes no second one. Where
    that folder cannot be written to it lies in the system's folder for temporary files; where nothing can be
    written, the problem is as it was.
    """
    import tempfile  # only where something has gone wrong

    name = recovery_name(path.name, content)
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
