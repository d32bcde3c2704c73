"""``records``: what is stored, by age; and deleting it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.errors import RecordProblem, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.reports.records_report import RecordLine, deleted_report, records_report
from hf_fidelity.store.holdings import Holding, delete, holdings
from hf_fidelity.store.team_folder import TeamFolder


@dataclass(frozen=True)
class Selection:
    """Which records are meant; what is None does not matter. ``before`` is for quarters that ended before that day."""

    team: str | None = None
    organisation: str | None = None
    quarter: Quarter | None = None
    before: date | None = None

    def fits(self, holding: Holding) -> bool:
        """Whether the quarter and its age are those that are meant."""
        right_quarter = self.quarter in (None, holding.quarter)
        return right_quarter and (self.before is None or holding.quarter.last_day < self.before)


def list_records(workspace: Workspace) -> Result:
    """What is stored, the oldest first; records that cannot be read are listed as damaged, and named."""
    held: list[Holding] = []
    problems: list[RecordProblem] = []
    for team in workspace.store.teams():
        try:
            held += holdings(team)
        except RecordProblem as problem:
            problems.append(problem)
    lines = []
    for holding in sorted(held, key=lambda holding: holding.quarter):
        record = holding.record()
        if isinstance(record, RecordProblem):
            problems.append(record)
        lines.append(_line(workspace, holding, record))
    return Result(records_report(lines), tuple(problems))


def plan_deletion(workspace: Workspace, which: Selection) -> list[Holding]:
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


def plan_lines(workspace: Workspace, planned: Sequence[Holding]) -> list[RecordLine]:
    """What is planned, to be shown before it is agreed to."""
    return [_line(workspace, holding, holding.record()) for holding in planned]


def delete_planned(workspace: Workspace, planned: Sequence[Holding]) -> Result:
    """Delete what was planned, and say what is gone. Copies that the program did not write are named, and left.

    Raises WriteFailed for a file that cannot be deleted.
    """
    root = workspace.store.root
    lookalikes = [path.relative_to(root).as_posix() for holding in planned for path in holding.lookalikes]
    gone = [path.relative_to(root).as_posix() for path in delete(planned)]
    message = N_("{files}: these may be copies of what was deleted. Look at them, and delete them yourself.")
    left = (Finding("lookalikes", message, {"files": lookalikes}, "warning"),) if lookalikes else ()
    return Result(deleted_report(gone), left)


def _teams(workspace: Workspace, which: Selection) -> list[TeamFolder]:
    if which.team is not None:
        return [workspace.team(which.team, which.organisation)]
    return workspace.teams(which.organisation)


def _oldest_first(teams: Iterable[TeamFolder]) -> list[Holding]:
    held = [holding for team in teams for holding in holdings(team)]
    return sorted(held, key=lambda holding: holding.quarter)


def _line(workspace: Workspace, holding: Holding, record: Assessment | RecordProblem | None) -> RecordLine:
    whole = record if isinstance(record, Assessment) else None
    status = whole.status if whole else "damaged" if record else "unfinished"
    return RecordLine(
        holding.folder.organisation,
        holding.folder.team.name,
        holding.quarter,
        holding.instrument,
        status,
        whole.held_on if whole else None,
        whole.revision if whole else None,
        holding.size,
        holding.path.relative_to(workspace.store.root).as_posix(),
    )
