"""The records as tables for other programs: which columns there are, what they mean, and the rows.

What a row tells is what a report of the same record tells: privacy is decided before, by the rules of the reports,
and scores are those of the reports. There is nothing here that hides, and nothing that adds up.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import itemgetter, mul
from typing import Any, Literal, NamedTuple, Protocol

from hf_fidelity.domain.questionnaire.instrument import Instrument, LocalText, Statement, taking
from hf_fidelity.domain.record import Answer, Assessment, PlainAnswers, PlainRecord, PlainVotes, Policy, Tally, shown
from hf_fidelity.domain.scores.many_teams import BasedScores, in_comparison, kept_scores, row_wordings, words_compared
from hf_fidelity.domain.scores.scoring import (
    HAVE_A_STATE,
    Basis,
    NoAnswer,
    Rating,
    Score,
    Scores,
    basis_of,
    ratings,
    ratings_plain,
    score,
    score_plain,
    state,
)
from hf_fidelity.domain.scores.two_quarters import in_same_words
from hf_fidelity.ground import N_, Quarter, _, ngettext, one_line, text_in
from hf_fidelity.reports.document import Bullets, Column, Document, Paragraph, Section, Table, TableRow
from hf_fidelity.reports.words import report, short_quarter

Kind = Literal["string", "integer", "number", "boolean", "date"]
TableName = Literal["records", "answers", "scores", "actions", "instruments"]
TableValues = tuple[Any, ...]
"""A row of a table: a value a column; None where there is none."""


class TableField(NamedTuple):
    """A column of a table that other programs read."""

    name: str
    kind: Kind
    about: str
    """What it means, as a message."""
    unit: str | None = None
    values: tuple[str, ...] = ()
    """Every text that can stand there; none: any."""
    needed: bool = False
    """Whether every row has a value."""
    of_numbers: bool = False
    """Whether its text is numbers with blanks between, of the program's own: nothing that anybody wrote."""


class TableShape(NamedTuple):
    """A table: its columns, and those that name one row."""

    name: TableName
    about: str
    key: tuple[str, ...]
    fields: tuple[TableField, ...]

    @property
    def by_quarter(self) -> bool:
        """Whether its rows lie quarter by quarter."""
        return self.name != "instruments"


_RECORD = TableField(
    "record", "string", N_("The record: organisation's folder, team's folder, quarter and questionnaire"), needed=True
)
_INSTRUMENT = TableField("instrument", "string", N_("The questionnaire's id"), needed=True)
_STATEMENT = TableField("statement", "string", N_("The statement's id"), needed=True)
_BASIS = TableField(
    "basis",
    "string",
    N_("What is scored: the agreed answers, or votes that no meeting has settled"),
    values=("agreed", "votes"),
    needed=True,
)
_PREVIOUS = TableField(
    "previous", "string", N_("The team's record of the quarter measured before, which rule 4 asks for")
)
_PEOPLE, _POINTS, _PERCENT = N_("people"), N_("points of the scale"), N_("percent of the scale's range")
_STATES = ("anchored", "agreed-once", "to-strengthen", "mixed")

