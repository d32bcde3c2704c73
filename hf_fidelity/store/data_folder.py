"""The data folder: ``<data>/<organisation>/<team id>/<quarter>.<instrument>.json``.

Which teams there are, how their folders are called, another name for one, and all teams' records of some quarters.

Folder names are slugs; the real names stand inside the files.
"""

import os
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Assessment, Draft, PlainRecord, TeamFile, Whose
from hf_fidelity.ground import N_, Quarter, RecordProblem, UsageProblem, lazily, one_line
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.store.codec import data_of, decode, encode
from hf_fidelity.store.files import entry_names, json_files, read_bytes, refuse_links, replace_file, subfolders
from hf_fidelity.store.folder_kinds import homes_in
from hf_fidelity.store.many_folders import ManyFolders
from hf_fidelity.store.names import (
    INSTRUMENTS,
    TEAM_FILE,
    distinct_slug,
    folded,
    is_record_name,
    is_slug,
    record_place,
    same,
    slug,
)
from hf_fidelity.store.team_folder import (
    TeamFolder,
    fitting_record,
    in_its_place,
    load,
    load_plain,
    load_whose,
    record_paths,
)


class Store(NamedTuple):
    """A data folder. It need not exist yet."""

    root: Path
    known: "KnownTeams | None" = None
    """The teams as they were when somebody looked, and those placed since, for work on many; None: look every time."""
    beside: "ManyFolders | None" = None
    """All data folders that are read as one, ``root`` among them; None: this one alone. Nothing is written then."""

    @classmethod
    def over(cls, roots: Sequence[Path]) -> Self:
        """Several data folders (at least one), read in place as one."""
        return cls(roots[0], None, ManyFolders.of(roots, _organisation_in) if len(roots) > 1 else None)

    @property
    def roots(self) -> tuple[Path, ...]:
        """The data folders that are read."""
        return self.beside.roots if self.beside else (self.root,)

    def without(self, roots: Set[Path]) -> Self:
        """The same without some of several folders, but not all. Those that stay are called what they were."""
        if self.beside is None:
            return self
        others = tuple(root for root in self.roots if root not in roots)
        return self._replace(root=others[0], beside=self.beside._replace(roots=others))

    def remembering_teams(self) -> Self:
        """The same folder with its teams looked up once; for as long as nobody else makes teams in it."""
        return self._replace(known=KnownTeams(self._look()))

    @property
    def instruments(self) -> Path:
        """Where the user's own questionnaires lie."""
        return self.root / INSTRUMENTS

    @property
    def own_instruments(self) -> list[Path]:
        """The files of the users' own questionnaires; of several folders, those that are the same file only once.

        By their names without the ending: a copy that has more behind its name comes after what it was made of.
        """
        files = [path for root in self.roots for path in questionnaires_in(root)]
        if len(self.roots) == 1:
            return files
        return list({(path.name, _content(path)): path for path in reversed(files)}.values())[::-1]

    def teams(self, organisation: str | None = None) -> Iterator[TeamFolder]:
        """Every team (of an organisation), by organisation and id."""
        for team in self._look() if self.known is None else self.known.all:
            if _belongs(team, organisation):
                yield team

    def _look(self) -> Iterator[TeamFolder]:
        yield from filter(None, map(self.team_in, self.folders()))

    def team_in(self, folder: Path) -> TeamFolder | None:
        """The team of a folder; None where there is none in it."""
        team = _team_in(folder)
        if team is None or self.beside is None:
            return team
        return replace(team, organisation=self.beside.organisation(folder, team.organisation), apart=True)

    def folders(self) -> list[Path]:
        """Every folder that may be a team's, by organisation and id. Raises RecordDamaged where one cannot be read."""
        return [folder for home in self._organisations() for folder in subfolders(home)]

    def find(self, team: str, organisation: str | None = None) -> list[TeamFolder]:
        """The teams of that name or id (in an organisation). An earlier name counts where no present one fits."""
        teams = list(self.teams()) if self.known is None else self.known.perhaps(team, organisation)
        for fits in (_has_name, _had_name):
            if fitting_teams := [t for t in teams if fits(t, team) and _belongs(t, organisation)]:
                return fitting_teams
        return []

    def seek(self, team: str, organisation: str | None = None) -> list[TeamFolder]:
        """As :meth:`find`, for who only reads: where a folder called after the name holds the team, no other is looked
        into.

        A team elsewhere that was *renamed* to that name is not seen then. Nothing may be written on that ground.
        """
        likely = self._in_folders({team, slug(team), distinct_slug(team)})
        there = [t for t in likely if _has_name(t, team) and _belongs(t, organisation)]
        return there or self.find(team, organisation)

    def with_ids(self, ids: Set[str], organisation: str) -> list[TeamFolder]:
        """The organisation's teams of these ids, as far as there are any. An id is nearly always its folder's name."""
        for teams in (self._in_folders(ids), self.teams()):
            there = [t for t in teams if t.team.id in ids and _belongs(t, organisation)]
            if ids <= {t.team.id for t in there}:
                break
        return there

    def with_any_id(
        self, ids: Set[str], besides: Container[str] = (), folders: Iterable[Path] | None = None
    ) -> Iterator[TeamFolder]:
        """Every team of one of these ids in whatever folder, but in none ``besides``. Raises as :meth:`folders`, which
        need not be asked for again where they are known."""
        if self.known is not None:
            yield from (team for team in self.known.all if team.team.id in ids and str(team.path) not in besides)
            return
        if folders is None:
            folders = self.folders() if ids else ()
        for folder in folders:
            if str(folder) in besides or ((said := team_file(folder)) and said.id not in ids):
                continue
            if (team := self.team_in(folder)) and team.team.id in ids:
                yield team

    def _in_folders(self, names: Set[str]) -> list[TeamFolder]:
        """The teams in the folders of these names, in every organisation; none where something is in the way."""
        wanted = sorted(filter(is_slug, names))
        with suppress(OSError, RecordProblem):  # whoever looks at all of them learns what it is
            folders = [home / name for home in self._organisations() for name in wanted]
            return [team for team in map(self.team_in, filter(Path.is_dir, folders)) if team]
        return []

    def place(self, organisation: str, team: str) -> TeamFolder:
        """The folder for a team, the one it has or a new one (not made yet). Raises UsageProblem for an empty name."""
        organisation, team = one_line(organisation), one_line(team)
        if not organisation or not team:
            raise UsageProblem(N_("The organisation and the team each need a name."))
        if there := self.find(team, organisation):
            found = min(there, key=lambda team: team.path.name != team.team.id)  # of two, where :meth:`seek` looks
            known = found.organisation if found.organisation_known else organisation
            return replace(found, organisation=known, organisation_known=True)
        home = self.root / self._organisation_slug(organisation)
        plain = home / slug(team)
        taken = (
            plain in self.known.folders(home) if self.known else plain in subfolders(home) and not is_only_begun(plain)
        )
        id = distinct_slug(team) if taken else slug(team)
        new = TeamFolder(home / id, organisation, TeamFile(id=id, name=team))
        if self.known is not None:
            self.known.add(new)
        return new

    def organisation_names(self) -> list[str]:
        """The organisations that have a team here, as they are written."""
        return sorted({team.organisation for team in self.teams()})

    def _organisations(self) -> Iterator[Path]:
        for root in self.roots:
            yield from homes_in(root)

    def _organisation_slug(self, name: str) -> str:
        """The organisation's folder: the plain slug, unless another organisation has taken it."""
        plain = slug(name)
        teams = self.teams() if self.known is None else self.known.of_each_name(plain)
        taken = any(team.home == plain and not _belongs(team, name) for team in teams)
        return distinct_slug(name) if taken else plain


