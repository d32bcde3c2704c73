"""What one survey file brings: counts per team and quarter, what was understood, and what became of its rows.

No row per person is in here: a worker process reads and counts, and only this comes back from it. That process does
without the models of records, which are made of the counts where they are asked for.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import is_
from typing import TYPE_CHECKING, Any, Literal, Self

from hf_fidelity.domain.scores.figures import Moments
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import CellFinding

if TYPE_CHECKING:
    from hf_fidelity.domain.record.assessment import Answer, Votes

SkipReason = Literal["test", "incomplete", "empty", "total", "header", "duplicate"]
"""Why a row is no answer: a try-out, not finished, no answers, a row of sums, the headings again, answered again."""


@dataclass(frozen=True)
class RowSet:
    """Row numbers as runs: what happened to row 17 can be told of any number of rows."""

    runs: tuple[tuple[int, int], ...] = ()
    """First and last row of each run, ascending."""

    @classmethod
    def of(cls, rows: Iterable[int]) -> Self:
        """The runs in row numbers, given in any order."""
        runs: list[tuple[int, int]] = []
        for row in sorted(set(rows)):
            if runs and runs[-1][1] == row - 1:
                runs[-1] = (runs[-1][0], row)
            else:
                runs.append((row, row))
        return cls(tuple(runs))

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.runs)

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and any(first <= row <= last for first, last in self.runs)

    def __str__(self) -> str:
        return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in self.runs)


@dataclass(frozen=True)
class Rows:
    """What became of a file's rows. Every row below the headings, and every other with answers, is in one place."""

    accepted: int = 0
    skipped: Mapping[SkipReason, RowSet] = field(default_factory=dict)
    rejected: RowSet = RowSet()
    elsewhere: Mapping[str, RowSet] = field(default_factory=dict)
    """Sheet that is not read → its rows with answers: they are skipped too."""

    @property
    def skips(self) -> int:
        """How many rows were skipped, for any reason."""
        return sum(map(len, (*self.skipped.values(), *self.elsewhere.values())))

    @property
    def read(self) -> int:
        """How many rows there were: accepted + skipped + rejected."""
        return self.accepted + self.skips + len(self.rejected)


@dataclass(frozen=True, eq=False)
class CountedVotes(Mapping[str, "Votes"]):
    """Statement → votes, each made when it is first asked for.

    A file may hold thousands of groups. As plain numbers they are counted, sent to another process and taken in
    there in a tenth of the time, and of the room, that their models take.
    """

    statements: tuple[str, ...]
    of_all: "array[int]"
    """A tally for each statement: people per point, who did not answer, for whom it is not relevant."""
    by_role: "Mapping[str, array[int]]" = field(default_factory=dict)
    """Role → the same of these people."""

    def __getitem__(self, id: str) -> "Votes":
        """The votes on one statement."""
        if id not in self._made:
            self._made[id] = self._votes(id)
        return self._made[id]

    @cached_property
    def _made(self) -> "dict[str, Votes]":
        return {}

    def _votes(self, id: str) -> "Votes":
        if id not in self.statements:
            raise KeyError(id)
        wide = self._wide
        start = self.statements.index(id) * wide
        from hf_fidelity.domain.record.assessment import Votes

        of_role = {role: _tally(numbers, start, wide) for role, numbers in self.by_role.items()}
        return Votes.model_validate({"all": _tally(self.of_all, start, wide), "roles": of_role})

    def __iter__(self) -> Iterator[str]:
        """The statements."""
        return iter(self.statements)

    def __len__(self) -> int:
        """How many statements there are."""
        return len(self.statements)

    def __contains__(self, id: object) -> bool:
        """Whether there are votes on a statement."""
        return id in self.statements

    @property
    def _wide(self) -> int:
        return len(self.of_all) // len(self.statements)

    def answered(self) -> dict[str, int]:
        """Statement → how many gave a point on the scale."""
        wide = self._wide
        return {id: sum(self.of_all[at * wide : (at + 1) * wide - 2]) for at, id in enumerate(self.statements)}

    def tallies(self) -> dict[str, tuple[int, ...]]:
        """Statement → how many gave each point, and last how many gave none."""
        wide = self._wide
        return {id: tuple(self.of_all[at * wide : (at + 1) * wide - 1]) for at, id in enumerate(self.statements)}


