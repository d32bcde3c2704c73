"""A survey file as plain values: what its reading is told, what was understood, and the counts per team and quarter.

No row per person is in here: a worker process reads and counts, and only this comes back from it. That process is
given these values instead of the models of questionnaires and records, which take longer to import than most files
take to read; the models of records are made of the counts where they are asked for.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from operator import is_
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from hf_fidelity.domain.scores.figures import Moments
from hf_fidelity.ground import CellFinding, Quarter, Texts

if TYPE_CHECKING:
    from hf_fidelity.domain.questionnaire.instrument import Instrument, Point, Scale
    from hf_fidelity.domain.record import Answer, Tally, Votes


# What reading survey files is told, as plain values: what a questionnaire asks, and what somebody says about a file.
#
# The process that reads files of strangers is given these instead of the models, which take longer to import than most
# files take to read.


# Of a questionnaire: all of it that its survey exports are read by.


@dataclass(frozen=True)
class AskedScale:
    """The points of a scale and what they are called."""

    id: str
    values: tuple[int, ...]
    """The points' numbers, lowest first."""
    labels: tuple[tuple[str, int], ...]
    """Every label and synonym in every language, with its point (0: the lowest)."""
    missing: tuple[str, ...]
    """What the questionnaire calls not knowing or not wanting to answer."""
    not_relevant: tuple[str, ...]
    high: Texts
    """The label of the highest point."""
    described: tuple[tuple[str, int], ...] = ()
    """What explains a point, alone and behind its label, with its point."""
    languages: tuple[str, ...] = ()
    """Of each label, in which language it is one."""

    @classmethod
    def of(cls, scale: "Scale") -> Self:
        """What files are read by of a scale."""
        worded = [
            (language, label, scale.values.index(point.value))
            for point in scale.points
            for language, label in (
                *point.label.items(),
                *((language, word) for language, words in point.synonyms.items() for word in words),
            )
        ]
        described = (
            (text, scale.values.index(point.value))
            for point in scale.points
            for text in _described(point, scale.values)
        )
        missing, not_relevant = (
            tuple(word for words in some.values() for word in words) for some in (scale.missing, scale.not_relevant)
        )
        high = scale.label(scale.highest)
        labels, languages = tuple((label, at) for _, label, at in worded), tuple(language for language, *_ in worded)
        return cls(scale.id, scale.values, labels, missing, not_relevant, high, tuple(described), languages)


def _described(point: "Point", values: tuple[int, ...]) -> Iterator[str]:
    """What explains a point, alone and behind what it is called; between the two a number may stand."""
    for language, text in (point.description or {}).items():
        yield text
        for label in (point.label.get(language, ""), *point.synonyms.get(language, ())):
            yield from (f"{label}{number}: {text}" for number in ("", *(f" ({n})" for n in values)))


class AskedStatement(NamedTuple):
    """A statement as files may have it."""

    texts: tuple[str, ...]
    """In every language, the questionnaire's own first."""
    scale: str
    """The id of the scale in the words of its theme."""
    part: str | None
    """The part it belongs to; None: every team answers it."""
    counted: tuple[int, ...]
    """What each point of the scale counts as, the lowest point first."""
    speaks_to_principle: bool
    """Whether a principle's score needs it."""


class AskedNumber(NamedTuple):
    """A number to type in, of a measure."""

    measure: str
    id: str
    divides: bool
    """Whether something is divided by it, so that it must not be 0."""


@dataclass(frozen=True)
class AskedInstrument:
    """A questionnaire as files may have it."""

    id: str
    name: Texts
    scale: AskedScale
    scales: tuple[AskedScale, ...]
    """Every wording of the scale that a statement is answered on."""
    order: tuple[str, ...]
    """The statements' ids in the order of the meeting."""
    statements: Mapping[str, AskedStatement]
    """Id → statement, in the order of the questionnaire."""
    themes: Mapping[str, tuple[str, ...]]
    """Theme → the ids of its statements."""
    around: tuple[str, ...]
    """What its own forms and workbooks print beside the statements: the question, themes, principles, short names."""
    numbers: tuple[AskedNumber, ...]
    edge_days: int
    """So many days on either side of a quarter's edge an answer may be about the other quarter."""

    @classmethod
    def of(cls, instrument: "Instrument") -> Self:
        """What files are read by of a questionnaire."""
        part_of = {theme.id: theme.part for theme in instrument.themes}
        return cls(
            instrument.id,
            instrument.name,
            AskedScale.of(instrument.scale),
            tuple(map(AskedScale.of, instrument.scales)),
            instrument.order,
            {
                each.id: AskedStatement(
                    tuple(each.text.values()),
                    instrument.scale_of(each.id).id,
                    part_of[each.theme],
                    instrument.counted(each.id),
                    each.principle is not None,
                )
                for each in instrument.statements
            },
            {row.id: row.members for row in instrument.rows() if row.level == "theme"},
            tuple(_around(instrument)),
            tuple(AskedNumber(m.id, asked.id, asked is m.per) for m in instrument.measures for asked in m.inputs),
            instrument.cadence.edge_days,
        )

    def scale_of(self, id: str) -> str:
        """The id of the scale that a statement is answered on. Raises KeyError."""
        return self.statements[id].scale

    def asked_beside(self, found: set[str]) -> tuple[str, ...]:
        """The statements that a team answers who answers some: those for everybody, and of the parts of these."""
        parts = {None, *(self.statements[id].part for id in found)}
        return tuple(id for id in self.order if self.statements[id].part in parts)

    def named_by(self, keys: Mapping[str, Any]) -> set[str]:
        """The statements that the columns of a file are, by the keys of a mapping for it."""
        return {*keys.get("columns", {}).values()} & {*self.order}

    def are_most(self, found: set[str]) -> bool:
        """Whether these are more than half of the statements that a team answers who answers them."""
        return 2 * len(found) > len(self.asked_beside(found))


