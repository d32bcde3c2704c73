"""One team's answers for one quarter: exactly what one JSON file holds.

Two layers in one record: what each person thought (``votes``, as counts) and what the team agreed on
(``agreed``). Either may be missing. No row per person, no name and no time per person is ever kept.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from hf_fidelity.domain.questionnaire.instrument import Id, Instrument, Reading, Scale
from hf_fidelity.ground import N_, Finding, Quarter, clean, lazily, one_line, shorten
from hf_fidelity.ground.models import Value

SCHEMA_VERSION = 1

MOST_COUNTED = 1_000_000
Count = Annotated[int, Field(ge=0, le=MOST_COUNTED)]
FreeText = Annotated[str, AfterValidator(clean)]
"""What people wrote, without characters that could steer a terminal."""
Name = Annotated[str, AfterValidator(one_line), Field(min_length=1)]
_MACHINE = lazily(r"((?:19|20|21)\d\d)-Q([1-4])")


def _from_record(value: Any) -> Quarter:
    if isinstance(value, Quarter):
        return value
    found = _written_by_machine(value) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("quarter", "a quarter is written like 2026-Q3")
    return found


@lru_cache(maxsize=256)  # thousands of records are about a few quarters
def _written_by_machine(text: str) -> Quarter | None:
    match = _MACHINE.fullmatch(text)
    return Quarter(int(match[1]), int(match[2])) if match else None


StoredQuarter = Annotated[
    Quarter,
    BeforeValidator(_from_record),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": f"^{_MACHINE.pattern}$"}),
]
"""A quarter in a record: only the form ``2026-Q3``."""
TypedNumber = int | float
"""A whole number stays whole, so that a record saved unchanged is byte-identical."""


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:  # year 1 or 9999, and a time zone that leads out of it
        raise PydanticCustomError("impossible-moment", "outside the calendar") from error


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc), PlainSerializer(lambda m: m.strftime("%Y-%m-%dT%H:%M:%SZ"))]
"""A moment in time, stored in UTC."""


class Tally(Value):
    """The votes of a group on one statement."""

    counts: Annotated[tuple[Count, ...], Field(description="People per point, from the scale's lowest to its highest")]
    missing: Count = 0
    not_relevant: Count = 0

    @property
    def answered(self) -> int:
        """How many people gave a point on the scale."""
        return sum(self.counts)

    @property
    def asked(self) -> int:
        """How many people there were, whether they answered or not."""
        return self.answered + self.missing + self.not_relevant


class Votes(Value):
    """The votes on one statement: of all, and by role where every role is large enough."""

    all: Tally
    roles: dict[str, Tally] = {}
    given: Annotated[
        Literal["secret", "open"] | None, Field(description="How, where not as the record's votes_are says")
    ] = None


class Answer(Value):
    """What a team made of one statement. All None: not answered, which is not the same as neutral."""

    agreed: int | None = Field(default=None, description="The agreed point; None: not answered")
    votes: Votes | None = None
    comment: FreeText | None = None
    not_relevant_because: FreeText | None = Field(default=None, description="Why the statement does not apply")
    changed_because: FreeText | None = Field(default=None, description="Why it moved since last quarter")

    @model_validator(mode="after")
    def _one_answer(self) -> "Answer":
        if self.agreed is not None and self.not_relevant_because is not None:
            raise PydanticCustomError("one-answer", "a point on the scale and not relevant at once")
        return self

    @property
    def settled(self) -> bool:
        """Whether the team has taken a stand: a point on the scale, or not relevant."""
        return self.agreed is not None or self.not_relevant_because is not None


class PlainVotes(NamedTuple):
    """The votes on a statement in plain values; votes by role have none."""

    counts: tuple[int, ...]
    """Per point of the scale."""
    answered: int
    """How many people gave a point: the counts together."""
    missing: int
    not_relevant: int
    mean: float | None
    """Of the points given, on the scale; None where nobody gave one."""


class PlainAnswers(NamedTuple):
    """A record's answers as columns of plain values, one for each statement of its questionnaire, in their order: what
    is counted over thousands of records, and nothing else.

    Making a model of each answer takes most of the time of reading a record.
    """

    agreed: tuple[int | None, ...]
    """A point of the scale, or None."""
    relevant: tuple[bool, ...]
    """False: the team has said that the statement does not apply."""
    votes: tuple[PlainVotes | None, ...]
    """None where nobody has voted."""


class BriefInspire(Value):
    """The result of Brief INSPIRE, citizens' own view of the support: only the group's mean."""

    mean: Annotated[TypedNumber, Field(ge=0, le=100)]
    n: Count


class CitizenInvolvement(Value):
    """How citizens were heard before the form was filled in. Nothing about a single citizen."""

    how: FreeText | None = None
    citizens: Count | None = None
    what_it_changed: FreeText | None = None
    brief_inspire: BriefInspire | None = None


class Action(Value):
    """Something the team agreed to do. ``about`` is a statement, a theme, or None; ``owner`` is a role.

    Agree, try, share, plan anew: what was learnt is shared on a day, and the next plan says which action it follows.
    """

    id: str
    about: Id | None = None
    text: FreeText
    owner: FreeText | None = None
    due: date | None = None
    state: Literal["open", "done", "dropped"] = "open"
    opened_in: StoredQuarter
    outcome: FreeText | None = None
    share_on: Annotated[date | None, Field(description="The day to share with others what was learnt")] = None
    learnt: Annotated[FreeText | None, Field(description="What the team learnt by trying it")] = None
    follows: Annotated[str | None, Field(description="The id of the action that this is the next plan after")] = None


def _each_once(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    ids = [action.id for action in actions]
    if twice := sorted({id for id in ids if ids.count(id) > 1}):
        raise PydanticCustomError("action-twice", "two actions of one id", {"ids": twice})
    return actions


class RecordSource(Value):
    """Where answers came from: a meeting, or a file."""

    kind: Literal["session", "import"]
    file: FreeText | None = None
    sha256: str | None = None
    sheet: str | None = None
    rows: Count | None = None


class FromTo(Value):
    """An old and a new value."""

    before: Any = Field(alias="from")
    after: Any = Field(alias="to")


class Correction(Value):
    """One correction of a settled record: when, why, and what stood there before."""

    revision: Annotated[int, Field(ge=1)]
    at: Moment
    why: FreeText
    changes: dict[str, FromTo]


class InstrumentStamp(Value):
    """The questionnaire as it was when it was answered."""

    id: str
    version: str
    digest: str
    statements: dict[str, str] = Field(description="Statement → short hash of its wording")
    reversed: Annotated[tuple[str, ...], Field(description="The statements that counted the other way round")] = ()

    @classmethod
    def of(cls, instrument: Instrument) -> "InstrumentStamp":
        """The stamp of a questionnaire today."""
        return cls(
            id=instrument.id,
            version=instrument.version,
            digest=instrument.digest,
            statements=instrument.fingerprints,
            reversed=tuple(id for id in instrument.order if id in instrument.reversed),
        )

    def of_its_day(self, instrument: Instrument) -> Instrument:
        """The questionnaire of today, its statements counting as they did when they were answered.

        What is settled keeps its figures. The hash of the same words tells it, also in a record from before it was
        noted; of other words the note does, and where there is none they did not count the other way round.
        """
        if self.statements == instrument.fingerprints:  # nearly all are
            return instrument
        return instrument.turned(
            frozenset(filter(lambda id: self._counted_otherwise(id, instrument), instrument.order))
        )

    def _counted_otherwise(self, id: str, instrument: Instrument) -> bool:
        words = self.statements.get(id)
        if words in (None, instrument.fingerprints[id]):
            return False
        turned = (id in self.reversed) != (id in instrument.reversed)
        return turned or words == instrument.turned_fingerprints[id]


class Team(Value):
    """A team: its stable id, and its name as people write it."""

    id: str
    name: Name


class Assessment(Value):
    """One team, one quarter, one questionnaire."""

    schema_version: Literal[1] = 1
    revision: Annotated[int, Field(ge=1, description="Rises with every save that changes something")] = 1
    instrument: InstrumentStamp
    organisation: Name
    team: Team
    quarter: StoredQuarter
    held_on: date | None = None
    status: Annotated[Literal["votes", "final"], Field(description="votes: imported, not yet settled by a meeting")]
    parts: tuple[str, ...] = ()
    participants: Annotated[
        Count | None, Field(description="How many took part; of imported votes: how many answered")
    ] = None
    we: Annotated[FreeText | None, Field(description="Who “we” are this time, in the team's own words")] = None
    which: Annotated[
        dict[str, FreeText], Field(description="Theme → which partnership, project or place it is about this time")
    ] = Field(default_factory=dict, json_schema_extra={"default": {}})  # a dict would be copied for every record
    peer: Annotated[
        Name | None, Field(description="The other team whose reading of the evidence this is; None: the team's own")
    ] = None
    roles: dict[str, Count] = {}
    votes_are: Literal["secret", "open"] | None = None
    citizen_involvement: CitizenInvolvement | None = None
    answers: dict[str, Answer] = {}
    measures: dict[str, dict[str, TypedNumber]] = {}
    actions: Annotated[tuple[Action, ...], AfterValidator(_each_once)] = ()
    sources: tuple[RecordSource, ...] = ()
    replaced: Annotated[Count, Field(description="How often votes have taken the place of others")] = 0
    history: tuple[Correction, ...] = ()
    checksum: Annotated[
        str | None,
        Field(
            pattern=r"^sha256:[0-9a-f]{64}$",
            exclude=True,
            description="Of the file as it is without this key; see docs/data.md",
        ),
    ] = None
    """In a record that was read it stands only where it does not fit: somebody has changed the file by other means."""

    @property
    def changed_outside(self) -> bool:
        """Whether the file was changed by something else than the program since it was saved."""
        return self.checksum is not None

    @model_validator(mode="after")
    def _known_statements(self) -> "Assessment":
        if not self.answers.keys() <= self.instrument.statements.keys():
            unknown = [id for id in self.answers if id not in self.instrument.statements]
            raise PydanticCustomError("unknown-statements", "answers to unknown statements", {"ids": unknown})
        return self

    def answer(self, statement: str) -> Answer:
        """The answer to a statement; an empty one where nobody has answered."""
        found = self.answers.get(statement)
        return Answer() if found is None else found

    def with_answer(self, statement: str, answer: Answer) -> "Assessment":
        """The same record with one answer replaced; answers keep the questionnaire's order.

        Raises KeyError for a statement that the record's questionnaire did not have.
        """
        if statement not in self.instrument.statements:
            raise KeyError(statement)
        answers = {**self.answers, statement: answer}
        return self.model_copy(
            update={"answers": {id: answers[id] for id in self.instrument.statements if id in answers}}
        )


class PlainRecord(NamedTuple):
    """A record whose answers are plain values: to be counted, and for nothing else."""

    head: Assessment
    """The record without its answers."""
    answers: PlainAnswers


def restamped(record: Assessment, instrument: Instrument) -> Assessment:
    """An unsettled record under the questionnaire of today, which may have changed since it was begun.

    A statement with another wording is to be answered again (its comment stays); one that is gone is dropped.
    """
    stamp = InstrumentStamp.of(instrument)
    was = record.instrument.statements
    answers = {
        id: record.answer(id) if was.get(id) == words else Answer(comment=record.answer(id).comment)
        for id, words in stamp.statements.items()
        if id in record.answers
    }
    return record.model_copy(update={"instrument": stamp, "answers": answers})


class Draft(Value):
    """An unfinished meeting or correction, stored beside the record it will become."""

    schema_version: Literal[1] = 1
    base_revision: Annotated[int, Field(ge=0, description="The stored record's revision it began from; 0: none")]
    why: Annotated[str | None, Field(description="The reason, when a settled record is corrected")] = None
    current: Annotated[str | None, Field(description="The statement in hand; None: the closing summary")] = None
    skipped: Annotated[tuple[str, ...], Field(description="Passed over on purpose; not the same as not yet asked")] = ()
    first: Annotated[tuple[str, ...], Field(description="The statements that are taken before the others")] = ()
    draft_revision: Annotated[int, Field(ge=0, description="Rises with every save of the draft")] = 0
    record: Assessment


class Whose(Value, extra="ignore"):
    """Whose a record is, where nothing else of it is asked: the rest need not be what it should be."""

    schema_version: Literal[1]
    organisation: Name
    team: Team


class TeamFile(Value):
    """What ``team.json`` holds: who the team is, and which teams it continues."""

    id: str
    name: Name
    earlier_names: tuple[str, ...] = ()
    continues: Annotated[tuple[str, ...], Field(description="Ids of the teams that this one continues")] = ()


# Which parts of a questionnaire a team answers, and the measures that go with them.
#
# What belongs to a part that a team has not chosen is neither asked nor scored, and no settled record keeps it.


def parts_of(record: Assessment, instrument: Instrument) -> tuple[str, ...]:
    """The parts that a record answers: those chosen, and those that were no parts yet when it was answered.

    Before a theme became a part everybody was asked about it. Who answered then answered for the part; who only said
    that it was not relevant did not.
    """
    version = _numbered(record.instrument.version)
    new = {part.id for part in instrument.parts if part.since and version < _numbered(part.since)}
    if not new:
        return record.parts
    given = {id for id, a in record.answers.items() if a.agreed is not None or (a.votes and a.votes.all.answered)}
    among = (*record.parts, *(id for id in instrument.parts_among(given) if id in new))
    return tuple(part.id for part in instrument.parts if part.id in among)


def _numbered(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def choose(record: Assessment, instrument: Instrument, parts: Iterable[str]) -> Assessment:
    """The record with these parts chosen, in the questionnaire's order. What was answered to others stays for now."""
    wanted = set(parts)
    return record.model_copy(update={"parts": tuple(part.id for part in instrument.parts if part.id in wanted)})


