"""Numbers that a team types in, held against a limit: a caseload, a waiting time.

A measure has a course of its own and is never averaged with answers: eight citizens are not an opinion.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from hf_fidelity.domain.questionnaire.scale import LocalText
from hf_fidelity.domain.statement import Id, Section
from hf_fidelity.ground.models import Value

Given = Mapping[str, int | float]
"""Input id → what was typed."""

_TOLERANCE = 1e-9
"""A quotient this close to its limit is the limit: 0.3 / 0.1 is 3."""


_MOST = 1_000_000


def read_number(text: str) -> int | float | None:
    """A typed number of 0 or more, with a comma or a point; None for anything else, and for one beyond a million."""
    typed = text.strip().replace(",", ".")
    if not typed.isascii() or not typed.replace(".", "", 1).isdigit():
        return None
    number = float(typed)
    return None if number > _MOST else int(number) if number.is_integer() else number


class Input(Value):
    """One number to type in, 0 or more."""

    id: Id
    label: LocalText = Field(description="The question that asks for it")


class Measure(Value):
    """A number, or one number per another, with the most or the least it should be."""

    id: Id
    part: Id | None = Field(default=None, description="The part it belongs to; None: every team is asked")
    name: LocalText
    count: Input
    per: Input | None = Field(default=None, description="What the count is divided by; None: it stands alone")
    at_most: float | None = Field(default=None, description="The limit, where more is too much")
    at_least: float | None = Field(default=None, description="The limit, where less is too little")
    reason: LocalText = Field(description="Why there is a limit, after the source")
    note: LocalText | None = Field(default=None, description="What else the source says about it")
    section: Section | None = Field(default=None, description="The heading of the source that the limit rests on")

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The numbers to type in, in the order of asking."""
        return (self.count,) if self.per is None else (self.count, self.per)

    @property
    def limit(self) -> float:
        """The limit, whichever way it goes. A questionnaire that can be used has exactly one."""
        return (self.at_least if self.at_most is None else self.at_most) or 0.0

    def value(self, given: Given | None) -> float | None:
        """What the numbers come to; None where one of them is missing, or there is nothing to divide by."""
        numbers = [(given or {}).get(each.id) for each in self.inputs]
        if numbers[0] is None or (len(numbers) > 1 and not numbers[1]):
            return None
        return float(numbers[0]) if self.per is None else numbers[0] / (numbers[1] or 1)

    def kept(self, value: float | None) -> bool | None:
        """Whether a value keeps the limit; None where there is no value."""
        if value is None:
            return None
        if self.at_most is None:
            return value >= self.limit - _TOLERANCE
        return value <= self.limit + _TOLERANCE


@dataclass(frozen=True)
class Reading:
    """One quarter's numbers of a measure, and what they come to."""

    measure: Measure
    given: Given
    """What was typed; empty where nothing was."""

    @property
    def value(self) -> float | None:
        """What the numbers come to; None where they say nothing."""
        return self.measure.value(self.given)

    @property
    def kept(self) -> bool | None:
        """Whether the limit is kept; None where there is no value."""
        return self.measure.kept(self.value)
