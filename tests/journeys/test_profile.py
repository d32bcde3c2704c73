"""``show --all``: a team's questionnaires side by side, and what several questionnaires in one folder do elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import (
    Workspace,
    check_folder,
    compare_teams,
    fill_in_answers,
    list_records,
    list_teams,
    show_assessment,
    show_profile,
    show_trend,
)
from hf_fidelity.readers.handwritten import read_answers
from hf_fidelity.writers.csv_and_json import json_text
from hf_fidelity.writers.text import terminal_text
from tests.journeys.scenes import NOW, ORGANISATION, TEAM

ANSWERS: dict[str, dict[str, Any]] = {
    "housing-first": {f"S{n:02}": 4 for n in range(1, 17)},
    "samskabelse": {f"S{n:02}": 2 for n in range(1, 29)},
    "support-methods": {"parts": ["cti"], "S01": 4, "measures": {"cti-caseload": {"citizens": 11, "workers": 1}}},
}


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """Bostøtte Nord has answered three questionnaires in the third quarter, and one of them in the second."""
    space = Workspace.at(tmp_path)
    for id, answers in ANSWERS.items():
        fill(space, id, "2026-Q3", answers)
    fill(space, "samskabelse", "2026-Q2", ANSWERS["samskabelse"])
    return space


def fill(space: Workspace, id: str, quarter: str, answers: dict[str, Any], team: str = TEAM) -> None:
    file = read_answers("a.json", json.dumps(answers).encode())
    fill_in_answers(space, ORGANISATION, team, file, now=NOW, quarter=Quarter.parse(quarter), instrument_id=id)


def told(space: Workspace, **more: Any) -> str:
    with i18n.speaking("da"):
        return " ".join(terminal_text(show_profile(space, TEAM, **more).document, 200).split())


def test_each_questionnaire_stands_there_as_it_does_alone(space: Workspace) -> None:
    data = json.loads(json_text(show_profile(space, TEAM).document))
    assert (data["team"], data["quarter"]) == (TEAM, "2026-Q3")
    ids = [each["instrument"]["id"] for each in data["assessments"]]
    assert ids == ["housing-first", "samskabelse", "support-methods"]
    for id, each in zip(ids, data["assessments"], strict=True):
        assert each == json.loads(json_text(show_assessment(space, TEAM, instrument_id=id).document))


def test_nothing_is_added_up(space: Workspace) -> None:
    data = dict(show_profile(space, TEAM).document.data or {})
    assert list(data) == ["organisation", "team", "quarter", "assessments"]
    assert "lægges ikke sammen" in told(space)


def test_what_is_official_and_what_is_not_is_said_first(space: Workspace) -> None:
    said = told(space)
    assert "Officielt skema: Efterlevelsesskema for Housing First." in said
    assert "Spørgsmål til refleksion, skrevet ud fra kilden; ikke et valideret skema: Samskabelse, De" in said


def test_a_quarter_with_one_questionnaire_has_nothing_to_set_apart(space: Workspace) -> None:
    assert "lægges ikke sammen" not in told(space, quarter=Quarter(2026, 2))


def test_the_public_sees_no_caseload_of_one_worker(space: Workspace) -> None:
    assert "11 (11 / 1)" in told(space)
    public = told(space, audience="public")
    assert "11 (11 / 1)" not in public
    assert "tal, der tæller færre end 5 personer, er udeladt" in public


def test_a_quarter_without_records_is_named_with_those_that_have_some(space: Workspace) -> None:
    with pytest.raises(UsageProblem) as stop:
        show_profile(space, TEAM, Quarter(2025, 1))
    assert stop.value.params["known"] == [Quarter(2026, 2), Quarter(2026, 3)]


def test_a_team_that_uses_another_questionnaire_is_told_which(space: Workspace) -> None:
    fill(space, "partnerskab", "2026-Q3", {"S01": 4}, "Syd")
    with pytest.raises(UsageProblem) as shown:
        show_assessment(space, "Syd")
    with pytest.raises(UsageProblem) as trend:
        show_trend(space, ["Syd"])
    assert shown.value.params["others"] == trend.value.params["others"] == ["partnerskab"]


def test_the_records_of_all_questionnaires_are_the_teams(space: Workspace) -> None:
    (team,) = dict(list_teams(space).document.data or {})["teams"]
    assert (team["records"], team["first"], team["last"]) == (4, "2026-Q2", "2026-Q3")


def test_every_record_of_the_folder_is_listed_and_sound(space: Workspace) -> None:
    records = dict(list_records(space).document.data or {})["records"]
    assert len(records) == 4
    result, well = check_folder(space, NOW)
    assert well
    assert dict(result.document.data or {}) == {"records": 4, "findings": []}


def test_teams_with_other_parts_share_no_total(space: Workspace) -> None:
    with_icm = {"parts": ["cti", "icm"], **{f"S{n:02}": 4 for n in range(1, 26)}}
    for team in ("Syd", "Øst"):
        fill(space, "support-methods", "2026-Q3", with_icm, team)
    only_cti = {"parts": ["cti"], **{f"S{n:02}": 2 for n in range(1, 17)}}
    fill(space, "support-methods", "2026-Q3", only_cti, "Vest")
    result = compare_teams(space, instrument_id="support-methods", quarter=Quarter(2026, 3))
    data = dict(result.document.data or {})
    rows = {(row["level"], row["id"]): row["values"] for row in data["rows"]}
    assert rows["total", "total"] == [4.0, 4.0]
    assert rows["statement", "S01"] == [2.0, 4.0, 4.0, 4.0]
    assert any("andre dele" in note or "other parts" in note for note in data["notes"])


def test_numbers_with_a_limit_stand_beside_each_other_without_names(space: Workspace) -> None:
    for team, citizens in (("Syd", 50), ("Øst", 60), ("Vest", 40)):
        measures = {"cti-caseload": {"citizens": citizens, "workers": 5}}
        fill(space, "support-methods", "2026-Q3", {"parts": ["cti"], "S01": 4, "measures": measures}, team)
    data = dict(compare_teams(space, instrument_id="support-methods", quarter=Quarter(2026, 3)).document.data or {})
    caseload = next(found for found in data["measures"] if found["id"] == "cti-caseload")
    assert (caseload["teams"], caseload["kept"], caseload["median"]) == ([8.0, 10.0, 12.0], 2, 10.0)