def only_chosen(record: Assessment, instrument: Instrument) -> Assessment:
    """The record without answers and measures of parts that the team has not chosen."""
    if not instrument.parts:
        return record
    parts = parts_of(record, instrument)
    asked = set(instrument.asked(parts))
    apart = {measure.id for measure in instrument.measures} - {m.id for m in instrument.measures_of(parts)}
    answers = {id: answer for id, answer in record.answers.items() if id in asked or not instrument.has(id)}
    measures = {id: given for id, given in record.measures.items() if id not in apart}
    return record.model_copy(update={"answers": answers, "measures": measures})


def used_parts(record: Assessment, instrument: Instrument) -> tuple[str, ...]:
    """The parts that something in the record belongs to: an answer, votes of somebody, or a number."""
    if not instrument.parts:
        return ()
    answered = {id for id, a in record.answers.items() if a.settled or (a.votes and a.votes.all.answered)}
    return instrument.parts_among({*answered, *(id for id, given in record.measures.items() if given)})


def readings(record: Assessment, instrument: Instrument) -> tuple[Reading, ...]:
    """What the record's numbers come to, a reading for each limit of the measures that the team is asked for."""
    told = instrument.told_of(parts_of(record, instrument))
    return tuple(Reading(each, record.measures.get(each.stored_under, {})) for each in told)


