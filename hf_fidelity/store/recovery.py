"""Recovery files: what could not be saved is kept aside, where its owner can find it."""

import os
from contextlib import suppress
from pathlib import Path

from hf_fidelity.ground import N_, FidelityError, Finding, WriteFailed
from hf_fidelity.store.files import is_link, replace_file
from hf_fidelity.store.names import recovery_name
from hf_fidelity.store.own_folder import own_folder


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
    return own_folder(_RECOVERY, lasting=True)


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
        found += own_folder(_RECOVERY, lasting=True).glob(pattern)
    return sorted(path for path in found if _is_own(path))


def _is_own(path: Path) -> bool:
    """Whether a file is the user's own, and nothing of it a link that somebody else has put there."""
    with suppress(OSError):
        whose = path.lstat().st_uid
        return not (is_link(path) or is_link(path.parent)) and (not hasattr(os, "geteuid") or whose == os.geteuid())
    return False
