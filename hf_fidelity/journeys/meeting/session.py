"""A meeting from the door to the closing: which one it is, how it begins, that every step is kept, how it ends."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from typing import Concatenate, Literal, ParamSpec

from hf_fidelity.domain.interview import Interview, asking, begin, begin_correction, draft_of, resume
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.ground import N_, FidelityError, Quarter, RecordChanged, UsageProblem, candidates
from hf_fidelity.journeys.meeting.operations import Outcome, refuse, taken_up
from hf_fidelity.journeys.meeting.questions import Meeting, opening_questions, question_of
from hf_fidelity.journeys.meeting.views import Closing, View, closing_of, focus, view_of
from hf_fidelity.journeys.sitting import Sitting, closing_snapshot, told
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.store.names import same
from hf_fidelity.store.team_folder import TeamFolder, draft_places, read_draft, read_record, record_places

Values = ParamSpec("Values")


# Which meeting


def organisation_of(workspace: Workspace, team: str | None) -> str | None:
    """The organisation of a team that is known already; None where it must be asked."""
    folders = workspace.store.find(team) if team else []
    return folders[0].organisation if len(folders) == 1 else None


def known_organisations(workspace: Workspace) -> tuple[str, ...]:
    """The organisations that there is anything of."""
    return tuple(workspace.store.organisation_names())


def known_teams(workspace: Workspace, organisation: str) -> tuple[str, ...]:
    """The teams of an organisation, by their names of today."""
    return tuple(folder.team.name for folder in workspace.store.teams(organisation))


def for_a_meeting(instrument: Instrument) -> Instrument:
    """The questionnaire itself. Raises UsageProblem for one that citizens answer: there is nothing to agree on."""
    if instrument.by_citizens:
        raise UsageProblem(
            N_("{form} is answered by citizens, each alone, and not at a meeting."),
            hint=N_(
                "`hf-fidelity template --instrument {id} --out skema.html` gives the form to print; a workbook (.xlsx) "
                "takes the answers, and `hf-fidelity score` reads them."
            ),
            form=instrument.name,
            id=instrument.id,
        )
    return instrument


@dataclass(frozen=True)
class UnknownTeam:
    """A team that is not known: new, or misspelt. A folder is made for it only once people have said which."""

    name: str
    organisation: str
    organisation_is_known: bool
    nearest: tuple[str, ...]
    """Teams of the organisation that are called nearly the same, the nearest first."""


def unknown_team(workspace: Workspace, organisation: str, team: str) -> UnknownTeam | None:
    """What to ask about a team's name; None where it is known, or is the very first one of all."""
    if workspace.store.find(team, organisation) or not any(True for _team in workspace.store.teams()):
        return None
    known = known_teams(workspace, organisation)
    return UnknownTeam(team, organisation, bool(known), tuple(get_close_matches(team, known, 3)))


def likely_quarters(instrument: Instrument, now: datetime) -> tuple[Quarter, ...]:
    """The quarters that a meeting held now may be about, the likeliest first; mostly there is one."""
    return candidates(now.date(), instrument.cadence.edge_days)


@dataclass(frozen=True)
class MeetingPlace:
    """One team's next meeting: to be gone on with, to be held, or closed already."""

    organisation: str
    team: str
    instrument_id: str
    """The questionnaire's id."""
    quarter: Quarter
    state: Literal["go-on", "hold", "closed"]
    newest: Quarter | None
    """The newest quarter that there is a record of."""
    at: int = 0
    """The number of the statement that a meeting goes on at; 0: before the first one."""
    summing_up: bool = False
    """Whether it goes on at the summary."""
    touched: float = 0.0
    """When the draft, or the newest record, was last written."""


@dataclass(frozen=True)
class NextMeetings:
    """Every team with its next meeting, and the one that people most likely come for."""

    teams: tuple[MeetingPlace, ...]
    likeliest: MeetingPlace | None
    """The meeting left last; else that of the usual team; else of the team that was last at work here."""
    problems: tuple[FidelityError, ...]


