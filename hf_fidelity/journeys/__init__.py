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

if TYPE_CHECKING:  # for whoever checks types; what stands here and what _HOMES says is compared by a test
    from hf_fidelity.journeys.actions import (
        change_action as change_action,
        find_action as find_action,
        list_actions as list_actions,
    )
    from hf_fidelity.journeys.data_folder import (
        Selection as Selection,
        back_up as back_up,
        check_folder as check_folder,
        delete_planned as delete_planned,
        erase_planned as erase_planned,
        list_records as list_records,
        list_teams as list_teams,
        plan_deletion as plan_deletion,
        plan_erasing_text as plan_erasing_text,
        plan_lines as plan_lines,
        rename_team as rename_team,
        restore_backup as restore_backup,
    )
    from hf_fidelity.journeys.demo import make_demo as make_demo
    from hf_fidelity.journeys.export import ExportWish as ExportWish, export_tables as export_tables
    from hf_fidelity.journeys.meeting import Session as Session
    from hf_fidelity.journeys.questionnaires import (
        NewInstrument as NewInstrument,
        list_instruments as list_instruments,
        make_form as make_form,
        new_instrument as new_instrument,
        show_guide as show_guide,
        show_instrument as show_instrument,
        validate_instrument as validate_instrument,
    )
    from hf_fidelity.journeys.reports import (
        compare_profile as compare_profile,
        compare_teams as compare_teams,
        show_assessment as show_assessment,
        show_profile as show_profile,
        show_trend as show_trend,
    )
    from hf_fidelity.journeys.score import Scored as Scored, Wish as Wish, score_exports as score_exports
    from hf_fidelity.journeys.sitting import Sitting as Sitting, fill_in_answers as fill_in_answers
    from hf_fidelity.journeys.workspace import Result as Result, Workspace as Workspace

# Each is imported when it is first asked for: a command pays only for its own journey. No function may be called
# as a module is, or the module would take its place.
_HOMES = {
    "actions": ("change_action", "find_action", "list_actions"),
    "data_folder": (
        "Selection",
        "back_up",
        "check_folder",
        "delete_planned",
        "erase_planned",
        "list_records",
        "list_teams",
        "plan_deletion",
        "plan_erasing_text",
        "plan_lines",
        "rename_team",
        "restore_backup",
    ),
    "demo": ("make_demo",),
    "export": ("ExportWish", "export_tables"),
    "meeting": ("Session",),
    "questionnaires": (
        "NewInstrument",
        "list_instruments",
        "make_form",
        "new_instrument",
        "show_guide",
        "show_instrument",
        "validate_instrument",
    ),
    "reports": ("compare_profile", "compare_teams", "show_assessment", "show_profile", "show_trend"),
    "score": ("Scored", "Wish", "score_exports"),
    "sitting": ("Sitting", "fill_in_answers"),
    "workspace": ("Result", "Workspace"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOME_OF)
