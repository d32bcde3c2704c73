"""Is there more in a long course than chance? The run chart with its median (rule 11).

Rules and limits by Anhøj & Olesen 2014 (PLoS ONE 9(11): e113825): with as many *useful* points (those not on the
median) since the last break as the rules need, a run on one side of the median that is too long, or too few crossings
of it, says that the course has shifted. Before that there are only the dots: "three in a row" is no rule, since a given
direction happens by chance one time in six.
"""

from collections.abc import Sequence
from itertools import groupby
from math import comb, log2
from statistics import median
from typing import NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Row
from hf_fidelity.domain.scores.two_quarters import TOLERANCE, Measured, Pairs, broken_at
from hf_fidelity.ground import Quarter

USEFUL_AT_LEAST = 10
"""So many points off the median it takes before the rules can say anything."""


class RunChart(NamedTuple):
    """The scores of a row since its last break."""

    quarters: tuple[Quarter, ...]
    values: tuple[float, ...]
    """On the scale, e.g. 1–5; one a measured quarter."""
    median: float
    useful: int
    longest_run: int
    """Points in a row on one side of the median; those on it are passed over."""
    longest_run_limit: int
    crossings: int
    """How often the course passes the median."""
    crossings_limit: int

    @property
    def shifted(self) -> bool:
        """Whether the course shows more than chance would: a longer run, or fewer crossings, than the limits."""
        return self.longest_run > self.longest_run_limit or self.crossings < self.crossings_limit


def run_chart(row: Row, course: Sequence[Measured], pairs: Pairs) -> RunChart | None:
    """The run chart of a row; None where there are too few useful points since its last break, or only votes."""
    if len(course) < USEFUL_AT_LEAST:
        return None
    breaks = broken_at(row, course, pairs)
    scores = [(m, m.scores.rows[row.key].value) for m in course if not breaks or m.quarter >= breaks[-1]]
    since = [(m, value) for m, value in scores if value is not None]
    middle = median(value for _m, value in since) if since else 0.0
    sides = [value > middle for _m, value in since if abs(value - middle) > TOLERANCE]
    if len(sides) < USEFUL_AT_LEAST or since[-1][0].scores.basis != "agreed":
        return None
    runs = [len(list(run)) for _side, run in groupby(sides)]
    return RunChart(
        tuple(m.quarter for m, _value in since),
        tuple(value for _m, value in since),
        middle,
        len(sides),
        max(runs),
        longest_run_limit(len(sides)),
        len(runs) - 1,
        crossings_limit(len(sides)),
    )


def longest_run_limit(useful: int) -> int:
    """The longest run that chance still explains: ``round(log2 n + 3)``."""
    return round(log2(useful) + 3)


def crossings_limit(useful: int) -> int:
    """The fewest crossings that chance still explains: the 5 % point of a binomial of n − 1 tries at one half."""
    tries, fewest, likely = useful - 1, 0, 1
    while likely * 20 < 2**tries:  # whole numbers: no float decides a limit
        fewest += 1
        likely += comb(tries, fewest)
    return fewest
