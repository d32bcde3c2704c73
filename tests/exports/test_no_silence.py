"""Silence is the only failure: for any answers, written by any tool and damaged in any way of :mod:`damages`, either
the figures that are accepted are those of an independent count, or what does not count is named.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import pytest

from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.survey.batch import Imported
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.score import Scored, score_exports
from hf_fidelity.journeys.store_votes import VoteStore
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.depth import every
from tests.exports.damages import AFTERWARDS, DAMAGES, Right
from tests.exports.layouts import LAYOUTS
from tests.exports.layouts.layout import Layout
from tests.exports.matrix import (
    IDS,
    INSTRUMENT,
    ORGANISATION,
    ROLES,
    TEAMS,
    Counted,
    Person,
    counted,
    expected,
    some_marks,
    with_extras,
    without_words,
)
from tests.exports.written_table import WrittenTable

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
A_FEW = 4
"""So many layouts are tried with each damage where not all are."""


def some_people(layout: Layout, chance: Random) -> list[Person]:
    """Anybody at all: two teams of six to ten each, and those whose rows are to be skipped."""
    teams = [team for team in TEAMS if layout.team in (None, team)]
    owners = [team for team in teams for _ in range(chance.randrange(6, 11))]
    chance.shuffle(owners)
    made = [Person(n, team, chance.choice(ROLES), some_marks(chance)) for n, team in enumerate(owners, 1)]
    return with_extras(made if layout.words else without_words(made), layout.extras)


@dataclass(frozen=True)
class Case:
    """A table that was damaged, read, and what is right."""

    layout: Layout
    table: WrittenTable
    right: Right
    read: ExportRead
    before: frozenset[tuple[str, str]]
    """What was said of the table before it was damaged."""

    def wrong(self) -> Iterator[str]:
        """Every silence. None at all: what is accepted is right, and the rest is named."""
        named = [finding for finding in self.read.findings if finding.severity == "error"]
        if not self.read.groups:
            if not named:
                yield "nothing is accepted, and nothing is said"
            return
        if self.right.remark and not {_key(finding) for finding in self.read.findings} - self.before:
            yield "the figures come out, and nothing is remarked"
        if self.right.people is not None and self.read.rows.rejected:
            yield from self._invented(self.right.people)
        elif self.right.people is not None:
            yield from self._sums(self.right.people)
        else:
            yield from self._rows()

    def _rows(self) -> Iterator[str]:
        accepted = []
        for number, line in enumerate(self.table.lines, start=1):
            if number <= self.table.first or self._out(number):
                if line.person and line.person.kind == "answer" and not self._told(number):
                    yield f"row {number} is somebody's, and is left out without a word"
            elif line.person is None or line.person.kind != "answer":
                if any(cell not in ("", None) for cell in line.cells):
                    yield f"row {number} is nobody's, and counts"
            else:
                accepted.append(line.person)
        everybody = [line.person for line in self.table.answered if line.person]
        if self.right.whole and accepted and len(accepted) != len(everybody):
            yield f"{len(accepted)} of {len(everybody)} count, of whom nothing tells them from the others"
        yield from self._sums(accepted)

    def _sums(self, people: Sequence[Person]) -> Iterator[str]:
        """Where the figures are not those of these people."""
        found, right = counted(self.read), self._right(people)
        if found.keys() != right.keys():
            yield f"groups {sorted(found)} instead of {sorted(right)}"
        for key in found.keys() & right.keys():
            if found[key].respondents != right[key].respondents:
                yield f"{key}: {found[key].respondents} people instead of {right[key].respondents}"
            for id in IDS:
                votes = found[key].votes.get(id)
                if id in self.right.foreign:
                    if votes:
                        yield f"{key}: {id} counts, which is another statement's column"
                elif votes is None:
                    if not self._named_statement(id):
                        yield f"{key}: {id} is left out without a word"
                elif votes != right[key].votes[id]:
                    yield f"{key}: {id} is {votes} instead of {right[key].votes[id]}"
        for id in self.right.foreign - {id for group in self.read.groups for id in group.votes}:
            if not self._named_statement(id):
                yield f"{id} has no column any more, and nothing says so"

    def _invented(self, people: Sequence[Person]) -> Iterator[str]:
        """Where there are more of an answer than these people gave, some of whom are named and do not count."""
        right = self._right(people)
        for key, found in counted(self.read).items():
            if key not in right or found.respondents > right[key].respondents:
                yield f"{key}: {found.respondents} people, and there are not so many"
            for id, (points, *_) in found.votes.items():
                most = right[key].votes[id][0] if key in right else ()
                if any(n > m for n, m in zip(points, most, strict=True)):
                    yield f"{key}: {id} is {points}, and nobody gave more than {most}"

    def _right(self, people: Sequence[Person]) -> dict[tuple[str, str, str], Counted]:
        return {(ORGANISATION, team, self.right.quarter): found for team, found in expected(people).items()}

    def _out(self, number: int) -> bool:
        rows = self.read.rows
        return number in rows.rejected or any(number in those for those in rows.skipped.values())

    def _told(self, number: int) -> bool:
        """Whether a row that does not count is named: rejected, or a finding's."""
        return number in self.read.rows.rejected or any(finding.row == number for finding in self.read.findings)

    def _named_statement(self, id: str) -> bool:
        said = [str(finding.params) for finding in self.read.findings]
        return any(id in text for text in said)


