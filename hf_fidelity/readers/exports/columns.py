"""What each column of a table holds: a statement's answers, who answered, or nothing that is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from hf_fidelity.ground.text import fold
from hf_fidelity.readers.exports.headings import Clash, Headings, How
from hf_fidelity.readers.exports.kinds import MEANT, Kind, kind_by_name, kind_by_question
from hf_fidelity.readers.exports.layout import PLAIN, Layout, kind_in, matches

_SURENESS: Mapping[str, int] = {"mapping": 0, "id": 1, "text": 1, "cut": 2, "near": 3}


@dataclass(frozen=True)
class Column:
    """One column of the table."""

    index: int
    """From 0."""
    names: tuple[str, ...] = ()
    """What it is called, heading row by heading row; empty where it is not called anything."""
    kind: Kind = "other"
    statement: str | None = None
    how: How | Literal["mapping", "question"] | None = None
    """How it was recognised; None where its name said it outright."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Code → label, from a legend."""
    clash: tuple[str, ...] = ()
    """The statements that its heading names at once, where it names more than one."""

    @property
    def heading(self) -> str:
        """The one name to show: a statement's longest, another column's first."""
        return max(self.names, key=len) if self.statement and self.names else self.names[0] if self.names else ""


@lru_cache(maxsize=64)
def columns_of(parts: tuple[tuple[str, ...], ...], headings: Headings, layout: Layout) -> tuple[Column, ...]:
    """What every column is. The same headings stand in every file of a batch, and are looked at once."""
    found = [_column(index, names, headings, layout) for index, names in enumerate(parts)]
    return tuple(_statuses(_asked(_by_position(found, layout)), layout))


def _column(index: int, names: tuple[str, ...], headings: Headings, layout: Layout) -> Column:
    own = next((kind for name in names if (kind := kind_in(layout, name))), None)
    try:
        match = headings.find(names) if own is None else None
    except Clash as clash:
        return Column(index, names, clash=clash.statements)
    if match:
        return Column(index, names, "statement", match.statement, match.how)
    named = own or next((kind for name in names if (kind := kind_by_name(name))), None)
    if named == "status" and layout is not PLAIN:  # a tool says it in columns of its own
        named = "other"
    return Column(index, names, named or "other")


def _statuses(columns: list[Column], layout: Layout) -> list[Column]:
    """The tool's columns that say whether an answer counts. Of a form's own, the one right behind its statements."""
    last = max((column.index for column in columns if column.statement), default=0)
    for status in layout.statuses:
        fits = [c.index for c in columns if not c.statement and any(matches(status.columns, fold(n)) for n in c.names)]
        behind = [index for index in fits if index > last]
        for index in behind[:1] or fits[-1:]:
            columns[index] = replace(columns[index], kind="status", how=None)
    return columns


def _by_position(columns: list[Column], layout: Layout) -> list[Column]:
    """The tool's first columns, where their headings are in a language that no pattern knows."""
    for i, (_, kind) in enumerate(layout.shape[: len(columns)]):
        if columns[i].kind == "other":
            columns[i] = replace(columns[i], kind=kind)
    return columns


def _asked(columns: list[Column]) -> list[Column]:
    """A question such as ``Hvilket team arbejder du i?`` stands for a kind that no column names outright."""
    there = {column.kind for column in columns}
    asked = [kind_by_question(column.heading) if column.kind == "other" else None for column in columns]
    return [
        replace(column, kind=kind, how="question") if kind and kind not in there and asked.count(kind) == 1 else column
        for column, kind in zip(columns, asked, strict=True)
    ]


def surest(columns: list[Column]) -> tuple[list[Column], list[tuple[Column, ...]]]:
    """The columns with one at most for each statement, and the columns that equally stand for the same one."""
    rivals: dict[str, list[Column]] = {}
    for column in columns:
        if column.statement:
            rivals.setdefault(column.statement, []).append(column)
    twice = []
    for found in rivals.values():
        best = min(_SURENESS[column.how or "id"] for column in found)
        sure = [column for column in found if _SURENESS[column.how or "id"] == best]
        if len(sure) > 1:
            twice.append(tuple(sure))
        for column in found:
            if column not in sure:
                columns[column.index] = replace(column, kind="other", statement=None, how=None)
    return columns, twice


def doubled(columns: list[Column]) -> tuple[Column, ...]:
    """Two or more columns that name the same organisation, team, quarter or role; empty where there are none."""
    for kind in MEANT[:3] + MEANT[4:5]:
        found = tuple(column for column in columns if column.kind == kind)
        if len(found) > 1:
            return found
    return ()
