"""The reports over records: ``show``, ``trend``, ``compare``, and a team's questionnaires side by side."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Team
from hf_fidelity.domain.record.privacy import Audience
from hf_fidelity.domain.scores.trend import Against, PeerView, Trend, citizens_course, peer_views, snapshot, trend
from hf_fidelity.errors import FidelityError, InputProblem, RecordProblem, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.ground.text import nearest
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.workspace import Result, Workspace, policy_for
from hf_fidelity.store.data_folder import Store, TeamRecords, across, quarters_held
from hf_fidelity.store.team_folder import TeamFolder, other_forms, read_peers, read_record, read_records, record_places

if TYPE_CHECKING:
    from hf_fidelity.domain.scores.many_teams import SpreadCourse


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
    from hf_fidelity.domain.scores.many_teams import spread_course
    from hf_fidelity.reports.compare import spread_report

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
        teams = across(workspace.store, form, *span, organisation=organisation, progress=progress)
        records = _usable(teams, problems)
        if first_one := next(records, None):
            whose = first_one.organisation if organisation is not None else None
            course = spread_course(chain([first_one], records), form, policy)
            return Result(spread_report(course, whose), tuple(problems))
    raise problems[0] if problems else _nothing(workspace, form, held, organisation)


def compare_profile(
    workspace: Workspace,
    quarter: Quarter | None = None,
    *,
    organisation: str | None = None,
    audience: Audience = "public",
    min_n: int | None = None,
    progress: Progress | None = None,
) -> Result:
    """What all teams (of an organisation) answered about what they, and what the municipality, can change.

    Without ``quarter`` every questionnaire is shown of the newest quarter that has a record of it, for not all are
    answered every quarter. No team is named. Raises UsageProblem where there is nothing to show, RecordProblem where
    nothing can be read.
    """
    from hf_fidelity.domain.scores.many_teams import spread_course
    from hf_fidelity.reports.compare import many_profile_report

    forms, wrong = workspace.profiled()
    problems, shown = list[RecordProblem | InputProblem](wrong), list["SpreadCourse"]()
    whose = None
    for form in forms:
        held = [quarter] if quarter else list(reversed(quarters_held(workspace.store, form)))
        for when in held:
            teams = across(workspace.store, form, when, when, organisation=organisation, progress=progress)
            records = _usable(teams, problems)
            if first_one := next(records, None):
                whose = first_one.organisation if organisation is not None else None
                shown.append(spread_course(chain([first_one], records), form, policy_for(form, audience, min_n)))
                break
    if not shown:
        form = forms[0] if forms else workspace.instrument()
        raise problems[0] if problems else _nothing(workspace, form, quarters_held(workspace.store, form), organisation)
    return Result(many_profile_report(shown, whose), tuple(problems))


def _usable(teams: Iterable[TeamRecords], problems: list[Any]) -> Iterator[Assessment]:
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
    there = [] if organisation is None else store.organisation_names()
    organisations = [*sorted(nearest(organisation or "", there)), *["…"] * (len(there) > 3)]
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


# A team's whole course: its own records, and before them those of the teams that it continues.


def in_order(first: Quarter | None, last: Quarter | None) -> None:
    """Raises UsageProblem where the first quarter asked for lies after the last one (None: no bound)."""
    if first and last and first > last:
        raise UsageProblem(N_("The quarters are the wrong way round: from {first} to {last}."), first=first, last=last)


class TeamCourse(NamedTuple):
    """A team's records by quarter, what could not be read, and what must be known about where they come from."""

    records: tuple[Assessment, ...]
    problems: tuple[RecordProblem, ...] = ()
    notes: tuple[Finding, ...] = ()

    def seen(self, first: Quarter | None, last: Quarter | None) -> "TeamCourse":
        """The records up to the last quarter, and the notes about quarters from the first on (None: no bound)."""

        def wanted(quarter: Quarter) -> bool:
            return (first is None or first <= quarter) and (last is None or quarter <= last)

        notes = tuple(note for note in self.notes if any(map(wanted, note.params["quarters"])))
        return self._replace(records=tuple(r for r in self.records if last is None or r.quarter <= last), notes=notes)