def questionnaires_in(root: Path) -> list[Path]:
    """The files of a data folder that are questionnaires by their names."""
    there = sorted((root / INSTRUMENTS).glob("*"), key=lambda path: path.stem)
    return [path for path in there if path.suffix.lower() in (".yaml", ".yml")]


class KnownTeams:
    """Teams that are remembered, and found by what they may be called: a batch of thousands looks for each of them."""

    def __init__(self, teams: Iterable[TeamFolder]) -> None:
        self.all: list[TeamFolder] = []
        self._by_name: dict[tuple[str, str], list[int]] = {}
        """What an organisation and a team in it may be called → the places of such teams among all."""
        self._by_home: dict[str, dict[tuple[str, bool], TeamFolder]] = {}
        """A folder → a team of each organisation in it."""
        self._folders: dict[Path, set[Path]] = {}
        for team in teams:
            self.add(team)

    def add(self, team: TeamFolder) -> None:
        """One more team, which comes after all the others."""
        organisation = team.organisation if team.organisation_known else None
        for home in {team.home, folded(team.organisation)} if organisation else {team.home}:
            for name in _may_be_called(team):
                self._by_name.setdefault((home, name), []).append(len(self.all))
        for name in _may_be_called(team):
            self._by_name.setdefault((_ANY_HOME, name), []).append(len(self.all))
        self._by_home.setdefault(team.home, {}).setdefault((team.organisation, team.organisation_known), team)
        self.folders(team.path.parent).add(team.path)
        self.all.append(team)

    def perhaps(self, team: str, organisation: str | None) -> list[TeamFolder]:
        """The teams that may be the one of that name or id (in an organisation), in order; no other is."""
        homes = {_ANY_HOME} if organisation is None else {organisation, folded(organisation), slug(organisation)}
        names = {team, folded(team), slug(team)}
        found = {at for home in homes for name in names for at in self._by_name.get((home, name), ())}
        return [self.all[at] for at in sorted(found)]

    def of_each_name(self, home: str) -> Iterable[TeamFolder]:
        """A team of each organisation that has teams in the folder of that name."""
        return self._by_home.get(home, {}).values()

    def folders(self, home: Path) -> set[Path]:
        """The folders in an organisation's, and those that the teams placed since are to have: no two share one."""
        if home not in self._folders:
            self._folders[home] = {folder for folder in subfolders(home) if not is_only_begun(folder)}
        return self._folders[home]


