"""``teams``: who is in the data folder, and another name for one of them."""

from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.reports.teams_report import TeamLine, renamed_report, teams_report
from hf_fidelity.store.reading import drafts_of
from hf_fidelity.store.renaming import rename


def list_teams(workspace: Workspace, organisation: str | None = None) -> Result:
    """Every team (of an organisation) with its quarters; records that cannot be read are left out and named."""
    lines, problems = [], []
    for folder in workspace.store.teams(organisation):
        records, damaged = folder.records()
        problems += damaged
        quarters = tuple(record.quarter for record in records)
        unfinished = tuple(dict.fromkeys(quarter for quarter, _instrument in drafts_of(folder)))
        lines.append(TeamLine(folder.organisation, folder.team, quarters, unfinished))
    return Result(teams_report(lines), tuple(problems))


def rename_team(workspace: Workspace, old: str, new: str, organisation: str | None = None) -> Result:
    """Give a team another name; its id, its folder and its course stay.

    Raises UsageProblem for an unknown team or a name that another team has, RecordDamaged, WriteFailed.
    """
    folder = workspace.team(old, organisation)
    return Result(renamed_report(folder.organisation, folder.team.name, rename(workspace.store, folder, new)))