def parts_changed(before: Assessment, after: Assessment, instrument: Instrument) -> bool:
    """Whether the team answered other parts the time before."""
    return bool(instrument.parts) and set(parts_of(before, instrument)) != set(parts_of(after, instrument))


def unchosen(record: Assessment, instrument: Instrument, things: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Those of the statements and measures that belong to a part which is not chosen, each with its part."""
    for thing in things:
        for part in instrument.parts_among({thing}):
            if part not in parts_of(record, instrument):
                yield thing, part


# Whether a record fits the questionnaire it belongs to.
#
# A record can be well written and still say something that its questionnaire cannot have asked: it was edited by
# hand, or two programs fought over the file. Nothing may be scored from such a record.


def misfits(record: Assessment, instrument: Instrument) -> Iterator[Finding]:
    """Answers that are not points of the questionnaire's scale, and votes that do not fit it."""
    points, given = instrument.scale.values, record.answers.items()
    possible = {None, *points}
    if _fits(record, possible, len(points)):  # nearly every record does, and thousands are read at once
        return
    if off := [id for id, answer in given if answer.agreed not in possible]:
        message = N_("there are answers that are not on the scale ({points}): {answers}.")
        answers = [f"{id}: {shorten(record.answers[id].agreed)}" for id in off]
        yield Finding("off-scale", message, {"answers": answers, "points": list(points)}, "error")
    if wrong := [id for id, answer in given if (votes := answer.votes) and _miscounted(votes, len(points))]:
        message = N_("the votes on {statements} do not fit the scale: {points} counts are needed.")
        yield Finding("miscounted-votes", message, {"statements": wrong, "points": len(points)}, "error")


def _fits(record: Assessment, possible: set[int | None], points: int) -> bool:
    for answer in record.answers.values():
        votes = answer.votes
        if answer.agreed not in possible:
            return False
        if votes is not None and (votes.roles or len(votes.all.counts) != points) and _miscounted(votes, points):
            return False
    return True


def miscounted(answer: Answer, scale: Scale) -> bool:
    """Whether the votes on a statement have another number of counts than the scale has points."""
    return answer.votes is not None and _miscounted(answer.votes, len(scale.values))


def _miscounted(votes: Votes, points: int) -> bool:
    if votes.roles and any(len(tally.counts) != points for tally in votes.roles.values()):
        return True
    return len(votes.all.counts) != points


def no_longer_asked(record: Assessment, instrument: Instrument) -> Iterator[Finding]:
    """That a record has answers to statements which its questionnaire has no more: they stand in no figure."""
    if gone := answered_and_gone(record, instrument):
        message = N_("{quarter}: {statements}: answered, but no longer asked. The answers are kept and count nowhere.")
        yield Finding("no-longer-asked", message, {"quarter": record.quarter, "statements": gone})


def answered_and_gone(record: Assessment, instrument: Instrument) -> list[str]:
    """The statements that are answered in a record and that its questionnaire has no more."""
    given = record.answers.items()
    return [id for id, answer in given if not instrument.has(id) and (answer.settled or answer.votes)]


def misplaced(record: Assessment, quarter: Quarter, instrument_id: str) -> Finding | None:
    """That the record is of another quarter or questionnaire than its place says; None where they agree."""
    if (record.quarter, record.instrument.id) == (quarter, instrument_id):
        return None
    message = N_("inside it is the record of {quarter} ({instrument}), which its name does not say.")
    return Finding(
        "misplaced", message, {"quarter": record.quarter, "instrument": shorten(record.instrument.id)}, "error"
    )
