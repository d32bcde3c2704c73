"""Actions that follow a team, and their ids."""

import pytest

from hf_fidelity.domain.actions import next_id, open_actions
from hf_fidelity.domain.assessment import Action, Assessment
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.quarter import Quarter
from tests.builders import record

Q3 = Quarter(2026, 3)


def acting(form: Instrument, quarter: str, states: dict[str, str]) -> Assessment:
    actions = [{"id": id, "text": "x", "state": state, "opened_in": "2026-Q1"} for id, state in states.items()]
    return record(form, quarter=quarter, actions=tuple(Action.model_validate(action) for action in actions))


@pytest.mark.parametrize(
    ("stored", "carried"),
    [
        pytest.param({}, [], id="no-records"),
        pytest.param({"2026-Q2": {"a": "open", "b": "done", "c": "dropped", "d": "open"}}, ["a", "d"], id="only-open"),
        pytest.param({"2026-Q1": {"a": "open"}, "2026-Q2": {"a": "done"}}, [], id="the-newest-copy-is-the-truth"),
        pytest.param({"2026-Q2": {"b": "open"}, "2026-Q1": {"a": "open"}}, ["b"], id="newest-by-quarter-not-by-order"),
        pytest.param({"2025-Q1": {"a": "open"}}, ["a"], id="over-a-gap"),
        pytest.param({"2026-Q3": {"a": "open"}, "2026-Q4": {"b": "open"}}, [], id="only-from-before"),
    ],
)
def test_what_a_new_record_begins_with(form: Instrument, stored: dict[str, dict[str, str]], carried: list[str]) -> None:
    records = [acting(form, quarter, states) for quarter, states in stored.items()]
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
