"""Which rows of a table count, and what they add up to.

The answers are decoded, every row that was kept is found to be somebody's, nobody is counted twice; counts per team
and quarter come out, and a finding for everything that does not count.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Tally, Votes
from hf_fidelity.domain.scores.figures import Moments
from hf_fidelity.domain.survey.batch import ExportRead, GroupVotes, Rows, RowSet, SkipReason
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.survey.answers import (
    BLANK,
    DIGIT,
    ERROR,
    MISSING,
    NO_DIRECTION,
    NO_VALUE,
    NOT_ANSWERS,
    NOT_RELEVANT,
    TWO,
    UNKNOWN,
    Decoder,
    contradiction,
    translations,
)
from hf_fidelity.readers.survey.cells.book import Refused, as_text
from hf_fidelity.readers.survey.job import Options, Usually
from hf_fidelity.readers.survey.rows import TableRows, read_rows
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, RowFindings, finding, headings_shown, shortened, term
from hf_fidelity.readers.survey.understand import AnswerTable
from hf_fidelity.readers.survey.whose import People, Unknown, Who, order_in
from hf_fidelity.readers.survey.words import FACTS

_NOT_AN_ANSWER = {
    UNKNOWN: "unknown-answer",
    TWO: "two-answers",
    ERROR: "error-cell",
    NO_VALUE: "no-value",
    NO_DIRECTION: "codes-unknown",
}
"""What is no answer → the code of the finding about it."""
_OPTIONS = {"organisation": "--organisation", "team": "--team", "quarter": "--quarter"}


def count_table(table: AnswerTable, read: ExportRead, options: Options, mapping: FileMapping) -> ExportRead:
    """The counts and findings of a file's table. Raises Refused."""
    said = _said(table, options.said(mapping))
    if taken := _usual(table, said, options.usual):
        place = CellPlace(table.sheet.name)
        as_usual = (finding(FILE, "as-usual", place, kind=term(fact), value=value) for fact, value in taken.items())
        said, table = {**said, **taken}, replace(table, findings=(*table.findings, *as_usual))
    read = replace(read, sheet=table.sheet.name, mapping=table.as_mapping(said, mapping, options.codes))
    if unsaid := list(_unsaid(table, said)):
        return replace(read, findings=(*table.findings, *unsaid))
    form, words, asked = options.instrument, options.words(mapping), options.codes or mapping.codes
    decoders = [Decoder(words[str(column.statement)], column.labels) for column in table.statements]
    rows = read_rows(table, decoders, options.headings.names_one)
    if contradiction(decoders, form.scale, asked):
        raise Refused(finding(FILE, "codes-contradict", CellPlace(table.sheet.name), asked=asked))
    people = People(
        said,
        frozenset(fact for fact in FACTS if table.of(fact)),
        order_in(rows.dates, table.layout.dates),
        form.cadence.edge_days,
    )
    high = form.scale.label(form.scale.highest)
    findings = RowFindings(table.sheet.name, table.place, high=high)
    count = _Count(table, rows, people, findings, options.lenient)
    became = count.go_through(translations(decoders, form.scale, asked))
    return replace(
        read,
        layout=table.layout.id,
        tool=table.layout.name,
        rows=became,
        findings=(*table.findings, *_about_dates(table, count), *findings.all()),
        groups=tuple(count.counted.groups(len(form.scale.values))),
        moments=count.counted.moments(form, options.limit),
    )


def _said(table: AnswerTable, asked: Mapping[str, str]) -> dict[str, str]:
    """What is said for the whole file, above the table or by an option. Raises Refused where they disagree."""
    said, place = dict(table.said), CellPlace(table.sheet.name)
    for fact, value in asked.items():
        if fact in said and fold(_machine(fact, said[fact])) != fold(value):
            theirs = shortened(said[fact])
            raise Refused(finding(FILE, f"other-{fact}", place, kind=term(fact), theirs=theirs, asked=value))
        said[fact] = value
    if "quarter" in said:
        said["quarter"] = _machine("quarter", said["quarter"])
    return said


def _usual(table: AnswerTable, said: Mapping[str, str], usual: Usually) -> dict[str, str]:
    """What is taken as usual because neither the file nor anybody says it; never a team of another organisation."""
    organisation, one = usual
    unsaid = {fact for fact in FACTS[:2] if fact not in said and not table.of(fact)}
    if one and unsaid == {"organisation", "team"}:
        return dict(zip(FACTS[:2], one, strict=True))
    if one and unsaid == {"team"} and fold(said.get("organisation", "")) == fold(one[0]):
        return {"team": one[1]}
    return {"organisation": organisation} if organisation and "organisation" in unsaid else {}