_ANY_HOME = ""
"""No organisation has an empty name."""


def _may_be_called(team: TeamFolder) -> set[str]:
    """Its id, its names past and present as :func:`folded`, and what its folder is called."""
    return {team.team.id, team.path.name, *map(folded, (team.team.name, *team.team.earlier_names))}


def _belongs(folder: TeamFolder, organisation: str | None) -> bool:
    """Whether a team is the organisation's."""
    return in_organisation(organisation, folder.home, folder.organisation if folder.organisation_known else None)


def in_organisation(organisation: str | None, home: str, known: str | None) -> bool:
    """Whether what lies in the folder ``home`` is the organisation's (None: any will do).

    ``known`` is what a record there says; None: none can be read, and the folder's name has to do.
    """
    if organisation is None or organisation == home:
        return True
    return slug(organisation) == home if known is None else same(organisation, known)


def _has_name(folder: TeamFolder, name: str) -> bool:
    if name == folder.team.id:
        return True
    return same(name, folder.team.name) if folder.name_known else slug(name) == folder.path.name


def _had_name(folder: TeamFolder, name: str) -> bool:
    return any(same(name, earlier) for earlier in folder.team.earlier_names)


_NOBODYS = frozenset(("desktop.ini", "thumbs.db"))
"""Files that Windows puts into folders by itself."""


def is_only_begun(folder: Path) -> bool:
    """Whether a folder is empty but for what a first save leaves that was stopped: it is that team's, and no other's.

    Hidden files are the systems' own. Raises RecordDamaged where it cannot be read.
    """
    return all(name.startswith(".") or name.casefold() in _NOBODYS for name in entry_names(folder))


def _team_in(folder: Path) -> TeamFolder | None:
    """The team of a folder. Where ``team.json`` cannot be read, a record says who it is; else the folder's name."""
    record, team = _whose(folder), team_file(folder)
    if team is None and record is None and _empty(folder):
        return None
    said = team or TeamFile(id=folder.name, name=record.team.name if record else folder.name)
    organisation = record.organisation if record else folder.parent.name
    return TeamFolder(folder, organisation, said, record is not None, team is not None or record is not None)


def team_file(folder: Path) -> TeamFile | None:
    """What ``team.json`` says; None where it cannot be read."""
    with suppress(OSError, RecordProblem):
        return decode(TeamFile, read_bytes(folder / TEAM_FILE), str(folder / TEAM_FILE))
    return None


def _empty(folder: Path) -> bool:
    with suppress(RecordProblem):
        return not json_files(folder)
    return False


def _organisation_in(home: Path) -> str | None:
    """What the organisation of a folder is called, as its first team that can be read has it; None where none can."""
    records = map(_whose, subfolders(home))
    return next((record.organisation for record in records if record), None)


