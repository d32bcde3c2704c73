"""A questionnaire's YAML file → Instrument, or findings with line and column."""

from pathlib import Path

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.rules import broken_rules
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.readers.yaml_model import HandWritten

_NOTHING = N_("This is not a questionnaire: there are no keys with values in it. Begin with schema_version: 1.")
_QUESTIONNAIRE = HandWritten(
    Instrument,
    broken_rules,
    Finding("no-questionnaire", _NOTHING, {}, "error", 1, 1),
    N_("{file} is too large for a questionnaire (more than {most} bytes)."),
)


def read_instrument(path: Path) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """The questionnaire in a file, or None and what is wrong with it.

    Raises InputProblem where the file cannot be read at all.
    """
    return _QUESTIONNAIRE.read(path)


def parse_instrument(text: str) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """The questionnaire in a YAML text, or None and what is wrong with it."""
    return _QUESTIONNAIRE.parse(text)
