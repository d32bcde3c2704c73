"""A questionnaire: themes, principles, statements, measures, a scale, and the thresholds its scores are read by.

That Housing First has four themes, eight principles and sixteen statements is data (``principles/*.yaml``);
nothing in the code knows it.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from hf_fidelity.domain import patterns
from hf_fidelity.domain.guide import Further
from hf_fidelity.domain.measure import Measure
from hf_fidelity.domain.questionnaire.scale import LocalText, Scale
from hf_fidelity.domain.statement import Part, Principle, Source, Statement, Theme
from hf_fidelity.ground.models import Value
from hf_fidelity.ground.text import sha256

Language = Annotated[str, Field(pattern=patterns.LANGUAGE)]


class Thresholds(Value):
    """How the scores of this questionnaire are read. The source of each rule stands in docs/scoring.md."""

    anchored_from: int = Field(description="Statements at this point or above count as lived")
    strengthen_to: int = Field(description="A statement at this point or below calls for strengthening")
    neutral: int = Field(description="Statements that stay at this point or below are put up for talk")
    total_change: Annotated[float, Field(gt=0)] = Field(
        description="Changes of the total up to this are no clear change"
    )
    theme_steps: Annotated[int, Field(ge=1)] = Field(
        description="Net steps of its statements before a theme has changed"
    )
    close_from: Annotated[float, Field(gt=0, le=1)] = Field(description="Consensus (0–1) from which votes lie close")
    spread_below: Annotated[float, Field(gt=0, le=1)] = Field(
        description="Consensus (0–1) under which votes lie far apart"
    )
    privacy_limit: Annotated[int, Field(ge=3, le=1000)] = Field(
        description="Votes of fewer people are neither kept nor shown"
    )


class Cadence(Value):
    """How often the form is filled in."""

    every: Literal["quarter"]
    edge_days: Annotated[int, Field(ge=0, le=45)] = Field(description="Days on either side of a quarter's edge to ask")


_NOT_ASKED: Any = {
    "further": True,
    "principles": {"__all__": {"guide"}},
    "statements": {"__all__": {"section"}},
    "measures": {"__all__": {"section"}},
}
"""What can be reworded without a team having answered another questionnaire."""

Level = Literal["total", "theme", "principle", "statement"]
RowKey = tuple[Level, str]


@dataclass(frozen=True)
class Row:
    """Something that gets a score: the total, a theme, a principle or a statement."""

    level: Level
    id: str
    members: tuple[str, ...]
    """The ids of the statements it rests on."""

    @cached_property
    def key(self) -> RowKey:
        """What the row is looked up by."""
        return self.level, self.id


class Instrument(Value):
    """A whole questionnaire, as one YAML file holds it."""

    schema_version: Literal[1]
    id: Annotated[str, Field(pattern=patterns.FORM_ID)]
    version: Annotated[str, Field(pattern=patterns.VERSION)]
    default: bool = Field(default=False, description="The questionnaire that is meant when none is named")
    status: Literal["official", "reflection"]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    own_translations: tuple[Language, ...] = Field(default=(), description="Languages we translated into ourselves")
    name: LocalText
    purpose: LocalText
    advice: LocalText
    stem: LocalText = Field(description="The question that every statement answers")
    source: Source
    own_reading: LocalText | None = Field(default=None, description="What is our reading and not the source's")
    cadence: Cadence
    thresholds: Thresholds
    limits_note: LocalText | None = Field(default=None, description="Where the limits of change come from")
    scale: Scale
    parts: tuple[Part, ...] = Field(default=(), description="Parts that a team may choose not to answer")
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    principles: tuple[Principle, ...] = ()
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    measures: tuple[Measure, ...] = Field(default=(), description="Numbers to type in, each with its limit")
    further: tuple[Further, ...] = Field(default=(), description="What else the source has, and where it is")

    @cached_property
    def digest(self) -> str:
        """``sha256:…`` over the canonical content: comments and layout of the YAML do not count, nor does the help."""
        dumped = self.model_dump(mode="json", exclude_defaults=True, exclude=_NOT_ASKED)
        return f"sha256:{sha256(json.dumps(dumped, sort_keys=True, ensure_ascii=False))}"

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The statements' ids in the order of the meeting: theme by theme."""
        return tuple(s.id for theme in self.themes for s in self.statements if s.theme == theme.id)

    @cached_property
    def fingerprints(self) -> dict[str, str]:
        """Statement → short hash of its wording."""
        by_id = {statement.id: statement.fingerprint for statement in self.statements}
        return {id: by_id[id] for id in self.order}

    @cached_property
    def _by_id(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self.statements}

    def has(self, id: str) -> bool:
        """Whether there is a statement of that id."""
        return id in self._by_id

    def statement(self, id: str) -> Statement:
        """The statement of that id. Raises KeyError."""
        return self._by_id[id]

    @cached_property
    def _scales(self) -> dict[str, Scale]:
        own = {theme.id: theme.scale for theme in self.themes}
        return {statement.id: own.get(statement.theme) or self.scale for statement in self.statements}

    def scale_of(self, id: str) -> Scale:
        """The scale in the words of a statement's theme; its points are those of the questionnaire. Raises KeyError."""
        return self._scales[id]

    @property
    def scales(self) -> tuple[Scale, ...]:
        """Every wording of the scale that a statement is answered on, in the order of the form."""
        return tuple({scale.id: scale for scale in map(self.scale_of, self.order)}.values())

    @cached_property
    def _counted(self) -> dict[str, tuple[int, ...]]:
        upwards, downwards = self.scale.values, self.scale.values[::-1]
        return {statement.id: downwards if statement.reversed else upwards for statement in self.statements}

    def counted(self, id: str) -> tuple[int, ...]:
        """What each point of the scale counts as for a statement, the lowest point first. Raises KeyError.

        That is the point itself, and the point opposite to it where the statement is reversed: on a scale from 1 to
        5 a 4 counts as 2.
        """
        return self._counted[id]

    @cached_property
    def reversed(self) -> frozenset[str]:
        """The ids of the statements that count the other way round."""
        return frozenset(statement.id for statement in self.statements if statement.reversed)

    def counts_as(self, id: str, point: int) -> int:
        """What an answer to a statement counts as. Raises KeyError, and ValueError for a point off the scale."""
        return self._counted[id][self.scale.values.index(point)]

    @cached_property
    def _asked(self) -> dict[frozenset[str], tuple[str, ...]]:
        return {}

    def asked(self, parts: Collection[str]) -> tuple[str, ...]:
        """The ids of the statements that a team with these parts answers, in the order of the meeting."""
        if not self.parts:
            return self.order
        chosen = frozenset(parts)
        if chosen not in self._asked:
            themes = {theme.id for theme in self.themes if theme.part is None or theme.part in chosen}
            self._asked[chosen] = tuple(id for id in self.order if self._by_id[id].theme in themes)
        return self._asked[chosen]

    def measures_of(self, parts: Collection[str]) -> tuple[Measure, ...]:
        """The measures that a team with these parts is asked for."""
        return tuple(measure for measure in self.measures if measure.part is None or measure.part in parts)

    def parts_among(self, things: Collection[str]) -> tuple[str, ...]:
        """The parts that these statements and measures belong to, in the order of the form."""
        of_theme = {theme.id: theme.part for theme in self.themes}
        found = {of_theme[s.theme] for s in self.statements if s.id in things}
        found |= {measure.part for measure in self.measures if measure.id in things}
        return tuple(part.id for part in self.parts if part.id in found)

    def theme_of(self, statement: Statement) -> Theme:
        """The theme a statement stands under."""
        return next(theme for theme in self.themes if theme.id == statement.theme)

    def principle_of(self, statement: Statement) -> Principle | None:
        """The principle a statement speaks to; None where it speaks to none."""
        return next((principle for principle in self.principles if principle.id == statement.principle), None)

    @cached_property
    def principle_order(self) -> tuple[Principle, ...]:
        """The principles theme by theme, as people number them."""
        return tuple(principle for theme in self.themes for principle in self.principles_of(theme))

    def principles_of(self, theme: Theme) -> tuple[Principle, ...]:
        """The principles printed under a theme."""
        return tuple(principle for principle in self.principles if principle.theme == theme.id)

    def rows(self) -> Iterator[Row]:
        """Everything that gets a score, from the whole to the parts."""
        return iter(self._rows)

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return tuple(self._counted_rows())

    def _counted_rows(self) -> Iterator[Row]:
        yield Row("total", "total", self.order)
        for theme in self.themes:
            yield Row("theme", theme.id, tuple(s.id for s in self.statements if s.theme == theme.id))
        for principle in self.principles:
            yield Row("principle", principle.id, tuple(s.id for s in self.statements if s.principle == principle.id))
        for id in self.order:
            yield Row("statement", id, (id,))

    def label(self, row: Row) -> LocalText | None:
        """What a row is called; None for the total, which the interface names."""
        match row.level:
            case "theme":
                return next(theme.name for theme in self.themes if theme.id == row.id)
            case "principle":
                return next(principle.name for principle in self.principles if principle.id == row.id)
            case "statement":
                return self.statement(row.id).label
        return None
