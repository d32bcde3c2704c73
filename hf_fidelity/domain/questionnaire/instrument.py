"""A questionnaire: themes, principles, statements, measures, a scale, and the thresholds its scores are read by.

That Housing First has four themes, eight principles and sixteen statements is data (``principles/*.yaml``);
nothing in the code knows it.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import itemgetter
from typing import Annotated, Any, Literal, NamedTuple, Self, get_args

from pydantic import BeforeValidator, Field

from hf_fidelity.ground import KeyPath, Texts, fold, models as patterns, sha256, text_in
from hf_fidelity.ground.models import Value

# The scale that statements are answered on: 2–11 named points in order. That Bilag 1 has five is data.


LocalText = dict[str, str]
"""Language → text, the questionnaire's own language first."""


def _one_or_many(words: Any) -> Any:
    return (words,) if isinstance(words, str) else tuple(words) if isinstance(words, list) else words


Words = Annotated[tuple[str, ...], BeforeValidator(_one_or_many, json_schema_input_type=str | tuple[str, ...])]
"""One wording, or a list of them."""


class Point(Value):
    """One answer on the scale."""

    value: Annotated[int, Field(ge=-1000, le=1000, description="The number it counts as, e.g. 5")]
    label: LocalText
    synonyms: dict[str, tuple[str, ...]] = Field(default={}, description="Other ways people write it, by language")
    description: LocalText | None = Field(default=None, description="What a step of a ladder looks like")


class Scale(Value):
    """The points in the order the form prints them (Bilag 1: *Helt enig* first)."""

    id: str
    points: Annotated[tuple[Point, ...], Field(min_length=2, max_length=11)]
    missing: dict[str, Words] = Field(
        default={}, description="What the form calls not knowing or not wanting to answer, by language"
    )
    not_relevant: dict[str, Words] = Field(default={}, description="What it calls »not relevant«, by language")

    @cached_property
    def values(self) -> tuple[int, ...]:
        """The points' numbers, lowest first: the order in which votes are counted in a record."""
        return tuple(sorted(point.value for point in self.points))

    @property
    def lowest(self) -> int:
        """The number of the lowest point."""
        return self.values[0]

    @property
    def highest(self) -> int:
        """The number of the highest point."""
        return self.values[-1]

    @property
    def middle(self) -> int | None:
        """Which of ``values`` has as many below as above it; None where their number is even."""
        return len(self.values) // 2 if len(self.values) % 2 else None

    def label(self, value: int) -> Texts:
        """What the point is called. Raises StopIteration for a number that is not on the scale."""
        return next(point.label for point in self.points if point.value == value)

    def index(self, mean: float) -> float:
        """A mean as 0–100, percent of the scale's *range*: the lowest point is 0, the highest 100.

        Percent of the maximum, which some fidelity reports use, would give 60 for all-neutral; this gives 50.
        """
        return (mean - self.lowest) / (self.highest - self.lowest) * 100

    def steps(self, before: float, after: float) -> int:
        """How many points the answer moved, up if positive."""
        return self._places[after] - self._places[before]

    @cached_property
    def _places(self) -> dict[float, int]:
        return {value: at for at, value in enumerate(self.values)}

    @cached_property
    def _spellings(self) -> dict[str, int]:
        known = {}
        for point in self.points:
            for text in (
                str(point.value),
                *point.label.values(),
                *(s for some in point.synonyms.values() for s in some),
            ):
                known[fold(text)] = point.value
        return known

    def read(self, text: str) -> int | None:
        """The number of the point that a typed answer means (its number, label or a synonym), or None.

        Labels are understood in every language of the questionnaire; case and blanks do not count.
        """
        return self._spellings.get(fold(text))

    def spelled(self, value: int) -> str:
        """The point in the chosen language with its number: ``Enig (4)``."""
        return f"{text_in(self.label(value))} ({value})"


# Help to talk about a principle or a theme: what it asks for, questions, and aids. Words of ours after the source's
# facts.


NotEmpty = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=patterns.ID)]


