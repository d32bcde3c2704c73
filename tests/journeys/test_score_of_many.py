"""Thousands of teams: the work grows as they do, and each thing is done once. Calls are counted, nothing is timed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.score import Scored, score_exports
from hf_fidelity.store.data_folder import Store
from tests.calls import Calls
from tests.depth import every
from tests.exports.here import read_here
from tests.exports.tables import csv_file, lines

NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)


def name_of(at: int) -> tuple[str, str]:
    """An organisation and a team. Some names are alike but for a hyphen, and some stand in several organisations."""
    return f"Kommune {at % 7}", f"Team {at // 2}" if at % 2 else f"Team-{at // 2}"


def file_of(path: Path, teams: int, people: int = 5) -> Path:
    """People of each team, which stand apart."""
    spread = [[1 + (at * way) % 5 for at in range(teams)] for way in range(1, people + 1)]
    rows = [lines([point], (*name_of(at), "2026-Q3"))[0] for each in spread for at, point in enumerate(each)]
    for number, row in enumerate(rows):
        row[3] = str(number)
    return csv_file(path, rows)


def scored(tmp_path: Path, teams: int, *, dry_run: bool = True) -> tuple[Scored, Calls]:
    """So many teams in one file, read, scored and told, and the calls that it took."""
    workspace, file = Workspace.at(tmp_path / f"data-{teams}"), file_of(tmp_path / f"{teams}.csv", teams)
    with Calls() as calls:
        found = score_exports(workspace, [file], now=NOW, dry_run=dry_run)
    return found, calls


@pytest.mark.thorough
@pytest.mark.parametrize("dry_run", [True, False], ids=["dry-run", "stored"])
def test_twice_as_many_teams_are_twice_as_much_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dry_run: bool
) -> None:
    read_here(monkeypatch)
    scored(tmp_path, 99, dry_run=dry_run)  # what is found out once, or of the first rows alone, is found out now
    few, twice, four_times = (scored(tmp_path, teams, dry_run=dry_run)[1].total() for teams in (100, 200, 400))
    assert four_times - twice == pytest.approx(2 * (twice - few), rel=0.05)


def test_every_team_is_scored_once_and_shown_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)
    found, calls = scored(tmp_path, 30)
    assert [team.stored for team in found.batch.teams] == ["dry-run"] * 30
    assert {name: calls[name] for name in ("score", "shown", "storable", "_assessment", "VoteStore.votes")} == {
        **dict.fromkeys(("score", "shown", "storable", "_assessment", "VoteStore.votes"), 30)
    }


@pytest.mark.thorough
def test_a_team_is_compared_with_those_that_may_be_it_and_with_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    _, calls = scored(tmp_path, 140)
    assert calls["_has_name"] <= 140


def test_teams_of_one_slug_have_a_folder_each_and_are_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    workspace, file = Workspace.at(tmp_path / "data"), file_of(tmp_path / "a.csv", 28)
    first = score_exports(workspace, [file], now=NOW)
    again = score_exports(workspace, [file], now=NOW)
    folders = [str(team.record).rpartition("/")[0] for team in first.batch.teams]
    assert (len(set(folders)), {team.stored for team in first.batch.teams}) == (28, {"created"})
    assert {team.stored for team in again.batch.teams} == {"unchanged"}
    assert {(team.organisation, team.team.name) for team in workspace.store.teams()} == set(map(name_of, range(28)))


def test_a_team_that_is_too_small_keeps_its_folder_from_another_of_its_slug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The small one may have more people in another quarter of the same file."""
    read_here(monkeypatch)
    quarters = [("Team-1", "2026-Q1", 2), ("Team 1", "2026-Q2", 5), ("Team-1", "2026-Q3", 5)]
    rows = [row for team, quarter, people in quarters for row in lines([4] * people, ("Kommune", team, quarter))]
    found = score_exports(Workspace.at(tmp_path / "data"), [csv_file(tmp_path / "a.csv", rows)], now=NOW)
    records = {team.team: str(team.record).rpartition("/")[0] for team in found.batch.teams if team.record}
    assert len(set(records.values())) == len(records) == 2


@pytest.mark.parametrize("asked", every(3, ["Team 1", "team  1", "team-1", "TEAM-1", "Team-1", "x"], first=1))
@pytest.mark.parametrize("organisation", [None, "Kommune 1", "kommune 1", "kommune-1", "Kommune-1", "Kommune 2"])
def test_remembered_teams_are_found_as_those_that_are_looked_for_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, organisation: str | None
) -> None:
    read_here(monkeypatch)
    rows = [row for at in (0, 1, 2, 3, 8, 9) for row in lines([4] * 5, (*name_of(at), "2026-Q3"))]
    score_exports(Workspace.at(tmp_path), [csv_file(tmp_path / "a.csv", rows)], now=NOW)
    store = Store(tmp_path)
    assert store.remembering_teams().find(asked, organisation) == store.find(asked, organisation)
