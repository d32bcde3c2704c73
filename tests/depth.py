"""How far a long table is looked into: some cases in the ordinary tests, all of them in the gate (``-m thorough``)."""

from collections.abc import Iterable, Mapping
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
