"""A data folder as one file, and back: everything in it, each file with its hash, the same folder the same bytes.

A backup may come from anywhere, so it is read as a stranger's file is: the whole of it is looked through before a
single file is written, no name leads out of the data folder, nothing unpacks to more than it says. What is in the
folder already is written over only by what has come of it.
"""

import hashlib
import io
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from hf_fidelity.domain.record import Assessment, Draft, TeamFile
from hf_fidelity.domain.record.changes import comes_of
from hf_fidelity.ground import (
    N_,
    Finding,
    InputProblem,
    RecordChanged,
    RecordProblem,
    UsageProblem,
    WriteFailed,
    cannot_be_read,
    reason,
)
from hf_fidelity.ground.strict_json import NotStrictJson, loads
from hf_fidelity.ground.zip_end import zip_end
from hf_fidelity.store.codec import decode
from hf_fidelity.store.files import LARGEST, not_readable, read_bytes, refuse_links, replace_file
from hf_fidelity.store.locks import locked
from hf_fidelity.store.names import TEAM_FILE, draft_place, is_reserved, is_temporary_name, record_name, record_place

CONTENTS = "hf-fidelity-backup.json"
"""The first entry of a backup: the files in it, each with its hash."""

_MOST_FILES = 500_000
_MOST_BYTES = 2_000_000_000
_LONGEST_NAME = 500
_LONGEST_ENTRY = 400
"""Bytes of the list of entries, on an average."""
_AT_ONCE = 1024 * 1024
_ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: a backup of the same files has the same bytes."""


# Into one file.


class Packed(NamedTuple):
    """A backup as bytes, and what is in it."""

    content: bytes
    files: int
    records: int
    left: tuple[Path, ...]
    """What is no file: links that lead nowhere or in a circle, pipes, devices; and what is far too large."""


def pack(root: Path) -> Packed:
    """Everything in a data folder but what saves have left half done.

    Raises UsageProblem where there is nothing, and for a name that no zip can hold; RecordDamaged for a file
    or folder that cannot be read.
    """
    left: list[Path] = []
    files = {path.relative_to(root).as_posix(): path for path in _files(root, left, frozenset())}
    if not files:
        raise UsageProblem(
            N_("There is nothing in {folder} to back up."),
            hint=N_("Point --data at the folder where your records are."),
            folder=str(root),
        )
    if nameless := [path for name, path in sorted(files.items()) if not _is_text(name)]:
        raise UsageProblem(
            N_("{file} cannot be backed up: its name, or that of a folder around it, is no text on other systems."),
            hint=N_("Give it another name, and take the backup then."),
            file=str(nameless[0]),
        )
    contents = {name: _bytes_of(path) for name, path in sorted(files.items())}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    listed = json.dumps({"schema_version": 1, "files": hashes}, ensure_ascii=False, indent=1) + "\n"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, data in {CONTENTS: listed.encode(), **contents}.items():
            packed.writestr(_entry(name), data)
    records = sum(record_place(name.rpartition("/")[2]) is not None for name in contents)
    return Packed(target.getvalue(), len(contents), records, tuple(left))


def _is_text(name: str) -> bool:
    """Whether a name can be written as such: a disk may hold any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ALWAYS)
    entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    return entry


def _files(folder: Path, left: list[Path], around: frozenset[str]) -> Iterator[Path]:
    """Every file under a folder, through links too, as records are read; not round and round (``around``)."""
    around |= {os.path.realpath(folder)}
    try:
        inside = sorted(os.scandir(folder), key=lambda entry: entry.name)
        kinds = [(entry, entry.is_dir(), entry.is_file() and entry.stat().st_size <= LARGEST) for entry in inside]
    except FileNotFoundError:
        return
    except OSError as error:
        raise not_readable(folder, error) from error
    for entry, is_folder, is_file in kinds:
        path = Path(entry.path)
        if is_folder and os.path.realpath(path) not in around:
            yield from _files(path, left, around)
        elif not is_file:
            left.append(path)
        elif not is_temporary_name(entry.name):
            yield path


