"""Who is at work: two saves in a team's folder, wait for each other; a second meeting is told of the first.

A lock is advisory, is about one machine, and only makes conflicts rarer. That no save is lost rests on comparing the
record just before it is replaced; where there are no locks, saving goes on without. The system releases the lock of a
process that has died, so it never has to be broken. The lock's files lie in a folder of the user's own: a data folder
in OneDrive sees only real changes. Users who share a data folder on one machine have a lock each, so the team's folder
itself is locked too, which leaves nothing in it; but whoever may read it could hold that for ever, and is not waited
for long.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from hf_fidelity.ground import N_, WriteFailed
from hf_fidelity.store.files import read_bytes, whole_path
from hf_fidelity.store.names import holder_name, lock_name
from hf_fidelity.store.own_folder import own_folder, write_own

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
                write_own(holder, json.dumps({"pid": os.getpid(), "since": time.time()}))
            held.callback(_away, holder)
        held.callback(let_others, locked_for_others(folder))
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


def locked_for_others(folder: Path) -> int | None:
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


def held_by_others(folder: Path) -> bool:
    """Whether somebody has locked a folder itself."""
    descriptor = _opened_to_lock(folder)
    held = _is_locked(descriptor) is False
    let_others(descriptor)
    return held


_A_MOMENT = 0.05


def let_others(descriptor: int | None) -> None:
    """Let go of what :func:`locked_for_others` has locked."""
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


class Claim:
    """That this process is at work on a file. The system gives it back where the process dies."""

    def __init__(self, lock: Any, said: Path) -> None:
        self._lock, self._said = lock, said

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
        write_own(said, json.dumps({"place": place, "since": time.time(), "pid": os.getpid()}))
    return Claim(lock, said)


def _claimed(said: Path) -> Claimed:
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(read_bytes(said))
        return Claimed(str(told["place"]), float(told["since"]), int(told["pid"]))
    return Claimed("", 0.0, 0)


def lock_file(folder: Path) -> Path:
    """The file that is locked for a team's folder. Raises OSError where the user has no folder of their own."""
    return own_folder("hf-fidelity-locks", lasting=False) / lock_name(str(whole_path(folder)))


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
