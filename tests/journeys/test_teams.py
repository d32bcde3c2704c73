"""``teams``: who is there, another name without another course, and teams that continue others."""

import csv
import errno
import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft, TeamFile
from hf_fidelity.errors import RecordDamaged, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import (
    Result,
    Workspace,
    export_tables,
    list_teams,
    rename_team,
    show_assessment,
    show_profile,
    show_trend,
)
from hf_fidelity.journeys.export import ExportWish
from hf_fidelity.reports.document import Document
from hf_fidelity.store.codec import encode
from hf_fidelity.writers.tables import tables_writer
from tests.builders import record
from tests.journeys.scenes import ORGANISATION, Meeting, filled, on_disk, said, store, workspace


@pytest.fixture
def space(tmp_path: Path, instrument: Instrument) -> Workspace:
    """Nord with two quarters, Syd with one."""
    space = workspace(tmp_path)
    store(
        space,
        _record(instrument, "Nord", "2026-Q1"),
        _record(instrument, "Nord", "2026-Q2"),
        _record(instrument, "Syd", "2026-Q2"),
    )
    return space


def _record(instrument: Instrument, team: str, quarter: str, mark: str = "4", **more: Any) -> Assessment:
    return record(instrument, mark * 16, quarter, **{"team": {"id": team.lower(), "name": team}, **more})


def _teams(space: Workspace, organisation: str | None = None) -> list[dict[str, Any]]:
    data = list_teams(space, organisation).document.data or {}
    return json.loads(json.dumps(data))["teams"]  # type: ignore[no-any-return]


def _team_file(space: Workspace, team: str) -> Path:
    return space.store.root / "proevekoebing-kommune" / team / "team.json"


def _trend(space: Workspace, team: str, **more: Any) -> dict[str, Any]:
    data = show_trend(space, [team], **more).document.data or {}
    return json.loads(json.dumps(data))["trends"][0]  # type: ignore[no-any-return]


# --- the list ---------------------------------------------------------------------------------------------------


