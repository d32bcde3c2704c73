"""A YAML file that people write by hand → a model of the domain, or everything that is wrong with it at once.

Questionnaires and mapping files are read here, so that both tell mistakes in the same way: line, column, remedy.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from hf_fidelity.errors import InputProblem
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.models import Value
from hf_fidelity.i18n import N_
from hf_fidelity.readers.plain_text import decode, visible
from hf_fidelity.readers.yaml import YamlText, read_yaml

M = TypeVar("M", bound=Value)
Steps = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

_MOST = 100
"""So many findings are told at once. Nobody mends more in one go, and a hostile file could have a finding a word."""
_ABOUT_KEYS = ("extra-forbidden", "misplaced-key", "unknown-language")


@dataclass(frozen=True)
class HandWritten(Generic[M]):
    """What a kind of file must be."""

    model: type[M]
    rules: Callable[[M], Iterable[tuple[Steps, Finding]]]
    """What the model cannot say; called also with a model that lacks the parts which do not fit."""
    nothing: Finding
    """What is said of a file without keys."""
    too_large: str
    """A message id with ``{file}`` and ``{most}``."""
    largest: int = 250_000
    """Bytes; Bilag 1 in two languages has 15,000."""

    def read(self, path: Path) -> tuple[M | None, tuple[Finding, ...]]:
        """The value in a file, or None and what is wrong with it. Raises InputProblem where it cannot be read."""
        text, findings = decode(self._bytes_of(path))
        value, more = self.parse(text)
        return (None, _sorted([*findings, *more])) if findings else (value, more)

    def parse(self, text: str) -> tuple[M | None, tuple[Finding, ...]]:
        """The value in a YAML text, or None and what is wrong with it."""
        shown, findings = visible(text)
        found = read_yaml(shown)
        findings += found.findings
        value = None
        if isinstance(found.value, dict):
            value, broken = self._checked(found)
            told = {(finding.line, finding.column) for finding in findings}
            findings += (finding for finding in broken if (finding.line, finding.column) not in told)
        elif not findings:
            findings.append(self.nothing)
        return (None, _sorted(findings)) if findings else (value, ())

    def _checked(self, found: YamlText) -> tuple[M, list[Finding]]:
        """What the file holds, as far as it fits the model, and what does not fit or breaks a rule."""
        try:
            value, findings = self.model.model_validate_json(json.dumps(found.value)), []
        except ValidationError as error:
            from hf_fidelity.domain.model_findings import fitting_parts, model_findings  # only when something is wrong

            value, findings = fitting_parts(self.model, found.value), _placed(model_findings(error, self.model), found)
        return value, [*findings, *_placed(self.rules(value), found)]

    def _bytes_of(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                data = file.read(self.largest + 1)
        except OSError as error:
            why = error.strerror or ""
            raise InputProblem(N_("{file} cannot be read: {why}."), file=str(path), why=why) from error
        if len(data) > self.largest:
            hint = N_("Check that it is the right file.")
            raise InputProblem(self.too_large, hint=hint, file=str(path), most=self.largest)
        return data


def _placed(findings: Iterable[tuple[Steps, Finding]], found: YamlText) -> list[Finding]:
    placed = []
    for path, finding in islice(findings, _MOST + 1):
        line, column = _place(path, finding.code, found)
        placed.append(replace(finding, line=line, column=column))
    return placed


def _place(path: Steps, code: str, found: YamlText) -> tuple[int, int]:
    """Where the culprit stands: the value, or the key where that is wrong, or the key under which one is missing."""
    key = {"missing": path[:-1], **dict.fromkeys(_ABOUT_KEYS, path)}.get(code)
    return (found.keys.get(key) if key else None) or found.place(path)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    found = sorted(findings, key=lambda finding: (finding.line, finding.column))
    if len(found) > _MOST:
        message = N_("From here on there is more to mend. Mend what is above, then check again.")
        found[_MOST:] = [replace(found[_MOST], code="more", message=message, params={})]
    return tuple(found)
