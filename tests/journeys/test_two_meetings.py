"""Two who open one meeting: the second is told who has it, goes on once the first has left, and nothing is lost."""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.cli.meeting.loop import Wanted, hold_meeting
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Draft
from hf_fidelity.errors import RecordChanged, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, fill_in_answers
from hf_fidelity.journeys.meeting import OPERATIONS, Session, operations
from hf_fidelity.journeys.meeting.questions import question_of
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.readers.handwritten import read_answers
from tests.builders import record

ORGANISATION, TEAM, Q3 = "Prøvekøbing Kommune", "Bostøtte Nord", Quarter(2026, 3)
NOW = datetime(2026, 8, 20, 10, tzinfo=UTC)
ANSWERS = ["", "", "", "4", "", "3", "", "q"]


def meet(space: Workspace, typed: list[str], meanwhile: Callable[[], None] | None = None, at: int = 0) -> list[str]:
    """A meeting at a keyboard; ``meanwhile`` happens before the line at that place. Gives what is typed in the end."""
    left, n = list(typed), 0

    def ask(_screen: object) -> str:
        nonlocal n
        if n == at and meanwhile:
            meanwhile()
        n += 1
        return left.pop(0) if left else "q"

    hold_meeting(space, Wanted(ORGANISATION, TEAM, Q3), ask, lambda _: None, lambda: NOW)
    return left


def agreed(space: Workspace) -> dict[str, int]:
    """What stands in the draft, statement by statement."""
    folder = space.store.place(ORGANISATION, TEAM)
    draft = folder.load_draft(Q3, "housing-first")
    return {id: answer.agreed for id, answer in draft.record.answers.items() if answer.agreed} if draft else {}


def session(space: Workspace) -> Session:
    """A meeting whose first statement is in hand, whoever else sits at it."""
    begun = Session.begin(Sitting.open(space, ORGANISATION, TEAM, Q3, space.instrument()), lambda: NOW)
    while (asked := question_of(begun.meeting)) and asked.opening:
        begun.do(OPERATIONS[asked.operation], None)
    return begun


def told(stop: pytest.ExceptionInfo[UsageProblem]) -> str:
    return i18n.words(stop.value.message, stop.value.params)


def test_the_second_terminal_is_told_and_goes_on_once_the_first_has_left(space: Workspace) -> None:
    seen: list[str] = []

    def second() -> None:
        with pytest.raises(UsageProblem) as stop:
            meet(space, ["q"])
        seen.append(told(stop))

    meet(space, ANSWERS, second, at=5)
    (said,) = seen
    assert said.startswith(
        f"Bostøtte Nord's meeting about 3rd quarter 2026 is open already: in a terminal (process {os.getpid()}), since "
    )
    first = agreed(space)
    assert first
    meet(space, ["5", "q"])
    after = agreed(space)
    assert after.items() >= first.items()
    assert len(after) == len(first) + 1


def test_the_time_is_that_of_day_and_on_another_day_the_day_too() -> None:
    from hf_fidelity.journeys.sitting import _since

    now = datetime(2026, 8, 20, 9, 5)
    assert _since(now, now).words() == "09:05"
    assert "2026" in _since(datetime(2026, 8, 19, 23, 59), now).words()
    i18n.speak("da")
    assert _since(now, now).words() == "kl. 09.05"


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_meeting_whose_program_was_killed_is_open_to_everybody(space: Workspace) -> None:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:

        def wait() -> None:
            os.write(writer, b"!")
            signal.pause()

        meet(space, ANSWERS, wait, at=5)
        os._exit(1)
    os.close(writer)  # else nothing ends where the child ends too soon
    assert os.read(reader, 1) == b"!"
    with pytest.raises(UsageProblem, match="is open already"):
        meet(space, ["q"])
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    before = agreed(space)
    meet(space, ["5", "q"])
    assert agreed(space).items() >= before.items()


def test_answers_from_a_file_wait_until_the_meeting_is_left(space: Workspace, instrument: Instrument) -> None:
    answers = read_answers("svar.yaml", b"S16: 2\n")

    def fill_in() -> None:
        with pytest.raises(UsageProblem, match="is open already"):
            fill_in_answers(space, ORGANISATION, TEAM, answers, now=NOW, quarter=Q3)

    meet(space, ANSWERS, fill_in, at=5)
    before = agreed(space)
    fill_in_answers(space, ORGANISATION, TEAM, answers, now=NOW, quarter=Q3)
    stored = space.store.place(ORGANISATION, TEAM).load(Q3, instrument.id)
    assert stored is not None
    assert {id: a.agreed for id, a in stored.answers.items() if a.agreed} == {**before, "S16": 2}


def test_another_quarter_or_team_is_another_meeting(space: Workspace) -> None:
    def others() -> None:
        for team, quarter in ((TEAM, Quarter(2026, 2)), ("Bostøtte Syd", Q3)):
            claim = Sitting.open(space, ORGANISATION, team, quarter, space.instrument()).claim("terminal")
            assert claim is not None
            claim.release()

    meet(space, ANSWERS, others, at=5)


def test_where_there_are_no_locks_the_meeting_is_held_all_the_same(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_values: object, **_more: object) -> Path:
        raise PermissionError

    monkeypatch.setattr("hf_fidelity.store.locks.own_folder", refuse)
    meet(space, ANSWERS)
    assert agreed(space)


# Where nobody could be told (another user, another machine): what is on the disk is compared.


def test_a_draft_has_a_revision_that_rises(space: Workspace) -> None:
    one, seen = session(space), []
    for _n in range(3):
        one.do(operations.answer, 4)
        one.do(operations.go_on)
        seen.append(_draft_on_disk(space)["draft_revision"])
    assert seen == sorted(set(seen))
    assert seen[0] > 0


def _draft_on_disk(space: Workspace) -> dict[str, int]:
    path = space.store.place(ORGANISATION, TEAM).draft_path(Q3, "housing-first")
    return dict(json.loads(path.read_bytes()))


def test_the_later_save_does_not_win_and_both_texts_are_kept(space: Workspace) -> None:
    session(space).do(operations.comment, "begyndt")
    one, other = session(space), session(space)
    for answer in (5, 4, 3, 2, 1):
        one.do(operations.answer, answer)
        one.do(operations.go_on)
    with pytest.raises(RecordChanged) as stop:
        other.do(operations.answer, 1)
    assert list(agreed(space).values()) == [5, 4, 3, 2, 1]
    kept = json.loads(Path(stop.value.params["kept_in"]).read_text(encoding="utf-8"))
    assert kept["record"]["answers"]["S01"]["agreed"] == 1


def test_a_meeting_is_not_closed_over_what_another_has_said(space: Workspace, instrument: Instrument) -> None:
    one = session(space)
    one.do(operations.answer, 4)
    one.do(operations.go_on)
    sitting = Sitting.open(space, ORGANISATION, TEAM, Q3, instrument)
    one.do(operations.answer, 5)
    assert sitting.draft
    with pytest.raises(RecordChanged):
        sitting.close(sitting.draft.record, NOW)
    assert agreed(space) == {"S01": 4, "S02": 5}
    assert space.store.place(ORGANISATION, TEAM).load(Q3, instrument.id) is None


def test_a_draft_from_before_has_none_and_goes_on(space: Workspace, instrument: Instrument) -> None:
    folder = space.store.place(ORGANISATION, TEAM)
    folder.save_draft(Draft(base_revision=0, current="S01", record=record(instrument)))
    assert "draft_revision" not in _draft_on_disk(space)
    one = session(space)
    one.do(operations.answer, 4)
    assert _draft_on_disk(space)["draft_revision"] == 1