def course_of(folder: TeamFolder, store: Store, form: Instrument, above: frozenset[str] = frozenset()) -> TeamCourse:
    """The team's course under the name it has now.

    A continued team counts only in quarters before the team's own first record, and where no other continued team
    has that quarter too. ``above`` are the teams that this one is read for, so that no circle is followed.
    """
    own, problems = read_records(folder, form)
    notes: list[Finding] = []
    earlier: dict[Quarter, list[Assessment]] = {}
    above |= {folder.team.id}
    for team in _continued(folder, store, above):
        course = course_of(team, store, form, above)
        problems += course.problems
        notes += course.notes
        for record in course.records:
            if not own or record.quarter < own[0].quarter:
                earlier.setdefault(record.quarter, []).append(record)
    inherited = [records[0] for _, records in sorted(earlier.items()) if len(records) == 1]
    contested = sorted(quarter for quarter, records in earlier.items() if len(records) > 1)
    notes += _notes(folder.team.name, inherited, contested)
    present = Team(id=folder.team.id, name=folder.team.name)
    records = tuple(record.model_copy(update={"team": present}) for record in (*inherited, *own))
    return TeamCourse(records, tuple(problems), tuple(notes))


def _continued(folder: TeamFolder, store: Store, above: frozenset[str]) -> list[TeamFolder]:
    wanted = set(folder.team.continues) - above
    return store.with_ids(wanted, folder.organisation) if wanted else []


def _notes(team: str, inherited: list[Assessment], contested: list[Quarter]) -> list[Finding]:
    notes = []
    if inherited:
        message = N_("{quarters}: the answers of {teams}, which {team} continues.")
        teams = list(dict.fromkeys(record.team.name for record in inherited))
        quarters = [record.quarter for record in inherited]
        notes.append(Finding("continued", message, {"quarters": quarters, "teams": teams, "team": team}))
    if contested:
        message = N_("{quarters}: left out, because more than one of the teams that {team} continues has a record.")
        notes.append(Finding("contested", message, {"quarters": contested, "team": team}, "warning"))
    return notes


class _Heard(NamedTuple):
    """What others see: citizens' answers beside a team's, how peers read its evidence, and what could not be used."""

    courses: tuple[Trend, ...] = ()
    peers: tuple[PeerView, ...] = ()
    problems: tuple[RecordProblem | InputProblem, ...] = ()


class _Asked(NamedTuple):
    """For whom a report is, and of which quarters; None: no bound."""

    audience: Audience
    min_n: int | None
    first: Quarter | None = None
    last: Quarter | None = None
    against: Against = "previous"


def _heard(workspace: Workspace, folder: TeamFolder, form: Instrument, asked: _Asked) -> _Heard:
    """What citizens answered about the same, under the same rules as the team's own, and how peers read it."""
    try:
        readings, unread = read_peers(folder, form)
        others = set(other_forms(folder, form))
        for team in _continued(folder, workspace.store, frozenset({folder.team.id})):
            others |= set(other_forms(team, form))
    except RecordProblem:  # whoever read the team's records has named it
        return _Heard()
    forms, wrong = workspace.answering(form, others) if others else ([], [])
    problems, courses = list[RecordProblem | InputProblem]([*wrong, *unread]), list[Trend]()
    for each in forms:
        course = course_of(folder, workspace.store, each).seen(asked.first, asked.last)
        problems += course.problems
        policy = policy_for(each, asked.audience, asked.min_n)
        if found := citizens_course(course.records, each, policy, asked.against, asked.first):
            courses.append(found)
    within = [record for record in readings if _is_within(record.quarter, asked)]
    views = peer_views(within, form, policy_for(form, asked.audience, asked.min_n))
    return _Heard(tuple(courses), views, tuple(problems))


def _is_within(quarter: Quarter, asked: _Asked) -> bool:
    return (asked.first is None or asked.first <= quarter) and (asked.last is None or quarter <= asked.last)


