"""The meeting as operations: they take values and give the meeting as it is then, whoever asks.

A front end (the terminal's is ``cli/meeting``) opens a :class:`Session`, shows its ``view``, and does operations::

    sitting = Sitting.open(workspace, "Prøvekøbing Kommune", "Bostøtte Nord", quarter, workspace.instrument())
    session = Session.begin(sitting, clock)
    session.do(operations.set_participants, 7)
    session.do(operations.vote, (0, 1, 3, 3, 0))  # from the scale's lowest point to its highest
    outcome = session.do(operations.answer, 4)  # stays at the statement, for a comment or an action
    outcome = session.do(operations.go_on)

An :class:`Outcome` has what there is to say (``notices``: a code, words, parameters), what stands before people
``next``, whether the operation was ``refused``, and a question that is ``pending`` where something has to be said
first. What is possible (:func:`possible`), what is asked in which order, what may be seen when and what may be kept
is decided here, so that no front end needs a rule of its own; how a value is typed, clicked or spoken, and how things
look, is theirs.

Leaving takes no operation: after every one the draft is on the disk.
"""

from hf_fidelity.journeys.meeting import operations
from hf_fidelity.journeys.meeting.operations import OPERATIONS, Outcome
from hf_fidelity.journeys.meeting.questions import Choice, Meeting, Question
from hf_fidelity.journeys.meeting.session import (
    MeetingPlace,
    NextMeetings,
    Session,
    UnknownTeam,
    for_a_meeting,
    known_organisations,
    known_teams,
    likely_quarters,
    needs_reason,
    next_meetings,
    organisation_of,
    unknown_team,
)
from hf_fidelity.journeys.meeting.views import Agenda, Closing, StatementView, Summary, View, agenda, possible, view_of

__all__ = [
    "OPERATIONS",
    "Agenda",
    "Choice",
    "Closing",
    "Meeting",
    "MeetingPlace",
    "NextMeetings",
    "Outcome",
    "Question",
    "Session",
    "StatementView",
    "Summary",
    "UnknownTeam",
    "View",
    "agenda",
    "for_a_meeting",
    "known_organisations",
    "known_teams",
    "likely_quarters",
    "needs_reason",
    "next_meetings",
    "operations",
    "organisation_of",
    "possible",
    "unknown_team",
    "view_of",
]
