"""Which teams of a quarter may stand beside each other: rules 13 and 14.

What may not be shown is taken away before anything is scored, so a team that is held back moves no figure.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.privacy import Policy, shown
from hf_fidelity.domain.scores.scoring import Basis, Scores, score
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import CountFinding, Finding
from hf_fidelity.ground.text import fold
from hf_fidelity.i18n import ngettext_noop


@dataclass(frozen=True, eq=False)
class AnsweredForm:
    """The questionnaire as teams answered it. Nearly all teams share one, so it is the same object for all of them."""

    version: str
    words: Mapping[str, str]
    """Statement → short hash of its wording."""


@dataclass(frozen=True, slots=True)
class TeamScores:
    """What a comparison keeps of a team: no name, no answer, no text."""

    who: tuple[str, str]
    """Organisation and team id, only to be counted."""
    form: AnsweredForm
    values: tuple[float | None, ...]
    """A score for each of the questionnaire's rows, in their order."""
    numbers: tuple[float | None, ...] = ()
    """What the team's numbers with a limit come to, one a measure of the questionnaire; None: it has none to show."""


@dataclass(frozen=True)
class Counted:
    """The teams of a quarter that count, and how many do not, by reason."""

    basis: Basis | None
    """What all of them are scored on; None where none is counted."""
    teams: tuple[TeamScores, ...]
    left_out: Counter[str]
    """``under-limit``, ``partly-hidden`` (which counts all the same), ``few-counted``, ``unsettled``,
    ``no-answers`` → teams."""

    def findings(self, quarter: Quarter, policy: Policy) -> Iterator[Finding]:
        """What is not counted and why, in numbers of teams."""
        for code, (one, many) in _NOT_COUNTED.items():
            if number := self.left_out[code]:
                params = {"quarter": quarter, "limit": policy.limit}
                yield CountFinding(code, one, params, "warning", many=many, number=number)


class Counting:
    """Counts the teams of one quarter one by one, and keeps of each only its scores."""

    def __init__(self, instrument: Instrument, policy: Policy) -> None:
        # A comparison is no team's own report: open votes under the limit are hidden here from every audience.
        self._instrument, self._policy = instrument, replace(policy, audience="team", own=False)
        self._left_out = Counter[str]()
        self._teams: dict[Basis, list[TeamScores]] = {"agreed": [], "votes": []}

    def add(self, record: Assessment) -> None:
        """One team's record."""
        seen, findings = shown(record, self._policy)
        scores = score(seen, self._instrument)
        hidden = scores.basis == "votes" and any(finding.code == "votes-under-limit" for finding in findings)
        if any(isinstance(rating, float) for rating in scores.ratings.values()):
            self._teams[scores.basis].append(_kept(seen, scores, self._instrument))
            self._left_out["partly-hidden"] += hidden
            self._left_out["few-counted"] += seen.measures != record.measures
        else:
            self._left_out["under-limit" if hidden else "no-answers"] += 1

    def counted(self) -> Counted:
        """The teams on agreed answers, or on votes where no team has agreed answers."""
        agreed, votes = map(tuple, (self._teams["agreed"], self._teams["votes"]))
        left_out = self._left_out.copy()
        if agreed:
            left_out["unsettled"] = len(votes)
            del left_out["partly-hidden"]
        basis: Basis | None = "agreed" if agreed else "votes" if votes else None
        return Counted(basis, agreed or votes, left_out)


def _kept(record: Assessment, scores: Scores, instrument: Instrument) -> TeamScores:
    words = record.instrument.statements
    if instrument.parts:  # a total over other statements is no total of the same thing
        words = {id: words[id] for id in scores.ratings}
    form = _form(record.instrument.version, tuple(words.items()))
    values = tuple([found.value for found in scores.rows.values()])
    numbers = tuple(each.value(record.measures.get(each.id)) for each in instrument.measures)
    return TeamScores((_folded(record.organisation), record.team.id), form, values, numbers)


_folded = lru_cache(maxsize=1024)(fold)


@cache
def _form(version: str, words: tuple[tuple[str, str], ...]) -> AnsweredForm:
    return AnsweredForm(version, dict(words))


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
    "few-counted": ngettext_noop(
        "{quarter}: {number} team's numbers with a limit are left out, because they count fewer than {limit} people.",
        "{quarter}: {number} teams' numbers with a limit are left out, because they count fewer than {limit} people.",
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
