"""``compare``: many teams in one quarter as a spread, and its course over several."""

from collections.abc import Iterable, Iterator
from itertools import chain

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.privacy import Audience
from hf_fidelity.domain.scores.many_teams import spread_course
from hf_fidelity.errors import RecordProblem, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.progress import Progress
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.course import in_order
from hf_fidelity.journeys.policy import policy_for
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.reports.spread_report import spread_report
from hf_fidelity.store.across import TeamRecords, across, quarters_held


def compare_teams(
    workspace: Workspace,
    quarter: Quarter | None = None,
    *,
    first: Quarter | None = None,
    last: Quarter | None = None,
    organisation: str | None = None,
    instrument: str | None = None,
    audience: Audience = "public",
    min_n: int | None = None,
    progress: Progress | None = None,
) -> Result:
    """The spread of all teams (of an organisation) in a quarter, or the newest of several with their course.

    Without ``quarter``, ``first`` and ``last`` it is the newest quarter that has a record. Every team counts by its
    own record of the quarter only, so a team that another one continues is never counted twice. No team is named,
    for no ``audience``. ``min_n`` as in :func:`show_assessment`. Raises UsageProblem where there is nothing to show,
    RecordProblem where nothing can be read.
    """
    if quarter and (first or last):
        raise UsageProblem(N_("--quarter excludes --from and --to: one quarter, or several with their course."))
    in_order(first, last)
    form = workspace.instrument(instrument)
    policy = policy_for(form, audience, min_n)
    held = quarters_held(workspace.store, form)
    spans = [(quarter or first, quarter or last)]
    if spans == [(None, None)]:  # where the newest cannot be read, or is not theirs, the one before it
        spans = [(newest, newest) for newest in reversed(held)]
    problems = list[RecordProblem]()
    for span in spans:
        found = across(workspace.store, form, *span, organisation=organisation, progress=progress)
        records = _usable(found, problems)
        if first_one := next(records, None):
            whose = first_one.organisation if organisation is not None else None
            course = spread_course(chain([first_one], records), form, policy)
            return Result(spread_report(course, whose), tuple(problems))
    raise problems[0] if problems else _nothing(workspace, form, held, organisation)


def _usable(teams: Iterable[TeamRecords], problems: list[RecordProblem]) -> Iterator[Assessment]:
    """The records one by one, so that thousands of them are never held at once; the problems go into the list."""
    for team in teams:
        problems += team.problems
        yield from team.records


def _nothing(workspace: Workspace, form: Instrument, held: list[Quarter], organisation: str | None) -> UsageProblem:
    """Why there is nothing to show, and what to ask for instead."""
    store = workspace.store
    if known := [quarter for quarter in held if any(across(store, form, quarter, quarter, organisation=organisation))]:
        return UsageProblem(
            N_("There is no record of {form} in the quarters asked for. There is one for: {known}."),
            hint=N_("Without --quarter it is the newest of them."),
            form=form.name,
            known=known,
        )
    organisations = [] if organisation is None else store.organisation_names()
    return UsageProblem(
        N_("There is no record of {form} from {organisation} in {folder}. There are teams of: {known}.")
        if organisations
        else N_("There is no record of {form} to show in {folder}."),
        hint=N_("`hf-fidelity assess` starts the first meeting; `hf-fidelity demo` shows what it looks like."),
        form=form.name,
        folder=str(store.root),
        organisation=organisation,
        known=organisations,
    )
