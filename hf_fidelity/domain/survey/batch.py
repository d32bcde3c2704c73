"""What a batch of survey files comes to, and how its votes get into a record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import exp, lgamma, log
from operator import is_
from typing import Literal, Self

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Answer, Assessment, Policy, RecordSource, Tally, Votes, are_open
from hf_fidelity.domain.scores.figures import Moments
from hf_fidelity.domain.scores.scoring import Scores
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes, PeopleMarks
from hf_fidelity.ground import Finding, Quarter

Stored = Literal["created", "unchanged", "updated", "refused", "held-back", "dry-run"]


@dataclass(frozen=True)
class Imported:
    """What became of one team and quarter, as it may be shown (privacy applied)."""

    organisation: str
    team: str
    quarter: Quarter
    respondents: int
    """People who answered in its files; for agreed answers 0."""
    stored: Stored
    basis: Literal["votes", "agreed"] = "votes"
    record: str | None = None
    """The record's path from the data folder, with ``/``, where the answers are in it; else None."""
    why: Finding | None = None
    """Why it was refused, held back or unchanged; None where there is nothing to say."""
    shown: Assessment | None = None
    """The record with only what may be shown; None where nothing may."""
    scores: Scores | None = None
    """Its scores on ``basis``; None where nothing may be shown."""
    files: tuple[str, ...] = ()
    """The files it came from, as they were given."""
    hidden: Mapping[str, Finding] = field(default_factory=dict)
    """Statement → why it has no figures; only statements without."""
    roles_hidden: tuple[Finding, ...] = ()
    """What the file says of the team and nobody is shown, because too few people stand behind it: roles."""


@dataclass(frozen=True)
class Batch:
    """Everything that one call of ``score`` did."""

    instrument: Instrument
    policy: Policy
    files: tuple[ExportRead, ...]
    teams: tuple[Imported, ...]
    lenient: bool = False
    dry_run: bool = False

    def for_others(self) -> Self:
        """The same to be handed on: without what stood in cells, which may be what a few people wrote."""
        files = tuple(read.for_others() for read in self.files)
        return self if all(map(is_, files, self.files)) else replace(self, files=files)

    def of_hidden(self) -> set[tuple[str, str, Quarter]]:
        """The teams and quarters with votes in a file of which nothing may be shown: they are in no other figure.

        Some file has too few of their people, or the votes were refused because they tell what a few answered.
        """
        groups = (group for read in self.files for group in read.groups)
        few = {(g.organisation, g.team, g.quarter) for g in groups if g.respondents < self.policy.limit}
        return few | self._of_teams(lambda team: team.basis == "votes" and not team.shown)

    def some_are_refused(self, read: ExportRead) -> bool:
        """Whether a file has votes that were refused because they tell what a few answered: its sums do so, too."""
        return any((group.organisation, group.team, group.quarter) in self._refused for group in read.groups)

    @cached_property
    def _refused(self) -> set[tuple[str, str, Quarter]]:
        return self._of_teams(lambda team: team.basis == "votes" and team.stored == "refused" and not team.shown)

    def _of_teams(self, those: Callable[[Imported], bool]) -> set[tuple[str, str, Quarter]]:
        return {(team.organisation, team.team, team.quarter) for team in self.teams if those(team)}

    def moments(self) -> dict[str, Moments]:
        """Theme → sums for alpha, over all files; only of at least as many people as the limit.

        A file's sums are of all its teams, and those of too few are not among them. Where votes are refused because
        they tell what a few answered, the whole file is left out.
        """
        pooled: dict[str, Moments] = {}
        for read in self.files:
            if self.some_are_refused(read):
                continue
            for theme, found in read.moments.items():
                pooled[theme] = pooled[theme] + found if theme in pooled else found
        return {theme: found for theme, found in pooled.items() if found.n >= self.policy.limit}


# Imported votes put into a record: what is added up, what is replaced, and what a meeting agreed on stays.
#
# Pure rules; which file, which record and where it lies is the journey's affair.


def has_votes(record: Assessment) -> bool:
    """Whether the record has votes of any kind."""
    return any(answer.votes for answer in record.answers.values())


def is_in(source: RecordSource, record: Assessment) -> bool:
    """Whether a file's votes, or its sheet's, are in the record already, by its content, whatever it is called."""
    return any(_is_same(source, known) for known in record.sources)


def _is_same(source: RecordSource, known: RecordSource) -> bool:
    same_sheet = source.sheet == known.sheet or None in (source.sheet, known.sheet)
    return known.kind == "import" and known.sha256 == source.sha256 and same_sheet


