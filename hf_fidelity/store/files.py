"""Files handled so that nothing is lost: looked up, written whole or not at all, locked, deleted, kept aside.

It knows files and folders, and nothing of what stands in them.
"""

import errno
import itertools
import json
import os
import stat
import threading
import time
import warnings
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from hf_fidelity.ground import N_, FidelityError, Finding, RecordDamaged, WriteFailed, reason
from hf_fidelity.store.names import holder_name, is_temporary_name, lock_name, recovery_name, temporary_name

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
            _write(temporary, content, _access(path, new=within is not None, like=like))
            check()
            _replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _write_failed(N_("{file} could not be written: {why}."), _remedy(error, path), path, error) from error
    if not first:
        _synced_after(path)


def _synced_after(path: Path) -> None:
    """What has been put in its place is there for good. Raises WriteFailed."""
    try:
        _sync_folder(path.parent)
    except OSError as error:
        raise _write_failed(
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


class NewFolder:
    """A folder of files that takes the place of another as a whole: who reads it sees the old files or the new ones.

    The new one is made beside the old one, as open as that; a file that is to be as it was is not written again. Until
    :meth:`take_place` the old folder is untouched, and what was made is thrown away where something stops in between.
    What somebody saved in the old one meanwhile is never thrown away with it. Every method raises WriteFailed where the
    disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = whole_path(folder)
        self._made = self._folder.with_name(temporary_name(self._folder.name))
        self._files: set[str] = set()
        self._changed = False
        self._held: int | None = None
        self._replaces = self._folder.is_dir()
        self.took_place = False
        self.kept: list[str] = []
        """What somebody saved in the old folder at the last moment, under the names that it has in the new one."""

    def __enter__(self) -> Self:
        with self._telling(self._folder.parent):
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            for left in _left_by_others(self._folder):
                _remove_tree(left)
            self._made.mkdir()
            _as_open_as(self._folder, self._made)
            self._held = _locked_for_others(self._made)  # so that nobody takes it for what was left
        return self

    def __exit__(self, *_raised: object) -> None:
        _remove_tree(self._made)
        _let_others(self._held)

    def put(self, name: str, content: bytes) -> "PutFile":
        """Write a file of the new folder, ``name`` with ``/`` between folders; one that is as it was, is linked."""
        old, new = self._folder / name, self._made / name
        with self._telling():
            self._make(new.parent)
            before = _bytes_or_none(old)
            if before != content or not _linked(old, new):
                access = _access(old, new=False)
                _write(new, content, _as_its_folder(new.parent) if access is None and self._replaces else access)
        self._files.add(name)
        self._changed |= before != content
        return "new" if before is None else "unchanged" if before == content else "rewritten"

    def _make(self, folder: Path) -> None:
        """Make a folder in the new one, and those around it."""
        if folder.is_dir() or folder == self._made:  # which is there already, or somebody has taken it away
            return
        self._make(folder.parent)
        folder.mkdir()
        old = self._folder / folder.relative_to(self._made)
        _as_open_as(old if old.is_dir() else self._folder, folder)

    def take_place(self, look: Callable[[], object] = lambda: None) -> bool:
        """Put the new folder in the place of the old one; says whether anything is another now.

        ``look`` is asked just before, and raises where something lies in the old one that must not go. What comes after
        it has looked is kept.
        """
        self._all_there()
        if not self._changed and not _names_of(self._folder) - self._files:
            return False
        with self._telling():
            for folder, _folders, _files in os.walk(self._made, topdown=False):
                _sync_folder(Path(folder))
            seen = _names_of(self._folder)
        look()
        with self._telling():
            _exchange(self._made, self._folder)
            self.took_place = True
        self._keep(seen)
        _synced_after(self._folder)
        return True

    def _keep(self, seen: Collection[str]) -> None:
        """Move what has come into the old folder since it was looked at into the new one. Raises WriteFailed."""
        try:
            for name in sorted(_names_of(self._made).difference(seen)):
                if (old := self._made / name).name in NOBODYS:
                    continue
                new = _free_name(self._folder / name)
                new.parent.mkdir(parents=True, exist_ok=True)
                old.rename(new)
                self.kept.append(new.relative_to(self._folder).as_posix())
        except OSError as error:
            old = _free_name(self._folder.with_name(f"{self._folder.name}-before"))
            with suppress(OSError):
                self._made.rename(old)
            message = N_("{folder} was written, but what was saved in it meanwhile could not be moved there: {why}.")
            hint = N_("The folder as it was before is {old}: look into it, and take it away.")
            raise WriteFailed(message, hint=hint, folder=str(self._folder), old=str(old), why=reason(error)) from error

    def _all_there(self) -> None:
        """Raise WriteFailed where somebody has taken away what was made: the old folder stays, for it is whole."""
        if missing := sorted(self._files - _names_of(self._made)):
            raise WriteFailed(
                N_("{folder} was left as it is: while its files were being made, somebody took {names} away."),
                hint=N_(
                    "Another program may be at work there: wait until it has finished. Then run the command again."
                ),
                folder=str(self._folder),
                names=missing[:3],
            )

    @contextmanager
    def _telling(self, what: Path | None = None) -> Iterator[None]:
        """``what`` cannot be written, where it is not the folder itself."""
        try:
            yield
        except OSError as error:
            remedy = N_("What stood there before is intact. Check that there is room and that you may write there.")
            place = what or self._folder
            if error.errno == errno.EBUSY:
                remedy = N_(
                    "What stood there before is intact. A drive, or what is shared in like one, keeps its place."
                )
            elif error.errno == errno.ENAMETOOLONG:  # nothing but the folder's own name is of people's choosing
                remedy, place = N_("Choose a shorter name: a little more is put behind it for a while."), self._folder
            raise _write_failed(N_("{file} could not be written: {why}."), remedy, place, error) from error


PutFile = Literal["new", "rewritten", "unchanged"]
NOBODYS = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What systems put into folders by themselves."""


def _left_by_others(folder: Path) -> Iterator[Path]:
    """What is left of a folder that was being made when the program was stopped, or of the one it took the place of.

    Whoever asks holds the folder's lock, so none of the user's own programs is making one now; those of others, whose
    locks lie elsewhere, hold what they are making.
    """
    for name in entry_names(folder.parent):
        left = folder.parent / name
        if is_temporary_name(name, folder.name) and left.is_dir() and not is_link(left) and not _held_by_others(left):
            yield left


def _held_by_others(folder: Path) -> bool:
    """Whether somebody has locked a folder itself."""
    descriptor = _opened_to_lock(folder)
    held = _is_locked(descriptor) is False
    _let_others(descriptor)
    return held


def _remove_tree(folder: Path) -> None:
    import shutil  # most commands remove nothing

    shutil.rmtree(folder, ignore_errors=True)


def _names_of(folder: Path) -> set[str]:
    """Everything in a folder and those in it that is no folder itself, with ``/`` between folders."""
    inside = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in inside}


