"""What a batch of survey files brings: counts per team and quarter, what was understood, and what was left out.

No row per person is in here: a worker process reads and counts, and only this comes back from it.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import exp, lgamma
from typing import Any, Literal, Self

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, RecordSource, Tally, Votes
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores.figures import Moments
from hf_fidelity.domain.scores.scoring import Scores
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import CellFinding, Finding

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


@dataclass(frozen=True, eq=False)
class CountedVotes(Mapping[str, Votes]):
    """Statement → votes, each made when it is asked for.

    A file may hold thousands of groups. As plain numbers they are counted, sent to another process and taken in
    there in a tenth of the time, and of the room, that their models take.
    """

    statements: tuple[str, ...]
    of_all: "array[int]"
    """A tally for each statement: people per point, who did not answer, for whom it is not relevant."""
    by_role: "Mapping[str, array[int]]" = field(default_factory=dict)
    """Role → the same of these people."""

    def __getitem__(self, id: str) -> Votes:
        """The votes on one statement."""
        if id not in self.statements:
            raise KeyError(id)
        at, wide = self.statements.index(id), self._wide
        of_role = {role: _tally(numbers[at * wide : (at + 1) * wide]) for role, numbers in self.by_role.items()}
        return Votes(all=_tally(self.of_all[at * wide : (at + 1) * wide]), roles=of_role)

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


def _tally(numbers: "array[int]") -> Tally:
    *counts, missing, not_relevant = numbers
    return Tally(counts=tuple(counts), missing=missing, not_relevant=not_relevant)


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
        return replace(self, roles={}, votes={id: Votes(all=votes.all) for id, votes in self.votes.items()})


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
    role: Literal["answers", "legend", "own", "passed-over"] = "answers"
    """What the file is: answers, a legend to another file, a workbook that this program wrote itself, or something in
    a folder (a folder inside it, too) that could hold answers and was not read."""
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
    """The record's path from the data folder, with ``/``, where the answers are in it; else None."""
    why: Finding | None = None
    """Why it was refused, held back or unchanged; None where there is nothing to say."""
    shown: Assessment | None = None
    """The record with only what may be shown; None where nothing may."""
    scores: Scores | None = None
    """Its scores on ``basis``; None where nothing may be shown."""
    files: tuple[str, ...] = ()
    """The files it came from, as they were given."""
    hidden: Mapping[str, Finding] = field(default_factory=dict)
    """Statement → why it has no figures; only statements without."""
    roles_hidden: tuple[Finding, ...] = ()
    """What the file says of the team and nobody is shown, because too few people stand behind it: roles."""


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


# Imported votes put into a record: what is added up, what is replaced, and what a meeting agreed on stays.
#
# Pure rules; which file, which record and where it lies is the journey's affair.


def has_votes(record: Assessment) -> bool:
    """Whether the record has votes of any kind."""
    return any(answer.votes for answer in record.answers.values())


def is_in(source: RecordSource, record: Assessment) -> bool:
    """Whether a file's votes are in the record already, by its content, whatever it is called."""
    return any(known.kind == "import" and known.sha256 == source.sha256 for known in record.sources)


def replaced(record: Assessment, group: GroupVotes, source: RecordSource) -> Assessment:
    """The record with these votes and no others. Agreed answers, comments and actions stay.

    Votes on a statement that the record's questionnaire worded otherwise are left out: they answered another question.
    """
    votes, before = _fitting(record, group.votes), record.answers
    answers = {
        id: before[id].model_copy(update={"votes": votes.get(id)}) if id in before else Answer(votes=votes[id])
        for id in record.instrument.statements
        if id in votes or id in before
    }
    return _with(record, answers, group.respondents, dict(group.roles), _instead(record.sources, source))


def _instead(sources: tuple[RecordSource, ...], source: RecordSource) -> tuple[RecordSource, ...]:
    """The sources with this import and no other; where it was the only one before, in its old place."""
    if [known for known in sources if known.kind == "import"] == [source]:
        return sources
    return (*(known for known in sources if known.kind != "import"), source)


def added(record: Assessment, group: GroupVotes, source: RecordSource) -> Assessment:
    """The record with these votes on top of its own."""
    votes = _fitting(record, group.votes)
    answers = {
        id: record.answer(id).model_copy(update={"votes": _sum(record.answer(id).votes, votes.get(id))})
        for id in record.instrument.statements
        if id in votes or id in record.answers
    }
    people = (record.participants or 0) + group.respondents
    both = bool(record.roles) and bool(group.roles)
    roles = {role: record.roles.get(role, 0) + group.roles.get(role, 0) for role in {**record.roles, **group.roles}}
    return _with(record, answers, people, roles if both else {}, (*record.sources, source))