def replaced(record: Assessment, group: GroupVotes, source: RecordSource) -> Assessment:
    """The record with these votes and no others. Agreed answers, comments and actions stay.

    Votes on a statement that the record's questionnaire worded otherwise are left out: they answered another question.
    """
    votes, before = _secret(_fitting(record, group.votes), record), record.answers
    answers = {
        id: before[id].model_copy(update={"votes": votes.get(id)}) if id in before else Answer(votes=votes[id])
        for id in record.instrument.statements
        if id in votes or id in before
    }
    made = _with(record, answers, group.respondents, dict(group.roles), _instead(record.sources, source))
    again = has_votes(record) and made.answers != record.answers
    return made.model_copy(update={"replaced": record.replaced + 1}) if again else made


def _instead(sources: tuple[RecordSource, ...], source: RecordSource) -> tuple[RecordSource, ...]:
    """The sources with this import and no other; where it was the only one before, in its old place."""
    if [known for known in sources if known.kind == "import"] == [source]:
        return sources
    return (*(known for known in sources if known.kind != "import"), source)


def added(record: Assessment, group: GroupVotes, source: RecordSource) -> Assessment:
    """The record with these votes on top of its own."""
    votes, before = _secret(_fitting(record, group.votes), record), _open_by_themselves(record)
    answers = {
        id: record.answer(id).model_copy(update={"votes": _sum(before.get(id), votes.get(id))})
        for id in record.instrument.statements
        if id in votes or id in record.answers
    }
    people = (record.participants or 0) + group.respondents
    both = bool(record.roles) and bool(group.roles)
    roles = {role: record.roles.get(role, 0) + group.roles.get(role, 0) for role in {**record.roles, **group.roles}}
    return _with(record, answers, people, roles if both else {}, (*record.sources, source))


def without(record: Assessment, imports: Mapping[RecordSource, GroupVotes]) -> Assessment:
    """The record without some files that are in it, and their votes as far as they can be taken out again."""
    answers = dict(record.answers)
    for id, votes in ((id, votes) for group in imports.values() for id, votes in group.votes.items()):
        known = answers[id].votes if id in answers else None
        left = _tally_left(known.all, votes.all) if known else None
        if left:
            rest = Votes(all=left) if sum(left.counts) else None
            answers[id] = answers[id].model_copy(update={"votes": rest})
    sources = tuple(known for known in record.sources if not any(_is_same(gone, known) for gone in imports))
    return record.model_copy(update={"answers": answers, "sources": sources})


def _tally_left(tally: Tally, gone: Tally) -> Tally | None:
    """What is left of a tally without another one; None where that one is not in it."""
    left = [there - taken for there, taken in zip(_every(tally), _every(gone), strict=True)]
    *counts, missing, not_relevant = left
    return None if min(left) < 0 else Tally(counts=tuple(counts), missing=missing, not_relevant=not_relevant)


def _secret(votes: Mapping[str, Votes], record: Assessment) -> dict[str, Votes]:
    """Imported votes, which are secret also where those of the meeting were given openly."""
    if record.votes_are != "open":
        return dict(votes)
    return {id: each.model_copy(update={"given": "secret"}) for id, each in votes.items()}


def _open_by_themselves(record: Assessment) -> dict[str, Votes]:
    """The votes that a record has; those given openly say so themselves, now that secret ones stand beside them."""
    known = {id: answer.votes for id, answer in record.answers.items() if answer.votes}
    return {
        id: votes.model_copy(update={"given": "open"}) if are_open(votes, record) else votes
        for id, votes in known.items()
    }


def asked_alike(other: Assessment, record: Assessment) -> Assessment:
    """Another questionnaire's record with the votes on what this one asks in the same words, under this one's ids."""
    by_words = {words: id for id, words in other.instrument.statements.items()}
    alike = {id: other.answer(by_words[w]) for id, w in record.instrument.statements.items() if w in by_words}
    return other.model_copy(
        update={"answers": {id: answer for id, answer in alike.items() if _as_many_points(answer, record.answer(id))}}
    )


def _as_many_points(one: Answer, other: Answer) -> bool:
    return bool(one.votes and other.votes and len(one.votes.all.counts) == len(other.votes.all.counts))


def few_differ(stored: Assessment, after: Assessment, limit: int) -> bool:
    """Whether two editions of a record differ by the votes of somebody, and perhaps of fewer people than the limit.

    Whoever has a report of each can subtract them. Of every group that both show, all and each role, so many votes at
    the least have come or gone; where even the most of these are few, they may be one person's. Where the new ones
    look like a newer copy, which the same people answered, that goes for each statement by itself.
    """
    pairs = [
        (before, now)
        for id, answer in stored.answers.items()
        if (before := answer.votes) and (now := after.answer(id).votes)
    ]
    if not pairs:
        return False
    moved = [n for before, now in pairs for n in _moved(before, now)]
    if stored.roles and after.roles:
        moved += [abs(after.roles.get(role, 0) - n) for role, n in stored.roles.items()]
    some = [n for n in moved if n]
    if not some:
        return False
    known = {id: votes for id in after.answers if (votes := after.answer(id).votes)}
    same_people = likeness(known, stored) == "newer-copy" or _only_grew(pairs) or _only_grew((b, a) for a, b in pairs)
    return (min(some) if same_people else max(some)) < limit


