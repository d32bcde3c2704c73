"""Groups that have answered just as another: one table under two names or in two quarters, or one team under two names.

They are looked for among the files of a call, and among what is stored: of the organisation's other teams in the same
quarter, of the team itself in those around it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Assessment, PlainRecord
from hf_fidelity.domain.survey.batch import no_chance
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes
from hf_fidelity.ground import CellFinding, Quarter, RecordProblem, fold
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding, shortened
from hf_fidelity.store.data_folder import HeldRecord, Store, delete_command
from hf_fidelity.store.names import record_name
from hf_fidelity.store.team_folder import TeamFolder

_Counts = tuple[tuple[str, tuple[int, ...]], ...]
"""Statement and how many gave each point, and none; in order."""
_MOST_QUARTERS = 4
"""A quarter that somebody mistakes for another is the one beside it, or that of another year: none is further away."""


class StoredAnswers:
    """What is stored of an organisation's teams, found by how often each answer was given.

    Records are read when somebody asks for them, those of a quarter once, and only where another team has one; or the
    same team has one in a quarter close by.
    """

    def __init__(
        self, store: Store, instrument: Instrument, limit: int, folder: Callable[[GroupVotes], Path | None]
    ) -> None:
        """``folder`` says where the records of a group's team lie."""
        self.store, self._instrument, self._limit, self._folder = store, instrument, limit, folder
        self._there: dict[tuple[str, Quarter], list[TeamFolder]] = {}
        self._found: dict[tuple[str, Quarter], dict[_Counts, list[TeamFolder]]] = {}

    def others(self, group: GroupVotes) -> Iterator[tuple[TeamFolder, Quarter]]:
        """Where the very same answers are stored as well: of other teams in the quarter, of the team in others."""
        counts = self._enough(group.tallies())
        if not self._teams or not no_chance(dict(counts)):
            return
        own, there = self._folder(group), self._with_a_record(group)
        if any(team.path != own for team in there):
            alike = self._by_answers(group, there).get(counts, [])
            yield from ((team, group.quarter) for team in alike if team.path != own)
        if own in self._by_path:
            yield from self._in_other_quarters(self._by_path[own], group.quarter, counts)

    def _in_other_quarters(
        self, team: TeamFolder, quarter: Quarter, counts: _Counts
    ) -> Iterator[tuple[TeamFolder, Quarter]]:
        for other in (quarter.shift(n) for n in range(-_MOST_QUARTERS, _MOST_QUARTERS + 1) if n):
            if team.record_path(other, self._instrument.id).exists() and self._stored(team, other) == counts:
                yield team, other

    @cached_property
    def _by_path(self) -> Mapping[Path | None, TeamFolder]:
        return {team.path: team for teams in self._teams.values() for team in teams}

    @cached_property
    def _teams(self) -> Mapping[str, Sequence[TeamFolder]]:
        teams: dict[str, list[TeamFolder]] = {}
        for team in self.store.teams():
            teams.setdefault(fold(team.organisation), []).append(team)
        return teams

    def _with_a_record(self, group: GroupVotes) -> list[TeamFolder]:
        """The organisation's teams with a record of the quarter, by its name: none is opened."""
        key = fold(group.organisation), group.quarter
        if key not in self._there:
            teams = self._teams.get(key[0], ())
            of_quarter = [t for t in teams if t.record_path(group.quarter, self._instrument.id).exists()]
            self._there[key] = of_quarter
        return self._there[key]

    def _by_answers(self, group: GroupVotes, there: Sequence[TeamFolder]) -> Mapping[_Counts, list[TeamFolder]]:
        key = fold(group.organisation), group.quarter
        if key not in self._found:
            found = self._found[key] = {}
            for team in there:
                found.setdefault(self._stored(team, group.quarter), []).append(team)
        return self._found[key]

    def _stored(self, team: TeamFolder, quarter: Quarter) -> _Counts:
        """The answers in a team's record; none where it cannot be read."""
        with suppress(RecordProblem):  # told of by whoever needs it
            held = HeldRecord(team.path, record_name(quarter, self._instrument.id))
            if record := held.read(self._instrument, _in_plain_values):
                return self._enough(self._tallies(record))
        return ()

    def _enough(self, tallies: Mapping[str, tuple[int, ...]]) -> _Counts:
        """The statements that enough people answered: of a file, no others are kept."""
        return tuple(sorted((id, counts) for id, counts in tallies.items() if sum(counts[:-1]) >= self._limit))

    def _tallies(self, record: Assessment | PlainRecord) -> dict[str, tuple[int, ...]]:
        """As :meth:`GroupVotes.tallies`, of what is stored."""
        if isinstance(record, PlainRecord):
            plain = zip(self._instrument.order, record.answers.votes, strict=True)
            return {id: (*given.counts, given.missing) for id, given in plain if given}
        votes = {id: answer.votes for id, answer in record.answers.items() if answer.votes}
        return {id: (*given.all.counts, given.all.missing) for id, given in votes.items()}