# ``show --all``: a team's questionnaires of one quarter side by side.


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
    from hf_fidelity.reports.record import profile_report

    folder = workspace.team(team, organisation, to_read=True)
    forms, unusable = workspace.instruments()
    there = record_places(folder)
    when = quarter or max((quarter for quarter, _id in there), default=None)
    used = [form for form in forms if (when, form.id) in there]
    shown, problems = [], list[FidelityError | Finding]()
    for form in used:
        records, damaged = read_records(folder, form)
        problems += damaged
        if when in [record.quarter for record in records] and when is not None:
            heard = _heard(workspace, folder, form, _Asked(audience, min_n, last=when))
            made = snapshot(records, when, form, policy_for(form, audience, min_n))
            shown.append(made.beside(heard.courses, heard.peers))
    unknown = _unknown(there, when, forms)
    problems += [*(unusable if unknown else ()), *unknown]
    if not shown:
        raise _nothing_to_show(folder, when, [quarter for quarter, _id in there], problems)
    return Result(profile_report(shown), tuple(problems))


def _unknown(there: Sequence[tuple[Quarter, str]], when: Quarter | None, forms: Sequence[Instrument]) -> list[Finding]:
    """The questionnaires with a record in the quarter that cannot be used here."""
    known = {form.id for form in forms}
    message = N_("{form}: left out, because this questionnaire cannot be used here.")
    missing: Iterator[str] = (id for quarter, id in there if quarter == when and id not in known)
    return [Finding("unknown-instrument", message, {"form": id}, "warning") for id in missing]


def _nothing_to_show(
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


# ``trend``: the quarters of one or several teams side by side.


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
    from hf_fidelity.reports.trend import trend_report

    in_order(first, last)
    form = workspace.instrument(instrument)
    folders = [workspace.team(name, organisation, to_read=True) for name in teams]
    folders = folders or list(workspace.store.teams(organisation))
    policy = policy_for(form, audience, min_n)._replace(own=len(folders) == 1)
    trends, problems = [], list[RecordProblem | InputProblem]()
    asked = _Asked(audience, min_n, first, last, against)
    for folder in watched(folders, progress, lambda folder: folder.team.name):
        course = course_of(folder, workspace.store, form).seen(first, last)
        problems += course.problems
        if course.records and (first is None or course.records[-1].quarter >= first):
            shown = trend(course.records, form, policy, against, first)
            heard = _heard(workspace, folder, form, asked)
            problems += heard.problems
            peers = heard.peers if len(folders) == 1 else ()
            told = shown._replace(findings=(*course.notes, *shown.findings), citizens=heard.courses, peers=peers)
            trends.append(told)
    if not trends:
        raise problems[0] if problems else _no_course(workspace, folders, form)
    return Result(trend_report(trends, against), tuple(problems))


def _no_course(workspace: Workspace, folders: Sequence[TeamFolder], form: Instrument) -> UsageProblem:
    """That none of the teams has a record of this questionnaire, and of which they have."""
    if others := sorted({id for folder in folders for id in other_forms(folder, form)}):
        return UsageProblem(
            N_("There is no record of {form} to show, but of: {others}."),
            hint=N_("Say which with --instrument."),
            form=form.name,
            others=others,
        )
    return UsageProblem(
        N_("There is no record of {form} to show in {folder}."),
        hint=N_("`hf-fidelity assess` starts the first meeting; `hf-fidelity demo` shows what it looks like."),
        form=form.name,
        folder=str(workspace.store.root),
    )


# ``show``: one quarter of one team as a report.


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
    from hf_fidelity.reports.record import assessment_report

    form = workspace.instrument(instrument)
    policy = policy_for(form, audience, min_n)
    folder = workspace.team(team, organisation, to_read=True)
    if quarter is not None:
        read_record(folder, quarter, form)  # a damaged record stops here, and is named
    records, problems = read_records(folder, form)
    asked_for = [record for record in records if quarter in (None, record.quarter)]
    if not asked_for:
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
    shown = snapshot(records, asked_for[-1].quarter, form, policy)
    heard = _heard(workspace, folder, form, _Asked(audience, min_n, last=shown.record.quarter))
    return Result(assessment_report(shown.beside(heard.courses, heard.peers)), (*problems, *heard.problems))