RECORDS = TableShape(
    "records",
    N_("A row per record: one team, one quarter, one questionnaire"),
    ("record",),
    (
        _RECORD,
        TableField("organisation", "string", N_("The organisation, as the record says"), needed=True),
        TableField("team_id", "string", N_("The team's id, which stays when its name changes"), needed=True),
        TableField("team", "string", N_("The team's name, as the record says"), needed=True),
        _INSTRUMENT,
        TableField("version", "string", N_("The questionnaire's version when it was answered"), needed=True),
        _BASIS,
        TableField("held_on", "date", N_("The day of the meeting")),
        TableField("participants", "integer", N_("How many took part"), _PEOPLE),
        TableField("parts", "string", N_("The optional parts that the team has chosen, with blanks between")),
        TableField("revision", "integer", N_("Rises with every save that changes something"), needed=True),
        _PREVIOUS,
        TableField(
            "changed_outside",
            "boolean",
            N_("Whether the record was changed outside the program since it was saved, and stands here as it is now"),
            needed=True,
        ),
        TableField(
            "votes_replaced",
            "boolean",
            N_("Whether its votes have replaced others: whoever has earlier tables can subtract one from the other"),
            needed=True,
        ),
    ),
)
ANSWERS = TableShape(
    "answers",
    N_("A row per record and statement that the team was asked"),
    ("record", "statement"),
    (
        _RECORD,
        _INSTRUMENT,
        _STATEMENT,
        _BASIS,
        TableField("agreed", "integer", N_("The agreed point, as it was answered; none: not answered"), _POINTS),
        TableField(
            "not_relevant", "boolean", N_("Whether the team has said that the statement does not apply"), needed=True
        ),
        TableField(
            "counts",
            "string",
            N_("Votes per point, from the scale's lowest to its highest, with blanks between"),
            of_numbers=True,
        ),
        TableField("answered", "integer", N_("How many people voted for a point"), _PEOPLE),
        TableField("missing", "integer", N_("How many people did not answer"), _PEOPLE),
        TableField("found_not_relevant", "integer", N_("How many people found it not relevant"), _PEOPLE),
        TableField("vote_sum", "integer", N_("What the votes count as, added up"), _POINTS),
        TableField(
            "counts_as",
            "integer",
            N_("What the agreed point counts as: another one where a statement is reversed"),
            _POINTS,
        ),
        TableField(
            "hidden", "boolean", N_("Whether there are votes of fewer people than the limit, left out"), needed=True
        ),
        TableField("wording", "string", N_("A short hash of the words that were answered"), needed=True),
        _PREVIOUS,
    ),
)
SCORES = TableShape(
    "scores",
    N_("A row per record and total, theme, principle and statement"),
    ("record", "level", "row"),
    (
        _RECORD,
        _INSTRUMENT,
        TableField(
            "level", "string", N_("What is scored"), values=("total", "theme", "principle", "statement"), needed=True
        ),
        TableField("row", "string", N_("The id of the total, theme, principle or statement"), needed=True),
        TableField(
            "wording",
            "string",
            N_(
                "A short hash of the words of all its statements: only what was asked in the same words can be compared"
            ),
            needed=True,
        ),
        TableField("value", "number", N_("The mean; none where too little is answered (rule 5)"), _POINTS),
        TableField("index_percent", "number", N_("The mean as 0–100"), _PERCENT),
        TableField("answered", "integer", N_("How many of its statements are answered"), N_("statements"), needed=True),
        TableField("relevant", "integer", N_("How many of its statements are relevant"), N_("statements"), needed=True),
        TableField("complete", "boolean", N_("Whether every relevant statement is answered"), needed=True),
        _BASIS,
        TableField(
            "state", "string", N_("How a theme or principle stands (rule 4), on agreed answers only"), values=_STATES
        ),
        TableField(
            "compared",
            "boolean",
            N_("Whether `compare` of the quarter counts this value: the same basis and words as most teams"),
            needed=True,
        ),
    ),
)
ACTIONS = TableShape(
    "actions",
    N_("A row per record and action, as that record has it; the newest is the truth. For the team's audience only"),
    ("record", "id"),
    (
        _RECORD,
        TableField("id", "string", N_("The action's id, unique in the team"), needed=True),
        TableField("about", "string", N_("The statement or theme it is about; none: the whole")),
        TableField("text", "string", N_("What was agreed")),  # in older records it may be blank
        TableField("owner", "string", N_("The role that sees to it")),
        TableField("due", "date", N_("The day it is to be done by")),
        TableField("state", "string", N_("What became of it"), values=("open", "done", "dropped"), needed=True),
        TableField("opened_in", "string", N_("The quarter in which it was agreed on"), needed=True),
        TableField("outcome", "string", N_("What came of it, in the team's words")),
    ),
)
_INSTRUMENTS = TableShape(
    "instruments",
    N_("A row per questionnaire and statement, with the limits that its scores are read by"),
    ("instrument", "statement"),
    (
        _INSTRUMENT,
        TableField("version", "string", N_("The questionnaire's version today"), needed=True),
        TableField("name", "string", N_("The questionnaire's name"), needed=True),
        TableField(
            "status", "string", N_("Whether it is an official form"), values=("official", "reflection"), needed=True
        ),
        TableField("answered_by", "string", N_("Who answers it"), values=("team", "citizens"), needed=True),
        _STATEMENT,
        TableField("place", "integer", N_("Its place in the order of the form, from 1"), needed=True),
        TableField("theme", "string", N_("The theme's id"), needed=True),
        TableField("theme_label", "string", N_("The theme's name"), needed=True),
        TableField("principle", "string", N_("The id of the principle it speaks to")),
        TableField("principle_label", "string", N_("The principle's name")),
        TableField("totals", "string", N_("The ids of the totals it is added up in, with blanks between")),
        TableField("label", "string", N_("The statement in a few words"), needed=True),
        TableField("label_en", "string", N_("The same in English, where there is a translation")),
        TableField("text", "string", N_("The whole statement"), needed=True),
        TableField("wording", "string", N_("A short hash of its words today"), needed=True),
        TableField("reversed", "boolean", N_("Whether agreeing counts low today"), needed=True),
        TableField("lowest", "integer", N_("The lowest point"), _POINTS, needed=True),
        TableField("highest", "integer", N_("The highest point"), _POINTS, needed=True),
        TableField(
            "scale",
            "string",
            N_("The points from the lowest to the highest, with blanks between"),
            needed=True,
            of_numbers=True,
        ),
        TableField(
            "anchored_from", "integer", N_("Statements at this point or above count as lived"), _POINTS, needed=True
        ),
        TableField(
            "strengthen_to",
            "integer",
            N_("A statement at this point or below calls for strengthening"),
            _POINTS,
            needed=True,
        ),
        TableField(
            "neutral",
            "integer",
            N_("Statements that stay at this point or below are put up for talk"),
            _POINTS,
            needed=True,
        ),
        TableField(
            "total_change", "number", N_("Changes of the total up to this are no clear change"), _POINTS, needed=True
        ),
        TableField(
            "theme_steps", "integer", N_("Net steps of its statements before a theme has changed"), _POINTS, needed=True
        ),
        TableField("close_from", "number", N_("Consensus from which votes lie close"), "0–1", needed=True),
        TableField("spread_below", "number", N_("Consensus under which votes lie far apart"), "0–1", needed=True),
        TableField(
            "privacy_limit", "integer", N_("Votes of fewer people are left out of these tables"), _PEOPLE, needed=True
        ),
    ),
)
SHAPES: Mapping[TableName, TableShape] = {
    shape.name: shape for shape in (RECORDS, ANSWERS, SCORES, ACTIONS, _INSTRUMENTS)
}


