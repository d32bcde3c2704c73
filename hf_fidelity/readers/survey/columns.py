"""What each column of a table holds: a statement's answers, who answered, or nothing that is read.

A heading stands for a statement by its id, its text, the beginning of its text, or a text that is nearly the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.survey.tools import Layout, kind_in, matches
from hf_fidelity.readers.survey.words import (
    MEANT,
    ColumnKind,
    forms,
    is_cut,
    kind_by_name,
    kind_by_question,
    words_alone,
)

FoundBy = Literal["id", "text", "cut", "near"]
"""By its id, by its whole text, by the beginning of its text, or by a text that is nearly the same."""

IGNORE = "ignore"
"""What a mapping says of a column that is not read."""
REMARK_OF_HEADINGS = "headings"
"""Column letter → what it is called: shown as a remark in a mapping, and no key of one."""

_SURENESS: Mapping[str, int] = {"mapping": 0, "id": 1, "text": 1, "cut": 2, "near": 3}
_CUT_AT_LEAST, _CUT_WHERE_SAID = 25, 8
"""So many letters of a statement's beginning are enough; fewer where the heading shows that it was cut."""
_NEAR_FROM, _NEAR_APART = 0.9, 0.05
"""A near match is this alike (0–1), and that much more than the next statement."""


@dataclass(frozen=True)
class Match:
    """A statement that a heading stands for."""

    statement: str
    how: FoundBy


class Clash(Exception):
    """The rows of one heading stand for different statements."""

    def __init__(self, statements: Iterable[str]) -> None:
        super().__init__(statements)
        self.statements = tuple(statements)


class Headings:
    """The statements of a questionnaire, to be found in headings."""

    def __init__(self, instrument: Instrument) -> None:
        self._ids = {words_alone(id): id for id in instrument.order}
        self._texts = {
            words_alone(text): statement.id for statement in instrument.statements for text in statement.text.values()
        }
        self._known: dict[tuple[str, ...], Match | None] = {}

    def find(self, names: tuple[str, ...]) -> Match | None:
        """The statement that a heading of one or more rows stands for. Raises Clash where its rows disagree."""
        if names not in self._known:
            self._known[names] = self._look(names)
        return self._known[names]

    def names_one(self, text: str) -> bool:
        """Whether a text names a statement outright, as a heading does and an answer does not."""
        try:
            match = self.find((text,))
        except Clash:
            return True
        return match is not None and match.how in ("id", "text")

    def _look(self, names: tuple[str, ...]) -> Match | None:
        sure = list(dict.fromkeys(match for name in names for match in self._sure(name)))
        if len({match.statement for match in sure}) > 1:
            raise Clash(dict.fromkeys(match.statement for match in sure))
        if sure:
            return sure[0]
        for search in (self._cut, self._near):
            if likely := {match.statement: match for name in names if (match := search(name))}:
                return next(iter(likely.values())) if len(likely) == 1 else None
        return None

    def _sure(self, heading: str) -> Iterator[Match]:
        for form in forms(heading):
            if form in self._texts:
                yield Match(self._texts[form], "text")
            elif form in self._ids:
                yield Match(self._ids[form], "id")
        yield from self._leading_id(heading)

    def _leading_id(self, heading: str) -> Iterator[Match]:
        """``S01 Vi har …`` and ``HF[S01]. Vi har …``: an id as a word of its own before the text."""
        before, _, behind = heading.partition("]")
        first = words_alone(before.rpartition("[")[2]) if behind else (words_alone(heading).split() or [""])[0]
        if first in self._ids:
            yield Match(self._ids[first], "id")

    def _cut(self, heading: str) -> Match | None:
        """The one statement whose text begins like this."""
        least = _CUT_WHERE_SAID if is_cut(heading) else _CUT_AT_LEAST
        for form in forms(heading):
            if len(form) >= least:
                fitting = {id for text, id in self._texts.items() if text.startswith(form)}
                if len(fitting) == 1:
                    return Match(fitting.pop(), "cut")
        return None

    def _near(self, heading: str) -> Match | None:
        """The one statement whose text is nearly this."""
        for form in forms(heading):
            alike: dict[str, float] = {}
            for text, id in self._texts.items():
                if len(form) >= _CUT_AT_LEAST and abs(len(text) - len(form)) <= len(text) * 0.15:
                    matcher = SequenceMatcher(None, text, form, autojunk=False)
                    if matcher.quick_ratio() >= _NEAR_FROM:
                        alike[id] = max(alike.get(id, 0.0), matcher.ratio())
            best = sorted(alike.values(), reverse=True)
            if best and best[0] >= _NEAR_FROM and (len(best) == 1 or best[0] - best[1] >= _NEAR_APART):
                return Match(max(alike, key=lambda id: alike[id]), "near")
        return None


