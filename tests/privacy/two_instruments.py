"""Two questionnaires that the same people answered, of which one asks more, by its own limit; and who reads both.

A municipality may have a questionnaire of its own that holds another's statements in the same words. Whoever has the
reports of both subtracts them, as two editions of one are subtracted.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.journeys import Workspace, compare_teams, show_trend
from hf_fidelity.journeys.store_votes import Mode
from hf_fidelity.reports.document import Document
from hf_fidelity.store.data_folder import Store
from tests.journeys.scenes import KnownInstrument
from tests.privacy.exports import export_result
from tests.privacy.hidden import otherwise
from tests.privacy.moves import LIMIT, MOVES, Course, Figures, Person
from tests.privacy.reports import Asked, documents
from tests.privacy.shortcuts import MemoryDisk, asked_once
from tests.privacy.stores import Scene, another_record, our_instrument, scene


def wider_instrument(limit: int = 5) -> Instrument:
    """A questionnaire that asks what ours asks, and one thing more."""
    instrument = our_instrument()
    more = instrument.statements[-1].model_copy(
        update={"id": "C1", "text": {"da": "Vi går ture.", "en": "We take walks."}}
    )
    return instrument.model_copy(
        update={
            "id": "wider-form",
            "name": {"da": "Det store skema", "en": "The wider form"},
            "statements": (*instrument.statements, more),
            "thresholds": instrument.thresholds.model_copy(update={"privacy_limit": limit}),
        }
    )


@dataclass
class TwoInstruments:
    """One team's folder with two questionnaires, moved about in; and what the two tell beside each other."""

    folder: Path
    random: Random
    sides: tuple[Course, Course] = field(init=False)

    def __post_init__(self) -> None:
        one, other = Course(self.folder, self.random), Course(self.folder, self.random, wider_instrument())
        other.space = KnownInstrument(one.space.store, other.instrument)  # one memory of which teams there are
        self.sides = one, other

    def run(self) -> Iterator[str]:
        """Files of one or the other, mostly of the same people; what the two tell after each."""
        for _ in range(MOVES):
            side, other = self.random.sample(self.sides, 2)
            move = self._move()
            if not side._import(self._people(other, move), move, self.random.choice([LIMIT, LIMIT, 8])):
                continue
            yield from self._told(*(course._edition() for course in self.sides))
        if any(side.here for side in self.sides):
            yield from self._told(*self._exported())

    def _move(self) -> Mode:
        return self.random.choice(("add", "replace", "replace"))

    def _people(self, other: Course, move: str) -> list[Person]:
        """Those who answered the other one, but for a few who came, left or answered otherwise now."""
        random, wide = self.random, self.sides[1]
        new = [wide._person() for _ in range(random.choice([0, 0, 1, 4, 5, 9]))]
        if move == "add" or not other.here or random.random() < 0.2:
            return new + [wide._person() for _ in range(5)]
        stay = [person for person in other.here if random.random() < random.choice([0.8, 1.0, 1.0])]
        return [wide._person() if random.random() < 0.05 else person for person in stay] + new

    def _told(self, one: Figures | None, other: Figures | None) -> Iterator[str]:
        if one and other:
            yield from self.sides[0]._subtracted(one, other, "replace")

    def _exported(self) -> Iterator[Figures]:
        """What the tables say of each questionnaire, in the shape of a report."""
        space = KnownInstrument(Store(self.folder), self.sides[0].instrument, self.sides[1].instrument)
        data = export_result(space, "public", LIMIT).document.data
        assert data is not None
        files = {path: text for path, text in data["files"].items() if path.startswith("answers/")}
        rows = [
            row for path, text in files.items() if path.endswith(".csv") for row in csv.DictReader(io.StringIO(text))
        ]
        for side in self.sides:
            yield {
                "answers": {row["statement"]: _answer(row) for row in rows if row["instrument"] == side.instrument.id}
            }


def _answer(row: dict[str, str]) -> dict[str, Any]:
    if not row["counts"]:
        return {"votes": None}
    counts = [int(count) for count in row["counts"].split()]
    silent = {"missing": int(row["missing"]), "not_relevant": int(row["found_not_relevant"])}
    return {"votes": {"all": {"counts": counts, **silent}, "roles": {}}}


# What one questionnaire hides, and the reports of the other.


def told_of_both(seed: int) -> Iterator[tuple[str, Document, Document]]:
    """Every report of a random folder with two questionnaires, beside the same where the second hides other things."""
    real, random = scene(seed), Random(f"two {seed}")
    instrument, limit = wider_instrument(random.choice([3, 5, 8])), real.limit
    twice = [record for record in real.records if random.random() < 0.8] or real.records[:1]
    twins = tuple(another_record(random, instrument, record) for record in twice)
    for audience in ("team", "public"):
        policy = Policy(limit, audience)
        hidden = tuple(otherwise(record, policy, random) for record in twins)
        disk, told = MemoryDisk(), []
        with disk.instead(), asked_once(apart=True):
            for name, beside in (("real", twins), ("other", hidden)):
                space = laid(real, beside, instrument, disk, Path(f"nowhere/{audience}/{name}"))
                told.append([*_reports(Asked(space, real, audience), instrument)])
        for (name, before), (_same, after) in zip(*told, strict=True):
            yield f"seed {seed}, {name} for {audience}", before, after


def laid(
    real: Scene, twins: tuple[Assessment, ...], instrument: Instrument, disk: MemoryDisk, folder: Path
) -> Workspace:
    """The folder with the records of both questionnaires."""
    whole = Scene(real.instrument, real.limit, (*real.records, *twins))
    whole.laid(folder, disk.put)
    return KnownInstrument(Store(folder), real.instrument, instrument).remembering_teams()


def _reports(asked: Asked, instrument: Instrument) -> Iterator[tuple[str, Document]]:
    """All reports of the first questionnaire, and over teams those of the second."""
    yield from documents(asked)
    policy = {**asked.policy, "instrument_id": instrument.id}
    yield "trend of the second", show_trend(asked.space, **policy).document
    yield "compare of the second", compare_teams(asked.space, **policy).document
