"""``actions``: what teams have agreed to do, over quarters and teams, and what is decided about one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Action, Assessment, Copy, Decision, decided, newest_copies, overdue, to_share
from hf_fidelity.domain.record.changes import corrected
from hf_fidelity.domain.record.texts import personal_texts
from hf_fidelity.ground import N_, Few, FidelityError, Finding, Quarter, RecordProblem, UsageProblem, first_few
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.journeys.workspace import Result, Workspace, changed_outside, several_teams
from hf_fidelity.reports.actions import (
    ActionLine,
    NextMeeting,
    actions_report,
    calendar_report,
    changed_report,
    decision_words,
)
from hf_fidelity.store.team_folder import TeamFolder, draft_places, read_record, read_records, record_places

_NAMED = 12
"""So many open actions are named where another one was meant; a list of hundreds helps nobody."""


def list_actions(
    workspace: Workspace,
    teams: Sequence[str] = (),
    *,
    today: date,
    organisation: str | None = None,
    instrument_id: str | None = None,
    quarter: Quarter | None = None,
    only_open: bool = False,
    meeting: date | None = None,
    calendar: bool = False,
    progress: Progress | None = None,
) -> Result:
    """The actions of the teams named, or of all of them: each once, in its newest copy, the most urgent first.

    ``today`` is what deadlines are held against. Without ``instrument`` all questionnaires count; with ``quarter``
    only actions that stand in that quarter's record, as they are now. ``meeting`` is when the next meeting is; without
    it one is proposed for every team that has met. ``calendar``: the data holds what a calendar takes besides. Records
    that cannot be used are left out and named. Raises UsageProblem for an unknown team, organisation or questionnaire.
    """
    instruments = _instruments(workspace, instrument_id)
    lines: list[ActionLine] = []
    left_out: list[FidelityError | Finding] = []
    meetings: list[NextMeeting] = []
    not_as_saved: list[Finding] = []
    folders = _folders(workspace, teams, organisation)
    for folder in watched(folders, progress, lambda folder: folder.team.name):
        records, problems = read_records(folder, *instruments.values())
        left_out += [*problems, *(_unknown(folder, instruments) if instrument_id is None else ())]
        not_as_saved += changed_outside(folder.team.name, records)
        meetings += _next_meeting(folder, records, instruments, today, meeting)
        for copy in newest_copies(records, quarter):
            if copy.action.state == "open" or not only_open:
                lines.append(_line(folder, copy, instruments, today))
    told = calendar_report if calendar else actions_report
    remarks = (*workspace.twice(folders), *not_as_saved)
    return Result(told(lines, only_open=only_open, meetings=meetings), tuple(left_out), remarks)


_A_QUARTER = timedelta(weeks=13)
"""From one meeting to the next: about a quarter, and the same day of the week."""


def _next_meeting(
    folder: TeamFolder, records: Sequence[Assessment], instruments: dict[str, Instrument], today: date, day: date | None
) -> Iterator[NextMeeting]:
    """The team's next meeting: on the day that is said, else a quarter after its last one, and not in the past."""
    met = [record for record in records if record.status == "final"]
    if not met:
        return
    last = max(met, key=lambda record: (record.quarter, instruments[record.instrument.id].default))
    held_on = last.held_on or last.quarter.last_day - timedelta(weeks=2)  # where nobody wrote when: towards its end
    proposed = day or _not_before(today, held_on + _A_QUARTER)
    quarter = max(last.quarter.shift(1), Quarter.of(proposed).shift(-1))
    yield NextMeeting(folder.organisation, folder.team.name, instruments[last.instrument.id], quarter, proposed)


