"""A folder that takes another's place: who reads it sees the old files or the new ones, and nothing is left over."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.errors import WriteFailed
from hf_fidelity.store import files
from hf_fidelity.store.files import NewFolder
from hf_fidelity.store.names import temporary_name

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
    "no-exchange": lambda patch: patch.setattr(files, "_exchanged_at_once", lambda one, other: False),
    "no-links": lambda patch: patch.setattr("os.link", cannot),
    "no-library": lambda patch: patch.setattr("ctypes.CDLL", cannot),
}


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
    real, calls = files._replace, list[Path]()

    def refuses(one: Path, other: Path) -> None:
        calls.append(one)
        if len(calls) == fails_at:
            cannot()
        real(one, other)

    monkeypatch.setattr(files, "_exchanged_at_once", lambda one, other: False)
    monkeypatch.setattr(files, "_replace", refuses)
    with pytest.raises(WriteFailed, match="tables"):
        made(folder)
    assert (tree(folder), beside(folder)) == (OLD, ["tables"])


def test_who_stops_half_way_leaves_the_old_folder(folder: Path) -> None:
    lay(folder, OLD)
    with pytest.raises(KeyboardInterrupt), NewFolder(folder) as new:
        new.put("a.csv", b"another")
        raise KeyboardInterrupt
    assert (tree(folder), beside(folder)) == (OLD, ["tables"])


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
