"""One team's folder: what is written, when, and what stops a save."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft
from hf_fidelity.errors import RecordChanged, RecordDamaged, WriteFailed
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.store import files as atomic, locks as lock, team_folder
from hf_fidelity.store.codec import encode
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.team_folder import TeamFolder, load
from tests.builders import record
from tests.waiting import started

Q3 = Quarter(2026, 3)
ORGANISATION, TEAM = "Prøvekøbing Kommune", "Bostøtte Nord"


@pytest.fixture
def folder(tmp_path: Path) -> TeamFolder:
    return Store(tmp_path).place(ORGANISATION, TEAM)


def _draft(value: Assessment, **more: Any) -> Draft:
    return Draft(**{"base_revision": 0, "record": value, **more})


def _files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def _snapshot(root: Path) -> dict[str, tuple[bytes, int]]:
    return {name: ((root / name).read_bytes(), (root / name).stat().st_mtime_ns) for name in _files(root)}


def test_a_record_lies_under_organisation_team_quarter_and_questionnaire(
    folder: TeamFolder, instrument: Instrument, tmp_path: Path
) -> None:
    folder.save(record(instrument, "4" * 16), 0)
    home = "proevekoebing-kommune/bostoette-nord"
    assert _files(tmp_path) == [f"{home}/2026-Q3.housing-first.json", f"{home}/team.json"]


def test_a_draft_lies_beside_the_record(folder: TeamFolder, instrument: Instrument) -> None:
    folder.save_draft(_draft(record(instrument)))
    assert _files(folder.path) == ["2026-Q3.housing-first.draft.json", "team.json"]


def test_the_team_file_holds_id_and_real_name(folder: TeamFolder, instrument: Instrument) -> None:
    folder.save(record(instrument, "4" * 16), 0)
    text = (folder.path / "team.json").read_text(encoding="utf-8")
    assert json.loads(text) == {"id": "bostoette-nord", "name": TEAM, "earlier_names": [], "continues": []}
    assert TEAM in text


def test_what_is_saved_is_what_is_loaded(folder: TeamFolder, instrument: Instrument) -> None:
    saved = folder.save(record(instrument, "4" * 16), 0)
    assert folder.load(Q3, "housing-first") == saved == record(instrument, "4" * 16)


def test_what_is_not_there_is_none(folder: TeamFolder) -> None:
    assert (folder.load(Q3, "housing-first"), folder.load_draft(Q3, "housing-first")) == (None, None)
    assert folder.records() == ([], [])


def test_saving_without_a_change_writes_nothing(folder: TeamFolder, instrument: Instrument, tmp_path: Path) -> None:
    saved = folder.save(record(instrument, "4" * 16), 0)
    for path in tmp_path.rglob("*"):
        os.utime(path, ns=(1, 1))
    before = _snapshot(tmp_path)
    assert folder.save(saved, saved.revision) == saved
    assert _snapshot(tmp_path) == before
    assert folder.path.stat().st_mtime_ns == 1


def test_the_revision_rises_with_every_save_that_changes_something(folder: TeamFolder, instrument: Instrument) -> None:
    revisions = [folder.save(record(instrument, mark * 16), i).revision for i, mark in enumerate("432")]
    assert revisions == [1, 2, 3]
    loaded = folder.load(Q3, "housing-first")
    assert loaded is not None
    assert (loaded.revision, loaded.answer("S01").agreed) == (3, 2)


@pytest.mark.parametrize(
    ("stored", "base"),
    [(1, 0), (2, 1), (0, 1), (1, 2)],
    ids=["somebody-began-too", "somebody-corrected", "record-taken-away", "older-copy-came-back"],
)
def test_a_save_on_another_revision_is_refused_and_kept_aside(
    folder: TeamFolder, instrument: Instrument, tmp_path: Path, stored: int, base: int
) -> None:
    for i in range(stored):
        folder.save(record(instrument, str(i + 1) * 16), i)
    before = _snapshot(tmp_path)
    with pytest.raises(RecordChanged) as stop:
        folder.save(record(instrument, "5" * 16), base)
    assert (stop.value.exit_code, "2026-Q3.housing-first.json" in str(stop.value)) == (3, True)
    aside = Path(stop.value.params["kept_in"])
    assert aside.name.startswith("2026-Q3.housing-first.recovery-")
    assert load(aside) == record(instrument, "5" * 16).model_copy(update={"revision": base + 1})
    after = _snapshot(tmp_path)
    assert {path: state for path, state in after.items() if "recovery" not in str(path)} == before


def test_the_same_refused_save_again_makes_no_second_recovery_file(folder: TeamFolder, instrument: Instrument) -> None:
    folder.save(record(instrument, "4" * 16), 0)
    for _ in range(2):
        with pytest.raises(RecordChanged):
            folder.save(record(instrument, "5" * 16), 0)
    assert len(list(folder.path.glob("*.recovery-*.json"))) == 1


def test_another_content_of_the_same_revision_is_noticed(folder: TeamFolder, instrument: Instrument) -> None:
    mine = folder.save(record(instrument, "4" * 16), 0)
    path = folder.record_path(Q3, "housing-first")
    path.write_text(encode(record(instrument, "2" * 16)), encoding="utf-8")  # as when two laptops are synchronised
    with pytest.raises(RecordChanged):
        folder.save(record(instrument, "5" * 16), mine.revision, mine)


def test_a_file_held_open_is_replaced_as_soon_as_it_is_let_go(
    folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = Path.replace, iter([True] * 3)

    def held(self: Path, target: Path) -> Path:
        if next(refusals, False):
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    assert folder.save(record(instrument, "4" * 16), 0).revision == 1


def test_a_file_held_open_for_good_is_refused_and_kept_aside(
    folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.name == "2026-Q3.housing-first.json":
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(atomic, "STUBBORN", 0.1)
    with pytest.raises(WriteFailed) as stop:
        folder.save(record(instrument, "4" * 16), 0)
    assert load(Path(stop.value.params["kept_in"])) == record(instrument, "4" * 16)


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(5, "open in another program"), (32, "open in another program"), (112, "that there is room")],
)
def test_what_windows_refuses_says_what_to_do(tmp_path: Path, number: int, remedy: str) -> None:
    def refuse() -> None:
        error = OSError(28, "refused")
        error.winerror = number  # type: ignore[attr-defined,unused-ignore]
        raise error

    with pytest.raises(WriteFailed) as stop:
        atomic.replace_file(tmp_path / "report.xlsx", b"", refuse)
    assert remedy in str(stop.value.hint)


@pytest.mark.parametrize(("letters", "too_long"), [(100, False), (259, True)])
def test_a_path_too_long_for_windows_is_named(letters: int, too_long: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "os", SimpleNamespace(name="nt"))
    remedy = atomic._remedy(FileNotFoundError(2, "no such file"), Path("C" + "x" * (letters - 1)))
    assert ("longer than Windows takes" in remedy) is too_long


def test_a_lock_that_somebody_else_holds_is_named_and_what_was_to_be_saved_is_kept(
    folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    holds = "import sys, filelock; l = filelock.FileLock(sys.argv[1]); l.acquire(); print('held', flush=True); input()"
    command = [sys.executable, "-c", holds, str(lock.lock_file(folder.path))]
    with started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        with pytest.raises(WriteFailed) as stop:
            folder.save(record(instrument, "4" * 16), 0)
    assert str(folder.path) in str(stop.value)
    assert load(Path(stop.value.params["kept_in"])) == record(instrument, "4" * 16)
    assert folder.save(record(instrument, "4" * 16), 0).revision == 1


def test_a_lock_file_left_behind_by_a_dead_process_stops_nobody(folder: TeamFolder, instrument: Instrument) -> None:
    left = lock.lock_file(folder.path)
    left.write_text("")
    left.with_suffix(".holder").write_text('{"pid": 1, "since": 0}')
    assert folder.save(record(instrument, "4" * 16), 0).revision == 1


def test_without_locks_a_save_is_still_a_save(
    folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr("filelock.FileLock.acquire", no_locks)
    assert folder.save(record(instrument, "4" * 16), 0).revision == 1


def test_a_save_between_the_first_look_and_the_replacing_is_noticed(
    folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.save(record(instrument, "4" * 16), 0)
    theirs, real, done = record(instrument, "2" * 16), os.fsync, list[int]()

    def somebody_saves(descriptor: int) -> None:
        real(descriptor)
        if not done:
            done.append(1)
            path = folder.record_path(Q3, "housing-first")
            path.write_text(encode(theirs.model_copy(update={"revision": 2})), encoding="utf-8")

    monkeypatch.setattr(os, "fsync", somebody_saves)
    with pytest.raises(RecordChanged):
        folder.save(record(instrument, "5" * 16), 1)
    assert folder.load(Q3, "housing-first") == theirs.model_copy(update={"revision": 2})


def test_a_team_that_is_taken_away_while_a_save_waits_is_not_begun_again(
    folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.save(record(instrument, "4" * 16), 0)

    @contextmanager
    def waits(path: Path) -> Iterator[None]:
        shutil.rmtree(path)
        yield

    monkeypatch.setattr(lock, "locked", waits)
    with pytest.raises(RecordChanged) as stop:
        folder.save(record(instrument, "5" * 16), 1)
    assert _files(folder.path) == [Path(stop.value.params["kept_in"]).name]


def test_a_save_over_a_damaged_record_is_refused_and_leaves_it(folder: TeamFolder, instrument: Instrument) -> None:
    folder.save(record(instrument, "4" * 16), 0)
    path = folder.record_path(Q3, "housing-first")
    path.write_bytes(b"{")
    with pytest.raises(RecordDamaged):
        folder.save(record(instrument, "5" * 16), 1)
    assert path.read_bytes() == b"{"


def test_a_draft_is_given_back_as_it_was_saved(folder: TeamFolder, instrument: Instrument) -> None:
    draft = _draft(record(instrument, "43" + "-" * 14), current="S03", skipped=("S02",), why="Tastefejl")
    folder.save_draft(draft)
    assert folder.load_draft(Q3, "housing-first") == draft


@pytest.mark.parametrize("changed", [True, False], ids=["changed", "unchanged"])
def test_a_saved_record_takes_its_draft_away(folder: TeamFolder, instrument: Instrument, changed: bool) -> None:
    saved = folder.save(record(instrument, "4" * 16), 0)
    folder.save_draft(_draft(saved, base_revision=1))
    folder.save(record(instrument, "5" * 16) if changed else saved, 1)
    assert folder.load_draft(Q3, "housing-first") is None


def test_a_refused_save_leaves_the_draft(folder: TeamFolder, instrument: Instrument) -> None:
    folder.save(record(instrument, "4" * 16), 0)
    folder.save_draft(_draft(record(instrument, "5" * 16)))
    with pytest.raises(RecordChanged):
        folder.save(record(instrument, "5" * 16), 0)
    assert folder.load_draft(Q3, "housing-first") == _draft(record(instrument, "5" * 16))


def test_a_save_that_the_disk_refuses_leaves_record_and_draft(
    folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = folder.save(record(instrument, "4" * 16), 0)
    folder.save_draft(_draft(record(instrument, "5" * 16), base_revision=1))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteFailed):
        folder.save(record(instrument, "5" * 16), 1)
    assert folder.load(Q3, "housing-first") == saved
    assert folder.load_draft(Q3, "housing-first") is not None


def test_records_come_by_quarter_and_damaged_ones_are_named_beside_them(
    folder: TeamFolder, instrument: Instrument
) -> None:
    for quarter in ("2026-Q3", "2025-Q4", "2026-Q1"):
        folder.save(record(instrument, "4" * 16, quarter), 0)
    (folder.path / "2026-Q2.housing-first.json").write_bytes(b"\0" * 20)
    records, problems = folder.records("housing-first")
    assert [str(found.quarter) for found in records] == ["2025-Q4", "2026-Q1", "2026-Q3"]
    assert ["2026-Q2.housing-first.json" in str(problem) for problem in problems] == [True]


@pytest.mark.parametrize(
    "name",
    [
        "2026-Q2.housing-first.draft.json",
        ".2026-Q2.housing-first.json.1a2b3c4d.tmp",
        "2026-Q2.other-form.json",
        "2026-Q2.housing-first - Kopi.json",
        "2026-Q2.housing-first (1).json",
        "notes.txt",
    ],
)
def test_other_files_are_not_records_of_the_questionnaire(
    folder: TeamFolder, instrument: Instrument, name: str
) -> None:
    saved = folder.save(record(instrument, "4" * 16), 0)
    (folder.path / name).write_bytes(b"{")
    assert folder.records("housing-first") == ([saved], [])


def test_a_record_that_cannot_be_opened_is_named(folder: TeamFolder) -> None:
    folder.record_path(Q3, "housing-first").mkdir(parents=True)
    with pytest.raises(RecordDamaged, match=r"2026-Q3\.housing-first\.json cannot be read"):
        folder.load(Q3, "housing-first")


@pytest.mark.parametrize(
    ("before", "revision"),
    [
        (None, 1),
        (b'{"draft_revision": 4}', 5),
        (b"{}", 1),
        (b"[]", 1),
        (b"{", 1),
        (b'{"draft_revision": "4"}', 1),
        (b'{"draft_revision": true}', 1),
    ],
)
def test_a_draft_counts_how_often_it_was_saved(
    before: bytes | None, revision: int, folder: TeamFolder, instrument: Instrument
) -> None:
    folder.save_draft(_draft(record(instrument)))
    path = folder.draft_path(Q3, "housing-first")
    path.unlink() if before is None else path.write_bytes(before)
    saved = folder.save_draft(_draft(record(instrument)), before)
    assert json.loads(saved)["draft_revision"] == revision


def test_what_was_changed_since_an_erasing_was_planned_stays(folder: TeamFolder, instrument: Instrument) -> None:
    folder.save(record(instrument, "4" * 16), 0)
    there, other = folder.record_path(Q3, "housing-first"), folder.path / "2026-Q3.housing-first - Kopi.json"
    now = there.read_bytes()
    other.write_bytes(b"copy")
    planned = [
        team_folder.Rewriting(other, b"copy", b"clean", ()),
        team_folder.Rewriting(there, b"as it was", b"clean", ()),
    ]
    with pytest.raises(RecordChanged, match="housing-first"):
        team_folder.erase(folder, planned)
    assert (other.read_bytes(), there.read_bytes()) == (b"clean", now)
