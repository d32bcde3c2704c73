"""What there is to say of a survey tool's export, and how to tell by its headings that it is one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from hf_fidelity.domain.survey.batch import SkipReason
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.exports.cells.cell_text import Sort
from hf_fidelity.readers.exports.kinds import Kind

DateOrder = Literal["day-first", "month-first"]


@dataclass(frozen=True)
class Status:
    """A column that says whether an answer counts. Values are compared folded, whole numbers as ``1``."""

    columns: str
    """A pattern for the column's heading."""
    keep: tuple[str, ...] = ()
    """The values that count; every other one is skipped as ``otherwise``. Empty: see ``skip``."""
    skip: Mapping[str, SkipReason] = field(default_factory=dict)
    """The values that do not count, and why."""
    otherwise: SkipReason | None = None
    """What any other value means; None: it counts."""
    blank: SkipReason | None = None
    """What an empty cell means; None: it counts."""

    def reason(self, value: str) -> SkipReason | None:
        """Why a row with this value does not count; None: it does. ``value`` is folded."""
        if not value:
            return self.blank
        if value in self.skip:
            return self.skip[value]
        return None if value in self.keep else self.otherwise


@dataclass(frozen=True, eq=False)
class Layout:
    """How to recognise a tool's export, and what its own columns are. There is one of each, so it can be a key."""

    id: str
    marks: tuple[str, ...] = ()
    """Patterns for headings that the tool writes itself, in any of its languages."""
    needs: int = 2
    """So many headings with a mark show that it is this tool."""
    first: str | None = None
    """A pattern for the very first heading, which alone shows that it is this tool."""
    sheets: tuple[str, ...] = ()
    """Sheets that hold answers, the better one first, where the tool writes the same answers twice."""
    side_by_side: str | None = None
    """A pattern for the names of sheets that hold one wide table in pieces."""
    legends: tuple[str, ...] = ()
    """Patterns for the names of sheets, or of CSV files beside this one, that explain codes and headings."""
    columns: Mapping[Kind, str] = field(default_factory=dict)
    """Kind → a pattern for the headings of the tool's own columns of that kind."""
    under: str | None = None
    """A pattern for what the tool writes under its headings, in a row that still is no answer."""
    shape: tuple[tuple[Sort, Kind], ...] = ()
    """The sorts and kinds of the first columns, which show the tool in languages that no pattern knows."""
    statuses: tuple[Status, ...] = ()
    dates: DateOrder | None = None
    """The order of day and month in dates that are texts; None: the dates themselves must show it."""


PLAIN = Layout(
    "plain",
    statuses=(
        Status(
            "status|svarstatus|besvarelsesstatus|completion status|response status|gennemført|fuldført|completed",
            skip={
                **dict.fromkeys(("test", "prøve", "preview", "forhåndsvisning", "prøvesvar"), "test"),
                **dict.fromkeys(
                    (
                        "incomplete",
                        "partial",
                        "partially complete",
                        "ufuldstændig",
                        "delvis",
                        "delvist",
                        "nogen svar",
                        "påbegyndt",
                        "i gang",
                        "ikke gennemført",
                        "ikke fuldført",
                        "frafaldet",
                        "ny",
                        "distribueret",
                        "nej",
                        "no",
                        "0",
                        "false",
                        "falsk",
                    ),
                    "incomplete",
                ),
            },
        ),
    ),
)
"""A table that somebody made by hand; what no tool's marks are found in."""


def by_position(layout: Layout, headings: tuple[str, ...], below: tuple[Sort, ...]) -> bool:
    """Whether the first columns hold what this tool's first columns hold, whatever language their headings are in."""
    shape = tuple(sort for sort, _ in layout.shape)
    return bool(shape) and below[: len(shape)] == shape and headings[:1] == ("id",)


def kind_in(layout: Layout, heading: str) -> Kind | None:
    """The kind of one of the tool's own columns; None where it is none of them."""
    name = fold(heading)
    return next((kind for kind, pattern in layout.columns.items() if matches(pattern, name)), None)


def matches(pattern: str, name: str) -> bool:
    """Whether a pattern is the whole of a folded name."""
    return _compiled(pattern).fullmatch(name) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
