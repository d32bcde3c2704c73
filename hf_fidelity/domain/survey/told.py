"""What reading survey files is told, as plain values: what a questionnaire asks, and what somebody says about a file.

The process that reads files of strangers is given these instead of the models, which take longer to import than most
files take to read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from hf_fidelity.i18n import Texts

if TYPE_CHECKING:
    from hf_fidelity.domain.questionnaire.instrument import Instrument, Scale


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
    """What the form calls not knowing or not wanting to answer."""
    not_relevant: tuple[str, ...]
    high: Texts
    """The label of the highest point."""

    @classmethod
    def of(cls, scale: "Scale") -> Self:
        """What files are read by of a scale."""
        labels = (
            (label, scale.values.index(point.value))
            for point in scale.points
            for label in (*point.label.values(), *(word for words in point.synonyms.values() for word in words))
        )
        missing, not_relevant = (
            tuple(word for words in some.values() for word in words) for some in (scale.missing, scale.not_relevant)
        )
        return cls(scale.id, scale.values, tuple(labels), missing, not_relevant, scale.label(scale.highest))


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


class AskedNumber(NamedTuple):
    """A number to type in, of a measure."""

    measure: str
    id: str
    divides: bool
    """Whether something is divided by it, so that it must not be 0."""


@dataclass(frozen=True)
class AskedForm:
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
    def of(cls, form: "Instrument") -> Self:
        """What files are read by of a questionnaire."""
        part_of = {theme.id: theme.part for theme in form.themes}
        return cls(
            form.id,
            form.name,
            AskedScale.of(form.scale),
            tuple(map(AskedScale.of, form.scales)),
            form.order,
            {
                each.id: AskedStatement(
                    tuple(each.text.values()), form.scale_of(each.id).id, part_of[each.theme], form.counted(each.id)
                )
                for each in form.statements
            },
            {row.id: row.members for row in form.rows() if row.level == "theme"},
            tuple(_around(form)),
            tuple(AskedNumber(m.id, asked.id, asked is m.per) for m in form.measures for asked in m.inputs),
            form.cadence.edge_days,
        )

    def scale_of(self, id: str) -> str:
        """The id of the scale that a statement is answered on. Raises KeyError."""
        return self.statements[id].scale

    def asked_beside(self, found: set[str]) -> tuple[str, ...]:
        """The statements that a team answers who answers some: those for everybody, and of the parts of these."""
        parts = {None, *(self.statements[id].part for id in found)}
        return tuple(id for id in self.order if self.statements[id].part in parts)


def _around(form: "Instrument") -> Iterator[str]:
    names = [theme.name for theme in form.themes] + [principle.name for principle in form.principles]
    stems = [theme.stem for theme in form.themes if theme.stem]
    for text in (form.stem, *stems, *names):
        yield from text.values()
    for statement in form.statements:
        yield from (statement.short or {}).values()


# Of a mapping: what somebody says outright about one file.


Direction = Literal["agree-high", "agree-low"]
"""Which end of the scale the highest code is: the highest point, or the lowest."""

StatusMeant = Literal["finished", "unfinished", "test"]
"""Whether an answer counts: it does, it was not finished, it was a try-out."""


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
