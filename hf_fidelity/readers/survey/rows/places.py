"""Where some of all rows stand, at the ends or at the edges of teams, and what stops one."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import islice, pairwise, takewhile
from types import MappingProxyType
from typing import Any, NamedTuple

from hf_fidelity.readers.survey.cells.book import CellValue


class Stop(NamedTuple):
    """What stops a row: the code of the sentence about it, its column, what stood there, what else there is to say."""

    code: str
    column: int
    value: str | None = None
    params: Mapping[str, Any] = MappingProxyType({})


FEW_SUMS = 4
"""So many rows of sums stand under each other."""
_LEAST_BLOCK = 3
"""Teams of fewer rows have no edges that would say anything."""


def team_blocks(who: Sequence[tuple[CellValue, ...]]) -> list[range]:
    """The places of rows on end that are about one team and quarter; none where all are, or hardly any stand so."""
    if len({cells[:3] for cells in {*who}}) < 2:
        return []
    pairs = enumerate(pairwise(who), 1)  # the same cells are mostly the same tuple
    starts = [0, *[at for at, (one, other) in pairs if one is not other and one[:3] != other[:3]]]
    few = len(starts) * _LEAST_BLOCK <= len(who)
    return [range(*ends) for ends in pairwise([*starts, len(who)])] if few else []


def edges_of(places: Collection[int], blocks: Sequence[range]) -> set[int]:
    """Of some places those with which teams begin or end."""
    return {at for block in blocks for way in (block, block[::-1]) for at in takewhile(lambda at: at in places, way)}


def stand_at_edges(places: Sequence[int], blocks: Sequence[range]) -> bool:
    """Whether some places are the first ones of most blocks, or the last ones, and fewer than the others there."""
    parts = [places[bisect_left(places, block.start) : bisect_left(places, block.stop)] for block in blocks]
    there = [(part, block) for part, block in zip(parts, blocks, strict=True) if part]
    few = all(len(part) <= FEW_SUMS and 2 * len(part) < len(block) for part, block in there)
    first = all([*part] == [*block[: len(part)]] for part, block in there)
    last = all([*part] == [*block[-len(part) :]] for part, block in there)
    return len(there) > 1 and 2 * len(there) > len(blocks) and few and (first or last)


def stand_together(places: Sequence[int], every: Sequence[int], *, below: bool) -> bool:
    """Whether some of all rows, and not all, are the last ones; or the first ones, unless they must be below."""
    few = 0 < len(places) < len(every)
    return few and (list(places) == every[-len(places) :] or (not below and list(places) == every[: len(places)]))


def at_the_ends(some: Collection[int], every: Sequence[int], *, below: bool) -> list[int]:
    """A few of some of all rows, and not of all, with which these end; or begin, unless they must be below."""
    ways = (every[::-1],) if below else (every, every[::-1])
    ends = {at for way in ways for at in islice(takewhile(lambda at: at in some, way), FEW_SUMS)}
    return sorted(ends) if len(some) < len(every) else []
