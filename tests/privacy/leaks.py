"""Programs with a hole in them: what a change of the code could do, for the adversaries to find."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import privacy
from hf_fidelity.domain.record.assessment import Answer, Assessment, Votes
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores import many_teams as comparable, others, trend
from hf_fidelity.domain.scores.scoring import Basis, Scores, score
from hf_fidelity.ground.findings import Finding
from hf_fidelity.journeys import reports
from hf_fidelity.reports import tables

Patch = pytest.MonkeyPatch
Shown = tuple[Assessment, tuple[Finding, ...]]
SHOWERS = (trend, others, comparable, tables)
"""The modules that hide before they score."""

_shown, _without, _findings = privacy.shown, privacy._without, privacy._findings


def _show(patch: Patch, shown: Callable[[Assessment, Policy], Shown]) -> None:
    for module in SHOWERS:
        patch.setattr(module, "shown", shown)


def _rest_of_those_who_answered(votes: Votes, roles: dict[str, int], limit: int) -> bool:
    """Forgets that those who did not answer are people too."""
    answered = [tally.answered for tally in votes.roles.values()]
    rest = votes.all.answered - sum(answered)
    return min((*roles.values(), *answered, *([rest] if rest else ())), default=limit) >= limit


def _hide_after_scoring(patch: Patch) -> None:
    """The votes are taken out of the record, and the scores know them all the same."""
    whole: dict[int, tuple[Assessment, Assessment]] = {}

    def shown(record: Assessment, policy: Policy) -> Shown:
        kept, findings = _shown(record, policy)
        whole[id(kept)] = kept, record
        return kept, findings

    def score_whole(kept: Assessment, instrument: Instrument, basis: Basis | None = None) -> Scores:
        return score(whole.get(id(kept), (kept, kept))[1], instrument, basis)

    _show(patch, shown)
    for module in SHOWERS:
        patch.setattr(module, "score", score_whole)


def _tell_how_many(patch: Patch) -> None:
    """The note beside hidden votes says of how many they are."""

    def findings(record: Assessment, hidden: list[str], roles_hidden: bool, limit: int) -> Iterator[Finding]:
        sizes = [votes.all.answered for id in hidden if (votes := record.answer(id).votes)]
        for found in _findings(record, hidden, roles_hidden, limit):
            yield replace(found, message=f"{found.message} ({sizes})")

    patch.setattr(privacy, "_findings", findings)


def _reasons(answer: Answer) -> Answer:
    """Takes away what was said in words, but for the reason."""
    return answer.model_copy(update={"comment": None, "changed_because": None})


def _citizens_openly(patch: Patch) -> None:
    """Takes a team's word for it that its citizens' votes are open."""

    def course(records: list[Assessment], instrument: Instrument, policy: Policy, *rest: Any) -> Any:
        votes = [record.model_copy(update={"status": "votes"}) for record in records]
        return trend.trend(votes, instrument, policy._replace(own=True), *rest) if votes else None

    patch.setattr(reports, "citizens_course", course)


def _set(name: str, value: Any) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(privacy, name, value)


LEAKS: dict[str, tuple[Callable[[Patch], None], set[str]]] = {
    "roles-let-through": (_set("_roles_may_be_seen", lambda *_: True), {"differences", "computed"}),
    "small-headcounts-let-through": (_set("headcounts_may_be_seen", lambda *_: True), {"differences", "computed"}),
    "those-who-did-not-answer-forgotten": (_set("_roles_may_be_seen", _rest_of_those_who_answered), {"computed"}),
    "hidden-only-after-scoring": (_hide_after_scoring, {"differences", "computed"}),
    "limit-one-too-low": (
        lambda patch: _show(patch, lambda record, policy: _shown(record, policy._replace(limit=policy.limit - 1))),
        {"differences", "computed"},
    ),
    "open-votes-in-public": (
        _set("_without", lambda record, limit, **_: _without(record, limit, may_be_open=True)),
        {"differences", "computed"},
    ),
    "citizens-votes-taken-for-open": (_citizens_openly, {"differences", "computed"}),
    "brief-inspire-let-through": (_set("_citizens", lambda heard, _: heard), {"differences", "computed"}),
    "corrections-not-masked": (_set("masked", lambda history: history), {"differences", "computed"}),
    "corrections-masked-by-path-alone": (_set("_holds_figures", lambda value: False), {"differences", "computed"}),
    "note-says-how-many": (_tell_how_many, {"differences"}),
    "public-reads-what-was-written": (
        lambda patch: _show(patch, lambda record, policy: _shown(record, policy._replace(audience="team"))),
        {"differences"},
    ),
    "public-reads-reasons": (_set("_without_words", _reasons), {"differences"}),
}
"""What is wrong → how, and which adversary must find it."""
