"""Files handled so that nothing is lost: looked up, read, written whole or not at all, deleted.

It knows files and folders, and nothing of what stands in them.
"""

import errno
import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from hf_fidelity.ground import N_, Finding, RecordDamaged, WriteFailed, reason
from hf_fidelity.store.names import temporary_name

# Reading: what lies in a folder, and in a file. A folder that is not there is empty; one that cannot be read is named,
# and so is a link that leads nowhere: it may be to a drive that is not there just now.


LARGEST = 100_000_000
"""Bytes; no file that the program writes is larger, and none that is gets read."""


class NotRead(OSError):
    """What the program does not read: no file but a pipe or a device, or one that is far too large."""

    def __init__(self, why: Finding) -> None:
        super().__init__(errno.EINVAL, why.message)
        self.why = why


def check_regular(path: Path | str) -> int:
    """The bytes of what may be opened: no pipe, which waits for ever, and no device, which has no end.

    Raises NotRead, and OSError.
    """
    status = os.stat(path)  # noqa: PTH116  (asked of every record; a Path takes longer to make)
    if stat.S_ISREG(status.st_mode):
        if status.st_size > LARGEST:
            raise _too_large()
    elif stat.S_ISFIFO(status.st_mode):
        raise NotRead(Finding("pipe", N_("it is a named pipe, and no file.")))
    elif not stat.S_ISDIR(status.st_mode):  # the system says better what a folder is
        raise NotRead(Finding("device", N_("it is a device or the like, and no file.")))
    return status.st_size


def _too_large() -> NotRead:
    most = LARGEST // 1_000_000
    return NotRead(Finding("too-large", N_("it is too large: more than {most} MB."), {"most": most}))


def read_bytes(path: Path | str) -> bytes:
    """The bytes of a file of the data folder: in half the time of ``Path.read_bytes``, which counts for thousands.

    Raises OSError, and NotRead for what must not be opened. Should it become a pipe just then, nobody waits for it.
    """
    size = check_regular(path)
    descriptor = os.open(path, _TO_READ)
    try:
        parts, left = [os.read(descriptor, _AT_ONCE)], LARGEST
        if len(parts[0]) == size < _AT_ONCE:  # that is all of it
            return parts[0]
        while parts[-1]:
            left -= len(parts[-1])
            if left < 0:
                raise _too_large()
            parts.append(os.read(descriptor, _AT_ONCE))
    finally:
        os.close(descriptor)
    return b"".join(parts)


_TO_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_AT_ONCE = 64 * 1024
"""Bytes; nearly every record is shorter."""


def subfolders(folder: Path) -> list[Path]:
    """The folders in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [folder / name for name in folder_names(folder)]


def folder_names(folder: Path) -> list[str]:
    """What the folders in a folder are called, in order. Hidden ones, ``.x``, are other programs' own (a bin, earlier
    versions, git's) and nobody's team. Raises RecordDamaged where it cannot be read."""
    return _in_folder(folder, _folder_names)


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
    except OSError as error:
        if isinstance(error, FileNotFoundError | NotADirectoryError) and not is_link(folder):
            return []
        raise not_readable(folder, error) from error


def _folder_names(folder: Path) -> list[str]:
    with os.scandir(folder) as inside:
        return [entry.name for entry in inside if not entry.name.startswith(".") and _is_folder(entry)]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and stat.S_ISDIR(os.stat(entry).st_mode))  # noqa: PTH116
    except OSError:
        return True  # whoever looks into it will learn why it cannot be read: a link may lead nowhere, or in a circle


def not_readable(path: Path | str, error: OSError) -> RecordDamaged:
    """That the system does not give a file or folder to us, or that it is none that we take, and why."""
    if isinstance(error, NotRead):
        return RecordDamaged(
            N_("{file} is not read: {why}"),
            hint=N_("Move it away, and fetch an earlier version of the file (OneDrive, backup)."),
            file=str(path),
            why=error.why,
        )
    return RecordDamaged(N_("{file} cannot be read: {why}."), file=str(path), why=reason(error))


# Links. Whoever puts one into the data folder must not have us write or delete elsewhere. The data folder itself may be
# one: people say so by --data, or have moved it to another drive.


def whole_path(path: Path) -> Path:
    """Where a path leads from the root of the disk, through all links. From a circle of links it leads nowhere, which
    is said by the system to whoever opens it; ``Path.resolve`` would raise RuntimeError before that."""
    return Path(os.path.realpath(path))


def behind_link(path: Path, root: Path) -> Path | None:
    """The first link on the way from a folder, which may be one itself, to a path in it, which may be; else None."""
    parts, here = path.relative_to(root).parts, str(root)
    for at, part in enumerate(parts, 1):
        here = f"{here}{os.sep}{part}"  # a Path takes longer to make than to ask for
        if is_link(here):
            return root.joinpath(*parts[:at])
    return None


def is_link(path: Path | str) -> bool:
    """Whether a path is a link, or what Windows has beside them: a junction. What OneDrive keeps online is none."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
    return stat.S_ISLNK(status.st_mode) or (junction is not None and getattr(status, "st_reparse_tag", 0) == junction)


