"""Options that several commands share: one wording, one meaning."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hf_fidelity.i18n import N_


class Format(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"


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
