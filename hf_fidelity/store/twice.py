"""Teams that stand in two folders: copies that a sync or somebody has made. Which of them is right, nobody can know.

In one data folder that is one organisation's team of one id. In several, two municipalities may well have an
organisation and a team of the same names: there records that are the same show that one is a copy, unless more of one
quarter and questionnaire are not the same: a short questionnaire may be answered alike by chance. How a record is laid
out is no matter, and one that has come of another by corrections is the same one.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import combinations, permutations
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

import orjson

from hf_fidelity.domain.record import Assessment
from hf_fidelity.domain.record.changes import grew_out_of
from hf_fidelity.ground import N_, CountFinding, Few, Finding, RecordDamaged, RecordProblem, ngettext_noop
from hf_fidelity.store.codec import decode
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.files import entry_names, read_bytes
from hf_fidelity.store.many_folders import ManyFolders
from hf_fidelity.store.names import folded, is_record_name
from hf_fidelity.store.team_folder import TeamFolder

_T = TypeVar("_T")


class TeamAt(NamedTuple):
    """A team and its folder, in plain texts: thousands of them travel between processes."""

    organisation: str
    id: str
    folder: str

    @classmethod
    def of(cls, record: Assessment, folder: Path, beside: ManyFolders | None) -> Self:
        """The team of a record that lies there."""
        called = record.organisation
        return cls(beside.own_name(folder, called) if beside else called, record.team.id, str(folder))

    @classmethod
    def of_folder(cls, found: TeamFolder, beside: ManyFolders | None) -> Self:
        """The team of a folder as ``team.json`` has it."""
        called = found.organisation
        name = beside.own_name(found.path, called) if beside else called
        return cls(name, found.team.id, str(found.path))


class StandingTwice(NamedTuple):
    """The folders of teams that stand in more than one, and where these lie side by side → how many teams that is."""

    folders: frozenset[str] = frozenset()
    places: Mapping[tuple[str, ...], int] = {}

    def problems(self) -> list[RecordProblem]:
        """That they are left out, for each place where there are such."""
        return [
            RecordDamaged(
                N_("The same team stands in each of {folders}, and is left out. Keep one of these folders.")
                if n == 1
                else N_("The same {n} teams stand in each of {folders}, and are left out. Keep one of these folders."),
                folders=Few(places),
                n=n,
            )
            for places, n in self.places.items()
        ]

    def notes(self) -> Iterator[Finding]:
        """That they are there, where nothing is left out."""
        one, many = ngettext_noop(
            "The same team stands in each of {folders}. Keep one of these folders.",
            "The same {number} teams stand in each of {folders}. Keep one of these folders.",
        )
        for places, n in self.places.items():
            yield CountFinding("stands-twice", one, {"folders": Few(places)}, "warning", many=many, number=n)


def twice_in(store: Store, read: Iterable[TeamAt], folders: Iterable[Path] | None = None) -> StandingTwice:
    """Which of the teams that are read stand twice in the data folder: whatever was asked for, the answer is the same.

    A copy may have no record of those that were asked for; a folder without any is none. Of the folders besides
    ``read`` only ``team.json`` is opened, unless it says that it is one of these teams. ``folders`` are those of all
    teams, where they are known. Raises RecordDamaged as :meth:`Store.folders`.
    """
    there = {team.folder: team for team in read}
    others = filter(_has_a_record, store.with_any_id({team.id for team in there.values()}, there, folders))
    return _standing_twice([*there.values(), *(TeamAt.of_folder(found, store.beside) for found in others)], there)


def _standing_twice(teams: Iterable[TeamAt], read: Collection[str]) -> StandingTwice:
    """Which of these teams, a folder each, stand twice, in one of the folders that are ``read`` at least. Files are
    opened only where names leave it in doubt.

    Side by side in one organisation's folder an id says it alone: what an older record calls the organisation is no
    matter, and which records are read depends on what somebody asks for.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    together: dict[object, set[str]] = {}
    for organisation, id, folder in teams:
        alike.setdefault((folded(organisation), id), []).append(folder)
        together.setdefault((folder.rpartition(os.sep)[0], id), set()).add(folder)
    copies = (group for folders in alike.values() if len(folders) > 1 for group in _copies_among(folders))
    groups = _joined(some for some in (*together.values(), *copies) if len(some) > 1)
    groups = [group for group in groups if any(folder in read for folder in group)]
    places: dict[tuple[str, ...], int] = {}
    for group in groups:
        place = _side_by_side(group)
        places[place] = places.get(place, 0) + 1
    return StandingTwice(frozenset().union(*groups), places)


