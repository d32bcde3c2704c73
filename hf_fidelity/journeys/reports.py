"""The reports over records: ``show``, ``trend``, ``compare``, and a team's questionnaires side by side."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Assessment, Audience, Policy, Team, answered_and_gone
from hf_fidelity.domain.scores.others import citizens_course, peer_views
from hf_fidelity.domain.scores.trend import Against, PeerView, Snapshot, Trend, snapshot, trend
from hf_fidelity.ground import (
    N_,
    CountFinding,
    FidelityError,
    Finding,
    InputProblem,
    Quarter,
    RecordProblem,
    UsageProblem,
    ngettext_noop,
)
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.journeys.processes import processes_for, shared_out
from hf_fidelity.journeys.workspace import Result, Workspace, asked_no_more, changed_outside, policy_for
from hf_fidelity.store.data_folder import (
    FilesAcross,
    Store,
    TeamRecords,
    across,
    quarters_held,
    read_across,
)
from hf_fidelity.store.many_folders import ManyFolders
from hf_fidelity.store.team_folder import (
    TeamFolder,
    other_instruments,
    read_peers,
    read_record,
    read_records,
    record_places,
)
from hf_fidelity.store.twice import TeamAt, twice_in

if TYPE_CHECKING:
    from hf_fidelity.domain.scores.many_teams import CountingByQuarter, Gathered, SpreadCourse


def compare_teams(
    workspace: Workspace,
    quarter: Quarter | None = None,
    *,
    first: Quarter | None = None,
    last: Quarter | None = None,
    organisation: str | None = None,
    instrument_id: str | None = None,
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
    from hf_fidelity.domain.scores.many_teams import course_of_teams
    from hf_fidelity.reports.compare import spread_report

    if quarter and (first or last):
        raise UsageProblem(N_("--quarter excludes --from and --to: one quarter, or several with their course."))
    in_order(first, last)
    instrument = workspace.instrument(instrument_id)
    workspace, unusable = workspace.with_editions(instrument)
    policy = policy_for(instrument, audience, min_n)
    spans = [(quarter or first, quarter or last)]
    if spans == [(None, None)]:  # where the newest cannot be read, or is not theirs, the one before it
        spans = [(newest, newest) for newest in reversed(quarters_held(workspace.store, instrument))]
    read = _ReadTeams()
    for span in spans:
        read.join(_read_teams(workspace.store, instrument, policy, span, organisation, progress))
        if read.gathered:
            course = course_of_teams(read.gathered, instrument, policy)
            whose = read.organisation if organisation is not None else None
            report = Result(spread_report(course, whose), _each_once((*unusable, *read.problems)), read.remarks())
            return workspace.telling(report, [instrument], min_n)
    held = quarters_held(workspace.store, instrument)
    raise next(iter((*unusable, *read.problems)), None) or _nothing(workspace, instrument, held, organisation)


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
    from hf_fidelity.domain.scores.many_teams import course_of_teams
    from hf_fidelity.reports.compare import many_profile_report

    instruments, wrong = workspace.profiled()
    problems, shown = list[RecordProblem | InputProblem](wrong), list["SpreadCourse"]()
    whose, seen = None, _ReadTeams()
    for instrument in instruments:
        space, unusable = workspace.with_editions(instrument)
        files = {each.params["file"] for each in unusable}  # of which more is said than that they cannot be used
        problems = [*(each for each in problems if each.params.get("file") not in files), *unusable]
        held = [quarter] if quarter else list(reversed(quarters_held(space.store, instrument)))
        policy = policy_for(instrument, audience, min_n)
        for when in held:
            read = _read_teams(space.store, instrument, policy, (when, when), organisation, progress)
            problems += read.problems
            seen.heed(read)
            if read.gathered:
                whose = read.organisation if organisation is not None else None
                shown.append(course_of_teams(read.gathered, instrument, policy))
                break
    if not shown:
        instrument = instruments[0] if instruments else workspace.instrument()
        raise (
            problems[0]
            if problems
            else _nothing(workspace, instrument, quarters_held(workspace.store, instrument), organisation, profile=True)
        )
    report = Result(many_profile_report(shown, whose), _each_once(problems), seen.remarks())
    return workspace.telling(report, [course.newest.instrument for course in shown], min_n)


def _each_once(problems: Iterable[FidelityError]) -> tuple[FidelityError, ...]:
    """The problems; what several quarters or questionnaires have in common is told once."""
    return tuple({f"{problem.message} {problem.params}": problem for problem in problems}.values())


@dataclass
class _ReadTeams:
    """What the records of some teams came to; thousands of them are never held at once."""

    gathered: "dict[Quarter, Gathered]" = field(default_factory=dict)
    organisation: str | None = None
    """As the first record says."""
    problems: list[RecordProblem] = field(default_factory=list)
    changed: list[Quarter] = field(default_factory=list)
    """The quarters of records that are not as they were saved."""
    gone: dict[str, set[str]] = field(default_factory=dict)
    """Questionnaire → the statements that were answered and are asked no more."""
    turned: dict[tuple[str, Quarter], set[str]] = field(default_factory=dict)
    """Questionnaire and quarter → the statements that counted the other way round than they do today."""
    at: list[TeamAt] = field(default_factory=list)
    """Which teams that were, and where they lie."""

    def join(self, others: "_ReadTeams") -> None:
        """Those teams too, after these."""
        for quarter, found in others.gathered.items():
            if quarter in self.gathered:
                self.gathered[quarter].join(found)
            else:
                self.gathered[quarter] = found
        self.organisation = others.organisation if self.organisation is None else self.organisation
        self.problems += others.problems
        self.at += others.at
        self.heed(others)

    def heed(self, others: "_ReadTeams") -> None:
        """What there is to say of the records of those teams, too."""
        self.changed += others.changed
        for id, statements in others.gone.items():
            self.gone.setdefault(id, set()).update(statements)
        for place, statements in others.turned.items():
            self.turned.setdefault(place, set()).update(statements)

    def count(
        self, team: TeamRecords, instrument: Instrument, counting: "CountingByQuarter", beside: ManyFolders | None
    ) -> None:
        """A team's records, counted; what is to be told of them is noted."""
        self.problems += team.problems
        if self.organisation is None and (heads := [*team.records, *(record.head for record in team.plain)]):
            self.organisation = min(heads, key=lambda head: head.quarter).organisation
        if newest := team.newest:
            self.at.append(TeamAt.of(newest, team.path, beside))
        for plain in team.plain:
            counting.of(plain.head.quarter).add_plain(plain)
        for record in team.records:
            counting.of(record.quarter).add(record)
            self.gone.setdefault(instrument.id, set()).update(answered_and_gone(record, instrument))
            if turned := record.instrument.of_its_day(instrument).reversed ^ instrument.reversed:
                self.turned.setdefault((instrument.id, record.quarter), set()).update(turned)
            if record.changed_outside:
                self.changed.append(record.quarter)

    def remarks(self) -> tuple[Finding, ...]:
        """What there is to say of records that are counted."""
        return (*self._turned_since(), *not_as_saved(len(self.changed)), *asked_no_more(self.gone))

    def _turned_since(self) -> Iterator[Finding]:
        """That statements are called as they are today, and counted as they did when they were answered."""
        message = N_(
            "{form}, {quarter}: {statements} counted the other way round than today. The figures are as they counted "
            "then; the names are today's."
        )
        for (instrument_id, quarter), statements in sorted(self.turned.items()):
            params = {"form": instrument_id, "quarter": quarter, "statements": sorted(statements)}
            yield Finding("turned", message, params, "warning")