class Aid(Value):
    """A tool, a text or a way of working that the source names."""

    name: LocalText
    helps: LocalText = Field(description="What it helps with, in a few words")
    found_at: NotEmpty | None = Field(
        default=None, description="Where it is found; left out where the source does not say"
    )


class Behind(Value):
    """What to ask where the answers to one statement lie far apart."""

    statement: Id
    text: LocalText


class Guide(Value):
    """What there is to say about a principle or a theme; any part may be empty. It changes nothing that is asked or
    counted.
    """

    asks: tuple[LocalText, ...] = Field(
        default=(), description="What it asks for, where the source does not say of whom"
    )
    municipality: tuple[LocalText, ...] = Field(default=(), description="What it asks of the municipality")
    professional: tuple[LocalText, ...] = Field(default=(), description="What it asks of the professional")
    questions: tuple[LocalText, ...] = Field(default=(), description="Open questions for the talk")
    behind: tuple[Behind, ...] = Field(
        default=(), description="Questions to single statements, for where the answers lie far apart"
    )
    aids: tuple[Aid, ...] = ()


class Further(Value):
    """Something of the source's that the questionnaire does not hold, named with where it is."""

    name: LocalText
    found_at: NotEmpty


# What a questionnaire is made of: its parts, themes, principles and statements, and where they come from.


SourceHeading = Annotated[str, Field(min_length=1)]
"""The heading in the source under which something stands, word for word."""


class Source(Value):
    """Where the questionnaire comes from."""

    title: LocalText
    publisher: NotEmpty
    section: SourceHeading
    url: Annotated[str, Field(pattern=patterns.WEB)] | None = None


class Part(Value):
    """A part of the questionnaire that a team answers only if it has chosen it, such as a method that it uses."""

    id: Id
    name: LocalText
    extra: bool = Field(default=False, description="Whether it is beside the rest: left out unless a team says so")
    since: Annotated[str, Field(pattern=patterns.VERSION)] | None = Field(
        default=None, description="The version since which it is chosen: before it, everybody was asked what is in it"
    )


class Theme(Value):
    """A group of statements that the form prints, and scores, together."""

    id: Id
    name: LocalText
    about: LocalText | None = Field(default=None, description="A sentence or two, printed under the name")
    part: Id | None = Field(default=None, description="The part it belongs to; None: every team answers it")
    stem: LocalText | None = Field(
        default=None, description="The question that its statements answer; None: the questionnaire's own"
    )
    which: LocalText | None = Field(
        default=None, description="The question which partnership, project or place it is about, where it is one"
    )
    scale: Scale | None = Field(
        default=None, description="Other words for the same points, such as a ladder of described steps"
    )
    citizens_view: bool = Field(
        default=False, description="Whether what citizens say stands beside this theme in a team's course"
    )
    guide: Guide | None = Field(
        default=None, description="Help to talk about it, where its statements speak to no principle, in our own words"
    )


class Principle(Value):
    """A core principle, printed with its definition under its theme."""

    id: Id
    theme: Id
    name: LocalText
    definition: LocalText
    section: str | None = Field(default=None, description="Where the source unfolds it")
    guide: Guide | None = Field(default=None, description="Help to talk about it, in our own words")


Topic = Principle | Theme
"""What there is help to talk about."""

Picture = Literal["path", "lifebuoy", "key", "house", "people", "umbrella", "wheel", "speech"]
"""The drawings that a statement can have on the printed form; each lies in ``writers/templates/pictures``."""


