"""``show --all``: a team's questionnaires of one quarter side by side."""

from collections.abc import Iterator, Sequence

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.privacy import Audience
from hf_fidelity.domain.snapshot import snapshot
from hf_fidelity.errors import FidelityError, RecordProblem, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.policy import policy_for
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.reports.profile import profile_report
from hf_fidelity.store.reading import held, read_records
from hf_fidelity.store.team_folder import TeamFolder


def show_profile(
    workspace: Workspace,
    team: str,
    quarter: Quarter | None = None,
    *,
    organisation: str | None = None,
    audience: Audience = "team",
    min_n: int | None = None,
) -> Result:
    """Every questionnaire that the team answered in a quarter: the one asked for, else the newest with a record.

    Nothing is added up over questionnaires. Records that cannot be used, and records of questionnaires that cannot,
    are left out and named. ``min_n`` is the smallest group whose votes are shown, 3 or more (None: each
    questionnaire's own limit). Raises UsageProblem where there is nothing to show, RecordProblem where nothing can
    be read.
    """
    folder = workspace.team(team, organisation, to_read=True)
    forms, unusable = workspace.instruments()
    there = held(folder)
    when = quarter or max((quarter for quarter, _id in there), default=None)
    used = [form for form in forms if (when, form.id) in there]
    shown, problems = [], list[FidelityError | Finding]()
    for form in used:
        records, damaged = read_records(folder, form)
        problems += damaged
        if when in [record.quarter for record in records] and when is not None:
            shown.append(snapshot(records, when, form, policy_for(form, audience, min_n)))
    unknown = _unknown(there, when, forms)
    problems += [*(unusable if unknown else ()), *unknown]
    if not shown:
        raise _nothing(folder, when, [quarter for quarter, _id in there], problems)
    return Result(profile_report(shown), tuple(problems))


def _unknown(there: Sequence[tuple[Quarter, str]], when: Quarter | None, forms: Sequence[Instrument]) -> list[Finding]:
    """The questionnaires with a record in the quarter that cannot be used here."""
    known = {form.id for form in forms}
    message = N_("{form}: left out, because this questionnaire cannot be used here.")
    missing: Iterator[str] = (id for quarter, id in there if quarter == when and id not in known)
    return [Finding("unknown-instrument", message, {"form": id}, "warning") for id in missing]


def _nothing(
    folder: TeamFolder, when: Quarter | None, known: list[Quarter], problems: Sequence[FidelityError | Finding]
) -> FidelityError:
    for problem in problems:
        if isinstance(problem, RecordProblem):
            return problem
    if not known:
        return UsageProblem(
            N_("{team} has no record yet."),
            hint=N_("`hf-fidelity assess` starts the meeting. An unfinished one is not shown."),
            team=folder.team.name,
        )
    return UsageProblem(
        N_("{team} has no record for {quarter}. There is one for: {known}."),
        hint=N_("`hf-fidelity assess` starts the meeting. An unfinished one is not shown."),
        team=folder.team.name,
        quarter=when,
        known=list(dict.fromkeys(known)),
    )
