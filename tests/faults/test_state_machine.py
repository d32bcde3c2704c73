"""Any order of what people do to a team's records leaves what they last agreed on, and nothing `check` would name."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hf_fidelity import i18n
from hf_fidelity.cli.meeting.loop import Wanted, hold_meeting
from hf_fidelity.cli.meeting.screens import QuestionScreen, Screen
from hf_fidelity.domain.record.assessment import Assessment, Team
from hf_fidelity.errors import RecordChanged
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, fill_in_answers
from hf_fidelity.journeys.data_folder import Selection, check_folder, delete_planned, plan_deletion, rename_team
from hf_fidelity.readers.handwritten import read_answers
from hf_fidelity.store.team_folder import TeamFolder
from tests.builders import housing_first, voted

INSTRUMENT = housing_first()
ORGANISATION = "Prøvekøbing Kommune"
NOW = datetime(2026, 8, 20, 10).astimezone()
QUARTERS = st.sampled_from([Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)])
STATEMENTS = st.sampled_from(["S01", "S02", "S16"])
POINTS = st.integers(1, 5)
NAMES = st.sampled_from(["Bostøtte Nord", "Nord", "Team Nørrebro"])


class Records(RuleBasedStateMachine):
    """Beside the store stands a model: for each quarter what is settled, and what a draft holds."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.space = Workspace.at(self.root)
        self.name = "Bostøtte Nord"
        self.settled: dict[Quarter, dict[str, int]] = {}
        self.drafts: dict[Quarter, dict[str, int]] = {}
        self.voted: set[Quarter] = set()
        i18n.speak("en")

    def teardown(self) -> None:
        shutil.rmtree(getattr(self, "root", "no-such-folder"), ignore_errors=True)

    @property
    def folder(self) -> TeamFolder:
        return self.space.store.place(ORGANISATION, self.name)

    @rule(quarter=QUARTERS, statement=STATEMENTS, point=POINTS)
    def settle_or_correct(self, quarter: Quarter, statement: str, point: int) -> None:
        given = read_answers("a.yaml", f"{statement}: {point}\n".encode())
        fill_in_answers(self.space, ORGANISATION, self.name, given, now=NOW, quarter=quarter, reason="because")
        before = self.drafts.pop(quarter, None) or self.settled.get(quarter, {})
        self.settled[quarter] = {**before, statement: point}
        self.voted.discard(quarter)

    @rule(quarter=QUARTERS, point=POINTS)
    def meet_and_stop(self, quarter: Quarter, point: int) -> None:
        if quarter in self.settled:
            return
        typed = iter(["g 16", str(point), "q"])

        def ask(screen: Screen) -> str:
            opening = isinstance(screen, QuestionScreen) and (screen.opening or "difference" in screen.text)
            return "" if opening else next(typed)

        hold_meeting(self.space, Wanted(ORGANISATION, self.name, quarter), ask, lambda _: None, lambda: NOW)
        self.drafts[quarter] = {**self.drafts.get(quarter, {}), "S16": point}

    @rule(quarter=QUARTERS)
    def import_votes(self, quarter: Quarter) -> None:
        if quarter in self.settled or quarter in self.drafts or quarter in self.voted:
            return
        team = self.folder.team
        counts = {"S01": (0, 1, 2, 3, 1)}
        imported = voted(INSTRUMENT, counts, str(quarter), team=Team(id=team.id, name=team.name))
        self.folder.save(imported, 0)
        self.voted.add(quarter)

    @precondition(lambda self: self.settled)
    @rule(data=st.data())
    def somebody_else_was_faster(self, data: st.DataObject) -> None:
        quarter = data.draw(st.sampled_from(sorted(self.settled)))
        stored = self.folder.load(quarter, INSTRUMENT.id)
        assert stored is not None
        with pytest.raises(RecordChanged):
            self.folder.save(stored, stored.revision - 1)
        for aside in self.folder.path.glob("*.recovery-*.json"):
            aside.unlink()

    @rule(name=NAMES)
    def rename(self, name: str) -> None:
        if self.settled or self.voted:
            rename_team(self.space, self.name, name, organisation=ORGANISATION)
            self.name = name

    @rule(quarter=QUARTERS)
    def delete(self, quarter: Quarter) -> None:
        if not (self.settled or self.voted or self.drafts):
            return
        planned = plan_deletion(self.space, Selection(team=self.name, quarter=quarter))
        delete_planned(self.space, planned)
        for kept in (self.settled, self.drafts):
            kept.pop(quarter, None)
        self.voted.discard(quarter)
        if not (self.settled or self.voted or self.drafts):
            self.name = "Bostøtte Nord"  # the folder is gone, and with it the earlier names

    @invariant()
    def what_was_agreed_is_what_is_stored(self) -> None:
        if not hasattr(self, "settled"):
            return
        for quarter in (Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)):
            stored = self.folder.load(quarter, INSTRUMENT.id)
            draft = self.folder.load_draft(quarter, INSTRUMENT.id)
            assert agreed(stored if stored and stored.status == "final" else None) == self.settled.get(quarter)
            assert agreed(draft.record if draft else None) == self.drafts.get(quarter)
            assert (stored is not None and stored.status == "votes") == (quarter in self.voted)

    @invariant()
    def nothing_is_wrong(self) -> None:
        if not hasattr(self, "settled") or not self.root.is_dir():
            return
        data = check_folder(self.space, NOW)[0].document.data
        assert data is not None
        assert [found for found in data["findings"] if found["severity"] != "info"] == []


def agreed(record: Assessment | None) -> dict[str, int] | None:
    """The agreed answers of a record; None where there is none."""
    if record is None:
        return None
    return {id: answer.agreed for id, answer in record.answers.items() if answer.agreed is not None}


class SomeRecords(Records):
    """The same, some of it."""


class MoreRecords(Records):
    """The same at greater length."""


SomeRecords.TestCase.settings = settings(max_examples=8, stateful_step_count=15, deadline=None, derandomize=True)
TestSomeRecords = SomeRecords.TestCase
Records.TestCase.settings = settings(max_examples=40, stateful_step_count=15, deadline=None, derandomize=True)
TestRecords = pytest.mark.thorough(Records.TestCase)
MoreRecords.TestCase.settings = settings(max_examples=400, stateful_step_count=25, deadline=None, derandomize=True)
TestRecordsInTheLongRun = pytest.mark.soak(MoreRecords.TestCase)
