"""The data folder as one file and back: the same bytes, whole or refused, and never over what is newer."""

import hashlib
import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft, RecordSource
from hf_fidelity.domain.record.changes import corrected
from hf_fidelity.errors import InputProblem, RecordDamaged, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, back_up, make_demo, restore_backup
from hf_fidelity.store import backup
from hf_fidelity.store.backup import CONTENTS, Restored, pack, read_backup, restore
from hf_fidelity.store.codec import encode
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.team_folder import TeamFolder
from hf_fidelity.writers.text import plain_text
from tests.builders import record, voted

HOME = "proevekoebing-kommune/bostoette-nord"
RECORD, DRAFT = f"{HOME}/2026-Q3.housing-first.json", f"{HOME}/2026-Q3.housing-first.draft.json"
NOW = datetime(2026, 8, 15, 12, tzinfo=UTC)


def place(root: Path) -> TeamFolder:
    return Store(root).place("Prøvekøbing Kommune", "Bostøtte Nord")


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def zipped(root: Path, file: Path) -> Path:
    file.write_bytes(pack(root).content)
    return file


def back(root: Path, file: Path) -> Restored:
    return restore(root, read_backup(file))


def test_a_folder_comes_back_byte_for_byte(tmp_path: Path) -> None:
    make_demo(date(2026, 8, 20), tmp_path / "data")
    (tmp_path / "data/instruments").mkdir()
    (tmp_path / "data/instruments/vores.yaml").write_text("id: vores\n", "utf-8")
    (tmp_path / "data/settings.yaml").write_text("team: Bostøtte Nord\n", "utf-8")
    (tmp_path / "data" / HOME / ".2026-Q3.housing-first.json.1a2b3c4d.tmp").write_text("{", "utf-8")
    result = back_up(Workspace.at(tmp_path / "data"), tmp_path / "copy.zip")
    done = restore_backup(Workspace.at(tmp_path / "new"), tmp_path / "copy.zip")
    before = {name: data for name, data in tree(tmp_path / "data").items() if not name.endswith(".tmp")}
    assert tree(tmp_path / "new") == before
    assert result.document.data and result.document.data["records"] == 23
    assert (result.exit_code, done.exit_code) == (0, 0)


def test_the_same_folder_gives_the_same_bytes_wherever_and_whenever(tmp_path: Path, instrument: Instrument) -> None:
    for name in ("a", "b"):
        place(tmp_path / name).save(record(instrument, "4" * 16), 0)
    os.utime(tmp_path / "b" / RECORD, (0, 0))
    (tmp_path / "b" / RECORD).chmod(0o600)
    assert pack(tmp_path / "a").content == pack(tmp_path / "b").content


def test_a_second_time_changes_nothing(tmp_path: Path, instrument: Instrument) -> None:
    place(tmp_path / "data").save(record(instrument, "4" * 16), 0)
    file = zipped(tmp_path / "data", tmp_path / "copy.zip")
    done = back(tmp_path / "data", file)
    assert (done.written, done.kept, len(done.same)) == ([], [], 2)


# What is here, what is in the backup, and what comes of it: the finding's code, or None where the backup's is written.


def first(instrument: Instrument) -> Assessment:
    return record(instrument, "4" * 16, revision=1)


def then(instrument: Instrument, answer: int = 5, why: str = "typo") -> Assessment:
    before = first(instrument)
    after = before.with_answer("S01", before.answer("S01").model_copy(update={"agreed": answer}))
    return corrected(before, after, why, NOW).model_copy(update={"revision": 2})


IMPORT = RecordSource(kind="import", file="a.xlsx", sha256="0" * 64)


def imported(instrument: Instrument) -> Assessment:
    return voted(instrument, {"S01": (0, 1, 2, 3, 1)}, sources=(IMPORT,), revision=1)


def met(instrument: Instrument) -> Assessment:
    return first(instrument).model_copy(update={"revision": 2, "sources": (IMPORT, RecordSource(kind="session"))})


CASES: dict[str, tuple[Callable[[Instrument], Assessment], Callable[[Instrument], Assessment], str | None]] = {
    "older-here": (first, then, None),
    "newer-here": (then, first, "newer"),
    "as-new-and-other": (lambda instrument: then(instrument, 3), then, "other-record"),
    "held-anew": (lambda instrument: record(instrument, "3" * 16, revision=1), then, "other-record"),
    "votes-here-their-meeting-in-the-backup": (imported, met, None),
    "other-votes-here": (
        lambda instrument: imported(instrument).model_copy(
            update={"sources": (IMPORT, IMPORT.model_copy(update={"sha256": "1" * 64}))}
        ),
        met,
        "other-record",
    ),
}


