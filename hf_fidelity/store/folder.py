"""The data folder: ``<data>/<organisation>/<team id>/<quarter>.<instrument>.json``.

Folder names are slugs; the real names stand inside the files.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from hf_fidelity.domain.assessment import Draft, TeamFile
from hf_fidelity.domain.text import one_line
from hf_fidelity.errors import RecordProblem
from hf_fidelity.store.codec import decode
from hf_fidelity.store.names import distinct_slug, same, slug
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

    @property
    def instruments(self) -> Path:
        """Where the user's own questionnaires lie."""
        return self.root / "instruments"

    def teams(self, organisation: str | None = None) -> Iterator[TeamFolder]:
        """Every team (of an organisation), by organisation and id."""
        for home in self._organisations():
            for folder in sorted(home.iterdir()):
                if (found := _team_in(folder)) and _belongs(found, organisation):
                    yield found

    def find(self, team: str, organisation: str | None = None) -> list[TeamFolder]:
        """The teams of that name or id (in an organisation). An earlier name counts where no present one fits."""
        near = (_team_in(folder / slug(team)) for folder in self._organisations())
        for candidates in (filter(None, near), self.teams()):
            here = [found for found in candidates if _belongs(found, organisation)]
            for fits in (_has_name, _had_name):
                if found := [t for t in here if fits(t, team)]:
                    return found
        return []

    def place(self, organisation: str, team: str) -> TeamFolder:
        """The folder for a team, the one it has or a new one (not made yet)."""
        organisation, team = one_line(organisation), one_line(team)
        if found := self.find(team, organisation):
            return found[0]
        home = self.root / self._organisation_slug(organisation)
        taken = (home / slug(team)).exists()
        id = distinct_slug(team) if taken else slug(team)
        return TeamFolder(home / id, organisation, TeamFile(id=id, name=team))

    def organisation_names(self) -> list[str]:
        """The organisations that have a team here, as they are written."""
        return sorted({team.organisation for team in self.teams()})

    def _organisations(self) -> Iterator[Path]:
        if self.root.is_dir():
            yield from sorted(p for p in self.root.iterdir() if p.is_dir() and p != self.instruments)

    def _organisation_slug(self, name: str) -> str:
        plain = slug(name)
        here = [
            team
            for folder in (self.root / plain,)
            if folder.is_dir()
            for team in map(_team_in, folder.iterdir())
            if team
        ]
        return plain if not here or same(here[0].organisation, name) else distinct_slug(name)


def _belongs(folder: TeamFolder, organisation: str | None) -> bool:
    return organisation is None or _is(organisation, folder.organisation, folder.path.parent.name)


def _is(wanted: str, name: str, id: str) -> bool:
    return same(wanted, name) or wanted == id


def _has_name(folder: TeamFolder, name: str) -> bool:
    return _is(name, folder.team.name, folder.team.id)


def _had_name(folder: TeamFolder, name: str) -> bool:
    return any(same(name, earlier) for earlier in folder.team.earlier_names)


def _team_in(folder: Path) -> TeamFolder | None:
    """The team of a folder. Where ``team.json`` is gone or damaged, the folder's name serves as the team's."""
    if not folder.is_dir():
        return None
    drafts = sorted(folder.glob("*.draft.json"))
    records = list(record_files(folder))
    try:
        team = decode(TeamFile, (folder / "team.json").read_bytes(), str(folder / "team.json"))
    except (OSError, RecordProblem):
        if not records and not drafts:
            return None
        team = TeamFile(id=folder.name, name=folder.name)
    return TeamFolder(folder, _organisation_in(records, drafts) or folder.parent.name, team)


def _organisation_in(records: list[Path], drafts: list[Path]) -> str | None:
    """The organisation's real name, from the newest record or draft that can be read."""
    for path in chain(reversed(records), drafts):
        try:
            if path in drafts:
                return decode(Draft, path.read_bytes(), str(path)).record.organisation
            if record := load(path):
                return record.organisation
        except (OSError, RecordProblem):
            continue
    return None
