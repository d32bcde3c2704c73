"""The questions that docs/scale.md asks of other programs, as they stand there."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, Team
from hf_fidelity.journeys import Workspace
from tests.builders import on_votes, record, reworded, votes, without
from tests.journeys.scenes import store

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"


@cache
def block(kind: str) -> str:
    """The one code block of a kind, such as ``sql duckdb``."""
    language, _, title = kind.partition(" ")
    page = PAGE.read_text(encoding="utf-8")
    (found,) = re.findall(rf'^```{language} title="{title}"\n(.*?)^```', page, re.MULTILINE | re.DOTALL)
    return str(found)


def a_year_of_nine_teams(space: Workspace, instrument: Instrument, random: Random, gap: str | None = None) -> None:
    """Nine teams through 2026, two of them on votes, of which one is of too few people.

    With a ``gap`` the theme of housing applies to nobody in that quarter, and falls as far as can be in the others.
    """
    for at in range(9):
        team = Team(id=f"team-{at}", name=f"Team {at}")
        for quarter in ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q4"):
            line = "".join(random.choice("12345-i") for _ in instrument.order)
            if gap:
                last = "2026-Q2" if gap == "2026-Q4" else "2026-Q4"
                line = line[:4] + 4 * {gap: "i", last: "1"}.get(quarter, "5") + line[8:]
            if at < 7:
                store(space, record(instrument, line, quarter, team=team))
            else:
                few = 5 if at == 7 else 1
                answers = {id: Answer(votes=votes(0, 0, few, 0, 0)) for id in instrument.order}
                store(space, record(instrument, quarter=quarter, team=team, status="votes", answers=answers))


def four_teams(
    space: Workspace,
    instrument: Instrument,
    first: Callable[[Assessment], Assessment],
    last: Callable[[Assessment], Assessment],
) -> None:
    """Four teams in 2026-Q1 and Q4. All themes fall, most of all the first.

    ``first`` and ``last`` say what else is so of the records of that quarter.
    """
    for name in "ABCD":
        team = Team(id=f"team-{name.casefold()}", name=f"Team {name}")
        store(space, first(record(instrument, "5" * 16, "2026-Q1", team=team)))
        store(space, last(record(instrument, "2222" + "3333" + "4444" * 2, "2026-Q4", team=team)))


def as_it_is(settled: Assessment) -> Assessment:
    return settled


FALLS: dict[
    str, tuple[Callable[[Assessment], Assessment], Callable[[Assessment], Assessment], tuple[str, float] | None]
] = {
    "the same": (as_it_is, as_it_is, ("values", -3)),
    "votes on both sides": (on_votes, on_votes, ("values", -3)),
    "votes, then agreed answers": (on_votes, as_it_is, None),
    "agreed answers, then votes": (as_it_is, on_votes, None),
    "a theme in other words": (lambda r: reworded(r, "S01"), as_it_is, ("housing", -2)),
    "in other words on both sides": (lambda r: reworded(r, "S01"), lambda r: reworded(r, "S01"), ("values", -3)),
    "a statement more": (lambda r: without(r, "S04"), as_it_is, ("housing", -2)),
    "all themes in other words": (lambda r: reworded(r, "S01", "S05", "S09", "S13"), as_it_is, None),
    "nothing but single answers first": (
        lambda r: r.model_copy(update={"answers": {id: r.answers[id] for id in ("S01", "S05", "S09", "S13")}}),
        as_it_is,
        None,
    ),
}
"""What is so of the first and the last quarter of four teams → which theme fell most, and how far; None: nothing can
be compared."""


NO_FALL: dict[str, tuple[Mapping[tuple[str, str], str], tuple[str, float] | None]] = {
    "alike": (
        {("A", "2026-Q1"): "5" * 16, ("A", "2026-Q4"): "5555" + "3" * 12}
        | {("B", "2026-Q1"): "5" * 16, ("B", "2026-Q4"): "5555" + "3" * 12},
        ("collaboration", -2),
    ),
    "alike, one team": ({("A", "2026-Q1"): "4" * 16, ("A", "2026-Q4"): "1" * 16}, ("collaboration", -3)),
    "one fell, others rose": (
        {("A", "2026-Q1"): "3" * 16, ("A", "2026-Q4"): "2222" + "5" * 12},
        ("values", -1),
    ),
    "all rose": ({("A", "2026-Q1"): "2" * 16, ("A", "2026-Q4"): "3333" + "4" * 12}, None),
    "none moved": ({("A", "2026-Q1"): "2" * 16, ("A", "2026-Q4"): "2" * 16}, None),
    "one quarter": ({("A", "2026-Q2"): "5" * 16, ("B", "2026-Q2"): "2" * 16}, None),
    "nothing in the year": ({("A", "2025-Q1"): "2" * 16}, None),
}
"""What teams answered in which quarter → which theme fell most, the first by its name of those that fell alike."""


def some_teams(space: Workspace, instrument: Instrument, lines: Mapping[tuple[str, str], str]) -> None:
    """Teams with these answers."""
    for (name, quarter), line in lines.items():
        store(space, record(instrument, line, quarter, team=Team(id=f"team-{name.casefold()}", name=f"Team {name}")))


def fell_most(course: Sequence[Mapping[str, Any]]) -> tuple[str, float] | None:
    """What ``compare`` says: the theme whose median fell most from the first quarter with teams to the last."""
    measured = [each for each in course if each["teams"]]
    if len(measured) < 2:
        return None
    first, last = (
        {(r["id"], each["basis"], r["wording"]): r["median"] for r in each["rows"] if r["level"] == "theme"}
        for each in (measured[0], measured[-1])
    )
    both = [key for key in first if first[key] is not None and last.get(key) is not None]
    fell = [(last[key] - first[key], key[0]) for key in both if last[key] < first[key]]
    return min(((row, change) for change, row in fell), key=lambda each: (each[1], each[0]), default=None)


def python_answer(kind: str, **names: Any) -> Any:
    """What a block of Python comes to."""
    exec(block(f"python {kind}"), names)
    return names


def spark_answer(spark: Any) -> tuple[str, float] | None:
    answer = python_answer("spark", spark=spark)["answer"]
    return None if answer is None else tuple(answer)
