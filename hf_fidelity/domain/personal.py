"""Text that looks as if it named somebody: a CPR number, a telephone number, an e-mail address."""

import re

CPR = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d\s?[-–]?\s?\d{4}(?!\d)")
"""Day, month and year of birth with four digits behind."""

_PHONE = re.compile(r"(?<![\d,.])(?:\+45\s?)?(?:\d{8}|\d\d(?:[ -]\d\d){3}|\d{4} \d{4})(?![\d,.])")
"""Eight digits, alone or in pairs or fours, as a Danish telephone number is written."""

_MAIL = re.compile(r"\S+@\S+\.\S+")


def looks_personal(text: str) -> bool:
    """Whether a text holds something that looks like a CPR number, a telephone number or an e-mail address."""
    return any(pattern.search(text) for pattern in (CPR, _PHONE, _MAIL))
