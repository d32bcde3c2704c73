"""``instruments``: which questionnaires there are, one of them whole, and what is wrong with a file."""

from dataclasses import dataclass
from pathlib import Path

from hf_fidelity.errors import UsageProblem
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.readers.instrument_yaml import read_instrument
from hf_fidelity.reports.questionnaire import instrument_report, instruments_report, validation_report
from hf_fidelity.reports.skeleton import skeleton
from hf_fidelity.store.names import slug


def list_instruments(workspace: Workspace) -> Result:
    """Every questionnaire that can be used; what is wrong with the others is left out and named."""
    usable, problems = workspace.instruments()
    return Result(instruments_report(usable), tuple(problems))


def show_instrument(workspace: Workspace, id: str | None = None) -> Result:
    """One questionnaire whole; None means the default one. Raises UsageProblem for an unknown id."""
    return Result(instrument_report(workspace.instrument(id)))


@dataclass(frozen=True)
class NewInstrument:
    """A questionnaire to begin with, and where it must lie to be used."""

    id: str
    text: str
    folder: Path


def new_instrument(workspace: Workspace, file: Path) -> NewInstrument:
    """A questionnaire to begin with, called as the file is; nothing is written. Raises UsageProblem.

    It is refused where a questionnaire of that name is there already, or the file is.
    """
    id = slug(file.stem)
    if id in [form.id for form in workspace.instruments()[0]]:
        raise UsageProblem(
            N_("There is a questionnaire {id} already, and an id cannot be used twice."),
            hint=N_("Give the file another name: the id is taken from it."),
            id=id,
        )
    if file.exists():
        raise UsageProblem(
            N_("{file} is there already. It was not touched."),
            hint=N_("Choose another name, or move the file away first."),
            file=str(file),
        )
    folder = workspace.store.instruments
    return NewInstrument(id, skeleton(id, str(folder)), folder)


def validate_instrument(file: Path) -> tuple[Result, bool]:
    """What is wrong with a questionnaire's file, and whether it can be used.

    Raises InputProblem where the file cannot be read.
    """
    instrument, findings = read_instrument(file)
    return Result(validation_report(str(file), findings)), instrument is not None
