"""What lets ten thousand random folders be read in the time of three thousand, and hides nothing from the adversaries.

Every report of a folder reads the same records, hides the same things and scores them again; and where the program has
no hole, a report of other hidden things is made of the very same values. Such work is done once: a function that is
asked the same thing again gives what it gave. Every fiftieth folder goes :func:`the_long_way`, so that a shortcut
that led past something would be noticed.

What ``shown`` gives of two records and is equal is taken for one thing. Where a program kept something of the whole
record beside what it shows (by the object, not in it), that would be lost; so every tenth folder :func:`tells_apart`.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores import many_teams, others as scores_others, talking_points, trend
from hf_fidelity.domain.scores.two_quarters import Measured
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import reports
from hf_fidelity.reports import compare as reports_compare, others, record as reports_record, trend as reports_trend
from hf_fidelity.store import data_folder, team_folder

_EVERY = 50

Function = Callable[..., Any]


def the_long_way(seed: int) -> bool:
    """Whether the folder of this seed is written to the disk, and every report of it made from the beginning."""
    return seed % _EVERY == 0


_APART = 10


def tells_apart(seed: int) -> bool:
    """Whether what is shown of two records stays two things in the folder of this seed, however equal it is."""
    return seed % _APART == 1


_ALL_TABLES = 5


def all_tables(seed: int) -> bool:
    """Whether the tables of this seed's folder are made in every format and for both audiences, or for the public as
    CSV: half of all the work is tables, and what stands in them does not depend on their format."""
    return seed % _ALL_TABLES == 2 or the_long_way(seed)


class MemoryDisk:
    """Folders of records that lie nowhere: what the store asks of the disk when it reads is answered from here."""

    def __init__(self) -> None:
        self._files: dict[str, Assessment] = {}
        self._inside: dict[str, set[str]] = {}

    def put(self, path: Path, record: Assessment) -> None:
        """A record's file, and the folders that it lies in."""
        self._files[str(path)] = record
        for inner, outer in zip((path, *path.parents), path.parents, strict=False):
            self._inside.setdefault(str(outer), set()).add(inner.name)

    def load(self, path: Path | str) -> Assessment | None:
        """As ``team_folder.load``, and ``load_whose``."""
        return self._files.get(str(path))

    def names(self, folder: Path) -> list[str]:
        """As ``files.entry_names``."""
        return sorted(self._inside.get(str(folder), ()))

    def entries(self, folder: Path) -> list[Path]:
        """As ``files.entries``."""
        return [folder / name for name in self.names(folder)]

    def subfolders(self, folder: Path) -> list[Path]:
        """As ``files.subfolders``."""
        return [path for path in self.entries(folder) if str(path) in self._inside]

    @contextmanager
    def instead(self) -> Iterator[None]:
        """The store reads here."""
        with pytest.MonkeyPatch.context() as patch:
            for module in (team_folder, data_folder):
                patch.setattr(module, "load", self.load)
                patch.setattr(module, "entry_names", self.names)
            patch.setattr(data_folder, "load_whose", self.load)
            patch.setattr(team_folder, "entries", self.entries)
            for name in ("subfolders", "homes_in"):
                patch.setattr(data_folder, name, self.subfolders)
            patch.setattr(data_folder, "team_file", lambda _folder: None)
            yield


@contextmanager
def asked_once(*, apart: bool = False) -> Iterator[None]:
    """What is asked a second time is remembered; what a test has put in a function's place is what is asked.

    ``apart``: what is shown of two records is never taken for one thing.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module in (trend, scores_others, many_teams):
            patch.setattr(module, "shown", _of_the_same(module.shown if apart else _one_of_equals(module.shown)))
        for module, name in _OF_RECORDS:
            patch.setattr(module, name, _of_the_same(getattr(module, name)))
        for module, name in _OF_VALUES:
            patch.setattr(module, name, _of_equals(getattr(module, name)))
        gc.disable()  # next to nothing goes round in circles, and looking for it takes a tenth of the time
        try:
            yield
        finally:
            gc.enable()


_OF_RECORDS = (
    (trend, "score"),
    (scores_others, "score"),
    (many_teams, "score"),
    (trend, "_of_seen"),
    (reports, "citizens_course"),
    (others, "beside"),
    (talking_points, "beside"),
)
"""What is made of records that may be seen: asked again with the same objects."""
_OF_VALUES = (
    (many_teams, "_spread"),
    (reports_record, "assessment_report"),
    (reports_trend, "trend_report"),
    (reports_compare, "spread_report"),
    (reports_compare, "many_profile_report"),
)
"""Where values that may be seen are counted or put into words: asked again with equal values, whosever they are."""


def _of_the_same(function: Function) -> Function:
    """The function, which remembers what it was asked by the objects themselves, and keeps them: no other is alike."""
    known: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def remembered(*asked: Any) -> Any:
        key = tuple(map(_itself, asked))
        if key not in known:
            known[key] = function(*asked), asked
        return known[key][0]

    return remembered


def _itself(thing: Any) -> Any:
    """What tells a thing from all others. A record that was copied with the same things in it is the same."""
    if isinstance(thing, Assessment):
        fields = thing.__dict__
        return fields["team"], tuple([id(value) for name, value in fields.items() if name != "team"])
    if isinstance(thing, Policy | Quarter | str):
        return thing
    if isinstance(thing, Measured):
        return id(thing.record), id(thing.scores)
    if type(thing) in (list, tuple):
        return tuple(map(_itself, thing))
    if type(thing) is dict:
        return tuple([(key, _itself(value)) for key, value in thing.items()])
    return id(thing)


def _one_of_equals(function: Function) -> Function:
    """The function, which gives the first of all equal results: what may be seen of two records may be one thing."""
    known: dict[Any, list[Any]] = {}

    def one(record: Assessment, policy: Policy) -> Any:
        alike = known.setdefault((record.team.id, record.quarter, record.instrument.id, policy), [])
        made = function(record, policy)
        for before in alike:
            if before == made:
                return before
        alike.append(made)
        return made

    return one


def _of_equals(function: Function) -> Function:
    """The function, which remembers the values that it was asked about, and what it made of them."""
    known: list[tuple[Sequence[Any], Any]] = []

    def remembered(*asked: Any) -> Any:
        for before, made in known:
            if before == asked:
                return made
        known.append((asked, made := function(*asked)))
        return made

    return remembered