def _machine(fact: str, value: str) -> str:
    """A quarter as machines write it. Raises Refused for a quarter that is none."""
    if fact != "quarter":
        return value
    try:
        return str(Quarter.parse(value))
    except ValueError as error:
        raise Refused(finding(FILE, "bad-quarter", value=shortened(value))) from error


def _unsaid(table: AnswerTable, said: Mapping[str, str]) -> Iterator[CellFinding]:
    """Facts that nothing in the file and no option tells."""
    for fact in FACTS:
        dated = fact == "quarter" and table.date_column is not None
        if fact not in said and not table.of(fact) and not dated:
            others = headings_shown((column.index, column.heading) for column in table.columns if not column.statement)
            place, kind = CellPlace(table.sheet.name), term(fact)
            yield finding(FILE, f"no-{fact}", place, kind=kind, columns=others, option=_OPTIONS[fact])


def _about_dates(table: AnswerTable, count: "_Count") -> Iterator[CellFinding]:
    """That the quarter is the one in which somebody answered, and where that is not sure."""
    if count.people.by_date and table.date_column is not None:
        place = CellPlace(table.sheet.name)
        yield finding(
            FILE, "quarter-by-date", place, heading=shortened(table.date_column.heading), kind=term("quarter")
        )
        if count.edge:
            yield finding(FILE, "near-edge", place, rows=str(RowSet.of(count.edge)))


class _Entry(NamedTuple):
    """A respondent's row: when and whose it is, and its answers."""

    day: date | None
    row: int
    who: Who
    answers: bytes


@dataclass
class _Count:
    """Goes through the rows that were kept, in order, and counts those that count."""

    table: AnswerTable
    kept: TableRows
    people: People
    findings: RowFindings
    lenient: bool
    rejected: list[int] = field(default_factory=list)
    skipped: dict[SkipReason, list[int]] = field(default_factory=dict)
    edge: list[int] = field(default_factory=list)
    """Rows whose quarter comes from a date close to a quarter's edge."""
    _last: dict[tuple[object, ...], _Entry] = field(default_factory=dict)
    """Respondent in a group → the row that counts so far."""

    def __post_init__(self) -> None:
        self.counted = _Counted([str(column.statement) for column in self.table.statements])

    def go_through(self, tables: Sequence[bytes]) -> Rows:
        """Count what counts, and tell what became of every row. ``tables`` translate each statement's codes."""
        for row, (code, column) in self.kept.stopped.items():
            self.findings.add(code, row, column)
        kept, accepted = self.kept, 0
        same = tables[0] if len(set(tables)) == 1 else None
        for i, number in enumerate(kept.numbers):
            raw = kept.answers[i]
            answers = raw.translate(same) if same else _translated(raw, tables)
            if max(answers) >= NOT_ANSWERS:
                answers = self._mended(number, raw, answers)
                if not answers:
                    continue
            dated = kept.dates[i] if kept.dates else ""
            who = self.people.of(kept.who[i], dated)
            if isinstance(who, Unknown):
                self._reject(i, who)
                continue
            if self.people.by_date and self.people.near_edge(dated):
                self.edge.append(number)
            respondent = kept.respondents[i] if kept.respondents else ""
            if respondent:
                accepted += self._once(respondent, _Entry(self.people.day(dated), number, who, answers))
            else:
                self.counted.add(who, answers)
                accepted += 1
        for entry in self._last.values():
            self.counted.add(entry.who, entry.answers)
        self.rejected += kept.stopped
        skipped = {reason: RowSet.of(rows) for reason, rows in self._all_skipped()}
        return Rows(accepted, skipped, RowSet.of(self.rejected))

    def _all_skipped(self) -> Iterator[tuple[SkipReason, list[int]]]:
        for reason in dict.fromkeys((*self.kept.skipped, *self.skipped)):
            yield reason, [*self.kept.skipped.get(reason, ()), *self.skipped.get(reason, ())]

    def _mended(self, number: int, raw: bytes, answers: bytes) -> bytes:
        """The answers with what is none as missing, where that is asked for; else empty, and the row is rejected."""
        for place, code in enumerate(answers):
            if code >= NOT_ANSWERS:
                stood = self.kept.odd.get(number, {}).get(place, str(raw[place] - DIGIT))
                column = self.table.statements[place].index
                self.findings.add(_NOT_AN_ANSWER[code], number, column, stood, "warning" if self.lenient else "error")
        if not self.lenient:
            self.rejected.append(number)
            return b""
        answers = bytes(MISSING if code >= NOT_ANSWERS else code for code in answers)
        if set(answers) <= {MISSING, BLANK}:
            self.skipped.setdefault("empty", []).append(number)
            return b""
        return answers

    def _reject(self, i: int, why: Unknown) -> None:
        number = self.kept.numbers[i]
        stood = self.kept.dates[i] if why.by_date else self.kept.who[i][FACTS.index(why.fact)]
        column = self.table.first("date" if why.by_date else why.fact)
        self.rejected.append(number)
        self.findings.add(why.code, number, column.index if column else None, as_text(stood))

    def _once(self, respondent: str, entry: _Entry) -> int:
        """Keep the last answer of a respondent: by date where there is one, else by row. 1 for a new respondent."""
        key = (*entry.who[:3], respondent)
        before = self._last.get(key)
        if before is None:
            self._last[key] = entry
            return 1
        newer = entry.day is None or before.day is None or entry.day >= before.day
        counts, out = (entry, before) if newer else (before, entry)
        self._last[key] = counts
        self.skipped.setdefault("duplicate", []).append(out.row)
        column = self.table.of("respondent")[0].index
        self.findings.add("answered-twice", out.row, column, out=out.row, counts=counts.row)
        return 0


