"""A folder that takes another's place: who reads it sees the old files or the new ones, and nothing is left over."""

import errno
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.errors import WriteFailed
from hf_fidelity.store import files, new_folder
from hf_fidelity.store.names import temporary_name
from hf_fidelity.store.new_folder import NewFolder

OLD = {"a.csv": b"1", "b/c.csv": b"2", "gone.csv": b"3"}
NEW = {"a.csv": b"1", "b/c.csv": b"22", "d/e.csv": b"4"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "tables"


def lay(folder: Path, contents: Mapping[str, bytes]) -> None:
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir())


def made(folder: Path, contents: Mapping[str, bytes] = NEW) -> tuple[dict[str, str], bool]:
    with NewFolder(folder) as new:
        put: dict[str, str] = {name: new.put(name, content) for name, content in contents.items()}
        return put, new.take_place()


def cannot(*_args: object, **_more: object) -> Any:
    raise OSError(95, "not supported here")


SYSTEMS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "as-it-is": lambda patch: None,
    "no-exchange": lambda patch: patch.setattr(new_folder, "_exchanged_at_once", lambda one, other: False),
    "no-links": lambda patch: patch.setattr("os.link", cannot),
    "no-library": lambda patch: patch.setattr("ctypes.CDLL", cannot),
}


def test_of_a_name_that_is_too_long_that_name_is_told(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 250)
    with pytest.raises(WriteFailed) as problem:
        made(folder)
    assert (problem.value.params["file"], "shorter name" in str(problem.value.hint)) == (str(folder), True)
    assert beside(folder) == []


