"""Why a text is no YAML, in words for the person who wrote it, at the place where the mistake was made.

The parser in C and the one in Python word the same mistake differently; both are understood here.
"""

import re
from dataclasses import replace
from typing import Any

import yaml
from yaml.reader import ReaderError

from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.readers.plain_text import hidden_character

_REASONS = tuple(
    (re.compile(pattern), at_beginning, message)
    for pattern, at_beginning, message in (
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
        if pattern.search(f"{context}: {problem}"):
            begun = getattr(error, "context_mark", None) if at_beginning else None
            return _finding("yaml-syntax", message, begun or mark, char=char)
    return _finding("yaml-syntax", _OTHER, mark, problem=problem)


def _char_at(text: str, mark: Any) -> str:
    line = (text.split("\n")[mark.line : mark.line + 1] or [""])[0] if mark else ""
    return line[mark.column : mark.column + 1] if mark else ""


def _finding(code: str, message: str, mark: Any, **params: Any) -> Finding:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding(code, message, params, "error", line, column)
