"""Where many scores lie: the least, the quartiles, the greatest."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FiveNumbers:
    """Where scores lie, on the scale (e.g. 1–5)."""

    least: float
    lower: float
    """The lower quartile: a quarter of the scores lie at or below it."""
    median: float
    upper: float
    """The upper quartile: a quarter of the scores lie at or above it."""
    greatest: float

    @property
    def apart(self) -> float:
        """How far the middle half lies apart, in points of the scale; 0 where it is all the same."""
        return self.upper - self.lower


def five_numbers(values: Sequence[float]) -> FiveNumbers | None:
    """The five numbers of sorted values; None where there are none. One value is all five.

    Quartiles lie between the values on either side, by linear interpolation, as Excel's QUARTILE.INC and
    ``statistics.quantiles(…, method="inclusive")`` have them.
    """
    if not values:
        return None
    return FiveNumbers(*(_at(values, quarters * (len(values) - 1) / 4) for quarters in range(5)))


def _at(values: Sequence[float], place: float) -> float:
    """The value at a place that may lie between two."""
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)
