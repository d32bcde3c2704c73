"""Options that several commands share: one wording, one meaning."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from hf_fidelity.cli import clock
from hf_fidelity.ground import N_, Quarter, UsageProblem, last_day, that_long_ago

# Literals, of which one list can be made of another.
Format = Literal["text", "json", "csv", "md", "html", "xlsx", "pdf"]
"""The formats of a report."""
ActionsFormat = Literal[Format, "ics"]
"""Those, and a calendar."""
FormFormat = Literal["xlsx", "html", "pdf"]
"""What the empty form can be made as."""


class CsvDialect(StrEnum):
    """How CSV is written: as Danish Excel opens it, or as most programs read it."""

    DANISH = "danish"
    PLAIN = "plain"


class Codes(StrEnum):
    """Which end of the scale the highest digit is."""

    AGREE_HIGH = "agree-high"
    AGREE_LOW = "agree-low"


class AudienceChoice(StrEnum):
    """For whom a report is."""

    TEAM = "team"
    PUBLIC = "public"


class Order(StrEnum):
    """In which order the meeting takes the statements."""

    FORM = "form"
    SPREAD = "spread"


class AgainstChoice(StrEnum):
    """Which quarter each quarter is compared with."""

    PREVIOUS = "previous"
    FIRST = "first"
    YEAR_AGO = "year-ago"


OrganisationOption = Annotated[
    str | None, typer.Option("--organisation", metavar=N_("NAME"), help=N_("Municipality or organisation."))
]
TeamOption = Annotated[str | None, typer.Option("--team", metavar=N_("NAME"), help=N_("The team's name."))]
TeamsOption = Annotated[
    list[str] | None,
    typer.Option("--team", metavar=N_("NAME"), help=N_("A team's name; may be given several times. Without it: all.")),
]
QuarterText = Annotated[
    str | None,
    typer.Option("--quarter", metavar=N_("QUARTER"), help=N_("Quarter, for example 2026-Q3 or “3. kvartal 2026”.")),
]
First = Annotated[str | None, typer.Option("--from", metavar=N_("QUARTER"), help=N_("The first quarter to show."))]
Last = Annotated[str | None, typer.Option("--to", metavar=N_("QUARTER"), help=N_("The last quarter to show."))]
InstrumentOption = Annotated[
    str | None, typer.Option("--instrument", metavar=N_("ID"), help=N_("Questionnaire; without it: the default one."))
]
AnyInstrument = Annotated[
    str | None, typer.Option("--instrument", metavar=N_("ID"), help=N_("Questionnaire; without it: all of them."))
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help=N_("Format of the report; without it the ending of --out decides, else text.")),
]
CsvDialectOption = Annotated[
    CsvDialect | None,
    typer.Option("--csv-dialect", help=N_("With --format csv: for Danish Excel (as always), or plain for programs.")),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar=N_("FILE"), help=N_("Write to this file instead of the screen."))
]
AudienceOption = Annotated[
    AudienceChoice,
    typer.Option("--audience", help=N_("team: everything; public: without comments, actions and citizens' words.")),
]
MinN = Annotated[
    int | None,
    typer.Option("--min-n", metavar=N_("N"), help=N_("Show votes only of at least so many people (3 or more).")),
]


# Options with a meaning of their own, read from text.


def quarter_option(text: str | None, option: str = "--quarter") -> "Quarter | None":
    """The quarter of an option; None where it was not given. Raises UsageProblem."""
    if text is None:
        return None

    with _meant(
        N_("{option}: “{text}” is not a quarter."),
        N_("Write it as 2026-Q3, “3. kvartal 2026” or a date inside it."),
        option,
        text,
    ):
        return Quarter.parse(text)


def age_option(text: str | None, today: date) -> date | None:
    """The day so long before today; None where it was not given. Raises UsageProblem."""
    if text is None:
        return None

    with _meant(
        N_("{option}: “{text}” is not an age."),
        N_("Write it as 5y (years), 18m (months) or 90d (days)."),
        "--older-than",
        text,
    ):
        return that_long_ago(text, today)


def deadline_option(text: str, option: str) -> date:
    """The day of an option that may say a quarter: then its last day. Raises UsageProblem."""

    with _meant(
        N_("{option}: “{text}” is neither a date nor a quarter."),
        N_("Write it as 2026-12-01, 1.12.2026 (the day first) or 2026-Q4 (its last day)."),
        option,
        text,
    ):
        return last_day(text, clock.now().date())


@contextmanager
def _meant(message: str, hint: str, option: str, text: str) -> Iterator[None]:
    """What an option says is read; what is nothing of the kind is told."""
    try:
        yield
    except ValueError as error:
        raise UsageProblem(message, hint=hint, option=option, text=text) from error