def _read_teams(
    store: Store,
    instrument: Instrument,
    policy: Policy,
    span: tuple[Quarter | None, Quarter | None],
    organisation: str | None,
    progress: Progress | None,
) -> _ReadTeams:
    """All teams' records (of an organisation) in these quarters, counted; many of them in several processes.

    Teams that stand in two folders are left out of the figures and named: then all others are read once more.
    """
    from hf_fidelity.domain.scores.many_teams import CountingByQuarter

    def read(some: Iterable[Path]) -> _ReadTeams:
        found, counting = _ReadTeams(), CountingByQuarter(instrument, policy)
        for team in read_across(files.of(some), store, instrument, organisation, counting.enough):
            found.count(team, instrument, counting, store.beside)
        found.gathered = counting.gathered()
        return found

    files = FilesAcross(store, instrument, *span)
    processes = processes_for(files.about())
    found = _shared_out(read, files.folders, processes, progress)
    if (twice := twice_in(store, found.at, files.folders)).folders:
        others = [folder for folder in files.folders if str(folder) not in twice.folders]
        found = _shared_out(read, others, processes, progress)
        found.problems += twice.problems()
    return found


def _shared_out(
    read: Callable[[Iterable[Path]], _ReadTeams], folders: Sequence[Path], processes: int, progress: Progress | None
) -> _ReadTeams:
    """What is in these folders of teams, piece by piece where there are several processes."""
    if processes == 1:
        return read(watched(folders, progress, lambda folder: folder.name))
    size, together = -(-len(folders) // (processes * _PIECES_EACH)), _ReadTeams()
    pieces = [folders[at : at + size] for at in range(0, len(folders), size)]
    for at, found in enumerate(shared_out(read, pieces, processes)):
        together.join(found)
        if progress:
            progress(min((at + 1) * size, len(folders)), len(folders), pieces[at][-1].name)
    return together


_PIECES_EACH = 8
"""So many pieces of the work does a process do, so that none waits long for another that has the larger ones."""


def not_as_saved(number: int) -> tuple[Finding, ...]:
    """How many of the records that are counted were changed by other means; whose they are is not said here."""
    one, many = ngettext_noop(
        "One of the records was changed outside the program since it was saved. `hf-fidelity check` names it.",
        "{number} of the records were changed outside the program since they were saved. `hf-fidelity check` names "
        "them.",
    )
    return (CountFinding("changed-outside", one, {}, "warning", many=many, number=number),) if number else ()


def _nothing(
    workspace: Workspace,
    instrument: Instrument,
    held: list[Quarter],
    organisation: str | None,
    *,
    profile: bool = False,
) -> UsageProblem:
    """Why there is nothing to show, and what to ask for instead. Raises it where there is no such organisation."""
    store = workspace.store
    if gone := workspace.gone():
        return gone
    if known := [
        quarter for quarter in held if any(across(store, instrument, quarter, quarter, organisation=organisation))
    ]:
        return UsageProblem(
            N_("There is no record of {form} in the quarters asked for. There is one for: {known}."),
            hint=N_("Without --quarter, --from and --to it is the newest of them."),
            form=instrument.name,
            known=known,
        )
    folders = workspace.teams(organisation) if organisation is None or store.organisation_names() else []
    return _no_record(workspace, instrument, folders, organisation, profile=profile)


def _no_record(
    workspace: Workspace,
    instrument: Instrument,
    folders: Iterable[TeamFolder],
    organisation: str | None = None,
    *,
    profile: bool = False,
) -> UsageProblem:
    """That these teams (of an organisation) have no record of a questionnaire, and of which they have."""
    if others := sorted({id for folder in folders for id in other_instruments(folder, instrument)}):
        return UsageProblem(
            N_("There is no record of {form} to show, but of: {others}."),
            hint=N_("Leave --profile out, and say which with --instrument.")
            if profile
            else N_("Say which with --instrument."),
            form=instrument.name,
            others=others,
        )
    return UsageProblem(
        N_("There is no record of {form} to show in {folder}.")
        if organisation is None
        else N_("There is no record of {form} from {organisation} in {folder}."),
        hint=workspace.hint(_FIRST_MEETING),
        form=instrument.name,
        folder=workspace.folders_in_words,
        organisation=organisation,
    )


_FIRST_MEETING = N_("`hf-fidelity assess` starts the first meeting; `hf-fidelity demo` shows what it looks like.")


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
    inherited: Mapping[Quarter, Path] = {}
    """Where the records of teams that this one continues lie: in those teams' folders."""

    def seen(self, first: Quarter | None, last: Quarter | None) -> "TeamCourse":
        """The records up to the last quarter, and the notes about quarters from the first on (None: no bound)."""

        def wanted(quarter: Quarter) -> bool:
            return (first is None or first <= quarter) and (last is None or quarter <= last)

        notes = tuple(note for note in self.notes if any(map(wanted, note.params["quarters"])))
        return self._replace(records=tuple(r for r in self.records if last is None or r.quarter <= last), notes=notes)


def course_of(
    folder: TeamFolder, store: Store, instrument: Instrument, above: frozenset[str] = frozenset()
) -> TeamCourse:
    """The team's course under the name it has now.

    A continued team counts only in quarters before the team's own first record, and where no other continued team
    has that quarter too. ``above`` are the teams that this one is read for, so that no circle is followed.
    """
    own, problems = read_records(folder, instrument)
    notes: list[Finding] = []
    earlier: dict[Quarter, list[tuple[Assessment, Path]]] = {}
    above |= {folder.team.id}
    for team in _continued(folder, store, above):
        course = course_of(team, store, instrument, above)
        problems += course.problems
        notes += course.notes
        for record in course.records:
            if not own or record.quarter < own[0].quarter:
                place = course.inherited.get(record.quarter, team.path)
                earlier.setdefault(record.quarter, []).append((record, place))
    places = {quarter: records[0][1] for quarter, records in earlier.items() if len(records) == 1}
    inherited = [earlier[quarter][0][0] for quarter in sorted(places)]
    contested = sorted(quarter for quarter, records in earlier.items() if len(records) > 1)
    notes += _notes(folder.team.name, inherited, contested)
    return TeamCourse(_as_now((*inherited, *own), folder), tuple(problems), tuple(notes), places)


def _whole_course(
    folder: TeamFolder, store: Store, instrument: Instrument, own: list[Assessment]
) -> tuple[Assessment, ...]:
    """The team's own records, and before them those of the teams that it continues: nearly always there are none."""
    course = course_of(folder, store, instrument) if folder.team.continues else TeamCourse(())
    return _as_now((*(record for record in course.records if record.quarter in course.inherited), *own), folder)


def _as_now(records: Iterable[Assessment], folder: TeamFolder) -> tuple[Assessment, ...]:
    """The records under the team's present names; nearly every one has them already."""
    present: dict[str, object] = {"team": Team(id=folder.team.id, name=folder.team.name)}
    if folder.apart:
        present["organisation"] = folder.organisation

    def named(record: Assessment) -> Assessment:
        known = all(getattr(record, field) == name for field, name in present.items())
        return record if known else record.model_copy(update=present)

    return tuple(map(named, records))


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


def _heard(workspace: Workspace, folder: TeamFolder, instrument: Instrument, asked: _Asked) -> _Heard:
    """What citizens answered about the same, under the same rules as the team's own, and how peers read it."""
    try:
        readings, unread = read_peers(folder, instrument)
        others = set(other_instruments(folder, instrument))
        for team in _continued(folder, workspace.store, frozenset({folder.team.id})):
            others |= set(other_instruments(team, instrument))
    except RecordProblem:  # whoever read the team's records has named it
        return _Heard()
    instruments, wrong = workspace.answering(instrument, others) if others else ([], [])
    problems, courses = list[RecordProblem | InputProblem]([*wrong, *unread]), list[Trend]()
    for each in instruments:
        space, unusable = workspace.with_editions(each)
        if unusable and folder.root not in space.store.roots:
            problems += unusable
            continue
        course = course_of(folder, workspace.store, each).seen(asked.first, asked.last)
        problems += course.problems
        policy = policy_for(each, asked.audience, asked.min_n)
        if found := citizens_course(course.records, each, policy, asked.against, asked.first):
            courses.append(found)
    within = [record for record in readings if _is_within(record.quarter, asked)]
    views = peer_views(within, instrument, policy_for(instrument, asked.audience, asked.min_n))
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
    instruments, unusable = workspace.instruments()
    there = record_places(folder)
    when = quarter or max((quarter for quarter, _id in there), default=None)
    used = [instrument for instrument in instruments if (when, instrument.id) in there]
    shown, problems = [], list[FidelityError | Finding]()
    for instrument in used:
        records, damaged = read_records(folder, instrument)
        problems += damaged
        if when in [record.quarter for record in records] and when is not None:
            shown.append(_shown(workspace, folder, instrument, records, _Asked(audience, min_n, last=when))[0])
    unknown = _unknown(there, when, instruments)
    problems += [*(unusable if unknown else ()), *unknown]
    if not shown:
        raise _nothing_to_show(folder, when, [quarter for quarter, _id in there], problems)
    remarks = (*workspace.twice([folder]), *changed_outside(folder.team.name, (each.record for each in shown)))
    return workspace.telling(Result(profile_report(shown), tuple(problems), remarks), used, min_n)


def _unknown(
    there: Sequence[tuple[Quarter, str]], when: Quarter | None, instruments: Sequence[Instrument]
) -> list[Finding]:
    """The questionnaires with a record in the quarter that cannot be used here."""
    known = {instrument.id for instrument in instruments}
    return [unusable_instrument(id) for quarter, id in there if quarter == when and id not in known]


def unusable_instrument(id: str) -> Finding:
    """That the records of a questionnaire are left out."""
    message = N_("{form}: left out, because this questionnaire cannot be used here.")
    return Finding("unknown-instrument", message, {"form": id}, "warning")


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
    instrument_id: str | None = None,
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
    instrument = workspace.instrument(instrument_id)
    folders = [workspace.team(name, organisation, to_read=True) for name in teams]
    folders = folders or workspace.teams(organisation)
    workspace, unusable = workspace.with_editions(instrument)
    if unusable:
        folders = [folder for folder in folders if folder.root in workspace.store.roots]
    policy = policy_for(instrument, audience, min_n)._replace(own=len(folders) == 1)
    trends, problems, not_as_saved = [], list[RecordProblem | InputProblem](unusable), list[Finding]()
    asked, held = _Asked(audience, min_n, first, last, against), set[Quarter]()
    for folder in watched(folders, progress, lambda folder: folder.team.name):
        whole = course_of(folder, workspace.store, instrument)
        held.update(record.quarter for record in whole.records)
        course = whole.seen(first, last)
        problems += course.problems
        if course.records and (first is None or course.records[-1].quarter >= first):
            shown = trend(course.records, instrument, policy, against, first)
            heard = _heard(workspace, folder, instrument, asked)
            problems += heard.problems
            peers = heard.peers if len(folders) == 1 else ()
            told = shown._replace(findings=(*course.notes, *shown.findings), citizens=heard.courses, peers=peers)
            trends.append(told)
            seen = (record for record in course.records if first is None or first <= record.quarter)
            not_as_saved += changed_outside(folder.team.name, seen)
    if not trends:
        raise problems[0] if problems else _no_course(workspace, folders, instrument, sorted(held))
    report, remarks = trend_report(trends, against), (*workspace.twice(folders), *not_as_saved)
    return workspace.telling(Result(report, _each_once(problems), remarks), [instrument], min_n)


def _no_course(
    workspace: Workspace, folders: Sequence[TeamFolder], instrument: Instrument, held: Sequence[Quarter]
) -> UsageProblem:
    """That none of the teams has a record of this questionnaire in the quarters asked for, and of which they have."""
    if gone := workspace.gone():
        return gone
    if held:
        return UsageProblem(
            N_("There is no record of {form} in the quarters asked for. There is one for: {known}."),
            hint=N_("Without --from and --to it is all of them."),
            form=instrument.name,
            known=held,
        )
    return _no_record(workspace, instrument, folders)


# ``show``: one quarter of one team as a report.


def show_assessment(
    workspace: Workspace,
    team: str,
    quarter: Quarter | None = None,
    *,
    organisation: str | None = None,
    instrument_id: str | None = None,
    audience: Audience = "team",
    min_n: int | None = None,
) -> Result:
    """One quarter of a team: the one asked for, else the latest that was settled or imported.

    ``min_n`` is the smallest group whose votes are shown, 3 or more (None: the questionnaire's own limit).
    Raises UsageProblem where there is nothing to show, RecordProblem where the record asked for is damaged.
    """
    from hf_fidelity.reports.record import assessment_report

    instrument = workspace.instrument(instrument_id)
    policy_for(instrument, audience, min_n)  # what is wrong with it is told before anything is read
    folder = workspace.team(team, organisation, to_read=True)
    if quarter is not None:
        read_record(folder, quarter, instrument)  # a damaged record stops here, and is named
    records, problems = read_records(folder, instrument)
    asked_for = [record for record in records if quarter in (None, record.quarter)]
    if not asked_for:
        raise problems[0] if problems and quarter is None else _none_of_a_team(folder, instrument, quarter, records)
    asked = _Asked(audience, min_n, last=asked_for[-1].quarter)
    shown, unheard = _shown(workspace, folder, instrument, records, asked)
    remarks = (*workspace.twice([folder]), *changed_outside(folder.team.name, [shown.record]))
    told = Result(assessment_report(shown), (*problems, *unheard), remarks)
    return workspace.telling(told, [instrument], min_n)


def just_closed(workspace: Workspace, folder: TeamFolder, instrument: Instrument, saved: Assessment) -> Snapshot:
    """The record that has just been saved, as :func:`show_assessment` shows it from now on.

    It is on the disk: what cannot be read beside it, or is mistyped in ``settings.yaml`` since, stops nothing.
    """
    min_n = None
    with suppress(FidelityError):
        min_n = workspace.usual().min_n
    asked = _Asked("team", min_n, last=saved.quarter)
    with suppress(FidelityError):
        others = [record for record in read_records(folder, instrument)[0] if record.quarter != saved.quarter]
        records = sorted((*others, saved), key=lambda record: record.quarter)
        return _shown(workspace, folder, instrument, records, asked)[0]
    return snapshot((saved,), saved.quarter, instrument, policy_for(instrument, "team", min_n))


def _shown(
    workspace: Workspace, folder: TeamFolder, instrument: Instrument, records: list[Assessment], asked: _Asked
) -> tuple[Snapshot, tuple[RecordProblem | InputProblem, ...]]:
    """The last quarter asked for of a team, which is among its records, beside all that is told with it; and what of
    that could not be used. A peer's reading stands beside that peer's earlier ones, and nothing else.
    """
    assert asked.last is not None
    whole = tuple(records) if folder.peer else _whole_course(folder, workspace.store, instrument, records)
    heard = _Heard() if folder.peer else _heard(workspace, folder, instrument, asked)
    made = snapshot(whole, asked.last, instrument, policy_for(instrument, asked.audience, asked.min_n))
    return made.beside(heard.courses, heard.peers), heard.problems


def _none_of_a_team(
    folder: TeamFolder, instrument: Instrument, quarter: Quarter | None, records: Sequence[Assessment]
) -> UsageProblem:
    """That a team has no record to show of a questionnaire (for a quarter), and what it has."""
    if not records and (others := other_instruments(folder, instrument)):
        return UsageProblem(
            N_("{team} has no record of {form} yet, but of: {others}."),
            hint=N_("Say which with --instrument, or show them side by side with `hf-fidelity show --all`."),
            team=folder.team.name,
            form=instrument.name,
            others=others,
        )
    return UsageProblem(
        N_("{team} has no record of {form} for {quarter}. There is one for: {known}.")
        if quarter and records
        else N_("{team} has no record of {form} yet."),
        hint=N_("`hf-fidelity assess` starts the meeting. An unfinished one is not shown."),
        team=folder.team.name,
        form=instrument.name,
        quarter=quarter,
        known=[record.quarter for record in records],
    )
