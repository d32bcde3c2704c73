"""The least that a program on our libraries can do for a trend: what ``trend`` is measured against.

``python benchmarks/floor.py --data FOLDER``. It reads options with Typer, the questionnaire with PyYAML's parser in C,
every record of the folder with pydantic, and prints a mean a theme and quarter. No checks, no languages, no privacy, no
comparison: a start that is not much slower than this one cannot be made much quicker without other libraries.
``benchmarks.startup`` runs both in turn.
"""

from pathlib import Path
from statistics import mean
from typing import Annotated

import typer
import yaml
from pydantic import BaseModel, ConfigDict

QUESTIONNAIRE = Path(__file__).parents[1] / "principles" / "housing-first.yaml"


class Strict(BaseModel):
    """As strict as our own models."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Tally(Strict):
    """Counts of votes."""

    counts: tuple[int, ...]
    missing: int = 0
    not_relevant: int = 0


class Votes(Strict):
    """Votes of all and by role."""

    all: Tally
    roles: dict[str, Tally] = {}


class Answer(Strict):
    """One statement's answer."""

    agreed: int | None = None
    votes: Votes | None = None
    comment: str | None = None
    not_relevant_because: str | None = None
    changed_because: str | None = None


class Record(BaseModel):
    """As much of a record as a mean needs."""

    quarter: str
    answers: dict[str, Answer]


def trend(
    data: Annotated[Path, typer.Option("--data", help="Data folder.")],
    team: Annotated[list[str] | None, typer.Option("--team", help="A team's name.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="The first quarter to show.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last quarter to show.")] = None,
) -> None:
    """A mean a theme and quarter."""
    del team, first, last
    form = yaml.load(QUESTIONNAIRE.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    files = sorted(data.glob("*/*/*.housing-first.json"))
    records = [Record.model_validate_json(file.read_bytes()) for file in files]
    print(f"{'':40}", *(record.quarter for record in records))
    for theme in form["themes"]:
        members = [statement["id"] for statement in form["statements"] if statement["theme"] == theme["id"]]
        means = [mean(record.answers[id].agreed or 0 for id in members) for record in records]
        print(f"{theme['name']['da']:40}", *(f"{value:7.2f}" for value in means))


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(trend)
    app()
