"""How close the votes on one statement lie: counts, median, mean and consensus (rule 6)."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log2
from operator import mul

from hf_fidelity.domain.questionnaire.instrument import Thresholds


@dataclass(frozen=True)
class VoteFigures:
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


def closeness(value: float, thresholds: Thresholds) -> str:
    """A consensus in words that fit the number: ``close``, ``some-spread`` or ``wide-spread``."""
    if value >= thresholds.close_from:
        return "close"
    return "wide-spread" if value < thresholds.spread_below else "some-spread"
