"""The whole data folder looked through, and what there is to say about each file by what its name says it is."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft, TeamFile
from hf_fidelity.errors import RecordProblem, RecordTooNew, WriteFailed
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.models import Value
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.ground.text import shorten
from hf_fidelity.i18n import N_
from hf_fidelity.store.codec import damage, data_of, decode, finding_of, unreadable
from hf_fidelity.store.data_folder import Store, folded
from hf_fidelity.store.files import clean_up, is_temporary, subfolders
from hf_fidelity.store.team_folder import TeamFolder, faults, named

V = TypeVar("V", bound=Value)
_RECOVERY = re.compile(r"\d{4}-Q[1-4]\..*\.recovery-.*\.json")


@dataclass(frozen=True)
class Known:
    """What a file is held against: the questionnaires, the team of the folder, and the time."""

    instruments: Mapping[str, Instrument]
    team: TeamFolder
    now: datetime


def file_findings(path: Path, known: Known) -> Iterator[Finding]:
    """Everything there is to say about a file; nothing where it is as it should be, or is none of ours.

    Deletes a temporary file that is more than a day old.
    """
    try:
        if is_temporary(path):
            yield _left_over(path, known.now)
        elif path.suffix.lower() == ".json":
            yield from _of_kind(path)(path, known)
    except OSError as error:  # taken away while we looked
        yield unreadable(error)


def is_record(path: Path, known: Known) -> bool:
    """Whether the file is a record by its name, and not a copy whose name only looks like one's."""
    place = named(path.name)
    return place is not None and (place[1] in known.instruments or _is_at_home(path))


def _is_at_home(path: Path) -> bool:
    record = _read(Assessment, path)
    return isinstance(record, RecordProblem) or f"{record.quarter}.{record.instrument.id}.json" == path.name


def _of_kind(path: Path) -> Callable[[Path, Known], Iterator[Finding]]:
    if named(path.name):
        return _record
    if named(path.name, draft=True):
        return _draft
    if _RECOVERY.fullmatch(path.name):
        return _recovery
    return _team_file if path.name == "team.json" else _copy


def _left_over(path: Path, now: datetime) -> Finding:
    try:
        cleaned = clean_up(path, now)
    except WriteFailed as problem:
        message = N_("Left over from a save that was interrupted, and it cannot be deleted: {why}.")
        return Finding("left-over", message, {"why": problem.params["why"]}, "warning")
    if cleaned:
        message = N_("Left over from a save that was interrupted more than a day ago. It has been deleted.")
        return Finding("left-over-deleted", message)
    return Finding("left-over", N_("From a save that is under way or was interrupted. It is deleted in a day."))


def _copy(path: Path, _known: Known) -> Iterator[Finding]:
    yield copy_finding(path)


def _record(path: Path, known: Known) -> Iterator[Finding]:
    record = _read(Assessment, path)
    if isinstance(record, RecordProblem):
        yield finding_of(record)
        return
    if not is_record(path, known):
        yield copy_finding(path)
        return
    found = list(_faults(path, record, known))
    yield from map(damage, found)
    if not found:
        yield from _circumstances(record, known)


def _faults(path: Path, record: Assessment, known: Known, *, draft: bool = False) -> Iterator[Finding]:
    if place := named(path.name, draft=draft):
        yield from faults(record, *place, known.instruments.get(place[1]))


def _circumstances(record: Assessment, known: Known) -> Iterator[Finding]:
    """What is worth knowing about a record that is whole: its team, and its questionnaire."""
    here = known.team.team
    if record.team.id != here.id:
        message = N_(
            "It is of the team {team} ({id}), but lies among those of {here} ({here_id}), so it is left out. "
            "Move it to its own team."
        )
        params = {"team": record.team.name, "id": record.team.id, "here": here.name, "here_id": here.id}
        yield Finding("another-team", message, params, "error")
    stamp, form = record.instrument, known.instruments.get(record.instrument.id)
    params = {"id": stamp.id, "version": stamp.version, "now": form.version if form else ""}
    if form is None:
        message = N_(
            "Its questionnaire {id} (version {version}) is not known here, so no report shows it. "
            "Put the questionnaire's file into the folder instruments."
        )
        yield Finding("unknown-instrument", message, params, "warning")
    elif stamp.version != form.version:
        message = N_("Answered with version {version} of {id}; now there is {now}. Other wordings are not compared.")
        yield Finding("another-version", message, params)
    elif stamp.digest != form.digest:
        message = N_("Answered before {id} {version} was changed. Statements with another wording are not compared.")
        yield Finding("another-digest", message, params)


