"""JSON read strictly: no duplicate keys, no NaN, no endless numbers, no bottomless nesting, no half characters."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.patterns import lazily
from hf_fidelity.i18n import N_


class NotStrictJson(ValueError):
    """What is wrong with a JSON text: a finding, and the characters in the text that show where."""

    def __init__(self, finding: Finding, token: str = "") -> None:
        super().__init__(finding)
        self.finding = finding
        self.token = token


def loads(text: str) -> Any:
    """The value of a JSON text. Raises NotStrictJson, with the line."""
    if _too_deep(text):
        raise NotStrictJson(_wrong("too-deep", N_("it is nested too deeply.")))
    try:
        value = json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant, parse_int=_short_number)
        if "\\ud" in text.lower():  # only then can half of a character have come in
            _whole_characters(value)
    except json.JSONDecodeError as error:
        line = text.count("\n", 0, _culprit(text, error.pos)) + 1
        raise NotStrictJson(_wrong("not-json", N_("line {line} cannot be read."), line=line)) from error
    except NotStrictJson as problem:
        first = text.lower().find(problem.token.lower())
        second = text.find(problem.token, first + 1)  # of a key that stands twice, the second is the culprit
        at = second if problem.finding.code == "duplicate-key" else first
        line = text.count("\n", 0, max(0, at)) + 1
        raise NotStrictJson(replace(problem.finding, line=line)) from problem
    return value


def _culprit(text: str, at: int) -> int:
    """Where to look: at a comma too many, as Python says since 3.13, and not at what closes behind it."""
    before = text[:at].rstrip()
    return len(before) - 1 if before.endswith(",") and text[at : at + 1] in ("]", "}") else at


_DEEPEST = 200
"""So many levels are read, with every Python: since 3.14 it goes as deep as the machine's stack happens to be."""
_LEVELS = lazily(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def _too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= _DEEPEST:
        return False
    level = 0
    for found in _LEVELS.finditer(text):
        level += (found[0] in "[{") - (found[0] in "]}")
        if level > _DEEPEST:
            return True
    return False


def _wrong(code: str, message: str, **params: Any) -> Finding:
    return Finding(code, message, params, "error", params.get("line"))


def _no_duplicates(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = N_("The key {key} stands twice. Only one of them can count.")
        raise NotStrictJson(_wrong("duplicate-key", message, key=twice), json.dumps(twice, ensure_ascii=False))
    return value


def _no_constant(name: str) -> Any:
    raise NotStrictJson(_wrong("not-a-number", N_("{name} is not a number."), name=name), name)


def _short_number(digits: str) -> int:
    if len(digits) > 400:
        raise NotStrictJson(_wrong("long-number", N_("there is a number of {n} digits."), n=len(digits)), digits)
    return int(digits)


def _whole_characters(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        message = N_("there is half of a character in it (an escape that begins with \\ud).")
        raise NotStrictJson(_wrong("half-character", message), "\\ud") from error