@pytest.mark.parametrize(("here", "packed", "code"), CASES.values(), ids=CASES)
def test_a_record_is_written_over_only_by_what_has_come_of_it(
    tmp_path: Path,
    instrument: Instrument,
    here: Callable[[Instrument], Assessment],
    packed: Callable[[Instrument], Assessment],
    code: str | None,
) -> None:
    for name, made in (("here", here(instrument)), ("there", packed(instrument))):
        place(tmp_path / name).save(made, made.revision - 1) if made.revision == 1 else _put(tmp_path / name, made)
    before = tree(tmp_path / "here")[RECORD]
    done = back(tmp_path / "here", zipped(tmp_path / "there", tmp_path / "copy.zip"))
    assert [finding.code for _name, finding in done.kept] == ([code] if code else [])
    assert tree(tmp_path / "here")[RECORD] == (before if code else tree(tmp_path / "there")[RECORD])


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_left_as_it_is_is_told_once(tmp_path: Path, instrument: Instrument, language: str) -> None:
    place(tmp_path / "here").save(record(instrument, "3" * 16), 0)
    place(tmp_path / "there").save(record(instrument, "4" * 16), 0)
    with i18n.speaking(language):
        result = restore_backup(Workspace.at(tmp_path / "here"), zipped(tmp_path / "there", tmp_path / "copy.zip"))
        told = plain_text(result.document) + "\n".join(
            i18n.words(each.message, each.params) for each in result.left_out
        )
    assert (told.count(RECORD), result.exit_code) == (1, 1)
    assert {"da": "er ikke en tidligere udgave af den", "en": "no earlier edition of it"}[language] in told


def _put(root: Path, made: Assessment) -> None:
    place(root).save(made.model_copy(update={"revision": 1}), 0)
    (root / RECORD).write_text(encode(made), "utf-8")


@pytest.mark.parametrize(("content", "kept"), [(b"", []), (b"\0" * 50, []), (b"{", ["damaged"])])
def test_an_empty_record_is_filled_and_a_damaged_one_left(
    tmp_path: Path, instrument: Instrument, content: bytes, kept: list[str]
) -> None:
    place(tmp_path / "data").save(record(instrument, "4" * 16), 0)
    file = zipped(tmp_path / "data", tmp_path / "copy.zip")
    (tmp_path / "data" / RECORD).write_bytes(content)
    assert [finding.code for _name, finding in back(tmp_path / "data", file).kept] == kept


def test_a_meeting_that_has_been_closed_since_is_not_opened_again(tmp_path: Path, instrument: Instrument) -> None:
    folder = place(tmp_path / "data")
    folder.save_draft(Draft(base_revision=0, current="S04", record=record(instrument, "4" * 16)))
    file = zipped(tmp_path / "data", tmp_path / "copy.zip")
    folder.save(record(instrument, "4" * 16), 0)
    done = back(tmp_path / "data", file)
    assert [(name, finding.code) for name, finding in done.kept] == [(DRAFT, "closed-since")]
    assert back(tmp_path / "new", file).written == [f"{HOME}/team.json", DRAFT]


def test_what_else_is_here_is_kept(tmp_path: Path, instrument: Instrument) -> None:
    for name, team in (("here", "Vest"), ("there", "Nord")):
        place(tmp_path / name).save(record(instrument, "4" * 16), 0)
        (tmp_path / name / "settings.yaml").write_text(f"team: {team}\n", "utf-8")
    done = back(tmp_path / "here", zipped(tmp_path / "there", tmp_path / "copy.zip"))
    assert [(name, finding.code) for name, finding in done.kept] == [("settings.yaml", "another")]
    assert (tmp_path / "here/settings.yaml").read_text("utf-8") == "team: Vest\n"


# Files that are no backup, or no longer one. Nothing is written for any of them.


def listed(files: Mapping[str, bytes], **more: object) -> bytes:
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    return json.dumps({"schema_version": 1, "files": hashes, **more}).encode()


def made(files: Mapping[str, bytes], contents: bytes | None = None, names: Mapping[str, str] = {}) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(CONTENTS, listed(files) if contents is None else contents)
        for name, data in files.items():
            packed.writestr(names.get(name, name), data)
    return target.getvalue()


def renamed(name: str) -> bytes:
    return made({name: b"{}"})


def broken() -> bytes:
    """One with another byte in the middle of what it packs."""
    content = bytearray(made({"a/b/team.json": bytes(range(256)) * 20}, None))
    content[content.rfind(b"PK\x01\x02", 0, content.rfind(b"PK\x01\x02")) - 100] ^= 0x55
    return bytes(content)


def twice(one: str, other: str) -> bytes:
    return made({one: b"{}", other: b"{}"})


