"""Headings and labels brought to one form so that they can be compared; and what a column is about, by its name.

Tools and people write the same words in many ways: with HTML, cut off, numbered, behind the name of their battery.
"""

import html
import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

_TAG = re.compile(r"<[^<>]{0,200}>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_MARKS = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"\[([^\[\]]*)\][\s\d_().]*$")
_SEPARATORS = re.compile(r"\s[-–—]\s*|\s*[-–—]\s|[-–—](?=.{25})|\s*[:.|/]\s+|/|\s\s+|\n")
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
    word is taken off as well: spreadsheets number headings that stand twice.
    """
    heading = html.unescape(_TAG.sub(" ", heading)) if "<" in heading or "&" in heading else heading
    pieces = [heading]
    if inside := _BRACKETS.search(heading.strip()):
        pieces.append(inside[1])
    pieces += [heading[mark.end() :] for mark in _SEPARATORS.finditer(heading)]
    said = [words_alone(piece) for piece in pieces]
    said += [_DIGITS_BEHIND.sub("", form).strip() for form in said]
    return tuple(dict.fromkeys(form for form in said if form))


def words_kept(text: str) -> str:
    """A heading without HTML and hidden characters; its marks stay."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", text))
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text))


def last_part(heading: str) -> str:
    """What a heading says last: the row of a matrix, without the long question that it shares with others."""
    inside = _BRACKETS.search(heading.strip())
    return words_alone(inside[1]) if inside else pieces(heading)[-1]


_CUT_HERE = re.compile(r"(…|\.{2,})[\s\])]*([\s_(.\[-]*\d{1,2}[\])]?)?\s*")


def is_cut(heading: str) -> bool:
    """Whether a heading says itself that it was cut: it ends in ``…`` or ``..``, perhaps with a number behind."""
    return any(mark.end() == len(heading) for mark in _CUT_HERE.finditer(heading))


_SIDES = re.compile(r"\s[-–—]\s*|\s*[-–—]\s|\s*[:?!>»|/\[\](){}\n]+\s*|\s\s+")


@lru_cache(maxsize=16_384)
def pieces(heading: str) -> tuple[str, ...]:
    """The words between the marks that part a question from a row: ``Statement (Battery)``, ``Statement:Battery``."""
    return tuple(dict.fromkeys(form for part in _SIDES.split(heading) if (form := words_alone(part))))


_NEGATIONS = frozenset(
    (
        "not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot", "without", "hardly",
        "rarely", "seldom", "t", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "cant", "wont",
        "ikke", "ej", "aldrig", "ingen", "intet", "uden", "hverken", "sjældent", "næppe",
        "ikkje", "ingenting", "aldri", "uten", "verken", "sjelden", "inte", "icke", "ingenting", "inget", "inga",
        "utan", "varken", "sällan", "knappast",
        "nicht", "nichts", "nie", "niemals", "niemand", "kein", "keine", "keinen", "keinem", "keiner", "keines",
        "ohne", "weder", "selten", "kaum",
        "nunca", "jamás", "ningún", "ninguno", "ninguna", "nada", "nadie", "sin", "tampoco",
        "pas", "jamais", "sans", "aucun", "aucune", "rien", "niet", "geen", "nooit", "zonder",
    )
)  # fmt: skip
"""Words that turn a sentence into its opposite; ``t`` is what is left of *don't*."""
_TURNING_BEGINNINGS = ("u", "un", "in", "im", "ir", "il", "dis", "non", "mis", "o", "ikke")
_TURNING_ENDS = ("less", "løs", "løst", "løse", "lös", "löst", "los", "lose")
_SMALL = frozenset(
    (
        "a", "an", "the", "of", "to", "in", "on", "at", "is", "or", "and", "as", "by",
        "i", "på", "en", "et", "den", "det", "at", "og", "er", "af", "til", "som", "der", "om",
        "av", "ett", "och", "att", "der", "die", "das", "zu", "im", "und", "ein", "el", "la", "lo", "los", "y", "un",
    )
)  # fmt: skip
"""Words that are mistaken without another thing being said."""
_LEFT_OUT = _SMALL | frozenset(
    (
        "vores", "jeres", "vor", "vort", "vore", "denne", "dette", "disse", "også", "så", "med", "for", "har",
        "our", "ours", "your", "this", "these", "also", "so", "with", "have", "has", "that",
        "vår", "vårt", "våre", "våra", "denna", "dessa", "också", "även", "unser", "unsere", "unserer", "unserem",
        "unseren", "dieser", "diese", "dieses", "auch", "mit", "für", "nuestro", "nuestra", "este", "esta", "también",
    )
)  # fmt: skip
"""Words that may be left out, or be too many."""
_ALIKE, _SMALL_LETTERS = 0.7, 3


