"""Which rows of a table count, and what they add up to.

The answers are decoded, every row that was kept is found to be somebody's, nobody is counted twice; counts per team
and quarter come out, and a finding for everything that does not count.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from hf_fidelity.domain.assessment import Tally, Votes
from hf_fidelity.domain.findings import CellFinding, Severity
from hf_fidelity.domain.imports import ExportRead, GroupVotes, Rows, RowSet, SkipReason
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.mapping import Direction, FileMapping
from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.domain.reliability import Moments
from hf_fidelity.domain.scale import Scale
from hf_fidelity.domain.text import fold
from hf_fidelity.i18n import N_
from hf_fidelity.readers.survey import sentences as say
from hf_fidelity.readers.survey.answers import (
    BLANK,
    DIGIT,
    ERROR,
    MISSING,
    NO_VALUE,
    NOT_ANSWERS,
    NOT_RELEVANT,
    TWO,
    UNKNOWN,
    Decoder,
    direction_of,
    point_of,
)
from hf_fidelity.readers.survey.cells.book import Refused, as_text
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.rows import Gathered, RowReader, date_column
from hf_fidelity.readers.survey.sentences import kind_words, shown
from hf_fidelity.readers.survey.understand import Understanding, explanation
from hf_fidelity.readers.survey.whose import People, Unknown, Who
from hf_fidelity.readers.survey.words import FACTS

NO_DIRECTION = 250
"""Digits alone, of which nobody has said what they mean."""


Group = tuple[str, str, Quarter]


_ONE_BY_ONE = 200
"""So many findings of a kind are told one by one."""


@dataclass(frozen=True)
class _Sentence:
    code: str
    message: str
    remedy: str


@dataclass
class Counted:
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
                id: Votes(all=tally, roles={role: found[id] for role, found in tallies.items()})
                for id, tally in self._tallies(of_all, points).items()
            }
            people = {role: len(rows) for role, rows in roles.items()}
            yield GroupVotes(organisation, team, quarter, len(of_all), votes, people)

    def _groups(self) -> dict[Group, dict[str, list[bytes]]]:
        """Team and quarter → role → rows."""
        groups: dict[Group, dict[str, list[bytes]]] = {}
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
        found: dict[str, Moments] = {}
        themes = [row for row in instrument.rows() if row.level == "theme" and set(row.members) <= set(self.statements)]
        for by_role in self._groups().values():
            joined = b"".join(chain.from_iterable(by_role.values()))
            for row in themes:
                moments = self._moments_in(joined, row.members, [instrument.counted(id) for id in row.members])
                if moments.n >= limit:
                    found[row.id] = found[row.id] + moments if row.id in found else moments
        return found

    def _moments_in(self, joined: bytes, members: Sequence[str], counted: Sequence[Sequence[int]]) -> Moments:
        """``counted``: what each point counts as for each member; one that is reversed must be turned first."""
        points = len(counted[0])
        columns = [joined[self.statements.index(id) :: len(self.statements)] for id in members]
        patterns = Counter(zip(*columns, strict=True)).items()
        whole = ((pattern, times) for pattern, times in patterns if max(pattern) < points)
        turned = ((tuple([v[code] for v, code in zip(counted, p, strict=True)]), times) for p, times in whole)
        return Moments.of(turned, len(columns))


class Complaints:
    """Collects the findings about a table's rows."""

    def __init__(self, found: Understanding, instrument: Instrument) -> None:
        self.found = found
        self._high = instrument.scale.label(instrument.scale.highest)
        self._told: list[CellFinding] = []
        self._counts: dict[str, int] = {}
        self._rest: dict[str, tuple[_Sentence, Severity, list[int]]] = {}

    def about_answer(self, row: int, place: int, code: int, value: str, *, lenient: bool) -> None:
        """That a cell holds no answer; ``place`` is which of the statements."""
        sentence = _ANSWERS.get(code, _NO_DIRECTION)
        self._say(sentence, row, self.found.statements[place].index, "warning" if lenient else "error", value)

    def about_people(self, row: int, why: Unknown, value: str) -> None:
        """That a row is nobody's."""
        columns = self.found.of("date" if why.by_date else why.fact)
        remedy = N_("Mend the cell, or say --quarter for the whole file.")
        if why.fact != "quarter":
            remedy = N_("Mend the cell, or read the teams' rows from a file each.")
        sentence = _Sentence(why.code, _PEOPLE[why.code], remedy)
        self._say(sentence, row, columns[0].index if columns else None, "error", value)

    def stopped(self, row: int, code: str, column: int) -> None:
        """That a row was stopped before its answers were looked at."""
        self._say(_STOPPED[code], row, column, "error", None)

    def answered_twice(self, row: int, counts: int) -> None:
        """That somebody answered twice, and which row counts."""
        column = self.found.of("respondent")[0].index
        sentence = _Sentence(
            "answered-twice",
            N_("The same respondent stands in rows {out} and {counts}; row {counts} counts."),
            N_("If they are two people, give them different numbers."),
        )
        self._say(sentence, row, column, "warning", None, out=row, counts=counts)

    def _say(
        self, sentence: _Sentence, row: int, column: int | None, severity: Severity, value: str | None, **more: object
    ) -> None:
        self._counts[sentence.code] = told = self._counts.get(sentence.code, 0) + 1
        most = 1 if sentence.code in ("codes-unknown", "below-second-header") else _ONE_BY_ONE
        if told > most:
            self._rest.setdefault(sentence.code, (sentence, severity, []))[2].append(row)
            return
        sheet, cell = self.found.cell(column, row) if column is not None else (self.found.sheet.name, None)
        stood = shown(value) if value is not None else None
        params = {"value": stood or "", "high": self._high, **more}
        self._told.append(
            CellFinding(
                sentence.code,
                sentence.message,
                params,
                severity,
                sheet=sheet,
                row=row,
                cell=cell,
                value=stood,
                remedy=sentence.remedy,
            )
        )

    def findings(self) -> Iterator[CellFinding]:
        """Everything, by row; what was too much to tell one by one comes last."""
        yield from sorted(self._told, key=lambda finding: finding.row or 0)
        for code, (sentence, severity, rows) in self._rest.items():
            params = {"rows": str(RowSet.of(rows)), "number": len(rows), "high": self._high}
            message = N_("The same in {number} more cells, in the rows {rows}.")
            yield CellFinding(code, message, params, severity, sheet=self.found.sheet.name, remedy=sentence.remedy)


