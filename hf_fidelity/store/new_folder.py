"""A folder of files that takes another one's place, whole or not at all."""

import errno
import itertools
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal, Self

from hf_fidelity.ground import N_, WriteFailed, reason
from hf_fidelity.store.files import (
    NotRead,
    access_of,
    as_its_folder,
    as_open_as,
    entry_names,
    is_link,
    put_in_place,
    read_bytes,
    sync_folder,
    synced_after,
    whole_path,
    write_failed,
    write_new,
)
from hf_fidelity.store.locks import held_by_others, let_others, locked_for_others
from hf_fidelity.store.names import is_temporary_name, temporary_name


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
            as_open_as(self._folder, self._made)
            self._held = locked_for_others(self._made)  # so that nobody takes it for what was left
        return self

    def __exit__(self, *_raised: object) -> None:
        _remove_tree(self._made)
        let_others(self._held)

    def put(self, name: str, content: bytes) -> "PutFile":
        """Write a file of the new folder, ``name`` with ``/`` between folders; one that is as it was, is linked."""
        old, new = self._folder / name, self._made / name
        with self._telling():
            self._make(new.parent)
            before = _bytes_or_none(old)
            if before != content or not _linked(old, new):
                access = access_of(old, new=False)
                write_new(new, content, as_its_folder(new.parent) if access is None and self._replaces else access)
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
        as_open_as(old if old.is_dir() else self._folder, folder)

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
                sync_folder(Path(folder))
            seen = _names_of(self._folder)
        look()
        with self._telling():
            _exchange(self._made, self._folder)
            self.took_place = True
        self._keep(seen)
        synced_after(self._folder)
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
            raise write_failed(N_("{file} could not be written: {why}."), remedy, place, error) from error


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
        if is_temporary_name(name, folder.name) and left.is_dir() and not is_link(left) and not held_by_others(left):
            yield left


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
        put_in_place(new, old)
    elif not any(old.iterdir()):
        old.rmdir()
        put_in_place(new, old)
    elif not _exchanged_at_once(new, old):
        aside = old.with_name(temporary_name(old.name))
        put_in_place(old, aside)
        try:
            put_in_place(new, old)
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
