"""Names of people's own choosing → names of files that are safe everywhere."""

import re
import unicodedata
from functools import lru_cache

from hf_fidelity.ground.text import fold

_DANISH = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue", "ß": "ss", "ð": "d", "þ": "th"}
)
_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_RESERVED = {"instruments"}
"""``<data>/instruments`` holds a user's own questionnaires."""

_LONGEST = 60


def slug(name: str) -> str:
    """``Bostøtte Nord`` → ``bostoette-nord``: ASCII, lower case, never empty, never a name that a system reserves."""
    plain = unicodedata.normalize("NFKD", fold(name).translate(_DANISH)).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not short or len(short) > _LONGEST or short in _WINDOWS or short in _RESERVED:
        return distinct_slug(name, short)
    return short


def distinct_slug(name: str, start: str | None = None) -> str:
    """The slug with a short hash of the name, for where another name has taken the plain one."""
    plain = slug(name) if start is None else start
    import hashlib

    digest = hashlib.sha256(fold(name).encode()).hexdigest()[:6]
    return f"{plain[: _LONGEST - 7].strip('-') or 'x'}-{digest}"


def is_slug(name: str) -> bool:
    """Whether a name is written as those of folders are; no path can hide in it, and no capital letters."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None


def same(one: str, other: str) -> bool:
    """Whether two names are the same to a reader: case, blanks and the coding of accents do not count."""
    return one == other or folded(one) == folded(other)


folded = lru_cache(maxsize=4096)(fold)
"""What is equal for two names that are the same. In a large folder every name is compared with every other one."""