def negations(text: str) -> tuple[str, ...]:
    """The words of a folded text that turn it into its opposite."""
    return tuple(sorted(word for word in text.split() if word in _NEGATIONS))


def without_negations(text: str) -> str:
    """A folded text without the words that turn it into its opposite."""
    return " ".join(word for word in text.split() if word not in _NEGATIONS)


def same_item(one: str, other: str) -> bool:
    """Whether two folded texts that are nearly alike differ by slips only: no negation, number or other word."""
    if negations(one) != negations(other):
        return False
    a, b = one.split(), other.split()
    changes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return all(_slip(a[i:j], b[k:m]) for change, i, j, k, m in changes if change != "equal")


def _slip(one: list[str], other: list[str]) -> bool:
    """Whether some words are others misspelt, parted elsewhere, or a small word that was left out."""
    if any(map(_has_digit, (*one, *other))):
        return False
    if not one or not other:
        return _LEFT_OUT.issuperset((*one, *other))
    if len(one) == len(other):
        return all(map(_misspelt, one, other))
    return _misspelt("".join(one), "".join(other))


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _misspelt(one: str, other: str) -> bool:
    if any(one == turn + other or other == turn + one for turn in _TURNING_BEGINNINGS):
        return False
    if one.endswith(_TURNING_ENDS) != other.endswith(_TURNING_ENDS) and one[:4] == other[:4]:
        return False
    if len(one) <= _SMALL_LETTERS and len(other) <= _SMALL_LETTERS and _SMALL & {one, other}:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


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

_FACT_WORDS: Mapping[ColumnKind, str] = {
    "team": "team|teamet|teams|afdeling|afdelingen|enhed|enheden|department|unit",
    "organisation": "kommune|kommunen|organisation|organisationen|organization|municipality",
    "role": "rolle|stilling|role",
    "quarter": "kvartal|kvartalet|quarter",
}
_WHICH = r"(hvilke[nt]?|which|what|welche[nmrs]?|vilke[nt]|qué|cuál)"
_NAME_OF = (
    r"(hvad (er|hedder)|what is|what s|wie heißt|vad heter)( navnet på| the name of)?( dit| din| jeres| your| dein)?"
)
_IN_QUESTIONS = tuple(
    (kind, re.compile(rf"\b({_WHICH}|{_NAME_OF}) ({said})\b(?! (member|leader|lead|meeting|size|medlem|leder|møde))"))
    for kind, said in _FACT_WORDS.items()
)
_ENDS_IN_FACT = re.compile(rf" ({'|'.join(_FACT_WORDS.values())})$")
_MENTIONED = tuple((kind, re.compile(rf"\b({said})\b")) for kind, said in _FACT_WORDS.items())


def kind_by_name(heading: str) -> ColumnKind | None:
    """The kind that a heading names outright, in Danish or English."""
    if (before := heading.rpartition("/")[0]) and _ENDS_IN_FACT.search(words_alone(before)):
        heading = heading.replace("/", " ")  # »Antal i kommune/team« is no group of questions with a team in it
    return next((_BY_NAME[form] for form in forms(heading) if form in _BY_NAME), None)


def kind_by_question(heading: str) -> ColumnKind | None:
    """The kind that a question asks for: ``Hvilket team arbejder du i?``. None where it is not one question's."""
    if not heading.rstrip().endswith("?"):
        return None
    asked = words_alone(heading)
    kinds = [kind for kind, words in _IN_QUESTIONS if words.search(asked)]
    mentioned = [kind for kind, words in _MENTIONED if words.search(asked)]
    return kinds[0] if len(kinds) == 1 and len(mentioned) == 1 else None


def kind_mentioned(heading: str) -> ColumnKind | None:
    """The kind whose word stands in a heading that does not ask for it: ``How many are in your team?``."""
    return next((kind for kind, words in _MENTIONED if words.search(words_alone(heading))), None)