def refuse_links(path: Path, root: Path) -> None:
    """Raise WriteFailed where a link stands on the way from the data folder to what is to be written or deleted."""
    if link := behind_link(path, root):
        raise WriteFailed(
            N_("{file} was left as it is: {why}"),
            hint=N_("Put the folder itself in the link's place, or make the whole data folder a link."),
            file=str(path),
            why=Finding("link", N_("{link} is a link, and leads out of the data folder."), {"link": str(link)})
            if link != path
            else Finding("link", N_("it is a link, and leads elsewhere.")),
        )


# Writing: all or nothing.
#
# What is replaced keeps its mode and its group. What is new in the data folder is open to whom its folder is: to the
# user and the group, and to nobody else; a new folder is as the one around it.


STUBBORN = 2.0
"""Seconds to try again where another program (Excel, OneDrive, a virus scanner) holds the file open."""


def replace_file(
    path: Path,
    content: bytes,
    check: Callable[[], object] = lambda: None,
    *,
    within: Path | None = None,
    like: Path | None = None,
    first: bool = False,
) -> None:
    """Write the file all or nothing: temp file in the same folder → fsync → ``check`` → replace → fsync of the folder.

    ``within`` is the data folder, for a file that lies in it; ``like`` is one that holds the same, and a new file is as
    open as that. ``check`` may raise to stop the write while the old file still stands. Raises WriteFailed where the
    disk refuses, and where a link leads out of the data folder.
    A failed fsync is never repeated on the same file: the next try begins with a new one. ``first``: another file of
    the same folder is put in its place right after, and nothing is promised before that; the folder is synced then.
    """
    if within is not None:
        refuse_links(path, within)
    temporary = path.with_name(temporary_name(path.name))
    try:
        if within is None:
            path.parent.mkdir(parents=True, exist_ok=True)
        else:
            _make_folders(path.parent)
        try:
            write_new(temporary, content, access_of(path, new=within is not None, like=like))
            check()
            put_in_place(temporary, path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise write_failed(N_("{file} could not be written: {why}."), _remedy(error, path), path, error) from error
    if not first:
        synced_after(path)


def synced_after(path: Path) -> None:
    """What has been put in its place is there for good. Raises WriteFailed."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise write_failed(
            N_("{file} was written, but the disk reported a fault right after: {why}."),
            N_("Look at the file before you rely on it, and run the command again."),
            path,
            error,
        ) from error


def _remedy(error: OSError, path: Path) -> str:
    if os.name == "nt" and len(temporary_name(str(path))) >= _LONGEST and error.errno in (errno.ENOENT, errno.EINVAL):
        return N_("Its path is longer than Windows takes here: choose a folder with a shorter one.")
    if getattr(error, "winerror", None) in (_HELD, _HELD_OR_FORBIDDEN):
        return N_("It may be open in another program, such as Excel: close it there. What stood there is intact.")
    return N_("What stood there before is intact. Check that there is room and that you may write there.")


_LONGEST = 260
"""Characters of a path, with what ends it, unless somebody has let Windows take longer ones."""
_HELD, _HELD_OR_FORBIDDEN = 32, 5
"""What Windows calls it that another program has the file open; the second, where one is put in its place."""


def write_failed(message: str, hint: str, path: Path, error: OSError) -> WriteFailed:
    """That the disk refuses, and why."""
    return WriteFailed(message, hint=hint, file=str(path), why=reason(error))


class Access(NamedTuple):
    """Who may open a file: its mode, and whose it is."""

    mode: int
    user: int
    group: int


def access_of(path: Path, *, new: bool, like: Path | None = None) -> Access | None:
    """Who is to open a file, as the old one says, or one that it is ``like``.

    Else, where it is ``new`` in the data folder, as its folder says.
    """
    for known in filter(None, (path, like)):
        with suppress(OSError):
            old = known.stat()
            return Access(stat.S_IMODE(old.st_mode) & 0o777, old.st_uid, old.st_gid)
    if not new:
        return None
    folder = path.parent.stat()
    return Access(folder.st_mode & 0o660 | 0o600, -1, folder.st_gid)


def as_open_as(old: Path, new: Path) -> None:
    """Open a new folder to whom the old one is, if that is there. Windows hands down who may open what by itself."""
    if hasattr(os, "fchown") and old.is_dir():
        status, descriptor = old.stat(), os.open(new, os.O_RDONLY)
        try:
            _open_to(descriptor, Access(stat.S_IMODE(status.st_mode) | 0o700, status.st_uid, status.st_gid))
        finally:
            os.close(descriptor)


def as_its_folder(folder: Path) -> Access:
    """Who is to open a file that is new in a folder: whoever may open that."""
    status = folder.stat()
    return Access(status.st_mode & 0o666 | 0o600, -1, status.st_gid)


def write_new(path: Path, content: bytes, access: Access | None) -> None:
    """Write a file that is not there yet, to the disk itself. Raises OSError."""
    mode = 0o666 if access is None else 0o600
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(descriptor, "wb") as file:
        if access is not None and hasattr(os, "fchmod"):
            _open_to(file.fileno(), access)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _open_to(descriptor: int, access: Access) -> None:
    """Give a new file to whom it is to be open; a group that it cannot be given to gets no more than everybody."""
    mode, now = access.mode, os.fstat(descriptor)
    if hasattr(os, "fchown") and access.user not in (-1, now.st_uid):
        with suppress(OSError):  # only root can
            os.fchown(descriptor, access.user, -1)
    if access.group != now.st_gid:
        try:
            os.fchown(descriptor, -1, access.group)
        except (OSError, AttributeError):
            mode &= ~0o070 | (mode & 0o007) << 3
    with suppress(OSError):  # some drives know no modes
        os.fchmod(descriptor, mode)


def _make_folders(folder: Path) -> None:
    """Make a folder and those around it, each open to whom the one around it is, unless that is everybody's."""
    if folder.is_dir():
        return
    _make_folders(folder.parent)
    try:
        folder.mkdir()
    except FileExistsError:  # somebody else was faster, or something is in the way, which is said by whoever writes
        return
    around = folder.parent.stat().st_mode
    if hasattr(os, "fchmod") and not around & 0o002:
        with suppress(OSError):
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) & 0o7000 | around & 0o777)


