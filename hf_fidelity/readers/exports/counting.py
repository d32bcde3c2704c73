"""Rows that are kept → counts per team and quarter, and a finding for everything that does not count."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Tally, Votes
from hf_fidelity.domain.scores.figures import Moments
from hf_fidelity.domain.survey.batch import GroupVotes
from hf_fidelity.ground.dates import Quarter
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


def _tally(column: bytes, points: int) -> Tally:
    return Tally(
        counts=tuple(map(column.count, range(points))),
        missing=column.count(BLANK) + column.count(MISSING),
        not_relevant=column.count(NOT_RELEVANT),
    )