def _includes(votes: Mapping[str, Votes], record: Assessment) -> bool:
    """Whether every count is at least the stored one: then it looks like a newer copy of the same export."""
    stored = {id: answer.votes for id, answer in record.answers.items() if answer.votes}
    return bool(stored) and all(
        id in votes and _at_least(votes[id].all.counts, known.all.counts) for id, known in stored.items()
    )


def _at_least(counts: Iterable[int], stored: Iterable[int]) -> bool:
    return all(new >= old for new, old in zip(counts, stored, strict=True))


Likeness = Literal["newer-copy", "perhaps"]
_ENOUGH = 3
"""Where fewer answers would differ by chance, nothing can be said for sure."""
_SURE, _SURE_OF_OTHERS, _PERHAPS = 0.35, 0.1, 0.6
"""So small a share of that differs in nearly no group of other people as large, in none of another size, or in few."""
_SIZES = 0.6, 2
"""A newer copy has this many times the people, nearly always."""


def likeness(votes: Mapping[str, Votes], record: Assessment) -> Likeness | None:
    """Whether votes are so like the stored ones that they look like the same people's; None: they do not.

    Only counts are known. Of the smaller group's answers some are in excess of the larger one's; of a newer copy those
    are the ones that somebody changed, or the ones of somebody who was deleted. Had the same answers been dealt out to
    two groups by chance, so many would be in excess on the average; a small share of that is no chance. On random
    groups one of a hundred pairs of other people came so close, and one of ten so close that a word is said.
    """
    if _includes(votes, record):
        return "newer-copy"
    excess, expected, sizes = 0, 0.0, [0, 0]
    for id, answer in record.answers.items():
        if answer.votes and id in votes:
            one, other = sorted((_every(answer.votes.all), _every(votes[id].all)), key=sum)
            sizes = [sizes[0] + sum(_every(votes[id].all)), sizes[1] + sum(_every(answer.votes.all))]
            excess += sum(max(0, few - many) for few, many in zip(one, other, strict=True))
            expected += sum(_by_chance(sum(one), sum(other), few + many) for few, many in zip(one, other, strict=True))
    share = excess / expected if expected else 0.0
    alike = _SIZES[0] <= sizes[0] / sizes[1] <= _SIZES[1] if sizes[1] else False
    sure = _SURE if alike else _SURE_OF_OTHERS
    if expected >= _ENOUGH and share <= sure:
        return "newer-copy"
    return "perhaps" if share <= _PERHAPS else None


def _every(tally: Tally) -> tuple[int, ...]:
    return (*tally.counts, tally.missing, tally.not_relevant)


def _by_chance(size: int, other: int, marked: int) -> float:
    """How many more of the marked than the other group has a group has, where chance deals them out: the average."""
    lowest, highest = max(0, marked - other), min(marked, size)
    chance = exp(
        _ways(marked, lowest) + _ways(size + other - marked, size - lowest) - _ways(size + other, size)
    )  # of the fewest
    average = 0.0
    for there in range(lowest, highest + 1):
        average += chance * max(0, 2 * there - marked)
        chance *= (marked - there) * (size - there) / ((there + 1) * (other - marked + there + 1))
    return average


def _ways(of: int, some: int) -> float:
    """The logarithm of how many ways there are to take some out of so many."""
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)


def _fitting(record: Assessment, votes: Mapping[str, Votes]) -> dict[str, Votes]:
    return {id: given for id, given in votes.items() if id in record.instrument.statements}


def _with(
    record: Assessment,
    answers: dict[str, Answer],
    people: int,
    roles: dict[str, int],
    sources: tuple[RecordSource, ...],
) -> Assessment:
    update = {
        "answers": answers,
        "participants": record.participants if record.status == "final" else people,  # who met is the meeting's to say
        "roles": roles,
        "sources": sources,
        "votes_are": record.votes_are or "secret",
    }
    return record.model_copy(update=update)


def _sum(one: Votes | None, other: Votes | None) -> Votes | None:
    if one is None or other is None:
        return one or other
    roles = {role: _tally_sum(one.roles[role], other.roles[role]) for role in one.roles if role in other.roles}
    every = one.roles.keys() == other.roles.keys()
    return Votes(all=_tally_sum(one.all, other.all), roles=roles if every else {})


def _tally_sum(one: Tally, other: Tally) -> Tally:
    return Tally(
        counts=tuple(a + b for a, b in zip(one.counts, other.counts, strict=True)),
        missing=one.missing + other.missing,
        not_relevant=one.not_relevant + other.not_relevant,
    )