def _not_before(today: date, day: date) -> date:
    weeks = max(0, -(-(today - day).days // 7))
    return day + timedelta(weeks=weeks)


@dataclass(frozen=True)
class FoundAction:
    """An open action of a team, and the record with its newest copy."""

    folder: TeamFolder
    action: Action
    record: Assessment


def find_action(
    workspace: Workspace,
    id: str,
    *,
    team: str | None = None,
    organisation: str | None = None,
    instrument_id: str | None = None,
    also_done: bool = False,
) -> FoundAction:
    """The open action of that id, among all teams unless one is named; nothing is written.

    ``also_done``: one that is done is found too, for what was learnt by it.

    Raises UsageProblem where there is none, where more than one fits, and where a meeting is under way that has it;
    RecordProblem where a record that may have it cannot be read.
    """
    instruments = _instruments(workspace, instrument_id)
    folders = _folders(workspace, [] if team is None else [team], organisation)
    there: list[tuple[TeamFolder, Copy]] = []
    problems: list[RecordProblem] = []
    for folder in folders:
        records, damaged = read_records(folder, *instruments.values())
        problems += damaged
        there += [(folder, copy) for copy in newest_copies(records)]
    fitting = [(folder, copy) for folder, copy in there if copy.action.id == id]
    if not fitting and problems:
        raise problems[0]
    if len(fitting) > 1:
        raise _ambiguous(id, fitting)
    if not fitting or fitting[0][1].action.state not in ("open", *(("done",) if also_done else ())):
        raise _not_open(id, fitting, there)
    return _found(*fitting[0], instruments)


def change_action(
    workspace: Workspace,
    id: str,
    decision: Decision,
    *,
    now: datetime,
    team: str | None = None,
    organisation: str | None = None,
    instrument_id: str | None = None,
) -> Result:
    """Write into the newest copy of an open action what was decided; its record's history says when and what.

    Older records are not touched. ``now`` is when it was decided. Raises UsageProblem as :func:`find_action` and where
    an action is dropped without a reason, RecordProblem, WriteFailed.
    """
    if decision.kind == "dropped" and not (decision.outcome or "").strip():
        raise UsageProblem(
            N_("An action is dropped with a reason. Nothing has been changed."),
            hint=N_("Say why with --outcome."),
        )
    also_done = decision.kind == "shared"
    open_action = find_action(
        workspace, id, team=team, organisation=organisation, instrument_id=instrument_id, also_done=also_done
    )
    instruments = _instruments(workspace, None).values() if decision.next_plan else ()
    records = read_records(open_action.folder, *instruments)[0] if decision.next_plan else []
    taken = {action.id for record in records for action in record.actions}
    after = decided(open_action.record, id, decision, taken)
    changed = corrected(open_action.record, after, decision_words(id, decision), now.astimezone(UTC))
    saved = open_action.folder.save(changed, open_action.record.revision, open_action.record)
    (action,) = (action for action in saved.actions if action.id == id)
    told = changed_report(open_action.folder.organisation, open_action.folder.team.name, action, decision)
    message = N_("{place}: {what} It is stored; `hf-fidelity records erase` takes it out for good.")
    personal = personal_texts(open_action.record, saved)
    return Result(told, (), tuple(Finding(w.code, message, {"place": p, "what": w}, "warning") for p, w in personal))


def _instruments(workspace: Workspace, instrument_id: str | None) -> dict[str, Instrument]:
    instruments = workspace.instruments()[0] if instrument_id is None else [workspace.instrument(instrument_id)]
    return {instrument.id: instrument for instrument in instruments}


def _folders(workspace: Workspace, teams: Sequence[str], organisation: str | None) -> list[TeamFolder]:
    named = {folder.path: folder for folder in (workspace.team(name, organisation) for name in teams)}
    return list(named.values()) or workspace.teams(organisation)


def _line(folder: TeamFolder, copy: Copy, instruments: dict[str, Instrument], today: date) -> ActionLine:
    late, share = overdue(copy.action, today), to_share(copy.action, today)
    instrument = instruments[copy.instrument_id]
    return ActionLine(folder.organisation, folder.team.name, copy.action, copy.quarter, instrument, late, share)


def _unknown(folder: TeamFolder, instruments: dict[str, Instrument]) -> Iterator[Finding]:
    """That a team has records of questionnaires that cannot be used here."""
    try:
        unknown = sorted({instrument_id for _quarter, instrument_id in record_places(folder)} - instruments.keys())
    except RecordProblem:  # whoever read the records has named it
        return
    if unknown:
        message = N_("{team}: actions from {forms} are left out, because these questionnaires cannot be used here.")
        yield Finding("unknown-instrument", message, {"team": folder.team.name, "forms": unknown}, "warning")


def _found(folder: TeamFolder, copy: Copy, instruments: dict[str, Instrument]) -> FoundAction:
    """The action in its record, where nothing stands in the way of changing it."""
    instrument = instruments[copy.instrument_id]
    for quarter, instrument_id in record_places(folder):
        if instrument_id == instrument.id and quarter > copy.quarter:
            read_record(folder, quarter, instrument)  # one that cannot be read may have a newer copy, and stops here
    for quarter, instrument_id in draft_places(folder):
        # one of the same quarter or a later one has copied the action, or would become stale
        if instrument_id == instrument.id and quarter >= copy.quarter:
            raise _meeting_under_way(folder, quarter)
    record = read_record(folder, copy.quarter, instrument)
    if record is None:
        raise _not_open(copy.action.id, [], [])
    return FoundAction(folder, copy.action, record)


def _meeting_under_way(folder: TeamFolder, quarter: Quarter) -> UsageProblem:
    return UsageProblem(
        N_("{team}'s meeting about {quarter} is not finished. Nothing has been changed."),
        hint=N_("Close it with `hf-fidelity assess`, then run the command again."),
        team=folder.team.name,
        quarter=quarter,
    )


def _ambiguous(id: str, fitting: Sequence[tuple[TeamFolder, Copy]]) -> UsageProblem:
    teams = dict.fromkeys(f"{folder.team.name} ({folder.organisation})" for folder, _copy in fitting)
    folders = list(dict.fromkeys(folder.path for folder, _copy in fitting))
    if len(folders) > len(teams):
        return several_teams(fitting[0][0].team.name, [str(path) for path in folders])
    if len(teams) > 1:
        return UsageProblem(
            N_("More than one team has an action {id}: {teams}."),
            hint=N_("Say which one with --team and --organisation."),
            id=id,
            teams=Few(teams),
        )
    return UsageProblem(
        N_("The action {id} stands in more than one questionnaire: {forms}."),
        hint=N_("Say which one with --instrument."),
        id=id,
        forms=[copy.instrument_id for _folder, copy in fitting],
    )


def _not_open(
    id: str, fitting: Sequence[tuple[TeamFolder, Copy]], there: Sequence[tuple[TeamFolder, Copy]]
) -> UsageProblem:
    """That there is no such action, or it is not open any more; with the ids of those that are open."""
    several = len({folder.path for folder, _copy in there}) > 1
    known = [
        f"{copy.action.id} ({folder.team.name})" if several else copy.action.id
        for folder, copy in there
        if copy.action.state == "open"
    ]
    messages = {
        "done": N_("The action {id} is done already. Open are: {known}."),
        "dropped": N_("The action {id} has been dropped already. Open are: {known}."),
    }
    return UsageProblem(
        messages[fitting[0][1].action.state] if fitting else N_("There is no action {id}. Open are: {known}."),
        hint=N_("`hf-fidelity actions --open` shows what they are about."),
        id=id,
        known=first_few(known, _NAMED) or Finding("none", N_("none")),
    )
