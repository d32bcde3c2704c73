"""Who may see what: rules 14–16. Applied *before* scoring, so that nothing hidden enters a number that is shown.

The scoring never sees what :func:`shown` has taken away; there is no second place to forget it in.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from hf_fidelity.domain.record.assessment import (
    Answer,
    Assessment,
    CitizenInvolvement,
    Correction,
    FromTo,
    PlainRecord,
    Votes,
)
from hf_fidelity.ground import N_, Finding, Quarter

Audience = Literal["team", "public"]


class Policy(NamedTuple):
    """For whom a report is made, and the smallest group whose votes may be shown (3 or more)."""

    limit: int
    audience: Audience = "team"
    own: bool = True
    """Whether it is one team's own report. In any other, open votes under the limit are hidden too (rule 14)."""


def storable(
    record: Assessment, limit: int, *, own: bool = True, stored: Assessment | None = None
) -> tuple[Assessment, tuple[Finding, ...]]:
    """The record with only what may be kept on disk, and a finding for each thing left out.

    Votes of fewer people than the limit are kept only where the team says that they are open, which it can say of its
    ``own`` votes and of nobody else's. Role counts are kept only where *every* role reaches the limit. What is
    ``stored`` already stays as it is: a limit that is higher now hides it, and takes nothing away.
    """
    kept = stored if stored and stored.votes_are == record.votes_are else None
    return _without(record, limit, may_be_open=own, kept=kept)


def are_open(votes: Votes, record: Assessment) -> bool:
    """Whether these votes of the record were given openly.

    That is so for each statement by itself: imported votes are secret, whatever was said at the meeting. In a record
    from before that was noted, nobody can tell its own votes from those that were imported, so that all are secret.
    """
    if votes.given is not None:
        return votes.given == "open"
    return record.votes_are == "open" and not any(source.kind == "import" for source in record.sources)


def shown(record: Assessment, policy: Policy) -> tuple[Assessment, tuple[Finding, ...]]:
    """The record as the audience may see it, and a finding for each thing that is hidden.

    ``public`` leaves out comments, reasons, who "we" are and what a theme is about, citizens' words, actions,
    corrections, sources, and open votes under the limit. Measures that count fewer people than the limit stand in a
    team's own report only: a caseload of one worker is about that worker.
    """
    public = policy.audience == "public"
    own = policy.own and not public
    kept, findings = _without(record, policy.limit, may_be_open=own)
    update: dict[str, Any] = {}
    if not own and (few := _counts_of_few(record, policy.limit)):
        update["measures"] = {id: given for id, given in record.measures.items() if id not in few}
        findings = (*findings, _few_counted(record, policy.limit))
    if heard := record.citizen_involvement:
        update["citizen_involvement"] = _citizens(heard, policy)
    if public:
        answers = {id: _without_words(answer) for id, answer in kept.answers.items()}
        update |= {"answers": answers, "we": None, "which": {}, "actions": (), "history": (), "sources": ()}
    told = (*_not_kept(record), *findings, *brief_inspire_hidden(record, policy.limit), *_said_replaced(kept))
    return _with(kept, update), told


def nothing_to_hide(record: PlainRecord, limit: int) -> bool:
    """Whether :func:`shown` would hide no figure of the record in a report that is no team's own, nor say anything.

    That is so where the votes on every statement are of the limit or more, and there are no other figures of people.
    """
    head, people = record.head, [votes.answered for votes in record.answers.votes if votes]
    return min(people, default=limit) >= limit and not (head.roles or head.measures or head.replaced)


def _with(record: Assessment, update: dict[str, Any]) -> Assessment:
    """The record with these fields. Most records have nothing to hide, and are not copied."""
    return record.model_copy(update=update) if update else record


def _without_words(answer: Answer) -> Answer:
    """That a statement is not relevant is shown to everyone; why is not, and neither is anything else in words."""
    if answer.comment is answer.not_relevant_because is answer.changed_because is None:
        return answer
    said = None if answer.not_relevant_because is None else ""
    return Answer(agreed=answer.agreed, votes=answer.votes, not_relevant_because=said)


