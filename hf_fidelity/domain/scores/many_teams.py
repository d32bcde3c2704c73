"""Many teams side by side: the spread of a quarter, and its course (rule 13). Never a ranking: no figure has a name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from hf_fidelity.domain.questionnaire.instrument import Instrument, Level, Row
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.privacy import Policy, shown
from hf_fidelity.domain.scores.figures import FiveNumbers, five_numbers
from hf_fidelity.domain.scores.measures import MeasureSpread, measure_spreads
from hf_fidelity.domain.scores.scoring import Basis, Scores, score
from hf_fidelity.ground.dates import Quarter, through
from hf_fidelity.ground.findings import CountFinding, Finding
from hf_fidelity.ground.text import fold
from hf_fidelity.i18n import N_, ngettext_noop

# Which teams of a quarter may stand beside each other: rules 13 and 14.
#
# What may not be shown is taken away before anything is scored, so a team that is held back moves no figure.


@dataclass(frozen=True, eq=False)
class AnsweredForm:
    """The questionnaire as teams answered it. Nearly all teams share one, so it is the same object for all of them."""

    version: str
    words: Mapping[str, str]
    """Statement → short hash of its wording."""


@dataclass(frozen=True, slots=True)
class TeamScores:
    """What a comparison keeps of a team: no name, no answer, no text."""

    who: tuple[str, str]
    """Organisation and team id, only to be counted."""
    form: AnsweredForm
    values: tuple[float | None, ...]
    """A score for each of the questionnaire's rows, in their order."""
    numbers: tuple[float | None, ...] = ()
    """What the team's numbers with a limit come to, one a measure of the questionnaire; None: it has none to show."""


@dataclass(frozen=True)
class Counted:
    """The teams of a quarter that count in one layer, and how many do not, by reason."""

    basis: Basis | None
    """What all of them are scored on; None where none is counted."""
    teams: tuple[TeamScores, ...]
    left_out: Counter[str]
    """``under-limit``, ``partly-hidden`` (which counts all the same), ``few-counted``, ``unsettled``,
    ``no-answers`` → teams."""

    def findings(self, quarter: Quarter, policy: Policy) -> Iterator[Finding]:
        """What is not counted and why, in numbers of teams."""
        for code, (one, many) in _NOT_COUNTED.items():
            if number := self.left_out[code]:
                params = {"quarter": quarter, "limit": policy.limit}
                yield CountFinding(code, one, params, "warning", many=many, number=number)


class Counting:
    """Counts the teams of one quarter one by one, and keeps of each only its scores.

    What teams agreed on and what each person answered are two layers. A team that has met is in both: it has agreed
    answers, and the votes that it agreed on them with.
    """

    def __init__(self, instrument: Instrument, policy: Policy) -> None:
        # A comparison is no team's own report: open votes under the limit are hidden here from every audience.
        self._instrument, self._policy = instrument, policy._replace(audience="team", own=False)
        self._left_out, self._votes_left_out = Counter[str](), Counter[str]()
        self._teams: dict[Basis, list[TeamScores]] = {"agreed": [], "votes": []}
        self._before_agreeing: list[TeamScores] = []
        """The votes of the teams that have agreed answers."""

    def add(self, record: Assessment) -> None:
        """One team's record."""
        seen, findings = shown(record, self._policy)
        scores = score(seen, self._instrument)
        few_answered = any(finding.code == "votes-under-limit" for finding in findings)
        hidden = scores.basis == "votes" and few_answered
        if _scored(scores):
            self._teams[scores.basis].append(_kept(seen, scores, self._instrument))
            if scores.basis == "agreed":
                self._add_votes(seen, hidden=few_answered)
            self._left_out["partly-hidden"] += hidden
            self._left_out["few-counted"] += seen.measures != record.measures
        else:
            self._left_out["under-limit" if hidden else "no-answers"] += 1

    def _add_votes(self, settled: Assessment, *, hidden: bool) -> None:
        """The votes of a team that has met: the layer below its agreed answers. It may have none."""
        if any(answer.votes for answer in settled.answers.values()):
            votes = settled.model_copy(update={"status": "votes", "measures": {}})
            self._before_agreeing.append(_kept(votes, score(votes, self._instrument), self._instrument))
            self._votes_left_out["partly-hidden"] += hidden
        elif hidden:
            self._votes_left_out["under-limit"] += 1

    def votes(self) -> Counted:
        """Every team on its votes, whether it has agreed answers besides or not."""
        teams = (*self._teams["votes"], *self._before_agreeing)
        left_out = Counter({code: self._left_out[code] for code in ("under-limit", "partly-hidden")})
        return Counted("votes" if teams else None, teams, left_out + self._votes_left_out)

    def counted(self) -> Counted:
        """The teams on agreed answers, or on votes where no team has agreed answers."""
        agreed, votes = map(tuple, (self._teams["agreed"], self._teams["votes"]))
        left_out = self._left_out.copy()
        if agreed:
            left_out["unsettled"] = len(votes)
            del left_out["partly-hidden"]
        basis: Basis | None = "agreed" if agreed else "votes" if votes else None
        return Counted(basis, agreed or votes, left_out)


