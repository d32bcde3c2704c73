"""Many teams side by side: the spread of a quarter, and its course (rule 13). Never a ranking: no figure has a name."""

import math
import struct
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple, Self

from hf_fidelity.domain.questionnaire.instrument import Instrument, Level, Row
from hf_fidelity.domain.record import (
    Assessment,
    InstrumentStamp,
    PlainRecord,
    Policy,
    nothing_to_hide,
    shown,
)
from hf_fidelity.domain.scores.figures import FiveNumbers, five_numbers
from hf_fidelity.domain.scores.measures import MeasureSpread, measure_spreads
from hf_fidelity.domain.scores.scoring import Basis, Scores, agreed_values, basis_of, score, values_of, votes_points
from hf_fidelity.ground import N_, CountFinding, Finding, Quarter, fold, ngettext_noop, sha256, through

# Which teams of a quarter may stand beside each other: rules 13 and 14.
#
# What may not be shown is taken away before anything is scored, so a team that is held back moves no figure.


@dataclass(frozen=True, eq=False)
class AnsweredForm:
    """The questionnaire as teams answered it. Nearly all teams share one: it is the same object for all of them."""

    version: str
    words: Mapping[str, str]
    """Statement → short hash of its wording."""

    def __reduce__(self) -> tuple[object, ...]:
        """It stays the same object for all of them where they were counted in several processes."""
        return _form, (self.version, tuple(self.words.items()))


class TeamScores(NamedTuple):
    """What a comparison keeps of a team: no name, no answer, no text."""

    who: tuple[str, str]
    """Organisation and team id, only to be counted."""
    form: AnsweredForm
    values: tuple[float | None, ...]
    """A score for each of the questionnaire's rows, in their order."""
    numbers: tuple[float | None, ...] = ()
    """What the team's numbers with a limit come to, one a measure of the questionnaire; None: it has none to show."""


