"""The whole data folder looked through, file by file: what is damaged, left over, a copy, or where nobody reads it.

Nothing is changed but that old temporary files are deleted, and that records are accepted where people say so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Assessment, Draft, TeamFile, no_longer_asked
from hf_fidelity.ground import N_, FidelityError, Finding, RecordProblem, RecordTooNew, WriteFailed, reason, shorten
from hf_fidelity.ground.models import Value
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.store.codec import damage, data_of, decode, finding_of, unreadable
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.files import delete_leftover, entry_names, is_link, subfolders
from hf_fidelity.store.folder_kinds import homes_in, is_a_team, is_data_folder
from hf_fidelity.store.names import (
    TEAM_FILE,
    QuarterAndInstrument,
    draft_name,
    draft_place,
    folded,
    is_recovery_name,
    is_temporary_name,
    looks_like_ours,
    peer_place,
    record_name,
    record_place,
)
from hf_fidelity.store.team_folder import TeamFolder, accept, faults

_V = TypeVar("_V", bound=Value)


PathFinding = tuple[Path, Finding]
"""A file or folder, and what there is to say about it."""


@dataclass
class Inspection:
    """What a look through a data folder has shown."""

    records: int = 0
    findings: list[PathFinding] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What a file is held against: the questionnaires, the team of the folder, and the time."""

    instruments: Mapping[str, Instrument]
    team: TeamFolder
    now: datetime
    root: Path
    """The data folder."""
    accepting: bool = False
    """Whether records that were changed outside the program are accepted as they are."""


def inspect(
    store: Store,
    instruments: Mapping[str, Instrument],
    now: datetime,
    progress: Progress | None = None,
    *,
    accepting: bool = False,
) -> Inspection:
    """Look at every file of the data folder; ``instruments`` are the questionnaires that are known, by id.

    ``progress`` hears of every team's folder. ``accepting``: records that were changed outside the program are taken as
    they are now.
    """
    seen = Inspection()
    homes = _folders(store.root, seen, homes_in)
    folders = [folder for home in homes for folder in _folders(home, seen)]
    teams = {folder: team for folder in folders if (team := store.team_in(folder))}
    for folder in watched(folders, progress, lambda folder: folder.name):
        team = teams.get(folder) or TeamFolder(folder, folder.parent.name, TeamFile(id=folder.name, name=folder.name))
        _look_through(Known(instruments, team, now, store.root, accepting), seen)
    seen.findings += [*_one_team_twice(list(teams.values())), *_lost_threads(teams)]
    seen.findings += [*_links((*homes, *folders)), *_data_folders(homes)]
    named = {path for path, finding in seen.findings if finding.code == "data-folder-inside"}
    seen.findings += _hidden((store.root, *homes, *folders))
    seen.findings += _too_deep((*(each for each in folders if each.parent not in named), store.instruments))
    return seen


def _links(folders: Iterable[Path]) -> Iterator[PathFinding]:
    """The folders that are links: what lies behind them is read, and that is all."""
    message = N_(
        "It is a link. What lies behind it is read, but nothing is saved or deleted there. Put the folder itself in "
        "its place, or make the whole data folder a link."
    )
    yield from ((folder, Finding("link", message, {}, "warning")) for folder in folders if is_link(folder))


def _data_folders(homes: Iterable[Path]) -> Iterator[PathFinding]:
    """The folders in the place of an organisation's that are whole data folders."""
    message = N_("It is a data folder inside a data folder, and nothing in it is read. Move it out of here.")
    for home in homes:
        with suppress(RecordProblem):  # it has been named already
            if is_data_folder(home):
                yield home, Finding("data-folder-inside", message, {}, "warning")


def _hidden(folders: Iterable[Path]) -> Iterator[PathFinding]:
    """The hidden folders in these that have a team in them."""
    message = N_(
        "It is hidden, since its name begins with a dot, so nothing in it is read, and there is a team in it. Take the "
        "dot away, or move it out of here."
    )
    return _with_a_team(folders, _hidden_in, Finding("hidden", message, {}, "warning"))


def _hidden_in(folder: Path) -> list[Path]:
    return [folder / name for name in entry_names(folder) if name.startswith(".")]


def _too_deep(folders: Iterable[Path]) -> Iterator[PathFinding]:
    """The folders in these, where teams' records lie, that have a team in them themselves."""
    message = N_(
        "There is a team in it, too deep in the data folder to be read. Move the team's folder to where it belongs: "
        "into its organisation's, which lies in the data folder itself."
    )
    return _with_a_team(folders, subfolders, Finding("too-deep", message, {}, "warning"))


def _with_a_team(
    folders: Iterable[Path], those_in: Callable[[Path], list[Path]], finding: Finding
) -> Iterator[PathFinding]:
    """The finding for each of those in these folders that has a team in it."""
    for folder in folders:
        with suppress(RecordProblem):  # it has been named already
            yield from ((inside, finding) for inside in those_in(folder) if _holds_a_team(inside))


