"""Another team reads a team's evidence: its view stands beside the team's own, and is never averaged with it."""

from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.errors import RecordDamaged, UsageProblem
from hf_fidelity.journeys import (
    Workspace,
    check_folder,
    compare_teams,
    erase_planned,
    fill_in_answers,
    list_actions,
    plan_erasing_text,
    show_assessment,
    show_trend,
)
from hf_fidelity.readers.handwritten import read_answers
from hf_fidelity.store.team_folder import read_peers
from tests.builders import record
from tests.journeys.scenes import NOW, ORGANISATION, Q3, TEAM, on_disk, said, store, workspace

PEER = "Bostøtte Syd"


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    space = workspace(tmp_path)
    store(space, record(space.instrument(), "4" * 16))
    return space


def read_by(space: Workspace, peer: str = PEER, text: str = "S01: 2\nS02: 2\n", **more: Any) -> None:
    answers = read_answers("a.yaml", text.encode())
    fill_in_answers(space, ORGANISATION, TEAM, answers, now=NOW, quarter=Q3, peer=peer, **more)


def test_it_disturbs_no_record_and_no_report_of_others(space: Workspace, tmp_path: Path) -> None:
    before, compared = on_disk(tmp_path), compare_teams(space).document
    shown = dict(show_assessment(space, TEAM).document.data or {})
    read_by(space)
    after = on_disk(tmp_path)
    assert {name: after[name] for name in before} == before
    (new,) = after.keys() - before.keys()
    assert new.endswith("2026-Q3.housing-first.peer.bostoette-syd.json")
    assert compare_teams(space).document == compared
    now = dict(show_assessment(space, TEAM).document.data or {})
    assert now["scores"] == shown["scores"]
    assert not list_actions(space, today=NOW.date()).left_out
    assert check_folder(space, NOW)[1]


def test_both_views_stand_beside_each_other(space: Workspace) -> None:
    read_by(space)
    read_by(space, "Bostøtte Øst", "S01: 5\n")
    for document in (show_assessment(space, TEAM).document, show_trend(space, [TEAM]).document):
        data: dict[str, Any] = dict(document.data or {})
        peers = data["peers"] if "peers" in data else data["trends"][0]["peers"]
        first = {(peer["peer"], row["score"]) for peer in peers for row in peer["rows"] if row["id"] == "S01"}
        assert first == {(PEER, 2.0), ("Bostøtte Øst", 5.0)}
        assert "How a peer sees it" in said(document)


def test_the_public_learns_of_no_peer(space: Workspace) -> None:
    read_by(space)
    document = show_assessment(space, TEAM, audience="public").document
    assert PEER not in said(document)
    assert dict(document.data or {})["peers"] == []


@pytest.mark.parametrize("peer", [TEAM, TEAM.upper(), "  ", ""])
def test_a_team_cannot_be_its_own_peer(space: Workspace, tmp_path: Path, peer: str) -> None:
    before = on_disk(tmp_path)
    with pytest.raises(UsageProblem):
        read_by(space, peer)
    assert on_disk(tmp_path) == before


def test_a_reading_is_corrected_with_a_reason_like_any_record(space: Workspace) -> None:
    read_by(space)
    with pytest.raises(UsageProblem):
        read_by(space, text="S01: 3\n")
    read_by(space, text="S01: 3\n", reason="Læst igen")
    (again,), problems = read_peers(space.team(TEAM), space.instrument())
    assert not problems
    assert (again.answer("S01").agreed, again.answer("S02").agreed, again.revision) == (3, 2, 2)


def test_a_reading_under_another_name_is_not_taken_for_one(space: Workspace, tmp_path: Path) -> None:
    read_by(space)
    (path,) = tmp_path.rglob("*.peer.*.json")
    path.rename(path.with_name("2026-Q3.housing-first.peer.bostoette-vest.json"))
    readings, problems = read_peers(space.team(TEAM), space.instrument())
    assert readings == []
    assert isinstance(problems[0], RecordDamaged)
    assert not check_folder(space, NOW)[1]


def test_a_text_is_taken_out_of_a_reading_too(space: Workspace, tmp_path: Path) -> None:
    read_by(space, text='S01: {agreed: 2, comment: "Spurgte Ole Prøve"}\n')
    erase_planned(plan_erasing_text(space, TEAM, "Ole Prøve", quarter=Q3, now=NOW))
    assert not any(b"Ole" in content for content, _time in on_disk(tmp_path).values())
