"""What there is to say about something read or computed: collected, never raised.

A broken rule is a finding with the path to its place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Literal, Self

from hf_fidelity import i18n
from hf_fidelity.errors import FidelityError, InputProblem
from hf_fidelity.ground.patterns import lazily
from hf_fidelity.i18n import N_

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """A code that programs can rely on, and a sentence for people.

    ``message`` is a message id with ``params``; ``line`` and ``column`` count from 1, None where there is none.
    """

    code: str
    message: str
    params: dict[str, Any] = field(default_factory=dict)
    severity: Severity = "info"
    line: int | None = None
    column: int | None = None

    def words(self) -> str:
        """The sentence in the chosen language."""
        return i18n.words(self.message, self.params)

    def __str__(self) -> str:
        return self.words()


@dataclass(frozen=True)
class CountFinding(Finding):
    """A finding about a number of things: ``message`` says it of one, ``many`` of any other ``{number}``."""

    many: str = ""
    number: int = 1

    def words(self) -> str:
        """The sentence that fits the number, in the chosen language."""
        return i18n.ngettext(self.message, self.many, self.number, **self.params)


def sentence(of: FidelityError | Finding) -> str:
    """What is said of something that was left out or found, in the chosen language."""
    return of.words() if isinstance(of, Finding) else i18n.words(of.message, of.params)


class FindingLines(tuple[Finding, ...]):
    """Findings that are shown one a line, each with the line of the file that it is about."""

    def words(self) -> str:
        """One sentence a line."""
        lines = (Finding("", N_("line {line}: {what}"), {"line": wrong.line, "what": wrong}) for wrong in self)
        return "".join(f"\n  {line.words()}" for line in lines)


class Few(list[str]):
    """Things of which sentences name the first, and how many more there are: a list of thousands helps nobody."""

    def words(self) -> str:
        """The first ones, and how many more."""
        named = ", ".join(self[:_NAMED])
        return (
            i18n.words(N_("{some} and {n} more"), {"some": named, "n": n}) if (n := len(self) - _NAMED) > 0 else named
        )


_NAMED = 3


def first_few(texts: Iterable[str], most: int = 6) -> list[str]:
    """The first texts, and ``…`` where there are more: those whose number is said already, or does not matter."""
    few = list(islice(texts, most + 1))
    return few if len(few) <= most else [*few[:most], "…"]


@dataclass(frozen=True)
class CellFinding(Finding):
    """A finding about a spreadsheet or a place in it: what stood there, and what to do about it.

    ``line`` and ``column`` stay None: a row and a cell are named as the spreadsheet shows them.
    """

    sheet: str | None = None
    """None for a CSV file, and where the finding is about the file as a whole."""
    row: int | None = None
    """From 1; None where the finding is about no single row."""
    cell: str | None = None
    """Such as ``G14``; None where the finding is about no single cell."""
    value: str | None = None
    """What stood there, shortened; None where there is nothing to repeat, or it must not be repeated."""
    remedy: str = ""
    """A message id for the same ``params``: what to do. Empty where there is nothing to do."""
    length: int | None = None
    """How many characters stood there; None where nothing is to be repeated."""

    @property
    def is_hidden(self) -> bool:
        """Whether something stood there that is not repeated, but for how long it was."""
        return self.value is None and self.length is not None

    def for_others(self, *, headings_are_known: bool = True) -> Self:
        """The same without what stood there, which somebody may have written: where and how long it is must do.

        What is taken for headings is repeated only where they are known to be: else it may be somebody's answers.
        """
        hidden = [key for key in self.params if _repeats(key) or (key in _OF_HEADINGS and not headings_are_known)]
        if self.value is None and not hidden:
            return self
        length = len(self.value) if self.length is None and self.value is not None else self.length
        params = {key: _not_repeated(key, value) if key in hidden else value for key, value in self.params.items()}
        return replace(self, params=params, value=None, length=length)

    def what_to_do(self) -> str:
        """The remedy in the chosen language; empty where there is none."""
        return i18n.words(self.remedy, self.params)


_OF_HEADINGS = ("columns", "heading")
"""Parameters that repeat what is taken for headings."""


_QUOTED = lazily("».*«", re.DOTALL)


def _repeats(param: str) -> bool:
    """Whether a parameter repeats what stands in a file: one value of it, or several."""
    return param.startswith("value") or param == "texts"


def _not_repeated(param: str, value: Any) -> Any:
    """What is said instead: of columns with what is taken for their headings (``C »Team«``), which columns they are."""
    if param not in _OF_HEADINGS or not isinstance(value, list):
        return "…"
    return [_QUOTED.sub("»…«", each) if _QUOTED.search(each) else "…" for each in value]


# A broken rule: the path to the place, and what is wrong there.


KeyPath = tuple[str | int, ...]
"""The keys and indices that lead to a value inside a file."""
Broken = tuple[KeyPath, Finding]


def broken(path: KeyPath, code: str, message: str, **params: Any) -> Broken:
    """What is wrong at a path; ``message`` is a message id with ``params``."""
    return path, Finding(code, message, params, "error")


# Why a file could not be had.


_REFUSALS = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("File too large"),
    N_("Input/output error"),
    N_("Read-only file system"),
    N_("File exists"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("Directory not empty"),
    N_("File name too long"),
    N_("Device or resource busy"),
    N_("Text file busy"),
    N_("Too many open files"),
    N_("Too many levels of symbolic links"),
    N_("Invalid argument"),
    N_("Invalid cross-device link"),
    N_("Stale file handle"),
    N_("No such device"),
    N_("No such device or address"),
    N_("Operation not supported"),
    N_("Connection timed out"),
    N_("Transport endpoint is not connected"),
    N_("Host is down"),
    N_("Address already in use"),
    N_("Cannot assign requested address"),
    N_("Cannot allocate memory"),
    N_("Bad file descriptor"),
    N_("Broken pipe"),
)
"""The words in which the system says no; it says them in English, whatever the people at the keyboard speak."""

REFUSED = "refused-by-system"
"""The code of such a finding."""


def reason(error: OSError) -> Finding:
    """Why the system refused, for a message to put behind the name of a file: in its own words where they are none of
    those we know; ours, where it was we who refused."""
    why: Finding | None = getattr(error, "why", None)
    return why or Finding(REFUSED, error.strerror or type(error).__name__)


def cannot_be_read(file: object, error: OSError) -> InputProblem:
    """That a file which somebody named (a path or its text) cannot be read, why, and what to do about it."""
    hint = N_("Close it in other programs, check that you may open it, and try again.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        hint = N_("Check the name and the folder.")
    if isinstance(error, IsADirectoryError):
        hint = N_("Name a file that lies in it.")
    return InputProblem(N_("{file} cannot be read: {why}."), hint=hint, file=str(file), why=reason(error))
