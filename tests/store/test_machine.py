"""Attacks on the machine that the data folder lies on: what others may read, write, or make the program open."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft
from hf_fidelity.errors import FidelityError, RecordChanged, RecordDamaged, UsageProblem, WriteFailed
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, check_folder, show_assessment
from hf_fidelity.journeys.data_folder import Selection, delete_planned, plan_deletion
from hf_fidelity.store import files, locks, recovery
from hf_fidelity.store.backup import pack, read_backup, restore
from hf_fidelity.store.data_folder import Store, rename
from hf_fidelity.store.files import delete_file, read_bytes, replace_file, write_file
from hf_fidelity.store.locks import lock_file, locked, page_file
from hf_fidelity.store.names import distinct_slug
from hf_fidelity.store.team_folder import TeamFolder
from tests.builders import record

if sys.platform == "win32":
    pytest.skip("modes, owners, pipes and links as POSIX has them", allow_module_level=True)

ORGANISATION, TEAM, Q3 = "Prøvekøbing Kommune", "Bostøtte Nord", Quarter(2026, 3)
STEM = "2026-Q3.housing-first"
NAME = f"{STEM}.json"
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a user has a runtime folder and a home of their own, and others may write beside them."""
    monkeypatch.setattr(os, "umask", os.umask)
    for name, variable in (("run", "XDG_RUNTIME_DIR"), ("state", "XDG_STATE_HOME")):
        (tmp_path / name).mkdir(mode=0o700)
        monkeypatch.setenv(variable, str(tmp_path / name))
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp").chmod(0o1777)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


@pytest.fixture
def folder(store: Store) -> TeamFolder:
    return store.place(ORGANISATION, TEAM)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def settled(folder: TeamFolder, instrument: Instrument) -> Assessment:
    return folder.save(record(instrument, "4" * 16), 0)


def corrected(folder: TeamFolder, stored: Assessment) -> Assessment:
    answer = stored.answer("S01").model_copy(update={"comment": "rettet"})
    return folder.save(stored.with_answer("S01", answer), stored.revision, stored)