def _only_grew(pairs: Iterable[tuple[Votes, Votes]]) -> bool:
    """Whether no point has lost an answer: somebody came, and nobody left or thought better of it."""
    return all(_at_least(now.all.counts, before.all.counts) for before, now in pairs)


def _moved(before: Votes, now: Votes) -> Iterator[int]:
    """How many votes of all, and of each role, have come or gone, whichever are more: of everybody, and of answers."""
    by_role = [(each, now.roles[role]) for role, each in before.roles.items() if role in now.roles]
    for one, other in ((before.all, now.all), *by_role):
        for some in (_every, _points):
            steps = [new - old for old, new in zip(some(one), some(other), strict=True)]
            yield max(sum(step for step in steps if step > 0), -sum(step for step in steps if step < 0))


def _points(tally: Tally) -> tuple[int, ...]:
    return tally.counts


def _includes(votes: Mapping[str, Votes], stored: Mapping[str, Votes]) -> bool:
    """Whether every count is at least the stored one: then it looks like a newer copy of the same export."""
    return bool(stored) and all(
        id in votes and _at_least(votes[id].all.counts, known.all.counts) for id, known in stored.items()
    )


def _at_least(counts: Iterable[int], stored: Iterable[int]) -> bool:
    return all(new >= old for new, old in zip(counts, stored, strict=True))


Likeness = Literal["newer-copy", "perhaps"]
_ENOUGH = 3
"""Where fewer answers would differ by chance, nothing can be said for sure."""
_SURE, _SURE_OF_OTHERS, _PERHAPS = 0.35, 0.1, 0.6
"""So small a share of that differs in nearly no group of other people as large, in none of another size, or in few."""
_SIZES = 0.6, 2
"""A newer copy has this many times the people, nearly always."""


def likeness(votes: Mapping[str, Votes], record: Assessment) -> Likeness | None:
    """Whether votes are so like the stored ones that they look like the same people's; None: they do not.

    Only counts are known. Of the smaller group's answers some are in excess of the larger one's; of a newer copy those
    are the ones that somebody changed, or the ones of somebody who was deleted. Had the same answers been dealt out to
    two groups by chance, so many would be in excess on the average; a small share of that is no chance. On random
    groups one of a hundred pairs of other people came so close, and one of ten so close that a word is said.
    """
    return _likeness(votes, {id: answer.votes for id, answer in record.answers.items() if answer.votes})


def may_be_among(votes: Mapping[str, Votes], record: Assessment) -> bool:
    """Whether all of these votes could be among the stored ones, which are of more people: no newer copy is so."""
    stored = {id: answer.votes for id, answer in record.answers.items() if answer.votes}
    both = [(each.all.counts, stored[id].all.counts) for id, each in votes.items() if id in stored]
    return how_many_voted(votes) < how_many_voted(stored) and all(_at_least(more, fewer) for fewer, more in both)


def how_many_voted(votes: Mapping[str, Votes]) -> int:
    """How many people gave these votes."""
    return max((sum(_every(each.all)) for each in votes.values()), default=0)


_HARDLY = 0.001
"""So seldom would as many other people, to whom every answer is as likely, give each of them exactly as often."""


def no_chance(tallies: Mapping[str, Iterable[int]]) -> bool:
    """Whether two groups that have given every answer exactly as often are the same people, in all likelihood.

    Few statements, few people, or people who nearly all answer alike, have their like elsewhere by chance.
    """
    return sum(_log_chance([n for n in counts if n]) for counts in tallies.values()) <= log(_HARDLY)


def _log_chance(counts: list[int]) -> float:
    everybody = sum(counts)
    return lgamma(everybody + 1) + sum(n * log(n / everybody) - lgamma(n + 1) for n in counts)


def are_copies(one: Mapping[str, Votes], other: Mapping[str, Votes]) -> bool:
    """Whether the votes of two files look like the same people's, whichever of them is the newer one."""
    return "newer-copy" in (_likeness(one, other), _likeness(other, one))


