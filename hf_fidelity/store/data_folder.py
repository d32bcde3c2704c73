"""The data folder: ``<data>/<organisation>/<team id>/<quarter>.<instrument>.json``.

Folder names are slugs; the real names stand inside the files.
"""

import os
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from hf_fidelity.domain.record.assessment import Assessment, Draft, TeamFile
from hf_fidelity.errors import RecordProblem, UsageProblem
from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import N_
from hf_fidelity.store.codec import decode
from hf_fidelity.store.listing import content, json_files, subfolders
from hf_fidelity.store.names import distinct_slug, is_slug, same, slug
from hf_fidelity.store.team_folder import TeamFolder, load, record_files


def data_folder(asked: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The data folder: asked for, else ``HF_FIDELITY_DATA``, else the user's data folder on this system."""
    if asked or environment.get("HF_FIDELITY_DATA"):
        return (asked or Path(environment["HF_FIDELITY_DATA"])).expanduser()
    from platformdirs import user_data_path

    return user_data_path("hf-fidelity", appauthor=False)


@dataclass(frozen=True)
class Store:
    """A data folder. It need not exist yet."""

    root: Path
    listed: list[TeamFolder] | None = None
    """The teams as they were when somebody looked, and those placed since, for work on many; None: look every time."""

    def remembering_teams(self) -> Self:
        """The same folder with its teams looked up once; for as long as nobody else makes teams in it."""
        return replace(self, listed=list(self._look()))

    @property
    def instruments(self) -> Path:
        """Where the user's own questionnaires lie."""
        return self.root / "instruments"

    def teams(self, organisation: str | None = None) -> Iterator[TeamFolder]:
        """Every team (of an organisation), by organisation and id."""
        for found in self._look() if self.listed is None else self.listed:
            if _belongs(found, organisation):
                yield found

    def _look(self) -> Iterator[TeamFolder]:
        yield from filter(None, map(_team_in, self.folders()))

    def folders(self) -> list[Path]:
        """Every folder that may be a team's, by organisation and id. Raises RecordDamaged where one cannot be read."""
        return [folder for home in self._organisations() for folder in subfolders(home)]

    def find(self, team: str, organisation: str | None = None) -> list[TeamFolder]:
        """The teams of that name or id (in an organisation). An earlier name counts where no present one fits."""
        teams = list(self.teams())
        for fits in (_has_name, _had_name):
            if found := [t for t in teams if fits(t, team) and _belongs(t, organisation)]:
                return found
        return []

    def seek(self, team: str, organisation: str | None = None) -> list[TeamFolder]:
        """As :meth:`find`, for who only reads: where a folder called after the name holds the team, no other is opened.

        A team elsewhere that was *renamed* to that name is not seen then. Nothing may be written on that ground.
        """
        likely = self._in_folders({team, slug(team), distinct_slug(team)})
        found = [t for t in likely if _has_name(t, team) and _belongs(t, organisation)]
        return found or self.find(team, organisation)

    def with_ids(self, ids: Set[str], organisation: str) -> list[TeamFolder]:
        """The organisation's teams of these ids, as far as there are any. An id is nearly always its folder's name."""
        for teams in (self._in_folders(ids), self.teams()):
            found = [t for t in teams if t.team.id in ids and _belongs(t, organisation)]
            if ids <= {t.team.id for t in found}:
                break
        return found

    def _in_folders(self, names: Set[str]) -> list[TeamFolder]:
        """The teams in the folders of these names, in every organisation; none where something is in the way."""
        wanted = sorted(filter(is_slug, names))
        with suppress(OSError, RecordProblem):  # whoever looks at all of them learns what it is
            folders = [home / name for home in self._organisations() for name in wanted]
            return [team for team in map(_team_in, filter(Path.is_dir, folders)) if team]
        return []

    def place(self, organisation: str, team: str) -> TeamFolder:
        """The folder for a team, the one it has or a new one (not made yet). Raises UsageProblem for an empty name."""
        organisation, team = one_line(organisation), one_line(team)
        if not organisation or not team:
            raise UsageProblem(N_("The organisation and the team each need a name."))
        if found := self.find(team, organisation):
            known = found[0].organisation if found[0].organisation_known else organisation
            return replace(found[0], organisation=known, organisation_known=True)
        home = self.root / self._organisation_slug(organisation)
        taken = home / slug(team) in subfolders(home)
        id = distinct_slug(team) if taken else slug(team)
        new = TeamFolder(home / id, organisation, TeamFile(id=id, name=team))
        if self.listed is not None:
            self.listed.append(new)
        return new

    def organisation_names(self) -> list[str]:
        """The organisations that have a team here, as they are written."""
        return sorted({team.organisation for team in self.teams()})

    def _organisations(self) -> Iterator[Path]:
        yield from (home for home in subfolders(self.root) if home != self.instruments)

    def _organisation_slug(self, name: str) -> str:
        """The organisation's folder: the plain slug, unless another organisation has taken it."""
        plain = slug(name)
        taken = any(team.home == plain and not _belongs(team, name) for team in self.teams())
        return distinct_slug(name) if taken else plain


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


def _team_in(folder: Path) -> TeamFolder | None:
    """The team of a folder. Where ``team.json`` cannot be read, a record says who it is; else the folder's name."""
    record, team = _readable(folder), team_file(folder)
    if team is None and record is None and _empty(folder):
        return None
    said = team or TeamFile(id=folder.name, name=record.team.name if record else folder.name)
    organisation = record.organisation if record else folder.parent.name
    return TeamFolder(folder, organisation, said, record is not None, team is not None or record is not None)


def team_file(folder: Path) -> TeamFile | None:
    """What ``team.json`` says; None where it cannot be read."""
    with suppress(OSError, RecordProblem):
        return decode(TeamFile, content(folder / "team.json"), str(folder / "team.json"))
    return None


def _empty(folder: Path) -> bool:
    with suppress(RecordProblem):
        return not json_files(folder)
    return False


def _readable(folder: Path) -> Assessment | None:
    """The newest record of a team that can be read, or a draft's."""
    with suppress(RecordProblem):
        for path in reversed(list(record_files(folder))):
            with suppress(RecordProblem):
                if record := load(path):
                    return record
        for path in json_files(folder):
            with suppress(OSError, RecordProblem):
                return decode(Draft, content(path), str(path)).record
    return None