# The rows of records, one quarter after the other.


class Doubts(NamedTuple):
    """How many records were changed outside the program, and how many have votes that have replaced others."""

    changed_outside: int = 0
    votes_replaced: int = 0


_DOUBTS = tuple(at for at, column in enumerate(RECORDS.fields) if column.name in Doubts._fields)


class Lived(NamedTuple):
    """What the next quarter needs to know of a team's record before it: which one, and what was agreed in it."""

    record: str
    ratings: Mapping[str, Rating]
    """Empty on votes."""
    words: Mapping[str, str]
    """Statement → short hash of its wording, as it was answered."""

    @classmethod
    def of(cls, key: str, basis: Basis, ratings: Mapping[str, Rating], words: Mapping[str, str]) -> "Lived":
        """Of a record with these ratings."""
        return cls(key, ratings, words) if basis == "agreed" else cls(key, {}, {})


def lived_of(key: str, record: Assessment | PlainRecord, instrument: Instrument, policy: Policy) -> Lived:
    """The same of a record that is not told itself."""
    if isinstance(record, PlainRecord):
        seen, rated = record.head, ratings_plain(record, instrument)
    else:
        seen, _findings = shown(record, policy)
        rated = ratings(seen, instrument)
    return Lived.of(key, basis_of(seen), rated, seen.instrument.statements)


class LineGroup:
    """Columns of a table that are told together. What stands in them stands in many rows, and is kept once."""

    def __init__(self, *columns: str) -> None:
        self.columns = columns
        self.codes = list[int]()
        """Of each row, which of the cells stand there."""
        self._codes_of: dict[TableValues, int] = {}

    @property
    def cells(self) -> list[TableValues]:
        """What stands there: a value a column."""
        return list(self._codes_of)

    def code(self, *cells: Any) -> int:
        """The number of these cells."""
        return self._codes_of.setdefault(cells, len(self._codes_of))


class _Told(dict[Any, int]):
    """What things come to in a group of columns. Each is told once: there are only so many, and thousands of rows."""

    def __init__(self, group: LineGroup, tell: Callable[[Any], TableValues]) -> None:
        super().__init__()
        self._group, self._tell = group, tell

    def __missing__(self, thing: Any) -> int:
        code = self[thing] = self._group.code(*self._tell(thing))
        return code

    def add(self, things: Iterable[Any]) -> None:
        """A row for each."""
        self._group.codes.extend(map(self.__getitem__, things))


