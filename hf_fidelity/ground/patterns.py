"""Patterns that are compiled when they are first looked for.

There are some three hundred, of words in many languages, and most runs need few: compiling all of them takes as long as
reading a small file.
"""

import re
from typing import AnyStr, Generic, cast

_WHAT_IT_DOES = ("match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split")
_WHAT_IT_IS = ("pattern", "flags", "groups", "groupindex")


def lazily(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``, at first use. What it gives is no ``re.Pattern`` to ``isinstance``, nor to ``re.sub``.

    ``re.error`` is raised at first use, too; a test compiles every one.
    """
    return cast("re.Pattern[AnyStr]", _Waiting(pattern, flags))


class _Waiting(Generic[AnyStr]):
    """A pattern that becomes its compiled self, method by method: once it is, asking it takes no longer than that."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._source: tuple[AnyStr, int] = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        if name not in (*_WHAT_IT_DOES, *_WHAT_IT_IS):
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        for each in (*_WHAT_IT_DOES, *_WHAT_IT_IS):
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)
