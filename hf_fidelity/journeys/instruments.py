"""``instruments``: which questionnaires there are, one of them whole, and what is wrong with a file."""

from pathlib import Path

from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.readers.instrument_yaml import read_instrument
from hf_fidelity.reports.instrument_report import instrument_report, instruments_report, validation_report


def list_instruments(workspace: Workspace) -> Result:
    """Every questionnaire that can be used; what is wrong with the others is left out and named."""
    usable, problems = workspace.instruments()
    return Result(instruments_report(usable), tuple(problems))


def show_instrument(workspace: Workspace, id: str | None = None) -> Result:
    """One questionnaire whole; None means the default one. Raises UsageProblem for an unknown id."""
    return Result(instrument_report(workspace.instrument(id)))


def validate_instrument(file: Path) -> tuple[Result, bool]:
    """What is wrong with a questionnaire's file, and whether it can be used.

    Raises InputProblem where the file cannot be read.
    """
    instrument, findings = read_instrument(file)
    return Result(validation_report(str(file), findings)), instrument is not None
