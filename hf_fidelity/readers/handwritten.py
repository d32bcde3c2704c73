"""Files that people write by hand: a questionnaire and settings in YAML, and an answers file in JSON or YAML."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.rules import broken_link, broken_rules
from hf_fidelity.domain.record.assessment import Assessment, Name
from hf_fidelity.errors import InputProblem
from hf_fidelity.ground.findings import Broken, Finding, broken, reason
from hf_fidelity.ground.models import FORM_ID, Value
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


# What is usual in a data folder: its ``settings.yaml``.


MIN_N, MINUTES = (3, 1000), (5, 480)
"""The least and the most that can be set."""


class SettingsFile(Value):
    """What need not be said again on every command line; whatever is left out is asked or taken as always."""

    organisation: Annotated[
        Name | None, Field(description="The municipality or organisation that is usually meant")
    ] = None
    team: Annotated[Name | None, Field(description="The team that is usually meant")] = None
    lang: Annotated[Literal["da", "en"] | None, Field(description="The language: da or en")] = None
    instrument: Annotated[str | None, Field(pattern=FORM_ID, description="The questionnaire's id")] = None
    min_n: Annotated[
        int | None, Field(ge=MIN_N[0], le=MIN_N[1], description="Votes are shown of at least so many people")
    ] = None
    minutes: Annotated[int | None, Field(ge=MINUTES[0], le=MINUTES[1], description="How long a meeting lasts")] = None


_SETTINGS = HandWritten(
    SettingsFile,
    lambda _settings: (),
    Finding(
        "no-settings",
        N_("These are no settings: there are no keys with values in it, like team: Nord."),
        {},
        "error",
        1,
        1,
    ),
    N_("{file} is too large for settings (more than {most} bytes)."),
)


def read_settings(path: Path) -> tuple[SettingsFile, tuple[Finding, ...]]:
    """The settings in a file, none where there is no file or nothing in it, and what is wrong with them.

    Raises InputProblem where the file cannot be read at all.
    """
    if not path.exists():
        return SettingsFile(), ()
    settings, findings = _SETTINGS.read(path)
    if settings is None and [finding.code for finding in findings] == ["no-settings"]:
        lines = path.read_bytes().splitlines()
        if all(line.strip()[:1] in (b"", b"#") for line in lines):  # everything has been taken out, or remarked out
            return SettingsFile(), ()
    return settings or SettingsFile(), findings


# A questionnaire's YAML file → Instrument, or findings with line and column.


OtherForm = Callable[[str], Instrument | None]
_NOTHING = N_("This is not a questionnaire: there are no keys with values in it. Begin with schema_version: 1.")
_QUESTIONNAIRE = HandWritten(
    Instrument,
    partial(broken_rules, reserved=Assessment.model_fields.keys()),
    Finding("no-questionnaire", _NOTHING, {}, "error", 1, 1),
    N_("{file} is too large for a questionnaire (more than {most} bytes)."),
)


def read_instrument(path: Path, known: OtherForm | None = None) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """The questionnaire in a file, or None and what is wrong with it.

    ``known`` gives another questionnaire by its id: then the answers to this one must fit beside those to the one that
    it names. Raises InputProblem where the file cannot be read at all.
    """
    if known is None:
        return _QUESTIONNAIRE.read(path)
    return _QUESTIONNAIRE._replace(rules=partial(_rules_and_link, known=known)).read(path)


def _rules_and_link(instrument: Instrument, known: OtherForm) -> Iterator[Broken]:
    yield from _QUESTIONNAIRE.rules(instrument)
    link = getattr(instrument, "answers_to", None)
    if link is None or not hasattr(instrument, "scale"):
        return
    if (beside := known(link.questionnaire)) is not None:
        yield from broken_link(instrument, beside)
    elif link.questionnaire != instrument.id:
        message = N_("There is no questionnaire {id} here.")
        yield broken(("answers_to", "questionnaire"), "unknown-questionnaire", message, id=link.questionnaire)


def parse_instrument(text: str) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """The questionnaire in a YAML text, or None and what is wrong with it."""
    return _QUESTIONNAIRE.parse(text)