def _translated(answers: bytes, tables: Sequence[bytes]) -> bytes:
    return bytes([table[code] for table, code in zip(tables, answers, strict=True)])


_Group = tuple[str, str, Quarter]


@dataclass
class _Counted:
    """The answers that count, by team, quarter and role: a row is as many bytes as there are statements."""

    statements: Sequence[str]
    rows: dict[Who, list[bytes]] = field(default_factory=lambda: defaultdict(list))

    def add(self, who: Who, answers: bytes) -> None:
        """Count one row."""
        self.rows[who].append(answers)

    def groups(self, points: int) -> Iterator[GroupVotes]:
        """The votes of each team and quarter; ``points`` is how many points the scale has."""
        for (organisation, team, quarter), by_role in sorted(self._groups().items()):
            of_all = [row for rows in by_role.values() for row in rows]
            roles = {role: rows for role, rows in by_role.items() if role}
            tallies = {role: self._tallies(rows, points) for role, rows in roles.items()}
            votes = {
                id: Votes(all=tally, roles={role: tallied[id] for role, tallied in tallies.items()})
                for id, tally in self._tallies(of_all, points).items()
            }
            people = {role: len(rows) for role, rows in roles.items()}
            yield GroupVotes(organisation, team, quarter, len(of_all), votes, people)

    def _groups(self) -> dict[_Group, dict[str, list[bytes]]]:
        """Team and quarter → role → rows."""
        groups: dict[_Group, dict[str, list[bytes]]] = {}
        for who, rows in self.rows.items():
            groups.setdefault(who[:3], {})[who[3]] = rows
        return groups

    def _tallies(self, rows: Sequence[bytes], points: int) -> dict[str, Tally]:
        joined, wide = b"".join(rows), len(self.statements)
        return {id: _tally(joined[place::wide], points) for place, id in enumerate(self.statements)}

    def moments(self, instrument: Instrument, limit: int) -> Mapping[str, Moments]:
        """Theme → sums for alpha, of the themes whose statements are all there.

        A team of which fewer than ``limit`` answered all of a theme is left out of it: what may not be shown of a team
        must not enter a figure over several.
        """
        sums: dict[str, Moments] = {}
        themes = [row for row in instrument.rows() if row.level == "theme" and set(row.members) <= set(self.statements)]
        for by_role in self._groups().values():
            joined = b"".join(chain.from_iterable(by_role.values()))
            for row in themes:
                moments = self._moments_in(joined, row.members, [instrument.counted(id) for id in row.members])
                if moments.n >= limit:
                    sums[row.id] = sums[row.id] + moments if row.id in sums else moments
        return sums

    def _moments_in(self, joined: bytes, members: Sequence[str], counted: Sequence[Sequence[int]]) -> Moments:
        """``counted``: what each point counts as for each member; one that is reversed must be turned first."""
        points = len(counted[0])
        columns = [joined[self.statements.index(id) :: len(self.statements)] for id in members]
        patterns = Counter(zip(*columns, strict=True)).items()
        whole = ((pattern, times) for pattern, times in patterns if max(pattern) < points)
        turned = ((tuple([v[code] for v, code in zip(counted, p, strict=True)]), times) for p, times in whole)
        return Moments.of(turned, len(columns))


def _tally(column: bytes, points: int) -> Tally:
    return Tally(
        counts=tuple(map(column.count, range(points))),
        missing=column.count(BLANK) + column.count(MISSING),
        not_relevant=column.count(NOT_RELEVANT),
    )
