"""The data folder itself: ``records`` (what is stored, and deleting it), ``check``, and ``teams``."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from hf_fidelity.domain.record import Assessment
from hf_fidelity.domain.record.erasing import Erasing
from hf_fidelity.ground import N_, Finding, InputProblem, Quarter, RecordProblem, UsageProblem, WriteFailed, _, one_line
from hf_fidelity.ground.progress import Progress
from hf_fidelity.journeys.handwritten import settings_file
from hf_fidelity.journeys.workspace import Result, Workspace, check_is_folder
from hf_fidelity.readers.handwritten import read_settings
from hf_fidelity.reports.data_folder import (
    ErasedPlace,
    RecordLine,
    Remark,
    TeamLine,
    backup_report,
    check_report,
    deleted_report,
    erased_report,
    records_report,
    renamed_report,
    restored_report,
    teams_report,
)
from hf_fidelity.store.check import inspect
from hf_fidelity.store.data_folder import rename
from hf_fidelity.store.files import replace_file, whole_path
from hf_fidelity.store.names import TEAM_FILE
from hf_fidelity.store.team_folder import (
    RecordFiles,
    Rewriting,
    TeamFolder,
    delete,
    draft_places,
    erase,
    files_by_record,
    plan_erasing,
)


@dataclass(frozen=True)
class Selection:
    """Which records are meant; what is None does not matter. ``before`` is for quarters that ended before that day."""

    team: str | None = None
    organisation: str | None = None
    quarter: Quarter | None = None
    before: date | None = None

    def fits(self, holding: RecordFiles) -> bool:
        """Whether the quarter and its age are those that are meant."""
        right_quarter = self.quarter in (None, holding.quarter)
        return right_quarter and (self.before is None or holding.quarter.last_day < self.before)


def list_records(workspace: Workspace) -> Result:
    """What is stored, the oldest first; records that cannot be read are listed as damaged, and named."""
    held: list[RecordFiles] = []
    problems: list[RecordProblem] = []
    for team in workspace.store.teams():
        try:
            held += files_by_record(team)
        except RecordProblem as problem:
            problems.append(problem)
    lines = []
    for holding in sorted(held, key=lambda holding: holding.quarter):
        record = holding.record()
        if isinstance(record, RecordProblem):
            problems.append(record)
        lines.append(_line(workspace, holding, record))
    return Result(records_report(lines, str(workspace.store.root.absolute())), tuple(problems))


def plan_deletion(workspace: Workspace, which: Selection) -> list[RecordFiles]:
    """What the selection would delete, the oldest first. Nothing is deleted yet.

    Raises UsageProblem where nothing is selected by, and for an unknown team or organisation; RecordDamaged for a
    folder that cannot be read.
    """
    if which == Selection():
        raise UsageProblem(
            N_("Say which records to delete: --team, --organisation, --quarter or --older-than."),
            hint=N_("`hf-fidelity records` shows what there is."),
        )
    return [held for held in _oldest_first(_teams(workspace, which)) if which.fits(held)]


def plan_lines(workspace: Workspace, planned: Sequence[RecordFiles]) -> list[RecordLine]:
    """What is planned, to be shown before it is agreed to."""
    return [_line(workspace, holding, holding.record()) for holding in planned]


def delete_planned(workspace: Workspace, planned: Sequence[RecordFiles]) -> Result:
    """Delete what was planned, and say what is gone. Copies that the program did not write are named, and left.

    Raises WriteFailed for a file that cannot be deleted.
    """
    root = workspace.store.root
    lookalikes = [path.relative_to(root).as_posix() for holding in planned for path in holding.lookalikes]
    gone = [path.relative_to(root).as_posix() for path in delete(planned)]
    message = N_("{files}: these may be copies of what was deleted. Look at them, and delete them yourself.")
    left = (Finding("lookalikes", message, {"files": lookalikes}, "warning"),) if lookalikes else ()
    return Result(deleted_report(gone), left)


# ``records erase``: a text taken out of records and all that belongs to them.


@dataclass(frozen=True)
class PlannedErasing:
    """What is to be taken out of a team's files, and what of it cannot be."""

    workspace: Workspace
    folder: TeamFolder
    quarters: tuple[list[Rewriting], ...]
    elsewhere: tuple[str, ...]
    """Files of the team's other quarters in which the text stands too."""

    @property
    def places(self) -> list[ErasedPlace]:
        """Where the text is taken out."""
        return [ErasedPlace(self.name(each.path), place) for each in self._files() for place in each.places]

    @property
    def left(self) -> list[ErasedPlace]:
        """Where it stands and is left."""
        left = [ErasedPlace(self.name(each.path), place) for each in self._files() for place in each.left]
        return [*left, *(ErasedPlace(name, "") for name in self.elsewhere)]

    def name(self, path: Path) -> str:
        """A file as people find it: from the data folder on, or whole where it lies elsewhere."""
        return _within(path, self.workspace.store.root)

    def _files(self) -> Iterator[Rewriting]:
        return (each for files in self.quarters for each in files)