def next_meetings(workspace: Workspace, now: datetime) -> NextMeetings:
    """What each team does next. A team that is in the middle of a meeting goes on with it, whatever the quarter."""
    instrument, usual = workspace.instrument(), workspace.usual()
    quarter = likely_quarters(instrument, now)[0]
    places: list[MeetingPlace] = []
    problems: list[FidelityError] = []
    for folder in workspace.store.teams():
        try:
            held = [of for of, id in record_places(folder) if id == instrument.id]
            newest = max(held, default=None)
            drafts = [_left_at(workspace, folder, of, id, newest) for of, id in draft_places(folder)]
            next_one = MeetingPlace(folder.organisation, folder.team.name, instrument.id, quarter, "hold", newest)
            if newest:
                written = folder.record_path(newest, instrument.id).stat().st_mtime
                closed = _is_closed(folder, quarter, instrument)
                next_one = replace(next_one, touched=written, state="closed" if closed else "hold")
            places.append(max(drafts, key=lambda each: each.touched) if drafts else next_one)
        except FidelityError as problem:
            problems.append(problem)
    places.sort(key=lambda each: (each.organisation.casefold(), each.team.casefold()))
    left = [each for each in places if each.state == "go-on"]
    mine = [each for each in places if usual.team and same(each.team, usual.team)]
    likeliest = max(left or mine or places, key=lambda each: each.touched, default=None)
    return NextMeetings(tuple(places), likeliest, tuple(problems))


def _is_closed(folder: TeamFolder, quarter: Quarter, instrument: Instrument) -> bool:
    record = read_record(folder, quarter, instrument) if (quarter, instrument.id) in record_places(folder) else None
    return record is not None and record.status == "final"


def _left_at(workspace: Workspace, folder: TeamFolder, of: Quarter, id: str, newest: Quarter | None) -> MeetingPlace:
    instrument = workspace.instrument(id)
    draft = read_draft(folder, of, instrument)
    left = MeetingPlace(folder.organisation, folder.team.name, id, of, "go-on", newest)
    if draft is None:
        return left
    interview = resume(instrument, draft)
    opening = interview.question is not None and _is_opening(Meeting(interview))
    at = 0 if opening or interview.current is None else interview.position
    touched = folder.draft_path(of, id).stat().st_mtime
    return replace(left, at=at, summing_up=interview.current is None and not opening, touched=touched)


def _is_opening(meeting: Meeting) -> bool:
    asked = question_of(meeting)
    return asked is not None and asked.opening


# The meeting


def needs_reason(sitting: Sitting) -> bool:
    """Whether the quarter is closed, so that it takes a reason to go on with it: a correction begins."""
    return sitting.settled and sitting.draft is None


