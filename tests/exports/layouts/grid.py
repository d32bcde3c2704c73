"""Columns → the rows of a sheet, and where each answer stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from openpyxl.utils import get_column_letter

from tests.exports.matrix import IDS, ORGANISATION, QUARTER, Mark, Person

Row = list[Any]
Vocabulary = dict[Mark, Any]
Spots = Mapping[tuple[int, str], "Spot"]
"""(person, statement) → where the answer stands."""


@dataclass(frozen=True)
class Spot:
    """A cell as a spreadsheet names it."""

    sheet: str | None
    row: int
    column: int

    @property
    def cell(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Column:
    """A column: its cell in each heading row, and each person's."""

    heads: tuple[Any, ...]
    value: Callable[[Person], Any]
    statement: str | None = None


@dataclass(frozen=True)
class Table:
    """Headings and people on one sheet; further rows above, below, and before the person of that place."""

    columns: Sequence[Column]
    people: Sequence[Person]
    above: Sequence[Row] = ()
    below: Sequence[Row] = ()
    between: Mapping[int, Sequence[Row]] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        return [row for _, row in self._laid_out()]

    def spots(self, sheet: str | None = None) -> Spots:
        statements = [(i, c.statement) for i, c in enumerate(self.columns, start=1) if c.statement]
        rows = [(line, person) for line, (person, _) in enumerate(self._laid_out(), start=1) if person]
        return {(person.number, id): Spot(sheet, line, i) for line, person in rows for i, id in statements}

    def _laid_out(self) -> Iterator[tuple[Person | None, Row]]:
        yield from ((None, row) for row in self.above)
        yield from ((None, list(heads)) for heads in zip(*(column.heads for column in self.columns), strict=True))
        for place, person in enumerate(self.people):
            yield from ((None, row) for row in self.between.get(place, ()))
            yield person, [column.value(person) for column in self.columns]
        yield from ((None, row) for row in self.below)


def column(heads: Any, value: Any = "") -> Column:
    """A column of something else than answers; a value that is no function is everybody's."""
    return Column(heads if isinstance(heads, tuple) else (heads,), value if callable(value) else lambda person: value)


def plain_columns(heads: Mapping[Any, Any]) -> list[Column]:
    """Columns from heading → value."""
    return [column(head, value) for head, value in heads.items()]


def statements(heads: Mapping[str, Any], vocabulary: Vocabulary) -> list[Column]:
    """The columns of statements, from statement → heading."""
    made = []
    for id, head in heads.items():
        first = column(head)
        made.append(Column(first.heads, _answer(id, vocabulary), id))
    return made


def _answer(id: str, vocabulary: Vocabulary) -> Callable[[Person], Any]:
    return lambda person: person.damaged.get(id, vocabulary[person.marks[id]])


def started(person: Person) -> datetime:
    """When they began; all in the quarter."""
    return datetime(2026, 9, 14, 8, 0) + timedelta(minutes=7 * person.number)


def ended(person: Person) -> datetime:
    """When they were done."""
    return started(person) + timedelta(minutes=4, seconds=9)


def when(form: str, moment: Callable[[Person], datetime] = ended) -> Callable[[Person], str]:
    """The moment as text."""
    return lambda person: moment(person).strftime(form)


def about(head: Callable[[str], Any] = str) -> list[Column]:
    """Who a row is about: municipality, team, quarter and role, as questions of the survey."""
    answers = {
        "Kommune": ORGANISATION,
        "Team": lambda person: person.team,
        "Kvartal": QUARTER,
        "Rolle": lambda person: person.role,
    }
    return [column(head(word), value) for word, value in answers.items()]


def by_id(write: Callable[[str], Any]) -> dict[str, Any]:
    """Statement → heading, from a function of the id."""
    return {id: write(id) for id in IDS}