def test_a_file_that_is_too_large_to_be_compared_is_written_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(folder, OLD)
    monkeypatch.setattr(files, "LARGEST", 0)
    assert made(folder) == ({"a.csv": "rewritten", "b/c.csv": "rewritten", "d/e.csv": "new"}, True)
    assert tree(folder) == NEW


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS)
@pytest.mark.parametrize("before", [OLD, {}, None], ids=["full", "empty", "none"])
def test_afterwards_it_holds_what_was_put_and_nothing_else(
    folder: Path, before: Mapping[str, bytes] | None, system: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before is not None:
        folder.mkdir()
        lay(folder, before)
    system(monkeypatch)
    put, another = made(folder)
    was = {name: "new" if name not in (before or {}) else "rewritten" for name in NEW}
    assert put == (was | {"a.csv": "unchanged"} if before else was)
    assert (another, tree(folder), beside(folder)) == (True, NEW, ["tables"])


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS)
def test_where_nothing_is_another_the_folder_stays(folder: Path, system: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(folder, NEW)
    before = folder.stat().st_ino
    system(monkeypatch)
    assert made(folder) == (dict.fromkeys(NEW, "unchanged"), False)
    assert (folder.stat().st_ino, tree(folder), beside(folder)) == (before, NEW, ["tables"])


def test_that_only_a_file_is_gone_is_a_change(folder: Path) -> None:
    lay(folder, OLD)
    assert made(folder, {"a.csv": b"1"})[1]
    assert tree(folder) == {"a.csv": b"1"}


@pytest.mark.parametrize("fails_at", [1, 2])
def test_where_the_disk_refuses_the_exchange_the_old_folder_stands(
    folder: Path, fails_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(folder, OLD)
    real, calls = files.put_in_place, list[Path]()

    def refuses(one: Path, other: Path) -> None:
        calls.append(one)
        if len(calls) == fails_at:
            cannot()
        real(one, other)

    monkeypatch.setattr(new_folder, "_exchanged_at_once", lambda one, other: False)
    monkeypatch.setattr(new_folder, "put_in_place", refuses)
    with pytest.raises(WriteFailed, match="tables"):
        made(folder)
    assert (tree(folder), beside(folder)) == (OLD, ["tables"])


def test_a_drive_keeps_its_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_names: Path) -> None:
        raise OSError(errno.EBUSY, "busy")

    lay(folder, OLD)
    monkeypatch.setattr(new_folder, "_exchanged_at_once", lambda one, other: False)
    monkeypatch.setattr(new_folder, "put_in_place", busy)
    with pytest.raises(WriteFailed) as stop:
        made(folder)
    assert "keeps its place" in str(stop.value.hint)
    assert (tree(folder), beside(folder)) == (OLD, ["tables"])


def test_what_cannot_be_written_is_named_and_not_what_is_to_lie_in_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for below in ("tables", "deeper/tables"):
        with pytest.raises(WriteFailed) as stop:
            made(tmp_path / "file" / below)
        assert stop.value.params["file"] == str((tmp_path / "file" / below).parent)


def test_who_stops_half_way_leaves_the_old_folder(folder: Path) -> None:
    lay(folder, OLD)
    with pytest.raises(KeyboardInterrupt), NewFolder(folder) as new:
        new.put("a.csv", b"another")
        raise KeyboardInterrupt
    assert (tree(folder), beside(folder)) == (OLD, ["tables"])


@pytest.mark.parametrize("other", ["tables", "tables.team", "tables.1a2b3c4d"])
def test_nobody_takes_away_what_somebody_else_is_making(folder: Path, other: str) -> None:
    """Not under a name that only begins as theirs, and not where their locks lie elsewhere: a second user, or cron."""
    with NewFolder(folder.with_name(other)) as new:
        put = {name: new.put(name, content) for name, content in OLD.items()}
        made(folder)
        assert new.take_place()
    assert (put, tree(folder.with_name(other))) == (dict.fromkeys(OLD, "new"), OLD)
    assert beside(folder) == sorted({"tables", other})


@pytest.mark.parametrize("lost", [["b/c.csv"], ["a.csv", "b/c.csv", "d/e.csv"]])
def test_what_is_not_whole_takes_no_place(folder: Path, lost: list[str]) -> None:
    lay(folder, OLD)
    with pytest.raises(WriteFailed) as stop, NewFolder(folder) as new:
        for name, content in NEW.items():
            new.put(name, content)
        (made_here,) = (path for path in folder.parent.iterdir() if path != folder)
        for name in lost:
            (made_here / name).unlink()
        new.take_place()
    assert stop.value.params["names"] == lost
    assert (tree(folder), beside(folder)) == (OLD, ["tables"])


def access(folder: Path) -> dict[str, int]:
    paths = (folder, *folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in paths}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize(("mode", "for_files"), [(0o2770, 0o660), (0o700, 0o600), (0o755, 0o644)])
def test_it_is_as_open_as_the_one_whose_place_it_takes(folder: Path, full: bool, mode: int, for_files: int) -> None:
    """What is new in it, too; what was there is as open as it was."""
    lay(folder, OLD if full else {"b/gone.csv": b"3"})
    (folder / "b").chmod(0o750)
    folder.chmod(mode)
    for path in folder.rglob("*.csv"):
        path.chmod(0o640)
    made(folder)
    files = dict.fromkeys(NEW, for_files) | ({"a.csv": 0o640, "b/c.csv": 0o640} if full else {"b/c.csv": 0o640})
    assert access(folder) == {".": mode, "b": 0o750, "d": mode} | files


def test_what_a_killed_program_left_is_taken_away_and_nothing_else_is(folder: Path) -> None:
    lay(folder, OLD)
    lay(folder.with_name(temporary_name("tables")), OLD)
    lay(folder.with_name(temporary_name("others")), OLD)
    folder.with_name(temporary_name("tables")).write_bytes(b"a file, and no folder")
    left = [name for name in beside(folder) if (folder.parent / name).is_dir() and name.startswith(".tables.")]
    made(folder)
    assert len(left) == 1
    assert len(beside(folder)) == 3
    assert left[0] not in beside(folder)
