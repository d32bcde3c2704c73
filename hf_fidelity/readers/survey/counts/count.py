"""Which rows of a table count, and what they add up to.

The answers are decoded, every row that was kept is found to be somebody's, nobody is counted twice; counts per team
and quarter come out, and a finding for everything that does not count.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import compress
from pathlib import Path
from typing import NamedTuple

from hf_fidelity.domain.scores.figures import Moments
from hf_fidelity.domain.survey.exports import (
    AskedInstrument,
    CountedVotes,
    ExportRead,
    FileSaid,
    GroupVotes,
    Rows,
    RowSet,
    SkipReason,
)
from hf_fidelity.ground import CellFinding, Quarter
from hf_fidelity.readers.survey.cells.book import CellValue, Refused, as_text
from hf_fidelity.readers.survey.counts.another_scale import (
    finer_scale,
    options_lacking,
    perhaps_turned,
    set_lone_label_aside,
)
from hf_fidelity.readers.survey.counts.codes import decoders_of, doubts_about_codes, remarks_on_codes
from hf_fidelity.readers.survey.counts.facts import check_guesses, never_said, people_of, said_for_file, unsaid_facts
from hf_fidelity.readers.survey.counts.remarks import about_its_name, remarks_on, remarks_on_what_counts
from hf_fidelity.readers.survey.counts.waves import several_times
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.rows.blocks import another_block, without_lines
from hf_fidelity.readers.survey.rows.fields import moved_answers
from hf_fidelity.readers.survey.rows.listed import are_figures
from hf_fidelity.readers.survey.rows.respondents import (
    called_alike,
    mark_by_name,
    told_alike,
    twice_by_name,
    typed_in_twice,
)
from hf_fidelity.readers.survey.rows.rows import TableRows, read_rows
from hf_fidelity.readers.survey.rows.same_people import Marked
from hf_fidelity.readers.survey.rows.whose import People, Unknown, Who
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, RowFindings, finding, shortened
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.answers import (
    BLANK,
    ERROR,
    LONE,
    MISSING,
    NO_VALUE,
    NOT_ANSWERS,
    NOT_RELEVANT,
    TWO,
    UNKNOWN,
    directions,
    translations,
)
from hf_fidelity.readers.survey.words.columns import Headings
from hf_fidelity.readers.survey.words.compared import FACTS

_NOT_AN_ANSWER = {
    UNKNOWN: "unknown-answer",
    TWO: "two-answers",
    ERROR: "error-cell",
    NO_VALUE: "no-value",
    LONE: "lone-label",
}
"""What is no answer → the code of the finding about it."""
_ANSWERS = bytes(range(NOT_ANSWERS))
"""All that is an answer, or none given."""


def count_table(table: AnswerTable, read: ExportRead, options: Options, mapping: FileSaid) -> ExportRead:
    """The counts and findings of a file's table. Raises Refused."""
    table, said = said_for_file(table, options, mapping)
    decoders, asked, file = decoders_of(table, options, mapping), options.codes or mapping.codes, Path(read.file)
    rows = read_rows(table, decoders, options.headings, mapping.status, [v for k, v in said.items() if k != "quarter"])
    read = replace(read, sheet=table.sheet.name, mapping=rows.as_read(table).as_mapping(said, mapping, options.codes))
    without_lines(table, rows)
    if doubt := moved_answers(table):
        raise Refused(doubt)  # a mapping by such headings would be wrong
    ways = directions(decoders, options.asked.scale, asked)
    set_lone_label_aside(table, decoders, rows)
    finer = finer_scale(table, decoders, rows)
    wrong = _doubt_about_shape(table, rows, said, options.headings) or _if_error(finer)
    doubts = [wrong] if wrong else doubts_about_codes(table, decoders, rows, ways, options, asked, file)
    if unsaid := list(unsaid_facts(table, said)):  # with all else that is lacking
        return replace(read, findings=(*table.findings, *unsaid, *doubts))
    if doubts:
        raise Refused(doubts[0], read.mapping, *doubts[1:], *_put_together(table))
    check_guesses(table, rows, options.headings, read.mapping)
    people = people_of(table, rows, said, options, read.mapping)
    if doubt := never_said(table, rows, people) or called_alike(table, rows, people):
        raise Refused(doubt, read.mapping)
    if rows.alike:
        read = replace(read, mapping=rows.as_read(table).as_mapping(said, mapping, options.codes))
    count = _Count(table, rows, people, RowFindings(table.sheet.name, table.place), options.lenient, options.marked)
    became = count.go_through(translations(ways, options.asked.scale))
    groups = tuple(count.counted.groups(len(options.asked.scale.values)))
    remarks = [
        *_no_status(table, mapping),
        *remarks_on_codes(table, decoders, options.asked.scale, asked),
        *filter(None, (finer, options_lacking(table, rows, options.asked))),
        *remarks_on(table, rows, people, groups),
        *perhaps_turned(table, options.asked),
        *_about_what_counts(table, rows, people, count, options.headings),
        *about_its_name(table, people, file.stem),
    ]
    return replace(
        read,
        layout=table.layout.id,
        tool=table.layout.name,
        rows=became,
        findings=(*table.findings, *remarks, *count.findings.all()),
        groups=groups,
        moments=count.counted.moments(options.asked, options.limit),
    )


