"""YAML text → plain values with the line and column of each, strictly.

PyYAML takes duplicate keys, aliases, tags, ``no`` and ``012`` silently; here every mapping key stands once, and what
is written is what is meant: decimal numbers, ``true`` and ``false``, ``null``, and texts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from hf_fidelity.domain.findings import Finding
from hf_fidelity.i18n import N_

# The parser in C is ten times faster; it is not in every build of PyYAML.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_DEEPEST = 40
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}([eE][-+]?[0-9]{1,2})?")
_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}
_DATE = "tag:yaml.org,2002:timestamp"
_TEXT = "tag:yaml.org,2002:str"

Path = tuple[str | int, ...]


@dataclass
class YamlText:
    """What a YAML text holds: plain values, where each stands, and what is wrong with it."""

    value: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Path → line and column, from 1."""
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
        found.findings.extend(_tricks(text))
        root = None if found.findings else yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        found.findings.append(_syntax(error))
    except yaml.YAMLError as error:
        found.findings.append(_finding("yaml-syntax", _NOT_YAML, None, problem=str(error).splitlines()[0]))
    else:
        if root is not None:
            found.value = _value(root, (), found)
    return found


_NOT_YAML = N_("This is not YAML: {problem}. Look at the indentation and the quotes around here.")


def _syntax(error: yaml.MarkedYAMLError) -> Finding:
    return _finding("yaml-syntax", _NOT_YAML, error.problem_mark or error.context_mark, problem=error.problem or "")


def _finding(code: str, message: str, mark: Any, **params: Any) -> Finding:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding(code, message, params, "error", line, column)


def _tricks(text: str) -> Iterator[Finding]:
    """What YAML can do and a questionnaire never needs. Walks events, so that no nesting is too deep to look at."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if isinstance(event, yaml.AliasEvent):
            message = N_("*{name} repeats something from elsewhere. Write it out here instead.")
            yield _finding("alias", message, event.start_mark, name=event.anchor)
        if tag := getattr(event, "tag", None):
            message = N_("The tag {tag} is not understood. Take it out; put texts in quotes.")
            yield _finding("tag", message, event.start_mark, tag=_short(tag))
        if documents > 1:
            message = N_("A second document begins here (---). Only one can stand in a file.")
            yield _finding("second-document", message, event.start_mark)
            return
        if depth > _DEEPEST:
            yield _finding("too-deep", N_("This is nested too deeply."), event.start_mark)
            return


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _value(node: yaml.Node, path: Path, found: YamlText) -> Any:
    found.places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, found)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, i), found) for i, item in enumerate(node.value)]
    return _scalar(node, found)


def _scalar(node: yaml.Node, found: YamlText) -> Any:
    """A number, true or false, null or a text; what YAML would quietly take for something else is named."""
    text = str(node.value)
    if node.tag in (_TEXT, _DATE):
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if text.lower() in _PLAIN:
        return _PLAIN[text.lower()]
    message = N_("{text} can be read in several ways. Put a text in quotes; write a number as 12 or 0.5.")
    code = "ambiguous-word" if node.tag.endswith(":bool") else "ambiguous-number"
    found.findings.append(_finding(code, message, node.start_mark, text=text[:40]))
    return text


def _mapping(node: yaml.MappingNode, path: Path, found: YamlText) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            message = N_("A key must be a word, not a list or a group of keys.")
            found.findings.append(_finding("key-not-text", message, key_node.start_mark))
            continue
        key = str(key_node.value)
        if key in values:
            message = N_("The key {key} stands twice. Only one of them can count.")
            found.findings.append(_finding("duplicate-key", message, key_node.start_mark, key=key))
        values[key] = _value(value_node, (*path, key), found)
    return values
