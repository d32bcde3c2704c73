"""A write is all or nothing: the order of the calls, and what stands after any of them has failed."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.errors import WriteFailed
from hf_fidelity.store import files
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.files import replace_file
from tests.builders import record

OLD, NEW = b"old\n", b"new\n" * 1000

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fsync of a folder")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "team" / "record.json"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


class Calls:
    """Writes down each file call of a save by what it is done to, and lets one of them fail."""

    def __init__(self, patch: pytest.MonkeyPatch, fails: str = "", code: int = errno.EIO) -> None:
        self.made: list[str] = []
        self._fails, self._code = fails, code
        for name in ("open", "fsync", "replace", "write"):
            patch.setattr(os, name, self._watched(name, getattr(os, name)))
        real = os.fdopen
        patch.setattr(os, "fdopen", lambda *args, **more: _Watched(real(*args, **more), self))

    def note(self, call: str) -> None:
        self.made.append(call)
        if call == self._fails:
            raise OSError(self._code, os.strerror(self._code))

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(what: Any, *args: Any, **more: Any) -> Any:
            self.note(f"{name} {_kind(what)}")
            return real(what, *args, **more)

        return call


class _Watched:
    """A file whose writing is watched."""

    def __init__(self, file: Any, calls: Calls) -> None:
        self._file, self._calls = file, calls

    def __enter__(self) -> "_Watched":
        return self

    def __exit__(self, *stop: object) -> None:
        self._file.close()

    def write(self, content: bytes) -> int:
        self._calls.note("write file")
        return int(self._file.write(content))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _kind(what: Any) -> str:
    mode = os.fstat(what).st_mode if isinstance(what, int) else Path(what).stat().st_mode if Path(what).exists() else 0
    return "folder" if stat.S_ISDIR(mode) else "file"


@posix_only
def test_the_order_is_temp_file_then_fsync_then_check_then_replace_then_fsync_of_the_folder(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Calls(monkeypatch)
    replace_file(target, NEW, lambda: calls.note("check"))
    assert calls.made == [
        "open file",
        "write file",
        "fsync file",
        "check",
        "replace file",
        "open folder",
        "fsync folder",
    ]


def test_the_temporary_file_is_hidden_beside_the_old_one_and_whole_when_it_is_checked(target: Path) -> None:
    seen: dict[str, bytes] = {}
    replace_file(target, NEW, lambda: seen.update((p.name, p.read_bytes()) for p in target.parent.iterdir()))
    assert seen.pop("record.json") == OLD
    assert [(name.startswith(".record.json."), content) for name, content in seen.items()] == [(True, NEW)]
    assert _names(target) == ["record.json"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=lambda code: errno.errorcode[code])
@pytest.mark.parametrize("call", ["open file", "write file", "fsync file", "replace file"])
def test_where_the_disk_refuses_the_old_file_stands_and_nothing_is_left_over(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    monkeypatch.setattr("hf_fidelity.store.files.STUBBORN", 0.0)  # how long it tries is looked at with a team's folder
    with monkeypatch.context() as patch:
        calls = Calls(patch, call, code)
        with pytest.raises(WriteFailed) as stop:
            replace_file(target, NEW)
    assert (calls.made[-1], target.read_bytes(), _names(target)) == (call, OLD, ["record.json"])
    assert (stop.value.exit_code, str(target) in str(stop.value)) == (4, True)


@posix_only
@pytest.mark.parametrize("call", ["open folder", "fsync folder"])
def test_where_only_the_folder_cannot_be_synced_the_new_file_stands_whole(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    with monkeypatch.context() as patch:
        Calls(patch, call)
        with pytest.raises(WriteFailed) as stop:
            replace_file(target, NEW)
    assert (stop.value.exit_code, target.read_bytes(), _names(target)) == (4, NEW, ["record.json"])


@posix_only
@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP], ids=lambda code: errno.errorcode[code])
def test_a_file_system_that_cannot_sync_folders_at_all_is_no_failure(
    target: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    with monkeypatch.context() as patch:
        Calls(patch, "fsync folder", code)
        replace_file(target, NEW)
    assert target.read_bytes() == NEW


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt])
def test_a_check_that_raises_leaves_the_old_file_and_is_what_the_caller_sees(
    target: Path, stop: type[BaseException]
) -> None:
    def check() -> None:
        raise stop

    with pytest.raises(stop):
        replace_file(target, NEW, check)
    assert (target.read_bytes(), _names(target)) == (OLD, ["record.json"])


def test_folders_that_are_not_there_are_made(tmp_path: Path) -> None:
    replace_file(tmp_path / "a" / "b" / "c.json", NEW)
    assert (tmp_path / "a" / "b" / "c.json").read_bytes() == NEW


def test_a_folder_that_cannot_be_made_is_a_write_that_failed(target: Path) -> None:
    with pytest.raises(WriteFailed, match=r"below\.json"):
        replace_file(target / "below.json", NEW)


def _names(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def test_windows_has_no_such_call_and_opens_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    windows = SimpleNamespace(name="nt", O_RDONLY=0, open=lambda path, flags: opened.append(path))
    monkeypatch.setattr(files, "os", windows)
    files.sync_folder(tmp_path)
    assert opened == []


@posix_only
def test_a_new_team_and_its_first_record_are_both_safe_before_the_save_is_done(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What each file holds is on the disk before it gets its name, and the folder once both have theirs."""
    folder = Store(tmp_path).place("Odense", "Nord")
    calls = Calls(monkeypatch)
    folder.save(record(instrument, "4" * 16), 0)
    file = ["fsync file", "replace file"]
    made = [call for call in calls.made if call in (*file, "fsync folder")]
    assert made == [*file, *file, "fsync folder"]


@posix_only
def test_a_file_that_another_one_follows_in_its_folder_is_not_synced_twice(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Calls(monkeypatch)
    replace_file(target, NEW, first=True)
    assert calls.made == ["open file", "write file", "fsync file", "replace file"]
