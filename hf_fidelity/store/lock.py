"""An advisory lock on a team's folder: two saves on one machine wait for each other.

It only makes conflicts rarer. That no save is lost rests on comparing the record just before it is replaced; where
there are no locks, saving goes on without. The system releases the lock of a process that has died, so it never has to
be broken. The lock's files lie among the system's temporary files: a data folder in OneDrive sees only real changes.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hf_fidelity.errors import WriteFailed
from hf_fidelity.i18n import N_

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
