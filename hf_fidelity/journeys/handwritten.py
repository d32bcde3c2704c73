"""What people wrote by hand in a data folder, settings and questionnaires: which files they are, and why one cannot be
used.
"""

from pathlib import Path

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.ground import N_, FindingLines, InputProblem, RecordProblem
from hf_fidelity.readers.handwritten import SettingsFile, id_said, read_instrument, read_settings
from hf_fidelity.store import SETTINGS, settings_files
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.files import NotRead, check_regular, entry_names, read_bytes
from hf_fidelity.store.names import INSTRUMENTS


def settings_in(root: Path) -> SettingsFile:
    """What the settings of a data folder say; nothing where there are none. Raises InputProblem that names every line
    to mend, and as :func:`settings_file`."""
    path = settings_file(root)
    settings, findings = read_settings(path)
    if findings:
        raise InputProblem(
            N_("The settings in {file} cannot be used: {problems}"),
            hint=N_("Mend the file, or take it away: nothing else depends on it."),
            file=str(path),
            problems=FindingLines(findings),
        )
    return settings


def settings_file(root: Path) -> Path:
    """Where a data folder has its settings, or would have. Raises InputProblem where there are two, of which nobody
    knows which count, and where it must not be opened."""
    file, *others = settings_files(root) or [root / SETTINGS]
    if others:
        message = N_("{file} and {other} are both settings, and nobody knows which of them count.")
        hint = N_("Keep one of them, and call it settings.yaml.")
        raise InputProblem(message, hint=hint, file=str(file), other=str(others[0]))
    if problem := not_opened(file):
        raise problem
    return file


def not_opened(path: Path) -> InputProblem | None:
    """Why a file of the data folder must not be opened: it is a pipe, a device or far too large; None where it may."""
    try:
        check_regular(path)
    except NotRead as error:
        return InputProblem(N_("{file} is not read: {why}"), hint=N_("Move it away."), file=str(path), why=error.why)
    except OSError:  # whoever opens it says why it cannot be
        pass
    return None


def unread_folder(folder: Path) -> InputProblem | None:
    """Why a folder cannot be read; None where it can, or is not there."""
    try:
        entry_names(folder)
    except RecordProblem as problem:
        return InputProblem(problem.message, hint=problem.hint, **problem.params)
    return None


def holds_questionnaire(path: Path, id: str | None) -> bool | None:
    """Whether a file is the questionnaire of that id, by its name or by what it says, usable or not.

    None where nobody can tell: it says no id, or is broken before it does.
    """
    if path.stem == id:
        return True
    try:
        said = id_in(path)
    except OSError:
        return False
    return None if said is None else said == id


def id_in(path: Path) -> str | None:
    """Which id a questionnaire's file says; None where nobody can tell. Raises OSError."""
    return id_said(read_bytes(path))


def read_questionnaire(path: Path) -> Instrument:
    """The questionnaire in a file. Raises InputProblem that names what is wrong with it first."""
    instrument, findings = read_instrument(path)
    if instrument is None:
        raise InputProblem(
            N_("The questionnaire {file} cannot be used. Line {line}: {finding}"),
            hint=N_("`hf-fidelity instruments validate {file}` lists everything that is wrong with it."),
            file=str(path),
            line=findings[0].line,
            finding=findings[0],
        )
    return instrument


def own_questionnaires(store: Store) -> tuple[list[Path], list[InputProblem]]:
    """The files of the user's own questionnaires, and what lies among them that must not be opened."""
    files, problems = list[Path](), list(filter(None, (unread_folder(root / INSTRUMENTS) for root in store.roots)))
    for path in store.own_instruments:
        if problem := not_opened(path):
            problems.append(problem)
        else:
            files.append(path)
    return files, problems