def _holds_a_team(folder: Path) -> bool:
    """Whether a folder is a team's or there is one in it, however deep; what lies behind a link is somewhere else."""
    left = [] if is_link(folder) else [folder]
    while left:
        with suppress(RecordProblem):  # nobody reads it anyway
            if is_a_team(here := left.pop()):
                return True
            left += [inside for inside in subfolders(here) if not is_link(inside)]
    return False


def _folders(folder: Path, seen: Inspection, those_in: Callable[[Path], list[Path]] = subfolders) -> list[Path]:
    """The folders inside a folder. Records that lie beside them, where nobody reads them, are found."""
    for path in _inside(folder, seen):
        if path.suffix.lower() == ".json" and _copy_finding(path).code != "unknown-file":
            message = N_("It lies outside the teams' folders, so it is not read. Move it to its team.")
            seen.findings.append((path, Finding("outside", message, {}, "warning")))
    with suppress(RecordProblem):  # it has been named already
        return those_in(folder)
    return []


def _look_through(known: Known, seen: Inspection) -> None:
    inside = _inside(known.team.path, seen)
    seen.findings += [(path, finding) for path in inside for finding in _file_findings(path, known)]
    seen.findings += _links(path for path in inside if is_temporary_name(path.name) or path.suffix.lower() == ".json")
    records = sum(_is_record(path, known) for path in inside)
    seen.records += records
    if records and not any(path.name == TEAM_FILE for path in inside):
        message = N_("There is no team.json here. The name is taken from the newest record; the next save writes it.")
        seen.findings.append((known.team.path, Finding("no-team-file", message)))


def _inside(folder: Path, seen: Inspection) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        message = N_("The folder cannot be opened: {why}. Check that you may read it.")
        why = {"why": reason(error)}
        seen.findings.append((folder, Finding("unreadable", message, why, "error")))
        return []


def _one_team_twice(teams: list[TeamFolder]) -> Iterator[PathFinding]:
    known: dict[tuple[str, str, str], list[TeamFolder]] = {}
    for team in teams:
        here = folded(team.organisation)
        keys = (here, "name", folded(team.team.name)), (here, "id", team.team.id)
        for path in sorted({one.path for key in keys for one in known.get(key, ())}):
            message = N_("The same team as in {other}: {team}. Move the records of both into one of the folders.")
            other = path.name if path.parent == team.path.parent else f"{path.parent.name}/{path.name}"
            params = {"other": other, "team": team.team.name}
            yield team.path, Finding("two-folders", message, params, "warning")
        for key in keys:
            known.setdefault(key, []).append(team)


def _lost_threads(teams: Mapping[Path, TeamFolder]) -> Iterator[PathFinding]:
    """Teams that say that they continue a team which is not there."""
    for folder, team in teams.items():
        for id in team.team.continues:
            if not any(other.team.id == id and other.path.parent == folder.parent for other in teams.values()):
                message = N_(
                    "It continues the team {id}, which is not here, so its quarters are missing from the trend."
                )
                yield folder / TEAM_FILE, Finding("unknown-continued", message, {"id": id}, "warning")


# One file, by what its name says it is.


def _file_findings(path: Path, known: Known) -> Iterator[Finding]:
    """Everything there is to say about a file; nothing where it is as it should be, or is none of ours.

    Deletes a temporary file that is more than a day old.
    """
    try:
        if is_temporary_name(path.name):
            yield _left_over(path, known)
        elif path.suffix.lower() == ".json":
            yield from _of_kind(path)(path, known)
    except OSError as error:  # taken away while we looked
        yield unreadable(error)


def _is_record(path: Path, known: Known) -> bool:
    """Whether the file is a record by its name, and not a copy whose name only looks like one's."""
    place = record_place(path.name)
    return place is not None and (place[1] in known.instruments or _is_at_home(path))


def _is_at_home(path: Path) -> bool:
    record = _read(Assessment, path)
    return isinstance(record, RecordProblem) or record_name(record.quarter, record.instrument.id) == path.name


def _of_kind(path: Path) -> Callable[[Path, Known], Iterator[Finding]]:
    if record_place(path.name):
        return _record
    if peer_place(path.name):
        return _draft if path.name.endswith(".draft.json") else _peer
    if draft_place(path.name):
        return _draft
    if is_recovery_name(path.name):
        return _recovery
    return _team_file if path.name == TEAM_FILE else _copy


def _left_over(path: Path, known: Known) -> Finding:
    try:
        cleaned = delete_leftover(path, known.now, known.root)
    except WriteFailed as problem:
        message = N_("Left over from a save that was interrupted, and it cannot be deleted: {why}.")
        return Finding("left-over", message, {"why": problem.params["why"]}, "warning")
    if cleaned:
        message = N_("Left over from a save that was interrupted more than a day ago. It has been deleted.")
        return Finding("left-over-deleted", message)
    return Finding("left-over", N_("From a save that is under way or was interrupted. It is deleted in a day."))


