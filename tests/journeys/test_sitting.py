"""What a sitting makes of a draft that does not begin where the stored record is."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from hf_fidelity.domain.interview import begin_correction
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Assessment, Draft
from hf_fidelity.errors import RecordChanged
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.meeting.views import closing_of
from hf_fidelity.journeys.sitting import Sitting, closing_snapshot
from tests.builders import record, voted
from tests.journeys.scenes import store, workspace

Q3 = Quarter(2026, 3)
NOW = datetime(2026, 8, 20).astimezone()


def opened(data: Path, instrument: Instrument) -> Sitting:
    return Sitting.open(Workspace.at(data), "Prøvekøbing Kommune", "Bostøtte Nord", Q3, instrument)


def test_a_draft_left_over_from_closing_is_taken_away(tmp_path: Path, instrument: Instrument) -> None:
    sitting = opened(tmp_path, instrument)
    meeting = record(instrument, "4" * 16)
    sitting.close(meeting, NOW)
    sitting.folder.save_draft(Draft(base_revision=0, record=meeting))  # as if stopped before the draft was removed
    again = opened(tmp_path, instrument)
    assert again.draft is None
    assert not again.folder.draft_path(Q3, instrument.id).exists()


def test_a_draft_that_somebody_elses_save_has_overtaken_is_named_and_kept(
    tmp_path: Path, instrument: Instrument
) -> None:
    sitting = opened(tmp_path, instrument)
    sitting.folder.save_draft(Draft(base_revision=0, record=record(instrument, "5" * 16)))
    sitting.folder.save(record(instrument, "4" * 16), 0)
    sitting.folder.save_draft(Draft(base_revision=0, record=record(instrument, "5" * 16)))
    with pytest.raises(RecordChanged, match=r"draft\.json"):
        opened(tmp_path, instrument)
    assert sitting.folder.draft_path(Q3, instrument.id).exists()


CLOSED = {
    "nothing-before": (lambda _form: [], "There is nothing earlier to compare with yet."),
    "a-meeting-before": (
        lambda form: [record(form, "4" * 15 + "3", "2026-Q2")],
        "Since 2nd quarter 2026: 1 up, 15 unchanged, 0 down. Most: S16 Working together as equals, 1 step up.",
    ),
    "votes-before": (
        lambda form: [voted(form, {"S01": (0, 1, 2, 3, 1)}, "2026-Q2")],
        "Since 2nd quarter 2026: not comparable.",
    ),
}


@pytest.mark.parametrize(("earlier", "told"), CLOSED.values(), ids=CLOSED)
def test_at_its_end_a_meeting_tells_what_moved_or_why_that_cannot_be_told(
    space: Workspace, instrument: Instrument, earlier: Callable[[Instrument], list[Assessment]], told: str
) -> None:
    store(space, *earlier(instrument))
    sitting = opened(space.store.root, instrument)
    saved, _held_back = sitting.close(record(instrument, "4" * 16), NOW)
    assert told in [sentence.words() for sentence in closing_of(closing_snapshot(sitting, saved)).sentences]


def another_wording(instrument: Instrument) -> Instrument:
    """The questionnaire with another wording of its first statement, and one statement more."""
    content = instrument.model_dump(mode="json") | {"version": "1.1.0"}
    content["statements"][0]["text"] = {"da": "Noget andet.", "en": "Something else."}
    content["statements"].append({**content["statements"][-1], "id": "S17"})
    return Instrument.model_validate_json(json.dumps(content))


def test_a_meeting_begun_with_an_older_questionnaire_asks_what_has_changed_again(
    tmp_path: Path, instrument: Instrument
) -> None:
    sitting = opened(tmp_path, instrument)
    sitting.folder.save_draft(Draft(base_revision=0, record=record(instrument, "4" * 16)))
    newer = another_wording(instrument)
    begun = opened(tmp_path, newer).begun()
    assert begun.instrument.version == "1.1.0"
    assert [id for id in newer.order if not begun.answer(id).settled] == ["S01", "S17"]


def test_a_closed_quarter_is_corrected_with_the_questionnaire_it_was_answered_with(
    tmp_path: Path, instrument: Instrument
) -> None:
    opened(tmp_path, instrument).close(record(instrument, "4" * 16), NOW)
    sitting = opened(tmp_path, another_wording(instrument))
    interview = begin_correction(sitting.instrument, sitting.begun(), "typo")
    assert (interview.record.instrument.version, "S17" in interview.steps, interview.gaps) == (
        instrument.version,
        False,
        (),
    )


RING = Action(id="2026-Q1-1", text="Ring", opened_in=Quarter(2026, 1))
DONE = Action(id="2026-Q1-2", text="Skriv", opened_in=Quarter(2026, 1), state="done")


@pytest.mark.parametrize("imported", [("2026-Q3",), ("2026-Q2",), ("2026-Q2", "2026-Q3")], ids="+".join)
def test_open_actions_survive_votes_that_were_imported(
    tmp_path: Path, instrument: Instrument, imported: tuple[str, ...]
) -> None:
    before = record(instrument, "4" * 16, "2026-Q1", actions=(RING, DONE))
    survey = (voted(instrument, {"S01": (0, 0, 1, 6, 0)}, quarter) for quarter in imported)
    store(workspace(tmp_path), before, *survey)
    sitting = opened(tmp_path, instrument)
    assert (sitting.previous, sitting.begun().actions) == (before, (RING,))
