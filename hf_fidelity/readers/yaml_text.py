"""YAML text → plain values with the line and column of each, strictly.

PyYAML takes duplicate keys, dates and ``no`` silently; here every mapping key stands once and is text.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from hf_fidelity.domain.findings import Finding
from hf_fidelity.i18n import N_

# The parser in C is ten times faster; it is not in every build of PyYAML.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_scalars = yaml.constructor.SafeConstructor()

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
    """Read a YAML text. Syntax errors and duplicate keys become findings; nothing is raised."""
    found = YamlText()
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        found.findings.append(_syntax(error))
        return found
    except (yaml.YAMLError, RecursionError) as error:
        found.findings.append(_unreadable(str(error), 1, 1))
        return found
    if root is not None:
        found.value = _value(root, (), found)
    return found


def _syntax(error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return _unreadable(error.problem or "", line, column)


def _unreadable(problem: str, line: int, column: int) -> Finding:
    message = N_("This is not YAML: {problem}. Look at the indentation and the quotes around here.")
    return Finding("yaml-syntax", message, {"problem": problem}, "error", line, column)


def _value(node: yaml.Node, path: Path, found: YamlText) -> Any:
    found.places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, found)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, i), found) for i, item in enumerate(node.value)]
    if node.tag in (
        "tag:yaml.org,2002:int",
        "tag:yaml.org,2002:float",
        "tag:yaml.org,2002:bool",
        "tag:yaml.org,2002:null",
    ):
        return _scalars.construct_object(node)
    return node.value


def _mapping(node: yaml.MappingNode, path: Path, found: YamlText) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in values:
            line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
            message = N_("The key {key} stands twice. Only one of them can count.")
            found.findings.append(Finding("duplicate-key", message, {"key": key}, "error", line, column))
        values[key] = _value(value_node, (*path, key), found)
    return values
