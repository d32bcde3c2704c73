"""Temporary files that a save leaves behind when the program is stopped in the middle of it."""

from datetime import datetime, timedelta
from pathlib import Path

from hf_fidelity.errors import WriteFailed
from hf_fidelity.i18n import N_

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