def _tally(numbers: "array[int]", start: int, wide: int) -> dict[str, Any]:
    """The fields of a statement's tally. Votes are made of such all at once, which is quicker than one by one."""
    end = start + wide - 2
    return {"counts": tuple(numbers[start:end]), "missing": numbers[end], "not_relevant": numbers[end + 1]}


@dataclass(frozen=True)
class GroupVotes:
    """The votes of one team in one quarter, from one file."""

    organisation: str
    team: str
    quarter: Quarter
    respondents: int
    votes: "Mapping[str, Votes]"
    """Statement → votes; only statements that the file has."""
    roles: Mapping[str, int] = field(default_factory=dict)
    """Role → people; empty where the file says nothing of roles."""

    def answered(self) -> dict[str, int]:
        """Statement → how many gave a point on the scale."""
        if isinstance(self.votes, CountedVotes):
            return self.votes.answered()
        return {id: votes.all.answered for id, votes in self.votes.items()}

    def tallies(self) -> dict[str, tuple[int, ...]]:
        """Statement → how many gave each point, and last how many gave none."""
        if isinstance(self.votes, CountedVotes):
            return self.votes.tallies()
        return {id: (*votes.all.counts, votes.all.missing) for id, votes in self.votes.items()}

    def without_roles(self) -> Self:
        """The same votes of the same people, whatever their roles."""
        if not self.roles:
            return self
        if isinstance(self.votes, CountedVotes):
            return replace(self, roles={}, votes=replace(self.votes, by_role={}))
        alone = {id: votes.model_copy(update={"roles": {}}) for id, votes in self.votes.items()}
        return replace(self, roles={}, votes=alone)


@dataclass(frozen=True)
class JointAnswers:
    """The agreed answers of one team, from a form filled in together."""

    organisation: str
    team: str
    quarter: Quarter
    answers: "Mapping[str, Answer]"
    measures: Mapping[str, Mapping[str, int | float]] = field(default_factory=dict)


PERHAPS_HEADINGS = "perhaps_headings"
"""The key of an understanding under which stands what is taken for headings, where none of it names a statement.

In a file that has no headings it is what somebody answered.
"""


@dataclass(frozen=True)
class ExportRead:
    """One survey file: what was understood, what became of its rows, and what they add up to."""

    file: str
    """The path as it was given."""
    sha256: str = ""
    layout: str | None = None
    """The survey tool's id, such as ``surveyxact``; None where the file could not be understood."""
    sheet: str | None = None
    """None for CSV."""
    rows: Rows = Rows()
    findings: tuple[CellFinding, ...] = ()
    groups: tuple[GroupVotes, ...] = ()
    joint: tuple[JointAnswers, ...] = ()
    moments: Mapping[str, Moments] = field(default_factory=dict)
    """Theme → sums for alpha, over all accepted rows; only themes whose statements the file has all."""
    mapping: Mapping[str, Any] = field(default_factory=dict)
    """The understanding, with the keys of a mapping file."""
    role: Literal["answers", "legend", "own", "passed-over"] = "answers"
    """What the file is: answers, a legend to another file, a workbook that this program wrote itself, or something in
    a folder (a folder inside it, too) that could hold answers and was not read."""
    tool: str = ""
    """What the tool is called, or a message id for it; empty where its id must do."""

    @property
    def usable(self) -> bool:
        """Whether the file was understood; its rows may still all have been rejected."""
        return self.layout is not None

    def for_others(self) -> Self:
        """The same without what stood in cells, and without headings that may be what somebody answered."""
        known = PERHAPS_HEADINGS not in self.mapping
        findings = tuple(found.for_others(headings_are_known=known) for found in self.findings)
        if known and all(map(is_, findings, self.findings)):  # nearly all files
            return self
        mapping = {key: value for key, value in self.mapping.items() if key != PERHAPS_HEADINGS}
        return replace(self, findings=findings, mapping=mapping)
