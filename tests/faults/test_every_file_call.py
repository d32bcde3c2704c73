"""A fault at every file call of every command that writes leaves the old record or the new one, and says so."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs fork", allow_module_level=True)

from datetime import datetime

from hf_fidelity.cli import main
from hf_fidelity.cli.meeting.loop import Wanted, hold_meeting
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Draft, TeamFile
from hf_fidelity.domain.record.changes import corrected
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes
from hf_fidelity.errors import FidelityError, InputProblem, RecordDamaged
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.store_votes import VoteStore
from hf_fidelity.store import team_folder
from hf_fidelity.store.backup import pack, read_backup
from hf_fidelity.store.codec import decode
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.team_folder import TeamFolder, load
from tests.builders import record, votes
from tests.depth import coarse, every
from tests.faults.injection import FAULTS, NOBODY, Moments, Watch, every_call, in_child, some_calls

ORGANISATION, TEAM, Q3 = "Prøvekøbing Kommune", "Bostøtte Nord", Quarter(2026, 3)
NOW = datetime(2026, 8, 20, 10).astimezone()
ACTION = Action(id="2026-Q3-1", text="Fast aftale med boligforeningen", opened_in=Q3)


def answers(root: Path) -> object:
    """The record's answers; None where there is no record. Raises RecordDamaged."""
    found = load(folder_of(root).record_path(Q3, "housing-first"))
    return found and found.answers


@dataclass(frozen=True)
class Writing:
    """A command that writes: what is stored before, what it does, and what there is to see of it."""

    stored: str | None
    action: Callable[[Path], int]
    draft: str | None = None
    state: Callable[[Path], object] = answers
    also: Callable[[Path, Instrument], object] = lambda _root, _instrument: None
    """What else is done before it."""


def answered(*options: str) -> Callable[[Path], int]:
    """``assess --answers`` with a file that says S01: 5."""

    def action(data: Path) -> int:
        whose = ["--organisation", ORGANISATION, "--team", TEAM, "--quarter", "2026-Q3"]
        given = ["--answers", str(data / "answers.yaml"), *options]
        return main.run(["--data", str(data / "data"), "assess", *whose, *given])

    return action


def met(data: Path) -> int:
    """The end of an interactive meeting: the last answer, and closing."""
    typed = iter(["5", "", "y"])
    wanted = Wanted(ORGANISATION, TEAM, Q3)
    try:
        hold_meeting(Workspace.at(data / "data"), wanted, lambda _: next(typed), lambda _: None, lambda: NOW)
    except FidelityError as error:
        return error.exit_code
    return 0


def imported(data: Path) -> int:
    """The end of an import: the votes of one team are stored."""
    instrument = Workspace.at(data / "data").instrument()
    group = GroupVotes(ORGANISATION, TEAM, Q3, 7, {id: votes(0, 1, 1, 3, 2) for id in instrument.order})
    store = VoteStore(Workspace.at(data / "data"), instrument, Policy(5), None, False, NOW)
    try:
        stored = store.votes(ExportRead("export.csv", "0" * 64), group).stored
    except FidelityError as error:
        return error.exit_code
    return 3 if stored == "refused" else 0


def called(*words: str) -> Callable[[Path], int]:
    """Any other command on the data folder."""
    return lambda root: main.run(["--data", str(root / "data"), *(word.format(root=root) for word in words)])


def team_name(root: Path) -> object:
    """What the team is called. Raises RecordDamaged."""
    file = folder_of(root).path / "team.json"
    return decode(TeamFile, file.read_bytes(), str(file)).name


def action_states(root: Path) -> object:
    """How far the actions of the record are. Raises RecordDamaged."""
    found = load(folder_of(root).record_path(Q3, "housing-first"))
    return found and [action.state for action in found.actions]


def report(root: Path) -> object:
    """The report in its file."""
    return (root / "trend.md").read_text(encoding="utf-8")


def action_texts(root: Path) -> object:
    """What the actions of the record say. Raises RecordDamaged."""
    found = load(folder_of(root).record_path(Q3, "housing-first"))
    return found and [action.text for action in found.actions]


def backed_up(root: Path) -> object:
    """How many files the backup holds; None where there is none. Raises RecordDamaged for half a one."""
    if not (root / "copy.zip").exists():
        return None
    try:
        return len(read_backup(root / "copy.zip").contents)
    except InputProblem as broken:
        raise RecordDamaged("half a backup") from broken


