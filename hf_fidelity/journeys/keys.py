"""What is typed in the meeting → what it means. The keys are translated, like every other text.

A point of the scale may be typed as its number or its label (``5``, ``helt enig``), a key as its letter or its
word (``t``, ``tilbage``); what a key needs may follow it at once (``k vi er enige``, ``g 6``, ``g6``).
"""

import re
from dataclasses import dataclass
from typing import Literal

from hf_fidelity.domain.scale import Scale
from hf_fidelity.domain.text import clean, fold
from hf_fidelity.i18n import pgettext

Name = Literal["answer", "back", "skip", "not-relevant", "comment", "go", "help", "quit", "close", "empty", "unknown"]


@dataclass(frozen=True)
class Key:
    """What somebody meant, and what they wrote behind it."""

    name: Name
    argument: str = ""
    value: int = 0
    """The point of the scale, for an answer."""


def letters() -> dict[Name, tuple[str, str]]:
    """Key → its letter and its word in the chosen language."""
    return {
        "back": (pgettext("key", "b"), pgettext("key", "back")),
        "skip": (pgettext("key", "s"), pgettext("key", "skip")),
        "not-relevant": (pgettext("key", "n"), pgettext("key", "not relevant")),
        "comment": (pgettext("key", "c"), pgettext("key", "comment")),
        "go": (pgettext("key", "g"), pgettext("key", "go to")),
        "help": (pgettext("key", "h"), pgettext("key", "help")),
        "quit": (pgettext("key", "q"), pgettext("key", "quit and keep")),
        "close": (pgettext("key", "y"), pgettext("key", "yes, close")),
    }


_WITH_ARGUMENT = ("not-relevant", "comment", "go")


def read_key(line: str, scale: Scale, *, closing: bool = False) -> Key:
    """What the line means. ``closing`` is the summary at the end: no answers there, and ``j`` closes."""
    typed = clean(line).strip()
    if not typed:
        return Key("empty")
    if not closing and (value := scale.read(typed)) is not None:
        return Key("answer", typed, value)
    if typed == "?":
        return Key("help")
    for name, spellings in letters().items():
        for spelling in spellings:
            if (closing or name != "close") and (rest := _rest(typed, spelling, name)) is not None:
                return Key(name, rest)
    return Key("unknown", typed)


def _rest(typed: str, spelling: str, name: Name) -> str | None:
    """What stands behind the key; None where the line is not that key."""
    if fold(typed) == fold(spelling):
        return ""
    if name not in _WITH_ARGUMENT:
        return None
    gap = r"\s*" if name == "go" else r"\s+"
    match = re.fullmatch(rf"{re.escape(spelling)}{gap}(?P<rest>.+)", typed, re.IGNORECASE | re.DOTALL)
    if match is None or (
        name == "go" and len(spelling) == 1 and not re.match(r"\s*[A-Z]*-?\d", match["rest"], re.IGNORECASE)
    ):
        return None
    return match["rest"].strip()


def statement_meant(argument: str, order: tuple[str, ...]) -> str | None:
    """The statement that ``g 6`` or ``g S06`` goes to, or None."""
    if argument.isascii() and argument.isdigit() and 0 < int(argument) <= len(order):
        return order[int(argument) - 1]
    return next((id for id in order if id.casefold() == argument.casefold()), None)