@dataclass
class Session:
    """A meeting that is being held. Every operation is on the disk before what comes next is shown: people may leave
    at any time."""

    sitting: Sitting
    meeting: Meeting
    clock: Callable[[], datetime]
    result: Result | None = None
    """The report, once the meeting is closed."""
    closing: Closing | None = None
    """What there is to say in a few sentences, once the meeting is closed."""
    over: bool = False
    """Whether the meeting was closed or the correction dropped; nothing more can be done then."""
    _on_disk: bytes | None = None
    """The draft as this session last saw it. Another window, or the terminal, may go on with the same meeting."""

    @classmethod
    def begin(
        cls,
        sitting: Sitting,
        clock: Callable[[], datetime],
        *,
        reason: str | None = None,
        by_spread: bool = False,
        minutes: int | None = None,
    ) -> "Session":
        """The meeting of a sitting: anew, where it was left, or as a correction, for a reason.

        Raises UsageProblem where a correction has no reason, and for a questionnaire that citizens answer.
        """
        instrument, draft = for_a_meeting(sitting.instrument), sitting.draft
        if draft:
            interview = resume(instrument, draft, by_spread=by_spread)
            # Only a correction has a reason, and may be dropped.
            why = (reason or interview.why) if sitting.settled else interview.why
            return cls._at(sitting, clock, replace(interview, why=why), minutes)
        if sitting.settled:
            if not reason:
                raise sitting.reason_missing()
            return cls._at(sitting, clock, begin_correction(instrument, sitting.begun(), reason))
        interview = begin(instrument, sitting.begun(), sitting.base_revision, by_spread=by_spread)
        session = cls._at(sitting, clock, interview, minutes)
        first = next(opening_questions(session.meeting), None)
        session.meeting = replace(session.meeting, interview=asking(interview, first))
        return session

    @classmethod
    def _at(
        cls, sitting: Sitting, clock: Callable[[], datetime], interview: Interview, minutes: int | None = None
    ) -> "Session":
        today = clock().astimezone().date()
        meeting = Meeting(interview, sitting.previous, sitting.action_ids, sitting.earlier, today, minutes)
        meeting = replace(meeting, pressing=any(focus(meeting)))
        session = cls(sitting, taken_up(meeting), clock)
        session._on_disk = sitting.on_disk
        return session

    def _draft_on_disk(self) -> bytes | None:
        return self.sitting.folder.draft_bytes(self.sitting.quarter, self.sitting.instrument.id)

    @property
    def is_alone(self) -> bool:
        """Whether nobody else has gone on with the meeting, or closed it, since this session last saw it."""
        return self.over or self._draft_on_disk() == self._on_disk

    def _check_alone(self) -> None:
        if not self.is_alone:
            raise RecordChanged(
                N_("Somebody has gone on with the meeting of {team} in another window, so it was not ended here."),
                hint=N_("Nothing was overwritten. Open the meeting again to go on from there."),
                team=self.sitting.folder.team.name,
            )

    def _is_worth_keeping(self, interview: Interview) -> bool:
        """Whether anything has been said: whoever passes over the opening questions and leaves makes no team here."""
        passed_over = self.meeting.interview.question is not None and interview.record == self.sitting.begun()
        return self.is_kept or bool(interview.first) or not passed_over

    @property
    def is_kept(self) -> bool:
        """Whether there is a draft of the meeting on the disk."""
        return self.sitting.folder.draft_path(self.sitting.quarter, self.sitting.instrument.id).exists()

    @property
    def view(self) -> View:
        """What stands before people now."""
        return view_of(self.meeting)

    def do(
        self,
        operation: Callable[Concatenate[Meeting, Values], Outcome],
        *values: Values.args,
        **more: Values.kwargs,
    ) -> Outcome:
        """Do it, and keep what came of it: the draft after every change, the record at the closing.

        What cannot be kept is not done: the meeting stays as it was. Raises RecordChanged where somebody else has saved
        the record meanwhile, or has gone on with the same meeting in another window; and WriteFailed.
        """
        if self.over:
            return refuse(self.meeting, "over", N_("The meeting is over."))
        outcome = operation(self.meeting, *values, **more)
        interview = outcome.meeting.interview
        if outcome.ended:
            self._check_alone()
        if outcome.ended == "closed":
            saved, held_back = self.sitting.close(
                interview.record, self.clock(), why=interview.why, on_disk=self._on_disk
            )
            snapshot = closing_snapshot(self.sitting, saved)
            self.result, self.closing = told(snapshot, held_back), closing_of(snapshot)
        elif outcome.ended == "dropped":
            self.sitting.folder.discard_draft(self.sitting.quarter, self.sitting.instrument.id)
        elif outcome.meeting != self.meeting and self._is_worth_keeping(interview):
            self._on_disk = self.sitting.folder.save_draft(draft_of(interview), self._on_disk)
        self.meeting, self.over = outcome.meeting, outcome.ended is not None
        return outcome
