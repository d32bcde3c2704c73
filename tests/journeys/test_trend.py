"""``trend``: quarters side by side as the JSON that others read."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Team
from hf_fidelity.errors import RecordDamaged, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, show_trend
from hf_fidelity.reports.document import Chart, Table
from hf_fidelity.writers.csv_and_json import plain_csv_text
from hf_fidelity.writers.text import terminal_text
from tests.builders import record, reworded, voted
from tests.calls import Calls
from tests.journeys.scenes import ORGANISATION, TEAM, said, store, workspace


@pytest.fixture
def course(space: Workspace, instrument: Instrument) -> Workspace:
    """Two quarters with a gap between them: the first two themes rose by one step."""
    store(space, record(instrument, "3" * 16, "2026-Q1"), record(instrument, "4" * 8 + "3" * 8, "2026-Q3"))
    return space


def _trends(space: Workspace, *args: Any, **more: Any) -> list[dict[str, Any]]:
    data = show_trend(space, *args, **more).document.data
    assert data is not None
    return json.loads(json.dumps(data))["trends"]  # type: ignore[no-any-return]


def _row(trend: dict[str, Any], level: str, id: str) -> dict[str, Any]:
    return next(row for row in trend["rows"] if (row["level"], row["id"]) == (level, id))


def test_the_keys_are_those_of_the_contract_and_the_run_charts(course: Workspace) -> None:
    data = show_trend(course).document.data or {}
    (trend,) = data["trends"]
    assert list(data) == ["trends"]
    assert list(trend) == [
        "instrument",
        "organisation",
        "team",
        "quarters",
        "basis",
        "rows",
        "moved",
        "breaks",
        "notes",
        "instrument_status",
        "measures",
        "citizens",
        "run_charts",
        "citizens_voice",
        "peers",
    ]
    assert list(trend["instrument"]) == ["id", "version"]
    assert {tuple(row) for row in trend["rows"]} == {
        ("level", "id", "label", "scores", "index", "answered", "complete", "changes")
    }
    assert {tuple(change) for row in trend["rows"] for change in row["changes"]} == {
        ("from", "to", "delta", "steps", "verdict", "held")
    }
    assert list(trend["moved"]) == ["up", "same", "down"]


def test_the_rows_are_the_total_then_themes_principles_and_statements(
    course: Workspace, instrument: Instrument
) -> None:
    (trend,) = _trends(course)
    assert [(row["level"], row["id"]) for row in trend["rows"]] == [
        ("total", "total"),
        *(("theme", theme.id) for theme in instrument.themes),
        *(("principle", principle.id) for principle in instrument.principles),
        *(("statement", id) for id in instrument.order),
    ]


def test_a_gap_stands_as_null_between_the_first_and_the_last_quarter(course: Workspace) -> None:
    (trend,) = _trends(course)
    total = _row(trend, "total", "total")
    assert trend["quarters"] == ["2026-Q1", "2026-Q2", "2026-Q3"]
    assert trend["basis"] == ["agreed", None, "agreed"]
    assert (total["scores"], total["index"]) == ([3.0, None, 3.5], [50.0, None, 62.5])
    assert (total["answered"], total["complete"]) == ([16, 0, 16], [True, False, True])


def _change(delta: float | None, steps: int | None, verdict: str | None) -> list[dict[str, Any]]:
    return [{"from": "2026-Q1", "to": "2026-Q3", "delta": delta, "steps": steps, "verdict": verdict, "held": None}]


@pytest.mark.parametrize(
    ("level", "id", "delta", "steps", "verdict"),
    [
        ("total", "total", 0.5, None, "possible"),
        ("theme", "values", 1.0, None, "possible"),
        ("theme", "support", 0.0, None, "no-clear-change"),
        ("principle", "recovery", 1.0, None, None),
        ("statement", "S01", 1.0, 1, None),
        ("statement", "S16", 0.0, 0, None),
    ],
    ids=str,
)
def test_a_verdict_is_for_total_and_themes_and_steps_are_for_statements(
    course: Workspace, level: str, id: str, delta: float, steps: int | None, verdict: str | None
) -> None:
    (trend,) = _trends(course)
    assert _row(trend, level, id)["changes"] == _change(delta, steps, verdict)


def test_moved_counts_the_statements_of_the_newest_pair(course: Workspace) -> None:
    assert _trends(course)[0]["moved"] == {"up": 8, "same": 8, "down": 0}


def test_numbers_are_in_full_precision(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "433-" + "4" * 12))
    row = _row(_trends(space)[0], "theme", "values")
    assert (row["scores"], row["complete"]) == ([10 / 3], [False])


def test_one_quarter_alone_has_nothing_to_compare(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "4" * 16))
    (trend,) = _trends(space)
    assert (trend["moved"], trend["breaks"], _row(trend, "total", "total")["changes"]) == (None, [], [])


def test_votes_against_votes_are_shown_without_steps_or_verdict(space: Workspace, instrument: Instrument) -> None:
    for quarter, counts in (("2026-Q1", (0, 0, 6, 0, 0)), ("2026-Q3", (0, 0, 0, 6, 0))):
        store(space, voted(instrument, dict.fromkeys(instrument.order, counts), quarter))
    (trend,) = _trends(space)
    assert _row(trend, "total", "total")["changes"] == _change(1.0, None, None)
    assert (_row(trend, "statement", "S01")["changes"], trend["moved"]) == (_change(1.0, None, None), None)


BREAKS = {
    "reworded": "S01",
    "another-basis": "votes",
    "few-in-common": "half",
}


@pytest.mark.parametrize(("kind", "why"), BREAKS.items(), ids=BREAKS)
def test_what_cannot_be_compared_is_a_break_with_its_reason(
    space: Workspace, instrument: Instrument, kind: str, why: str
) -> None:
    first = {
        "reworded": reworded(record(instrument, "3" * 16, "2026-Q1"), "S01"),
        "another-basis": voted(instrument, dict.fromkeys(instrument.order, (0, 0, 6, 0, 0)), "2026-Q1"),
        "few-in-common": record(instrument, "3" * 7 + "-" * 9, "2026-Q1"),
    }[kind]
    store(space, first, record(instrument, "4" * 16))
    (trend,) = _trends(space)
    assert [found["at"] for found in trend["breaks"]] == ["2026-Q3"]
    assert why in trend["breaks"][0]["why"]
    assert _row(trend, "total", "total")["changes"] == _change(None, None, "not-comparable")


@pytest.fixture
def year(space: Workspace, instrument: Instrument) -> Workspace:
    quarters = ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
    store(space, *(record(instrument, mark * 16, quarter) for mark, quarter in zip("12345", quarters, strict=True)))
    return space


@pytest.mark.parametrize(
    ("against", "pairs"),
    [
        ("previous", ["2025-Q3 2025-Q4", "2025-Q4 2026-Q1", "2026-Q1 2026-Q2", "2026-Q2 2026-Q3"]),
        ("first", ["2025-Q3 2025-Q4", "2025-Q3 2026-Q1", "2025-Q3 2026-Q2", "2025-Q3 2026-Q3"]),
        ("year-ago", ["2025-Q3 2026-Q3"]),
    ],
)
def test_each_quarter_is_compared_with_the_one_asked_for(year: Workspace, against: Any, pairs: list[str]) -> None:
    changes = _row(_trends(year, against=against)[0], "total", "total")["changes"]
    assert [f"{change['from']} {change['to']}" for change in changes] == pairs


@pytest.mark.parametrize(
    ("first", "last", "quarters"),
    [
        ("2026-Q1", None, ["2026-Q1", "2026-Q2", "2026-Q3"]),
        (None, "2025-Q4", ["2025-Q3", "2025-Q4"]),
        ("2025-Q4", "2026-Q1", ["2025-Q4", "2026-Q1"]),
    ],
)
def test_the_quarters_can_be_bounded(year: Workspace, first: str | None, last: str | None, quarters: list[str]) -> None:
    bounds = {"first": first and Quarter.parse(first), "last": last and Quarter.parse(last)}
    assert _trends(year, **bounds)[0]["quarters"] == quarters


def _team(instrument: Instrument, name: str, quarter: str = "2026-Q3") -> Any:
    return record(instrument, "4" * 16, quarter, team={"id": name.lower(), "name": name})


def test_without_a_team_it_is_all_of_them_and_otherwise_those_named_in_their_order(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, *(_team(instrument, name) for name in ("Syd", "Nord", "Vest")))
    assert [trend["team"] for trend in _trends(space)] == ["Nord", "Syd", "Vest"]
    assert [trend["team"] for trend in _trends(space, ["Vest", "Nord"])] == ["Vest", "Nord"]


def test_a_damaged_record_beside_good_ones_is_named_and_the_rest_shown(course: Workspace) -> None:
    path = course.store.place(ORGANISATION, TEAM).record_path(Quarter(2026, 2), "housing-first")
    path.write_bytes(b"\0" * 10)
    result = show_trend(course, [TEAM])
    assert (result.exit_code, [str(path) in str(thing) for thing in result.left_out]) == (1, [True])
    assert (result.document.data or {})["trends"][0]["quarters"] == ["2026-Q1", "2026-Q2", "2026-Q3"]


def test_one_teams_damaged_record_does_not_stop_the_others(space: Workspace, instrument: Instrument) -> None:
    store(space, _team(instrument, "Nord"), _team(instrument, "Syd"))
    space.store.place(ORGANISATION, "Nord").record_path(Quarter(2026, 3), "housing-first").write_bytes(b"{")
    result = show_trend(space)
    assert ([t["team"] for t in (result.document.data or {})["trends"]], result.exit_code) == (["Syd"], 1)


def test_only_a_damaged_record_stops_it(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "4" * 16))
    space.store.place(ORGANISATION, TEAM).record_path(Quarter(2026, 3), "housing-first").write_bytes(b"{")
    with pytest.raises(RecordDamaged):
        show_trend(space, [TEAM])


def test_an_empty_folder_has_nothing_to_show(space: Workspace) -> None:
    with pytest.raises(UsageProblem, match="no record"):
        show_trend(space)


def test_an_unknown_team_is_refused_and_names_those_there_are(course: Workspace) -> None:
    with pytest.raises(UsageProblem) as stop:
        show_trend(course, [TEAM, "Bostøtte Vest"])
    assert (stop.value.params["team"], stop.value.params["known"]) == ("Bostøtte Vest", [TEAM])


@pytest.mark.parametrize("min_n", [2, 0, -1])
def test_a_limit_under_three_is_refused(course: Workspace, min_n: int) -> None:
    with pytest.raises(UsageProblem, match="3 at the least"):
        show_trend(course, min_n=min_n)


def test_the_public_sees_no_comments_and_no_points_to_talk_about(space: Workspace, instrument: Instrument) -> None:
    now = record(instrument, "4" * 16).with_answer("S01", Answer(agreed=5, comment="SECRET", changed_because="SECRET"))
    store(space, record(instrument, "3" * 16, "2026-Q2"), now)
    team, public = (show_trend(space, audience=audience).document for audience in ("team", "public"))
    assert "SECRET" in said(team)
    assert "SECRET" not in said(public) + json.dumps(public.data)
    assert ("What to talk about" in said(team), "What to talk about" in said(public)) == (True, False)


def test_votes_under_the_limit_are_null_and_a_note_says_why(space: Workspace, instrument: Instrument) -> None:
    store(space, voted(instrument, {"S01": (0, 0, 0, 3, 1), "S02": (0, 0, 0, 3, 3)}))
    (trend,) = _trends(space)
    assert [_row(trend, "statement", id)["scores"] for id in ("S01", "S02")] == [[None], [4.5]]
    assert any("S01" in note and "fewer than 5" in note for note in trend["notes"])


def test_open_votes_of_few_stand_in_a_teams_own_report_only(space: Workspace, instrument: Instrument) -> None:
    few = dict.fromkeys(instrument.order, (0, 0, 1, 1, 1))
    store(space, voted(instrument, few, votes_are="open"), _team(instrument, "Syd"))
    own, beside = _trends(space, [TEAM]), _trends(space, [TEAM, "Syd"])
    assert (_row(own[0], "total", "total")["scores"], _row(beside[0], "total", "total")["scores"]) == ([4.0], [None])


def test_progress_hears_of_every_team(course: Workspace, instrument: Instrument) -> None:
    store(course, record(instrument, "4" * 16, team={"id": "syd", "name": "Syd"}))
    told: list[tuple[int, int, str]] = []
    show_trend(course, progress=lambda *said: told.append(said))
    assert told == [(1, 2, TEAM), (2, 2, "Syd")]


def test_what_is_for_programs_is_made_when_it_is_asked_for(course: Workspace) -> None:
    with Calls() as calls:
        document = show_trend(course).document
        terminal_text(document)
    assert calls["trend_data"] == 0
    with Calls() as calls:
        assert document.data is document.data
    assert calls["trend_data"] == 1


def test_what_is_for_programs_is_in_the_language_of_its_report(course: Workspace) -> None:
    with i18n.speaking("da"):
        danish, expected = show_trend(course).document, _trends(course)
    assert (danish.data or {})["trends"] == expected
    assert _trends(course) != expected


def test_reports_are_equal_where_what_is_for_programs_is(course: Workspace, instrument: Instrument) -> None:
    before, again = show_trend(course).document, show_trend(course).document
    store(course, record(instrument, "5" * 16, "2026-Q4"))
    after = show_trend(course).document
    assert before == again != before._replace(facts=after.facts)


# Several teams


@pytest.fixture
def two_norths(tmp_path: Path, instrument: Instrument) -> Workspace:
    """Two organisations with a team of one name each."""
    space = workspace(tmp_path)
    for organisation, first in (("Havn Kommune", "2"), ("Å Kommune", "3")):
        for n, quarter in enumerate(("2026-Q1", "2026-Q2", "2026-Q3")):
            line = str(int(first) + n) * 16
            store(
                space, record(instrument, line, quarter, organisation=organisation, team=Team(id="nord", name="Nord"))
            )
    return space


def test_every_table_of_several_teams_says_whose_it_is(two_norths: Workspace) -> None:
    document = show_trend(two_norths).document
    told = list(csv.reader(plain_csv_text(document).splitlines()))
    parts = {line[0] for line in told if line and line[0] != "Part"}
    names = ("Themes", "Core principles", "Statements", "Changes on the way")
    assert parts == {f"{whose} · Nord: {name}" for whose in ("Havn Kommune", "Å Kommune") for name in names}
    tables = [block.title for section in document.sections for block in section.blocks if isinstance(block, Table)]
    drawn = {block.table for section in document.sections for block in section.blocks if isinstance(block, Chart)}
    assert len(set(tables)) == len(tables) and drawn <= {"", *tables}


def test_one_teams_tables_are_called_as_ever(two_norths: Workspace) -> None:
    told = plain_csv_text(show_trend(two_norths, ["Nord"], organisation="Havn Kommune").document)
    assert "\nNord: Themes," in told.replace("\r", "") and "Havn" not in told


def test_an_organisation_that_is_not_there_is_answered_with_those_that_are(two_norths: Workspace) -> None:
    with pytest.raises(UsageProblem, match="no organisation Havnen") as problem:
        show_trend(two_norths, organisation="Havnen")
    assert problem.value.params["known"] == ["Havn Kommune", "Å Kommune"]


@pytest.mark.parametrize("asked", [{"first": Quarter(2027, 1)}, {"last": Quarter(2025, 4)}])
def test_quarters_without_a_record_are_answered_with_those_that_have_one(two_norths: Workspace, asked: Any) -> None:
    with pytest.raises(UsageProblem, match="in the quarters asked for") as problem:
        show_trend(two_norths, **asked)
    assert problem.value.params["known"] == [Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)]


# From votes to votes a change is shown and not judged, and that is said where it is read.

_LOW, _HIGH = (3, 3, 1, 0, 0), (0, 0, 1, 3, 3)
NOT_JUDGED = {
    "en": ("Since 2nd quarter 2026: +2.57 (not judged).", "Only agreed answers are judged.", "is no clear change"),
    "da": (
        "Siden 2. kvartal 2026: +2,57 (bedømmes ikke).",
        "Kun fælles svar bedømmes:",
        "er det ingen tydelig ændring",
    ),
}


def _voted_twice(space: Workspace, instrument: Instrument) -> None:
    for quarter, tally in (("2026-Q1", _LOW), ("2026-Q2", _LOW), ("2026-Q3", _HIGH)):
        store(space, voted(instrument, dict.fromkeys(instrument.order, tally), quarter))


@pytest.mark.parametrize("language", NOT_JUDGED)
def test_changes_from_votes_to_votes_say_that_they_are_not_judged(
    space: Workspace, instrument: Instrument, language: str
) -> None:
    moved, rule, limit = NOT_JUDGED[language]
    _voted_twice(space, instrument)
    with i18n.speaking(language):
        document = show_trend(space).document
        text = " ".join(terminal_text(document, 120).split())
    themes = next(b for s in document.sections for b in s.blocks if isinstance(b, Table))
    judged = {"en": "not judged", "da": "bedømmes ikke"}[language]
    assert {row.cells[-1] for row in themes.rows} == {judged}
    assert (moved in text, text.count(rule), limit in text) == (True, 2, False)


def test_where_something_is_judged_the_limit_is_told(course: Workspace) -> None:
    text = said(show_trend(course).document)
    assert ("is no clear change" in text, "not judged" in text) == (True, False)


def test_where_both_are_told_both_rules_are(space: Workspace, instrument: Instrument) -> None:
    _voted_twice(space, instrument)
    store(space, record(instrument, "3" * 16, "2026-Q4"), record(instrument, "4" * 16, "2027-Q1"))
    text = said(show_trend(space).document)
    assert ("is no clear change" in text, "Only agreed answers are judged." in text) == (True, True)