def _copy(path: Path, _known: Known) -> Iterator[Finding]:
    yield _copy_finding(path)


def _record(path: Path, known: Known) -> Iterator[Finding]:
    record = _read(Assessment, path)
    if isinstance(record, RecordProblem):
        yield finding_of(record)
        return
    if not _is_record(path, known):
        yield _copy_finding(path)
        return
    wrong = _faults(record, record_place(path.name), known)
    yield from map(damage, wrong)
    if not wrong:
        yield from _seal_broken(path, record, known)
        yield from _circumstances(record, known)


def _peer(path: Path, known: Known) -> Iterator[Finding]:
    """How another team read the evidence."""
    record = _read(Assessment, path)
    if isinstance(record, RecordProblem):
        yield finding_of(record)
    elif _own_name(record) != path.name:
        yield _copy_finding(path)
    else:
        wrong = _faults(record, peer_place(path.name), known)
        yield from map(damage, wrong)
        if not wrong:
            yield from _seal_broken(path, record, known)


def _seal_broken(path: Path, record: Assessment, known: Known) -> Iterator[Finding]:
    """That a record is not as the program saved it; it is accepted where people have said so."""
    if not record.changed_outside:
        return
    if not known.accepting:
        message = N_(
            "Changed outside the program since it was saved: what it says can no longer be relied on. Fetch an earlier "
            "version of the file (OneDrive, backup); or, if it is right as it is now, run `hf-fidelity check --accept`."
        )
        yield Finding("changed-outside", message, {}, "warning")
        return
    try:
        accept(path, known.root)
    except FidelityError as problem:
        why = Finding("why", problem.message, problem.params)
        yield Finding(
            "changed-outside", N_("Changed outside the program, and not accepted: {why}"), {"why": why}, "warning"
        )
    else:
        yield Finding("accepted", N_("It was changed outside the program, and is accepted as it is now."))


def _faults(record: Assessment, place: QuarterAndInstrument | None, known: Known) -> list[Finding]:
    return list(faults(record, *place, known.instruments.get(place[1]))) if place else []


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
    stamp, instrument = record.instrument, known.instruments.get(record.instrument.id)
    params = {"id": stamp.id, "version": stamp.version, "now": instrument.version if instrument else ""}
    if instrument is None:
        message = N_(
            "Its questionnaire {id} (version {version}) is not known here, so no report shows it. "
            "Put the questionnaire's file into the folder instruments."
        )
        yield Finding("unknown-instrument", message, params, "warning")
    elif stamp.version != instrument.version:
        message = N_("Answered with version {version} of {id}; now there is {now}. Other wordings are not compared.")
        yield Finding("another-version", message, params)
    elif stamp.digest != instrument.digest:
        message = N_("Answered before {id} {version} was changed. Statements with another wording are not compared.")
        yield Finding("another-digest", message, params)
    if instrument:
        yield from no_longer_asked(record, instrument)


def _draft(path: Path, known: Known) -> Iterator[Finding]:
    draft = _read(Draft, path)
    if isinstance(draft, RecordProblem):
        yield finding_of(draft)
        return
    wrong = _faults(draft.record, draft_place(path.name) or peer_place(path.name), known)
    yield from map(damage, wrong)
    if not wrong:
        yield _unfinished(path, draft)


def _unfinished(path: Path, draft: Draft) -> Finding:
    stored = _read(Assessment, path.with_name(_own_name(draft.record)))
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


def _read(model: type[_V], path: Path) -> _V | RecordProblem:
    try:
        return decode(model, data_of(path), str(path))
    except RecordProblem as problem:
        return problem


# Files under another name than their content's own: OneDrive's, SharePoint's and Windows' copies.
#
# They are recognised by what stands inside, whatever was added to their name (`` - Kopi``, ``-LAPTOP1``, `` (1)``).


Content = Assessment | Draft | TeamFile


def _copy_finding(path: Path) -> Finding:
    """What a JSON file is whose name is none of the program's own."""
    try:
        data = data_of(path)
    except RecordProblem as problem:
        return finding_of(problem)
    content = _content(data, path)
    if not isinstance(content, RecordProblem):
        return _beside_original(content, path.with_name(_own_name(content)))
    if isinstance(content, RecordTooNew):
        return finding_of(content)
    if looks_like_ours(path.name):
        message = N_("It is not read: its name is not that of a record, and {why} If it is a copy, it can be deleted.")
        return Finding("damaged-copy", message, {"why": content.params.get("why", "")}, "warning")
    return Finding("unknown-file", N_("This is no file of the program's own, and it is not read."))


def _own_name(content: Content) -> str:
    """The file name under which the program itself would keep this."""
    if isinstance(content, TeamFile):
        return TEAM_FILE
    record, name = (content.record, draft_name) if isinstance(content, Draft) else (content, record_name)
    return name(record.quarter, record.instrument.id.replace("/", "_"), record.peer)


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
