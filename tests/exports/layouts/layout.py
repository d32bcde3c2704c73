"""What a layout is: how a tool writes the known answers, and what is to be read of them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hf_fidelity.domain.survey.exports import Direction
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.job import Job, Options
from tests.exports.layouts.grid import Spots, Table
from tests.exports.matrix import INSTRUMENT, Kind, Person, matrix, with_extras, without_words

CPR = "010100-0000"
"""Looks like a CPR number, and can be nobody's: no number ends in 0000."""
WORDS: dict[str, Any] = {"unknown-answer": "Måske", "two-answers": "Enig; Uenig", "cpr-like": CPR}
"""What is written in place of an answer → as what it must be found, by code. This for text …"""
CODES = WORDS | {"unknown-answer": 99, "two-answers": "2; 4"}
"""… and this where cells are codes."""
SHEET: dict[str, Any] = {"error-cell": "#DIV/0!", "no-value": '=IF(1=1,"Enig","Uenig")'}
"""Only a spreadsheet can have these."""


@dataclass(frozen=True)
class Written:
    """An export on disk."""

    path: Path
    spots: Spots
    beside: tuple[Path, ...] = ()
    """Files of the same export that explain this one."""

    def job(self) -> Job:
        return Job(str(self.path), tuple(map(str, self.beside)))


@dataclass(frozen=True)
class Layout:
    """One way in which a tool writes the answers."""

    name: str
    tool: tuple[str, ...]
    """The ids that are right; more than one only where nothing in the file tells them apart."""
    write: Callable[[Path, Sequence[Person]], Written]
    extras: tuple[Kind, ...] = ()
    """Which rows to be skipped the tool writes among the others."""
    also_skipped: Mapping[str, int] = field(default_factory=dict)
    """Rows that are nobody's and are to be skipped."""
    damage: Mapping[str, Any] = field(default_factory=lambda: WORDS)
    words: bool = True
    """Whether it can tell *Ved ikke* and *Ikke relevant* from no answer."""
    team: str | None = None
    """The team whose export it is, where the file does not say."""
    roles: bool = True
    explained: bool = False
    """Whether other files come with it that explain its codes."""
    codes: Direction | None = None
    organisation: str | None = None
    quarter: str | None = None

    def people(self) -> list[Person]:
        """Whose rows stand in the file, in this order."""
        people = [person for person in matrix() if self.team in (None, person.team)]
        return with_extras(people if self.words else without_words(people), self.extras)

    def skips(self) -> dict[str, int]:
        """Reason → rows."""
        kinds = Counter[str](person.kind for person in self.people() if person.kind != "answer")
        return {**kinds, **self.also_skipped}

    def options(self, lenient: bool = False, codes: bool = True) -> Options:
        """What the user has to say for this file."""
        quarter = Quarter.parse(self.quarter) if self.quarter else None
        said = self.codes if codes else None
        return Options(INSTRUMENT, self.organisation, self.team, quarter, said, lenient)


def spots(*tables: tuple[Table, str | None]) -> Spots:
    """Where the answers stand that lie on these sheets."""
    found: dict[Any, Any] = {}
    for table, sheet in tables:
        found.update(table.spots(sheet))
    return found