class Statement(Value):
    """One statement to take a stand on."""

    id: Id
    theme: Id
    principle: Id | None = None
    text: LocalText
    short: LocalText | None = Field(default=None, description="A few words of ours for tables and charts")
    reversed: bool = Field(
        default=False, description="Whether agreeing counts low: stored as answered, scored reversed"
    )
    section: SourceHeading | None = Field(
        default=None, description="The heading of the source that it rests on; None: the questionnaire's own section"
    )
    split_from: Id | None = Field(
        default=None,
        description="The statement in which an earlier version asked about this together with another thing",
    )
    picture: Picture | None = Field(default=None, description="A drawing beside it on the form that citizens fill in")

    @property
    def fingerprint(self) -> str:
        """A short hash of the wording in the original language, which a later wording is noticed by.

        Case, blanks and the way accents are coded do not count, and neither do translations:
        mending one must not break a team's course. A statement that counts the other way round is another one.
        """
        words = fold(next(iter(self.text.values())))
        return sha256(f"{words}\nreversed" if self.reversed else words)[:8]

    @property
    def turned(self) -> "Statement":
        """The same words, counting the other way round."""
        return self.model_copy(update={"reversed": not self.reversed})

    @property
    def label(self) -> LocalText:
        """The short text where there is one, else the whole statement."""
        return self.short or self.text


# Numbers that a team types in, held against a limit: a caseload, a waiting time.
#
# A measure has a course of its own and is never averaged with answers: eight citizens are not an opinion.


Given = Mapping[str, int | float]
"""Input id → what was typed."""

_TOLERANCE = 1e-9
"""A quotient this close to its limit is the limit: 0.3 / 0.1 is 3."""


_MOST = 1_000_000


def read_number(text: str) -> int | float | None:
    """A typed number of 0 or more, with a comma or a point; None for anything else, and for one beyond a million."""
    typed = text.strip().replace(",", ".")
    if not typed.isascii() or not typed.replace(".", "", 1).isdigit():
        return None
    number = float(typed)
    return None if number > _MOST else int(number) if number.is_integer() else number


class Input(Value):
    """One number to type in, 0 or more."""

    id: Id
    label: LocalText = Field(description="The question that asks for it")


class Limit(Value):
    """One more limit of a measure: on one of its numbers by itself."""

    of: Id = Field(description="The number that it is about")
    name: LocalText = Field(description="What the number is called where it stands with this limit")
    at_most: float | None = Field(default=None, description="The limit, where more is too much")
    at_least: float | None = Field(default=None, description="The limit, where less is too little")
    reason: LocalText = Field(description="Why there is a limit, after the source")
    section: SourceHeading | None = Field(default=None, description="The heading of the source that the limit rests on")


class TableLine(Value):
    """A row or a column of a table of counts."""

    id: Id
    label: LocalText
    fits: Id | None = Field(default=None, description="Of a row: the column in which those who are counted should be")


class Counts(Value):
    """A table in which people are counted, never named: how many there are of each row in each column."""

    label: LocalText = Field(description="What its rows are, as the heading over their names")
    rows: Annotated[tuple[TableLine, ...], Field(min_length=1)]
    columns: Annotated[tuple[TableLine, ...], Field(min_length=1)]

    def cell(self, row: TableLine, column: TableLine) -> str:
        """The id of the number in a cell."""
        return f"{row.id}-{column.id}"

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """A number for each cell, row by row."""
        cells = ((row, column) for row in self.rows for column in self.columns)
        return tuple(Input(id=self.cell(row, column), label=_joined(row.label, column.label)) for row, column in cells)

    def elsewhere(self, given: Given) -> float | None:
        """How many are in another column than the one that fits; None where a cell is not filled in."""
        if any(each.id not in given for each in self.inputs):
            return None
        cells = ((row, column) for row in self.rows if row.fits for column in self.columns if column.id != row.fits)
        return float(sum(given[self.cell(row, column)] for row, column in cells))


def _joined(row: LocalText, column: LocalText) -> LocalText:
    return {language: f"{text}: {column[language]}" for language, text in row.items() if language in column}


