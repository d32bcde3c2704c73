"""Who may see what: rules 14–16. Applied *before* scoring, so that nothing hidden enters a number that is shown.

The scoring never sees what :func:`shown` has taken away; there is no second place to forget it in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hf_fidelity.domain.assessment import Answer, Assessment, CitizenInvolvement, Tally, Votes
from hf_fidelity.domain.findings import Finding
from hf_fidelity.i18n import N_

Audience = Literal["team", "public"]


@dataclass(frozen=True)
class Policy:
    """For whom a report is made, and the smallest group whose votes may be shown (3 or more)."""

    limit: int
    audience: Audience = "team"


def storable(record: Assessment, limit: int) -> tuple[Assessment, tuple[Finding, ...]]:
    """The record with only what may be kept on disk, and a finding for each thing left out.

    Votes of fewer people than the limit are kept only where the team says that they are open. Role counts are
    kept only where *every* role reaches the limit.
    """
    return _without(record, limit, open_votes=record.votes_are == "open")


def shown(record: Assessment, policy: Policy) -> tuple[Assessment, tuple[Finding, ...]]:
    """The record as the audience may see it, and a finding for each thing that is hidden.

    ``public`` leaves out comments, reasons, citizens' words, actions, corrections, and open votes under the limit.
    """
    public = policy.audience == "public"
    kept, findings = _without(record, policy.limit, open_votes=record.votes_are == "open" and not public)
    kept = kept.model_copy(update={"citizen_involvement": _citizens(kept.citizen_involvement, policy)})
    if not public:
        return kept, findings
    answers = {
        id: Answer(agreed=a.agreed, votes=a.votes, not_relevant_because=_said(a)) for id, a in kept.answers.items()
    }
    return kept.model_copy(update={"answers": answers, "actions": (), "history": ()}), findings


def _said(answer: Answer) -> str | None:
    """That a statement is not relevant is shown to everyone; why is not."""
    return None if answer.not_relevant_because is None else ""


def _without(record: Assessment, limit: int, *, open_votes: bool) -> tuple[Assessment, tuple[Finding, ...]]:
    floor = 1 if open_votes else limit
    hidden: list[str] = []
    answers = {}
    for id, answer in record.answers.items():
        votes = _votes(answer.votes, floor, limit)
        if answer.votes is not None and votes is None:
            hidden.append(id)
        answers[id] = answer.model_copy(update={"votes": votes})
    roles = record.roles if all(n >= limit for n in record.roles.values()) else {}
    return record.model_copy(update={"answers": answers, "roles": roles}), tuple(
        _findings(record, hidden, roles, limit)
    )


def _votes(votes: Votes | None, floor: int, limit: int) -> Votes | None:
    if votes is None or votes.all.answered < floor:
        return None
    large = all(tally.answered >= limit for tally in votes.roles.values())
    return votes if large else Votes(all=votes.all)


def _findings(record: Assessment, hidden: list[str], roles: dict[str, int], limit: int) -> Iterator[Finding]:
    if hidden:
        yield Finding(
            "votes-under-limit",
            N_("{quarter}: the votes on {statements} are left out, because fewer than {limit} people answered."),
            {"quarter": record.quarter, "statements": hidden, "limit": limit},
            "warning",
        )
    by_role = record.roles or any(answer.votes and answer.votes.roles for answer in record.answers.values())
    kept_by_role = roles or any(
        answer.votes and answer.votes.roles and _votes(answer.votes, 1, limit) == answer.votes
        for answer in record.answers.values()
    )
    if by_role and not kept_by_role:
        yield Finding(
            "roles-under-limit",
            N_("{quarter}: figures by role are left out, because not every role has at least {limit} people."),
            {"quarter": record.quarter, "limit": limit},
            "warning",
        )


def _citizens(heard: CitizenInvolvement | None, policy: Policy) -> CitizenInvolvement | None:
    if heard is None:
        return None
    small = heard.brief_inspire is not None and heard.brief_inspire.n < policy.limit
    update = {"brief_inspire": None} if small else {}
    if policy.audience == "public":
        update |= {"how": None, "what_it_changed": None}
    return heard.model_copy(update=update)


def people(tally: Tally) -> int:
    """How many people a tally counts, those without an answer included."""
    return tally.answered + tally.missing + tally.not_relevant