def _draft(path: Path, known: Known) -> Iterator[Finding]:
    draft = _read(Draft, path)
    if isinstance(draft, RecordProblem):
        yield finding_of(draft)
        return
    found = list(_faults(path, draft.record, known, draft=True))
    yield from map(damage, found)
    if not found:
        yield _unfinished(path, draft)


def _unfinished(path: Path, draft: Draft) -> Finding:
    stored = _read(Assessment, path.with_name(path.name.replace(".draft.", ".")))
    saved = date.fromtimestamp(path.stat().st_mtime)
    params = {"quarter": draft.record.quarter, "day": saved}
    if draft.base_revision != (stored.revision if isinstance(stored, Assessment) else 0):
        message = N_(
            "An unfinished meeting about {quarter} (last saved on {day}), begun from another version of the record "
            "than the one here. Compare the two; then move this file away and correct the record."
        )
        return Finding("stale-draft", message, params, "warning")
    message = (
        N_("An unfinished correction of {quarter}, last saved on {day}. `hf-fidelity assess` goes on with it.")
        if draft.why
        else N_("An unfinished meeting about {quarter}, last saved on {day}. `hf-fidelity assess` goes on with it.")
    )
    return Finding("draft", message, params)


def _recovery(_path: Path, _known: Known) -> Iterator[Finding]:
    message = N_(
        "Answers that could not be saved. Compare them with the record, correct the record where they are right, "
        "and then delete this file."
    )
    yield Finding("recovery-file", message, {}, "warning")


def _team_file(path: Path, _known: Known) -> Iterator[Finding]:
    team = _read(TeamFile, path)
    if isinstance(team, RecordProblem):
        yield finding_of(team)


def _read(model: type[V], path: Path) -> V | RecordProblem:
    try:
        return decode(model, data_of(path), str(path))
    except RecordProblem as problem:
        return problem


# The whole data folder looked through, file by file. Nothing is changed but old temporary files.


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


# Files under another name than their content's own: OneDrive's, SharePoint's and Windows' copies.
#
# They are recognised by what stands inside, whatever was added to their name (`` - Kopi``, ``-LAPTOP1``, `` (1)``).


Content = Assessment | Draft | TeamFile

_LIKE_OURS = re.compile(r"\d{4}-Q[1-4]\.|team")


def copy_finding(path: Path) -> Finding:
    """What a JSON file is whose name is none of the program's own."""
    try:
        data = data_of(path)
    except RecordProblem as problem:
        return finding_of(problem)
    content = _content(data, path)
    if not isinstance(content, RecordProblem):
        return _beside_original(content, path.with_name(own_name(content)))
    if isinstance(content, RecordTooNew):
        return finding_of(content)
    if _LIKE_OURS.match(path.name):
        message = N_("It is not read: its name is not that of a record, and {why} If it is a copy, it can be deleted.")
        return Finding("damaged-copy", message, {"why": content.params.get("why", "")}, "warning")
    return Finding("unknown-file", N_("This is no file of the program's own, and it is not read."))


def own_name(content: Content) -> str:
    """The file name under which the program itself would keep this."""
    if isinstance(content, TeamFile):
        return "team.json"
    record, ending = (content.record, "draft.json") if isinstance(content, Draft) else (content, "json")
    return f"{record.quarter}.{record.instrument.id.replace('/', '_')}.{ending}"


def _content(data: bytes, path: Path) -> Content | RecordProblem:
    """What stands in the file, or why it is no record, where it is nothing else either."""
    others: tuple[type[Draft] | type[TeamFile], ...] = (Draft, TeamFile)
    for model in others:
        with suppress(RecordProblem):
            return decode(model, data, str(path))
    try:
        return decode(Assessment, data, str(path))
    except RecordProblem as problem:
        return problem


def _beside_original(content: Content, original: Path) -> Finding:
    name = {"original": shorten(original.name, 120)}
    if not _exists(original):
        message = N_("Because of its name it is not read. By what stands in it, it should be called {original}.")
        return Finding("misnamed", message, name, "warning")
    try:
        same = decode(type(content), data_of(original), str(original)) == content
    except RecordProblem:
        message = N_("A copy of {original}, which cannot be read itself. If this one is right, put it in its place.")
        return Finding("copy-of-damaged", message, name, "error")
    if same:
        message = N_("A copy of {original} with the same content. It is not read, and can be deleted.")
        return Finding("copy-identical", message, name, "warning")
    message = N_(
        "Another version of {original}. Only {original} is read. Compare the two, keep the right one under that name, "
        "and move the other one away."
    )
    return Finding("copy-differs", message, name, "error")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no file can have such a name
        return False