def _free_name(path: Path) -> Path:
    """The path, or where something is there already, one beside it with a number."""
    others = (path.with_name(f"{path.stem} ({at}){path.suffix}") for at in itertools.count(1))
    return path if not os.path.lexists(path) else next(each for each in others if not os.path.lexists(each))


def _bytes_or_none(path: Path) -> bytes | None:
    """What is in a file, to be compared with what is to stand there; None where there is none."""
    try:
        return read_bytes(path)
    except NotRead:  # it is too large to be compared, and is written anew
        return b""
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _linked(old: Path, new: Path) -> bool:
    """Whether a file has a second name now; not every disk can do that."""
    try:
        os.link(old, new)
    except (OSError, NotImplementedError):
        return False
    return True


def _exchange(new: Path, old: Path) -> None:
    """Put a folder in another one's place; the other one is under the new one's name then.

    Where the system can, at one stroke. Where it cannot (Windows), there is no folder of that name for a moment: never
    half of one.
    """
    if not old.exists():
        _replace(new, old)
    elif not any(old.iterdir()):
        old.rmdir()
        _replace(new, old)
    elif not _exchanged_at_once(new, old):
        aside = old.with_name(temporary_name(old.name))
        _replace(old, aside)
        try:
            _replace(new, old)
        except BaseException:
            aside.replace(old)
            raise
        aside.replace(new)