def test_a_team_whose_folder_cannot_be_read_is_listed_and_named(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, locked_up = os.listdir, space.store.root / "proevekoebing-kommune" / "syd"

    def listed(folder: Path) -> list[str]:
        if folder == locked_up:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(folder)

    monkeypatch.setattr(os, "listdir", listed)
    made = list_teams(space)
    rows = json.loads(json.dumps(made.document.data))["teams"]
    assert [(row["id"], row["records"], row["unfinished"]) for row in rows] == [("nord", 2, []), ("syd", 0, [])]
    assert ["syd cannot be read: Permission denied" in str(problem) for problem in made.left_out] == [True]


def test_a_team_is_listed_with_its_names_quarters_and_unfinished_meeting(
    space: Workspace, instrument: Instrument
) -> None:
    rename_team(space, "Nord", "Vest")
    space.store.place(ORGANISATION, "Vest").save_draft(
        Draft(base_revision=0, record=_record(instrument, "Nord", "2026-Q3"))
    )
    assert _teams(space)[0] == {
        "organisation": ORGANISATION,
        "team": "Vest",
        "id": "nord",
        "earlier_names": ["Nord"],
        "continues": [],
        "first": "2026-Q1",
        "last": "2026-Q2",
        "records": 2,
        "unfinished": ["2026-Q3"],
    }
    assert ["Quarters: Q1 2026 – Q2 2026" in said(list_teams(space).document), len(_teams(space))] == [True, 2]


def test_the_list_can_be_of_one_organisation(space: Workspace, instrument: Instrument) -> None:
    store(space, _record(instrument, "Nord", "2026-Q1", organisation="Odense"))
    assert [(team["organisation"], team["team"]) for team in _teams(space, "odense")] == [("Odense", "Nord")]
    assert len(_teams(space)) == 3


def test_a_team_with_only_an_unfinished_meeting_is_listed(space: Workspace, instrument: Instrument) -> None:
    space.store.place(ORGANISATION, "Øst").save_draft(
        Draft(base_revision=0, record=_record(instrument, "Øst", "2026-Q3"))
    )
    (east,) = (team for team in _teams(space) if team["team"] == "Øst")
    assert (east["first"], east["last"], east["records"], east["unfinished"]) == (None, None, 0, ["2026-Q3"])


def test_without_teams_it_says_so(tmp_path: Path) -> None:
    result = list_teams(workspace(tmp_path))
    assert (result.document.data, "There are no teams yet" in said(result.document)) == ({"teams": []}, True)


def test_a_damaged_record_is_left_out_and_named(space: Workspace) -> None:
    path = _team_file(space, "nord").with_name("2026-Q2.housing-first.json")
    path.write_bytes(b"{")
    result = list_teams(space)
    assert [str(path) in str(problem) for problem in result.left_out] == [True]
    assert (_teams(space)[0]["last"], result.exit_code) == ("2026-Q1", 1)


# --- another name -----------------------------------------------------------------------------------------------


def test_a_renamed_team_keeps_its_folder_id_records_and_course(space: Workspace) -> None:
    before, course = on_disk(space.store.root), _trend(space, "Nord")
    rename_team(space, "Nord", "  Team   Vest ")
    after = on_disk(space.store.root)
    name = "proevekoebing-kommune/nord/team.json"
    assert json.loads(after.pop(name)[0]) == {
        "id": "nord",
        "name": "Team Vest",
        "earlier_names": ["Nord"],
        "continues": [],
    }
    assert (before.pop(name) is not None, after) == (True, before)
    assert _trend(space, "Team Vest") == {**course, "team": "Team Vest"}
    assert _trend(space, "nord") == _trend(space, "Nord") == _trend(space, "Team Vest")
    assert said(show_trend(space, ["Nord"]).document).startswith("Team Vest: ")


@pytest.mark.parametrize("show", [show_assessment, show_profile])
def test_a_renamed_team_is_shown_by_its_new_name(space: Workspace, show: Callable[[Workspace, str], Result]) -> None:
    rename_team(space, "Nord", "Team Vest")
    document = show(space, "Nord").document
    assert (document.title.startswith("Team Vest: "), "Nord" in json.dumps(document.data)) == (True, False)


def test_the_next_record_carries_the_new_name(space: Workspace) -> None:
    rename_team(space, "Nord", "Vest")
    for asked in ("Nord", "Vest"):
        filled(space, "S01: 4", team=asked)
    found = space.store.place(ORGANISATION, "Vest").load(Quarter(2026, 3), "housing-first")
    assert found
    assert (found.team.name, found.team.id, found.revision) == ("Vest", "nord", 1)


def test_a_meeting_begun_under_the_old_name_is_closed_under_the_new_one(space: Workspace) -> None:
    Meeting(["4", "q"]).hold(space, team="Nord")
    rename_team(space, "Nord", "Vest")
    Meeting([*"4" * 15, "y"]).hold(space, team="Vest")
    found = space.store.place(ORGANISATION, "Vest").load(Quarter(2026, 3), "housing-first")
    assert found
    assert found.team.name == "Vest"


@pytest.mark.parametrize(
    ("names", "present", "earlier"),
    [
        (["Vest"], "Vest", ["Nord"]),
        (["Vest", "Øst"], "Øst", ["Nord", "Vest"]),
        (["Vest", "Nord"], "Nord", ["Vest"]),
        (["NORD"], "NORD", []),
        (["Nord"], "Nord", []),
        (["Vest", "Vest"], "Vest", ["Nord"]),
    ],
    ids=["once", "twice", "and-back", "only-case", "the-same", "again"],
)
def test_what_a_team_was_called_before(space: Workspace, names: list[str], present: str, earlier: list[str]) -> None:
    for name in names:
        rename_team(space, "nord", name)
    (team,) = (team for team in _teams(space) if team["id"] == "nord")
    assert (team["team"], team["earlier_names"]) == (present, earlier)


REFUSED = {
    "taken": ("Nord", "Syd", "has a team called Syd already"),
    "taken-in-case": ("Nord", " SYD ", "already"),
    "an-id-of-another": ("Nord", "syd", "already"),
    "empty": ("Nord", " \u200b", "The new name is empty"),
    "unknown": ("Midt", "Vest", "There is no team Midt"),
}


@pytest.mark.parametrize(("old", "new", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_name_is_refused_and_nothing_written(space: Workspace, old: str, new: str, sentence: str) -> None:
    before = on_disk(space.store.root)
    with pytest.raises(UsageProblem) as stop:
        rename_team(space, old, new)
    assert (sentence in str(stop.value), stop.value.exit_code) == (True, 2)
    assert on_disk(space.store.root) == before


def test_a_name_that_a_team_elsewhere_has_is_free(space: Workspace, instrument: Instrument) -> None:
    store(space, _record(instrument, "Vest", "2026-Q1", organisation="Odense"))
    rename_team(space, "Nord", "Vest")
    with pytest.raises(UsageProblem, match="more than one team"):
        rename_team(space, "Vest", "Øst")
    rename_team(space, "Vest", "Øst", "Odense")
    assert sorted(team["team"] for team in _teams(space)) == ["Syd", "Vest", "Øst"]


def test_a_damaged_team_file_is_not_written_over(space: Workspace) -> None:
    _team_file(space, "nord").write_bytes(conflict := b'<<<<<<< HEAD\n{"earlier_names": ["Vest"]}\n')
    with pytest.raises(RecordDamaged, match=r"team\.json"):
        rename_team(space, "Nord", "Vest")
    assert _team_file(space, "nord").read_bytes() == conflict


def test_a_team_whose_file_is_gone_gets_one(space: Workspace) -> None:
    _team_file(space, "nord").unlink()
    rename_team(space, "Nord", "Vest")
    team = _teams(space)[0]
    assert (team["team"], team["id"], team["earlier_names"]) == ("Vest", "nord", ["Nord"])


# --- teams that continue others ---------------------------------------------------------------------------------


def _continue(space: Workspace, team: str, *others: str) -> None:
    _team_file(space, team).write_text(encode(TeamFile(id=team, name=team.title(), continues=others)), encoding="utf-8")


# What there is (team and quarter, with the answer on every statement), who continues whom, and the course of Ny.
MERGED: dict[str, tuple[str, dict[str, tuple[str, ...]], dict[str, float | None], list[str]]] = {
    "one": (
        "nord 2026-Q1 2, nord 2026-Q2 3, ny 2026-Q3 4",
        {"ny": ("nord",)},
        {"2026-Q1": 2, "2026-Q2": 3, "2026-Q3": 4},
        ["1st quarter 2026, 2nd quarter 2026: the answers of Nord, which Ny continues."],
    ),
    "its-own-record-counts": (
        "nord 2026-Q2 2, nord 2026-Q3 2, ny 2026-Q2 4",
        {"ny": ("nord",)},
        {"2026-Q2": 4},
        [],
    ),
    "a-gap-of-its-own-stays-a-gap": (
        "nord 2026-Q2 2, ny 2026-Q1 4, ny 2026-Q3 4",
        {"ny": ("nord",)},
        {"2026-Q1": 4, "2026-Q2": None, "2026-Q3": 4},
        [],
    ),
    "two-one-after-the-other": (
        "nord 2026-Q1 2, syd 2026-Q2 3, ny 2026-Q3 4",
        {"ny": ("nord", "syd")},
        {"2026-Q1": 2, "2026-Q2": 3, "2026-Q3": 4},
        ["1st quarter 2026, 2nd quarter 2026: the answers of Nord, Syd, which Ny continues."],
    ),
    "two-at-once": (
        "nord 2025-Q4 2, nord 2026-Q1 2, syd 2026-Q1 3, ny 2026-Q2 4",
        {"ny": ("nord", "syd")},
        {"2025-Q4": 2, "2026-Q1": None, "2026-Q2": 4},
        [
            "4th quarter 2025: the answers of Nord, which Ny continues.",
            "1st quarter 2026: left out, because more than one of the teams that Ny continues has a record.",
        ],
    ),
    "a-team-that-continued-one-itself": (
        "syd 2026-Q1 2, syd 2026-Q2 2, nord 2026-Q2 3, ny 2026-Q3 4",
        {"ny": ("nord",), "nord": ("syd",)},
        {"2026-Q1": 2, "2026-Q2": 3, "2026-Q3": 4},
        [
            "1st quarter 2026: the answers of Syd, which Nord continues.",
            "1st quarter 2026, 2nd quarter 2026: the answers of Nord, which Ny continues.",
        ],
    ),
    "a-circle": (
        "nord 2026-Q1 2, ny 2026-Q2 4",
        {"ny": ("nord", "ny"), "nord": ("ny",)},
        {"2026-Q1": 2, "2026-Q2": 4},
        ["1st quarter 2026: the answers of Nord, which Ny continues."],
    ),
    "nobody-there": ("ny 2026-Q2 4", {"ny": ("gone",)}, {"2026-Q2": 4}, []),
}


@pytest.mark.parametrize(("there", "continues", "course", "notes"), MERGED.values(), ids=MERGED)
def test_a_merged_teams_course_begins_with_the_teams_it_continues(
    tmp_path: Path,
    instrument: Instrument,
    there: str,
    continues: dict[str, tuple[str, ...]],
    course: dict[str, float | None],
    notes: list[str],
) -> None:
    space = workspace(tmp_path)
    for line in there.split(", "):
        team, quarter, mark = line.split()
        store(space, _record(instrument, team.title(), quarter, mark))
    for team, others in continues.items():
        _continue(space, team, *others)
    trend = _trend(space, "Ny")
    assert dict(zip(trend["quarters"], trend["rows"][0]["scores"], strict=True)) == course
    assert [note for note in trend["notes"] if "continues" in note] == notes
    assert trend["team"] == "Ny"


def test_a_team_without_a_record_of_its_own_has_the_course_of_those_it_continues(space: Workspace) -> None:
    _team_file(space, "ny").parent.mkdir()
    _continue(space, "ny", "nord")
    assert (_trend(space, "Ny")["quarters"], _trend(space, "Ny")["team"]) == (["2026-Q1", "2026-Q2"], "Ny")


def _states(document: Document) -> set[str]:
    data = json.loads(json.dumps(document.data))
    (one,) = data.get("assessments", [data])
    return {theme["state"] for theme in one["scores"]["themes"].values()}


def _states_exported(space: Workspace, folder: Path, first: Quarter | None = None) -> set[str]:
    export_tables(space, folder, tables_writer("csv"), ExportWish(first))
    with (folder / "scores/quarter=2026-Q3/scores.csv").open(encoding="utf-8") as file:
        states = {row["state"] for row in csv.DictReader(file) if "/ny/" in row["record"] and row["level"] == "theme"}
    with (folder / "records/quarter=2026-Q3/records.csv").open(encoding="utf-8") as file:
        (previous,) = (row["previous"] for row in csv.DictReader(file))
    assert previous.endswith("/nord/2026-Q2.housing-first")
    return states


def _states_when_closed(space: Workspace, _folder: Path) -> set[str]:
    _team_file(space, "ny").with_name("2026-Q3.housing-first.json").unlink()
    answers = ", ".join(f"S{n:02}: 4" for n in range(1, 17))
    return _states(filled(space, f"answers: {{{answers}}}", team="Ny").document)


SURFACES: Mapping[str, Callable[[Workspace, Path], set[str]]] = {
    "show": lambda space, _folder: _states(show_assessment(space, "Ny").document),
    "show-all": lambda space, _folder: _states(show_profile(space, "Ny").document),
    "export": _states_exported,
    "export-from": partial(_states_exported, first=Quarter(2026, 3)),
    "assess": _states_when_closed,
}


@pytest.mark.parametrize("states", SURFACES.values(), ids=list(SURFACES))
def test_what_is_anchored_goes_on_in_the_team_that_continues_another(
    space: Workspace, instrument: Instrument, tmp_path: Path, states: Callable[[Workspace, Path], set[str]]
) -> None:
    store(space, _record(instrument, "Ny", "2026-Q3"))
    _continue(space, "ny", "nord")
    assert states(space, tmp_path.with_name("tables")) == {"anchored"}


def test_bounds_hold_for_continued_teams_and_their_notes(space: Workspace, instrument: Instrument) -> None:
    store(space, _record(instrument, "Ny", "2026-Q3"))
    _continue(space, "ny", "nord")
    bounded = _trend(space, "Ny", first=Quarter(2026, 3))
    assert (bounded["quarters"], [note for note in bounded["notes"] if "continues" in note]) == (["2026-Q3"], [])


def test_a_continued_teams_damaged_record_is_named(space: Workspace, instrument: Instrument) -> None:
    store(space, _record(instrument, "Ny", "2026-Q3"))
    _continue(space, "ny", "nord")
    path = _team_file(space, "nord").with_name("2026-Q1.housing-first.json")
    path.write_bytes(b"")
    result = show_trend(space, ["Ny"])
    assert ([str(path) in str(problem) for problem in result.left_out], result.exit_code) == ([True], 1)
