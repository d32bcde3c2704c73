"""Rows that are kept → counts per team and quarter, and a finding for everything that does not count."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from hf_fidelity.domain.assessment import Tally, Votes
from hf_fidelity.domain.imports import GroupVotes
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.domain.reliability import Moments
from hf_fidelity.readers.exports.answers import BLANK, MISSING, NOT_RELEVANT
from hf_fidelity.readers.exports.people import Who

Group = tuple[str, str, Quarter]


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
        groups: dict[Group, dict[str, list[bytes]]] = {}
        for who, rows in self.rows.items():
            groups.setdefault(who[:3], {})[who[3]] = rows
        for (organisation, team, quarter), by_role in sorted(groups.items()):
            of_all = [row for rows in by_role.values() for row in rows]
            roles = {role: rows for role, rows in by_role.items() if role}
            tallies = {role: self._tallies(rows, points) for role, rows in roles.items()}
            votes = {
                id: Votes(all=tally, roles={role: found[id] for role, found in tallies.items()})
                for id, tally in self._tallies(of_all, points).items()
            }
            people = {role: len(rows) for role, rows in roles.items()}
            yield GroupVotes(organisation, team, quarter, len(of_all), votes, people)

    def _tallies(self, rows: Sequence[bytes], points: int) -> dict[str, Tally]:
        joined, wide = b"".join(rows), len(self.statements)
        return {id: _tally(joined[place::wide], points) for place, id in enumerate(self.statements)}

    def moments(self, instrument: Instrument) -> Mapping[str, Moments]:
        """Theme → sums for alpha over everybody, of the themes whose statements are all there."""
        joined = b"".join(chain.from_iterable(self.rows.values()))
        wide, values = len(self.statements), instrument.scale.values
        found = {}
        for row in instrument.rows():
            if row.level == "theme" and set(row.members) <= set(self.statements):
                columns = [joined[self.statements.index(id) :: wide] for id in row.members]
                patterns = Counter(zip(*columns, strict=True))
                whole = (
                    (tuple([values[code] for code in pattern]), times)
                    for pattern, times in patterns.items()
                    if max(pattern) < len(values)
                )
                found[row.id] = Moments.of(whole, len(columns))
        return found


def _tally(column: bytes, points: int) -> Tally:
    return Tally(
        counts=tuple(map(column.count, range(points))),
        missing=column.count(BLANK) + column.count(MISSING),
        not_relevant=column.count(NOT_RELEVANT),
    )