def plan_erasing_text(
    workspace: Workspace,
    team: str,
    text: str,
    *,
    now: datetime,
    organisation: str | None = None,
    quarter: Quarter | None = None,
    reason: str | None = None,
) -> PlannedErasing:
    """Where a text stands in what the program has written about a team's quarter (None: all of them).

    Nothing is written yet. ``reason`` is left in its place, with the day. Raises UsageProblem for an unknown team, a
    text that is too short to be anybody's, and one that stands nowhere; RecordDamaged for a record that cannot be read.
    """
    erasing, why = _erasing(text, reason, now)
    folder = workspace.team(team, organisation)
    held = files_by_record(folder)
    meant = [holding for holding in held if quarter in (None, holding.quarter)]
    plans = tuple(plan_erasing(holding, erasing, why, now.astimezone(UTC)) for holding in meant)
    others = [plan_erasing(holding, erasing, why, now) for holding in held if holding not in meant]
    elsewhere = [_within(each.path, workspace.store.root) for files in others for each in files if each.places]
    if erasing.left_in(folder.team.model_dump(mode="json")):
        elsewhere.append(_within(folder.path / TEAM_FILE, workspace.store.root))
    planned = PlannedErasing(workspace, folder, plans, tuple(elsewhere))
    if not planned.places:
        raise _nowhere(planned, quarter)
    return planned


def _erasing(text: str, reason: str | None, now: datetime) -> tuple[Erasing, str]:
    """What is to go, and what a record's history says about it."""
    wanted, because = one_line(text), one_line(reason or _("personal data"))
    if sum(map(str.isalnum, wanted)) < 2:
        raise UsageProblem(N_("--text needs at least two letters or digits, or too much would go with it."))
    if Erasing(wanted, "").left_in(because):
        raise UsageProblem(N_("--reason must not hold the text that is to go: it stays in the record."))
    removed = _("removed {day}: {why}", day=now.date(), why=because)
    return Erasing(wanted, f"[{removed}]"), _("A text was removed for good: {why}", why=because)


def _nowhere(planned: PlannedErasing, quarter: Quarter | None) -> UsageProblem:
    left = [place.words() for place in planned.left]
    if left:
        return UsageProblem(
            N_("The text stands nowhere by itself in what was asked for. Nothing was changed. It is found in: {left}."),
            hint=N_("Give the whole word that it is part of; leave --quarter out to go through all quarters."),
            left=left,
        )
    return UsageProblem(
        N_("The text stands nowhere in what is stored of {team}, {quarter}. Nothing was changed.")
        if quarter
        else N_("The text stands nowhere in what is stored of {team}. Nothing was changed."),
        hint=N_("Check how it is spelt there: `hf-fidelity show` shows what people wrote."),
        team=planned.folder.team.name,
        quarter=quarter,
    )


def erase_planned(planned: PlannedErasing) -> Result:
    """Take the text out, and say where it stood; where it still stands is named.

    Raises RecordChanged, WriteFailed; what was done before that stays done, and the same command goes on.
    """
    for files in planned.quarters:
        erase(planned.folder, files)
    message = N_("It still stands in {places}: in a longer word, in a name, in a file that is not read, or elsewhere.")
    left = [place.words() for place in planned.left]
    found = (Finding("text-left", message, {"places": left}, "warning"),) if left else ()
    return Result(erased_report(planned.places, planned.left), found)


def _teams(workspace: Workspace, which: Selection) -> list[TeamFolder]:
    if which.team is not None:
        return [workspace.team(which.team, which.organisation)]
    return workspace.teams(which.organisation)


def _oldest_first(teams: Iterable[TeamFolder]) -> list[RecordFiles]:
    held = [holding for team in teams for holding in files_by_record(team)]
    return sorted(held, key=lambda holding: holding.quarter)


def _line(workspace: Workspace, holding: RecordFiles, record: Assessment | RecordProblem | None) -> RecordLine:
    whole = record if isinstance(record, Assessment) else None
    status = whole.status if whole else "damaged" if record else "unfinished"
    return RecordLine(
        holding.folder.organisation,
        holding.folder.team.name,
        holding.quarter,
        holding.instrument_id,
        status,
        whole.held_on if whole else None,
        whole.revision if whole else None,
        holding.size,
        holding.path.relative_to(workspace.store.root).as_posix(),
    )


# ``check``: every file of the data folder looked at, and what is wrong named with what to do.


def check_folder(
    workspace: Workspace, now: datetime, progress: Progress | None = None, *, accepting: bool = False
) -> tuple[Result, bool]:
    """What is damaged, conflicting or left over in the data folder, and whether all is well (notes do not count).

    Temporary files that are more than a day old by ``now`` are deleted; ``accepting``: records that were changed
    outside the program are taken as they are now. Nothing else is changed. ``progress`` hears of every team's folder.
    Raises UsageProblem where there is no such folder.
    """
    root = workspace.store.root
    check_is_folder(root)
    instruments, problems = workspace.instruments()
    seen = inspect(
        workspace.store, {instrument.id: instrument for instrument in instruments}, now, progress, accepting=accepting
    )
    found = [*seen.findings, *_unusable(problems), *_settings_findings(root)]
    remarks = [Remark(_within(path, root), finding) for path, finding in found]
    remarks.sort(key=lambda remark: remark.path)
    well = all(remark.finding.severity == "info" for remark in remarks)
    return Result(check_report(str(root), seen.records, remarks)), well