def _bytes_of(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except OSError as error:
        raise not_readable(path, error) from error


# Out of one file.


@dataclass(frozen=True)
class Backup:
    """A backup that has been read and is whole."""

    file: str
    contents: Mapping[str, bytes]
    """Name from the data folder on → what stands in the file."""


def read_backup(file: Path) -> Backup:
    """Read a backup, all of it. Raises InputProblem where it is none, is damaged, or could do harm."""
    try:
        with file.open("rb") as opened:  # its list of entries is read as soon as it is opened as a zip
            end = zip_end(opened)
        if end and (end.entries > _MOST_FILES or end.size > _MOST_FILES * _LONGEST_ENTRY):
            raise _refused(str(file), Finding("too-large", N_("it unpacks to more than any data folder holds.")))
        with zipfile.ZipFile(file) as packed:
            return Backup(str(file), _checked(packed, str(file)))
    except OSError as error:
        raise cannot_be_read(file, error) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _refused(str(file), Finding("damaged", N_("it is damaged, or no zip file at all."))) from error


def _refused(file: str, why: Finding) -> InputProblem:
    return InputProblem(
        N_("{file} cannot be restored from: {why}"),
        hint=N_("Nothing was written. Take another backup, or fetch this one again."),
        file=file,
        why=why,
    )


def _checked(packed: zipfile.ZipFile, file: str) -> dict[str, bytes]:
    """What is in the backup. Raises InputProblem for anything that a backup of ours never has."""
    entries = {entry.filename: entry for entry in packed.infolist()}
    if wrong := next(_wrong(packed.infolist()), None):
        raise _refused(file, wrong)
    hashes = _listed(packed, entries, file)
    if strangers := sorted((entries.keys() ^ hashes.keys()) - {CONTENTS}):
        message = N_("what is in it and what it says is in it do not agree: {names}.")
        raise _refused(file, Finding("other-contents", message, {"names": strangers[:5]}))
    contents: dict[str, bytes] = {}
    for name, expected in hashes.items():
        contents[name] = _unpacked(packed, entries[name])
        if hashlib.sha256(contents[name]).hexdigest() != expected:
            message = N_("{name} in it has been changed since it was backed up.")
            raise _refused(file, Finding("changed", message, {"name": name}))
    return contents


def _wrong(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    """What is wrong with the names and sizes, before anything is unpacked."""
    if CONTENTS not in [entry.filename for entry in entries]:
        yield Finding("no-backup", N_("it was not written by `hf-fidelity backup`."))
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        yield Finding("too-large", N_("it unpacks to more than any data folder holds."))
    seen: set[str] = set()
    for entry in entries:
        if not _is_safe(entry.orig_filename) or entry.orig_filename != entry.filename:
            yield Finding("unsafe-name", N_("it holds a file whose name leads elsewhere or cannot be used everywhere."))
        if entry.filename.casefold() in seen:
            yield Finding("name-twice", N_("it holds two files of the same name."))
        seen.add(entry.filename.casefold())
        if entry.flag_bits & 0x1:
            yield Finding("encrypted", N_("it is encrypted. Unpack it, and pack it again without a password."))
        if entry.file_size > LARGEST:
            yield Finding("too-large", N_("it unpacks to more than any data folder holds."))


def _is_safe(name: str) -> bool:
    """Whether a name stays inside the folder that it is unpacked into, on every system."""
    parts = name.split("/")
    return len(name) <= _LONGEST_NAME and all(
        part not in ("", ".", "..")
        and part.isprintable()
        and not re.search(r'[\\:*?"<>|]', part)
        and not part.endswith((".", " "))
        and not is_reserved(part)
        for part in parts
    )


def _listed(packed: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], file: str) -> dict[str, str]:
    """The files that the backup says it holds, each with its hash."""
    try:
        said: Any = loads(_unpacked(packed, entries[CONTENTS]).decode())
    except (NotStrictJson, UnicodeDecodeError) as error:
        raise _refused(file, Finding("damaged", N_("it is damaged, or no zip file at all."))) from error
    version = said.get("schema_version") if isinstance(said, dict) else None
    if isinstance(version, int) and version > 1:
        raise _refused(file, Finding("too-new", N_("a newer version of the program wrote it. Update hf-fidelity.")))
    hashes = said.get("files") if isinstance(said, dict) else None
    if version != 1 or not isinstance(hashes, dict) or not all(isinstance(each, str) for each in hashes.values()):
        raise _refused(file, Finding("no-backup", N_("it was not written by `hf-fidelity backup`.")))
    return hashes


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """An entry's bytes; it is stopped where it unpacks to more than it says. Its checksum is compared by zipfile."""
    parts, size = [], 0
    with packed.open(entry) as stream:
        while part := stream.read(_AT_ONCE):
            size += len(part)
            if size > entry.file_size:
                raise zipfile.BadZipFile(entry.filename)
            parts.append(part)
    return b"".join(parts)


# Into a data folder: what is missing there, and what is older there.


@dataclass
class Restored:
    """What became of the files of a backup, by their names."""

    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[tuple[str, Finding]] = field(default_factory=list)
    """What is in the folder already and was left as it is, and why."""


def restore(root: Path, backup: Backup) -> Restored:
    """Write what is missing in a data folder or older there than in the backup; everything else stays as it is.

    Records go before the drafts that were begun from them. Where something stops in between, the same command goes on.
    Raises WriteFailed.
    """
    done = Restored()
    by_folder: dict[Path, list[str]] = {}
    for name in sorted(backup.contents, key=lambda name: (draft_place(name.rpartition("/")[2]) is not None, name)):
        by_folder.setdefault((root / name).parent, []).append(name)
    for folder in by_folder:
        refuse_links(folder, root)
    for folder, names in sorted(by_folder.items()):
        with locked(folder):
            for name in sorted(names, key=lambda name: (name.rpartition("/")[2] != TEAM_FILE,)):
                _restore_one(root, name, backup.contents[name], done)
    return done


def _restore_one(root: Path, name: str, content: bytes, done: Restored) -> None:
    path = root / name
    present = _present(path)
    if present == content:
        done.same.append(name)
    elif why := _why_not(path, content, present):
        done.kept.append((name, why))
    else:
        try:
            replace_file(path, content, partial(_still, path, present), within=root)
        except RecordChanged:
            done.kept.append((name, Finding("changed", N_("somebody has just saved it."))))
        else:
            done.written.append(name)


def _present(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None
    except OSError as error:  # a folder of that name, or something that may not be read: it is in the way
        raise WriteFailed(N_("{file} could not be written: {why}."), file=str(path), why=reason(error)) from error


def _still(path: Path, present: bytes | None) -> None:
    if _present(path) != present:
        raise RecordChanged(N_("{file} has been changed by somebody else meanwhile."), file=str(path))


def _why_not(path: Path, content: bytes, present: bytes | None) -> Finding | None:
    """Why a file is left as it is; None: the backup's takes its place."""
    if record_place(path.name):
        return _why_not_record(path, content, present)
    if present is not None:
        return Finding("another", N_("it is here already, and another one."))
    if draft_place(path.name):
        return _why_not_draft(path, content)
    return None


def _why_not_record(path: Path, content: bytes, present: bytes | None) -> Finding | None:
    packed, stored = _record(content, path), None if present is None else _record(present, path)
    team = _team(path.with_name(TEAM_FILE))
    if packed and team and packed.team.id != team.id:
        return Finding("another-team", N_("here the folder belongs to another team."))
    if present is None or not present.strip(b"\0 \r\n\t"):
        return None
    if stored is None:
        return Finding("damaged", N_("the one here cannot be read. Move it away, then restore again."))
    if packed is None:
        return Finding("damaged-in-backup", N_("the one in the backup cannot be read."))
    if packed.revision < stored.revision:
        return Finding("newer", N_("the one here is newer."))
    if packed.revision == stored.revision or not comes_of(packed, stored):
        return Finding(
            "other-record",
            N_("the one here says something else than the one in the backup, and is no earlier edition of it."),
        )
    return None


def _why_not_draft(path: Path, content: bytes) -> Finding | None:
    """A meeting that was unfinished when it was backed up may have been closed since."""
    try:
        draft = decode(Draft, content, str(path))
    except RecordProblem:
        return None
    present = _present(path.with_name(record_name(draft.record.quarter, draft.record.instrument.id)))
    stored = None if present is None else _record(present, path)
    if draft.base_revision == (stored.revision if stored else 0):
        return None
    return Finding("closed-since", N_("that meeting has been closed since."))


def _record(content: bytes, path: Path) -> Assessment | None:
    try:
        return decode(Assessment, content, str(path))
    except RecordProblem:
        return None


def _team(path: Path) -> TeamFile | None:
    content = _present(path)
    try:
        return None if content is None else decode(TeamFile, content, str(path))
    except RecordProblem:
        return None