def _without(
    record: Assessment, limit: int, *, may_be_open: bool, kept: Assessment | None = None
) -> tuple[Assessment, tuple[Finding, ...]]:
    """The record without votes of too few, and without roles of too few; what is in ``kept`` stays."""
    floors = _floors(record) if may_be_open else {}
    votes = {id: answer.votes for id, answer in record.answers.items() if answer.votes}
    seen = {id: given for id, given in votes.items() if sum(given.all.counts) >= floors.get(id, limit)}
    by_role = _headcounts_of_all_may_be_seen(record.participants or 0, seen.values(), record.roles, limit)
    hidden: list[str] = []
    answers: dict[str, Answer] = {}
    update: dict[str, Any] = {}
    if (roles_hidden := not by_role) and record.roles and not (kept and kept.roles == record.roles):
        update["roles"] = {}
    for id, given in votes.items():
        if kept and given == kept.answer(id).votes:
            continue
        if id not in seen:
            hidden.append(id)
            answers[id] = record.answers[id].model_copy(update={"votes": None})
        elif given.roles and not (by_role and _roles_may_be_seen(given, record.roles, limit)):
            roles_hidden = True
            answers[id] = record.answers[id].model_copy(update={"votes": given.model_copy(update={"roles": {}})})
    if answers:
        update["answers"] = record.answers | answers
    if record.history:
        update["history"] = masked(record.history)
    return _with(record, update), tuple(_findings(record, hidden, roles_hidden, limit))


def roles_are_kept(people: int, votes: Collection[Votes], roles: Mapping[str, int], limit: int) -> bool:
    """Whether :func:`storable` keeps the figures by role of a file's votes, which so many ``people`` gave in secret."""
    if not headcounts_may_be_seen(people, roles, limit):  # most teams are small, and their votes need not be looked at
        return False
    seen = [given for given in votes if sum(given.all.counts) >= limit]
    by_role = _headcounts_of_all_may_be_seen(people, seen, roles, limit)
    return by_role and all(_roles_may_be_seen(given, roles, limit) for given in seen if given.roles)


def _floors(record: Assessment) -> dict[str, int]:
    """Statement → the fewest people whose votes may be seen, where that is not the limit: of open votes everybody's."""
    return {id: 1 for id, answer in record.answers.items() if answer.votes and are_open(answer.votes, record)}


def headcounts_may_be_seen(people: int, roles: Mapping[str, int], limit: int) -> bool:
    """Every role is large enough, and so are those who have none: everybody minus the roles would tell them."""
    rest = people - sum(roles.values())
    return not roles or (min(roles.values()) >= limit and not 0 < rest < limit)


def _headcounts_of_all_may_be_seen(people: int, seen: Collection[Votes], roles: Mapping[str, int], limit: int) -> bool:
    """Of those who took part in the meeting, and those who were asked in a survey before it: either may be everybody.

    Of the votes only those count that are seen: whether roles are hidden must tell nothing of the others.
    """
    if not roles:  # most records have none
        return True
    asked = max((given.all.asked for given in seen), default=0)
    return all(headcounts_may_be_seen(n, roles, limit) for n in (people, asked))


def _roles_may_be_seen(votes: Votes, roles: Mapping[str, int], limit: int) -> bool:
    """Of votes that have roles: every one is large enough, and what all minus those shown gives is nobody, or enough.

    That goes for those who answered and for those who were asked: that two people without a role did not answer
    is also something about two people.
    """
    every, silent = votes.all, votes.all.missing + votes.all.not_relevant
    rest = sum(every.counts)
    for tally in votes.roles.values():  # for each statement of thousands of teams, so no call for each
        answered = sum(tally.counts)
        if answered < limit:
            return False
        rest -= answered
        silent -= tally.missing + tally.not_relevant
    return all(not few or few >= limit for few in (rest, rest + silent)) and roles.keys() <= votes.roles.keys()


