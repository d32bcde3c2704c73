"""``template``: the empty form of a questionnaire, to fill in elsewhere."""

from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.journeys.workspace import Workspace
from hf_fidelity.reports.form import Form, empty_form


def make_form(
    workspace: Workspace,
    instrument: str | None = None,
    *,
    organisation: str | None = None,
    team: str | None = None,
    quarter: Quarter | None = None,
) -> Form:
    """The form in the chosen language, what is known of the meeting filled in; None: the default questionnaire.

    Raises UsageProblem for an unknown questionnaire.
    """
    return empty_form(workspace.instrument(instrument), organisation or "", team or "", quarter)
