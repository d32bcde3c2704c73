"""The figures of a group of ratings: counts, median, mean and consensus of votes (rule 6), Cronbach's alpha, and
the five numbers of many scores.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import log2
from operator import mul
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from hf_fidelity.domain.questionnaire.instrument import Thresholds


class VoteFigures(NamedTuple):
    """The figures of one group of votes."""

    n: int
    mean: float
    """On the scale, e.g. 1–5."""
    median: float
    """On the scale; half way between the two middle votes where their number is even."""
    consensus: float
    """0 (half at each end) to 1 (all the same). An even spread over five points gives 0.43."""


def consensus(values: Sequence[int], counts: Sequence[int]) -> float:
    """Consensus by Tastle & Wierman (Int. J. Approx. Reasoning 45, 2007), 0–1.

    ``1 + Σ p·log2(1 − |x − mean| / range)``. Unlike r_wg it does not turn negative for split groups.
    Raises ZeroDivisionError where nobody voted.
    """
    n = sum(counts)
    middle, width = mean(values, counts), values[-1] - values[0]
    parts = (count / n * log2(1 - abs(x - middle) / width) for x, count in zip(values, counts, strict=True) if count)
    return min(1.0, max(0.0, 1 + sum(parts)))


def figures(values: Sequence[int], counts: Sequence[int]) -> VoteFigures | None:
    """The figures of votes counted from the scale's lowest point to its highest; None where nobody voted."""
    return _figures(tuple(values), tuple(counts))


@lru_cache(maxsize=4096)  # a few people can answer in so many ways only, and thousands of teams are a few people each
def _figures(values: tuple[int, ...], counts: tuple[int, ...]) -> VoteFigures | None:
    if not (n := sum(counts)):
        return None
    return VoteFigures(n, mean(values, counts), _median(values, counts, n), consensus(values, counts))


def mean(values: Sequence[int], counts: Sequence[int]) -> float:
    """The mean of votes. Raises ZeroDivisionError where nobody voted."""
    total: int = sum(map(mul, values, counts))
    return total / sum(counts)


def _median(values: Sequence[int], counts: Sequence[int], n: int) -> float:
    upto = list(accumulate(counts))
    low, high = values[bisect_right(upto, (n - 1) // 2)], values[bisect_right(upto, n // 2)]
    return low if n % 2 else (low + high) / 2


def closeness(value: float, thresholds: "Thresholds") -> str:
    """A consensus in words that fit the number: ``close``, ``some-spread`` or ``wide-spread``."""
    if value >= thresholds.close_from:
        return "close"
    return "wide-spread" if value < thresholds.spread_below else "some-spread"


# Cronbach's alpha of a group of statements, from sums that can be added up over files (rule 6).


_LARGEST_BYTE = 255


@dataclass(frozen=True)
class Moments:
    """Sums over the respondents who answered every statement of a group; nothing of a single one of them."""

    n: int
    """How many answered them all (listwise)."""
    sums: tuple[int, ...]
    """Per statement, the sum of the answers."""
    squares: tuple[int, ...]
    """Per statement, the sum of the squared answers."""
    total_squares: int
    """The sum of the squared sums of each respondent's answers."""

    @classmethod
    def of(cls, points: Sequence[bytes], counted: Sequence[Sequence[int]]) -> Self:
        """The sums over answers, none missing.

        ``points``: for each statement everybody's point, a byte each, in the same order of people; ``counted``: for
        each statement what every point counts as.
        """
        often = [
            [(value, column.count(point)) for point, value in enumerate(values)]
            for column, values in zip(points, counted, strict=True)
        ]
        return cls(
            len(points[0]),
            tuple(sum(value * n for value, n in of_one) for of_one in often),
            tuple(sum(value * value * n for value, n in of_one) for of_one in often),
            sum(total * total * n for total, n in _totals(points, counted).items()),
        )

    def __add__(self, other: "Moments") -> "Moments":
        return Moments(
            self.n + other.n,
            tuple(map(int.__add__, self.sums, other.sums)),
            tuple(map(int.__add__, self.squares, other.squares)),
            self.total_squares + other.total_squares,
        )

    @property
    def alpha(self) -> float | None:
        """Cronbach's alpha; None with fewer than two statements or respondents, or where nobody differs.

        At most 1; it can be negative where the statements pull apart.
        """
        k = len(self.sums)
        if k < 2 or self.n < 2:
            return None
        # Variances times n·(n−1), in whole numbers: exact, and the factor goes out.
        parts = sum(self.n * square - total**2 for square, total in zip(self.squares, self.sums, strict=True))
        whole = self.n * self.total_squares - sum(self.sums) ** 2
        return k / (k - 1) * (1 - parts / whole) if whole else None


def _totals(points: Sequence[bytes], counted: Sequence[Sequence[int]]) -> dict[int, int]:
    """What a person's answers sum up to → how many have that sum.

    Where every sum fits into a byte, the columns are added as long numbers whose digits are people: no digit runs over
    into the next, and nobody is looked at alone.
    """
    lowest = min(map(min, counted))
    if (max(map(max, counted)) - lowest) * len(points) > _LARGEST_BYTE:
        valued = (map(values.__getitem__, column) for column, values in zip(points, counted, strict=True))
        return Counter(map(sum, zip(*valued, strict=True)))
    added = 0
    for column, values in zip(points, counted, strict=True):
        above_lowest = bytes(value - lowest for value in values).ljust(_LARGEST_BYTE + 1, b"\0")
        added += int.from_bytes(column.translate(above_lowest))
    sums = Counter(added.to_bytes(len(points[0])))
    return {above + lowest * len(points): n for above, n in sums.items()}


# Where many scores lie: the least, the quartiles, the greatest.


class FiveNumbers(NamedTuple):
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
    last = len(values) - 1
    lower, upper = _at(values, last / 4), _at(values, 3 * last / 4)
    return FiveNumbers(values[0], lower, _middle(values), upper, values[-1])


def _middle(values: Sequence[float]) -> float:
    """Half way between the two values in the middle, added up as databases and spreadsheets do: to the last digit."""
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def _at(values: Sequence[float], place: float) -> float:
    """The value at a place that may lie between two."""
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)
