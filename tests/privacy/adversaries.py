"""Every report of a random folder, beside the same report where other things are hidden; and who reads them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import get_args

from hf_fidelity.domain.record.privacy import Audience, Policy
from hf_fidelity.journeys import Workspace
from hf_fidelity.reports.document import Document
from tests.privacy.hidden import otherwise
from tests.privacy.reports import REPORTS, TABLES, Asked, data_of, documents, written
from tests.privacy.shortcuts import MemoryDisk, all_tables, asked_once, tells_apart, the_long_way
from tests.privacy.stores import Scene, scene
from tests.privacy.subtraction import found_out

AUDIENCES: tuple[Audience, ...] = get_args(Audience)


@dataclass(frozen=True)
class Pair:
    """A report of what is stored, and the same report where everything that is hidden is another."""

    seed: int
    scene: Scene
    audience: Audience
    name: str
    real: Document
    other: Document

    def __str__(self) -> str:
        return f"seed {self.seed}, {self.name} for {self.audience}, limit {self.scene.limit}"


def pairs(seed: int, audiences: Sequence[Audience] = AUDIENCES, kinds: Collection[str] = tuple(REPORTS)) -> list[Pair]:
    """The reports of the random folder of these kinds, for each of the audiences.

    Their tables differ in the actions alone: of most folders those for one audience are enough.
    """
    real, all_of_them = scene(seed), all_tables(seed)
    with _somewhere(seed) as (folder, laid):
        asked = Asked(laid(real, folder / "real"), real, audiences[-1], all_of_them, on_disk=the_long_way(seed))
        told = {each: all_of_them or each == audiences[-1] for each in audiences}
        return [
            pair
            for audience in audiences
            for pair in _pairs(
                seed,
                replace(asked, audience=audience, kinds=[kind for kind in kinds if told[audience] or kind != TABLES]),
                _at(folder / audience, laid),
            )
        ]


Laid = Callable[[Scene, Path], Workspace]


def _at(folder: Path, laid: Laid) -> Callable[[Scene], Workspace]:
    return lambda scene: laid(scene, folder)


@contextmanager
def _somewhere(seed: int) -> Iterator[tuple[Path, Laid]]:
    """A folder for data folders, and what lays the records of a scene into one: on the disk, or quicker in memory."""
    if the_long_way(seed):
        with TemporaryDirectory() as folder:
            yield Path(folder), Scene.written
    else:
        disk = MemoryDisk()
        with disk.instead(), asked_once(apart=tells_apart(seed)):
            yield Path("nowhere"), lambda scene, folder: scene.laid(folder, disk.put)


def _pairs(seed: int, asked: Asked, laid: Callable[[Scene], Workspace]) -> Iterator[Pair]:
    """The reports of the real folder, each beside that of one with other things in every hidden place."""
    random, real, policy = Random(seed), asked.scene, Policy(asked.scene.limit, asked.audience)
    records = tuple(otherwise(record, policy, random) for record in real.records)
    never_open = policy._replace(own=False)
    voices = tuple(otherwise(record, never_open, random) for record in real.voices)
    other = replace(real, records=records, voices=voices)
    elsewhere = replace(asked, space=laid(other), scene=other)
    for (name, before), (_, after) in zip(documents(asked), documents(elsewhere), strict=True):
        yield Pair(seed, real, asked.audience, name, before, after)


def differences(some: Sequence[Pair]) -> list[str]:
    """The first adversary: what can be told of things hidden."""
    return [f"{pair}: {_first(pair.real, pair.other)}" for pair in some if pair.real != pair.other]


def _first(before: Document, after: Document) -> str:
    for part in ("data", "notes", "sections", "title", "subtitle"):
        one, two = repr(getattr(before, part)), repr(getattr(after, part))
        if one != two:
            at = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
            return f"{part}: …{one[max(0, at - 60) : at + 60]}… or …{two[max(0, at - 60) : at + 60]}…"
    return "elsewhere"


def differences_in_formats(some: Sequence[Pair]) -> list[str]:
    """The first adversary again, with the bytes of every format."""
    return [
        f"{pair} as {format}"
        for pair in some
        for (format, before), after in zip(written(pair.real).items(), written(pair.other).values(), strict=True)
        if before != after
    ]


def computed(some: Sequence[Pair]) -> list[str]:
    """The second adversary: groups of too few people that come out of what is shown."""
    return [
        f"{pair}: {said}"
        for pair in some
        for said in found_out(pair.name, data_of(pair.real), pair.scene.instrument, pair.scene.limit, pair.audience)
    ]
