"""Headings and labels as tools and people write them, brought to one form so that they can be compared."""

import html
import re
import unicodedata
from functools import lru_cache

_TAG = re.compile(r"<[^<>]{0,200}>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_MARKS = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"\[([^\[\]]*)\][\s\d]*$")
_SEPARATORS = re.compile(r"\s[-–—]\s*|\s*[-–—]\s|[-–—](?=.{25})|\s*[:.|/]\s+|/|\s\s+|\n")
_DIGITS_BEHIND = re.compile(r"(?<=\D)\d{1,2}$")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
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
    pieces += [heading[found.end() :] for found in _SEPARATORS.finditer(heading)]
    found = [plain(piece) for piece in pieces]
    found += [_DIGITS_BEHIND.sub("", form).strip() for form in found]
    return tuple(dict.fromkeys(form for form in found if form))


def is_cut(heading: str) -> bool:
    """Whether a heading says itself that it was cut: it ends in ``…`` or ``..``."""
    return heading.rstrip(" \u00a0]").endswith(("…", ".."))