class Measure(Value):
    """A number, one number per another, or a table of counts; with the most or the least it should be, or to talk
    about."""

    id: Id
    part: Id | None = Field(default=None, description="The part it belongs to; None: every team is asked")
    name: LocalText
    count: Input | None = Field(default=None, description="What is counted; None: a table is filled in")
    per: Input | None = Field(default=None, description="What the count is divided by; None: it stands alone")
    table: Counts | None = Field(default=None, description="Counts in rows and columns; the value is who is elsewhere")
    percent: bool = Field(default=False, description="Whether the quotient is told as a percentage")
    at_most: float | None = Field(default=None, description="The limit, where more is too much")
    at_least: float | None = Field(default=None, description="The limit, where less is too little")
    limits: tuple[Limit, ...] = Field(default=(), description="More limits, each on one of the numbers")
    reflection: bool = Field(default=False, description="Whether it has no limit and is a number to talk about")
    beside: float | None = Field(default=None, description="A number of the source's to hold it against; no limit")
    reason: LocalText = Field(description="Why there is a limit, or why it is asked, after the source")
    note: LocalText | None = Field(default=None, description="What else the source says about it")
    section: SourceHeading | None = Field(default=None, description="The heading of the source that the limit rests on")

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The numbers to type in, in the order of asking."""
        return tuple(each for each in (self.count, self.per) if each) + (self.table.inputs if self.table else ())

    @property
    def limit(self) -> float | None:
        """The limit, whichever way it goes; None where there is only something to talk about."""
        return self.at_least if self.at_most is None else self.at_most

    @property
    def stored_under(self) -> str:
        """The id under which a record keeps its numbers: that of the measure whose limit it may be one of."""
        return self.id.partition(".")[0]

    @property
    def told(self) -> "tuple[Measure, ...]":
        """What is told of it: itself, and each of its further limits as a number of its own."""
        return (self, *map(self._with_limit, self.limits))

    def _with_limit(self, limit: Limit) -> "Measure":
        """A number of its own; the point in its id says whose it is, and no questionnaire can write one."""
        count = next(each for each in self.inputs if each.id == limit.of)
        of_limit = {name: getattr(limit, name) for name in ("name", "at_most", "at_least", "reason", "section")}
        alone = {
            "id": f"{self.id}.{limit.of}",
            "count": count,
            "per": None,
            "percent": False,
            "limits": (),
            "note": None,
        }
        return self.model_copy(update={**alone, **of_limit})

    def value(self, given: Given | None) -> float | None:
        """What the numbers come to; None where one of them is missing, or there is nothing to divide by."""
        numbers = [(given or {}).get(each.id) for each in (self.count, self.per) if each]
        if self.table:
            return self.table.elsewhere(given or {})
        if not numbers or numbers[0] is None or (len(numbers) > 1 and not numbers[1]):
            return None
        return float(numbers[0]) if len(numbers) == 1 else numbers[0] / (numbers[1] or 1) * (100 if self.percent else 1)

    def kept(self, value: float | None) -> bool | None:
        """Whether a value keeps the limit; None where there is no value, or no limit."""
        if value is None or self.limit is None:
            return None
        if self.at_most is None:
            return value >= self.limit - _TOLERANCE
        return value <= self.limit + _TOLERANCE


class Reading(NamedTuple):
    """One quarter's numbers of a measure, and what they come to."""

    measure: Measure
    given: Given
    """What was typed; empty where nothing was."""

    @property
    def value(self) -> float | None:
        """What the numbers come to; None where they say nothing."""
        return self.measure.value(self.given)

    @property
    def kept(self) -> bool | None:
        """Whether the limit is kept; None where there is no value."""
        return self.measure.kept(self.value)


class Total(Value):
    """Themes that may be added up."""

    id: Id
    name: LocalText
    themes: Annotated[tuple[Id, ...], Field(min_length=1)]


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


class AnswersTo(Value):
    """Which questionnaire's answers those to this one stand beside, principle by principle. Nothing is added up."""

    questionnaire: Annotated[
        str, Field(pattern=patterns.INSTRUMENT_ID, description="The id of the team's questionnaire")
    ]
    principles: Annotated[dict[Id, Id], Field(min_length=1, description="Principle here → principle there")]


ChangedBy = Literal["team", "municipality"]


class ProfileGroup(Value):
    """Themes and statements that stand together in the profile of many teams, by who can change what they are about."""

    heading: LocalText
    changed_by: ChangedBy
    rows: Annotated[tuple[Id, ...], Field(min_length=1, description="Ids of themes and statements")]


