"""What can be done to a team's votes one after another, and who reads every edition and subtracts them.

The third adversary has each report that was ever made. Unlike the other two it knows who moved: a difference between
two editions is found out where it is the answers of some people, and of fewer than the limit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, InstrumentStamp, RecordSource, Tally, Team, Votes
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import show_assessment
from hf_fidelity.journeys.store_votes import Mode, VoteStore
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.team_folder import read_record
from tests.journeys.scenes import KnownInstrument
from tests.privacy.hidden import small
from tests.privacy.stores import our_instrument

NOW, QUARTER = datetime(2026, 8, 15, 12, tzinfo=UTC), Quarter(2026, 3)
WHOSE = "Prøvekøbing Kommune", "Bostøtte Nord"
LIMIT, MOVES = 5, 5
_POINTS, _BY_HANDS = 4, (0, 1, 1, 1)
"""Of the questionnaire of two statements: its scale, and what three people showed."""

Figures = Mapping[str, Any]


@dataclass(frozen=True)
class Person:
    """One who answers: a role, and a point on each statement or none."""

    role: str
    points: Mapping[str, int | None]


@dataclass
class Course:
    """A team's folder, moved about in; what was shown after each move, and what leaked."""

    folder: Path
    random: Random
    instrument: Instrument = field(default_factory=our_instrument)
    here: list[Person] = field(default_factory=list)
    files: int = 0
    was_open: bool = False

    def __post_init__(self) -> None:
        self.space = KnownInstrument(Store(self.folder), self.instrument).remembering_teams()

    def run(self) -> Iterator[str]:
        """A meeting now and then, then files: what each edition tells beside the one before."""
        if self.random.random() < 0.5:
            self._meet_openly()
        for _ in range(MOVES):
            before, stored = self._edition(), self._stored()
            move, limit = self._move(), self.random.choice([LIMIT, LIMIT, 8])
            people = self._people(move)
            changed = self._import(people, move, limit)
            after = self._edition()
            yield from self._few_in(after, f"after {move}")
            if changed and before and stored and any(answer.votes for answer in stored.answers.values()):
                yield from self._subtracted(before, after, move)
                if move == "add":
                    yield from self._taken_away(stored)

    def _move(self) -> Mode:
        return self.random.choice(("add", "replace"))

    def _meet_openly(self) -> None:
        """Three people, who showed hands on the first statement."""
        self.was_open = True
        place = self.space.store.place(*WHOSE)
        votes = Votes(all=Tally(counts=_BY_HANDS))
        id, *_others = self.instrument.order
        met = Assessment(
            instrument=InstrumentStamp.of(self.instrument),
            organisation=WHOSE[0],
            team=Team(id=place.team.id, name=WHOSE[1]),
            quarter=QUARTER,
            status="final",
            participants=3,
            votes_are="open",
            answers={id: Answer(agreed=3, votes=votes if self.random.random() < 0.5 else None)},
            sources=(RecordSource(kind="session"),),
        )
        place.save(met, 0)

    def _people(self, move: Mode) -> list[Person]:
        """Others; or where the file is a newer copy, the same with a few who came, left or thought better of it."""
        random = self.random
        new = [self._person() for _ in range(random.choice([1, 4, 5, 6, 9]))]
        if move == "add" or not self.here or random.random() < 0.2:
            return new + [self._person() for _ in range(4)]
        stay = [person for person in self.here if random.random() < random.choice([0.8, 1.0, 1.0])]
        return stay + (new if random.random() < 0.8 else [])

    def _person(self) -> Person:
        random = self.random
        answers = random.choice([1.0, 1.0, 0.5, 0.2])
        points = {id: random.randrange(_POINTS) if random.random() < answers else None for id in self.instrument.order}
        return Person(random.choice(["leder", *["medarbejder"] * 2]), points)

    def _import(self, people: Sequence[Person], move: Mode, limit: int) -> bool:
        random = self.random
        ids = [id for id in self.instrument.order if random.random() < 0.85] or [*self.instrument.order]
        with_roles = random.random() < 0.7
        sizes = {role: sum(p.role == role for p in people) for role in dict.fromkeys(p.role for p in people)}
        roles = sizes if with_roles else {}
        votes = {
            id: Votes(all=_tally(people, id), roles={r: _tally([p for p in people if p.role == r], id) for r in roles})
            for id in ids
        }
        self.files += 1
        group = GroupVotes(*WHOSE, QUARTER, len(people), votes, roles)
        read = ExportRead(f"{self.files}.csv", f"{self.files:064}", "plain", groups=(group,))
        made = VoteStore(self.space, self.instrument, Policy(limit), move, dry_run=False, now=NOW).votes(read, group)
        if changed := made.stored in ("created", "updated"):
            first = made.stored == "created" or move == "replace" or not self.here
            self.here = [*people] if first else [*self.here, *people]
        return changed

    def _stored(self) -> Assessment | None:
        there = self.space.store.find(WHOSE[1])
        return read_record(there[0], QUARTER, self.instrument) if there else None

    def _edition(self) -> Figures | None:
        """The team's report at the usual limit, as a program reads it."""
        if self._stored() is None:
            return None
        shown = show_assessment(self.space, WHOSE[1], QUARTER, instrument_id=self.instrument.id, min_n=LIMIT)
        return shown.document.data

    def _few_in(self, edition: Figures | None, when: str) -> Iterator[str]:
        """A secret answer of a few: everything but what three showed hands on."""
        for id, answer in (edition or {"answers": {}})["answers"].items():
            for group, tally in _tallies(answer["votes"]).items():
                by_hands = self.was_open and id == self.instrument.order[0] and tuple(tally["counts"]) == _BY_HANDS
                if small(sum(tally["counts"]), LIMIT) and not by_hands:
                    yield f"{when}: {id} of {group} is of {sum(tally['counts'])}"

    def _subtracted(self, before: Figures, after: Figures | None, move: Mode) -> Iterator[str]:
        """Of an addition each difference is some people's; of another file's votes where all of them only grew."""
        steps = {
            (id, group): [new - old for old, new in zip(tally["counts"], later["counts"], strict=True)]
            for id, answer in before["answers"].items()
            for group, tally in _tallies(answer["votes"]).items()
            if (later := _tallies((after or before)["answers"].get(id, {}).get("votes")).get(group))
        }
        came = {key: sum(step for step in some if step > 0) for key, some in steps.items()}
        left = {key: -sum(step for step in some if step < 0) for key, some in steps.items()}
        nested = not any(came.values()) or not any(left.values())
        silent = [
            abs(later["missing"] - tally["missing"])
            for id, answer in before["answers"].items()
            for group, tally in _tallies(answer["votes"]).items()
            if (later := _tallies((after or before)["answers"].get(id, {}).get("votes")).get(group))
        ]
        least = [max(a, b) + n for a, b, n in zip(came.values(), left.values(), silent, strict=True)]
        most = max(least, default=0)  # so many may have come, left or changed; of fewer the difference tells more
        if move == "add" or nested:
            for key in steps:
                if small(came[key], LIMIT) or small(left[key], LIMIT):
                    yield f"{move}: the difference of {key} is of {came[key] or left[key]}"
        elif small(most, LIMIT):
            yield f"{move}: two editions differ by {most}"

    def _taken_away(self, stored: Assessment) -> Iterator[str]:
        """An addition adds, whatever its limit is."""
        now = self._stored()
        for id, answer in stored.answers.items():
            if answer.votes and not (now and now.answer(id).votes):
                yield f"add: {id} has lost its votes"


def _tally(people: Sequence[Person], id: str) -> Tally:
    given = [person.points[id] for person in people]
    return Tally(counts=tuple(given.count(point) for point in range(_POINTS)), missing=given.count(None))


def _tallies(votes: Figures | None) -> dict[str, Figures]:
    return {"all": votes["all"], **votes["roles"]} if votes else {}
