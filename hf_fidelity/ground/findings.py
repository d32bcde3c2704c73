"""What there is to say about something read or computed: collected, never raised.

A broken rule is a finding with the path to its place.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from hf_fidelity import i18n
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


class FindingLines(tuple[Finding, ...]):
    """Findings that are shown one a line, each with the line of the file that it is about."""

    def words(self) -> str:
        """One sentence a line."""
        lines = (Finding("", N_("line {line}: {what}"), {"line": wrong.line, "what": wrong}) for wrong in self)
        return "".join(f"\n  {line.words()}" for line in lines)


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

    def what_to_do(self) -> str:
        """The remedy in the chosen language; empty where there is none."""
        return i18n.words(self.remedy, self.params)


# A broken rule: the path to the place, and what is wrong there.


KeyPath = tuple[str | int, ...]
"""The keys and indices that lead to a value inside a file."""
Broken = tuple[KeyPath, Finding]


def broken(path: KeyPath, code: str, message: str, **params: Any) -> Broken:
    """What is wrong at a path; ``message`` is a message id with ``params``."""
    return path, Finding(code, message, params, "error")
