"""``guide``: help to talk about the principles, or about one of them."""

from collections.abc import Sequence

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.statement import Principle
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.text import fold
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.reports.guide_report import guide_report, principle_report


def show_guide(workspace: Workspace, principle: str | None = None, instrument_id: str | None = None) -> Result:
    """The help for a principle (its id, its number, or a part of its name in any language); None: for all.

    Raises UsageProblem for an unknown questionnaire or principle, and where a part is in more than one name.
    """
    instrument = workspace.instrument(instrument_id)
    if principle is None:
        return Result(guide_report(instrument))
    return Result(principle_report(instrument, _meant(instrument, principle)))


def _meant(instrument: Instrument, asked: str) -> Principle:
    known, wanted = instrument.principle_order, fold(asked)
    exact = [p for number, p in enumerate(known, 1) if wanted in (str(number), fold(p.id))]
    found = exact or [p for p in known if wanted and any(wanted in fold(name) for name in p.name.values())]
    if len(found) == 1:
        return found[0]
    if found:
        message = N_("{asked} is in the name of more than one principle: {known}.")
    else:
        message = N_("There is no principle {asked}. There are: {known}.")
    raise UsageProblem(
        message,
        hint=N_("Name it by its number, its id, or a part of its name that no other has."),
        asked=asked,
        known=_listed(instrument, found or known),
    )


def _listed(instrument: Instrument, principles: Sequence[Principle]) -> list[Finding] | Finding:
    """The principles as they can be asked for, in words when they are shown."""
    return [
        Finding("principle", "{number} {name}", {"number": instrument.principle_order.index(p) + 1, "name": p.name})
        for p in principles
    ] or Finding("none", N_("none"))
