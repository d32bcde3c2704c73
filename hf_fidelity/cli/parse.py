"""Options with a meaning of their own, read from text."""

from datetime import date

from hf_fidelity.cli import clock
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.dates import Quarter, last_day, that_long_ago
from hf_fidelity.i18n import N_


def quarter_option(text: str | None, option: str = "--quarter") -> Quarter | None:
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


def age_option(text: str | None, today: date, option: str = "--older-than") -> date | None:
    """The day so long before today; None where it was not given. Raises UsageProblem."""
    if text is None:
        return None
    try:
        return that_long_ago(text, today)
    except ValueError as error:
        raise UsageProblem(
            N_("{option}: “{text}” is not an age."),
            hint=N_("Write it as 5y (years), 18m (months) or 90d (days)."),
            option=option,
            text=text,
        ) from error


def deadline_option(text: str, option: str = "--due") -> date:
    """The day of an option that may say a quarter: then its last day. Raises UsageProblem."""
    try:
        return last_day(text, clock.now().date())
    except ValueError as error:
        raise UsageProblem(
            N_("{option}: “{text}” is neither a date nor a quarter."),
            hint=N_("Write it as 2026-12-01, 1.12.2026 (the day first) or 2026-Q4 (its last day)."),
            option=option,
            text=text,
        ) from error