_BESIDE_THE_POINTS = {"missing", "not_relevant"}
_NOT_ASKED: Any = {
    "who": True,
    "answered_by": True,
    "answers_to": True,
    "profile": True,
    "further": True,
    "totals": True,
    "scale": _BESIDE_THE_POINTS,
    "parts": {"__all__": {"since"}},
    "themes": {"__all__": {"scale": _BESIDE_THE_POINTS, "citizens_view": True, "guide": True, "which": True}},
    "principles": {"__all__": {"guide"}},
    "statements": {"__all__": {"section", "split_from", "picture"}},
    "measures": {"__all__": {"section"}},
}
"""What can be reworded without a team having answered another questionnaire."""

Level = Literal["total", "theme", "principle", "statement"]
RowKey = tuple[Level, str]


class Row(NamedTuple):
    """Something that gets a score: the total, a theme, a principle or a statement."""

    level: Level
    id: str
    members: tuple[str, ...]
    """The ids of the statements it rests on."""

    @property
    def key(self) -> RowKey:
        """What the row is looked up by."""
        return self.level, self.id


class SummedRow(NamedTuple):
    """A row over several statements: how its members are taken out of values in the order of the statements."""

    level: Level
    members: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    size: int
    """How many members it has."""


def taking(places: Sequence[int]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """What takes the values at these places out of a tuple: thousands of records are added up with it."""
    if len(places) > 1:
        return itemgetter(*places)
    return itemgetter(slice(places[0], places[0] + 1) if places else slice(0))


class Instrument(Value):
    """A whole questionnaire, as one YAML file holds it."""

    schema_version: Literal[1]
    id: Annotated[str, Field(pattern=patterns.INSTRUMENT_ID)]
    version: Annotated[str, Field(pattern=patterns.VERSION)]
    default: bool = Field(default=False, description="The questionnaire that is meant when none is named")
    status: Literal["official", "reflection"]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    own_translations: tuple[Language, ...] = Field(default=(), description="Languages we translated into ourselves")
    name: LocalText
    purpose: LocalText
    advice: LocalText
    who: LocalText | None = Field(
        default=None, description="The question who “we” are this time, where it is another: which partnership"
    )
    stem: LocalText = Field(description="The question that every statement answers")
    source: Source
    own_reading: LocalText | None = Field(default=None, description="What is our reading and not the source's")
    cadence: Cadence
    thresholds: Thresholds
    limits_note: LocalText | None = Field(default=None, description="Where the limits of change come from")
    scale: Scale
    parts: tuple[Part, ...] = Field(default=(), description="Parts that a team may choose not to answer")
    totals: tuple[Total, ...] | None = Field(
        default=None, description="What may be added up; left out: everything; an empty list: nothing"
    )
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    principles: tuple[Principle, ...] = ()
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    measures: tuple[Measure, ...] = Field(default=(), description="Numbers to type in, each with its limit")
    further: tuple[Further, ...] = Field(default=(), description="What else the source has, and where it is")
    profile: tuple[ProfileGroup, ...] = Field(
        default=(), description="What stands in the profile of many teams; our reading of who can change it"
    )
    answered_by: Literal["team", "citizens"] = Field(
        default="team", description="citizens: each citizen answers alone, and nobody settles their answers"
    )
    answers_to: AnswersTo | None = Field(
        default=None, description="The team's questionnaire that citizens' answers to this one stand beside"
    )

    @property
    def by_citizens(self) -> bool:
        """Whether citizens answer it, each alone: such answers are never settled, and never shown of a few."""
        return self.answered_by == "citizens"

    @cached_property
    def digest(self) -> str:
        """``sha256:…`` over the canonical content: comments and layout of the YAML do not count, nor does the help."""
        dumped = self.model_dump(mode="json", exclude_defaults=True, exclude=_NOT_ASKED)
        return f"sha256:{sha256(json.dumps(dumped, sort_keys=True, ensure_ascii=False))}"

    def with_limit(self, limit: int) -> Self:
        """The same with another privacy limit; records still know it as what it is in its file."""
        thresholds = self.thresholds.model_copy(update={"privacy_limit": limit})
        other = self.model_copy(update={"thresholds": thresholds})
        other.__dict__.update(digest=self.digest, limit_in_file=self.limit_in_file)
        other.__dict__.pop("_turned", None)  # a copy has what was worked out of the original
        return other

    @cached_property
    def limit_in_file(self) -> int:
        """The privacy limit that it has by itself, whatever other folders ask for."""
        return self.thresholds.privacy_limit

    def turned(self, ids: frozenset[str]) -> "Instrument":
        """The same with these statements counting the other way round than they do today."""
        if ids and ids not in self._turned:
            statements = tuple(each.turned if each.id in ids else each for each in self.statements)
            other = self._turned[ids] = Instrument.model_construct(**{**dict(self), "statements": statements})
            other.__dict__["digest"] = self.digest
        return self._turned[ids] if ids else self

    @cached_property
    def _turned(self) -> "dict[frozenset[str], Instrument]":
        return {}

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
    def turned_fingerprints(self) -> dict[str, str]:
        """Statement → the hash that its words would have if it counted the other way round."""
        return {statement.id: statement.turned.fingerprint for statement in self.statements}

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
        """Every wording of the scale that a statement is answered on, in the order of the questionnaire."""
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

    @cached_property
    def told_measures(self) -> tuple[Measure, ...]:
        """Every number that is told: one with several limits once for each of them."""
        return tuple(told for measure in self.measures for told in measure.told)

    def told_of(self, parts: Collection[str]) -> tuple[Measure, ...]:
        """The numbers that are told of a team with these parts."""
        return tuple(measure for measure in self.told_measures if measure.part is None or measure.part in parts)

    def parts_among(self, things: Collection[str]) -> tuple[str, ...]:
        """The parts that these statements and measures belong to, in the order of the questionnaire."""
        of_theme = {theme.id: theme.part for theme in self.themes}
        among = {of_theme[s.theme] for s in self.statements if s.id in things}
        among |= {measure.part for measure in self.measures if measure.id in things}
        return tuple(part.id for part in self.parts if part.id in among)

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

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """What there is to talk about, theme by theme, as people number it: the principles, and themes with help."""
        return tuple(
            topic
            for theme in self.themes
            for topic in (*self.principles_of(theme), *((theme,) if theme.guide is not None else ()))
        )

    def topic_of(self, statement: Statement) -> Topic | None:
        """What the help for a statement is about: its principle, else its theme where that has help of its own."""
        theme, principle = self.theme_of(statement), self.principle_of(statement)
        if theme.guide is not None and (principle is None or principle.guide is None):
            return theme
        return principle

    def statements_on(self, topic: Topic) -> tuple[Statement, ...]:
        """The statements that speak to a principle, or those of a theme that its own help is about."""
        if isinstance(topic, Principle):
            return tuple(s for s in self.statements if s.principle == topic.id)
        return tuple(s for s in self.statements if s.theme == topic.id and self.topic_of(s) == topic)

    def question_behind(self, statement: Statement) -> LocalText | None:
        """What to ask where the answers to it lie far apart: its own question, else one of its topic's, by turns."""
        topic = self.topic_of(statement)
        if topic is None or topic.guide is None:
            return None
        own = next((each.text for each in topic.guide.behind if each.statement == statement.id), None)
        questions = topic.guide.questions
        if own or not questions:
            return own
        return questions[self.statements_on(topic).index(statement) % len(questions)]

    def rows(self) -> Iterator[Row]:
        """Everything that gets a score, from the whole to the parts."""
        return iter(self._rows)

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return tuple(self._counted_rows())

    @cached_property
    def row_keys(self) -> tuple[RowKey, ...]:
        """What each of the rows is looked up by, those of the statements last."""
        return tuple(row.key for row in self._rows)

    @cached_property
    def summed_rows(self) -> tuple[SummedRow, ...]:
        """The rows that statements are added up in, in their order: every row but those of the statements."""
        place = {id: at for at, id in enumerate(self.order)}
        summed = [(row.level, [place[id] for id in row.members]) for row in self._rows if row.level != "statement"]
        return tuple(SummedRow(level, taking(places), len(places)) for level, places in summed)

    def _counted_rows(self) -> Iterator[Row]:
        yield from self._total_rows()
        for theme in self.themes:
            yield Row("theme", theme.id, tuple(s.id for s in self.statements if s.theme == theme.id))
        for principle in self.principles:
            yield Row("principle", principle.id, tuple(s.id for s in self.statements if s.principle == principle.id))
        for id in self.order:
            yield Row("statement", id, (id,))

    def _total_rows(self) -> Iterator[Row]:
        if self.totals is None:
            yield Row("total", "total", self.order)
        for total in self.totals or ():
            yield Row("total", total.id, tuple(id for id in self.order if self._by_id[id].theme in total.themes))

    @cached_property
    def unsummed(self) -> tuple[Row, ...]:
        """The themes that are in no total: each has a course of its own."""
        summed = {id for row in self.rows() if row.level == "total" for id in row.members}
        return tuple(row for row in self.rows() if row.level == "theme" and summed.isdisjoint(row.members))

    @cached_property
    def wholes(self) -> tuple[Row, ...]:
        """The rows that are told first: the totals, and the themes that are in none."""
        return (*(row for row in self.rows() if row.level == "total"), *self.unsummed)

    def ladder(self, row: Row) -> Scale | None:
        """The scale of described steps on which a theme is answered; None where it is no staircase."""
        own = next((theme.scale for theme in self.themes if (row.level, row.id) == ("theme", theme.id)), None)
        return own if own and any(point.description for point in own.points) else None

    def stem_of(self, theme: Theme) -> LocalText:
        """The question that a theme's statements answer."""
        return theme.stem or self.stem

    @cached_property
    def _names(self) -> dict[tuple[str, str], LocalText]:
        themes = {("theme", theme.id): theme.name for theme in self.themes}
        return {("principle", each.id): each.name for each in self.principles} | themes

    def label(self, row: Row) -> LocalText | None:
        """What a row is called; None for the total over everything, which the interface names."""
        match row.level:
            case "total":
                return next((total.name for total in self.totals or () if total.id == row.id), None)
            case "theme" | "principle":
                return self._names[row.level, row.id]
            case "statement":
                return self.statement(row.id).label
        return None


# Every text of a questionnaire, wherever it stands: whoever adds one to the model above has nothing to add here.


def every_text(thing: Value, path: KeyPath = ()) -> list[tuple[KeyPath, LocalText]]:
    """Every text in a questionnaire, or in a piece of one, with the keys that lead to it.

    Of a questionnaire that lacks parts (see ``fitting_parts``), those that it has.
    """
    gathered: list[tuple[KeyPath, LocalText]] = []
    for name, is_text in _worded_fields(type(thing)):
        for place, each in _members(getattr(thing, name, None), (*path, name)):
            gathered += [(place, each)] if is_text else every_text(each, place)
    return gathered


def _members(value: Any, path: KeyPath) -> list[tuple[KeyPath, Any]]:
    if isinstance(value, tuple):
        return [((*path, i), each) for i, each in enumerate(value)]
    return [] if value is None else [(path, value)]


@cache
def _worded_fields(model: type[Value]) -> tuple[tuple[str, bool], ...]:
    """The fields in which texts stand, and whether they are the texts themselves; synonyms, lists of words, are not."""
    held = {name: tuple(_held(field.annotation)) for name, field in model.model_fields.items()}
    worded = {name: LocalText in types for name, types in held.items()}
    deeper = {name: any(map(_worded_fields, types)) for name, types in held.items() if not worded[name]}
    return tuple((name, is_text) for name, is_text in worded.items() if is_text or deeper[name])


def _held(annotation: Any) -> Iterator[Any]:
    """What a field holds, one or many of it, required or not: texts, and pieces of a questionnaire."""
    if annotation == LocalText or (isinstance(annotation, type) and issubclass(annotation, Value)):
        yield annotation
    else:
        for inner in get_args(annotation):
            yield from _held(inner)
