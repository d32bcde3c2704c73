"""One quarter's scores: rules 1, 2 and 5; and whether a principle is anchored, rule 4.

Equal weights: a principle, a theme and the total are each the mean of their statements. A reversed statement is
stored as it was answered and counts as the point opposite to it; only here is it turned.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache, reduce
from operator import add
from typing import Any, Literal, NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument, Row, RowKey, Scale
from hf_fidelity.domain.record import Answer, Assessment, PlainAnswers, PlainRecord, parts_of
from hf_fidelity.domain.scores.figures import mean
from hf_fidelity.ground import N_

Basis = Literal["agreed", "votes"]


class NoAnswer(Enum):
    """The two ways of having no number. Neither is neutral, and neither is zero."""

    MISSING = "missing"
    NOT_RELEVANT = "not relevant"

    __hash__ = object.__hash__  # Enum has one in Python, and thousands of answers are looked up


Rating = float | NoAnswer
"""A point on the scale (agreed answers), a mean of votes, or why there is none."""


class Score(NamedTuple):
    """A mean and what it rests on. There are dozens to a record, and a tuple is made in a third of the time."""

    value: float | None
    """On the scale, e.g. 1–5; None where too little is answered (rule 5)."""
    answered: int
    relevant: int

    @property
    def complete(self) -> bool:
        """Whether every relevant statement has an answer."""
        return self.answered == self.relevant


class Scores(NamedTuple):
    """Everything that one record scores; keys are row ids, the total's is ``total``."""

    basis: Basis
    ratings: Mapping[str, Rating]
    rows: Mapping[RowKey, Score]
    """(level, id) → score."""

    @property
    def whole(self) -> Score:
        """How many of all relevant statements are answered; a value only where everything is added up."""
        if (total := self.rows.get(("total", "total"))) is not None:
            return total
        answered = sum(isinstance(rating, float) for rating in self.ratings.values())
        missing = sum(rating is NoAnswer.MISSING for rating in self.ratings.values())
        return Score(None, answered, answered + missing)


def basis_of(record: Assessment) -> Basis:
    """A final record is scored on its agreed answers and never borrows votes (rule 1)."""
    return "agreed" if record.status == "final" else "votes"


def ratings(record: Assessment, instrument: Instrument, basis: Basis | None = None) -> dict[str, Rating]:
    """A rating for every statement that the team was asked, in the questionnaire's order.

    ``basis`` is what they rest on, where that is not what the record is scored on.
    Those of parts that it has not chosen, and those that the record's questionnaire did not have, are not among them.
    Each counts as it did when it was answered: a statement turned since turns no quarter that is past.
    """
    instrument = record.instrument.of_its_day(instrument)
    had, given = record.instrument.statements, record.answers
    order = [id for id in instrument.asked(parts_of(record, instrument)) if id in had]
    if (basis or basis_of(record)) == "votes":
        return {id: _mean_vote(given[id], instrument.counted(id)) if id in given else NoAnswer.MISSING for id in order}
    rated = {id: _agreed(given[id]) if id in given else NoAnswer.MISSING for id in order}
    for id in instrument.reversed & rated.keys():
        if isinstance(point := rated[id], float):
            rated[id] = float(instrument.counts_as(id, int(point)))
    return rated


def _agreed(answer: Answer) -> Rating:
    if answer.agreed is not None:
        return float(answer.agreed)
    return NoAnswer.MISSING if answer.not_relevant_because is None else NoAnswer.NOT_RELEVANT


def _mean_vote(answer: Answer, counted: Sequence[int]) -> Rating:
    if answer.votes is None or not any(answer.votes.all.counts):
        return NoAnswer.MISSING
    return _mean_of(counted, answer.votes.all.counts)


_mean_of = lru_cache(maxsize=16_384)(mean)  # a few people can answer in so many ways only


def score(record: Assessment, instrument: Instrument, basis: Basis | None = None) -> Scores:
    """Score a record. What must not be seen has been taken away before (:mod:`hf_fidelity.domain.record.privacy`).

    ``basis`` as in :func:`ratings`.
    """
    rated = ratings(record, instrument, basis)
    scored = _of_rows(tuple(map(rated.get, instrument.order)), instrument)
    return Scores(basis or basis_of(record), rated, dict(zip(instrument.row_keys, scored, strict=True)))


def _of_rows(points: tuple[Rating | None, ...], instrument: Instrument) -> list[Score]:
    """The score of each row, of ratings in the order of the statements."""
    summed = [_mean(row.members(points), row.level == "principle") for row in instrument.summed_rows]
    return [*summed, *map(_alone, points)]


# Of records in plain values that nothing is to be hidden of. They have an answer for every statement, in their order;
# the questionnaire has neither parts nor statements that count the other way round.


