"""What a batch of survey files brings: counts per team and quarter, what was understood, and what was left out.

No row per person is in here: a worker process reads and counts, and only this comes back from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from hf_fidelity.domain.assessment import Answer, Assessment, Votes
from hf_fidelity.domain.findings import CellFinding, Finding
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.privacy import Policy
from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.domain.reliability import Moments
from hf_fidelity.domain.scoring import Scores

SkipReason = Literal["test", "incomplete", "empty", "total", "header", "duplicate"]
"""Why a row is no answer: a try-out, not finished, no answers, a row of sums, the headings again, answered again."""

Stored = Literal["created", "unchanged", "updated", "refused", "held-back", "dry-run"]


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
    """What became of a file's rows. Every row below the headings is in exactly one place."""

    accepted: int = 0
    skipped: Mapping[SkipReason, RowSet] = field(default_factory=dict)
    rejected: RowSet = RowSet()

    @property
    def skips(self) -> int:
        """How many rows were skipped, for any reason."""
        return sum(map(len, self.skipped.values()))

    @property
    def read(self) -> int:
        """How many rows there were: accepted + skipped + rejected."""
        return self.accepted + self.skips + len(self.rejected)


@dataclass(frozen=True)
class GroupVotes:
    """The votes of one team in one quarter, from one file."""

    organisation: str
    team: str
    quarter: Quarter
    respondents: int
    votes: Mapping[str, Votes]
    """Statement → votes; only statements that the file has."""
    roles: Mapping[str, int] = field(default_factory=dict)
    """Role → people; empty where the file says nothing of roles."""


@dataclass(frozen=True)
class JointAnswers:
    """The agreed answers of one team, from a form filled in together."""

    organisation: str
    team: str
    quarter: Quarter
    answers: Mapping[str, Answer]
    measures: Mapping[str, Mapping[str, int | float]] = field(default_factory=dict)


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
    role: Literal["answers", "legend", "own"] = "answers"
    """What the file is: answers, a legend to another file, or a workbook that this program wrote itself."""
    tool: str = ""
    """What the tool is called, or a message id for it; empty where its id must do."""

    @property
    def usable(self) -> bool:
        """Whether the file was understood; its rows may still all have been rejected."""
        return self.layout is not None


@dataclass(frozen=True)
class Imported:
    """What became of one team and quarter, as it may be shown (privacy applied)."""

    organisation: str
    team: str
    quarter: Quarter
    respondents: int
    """People who answered; for agreed answers 0."""
    stored: Stored
    basis: Literal["votes", "agreed"] = "votes"
    record: str | None = None
    """The record's path from the data folder, with ``/``; None where nothing is stored."""
    why: Finding | None = None
    """Why it was refused, held back or unchanged; None where there is nothing to say."""
    shown: Assessment | None = None
    """The record with only what may be shown; None where nothing may."""
    scores: Scores | None = None
    """Its scores on ``basis``; None where nothing may be shown."""
    files: tuple[str, ...] = ()
    """The files it came from, as they were given."""


@dataclass(frozen=True)
class Batch:
    """Everything that one call of ``score`` did."""

    instrument: Instrument
    policy: Policy
    files: tuple[ExportRead, ...]
    teams: tuple[Imported, ...]
    lenient: bool = False
    dry_run: bool = False

    def moments(self) -> dict[str, Moments]:
        """Theme → sums for alpha, over all files; only of at least as many people as the limit."""
        pooled: dict[str, Moments] = {}
        for read in self.files:
            for theme, found in read.moments.items():
                pooled[theme] = pooled[theme] + found if theme in pooled else found
        return {theme: found for theme, found in pooled.items() if found.n >= self.policy.limit}