def _has_a_record(team: TeamFolder) -> bool:
    with suppress(RecordProblem):  # whoever reads the records names it
        return any(map(is_record_name, entry_names(team.path)))
    return False


def _joined(groups: Iterable[set[_T]]) -> list[set[_T]]:
    """The groups, those that have something in common as one."""
    group_of: dict[_T, set[_T]] = {}
    for some in groups:
        joined = some.union(*(group_of[each] for each in some if each in group_of))
        group_of.update(dict.fromkeys(joined, joined))
    return list({id(group): group for group in group_of.values()}.values())


def _copies_among(folders: Iterable[str]) -> Iterator[set[str]]:
    """Those folders of teams of one name that are copies of each other, or lie in one data folder."""
    held = {folder: dict(_records_of(Path(folder))) for folder in folders}
    _grown_together(held)
    common: dict[object, list[str]] = {}
    for folder, records in held.items():
        for mark in (Path(folder).parents[1], *records.items()):
            common.setdefault(mark, []).append(folder)
    group_of = {folder: {folder} for folder in held}
    for mark, some in common.items():
        for one, other in combinations(some, 2) if len({id(group_of[each]) for each in some}) > 1 else ():
            if group_of[one] is group_of[other]:
                continue
            if isinstance(mark, Path) or _is_copy(held[one], held[other]):
                joined = group_of[one] | group_of[other]
                group_of.update(dict.fromkeys(joined, joined))
    yield from {id(group): group for group in group_of.values()}.values()


class _Content(NamedTuple):
    """What a record's file says, however it is laid out."""

    revision: int
    said: bytes


def _records_of(folder: Path) -> Iterator[tuple[str, _Content]]:
    """Name and content of a team's records."""
    with suppress(RecordProblem):  # whoever reads the records names it
        for name in filter(is_record_name, entry_names(folder)):
            with suppress(RecordProblem, OSError):
                yield name, _content(read_bytes(folder / name))


def _content(data: bytes) -> _Content:
    """git writes lines anew, and other programs the order of keys; the checksum is of how it was laid out."""
    try:
        said = orjson.loads(data)
        plain = {key: value for key, value in said.items() if key != "checksum"}
        return _Content(int(said["revision"]), orjson.dumps(plain, option=orjson.OPT_SORT_KEYS))
    except (ValueError, TypeError, KeyError, AttributeError):  # whoever reads it names what is wrong with it
        return _Content(0, b"".join(data.split()))


def _grown_together(held: Mapping[str, dict[str, _Content]]) -> None:
    """Give records that have come of each other, by corrections or the meeting about their votes, the same content.

    They are understood only where two of one name have another revision: most were never saved again.
    """
    contents: dict[str, set[_Content]] = {}
    for records in held.values():
        for name, content in records.items():
            contents.setdefault(name, set()).add(content)
    for name, some in contents.items():
        if len({content.revision for content in some}) > 1:
            known = [(content, record) for content in some if (record := _understood(content, name))]
            pairs = ({one, other} for (one, a), (other, b) in permutations(known, 2) if grew_out_of(a, b))
            same = {content: min(group) for group in _joined(pairs) for content in group}
            for records in held.values():
                if name in records:
                    records[name] = same.get(records[name], records[name])


def _understood(content: _Content, name: str) -> Assessment | None:
    with suppress(RecordProblem):  # whoever reads the records names it
        return decode(Assessment, content.said, name)
    return None


def _is_copy(one: Mapping[str, _Content], other: Mapping[str, _Content]) -> bool:
    """Whether two teams of one name that have a record in common are one team.

    Of a copy in which somebody has gone on, what is older is the same and what is newer is not, however much that is:
    so records that differ speak against it only where the oldest quarter that both have has such, and then by number.
    """
    both = one.keys() & other.keys()
    differ = [name for name in both if one[name] != other[name]]
    oldest = min(map(_quarter, both))
    return oldest not in map(_quarter, differ) or 2 * len(differ) <= len(both)


def _quarter(name: str) -> str:
    return name.partition(".")[0]


def _side_by_side(folders: Iterable[str]) -> tuple[str, ...]:
    """The folders without the names at their end that all have: of a whole data folder twice, these two."""
    paths = list(map(Path, folders))
    while len({path.name for path in paths}) == 1:
        paths = [path.parent for path in paths]
    return tuple(sorted(map(str, paths)))
