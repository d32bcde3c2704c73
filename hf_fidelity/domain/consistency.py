"""Whether a record fits the questionnaire it belongs to.

A record can be well written and still say something that its questionnaire cannot have asked: it was edited by
hand, or two programs fought over the file. Nothing may be scored from such a record.
"""

from collections.abc import Iterator

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.domain.record.assessment import Answer, Assessment, Votes
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.text import shorten
from hf_fidelity.i18n import N_


def misfits(record: Assessment, instrument: Instrument) -> Iterator[Finding]:
    """Answers that are not points of the questionnaire's scale, and votes that do not fit it."""
    points, given = instrument.scale.values, record.answers.items()
    possible = {None, *points}
    if _fits(record, possible, len(points)):  # nearly every record does, and thousands are read at once
        return
    if off := [id for id, answer in given if answer.agreed not in possible]:
        message = N_("there are answers that are not on the scale ({points}): {answers}.")
        answers = [f"{id}: {shorten(record.answers[id].agreed)}" for id in off]
        yield Finding("off-scale", message, {"answers": answers, "points": list(points)}, "error")
    if wrong := [id for id, answer in given if (votes := answer.votes) and _miscounted(votes, len(points))]:
        message = N_("the votes on {statements} do not fit the scale: {points} counts are needed.")
        yield Finding("miscounted-votes", message, {"statements": wrong, "points": len(points)}, "error")


def _fits(record: Assessment, possible: set[int | None], points: int) -> bool:
    for answer in record.answers.values():
        votes = answer.votes
        if answer.agreed not in possible:
            return False
        if votes is not None and (votes.roles or len(votes.all.counts) != points) and _miscounted(votes, points):
            return False
    return True


def miscounted(answer: Answer, scale: Scale) -> bool:
    """Whether the votes on a statement have another number of counts than the scale has points."""
    return answer.votes is not None and _miscounted(answer.votes, len(scale.values))


def _miscounted(votes: Votes, points: int) -> bool:
    if votes.roles and any(len(tally.counts) != points for tally in votes.roles.values()):
        return True
    return len(votes.all.counts) != points


def misplaced(record: Assessment, quarter: Quarter, instrument: str) -> Finding | None:
    """That the record is of another quarter or questionnaire than its place says; None where they agree."""
    if (record.quarter, record.instrument.id) == (quarter, instrument):
        return None
    message = N_("inside it is the record of {quarter} ({instrument}), which its name does not say.")
    return Finding(
        "misplaced", message, {"quarter": record.quarter, "instrument": shorten(record.instrument.id)}, "error"
    )
