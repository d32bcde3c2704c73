"""``--add``: people who stand in two of the files do not count twice in silence; other people are added as before."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hf_fidelity.domain.survey.batch import same_people
from hf_fidelity.domain.survey.exports import PeopleMarks
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.score import Scored, score_exports
from tests.exports.here import read_here
from tests.exports.tables import IDS, LABELS, NORD, csv_file
from tests.journeys.test_store_votes import NOW

Person = tuple[str, Sequence[int]]
"""A number or name, and a point for each statement."""
Became = list[tuple[str, str | None, int]]
STRANGERS = Random(1)


def anybody(chance: Random) -> list[int]:
    base = chance.choice([2, 3, 4])
    return [base + chance.choice([-1, 0, 0, 1]) for _ in IDS]


ROWS = [anybody(STRANGERS) for _ in range(40)]
UUIDS = [f"3ceb97b7-{at:04}-4c1f" for at in range(40)]
NUMBERS = [f"{11802000 + 7 * at}" for at in range(40)]
INITIALS = [f"{one}{other}" for one in ("an", "bo", "ca", "di", "el") for other in "abcdefgh"]
RUNNING = [str(at) for at in range(1, 41)]


def some(names: Sequence[str], first: int, last: int, *, given: int | None = None) -> list[Person]:
    """People by number, with the answers of others where that is said."""
    start = first if given is None else given
    return list(zip(names[first:last], ROWS[start : start + last - first], strict=True))


def written(folder: Path, name: str, people: Sequence[Person], *, blank: bool = False) -> Path:
    rows = [[*NORD, "" if blank else number, *(LABELS[point] for point in row)] for number, row in people]
    return csv_file(folder / name, rows)


def added(folder: Path, *files: Path, **more: Any) -> Scored:
    return score_exports(Workspace.at(folder / "data"), files, now=NOW, min_n=3, mode="add", **more)


def became(done: Scored) -> Became:
    return [(team.stored, team.why.code if team.why else None, team.respondents) for team in done.batch.teams]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


REFUSED: Became = [("refused", "same-people", 8), ("refused", "same-people", 8)]
PERHAPS: Became = [("created", "perhaps-same-people", 16)]
FINE: Became = [("created", None, 16)]
EIGHT = some(UUIDS, 0, 8)
TWICE: dict[str, tuple[list[Person], list[Person], Became]] = {
    "two of eight, by numbers of a tool": (EIGHT, some(UUIDS, 6, 14), REFUSED),
    "with other answers": (some(NUMBERS, 0, 8), some(NUMBERS, 4, 12, given=20), REFUSED),
    "by initials": (some(INITIALS, 0, 8), some(INITIALS, 4, 12, given=20), REFUSED),
    "one by initials": (some(INITIALS, 0, 8), some(INITIALS, 7, 15, given=20), PERHAPS),
    "half of them by their answers": (some(RUNNING, 0, 8), some(RUNNING, 20, 28, given=4), REFUSED),
    "three of eight by their answers": (some(RUNNING, 0, 8), some(RUNNING, 20, 28, given=5), PERHAPS),
    "all by their answers, three of them twice": (
        some(RUNNING, 0, 8),
        [*some(RUNNING, 20, 25, given=0), *some(RUNNING, 25, 28, given=0)],
        REFUSED,
    ),
    "two of eight by their answers": (some(RUNNING, 0, 8), some(RUNNING, 20, 28, given=6), FINE),
    "other people with the same running numbers": (some(RUNNING, 0, 8), some(RUNNING, 0, 8, given=20), FINE),
    "other people with other numbers": (EIGHT, some(UUIDS, 8, 16), FINE),
    "many who answer the same throughout": (
        [(name, [4] * 16 if at < 5 else ROWS[at]) for at, name in enumerate(RUNNING[:8])],
        [(name, [4] * 16 if at < 5 else ROWS[at + 20]) for at, name in enumerate(RUNNING[:8])],
        FINE,
    ),
}


@pytest.mark.parametrize(("one", "other", "right"), TWICE.values(), ids=TWICE)
def test_who_stands_in_two_files(one: list[Person], other: list[Person], right: Became, tmp_path: Path) -> None:
    files = written(tmp_path, "a.csv", one), written(tmp_path, "b.csv", other)
    assert became(added(tmp_path, *files)) == right
    assert became(added(tmp_path, *files, dry_run=True))[0][0] != "created"


def test_the_files_that_they_stand_in_are_named_and_nothing_is_stored(tmp_path: Path) -> None:
    files = written(tmp_path, "a.csv", EIGHT), written(tmp_path, "b.csv", some(UUIDS, 6, 14))
    others = written(tmp_path, "c.csv", some(UUIDS, 20, 28))
    done = added(tmp_path, *files, others)
    assert [team.why and team.why.params["files"] for team in done.batch.teams] == [["»a.csv«", "»b.csv«"]] * 3
    assert not (tmp_path / "data").exists()


def test_also_where_the_first_file_is_stored_already(tmp_path: Path) -> None:
    files = written(tmp_path, "a.csv", EIGHT), written(tmp_path, "b.csv", some(UUIDS, 6, 14))
    added(tmp_path, files[0])
    assert [team[:2] for team in became(added(tmp_path, *files))] == [
        ("unchanged", "unchanged"),
        ("refused", "same-people"),
    ]


def test_so_it_is_without_numbers_and_with_the_statements_in_another_order(tmp_path: Path) -> None:
    one = written(tmp_path, "a.csv", EIGHT, blank=True)
    heads = ["Kommune", "Team", "Kvartal", *IDS[::-1]]
    rows = [[*NORD, *(LABELS[point] for point in row[::-1])] for _name, row in some(UUIDS, 3, 11)]
    (tmp_path / "b.csv").write_text("".join(";".join(row) + "\r\n" for row in [heads, *rows]), encoding="utf-8-sig")
    assert became(added(tmp_path, one, tmp_path / "b.csv")) == REFUSED


@pytest.mark.parametrize("more", [{}, {"mode": "replace"}])
def test_nothing_is_marked_where_nothing_is_added_up(tmp_path: Path, more: Any) -> None:
    files = written(tmp_path, "a.csv", EIGHT), written(tmp_path, "b.csv", some(UUIDS, 6, 14))
    done = score_exports(Workspace.at(tmp_path / "data"), files, now=NOW, min_n=3, **more)
    assert {group.marks for read in done.batch.files for group in read.groups} == {None}


def rows(**often: int) -> PeopleMarks:
    return PeopleMarks(rows={row.encode(): many for row, many in often.items()})


def numbers(marks: str) -> PeopleMarks:
    return PeopleMarks(frozenset(map(str.encode, marks)))


ONCE = dict.fromkeys("abcdefghijkl", 1)
TEN_OF_THEM, TWO_TWICE = dict.fromkeys("defghij", 1), {"k": 2, "l": 2}
ALIKE: dict[str, tuple[PeopleMarks, PeopleMarks, str | None]] = {
    "three of six": (rows(a=1, b=1, c=1, d=1, e=1, f=1), rows(a=1, b=1, c=1, g=1, h=1, i=1), "rows"),
    "three of seven": (rows(**dict.fromkeys("abcdefg", 1)), rows(**dict.fromkeys("abchijk", 1)), "perhaps"),
    "two of three": (rows(a=1, b=1, c=1), rows(a=1, b=1, d=1), None),
    "three of six that others have too": (rows(a=3, b=3), rows(a=3, c=3), None),
    "all of another, three of them twice": (rows(**ONCE), rows(**TEN_OF_THEM, a=2, b=2, c=2), "rows"),
    "and one more": (rows(**ONCE), rows(**TEN_OF_THEM, a=2, b=2, c=2, x=1), "rows"),
    "each twice in both": (rows(**ONCE | TWO_TWICE), rows(**TEN_OF_THEM, a=2, b=2, c=2), "rows"),
    "a third of whom are others": (rows(**ONCE), rows(a=3, b=2, c=1, d=1, x=1, y=1, z=1), None),
    "in few ways, that others answer in, too": (rows(a=3, b=3, c=3, d=2, e=1), rows(a=2, b=2, c=1, d=3, e=3), None),
    "nobody": (rows(), rows(), None),
    "half of the numbers": (numbers("ab"), numbers("bc"), "numbers"),
    "one number of three": (numbers("abc"), numbers("cde"), "perhaps"),
    "two numbers of five": (numbers("abcde"), numbers("defgh"), "numbers"),
}


@pytest.mark.parametrize(("one", "other", "by"), ALIKE.values(), ids=ALIKE)
def test_by_what_people_are_known_again(one: PeopleMarks, other: PeopleMarks, by: str | None) -> None:
    assert same_people(one, other) == by
    assert same_people(other, one) == by