def put_in_place(temporary: Path, path: Path) -> None:
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


def sync_folder(folder: Path) -> None:
    """See that what a folder holds is there after a power cut too. Raises OSError."""
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


# Deleting; and the temporary files that a save leaves behind when the program is stopped in the middle of it.


def delete_file(path: Path, within: Path) -> None:
    """Take a file of a data folder away, if it is there. Raises WriteFailed where it cannot be deleted, or a link leads
    out of the data folder."""
    refuse_links(path, within)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _not_deleted(path, error) from error


_A_DAY = timedelta(days=1)


def delete_leftover(path: Path, now: datetime, within: Path) -> bool:
    """Delete a temporary file that is more than a day old; says whether it was. A younger one may be a save under way.

    Raises WriteFailed as :func:`delete_file`.
    """
    refuse_links(path, within)
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


# A report into a file that the user has named.


def write_file(out: Path, content: bytes) -> None:
    """Write the report: all or nothing where ``out`` is a file or new, straight into it where it is a device.

    A link is followed, never replaced; folders are not made up. Raises WriteFailed.
    """
    target = whole_path(out)
    try:
        is_device, is_folder = out.exists() and not out.is_file() and not out.is_dir(), target.is_dir()
        has_place = target.parent.is_dir()
    except OSError as error:  # somewhere on the way there is a folder that is closed to us
        raise write_failed(N_("{file} could not be written: {why}."), _remedy(error, out), out, error) from error
    if is_device:
        _into_device(out, content)
        return
    if not has_place:
        raise WriteFailed(
            N_("There is no folder {folder}."),
            hint=N_("Make the folder first, or choose another one."),
            folder=str(target.parent),
        )
    if is_folder:
        raise WriteFailed(N_("{file} is a folder."), hint=N_("Name a file in it."), file=str(out))
    replace_file(target, content)


def _into_device(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise WriteFailed(N_("{file} could not be written: {why}."), file=str(out), why=reason(error)) from error
