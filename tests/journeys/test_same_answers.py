"""A team that is stored under two of its names is named, with what takes one of them away again."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.cli import main
from hf_fidelity.domain.survey.batch import no_chance
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground import Quarter
from hf_fidelity.ground.findings import sentence
from hf_fidelity.journeys import Workspace, rename_team
from hf_fidelity.journeys.score import Scored, Wish
from hf_fidelity.writers.text import plain_text
from tests.calls import Calls
from tests.exports.here import read_here
from tests.exports.tables import LABELS, NORD, csv_file
from tests.journeys.test_one_team import people, scored
from tests.journeys.test_same_people import ROWS

OTHER = (NORD[0], "Team Bostøtte Nord", NORD[2])
EIGHT = ROWS[:8]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


def said(done: Scored) -> list[tuple[object, object]]:
    """Which teams have the very same answers as which stored ones."""
    found = (told for read in done.batch.files for told in read.findings if told.code == "same-as-stored")
    return [(told.params["team"], told.params["other"]) for told in found]


def command_in(text: str) -> list[str]:
    """What stands between the marks of a command, as a shell takes it."""
    return shlex.split(next(part for part in text.split("`") if part.startswith("hf-fidelity records delete")))[1:]


NAMES = {"plain": OTHER[1], "with-marks": 'Nord "$HOME"'}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_team_under_another_name_is_told_until_what_is_advised_is_done(
    name: str, dry_run: bool, language: str, tmp_path: Path
) -> None:
    scored(tmp_path, people(tmp_path / "q.csv", EIGHT, (NORD[0], name, NORD[2])))
    again = people(tmp_path / "again.csv", EIGHT)
    for _first_and_unchanged in range(2):
        done = scored(tmp_path, again, dry_run=dry_run)
        assert said(done) == [(NORD[1], name)]
    with i18n.speaking(language):
        told = " ".join(done.doubts())
        nothing = {"da": "ingen tvivl", "en": "nothing was in doubt"}[language]
        assert nothing not in plain_text(done.document)
    assert main.run(["--data", str(tmp_path / "data"), *command_in(told), "--yes"]) == 0
    assert said(scored(tmp_path, again)) == []
    assert len(list((tmp_path / "data").rglob("2026-*.json"))) == 1


def test_where_two_organisations_have_such_a_team_the_command_says_whose(tmp_path: Path) -> None:
    for organisation in ("Odense", NORD[0]):
        scored(tmp_path, people(tmp_path / f"{organisation}.csv", EIGHT, (organisation, *OTHER[1:])))
    done = scored(tmp_path, people(tmp_path / "a.csv", EIGHT))
    assert main.run(["--data", str(tmp_path / "data"), *command_in(" ".join(done.doubts())), "--yes"]) == 0
    assert {path.parent.parent.name for path in (tmp_path / "data").rglob("2026-*.json")} == {
        "odense",
        "proevekoebing-kommune",
    }


QUARTERS = {"the one before": "2026-Q2", "the next": "2026-Q4", "a year before": "2025-Q3"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("wrong", [0, 1], ids=["the stored one is wrong", "the new one is wrong"])
@pytest.mark.parametrize("quarter", QUARTERS.values(), ids=QUARTERS)
def test_a_quarter_with_the_answers_of_another_is_told_until_what_is_advised_is_done(
    quarter: str, wrong: int, language: str, tmp_path: Path
) -> None:
    files = people(tmp_path / "a.csv", EIGHT, (*NORD[:2], quarter)), people(tmp_path / "b.csv", EIGHT)
    scored(tmp_path, files[0])
    for _first_and_unchanged in range(2):
        done = scored(tmp_path, files[1])
        assert (said(done), done.exit_code) == ([(NORD[1], NORD[1])], 0), "stored as asked"
    with i18n.speaking(language):
        advised = [part for part in " ".join(done.doubts()).split("`") if part.startswith("hf-fidelity ")]
    assert len(advised) == 2
    assert main.run(["--data", str(tmp_path / "data"), *shlex.split(advised[wrong])[1:], "--yes"]) == 0
    assert [path.name[:7] for path in (tmp_path / "data").rglob("20*.json")] == [NORD[2] if wrong == 0 else quarter]
    assert said(scored(tmp_path, files[1 - wrong])) == []


def test_the_very_same_file_in_another_quarter_is_told_once(tmp_path: Path) -> None:
    file = people(tmp_path / "a.csv", EIGHT, (*NORD[:2], ""))
    for number in (2, 3):
        done = scored(tmp_path, file, wish=Wish(quarter=Quarter(2026, number)))
    assert [told.code for read in done.batch.files for told in read.findings] == ["stored-elsewhere"]


def test_two_quarters_of_one_call_are_told_as_such(tmp_path: Path) -> None:
    files = people(tmp_path / "a.csv", EIGHT, (*NORD[:2], "2026-Q2")), people(tmp_path / "b.csv", EIGHT)
    for _again in range(2):
        done = scored(tmp_path, *files)
        assert [[told.code for told in read.findings] for read in done.batch.files] == [[], ["same-answers"]]


SOUND: dict[str, tuple[tuple[str, ...], Sequence[Sequence[int]]]] = {
    "other-people": (OTHER, ROWS[20:28]),
    "one-answer-differs": (OTHER, [[*EIGHT[0][:3], 5 if EIGHT[0][3] != 5 else 1, *EIGHT[0][4:]], *EIGHT[1:]]),
    "one-more": (OTHER, ROWS[:9]),
    "another-quarter": ((*OTHER[:2], "2026-Q2"), EIGHT),
    "another-organisation": (("Odense", *OTHER[1:]), EIGHT),
    "the-team-itself": (NORD, EIGHT),
    "the-team-itself-otherwise-written": ((NORD[0], NORD[1].upper(), NORD[2]), EIGHT),
    "too-few": (OTHER, EIGHT[:4]),
    "of-the-team-in-another-quarter-others": ((*NORD[:2], "2026-Q2"), ROWS[20:28]),
    "of-the-team-in-another-quarter-one-more": ((*NORD[:2], "2026-Q2"), ROWS[:9]),
}


@pytest.mark.parametrize(("whose", "rows"), SOUND.values(), ids=SOUND)
def test_other_answers_are_another_teams(whose: tuple[str, ...], rows: Sequence[Sequence[int]], tmp_path: Path) -> None:
    scored(tmp_path, people(tmp_path / "first.csv", rows, whose))
    done = scored(tmp_path, people(tmp_path / "then.csv", EIGHT))
    assert said(done) == []


@pytest.mark.parametrize("whose", [OTHER, (*NORD[:2], "2026-Q2")], ids=["team", "quarter"])
def test_all_who_answer_alike_are_another_teams_or_have_not_changed(whose: tuple[str, ...], tmp_path: Path) -> None:
    alike = [[4] * 16] * 8
    scored(tmp_path, people(tmp_path / "first.csv", alike, whose))
    assert said(scored(tmp_path, people(tmp_path / "then.csv", alike))) == []


def test_files_of_one_call_are_told_as_such_and_not_once_more_when_they_are_stored(tmp_path: Path) -> None:
    files = people(tmp_path / "a.csv", EIGHT), people(tmp_path / "b.csv", EIGHT, OTHER)
    for _again in range(2):
        done = scored(tmp_path, *files)
        assert [[told.code for told in read.findings if told.code[:4] == "same"] for read in done.batch.files] == [
            [],
            ["same-answers"],
        ]


def teams(path: Path, called: str, many: int) -> Path:
    return csv_file(
        path,
        [
            [NORD[0], f"{called} {at}", NORD[2], f"R{at}-{n}", *(LABELS[point] for point in row)]
            for at in range(many)
            for n, row in enumerate(ROWS[at : at + 6])
        ],
    )


STORED = {
    "nothing": ([], 0),
    "the-team-itself": ([("Alfa", 1)], 0),
    "others": ([("Beta", 7)], 7),
    "itself-and-others": ([("Alfa", 1), ("Beta", 7)], 8),
}


@pytest.mark.parametrize(("before", "reads"), STORED.values(), ids=STORED)
@pytest.mark.parametrize("brought", [1, 9])
def test_a_stored_record_is_read_once_and_only_where_another_team_has_one(
    before: list[tuple[str, int]], reads: int, brought: int, tmp_path: Path
) -> None:
    for called, many in before:
        scored(tmp_path, teams(tmp_path / f"{called}.csv", called, many))
    with Calls() as calls:
        scored(tmp_path, teams(tmp_path / "new.csv", "Alfa", brought), dry_run=True)
    expected = reads or (1 if before and brought > 1 else 0)  # the first one's record is another team's to the others
    assert calls["HeldRecord.read"] == expected


CHANCE: dict[str, tuple[list[tuple[int, ...]], bool]] = {
    "sixteen-statements": ([(1, 1, 2, 3, 1, 0)] * 16, True),
    "three-statements-of-eight-people": ([(1, 2, 3, 2, 0, 0)] * 3, True),
    "two-statements-of-eight-people": ([(1, 2, 3, 2, 0, 0)] * 2, False),
    "three-statements-of-five-people": ([(0, 1, 2, 2, 0, 0)] * 3, False),
    "one-of-eight-on-one-statement": ([(0, 0, 0, 7, 1, 0), *[(0, 0, 0, 8, 0, 0)] * 15], False),
    "nobody-differs": ([(0, 0, 0, 8, 0, 0)] * 16, False),
    "no-statement": ([], False),
}


@pytest.mark.parametrize(("counts", "right"), CHANCE.values(), ids=CHANCE)
def test_what_others_answer_just_so_by_chance(counts: list[tuple[int, ...]], right: bool) -> None:
    assert no_chance({f"S{n}": each for n, each in enumerate(counts)}) is right


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_name_that_another_team_has_is_refused_with_what_can_be_done(language: str, tmp_path: Path) -> None:
    scored(tmp_path, people(tmp_path / "a.csv", EIGHT), people(tmp_path / "b.csv", ROWS[8:16], (*OTHER[:2], "2026-Q2")))
    with pytest.raises(UsageProblem) as stop:
        rename_team(Workspace.at(tmp_path / "data"), OTHER[1], NORD[1])
    with i18n.speaking(language):
        told = sentence(stop.value) + i18n.words(stop.value.hint or "", stop.value.params)
    assert "team-bostoette-nord" in told and "`continues`" in told
    assert main.run(["--data", str(tmp_path / "data"), *command_in(told), "--yes"]) == 0
    assert [path.parent.name for path in (tmp_path / "data").rglob("2026-*.json")] == ["bostoette-nord"]