def _whose(folder: Path) -> Whose | Assessment | None:
    """Whose a team's folder is, as the newest of its records that can be read has it, or else a draft."""
    with suppress(RecordProblem):
        for path in reversed(record_paths(folder)):
            with suppress(RecordProblem):
                if said := load_whose(path):
                    return said
        for path in json_files(folder):
            with suppress(OSError, RecordProblem):
                return decode(Draft, read_bytes(path), str(path)).record
    return None


# Another name for a team: ``team.json`` is written anew; its folder, its id and its records stay as they are.


def rename(store: Store, folder: TeamFolder, name: str) -> TeamFile:
    """Give the team a name; what it was called joins its earlier names. The name that it has changes nothing.

    Raises UsageProblem for an empty name or one that another team of the organisation has, RecordDamaged where
    ``team.json`` is damaged (it may hold earlier names, so it is not written over), WriteFailed.
    """
    name = one_line(name)
    _check_free(store, folder, name)
    refuse_links(folder.path, store.root)
    with folder.locked():
        return _renamed(folder, name)


def _renamed(folder: TeamFolder, name: str) -> TeamFile:
    path = folder.path / TEAM_FILE
    before = decode(TeamFile, data_of(path), str(path)) if path.exists() else folder.team
    earlier = [known for known in before.earlier_names if not same(known, name)]
    if not same(before.name, name):
        earlier.append(before.name)
    after = before.model_copy(update={"name": name, "earlier_names": tuple(earlier)})
    if after != before:
        replace_file(path, encode(after).encode(), within=folder.root)
    return after


def _check_free(store: Store, folder: TeamFolder, name: str) -> None:
    if not name:
        raise UsageProblem(N_("The new name is empty."))
    others = (other for other in store.teams(folder.organisation) if other.path != folder.path)
    if taken := next((other for other in others if same(name, other.team.name) or name == other.team.id), None):
        raise UsageProblem(
            N_("{organisation} has a team called {name} already."),
            hint=N_(
                "If they are one team, import what {before} has answered again as {name}, and then delete what is "
                "stored as {before} with `{command}`. If the one has taken over the other's work, write the id of the "
                "earlier one under `continues` in the later one's team.json. {before} has the id {id}, {name} has "
                "{other_id}."
            ),
            organisation=folder.organisation,
            name=taken.team.name,
            before=folder.team.name,
            command=delete_command(store, folder),
            id=folder.team.id,
            other_id=taken.team.id,
        )


def delete_command(store: Store, team: TeamFolder, quarter: Quarter | None = None) -> str:
    """What takes a team's records away, or that of a quarter, as it is typed into any shell."""
    words = ["--team", _typed(team.team.name, team.team.id)]
    if len(store.find(team.team.name)) > 1:
        words += ["--organisation", _typed(team.organisation, team.home)]
    if quarter:
        words += ["--quarter", str(quarter)]
    return " ".join(("hf-fidelity records delete", *words))


def _typed(name: str, id: str) -> str:
    """A name in quotes; where some shell would read more than letters in it, the id, which names the same."""
    return f'"{name}"' if not re.search(r'["`$%!\\“”„]', name) else id


# All teams' records of a questionnaire in some quarters. Only the files of those quarters are opened.
#
# They are chosen by their names. Who a team is stands in its records, so ``team.json`` is read only where the two
# differ.


class TeamRecords(NamedTuple):
    """One team's records by quarter, and what could not be used; either may be empty, but not both."""

    path: Path
    """The team's folder."""
    records: tuple[Assessment, ...]
    problems: tuple[RecordProblem, ...]
    plain: tuple[PlainRecord, ...] = ()
    """Records in plain values, where who asked can count them so; they are not among the others."""

    @property
    def newest(self) -> Assessment | None:
        """The newest record of both kinds, of one in plain values without its answers."""
        if not self.plain:  # nearly all are of one kind
            return self.records[-1] if self.records else None
        head = self.plain[-1].head
        return self.records[-1] if self.records and self.records[-1].quarter > head.quarter else head

    def name(self) -> str:
        """What the team is called today, which its records need not say: reads ``team.json``."""
        if team := team_file(self.path):
            return team.name
        return self.records[-1].team.name if self.records else self.path.name