# Modes


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o644, 0o660, 0o664])
def test_a_record_keeps_its_mode(kept: int, folder: TeamFolder, instrument: Instrument) -> None:
    stored = settled(folder, instrument)
    path = folder.record_path(Q3, "housing-first")
    path.chmod(kept)
    corrected(folder, stored)
    assert mode(path) == kept


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o604, 0o644])
def test_a_report_keeps_its_mode(kept: int, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_bytes(b"old")
    report.chmod(kept)
    write_file(report, b"new")
    assert (mode(report), report.read_bytes()) == (kept, b"new")


@pytest.mark.parametrize(
    ("of_folder", "of_record"),
    [(0o700, 0o600), (0o750, 0o640), (0o770, 0o660), (0o755, 0o640), (0o775, 0o660), (0o2770, 0o660)],
)
def test_new_records_are_the_users_and_groups_as_the_folder_is(
    of_folder: int, of_record: int, tmp_path: Path, instrument: Instrument
) -> None:
    root = tmp_path / "data"
    root.mkdir()
    root.chmod(of_folder)
    folder = Store(root).place(ORGANISATION, TEAM)
    settled(folder, instrument)
    folder.save_draft(Draft(base_revision=1, record=record(instrument, "5" * 16)))
    written = [
        folder.record_path(Q3, "housing-first"),
        folder.draft_path(Q3, "housing-first"),
        folder.path / "team.json",
    ]
    assert [mode(path) for path in written] == [of_record] * 3
    assert [mode(path) for path in (folder.path, folder.path.parent)] == [of_folder] * 2


def test_a_report_that_is_new_is_as_the_user_says(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_file(tmp_path / "report.md", b"x")
    finally:
        os.umask(before)
    assert mode(tmp_path / "report.md") == 0o644


def test_a_report_behind_a_folder_that_is_closed_to_us_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_path: Path, **_more: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", closed)
    with pytest.raises(WriteFailed) as stop:
        write_file(tmp_path / "report.md", b"x")
    assert stop.value.params["file"] == str(tmp_path / "report.md")


def test_nobody_else_can_open_a_file_while_it_is_being_written(folder: TeamFolder, instrument: Instrument) -> None:
    stored = settled(folder, instrument)
    path = folder.record_path(Q3, "housing-first")
    path.chmod(0o600)
    seen: list[int] = []
    replace_file(path, b"x", lambda: seen.extend(mode(p) for p in path.parent.glob(".*.tmp")))
    assert seen == [0o600]
    assert stored.revision == 1


@pytest.mark.parametrize("missing", ["fchmod", "fchown"])
def test_where_the_system_has_no_modes_everything_is_saved(
    missing: str, folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, missing)
    assert corrected(folder, settled(folder, instrument)).revision == 2


@pytest.mark.parametrize(
    ("user", "group", "refused", "asked", "kept"),
    [
        pytest.param("own", "own", False, [], 0o664, id="nobody-else"),
        pytest.param(-1, "own", False, [], 0o664, id="whoever-writes"),
        pytest.param(12345, "own", False, [(12345, -1)], 0o664, id="another-users"),
        pytest.param("own", 12345, False, [(-1, 12345)], 0o664, id="another-groups"),
        pytest.param(12345, 12345, True, [(12345, -1), (-1, 12345)], 0o644, id="that-cannot-be-given-to-them"),
    ],
)
def test_what_is_replaced_stays_with_whom_it_was_or_is_open_to_nobody_new(
    user: int | str, group: int | str, refused: bool, asked: list[tuple[int, int]], kept: int,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    given: list[tuple[int, int]] = []

    def give(_descriptor: int, to_user: int, to_group: int) -> None:
        given.append((to_user, to_group))
        if refused:
            raise PermissionError

    monkeypatch.setattr(os, "fchown", give)
    (tmp_path / "x").write_bytes(b"")
    now = (tmp_path / "x").stat()
    whose = (now.st_uid if user == "own" else int(user), now.st_gid if group == "own" else int(group))
    with (tmp_path / "x").open("rb") as file:
        files._open_to(file.fileno(), files.Access(0o664, *whose))
    assert (given, mode(tmp_path / "x")) == (asked, kept)


# Locks


def test_a_lock_lies_in_a_folder_of_the_users_own(tmp_path: Path, folder: TeamFolder, instrument: Instrument) -> None:
    settled(folder, instrument)
    lock = lock_file(folder.path)
    assert lock.is_relative_to(tmp_path / "run")
    assert (mode(lock.parent), [mode(path) for path in lock.parent.iterdir()]) == (0o700, [0o600])
    assert list((tmp_path / "tmp").iterdir()) == []
    assert page_file(folder.path.parent).parent == lock.parent


@pytest.mark.parametrize("where", ["holder", "lock"])
def test_a_link_in_the_place_of_a_locks_file_is_not_followed(
    where: str, tmp_path: Path, folder: TeamFolder, instrument: Instrument
) -> None:
    """As the attack was run: whoever made the folder first put a link where the holder's file goes."""
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    lock = lock_file(folder.path)
    lock.with_suffix(f".{where}").unlink(missing_ok=True)
    lock.with_suffix(f".{where}").symlink_to(victim)
    assert settled(folder, instrument).revision == 1
    assert victim.read_text(encoding="utf-8") == "precious"


def _squatted_by_a_link(home: Path, other: Path) -> None:
    home.symlink_to(other)


def _open_to_everybody(home: Path, _other: Path) -> None:
    home.mkdir()
    home.chmod(0o777)


def _a_file(home: Path, _other: Path) -> None:
    home.write_text("")


@pytest.mark.parametrize("squat", [_squatted_by_a_link, _open_to_everybody, _a_file])
def test_a_folder_for_locks_that_is_not_the_users_own_is_not_used(
    squat: Callable[[Path, Path], None], tmp_path: Path, folder: TeamFolder, instrument: Instrument
) -> None:
    (tmp_path / "other").mkdir()
    squat(tmp_path / "run" / "hf-fidelity-locks", tmp_path / "other")
    assert settled(folder, instrument).revision == 1
    assert lock_file(folder.path).is_relative_to(tmp_path / "state")
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_for_locks_that_is_another_users_is_not_used(tmp_path: Path, folder: TeamFolder) -> None:
    (tmp_path / "run" / "hf-fidelity-locks").mkdir(mode=0o700)
    os.chown(tmp_path / "run" / "hf-fidelity-locks", 65534, 65534)
    assert lock_file(folder.path).is_relative_to(tmp_path / "state")


def test_where_everybody_may_write_beside_it_there_are_no_locks_and_saving_goes_on(
    tmp_path: Path, folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "run").chmod(0o1777)
    (tmp_path / "state").chmod(0o1777)
    assert settled(folder, instrument).revision == 1
    assert [list((tmp_path / name).iterdir()) for name in ("run", "state", "tmp")] == [[], [], []]


def test_a_folder_that_others_could_only_read_is_closed_to_them(tmp_path: Path, folder: TeamFolder) -> None:
    (tmp_path / "run" / "hf-fidelity-locks").mkdir(mode=0o755)
    assert mode(lock_file(folder.path).parent) == 0o700


def test_one_lock_for_all_processes_of_a_user(tmp_path: Path, folder: TeamFolder, instrument: Instrument) -> None:
    """From another folder, by a relative path, by a way around, through a link to the data folder."""
    settled(folder, instrument)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "data")
    said = (
        "import sys; from pathlib import Path; from hf_fidelity.store.locks import lock_file;"
        "print(lock_file(Path(sys.argv[1])))"
    )
    inside = folder.path.relative_to(tmp_path)
    ways = [(tmp_path, inside), (tmp_path / "elsewhere", Path("..") / inside), (folder.path, Path()),
            (tmp_path, Path("linked", *inside.parts[1:])), (Path("/"), folder.path)]  # fmt: skip
    locks = {
        subprocess.run(
            [sys.executable, "-c", said, str(way)], cwd=cwd, capture_output=True, text=True, check=True
        ).stdout.strip()
        for cwd, way in ways
    }
    assert locks == {str(lock_file(folder.path))}


def test_two_users_of_one_data_folder_wait_for_each_other(
    tmp_path: Path, folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one's own folder is another; the team's folder itself is what both lock."""
    settled(folder, instrument)
    waited: list[float] = []
    with locked(folder.path):
        (tmp_path / "run-of-another").mkdir(mode=0o700)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run-of-another"))
        monkeypatch.setattr(locks, "_sleep", waited.append)
        with locked(folder.path):
            pass
    assert sum(waited) == pytest.approx(locks.PATIENCE_WITH_OTHERS)
    waited.clear()
    with locked(folder.path):  # nothing of it is left
        assert not waited


@pytest.mark.parametrize("missing", ["O_NOFOLLOW", "getuid", "geteuid", "O_DIRECTORY"])
def test_where_the_system_has_no_owners_everything_is_locked_too(
    missing: str, tmp_path: Path, folder: TeamFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, missing, raising=False)
    with locked(folder.path):
        assert lock_file(folder.path).with_suffix(".holder").exists()
    assert settled(folder, instrument).revision == 1


# Recovery files


def _not_saved(folder: TeamFolder, instrument: Instrument) -> FidelityError:
    stored = settled(folder, instrument)
    corrected(folder, stored)
    with pytest.raises(RecordChanged) as stop:
        folder.save(stored.model_copy(update={"participants": 3}), 1, stored)
    return stop.value


@pytest.fixture
def no_room_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not saved cannot be put beside the record."""
    real = files.replace_file

    def full(path: Path, content: bytes, *rest: object, **more: object) -> None:
        if "recovery" in path.name and path.is_relative_to(tmp_path / "data"):
            raise WriteFailed("full")
        real(path, content, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(recovery, "replace_file", full)


@pytest.mark.usefixtures("no_room_beside")
def test_what_could_not_be_saved_beside_the_record_is_for_nobody_else(
    tmp_path: Path, folder: TeamFolder, instrument: Instrument
) -> None:
    problem = _not_saved(folder, instrument)
    kept = Path(problem.params["kept_in"])
    assert kept.is_relative_to(tmp_path / "state")
    assert (mode(kept), mode(kept.parent)) == (0o600, 0o700)
    assert str(kept) in (problem.hint or "").format(**problem.params)


@pytest.mark.usefixtures("no_room_beside")
def test_where_there_is_no_home_either_it_lies_in_a_new_folder_of_the_users_own(
    tmp_path: Path, folder: TeamFolder, instrument: Instrument
) -> None:
    (tmp_path / "state").rmdir()
    (tmp_path / "state").write_text("no folder")
    kept = Path(_not_saved(folder, instrument).params["kept_in"])
    assert kept.is_relative_to(tmp_path / "tmp")
    assert (mode(kept), mode(kept.parent)) == (0o600, 0o700)


@pytest.mark.parametrize(
    ("name", "own"),
    [("here/x.json", True), ("here/link.json", False), ("linked/x.json", False), ("here/none.json", False)],
)
@pytest.mark.parametrize("mine", [True, False])
def test_a_recovery_file_is_the_users_own_and_behind_no_link(
    name: str, own: bool, mine: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "x.json").write_bytes(b"{}")
    (tmp_path / "here" / "link.json").symlink_to(tmp_path / "here" / "x.json")
    (tmp_path / "linked").symlink_to(tmp_path / "here")
    if not mine:
        monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert recovery._is_own(tmp_path / name) is (own and mine)


# A first save that was killed half-way


@pytest.mark.parametrize(
    "left",
    [
        (),
        (".team.json.1a2b3c4d.tmp",),
        (".team.json.1a2b3c4d.tmp", f".{NAME}.00000000.tmp"),
        ("desktop.ini",),
        (".DS_Store",),
    ],
)
@pytest.mark.parametrize("remembering", [False, True])
def test_a_folder_that_was_only_begun_is_that_teams(
    left: tuple[str, ...], remembering: bool, store: Store, folder: TeamFolder, instrument: Instrument
) -> None:
    store.place(ORGANISATION, "Syd").save(record(instrument, "4" * 16), 0)
    folder.path.mkdir(parents=True)
    for name in left:
        (folder.path / name).write_bytes(b"{")
    again = (store.remembering_teams() if remembering else store).place(ORGANISATION, TEAM)
    assert again.path == folder.path
    again.save(record(instrument, "4" * 16), 0)
    assert [team.path.name for team in store.teams()] == ["bostoette-nord", "syd"]


def test_a_folder_that_holds_something_else_is_somebody_elses(store: Store, folder: TeamFolder) -> None:
    folder.path.mkdir(parents=True)
    (folder.path / "noter.docx").write_bytes(b"x")
    assert store.place(ORGANISATION, TEAM).path.name == distinct_slug(TEAM)


def test_two_teams_that_are_placed_at_once_share_no_folder_that_was_only_begun(
    store: Store, folder: TeamFolder
) -> None:
    folder.path.mkdir(parents=True)
    known = store.remembering_teams()
    first, second = known.place(ORGANISATION, "Bostøtte Nord"), known.place(ORGANISATION, "Bostøtte, Nord")
    assert first.path == folder.path
    assert second.path != first.path


# Links


OLD = timedelta(days=2)


def _aged(path: Path) -> Path:
    path.write_bytes(b"x")
    long_ago = (NOW - OLD).timestamp()
    os.utime(path, (long_ago, long_ago))
    return path


def _linked(root: Path, outside: Path, what: str) -> Path:
    """Move what the data folder has, or a part of it, outside, and put a link in its place; gives the team's folder."""
    team = root / "proevekoebing-kommune" / "bostoette-nord"
    moved = {"root": root, "organisation": team.parent, "team": team, "record": team / NAME}[what]
    outside.mkdir()
    moved.rename(outside / moved.name)
    moved.symlink_to(outside / moved.name)
    return team


@pytest.mark.parametrize("link", ["folder", "file"])
def test_no_file_is_deleted_through_a_link(link: str, tmp_path: Path) -> None:
    data, outside = tmp_path / "data", tmp_path / "outside"
    for folder in (data, outside):
        folder.mkdir()
    (outside / "a.json").write_text("precious", encoding="utf-8")
    way = data / "linked" / "a.json" if link == "folder" else data / "a.json"
    (data / "linked" if link == "folder" else way).symlink_to(outside if link == "folder" else outside / "a.json")
    with pytest.raises(WriteFailed):
        delete_file(way, data)
    assert (outside / "a.json").exists()
    assert way.exists()


@pytest.mark.parametrize("what", ["organisation", "team"])
def test_check_deletes_nothing_through_a_link(
    what: str, tmp_path: Path, store: Store, folder: TeamFolder, instrument: Instrument
) -> None:
    settled(folder, instrument)
    team = _linked(store.root, tmp_path / "outside", what)
    left = _aged(team / ".x.json.1a2b3c4d.tmp")
    result, well = check_folder(Workspace(store), NOW)
    assert left.exists()
    assert not well
    assert "link" in str(result.document)


def test_check_still_cleans_where_the_whole_data_folder_is_the_link(
    tmp_path: Path, store: Store, folder: TeamFolder, instrument: Instrument
) -> None:
    settled(folder, instrument)
    left = _aged(_linked(store.root, tmp_path / "outside", "root") / ".x.json.1a2b3c4d.tmp")
    check_folder(Workspace(store), NOW)
    assert not left.exists()
    assert corrected(folder, settled_again(folder)).revision == 2


def settled_again(folder: TeamFolder) -> Assessment:
    stored = folder.load(Q3, "housing-first")
    assert stored is not None
    return stored


WRITING: dict[str, Callable[[Store, TeamFolder, Instrument], object]] = {
    "a-correction": lambda _s, folder, _f: corrected(folder, settled_again(folder)),
    "a-draft": lambda _s, folder, instrument: folder.save_draft(
        Draft(base_revision=1, record=record(instrument, "5" * 16))
    ),
    "another-name": lambda store, folder, _f: rename(store, folder, "Nord"),
    "deleting": lambda store, _o, _f: delete_planned(
        Workspace(store), plan_deletion(Workspace(store), Selection(team=TEAM))
    ),
}


@pytest.mark.parametrize("writing", WRITING)
@pytest.mark.parametrize("what", ["organisation", "team"])
def test_nothing_is_written_nor_deleted_through_a_link(
    what: str, writing: str, tmp_path: Path, store: Store, folder: TeamFolder, instrument: Instrument
) -> None:
    settled(folder, instrument)
    _linked(store.root, tmp_path / "outside", what)
    before = {path: path.read_bytes() for path in sorted((tmp_path / "outside").rglob("*")) if path.is_file()}
    with pytest.raises(WriteFailed, match="link"):
        WRITING[writing](store, folder, instrument)
    assert before == {path: path.read_bytes() for path in sorted((tmp_path / "outside").rglob("*")) if path.is_file()}
    assert show_assessment(Workspace(store), TEAM).exit_code == 0  # it is read all the same


@pytest.mark.parametrize("writing", ["a-correction", "deleting"])
def test_a_record_that_is_a_link_itself_is_neither_replaced_nor_deleted(
    writing: str, tmp_path: Path, store: Store, folder: TeamFolder, instrument: Instrument
) -> None:
    settled(folder, instrument)
    _linked(store.root, tmp_path / "outside", "record")
    before = (tmp_path / "outside" / NAME).read_bytes()
    with pytest.raises(WriteFailed, match="link"):
        WRITING[writing](store, folder, instrument)
    assert (tmp_path / "outside" / NAME).read_bytes() == before
    assert folder.record_path(Q3, "housing-first").is_symlink()


@pytest.mark.parametrize(
    ("name", "said"),
    [(NAME, True), ("2026-Q4.housing-first.JSON", True), (".x.json.1a2b3c4d.tmp", True), ("picture.png", False)],
)
def test_check_names_a_link_that_stands_for_a_file_of_ours(
    name: str, said: bool, tmp_path: Path, store: Store, folder: TeamFolder, instrument: Instrument
) -> None:
    settled(folder, instrument)
    (tmp_path / "outside").write_bytes((folder.path / NAME).read_bytes())
    (folder.path / name).unlink(missing_ok=True)
    (folder.path / name).symlink_to(tmp_path / "outside")
    result, _well = check_folder(Workspace(store), NOW)
    assert ("It is a link" in str(result.document)) == said


def test_a_backup_is_not_restored_through_a_link(
    tmp_path: Path, store: Store, folder: TeamFolder, instrument: Instrument
) -> None:
    settled(folder, instrument)
    (tmp_path / "copy.zip").write_bytes(pack(store.root).content)
    (tmp_path / "new").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "new" / "proevekoebing-kommune").symlink_to(tmp_path / "outside")
    with pytest.raises(WriteFailed, match="link"):
        restore(tmp_path / "new", read_backup(tmp_path / "copy.zip"))
    assert list((tmp_path / "outside").iterdir()) == []


# Pipes, devices, giants


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _giant(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10_000_000_000)


ODD = {"pipe": _pipe, "device": _device, "giant": _giant}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that is opened waits for ever: then the test ends instead."""
    real = os.open

    def watched(path: object, flags: int, *rest: object, **more: object) -> int:
        found = os.stat(path) if isinstance(path, str | Path) and os.path.exists(path) else None  # noqa: PTH110, PTH116
        if found and not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise AssertionError(f"{path} was opened")
        return real(path, flags, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", watched)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize(
    "name", [NAME, "team.json", f"{STEM}.draft.json", f"{STEM} - Kopi.json", f"{STEM}.peer.syd.json"]
)
def test_what_is_no_file_is_opened_never_and_named(
    name: str, kind: str, store: Store, folder: TeamFolder, instrument: Instrument
) -> None:
    settled(folder, instrument)
    (folder.path / name).unlink(missing_ok=True)
    ODD[kind](folder.path / name)
    result, well = check_folder(Workspace(store), NOW)
    assert (well, name in str(result.document)) == (False, True)
    if name == NAME:
        with pytest.raises(RecordDamaged, match=NAME):
            folder.load(Q3, "housing-first")
    elif name != "team.json":
        assert show_assessment(Workspace(store), TEAM).document


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", ODD)
def test_a_backup_leaves_out_what_is_no_file_and_names_it(
    kind: str, store: Store, folder: TeamFolder, instrument: Instrument
) -> None:
    settled(folder, instrument)
    ODD[kind](folder.path / "odd.json")
    packed = pack(store.root)
    assert (packed.files, [path.name for path in packed.left]) == (2, ["odd.json"])


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["settings.yaml", "instruments/own.yaml"])
def test_settings_and_questionnaires_that_are_no_file_are_named(
    name: str, kind: str, store: Store, folder: TeamFolder, instrument: Instrument
) -> None:
    settled(folder, instrument)
    (store.root / "instruments").mkdir()
    ODD[kind](store.root / name)
    result, well = check_folder(Workspace(store), NOW)
    assert (well, name in str(result.document)) == (False, True)
    if name == "settings.yaml":
        with pytest.raises(UsageProblem, match="settings"):
            Workspace(store).usual({})
    else:
        assert show_assessment(Workspace(store), TEAM).exit_code == 0


@pytest.mark.parametrize(("size", "read"), [(999, True), (1000, True), (1001, False)])
def test_the_largest_file_that_is_read(size: int, read: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    (tmp_path / "x").write_bytes(b"x" * size)
    if read:
        assert len(read_bytes(tmp_path / "x")) == size
    else:
        with pytest.raises(OSError, match="large"):
            read_bytes(tmp_path / "x")


def test_a_file_that_grows_while_it_is_read_is_left_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    (tmp_path / "x").write_bytes(b"x" * 2000)
    monkeypatch.setattr(files, "check_regular", lambda _path: None)
    with pytest.raises(OSError, match="large"):
        read_bytes(tmp_path / "x")
