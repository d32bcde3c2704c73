"""``trend``: the quarters of one or several teams side by side."""

from collections.abc import Sequence
from dataclasses import replace

from hf_fidelity.domain.record.privacy import Audience
from hf_fidelity.domain.scores.trend import Against, trend
from hf_fidelity.errors import RecordProblem, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.course import course_of, in_order
from hf_fidelity.journeys.policy import policy_for
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.reports.trend_report import trend_report
from hf_fidelity.store.reading import other_forms


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
    progress: Progress | None = None,
) -> Result:
    """The course of the teams named, or of all of them; ``first`` and ``last`` bound the quarters.

    ``against`` says which quarter each is compared with. ``min_n`` as in :func:`show_assessment`. ``progress`` hears
    of every team.
    Raises UsageProblem where there is nothing to show, RecordProblem where nothing can be read.
    """
    in_order(first, last)
    form = workspace.instrument(instrument)
    folders = [workspace.team(name, organisation, to_read=True) for name in teams]
    folders = folders or list(workspace.store.teams(organisation))
    policy = replace(policy_for(form, audience, min_n), own=len(folders) == 1)
    found, problems = [], list[RecordProblem]()
    for folder in watched(folders, progress, lambda folder: folder.team.name):
        course = course_of(folder, workspace.store, form).seen(first, last)
        problems += course.problems
        if course.records and (first is None or course.records[-1].quarter >= first):
            shown = trend(course.records, form, policy, against, first)
            found.append(replace(shown, findings=(*course.notes, *shown.findings)))
    if not found:
        if problems:
            raise problems[0]
        if others := sorted({id for folder in folders for id in other_forms(folder, form)}):
            raise UsageProblem(
                N_("There is no record of {form} to show, but of: {others}."),
                hint=N_("Say which with --instrument."),
                form=form.name,
                others=others,
            )
        raise UsageProblem(
            N_("There is no record of {form} to show in {folder}."),
            hint=N_("`hf-fidelity assess` starts the first meeting; `hf-fidelity demo` shows what it looks like."),
            form=form.name,
            folder=str(workspace.store.root),
        )
    return Result(trend_report(found, against), tuple(problems))
