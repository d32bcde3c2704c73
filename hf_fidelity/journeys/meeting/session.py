"""A meeting from the door to the closing: which one it is, how it begins, that every step is kept, how it ends."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from typing import Concatenate, ParamSpec

from hf_fidelity.domain.interview import Interview, asking, begin, begin_correction, draft_of, resume
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.dates import Quarter, candidates
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.meeting.operations import Outcome, refuse, taken_up
from hf_fidelity.journeys.meeting.questions import Meeting, opening_questions
from hf_fidelity.journeys.meeting.views import Closing, View, closing_of, focus, view_of
from hf_fidelity.journeys.sitting import Sitting, closing_snapshot, told
from hf_fidelity.journeys.workspace import Result, Workspace

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


def for_a_meeting(form: Instrument) -> Instrument:
    """The questionnaire itself. Raises UsageProblem for one that citizens answer: there is nothing to agree on."""
    if form.by_citizens:
        raise UsageProblem(
            N_("{form} is answered by citizens, each alone, and not at a meeting."),
            hint=N_(
                "`hf-fidelity template --instrument {id} --out skema.html` gives the form to print; a workbook (.xlsx) "
                "takes the answers, and `hf-fidelity score` reads them."
            ),
            form=form.name,
            id=form.id,
        )
    return form


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


def likely_quarters(form: Instrument, now: datetime) -> tuple[Quarter, ...]:
    """The quarters that a meeting held now may be about, the likeliest first; mostly there is one."""
    return candidates(now.date(), form.cadence.edge_days)


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
        form, draft = for_a_meeting(sitting.instrument), sitting.draft
        if draft:
            interview = resume(form, draft, by_spread=by_spread)
            # Only a correction has a reason, and may be dropped.
            why = (reason or interview.why) if sitting.settled else interview.why
            return cls._at(sitting, clock, replace(interview, why=why), minutes)
        if sitting.settled:
            if not reason:
                raise sitting.reason_missing()
            return cls._at(sitting, clock, begin_correction(form, sitting.begun(), reason))
        interview = begin(form, sitting.begun(), sitting.base_revision, by_spread=by_spread)
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
        return cls(sitting, taken_up(meeting), clock)

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
        the record meanwhile, and WriteFailed.
        """
        if self.over:
            return refuse(self.meeting, "over", N_("The meeting is over."))
        outcome = operation(self.meeting, *values, **more)
        interview = outcome.meeting.interview
        if outcome.ended == "closed":
            saved, held_back = self.sitting.close(interview.record, self.clock(), why=interview.why)
            snapshot = closing_snapshot(self.sitting, saved)
            self.result, self.closing = told(snapshot, held_back), closing_of(snapshot)
        elif outcome.ended == "dropped":
            self.sitting.folder.discard_draft(self.sitting.quarter, self.sitting.instrument.id)
        elif outcome.meeting != self.meeting and self._is_worth_keeping(interview):
            self.sitting.folder.save_draft(draft_of(interview))
        self.meeting, self.over = outcome.meeting, outcome.ended is not None
        return outcome
