"""Options with a meaning of their own, read from text."""

from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.errors import UsageProblem
from hf_fidelity.i18n import N_


def quarter(text: str | None, option: str = "--quarter") -> Quarter | None:
    """The quarter of an option; None where it was not given. Raises UsageProblem."""
    if text is None:
        return None
    try:
        return Quarter.parse(text)
    except ValueError as error:
        raise UsageProblem(
            N_("{option}: “{text}” is not a quarter."),
            hint=N_("Write it as 2026-Q3, “3. kvartal 2026” or a date inside it."),
            option=option,
            text=text,
        ) from error
