"""What the commands do, for use from Python.

Each journey takes a :class:`Workspace` (a data folder) and gives a :class:`Result` whose ``document`` can be
written in any format, and whose ``document.data`` holds the facts in the JSON shape of docs/data.md::

    from hf_fidelity.journeys import Workspace, show_trend

    result = show_trend(Workspace.at("data"), ["Bostøtte Nord"])
    print(result.document.data["trends"][0]["moved"])

A journey raises what stands in :mod:`hf_fidelity.errors`; it never prints and never asks.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hf_fidelity.domain.actions import Decision
    from hf_fidelity.journeys.actions import change_action, find_action, list_actions
    from hf_fidelity.journeys.check import check_folder
    from hf_fidelity.journeys.compare import compare_teams
    from hf_fidelity.journeys.demo import make_demo
    from hf_fidelity.journeys.guide import show_guide
    from hf_fidelity.journeys.instruments import (
        NewInstrument,
        list_instruments,
        new_instrument,
        show_instrument,
        validate_instrument,
    )
    from hf_fidelity.journeys.meeting import Session
    from hf_fidelity.journeys.profile import show_profile
    from hf_fidelity.journeys.records import Selection, delete_planned, list_records, plan_deletion, plan_lines
    from hf_fidelity.journeys.score import Scored, Wish, score_exports
    from hf_fidelity.journeys.show import show_assessment
    from hf_fidelity.journeys.sitting import Sitting, fill_in_answers
    from hf_fidelity.journeys.teams import list_teams, rename_team
    from hf_fidelity.journeys.template import make_form
    from hf_fidelity.journeys.trend import show_trend
    from hf_fidelity.journeys.workspace import Result, Workspace

# Each is imported when it is first asked for: a command pays only for its own journey. No function may be called
# as a module is, or the module would take its place.
_HOMES = {
    "Decision": "actions",
    "NewInstrument": "instruments",
    "Result": "workspace",
    "Scored": "score",
    "Selection": "records",
    "Session": "meeting",
    "Sitting": "sitting",
    "Wish": "score",
    "Workspace": "workspace",
    "change_action": "actions",
    "check_folder": "check",
    "compare_teams": "compare",
    "delete_planned": "records",
    "find_action": "actions",
    "list_actions": "actions",
    "list_records": "records",
    "list_teams": "teams",
    "make_demo": "demo",
    "make_form": "template",
    "new_instrument": "instruments",
    "plan_deletion": "records",
    "plan_lines": "records",
    "rename_team": "teams",
    "fill_in_answers": "sitting",
    "list_instruments": "instruments",
    "score_exports": "score",
    "show_assessment": "show",
    "show_guide": "guide",
    "show_instrument": "instruments",
    "show_profile": "profile",
    "show_trend": "trend",
    "validate_instrument": "instruments",
}

__all__ = [
    "Decision",
    "NewInstrument",
    "Result",
    "Scored",
    "Selection",
    "Session",
    "Sitting",
    "Wish",
    "Workspace",
    "change_action",
    "check_folder",
    "compare_teams",
    "delete_planned",
    "fill_in_answers",
    "find_action",
    "list_actions",
    "list_instruments",
    "list_records",
    "list_teams",
    "make_demo",
    "make_form",
    "new_instrument",
    "plan_deletion",
    "plan_lines",
    "rename_team",
    "score_exports",
    "show_assessment",
    "show_guide",
    "show_instrument",
    "show_profile",
    "show_trend",
    "validate_instrument",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
