"""Files that people write by hand: a questionnaire in YAML, and an answers file in JSON or YAML."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.rules import broken_rules
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.errors import InputProblem, reason
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.strict_json import NotStrictJson, loads
from hf_fidelity.i18n import N_
from hf_fidelity.readers.plain_text import decode_text
from hf_fidelity.readers.yaml import HandWritten, YamlText, read_yaml

_TEXTS = ("ambiguous-word", "ambiguous-date", "hidden-character")
"""Findings about what is a text in an answers file; hidden characters are taken out where texts are kept."""


class AnswersFile(NamedTuple):
    """What an answers file holds, with the line of every value."""

    name: str
    sha256: str
    answers: Mapping[str, Any]
    text: YamlText

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of a value, or of the nearest thing around it. Answers may stand at the top of the file."""
        inner = path[1:] if path[:1] == ("answers",) and ("answers",) not in self.text.places else path
        return self.text.place(inner)[0]


def read_answers(name: str, data: bytes) -> AnswersFile:
    """Read an answers file's content; ``name`` is what messages call it.

    Raises InputProblem where it is not UTF-8, not JSON or YAML, or not keys with values.
    """
    content, wrong = decode_text(data)
    if wrong:
        raise _problem(name, wrong[0])
    text = _read(name, content)
    if not isinstance(text.value, Mapping):
        raise InputProblem(
            N_("{file} holds no answers."),
            hint=N_("Write one statement a line: its id, a colon, and the answer. JSON does too."),
            file=name,
        )
    import hashlib

    return AnswersFile(name, hashlib.sha256(data).hexdigest(), _with_whole_points(text.value), text)


_MEASURED = ("measures", "citizen_involvement")
"""What is no answer on the scale, and may be any number."""


def _with_whole_points(value: Any) -> Any:
    """Answers with ``4.0`` as the 4 that it is, wherever a point may stand: spreadsheets and R write them so."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {key: each if key in _MEASURED else _with_whole_points(each) for key, each in value.items()}
    return value


def _read(name: str, content: str) -> YamlText:
    """JSON is read as JSON, with its lines found as if it were the YAML that it nearly is; all else is YAML."""
    text = read_yaml(content)
    # A comment may well be "no", and a meeting has a date: they stay the texts they are.
    findings = [finding for finding in text.findings if finding.code not in _TEXTS]
    if content.lstrip()[:1] in ("{", "["):
        try:
            text.value, findings = loads(content), []
        except NotStrictJson as problem:
            findings = [problem.finding]
    if findings:
        raise _problem(name, findings[0])
    return text


def _problem(name: str, finding: Finding) -> InputProblem:
    return InputProblem(N_("{file}, line {line}: {what}"), file=name, line=finding.line or 1, what=finding)


def read_answers_file(path: Path) -> AnswersFile:
    """As :func:`read_answers`, from a file."""
    try:
        return read_answers(str(path), path.read_bytes())
    except OSError as error:
        raise InputProblem(N_("{file} cannot be read: {why}."), file=str(path), why=reason(error)) from error


# A questionnaire's YAML file → Instrument, or findings with line and column.


_NOTHING = N_("This is not a questionnaire: there are no keys with values in it. Begin with schema_version: 1.")
_QUESTIONNAIRE = HandWritten(
    Instrument,
    partial(broken_rules, reserved=Assessment.model_fields.keys()),
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