@dataclass
class FormTeams:
    """Teams that answered one form, as columns: there are thousands of them, and they travel between processes."""

    who: list[tuple[str, str]] = field(default_factory=list)
    values: "array[float]" = field(default_factory=lambda: array("d"))
    """Their values one team after the other, each as many as the first has; ``_NONE`` where it has none."""
    numbers: list[tuple[float | None, ...]] = field(default_factory=list)

    def of_each(self) -> Iterator[tuple[float | None, ...]]:
        """The values of one team after the other."""
        width = len(self.values) // len(self.who)
        for at in range(0, len(self.values), width):
            yield tuple([None if value == _NONE else value for value in self.values[at : at + width]])

    def column(self, at: int) -> list[float]:
        """What the teams have in one place, those that have something, from the least to the greatest."""
        values = sorted(self.values[at :: len(self.values) // len(self.who)])
        return values[: bisect_left(values, _NONE)]


@cache
def _packing(numbers: int) -> Callable[..., bytes]:
    """What writes so many numbers as they stand in a column: in a quarter of the time of adding them to it."""
    return struct.Struct(f"{numbers}d").pack


_NONE = math.inf
"""In a column of numbers: no number. It equals itself, unlike one that is none, and is greater than all of them."""


@dataclass
class Teams:
    """What a comparison keeps of the teams in one layer."""

    by_form: dict[AnsweredForm, FormTeams] = field(default_factory=dict)

    @classmethod
    def of(cls, teams: Iterable[TeamScores]) -> Self:
        """These teams."""
        together = cls()
        for team in teams:
            together.add(team)
        return together

    def add(self, team: TeamScores) -> None:
        """One more team."""
        self.put(*team)

    def put(
        self,
        who: tuple[str, str],
        form: AnsweredForm,
        values: tuple[float | None, ...],
        numbers: tuple[float | None, ...],
    ) -> None:
        """One more team, by what a :class:`TeamScores` says."""
        if (those := self.by_form.get(form)) is None:
            those = self.by_form[form] = FormTeams()
        those.who.append(who)
        those.numbers.append(numbers)
        pack = _packing(len(values))
        try:
            packed = pack(*values)
        except struct.error:  # some are missing
            packed = pack(*[_NONE if value is None else value for value in values])
        those.values.frombytes(packed)

    def join(self, others: "Teams") -> None:
        """Those teams too."""
        for form, teams in others.by_form.items():
            if form in self.by_form:
                mine = self.by_form[form]
                mine.who += teams.who
                mine.values += teams.values
                mine.numbers += teams.numbers
            else:
                self.by_form[form] = teams

    def __len__(self) -> int:
        return sum(len(teams.who) for teams in self.by_form.values())

    @property
    def who(self) -> set[tuple[str, str]]:
        """Organisation and id of each."""
        return {who for teams in self.by_form.values() for who in teams.who}

    @property
    def numbers(self) -> list[tuple[float | None, ...]]:
        """The numbers with a limit of each."""
        return [numbers for teams in self.by_form.values() for numbers in teams.numbers]

    def scored(self, instrument: Instrument) -> "Teams":
        """Teams that are kept with the points on each statement, with their scores."""
        return Teams.of(
            TeamScores(who, form, values, numbers)
            for form, teams in self.by_form.items()
            for who, points, numbers in zip(teams.who, teams.of_each(), teams.numbers, strict=True)
            if (values := values_of(points, instrument))
        )


@dataclass(frozen=True)
class Counted:
    """The teams of a quarter that count in one layer, and how many do not, by reason."""

    basis: Basis | None
    """What all of them are scored on; None where none is counted."""
    teams: Teams
    left_out: Counter[str]
    """``under-limit``, ``partly-hidden`` (which counts all the same), ``few-counted``, ``unsettled``,
    ``no-answers`` → teams."""

    def findings(self, quarter: Quarter, policy: Policy) -> Iterator[Finding]:
        """What is not counted and why, in numbers of teams."""
        for code, (one, many) in _NOT_COUNTED.items():
            if number := self.left_out[code]:
                params = {"quarter": quarter, "limit": policy.limit}
                yield CountFinding(code, one, params, "warning", many=many, number=number)


_Measures = Mapping[str, Mapping[str, int | float]]


@dataclass
class Gathered:
    """What counting keeps of the teams of one quarter; what is gathered in several places can be put together."""

    agreed: Teams = field(default_factory=Teams)
    votes: Teams = field(default_factory=Teams)
    before_agreeing: Teams = field(default_factory=Teams)
    """The teams that have agreed answers, on their votes; few reports show them."""
    before_agreeing_points: Teams = field(default_factory=Teams)
    """More of them, each with the mean of the votes on each statement: to be scored where that is asked for."""
    left_out: Counter[str] = field(default_factory=Counter)
    votes_left_out: Counter[str] = field(default_factory=Counter)

    def join(self, others: "Gathered") -> None:
        """Those teams too, after these."""
        self.agreed.join(others.agreed)
        self.votes.join(others.votes)
        self.before_agreeing.join(others.before_agreeing)
        self.before_agreeing_points.join(others.before_agreeing_points)
        self.left_out.update(others.left_out)
        self.votes_left_out.update(others.votes_left_out)

    def all_votes(self, instrument: Instrument) -> Counted:
        """Every team on its votes, whether it has agreed answers or not."""
        teams = self.before_agreeing_points.scored(instrument)
        teams.join(self.votes)
        teams.join(self.before_agreeing)
        left_out = Counter({code: self.left_out[code] for code in ("under-limit", "partly-hidden", "votes-replaced")})
        return Counted("votes" if teams else None, teams, left_out + self.votes_left_out)

    def counted(self) -> Counted:
        """The teams on agreed answers, or on votes where no team has agreed answers."""
        agreed, votes = self.agreed, self.votes
        left_out = self.left_out.copy()
        if agreed:
            left_out["unsettled"] = len(votes)
            del left_out["partly-hidden"], left_out["votes-replaced"]
        basis: Basis | None = "agreed" if agreed else "votes" if votes else None
        return Counted(basis, agreed or votes, left_out)


class Counting:
    """Counts the teams of one quarter one by one, and keeps of each only its scores.

    What teams agreed on and what each person answered are two layers. A team that has met is in both: it has agreed
    answers, and the votes that it agreed on them with.
    """

    def __init__(self, instrument: Instrument, policy: Policy) -> None:
        # A comparison is no team's own report: open votes under the limit are hidden here from every audience.
        self._instrument, self._policy = instrument, policy._replace(audience="team", own=False)
        self._stamp: tuple[InstrumentStamp, AnsweredForm] | None = None
        self._no_numbers = tuple([each.value(None) for each in instrument.told_measures])
        """What its numbers with a limit come to for a team that has given none."""
        self.gathered = Gathered()

    def add(self, record: Assessment) -> None:
        """One team's record."""
        seen, findings = shown(record, self._policy)
        scores = score(seen, self._instrument)
        few_answered = any(finding.code == "votes-under-limit" for finding in findings)
        hidden = scores.basis == "votes" and few_answered
        left_out = self.gathered.left_out
        if _scored(scores):
            settled = scores.basis == "agreed"
            teams = self.gathered.agreed if settled else self.gathered.votes
            teams.add(_kept(seen, scores, self._instrument))
            if settled:
                self._add_votes(seen, hidden=few_answered)
            left_out["partly-hidden"] += hidden
            left_out["votes-replaced"] += any(finding.code == "votes-replaced" for finding in findings)
            left_out["few-counted"] += seen.measures != record.measures
        else:
            left_out["under-limit" if hidden else "no-answers"] += 1

    def add_plain(self, record: PlainRecord) -> None:
        """One team's record in plain values that are enough (:meth:`CountingByQuarter.enough`), counted as by
        :meth:`add`."""
        instrument, (head, answers), counted = self._instrument, record, self.gathered
        settled = basis_of(head) == "agreed"
        values = agreed_values(answers, instrument) if settled else values_of(votes_points(answers), instrument)
        if values is None:
            counted.left_out["no-answers"] += 1
            return
        who = (_folded(head.organisation), head.team.id)
        answered = self._answered_form(head.instrument)
        teams = counted.agreed if settled else counted.votes
        teams.put(who, answered, values, self._no_numbers)
        if settled and any(answers.votes):
            counted.before_agreeing_points.put(who, answered, votes_points(answers), self._no_numbers)

    def _answered_form(self, stamp: InstrumentStamp) -> AnsweredForm:
        """The questionnaire of a record in plain values: where its stamp is written as in the one before, it is the
        same object."""
        if self._stamp is None or self._stamp[0] is not stamp:
            self._stamp = stamp, _form(stamp.version, tuple(stamp.statements.items()))
        return self._stamp[1]

    def _add_votes(self, settled: Assessment, *, hidden: bool) -> None:
        """The votes of a team that has met: the layer below its agreed answers. It may have none."""
        if any(answer.votes for answer in settled.answers.values()):
            scores = score(settled, self._instrument, "votes")
            self.gathered.before_agreeing.add(_kept(settled, scores, self._instrument, {}))
            self.gathered.votes_left_out["partly-hidden"] += hidden
        elif hidden:
            self.gathered.votes_left_out["under-limit"] += 1


def _scored(scores: Scores) -> bool:
    return any(isinstance(rating, float) for rating in scores.ratings.values())


def _kept(record: Assessment, scores: Scores, instrument: Instrument, measures: _Measures | None = None) -> TeamScores:
    """``measures``: the numbers to tell, where those of the record are not."""
    form = _form(record.instrument.version, words_compared(record, scores, instrument))
    values = tuple([row_score.value for row_score in scores.rows.values()])
    told = record.measures if measures is None else measures
    numbers = tuple([each.value(told.get(each.stored_under)) for each in instrument.told_measures])
    return TeamScores((_folded(record.organisation), record.team.id), form, values, numbers)


_folded = lru_cache(maxsize=1024)(fold)


def words_compared(record: Assessment, scores: Scores, instrument: Instrument) -> tuple[tuple[str, str], ...]:
    """The statements of a record with the hashes of their wording, as a comparison looks at them."""
    words = record.instrument.statements
    if instrument.parts:  # a total over other statements is no total of the same thing
        words = {id: words[id] for id in scores.ratings}
    return tuple(words.items())


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
    "votes-replaced": ngettext_noop(
        "{quarter}: {number} team's votes have replaced others. Whoever has an earlier report of the quarter can "
        "subtract one from the other.",
        "{quarter}: {number} teams' votes have replaced others. Whoever has an earlier report of the quarter can "
        "subtract one from the other.",
    ),
    "unsettled": ngettext_noop(
        "{quarter}: {number} team has votes that no meeting has settled; it is counted among the votes, apart from "
        "the agreed answers.",
        "{quarter}: {number} teams have votes that no meeting has settled; they are counted among the votes, apart "
        "from the agreed answers.",
    ),
    "no-answers": ngettext_noop(
        "{quarter}: {number} team is not counted, because it has answered nothing.",
        "{quarter}: {number} teams are not counted, because they have answered nothing.",
    ),
}
# The same for who writes every team's scores into a table: which of them a comparison of their quarter counts.


class BasedScores(NamedTuple):
    """What a comparison keeps of a team, and what it is scored on."""

    basis: Basis
    kept: TeamScores


def kept_scores(record: Assessment, scores: Scores, instrument: Instrument) -> BasedScores | None:
    """What a comparison keeps of a record that has been made visible and scored; None: nothing is answered."""
    return BasedScores(scores.basis, _kept(record, scores, instrument)) if _scored(scores) else None


def in_comparison(teams: Iterable[BasedScores], instrument: Instrument) -> dict[tuple[Basis, AnsweredForm], list[bool]]:
    """For what the leading teams are scored on, and each form: in which rows they stand among the others.

    That are those with agreed answers, or with votes where nobody has agreed answers; and those that answered the words
    that most did. A form that is not there stands in no row.
    """
    by_basis: dict[Basis, Teams] = {"agreed": Teams(), "votes": Teams()}
    for team in teams:
        by_basis[team.basis].add(team.kept)
    basis: Basis = "agreed" if by_basis["agreed"] else "votes"
    leading = by_basis[basis]
    rows = _rows(leading, instrument)
    return {
        (basis, form): [_wording(form.words, each.row) == each.wording for each in rows] for form in leading.by_form
    }


FEW = 3
"""With fewer teams every score is the least or the greatest, and people may know whose it is."""

Wording = tuple[str | None, ...]
"""The short hashes of a row's statements as somebody answered them; None for one that was not in the form then."""


@dataclass(frozen=True)
class SpreadRow:
    """One row over all teams that have a score there in the same words."""

    row: Row
    values: tuple[float, ...]
    """One a team, on the scale, sorted, unnamed."""
    wording: Wording
    """The words that these teams answered; empty where no team has a score."""

    @cached_property
    def five(self) -> FiveNumbers | None:
        """Where the values lie; None where there are none."""
        return five_numbers(self.values)


@dataclass(frozen=True)
class Spread:
    """A quarter's teams beside each other."""

    instrument: Instrument
    policy: Policy
    quarter: Quarter
    basis: Basis | None
    """What every counted team is scored on; None where none is counted."""
    teams: int
    """How many are counted. A row can have fewer."""
    rows: tuple[SpreadRow, ...]
    measures: tuple[MeasureSpread, ...]
    findings: tuple[Finding, ...]
    """What is not counted and why, in numbers of teams."""

    @property
    def wholes(self) -> tuple[SpreadRow, ...]:
        """What is told first: the totals, and the themes that are in none."""
        keys = [row.key for row in self.instrument.wholes]
        return tuple(spread_row for spread_row in self.rows if spread_row.row.key in keys)

    def level(self, *levels: Level) -> tuple[SpreadRow, ...]:
        """The rows of these levels, in the questionnaire's order."""
        return tuple(spread_row for spread_row in self.rows if spread_row.row.level in levels)


@dataclass(frozen=True)
class SpreadCourse:
    """The spread quarter by quarter."""

    spreads: tuple[Spread, ...]
    """From the first to the last quarter that has a record; a quarter without one has no teams."""
    in_both: int | None
    """How many teams are counted in both of the two newest quarters with teams; None where there are not two."""
    everybody: int
    """How many teams are counted in the newest quarter, in whichever layer."""
    votes: "SpreadCourse | None" = None
    """The same teams' votes, up to the last quarter with any, where in a quarter some had met and others had not."""

    @property
    def newest(self) -> Spread:
        """The last quarter."""
        return self.spreads[-1]

    @property
    def measured(self) -> tuple[Spread, ...]:
        """The quarters in which a team is counted."""
        return tuple(spread for spread in self.spreads if spread.teams)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What must be known of any of the quarters."""
        findings = [finding for spread in self.spreads for finding in spread.findings]
        if few := [spread.quarter for spread in self.measured if spread.teams < FEW]:
            message = N_(
                "{quarters}: fewer than {few} teams. The spread then shows single teams' scores, and people may know "
                "whose they are."
            )
            findings.append(Finding("few-teams", message, {"quarters": few, "few": FEW}, "warning"))
        return tuple(findings)


class CountingByQuarter:
    """Counts the teams of several quarters."""

    def __init__(self, instrument: Instrument, policy: Policy) -> None:
        self._instrument, self._policy = instrument, policy
        self._quarters: dict[Quarter, Counting] = {}

    def of(self, quarter: Quarter) -> Counting:
        """Where the teams of a quarter are counted."""
        if quarter not in self._quarters:
            self._quarters[quarter] = Counting(self._instrument, self._policy)
        return self._quarters[quarter]

    def enough(self, record: PlainRecord) -> bool:
        """Whether a record can be counted in plain values (:func:`plain_is_enough`)."""
        return plain_is_enough(record, self._instrument, self._policy.limit)

    def gathered(self) -> dict[Quarter, Gathered]:
        """What is kept, quarter by quarter."""
        return {quarter: each.gathered for quarter, each in self._quarters.items()}


def plain_is_enough(record: PlainRecord, instrument: Instrument, limit: int) -> bool:
    """Whether nothing in a record is to be hidden in a report that is no team's own, or of a kind of its own."""
    if instrument.parts or instrument.reversed or not nothing_to_hide(record, limit):
        return False
    return record.head.instrument.of_its_day(instrument) is instrument


def course_of_teams(by_quarter: Mapping[Quarter, Gathered], instrument: Instrument, policy: Policy) -> SpreadCourse:
    """The spreads of the quarters in which something was gathered (at least one), and of those between them."""
    quarters = tuple(through(min(by_quarter), max(by_quarter)))
    gathered = {quarter: by_quarter.get(quarter, Gathered()) for quarter in quarters}
    leading = {quarter: each.counted() for quarter, each in gathered.items()}
    course = _course(leading, instrument, policy)
    if not any(those.left_out["unsettled"] for those in leading.values()):
        return course
    votes = {quarter: each.all_votes(instrument) for quarter, each in gathered.items()}
    last = max(quarter for quarter, those in votes.items() if those.teams)
    newest = leading[quarters[-1]].teams.who | votes[quarters[-1]].teams.who
    return replace(
        course,
        everybody=len(newest),
        votes=_course({quarter: those for quarter, those in votes.items() if quarter <= last}, instrument, policy),
    )


def _course(counted: Mapping[Quarter, Counted], instrument: Instrument, policy: Policy) -> SpreadCourse:
    """The spreads of one layer."""
    teams = [those.teams.who for those in counted.values() if those.teams]
    in_both = len(teams[-1] & teams[-2]) if len(teams) > 1 else None
    spreads = tuple(_spread(those, quarter, instrument, policy) for quarter, those in counted.items())
    return SpreadCourse(spreads, in_both, spreads[-1].teams)


def _spread(those: Counted, quarter: Quarter, instrument: Instrument, policy: Policy) -> Spread:
    """The spread of a quarter's teams (there may be none)."""
    rows = tuple(_rows(those.teams, instrument))
    findings = (*those.findings(quarter, policy), *_reworded(rows, those.teams, quarter, instrument))
    measures = tuple(measure_spreads(those.teams.numbers, instrument))
    return Spread(instrument, policy, quarter, those.basis, len(those.teams), rows, measures, findings)


def _rows(teams: Teams, instrument: Instrument) -> list[SpreadRow]:
    """Each row over these teams."""
    rows = enumerate(instrument.rows())
    return [
        _row(row, {form: those.column(at) for form, those in teams.by_form.items()}, instrument) for at, row in rows
    ]


def _row(row: Row, columns: Mapping[AnsweredForm, Sequence[float]], instrument: Instrument) -> SpreadRow:
    """The values of the teams with a score there, but for those that answered other words than most."""
    there = {form: values for form, values in columns.items() if values}
    usual = _usual({form: len(values) for form, values in there.items()}, row, instrument)
    same = [values for form, values in there.items() if _wording(form.words, row) == usual]
    return SpreadRow(row, tuple(sorted(chain(*same))), usual)


def _usual(forms: Mapping[AnsweredForm, int], row: Row, instrument: Instrument) -> Wording:
    """The words that most teams answered; the newest on a tie."""
    counts, newest = Counter[Wording](), dict[Wording, list[int]]()
    for form, teams in forms.items():
        words = _wording(form.words, row)
        counts[words] += teams
        newest[words] = max(newest.get(words, []), [int(part) for part in form.version.split(".")])
    today = _wording(instrument.fingerprints, row)
    return max(counts, key=lambda words: (counts[words], newest[words], words == today), default=())


def _wording(words: Mapping[str, str], row: Row) -> Wording:
    return tuple(words.get(id) for id in row.members)


def wording_code(wording: Wording) -> str | None:
    """All words of a row in short, for programs: where two have the same, the same was asked. None: nobody was asked.

    Of a single statement it is the hash of its own wording, as a record has it.
    """
    if not any(wording):
        return None
    return wording[0] if len(wording) == 1 else sha256(" ".join(word or "-" for word in wording))[:8]


def row_wordings(words: Mapping[str, str], instrument: Instrument) -> list[str | None]:
    """The same of each of a questionnaire's rows, of which these are the words that were asked."""
    return [wording_code(_wording(words, row)) for row in instrument.rows()]


def _reworded(rows: Sequence[SpreadRow], teams: Teams, quarter: Quarter, instrument: Instrument) -> Iterator[Finding]:
    """How many teams are left out of a row because of its words, and which words; nothing where there are none."""
    others = [
        left_out
        for form, those in teams.by_form.items()
        if (other := _in_other_words(form.words, rows))
        for values in those.of_each()
        if (left_out := _left_out(values, other))
    ]
    parted = [left_out for left_out in others if instrument.parts_among(left_out.asked_once)]
    worded = [left_out for left_out in others if left_out not in parted and left_out.reworded]
    asked = [left_out for left_out in others if left_out not in parted and not left_out.reworded]
    for code, (one, many), those, statements in (
        ("reworded", _OTHER_WORDS, worded, {id for each in worded for id in each.reworded}),
        ("other-statements", _OTHER_STATEMENTS, asked, {id for each in asked for id in each.asked_once}),
        ("other-parts", _OTHER_PARTS, parted, set[str]()),
    ):
        if those:
            params = {"quarter": quarter, "statements": [id for id in instrument.order if id in statements]}
            yield CountFinding(code, one, params, "warning", many=many, number=len(those))


class _Differing(NamedTuple):
    """Statements that are not the same to two who were asked."""

    reworded: frozenset[str]
    """Asked of both, in other words."""
    asked_once: frozenset[str]
    """Asked of one of them only."""

    @classmethod
    def of(cls, row: Row, one: Wording, other: Wording) -> Self:
        """Those of a row; none where one of the two has no words at all."""
        differing = {(id, None in (a, b)) for id, a, b in zip(row.members, one, other, strict=False) if a != b}
        both, once = (frozenset(id for id, asked_once in differing if asked_once is of) for of in (False, True))
        return cls(both, once)

    def __or__(self, other: "_Differing") -> "_Differing":
        return _Differing(self.reworded | other.reworded, self.asked_once | other.asked_once)

    def __bool__(self) -> bool:
        return any(self[:])


def _in_other_words(words: Mapping[str, str], rows: Sequence[SpreadRow]) -> dict[int, _Differing]:
    """Row, by its place → the statements whose words keep a team with this form out of it."""
    differing = enumerate(_Differing.of(each.row, _wording(words, each.row), each.wording) for each in rows)
    return {at: statements for at, statements in differing if statements}


def _left_out(values: Sequence[float | None], other: Mapping[int, _Differing]) -> _Differing:
    """The statements whose words keep a team with these values out of a row in which it has a score."""
    those = (statements for at, statements in other.items() if values[at] is not None)
    return reduce(or_, those, _Differing(frozenset(), frozenset()))


_OTHER_WORDS = ngettext_noop(
    "{quarter}: {number} team answered another wording of {statements} than most did; it is left out of the rows that "
    "rest on it.",
    "{quarter}: {number} teams answered another wording of {statements} than most did; they are left out of the rows "
    "that rest on it.",
)


_OTHER_STATEMENTS = ngettext_noop(
    "{quarter}: {number} team was asked other statements than most ({statements}); it is left out of the rows that "
    "rest on them.",
    "{quarter}: {number} teams were asked other statements than most ({statements}); they are left out of the rows "
    "that rest on them.",
)


_OTHER_PARTS = ngettext_noop(
    "{quarter}: {number} team answered other parts of the questionnaire than most did; it is left out of the rows that "
    "rest on them.",
    "{quarter}: {number} teams answered other parts of the questionnaire than most did; they are left out of the rows "
    "that rest on them.",
)


def not_comparable(row: Row, before: Spread, after: Spread) -> Finding | None:
    """Why a row of two quarters with teams cannot be compared (rule 9); None where it can."""
    if before.basis != after.basis:
        return Finding("another-basis", N_("agreed answers cannot be compared with votes"))
    was, now = (next(each for each in spread.rows if each.row.key == row.key) for spread in (before, after))
    other = _Differing.of(row, was.wording, now.wording)
    if before.instrument.parts_among(other.asked_once):
        return Finding("other-parts", N_("other parts of the questionnaire are answered"))
    reworded, once = ([id for id in row.members if id in those] for those in other)
    if reworded and once:
        message = N_("the wording of {statements} has changed, and only one of the two quarters was asked {once}")
        return Finding("reworded", message, {"statements": reworded, "once": once})
    if reworded:
        return Finding("reworded", N_("the wording of {statements} has changed"), {"statements": reworded})
    if once:
        message = N_("only one of the two quarters was asked {statements}")
        return Finding("other-statements", message, {"statements": once})
    return None
