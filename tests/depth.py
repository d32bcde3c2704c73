"""How far a long table is looked into: some cases in the ordinary tests, all of them in the gate (``-m thorough``)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet


def every(step: int, cases: Iterable[Any], first: int = 0) -> list[ParameterSet]:
    """These cases, all but each ``step``-th from ``first`` on for the thorough run; a mapping's keys name them."""
    named = cases.items() if isinstance(cases, Mapping) else ((None, case) for case in cases)
    return [
        pytest.param(case, id=name, marks=() if at % step == first % step else pytest.mark.thorough)
        for at, (name, case) in enumerate(named)
    ]


def coarse(ordinary: int, thorough: int, whole: int | None = None) -> list[ParameterSet]:
    """Steps through something long: in the ordinary tests, in the thorough ones, and where there is one in the soak."""
    steps = [pytest.param(ordinary, id=f"every-{ordinary}")]
    steps.append(pytest.param(thorough, id=f"every-{thorough}", marks=pytest.mark.thorough))
    return steps if whole is None else [*steps, pytest.param(whole, id=f"every-{whole}", marks=pytest.mark.soak)]


SOME = 3
"""So many cases of one test are looked at where all tests are run at once: its table may have a hundred rows."""


def further(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """What is beyond some cases of each test, spread over its table. What a longer run has anyway is not counted."""
    tables: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if not {mark.name for mark in item.iter_markers()} & LONGER:
            tables[item.nodeid.partition("[")[0]].append(item)
    for cases in tables.values():
        some = {at * len(cases) // SOME for at in range(SOME)}
        yield from (case for at, case in enumerate(cases) if at not in some)


LONGER = {"browser", "frozen", "office", "soak", "spark", "thorough", "windows"}
"""The marks of what the ordinary run leaves out (``pyproject.toml``)."""