class GroupedLines:
    """The rows of a table, kept in groups of its columns; a format that has columns itself can take them so."""

    def __init__(self, shape: TableShape, *groups: LineGroup) -> None:
        self.groups = groups
        names = [name for group in groups for name in group.columns]
        self._in_order = itemgetter(*(names.index(column.name) for column in shape.fields))

    def __len__(self) -> int:
        return len(self.groups[0].codes)

    def __iter__(self) -> Iterator[TableValues]:
        parts = [map(group.cells.__getitem__, group.codes) for group in self.groups]
        return (self._in_order(tuple(chain.from_iterable(cells))) for cells in zip(*parts, strict=True))


TableLines = Collection[TableValues] | GroupedLines


class _Answers:
    """The rows of the answers."""

    def __init__(self) -> None:
        self.whose = LineGroup("record", "instrument", "basis", "previous")
        self.asked = LineGroup("statement", "wording")
        self.agreed = LineGroup("agreed", "not_relevant", "counts_as", "hidden")
        self.votes = LineGroup("counts", "answered", "missing", "found_not_relevant", "vote_sum")
        self.lines = GroupedLines(ANSWERS, self.whose, self.asked, self.agreed, self.votes)
        self.words = _Told(self.asked, tuple)
        self.plain_agreed = _Told(self.agreed, lambda answer: _agreed_cells(*answer))
        self.plain_votes: dict[tuple[int, ...], _Told] = {}
        """The points of a scale → what votes in plain values come to."""

    def add(self, record: Assessment, seen: Assessment, scores: Scores, instrument: Instrument) -> None:
        """What is told of the answers to what the team was asked."""
        instrument = seen.instrument.of_its_day(instrument)
        for id in scores.ratings:
            was, answer = record.answers.get(id), seen.answers.get(id)
            votes = None if answer is None else answer.votes
            hidden = was is not None and was.votes is not None and votes is None
            self.agreed.codes.append(self.agreed.code(*_answer_cells(instrument, id, answer, hidden=hidden)))
            told = _NO_VOTES if votes is None else _vote_cells(votes.all, instrument.counted(id))
            self.votes.codes.append(self.votes.code(*told))

    def add_plain(self, answers: PlainAnswers, points: tuple[int, ...]) -> None:
        """What is told of these answers."""
        if points not in self.plain_votes:
            self.plain_votes[points] = _Told(self.votes, lambda votes: _plain_votes_cells(points, votes))
        self.plain_agreed.add(zip(answers.agreed, answers.relevant, strict=True))
        self.plain_votes[points].add(answers.votes)


class _Scores:
    """The rows of the scores; which of them are compared can be told only when all records are known."""

    def __init__(self) -> None:
        self.whose = LineGroup("record", "instrument", "basis")
        self.rows = LineGroup("level", "row", "wording")
        self.figures = LineGroup("value", "index_percent", "answered", "relevant", "complete")
        self.states = LineGroup("state")
        self.compared = LineGroup("compared")
        groups = (self.whose, self.rows, self.figures, self.states, self.compared)
        self.lines = GroupedLines(SCORES, *groups)
        self.stand = _Told(self.states, lambda stands: (stands,))
        self.known: dict[str, _Told] = {}
        """A questionnaire → what its scores come to."""

    def add(self, found: Iterable[Score], instrument: Instrument) -> None:
        """The figures of these scores."""
        if instrument.id not in self.known:
            self.known[instrument.id] = _Told(self.figures, lambda each: _score_cells(each, instrument))
        self.known[instrument.id].add(found)