@dataclass
class Judge:
    """Goes through the rows that were kept, in order, and counts those that count."""

    kept: Gathered
    people: People
    complaints: Complaints
    counted: Counted
    lenient: bool
    rejected: list[int] = field(default_factory=list)
    skipped: dict[SkipReason, list[int]] = field(default_factory=dict)
    edge: list[int] = field(default_factory=list)
    """Rows whose quarter comes from a date close to a quarter's edge."""
    _last: dict[tuple[object, ...], tuple[date | None, int, Who, bytes]] = field(default_factory=dict)
    """Respondent in a group → when, row, whose and answers of the one that counts so far."""

    def judge(self, tables: Sequence[bytes], *, dated: bool) -> Rows:
        """Count what counts. ``tables`` translate each statement's codes; ``dated``: dates say the quarter."""
        kept, accepted = self.kept, 0
        same = tables[0] if len(set(tables)) == 1 else None
        for i, number in enumerate(kept.numbers):
            raw = kept.answers[i]
            answers = raw.translate(same) if same else _translated(raw, tables)
            if max(answers) >= NOT_ANSWERS:
                answers = self._mended(number, raw, answers)
                if not answers:
                    continue
            day = kept.dates[i] if kept.dates else ""
            who = self.people.of(kept.who[i], day)
            if isinstance(who, Unknown):
                self._reject(i, who)
                continue
            if dated and self.people.near_edge(day):
                self.edge.append(number)
            respondent = kept.respondents[i] if kept.respondents else ""
            if respondent:
                accepted += self._once((*who[:3], respondent), number, who, answers, day)
            else:
                self.counted.add(who, answers)
                accepted += 1
        for _, _, who, answers in self._last.values():
            self.counted.add(who, answers)
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
                found = self.kept.odd.get(number, {}).get(place, str(raw[place] - DIGIT))
                self.complaints.about_answer(number, place, code, found, lenient=self.lenient)
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
        self.rejected.append(number)
        self.complaints.about_people(number, why, as_text(stood))

    def _once(self, key: tuple[object, ...], number: int, who: Who, answers: bytes, dated: object) -> int:
        """Keep the last answer of a respondent: by date where there is one, else by row. 1 for a new respondent."""
        day = self.people.day(dated) if isinstance(dated, str | date) else None
        before = self._last.get(key)
        if before is None:
            self._last[key] = (day, number, who, answers)
            return 1
        newer = day is None or before[0] is None or day >= before[0]
        counts, out = (number, before[1]) if newer else (before[1], number)
        if newer:
            self._last[key] = (day, number, who, answers)
        self.skipped.setdefault("duplicate", []).append(out)
        self.complaints.answered_twice(out, counts)
        return 0


