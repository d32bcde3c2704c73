"""``records``: what is stored, by age, and what deleting takes away and leaves."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft
from hf_fidelity.errors import UsageProblem, WriteFailed
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import (
    Result,
    Selection,
    Workspace,
    delete_planned,
    list_records,
    plan_deletion,
    plan_lines,
    rename_team,
)
from tests.builders import record, small_instrument, voted
from tests.journeys.scenes import ORGANISATION, on_disk, said, store, workspace

OURS, ODENSE = "proevekoebing-kommune", "odense"


@pytest.fixture
def space(tmp_path: Path, instrument: Instrument) -> Workspace:
    """Three teams of two organisations."""
    space = workspace(tmp_path / "data")
    store(
        space,
        _record(instrument, "Nord", "2026-Q1"),
        _record(instrument, "Nord", "2020-Q4", held_on=date(2020, 12, 3)),
        _record(instrument, "Syd", "2026-Q1"),
        _record(instrument, "Nord", "2021-Q1", organisation="Odense"),
    )
    return space


def _record(instrument: Instrument, team: str, quarter: str, **more: Any) -> Assessment:
    return record(instrument, "4" * 16, quarter, **{"team": {"id": team.lower(), "name": team}, **more})


def _rows(space: Workspace) -> list[dict[str, Any]]:
    data = list_records(space).document.data or {}
    return json.loads(json.dumps(data))["records"]  # type: ignore[no-any-return]


def _home(space: Workspace, team: str = "nord", organisation: str = OURS) -> Path:
    return space.store.root / organisation / team


def _deleted(space: Workspace, **which: Any) -> Result:
    return delete_planned(space, plan_deletion(space, Selection(**which)))


# --- the list ---------------------------------------------------------------------------------------------------


def test_what_is_stored_is_listed_the_oldest_first(space: Workspace) -> None:
    rows = _rows(space)
    assert [(row["quarter"], row["organisation"], row["team"]) for row in rows] == [
        ("2020-Q4", ORGANISATION, "Nord"),
        ("2021-Q1", "Odense", "Nord"),
        ("2026-Q1", ORGANISATION, "Nord"),
        ("2026-Q1", ORGANISATION, "Syd"),
    ]
    path = _home(space) / "2020-Q4.housing-first.json"
    assert rows[0] == {
        "organisation": ORGANISATION,
        "team": "Nord",
        "quarter": "2020-Q4",
        "instrument": "housing-first",
        "status": "final",
        "held_on": "2020-12-03",
        "revision": 1,
        "size": path.stat().st_size,
        "path": path.relative_to(space.store.root).as_posix(),
    }


def test_the_size_is_that_of_all_files_together(space: Workspace) -> None:
    before = _rows(space)[0]["size"]
    (_home(space) / "2020-Q4.housing-first.recovery-1a2b3c4d.json").write_bytes(b"x" * 1000)
    assert _rows(space)[0]["size"] == before + 1000


def test_votes_unfinished_meetings_and_damaged_records_are_listed_too(space: Workspace, instrument: Instrument) -> None:
    store(space, voted(instrument, {"S01": (0, 0, 0, 3, 3)}, "2026-Q2", team={"id": "syd", "name": "Syd"}))
    space.store.place(ORGANISATION, "Syd").save_draft(
        Draft(base_revision=0, record=_record(instrument, "Syd", "2026-Q3"))
    )
    path = _home(space) / "2026-Q1.housing-first.json"
    path.write_bytes(b"")
    states = {(row["team"], row["quarter"]): (row["status"], row["revision"]) for row in _rows(space)}
    assert states["Syd", "2026-Q2"] == ("votes", 1)
    assert states["Syd", "2026-Q3"] == ("unfinished", None)
    assert states["Nord", "2026-Q1"] == ("damaged", None)
    result = list_records(space)
    assert ([str(path) in str(problem) for problem in result.left_out], result.exit_code) == ([True], 1)


def test_a_record_that_is_not_what_its_name_says_is_listed_as_damaged(space: Workspace) -> None:
    content = (_home(space) / "2026-Q1.housing-first.json").read_bytes()
    (_home(space) / "2025-Q4.housing-first.json").write_bytes(content)
    states = {row["path"]: row["status"] for row in _rows(space)}
    assert states[f"{OURS}/nord/2025-Q4.housing-first.json"] == "damaged"


def test_the_present_name_of_a_team_is_shown(space: Workspace) -> None:
    rename_team(space, "Syd", "Vest")
    assert _rows(space)[-1]["team"] == "Vest"


def test_of_an_empty_folder_nothing_is_listed(tmp_path: Path) -> None:
    result = list_records(workspace(tmp_path))
    assert result.document.data == {"folder": str(tmp_path), "records": []}
    assert all(words in said(result.document) for words in ("Nothing is stored yet", f"Everything lies in {tmp_path}"))


# --- deleting ---------------------------------------------------------------------------------------------------

NORD, SYD, NORD_ODENSE = f"{OURS}/nord", f"{OURS}/syd", f"{ODENSE}/nord"
LATE, OLD, OLDER = "2026-Q1.housing-first.json", "2021-Q1.housing-first.json", "2020-Q4.housing-first.json"

# What is asked for, and every file that is gone then.
DELETED: dict[str, tuple[dict[str, Any], set[str]]] = {
    "a-team": ({"team": "Syd"}, {f"{SYD}/{LATE}", f"{SYD}/team.json"}),
    "a-team-of-an-organisation": (
        {"team": "Nord", "organisation": "Odense"},
        {f"{NORD_ODENSE}/{OLD}", f"{NORD_ODENSE}/team.json"},
    ),
    "an-organisation": ({"organisation": "odense"}, {f"{NORD_ODENSE}/{OLD}", f"{NORD_ODENSE}/team.json"}),
    "a-quarter": ({"quarter": Quarter(2020, 4)}, {f"{NORD}/{OLDER}"}),
    "a-quarter-of-all": (
        {"quarter": Quarter(2026, 1)},
        {f"{NORD}/{LATE}", f"{SYD}/{LATE}", f"{SYD}/team.json"},
    ),
    "a-quarter-of-a-team": (
        {"team": "Nord", "organisation": ORGANISATION, "quarter": Quarter(2026, 1)},
        {f"{NORD}/{LATE}"},
    ),
    "by-age": (
        {"before": date(2021, 4, 1)},
        {f"{NORD}/{OLDER}", f"{NORD_ODENSE}/{OLD}", f"{NORD_ODENSE}/team.json"},
    ),
    "not-yet-so-old": ({"before": date(2021, 3, 31)}, {f"{NORD}/{OLDER}"}),
    "none-so-old": ({"before": date(2020, 12, 31)}, set()),
    "none-of-the-quarter": ({"quarter": Quarter(2022, 1)}, set()),
    "both-must-fit": ({"team": "Syd", "before": date(2021, 4, 1)}, set()),
}


@pytest.mark.parametrize(("which", "gone"), DELETED.values(), ids=DELETED)
def test_what_is_asked_for_is_gone_and_nothing_else(space: Workspace, which: dict[str, Any], gone: set[str]) -> None:
    before = on_disk(space.store.root)
    result = _deleted(space, **which)
    after = on_disk(space.store.root)
    assert (set(before) - set(after), {name: before[name] for name in after}) == (gone, after)
    named = (result.document.data or {})["deleted"]
    assert {name for name in named if name.endswith(".json")} == gone
    assert [name for name in named if name not in said(result.document)] == []
    assert ("There is nothing to delete" in said(result.document)) == (not gone)
    assert result.exit_code == 0


def test_an_emptied_team_and_organisation_leave_no_folder(space: Workspace) -> None:
    result = _deleted(space, organisation="Odense")
    assert not (space.store.root / ODENSE).exists()
    assert {ODENSE, f"{ODENSE}/nord"} < set((result.document.data or {})["deleted"])
    _deleted(space, before=date(2030, 1, 1))
    assert (list(space.store.root.iterdir()), list(space.store.teams())) == ([], [])


def test_drafts_recovery_and_temporary_files_go_with_the_record(space: Workspace, instrument: Instrument) -> None:
    folder = space.store.find("Nord", ORGANISATION)[0]
    folder.save_draft(Draft(base_revision=1, why="x", record=_record(instrument, "Nord", "2026-Q1")))
    for name in ("2026-Q1.housing-first.recovery-1a2b3c4d.json", ".2026-Q1.housing-first.json.1a2b3c4d.tmp"):
        (folder.path / name).write_bytes(b"{}")
    _deleted(space, quarter=Quarter(2026, 1), team="Nord", organisation=ORGANISATION)
    assert sorted(path.name for path in folder.path.iterdir()) == [OLDER, "team.json"]


def test_a_damaged_record_and_an_unfinished_meeting_can_be_deleted(space: Workspace, instrument: Instrument) -> None:
    (_home(space, "syd") / LATE).write_bytes(b"\0")
    space.store.place(ORGANISATION, "Syd").save_draft(
        Draft(base_revision=0, record=_record(instrument, "Syd", "2026-Q3"))
    )
    _deleted(space, team="Syd")
    assert not _home(space, "syd").exists()


def test_the_same_quarter_of_another_questionnaire_goes_too(space: Workspace) -> None:
    store(space, record(small_instrument(), "444", "2026-Q1", team={"id": "syd", "name": "Syd"}))
    _deleted(space, team="Syd", quarter=Quarter(2026, 1))
    assert not _home(space, "syd").exists()


@pytest.mark.parametrize("name", ["2026-Q1.housing-first - Kopi.json", "2026-Q1.housing-first (1).json"])
def test_what_may_be_a_copy_is_left_and_named(space: Workspace, name: str) -> None:
    (_home(space, "syd") / name).write_bytes(b"{}")
    result = _deleted(space, team="Syd")
    (left,) = result.left_out
    assert (f"{SYD}/{name}" in i18n.words(left.message, left.params), result.exit_code) == (True, 1)
    assert sorted(path.name for path in _home(space, "syd").iterdir()) == [name, "team.json"]


def test_anything_else_in_a_teams_folder_keeps_it(space: Workspace) -> None:
    (_home(space, "syd") / "referat.docx").write_bytes(b"")
    assert _deleted(space, team="Syd").exit_code == 0
    assert sorted(path.name for path in _home(space, "syd").iterdir()) == ["referat.docx", "team.json"]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "nothing-selected": ({}, "--older-than"),
    "unknown-team": ({"team": "Midt"}, "There is no team Midt"),
    "two-teams-of-that-name": ({"team": "Nord"}, "more than one team Nord"),
    "unknown-organisation": ({"organisation": "Aarhus"}, "There is no organisation Aarhus"),
}


@pytest.mark.parametrize(("which", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_selection_is_refused(space: Workspace, which: dict[str, Any], sentence: str) -> None:
    before = on_disk(space.store.root)
    with pytest.raises(UsageProblem) as stop:
        _deleted(space, **which)
    assert (sentence in str(stop.value), stop.value.exit_code) == (True, 2)
    assert on_disk(space.store.root) == before


def test_a_plan_deletes_nothing_and_can_be_read(space: Workspace) -> None:
    before = on_disk(space.store.root)
    lines = [line.words() for line in plan_lines(space, plan_deletion(space, Selection(team="Syd")))]
    assert lines == [f"1st quarter 2026, Syd, {ORGANISATION}: housing-first (closed)"]
    assert on_disk(space.store.root) == before


def test_a_file_that_cannot_be_deleted_stops_it_and_the_record_goes_last(
    space: Workspace, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    space.store.place(ORGANISATION, "Syd").save_draft(
        Draft(base_revision=1, why="x", record=_record(instrument, "Syd", "2026-Q1"))
    )
    real = Path.unlink

    def held_open(self: Path, missing_ok: bool = False) -> None:
        if self.name == LATE:
            raise PermissionError(13, "Permission denied")
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", held_open)
    with pytest.raises(WriteFailed) as stop:
        _deleted(space, team="Syd")
    assert (stop.value.exit_code, LATE in str(stop.value)) == (4, True)
    assert sorted(path.name for path in _home(space, "syd").iterdir()) == [LATE, "team.json"]
    monkeypatch.undo()
    _deleted(space, team="Syd")
    assert not _home(space, "syd").exists()
