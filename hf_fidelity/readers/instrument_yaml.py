"""A questionnaire's YAML file → Instrument, or findings with line and column."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from hf_fidelity.domain.findings import Finding
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.instrument_rules import broken_rules
from hf_fidelity.domain.model_findings import model_findings
from hf_fidelity.errors import InputProblem
from hf_fidelity.i18n import N_
from hf_fidelity.readers.yaml_text import YamlText, read_yaml


def read_instrument(path: Path) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """The questionnaire in a file, or None and what is wrong with it.

    Raises InputProblem where the file cannot be read at all.
    """
    return parse_instrument(_text_of(path))


def parse_instrument(text: str) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """The questionnaire in a YAML text, or None and what is wrong with it."""
    found = read_yaml(text)
    if found.findings:
        return None, tuple(found.findings)
    if not isinstance(found.value, dict):
        message = N_("This is not a questionnaire: there are no keys with values in it.")
        return None, (Finding("no-questionnaire", message, {}, "error", 1, 1),)
    try:
        instrument = Instrument.model_validate_json(json.dumps(found.value))
    except ValidationError as error:
        return None, _placed(model_findings(error, Instrument), found)
    broken = _placed(broken_rules(instrument), found)
    return (None, broken) if broken else (instrument, ())


def _placed(findings: Iterable[tuple[tuple[str | int, ...], Finding]], found: YamlText) -> tuple[Finding, ...]:
    placed = []
    for path, finding in findings:
        line, column = found.place(path)
        placed.append(replace(finding, line=line, column=column))
    return tuple(sorted(placed, key=lambda finding: (finding.line, finding.column)))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputProblem(
            N_("{file} is not written in UTF-8 (at byte {at})."),
            hint=N_("Open it in a text editor and save it with the encoding UTF-8."),
            file=str(path),
            at=error.start,
        ) from error
    except OSError as error:
        raise InputProblem(N_("{file} cannot be read: {why}."), file=str(path), why=error.strerror or "") from error