def _key(finding: CellFinding) -> tuple[str, str]:
    return finding.code, str(sorted((name, str(value)) for name, value in finding.params.items()))


def try_out(layout: Layout, name: str, folder: Path, seed: int) -> Case | None:
    """Write anybody's answers as a tool does, damage them, and read them; None where that damage cannot be."""
    chance = Random(crc32(f"{layout.name} {name} {seed}".encode()))
    people = some_people(layout, chance)
    written = layout.write(folder, people)
    table = WrittenTable.load(written, people)
    if table is None:
        return None
    right = DAMAGES[name](layout, table, chance)
    if right is None:
        return None
    undamaged = read_export(written.job(), layout.options())
    path = table.save()
    if afterwards := AFTERWARDS.get(name):
        path.write_bytes(afterwards(path.read_bytes()))
    read = read_export(Job(str(path), tuple(map(str, written.beside))), _said(layout, right))
    space, policy = Workspace.at(folder / "data"), Policy(3)
    read = VoteStore(space, INSTRUMENT, policy, None, True, NOW).remarked(read)
    return Case(layout, table, right, read, frozenset(map(_key, undamaged.findings)))


def _said(layout: Layout, right: Right) -> Options:
    return replace(layout.options(), instrument=INSTRUMENT, **right.options)


def a_few(name: str) -> list[Layout]:
    """Some layouts that a damage is tried in every time: others for each damage."""
    chance = Random(crc32(name.encode()))
    return chance.sample(LAYOUTS, len(LAYOUTS))