def _likeness(votes: Mapping[str, Votes], stored: Mapping[str, Votes]) -> Likeness | None:
    if _includes(votes, stored):
        return "newer-copy"
    excess, expected, sizes = 0, 0.0, [0, 0]
    for id, known in stored.items():
        if id in votes:
            one, other = sorted((_every(known.all), _every(votes[id].all)), key=sum)
            sizes = [sizes[0] + sum(_every(votes[id].all)), sizes[1] + sum(_every(known.all))]
            excess += sum(max(0, few - many) for few, many in zip(one, other, strict=True))
            expected += sum(_by_chance(sum(one), sum(other), few + many) for few, many in zip(one, other, strict=True))
    share = excess / expected if expected else 0.0
    alike = _SIZES[0] <= sizes[0] / sizes[1] <= _SIZES[1] if sizes[1] else False
    sure = _SURE if alike else _SURE_OF_OTHERS
    if expected >= _ENOUGH and share <= sure:
        return "newer-copy"
    return "perhaps" if share <= _PERHAPS else None


SamePeople = Literal["numbers", "rows", "perhaps"]
"""By what people of a file stand in another one too: their numbers, most of their answers; or that they may."""
_SURELY_TWO = 2
"""So many numbers that are the same are no chance; one may be a word that two people are called by."""
_NO_CHANCE, _FEWEST_ROWS = 3, 3
"""So many rows answered alike, and so many times as many as chance gives, are the same people's."""
_NEARLY_ALL, _FEWEST_WAYS, _FEWEST_LACKING = 5, 5, 5
"""One of so many rows may lack in the other file where nearly all stand there, in so many ways of answering, if of
other people's so many more would lack."""


def same_people(marks: PeopleMarks, others: PeopleMarks) -> SamePeople | None:
    """By what a file's people are known to stand in another file as well; None where they are not.

    Rows that are the same answer by answer may be two people's: how often they are is read off how often two rows of
    one file are the same. But a copy that has some of its rows twice is one all the same.
    """
    again, all = len(marks.numbers & others.numbers), min(len(marks.numbers), len(others.numbers))
    if again and (again >= _SURELY_TWO or again * 2 >= all):
        return "numbers"
    one, other = sum(marks.rows.values()), sum(others.rows.values())
    same = sum(min(many, others.rows.get(row, 0)) for row, many in marks.rows.items())
    alike = sum(many * (many - 1) for rows in (marks.rows, others.rows) for many in rows.values())
    by_chance = one * other * (alike + 1) / (one * (one - 1) + other * (other - 1) + 1)
    if same >= _FEWEST_ROWS and same > _NO_CHANCE * by_chance:
        return "rows" if same * 2 >= min(one, other) else "perhaps"
    if _nearly_all_stand_in(marks.rows, others.rows) or _nearly_all_stand_in(others.rows, marks.rows):
        return "rows"
    return "perhaps" if again else None


def _nearly_all_stand_in(other: Mapping[bytes, int], rows: Mapping[bytes, int]) -> bool:
    """Whether nearly all rows of a file stand in another one, repeats or not, as other people's would not by chance.

    Of other people's rows as many would lack there as of its own stand there but once. On random groups that went
    wrong for one of a hundred pairs where two statements are asked, and for hardly any from four on.
    """
    everybody = sum(rows.values())
    lacking = sum(many for row, many in rows.items() if row not in other)
    ways = sum(row in other for row in rows)
    if ways < _FEWEST_WAYS or lacking * _NEARLY_ALL > everybody:
        return False
    once = sum(many == 1 for many in other.values()) - 1
    by_chance = everybody * once / sum(other.values())
    return by_chance - lacking >= _FEWEST_LACKING and lacking * _NEARLY_ALL <= by_chance


def _every(tally: Tally) -> tuple[int, ...]:
    return (*tally.counts, tally.missing, tally.not_relevant)


def _by_chance(size: int, other: int, marked: int) -> float:
    """How many more of the marked than the other group has a group has, where chance deals them out: the average."""
    lowest, highest = max(0, marked - other), min(marked, size)
    chance = exp(
        _ways(marked, lowest) + _ways(size + other - marked, size - lowest) - _ways(size + other, size)
    )  # of the fewest
    average = 0.0
    for there in range(lowest, highest + 1):
        average += chance * max(0, 2 * there - marked)
        chance *= (marked - there) * (size - there) / ((there + 1) * (other - marked + there + 1))
    return average


def _ways(of: int, some: int) -> float:
    """The logarithm of how many ways there are to take some out of so many."""
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)


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
        "participants": record.participants if record.status == "final" else people,  # who met is the meeting's to say
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
    given = "secret" if "secret" in (one.given, other.given) else one.given or other.given
    return Votes(all=_tally_sum(one.all, other.all), roles=roles if every else {}, given=given)


def _tally_sum(one: Tally, other: Tally) -> Tally:
    return Tally(
        counts=tuple(a + b for a, b in zip(one.counts, other.counts, strict=True)),
        missing=one.missing + other.missing,
        not_relevant=one.not_relevant + other.not_relevant,
    )