def masked(history: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """Corrections without the figures of groups: that they were corrected is said, what they were is not.

    A group's size can change with a correction, so no limit could guard both values.
    """
    return tuple(map(_masked_entry, history))


def _masked_entry(entry: Correction) -> Correction:
    changes = {path: _masked(path, change) for path, change in entry.changes.items()}
    if all(changes[path] is change for path, change in entry.changes.items()):  # nearly all; there may be thousands
        return entry
    return entry.model_copy(update={"changes": changes})


_FIGURES = {"votes", "roles", "brief_inspire"}
"""The keys of a record that hold figures of a group."""


def is_group_figure(path: str) -> bool:
    """Whether the path of a change leads to figures of a group (or to something that holds them)."""
    return bool(_FIGURES & set(path.split("."))) or path == "citizen_involvement"


def _masked(path: str, change: FromTo) -> FromTo:
    hidden = is_group_figure(path) or _holds_figures(change.before) or _holds_figures(change.after)
    return FromTo.model_validate({"from": None, "to": None}) if hidden else change


def _holds_figures(value: Any) -> bool:
    """Whether a value holds figures somewhere: a whole answer may have been changed at once, with its votes."""
    if isinstance(value, Mapping):
        return bool(_FIGURES & value.keys()) or any(map(_holds_figures, value.values()))
    return isinstance(value, list | tuple) and any(map(_holds_figures, value))


def _findings(record: Assessment, hidden: list[str], roles_hidden: bool, limit: int) -> Iterator[Finding]:
    if hidden:
        yield Finding(
            "votes-under-limit",
            N_("{quarter}: the votes on {statements} are left out, because fewer than {limit} people answered."),
            {"quarter": record.quarter, "statements": hidden, "limit": limit},
            "warning",
        )
    if roles_hidden:
        yield roles_under_limit(record.quarter, limit)


def roles_under_limit(quarter: Quarter, limit: int) -> Finding:
    """That figures by role are left out, because they are of fewer people than the limit."""
    return Finding(
        "roles-under-limit",
        N_(
            "{quarter}: figures by role are left out, because a role, or those without one, are fewer than "
            "{limit} people."
        ),
        {"quarter": quarter, "limit": limit},
        "warning",
    )


def _not_kept(record: Assessment) -> Iterator[Finding]:
    """That an import had a statement whose votes were never kept (:func:`storable`): the record has only its name.

    The limit of that day is not known any more, and it is as true where nobody answered, which nobody is to be told.
    """
    if record.status != "votes":
        return
    given = record.answers.items()
    if bare := [id for id, answer in given if answer.votes is None and not answer.settled]:
        yield Finding(
            "votes-not-kept",
            N_("{quarter}: the votes on {statements} are left out, because too few people answered."),
            {"quarter": record.quarter, "statements": bare},
            "warning",
        )


def _said_replaced(seen: Assessment) -> Iterator[Finding]:
    """That the votes have taken the place of others, which may have been in an earlier report of the quarter."""
    if seen.replaced and any(answer.votes for answer in seen.answers.values()):
        yield Finding(
            "votes-replaced",
            N_(
                "{quarter}: this report replaces an earlier one, for its votes have taken the place of others. Whoever "
                "has both can subtract one from the other."
            ),
            {"quarter": seen.quarter},
            "warning",
        )


def _counts_of_few(record: Assessment, limit: int) -> set[str]:
    """The measures in which a number counts somebody, and fewer than the limit."""
    return {id for id, given in record.measures.items() if any(0 < number < limit for number in given.values())}


def _few_counted(record: Assessment, limit: int) -> Finding:
    return Finding(
        "measures-under-limit",
        N_("{quarter}: numbers that count fewer than {limit} people are left out."),
        {"quarter": record.quarter, "limit": limit},
        "warning",
    )


def brief_inspire_hidden(record: Assessment, limit: int) -> Iterator[Finding]:
    """That Brief INSPIRE is not shown, where so few answered that it could tell what one of them said."""
    heard = record.citizen_involvement
    if heard and heard.brief_inspire and heard.brief_inspire.n < limit:
        yield Finding(
            "brief-inspire-under-limit",
            N_("{quarter}: Brief INSPIRE is left out, because fewer than {limit} citizens answered."),
            {"quarter": record.quarter, "limit": limit},
            "warning",
        )


def _citizens(heard: CitizenInvolvement, policy: Policy) -> CitizenInvolvement:
    small = heard.brief_inspire is not None and heard.brief_inspire.n < policy.limit
    update = {"brief_inspire": None} if small else {}
    if policy.audience == "public":
        update |= {"how": None, "what_it_changed": None}
    return heard.model_copy(update=update)
