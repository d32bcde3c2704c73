"""Which teams of a quarter may stand beside each other: rules 13 and 14.

What may not be shown is taken away before anything is scored, so a team that is held back moves no figure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.comparison import Measured
from hf_fidelity.domain.findings import CountFinding, Finding
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.privacy import Policy, shown
from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.domain.scoring import Basis, score
from hf_fidelity.i18n import ngettext_noop


@dataclass(frozen=True)
class Counted:
    """The teams of a quarter that count, and how many do not, by reason."""

    teams: tuple[Measured, ...]
    """All of one basis."""
    left_out: Counter[str]
    """``under-limit``, ``partly-hidden`` (which counts all the same), ``unsettled``, ``no-answers`` → teams."""

    @property
    def basis(self) -> Basis | None:
        """What the teams are scored on; None where none is counted."""
        return self.teams[0].scores.basis if self.teams else None

    def findings(self, quarter: Quarter, policy: Policy) -> Iterator[Finding]:
        """What is not counted and why, in numbers of teams."""
        for code, (one, many) in _NOT_COUNTED.items():
            if number := self.left_out[code]:
                params = {"quarter": quarter, "limit": policy.limit}
                yield CountFinding(code, one, params, "warning", many=many, number=number)


def counted(records: Iterable[Assessment], instrument: Instrument, policy: Policy) -> Counted:
    """The teams of these records (one a team): on agreed answers, or on votes where no team has agreed answers."""
    left_out = Counter[str]()
    by_basis: dict[Basis, list[Measured]] = {"agreed": [], "votes": []}
    for record in records:
        team, hidden = _measured(record, instrument, policy)
        if any(isinstance(rating, float) for rating in team.scores.ratings.values()):
            by_basis[team.scores.basis].append(team)
            left_out["partly-hidden"] += hidden
        else:
            left_out["under-limit" if hidden else "no-answers"] += 1
    if by_basis["agreed"]:
        left_out["unsettled"] = len(by_basis["votes"])
        del left_out["partly-hidden"]
    return Counted(tuple(by_basis["agreed"] or by_basis["votes"]), left_out)


def _measured(record: Assessment, instrument: Instrument, policy: Policy) -> tuple[Measured, bool]:
    """The record as it may be compared, with its scores, and whether votes that it is scored on are hidden.

    A comparison is no team's own report: open votes under the limit are hidden here from every audience.
    """
    seen, findings = shown(record, replace(policy, audience="public"))
    team = Measured(seen, score(seen, instrument))
    hidden = any(finding.code == "votes-under-limit" for finding in findings)
    return team, hidden and team.scores.basis == "votes"


# Reason → what is said of one team, and of more.
_NOT_COUNTED = {
    "under-limit": ngettext_noop(
        "{quarter}: {number} team is not counted, because fewer than {limit} people answered.",
        "{quarter}: {number} teams are not counted, because fewer than {limit} people answered.",
    ),
    "partly-hidden": ngettext_noop(
        "{quarter}: {number} team is counted without its votes on some statements, because fewer than {limit} people "
        "answered those.",
        "{quarter}: {number} teams are counted without their votes on some statements, because fewer than {limit} "
        "people answered those.",
    ),
    "unsettled": ngettext_noop(
        "{quarter}: {number} team has votes that no meeting has settled; it is not counted.",
        "{quarter}: {number} teams have votes that no meeting has settled; they are not counted.",
    ),
    "no-answers": ngettext_noop(
        "{quarter}: {number} team is not counted, because it has answered nothing.",
        "{quarter}: {number} teams are not counted, because they have answered nothing.",
    ),
}
