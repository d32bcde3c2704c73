"""A questionnaire: themes, principles, statements, a scale, and the thresholds its scores are read by.

That Housing First has four themes, eight principles and sixteen statements is data (``principles/*.yaml``);
nothing in the code knows it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from hf_fidelity.domain import patterns
from hf_fidelity.domain.base import Value
from hf_fidelity.domain.guide import Further, Guide
from hf_fidelity.domain.scale import LocalText, Scale
from hf_fidelity.domain.text import fold

Id = Annotated[str, Field(pattern=patterns.ID)]
Language = Annotated[str, Field(pattern=patterns.LANGUAGE)]


def _sha256(text: str) -> str:
    import hashlib  # slow to import; a report needs no hash

    return hashlib.sha256(text.encode()).hexdigest()


class Source(Value):
    """Where the questionnaire comes from."""

    title: LocalText
    publisher: Annotated[str, Field(min_length=1)]
    section: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(pattern=patterns.WEB)] | None = None


class Theme(Value):
    """A group of statements that the form prints, and scores, together."""

    id: Id
    name: LocalText


class Principle(Value):
    """A core principle, printed with its definition under its theme."""

    id: Id
    theme: Id
    name: LocalText
    definition: LocalText
    section: str | None = Field(default=None, description="Where the source unfolds it")
    guide: Guide | None = Field(default=None, description="Help to talk about it, in our own words")


class Statement(Value):
    """One statement to take a stand on."""

    id: Id
    theme: Id
    principle: Id | None = None
    text: LocalText
    short: LocalText | None = Field(default=None, description="A few words of ours for tables and charts")

    @property
    def fingerprint(self) -> str:
        """A short hash of the wording in the original language, which a later wording is noticed by.

        Case, blanks and the way accents are coded do not count, and neither do translations:
        mending one must not break a team's course.
        """
        return _sha256(fold(next(iter(self.text.values()))))[:8]

    @property
    def label(self) -> LocalText:
        """The short text where there is one, else the whole statement."""
        return self.short or self.text


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


_NOT_ASKED: Any = {"further": True, "principles": {"__all__": {"guide"}}}
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
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    principles: tuple[Principle, ...] = ()
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    further: tuple[Further, ...] = Field(default=(), description="What else the source has, and where it is")

    @cached_property
    def digest(self) -> str:
        """``sha256:…`` over the canonical content: comments and layout of the YAML do not count, nor does the help."""
        dumped = self.model_dump(mode="json", exclude_defaults=True, exclude=_NOT_ASKED)
        return f"sha256:{_sha256(json.dumps(dumped, sort_keys=True, ensure_ascii=False))}"

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

    def statement(self, id: str) -> Statement:
        """The statement of that id. Raises KeyError."""
        return self._by_id[id]

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
