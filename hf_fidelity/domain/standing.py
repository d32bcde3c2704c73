"""Anchored, or to be strengthened? Rule 4: the manual's own pair of words, on agreed answers only.

No official cut-off exists for Bilag 1, and none is invented or borrowed here. The rule is ours and is printed
beside what it says.
"""

from collections.abc import Mapping
from typing import Literal

from hf_fidelity.domain.questionnaire.instrument import Instrument, Row
from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.domain.scores.scoring import NoAnswer, Rating
from hf_fidelity.i18n import N_

Ratings = Mapping[str, Rating]
State = Literal["anchored", "agreed-once", "to-strengthen", "mixed"]

RULE = N_(
    'Anchored: every relevant statement at "{anchored}" or above, this quarter and the previous measured one; '
    'with only this quarter so, that is said. To be strengthened: any statement at "{strengthen}" or below. '
    "Otherwise mixed. This rule is ours; the form has no official cut-off."
)


def rule(instrument: Instrument, scale: Scale) -> tuple[str, dict[str, Mapping[str, str]]]:
    """The rule as a message id and its parameters, with the labels of one of the questionnaire's scales."""
    limits = instrument.thresholds
    return RULE, {
        "anchored": scale.label(limits.anchored_from),
        "strengthen": scale.label(limits.strengthen_to),
    }


def state(row: Row, instrument: Instrument, now: Ratings, before: Ratings) -> State | None:
    """How a theme or principle stands on agreed answers; None for other rows, and where nothing is answered.

    Statements that are not relevant now are left aside (rule 5); the others must have been answered both times to
    be anchored. ``before`` holds the previous measured quarter's
    ratings that can be compared; it is empty where there are none.
    """
    limits = instrument.thresholds
    points = [r for id in row.members if isinstance(r := now.get(id), float)]
    if row.level not in ("theme", "principle") or not points:
        return None
    if min(points) <= limits.strengthen_to:
        return "to-strengthen"
    relevant = [id for id in row.members if now.get(id, NoAnswer.MISSING) is not NoAnswer.NOT_RELEVANT]
    if not _lived(relevant, now, limits.anchored_from):
        return "mixed"
    return "anchored" if _lived(relevant, before, limits.anchored_from) else "agreed-once"


def _lived(statements: list[str], rated: Ratings, anchored_from: int) -> bool:
    return all(isinstance(r := rated.get(id), float) and r >= anchored_from for id in statements)
