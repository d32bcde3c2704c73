"""Which rows count: digits get their meaning, what is no answer stops its row, nobody is counted twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.domain.survey.batch import Rows, RowSet, SkipReason
from hf_fidelity.domain.survey.mapping import Direction
from hf_fidelity.readers.exports.answers import (
    BLANK,
    DIGIT,
    MISSING,
    NOT_ANSWERS,
    UNKNOWN,
    direction_of,
    point_of,
)
from hf_fidelity.readers.exports.cells.cell_text import as_text
from hf_fidelity.readers.exports.complaints import Complaints
from hf_fidelity.readers.exports.counting import Counted
from hf_fidelity.readers.exports.decoding import Decoder
from hf_fidelity.readers.exports.gathered import Gathered
from hf_fidelity.readers.exports.kinds import FACTS
from hf_fidelity.readers.exports.people import People, Unknown, Who

NO_DIRECTION = 250
"""Digits alone, of which nobody has said what they mean."""


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
