"""Actions that follow a team, their ids, their newest copies, and what is decided about them."""

import json
from datetime import date
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.actions import Decision, decided, newest_copies, next_id, open_actions, overdue, urgency
from hf_fidelity.domain.record.assessment import Action, Assessment
from hf_fidelity.ground.dates import Quarter
from tests.builders import record, small_instrument

Q3 = Quarter(2026, 3)


def acting(instrument: Instrument, quarter: str, states: dict[str, str]) -> Assessment:
    actions = [{"id": id, "text": "x", "state": state, "opened_in": "2026-Q1"} for id, state in states.items()]
    return record(instrument, quarter=quarter, actions=tuple(Action.model_validate(action) for action in actions))


@pytest.mark.parametrize(
    ("stored", "carried"),
    [
        pytest.param({}, [], id="no-records"),
        pytest.param({"2026-Q2": {"a": "open", "b": "done", "c": "dropped", "d": "open"}}, ["a", "d"], id="only-open"),
        pytest.param({"2026-Q1": {"a": "open"}, "2026-Q2": {"a": "done"}}, [], id="the-newest-copy-is-the-truth"),
        pytest.param({"2026-Q2": {"a": "done"}, "2026-Q1": {"a": "open"}}, [], id="newest-by-quarter-not-by-order"),
        pytest.param({"2026-Q1": {"a": "open"}, "2026-Q2": {"b": "open"}}, ["a", "b"], id="one-that-a-record-lacks"),
        pytest.param({"2025-Q1": {"a": "open"}}, ["a"], id="over-a-gap"),
        pytest.param({"2026-Q3": {"a": "open"}, "2026-Q4": {"b": "open"}}, [], id="only-from-before"),
    ],
)
def test_what_a_new_record_begins_with(
    instrument: Instrument, stored: dict[str, dict[str, str]], carried: list[str]
) -> None:
    records = [acting(instrument, quarter, states) for quarter, states in stored.items()]
    assert [action.id for action in open_actions(records, Q3)] == carried


@pytest.mark.parametrize(
    ("known", "id"),
    [
        pytest.param([], "2026-Q3-1", id="first"),
        pytest.param(["2026-Q3-1"], "2026-Q3-2", id="next"),
        pytest.param(["2026-Q3-2"], "2026-Q3-1", id="free"),
        pytest.param(["2026-Q2-1", "2026-Q2-2"], "2026-Q3-1", id="other-quarters-do-not-count"),
        pytest.param([f"2026-Q3-{n}" for n in range(1, 11)], "2026-Q3-11", id="beyond-nine"),
    ],
)
def test_a_new_id(known: list[str], id: str) -> None:
    assert next_id(Q3, known) == id


# --- the newest copy --------------------------------------------------------------------------------------------

COPIES: dict[str, tuple[dict[str, dict[str, str]], str | None, dict[str, tuple[str, str]]]] = {
    "no-records": ({}, None, {}),
    "of-two-the-newer": (
        {"2026-Q1": {"a": "open"}, "2026-Q2": {"a": "done"}},
        None,
        {"a": ("done", "2026-Q2")},
    ),
    "by-quarter-not-by-order": (
        {"2026-Q2": {"a": "done"}, "2026-Q1": {"a": "open"}},
        None,
        {"a": ("done", "2026-Q2")},
    ),
    "gone-from-the-newest-record": (
        {"2026-Q1": {"a": "open"}, "2026-Q2": {"b": "open"}},
        None,
        {"a": ("open", "2026-Q1"), "b": ("open", "2026-Q2")},
    ),
    "of-a-quarter-as-they-are-now": (
        {"2026-Q1": {"a": "open", "b": "open"}, "2026-Q2": {"a": "done", "c": "open"}},
        "2026-Q1",
        {"a": ("done", "2026-Q2"), "b": ("open", "2026-Q1")},
    ),
    "of-a-quarter-without-any": ({"2026-Q1": {"a": "open"}}, "2026-Q2", {}),
}


