"""A well-formed file read at a third of the cost: in one pass, with a proof that the strict reading would say the same.

Strict reading (:mod:`hf_fidelity.ground.strict_json`) calls Python for every object and number, and then the text is
read once more into the model. Nearly every file needs neither. Where the proof fails, nothing is said: the caller reads
strictly, and finds what is wrong, or that all is well.
"""

import re
from math import isfinite
from typing import Any, TypeVar

from pydantic import ValidationError

from hf_fidelity.domain.record.assessment import Answer, Tally
from hf_fidelity.ground.models import Value

V = TypeVar("V", bound=Value)

_STEP = 100
_LONG = re.compile(rb"[0-9]{4}")
"""What is left of a number of 400 digits, wherever it begins, when one byte in ``_STEP`` is kept."""


def proven(model: type[V], data: bytes) -> V | None:
    """The value of a file; None where it does not fit the model, or cannot be proven to be strict JSON.

    There is a colon behind every key, and there may be some inside texts. A key that stood twice leaves one pair in the
    value, so that the file has more colons than the value accounts for. No escape hides a colon or half a character
    (there is no ``\\u``), no number is endless, and ``NaN`` would stand in the value.
    """
    if (b"\\" in data and b"\\u" in data) or _LONG.search(data[::_STEP]):
        return None
    try:
        value = model.model_validate_json(data)
    except ValidationError:
        return None
    return value if data.count(b":") == _colons(value) else None


def _colons(value: Value) -> int:
    """How many colons the text of a value needs at least: one a key, and those inside its texts. -1: it has no text."""
    colons, waiting = 0, list[Any]([value])
    for item in waiting:  # the list grows behind what is taken from it
        if item is None:
            continue
        kind = type(item)
        if kind is str:
            if ":" in item:
                colons += item.count(":")
        elif kind is Answer:  # most of a record is answers, and most of them have votes and no words
            colons += len(item.__pydantic_fields_set__)
            if votes := item.votes:
                colons += len(votes.__pydantic_fields_set__) + len(votes.all.__pydantic_fields_set__)
                if votes.roles:
                    waiting.append(votes.roles)
            if item.comment or item.not_relevant_because or item.changed_because:
                waiting += (item.comment, item.not_relevant_because, item.changed_because)
        elif kind is Tally:  # there are numbers in it, and nothing else
            colons += len(item.__pydantic_fields_set__)
        elif kind is int:
            continue
        elif fields := getattr(item, "__pydantic_fields_set__", None):
            colons += len(fields)
            waiting += item.__dict__.values()
        elif kind is dict:
            colons += len(item)
            waiting += item.values()
        elif kind is tuple or kind is list:
            waiting += item
        elif kind is float and not isfinite(item):
            return -1
    return colons