def _about_what_counts(
    table: AnswerTable, rows: TableRows, people: People, count: "_Count", headings: Headings
) -> Iterator[CellFinding]:
    """What there is to say of the rows that count, once it is known which do.

    Who answered at two times counts once, and which time is meant is in doubt all the same.
    """
    gone = count.gone
    counting, edge = rows.that_count(gone), [row for row in count.edge if row not in gone]
    yield from told_alike(table, counting)
    yield from twice_by_name(table, counting, people)
    yield from typed_in_twice(table, counting)
    yield from remarks_on_what_counts(table, counting, people, edge)
    yield from several_times(table, rows.that_count(frozenset(count.rejected)), people, headings)


_OF_SEVERAL = frozenset(("options-together", "branches-together", "long-read"))


def _put_together(table: AnswerTable) -> Iterator[CellFinding]:
    """Which answers stand in several columns or rows: what is in doubt about them is not seen in any one of these."""
    return (told for told in table.findings if told.code in _OF_SEVERAL)


def _if_error(found: CellFinding | None) -> CellFinding | None:
    return found if found and found.severity == "error" else None


def _doubt_about_shape(
    table: AnswerTable, rows: TableRows, said: Mapping[str, str], headings: Headings
) -> CellFinding | None:
    """That there is another table beside this one, or that it is one of figures.

    So is it where a line between the rows says that those below it are somebody else's.
    """
    if rows.beside:
        return finding(FILE, "table-beside", table.place(*rows.beside))
    if doubt := another_block(table, rows, said):
        return doubt
    if are_figures(table, dict(zip(rows.numbers, rows.who, strict=True)), rows.answers, headings):
        return finding(FILE, "aggregated", CellPlace(table.sheet.name))
    return None