@dataclass(frozen=True)
class Count:
    """Counts one table."""

    found: Understanding
    options: Options
    mapping: FileMapping

    def into(self, read: ExportRead) -> ExportRead:
        """The file's counts and findings. Raises Refused."""
        said = self._said()
        read = replace(
            read, sheet=self.found.sheet.name, mapping=explanation(self.found, said, self.mapping, self.options.codes)
        )
        if unsaid := list(self._unsaid(said)):
            return replace(read, findings=(*self.found.findings, *unsaid))
        dated = "quarter" not in said and not self.found.of("quarter")
        asked = self.options.codes or self.mapping.codes
        words, scale = self.options.words(self.mapping), self.options.instrument.scale
        decoders = [Decoder(words[str(column.statement)], column.labels) for column in self.found.statements]
        gathered = RowReader(self.found, decoders, self.options.headings.names_one).read()
        if asked and contradiction(decoders, scale, asked):
            raise Refused(contradicted(asked, self.found))
        people = People(
            said,
            [fact for fact in FACTS if self.found.of(fact)],
            gathered.dates,
            self.found.layout.dates,
            self.options.instrument.cadence.edge_days,
        )
        complaints = Complaints(self.found, self.options.instrument)
        for row, (code, column) in gathered.stopped.items():
            complaints.stopped(row, code, column)
        counted = Counted([str(column.statement) for column in self.found.statements])
        judge = Judge(gathered, people, complaints, counted, self.options.lenient)
        rows = judge.judge(translations(decoders, scale, asked), dated=dated)
        return replace(
            read,
            layout=self.found.layout.id,
            tool=self.found.layout.name,
            rows=rows,
            findings=(*self.found.findings, *self._about_dates(judge, dated=dated), *complaints.findings()),
            groups=tuple(counted.groups(len(scale.values))),
            moments=counted.moments(self.options.instrument, self.options.limit),
        )

    def _said(self) -> dict[str, str]:
        """What is said for the whole file, above the table or by an option. Raises Refused where they disagree."""
        said = dict(self.found.said)
        for fact, asked in self.options.said(self.mapping).items():
            if fact in said and fold(_machine(fact, said[fact])) != fold(asked):
                raise Refused(say.another(fact, said[fact], asked, self.found.sheet.name))
            said[fact] = asked
        if "quarter" in said:
            said["quarter"] = _machine("quarter", said["quarter"])
        return said

    def _unsaid(self, said: Mapping[str, str]) -> Iterator[CellFinding]:
        """Facts that nothing in the file and no option tells."""
        headings = [(column.index, column.heading) for column in self.found.columns if not column.statement]
        for fact in FACTS:
            dated = fact == "quarter" and date_column(self.found) is not None
            if fact not in said and not self.found.of(fact) and not dated:
                yield say.not_said(fact, headings, self.found.sheet.name)

    def _about_dates(self, judge: Judge, *, dated: bool) -> Iterator[CellFinding]:
        column = date_column(self.found)
        if dated and column is not None:
            heading = next(c.heading for c in self.found.columns if c.index == column)
            yield by_date(heading, self.found)
            if judge.edge:
                yield near_edge(judge.edge, self.found)


def _machine(fact: str, value: str) -> str:
    """A quarter as machines write it. Raises Refused for a quarter that is none."""
    if fact != "quarter":
        return value
    try:
        return str(Quarter.parse(value))
    except ValueError as error:
        raise Refused(say.no_quarter(value)) from error


def translations(decoders: Sequence[Decoder], scale: Scale, asked: Direction | None) -> list[bytes]:
    """For each statement, what every code means once it is known which way the digits run.

    The labels with digits of all columns must agree; where they do not, each column's own labels decide.
    """
    every = direction_of({anchor for decoder in decoders for anchor in decoder.anchors}, scale)
    ways = [asked or every or direction_of(decoder.anchors, scale) for decoder in decoders]
    tables = {way: _table(scale, way) for way in set(ways)}
    return [tables[way] for way in ways]