class Standing:
    """How the themes and principles of a questionnaire stand. To a few statements there are only so many answers, and
    thousands of records give them: each is judged once."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        place = {id: at for at, id in enumerate(instrument.order)}
        judged = [(at, row) for at, row in enumerate(instrument.rows()) if row.level in HAVE_A_STATE]
        places = [[place[id] for id in row.members] for _at, row in judged]
        now_and_then = [taking([*some, *(len(place) + at for at in some)]) for some in places]
        self._rows = [(*each, of) for each, of in zip(judged, now_and_then, strict=True)]
        self._known: list[dict[Any, str | None]] = [{} for _row in self._rows]
        points: list[Rating | None] = [None, *NoAnswer, *map(float, instrument.scale.values)]
        self._given = {point: at for at, point in enumerate(points)}  # whole numbers are looked up in half the time
        self._lived = {p: isinstance(p, float) and p >= instrument.thresholds.anchored_from for p in points}

    def of(self, scores: Scores, words: Mapping[str, str], before: Lived | None) -> dict[int, str]:
        """By the places of their rows; none on votes."""
        if scores.basis != "agreed":
            return {}
        instrument, since = (
            self._instrument,
            {} if before is None else in_same_words(before.ratings, before.words, words),
        )
        now, then = map(scores.ratings.get, instrument.order), map(since.get, instrument.order)
        given = (*map(self._given.__getitem__, now), *map(self._lived.__getitem__, then))
        found: dict[int, str] = {}
        for (at, row, members), known in zip(self._rows, self._known, strict=True):
            key = members(given)
            if key not in known:
                if len(known) >= _MOST_STATES:
                    known.clear()
                known[key] = state(row, instrument, scores.ratings, since)
            told = known[key]
            if told is not None and (told != "mixed" or scores.rows[row.key].value is not None):
                found[at] = told
        return found


_Words = tuple[tuple[str, str], ...]
"""The statements that were asked, with the hashes of their wording."""

_MOST_STATES = 8_192


@dataclass
class QuarterTables:
    """The rows of one quarter, filled record by record."""

    quarter: Quarter
    standing: dict[str, Standing] = field(default_factory=dict)
    """Questionnaire → how its rows stand; quarters may share it."""
    records: list[TableValues] = field(default_factory=list)
    actions: list[TableValues] = field(default_factory=list)
    teams: list[tuple[str, BasedScores | None, Sequence[int]]] = field(default_factory=list)
    """Of each record its questionnaire, what `compare` keeps of it (None: it does not count), and which rows it has."""
    _answers: _Answers = field(default_factory=_Answers)
    _scores: _Scores = field(default_factory=_Scores)
    _asked: dict[tuple[str, tuple[str, ...], _Words], tuple[Sequence[int], Sequence[int]]] = field(default_factory=dict)

    def add(
        self,
        key: str,
        record: Assessment | PlainRecord,
        instrument: Instrument,
        policy: Policy,
        before: Lived | None = None,
    ) -> Lived:
        """One record's rows. Of what ``policy`` hides nothing is told, nor scored; of one in plain values nothing is
        to be hidden (:func:`plain_is_enough`) but words. ``before`` is for rule 4.
        """
        if isinstance(record, PlainRecord):
            seen, findings = shown(record.head, policy)
            scores = score_plain(record, instrument)
            self._answers.add_plain(record.answers, instrument.scale.values)
        else:
            seen, findings = shown(record, policy)
            scores = score(seen, instrument)
            self._answers.add(record, seen, scores, instrument)
        previous = None if before is None else before.record
        replaced = any(finding.code == "votes-replaced" for finding in findings)
        self.records.append((*_record_line(key, seen, scores), previous, seen.changed_outside, replaced))
        return self._add(key, seen, scores, instrument, before)

    def _add(self, key: str, seen: Assessment, scores: Scores, instrument: Instrument, before: Lived | None) -> Lived:
        """The rows of a record in the other tables, but for what is told of its answers."""
        previous = None if before is None else before.record
        words, answers = seen.instrument.statements, self._answers
        answers.whose.codes.extend(
            [answers.whose.code(key, instrument.id, scores.basis, previous)] * len(scores.ratings)
        )
        answers.words.add([(id, words[id]) for id in scores.ratings])
        states = self._standing_of(instrument).of(scores, words, before)
        places = self._add_scores(key, scores, states, instrument, words_compared(seen, scores, instrument))
        kept = kept_scores(seen, scores, instrument)
        self.teams.append((instrument.id, kept, places))
        self.actions.extend(_action_lines(key, seen))
        return Lived.of(key, scores.basis, scores.ratings, words)

    def _standing_of(self, instrument: Instrument) -> Standing:
        if instrument.id not in self.standing:
            self.standing[instrument.id] = Standing(instrument)
        return self.standing[instrument.id]

    def _add_scores(
        self, key: str, scores: Scores, states: Mapping[int, str], instrument: Instrument, words: _Words
    ) -> Sequence[int]:
        """Its rows among the scores; gives their places among those of the questionnaire."""
        told, values = self._scores, list(scores.rows.values())
        places, rows = self._asked_rows(instrument, tuple(scores.ratings), words)
        told.whose.codes.extend([told.whose.code(key, instrument.id, scores.basis)] * len(places))
        told.rows.codes.extend(rows)
        told.stand.add(map(states.get, places))
        told.add(map(values.__getitem__, places), instrument)
        return places

    def _asked_rows(
        self, instrument: Instrument, asked: tuple[str, ...], words: _Words
    ) -> tuple[Sequence[int], Sequence[int]]:
        """The rows in which something was asked: their places, and how they begin. Most teams are asked the same."""
        if (known := self._asked.get((instrument.id, asked, words))) is None:
            ids, wordings = frozenset(asked), row_wordings(dict(words), instrument)
            within = [(at, row) for at, row in enumerate(instrument.rows()) if not ids.isdisjoint(row.members)]
            rows = [self._scores.rows.code(*row.key, wordings[at]) for at, row in within]
            known = self._asked[instrument.id, asked, words] = [at for at, _row in within], rows
        return known

    def compared(self, instruments: Mapping[str, Instrument]) -> list[bool]:
        """The last column of the scores."""
        counting: dict[str, list[BasedScores]] = {}
        for id, team, _places in self.teams:
            if team is not None:
                counting.setdefault(id, []).append(team)
        within = {id: in_comparison(teams, instruments[id]) for id, teams in counting.items()}
        flags: list[bool] = []
        for id, team, places in self.teams:
            in_row = None if team is None else within[id].get((team.basis, team.kept.form))
            if team is None or in_row is None:
                flags.extend([False] * len(places))
            else:
                flags.extend([in_row[at] and team.kept.values[at] is not None for at in places])
        return flags

    def doubts(self) -> "Doubts":
        """In how many records there is something that whoever reads the tables must know."""
        return Doubts(*(sum(record[at] for record in self.records) for at in _DOUBTS))

    def lines(self, instruments: Mapping[str, Instrument]) -> dict[TableName, TableLines]:
        """The whole tables."""
        _Told(self._scores.compared, lambda flag: (flag,)).add(self.compared(instruments))
        answers, scores = self._answers.lines, self._scores.lines
        return {"records": self.records, "answers": answers, "scores": scores, "actions": self.actions}


def _record_line(key: str, seen: Assessment, scores: Scores) -> TableValues:
    return (
        key,
        one_line(seen.organisation),
        seen.team.id,
        one_line(seen.team.name),
        seen.instrument.id,
        seen.instrument.version,
        scores.basis,
        seen.held_on,
        seen.participants,
        " ".join(seen.parts) or None,
        seen.revision,
    )


def _answer_cells(instrument: Instrument, id: str, answer: Answer | None, *, hidden: bool) -> TableValues:
    """What a team agreed on; ``hidden``: it has votes that are not told."""
    if answer is None:
        return None, False, None, hidden
    agreed = answer.agreed
    counts_as = None if agreed is None else instrument.counts_as(id, agreed)
    return agreed, answer.not_relevant_because is not None, counts_as, hidden


def _agreed_cells(agreed: int | None, relevant: bool) -> TableValues:
    """The same of an answer in plain values, of which nothing is hidden and nothing counts the other way round."""
    return agreed, not relevant, agreed, False


_NO_VOTES: TableValues = (None, None, None, None, None)


def _vote_cells(all: Tally, counted: tuple[int, ...]) -> TableValues:
    text, answered, together = _counted(all.counts, counted)
    return text, answered, all.missing, all.not_relevant, together


def _plain_votes_cells(points: tuple[int, ...], votes: PlainVotes | None) -> TableValues:
    if votes is None:
        return _NO_VOTES
    text, answered, together = _counted(votes.counts, points)
    return text, answered, votes.missing, votes.not_relevant, together


@lru_cache(maxsize=16_384)  # a few people can answer in so many ways only
def _counted(counts: tuple[int, ...], values: tuple[int, ...]) -> tuple[str, int, int]:
    return " ".join(map(str, counts)), sum(counts), sum(map(mul, counts, values))


def _score_cells(found: Score, instrument: Instrument) -> TableValues:
    index = None if found.value is None else instrument.scale.index(found.value)
    return found.value, index, found.answered, found.relevant, found.complete


def _action_lines(key: str, seen: Assessment) -> Iterator[TableValues]:
    for action in seen.actions:
        yield (
            key,
            action.id,
            action.about,
            one_line(action.text),
            action.owner and one_line(action.owner),
            action.due,
            action.state,
            str(action.opened_in),
            action.outcome and one_line(action.outcome),
        )


# The questionnaires.


def instrument_lines(instrument: Instrument, limit: int) -> Iterator[TableValues]:
    """A row per statement, in the order of the questionnaire. ``limit`` is the smallest group whose votes are told."""
    totals = [row for row in instrument.rows() if row.level == "total"]
    read_by = instrument.thresholds
    limits = (*(getattr(read_by, name) for name in _THRESHOLDS), limit)
    scale = instrument.scale
    for place, id in enumerate(instrument.order, 1):
        statement = instrument.statement(id)
        yield (
            instrument.id,
            instrument.version,
            _first(instrument.name),
            instrument.status,
            instrument.answered_by,
            id,
            place,
            *_groups(instrument, statement),
            " ".join(row.id for row in totals if id in row.members) or None,
            _first(statement.label),
            _english(statement.label),
            _first(statement.text),
            instrument.fingerprints[id],
            statement.reversed,
            scale.lowest,
            scale.highest,
            " ".join(map(str, scale.values)),
            *limits,
        )


_THRESHOLDS = (
    "anchored_from", "strengthen_to", "neutral", "total_change", "theme_steps", "close_from", "spread_below",
)  # fmt: skip


def _groups(instrument: Instrument, statement: Statement) -> TableValues:
    theme, principle = instrument.theme_of(statement), instrument.principle_of(statement)
    named = (None, None) if principle is None else (principle.id, _first(principle.name))
    return theme.id, _first(theme.name), *named


def _first(text: LocalText) -> str:
    """The text in the questionnaire's own language, on one line."""
    return one_line(next(iter(text.values())))


