"""Answer scales: 2–11 named points in order. That Bilag 1 has five is data."""

from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from hf_fidelity.ground.models import Value
from hf_fidelity.ground.text import fold
from hf_fidelity.i18n import Texts, text_in

LocalText = dict[str, str]
"""Language → text, the questionnaire's own language first."""


def _one_or_many(words: Any) -> Any:
    return (words,) if isinstance(words, str) else tuple(words) if isinstance(words, list) else words


Words = Annotated[tuple[str, ...], BeforeValidator(_one_or_many, json_schema_input_type=str | tuple[str, ...])]
"""One wording, or a list of them."""


class Point(Value):
    """One answer on the scale."""

    value: Annotated[int, Field(ge=-1000, le=1000, description="The number it counts as, e.g. 5")]
    label: LocalText
    synonyms: dict[str, tuple[str, ...]] = Field(default={}, description="Other ways people write it, by language")
    description: LocalText | None = Field(default=None, description="What a step of a ladder looks like")


class Scale(Value):
    """The points in the order the form prints them (Bilag 1: *Helt enig* first)."""

    id: str
    points: Annotated[tuple[Point, ...], Field(min_length=2, max_length=11)]
    missing: dict[str, Words] = Field(
        default={}, description="What the form calls not knowing or not wanting to answer, by language"
    )
    not_relevant: dict[str, Words] = Field(default={}, description="What it calls »not relevant«, by language")

    @cached_property
    def values(self) -> tuple[int, ...]:
        """The points' numbers, lowest first: the order in which votes are counted in a record."""
        return tuple(sorted(point.value for point in self.points))

    @property
    def lowest(self) -> int:
        """The number of the lowest point."""
        return self.values[0]

    @property
    def highest(self) -> int:
        """The number of the highest point."""
        return self.values[-1]

    @property
    def middle(self) -> int | None:
        """Which of ``values`` has as many below as above it; None where their number is even."""
        return len(self.values) // 2 if len(self.values) % 2 else None

    def label(self, value: int) -> Texts:
        """What the point is called. Raises StopIteration for a number that is not on the scale."""
        return next(point.label for point in self.points if point.value == value)

    def index(self, mean: float) -> float:
        """A mean as 0–100, percent of the scale's *range*: the lowest point is 0, the highest 100.

        Percent of the maximum, which some fidelity reports use, would give 60 for all-neutral; this gives 50.
        """
        return (mean - self.lowest) / (self.highest - self.lowest) * 100

    def steps(self, before: int, after: int) -> int:
        """How many points the answer moved, up if positive."""
        return self.values.index(after) - self.values.index(before)

    @cached_property
    def _spellings(self) -> dict[str, int]:
        known = {}
        for point in self.points:
            for text in (
                str(point.value),
                *point.label.values(),
                *(s for some in point.synonyms.values() for s in some),
            ):
                known[fold(text)] = point.value
        return known

    def read(self, text: str) -> int | None:
        """The number of the point that a typed answer means (its number, label or a synonym), or None.

        Labels are understood in every language of the questionnaire; case and blanks do not count.
        """
        return self._spellings.get(fold(text))

    def spelled(self, value: int) -> str:
        """The point in the chosen language with its number: ``Enig (4)``."""
        return f"{text_in(self.label(value))} ({value})"