def _in_plain_values(_record: PlainRecord) -> bool:
    return True


def with_those_alike(
    reads: Sequence[ExportRead], stored: StoredAnswers, folder: Callable[[GroupVotes], Path | None]
) -> Iterator[ExportRead]:
    """The files, each with a remark where a group in it has answered just as another team, or in another file.

    Every count on every statement the same is one table under two names, unless it may be chance. To be asked when all
    are read, before any is stored.
    """
    alike: dict[object, list[tuple[ExportRead, GroupVotes]]] = {}
    for read in reads:
        for group in read.groups:
            alike.setdefault(_answers(group), []).append((read, group))
    for read in reads:
        remarks: list[CellFinding] = []
        for group in read.groups:
            if not no_chance(group.tallies()):
                continue
            groups = alike[_answers(group)]
            if groups[0][0].file != read.file:
                remarks.append(_same_in_file(read, group, *groups[0]))
            if others := [*stored.others(group)]:
                here = {(folder(each), each.quarter) for _read, each in groups}  # of these it is said as in the files
                said = [(other, quarter) for other, quarter in others if (other.path, quarter) not in here]
                remarks += [_same_as_stored(read, group, other, quarter, stored) for other, quarter in said]
        remarks = [remark for remark in remarks if not _is_said(remark, read)]
        yield replace(read, findings=(*read.findings, *remarks)) if remarks else read


def _answers(group: GroupVotes) -> object:
    """What is the same for two groups of as many people who have given every answer as often."""
    return group.respondents, *sorted(group.tallies().items())


def _same_in_file(read: ExportRead, group: GroupVotes, earlier: ExportRead, other: GroupVotes) -> CellFinding:
    params: dict[str, Any] = {"file": PurePath(earlier.file).name, "quarter": group.quarter, "earlier": other.quarter}
    params |= {"team": shortened(group.team), "other": shortened(other.team)}
    return finding(FILE, "same-answers", CellPlace(read.sheet), **params)


def _same_as_stored(
    read: ExportRead, group: GroupVotes, other: TeamFolder, quarter: Quarter, stored: StoredAnswers
) -> CellFinding:
    params: dict[str, Any] = {"team": shortened(group.team), "quarter": group.quarter, "earlier": quarter}
    params |= {"other": shortened(other.team.name), "command": delete_command(stored.store, other, quarter)}
    if quarter == group.quarter:
        return finding(FILE, "same-as-stored", CellPlace(read.sheet), **params)
    params["instead"] = delete_command(stored.store, other, group.quarter)
    return finding(FILE, "same-in-another-quarter", CellPlace(read.sheet), **params)


def _is_said(remark: CellFinding, read: ExportRead) -> bool:
    """Whether the very same file is known to be stored as the other team's, or in the quarter: that says more."""
    known = [(told.params["team"], told.params["quarter"]) for told in read.findings if told.code == "stored-elsewhere"]
    return remark.code == "same-as-stored" and (remark.params["other"], remark.params["earlier"]) in known
