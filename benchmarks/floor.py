"""The least that a program on our libraries can do for a trend: what ``trend`` is measured against.

``python benchmarks/floor.py --data FOLDER``. It reads options with Typer, the questionnaire with PyYAML's parser in C,
every record of the folder with pydantic, and prints a mean a theme and quarter. No checks, no languages, no privacy, no
comparison: a start that is not much slower than this one cannot be made much quicker without other libraries.
``benchmarks.startup`` runs both in turn.
"""

from datetime import date, datetime
from pathlib import Path
from statistics import mean
from typing import Annotated, Any

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


class Stamp(Strict):
    """The questionnaire as it was answered."""

    id: str
    version: str
    digest: str
    statements: dict[str, str]


class Team(Strict):
    """Whose record it is."""

    id: str
    name: str


class Inspire(Strict):
    """A result of Brief INSPIRE."""

    mean: float
    n: int


class Citizens(Strict):
    """How citizens were heard."""

    how: str | None = None
    citizens: int | None = None
    what_it_changed: str | None = None
    brief_inspire: Inspire | None = None


class Action(Strict):
    """What was agreed to do."""

    id: str
    about: str | None
    text: str
    owner: str | None
    due: date | None
    state: str
    opened_in: str
    outcome: str | None


class Source(Strict):
    """Where the answers come from."""

    kind: str
    file: str | None = None
    sha256: str | None = None
    sheet: str | None = None
    rows: int | None = None


class Correction(Strict):
    """What was changed later."""

    revision: int
    at: datetime
    why: str
    changes: dict[str, dict[str, Any]]


class Record(Strict):
    """A whole record, as strictly as ours: one that holds anything else is damaged."""

    schema_version: int
    revision: int
    instrument: Stamp
    organisation: str
    team: Team
    quarter: str
    held_on: date | None
    status: str
    parts: tuple[str, ...]
    participants: int | None
    roles: dict[str, int]
    votes_are: str | None
    citizen_involvement: Citizens | None
    answers: dict[str, Answer]
    measures: dict[str, dict[str, int | float]]
    actions: tuple[Action, ...]
    sources: tuple[Source, ...]
    history: tuple[Correction, ...]
    checksum: str | None = None


def trend(
    data: Annotated[Path, typer.Option("--data", help="Data folder.")],
    team: Annotated[list[str] | None, typer.Option("--team", help="A team's name.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="The first quarter to show.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last quarter to show.")] = None,
) -> None:
    """A mean a theme and quarter."""
    del team, first, last
    instrument = yaml.load(QUESTIONNAIRE.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    files = sorted(data.glob("*/*/*.housing-first.json"))
    records = [Record.model_validate_json(file.read_bytes()) for file in files]
    print(f"{'':40}", *(record.quarter for record in records))
    for theme in instrument["themes"]:
        members = [statement["id"] for statement in instrument["statements"] if statement["theme"] == theme["id"]]
        means = [mean(record.answers[id].agreed or 0 for id in members) for record in records]
        print(f"{theme['name']['da']:40}", *(f"{value:7.2f}" for value in means))


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(trend)
    app()
