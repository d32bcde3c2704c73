"""What must not be seen of a record, said once more in another way than the program says it; and other such things.

The first adversary changes everything hidden. Whoever reads a report must not be able to tell the difference.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random
from typing import Any, TypeVar

from hf_fidelity.domain.record.assessment import (
    Action,
    Answer,
    Assessment,
    BriefInspire,
    CitizenInvolvement,
    Correction,
    FromTo,
    RecordSource,
    Tally,
    Votes,
)
from hf_fidelity.domain.record.privacy import Policy
from tests.privacy.stores import MOMENT

T = TypeVar("T")


def small(n: int, limit: int) -> bool:
    """Whether a group has people in it, but too few; less than nobody is too few as well."""
    return n != 0 and n < limit


def subsets(things: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Every choice of some of them, all of them included, none left out."""
    for size in range(1, len(things) + 1):
        yield from combinations(things, size)


def people(tally: Tally) -> int:
    """Everyone who was asked, whether they answered or not."""
    return tally.answered + tally.missing + tally.not_relevant


def hides_votes(record: Assessment, votes: Votes, policy: Policy) -> bool:
    """Whether so few answered that the statement's votes are hidden."""
    may_be_open = record.votes_are == "open" and policy.audience == "team" and policy.own
    return votes.all.answered < (1 if may_be_open else policy.limit)


def hides_headcounts(record: Assessment, limit: int) -> bool:
    """Whether a role, or those without one, are too few."""
    rest = 0 if record.participants is None else max(0, record.participants - sum(record.roles.values()))
    return bool(record.roles) and any(small(n, limit) for n in (*record.roles.values(), rest))


def hides_roles(record: Assessment, votes: Votes, limit: int) -> bool:
    """Whether the votes by role show a small group, or the votes of all minus those of some roles do."""
    if hides_headcounts(record, limit):
        return True
    return any(
        small(count(one) if one is not votes.all else count(one) - sum(map(count, some)), limit)
        for count in (people, _answered)
        for some in subsets(list(votes.roles.values()))
        for one in (*some, votes.all)
    )


def _answered(tally: Tally) -> int:
    return tally.answered


def otherwise(record: Assessment, policy: Policy, random: Random) -> Assessment:
    """The record with other things in every place that must not be seen."""
    update: dict[str, Any] = {
        "answers": {id: _answer(answer, record, policy, random) for id, answer in record.answers.items()},
        "citizen_involvement": _citizens(record.citizen_involvement, policy, random),
        "history": tuple(_correction(entry, random) for entry in record.history),
    }
    if hides_headcounts(record, policy.limit):
        update["roles"] = _headcounts(record.roles, policy.limit, random)
    if policy.audience == "public":
        update |= {"actions": _actions(record, random), "sources": _sources(random), "history": _history(random)}
    return record.model_copy(update=update)


def _answer(answer: Answer, record: Assessment, policy: Policy, random: Random) -> Answer:
    update: dict[str, Any] = {"votes": answer.votes and _votes(answer.votes, record, policy, random)}
    if policy.audience == "public":
        update |= {"comment": _word(random), "changed_because": _word(random)}
        if answer.not_relevant_because is not None:
            update["not_relevant_because"] = f"Ordret {random.random()}"
    return answer.model_copy(update=update)


def _votes(votes: Votes, record: Assessment, policy: Policy, random: Random) -> Votes:
    """Hidden votes of another group of too few; or other votes of the same roles, each as many as before."""
    if hides_votes(record, votes, policy):
        answered = random.randrange(policy.limit) if votes.all.answered else 0
        return Votes(
            all=_tally(len(votes.all.counts), answered, random),
            roles={role: _tally(len(votes.all.counts), random.randrange(9), random) for role in votes.roles},
        )
    if hides_roles(record, votes, policy.limit):
        return Votes(all=votes.all, roles={role: _same_size(tally, random) for role, tally in votes.roles.items()})
    return votes


def _tally(points: int, answered: int, random: Random) -> Tally:
    counts = [0] * points
    for _ in range(answered):
        counts[random.randrange(points)] += 1
    return Tally(counts=tuple(counts), missing=random.randrange(9), not_relevant=random.randrange(3))


def _same_size(tally: Tally, random: Random) -> Tally:
    other = _tally(len(tally.counts), tally.answered, random)
    silent = random.randint(0, tally.missing + tally.not_relevant)
    left = tally.missing + tally.not_relevant - silent
    return other.model_copy(update={"missing": silent, "not_relevant": left})


def _headcounts(roles: dict[str, int], limit: int, random: Random) -> dict[str, int]:
    """Other sizes, one too small as before; where only those without a role are too few, they stay as many."""
    if not any(small(n, limit) for n in roles.values()):
        return dict(zip(roles, reversed(roles.values()), strict=True))
    return {
        role: random.randrange(1, limit) if n < limit else random.randint(limit, limit + 20)
        for role, n in roles.items()
    }


def _citizens(heard: CitizenInvolvement | None, policy: Policy, random: Random) -> CitizenInvolvement | None:
    if heard is None:
        return None
    update: dict[str, Any] = {}
    if heard.brief_inspire and heard.brief_inspire.n < policy.limit:
        result = BriefInspire(mean=random.randint(0, 100), n=random.randrange(policy.limit))
        update["brief_inspire"] = result
    if policy.audience == "public":
        update |= {"how": _word(random), "what_it_changed": _word(random)}
    return heard.model_copy(update=update)


def _correction(entry: Correction, random: Random) -> Correction:
    """Other figures in the correction; a correction without figures is as it was."""
    changes = {
        path: FromTo.model_validate({"from": _figures(change.before, random), "to": _figures(change.after, random)})
        if {"votes", "roles", "brief_inspire"} & {*path.split("."), *_keys(change.before), *_keys(change.after)}
        else change
        for path, change in entry.changes.items()
    }
    return entry.model_copy(update={"changes": changes})


def _keys(value: Any) -> Iterator[str]:
    """Every key in a value, however deep."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield from (key, *_keys(inner))


def _figures(value: Any, random: Random) -> Any:
    """The same shape with other numbers."""
    if isinstance(value, dict):
        return {key: _figures(inner, random) for key, inner in value.items()}
    if isinstance(value, list):
        return [_figures(inner, random) for inner in value]
    return random.randint(0, 9) if isinstance(value, int | float) else value


def _word(random: Random) -> str | None:
    """What somebody may have written, or that nobody wrote anything."""
    return random.choice([None, f"Ordret {random.random()}"])


def _actions(record: Assessment, random: Random) -> tuple[Action, ...]:
    return tuple(
        Action(id=f"x{n}", text=f"Ordret {random.random()}", owner=_word(random), opened_in=record.quarter)
        for n in range(random.randrange(3))
    )


def _history(random: Random) -> tuple[Correction, ...]:
    made = Correction(revision=1, at=MOMENT, why=f"Ordret {random.random()}", changes={})
    return (made,) * random.randrange(2)


def _sources(random: Random) -> tuple[RecordSource, ...]:
    return (RecordSource(kind="import", file=_word(random), rows=random.randrange(20)),) * random.randrange(2)
