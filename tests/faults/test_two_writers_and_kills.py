"""Two writers at once, kills at any moment, a meeting stopped after any step: nothing is lost."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs fork", allow_module_level=True)

from hf_fidelity.cli.meeting.loop import Wanted, hold_meeting
from hf_fidelity.cli.meeting.screens import Screen
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.changes import corrected
from hf_fidelity.errors import RecordChanged
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.team_folder import TeamFolder, load
from tests.builders import record
from tests.depth import coarse

Q3 = Quarter(2026, 3)
NOW = datetime(2026, 8, 20, 10).astimezone()
ORGANISATION, TEAM = "Prøvekøbing Kommune", "Bostøtte Nord"


@pytest.fixture
def folder(tmp_path: Path) -> TeamFolder:
    return Store(tmp_path).place(ORGANISATION, TEAM)


def in_child(action: Callable[[], None]) -> int:
    """Fork, run the action in the child; gives the child's process id."""
    child = os.fork()
    if child == 0:
        try:
            action()
        finally:
            os._exit(0)
    return child


def stored(folder: TeamFolder) -> Assessment:
    found = folder.load(Q3, "housing-first")
    assert found is not None
    return found


def correct(folder: TeamFolder, words: str) -> None:
    """One correction, from the record as it is now. Raises RecordChanged where somebody else was faster."""
    before = stored(folder)
    answer = before.answer("S01").model_copy(update={"comment": words})
    folder.save(corrected(before, before.with_answer("S01", answer), words, NOW), before.revision, before)


@pytest.mark.parametrize("corrections", [40, pytest.param(200, marks=pytest.mark.soak)])
def test_two_writers(folder: TeamFolder, instrument: Instrument, corrections: int) -> None:
    folder.save(record(instrument, "4" * 16), 0)

    def write(name: str) -> None:
        for i in range(corrections):
            try:
                correct(folder, f"{name} {i}")
            except RecordChanged:
                continue

    for child in [in_child(lambda name=name: write(name)) for name in "ab"]:  # type: ignore[misc]
        os.waitpid(child, 0)
    in_history = {entry.why for entry in stored(folder).history}
    kept = {found.history[-1].why for path in folder.path.glob("*.recovery-*.json") if (found := load(path))}
    assert in_history | kept == {f"{name} {i}" for name in "ab" for i in range(corrections)}
    assert not in_history & kept


@pytest.mark.parametrize("kills", coarse(10, 40, 400))
def test_kills_at_any_moment(folder: TeamFolder, instrument: Instrument, kills: int) -> None:
    """Each at a random moment after a first save, however long the machine took for that."""
    folder.save(record(instrument, "4" * 16), 0)
    random_moment = random.Random(2026)

    def keep_correcting(writer: int) -> None:
        base = stored(folder)
        for i in range(10_000):
            answer = base.answer("S01").model_copy(update={"comment": f"{os.getpid()} {i}"})
            base = folder.save(base.with_answer("S01", answer), base.revision, base)
            if i == 0:
                os.write(writer, b"!")

    revisions = [1]
    for _ in range(kills):
        reader, writer = os.pipe()
        child = in_child(partial(keep_correcting, writer))
        os.close(writer)  # else nothing ends where the child ends too soon
        assert os.read(reader, 1) == b"!"
        os.close(reader)
        time.sleep(random_moment.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        revisions.append(stored(folder).revision)  # raises where the record is not whole
    assert revisions == sorted(set(revisions))


SCRIPT = [
    *("", "", "7", "", ""), *("4", "x", "g 1", "5", "c a comment", ""), *("n not ours", "", "s"),
    *(line for answer in "4344434443" for line in (answer, "")), *("g 4", "3", ""), *("4", "") * 3, "y",
]  # fmt: skip
"""A meeting with its opening, a slip of the finger, going back, a comment, a skip, and a jump."""


def meet(data: Path, typed: list[str], kill_after: int | None = None) -> None:
    """Hold the meeting with these lines; where told, the power goes before the next line can be typed."""
    left = iter(typed)
    steps = count()

    def ask(_screen: Screen) -> str:
        if next(steps) == kill_after:
            os.kill(os.getpid(), signal.SIGKILL)
        return next(left)

    hold_meeting(Workspace.at(data), Wanted(ORGANISATION, TEAM, Q3), ask, lambda _: None, lambda: NOW)


def closed(data: Path) -> Assessment:
    return stored(Store(data).place(ORGANISATION, TEAM))


@pytest.mark.parametrize("every", coarse(4, 1))
@pytest.mark.thorough
def test_a_meeting_stopped_after_any_step_goes_on_as_if_nothing_had_happened(tmp_path: Path, every: int) -> None:
    meet(tmp_path / "whole", SCRIPT)
    whole = closed(tmp_path / "whole")
    for step in range(1, len(SCRIPT), every):
        data = tmp_path / str(step)
        os.waitpid(in_child(lambda data=data, step=step: meet(data, SCRIPT, step)), 0)  # type: ignore[misc]
        meet(data, SCRIPT[step:] if step > SCRIPT.index("7") else SCRIPT)  # before anything is said nothing is kept
        assert closed(data) == whole, f"stopped after step {step}"
