"""Random data folders from a seed: teams, quarters, votes and roles of groups that lie around the privacy limit.

Some teams are as the program keeps them, others as a folder could be after somebody edited it by hand, with everything
that the program would have dropped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Literal

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import (
    Action,
    Answer,
    Assessment,
    BriefInspire,
    CitizenInvolvement,
    Correction,
    FromTo,
    RecordSource,
    Tally,
    Team,
    Votes,
)
from hf_fidelity.domain.record.privacy import storable
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import read_instrument
from hf_fidelity.store.codec import encode
from hf_fidelity.store.data_folder import Store
from tests.builders import housing_first, record
from tests.journeys.scenes import KnownInstrument

OUR_INSTRUMENT = Path(__file__).parents[1] / "valid" / "our-form.yaml"
ORGANISATIONS = ("Prøvekøbing Kommune", "Fonden Hjem Først")
ROLES = ("leder", "medarbejder", "frivillig")
LIMITS = (3, 5, 8)
CHANCES = (1.0, 1.0, 1.0, 0.9, 0.9, 0.5, 0.2)
"""How likely each person is to answer a statement."""

MOMENT = datetime(2026, 8, 15, 12, tzinfo=UTC)


def our_instrument() -> Instrument:
    """A questionnaire of two statements."""
    instrument, findings = read_instrument(OUR_INSTRUMENT)
    assert instrument is not None, findings
    return instrument


INSTRUMENTS = {instrument.id: instrument for instrument in (housing_first(), our_instrument())}
VOICES = {
    instrument.answers_to.questionnaire: instrument
    for path in sorted(shipped_folder("principles").glob("*.yaml"))
    if (instrument := read_instrument(path)[0]) and instrument.answers_to
}
"""Questionnaire of the teams → what citizens answer about the same."""


@dataclass(frozen=True)
class Scene:
    """What lies in a data folder, and the limit that is asked for."""

    instrument: Instrument
    limit: int
    records: tuple[Assessment, ...]
    voices: tuple[Assessment, ...] = ()
    """What citizens answered, of the same teams; not always in the same quarters."""

    @property
    def teams(self) -> list[tuple[str, str]]:
        """Organisation and name of every team."""
        return list(dict.fromkeys((record.organisation, record.team.name) for record in self.records))

    def quarters(self, organisation: str, team: str) -> list[Quarter]:
        """The quarters of which a team has a record."""
        return [r.quarter for r in self.records if (r.organisation, r.team.name) == (organisation, team)]

    def written(self, folder: Path) -> Workspace:
        """The records as files, as they are: what the program would not save, a hand could have written."""
        return self.laid(folder, _write)

    def laid(self, folder: Path, put: Callable[[Path, Assessment], None]) -> Workspace:
        """The workspace where ``put`` has laid each record in its place."""
        for kept in (*self.records, *self.voices):
            home = folder / f"org-{ORGANISATIONS.index(kept.organisation)}" / kept.team.id
            put(home / f"{kept.quarter}.{kept.instrument.id}.json", kept)
        return KnownInstrument(Store(folder), self.instrument, VOICES.get(self.instrument.id)).remembering_teams()


def _write(path: Path, record: Assessment) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(encode(record), encoding="utf-8", newline="\n")


def scene(seed: int) -> Scene:
    """1–6 teams of 1–2 organisations with 1–4 quarters each; the same for the same seed."""
    random = Random(seed)
    instrument = INSTRUMENTS["our-form" if random.random() < 0.2 else "housing-first"]
    organisations = ORGANISATIONS[: random.randint(1, 2)]
    records: list[Assessment] = []
    for n in range(random.randint(1, 6)):
        by_hand, organisation = random.random() < 0.6, random.choice(organisations)
        team = Team(id=f"team-{n}", name=f"Team {n}")
        quarters = sorted(random.sample(range(6), random.randint(1, 4)))
        for at in quarters:
            made = _Maker(random, instrument).record(organisation, team, Quarter(2025, 2).shift(at))
            records.append(made if by_hand else storable(made, instrument.thresholds.privacy_limit)[0])
    return Scene(
        instrument, random.choice(LIMITS), tuple(records), tuple(_voices(Random(f"voices {seed}"), instrument, records))
    )


def _voices(random: Random, instrument: Instrument, records: list[Assessment]) -> Iterator[Assessment]:
    """Citizens of most teams were asked in some of the quarters, and now and then in one before or after them."""
    if instrument.id not in VOICES:
        return
    known = {(record.organisation, record.team): record.quarter for record in records}
    for (organisation, team), last in known.items():
        asked = {r.quarter for r in records if r.team == team and random.random() < 0.8}
        if random.random() < 0.3:
            asked.add(last.shift(random.choice([-7, 1])))
        for quarter in sorted(asked) if random.random() < 0.85 else ():
            yield _Maker(random, VOICES[instrument.id]).record(organisation, team, quarter)


def another_record(random: Random, instrument: Instrument, record: Assessment) -> Assessment:
    """What the same team answered in the same quarter to another questionnaire."""
    return _Maker(random, instrument).record(record.organisation, record.team, record.quarter)


@dataclass(frozen=True)
class _Maker:
    random: Random
    instrument: Instrument

    def some(self, text: str, chance: float = 0.3) -> str | None:
        return f"{text} {self.random.randint(0, 99)}" if self.random.random() < chance else None

    def record(self, organisation: str, team: Team, quarter: Quarter) -> Assessment:
        random = self.random
        people = self._people()
        named = {role: n for role, n in people.items() if role}
        status: Literal["votes", "final"] = random.choice(["votes", "final"])
        return record(
            self.instrument,
            "-" * len(self.instrument.order),
            organisation=organisation,
            team=team,
            quarter=str(quarter),
            status=status,
            votes_are=random.choice(["secret", "secret", "open", None]),
            participants=random.choice([sum(people.values()), sum(people.values()), None, random.randint(0, 12)]),
            roles=named if random.random() < 0.8 else {},
            answers={id: self._answer(people, status) for id in self.instrument.order if random.random() < 0.9},
            citizen_involvement=self._citizens(),
            actions=tuple(self._action(quarter, n) for n in range(random.choice([0, 0, 1, 2]))),
            sources=tuple(self._source() for _ in range(random.choice([0, 1, 2]))),
            history=tuple(self._correction() for _ in range(random.choice([0, 0, 1, 2]))),
        )

    def _people(self) -> dict[str, int]:
        """Role → people; those without a role stand under the empty name."""
        random = self.random
        roles = ROLES[: random.choice([0, 0, 1, 2, 2, 3])]
        if not roles:
            return {"": random.randint(0, 9)}
        large = random.random() < 0.6
        sizes = {role: random.randint(5, 14) if large else random.randint(0, 9) for role in roles}
        return {**sizes, "": random.choice([0, 0, 0, 1, 2, 4, 6])}

    def _answer(self, people: dict[str, int], status: str) -> Answer:
        random = self.random
        point = random.choice([*self.instrument.scale.values, None, None])
        if status == "votes" and random.random() < 0.8:
            point = None
        return Answer(
            agreed=point,
            votes=self._votes(people) if random.random() < 0.85 else None,
            comment=self.some("Sagt"),
            not_relevant_because=self.some("Ikke vores", 0.2) if point is None else None,
            changed_because=self.some("Fordi", 0.2),
        )

    def _votes(self, people: dict[str, int]) -> Votes:
        """The votes of all and of each role; now and then without a role, or counted twice by a careless hand."""
        random, chance = self.random, self.random.choice(CHANCES)
        tallies = {role: self._tally(n, chance) for role, n in people.items()}
        roles = {role: tally for role, tally in tallies.items() if role and random.random() < 0.97}
        every = [*tallies.values(), *([next(iter(roles.values()))] if roles and random.random() < 0.03 else [])]
        together = Tally(
            counts=tuple(map(sum, zip(*[tally.counts for tally in every], strict=True))),
            missing=sum(tally.missing for tally in every),
            not_relevant=sum(tally.not_relevant for tally in every),
        )
        return Votes(all=together, roles=roles if random.random() < 0.9 else {})

    def _tally(self, people: int, chance: float) -> Tally:
        random, counts = self.random, [0] * len(self.instrument.scale.values)
        silent = [0, 0]
        for _ in range(people):
            if random.random() < chance:
                counts[random.randrange(len(counts))] += 1
            else:
                silent[random.random() < 0.2] += 1
        return Tally(counts=tuple(counts), missing=silent[0], not_relevant=silent[1])

    def _citizens(self) -> CitizenInvolvement | None:
        random = self.random
        if random.random() < 0.3:
            return None
        result = BriefInspire(mean=random.choice([0, 50, 71.5, 33.25]), n=random.randint(0, 9))
        return CitizenInvolvement(
            how=self.some("Spurgt", 0.5),
            citizens=random.choice([None, random.randint(0, 12)]),
            what_it_changed=self.some("Ændret", 0.5),
            brief_inspire=result if random.random() < 0.8 else None,
        )

    def _action(self, quarter: Quarter, n: int) -> Action:
        random = self.random
        return Action(
            id=f"{quarter}-{n}",
            about=random.choice([*self.instrument.order, None]),
            text=f"Aftale {random.randint(0, 99)}",
            owner=self.some("leder", 0.5),
            state=random.choice(["open", "open", "done", "dropped"]),
            opened_in=quarter,
            outcome=self.some("Virkede"),
        )

    def _source(self) -> RecordSource:
        kind: Literal["session", "import"] = self.random.choice(["session", "import"])
        return RecordSource(kind=kind, file=self.some("svar"), rows=self.random.choice([None, 9, 12]))

    def _correction(self) -> Correction:
        """A correction; one by hand may hold what the program would have masked."""
        votes, other = (self._votes(self._people()).model_dump(mode="json") for _ in range(2))
        first = self.instrument.order[0]
        known: dict[str, tuple[Any, Any]] = {
            f"{first}.agreed": (2, 3),
            f"{first}.votes": (votes, None),
            f"answers.{first}.votes.all.counts": (votes["all"]["counts"], None),
            f"answers.{first}": ({"agreed": 3, "votes": votes}, {"agreed": 4, "votes": other}),
            "answers": (None, {first: {"votes": votes}}),
            "roles": ({"leder": 1}, {"leder": 2}),
            "citizen_involvement": (None, {"brief_inspire": {"mean": 41, "n": 2}}),
            "citizen_involvement.brief_inspire": ({"mean": 41, "n": 2}, None),
            "participants": (6, 7),
        }
        paths = self.random.sample(list(known), self.random.randint(1, 3))
        changes = {path: FromTo.model_validate({"from": known[path][0], "to": known[path][1]}) for path in paths}
        return Correction(revision=1, at=MOMENT, why=f"Tastefejl {self.random.randint(0, 99)}", changes=changes)