def _scored(scores: Scores) -> bool:
    return any(isinstance(rating, float) for rating in scores.ratings.values())


def _kept(record: Assessment, scores: Scores, instrument: Instrument) -> TeamScores:
    words = record.instrument.statements
    if instrument.parts:  # a total over other statements is no total of the same thing
        words = {id: words[id] for id in scores.ratings}
    form = _form(record.instrument.version, tuple(words.items()))
    values = tuple([row_score.value for row_score in scores.rows.values()])
    numbers = tuple(each.value(record.measures.get(each.stored_under)) for each in instrument.told_measures)
    return TeamScores((_folded(record.organisation), record.team.id), form, values, numbers)


_folded = lru_cache(maxsize=1024)(fold)


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


def spread_course(records: Iterable[Assessment], instrument: Instrument, policy: Policy) -> SpreadCourse:
    """The spreads of all quarters of these records (at least one; one a team and quarter, in any order).

    All are records of the questionnaire. A team is known by its organisation and id, and only to be counted.
    """
    by_quarter: dict[Quarter, Counting] = {}
    for record in records:
        if record.quarter not in by_quarter:
            by_quarter[record.quarter] = Counting(instrument, policy)
        by_quarter[record.quarter].add(record)
    nobody = Counting(instrument, policy)
    quarters = tuple(through(min(by_quarter), max(by_quarter)))
    counting = {quarter: by_quarter.get(quarter, nobody) for quarter in quarters}
    leading = {quarter: each.counted() for quarter, each in counting.items()}
    course = _course(leading, instrument, policy)
    if not any(those.left_out["unsettled"] for those in leading.values()):
        return course
    votes = {quarter: each.votes() for quarter, each in counting.items()}
    last = max(quarter for quarter, those in votes.items() if those.teams)
    newest = (*leading[quarters[-1]].teams, *votes[quarters[-1]].teams)
    return replace(
        course,
        everybody=len({team.who for team in newest}),
        votes=_course({quarter: those for quarter, those in votes.items() if quarter <= last}, instrument, policy),
    )


def _course(counted: Mapping[Quarter, Counted], instrument: Instrument, policy: Policy) -> SpreadCourse:
    """The spreads of one layer."""
    teams = [{team.who for team in those.teams} for those in counted.values() if those.teams]
    in_both = len(teams[-1] & teams[-2]) if len(teams) > 1 else None
    spreads = tuple(_spread(those, quarter, instrument, policy) for quarter, those in counted.items())
    return SpreadCourse(spreads, in_both, spreads[-1].teams)


def _spread(those: Counted, quarter: Quarter, instrument: Instrument, policy: Policy) -> Spread:
    """The spread of a quarter's teams (there may be none)."""
    rows = tuple(_row(row, at, those.teams, instrument) for at, row in enumerate(instrument.rows()))
    findings = (*those.findings(quarter, policy), *_reworded(rows, those.teams, quarter, instrument))
    measures = tuple(measure_spreads([team.numbers for team in those.teams], instrument))
    return Spread(instrument, policy, quarter, those.basis, len(those.teams), rows, measures, findings)


