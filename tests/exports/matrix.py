"""One known set of answers to Bilag 1, which every survey tool's layout is written from, counted here by hand."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from statistics import variance
from typing import Any, Literal

from hf_fidelity.domain.survey.exports import ExportRead
from tests.builders import housing_first

INSTRUMENT = housing_first()
IDS = INSTRUMENT.order
ORGANISATION = "Prøvekøbing Kommune"
QUARTER = "2026-Q3"
NORD, SYD = TEAMS = ("Bostøtte Nord", "Bostøtte Syd")

Kind = Literal["answer", "test", "incomplete", "empty"]
Mark = int | str
"""A point on the scale, or one of the three below."""
MISSING, UNKNOWN, NOT_RELEVANT = "-", "?", "i"
"""No answer; *Ved ikke*, which counts as no answer; *Ikke relevant*."""


@dataclass(frozen=True)
class Person:
    """One row of an export."""

    number: int
    """The order in which they answered."""
    team: str
    role: str
    marks: Mapping[str, Mark]
    kind: Kind = "answer"
    damaged: Mapping[str, Any] = field(default_factory=dict)
    """Statement → what is to be written in place of the answer."""

    @property
    def answered(self) -> bool:
        """Whether they took a stand on anything."""
        return set(self.marks.values()) != {MISSING}


@dataclass(frozen=True)
class Counted:
    """What a team's answers add up to."""

    respondents: int
    roles: Mapping[str, int]
    votes: Mapping[str, tuple[tuple[int, ...], int, int]]
    """Statement → people per point, missing, not relevant."""


_ANSWERS = {
    NORD: """
        Medarbejder  4325 5433 4445 4344
        Medarbejder  44?4 3234 5434 5444
        Leder        5545 4i44 5555 4555
        Medarbejder  32-3 2132 4323 33i4
        Medarbejder  4433 5233 44?5 4445
        Medarbejder  2232 1124 3234 3353
        Leder        5444 i344 4545 5444
        Medarbejder  4534 42-3 43?4 4435
        Medarbejder  1111 2212 1213 2141
    """,
    SYD: """
        Medarbejder  5555 4455 5545 5455
        Medarbejder  4344 33?3 4434 4344
        Medarbejder  3433 22i2 5334 43-3
        Leder        4554 4355 4445 5555
        Medarbejder  2323 1231 3323 3234
        Medarbejder  4444 -343 4i44 4454
        Leder        5455 4445 545? 5545
        Medarbejder  3-32 3223 4334 3433
    """,
}
_EXTRAS: dict[Kind, tuple[str, ...]] = {
    "test": ("5555 5555 5555 5555",),
    "incomplete": ("33-- ---- ---- ----", "---- ---- ---- ----"),
    "empty": ("---- ---- ---- ----",),
}
"""People who are no respondents: those who try the survey out, give up, never begin, or send it in without answers."""


def marks(line: str) -> dict[str, Mark]:
    """Answers from one sign a statement."""
    signs = line.replace(" ", "")
    return {id: int(sign) if sign.isdigit() else sign for id, sign in zip(IDS, signs, strict=True)}


def matrix() -> list[Person]:
    """Everybody whose answers count, the teams mixed as they come in."""
    lines = [(team, *line.split(maxsplit=1)) for team, text in _ANSWERS.items() for line in text.strip().splitlines()]
    lines = lines[::2] + lines[1::2]
    return [Person(number, team, role, marks(line)) for number, (team, role, line) in enumerate(lines, start=1)]


def without_words(people: Iterable[Person]) -> list[Person]:
    """The people as a tool writes them that knows digits only: what is no point on the scale is left empty."""
    return [
        replace(person, marks={id: m if isinstance(m, int) else MISSING for id, m in person.marks.items()})
        for person in people
    ]


def with_extras(people: list[Person], kinds: Iterable[Kind]) -> list[Person]:
    """The people, and in between those whose rows are to be skipped."""
    extras = [(kind, line) for kind in kinds for line in _EXTRAS[kind]]
    every = list(people)
    for step, (kind, line) in enumerate(extras):
        person = Person(90 + step, people[0].team, "Medarbejder", marks(line), kind)
        every.insert(2 + 3 * step, person)
    return every


def expected(people: Iterable[Person]) -> dict[str, Counted]:
    """Team → its counts: only of those whose answers count."""
    counting = [person for person in people if person.kind == "answer"]
    return {team: _counts([p for p in counting if p.team == team]) for team in {p.team for p in counting}}


def _counts(team: list[Person]) -> Counted:
    votes = {}
    for id in IDS:
        given = Counter(person.marks[id] for person in team)
        votes[id] = (tuple(given[value] for value in range(1, 6)), given[MISSING] + given[UNKNOWN], given[NOT_RELEVANT])
    return Counted(len(team), Counter(person.role for person in team), votes)


def expected_alpha(people: Iterable[Person], theme: str) -> tuple[int, float]:
    """How many answered the whole theme, and Cronbach's alpha as the textbook has it."""
    ids = [statement.id for statement in INSTRUMENT.statements if statement.theme == theme]
    rows = [[person.marks[id] for id in ids] for person in people if person.kind == "answer"]
    whole = [[mark for mark in row if isinstance(mark, int)] for row in rows]
    whole = [row for row in whole if len(row) == len(ids)]
    parts = sum(variance(column) for column in zip(*whole, strict=True))
    k = len(ids)
    return len(whole), k / (k - 1) * (1 - parts / variance([sum(row) for row in whole]))


def counted(read: ExportRead) -> dict[tuple[str, str, str], Counted]:
    """What was read, in the shape of what is expected."""
    return {
        (group.organisation, group.team, str(group.quarter)): Counted(
            group.respondents,
            group.roles,
            {id: (v.all.counts, v.all.missing, v.all.not_relevant) for id, v in group.votes.items()},
        )
        for group in read.groups
    }


ROLES = ("Medarbejder", "Leder")
MARKS: tuple[Mark, ...] = (1, 2, 3, 4, 5, 2, 3, 4, 5, 4, 5, MISSING, UNKNOWN, NOT_RELEVANT)


def some_marks(chance: Random) -> dict[str, Mark]:
    """Any answers at all, but not none."""
    marks = {id: chance.choice(MARKS) for id in IDS}
    return {**marks, chance.choice(IDS): 5, chance.choice(IDS): 1}  # never empty
