"""``show``: one quarter of one team as a report."""

from hf_fidelity.domain.record.privacy import Audience
from hf_fidelity.domain.snapshot import snapshot
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.policy import policy_for
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.reports.record import assessment_report
from hf_fidelity.store.reading import other_forms, read_record, read_records


def show_assessment(
    workspace: Workspace,
    team: str,
    quarter: Quarter | None = None,
    *,
    organisation: str | None = None,
    instrument: str | None = None,
    audience: Audience = "team",
    min_n: int | None = None,
) -> Result:
    """One quarter of a team: the one asked for, else the latest that was settled or imported.

    ``min_n`` is the smallest group whose votes are shown, 3 or more (None: the questionnaire's own limit).
    Raises UsageProblem where there is nothing to show, RecordProblem where the record asked for is damaged.
    """
    form = workspace.instrument(instrument)
    policy = policy_for(form, audience, min_n)
    folder = workspace.team(team, organisation, to_read=True)
    if quarter is not None:
        read_record(folder, quarter, form)  # a damaged record stops here, and is named
    records, problems = read_records(folder, form)
    found = [record for record in records if quarter in (None, record.quarter)]
    if not found:
        if problems and quarter is None:
            raise problems[0]
        if not records and (others := other_forms(folder, form)):
            raise UsageProblem(
                N_("{team} has no record of {form} yet, but of: {others}."),
                hint=N_("Say which with --instrument, or show them side by side with `hf-fidelity show --all`."),
                team=folder.team.name,
                form=form.name,
                others=others,
            )
        raise UsageProblem(
            N_("{team} has no record of {form} for {quarter}. There is one for: {known}.")
            if quarter and records
            else N_("{team} has no record of {form} yet."),
            hint=N_("`hf-fidelity assess` starts the meeting. An unfinished one is not shown."),
            team=folder.team.name,
            form=form.name,
            quarter=quarter,
            known=[record.quarter for record in records],
        )
    return Result(assessment_report(snapshot(records, found[-1].quarter, form, policy)), tuple(problems))
