"""Who holds a team's folder, for how long, and who waits for whom."""

import json
import os
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from hf_fidelity import i18n
from hf_fidelity.errors import WriteFailed
from hf_fidelity.store import locks as lock
from hf_fidelity.store.locks import Claim, Claimed, claim, lock_file, locked


@pytest.fixture(autouse=True)
def _locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among temporary files of this test's own, so that nothing else can lie there."""
    (tmp_path / "temporary").mkdir(mode=0o700)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "temporary"))


def _holder(folder: Path) -> Path:
    return lock_file(folder).with_suffix(".holder")


def _refused(folder: Path) -> str:
    """What somebody is told who wants the folder and has no patience."""
    with pytest.raises(WriteFailed) as stop, locked(folder):
        pass
    return i18n.words(stop.value.message, stop.value.params)


def test_who_holds_it_is_named_with_how_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    monkeypatch.setattr(lock, "time", SimpleNamespace(time=lambda: 1000.0))
    with locked(tmp_path):
        assert json.loads(_holder(tmp_path).read_text()) == {"pid": os.getpid(), "since": 1000.0}
        monkeypatch.setattr(lock, "time", SimpleNamespace(time=lambda: 1089.6))
        assert _refused(tmp_path) == f"{tmp_path} is in use by process {os.getpid()}, for 90 seconds now."


@pytest.mark.parametrize(
    "said",
    [None, "", "{", "{}", "[]", "7", '{"pid": 7}', '{"pid": "Karen", "since": 0}', '{"pid": null, "since": 0}'],
)
def test_where_the_holder_does_not_say_who_it_is(
    said: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    with locked(tmp_path):
        _holder(tmp_path).unlink()
        if said is not None:
            _holder(tmp_path).write_text(said)
        assert _refused(tmp_path) == f"{tmp_path} is in use by another program."


def test_nobody_is_named_when_it_is_free_again(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        assert _holder(tmp_path).exists()
        raise ZeroDivisionError
    assert not _holder(tmp_path).exists()
    with locked(tmp_path):
        assert _holder(tmp_path).exists()


def test_one_who_comes_later_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is: the first lets go only when the second has begun to wait."""
    from filelock import FileLock

    waits, acquire, patience = Event(), FileLock.acquire, list[float]()

    def begin_to_wait(self: FileLock, timeout: float) -> object:
        if waiting:
            patience.append(timeout)
            waits.set()
        return acquire(self, timeout=60)

    monkeypatch.setattr(FileLock, "acquire", begin_to_wait)
    waiting, order = list[int](), list[str]()

    def second() -> None:
        with locked(tmp_path):
            order.append("second")

    with locked(tmp_path):
        waiting.append(1)
        other = Thread(target=second)
        other.start()
        assert waits.wait(60)
        order.append("first")
    other.join()
    assert (order, patience) == (["first", "second"], [lock.PATIENCE])
    assert lock.PATIENCE > 1


def test_two_folders_have_two_locks_and_one_has_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert lock_file(tmp_path / "a") != lock_file(tmp_path / "b")
    assert lock_file(tmp_path / "a") == lock_file(tmp_path / "b" / ".." / "a")


@pytest.mark.parametrize("ends", ["well", "badly"])
def test_the_lock_is_let_go_while_whoever_had_it_still_runs(
    ends: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only when Python throws it away: what held it is kept alive here."""
    from filelock import FileLock

    kept, acquire = list[FileLock](), FileLock.acquire

    def keep(self: FileLock, timeout: float) -> object:
        kept.append(self)
        return acquire(self, timeout=timeout)

    monkeypatch.setattr(FileLock, "acquire", keep)
    if ends == "well":
        with locked(tmp_path):
            assert kept[0].is_locked
    else:
        with pytest.raises(ZeroDivisionError), locked(tmp_path):
            raise ZeroDivisionError
    assert not kept[0].is_locked


def test_who_is_at_work_on_a_file_is_told_until_they_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "time", SimpleNamespace(time=lambda: 1000.0))
    first = claim(tmp_path / "draft.json", "terminal")
    assert isinstance(first, Claim)
    assert claim(tmp_path / "draft.json", "page") == Claimed("terminal", 1000.0, os.getpid())
    other = claim(tmp_path / "other.json", "page")
    assert isinstance(other, Claim)
    first.release()
    first.release()  # leaving twice takes nothing from who has come since
    second = claim(tmp_path / "draft.json", "page")
    assert isinstance(second, Claim)
    first.release()
    assert claim(tmp_path / "draft.json", "terminal") == Claimed("page", 1000.0, os.getpid())
    second.release()
    other.release()


@pytest.mark.parametrize("said", ["", "{", "{}", '{"place": "page"}', '{"place": "page", "since": "x", "pid": 1}'])
def test_who_is_at_work_and_does_not_say_who_it_is_is_somebody(said: str, tmp_path: Path) -> None:
    first = claim(tmp_path / "draft.json", "terminal")
    assert isinstance(first, Claim)
    lock_file(tmp_path / "draft.json").with_suffix(".claimed").write_text(said)
    assert claim(tmp_path / "draft.json", "page") == Claimed("", 0.0, 0)
    first.release()
