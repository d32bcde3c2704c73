"""A folder of the user's own, for what belongs to the machine and not to the data: locks, and what could be saved
nowhere else. Nobody else can have put anything into it.
"""

import errno
import os
import stat
import threading
import warnings
from contextlib import suppress
from pathlib import Path

from hf_fidelity.store.files import is_link

_WARNINGS = threading.Lock()
"""What is warned of is one thing for all that a process does at the same time."""


def own_folder(name: str, *, lasting: bool) -> Path:
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


def write_own(path: Path, text: str) -> None:
    """Write into a file of the user's own folder; a link is not followed. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
