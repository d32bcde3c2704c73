"""``trend``: the quarters of one or several teams side by side."""

from collections.abc import Sequence

from hf_fidelity.domain.privacy import Audience
from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.domain.trend import Against, trend
from hf_fidelity.errors import RecordProblem, UsageProblem
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.policy import policy_for
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.reports.trend_report import trend_report
from hf_fidelity.store.reading import read_records


def show_trend(
    workspace: Workspace,
    teams: Sequence[str] = (),
    *,
    organisation: str | None = None,
    instrument: str | None = None,
    first: Quarter | None = None,
    last: Quarter | None = None,
    against: Against = "previous",
    audience: Audience = "team",
    min_n: int | None = None,
) -> Result:
    """The course of the teams named, or of all of them; ``first`` and ``last`` bound the quarters.

    ``against`` says which quarter each is compared with. ``min_n`` as in :func:`show_assessment`.
    Raises UsageProblem where there is nothing to show, RecordProblem where nothing can be read.
    """
    form = workspace.instrument(instrument)
    policy = policy_for(form, audience, min_n)
    folders = [workspace.team(name, organisation) for name in teams] or list(workspace.store.teams(organisation))
    found, problems = [], list[RecordProblem]()
    for folder in folders:
        records, damaged = read_records(folder, form)
        problems += damaged
        kept = [r for r in records if (first is None or first <= r.quarter) and (last is None or r.quarter <= last)]
        if kept:
            found.append(trend(kept, form, policy, against))
    if not found:
        if problems:
            raise problems[0]
        raise UsageProblem(
            N_("There is no record of {form} to show in {folder}."),
            hint=N_("`hf-fidelity assess` starts the first meeting; `hf-fidelity demo` shows what it looks like."),
            form=form.name,
            folder=str(workspace.store.root),
        )
    return Result(trend_report(found, against), tuple(problems))