def _english(text: LocalText) -> str | None:
    return one_line(text["en"]) if "en" in text else None


# What stands beside the tables: a data package (Frictionless), for programs.


class TablePlace(NamedTuple):
    """Where a table lies in the folder, and how it is written."""

    name: TableName
    paths: tuple[str, ...]
    format: str
    """csv, parquet or sqlite."""


class PackageFacts(NamedTuple):
    """What a data package says of its export as a whole."""

    audience: str
    limits: Mapping[str, int]
    """Questionnaire → the smallest group whose votes are told."""
    quarters: tuple[Quarter, ...]
    version: str
    """Of the program."""
    wished: Mapping[str, Any]
    """What was asked for."""


WrittenFile = tuple[str, bytes]
"""A name in the folder of the export, with ``/`` between folders, and what stands in the file."""


class TablesWriter(Protocol):
    """Writes the tables of an export, one quarter after the other."""

    format: str
    by_quarter: bool
    """Whether each quarter has files of its own, and can be written by itself."""

    def add(self, tables: Mapping[TableName, TableLines], quarter: Quarter | None) -> Iterator[WrittenFile]:
        """The files of a quarter's tables, or of those that have no quarter."""

    def finish(self) -> Iterator[WrittenFile]:
        """The files that can be written only when all tables are known."""

    def places(self, quarters: Sequence[Quarter]) -> list[TablePlace]:
        """Where each table lies."""

    def anew(self) -> "TablesWriter":
        """The same with nothing written yet."""


