"""Headings and labels brought to one form so that they can be compared; and what a column is about, by its name.

Tools and people write the same words in many ways: with HTML, cut off, numbered, behind the name of their battery.
"""

import html
import re
import unicodedata
from functools import lru_cache
from typing import Literal

_TAG = re.compile(r"<[^<>]{0,200}>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_MARKS = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"\[([^\[\]]*)\][\s\d]*$")
_SEPARATORS = re.compile(r"\s[-–—]\s*|\s*[-–—]\s|[-–—](?=.{25})|\s*[:.|/]\s+|/|\s\s+|\n")
_VARIABLE = re.compile(r"[^\W\d_][\w-]*\.([\w-]+)")
"""``matrix.row``: two names of a codebook, and not a blank."""
_DIGITS_BEHIND = re.compile(r"(?<=\D)\d{1,2}$")


@lru_cache(maxsize=65_536)
def words_alone(text: str) -> str:
    """The words alone: no HTML, hidden characters, punctuation, case or runs of blanks."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", text))
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    return _MARKS.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=16_384)
def forms(heading: str) -> tuple[str, ...]:
    """What a heading may say, the likeliest first: itself, ``[Row]``, and what stands behind each separator.

    ``Battery - Element``, ``code[sub]. Text [row]``, ``group/question``, ``S01. Text``. A digit behind the last
    word is taken off as well: spreadsheets number headings that stand twice. Of ``matrix.row`` the row.
    """
    heading = html.unescape(_TAG.sub(" ", heading)) if "<" in heading or "&" in heading else heading
    pieces = [heading]
    if inside := _BRACKETS.search(heading.strip()):
        pieces.append(inside[1])
    if variable := _VARIABLE.fullmatch(heading.strip()):
        pieces.append(variable[1])
    pieces += [heading[mark.end() :] for mark in _SEPARATORS.finditer(heading)]
    said = [words_alone(piece) for piece in pieces]
    said += [_DIGITS_BEHIND.sub("", form).strip() for form in said]
    return tuple(dict.fromkeys(form for form in said if form))


def is_cut(heading: str) -> bool:
    """Whether a heading says itself that it was cut: it ends in ``…`` or ``..``."""
    return heading.rstrip(" \u00a0]").endswith(("…", ".."))


ColumnKind = Literal[
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

FACTS: tuple[ColumnKind, ...] = ("organisation", "team", "quarter")
"""What must be known of every answer, once for a file or row by row."""

MEANT: tuple[ColumnKind, ...] = ("organisation", "team", "quarter", "date", "role", "respondent", "status")
"""The kinds that a row is read by, besides its answers."""

_NAMES: dict[ColumnKind, tuple[str, ...]] = {
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

_IN_QUESTIONS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    ("team", re.compile(r"\b(team|teamet|afdeling|enhed)\b")),
    ("organisation", re.compile(r"\b(kommune|organisation|organization|municipality)\b")),
    ("role", re.compile(r"\b(rolle|stilling|role)\b")),
    ("quarter", re.compile(r"\b(kvartal|quarter)\b")),
)


def kind_by_name(heading: str) -> ColumnKind | None:
    """The kind that a heading names outright, in Danish or English."""
    return next((_BY_NAME[form] for form in forms(heading) if form in _BY_NAME), None)


def kind_by_question(heading: str) -> ColumnKind | None:
    """The kind that a question asks for: ``Hvilket team arbejder du i?``. None where it is not one question's."""
    if not heading.rstrip().endswith("?"):
        return None
    kinds = [kind for kind, words in _IN_QUESTIONS if words.search(words_alone(heading))]
    return kinds[0] if len(kinds) == 1 else None
