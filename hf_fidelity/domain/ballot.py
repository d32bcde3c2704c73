"""Votes as people type them in a meeting: one number a point, or one digit a person."""

from collections.abc import Sequence
from math import isclose

from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.domain.scores.figures import VoteFigures

_LONGEST_COUNT = 6
"""Digits of a count. Digits a person may be as many as there are people."""


def read_votes(typed: str, scale: Scale) -> tuple[int, ...] | None:
    """Counts from the scale's lowest point to its highest; None where the line is no votes.

    ``0 3 1 1 0``: how many chose each point, in the order in which the form prints them. ``44435``: a digit a person,
    at least two of them. The second way needs points of one digit.
    """
    parts = typed.split()
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if len(parts) == len(scale.points) and max(map(len, parts)) <= _LONGEST_COUNT:
        by_point = dict(zip((point.value for point in scale.points), map(int, parts), strict=True))
        counts = tuple(by_point[value] for value in scale.values)
    elif len(parts) == 1 and len(typed.strip()) > 1:
        counts = _one_digit_a_person(parts[0], scale.values)
    else:
        return None
    return counts if any(counts) else None


def _one_digit_a_person(digits: str, values: Sequence[int]) -> tuple[int, ...]:
    """Nobody where a digit is not on the scale, or the scale has longer numbers."""
    if not all(0 <= value <= 9 for value in values) or not set(map(int, digits)) <= set(values):
        return (0,) * len(values)
    return tuple(digits.count(str(value)) for value in values)


def middle_answer(found: VoteFigures, scale: Scale) -> int | None:
    """The point in the middle of the votes; None where the middle lies between two points."""
    return next((value for value in scale.values if isclose(value, found.median)), None)