@pytest.mark.parametrize("few", [pytest.param(1, id="one"), pytest.param(A_FEW, id="four", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("name", every(2, list(DAMAGES)))
def test_a_few_damaged_tables_are_never_read_in_silence(name: str, few: int, tmp_path: Path) -> None:
    tried, wrong = 0, []
    for layout in a_few(name):
        (folder := tmp_path / layout.name).mkdir()
        if case := try_out(layout, name, folder, 1):
            tried += 1
            wrong += [f"{layout.name}: {what}" for what in case.wrong()]
        if tried == few:
            break
    assert tried
    assert wrong == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 6))
@pytest.mark.parametrize("name", DAMAGES)
def test_no_damaged_table_is_read_in_silence(name: str, seed: int, tmp_path: Path) -> None:
    wrong = []
    for layout in LAYOUTS:
        (folder := tmp_path / layout.name).mkdir()
        if case := try_out(layout, name, folder, seed):
            wrong += [f"{layout.name}: {what}" for what in case.wrong()]
    assert wrong == []


def test_a_silence_would_be_heard(tmp_path: Path) -> None:
    """What is read rightly is no silence; with an answer changed behind the program's back it is one."""
    layout = next(layout for layout in LAYOUTS if layout.name == "plain-csv")
    case = try_out(layout, "none", tmp_path, 1)
    assert case
    assert list(case.wrong()) == []
    [line, *_] = case.table.answered
    assert line.person
    line.person = replace(line.person, marks=dict.fromkeys(IDS, 3))
    assert list(case.wrong()) != []


# Several files: what is stored twice, and what is passed over.

TWO_FILES = [layout for layout in LAYOUTS if layout.name in ("plain-csv", "ms-forms-danish", "surveymonkey-csv")]


def scored(space: Workspace, *files: Path, **more: Any) -> Scored:
    return score_exports(space, list(files), now=NOW, min_n=3, **more)


def newer_copy(people: Sequence[Person], chance: Random) -> list[Person]:
    """The same collection a little later: an answer changed, perhaps somebody gone, perhaps somebody new."""
    made = [person for person in people if person.kind == "answer"]
    at = chance.randrange(len(made))
    id = chance.choice(IDS)
    made[at] = replace(made[at], marks={**made[at].marks, id: chance.choice([1, 2, 3, 4, 5])})
    if chance.random() < 0.4:
        made.pop(chance.randrange(len(made)))
    news = chance.randrange(4)
    return [*made, *(replace(made[0], number=70 + n, marks=some_marks(chance)) for n in range(news))]


def stored_in_silence(done: Scored, people: Sequence[Person]) -> list[str]:
    """The teams that were stored with other people than these, and of which nothing is said."""
    right = {team: found.respondents for team, found in expected(people).items()}
    said = any(finding.severity != "info" for read in done.batch.files for finding in read.findings)
    return [
        f"{team.team}: {_people_in(team)} people instead of {right[team.team]}"
        for team in done.batch.teams
        if team.stored in ("created", "updated") and not (team.why or said or _people_in(team) == right[team.team])
    ]


def _people_in(team: Imported) -> int | None:
    """How many people the stored votes are from."""
    votes = team.shown.answer(IDS[0]).votes if team.shown else None
    return sum(votes.all.counts) + votes.all.missing + votes.all.not_relevant if votes else None


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 40))])
@pytest.mark.parametrize("layout", every(3, {layout.name: layout for layout in TWO_FILES}))
def test_a_newer_copy_is_not_added_in_silence(layout: Layout, seed: int, tmp_path: Path) -> None:
    chance, space = Random(seed), Workspace.at(tmp_path / "data")
    people = some_people(layout, chance)
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    scored(space, layout.write(tmp_path / "one", people).path)
    newer = newer_copy(people, chance)
    done = scored(space, layout.write(tmp_path / "two", newer).path, mode="add")
    assert stored_in_silence(done, newer) == []


@pytest.mark.parametrize("other", TWO_FILES[1:], ids=lambda layout: layout.name)
def test_the_same_answers_from_two_tools_are_not_added_in_silence(other: Layout, tmp_path: Path) -> None:
    people = [person for person in some_people(TWO_FILES[0], Random(1)) if person.kind == "answer"]
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    files = TWO_FILES[0].write(tmp_path / "one", people).path, other.write(tmp_path / "two", people).path
    done = scored(Workspace.at(tmp_path / "data"), *files, mode="add")
    assert stored_in_silence(done, people) == []


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 40))])
@pytest.mark.parametrize("layout", every(3, {layout.name: layout for layout in TWO_FILES}))
def test_people_in_two_of_the_files_are_not_added_in_silence(layout: Layout, seed: int, tmp_path: Path) -> None:
    people = [person for person in some_people(layout, Random(seed)) if person.kind == "answer"]
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    few = len(people) // 6
    files = [
        layout.write(tmp_path / folder, some).path for folder, some in (("one", people[:-few]), ("two", people[few:]))
    ]
    done = scored(Workspace.at(tmp_path / "data"), *files, mode="add")
    told = {team.team for team in done.batch.teams if team.why}
    assert {group.team for read in done.batch.files for group in read.groups} == told


def test_what_a_folder_holds_is_read_or_named(tmp_path: Path) -> None:
    folder = tmp_path / "eksporter"
    (folder / "2025").mkdir(parents=True)
    written = TWO_FILES[0].write(folder, some_people(TWO_FILES[0], Random(1)))
    shutil.copy(written.path, folder / "2025")
    written.path.rename(folder / "nord.csv")
    others = ["syd.tsv", "øst.zip", "vest.numbers", "havnen.json", "bakken.sav", "referat.docx"]
    for name in others:
        (folder / name).write_bytes(b"Kommune\tTeam\n")
    told = repr(scored(Workspace.at(tmp_path / "data"), folder).document)
    assert [name for name in ("nord.csv", "2025", *others[:-1]) if name not in told] == []
