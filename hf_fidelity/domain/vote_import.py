"""Imported votes put into a record: what is added up, what is replaced, and what a meeting agreed on stays.

Pure rules; which file, which record and where it lies is the journey's affair.
"""

from collections.abc import Iterable, Mapping

from hf_fidelity.domain.record.assessment import Answer, Assessment, RecordSource, Tally, Votes
from hf_fidelity.domain.survey.batch import GroupVotes


def has_votes(record: Assessment) -> bool:
    """Whether the record has votes of any kind."""
    return any(answer.votes for answer in record.answers.values())


def is_in(source: RecordSource, record: Assessment) -> bool:
    """Whether a file's votes are in the record already, by its content, whatever it is called."""
    return any(known.kind == "import" and known.sha256 == source.sha256 for known in record.sources)


def replaced(record: Assessment, group: GroupVotes, source: RecordSource) -> Assessment:
    """The record with these votes and no others. Agreed answers, comments and actions stay.

    Votes on a statement that the record's questionnaire worded otherwise are left out: they answered another question.
    """
    votes = _fitting(record, group.votes)
    answers = {
        id: record.answer(id).model_copy(update={"votes": votes.get(id)})
        for id in record.instrument.statements
        if id in votes or id in record.answers
    }
    return _with(record, answers, group.respondents, dict(group.roles), _instead(record.sources, source))


def _instead(sources: tuple[RecordSource, ...], source: RecordSource) -> tuple[RecordSource, ...]:
    """The sources with this import and no other; where it was the only one before, in its old place."""
    if [known for known in sources if known.kind == "import"] == [source]:
        return sources
    return (*(known for known in sources if known.kind != "import"), source)


def added(record: Assessment, group: GroupVotes, source: RecordSource) -> Assessment:
    """The record with these votes on top of its own."""
    votes = _fitting(record, group.votes)
    answers = {
        id: record.answer(id).model_copy(update={"votes": _sum(record.answer(id).votes, votes.get(id))})
        for id in record.instrument.statements
        if id in votes or id in record.answers
    }
    people = (record.participants or 0) + group.respondents
    both = bool(record.roles) and bool(group.roles)
    roles = {role: record.roles.get(role, 0) + group.roles.get(role, 0) for role in {**record.roles, **group.roles}}
    return _with(record, answers, people, roles if both else {}, (*record.sources, source))


def includes(group: GroupVotes, record: Assessment) -> bool:
    """Whether every count is at least the stored one: then it looks like a newer copy of the same export."""
    stored = {id: answer.votes for id, answer in record.answers.items() if answer.votes}
    return bool(stored) and all(
        id in group.votes and _at_least(group.votes[id].all.counts, votes.all.counts) for id, votes in stored.items()
    )


def _at_least(counts: Iterable[int], stored: Iterable[int]) -> bool:
    return all(new >= old for new, old in zip(counts, stored, strict=True))


def _fitting(record: Assessment, votes: Mapping[str, Votes]) -> dict[str, Votes]:
    return {id: given for id, given in votes.items() if id in record.instrument.statements}


def _with(
    record: Assessment,
    answers: dict[str, Answer],
    people: int,
    roles: dict[str, int],
    sources: tuple[RecordSource, ...],
) -> Assessment:
    update = {
        "answers": answers,
        "participants": people,
        "roles": roles,
        "sources": sources,
        "votes_are": record.votes_are or "secret",
    }
    return record.model_copy(update=update)


def _sum(one: Votes | None, other: Votes | None) -> Votes | None:
    if one is None or other is None:
        return one or other
    roles = {role: _tally_sum(one.roles[role], other.roles[role]) for role in one.roles if role in other.roles}
    every = one.roles.keys() == other.roles.keys()
    return Votes(all=_tally_sum(one.all, other.all), roles=roles if every else {})


def _tally_sum(one: Tally, other: Tally) -> Tally:
    return Tally(
        counts=tuple(a + b for a, b in zip(one.counts, other.counts, strict=True)),
        missing=one.missing + other.missing,
        not_relevant=one.not_relevant + other.not_relevant,
    )