def _row(row: Row, at: int, teams: Sequence[TeamScores], instrument: Instrument) -> SpreadRow:
    """The teams with a score there, but for those that answered other words than most."""
    scored = [(value, team) for team in teams if (value := team.values[at]) is not None]
    forms = Counter([team.form for _, team in scored])
    usual = _usual(forms, row, instrument)
    same = {form for form in forms if _wording(form.words, row) == usual}
    return SpreadRow(row, tuple(sorted([value for value, team in scored if team.form in same])), usual)


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


def _reworded(
    rows: Sequence[SpreadRow], teams: Sequence[TeamScores], quarter: Quarter, instrument: Instrument
) -> Iterator[Finding]:
    """How many teams are left out of a row because of its words, and which words; nothing where there are none."""
    usual = {form: _in_other_words(form.words, rows) for form in {team.form for team in teams}}
    others = [left_out for team in teams if usual[team.form] and (left_out := _left_out(team, usual[team.form]))]
    parted = [left_out for left_out in others if instrument.parts_among(left_out)]
    if worded := [left_out for left_out in others if left_out not in parted]:
        statements = [id for id in instrument.order if any(id in left_out for left_out in worded)]
        one, many = _OTHER_WORDS
        params = {"quarter": quarter, "statements": statements}
        yield CountFinding("reworded", one, params, "warning", many=many, number=len(worded))
    if parted:
        one, many = _OTHER_PARTS
        yield CountFinding("other-parts", one, {"quarter": quarter}, "warning", many=many, number=len(parted))


def _in_other_words(words: Mapping[str, str], rows: Sequence[SpreadRow]) -> dict[int, set[str]]:
    """Row, by its place → the statements whose words keep a team with this form out of it."""
    reworded_at = {
        at: {id for id, usual in zip(each.row.members, each.wording, strict=False) if words.get(id) != usual}
        for at, each in enumerate(rows)
    }
    return {at: statements for at, statements in reworded_at.items() if statements}


def _left_out(team: TeamScores, other: Mapping[int, set[str]]) -> set[str]:
    """The statements whose words keep a team out of a row in which it has a score."""
    return set().union(*(statements for at, statements in other.items() if team.values[at] is not None))


_OTHER_WORDS = ngettext_noop(
    "{quarter}: {number} team answered another wording of {statements} than most did; it is left out of the rows that "
    "rest on it.",
    "{quarter}: {number} teams answered another wording of {statements} than most did; they are left out of the rows "
    "that rest on it.",
)


_OTHER_PARTS = ngettext_noop(
    "{quarter}: {number} team answered other parts of the questionnaire than most did; it is left out of the rows that "
    "rest on them.",
    "{quarter}: {number} teams answered other parts of the questionnaire than most did; they are left out of the rows "
    "that rest on them.",
)


def _pairs(row: Row, before: SpreadRow, after: SpreadRow) -> Iterator[tuple[str, str | None, str | None]]:
    """Each statement of a row with the words in which it was answered, before and after."""
    return zip(row.members, before.wording, after.wording, strict=False)


def not_comparable(row: Row, before: Spread, after: Spread) -> Finding | None:
    """Why a row of two quarters with teams cannot be compared (rule 9); None where it can."""
    if before.basis != after.basis:
        return Finding("another-basis", N_("agreed answers cannot be compared with votes"))
    was, now = (next(each for each in spread.rows if each.row.key == row.key) for spread in (before, after))
    if other := [id for id, old, new in _pairs(row, was, now) if old != new]:
        if before.instrument.parts_among(other):
            return Finding("other-parts", N_("other parts of the questionnaire are answered"))
        asked_once = [id for id, old, new in _pairs(row, was, now) if (old is None) != (new is None)]
        if asked_once == other:
            message = N_("only one of the two quarters was asked {statements}")
            return Finding("other-statements", message, {"statements": other})
        return Finding("reworded", N_("the wording of {statements} has changed"), {"statements": other})
    return None