def _around(instrument: "Instrument") -> Iterator[str]:
    names = [theme.name for theme in instrument.themes] + [principle.name for principle in instrument.principles]
    stems = [theme.stem for theme in instrument.themes if theme.stem]
    for text in (instrument.stem, *stems, *names):
        yield from text.values()
    for statement in instrument.statements:
        yield from (statement.short or {}).values()


# Of a mapping: what somebody says outright about one file.


Direction = Literal["agree-high", "agree-low"]
"""Which end of the scale the highest code is: the highest point, or the lowest."""

StatusMeant = Literal["finished", "unfinished", "test", "not-approved"]
"""Whether an answer counts: it does, it was not finished, it was a try-out, or somebody has left it out."""


@dataclass(frozen=True)
class FileSaid:
    """What is said about a file, with the keys of a mapping. What is left out is understood as usual."""

    file: str = "*"
    sheet: str | None = None
    header_rows: tuple[int, ...] | None = None
    layout: str | None = None
    columns: Mapping[str, str] | None = None
    values: Mapping[str, int | str] = field(default_factory=dict)
    status: Mapping[str, StatusMeant] = field(default_factory=dict)
    codes: Direction | None = None
    organisation: str | None = None
    team: str | None = None
    quarter: str | None = None

    def keys(self) -> dict[str, Any]:
        """What is said, without what is understood as usual."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return {key: value for key, value in told.items() if value != getattr(_NOTHING, key)}


_NOTHING = FileSaid()


# What a file brings.


SkipReason = Literal["test", "incomplete", "not-approved", "empty", "total", "header", "legend", "duplicate"]
"""Why a row is no answer: a try-out, not finished, not approved by whoever looked, no answers, a row of sums, the
headings again, a line of the legend, answered again."""


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
    """Statement → votes, made when one is first asked for.

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
        return self._made[id]

    @cached_property
    def _made(self) -> "dict[str, Votes]":
        from hf_fidelity.domain.record import Votes

        made = dict[str, Votes]()
        for at, id in enumerate(self.statements):
            mine = slice(at * self._wide, (at + 1) * self._wide)
            of_role = {role: _tally(tuple(numbers[mine])) for role, numbers in self.by_role.items()}
            made[id] = Votes(all=_tally(tuple(self.of_all[mine])), roles=of_role)
        return made

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


@lru_cache(maxsize=16_384)  # a few people can vote in so many ways only
def _tally(numbers: tuple[int, ...]) -> "Tally":
    from hf_fidelity.domain.record import Tally

    *counts, missing, not_relevant = numbers
    return Tally(counts=tuple(counts), missing=missing, not_relevant=not_relevant)


@dataclass(frozen=True)
class PeopleMarks:
    """What tells whether a group's people stand in another file too; of none of them can anything be read."""

    numbers: frozenset[bytes] = frozenset()
    """One for each respondent with a number or name that nobody else has in any file."""
    rows: Mapping[bytes, int] = field(default_factory=dict)
    """One for each way of answering, unless it is the same throughout → how many people answered so."""


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
    marks: PeopleMarks | None = field(default=None, repr=False)
    """None unless several files are to be added up."""

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
    role: Literal["answers", "legend", "own", "passed-over", "mapping"] = "answers"
    """What the file is: answers, a legend to another file, a workbook that this program wrote itself, something in
    a folder (a folder inside it, too) that could hold answers and was not read, or the mapping, of which something is
    to be said."""
    tool: str = ""
    """What the tool is called, or a message id for it; empty where its id must do."""

    @property
    def usable(self) -> bool:
        """Whether the file was understood; its rows may still all have been rejected."""
        return self.layout is not None

    def unknown_words(self, fewest: int) -> list[str]:
        """The words that are no answer and stand in so many rows, the most frequent first; none that is cut off."""
        whole = (f for f in self.findings if f.code == "unknown-answer" and f.value and f.length == len(f.value))
        rows: dict[str, set[int | None]] = {}
        for found in whole:
            rows.setdefault(str(found.value), set()).add(found.row)
        return sorted((word for word in rows if len(rows[word]) >= fewest), key=lambda word: -len(rows[word]))

    def for_others(self) -> Self:
        """The same without what stood in cells, and without headings that may be what somebody answered."""
        known = PERHAPS_HEADINGS not in self.mapping
        findings = tuple(found.for_others(headings_are_known=known) for found in self.findings)
        if known and all(map(is_, findings, self.findings)):  # nearly all files
            return self
        mapping = {key: value for key, value in self.mapping.items() if key != PERHAPS_HEADINGS}
        return replace(self, findings=findings, mapping=mapping)
