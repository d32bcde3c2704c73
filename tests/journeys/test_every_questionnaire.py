"""Every questionnaire that is shipped, and one that nobody has seen, through everything a team does with it.

What each must score is worked out here by hand from the YAML itself: no line of the program's scoring is used.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import (
    Workspace,
    compare_teams,
    fill_in_answers,
    score_exports,
    show_assessment,
    show_trend,
)
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import read_answers
from hf_fidelity.writers.csv_and_json import csv_text, json_text
from hf_fidelity.writers.excel.book import excel_bytes
from hf_fidelity.writers.html import html_text
from hf_fidelity.writers.markdown import markdown_text
from hf_fidelity.writers.text import terminal_text
from tests.depth import every
from tests.exports.filled_forms import filled
from tests.plain_yaml import quickly
from tests.strangers import DOMAINS, REVERSED, STRANGERS

YAML = {path.stem: path.read_text(encoding="utf-8") for path in sorted(shipped_folder("principles").glob("*.yaml"))}
YAML["strangers"] = STRANGERS
YAML["not-added-up"] = STRANGERS.replace("id: strangers\n", "id: not-added-up\n").replace(
    "\nthemes:\n", "\ntotals: []\nthemes:\n"
)
INSTRUMENTS: dict[str, dict[str, Any]] = {id: quickly(text) for id, text in YAML.items()}
NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
WHO = ("Prøvekøbing Kommune", "Bostøtte Nord")


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    with i18n.speaking("da"):
        yield


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    (tmp_path / "instruments").mkdir()
    for id in ("strangers", "not-added-up"):
        (tmp_path / "instruments" / f"{id}.yaml").write_text(YAML[id], encoding="utf-8")
    return Workspace.at(tmp_path)


def points(instrument: dict[str, Any]) -> list[int]:
    return sorted(point["value"] for point in instrument["scale"]["points"])


def given(instrument: dict[str, Any], shift: int = 0) -> dict[str, Any]:
    """An answer to every statement, other ones for another ``shift``, and the numbers of every measure."""
    scale = points(instrument)
    answers: dict[str, Any] = {s["id"]: scale[(n + shift) % len(scale)] for n, s in enumerate(instrument["statements"])}
    measures = {m["id"]: numbers(m, shift) for m in instrument.get("measures", ())}
    return answers | ({"measures": measures} if measures else {})


def numbers(measure: dict[str, Any], shift: int) -> dict[str, int]:
    """Numbers for a measure: 9 and more that are counted, by 1; in a table 5 and more in every cell."""
    if "table" in measure:
        cells = (
            (row["id"], column["id"]) for row in measure["table"]["rows"] for column in measure["table"]["columns"]
        )
        return {f"{row}-{column}": 5 + n + shift for n, (row, column) in enumerate(cells)}
    return {measure["count"]["id"]: 9 + shift} | ({measure["per"]["id"]: 1} if "per" in measure else {})


def totals(instrument: dict[str, Any]) -> dict[str, list[str]]:
    """What is added up → its statements."""
    if "totals" not in instrument:
        return {"total": [s["id"] for s in instrument["statements"]]}
    return {
        t["id"]: [s["id"] for s in instrument["statements"] if s["theme"] in t["themes"]] for t in instrument["totals"]
    }


def added_up(instrument: dict[str, Any], points_of: dict[str, int]) -> dict[str, float]:
    """Total → the mean of its statements."""
    return {id: mean([points_of[s] for s in members]) for id, members in totals(instrument).items()}


def counted(instrument: dict[str, Any], answers: dict[str, Any]) -> dict[str, int]:
    """What each answer counts as: mirrored on the scale where the statement is reversed."""
    low, high = points(instrument)[0], points(instrument)[-1]
    return {
        s["id"]: low + high - answers[s["id"]] if s.get("reversed") else answers[s["id"]]
        for s in instrument["statements"]
    }


def mean(numbers: list[int]) -> float:
    return sum(numbers) / len(numbers)


def fill(space: Workspace, id: str, quarter: str, answers: dict[str, Any], team: str = WHO[1]) -> None:
    file = read_answers("answers.json", json.dumps(answers).encode())
    fill_in_answers(space, WHO[0], team, file, now=NOW, quarter=Quarter.parse(quarter), instrument_id=id)


@pytest.mark.parametrize("id", list(INSTRUMENTS))
def test_what_is_filled_in_scores_as_worked_out_by_hand(space: Workspace, id: str) -> None:
    instrument, answers = INSTRUMENTS[id], given(INSTRUMENTS[id])
    fill(space, id, "2026-Q3", answers)
    data = dict(show_assessment(space, WHO[1], instrument_id=id).document.data or {})
    points_of = counted(instrument, answers)
    themes = {
        theme["id"]: mean([points_of[s["id"]] for s in instrument["statements"] if s["theme"] == theme["id"]])
        for theme in instrument["themes"]
    }
    assert {theme: scored["score"] for theme, scored in data["scores"]["themes"].items()} == pytest.approx(themes)
    assert totals_told(data["scores"]) == pytest.approx(added_up(instrument, points_of))
    assert {s: scored["score"] for s, scored in data["scores"]["statements"].items()} == points_of
    assert {s: answer["agreed"] for s, answer in data["answers"].items()} == {s: answers[s] for s in points_of}


def totals_told(scores: dict[str, Any]) -> dict[str, float]:
    """Total → score, as ``show`` tells them."""
    told = scores.get("totals", {}) | ({"total": scores["total"]} if scores["total"] else {})
    return {id: each["score"] for id, each in told.items()}


@pytest.mark.parametrize("id", every(3, list(INSTRUMENTS), first=1))
def test_its_trend_is_told_in_every_format(space: Workspace, id: str) -> None:
    instrument = INSTRUMENTS[id]
    fill(space, id, "2026-Q2", given(instrument))
    fill(space, id, "2026-Q3", given(instrument, 1))
    document = show_trend(space, [WHO[1]], instrument_id=id).document
    name = instrument["name"].get("da", instrument["name"].get("en"))
    status = {"official": "officielt skema", "reflection": "ikke et valideret skema"}[instrument["status"]]
    for text in (terminal_text(document, 100), markdown_text(document), html_text(document)):
        assert [words for words in (name, status) if words not in " ".join(text.split())] == []
    assert csv_text(document).count("\n") > len(instrument["statements"])
    (trend,) = json.loads(json_text(document))["trends"]
    assert trend["instrument"] == {"id": id, "version": instrument["version"]}
    assert trend["instrument_status"] == instrument["status"]
    before, after = counted(instrument, given(instrument)), counted(instrument, given(instrument, 1))
    told = {row["id"]: row["scores"] for row in trend["rows"] if row["level"] == "total"}
    was, now = added_up(instrument, before), added_up(instrument, after)
    assert told == {id: pytest.approx([was[id], now[id]]) for id in totals(instrument)}
    steps = [after[s] - before[s] for s in after]
    moved = {"up": sum(n > 0 for n in steps), "same": steps.count(0), "down": sum(n < 0 for n in steps)}
    assert trend["moved"] == moved
    assert excel_bytes(document).startswith(b"PK")


@pytest.mark.parametrize("id", every(3, list(INSTRUMENTS)))
def test_a_form_filled_in_says_the_same_as_the_answers(space: Workspace, tmp_path: Path, id: str) -> None:
    """The empty form is filled in with the same answers, read back without an option, and scores the same."""
    instrument, given_here = INSTRUMENTS[id], given(INSTRUMENTS[id])
    fill(space, id, "2026-Q3", given_here)
    marks = "".join(str(given_here[s]) for s in space.instrument(id).order)
    path = tmp_path / "skema.xlsx"
    who = (WHO[0], "Bostøtte Syd", "3. kvartal 2026")
    measures = given_here.get("measures", {})
    filled(path, space.instrument(id), "da", who=who, joint=marks, votes=[marks] * 5, measures=measures)
    scored = score_exports(space, [path], now=NOW)
    assert scored.exit_code == 0, [f.words() for read in scored.batch.files for f in read.findings]
    nord, syd = (dict(show_assessment(space, team, instrument_id=id).document.data or {}) for team in (WHO[1], who[1]))
    assert {s: answer["agreed"] for s, answer in syd["answers"].items()} == {
        s["id"]: given_here[s["id"]] for s in instrument["statements"]
    }
    for key in ("total", "totals", "themes", "principles"):
        assert syd["scores"].get(key) == nord["scores"].get(key)
    assert (syd["parts"], syd["measures"], syd["readings"]) == (nord["parts"], nord["measures"], nord["readings"])


@pytest.mark.parametrize("id", every(3, list(INSTRUMENTS)))
def test_the_votes_of_a_form_score_as_its_answers_would(space: Workspace, tmp_path: Path, id: str) -> None:
    instrument, given_here = INSTRUMENTS[id], given(INSTRUMENTS[id])
    marks = "".join(str(given_here[s]) for s in space.instrument(id).order)
    path = filled(tmp_path / "f.xlsx", space.instrument(id), "da", who=(*WHO, "2026-Q3"), votes=[marks] * 5)
    (team,) = dict(score_exports(space, [path], now=NOW).document.data or {})["assessments"]
    assert team["stored"] == "created"
    told = team["scores"].get("totals", {"total": team["scores"]["total"]})
    assert told == pytest.approx(added_up(instrument, counted(instrument, given_here)))
    scale = points(instrument)
    assert {s: found["counts"] for s, found in team["scores"]["statements"].items()} == {
        s["id"]: [5 if point == given_here[s["id"]] else 0 for point in scale] for s in instrument["statements"]
    }


@pytest.mark.parametrize("id", list(INSTRUMENTS))
def test_teams_stand_beside_each_other(space: Workspace, id: str) -> None:
    for n, team in enumerate(("Nord", "Syd", "Øst")):
        fill(space, id, "2026-Q3", given(INSTRUMENTS[id], n), team)
    data = dict(compare_teams(space, instrument_id=id, quarter=Quarter(2026, 3)).document.data or {})
    teams = [added_up(INSTRUMENTS[id], counted(INSTRUMENTS[id], given(INSTRUMENTS[id], n))) for n in range(3)]
    told = {row["id"]: row["values"] for row in data["rows"] if row["level"] == "total"}
    assert told == {total: pytest.approx(sorted(team[total] for team in teams)) for total in totals(INSTRUMENTS[id])}
    assert {row["id"] for row in data["rows"] if row["level"] == "theme"} == {
        t["id"] for t in INSTRUMENTS[id]["themes"]
    }


def test_the_strangers_questionnaire_is_what_it_claims_to_be() -> None:
    instrument = INSTRUMENTS["strangers"]
    assert points(instrument) == [1, 2, 3, 4]
    assert len(instrument["themes"]) == len(DOMAINS) == 5
    assert len(instrument["statements"]) == 38
    assert [s["id"] for s in instrument["statements"] if s.get("reversed")] == [f"Q{n}" for n in REVERSED]


CASELOADS = {
    "parts": ["cti", "icm", "act"],
    "S01": 4,
    "measures": {
        "cti-caseload": {"citizens": 11, "workers": 1},
        "icm-caseload": {"citizens": 8, "workers": 1},
        "act-caseload": {"citizens": 85, "workers": 10},
    },
}


def test_a_caseload_is_held_against_its_limit_in_words_and_with_the_reason(space: Workspace) -> None:
    """11 citizens for one CTI worker, 8 for an ICM worker, 85 for an ACT team of 10."""
    fill(space, "support-methods", "2026-Q3", CASELOADS)
    document = show_assessment(space, WHO[1], instrument_id="support-methods").document
    said = " ".join(terminal_text(document, 300).split())
    reasons = {m["id"]: " ".join(m["reason"]["da"].split()) for m in INSTRUMENTS["support-methods"]["measures"]}
    for words in (
        f"11 (11 / 1). Højst 10: grænsen er overskredet. {reasons['cti-caseload']}",
        f"8 (8 / 1). Højst 8: grænsen er holdt. {reasons['icm-caseload']}",
        f"8,50 (85 / 10). Højst 8: grænsen er overskredet. {reasons['act-caseload']}",
    ):
        assert words in said
    kept = {reading["id"]: reading["kept"] for reading in dict(document.data or {})["readings"]}
    assert kept == {
        "cti-caseload": False,
        "cti-above": None,
        "icm-caseload": True,
        "icm-above": None,
        "act-caseload": False,
        "act-caseload.citizens": False,
    }


def test_a_caseload_never_enters_a_score(space: Workspace) -> None:
    fill(space, "support-methods", "2026-Q2", given(INSTRUMENTS["support-methods"]))
    fill(
        space, "support-methods", "2026-Q3", given(INSTRUMENTS["support-methods"]) | {"measures": CASELOADS["measures"]}
    )
    (trend,) = dict(show_trend(space, [WHO[1]], instrument_id="support-methods").document.data or {})["trends"]
    assert trend["rows"][0]["changes"][0]["delta"] == 0
    course = {m["id"]: m["course"] for m in trend["measures"]}
    assert (course["act-caseload"], course["act-caseload.citizens"]) == ([9.0, 8.5], [9.0, 85.0])


@pytest.mark.parametrize(
    ("audience", "seen"),
    [("team", [11.0, None, 8.0, None, 8.5, 85.0]), ("public", [None, None, None, None, 8.5, 85.0])],
)
def test_a_caseload_of_few_people_is_not_published(space: Workspace, audience: Any, seen: list[float | None]) -> None:
    fill(space, "support-methods", "2026-Q3", CASELOADS)
    document = show_assessment(space, WHO[1], instrument_id="support-methods", audience=audience).document
    assert [reading["value"] for reading in dict(document.data or {})["readings"]] == seen


def test_a_team_answers_only_for_the_parts_it_uses(space: Workspace) -> None:
    instrument = INSTRUMENTS["support-methods"]
    of = {theme["id"]: theme.get("part") for theme in instrument["themes"]}
    asked = [s["id"] for s in instrument["statements"] if of[s["theme"]] in (None, "cti")]
    fill(space, instrument["id"], "2026-Q3", {"parts": ["cti"]} | dict.fromkeys(asked, 4))
    data = dict(show_assessment(space, WHO[1], instrument_id=instrument["id"]).document.data or {})
    assert data["scores"]["total"] | {"state": None} == {
        "score": 4.0,
        "index": 75.0,
        "answered": len(asked),
        "relevant": len(asked),
        "complete": True,
        "state": None,
    }
    assert list(data["scores"]["statements"]) == asked
    assert [reading["id"] for reading in data["readings"]] == ["cti-caseload", "cti-above"]


def test_an_answer_chooses_its_part_where_the_file_names_none(space: Workspace) -> None:
    instrument = INSTRUMENTS["support-methods"]
    of = {theme["id"]: theme.get("part") for theme in instrument["themes"]}
    icm = next(s["id"] for s in instrument["statements"] if of[s["theme"]] == "icm")
    fill(space, instrument["id"], "2026-Q3", {icm: 4})
    assert dict(show_assessment(space, WHO[1], instrument_id=instrument["id"]).document.data or {})["parts"] == ["icm"]


def test_another_choice_of_parts_is_told_and_compared_on_what_both_have(space: Workspace) -> None:
    instrument = INSTRUMENTS["support-methods"]
    fill(space, instrument["id"], "2026-Q2", given(instrument))
    fill(
        space,
        instrument["id"],
        "2026-Q3",
        given(instrument) | {"parts": ["cti", "icm"]} | only(instrument, {None, "cti", "icm"}),
    )
    document = show_trend(space, [WHO[1]], instrument_id=instrument["id"]).document
    assert "i.v." in terminal_text(document, 100)
    (trend,) = dict(document.data or {})["trends"]
    assert trend["rows"][0]["changes"][0]["delta"] == 0


def only(instrument: dict[str, Any], parts: set[str | None]) -> dict[str, None]:
    """No answer to the statements, and no number of the measures, that belong to other parts."""
    of = {theme["id"]: theme.get("part") for theme in instrument["themes"]}
    return {s["id"]: None for s in instrument["statements"] if of[s["theme"]] not in parts}
