"""JSON read strictly: no duplicate keys, no NaN, no endless numbers, no bottomless nesting."""

import json
from collections.abc import Sequence
from typing import Any

from hf_fidelity.domain.findings import Finding
from hf_fidelity.i18n import N_


class NotStrictJson(ValueError):
    """What is wrong with a JSON text, as a finding with its line where that is known."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


def loads(text: str) -> Any:
    """The value of a JSON text. Raises NotStrictJson."""
    try:
        return json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant, parse_int=_short_number)
    except json.JSONDecodeError as error:
        raise NotStrictJson(
            Finding("not-json", N_("line {line} cannot be read."), {"line": error.lineno}, "error", error.lineno)
        ) from error
    except RecursionError as error:
        raise NotStrictJson(Finding("too-deep", N_("it is nested too deeply."), {}, "error")) from error


def _no_duplicates(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotStrictJson(
            Finding("duplicate-key", N_("the key {key} stands twice; only one can count."), {"key": twice}, "error")
        )
    return found


def _no_constant(name: str) -> Any:
    raise NotStrictJson(Finding("not-a-number", N_("{name} is not a number."), {"name": name}, "error"))


def _short_number(digits: str) -> int:
    if len(digits) > 20:
        raise NotStrictJson(Finding("long-number", N_("there is a number of {n} digits."), {"n": len(digits)}, "error"))
    return int(digits)