def _exchanged_at_once(one: Path, other: Path) -> bool:
    """Whether the system has exchanged two names: Linux and macOS can, on most disks."""
    import ctypes  # slow to import, and only this needs it

    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if hasattr(library, "renameat2"):
            return bool(library.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)
        return bool(library.renamex_np(*names, _EXCHANGE) == 0)
    except (OSError, AttributeError, TypeError):
        return False


_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD, and RENAME_EXCHANGE of Linux, which macOS calls RENAME_SWAP."""


def _write_failed(message: str, hint: str, path: Path, error: OSError) -> WriteFailed:
    return WriteFailed(message, hint=hint, file=str(path), why=reason(error))


class _Access(NamedTuple):
    """Who may open a file: its mode, and whose it is."""

    mode: int
    user: int
    group: int


def _access(path: Path, *, new: bool, like: Path | None = None) -> _Access | None:
    """Who is to open a file, as the old one says, or one that it is ``like``.

    Else, where it is ``new`` in the data folder, as its folder says.
    """
    for known in filter(None, (path, like)):
        with suppress(OSError):
            old = known.stat()
            return _Access(stat.S_IMODE(old.st_mode) & 0o777, old.st_uid, old.st_gid)
    if not new:
        return None
    folder = path.parent.stat()
    return _Access(folder.st_mode & 0o660 | 0o600, -1, folder.st_gid)


def _as_open_as(old: Path, new: Path) -> None:
    """Open a new folder to whom the old one is, if that is there. Windows hands down who may open what by itself."""
    if hasattr(os, "fchown") and old.is_dir():
        status, descriptor = old.stat(), os.open(new, os.O_RDONLY)
        try:
            _open_to(descriptor, _Access(stat.S_IMODE(status.st_mode) | 0o700, status.st_uid, status.st_gid))
        finally:
            os.close(descriptor)


def _as_its_folder(folder: Path) -> _Access:
    """Who is to open a file that is new in a folder: whoever may open that."""
    status = folder.stat()
    return _Access(status.st_mode & 0o666 | 0o600, -1, status.st_gid)


def _write(path: Path, content: bytes, access: _Access | None) -> None:
    mode = 0o666 if access is None else 0o600
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(descriptor, "wb") as file:
        if access is not None and hasattr(os, "fchmod"):
            _open_to(file.fileno(), access)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _open_to(descriptor: int, access: _Access) -> None:
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


# A folder of the user's own for what belongs to the machine and not to the data: locks, and what could be saved nowhere
# else. Nobody else can have put anything into it; where there is none such, there are no locks.


_WARNINGS = threading.Lock()
"""What is warned of is one thing for all that a process does at the same time."""


def _own_folder(name: str, *, lasting: bool) -> Path:
    """A folder of that name for nobody but the user: for as long as they are logged in, or ``lasting``.

    Raises OSError where there is no place that is theirs alone.
    """
    from platformdirs import user_runtime_path, user_state_path

    if not lasting:
        with suppress(OSError), _WARNINGS, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where the variable is wrong, that is nothing people could do about
            return _owned(user_runtime_path(name, appauthor=False))
    return _owned(user_state_path(name, appauthor=False))


def _owned(folder: Path) -> Path:
    """Make a folder that only the user can get into, or see that it is one. Raises OSError where it is not."""
    above = folder.parent.parent
    if above.is_dir() and above.stat().st_mode & 0o002 and hasattr(os, "geteuid"):  # what platformdirs falls back on
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
    if not folder.parent.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _check_owner(folder.parent.stat(), 0o002)
    if not folder.is_dir():
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
    if is_link(folder):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
    _check_owner(status := folder.stat(), 0o022)
    if hasattr(os, "getuid") and stat.S_IMODE(status.st_mode) != 0o700:
        folder.chmod(0o700)
    return folder


def _check_owner(status: os.stat_result, others: int) -> None:
    """Raise PermissionError for what is no folder, is another user's, or has what ``others`` must not have."""
    mine = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & others)
    if not (stat.S_ISDIR(status.st_mode) and mine):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def _write_own(path: Path, text: str) -> None:
    """Write into a file of the user's own folder; a link is not followed. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


# Locking: two saves in a team's folder, on one machine, wait for each other.
#
# The lock is advisory, and only makes conflicts rarer. That no save is lost rests on comparing the record just before
# it is replaced; where there are no locks, saving goes on without. The system releases the lock of a process that has
# died, so it never has to be broken. The lock's files lie in a folder of the user's own: a data folder in OneDrive sees
# only real changes. Users who share a data folder on one machine have a lock each, so the team's folder itself is
# locked too, which leaves nothing in it; but whoever may read it could hold that for ever, and is not waited for long.


PATIENCE = 10.0
"""Seconds to wait for somebody else's save."""
PATIENCE_WITH_OTHERS = 2.0
"""Seconds to wait for the save of another user."""
_sleep = time.sleep


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock inside a ``with`` block. Raises WriteFailed that names who holds it for too long."""
    from filelock import Timeout  # only a save needs it

    with ExitStack() as held:
        try:
            file = lock_file(folder)
            lock = _taken(file, PATIENCE)
        except Timeout as error:
            raise _busy(folder, _holder_file(lock_file(folder))) from error
        except (OSError, NotImplementedError):  # there are no locks here
            pass
        else:
            held.callback(lock.release)
            holder = _holder_file(file)
            with suppress(OSError):
                _write_own(holder, json.dumps({"pid": os.getpid(), "since": time.time()}))
            held.callback(_away, holder)
        held.callback(_let_others, _locked_for_others(folder))
        yield


def _taken(file: Path, patience: float) -> Any:
    """The lock of a file, taken. Raises Timeout, OSError, and NotImplementedError where there are no locks."""
    from filelock import FileLock

    os.close(os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))  # never through a link
    lock = FileLock(file, mode=0o600, thread_local=False)
    lock.acquire(timeout=patience)
    return lock


def _away(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _locked_for_others(folder: Path) -> int | None:
    """Lock the folder itself, if it can be locked and nobody else has it for too long."""
    descriptor = _opened_to_lock(folder)
    for _ in range(0 if descriptor is None else round(PATIENCE_WITH_OTHERS / _A_MOMENT)):
        if _is_locked(descriptor) is not False:
            break
        _sleep(_A_MOMENT)
    return descriptor


def _opened_to_lock(folder: Path) -> int | None:
    try:
        return os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:  # it is not there yet; on Windows no folder is opened
        return None


def _is_locked(descriptor: int | None) -> bool | None:
    """Whether a folder is locked by us now; not where others have it, and None where it cannot be locked at all."""
    if descriptor is None:
        return None
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (OSError, ImportError):  # some network drives cannot
        return None
    return True


_A_MOMENT = 0.05


def _let_others(descriptor: int | None) -> None:
    if descriptor is not None:
        with suppress(OSError):
            os.close(descriptor)


# A meeting is longer than a save: it is claimed for as long as it is open, so that who comes second learns who is
# there.


class Claimed(NamedTuple):
    """Who is at work on a file already, as far as they have said."""

    place: str
    since: float
    process: int


@dataclass
class Claim:
    """That this process is at work on a file. The system gives it back where the process dies."""

    _lock: Any
    _said: Path

    def release(self) -> None:
        """Let others at it."""
        if self._lock.is_locked:
            _away(self._said)
            self._lock.release()


def claim(path: Path, place: str) -> Claim | Claimed | None:
    """Say that people are at work on a file, and at which ``place``; or who is already. None: there are no locks here.

    It is about this user on this machine; against all others nothing helps but comparing what is replaced.
    """
    from filelock import Timeout

    try:
        file = lock_file(path).with_suffix(".claim")
        lock, said = _taken(file, 0), file.with_suffix(".claimed")
    except Timeout:
        return _claimed(lock_file(path).with_suffix(".claimed"))
    except (OSError, NotImplementedError):
        return None
    with suppress(OSError):
        _write_own(said, json.dumps({"place": place, "since": time.time(), "pid": os.getpid()}))
    return Claim(lock, said)


def _claimed(said: Path) -> Claimed:
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(read_bytes(said))
        return Claimed(str(told["place"]), float(told["since"]), int(told["pid"]))
    return Claimed("", 0.0, 0)


def lock_file(folder: Path) -> Path:
    """The file that is locked for a team's folder. Raises OSError where the user has no folder of their own."""
    return _own_folder("hf-fidelity-locks", lasting=False) / lock_name(str(whole_path(folder)))


