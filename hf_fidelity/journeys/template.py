"""``template``: the empty form of a questionnaire, to fill in elsewhere."""

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.actions import open_actions
from hf_fidelity.domain.record.assessment import Action
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys.workspace import Workspace
from hf_fidelity.reports.form import Form, empty_form
from hf_fidelity.store.reading import read_records

_LATER_THAN_ANY = Quarter(9999, 4)


def make_form(
    workspace: Workspace,
    instrument: str | None = None,
    *,
    organisation: str | None = None,
    team: str | None = None,
    quarter: Quarter | None = None,
) -> Form:
    """The form in the chosen language, what is known of the meeting filled in; None: the default questionnaire.

    Of a team that is known here, the open actions of the quarter before stand on it too. Raises UsageProblem for an
    unknown questionnaire.
    """
    form = workspace.instrument(instrument)
    actions = _agreed_last(workspace, form, team, organisation, quarter or _LATER_THAN_ANY) if team else ()
    return empty_form(form, organisation or "", team or "", quarter, actions)


def _agreed_last(
    workspace: Workspace, form: Instrument, team: str, organisation: str | None, before: Quarter
) -> tuple[Action, ...]:
    """The open actions of the team's newest record before a quarter; none where it is not known which team is meant."""
    found = workspace.store.find(team, organisation)
    if len(found) != 1:
        return ()
    records, _damaged = read_records(found[0], form)
    return open_actions(records, before)
