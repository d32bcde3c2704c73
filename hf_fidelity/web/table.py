"""The meeting that is held on the page: one session, the steps of a form, what was said, what is waited for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hf_fidelity.ground import N_, FidelityError, Finding, RecordChanged, UsageProblem, shorten
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.meeting import OPERATIONS, Meeting, Outcome, Question, Session, needs_reason, operations
from hf_fidelity.journeys.meeting.questions import question_of
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.store.locks import Claim


@dataclass(frozen=True)
class Step:
    """An operation with its values, as a form asks for it."""

    operation: str
    values: tuple[Any, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    about: str | None = None
    """The question that it answers in passing; None: it is done where the meeting stands. ``{new}`` in it is the action
    that was agreed last."""
    quiet: bool = False
    """Whether nothing need be said of it."""
    written: Mapping[str, str] = field(default_factory=dict)
    """What somebody wrote that it says, by the fields of the form."""

    def done_by(self, session: Session) -> Outcome:
        """Do it, and keep what came of it."""
        operation = OPERATIONS[self.operation]
        if self.about is None:
            return session.do(operation, *self.values, **self.more)
        actions = session.meeting.record.actions
        about = self.about.format(new=actions[-1].id) if actions and "{new}" in self.about else self.about
        return session.do(operations.in_passing, about, operation, *self.values, **self.more)


def written_in(steps: Iterable[Step]) -> dict[str, str]:
    """What somebody wrote that these steps say, by the fields of the form."""
    return {name: text for step in steps for name, text in step.written.items()}


@dataclass(frozen=True)
class Waiting:
    """What has to be said first, before a step is done and those behind it."""

    question: Question
    step: Step
    rest: tuple[Step, ...]


@dataclass
class MeetingTable:
    """The meeting that is held: its session, what was said last, and what is waited for."""

    session: Session
    workspace: Workspace
    said: tuple[Finding, ...] = ()
    waiting: Waiting | None = None
    typed: tuple[str, ...] = ()
    """What somebody has written and is not kept: the window was not the newest, or nobody said what was asked of it."""
    refused: Mapping[str, str] = field(default_factory=dict)
    """What was written in the last form and could not be done, by its fields."""
    stood: Mapping[str, str] = field(default_factory=dict)
    """What still stands in fields of a page though it is not kept: what was refused, or was not pressed yet."""
    _claim: Claim | None = None
    """That people sit at it here: for as long as they look at it, and until it is closed."""
    _last: tuple[int, bytes] | None = None
    _noted: list[Finding] = field(default_factory=list)

    @property
    def meeting(self) -> Meeting:
        """The meeting as it stands."""
        return self.session.meeting

    def sit(self) -> None:
        """Sit at it, unless we do. Raises UsageProblem that says who does, in a terminal."""
        if self._claim is None and not self.session.over:
            self._claim = self.session.sitting.claim("page")

    def leave(self) -> None:
        """Nobody sits at it here; in a terminal they may go on."""
        if self._claim:
            self._claim.release()
        self._claim = None

    def run(self, steps: Iterable[Step]) -> None:
        """Do one step after the other, until there is none or something has to be said first.

        Where something written could not be done, nobody is led away from it.
        """
        left = list(steps)
        self.waiting, said, self._noted = None, [*self._noted], []
        self.refused = {}
        while left:
            step = left.pop(0)
            if self.refused and step.about is None:
                continue
            try:
                outcome = step.done_by(self.session)
            except RecordChanged as problem:
                self.refused = written_in((step, *left))
                self.take_up_again(problem)
                return
            except FidelityError as problem:
                said.append(Finding("problem", problem.message, problem.params, "error"))
                self.refused = written_in((step, *left))
                break
            said += [each for each in outcome.notices if not step.quiet or each.severity == "error"]
            if outcome.refused and step.written:
                self.refused = {**self.refused, **step.written}
                stood = [shorten(text) for text in step.written.values()]
                said.append(Finding("stood-there", N_("What stood there: {text}"), {"text": stood}, "error"))
            if outcome.pending:
                self.waiting = Waiting(outcome.pending, step, tuple(left))
                break
            if outcome.ended:
                self.leave()
                break
        self.said = tuple(said)

    def take_up_again(self, problem: FidelityError | None = None) -> None:
        """Go on from what is on the disk, where somebody has gone on with the meeting in another window."""
        said = [Finding("elsewhere", N_("The meeting was gone on with in another window. This is how it stands now."))]
        if problem:
            said.insert(0, Finding("problem", problem.message, problem.params, "error"))
            if problem.hint:
                said.insert(1, Finding("hint", problem.hint, problem.params, "warning"))
        self.session = self._reopened()
        self.said, self.waiting = tuple(said), None

    def _reopened(self) -> Session:
        """The same meeting as it is on the disk now. Raises UsageProblem where it was closed meanwhile."""
        old = self.session.sitting
        sitting = Sitting.open(
            self.workspace, old.folder.organisation, old.folder.team.name, old.quarter, old.instrument
        )
        if needs_reason(sitting):
            raise UsageProblem(N_("The meeting was closed in another window."))
        return Session.begin(sitting, self.session.clock)

    def note(self, finding: Finding) -> None:
        """Something to say that no operation says; said once the steps are done."""
        self._noted.append(finding)

    def pass_opening(self) -> None:
        """What stands before the statements has been read and said: go to the first of them."""
        while (asked := question_of(self.meeting)) and asked.opening:
            self.session.do(OPERATIONS[asked.operation], None)

    def was_just_done(self, version: int, form: bytes) -> bool:
        """Whether this very form was sent before: a button that was pressed twice does its work once."""
        same = self._last == (version, form)
        self._last = version, form
        return same