def page_file(root: Path) -> Path:
    """Where the program that shows a data folder as a page says where it is: not in that folder, for it would travel
    with it. Raises OSError as :func:`lock_file`."""
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


# Keeping aside: what could not be saved, where its owner can find it.


def kept_aside(problem: FidelityError, path: Path, content: bytes, within: Path) -> FidelityError:
    """The same problem, saying in which recovery file the content is kept.

    The file lies beside the record and is named after it and its content: trying again makes no second one. Where
    that folder cannot be written to it lies in a folder of the user's own, which nobody else can open; where nothing
    can be written, the problem is as it was.
    """
    name = recovery_name(path.name, content)
    for place in (None, _own_recovery, _new_recovery):
        try:
            folder = place() if place else path.parent
            replace_file(folder / name, content, within=folder if place else within, like=None if place else path)
        except (WriteFailed, OSError):
            continue
        remedy = Finding("remedy", problem.hint or "", problem.params)
        return type(problem)(
            problem.message,
            hint=N_("{remedy} What was to be saved is kept in {kept_in}."),
            **{**problem.params, "remedy": remedy, "kept_in": str(folder / name)},
        )
    return problem


_RECOVERY = "hf-fidelity-recovery"


def _own_recovery() -> Path:
    return _own_folder(_RECOVERY, lasting=True)


def _new_recovery() -> Path:
    """A new folder among temporary files; nobody can have guessed its name."""
    import tempfile  # only where something has gone wrong

    return Path(tempfile.mkdtemp(prefix=f"{_RECOVERY}-"))


def kept_elsewhere(stem: str) -> list[Path]:
    """Recovery files of a record in the user's own folder or, as once, among temporary files. Raises OSError."""
    import tempfile

    pattern = f"{stem}.recovery-*.json"
    found = list(Path(tempfile.gettempdir()).glob(pattern))
    found += Path(tempfile.gettempdir()).glob(f"{_RECOVERY}-*/{pattern}")
    with suppress(OSError):
        found += _own_folder(_RECOVERY, lasting=True).glob(pattern)
    return sorted(path for path in found if _is_own(path))


def _is_own(path: Path) -> bool:
    """Whether a file is the user's own, and nothing of it a link that somebody else has put there."""
    with suppress(OSError):
        whose = path.lstat().st_uid
        return not (is_link(path) or is_link(path.parent)) and (not hasattr(os, "geteuid") or whose == os.geteuid())
    return False


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
        raise _write_failed(N_("{file} could not be written: {why}."), _remedy(error, out), out, error) from error
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
