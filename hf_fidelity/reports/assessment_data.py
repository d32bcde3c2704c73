"""One quarter in the JSON shape that others rely on: the record's own keys, scores, and notes."""

from typing import Any

from hf_fidelity.domain.questionnaire.instrument import RowKey
from hf_fidelity.domain.scores.scoring import NoAnswer
from hf_fidelity.domain.snapshot import Snapshot
from hf_fidelity.reports.measures import measure_data
from hf_fidelity.reports.trend_data import index_of
from hf_fidelity.reports.vote_figures import vote_figures

_GROUPS = {"theme": "themes", "principle": "principles"}


def assessment_data(shown: Snapshot, notes: tuple[str, ...]) -> dict[str, Any]:
    """What ``show --format json`` prints. Numbers in full precision; what is hidden or not known is null."""
    scores: dict[str, Any] = {
        "total": _score(shown, ("total", "total")),
        "themes": {},
        "principles": {},
        "statements": {},
    }
    for key in shown.measured.scores.rows:
        if key[0] in _GROUPS:
            scores[_GROUPS[key[0]]][key[1]] = _score(shown, key)
    for id, rating in shown.measured.scores.ratings.items():
        scores["statements"][id] = {
            "score": None if isinstance(rating, NoAnswer) else rating,
            **({"reversed": True} if id in shown.instrument.reversed else {}),
            **_votes(shown, id),
        }
    record = shown.record.model_dump(mode="json")
    readings = [measure_data(course.newest) for course in shown.trend.measures if course.newest]
    return {
        **record,
        "instrument_status": shown.instrument.status,
        "basis": shown.measured.scores.basis,
        "scores": scores,
        "readings": readings,
        "notes": list(notes),
    }


def _score(shown: Snapshot, key: RowKey) -> dict[str, Any]:
    score = shown.measured.scores.rows[key]
    return {
        "score": score.value,
        "index": index_of(score, shown.instrument),
        "answered": score.answered,
        "relevant": score.relevant,
        "complete": score.complete,
        "state": shown.states.get(key),
    }


def _votes(shown: Snapshot, id: str) -> dict[str, Any]:
    votes, found = shown.record.answer(id).votes, shown.votes(id)
    if votes is None or found is None:
        return {}
    return vote_figures(votes, found)
