"""``demo``: made-up teams that show what the program does. Believable, and not all improving."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hf_fidelity.i18n import speaking
from hf_fidelity.journeys import Workspace, make_demo, show_assessment, show_trend
from hf_fidelity.store.data_folder import Store
from tests.journeys.scenes import workspace
from tools.schemas import assessment_schema

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("demo")
    with speaking("en"):
        make_demo(TODAY, root)
    return root


@pytest.fixture(scope="module")
def trends(folder: Path) -> list[dict[str, Any]]:
    return list((show_trend(workspace(folder)).document.data or {})["trends"])


def test_at_least_four_teams_run_over_the_six_quarters_before_this_one(trends: list[dict[str, Any]]) -> None:
    six = ["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    assert len(trends) >= 4
    assert {tuple(trend["quarters"]) for trend in trends} == {tuple(six)}


def test_one_quarter_was_missed(trends: list[dict[str, Any]]) -> None:
    assert sum(basis is None for trend in trends for basis in trend["basis"]) == 1


def test_there_is_a_statement_without_an_answer_and_one_that_is_not_relevant(folder: Path) -> None:
    records = [r for team in Store(folder).teams() for r in team.records()[0]]
    assert any(len(record.answers) < 16 for record in records)
    assert any(a.not_relevant_because for record in records for a in record.answers.values())


def test_not_all_teams_improve(trends: list[dict[str, Any]]) -> None:
    moved = [trend["rows"][0]["scores"][-1] - trend["rows"][0]["scores"][0] for trend in trends]
    assert min(moved) < 0 < max(moved)


def test_the_report_is_the_trend_of_the_team_that_is_named(tmp_path: Path) -> None:
    result, root, team = make_demo(TODAY, tmp_path)
    assert ([t["team"] for t in (result.document.data or {})["trends"]], root) == ([team], tmp_path)
    assert result.exit_code == 0


def test_the_same_day_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    make_demo(TODAY, tmp_path)
    files = [path.relative_to(folder) for path in sorted(folder.rglob("*.json"))]
    assert len(files) > 24
    assert [(tmp_path / file).read_bytes() for file in files] == [(folder / file).read_bytes() for file in files]


def test_without_a_folder_a_new_one_is_made_outside_of_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("HF_FIDELITY_DATA", str(tmp_path / "own"))
    roots = [make_demo(TODAY)[1] for _ in range(2)]
    assert len(set(roots)) == 2
    assert [root.parent for root in roots] == [tmp_path, tmp_path]
    assert not (tmp_path / "own").exists()


def test_every_record_fits_the_schema_and_can_be_shown(folder: Path) -> None:
    validator = jsonschema.Draft202012Validator(assessment_schema())
    for team in Workspace(Store(folder)).store.teams():
        for path in team.path.glob("*-Q*.json"):
            validator.validate(json.loads(path.read_text(encoding="utf-8")))
        for record in team.records()[0]:
            assert show_assessment(workspace(folder), team.team.name, record.quarter).exit_code == 0


def test_an_open_action_goes_on_until_it_is_done(folder: Path) -> None:
    states: dict[str, list[str]] = {}
    for record in Store(folder).find("Bostøtte Nord")[0].records()[0]:
        for action in record.actions:
            states.setdefault(action.id, []).append(action.state)
    assert sorted(states.values()) == [["open", "open"], ["open", "open", "done"]]
