"""What a column is about besides the statements: by the names that people and tools give it."""

import re
from typing import Literal

from hf_fidelity.readers.survey.words import forms, plain

Kind = Literal[
    "statement",
    "organisation",
    "team",
    "quarter",
    "date",
    "role",
    "respondent",
    "status",
    "technical",
    "personal",
    "other",
]
"""``technical``: the tool's own (ids, times). ``personal``: names, mail, IP; never read. ``other``: not used."""

FACTS: tuple[Kind, ...] = ("organisation", "team", "quarter")
"""What must be known of every answer, once for a file or row by row."""

MEANT: tuple[Kind, ...] = ("organisation", "team", "quarter", "date", "role", "respondent", "status")
"""The kinds that a row is read by, besides its answers."""

_NAMES: dict[Kind, tuple[str, ...]] = {
    "organisation": ("kommune", "kommunenavn", "organisation", "organisationsnavn", "organization", "municipality"),
    "team": ("team", "teamnavn", "teamets navn", "team name", "enhed", "afdeling", "unit", "department"),
    "quarter": ("kvartal", "quarter", "hvilket kvartal"),
    "date": ("dato", "date", "svardato", "besvaret", "besvaret den", "udfyldt", "udfyldt den", "answered", "tidspunkt"),
    "role": ("rolle", "role", "stilling", "funktion", "jobfunktion", "position"),
    "respondent": (
        "respondent", "respondent id", "respondentid", "respondentnr", "respondent nr", "respondentnummer",
        "deltager", "deltagernr", "deltager nr", "løbenummer", "participant", "participant id", "id", "nr",
    ),
    "status": (
        "status", "svarstatus", "besvarelsesstatus", "gennemført", "fuldført", "completed", "completion status",
        "response status",
    ),
    "personal": (
        "navn", "fulde navn", "fornavn", "efternavn", "name", "full name", "first name", "last name", "surname",
        "mail", "e mail", "email", "mailadresse", "e mailadresse", "email adresse", "email address", "e mail address",
        "ip", "ip adresse", "ip address", "ipaddress", "telefon", "telefonnummer", "tlf", "mobil", "mobilnummer",
        "phone", "phone number", "cpr", "cpr nr", "cpr nummer", "adresse", "address", "fødselsdato", "date of birth",
    ),
}  # fmt: skip

_BY_NAME = {name: kind for kind, names in _NAMES.items() for name in names}

_IN_QUESTIONS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("team", re.compile(r"\b(team|teamet|afdeling|enhed)\b")),
    ("organisation", re.compile(r"\b(kommune|organisation|organization|municipality)\b")),
    ("role", re.compile(r"\b(rolle|stilling|role)\b")),
    ("quarter", re.compile(r"\b(kvartal|quarter)\b")),
)


def kind_by_name(heading: str) -> Kind | None:
    """The kind that a heading names outright, in Danish or English."""
    return next((_BY_NAME[form] for form in forms(heading) if form in _BY_NAME), None)


def kind_by_question(heading: str) -> Kind | None:
    """The kind that a question asks for: ``Hvilket team arbejder du i?``. None where it is not one question's."""
    if not heading.rstrip().endswith("?"):
        return None
    found = [kind for kind, words in _IN_QUESTIONS if words.search(plain(heading))]
    return found[0] if len(found) == 1 else None
