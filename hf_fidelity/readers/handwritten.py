"""Files that people write by hand: a questionnaire and settings in YAML, and an answers file in JSON or YAML.

YAML becomes plain values with the line and column of each, and these a model, strictly. PyYAML takes duplicate keys,
aliases, tags, ``no`` and ``012`` silently; here every mapping key stands once, and what is written is what is meant:
decimal numbers, ``true`` and ``false``, ``null``, and texts. The parser's events are walked, and not its tree, so that
an alias is never followed and no nesting is too deep to look at.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, NamedTuple, TypeVar

import yaml
from pydantic import Field, ValidationError
from yaml.reader import ReaderError

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.rules import broken_link, broken_rules
from hf_fidelity.domain.record import Assessment, Name
from hf_fidelity.ground import N_, UNSAFE, Broken, Finding, InputProblem, KeyPath, broken, cannot_be_read, lazily
from hf_fidelity.ground.models import INSTRUMENT_ID, Value
from hf_fidelity.ground.strict_json import NotStrictJson, loads
from hf_fidelity.readers.plain_text import decode_text, hidden_character, visible

# YAML that people write by hand → plain values with the line and column of each → a model, strictly.
#
# PyYAML takes duplicate keys, aliases, tags, ``no`` and ``012`` silently; here every mapping key stands once, and what
# is written is what is meant: decimal numbers, ``true`` and ``false``, ``null``, and texts. The parser's events are
# walked, and not its tree, so that an alias is never followed and no nesting is too deep to look at.


# The parser in C is ten times faster; it is not in every build of PyYAML.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_DEEPEST = 40
_DIGITS = lazily(r"[-+]?[1-9][0-9]*")
_WHOLE = lazily(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = lazily(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}([eE][-+]?[0-9]{1,2})?")
_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}

_AMBIGUOUS = {
    "bool": (
        "ambiguous-word",
        N_("YAML takes {text} for true or false. Put a text in quotes; else write true or false."),
    ),
    "timestamp": (
        "ambiguous-date",
        N_("YAML takes {text} for a date. Put a text in quotes; write a number as 12 or 0.5."),
    ),
}
_NUMBER = (
    "ambiguous-number",
    N_("{text} can be read in several ways. Put a text in quotes; write a number as 12 or 0.5."),
)
_LONG = "number-too-long", N_("The number {text} is too long: at most 18 digits are possible. Put a text in quotes.")


@dataclass
class YamlText:
    """What a YAML text holds: plain values, where each stands, and what is wrong with it."""

    value: Any = None
    places: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    """Path → line and column of the value, from 1."""
    keys: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    """Path → line and column of the key that leads to the value."""
    findings: list[Finding] = field(default_factory=list)

    def place(self, path: KeyPath) -> tuple[int, int]:
        """Where the value of a path stands, or the nearest thing around it that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def read_yaml(text: str) -> YamlText:
    """Read a YAML text. Whatever is wrong with it becomes a finding; nothing is raised."""
    contents = YamlText()
    try:
        _Walk(text, contents).document()
    except yaml.YAMLError as error:
        contents.findings.append(syntax_finding(error, text))
    except _TooDeep as stop:
        contents.findings.append(stop.finding)
    return contents