def _no_status(table: AnswerTable, mapping: FileSaid) -> Iterator[CellFinding]:
    """That a mapping says what words of a status mean, and no column is one."""
    if mapping.status and not table.of("status"):
        words = [f"»{shortened(word)}«" for word in mapping.status]
        yield finding(FILE, "mapping-no-status", CellPlace(table.sheet.name), words=words)


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
    marked: bool
    rejected: list[int] = field(default_factory=list)
    skipped: dict[SkipReason, list[int]] = field(default_factory=dict)
    edge: list[int] = field(default_factory=list)
    """Rows whose quarter comes from a date close to a quarter's edge."""
    _last: dict[tuple[object, ...], _Entry] = field(default_factory=dict)
    """Respondent in a group → the row that counts so far."""

    def __post_init__(self) -> None:
        statements = [str(column.statement) for column in self.table.statements]
        self.counted = _Counted(statements, Marked(statements) if self.marked else None)

    def go_through(self, tables: Sequence[bytes]) -> Rows:
        """Count what counts, and tell what became of every row. ``tables`` translate each statement's codes."""
        if self.kept.shifted is not None:
            self.findings.add("second-header", self.kept.shifted, 0)
        for row, stop in self.kept.stopped.items():
            self.findings.add(stop.code, row, stop.column, stop.value, **stop.params)
        kept, same = self.kept, tables[0] if len(set(tables)) == 1 else None
        accepted = self._at_once(same)
        for i, number in enumerate(kept.numbers if not accepted else ()):
            raw = kept.answers[i]
            answers = raw.translate(same) if same else _translated(raw, tables)
            if max(answers) >= NOT_ANSWERS:
                answers = self._mended(number, answers)
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
        for key, entry in self._last.items():
            self.counted.add(entry.who, entry.answers, str(key[-1]))
        if self.counted.marked:
            mark_by_name(kept, self.people, self.counted.marked)
        self.rejected += kept.stopped
        skipped = {reason: RowSet.of(rows) for reason, rows in self._all_skipped()}
        return Rows(accepted, skipped, RowSet.of(self.rejected))

    def _at_once(self, table: bytes | None) -> int:
        """Count rows in which there is nothing to decide, a group at a time; 0 where there is, and none is counted."""
        if table is None or self.kept.respondents or self.people.by_date:
            return 0
        groups: dict[tuple[CellValue, ...], list[bytes]] = defaultdict(list)
        for cells, row in zip(self.kept.who, self.kept.answers, strict=True):
            groups[cells].append(row)
        answers = {cells: b"".join(rows).translate(table) for cells, rows in groups.items()}
        if any(some.translate(None, _ANSWERS) for some in answers.values()):
            return 0
        whose = {cells: self.people.of(cells, "") for cells in answers}
        sure = {cells: who for cells, who in whose.items() if not isinstance(who, Unknown)}
        if len(sure) < len(whose):
            return 0
        for cells, who in sure.items():
            self.counted.add(who, answers[cells])
        return len(self.kept.numbers)

    @property
    def gone(self) -> frozenset[int]:
        """The rows that were kept and do not count after all."""
        return frozenset((*self.rejected, *(row for rows in self.skipped.values() for row in rows)))

    def _all_skipped(self) -> Iterator[tuple[SkipReason, list[int]]]:
        for reason in dict.fromkeys((*self.kept.skipped, *self.skipped)):
            yield reason, [*self.kept.skipped.get(reason, ()), *self.skipped.get(reason, ())]

    @cached_property
    def _options(self) -> Mapping[tuple[str | None, str], int]:
        """Statement and option → the column in which that is ticked, where each option has one; but for the first."""
        parts = (column for column in self.table.columns if column.part_of)
        return {(column.part_of, name): column.index for column in parts for name in column.names[:1]}

    def _mended(self, number: int, answers: bytes) -> bytes:
        """The answers with what is none as missing, where that is asked for; else empty, and the row is rejected."""
        for place, code in enumerate(answers):
            if code >= NOT_ANSWERS:
                stood = self.kept.odd.get(number, {}).get(place, "")
                column = self.table.statements[place]
                at = self._options.get((column.statement, stood.partition(" / ")[0]), column.index)
                self.findings.add(_NOT_AN_ANSWER[code], number, at, stood, lenient=self.lenient)
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
        column = self.table.date_column if why.by_date else self.table.first(why.fact)
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
    """The answers that count, by team, quarter and role: a row is as many bytes as there are statements.

    They are added up first, and looked at when all are there.
    """

    statements: Sequence[str]
    marked: Marked | None
    rows: dict[Who, list[bytes]] = field(default_factory=lambda: defaultdict(list))

    def add(self, who: Who, answers: bytes, respondent: str = "") -> None:
        """Count a row, the respondent's where that is known, or several, one behind the other."""
        self.rows[who].append(answers)
        if self.marked:
            self.marked.add(who[:3], answers, respondent)

    def groups(self, points: int) -> Iterator[GroupVotes]:
        """The votes of each team and quarter; ``points`` is how many points the scale has."""
        statements = tuple(self.statements)
        for (organisation, team, quarter), people in sorted(self._groups.items()):
            tallies = {role: self._tallies(answers, points) for role, answers in people.items()}
            of_all = array("I", map(sum, zip(*tallies.values(), strict=True)))
            votes = CountedVotes(statements, of_all, {role: tally for role, tally in tallies.items() if role})
            headcounts = {role: len(answers) // len(statements) for role, answers in people.items()}
            roles = {role: n for role, n in headcounts.items() if role}
            marks = self.marked.of((organisation, team, quarter)) if self.marked else None
            yield GroupVotes(organisation, team, quarter, sum(headcounts.values()), votes, roles, marks)

    @cached_property
    def _groups(self) -> dict[_Group, dict[str, bytes]]:
        """Team and quarter → role → the answers of all, one row behind the other."""
        groups: dict[_Group, dict[str, bytes]] = {}
        for who, rows in self.rows.items():
            groups.setdefault(who[:3], {})[who[3]] = b"".join(rows)
        return groups

    def _tallies(self, answers: bytes, points: int) -> "array[int]":
        """Statement by statement: how many gave each point, did not answer, found it not relevant."""
        wide, numbers = len(self.statements), array("I")
        for place in range(wide):
            times = answers[place::wide].count
            numbers.extend([*map(times, range(points)), times(BLANK) + times(MISSING), times(NOT_RELEVANT)])
        return numbers

    def moments(self, instrument: AskedInstrument, limit: int) -> Mapping[str, Moments]:
        """Theme → sums for alpha, of the themes whose statements are all there.

        A team of which fewer than ``limit`` answered all of a theme is left out of it: what may not be shown of a team
        must not enter a figure over several.
        """
        themes = {id: members for id, members in instrument.themes.items() if {*members} <= {*self.statements}}
        themes = {id: members for id, members in themes.items() if members}
        kept: dict[str, list[list[bytes]]] = {theme: [] for theme in themes}
        wide, points = len(self.statements), bytes(range(len(instrument.scale.values)))
        for by_role in self._groups.values():
            joined = b"".join(by_role.values())
            for theme, members in themes.items() if len(joined) >= limit * wide else ():
                columns = _whole([joined[self.statements.index(id) :: wide] for id in members], points)
                if len(columns[0]) >= limit:
                    kept[theme].append(columns)
        return {
            theme: Moments.of(
                [b"".join(column) for column in zip(*of_teams, strict=True)],
                [instrument.statements[id].counted for id in themes[theme]],
            )
            for theme, of_teams in kept.items()
            if of_teams
        }


def _whole(columns: list[bytes], points: bytes) -> list[bytes]:
    """The answers, a column a statement, of those who gave a point on each of them."""
    if not any(column.translate(None, points) for column in columns):
        return columns
    whole = [max(row) < len(points) for row in zip(*columns, strict=True)]
    return [bytes(compress(column, whole)) for column in columns]
