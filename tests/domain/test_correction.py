"""What a correction writes into a record's history."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, CitizenInvolvement, FromTo, RecordSource
from hf_fidelity.domain.record.changes import changes, corrected
from hf_fidelity.ground.dates import Quarter
from tests.builders import housing_first, record

INSTRUMENT = housing_first()
AT = datetime(2026, 9, 15, 8, 12, tzinfo=UTC)
BEFORE = record(
    INSTRUMENT,
    answers={"S01": Answer(agreed=2, comment="old"), "S02": Answer(not_relevant_because="not ours")},
    revision=2,
    citizen_involvement=CitizenInvolvement(how="Asked", citizens=7),
    actions=(Action(id="2026-Q3-1", about="S01", text="Call", opened_in=Quarter(2026, 3)),),
)


def action(**more: Any) -> Action:
    return BEFORE.actions[0].model_copy(update=more)


def changed(**more: Any) -> Assessment:
    return BEFORE.model_copy(update=more)


@pytest.mark.parametrize(
    ("after", "differences"),
    [
        pytest.param(BEFORE.with_answer("S01", Answer(agreed=4, comment="old")), {"S01.agreed": (2, 4)}, id="agreed"),
        pytest.param(
            BEFORE.with_answer("S01", Answer(agreed=4, comment="new")),
            {"S01.agreed": (2, 4), "S01.comment": ("old", "new")},
            id="two-values-of-an-answer",
        ),
        pytest.param(
            BEFORE.with_answer("S02", Answer(agreed=3)),
            {"S02.agreed": (None, 3), "S02.not_relevant_because": ("not ours", None)},
            id="relevant-after-all",
        ),
        pytest.param(BEFORE.with_answer("S03", Answer(agreed=4)), {"S03.agreed": (None, 4)}, id="a-gap-filled"),
        pytest.param(changed(held_on=date(2026, 9, 14)), {"held_on": (None, "2026-09-14")}, id="a-key-of-the-record"),
        pytest.param(
            changed(citizen_involvement=CitizenInvolvement(how="Met", citizens=7)),
            {"citizen_involvement.how": ("Asked", "Met")},
            id="inside-a-key",
        ),
        pytest.param(
            changed(actions=(action(state="done", outcome="Called"),)),
            {"actions.2026-Q3-1.state": ("open", "done"), "actions.2026-Q3-1.outcome": (None, "Called")},
            id="an-action-by-its-id",
        ),
        pytest.param(changed(roles={"staff": 9}), {"roles": ({}, {"staff": 9})}, id="a-key-that-was-not-there"),
        pytest.param(
            changed(revision=3, sources=(RecordSource(kind="session"),), status="votes"), {}, id="bookkeeping-not"
        ),
        pytest.param(BEFORE, {}, id="nothing"),
    ],
)
def test_changes(after: Assessment, differences: dict[str, tuple[object, object]]) -> None:
    assert {path: (change.before, change.after) for path, change in changes(BEFORE, after).items()} == differences


def test_a_new_action_is_whole_in_the_history() -> None:
    found = changes(BEFORE, changed(actions=(action(), action(id="2026-Q3-2", text="Write"))))
    assert list(found) == ["actions.2026-Q3-2"]
    assert found["actions.2026-Q3-2"].after["text"] == "Write"


def test_the_entry_says_when_why_and_which_revision_was_corrected() -> None:
    after = corrected(BEFORE, BEFORE.with_answer("S01", Answer(agreed=4, comment="old")), "typo", AT)
    entry = after.history[0]
    assert (entry.revision, entry.at, entry.why) == (2, AT, "typo")
    assert entry.changes == {"S01.agreed": FromTo.model_validate({"from": 2, "to": 4})}


def test_the_entry_is_stored_as_the_contract_writes_it() -> None:
    after = corrected(BEFORE, BEFORE.with_answer("S01", Answer(agreed=4, comment="old")), "typo", AT)
    assert after.model_dump(mode="json")["history"] == [
        {"revision": 2, "at": "2026-09-15T08:12:00Z", "why": "typo", "changes": {"S01.agreed": {"from": 2, "to": 4}}}
    ]


def test_nothing_changed_leaves_the_record_itself() -> None:
    assert corrected(BEFORE, changed(revision=9), "typo", AT) is BEFORE


def test_earlier_entries_stay(instrument: Instrument) -> None:
    once = corrected(BEFORE, BEFORE.with_answer("S01", Answer(agreed=4)), "one", AT)
    twice = corrected(once, once.with_answer("S01", Answer(agreed=5)), "two", AT)
    assert [entry.why for entry in twice.history] == ["one", "two"]
