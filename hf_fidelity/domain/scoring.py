"""One quarter's scores: rules 1, 2 and 5.

Equal weights: a principle, a theme and the total are each the mean of their statements.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from hf_fidelity.domain.agreement import mean
from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.instrument import Instrument, Row, RowKey

Basis = Literal["agreed", "votes"]


class NoAnswer(Enum):
    """The two ways of having no number. Neither is neutral, and neither is zero."""

    MISSING = "missing"
    NOT_RELEVANT = "not relevant"


Rating = float | NoAnswer
"""A point on the scale (agreed answers), a mean of votes, or why there is none."""


@dataclass(frozen=True)
class Score:
    """A mean and what it rests on."""

    value: float | None
    """On the scale, e.g. 1–5; None where too little is answered (rule 5)."""
    answered: int
    relevant: int

    @property
    def complete(self) -> bool:
        """Whether every relevant statement has an answer."""
        return self.answered == self.relevant


@dataclass(frozen=True)
class Scores:
    """Everything that one record scores; keys are row ids, the total's is ``total``."""

    basis: Basis
    ratings: Mapping[str, Rating]
    rows: Mapping[RowKey, Score]
    """(level, id) → score."""


def basis_of(record: Assessment) -> Basis:
    """A final record is scored on its agreed answers and never borrows votes (rule 1)."""
    return "agreed" if record.status == "final" else "votes"


def ratings(record: Assessment, instrument: Instrument) -> dict[str, Rating]:
    """A rating for every statement that the record's questionnaire had, in the questionnaire's order."""
    rate = _agreed if basis_of(record) == "agreed" else _mean_vote
    return {id: rate(record, instrument, id) for id in instrument.order if id in record.instrument.statements}


def _agreed(record: Assessment, _instrument: Instrument, id: str) -> Rating:
    answer = record.answer(id)
    if answer.not_relevant_because is not None:
        return NoAnswer.NOT_RELEVANT
    return NoAnswer.MISSING if answer.agreed is None else float(answer.agreed)


def _mean_vote(record: Assessment, instrument: Instrument, id: str) -> Rating:
    votes = record.answer(id).votes
    if votes is None or not any(votes.all.counts):
        return NoAnswer.MISSING
    return mean(instrument.scale.values, votes.all.counts)


def score(record: Assessment, instrument: Instrument) -> Scores:
    """Score a record. What must not be seen has been taken away before (:mod:`hf_fidelity.domain.privacy`)."""
    rated = ratings(record, instrument)
    rows = {row.key: score_row(row, rated) for row in instrument.rows()}
    return Scores(basis_of(record), rated, rows)


def score_row(row: Row, rated: Mapping[str, Rating]) -> Score:
    """The score of one row (rule 5)."""
    members = [rated[id] for id in row.members if id in rated]
    relevant = [rating for rating in members if rating is not NoAnswer.NOT_RELEVANT]
    answered = [rating for rating in relevant if not isinstance(rating, NoAnswer)]
    return Score(_mean(row, answered, len(relevant)), len(answered), len(relevant))


def _mean(row: Row, answered: Sequence[float], relevant: int) -> float | None:
    """A principle needs every relevant statement; a theme and the total at least half of them."""
    needed = relevant if row.level == "principle" else relevant / 2
    return sum(answered) / len(answered) if answered and len(answered) >= needed else None