def lying() -> bytes:
    """An entry that unpacks to more than it says."""
    content = made({"a/b/team.json": b"x" * 1000})
    return content.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def encrypted() -> bytes:
    content = bytearray(made({"a/b/team.json": b"{}"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rfind(mark) + at] |= 1
    return bytes(content)


def without_contents() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("a/b/team.json", "{}")
    return target.getvalue()


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("damaged", lambda: b""),
    "no-zip": ("damaged", lambda: b"PK nothing"),
    "another-zip": ("no-backup", without_contents),
    "cut-off": ("damaged", lambda: made({"a/b/team.json": b"x" * 5000})[:-200]),
    "a-byte-changed": ("damaged", broken),
    "encrypted": ("encrypted", encrypted),
    "unpacks-to-more-than-it-says": ("damaged", lying),
    "a-file-more": (
        "other-contents",
        lambda: made({"a/b/team.json": b"{}", "a/b/x.json": b"{}"}, listed({"a/b/team.json": b"{}"})),
    ),
    "a-file-less": (
        "other-contents",
        lambda: made({"a/b/team.json": b"{}"}, listed({"a/b/team.json": b"{}", "a/b/x.json": b"{}"})),
    ),
    "other-content": ("changed", lambda: made({"a/b/team.json": b"{}"}, listed({"a/b/team.json": b"[]"}))),
    "newer-format": ("too-new", lambda: made({}, b'{"schema_version": 2, "files": {}}')),
    "contents-no-json": ("damaged", lambda: made({}, b"{")),
    "contents-a-list": ("no-backup", lambda: made({}, b"[]")),
    "contents-no-hashes": ("no-backup", lambda: made({}, b'{"schema_version": 1, "files": {"a": 1}}')),
    "contents-twice": ("damaged", lambda: made({}, b'{"schema_version": 1, "files": {"a": "1", "a": "2"}}')),
    "up": ("unsafe-name", lambda: renamed("../escaped.json")),
    "up-inside": ("unsafe-name", lambda: renamed("a/../../escaped.json")),
    "absolute": ("unsafe-name", lambda: renamed("/tmp/escaped.json")),
    "drive": ("unsafe-name", lambda: renamed("c:/escaped.json")),
    "backslash": ("unsafe-name", lambda: renamed("..\\escaped.json")),
    "device": ("unsafe-name", lambda: renamed("a/b/con.json")),
    "control-character": ("unsafe-name", lambda: renamed("a/b/x\x1b.json")),
    "nul": ("unsafe-name", lambda: made({"a/b/xQescaped.json": b"{}"}).replace(b"xQescaped", b"x\0escaped")),
    "folder": ("unsafe-name", lambda: renamed("a/b/")),
    "dot-at-the-end": ("unsafe-name", lambda: renamed("a/b./x.json")),
    "endless-name": ("unsafe-name", lambda: renamed("a/" * 300 + "x.json")),
    "same-name-in-capitals": ("name-twice", lambda: twice("a/b/x.json", "a/b/X.json")),
    "bomb": ("too-large", lambda: made({"a/b/x.json": bytes(150_000_000)})),
}


@pytest.mark.parametrize(("why", "bad"), BAD.values(), ids=BAD)
def test_what_is_no_whole_backup_is_refused_and_nothing_is_written(
    tmp_path: Path, why: str, bad: Callable[[], bytes], instrument: Instrument
) -> None:
    file = tmp_path / "copy.zip"
    file.write_bytes(bad())
    place(tmp_path / "data").save(record(instrument, "4" * 16), 0)
    before = tree(tmp_path)
    with pytest.raises(InputProblem) as stop:
        restore_backup(Workspace.at(tmp_path / "data"), file)
    assert (stop.value.params["why"].code, tree(tmp_path)) == (why, before)


THREE = {"a/b/x.json": bytes(100), "a/b/y.json": bytes(50)}
"""With the list of them three entries."""


@pytest.mark.parametrize(
    ("limit", "enough"),
    [
        ("_MOST_FILES", 3),
        ("_MOST_BYTES", 150 + len(listed(THREE))),
        ("LARGEST", len(listed(THREE))),
        ("_LONGEST_NAME", len(CONTENTS)),
    ],
)
@pytest.mark.parametrize("less", [0, 1])
def test_the_most_that_is_taken(
    tmp_path: Path, limit: str, enough: int, less: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copy.zip").write_bytes(made(THREE))
    monkeypatch.setattr(backup, limit, enough - less)
    if less:
        with pytest.raises(InputProblem):
            read_backup(tmp_path / "copy.zip")
    else:
        assert read_backup(tmp_path / "copy.zip").contents == THREE


@pytest.mark.parametrize(
    "name", ["a/b/x.json", "Ærø/Bostøtte Nord (ny)/x.json", ".skjult/x.json", "a..b/x..json", "com/console.txt", "xnul"]
)
def test_names_that_can_be_used_everywhere_are_taken(tmp_path: Path, name: str) -> None:
    (tmp_path / "copy.zip").write_bytes(renamed(name))
    assert back(tmp_path / "data", tmp_path / "copy.zip").written == [name]


def test_a_good_one_made_the_same_way_is_taken(tmp_path: Path) -> None:
    """The proof that the files above are refused for what is wrong with them."""
    file = tmp_path / "copy.zip"
    file.write_bytes(made({"a/b/noter.txt": b"x"}))
    assert back(tmp_path / "data", file).written == ["a/b/noter.txt"]


@pytest.mark.parametrize("at", [*range(0, 1500, 37)])
def test_any_byte_that_is_changed_is_noticed_or_means_nothing(tmp_path: Path, instrument: Instrument, at: int) -> None:
    place(tmp_path / "data").save(record(instrument, "4" * 16), 0)
    content = bytearray(pack(tmp_path / "data").content)
    content[at % len(content)] ^= 0x55
    (tmp_path / "copy.zip").write_bytes(content)
    try:
        back(tmp_path / "new", tmp_path / "copy.zip")
    except InputProblem:
        assert not (tmp_path / "new").exists()
    else:
        assert tree(tmp_path / "new") == tree(tmp_path / "data")


# Where a backup may lie.


@pytest.mark.parametrize("name", ["copy.tar", "copy", "there.zip", "data/copy.zip"])
def test_a_backup_has_a_name_and_a_place_of_its_own(tmp_path: Path, instrument: Instrument, name: str) -> None:
    place(tmp_path / "data").save(record(instrument, "4" * 16), 0)
    (tmp_path / "there.zip").write_bytes(b"mine")
    with pytest.raises(UsageProblem):
        back_up(Workspace.at(tmp_path / "data"), tmp_path / name)
    assert (tmp_path / "there.zip").read_bytes() == b"mine"


def test_there_must_be_something_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem):
        back_up(Workspace.at(tmp_path / "none"), tmp_path / "copy.zip")
    assert tree(tmp_path) == {}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere every name is text")
def test_a_name_that_no_zip_can_hold_is_named(tmp_path: Path) -> None:
    odd = tmp_path / "data" / os.fsdecode(b"k\xf8ge") / "team.json"
    odd.parent.mkdir(parents=True)
    odd.write_text("{}", encoding="utf-8")
    with pytest.raises(UsageProblem, match="is no text") as stop:
        pack(tmp_path / "data")
    assert stop.value.params["file"] == str(odd)


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_links_are_followed_as_records_are_and_circles_named(tmp_path: Path, instrument: Instrument) -> None:
    place(tmp_path / "shared").save(record(instrument, "4" * 16), 0)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/proevekoebing-kommune").symlink_to(tmp_path / "shared/proevekoebing-kommune")
    (tmp_path / "shared/proevekoebing-kommune/round").symlink_to(tmp_path / "data")
    (tmp_path / "data/nowhere").symlink_to(tmp_path / "not there")
    result = back_up(Workspace.at(tmp_path / "data"), tmp_path / "copy.zip")
    assert (result.exit_code, len(result.left_out)) == (1, 2)
    assert RECORD in read_backup(tmp_path / "copy.zip").contents


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user who may not read everything")
def test_what_cannot_be_read_is_no_backup(tmp_path: Path, instrument: Instrument) -> None:
    place(tmp_path / "data").save(record(instrument, "4" * 16), 0)
    (tmp_path / "data" / RECORD).chmod(0)
    with pytest.raises(RecordDamaged):
        back_up(Workspace.at(tmp_path / "data"), tmp_path / "copy.zip")


def test_a_quarter_of_another_team_is_not_put_among_ours(tmp_path: Path, instrument: Instrument) -> None:
    place(tmp_path / "there").save(record(instrument, "4" * 16), 0)
    file = zipped(tmp_path / "there", tmp_path / "copy.zip")
    (tmp_path / "here" / HOME).mkdir(parents=True)
    (tmp_path / "here" / HOME / "team.json").write_text(
        '{"id": "en-anden", "name": "En anden", "earlier_names": [], "continues": []}', "utf-8"
    )
    done = back(tmp_path / "here", file)
    assert {(name, finding.code) for name, finding in done.kept} == {
        (f"{HOME}/team.json", "another"),
        (RECORD, "another-team"),
    }
    assert Quarter(2026, 3) not in {found.quarter for found in place(tmp_path / "here").records()[0]}
