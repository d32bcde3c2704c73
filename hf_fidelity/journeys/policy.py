"""Who a report is for, from what was asked."""

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.privacy import Audience, Policy
from hf_fidelity.errors import UsageProblem
from hf_fidelity.i18n import N_


def policy_for(instrument: Instrument, audience: Audience, min_n: int | None) -> Policy:
    """The privacy policy of a report: the questionnaire's limit, or a lower or higher one down to 3 (rule 14).

    Raises UsageProblem for a limit under 3.
    """
    if min_n is not None and min_n < 3:
        raise UsageProblem(N_("--min-n can be 3 at the least, not {n}: people could be recognised."), n=min_n)
    return Policy(min_n or instrument.thresholds.privacy_limit, audience)