def across(
    store: Store,
    instrument: Instrument,
    first: Quarter | None = None,
    last: Quarter | None = None,
    *,
    organisation: str | None = None,
    progress: Progress | None = None,
) -> Iterator[TeamRecords]:
    """Every team (of an organisation) that has something from the first to the last quarter (None: no bound).

    The records are whole, where they belong and on the questionnaire's scale; all others are among the problems.
    Raises RecordDamaged where the folder of an organisation cannot be read.
    """
    files = FilesAcross(store, instrument, first, last)
    yield from read_across(files.of(watched(files.folders, progress, _name)), store, instrument, organisation)


class FilesOfTeam(NamedTuple):
    """The files of a team's folder that are to be read, by their names, and why they cannot be listed."""

    folder: Path
    names: list[str]
    problem: RecordProblem | None = None


class FilesAcross:
    """What :func:`across` reads, by the names of the files: none is opened, and no folder is listed twice."""

    def __init__(
        self, store: Store, instrument: Instrument, first: Quarter | None = None, last: Quarter | None = None
    ) -> None:
        """Raises RecordDamaged as :func:`across` does."""
        self.folders = store.folders()
        self._chosen = _chosen(instrument, first, last)
        self._listed: dict[Path, FilesOfTeam] = {}

    def about(self) -> int:
        """How many files that are, reckoned from those in some of the folders."""
        some = self.folders[:: len(self.folders) // _SOME + 1]
        self._listed = {folder: self._list(folder) for folder in some}
        return sum(len(each.names) for each in self._listed.values()) * len(self.folders) // max(len(some), 1)

    def of(self, folders: Iterable[Path]) -> Iterator[FilesOfTeam]:
        """What is to be read in these folders of teams."""
        return (self._listed.get(folder) or self._list(folder) for folder in folders)

    def _list(self, folder: Path) -> FilesOfTeam:
        try:
            return FilesOfTeam(folder, list(filter(self._chosen, entry_names(folder))))
        except RecordProblem as problem:
            return FilesOfTeam(folder, [], problem)


_SOME = 200
"""Folders that are looked into."""


def _name(folder: Path) -> str:
    return folder.name


def read_across(
    files: Iterable[FilesOfTeam],
    store: Store,
    instrument: Instrument,
    organisation: str | None = None,
    counted: Callable[[PlainRecord], bool] | None = None,
) -> Iterator[TeamRecords]:
    """What is in these files, team by team, as :func:`across` has it.

    ``counted`` says whether a record is enough in plain values, which are read in half the time.
    """
    for each in files:
        team = _team_records(each, instrument, organisation, store.beside, counted)
        if team and (team.records or team.problems or team.plain):
            yield team


def quarters_held(store: Store, instrument: Instrument) -> list[Quarter]:
    """The quarters in which any team has a record of the questionnaire, by the names of the files: none is opened.

    Raises RecordDamaged as :func:`across`.
    """
    return quarters_held_of(store, instrument.id)


def quarters_held_of(store: Store, id: str) -> list[Quarter]:
    """As :func:`quarters_held`, by the id: there may be no questionnaire that can be used."""
    names = set[str]()
    for folder in store.folders():
        with suppress(RecordProblem):  # it is named by whoever reads the records
            names.update(entry_names(folder))
    places = filter(None, map(record_place, names))
    return sorted({quarter for quarter, instrument_id in places if instrument_id == id})


class HeldRecord(NamedTuple):
    """A file that is a record by its name."""

    folder: Path
    """The team's."""
    name: str
    beside: ManyFolders | None = None

    @property
    def key(self) -> str:
        """What it is called among all records of the data folder (or of several): the same while it lies there."""
        label = f"{self.beside.label(self.folder)}/" if self.beside else ""
        called = f"{label}{self.folder.parent.name}/{self.folder.name}/{self.name.removesuffix('.json')}"
        return os.fsencode(called).decode("utf-8", "backslashreplace")  # a disk may hold names that are no text

    def read(
        self, instrument: Instrument, counted: Callable[[PlainRecord], bool] | None = None
    ) -> Assessment | PlainRecord | None:
        """The record, as :func:`across` has it; None where it has gone meanwhile. Raises RecordProblem.

        ``counted`` as in :func:`read_across`.
        """
        path = f"{self.folder}{os.sep}{self.name}"
        plain = _enough(path, instrument, counted)
        record = plain.head if plain else load(path)
        if record is None:
            return None
        found = in_its_place(record, self.name, _id_of(self.folder, record), path)
        if self.beside:
            found = _among(self.beside, self.folder, found)
        return _with_head(plain, found) if plain else fitting_record(path, found, instrument)


def records_held(store: Store) -> dict[Quarter, dict[str, list[HeldRecord]]]:
    """Quarter → questionnaire → the files of all teams, by their names: none is opened.

    Raises RecordDamaged where a folder cannot be read.
    """
    held: dict[Quarter, dict[str, list[HeldRecord]]] = {}
    known = cache(record_place)  # as many files have the same name as there are teams
    for folder in store.folders():
        for name in entry_names(folder):
            if place := known(name):
                held.setdefault(place[0], {}).setdefault(place[1], []).append(HeldRecord(folder, name, store.beside))
    return dict(sorted(held.items()))


_SOURCE = lazily(rb'"sha256": ?"([0-9a-f]{64})"')


def held_by_source(store: Store, instrument_id: str) -> dict[str, list[HeldRecord]]:
    """The hash of a file → the records of a questionnaire in which it is named as a source, looked for as text.

    What cannot be listed or read names none: whoever needs it says so.
    """
    held: dict[str, list[HeldRecord]] = {}
    for folder in store.folders():
        with suppress(RecordProblem):
            for name in entry_names(folder):
                place = record_place(name)
                content = _content(folder / name) if place and place[1] == instrument_id else folder
                for source in set(_SOURCE.findall(content)) if isinstance(content, bytes) else ():
                    held.setdefault(source.decode(), []).append(HeldRecord(folder, name, store.beside))
    return held


def _chosen(instrument: Instrument, first: Quarter | None, last: Quarter | None) -> Callable[[str], bool]:
    """Whether a file of that name is to be read. Quarters are ordered as they are written."""

    @cache  # as many files have the same name as there are teams
    def chosen(name: str) -> bool:
        quarter, _, rest = name.partition(".")
        begun, ended = first is None or str(first) <= quarter, last is not None and str(last) < quarter
        return is_record_name(name) and rest == f"{instrument.id}.json" and begun and not ended

    return chosen


def _team_records(
    files: FilesOfTeam,
    instrument: Instrument,
    organisation: str | None,
    beside: ManyFolders | None,
    counted: Callable[[PlainRecord], bool] | None,
) -> TeamRecords | None:
    """What stands in a team's files; None where they are another organisation's."""
    folder, names, unlisted = files
    records: list[Assessment] = []
    enough: list[PlainRecord] = []
    problems = [unlisted] if unlisted else []
    says: str | None = None
    for name in reversed(names):  # the newest record that can be read says whose team it is
        path = f"{folder}{os.sep}{name}"  # a Path takes as long to make as its file to open
        try:
            plain = _enough(path, instrument, counted)
            if (record := plain.head if plain else load(path)) is None:
                continue
            if beside:
                record = _among(beside, folder, record)
            if says is None and not in_organisation(organisation, folder.parent.name, record.organisation):
                return None
            says = record.organisation
            record = in_its_place(record, name, _id_of(folder, record), path)
            if plain:
                enough.append(_with_head(plain, record))
            else:
                records.append(fitting_record(path, record, instrument))
        except RecordProblem as problem:
            problems.append(problem)
    if says is None and not in_organisation(organisation, folder.parent.name, None):
        return None
    return TeamRecords(folder, tuple(reversed(records)), tuple(reversed(problems)), tuple(reversed(enough)))


def _enough(path: str, instrument: Instrument, counted: Callable[[PlainRecord], bool] | None) -> PlainRecord | None:
    """The record in plain values, where they are enough for who asks."""
    plain = load_plain(path, instrument) if counted else None
    return plain if plain and counted and counted(plain) else None


def _with_head(plain: PlainRecord, head: Assessment) -> PlainRecord:
    return plain if plain.head is head else plain._replace(head=head)


def _among(beside: ManyFolders, folder: Path, record: Assessment) -> Assessment:
    """The record with its organisation as it is called among several folders."""
    called = beside.organisation(folder, record.organisation)
    return record if called == record.organisation else record.model_copy(update={"organisation": called})


def _id_of(folder: Path, record: Assessment) -> str:
    """The id of the team of a folder: the folder's name, unless ``team.json`` says otherwise."""
    if record.team.id == folder.name:
        return folder.name
    team = team_file(folder)
    return team.id if team else folder.name


def _content(path: Path) -> bytes | Path:
    """What is in a file; where it cannot be read, the file itself: nothing else is the same."""
    try:
        return read_bytes(path)
    except OSError:
        return path