def tables(root: Path) -> object:
    """Every file of the export, as whoever reads all that lies there finds it; None where there is none."""
    folder = root / "tables"
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return found or None


def exported_before(root: Path, instrument: Instrument) -> None:
    """An export, and since then another answer in one quarter and a record in another."""
    (root / "tables").mkdir()
    called("export", "{root}/tables")(root)
    first = folder_of(root).load(Q3, instrument.id)
    assert first
    then = first.with_answer("S01", first.answer("S01").model_copy(update={"agreed": 1}))
    folder_of(root).save(corrected(first, then, "typo", NOW), 1)
    folder_of(root).save(record(instrument, "3" * 16, "2026-Q4"), 0)


COMMANDS = {
    "the-first-record": Writing(None, answered()),
    "a-correction": Writing("4" * 16, answered("--reason", "typo")),
    "a-meeting": Writing(None, met, draft="-" + "4" * 15),
    "another-name": Writing("4" * 16, called("teams", "rename", TEAM, "Nord"), state=team_name),
    "an-action-done": Writing("4" * 16, called("actions", "done", "2026-Q3-1"), state=action_states),
    "deleting": Writing("4" * 16, called("records", "delete", "--team", TEAM, "--yes"), state=answers),
    "erasing": Writing(
        "4" * 16, called("records", "erase", "--team", TEAM, "--text", "boligforeningen", "--yes"), state=action_texts
    ),
    "a-backup": Writing("4" * 16, called("backup", "{root}/copy.zip"), state=backed_up),
    "restoring": Writing(None, called("restore", "{root}/old.zip"), state=answers),
    "restoring-over-what-it-came-of": Writing("4" * 16, called("restore", "{root}/newer.zip"), state=answers),
    "the-first-export": Writing("4" * 16, called("export", "{root}/tables"), state=tables),
    "an-export-over-another": Writing("4" * 16, called("export", "{root}/tables"), state=tables, also=exported_before),
    "an-import": Writing(None, imported),
    "an-import-beside-agreed-answers": Writing("4" * 16, imported),
    "a-report": Writing("4" * 16, called("trend", "--format", "md", "--out", "{root}/trend.md"), state=report),
}


def folder_of(root: Path) -> TeamFolder:
    return Store(root / "data").place(ORGANISATION, TEAM)


def prepare(root: Path, command: Writing, instrument: Instrument) -> None:
    """The data folder as it is before the command."""
    shutil.rmtree(root, ignore_errors=True)
    (root / "data").mkdir(parents=True)
    (root / "answers.yaml").write_text("S01: 5\n", encoding="utf-8")
    (root / "trend.md").write_text("old", encoding="utf-8")
    for name, answer in (("old", "4"), ("newer", "5")):
        (root / f"{name}.zip").write_bytes(packed(root / name, instrument, answer))
    if command.stored:
        folder_of(root).save(record(instrument, command.stored, actions=(ACTION,)), 0)
    if command.draft:
        folder_of(root).save_draft(Draft(base_revision=0, current="S01", record=record(instrument, command.draft)))
    command.also(root, instrument)
    for path in (root, *root.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)


def packed(root: Path, instrument: Instrument, answer: str) -> bytes:
    """A backup of one record that was agreed at 4 throughout, and then corrected to another answer."""
    folder = Store(root).place(ORGANISATION, TEAM)
    first = folder.save(record(instrument, "4" * 16, actions=(ACTION,)), 0)
    then = first.with_answer("S01", first.answer("S01").model_copy(update={"agreed": int(answer)}))
    folder.save(corrected(first, then, "typo", NOW), 1)
    content = pack(root).content
    shutil.rmtree(root)
    return content


Fault = tuple[str, int | None]
"""What goes wrong, and as which user."""


def outcomes(
    root: Path,
    command: Writing,
    instrument: Instrument,
    fault_at: Callable[[int], Fault],
    which: Callable[[int], Iterator[int]] = every_call,
) -> Iterator[str]:
    """What went wrong, call by call: nothing where every fault left the old state or the new one, and was told."""
    before, after, calls = known(root, command, instrument)
    for at in which(calls):
        fault, user = fault_at(at)
        again(root)
        code, _ = in_child(lambda: command.action(root), Watch(at, FAULTS[fault]), user=user)
        if said := judged(root, command, code, before, after):
            yield f"call {at}, {fault} as {user or 'oneself'}: {said}"


