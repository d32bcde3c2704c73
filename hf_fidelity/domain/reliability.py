"""Cronbach's alpha of a group of statements, from sums that can be added up over files (rule 6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Self


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
    def of(cls, patterns: Mapping[Sequence[int], int] | Iterable[tuple[Sequence[int], int]], statements: int) -> Self:
        """The sums over answer patterns (one answer per statement, none missing), each with how often it occurs."""
        known = list(patterns.items() if isinstance(patterns, Mapping) else patterns)
        if not known:
            return cls(0, (0,) * statements, (0,) * statements, 0)
        rows, times = zip(*known, strict=True)
        columns = list(zip(*rows, strict=True))
        totals = map(sum, rows)
        return cls(
            sum(times),
            tuple(sum(map(mul, column, times)) for column in columns),
            tuple(sum(map(mul, map(mul, column, column), times)) for column in columns),
            sum(n * total * total for n, total in zip(times, totals, strict=True)),
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
