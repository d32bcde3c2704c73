"""A questionnaire's YAML file → Instrument, or findings with line and column."""

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from hf_fidelity.domain.findings import Finding
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.instrument_rules import broken_rules
from hf_fidelity.errors import InputProblem
from hf_fidelity.i18n import N_
from hf_fidelity.readers.plain_text import decode, visible
from hf_fidelity.readers.yaml_text import YamlText, read_yaml

_LARGEST = 250_000
"""Bytes; Bilag 1 in two languages has 15,000."""
_MOST = 100
"""So many findings are told at once. Nobody mends more in one go, and a hostile file could have a finding a word."""
_ABOUT_KEYS = ("extra-forbidden", "misplaced-key", "unknown-language")


def read_instrument(path: Path) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """The questionnaire in a file, or None and what is wrong with it.

    Raises InputProblem where the file cannot be read at all.
    """
    text, findings = decode(_bytes_of(path))
    instrument, more = parse_instrument(text)
    return (None, _sorted([*findings, *more])) if findings else (instrument, more)


def parse_instrument(text: str) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """The questionnaire in a YAML text, or None and what is wrong with it."""
    shown, findings = visible(text)
    found = read_yaml(shown)
    findings += found.findings
    instrument = None
    if isinstance(found.value, dict):
        instrument, broken = _checked(found)
        told = {(finding.line, finding.column) for finding in findings}
        findings += (finding for finding in broken if (finding.line, finding.column) not in told)
    elif not findings:
        message = N_("This is not a questionnaire: there are no keys with values in it. Begin with schema_version: 1.")
        findings.append(Finding("no-questionnaire", message, {}, "error", 1, 1))
    return (None, _sorted(findings)) if findings else (instrument, ())


def _checked(found: YamlText) -> tuple[Instrument, list[Finding]]:
    """What the file holds, as far as it fits the model, and what does not fit or breaks a rule."""
    try:
        instrument, findings = Instrument.model_validate_json(json.dumps(found.value)), []
    except ValidationError as error:
        from hf_fidelity.domain.model_findings import fitting_parts, model_findings  # only when something is wrong

        instrument, findings = fitting_parts(Instrument, found.value), _placed(model_findings(error, Instrument), found)
    return instrument, [*findings, *_placed(broken_rules(instrument), found)]


def _placed(findings: Iterable[tuple[tuple[str | int, ...], Finding]], found: YamlText) -> list[Finding]:
    placed = []
    for path, finding in islice(findings, _MOST + 1):
        line, column = _place(path, finding.code, found)
        placed.append(replace(finding, line=line, column=column))
    return placed


def _place(path: tuple[str | int, ...], code: str, found: YamlText) -> tuple[int, int]:
    """Where the culprit stands: the value, or the key where that is wrong, or the key under which one is missing."""
    key = {"missing": path[:-1], **dict.fromkeys(_ABOUT_KEYS, path)}.get(code)
    return (found.keys.get(key) if key else None) or found.place(path)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    found = sorted(findings, key=lambda finding: (finding.line, finding.column))
    if len(found) > _MOST:
        message = N_("From here on there is more to mend. Mend what is above, then check again.")
        found[_MOST:] = [replace(found[_MOST], code="more", message=message, params={})]
    return tuple(found)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise InputProblem(N_("{file} cannot be read: {why}."), file=str(path), why=error.strerror or "") from error
    if len(data) > _LARGEST:
        raise InputProblem(
            N_("{file} is too large for a questionnaire (more than {most} bytes)."),
            hint=N_("Check that it is the right file."),
            file=str(path),
            most=_LARGEST,
        )
    return data
