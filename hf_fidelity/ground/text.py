"""Text that came from outside: made harmless, made comparable, and looked over for what names somebody."""

import re
import unicodedata
from typing import Any

# C0 and C1 controls with DEL, bidi embeddings, overrides and isolates, zero-width characters and the byte
# order mark; newline and tab stay. A lone surrogate cannot be written as UTF-8 and goes too.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text without characters that could steer a terminal or hide what is written, in NFC."""
    if not text.isprintable():  # no character that can be printed is unsafe
        text = UNSAFE.sub("", text.replace("\r\n", "\n"))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The cleaned text on one line, without blanks at its ends."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The form in which two spellings of the same name or label are equal: case and blanks do not count."""
    return one_line(unicodedata.normalize("NFKC", text)).casefold()


def shorten(value: Any, most: int = 40) -> str:
    """A value as it stood, short enough for a sentence."""
    text = str(value)
    return text if len(text) <= most else text[: most - 1] + "…"


def sha256(text: str) -> str:
    """The text's hash in hexadecimal: equal for equal texts only."""
    import hashlib  # slow to import; a report needs no hash

    return hashlib.sha256(text.encode()).hexdigest()


# Text that looks as if it named somebody: a CPR number, a telephone number, an e-mail address.


CPR = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d\s?[-–]?\s?\d{4}(?!\d)")
"""Day, month and year of birth with four digits behind."""

_PHONE = r"(?<![\d,.])(?:\+45\s?)?(?:\d{8}|\d\d(?:[ -]\d\d){3}|\d{4} \d{4})(?![\d,.])"
"""Eight digits, alone or in pairs or fours, as a Danish telephone number is written."""

_MAIL = r"\S+@\S+\.\S+"


def looks_personal(text: str) -> bool:
    """Whether a text holds something that looks like a CPR number, a telephone number or an e-mail address."""
    return any(re.search(pattern, text) for pattern in (CPR, _PHONE, _MAIL))