def known(root: Path, command: Writing, instrument: Instrument) -> tuple[object, object, int]:
    """The state before the command and after it, and how many file calls it makes."""
    prepare(root, command, instrument)
    before = command.state(root)
    command.action(root)  # also imports everything: a child of another user may not be able to read the libraries
    after = command.state(root)
    prepare(root, command, instrument)
    shutil.copytree(root, root.with_name("before"))
    code, calls = in_child(lambda: command.action(root), Watch())
    assert (code, calls > 5, before != after) == (0, True, True)
    return before, after, calls


def again(root: Path) -> None:
    """The data folder once more as it is before the command."""
    shutil.rmtree(root)
    shutil.copytree(root.with_name("before"), root)


def judged(root: Path, command: Writing, code: int, before: object, after: object) -> str:
    """What is wrong with the state that was left, or with what was told of it."""
    try:
        now = command.state(root)
    except RecordDamaged as broken:
        return type(broken).__name__
    if now not in (before, after) or code in (main.UNEXPECTED, 98) or (code == 0 and now != after):
        return f"exit {code}, {'old' if now == before else 'new' if now == after else 'neither'}"
    return ""


def moments(root: Path, command: Writing, instrument: Instrument) -> Iterator[str]:
    """What is wrong at any moment at which the power may go: each is looked at as it lies on the disk then."""
    before, after, _ = known(root, command, instrument)
    again(root)
    kept = root.with_name("moments")
    kept.mkdir()
    code, calls = in_child(lambda: command.action(root), Watch(before_each=Moments(root, kept).keep))
    assert (code, calls > 5) == (0, True)
    seen = sorted(kept.iterdir())
    assert len(seen) > 1
    for moment in seen:
        if said := judged(moment, command, -signal.SIGKILL, before, after):
            yield f"moment {moment.name} of {len(seen)}: {said}"


@pytest.fixture
def root(shared: Path) -> Path:
    """Where a command runs hundreds of times."""
    return shared / "root"


USERS = (None, NOBODY) if os.geteuid() == 0 else (None,)
REFUSALS = [fault for fault, code in FAULTS.items() if code is not None]


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hf_fidelity.store.files.STUBBORN", 0.0)


@pytest.mark.parametrize("step", coarse(48, 12))
@pytest.mark.parametrize("command", every(2, list(COMMANDS)))
def test_the_old_record_or_the_new_one(command: str, step: int, root: Path, instrument: Instrument) -> None:
    """Some calls fail once: in every way, for everybody, and at another call a command, by turns.

    Most calls are made by every command. The long run has them all.
    """
    first = list(COMMANDS).index(command)

    def fault_at(call: int) -> Fault:
        turn = call // step
        return REFUSALS[(first + turn) % len(REFUSALS)], USERS[turn // len(REFUSALS) % len(USERS)]

    some = partial(some_calls, first=1 + first % step, step=step)
    assert list(outcomes(root, COMMANDS[command], instrument, fault_at, some)) == []


@pytest.mark.parametrize("command", every(2, list(COMMANDS), first=1))
def test_the_old_record_or_the_new_one_whenever_the_power_goes(
    command: str, root: Path, instrument: Instrument
) -> None:
    assert list(moments(root, COMMANDS[command], instrument)) == []


@pytest.mark.soak
@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_call_fails_in_every_way_for_everybody(
    command: str, fault: str, user: int | None, root: Path, instrument: Instrument
) -> None:
    assert list(outcomes(root, COMMANDS[command], instrument, lambda _: (fault, user))) == []


def _naive(
    path: Path, content: bytes, check: Callable[[], None] = lambda: None, *, within: Path, first: bool = False
) -> None:
    """A save that opens the file and writes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    check()
    path.write_bytes(content)


def full(root: Path, command: Writing, instrument: Instrument) -> Iterator[str]:
    """What is wrong where the disk is full, at any call; the last ones, which write, come first."""
    return outcomes(root, command, instrument, lambda _: ("ENOSPC", None), lambda calls: iter(range(calls, 0, -1)))


@pytest.mark.thorough
@pytest.mark.parametrize("look", [moments, full])
def test_a_naive_save_would_be_noticed(
    look: Callable[[Path, Writing, Instrument], Iterator[str]],
    root: Path,
    instrument: Instrument,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The proof that these tests can fail."""
    monkeypatch.setattr(team_folder, "replace_file", _naive)
    assert any("RecordDamaged" in wrong for wrong in look(root, COMMANDS["a-correction"], instrument))
