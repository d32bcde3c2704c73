"""What is wrong with one file, as a finding that says what to do. The file's name stands beside it."""

from pathlib import Path

from hf_fidelity.errors import RecordDamaged, RecordProblem, RecordTooNew
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.store.codec import damaged
from hf_fidelity.store.listing import content

_DAMAGED = N_("Damaged: {why} Fetch an earlier version of the file (OneDrive, backup), or move it away.")
_UNREADABLE = N_("It cannot be read: {why}. Close it in other programs, and check that you may open it.")
_TOO_NEW = N_("Written by a newer version of the program, and not touched. Update hf-fidelity.")


def damage(why: Finding) -> Finding:
    """That a file is damaged, in that way."""
    return Finding(why.code, _DAMAGED, {"why": why}, "error")


def finding_of(problem: RecordProblem) -> Finding:
    """A problem with a stored file as a finding."""
    if isinstance(problem, RecordTooNew):
        return Finding("too-new", _TOO_NEW, {}, "error")
    why = problem.params.get("why", "")
    return damage(why) if isinstance(why, Finding) else _unreadable(why)


def unreadable(error: OSError) -> Finding:
    """That the system does not give a file to us."""
    return _unreadable(error.strerror or type(error).__name__)


def _unreadable(why: str) -> Finding:
    return Finding("unreadable", _UNREADABLE, {"why": why}, "error")


def data_of(path: Path) -> bytes:
    """The bytes of a file. Raises RecordDamaged, also for what is no file at all (a folder, a pipe)."""
    try:
        if path.is_file():
            return content(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise RecordDamaged(N_("{file} cannot be read: {why}."), file=str(path), why=why) from error
    raise damaged(str(path), Finding("no-file", N_("it is not a file.")))
