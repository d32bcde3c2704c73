"""A report as a value: what is told, in words and typed cells, before anybody decides how it looks.

Every format is made from the same document, so that formats cannot disagree. Texts are already in the reader's
language; numbers are numbers, in full precision, and each writer prints them in its own way.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from hf_fidelity.ground import language, speaking

NOTHING = "–"
"""What people read where there is no value and nothing else to say."""

NO_MEETING = "·"
"""What people read for a quarter in which nobody met."""


class Number(NamedTuple):
    """A number in a table. ``value`` None is shown as ``instead``: a dash, or why there is none."""

    value: float | None
    decimals: int = 2
    signed: bool = False
    instead: str = NOTHING
    mark: str = ""
    """A sign behind the number, explained in the document's notes. Programs read the number without it."""


class Course(NamedTuple):
    """A row's values over time, drawn small beside its numbers. None is a gap."""

    values: tuple[float | None, ...]
    low: float
    high: float
    breaks: tuple[int, ...] = ()
    """The points that cannot be compared with the one before."""


Cell = str | Number | Course


class Column(NamedTuple):
    """A column of a table. The columns of one table that may go first on a narrow screen are ``optional``.

    A ``name`` is a text that stays on one line where it can: people copy it.
    """

    label: str
    kind: Literal["text", "name", "number", "course"] = "text"
    optional: bool = False
    shade: tuple[float, float] | None = None
    """The numbers at the two ends of a colour scale behind the cells, for writers that can colour them."""


class TableRow(NamedTuple):
    """Cells under the table's columns; the first one is the row's heading. ``strong`` rows stand out."""

    cells: tuple[Cell, ...]
    strong: bool = False


class Table(NamedTuple):
    """Rows under typed columns. ``title`` names it where there is no heading just above."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]


class Series(NamedTuple):
    """One line or set of bars of a chart. None is a gap; ``breaks`` are the points before which a line is broken."""

    label: str
    values: tuple[float | None, ...]
    breaks: tuple[int, ...] = ()
    bare: bool = False
    """A line to read the others against, without dots of its own."""


ChartKind = Literal["lines", "dots", "stacked", "layers", "heat", "spread", "staircase"]


class Chart(NamedTuple):
    """A picture as data. Writers without pictures leave it out: its numbers also stand in a table.

    - ``lines`` run over the categories; ``dots`` lie loose over them.
    - ``stacked``: a bar a category, its parts the series from the scale's lowest point to its highest. Around
      ``middle``, the part that is neither low nor high, they can be drawn to both sides.
    - ``layers``: the same numbers as bubbles over the scale, with ``marks`` set among them.
    - ``heat``: a row a series and a field a category, the darker the higher.
    - ``spread``: over each category its ``loose`` values; the series are their least, lower quartile, median, upper
      quartile and greatest.
    - ``staircase``: a part of its own for each series, in it a column a category, as high as its value among ``steps``.
    """

    kind: ChartKind
    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: float
    high: float
    table: str = ""
    """The title of the table that holds its numbers: series and categories are its headings, either way round."""
    middle: int | None = None
    """Which series is neutral; None where the scale has no point in the middle."""
    marks: tuple[int | None, ...] = ()
    """A category's marked series: the point that was agreed on. None: nothing was."""
    mark_label: str = ""
    loose: tuple[tuple[float, ...], ...] = ()
    steps: tuple[tuple[str, ...], ...] = ()
    """For each series what the points between the lowest and the highest are called, the lowest first."""


class Paragraph(NamedTuple):
    """A piece of running text; blank lines part its paragraphs."""

    text: str


class Bullets(NamedTuple):
    """Short sentences, one a line."""

    items: tuple[str, ...]


Block = Paragraph | Bullets | Table | Chart


class Section(NamedTuple):
    """A heading and what stands under it. ``level`` 2 is a part of the document, 3 a part of that."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 2
    lead: bool = False
    """Whether it belongs to what is said first, in words: where we are, what moved, what to talk about."""


Facts = Mapping[str, Any]
"""What a document tells, in the JSON shape that others rely on (docs/data.md)."""


class WhenAsked:
    """Facts that are put together when somebody first asks for them: what people read has no need of them.

    They are in the language that is spoken now, whichever it is then. Two are equal where their facts are.
    """

    def __init__(self, make: Callable[[], Facts]) -> None:
        self._make, self._language = make, language()

    @cached_property
    def facts(self) -> Facts:
        """The facts themselves."""
        with speaking(self._language):
            return self._make()

    def __eq__(self, other: object) -> bool:
        return self.facts == (other.facts if isinstance(other, WhenAsked) else other)

    __hash__ = None  # type: ignore[assignment]


class Document(NamedTuple):
    """A whole report."""

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    """What must be known to read it right: rules, what is hidden and why."""
    facts: Facts | WhenAsked | None = None
    """The same for programs, or what puts it together."""
    foreign: Mapping[str, str] = MappingProxyType({})
    """Texts in the document that are in another language than it → that language: they were not translated."""

    @property
    def data(self) -> Facts | None:
        """The same facts in the JSON shape that others rely on (docs/data.md)."""
        return self.facts.facts if isinstance(self.facts, WhenAsked) else self.facts