@pytest.mark.parametrize(("stored", "quarter", "copies"), COPIES.values(), ids=COPIES)
def test_each_action_stands_once_in_its_newest_copy(
    instrument: Instrument, stored: dict[str, dict[str, str]], quarter: str | None, copies: dict[str, tuple[str, str]]
) -> None:
    records = [acting(instrument, quarter, states) for quarter, states in stored.items()]
    found = newest_copies(records, Quarter.parse(quarter) if quarter else None)
    assert {copy.action.id: (copy.action.state, str(copy.quarter)) for copy in found} == copies


def test_questionnaires_keep_their_copies_apart(instrument: Instrument) -> None:
    other = record(small_instrument(), "---", "2026-Q3", actions=acting(instrument, "2026-Q3", {"a": "open"}).actions)
    found = newest_copies([acting(instrument, "2026-Q2", {"a": "done"}), other])
    assert {(copy.instrument_id, copy.action.state) for copy in found} == {("housing-first", "done"), ("small", "open")}


# --- what is late, and what comes first -------------------------------------------------------------------------


def action(**fields: Any) -> Action:
    return Action.model_validate_json(json.dumps({"id": "a", "text": "x", "opened_in": "2026-Q1", **fields}))


@pytest.mark.parametrize(
    ("fields", "late"),
    [
        pytest.param({"due": "2026-08-14"}, True, id="yesterday"),
        pytest.param({"due": "2026-08-15"}, False, id="today"),
        pytest.param({"due": "2026-08-16"}, False, id="tomorrow"),
        pytest.param({}, False, id="without-a-deadline"),
        pytest.param({"due": "2026-08-14", "state": "done"}, False, id="done"),
        pytest.param({"due": "2026-08-14", "state": "dropped"}, False, id="dropped"),
    ],
)
def test_overdue_is_open_with_its_deadline_passed(fields: dict[str, str], late: bool) -> None:
    assert overdue(action(**fields), date(2026, 8, 15)) is late


def test_the_most_urgent_come_first() -> None:
    ordered = [
        action(id="overdue", due="2026-01-01"),
        action(id="soon", due="2026-12-01"),
        action(id="open"),
        action(id="done", state="done", due="2025-01-01"),
        action(id="done-without", state="done"),
        action(id="dropped", state="dropped", due="2024-01-01"),
    ]
    backwards = ordered[::-1]
    assert sorted(backwards, key=urgency) == ordered


# --- what is decided --------------------------------------------------------------------------------------------

DECIDED: dict[str, tuple[Decision, dict[str, Any]]] = {
    "done": (Decision("done"), {"state": "done"}),
    "done-with-an-outcome": (Decision("done", "Det virkede"), {"state": "done", "outcome": "Det virkede"}),
    "dropped": (Decision("dropped", "Ingen penge"), {"state": "dropped", "outcome": "Ingen penge"}),
    "moved": (Decision("moved", due=date(2026, 12, 1)), {"due": "2026-12-01"}),
    "an-outcome-made-harmless": (Decision("done", "x\x1b[31m\u202e"), {"state": "done", "outcome": "x[31m"}),
}


@pytest.mark.parametrize(("decision", "fields"), DECIDED.values(), ids=DECIDED)
def test_a_decision_changes_its_action_alone(
    instrument: Instrument, decision: Decision, fields: dict[str, Any]
) -> None:
    before = record(instrument, "4" * 16, actions=(action(id="a"), action(id="b", due="2026-01-01")))
    after = decided(before, "a", decision)
    assert after.actions == (action(id="a", **fields), action(id="b", due="2026-01-01"))
    assert after.model_copy(update={"actions": before.actions}) == before


def test_without_a_word_what_the_action_says_stays(instrument: Instrument) -> None:
    before = record(instrument, actions=(action(outcome="Vi er begyndt"),))
    assert decided(before, "a", Decision("done")).actions == (action(outcome="Vi er begyndt", state="done"),)