def _unusable(problems: list[InputProblem]) -> Iterator[tuple[Path, Finding]]:
    for problem in problems:
        file = Path(str(problem.params.get("file", "")))
        yield file, Finding("unusable-instrument", problem.message, problem.params, "warning")


def _settings_findings(root: Path) -> Iterator[tuple[Path, Finding]]:
    """What is wrong with the settings, line by line."""
    try:
        wrong = read_settings(file := settings_file(root))[1]
    except InputProblem as problem:
        file = Path(str(problem.params["file"]))
        yield file, Finding("unreadable", problem.message, problem.params, "error")
        return
    for each in wrong:
        yield file, Finding(each.code, N_("line {line}: {what}"), {"line": each.line, "what": each}, "error")


def _within(path: Path, root: Path) -> str:
    inside = path.relative_to(root) if path.is_relative_to(root) else path
    return inside.as_posix().encode("utf-8", "replace").decode()  # a name may hold bytes that are no text


# ``teams``: who is in the data folder, and another name for one of them.


def list_teams(workspace: Workspace, organisation: str | None = None) -> Result:
    """Every team (of an organisation) with its quarters; records that cannot be read are left out and named.

    Raises UsageProblem where no team is of that organisation.
    """
    lines, problems = [], []
    for folder in workspace.teams(organisation):
        records, damaged = folder.records()
        problems += damaged
        quarters = tuple(record.quarter for record in records)
        lines.append(TeamLine(folder.organisation, folder.team, quarters, _unfinished(folder)))
    return Result(teams_report(lines), tuple(problems))


def _unfinished(folder: TeamFolder) -> tuple[Quarter, ...]:
    """The quarters of a team's unfinished meetings. That a folder cannot be read is said with its records."""
    with suppress(RecordProblem):
        return tuple(dict.fromkeys(quarter for quarter, _instrument_id in draft_places(folder)))
    return ()


def rename_team(workspace: Workspace, old: str, new: str, organisation: str | None = None) -> Result:
    """Give a team another name; its id, its folder and its course stay.

    Raises UsageProblem for an unknown team or a name that another team has, RecordDamaged, WriteFailed.
    """
    folder = workspace.team(old, organisation)
    return Result(renamed_report(folder.organisation, folder.team.name, rename(workspace.store, folder, new)))


# ``backup`` and ``restore``: the whole data folder in one file, and back.


def back_up(workspace: Workspace, file: Path) -> Result:
    """Write the whole data folder into a new zip file, read that once more, and say what is in it.

    Raises UsageProblem where there is nothing to back up, and for a file that is there already, is no ``.zip`` or lies
    in the data folder itself; RecordDamaged for what cannot be read, WriteFailed.
    """
    from hf_fidelity.store.backup import pack, read_backup  # only a backup needs to know how

    root = workspace.store.root
    _check_backup_name(file, root)
    packed = pack(root)
    if not whole_path(file).parent.is_dir():
        raise WriteFailed(
            N_("There is no folder {folder}."),
            hint=N_("Make the folder first, or choose another one."),
            folder=str(whole_path(file).parent),
        )
    replace_file(file, packed.content)
    held = read_backup(file).contents
    message = N_("{file} is a link that leads nowhere, no file at all, or far too large. It is not in the backup.")
    left = (Finding("not-packed", message, {"file": _within(path, root)}, "warning") for path in packed.left)
    return Result(backup_report(str(whole_path(file)), str(root), len(held), packed.records), tuple(left))


def _check_backup_name(file: Path, root: Path) -> None:
    if file.suffix.casefold() != ".zip":
        raise UsageProblem(
            N_("{file}: a backup is a zip file, and its name ends in .zip."),
            hint=N_("Put the day into its name, such as hf-fidelity-2026-12-01.zip."),
            file=str(file),
        )
    if file.exists():
        raise UsageProblem(
            N_("{file} is there already. It was not touched."),
            hint=N_("Put the day into its name, such as hf-fidelity-2026-12-01.zip."),
            file=str(file),
        )
    if whole_path(file).is_relative_to(whole_path(root)):
        raise UsageProblem(
            N_("{file} lies in the data folder itself, and would be lost with it."),
            hint=N_("Choose a place on another drive."),
            file=str(file),
        )


def restore_backup(workspace: Workspace, file: Path) -> Result:
    """Write what a backup has and the data folder has not, or has older; what is newer there is kept, and named.

    Raises InputProblem for a file that is no backup, is damaged or could do harm: then nothing is written. WriteFailed.
    """
    from hf_fidelity.store.backup import read_backup, restore

    done = restore(workspace.store.root, read_backup(file))
    message = N_("{file} was left as it is: {why}")
    kept = (Finding("kept", message, {"file": name, "why": why}, "warning") for name, why in done.kept)
    return Result(restored_report(str(workspace.store.root), done.written, done.same, done.kept), tuple(kept))