@dataclass(frozen=True)
class TableColumn:
    """One column of the table."""

    index: int
    """From 0."""
    names: tuple[str, ...] = ()
    """What it is called, heading row by heading row; empty where it is not called anything."""
    kind: ColumnKind = "other"
    statement: str | None = None
    how: FoundBy | Literal["mapping", "question"] | None = None
    """How it was recognised; None where its name said it outright."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Code → label, from a legend."""
    also: frozenset[ColumnKind] = frozenset()
    """What else it says, besides its kind: the day of sending in says that an answer is finished, too."""
    clash: tuple[str, ...] = ()
    """The statements that its heading names at once, where it names more than one."""

    @property
    def heading(self) -> str:
        """The one name to show: a statement's longest, another column's first."""
        return max(self.names, key=len) if self.statement and self.names else self.names[0] if self.names else ""


@lru_cache(maxsize=64)
def columns_of(names: tuple[tuple[str, ...], ...], headings: Headings, layout: Layout) -> tuple[TableColumn, ...]:
    """What every column is. The same headings stand in every file of a batch, and are looked at once."""
    columns = [_column(index, called, headings, layout) for index, called in enumerate(names)]
    return tuple(_statuses(_asked(_by_position(columns, layout)), layout))


def _column(index: int, names: tuple[str, ...], headings: Headings, layout: Layout) -> TableColumn:
    own = next((kind for name in names if (kind := kind_in(layout, name))), None)
    try:
        match = headings.find(names) if own is None else None
    except Clash as clash:
        return TableColumn(index, names, clash=clash.statements)
    if match:
        return TableColumn(index, names, "statement", match.statement, match.how)
    named = own or next((kind for name in names if (kind := kind_by_name(name))), None)
    return TableColumn(index, names, named or "other")


def _statuses(columns: list[TableColumn], layout: Layout) -> list[TableColumn]:
    """The columns that say whether an answer counts; a tool that says it in columns of its own says it nowhere else.

    Of a form's own, it is the one right behind its statements.
    """
    last = max((column.index for column in columns if column.statement), default=0)
    for status in layout.statuses:
        fits = [c.index for c in columns if not c.statement and any(matches(status.columns, fold(n)) for n in c.names)]
        behind = [index for index in fits if index > last]
        for index in behind[:1] or fits[-1:]:
            also: frozenset[ColumnKind] = frozenset({"date"} if columns[index].kind == "date" else ())
            columns[index] = replace(columns[index], kind="status", how=None, also=also)
    statuses = [column for column in columns if column.kind == "status"]
    if any(is_own_status(column.names, layout) for column in statuses):
        for column in statuses:
            if not is_own_status(column.names, layout):
                columns[column.index] = replace(column, kind="other")
    return columns


def is_own_status(names: Iterable[str], layout: Layout) -> bool:
    """Whether a column of these names is one in which the tool itself says what counts."""
    return any(matches(status.columns, fold(name)) for status in layout.statuses for name in names)


def _by_position(columns: list[TableColumn], layout: Layout) -> list[TableColumn]:
    """The tool's first columns, where their headings are in a language that no pattern knows."""
    for i, (_, kind) in enumerate(layout.shape[: len(columns)]):
        if columns[i].kind == "other":
            columns[i] = replace(columns[i], kind=kind)
    return columns


def _asked(columns: list[TableColumn]) -> list[TableColumn]:
    """A question such as ``Hvilket team arbejder du i?`` stands for a kind that no column names outright."""
    there = {column.kind for column in columns}
    asked = [kind_by_question(column.heading) if column.kind == "other" else None for column in columns]
    return [
        replace(column, kind=kind, how="question") if kind and kind not in there and asked.count(kind) == 1 else column
        for column, kind in zip(columns, asked, strict=True)
    ]


def surest(columns: list[TableColumn]) -> tuple[list[TableColumn], list[tuple[TableColumn, ...]]]:
    """The columns with one at most for each statement, and the columns that equally stand for the same one."""
    rivals: dict[str, list[TableColumn]] = {}
    for column in columns:
        if column.statement:
            rivals.setdefault(column.statement, []).append(column)
    twice = []
    for same in rivals.values():
        best = min(_SURENESS[column.how or "id"] for column in same)
        sure = [column for column in same if _SURENESS[column.how or "id"] == best]
        if len(sure) > 1:
            twice.append(tuple(sure))
        for column in same:
            if column not in sure:
                columns[column.index] = replace(column, kind="other", statement=None, how=None)
    return columns, twice


def doubled(columns: list[TableColumn]) -> tuple[TableColumn, ...]:
    """Two or more columns that name the same organisation, team, quarter or role; empty where there are none."""
    for kind in MEANT[:3] + MEANT[4:5]:
        same = tuple(column for column in columns if column.kind == kind)
        if len(same) > 1:
            return same
    return ()