MARK = "hf-fidelity"
"""The key of a data package under which the program says what it is: a folder with it may be written over."""


def data_package(places: Sequence[TablePlace], facts: PackageFacts) -> dict[str, Any]:
    """The descriptor: a resource a table, with types, units, keys, and the privacy limit that was used."""
    return dict(
        name="hf-fidelity-export",
        title=_("Fidelity to Housing First: records as tables"),
        description=_(
            "Written by `hf-fidelity export`. Texts are UTF-8, one line each; in CSV a text that a spreadsheet could "
            "take for a formula has an apostrophe in front."
        ),
        **{MARK: _of_the_export(places, facts)},
        resources=[_resource(place) for place in places],
    )


def _of_the_export(places: Sequence[TablePlace], facts: PackageFacts) -> dict[str, Any]:
    """What no other data package says: who may see it, the limits, and which files are the program's own."""
    return {
        "format": 1,
        "version": facts.version,
        "audience": facts.audience,
        "privacy": {
            "limits": dict(facts.limits),
            "rule": _("Votes of fewer people than the limit are left out, and count in no score."),
        },
        "quarters": [str(quarter) for quarter in facts.quarters],
        "wished": dict(facts.wished),
        "tables": {place.name: {"format": place.format, "files": list(place.paths)} for place in places},
    }


_MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
}


def _resource(place: TablePlace) -> dict[str, Any]:
    shape = SHAPES[place.name]
    where: dict[str, Any] = {"path": place.paths[0] if len(place.paths) == 1 else list(place.paths)}
    if place.format == "csv":
        where["encoding"] = "utf-8"
    if place.format == "sqlite":
        where["dialect"] = {"table": place.name}
    fields = [_package_field(each) for each in shape.fields]
    if place.format == "sqlite" and shape.by_quarter:
        fields.append(_package_field(QUARTER))
    return {
        "name": place.name,
        "title": _(shape.about),
        "type": "table",
        **where,
        "format": place.format,
        "mediatype": _MEDIA[place.format],
        **({"partitionedBy": ["quarter"]} if shape.by_quarter and place.format != "sqlite" else {}),
        "schema": {"fields": fields, "primaryKey": list(shape.key), "foreignKeys": list(_foreign_keys(shape))},
    }


QUARTER = TableField("quarter", "string", N_("The quarter, as in 2026-Q3"), needed=True)


def _package_field(column: TableField) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True} if column.needed else {}
    if column.values:
        rules["enum"] = list(column.values)
    said: dict[str, Any] = {"name": column.name, "type": column.kind, "description": _(column.about)}
    if column.unit:
        said["unit"] = _(column.unit)
    if rules:
        said["constraints"] = rules
    return said


def _foreign_keys(shape: TableShape) -> Iterator[dict[str, Any]]:
    if shape.key[0] == "record" and shape is not RECORDS:
        yield {"fields": ["record"], "reference": {"resource": "records", "fields": ["record"]}}
    if shape is ANSWERS:
        both = ["instrument", "statement"]
        yield {"fields": both, "reference": {"resource": "instruments", "fields": both}}


# What is told of an export to who asked for it.


class ExportedPart(NamedTuple):
    """A quarter (None: the questionnaires), what was done with its tables, and how many records it has."""

    quarter: Quarter | None
    done: Literal["new", "rewritten", "unchanged", "gone"] | None
    """None: not known yet, because all quarters lie in one file."""
    records: int = 0
    doubts: Doubts = Doubts()


_DONE = {"new": N_("written"), "rewritten": N_("rewritten"), "unchanged": N_("unchanged"), "gone": N_("taken away")}


_SQL_THERE = N_("scores.sql computes the scores from the answers, in DuckDB, SQLite and Spark.")


def export_report(
    folder: str, parts: Sequence[ExportedPart], audience: str, instruments: Sequence[tuple[Instrument, Policy]]
) -> Document:
    """Which quarters were written, and what must be known about what is in them."""
    quarters = [part for part in parts if part.quarter is not None]
    number = sum(part.records for part in quarters)
    said = [
        ngettext("{number} record in {folder}.", "{number} records in {folder}.", number, folder=folder),
        _("For everybody: without the teams’ actions.")
        if audience == "public"
        else _("For the teams themselves: with their actions."),
        _("Votes of fewer people than the limit are left out: {limits}.",
          limits=[f"{text_in(instrument.name)}: {policy.limit}" for instrument, policy in instruments]),
    ]  # fmt: skip
    rows = tuple(
        TableRow((_("The questionnaires") if part.quarter is None else short_quarter(part.quarter),
                  "" if part.quarter is None else str(part.records), _(_DONE[part.done or "new"])))
        for part in parts
    )  # fmt: skip
    columns = (Column(_("Quarter"), "name"), Column(_("Records"), "name"), Column(_("Tables")))
    sections = [
        Section(_("What was exported"), (Bullets(tuple(said)),), lead=True),
        Section(_("The tables"), (Table("", columns, rows), Paragraph(_(_SQL_THERE)))),
    ]  # fmt: skip
    data = {
        "folder": folder,
        "audience": audience,
        "limits": {instrument.id: policy.limit for instrument, policy in instruments},
        "parts": [
            {"quarter": p.quarter and str(p.quarter), "records": p.records, "done": p.done, **p.doubts._asdict()}
            for p in parts
        ],
    }
    return report(_("Export"), "", sections, instruments=(), data=data)