class _TooDeep(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


class _Walk:
    """From event to event; goes on past whatever is wrong, so that all of it is told at once."""

    def __init__(self, text: str, contents: YamlText) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        self.contents = contents

    def document(self) -> None:
        documents = 0
        for event in self.events:
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                message = N_("A second document begins here (---). Only one can stand in a file.")
                return self.say("second-document", message, event)
            if isinstance(event, yaml.NodeEvent):
                self.contents.value = self.value(event, ())
        return None

    def say(self, code: str, message: str, event: Any, **params: Any) -> None:
        self.contents.findings.append(Finding(code, message, params, "error", *_place(event)))

    def value(self, event: Any, path: KeyPath) -> Any:
        if len(path) > _DEEPEST:
            message = N_("This is nested too deeply: at most {most} levels are possible.")
            raise _TooDeep(Finding("too-deep", message, {"most": _DEEPEST}, "error", *_place(event)))
        self.contents.places.setdefault(path, _place(event))
        self.tricks(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def tricks(self, event: Any) -> None:
        """What YAML can do and a file of ours never needs, and characters that an escape like ``\\e`` brings in."""
        if isinstance(event, yaml.AliasEvent):
            message = N_("*{name} repeats something from elsewhere. Write it out here instead.")
            self.say("alias", message, event, name=event.anchor)
        elif event.anchor:
            message = N_("&{name} marks something for repeating it elsewhere. Take the mark out.")
            self.say("anchor", message, event, name=event.anchor)
        if tag := getattr(event, "tag", None):
            message = N_("The tag {tag} is not understood. Take it out; put texts in quotes.")
            self.say("tag", message, event, tag=tag.replace("tag:yaml.org,2002:", "!!"))
        value = getattr(event, "value", "")
        if not value.isprintable() and (hidden := UNSAFE.search(value)):  # what is printable is safe, and soon asked
            self.contents.findings.append(hidden_character(hidden[0], *_place(event)))

    def sequence(self, path: KeyPath) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.value(event, (*path, len(values))))
        return values

    def mapping(self, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, path)
            if key in values:
                message = N_("The key {key} stands twice, first in line {first}. Only one of them can count.")
                self.say("duplicate-key", message, event, key=key, first=self.contents.keys[*path, key][0])
            elif key is not None:
                self.contents.keys[*path, key] = _place(event)
            value = self.value(next(self.events), (*path, "<<" if key is None else key))
            if key is not None:
                values.setdefault(key, value)
        return values

    def key(self, event: Any, path: KeyPath) -> str | None:
        """The key, or None for what is none."""
        if not isinstance(event, yaml.ScalarEvent):
            self.say("key-not-text", N_("A key must be a word, not a list or a group of keys."), event)
            self.value(event, (*path, "?"))
            return None
        self.tricks(event)
        if event.value == "<<" and not event.style:
            self.say("merge-key", N_("<< brings in keys from elsewhere. Write them out here instead."), event)
            return None
        return str(event.value)

    def scalar(self, event: Any) -> Any:
        """A number, true or false, null or a text; what YAML would quietly take for something else is named."""
        text = str(event.value)
        kind = "str" if event.style else _kind(text)
        if kind == "str":
            return text
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
        if text.lower() in _PLAIN:
            return _PLAIN[text.lower()]
        code, message = _LONG if _DIGITS.fullmatch(text) else _AMBIGUOUS.get(kind, _NUMBER)
        self.say(code, message, event, text=text if len(text) <= 40 else text[:39] + "…")
        return text


def _kind(text: str) -> str:
    """What YAML takes an unquoted word for: str, int, float, bool, null, timestamp …"""
    for tag, like in _Loader.yaml_implicit_resolvers.get(text[:1], ()):
        if like.match(text):
            return str(tag).rpartition(":")[2]
    return "str"


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


# A YAML file that people write by hand → a model of the domain, or everything that is wrong with it at once.
#
# Questionnaires and mapping files are read here, so that both tell mistakes in the same way: line, column, remedy.


M = TypeVar("M", bound=Value)
"""The keys and list positions that lead to a value."""

_MOST = 100
"""So many findings are told at once. Nobody mends more in one go, and a hostile file could have a finding a word."""
_ABOUT_KEYS = ("extra-forbidden", "misplaced-key", "unknown-language")


class HandWritten(NamedTuple, Generic[M]):
    """What a kind of file must be."""

    model: type[M]
    rules: Callable[[M], Iterable[tuple[KeyPath, Finding]]]
    """What the model cannot say; called also with a model that lacks the parts which do not fit."""
    nothing: Finding
    """What is said of a file without keys."""
    too_large: str
    """A message id with ``{file}`` and ``{most}``."""
    largest: int = 250_000
    """Bytes; Bilag 1 in two languages has 15,000."""

    def read(self, path: Path) -> tuple[M | None, tuple[Finding, ...]]:
        """The value in a file, or None and what is wrong with it. Raises InputProblem where it cannot be read."""
        text, findings = decode_text(self._bytes_of(path))
        value, more = self.parse(text)
        return (None, _sorted([*findings, *more])) if findings else (value, more)

    def parse(self, text: str) -> tuple[M | None, tuple[Finding, ...]]:
        """The value in a YAML text, or None and what is wrong with it."""
        shown, findings = visible(text)
        contents = read_yaml(shown)
        findings += contents.findings
        value = None
        if isinstance(contents.value, dict):
            value, broken = self._checked(contents)
            told = {(finding.line, finding.column) for finding in findings}
            findings += (finding for finding in broken if (finding.line, finding.column) not in told)
        elif not findings:
            findings.append(self.nothing)
        return (None, _sorted(findings)) if findings else (value, ())

    def _checked(self, contents: YamlText) -> tuple[M, list[Finding]]:
        """What the file holds, as far as it fits the model, and what does not fit or breaks a rule."""
        try:
            value, findings = self.model.model_validate_json(json.dumps(contents.value)), []
        except ValidationError as error:
            from hf_fidelity.ground.models import fitting_parts, model_findings  # only when something is wrong

            value, findings = (
                fitting_parts(self.model, contents.value),
                _placed(model_findings(error, self.model), contents),
            )
        return value, [*findings, *_placed(self.rules(value), contents)]

    def _bytes_of(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                data = file.read(self.largest + 1)
        except OSError as error:
            raise cannot_be_read(path, error) from error
        if len(data) > self.largest:
            hint = N_("Check that it is the right file.")
            raise InputProblem(self.too_large, hint=hint, file=str(path), most=self.largest)
        return data


def _placed(findings: Iterable[tuple[KeyPath, Finding]], contents: YamlText) -> list[Finding]:
    placed = []
    for path, finding in islice(findings, _MOST + 1):
        line, column = _culprit(path, finding.code, contents)
        placed.append(replace(finding, line=line, column=column))
    return placed


def _culprit(path: KeyPath, code: str, contents: YamlText) -> tuple[int, int]:
    """Where the culprit stands: the value, or the key where that is wrong, or the key under which one is missing."""
    key = {"missing": path[:-1], **dict.fromkeys(_ABOUT_KEYS, path)}.get(code)
    return (contents.keys.get(key) if key else None) or contents.place(path)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    in_order = sorted(findings, key=lambda finding: (finding.line, finding.column))
    if len(in_order) > _MOST:
        message = N_("From here on there is more to mend. Mend what is above, then check again.")
        in_order[_MOST:] = [replace(in_order[_MOST], code="more", message=message, params={})]
    return tuple(in_order)


# What a YAML file says at its top, whether or not it can be used: as far as the parser gets, and nothing is understood.
#
# One fact can be written in many ways (as JSON, indented, with escapes, over two lines); a pattern over the text knows
# one of them, and whoever wrote another would be taken to have said nothing.


def said_at_the_top(data: bytes) -> Iterator[tuple[str, str | None]]:
    """The keys at the top of a YAML file, each with its value where that is one text. Raises YAMLError at what is none.

    Whoever stops at the key that is sought pays for what stands before it only.
    """
    events = iter(yaml.parse(UNSAFE.sub("\ufffd", decode_text(data)[0]), Loader=_Loader))
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            break
    else:
        return
    if not isinstance(event, yaml.MappingStartEvent):
        return
    while isinstance(key := next(events), yaml.NodeEvent):
        called = str(key.value) if isinstance(key, yaml.ScalarEvent) else None
        if called is None:
            _pass_over(key, events)
        value = next(events)
        said = str(value.value) if isinstance(value, yaml.ScalarEvent) else None
        _pass_over(value, events)
        if called is not None:
            yield called, said


def _pass_over(event: Any, events: Iterator[Any]) -> None:
    """Whatever is inside of what begins with this event."""
    depth = int(isinstance(event, yaml.CollectionStartEvent))
    while depth:
        event = next(events)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


_ID_LINE = lazily(r"""^["']?id["']?\s*:\s*["']?([a-z0-9-]+)["']?\s*(?:#.*)?$""", re.MULTILINE)
"""In a file that is broken before the parser gets there."""
_IDS: dict[bytes, str | None] = {}
"""What was found before, by a hash of what stands in the file: one questionnaire lies in a thousand folders alike."""


def id_said(data: bytes) -> str | None:
    """The id that a questionnaire's file says it has, usable or not; None where nobody can tell."""
    import hashlib

    if (digest := hashlib.sha256(data).digest()) not in _IDS:
        try:
            _IDS[digest] = next((said for key, said in said_at_the_top(data) if key == "id"), None)
        except yaml.YAMLError:
            line = _ID_LINE.search(decode_text(data)[0])
            _IDS[digest] = line and line[1]
    return _IDS[digest]


def may_say(data: bytes, key: str) -> bool:
    """Whether a file has that key at its top, or is broken before anybody could tell."""
    text = decode_text(data)[0]
    if f"\n{key}:" in text:
        return True
    if key not in text and "\\" not in text:  # however it is written, without an escape its letters stand there
        return False
    try:
        return any(each == key for each, _ in said_at_the_top(data))
    except yaml.YAMLError:
        return True


# Why a text is no YAML, in words for the person who wrote it, at the place where the mistake was made.
#
# The parser in C and the one in Python word the same mistake differently; both are understood here.


_REASONS = (
    ("quoted scalar.*end of stream", True, N_("A quote begins here and never ends. Write the other quote.")),
    ("flow sequence", True, N_("A list begins here with [ and never ends. Write the commas and the ].")),
    ("flow mapping", True, N_("A group of keys begins here with {{ and never ends. Write the commas and the }}.")),
    ("mapping values", False, N_("Here stands a colon too many. Put the text in quotes, or mend the indentation.")),
    ("could not find expected ':'", True, N_("A colon is missing here, between a key and its value.")),
    ("quoted scalar", False, N_("A \\ in double quotes begins a code. Put the text in single quotes instead.")),
    ("cannot start any token", False, N_("A text cannot begin with {char}. Put it in quotes.")),
    (
        "block (mapping|collection)|sequence entries",
        False,
        N_("This does not fit with the lines above it. Mend the indentation, or put the whole text in quotes."),
    ),
)
_TAB = N_("A tab stands here. Indent with blanks instead.")
_OTHER = N_("This is not YAML: {problem}. Look at the indentation and the quotes around here.")


def syntax_finding(error: yaml.YAMLError, text: str) -> Finding:
    """The finding for what stopped the parser."""
    if isinstance(error, ReaderError):
        char = chr(ord(error.character) if isinstance(error.character, str) else error.character)
        before = text[: max(0, text.find(char))]
        finding = hidden_character(char, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
        return replace(finding, code="yaml-syntax")
    problem, context = getattr(error, "problem", None) or str(error).splitlines()[0], getattr(error, "context", None)
    mark: Any = getattr(error, "problem_mark", None)
    char = _char_at(text, mark)
    if char == "\t":
        return _finding("tab", _TAB, mark)
    for pattern, at_beginning, message in _REASONS:
        if re.search(pattern, f"{context}: {problem}"):
            begun = getattr(error, "context_mark", None) if at_beginning else None
            return _finding("yaml-syntax", message, begun or mark, char=char)
    return _finding("yaml-syntax", _OTHER, mark, problem=problem)


def _char_at(text: str, mark: Any) -> str:
    line = (text.split("\n")[mark.line : mark.line + 1] or [""])[0] if mark else ""
    return line[mark.column : mark.column + 1] if mark else ""


def _finding(code: str, message: str, mark: Any, **params: Any) -> Finding:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding(code, message, params, "error", line, column)


# What is written in it.


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
            findings = [_in_words_of_json(problem.finding, content)]
    if findings:
        raise _problem(name, findings[0])
    return text


_CUT_OFF = N_("the text breaks off here. Save it anew from where it came, or write the rest.")
_NO_JSON = N_("this cannot be read. Look for a comma, a quotation mark or a bracket that is missing or one too many.")


def _in_words_of_json(wrong: Finding, content: str) -> Finding:
    """What is wrong with JSON, its line not once more; of a text that breaks off the last one."""
    if wrong.code != "not-json":
        return wrong
    last = content.rstrip().count("\n") + 1
    try:
        json.loads(content)
    except json.JSONDecodeError as error:
        if error.pos >= len(content.rstrip()) or error.msg.startswith("Unterminated string"):
            return replace(wrong, message=_CUT_OFF, line=last)
    return replace(wrong, message=_NO_JSON)


def _problem(name: str, finding: Finding) -> InputProblem:
    return InputProblem(N_("{file}, line {line}: {what}"), file=name, line=finding.line or 1, what=finding)


def read_answers_file(path: Path) -> AnswersFile:
    """As :func:`read_answers`, from a file."""
    try:
        return read_answers(str(path), path.read_bytes())
    except OSError as error:
        raise cannot_be_read(path, error) from error


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
    instrument: Annotated[str | None, Field(pattern=INSTRUMENT_ID, description="The questionnaire's id")] = None
    min_n: Annotated[
        int | None, Field(ge=MIN_N[0], le=MIN_N[1], description="Votes are shown of at least so many people")
    ] = None
    minutes: Annotated[int | None, Field(ge=MINUTES[0], le=MINUTES[1], description="How long a meeting lasts")] = None


SETTINGS_CALLED = (N_("Lang"), N_("Instrument"), N_("Minutes"))
"""What keys are called in a table: in the words of another language, the catalogue knows them again."""

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
    if not os.path.lexists(path):  # a link that leads nowhere cannot be read: what it would say, nobody knows
        return SettingsFile(), ()
    settings, findings = _SETTINGS.read(path)
    if settings is None and [finding.code for finding in findings] == ["no-settings"]:
        lines = path.read_bytes().splitlines()
        if all(line.strip()[:1] in (b"", b"#") for line in lines):  # everything has been taken out, or remarked out
            return SettingsFile(), ()
    return settings or SettingsFile(), findings


# A questionnaire's YAML file → Instrument, or findings with line and column.


OtherInstrument = Callable[[str], Instrument | None]
_NOTHING = N_("This is not a questionnaire: there are no keys with values in it. Begin with schema_version: 1.")
_QUESTIONNAIRE = HandWritten(
    Instrument,
    partial(broken_rules, reserved=Assessment.model_fields.keys()),
    Finding("no-questionnaire", _NOTHING, {}, "error", 1, 1),
    N_("{file} is too large for a questionnaire (more than {most} bytes)."),
)


def read_instrument(path: Path, known: OtherInstrument | None = None) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """The questionnaire in a file, or None and what is wrong with it.

    ``known`` gives another questionnaire by its id: then the answers to this one must fit beside those to the one that
    it names. Raises InputProblem where the file cannot be read at all.
    """
    if known is None:
        return _QUESTIONNAIRE.read(path)
    return _QUESTIONNAIRE._replace(rules=partial(_rules_and_link, known=known)).read(path)


def _rules_and_link(instrument: Instrument, known: OtherInstrument) -> Iterator[Broken]:
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
