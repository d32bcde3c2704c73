"""What the commands do, for use from Python.

Each journey takes a :class:`Workspace` (a data folder) and gives a :class:`Result` whose ``document`` can be
written in any format, and whose ``document.data`` holds the facts in the JSON shape of docs/json.md::

    from hf_fidelity.journeys import Workspace, show_trend

    result = show_trend(Workspace.at("data"), ["Bostøtte Nord"])
    print(result.document.data["trends"][0]["moved"])

A journey raises what stands in :mod:`hf_fidelity.errors`; it never prints and never asks.
"""

from hf_fidelity.journeys.assess import Wanted, assess
from hf_fidelity.journeys.demo import demo
from hf_fidelity.journeys.fill_in import fill_in
from hf_fidelity.journeys.instruments import list_instruments, show_instrument, validate_instrument
from hf_fidelity.journeys.show_assessment import show_assessment
from hf_fidelity.journeys.show_trend import show_trend
from hf_fidelity.journeys.workspace import Result, Workspace

__all__ = [
    "Result",
    "Wanted",
    "Workspace",
    "assess",
    "demo",
    "fill_in",
    "list_instruments",
    "show_assessment",
    "show_instrument",
    "show_trend",
    "validate_instrument",
]
