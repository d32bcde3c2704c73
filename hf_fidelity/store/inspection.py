"""The whole data folder looked through, file by file. Nothing is changed but old temporary files."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import TeamFile
from hf_fidelity.errors import RecordProblem
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.i18n import N_
from hf_fidelity.store.check import Known, file_findings, is_record
from hf_fidelity.store.copies import copy_finding
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.listing import subfolders
from hf_fidelity.store.names import folded
from hf_fidelity.store.team_folder import TeamFolder

Found = tuple[Path, Finding]
"""A file or folder, and what there is to say about it."""


@dataclass
class Inspection:
    """What a look through a data folder has shown."""

    records: int = 0
    found: list[Found] = field(default_factory=list)


def inspect(
    store: Store, instruments: Mapping[str, Instrument], now: datetime, progress: Progress | None = None
) -> Inspection:
    """Look at every file of the data folder; ``instruments`` are the questionnaires that are known, by id.

    ``progress`` hears of every team's folder.
    """
    seen = Inspection()
    teams: dict[Path, TeamFolder] = {}
    with suppress(RecordProblem):  # a folder that cannot be opened is named below
        teams = {team.path: team for team in store.teams()}
    homes = [home for home in _folders(store.root, seen) if home != store.instruments]
    folders = [folder for home in homes for folder in _folders(home, seen)]
    for folder in watched(folders, progress, lambda folder: folder.name):
        team = teams.get(folder) or TeamFolder(folder, folder.parent.name, TeamFile(id=folder.name, name=folder.name))
        _look_through(Known(instruments, team, now), seen)
    seen.found += [*_one_team_twice(list(teams.values())), *_lost_threads(teams)]
    return seen


def _folders(folder: Path, seen: Inspection) -> list[Path]:
    """The folders inside a folder. Records that lie beside them, where nobody reads them, are found."""
    for path in _inside(folder, seen):
        if path.suffix.lower() == ".json" and copy_finding(path).code != "unknown-file":
            message = N_("It lies outside the teams' folders, so it is not read. Move it to its team.")
            seen.found.append((path, Finding("outside", message, {}, "warning")))
    with suppress(RecordProblem):  # it has been named already
        return [path for path in subfolders(folder) if not path.name.startswith(".")]
    return []


def _look_through(known: Known, seen: Inspection) -> None:
    inside = _inside(known.team.path, seen)
    seen.found += [(path, finding) for path in inside for finding in file_findings(path, known)]
    records = sum(is_record(path, known) for path in inside)
    seen.records += records
    if records and not any(path.name == "team.json" for path in inside):
        message = N_("There is no team.json here. The name is taken from the newest record; the next save writes it.")
        seen.found.append((known.team.path, Finding("no-team-file", message)))


def _inside(folder: Path, seen: Inspection) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        message = N_("The folder cannot be opened: {why}. Check that you may read it.")
        why = {"why": error.strerror or type(error).__name__}
        seen.found.append((folder, Finding("unreadable", message, why, "error")))
        return []


def _one_team_twice(teams: list[TeamFolder]) -> Iterator[Found]:
    known: dict[tuple[str, str, str], list[TeamFolder]] = {}
    for team in teams:
        here = folded(team.organisation)
        keys = (here, "name", folded(team.team.name)), (here, "id", team.team.id)
        for path in sorted({one.path for key in keys for one in known.get(key, ())}):
            message = N_("The same team as in {other}: {team}. Move the records of both into one of the folders.")
            params = {"other": path.name, "team": team.team.name}
            yield team.path, Finding("two-folders", message, params, "warning")
        for key in keys:
            known.setdefault(key, []).append(team)


def _lost_threads(teams: Mapping[Path, TeamFolder]) -> Iterator[Found]:
    """Teams that say that they continue a team which is not there."""
    for folder, team in teams.items():
        for id in team.team.continues:
            if not any(other.team.id == id and other.path.parent == folder.parent for other in teams.values()):
                message = N_(
                    "It continues the team {id}, which is not here, so its quarters are missing from the trend."
                )
                yield folder / "team.json", Finding("unknown-continued", message, {"id": id}, "warning")
