"""The questions that docs/scale.md asks of other programs, as they stand there."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Team
from hf_fidelity.journeys import Workspace
from tests.builders import record, votes
from tests.journeys.scenes import store

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"


@cache
def block(kind: str) -> str:
    """The one code block of a kind, such as ``sql duckdb``."""
    language, _, title = kind.partition(" ")
    page = PAGE.read_text(encoding="utf-8")
    (found,) = re.findall(rf'^```{language} title="{title}"\n(.*?)^```', page, re.MULTILINE | re.DOTALL)
    return str(found)


def a_year_of_nine_teams(space: Workspace, form: Instrument, random: Random, gap: str | None = None) -> None:
    """Nine teams through 2026, two of them on votes, of which one is of too few people.

    With a ``gap`` the theme of housing applies to nobody in that quarter, and falls as far as can be in the others.
    """
    for at in range(9):
        team = Team(id=f"team-{at}", name=f"Team {at}")
        for quarter in ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q4"):
            line = "".join(random.choice("12345-i") for _ in form.order)
            if gap:
                last = "2026-Q2" if gap == "2026-Q4" else "2026-Q4"
                line = line[:4] + 4 * {gap: "i", last: "1"}.get(quarter, "5") + line[8:]
            if at < 7:
                store(space, record(form, line, quarter, team=team))
            else:
                few = 5 if at == 7 else 1
                answers = {id: Answer(votes=votes(0, 0, few, 0, 0)) for id in form.order}
                store(space, record(form, quarter=quarter, team=team, status="votes", answers=answers))


def fell_most(course: Sequence[Mapping[str, Any]]) -> tuple[str, float]:
    """What ``compare`` says: the theme whose median fell most from the first quarter with teams to the last."""
    measured = [each for each in course if each["teams"]]
    first, last = (
        {r["id"]: r["median"] for r in each["rows"] if r["level"] == "theme"} for each in (measured[0], measured[-1])
    )
    both = [id for id in first if None not in (first[id], last[id])]
    return min(((id, last[id] - first[id]) for id in both), key=lambda each: each[1])


def python_answer(kind: str, **names: Any) -> Any:
    """What a block of Python comes to."""
    exec(block(f"python {kind}"), names)
    return names


def spark_answer(spark: Any) -> tuple[str, float]:
    return tuple(python_answer("spark", spark=spark)["answer"])
