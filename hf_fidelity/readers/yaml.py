"""YAML text → plain values with the line and column of each, strictly.

PyYAML takes duplicate keys, aliases, tags, ``no`` and ``012`` silently; here every mapping key stands once, and what
is written is what is meant: decimal numbers, ``true`` and ``false``, ``null``, and texts. The parser's events are
walked, and not its tree, so that an alias is never followed and no nesting is too deep to look at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.text import UNSAFE
from hf_fidelity.i18n import N_
from hf_fidelity.readers.plain_text import hidden_character

# The parser in C is ten times faster; it is not in every build of PyYAML.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_DEEPEST = 40
_DIGITS = re.compile(r"[-+]?[1-9][0-9]*")
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}([eE][-+]?[0-9]{1,2})?")
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

Path = tuple[str | int, ...]


@dataclass
class YamlText:
    """What a YAML text holds: plain values, where each stands, and what is wrong with it."""

    value: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Path → line and column of the value, from 1."""
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Path → line and column of the key that leads to the value."""
    findings: list[Finding] = field(default_factory=list)

    def place(self, path: Path) -> tuple[int, int]:
        """Where the value of a path stands, or the nearest thing around it that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def read_yaml(text: str) -> YamlText:
    """Read a YAML text. Whatever is wrong with it becomes a finding; nothing is raised."""
    found = YamlText()
    try:
        _Walk(text, found).document()
    except yaml.YAMLError as error:
        from hf_fidelity.readers.yaml_syntax import syntax_finding  # only when something is wrong

        found.findings.append(syntax_finding(error, text))
    except _TooDeep as stop:
        found.findings.append(stop.finding)
    return found


class _TooDeep(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


class _Walk:
    """From event to event; goes on past whatever is wrong, so that all of it is told at once."""

    def __init__(self, text: str, found: YamlText) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        self.found = found

    def document(self) -> None:
        documents = 0
        for event in self.events:
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                message = N_("A second document begins here (---). Only one can stand in a file.")
                return self.say("second-document", message, event)
            if isinstance(event, yaml.NodeEvent):
                self.found.value = self.value(event, ())
        return None

    def say(self, code: str, message: str, event: Any, **params: Any) -> None:
        self.found.findings.append(Finding(code, message, params, "error", *_place(event)))

    def value(self, event: Any, path: Path) -> Any:
        if len(path) > _DEEPEST:
            message = N_("This is nested too deeply: at most {most} levels are possible.")
            raise _TooDeep(Finding("too-deep", message, {"most": _DEEPEST}, "error", *_place(event)))
        self.found.places.setdefault(path, _place(event))
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
        if hidden := UNSAFE.search(getattr(event, "value", "")):
            self.found.findings.append(hidden_character(hidden[0], *_place(event)))

    def sequence(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.value(event, (*path, len(values))))
        return values

    def mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, path)
            if key in values:
                message = N_("The key {key} stands twice, first in line {first}. Only one of them can count.")
                self.say("duplicate-key", message, event, key=key, first=self.found.keys[*path, key][0])
            elif key is not None:
                self.found.keys[*path, key] = _place(event)
            value = self.value(next(self.events), (*path, "<<" if key is None else key))
            if key is not None:
                values.setdefault(key, value)
        return values

    def key(self, event: Any, path: Path) -> str | None:
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