def contradiction(decoders: Sequence[Decoder], scale: Scale, asked: Direction | None) -> bool:
    """Whether the labels with digits show the other direction than the one that was asked for."""
    shown = direction_of({anchor for decoder in decoders for anchor in decoder.anchors}, scale)
    return asked is not None and shown is not None and shown != asked


def _table(scale: Scale, way: Direction | None) -> bytes:
    table = list(range(256))
    for digits in range(NOT_ANSWERS - DIGIT):
        if way is None:
            table[DIGIT + digits] = NO_DIRECTION
        else:
            point = point_of(digits, scale, way)
            table[DIGIT + digits] = UNKNOWN if point is None else point
    return bytes(table)


def _translated(answers: bytes, tables: Sequence[bytes]) -> bytes:
    return bytes([table[code] for table, code in zip(tables, answers, strict=True)])


def _tally(column: bytes, points: int) -> Tally:
    return Tally(
        counts=tuple(map(column.count, range(points))),
        missing=column.count(BLANK) + column.count(MISSING),
        not_relevant=column.count(NOT_RELEVANT),
    )


_MEND = N_("Mend the cell, or let --lenient count it as missing.")

_ANSWERS = {
    UNKNOWN: _Sentence("unknown-answer", N_("»{value}« is not an answer on the scale."), _MEND),
    TWO: _Sentence("two-answers", N_("»{value}«: more than one answer is ticked."), _MEND),
    ERROR: _Sentence("error-cell", N_("»{value}« is an error, and no answer."), _MEND),
    NO_VALUE: _Sentence(
        "no-value",
        N_("The formula »{value}« was saved without its value."),
        N_("Open the file in Excel, save it there, and try again."),
    ),
}

_NO_DIRECTION = _Sentence(
    "codes-unknown",
    N_("»{value}« is a code, and nothing says which end of the scale it is."),
    N_("Export the answers as text; or say --codes agree-high (the highest is »{high}«) or --codes agree-low."),
)

_PEOPLE = {
    "no-organisation": N_("The row does not say which organisation it is from."),
    "no-team": N_("The row does not say which team it is from."),
    "no-quarter": N_("The row does not say which quarter it is about."),
    "bad-quarter": N_("»{value}« is not a quarter."),
    "no-date": N_("There is no date to tell the quarter by."),
    "ambiguous-date": N_("»{value}« can be two dates: day or month first."),
    "other-organisation": N_("»{value}« is another organisation than the one asked for."),
    "other-team": N_("»{value}« is another team than the one asked for."),
    "other-quarter": N_("»{value}« is another quarter than the one asked for."),
}

_STOPPED = {
    "cpr-like": _Sentence(
        "cpr-like",
        N_("Something here looks like a CPR number, and is not repeated."),
        N_("Delete it from the file, and from wherever the file is kept."),
    ),
    "second-header": _Sentence(
        "second-header",
        N_("A second row of headings begins here, with other columns than the first."),
        N_("Put the two tables in a file each."),
    ),
    "below-second-header": _Sentence(
        "below-second-header",
        N_("The row stands below a second row of headings with other columns."),
        N_("Put the two tables in a file each."),
    ),
    "too-many-cells": _Sentence(
        "too-many-cells",
        N_("The row has more cells than there are headings: it may have slipped to the side."),
        N_("Look for a separator inside a text, and put that text in quotes."),
    ),
}


def near_edge(rows: list[int], found: Understanding) -> CellFinding:
    """That answers were given so close to a quarter's edge that they may be about the other quarter."""
    return CellFinding(
        "near-edge",
        N_("Answers given within two weeks of a quarter's edge count in the quarter they were given in: rows {rows}."),
        {"rows": str(RowSet.of(rows))},
        "warning",
        sheet=found.sheet.name,
        remedy=N_("If they are about the other quarter, say --quarter."),
    )


def contradicted(asked: str, found: Understanding) -> CellFinding:
    """That the labels say the opposite of --codes."""
    return CellFinding(
        "codes-contradict",
        N_("--codes {asked} was given, but the labels in the file show the opposite."),
        {"asked": asked},
        "error",
        sheet=found.sheet.name,
        remedy=N_("Leave --codes out for this file."),
    )


def by_date(heading: str, found: Understanding) -> CellFinding:
    """That the quarter is the one in which somebody answered."""
    return CellFinding(
        "quarter-by-date",
        N_("The quarter is taken from »{heading}«, the day of each answer."),
        {"heading": shown(heading), "kind": kind_words("quarter")},
        sheet=found.sheet.name,
    )