def agreed_values(answers: PlainAnswers, instrument: Instrument) -> tuple[float | None, ...] | None:
    """The value of each row on agreed answers, as :func:`score` has it; None: nothing is answered."""
    agreed = answers.agreed
    if None not in agreed:  # whole numbers are added up in any order to the same
        return (*[sum(row.members(agreed)) / row.size for row in instrument.summed_rows], *agreed)
    if agreed.count(None) == len(agreed):
        return None
    summed = [
        _mean_of_some(given, row.members(answers.relevant), row.level == "principle")
        if None in (given := row.members(agreed))
        else sum(given) / row.size
        for row in instrument.summed_rows
    ]
    return (*summed, *agreed)


def _mean_of_some(given: Sequence[int | None], relevant: Sequence[bool], every: bool) -> float | None:
    """The value of a row of whole points, of which some are missing, as :func:`_mean` has it."""
    points = [point for point in given if point is not None]
    n = len(points)
    return sum(points) / n if n and _is_enough(n, sum(relevant), every) else None


def _agreed_points(answers: PlainAnswers) -> tuple[Rating, ...]:
    """The rating of each statement on agreed answers."""
    said = zip(answers.agreed, answers.relevant, strict=True)
    return tuple([_without_point[relevant] if point is None else float(point) for point, relevant in said])


_without_point = {True: NoAnswer.MISSING, False: NoAnswer.NOT_RELEVANT}


def votes_points(answers: PlainAnswers) -> tuple[float | None, ...]:
    """The mean of the votes on each statement; None where nobody has given a point."""
    return tuple([None if votes is None else votes.mean for votes in answers.votes])


def values_of(points: Iterable[float | None], instrument: Instrument) -> tuple[float | None, ...] | None:
    """The value of each row on such points; None: there is no point at all."""
    alone = tuple(points)
    if alone.count(None) == len(alone):
        return None
    rated = _rated(alone)
    return (*[_mean(row.members(rated), row.level == "principle").value for row in instrument.summed_rows], *alone)


def _rated(points: Iterable[float | None]) -> tuple[Rating, ...]:
    return tuple([NoAnswer.MISSING if point is None else point for point in points])


def score_plain(record: PlainRecord, instrument: Instrument) -> Scores:
    """The whole score of such a record, as :func:`score` has it."""
    rated = ratings_plain(record, instrument)
    rows = dict(zip(instrument.row_keys, _of_rows(tuple(rated.values()), instrument), strict=True))
    return Scores(basis_of(record.head), rated, rows)


def ratings_plain(record: PlainRecord, instrument: Instrument) -> dict[str, Rating]:
    """A rating for every statement of such a record, as :func:`ratings` has it."""
    agreed = basis_of(record.head) == "agreed"
    points = _agreed_points(record.answers) if agreed else _rated(votes_points(record.answers))
    return dict(zip(instrument.order, points, strict=True))


@lru_cache(maxsize=4096)
def _alone(rating: Rating | None) -> Score:
    """The score of a row of one statement: most rows are such."""
    return _mean((rating,), True)


@lru_cache(maxsize=16_384)  # to a few statements there are only so many answers
def _mean(members: tuple[Rating | None, ...], every: bool) -> Score:
    """The mean of what is answered; None among the members: it was not asked.

    A principle needs ``every`` relevant statement; a theme and the total at least half of them.
    """
    try:
        n = relevant = len(members)
        together = _sum(members)
    except TypeError:  # not every member is a number
        answered = [rating for rating in members if isinstance(rating, float)]
        n, together = len(answered), _sum(answered)
        relevant = n + members.count(NoAnswer.MISSING)
    return Score(together / n if n and _is_enough(n, relevant, every) else None, n, relevant)


def _is_enough(answered: int, relevant: int, every: bool) -> bool:
    return answered >= (relevant if every else relevant / 2)


def _sum(ratings: Iterable[Any]) -> float:
    """Each is added to those before it: ``sum`` rounds otherwise in later versions of Python.

    Raises TypeError where one of them is no number.
    """
    return reduce(add, ratings, 0.0)


def index_of(score: Score | None, instrument: Instrument) -> float | None:
    """A score as 0–100 percent of the scale's range; None where there is no score."""
    return instrument.scale.index(score.value) if score and score.value is not None else None


# Anchored, or to be strengthened? Rule 4: the manual's own pair of words, on agreed answers only.
#
# No official cut-off exists for Bilag 1, and none is invented or borrowed here. The rule is ours and is printed
# beside what it says.


Ratings = Mapping[str, Rating]
HAVE_A_STATE = ("theme", "principle")
"""The levels of which is said how they stand."""

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
    if row.level not in HAVE_A_STATE:
        return None
    points = [r for id in row.members if isinstance(r := now.get(id), float)]
    if not points:
        return None
    if min(points) <= limits.strengthen_to:
        return "to-strengthen"
    relevant = [id for id in row.members if now.get(id, NoAnswer.MISSING) is not NoAnswer.NOT_RELEVANT]
    if not _lived(relevant, now, limits.anchored_from):
        return "mixed"
    return "anchored" if _lived(relevant, before, limits.anchored_from) else "agreed-once"


def _lived(statements: list[str], rated: Ratings, anchored_from: int) -> bool:
    return all(isinstance(r := rated.get(id), float) and r >= anchored_from for id in statements)
