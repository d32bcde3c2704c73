"""One team's folder: its records, drafts and ``team.json``, read, checked, saved and taken away."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import EllipsisType
from typing import TYPE_CHECKING, NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Assessment, Draft, PlainRecord, TeamFile, Whose, misfits, misplaced
from hf_fidelity.ground import N_, Finding, Quarter, RecordChanged, RecordDamaged, RecordProblem, WriteFailed
from hf_fidelity.store.codec import damaged, decode, decode_plain, decode_whose, encode, seal
from hf_fidelity.store.files import (
    behind_link,
    delete_file,
    entries,
    entry_names,
    not_readable,
    read_bytes,
    refuse_links,
    replace_file,
)
from hf_fidelity.store.names import (
    TEAM_FILE,
    QuarterAndInstrument,
    draft_name,
    draft_place,
    is_record_name,
    is_temporary_name,
    peer_place,
    record_name,
    record_name_of,
    record_place,
    same,
)
from hf_fidelity.store.recovery import kept_aside, kept_elsewhere

if TYPE_CHECKING:  # most commands erase nothing
    from hf_fidelity.domain.record.erasing import Erasing


@dataclass(frozen=True)
class TeamFolder:
    """Where a team's records lie. The folder need not exist yet."""

    path: Path
    organisation: str
    team: TeamFile
    organisation_known: bool = True
    """False: no record could be read, and the organisation is called as its folder is."""
    name_known: bool = True
    """False: neither ``team.json`` nor a record could be read, and the team is called as its folder is."""
    apart: bool = False
    """Whether several data folders are read as one, so that ``organisation`` may be told apart from another's."""
    peer: str | None = None
    """The other team whose readings are meant; None: the team's own records."""

    @property
    def root(self) -> Path:
        """The data folder, in which it lies."""
        return self.path.parent.parent

    @property
    def home(self) -> str:
        """The name of its organisation's folder, in which it lies."""
        return self.path.parent.name

    def record_path(self, quarter: Quarter, instrument_id: str) -> Path:
        """The file of one quarter's record."""
        return self.path / record_name(quarter, instrument_id, self.peer)

    def draft_path(self, quarter: Quarter, instrument_id: str) -> Path:
        """The file of the unfinished meeting or correction beside it."""
        return self.path / draft_name(quarter, instrument_id, self.peer)

    def load(self, quarter: Quarter, instrument_id: str) -> Assessment | None:
        """The stored record, or None. Raises RecordProblem."""
        record = load(path := self.record_path(quarter, instrument_id))
        return record and in_its_place(record, path.name, self.team.id, path)

    def load_draft(self, quarter: Quarter, instrument_id: str) -> Draft | None:
        """The unfinished meeting, or None. Raises RecordProblem."""
        data = _bytes_if_there(path := self.draft_path(quarter, instrument_id))
        if data is None:
            return None
        draft = decode(Draft, data, str(path))
        in_its_place(draft.record, record_name(quarter, instrument_id, self.peer), self.team.id, path)
        return draft

    def records(self, *instrument_ids: str) -> tuple[list[Assessment], list[RecordProblem]]:
        """The team's records (of these questionnaires; none named: of any), by quarter, and what could not be read.

        Where a ``peer`` is meant, its readings of them.
        """
        records: list[Assessment] = []
        problems: list[RecordProblem] = []
        try:
            files = record_paths(self.path) if self.peer is None else peer_paths(self.path)
        except RecordProblem as problem:
            return [], [problem]
        for path in files:
            if instrument_ids and path.name.partition(".")[2].partition(".")[0] not in instrument_ids:
                continue
            try:
                if (record := load(path)) and (self.peer is None or same(self.peer, record.peer or "")):
                    records.append(in_its_place(record, path.name, self.team.id, path))
            except RecordProblem as problem:
                problems.append(problem)
        return sorted(records, key=lambda record: record.quarter), problems

    def save(
        self,
        record: Assessment,
        base_revision: int,
        base: Assessment | None = None,
        draft: "bytes | EllipsisType | None" = ...,
    ) -> Assessment:
        """Store a record as it is after ``base_revision`` (0: a new one) and take its draft away.

        Gives what is stored: the revision rises by one, but nothing at all is written where nothing changed.
        ``base`` is the record that was changed, where it is at hand: its content is compared too; so is ``draft``, the
        draft that is closed by it, as it lay on the disk (None: there was none). Raises RecordChanged where somebody
        else has saved since, WriteFailed where the disk refuses; what was to be saved is then kept in a recovery file
        that the error names.
        """
        path = self.record_path(record.quarter, record.instrument.id)
        saved = record.model_copy(update={"revision": base_revision + 1})

        def unchanged() -> Assessment | None:
            stored = _unchanged(path, base_revision, base)
            self._check_draft(record, draft)
            return stored

        try:
            stored = unchanged()
            if stored:  # a save makes nothing right that was changed by other means
                saved = saved.model_copy(update={"checksum": stored.checksum})
            if stored and stored.model_copy(update={"revision": saved.revision}) == saved:
                saved = stored
            else:
                self._replace(path, saved, unchanged)
        except (RecordChanged, WriteFailed) as problem:
            raise kept_aside(problem, path, seal(saved), self.root) from problem
        self.discard_draft(record.quarter, record.instrument.id)
        return saved

    def locked(self) -> AbstractContextManager[None]:
        """Hold the team's lock inside a ``with`` block: see :func:`hf_fidelity.store.locks.locked`."""
        from hf_fidelity.store.locks import locked  # most commands save nothing

        return locked(self.path)

    def _replace(self, path: Path, record: Assessment, unchanged: Callable[[], object]) -> None:
        with self.locked():
            unchanged()
            self._write_team()
            replace_file(path, seal(record), unchanged, within=self.root)

    def _check_draft(self, record: Assessment, before: "bytes | EllipsisType | None") -> None:
        """Raise RecordChanged where the draft on the disk is another one than it was before."""
        path = self.draft_path(record.quarter, record.instrument.id)
        if before is not ... and _bytes_if_there(path) != before:
            raise RecordChanged(
                N_("Somebody has gone on with the meeting of {team} in another window: {file} has changed."),
                hint=N_("Nothing was overwritten. Open the meeting again to go on from there."),
                team=self.team.name,
                file=str(path),
            )

    def draft_bytes(self, quarter: Quarter, instrument_id: str) -> bytes | None:
        """The unfinished meeting as it lies on the disk, or None: to see whether it is still the one that was read."""
        return _bytes_if_there(self.draft_path(quarter, instrument_id))

    def save_draft(self, draft: Draft, before: "bytes | EllipsisType | None" = ...) -> bytes:
        """Keep an unfinished meeting, and give it as it lies on the disk now.

        ``before`` is how it lay there before (None: there was none), where somebody else may go on with it at the same
        time. Raises RecordChanged where they have, and WriteFailed; what was to be saved is then kept in a recovery
        file that the error names.
        """
        self._write_team()
        quarter, instrument_id = draft.record.quarter, draft.record.instrument.id
        path, record = self.draft_path(quarter, instrument_id), self.record_path(quarter, instrument_id)
        if before is not ...:
            draft = draft.model_copy(update={"draft_revision": _draft_revision(before) + 1})
        data = encode(draft).encode()
        try:
            with self.locked():
                unchanged = partial(self._check_draft, draft.record, before)
                replace_file(path, data, unchanged, within=self.root, like=record)
        except RecordChanged as problem:
            raise kept_aside(problem, path, data, self.root) from problem
        return data

    def discard_draft(self, quarter: Quarter, instrument_id: str) -> None:
        """Take a draft away, if there is one."""
        path = self.draft_path(quarter, instrument_id)
        if not behind_link(path, self.root):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _write_team(self) -> None:
        """Say whose folder it is, before the first file that is saved there; that one's save is the promise."""
        path = self.path / TEAM_FILE
        if _bytes_if_there(path) is None:  # one that is there but damaged may still be mended, and is left alone
            replace_file(path, encode(self.team).encode(), within=self.root, first=True)


def _draft_revision(data: bytes | None) -> int:
    """How often a draft was saved, as it says itself; one from before says nothing."""
    with suppress(ValueError, AttributeError):
        revision = json.loads(data or b"{}").get("draft_revision", 0)
        return revision if type(revision) is int else 0
    return 0


def in_its_place(record: Assessment, name: str, team: str, file: Path | str) -> Assessment:
    """The record itself, if it is the one that its place says: a copied or renamed file must not pass for another.

    ``name`` is what its file is called, ``team`` the id of the team in whose folder that lies. Raises RecordDamaged
    that names ``file``, which is another one for what stands in a draft.
    """
    if record.team.id == team and record_name(record.quarter, record.instrument.id, record.peer) == name:
        return record
    raise RecordDamaged(
        N_("{file} is a copy: inside it says {team}, {quarter}, {instrument}."),
        hint=N_("Move it away, or rename it to what it is."),
        file=str(file),
        team=record.team.name,
        quarter=record.quarter,
        instrument=record.instrument.id,
    )


def _unchanged(path: Path, base_revision: int, base: Assessment | None) -> Assessment | None:
    """The stored record, still the one that a change began from."""
    stored = load(path)
    revision = stored.revision if stored else 0
    if revision != base_revision or (base is not None and stored != base):
        raise RecordChanged(
            N_("{file} has been saved by somebody else meanwhile (revision {found}, yours began from {base})."),
            hint=N_("Nothing was overwritten. Look at the record with `hf-fidelity show`, then correct it."),
            file=str(path),
            found=revision,
            base=base_revision,
        )
    return stored


def record_paths(folder: Path) -> list[Path]:
    """The files in a folder that are records by their names, in order. Raises RecordDamaged where it cannot be read."""
    return [path for path in entries(folder) if is_record_name(path.name)]


def peer_paths(folder: Path) -> list[Path]:
    """The files in a folder that are how peers read its records, in order. Raises RecordDamaged as above."""
    names = [name for name in entry_names(folder) if peer_place(name) and not name.endswith(".draft.json")]
    return [folder / name for name in names]


def load(path: Path | str) -> Assessment | None:
    """The record in a file, or None where there is no such file. Raises RecordProblem."""
    data = _bytes_if_there(path)
    return None if data is None else decode(Assessment, data, str(path))


def load_whose(path: Path | str) -> Whose | Assessment | None:
    """Whose the record in a file is, or None where there is no such file. Raises RecordProblem.

    To look a team up takes a ninth of the time that it takes to read what it has answered.
    """
    data = _bytes_if_there(path)
    return None if data is None else decode_whose(data, str(path))


def load_plain(path: Path | str, instrument: Instrument) -> PlainRecord | None:
    """The record in a file in plain values, to be counted; None where :func:`load` must read it, or say why not."""
    try:
        return decode_plain(read_bytes(path), instrument)
    except OSError:
        return None


def _bytes_if_there(path: Path | str) -> bytes | None:
    try:
        return read_bytes(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise not_readable(path, error) from error


def accept(path: Path, root: Path) -> bool:
    """Take a record as it is now for what it should be, though it was changed by other means; says whether it was.

    Its revision stays: what it says does not change. Raises RecordProblem, WriteFailed.
    """
    from hf_fidelity.store.locks import locked

    with locked(path.parent):
        before = _bytes_if_there(path)
        record = decode(Assessment, before, str(path)) if before is not None else None
        if record is None or not record.changed_outside:
            return False
        accepted = Rewriting(path, before or b"", None, ())
        content = seal(record.model_copy(update={"checksum": None}))
        replace_file(path, content, partial(_as_planned, accepted), within=root)
    return True


# Records as reports and meetings may use them: whole, where they belong, and on their questionnaire's scale.
#
# Everything that scores, shows or goes on with a record reads it here, so that a damaged one is the same to all.


def read_records(folder: TeamFolder, *instruments: Instrument) -> tuple[list[Assessment], list[RecordProblem]]:
    """The team's records of a questionnaire (or several), by quarter, and what could not be used."""
    usable = []
    by_id = {instrument.id: instrument for instrument in instruments}
    records, problems = folder.records(*by_id)
    for record in records:
        if fault := next(misfits(record, by_id[record.instrument.id]), None):
            problems.append(damaged(str(folder.record_path(record.quarter, record.instrument.id)), fault))
        else:
            usable.append(record)
    return usable, problems


def read_peers(folder: TeamFolder, instrument: Instrument) -> tuple[list[Assessment], list[RecordProblem]]:
    """How other teams read this one's evidence, by quarter, and what could not be used."""
    usable, problems = list[Assessment](), list[RecordProblem]()
    for path in peer_paths(folder.path):
        if (place := peer_place(path.name)) is None or place[1] != instrument.id:
            continue
        try:
            if record := load(path):
                usable.append(fitting_record(path, in_its_place(record, path.name, folder.team.id, path), instrument))
        except RecordProblem as problem:
            problems.append(problem)
    return sorted(usable, key=lambda record: (record.quarter, record.peer or "")), problems


def read_record(folder: TeamFolder, quarter: Quarter, instrument: Instrument) -> Assessment | None:
    """The record of a quarter, or None. Raises RecordProblem."""
    record = folder.load(quarter, instrument.id)
    return fitting_record(folder.record_path(quarter, instrument.id), record, instrument) if record else None


def read_draft(folder: TeamFolder, quarter: Quarter, instrument: Instrument) -> Draft | None:
    """The unfinished meeting of a quarter, or None. Raises RecordProblem."""
    draft = folder.load_draft(quarter, instrument.id)
    if draft:
        fitting_record(folder.draft_path(quarter, instrument.id), draft.record, instrument)
    return draft


def record_places(folder: TeamFolder) -> list[QuarterAndInstrument]:
    """The quarter and questionnaire of each record, by the names of the files: none is opened.

    Raises RecordDamaged where the folder cannot be read.
    """
    return sorted(filter(None, map(record_place, entry_names(folder.path))))


def draft_places(folder: TeamFolder) -> list[QuarterAndInstrument]:
    """The same of each unfinished meeting or correction."""
    return sorted(filter(None, map(draft_place, entry_names(folder.path))))


def other_instruments(folder: TeamFolder, instrument: Instrument) -> list[str]:
    """The ids of the other questionnaires that the team has a record of. Raises RecordDamaged as above."""
    return sorted({id for _quarter, id in record_places(folder)} - {instrument.id})


def faults(record: Assessment, quarter: Quarter, instrument_id: str, known: Instrument | None) -> Iterator[Finding]:
    """What keeps a record from being used in its place; ``known`` is its questionnaire, None where it is unknown."""
    if elsewhere := misplaced(record, quarter, instrument_id):
        yield elsewhere
    elif known:
        yield from misfits(record, known)


def fitting_record(path: Path | str, record: Assessment, instrument: Instrument) -> Assessment:
    """The record itself. Raises RecordDamaged where it does not fit its questionnaire; ``path`` is the file to name."""
    if fault := next(misfits(record, instrument), None):
        raise damaged(str(path), fault)
    return record


# What a team's folder holds, quarter by quarter, with every file that belongs to it; and taking it away for good.


class RecordFiles(NamedTuple):
    """One quarter of one questionnaire: its record, and whatever else the program has written beside it."""

    folder: TeamFolder
    quarter: Quarter
    instrument_id: str
    files: tuple[Path, ...]

    @property
    def path(self) -> Path:
        """Where the record is, or would be."""
        return self.folder.record_path(self.quarter, self.instrument_id)

    @property
    def size(self) -> int:
        """Bytes on the disk, all files together."""
        return sum(path.stat().st_size for path in self.files if path.exists())

    def record(self) -> Assessment | RecordProblem | None:
        """The record, why it cannot be used, or None where there is only something unfinished."""
        try:
            return self.folder.load(self.quarter, self.instrument_id)
        except RecordProblem as problem:
            return problem

    @property
    def lookalikes(self) -> list[Path]:
        """Files beside it that are called much the same and may be copies of it. They are nobody's but the user's."""
        beside = (path for path in entries(self.folder.path) if path.name.startswith(self.path.stem))
        return sorted(path for path in beside if path not in self.files and not record_name_of(path.name))


def files_by_record(folder: TeamFolder) -> list[RecordFiles]:
    """Everything in a team's folder, by the names of the files: what is damaged is there too.

    Raises RecordDamaged where the folder cannot be read: that nothing is seen does not mean that nothing is there.
    """
    files: dict[str, list[Path]] = {}
    for path in entries(folder.path):
        if record := record_name_of(path.name):
            files.setdefault(record, []).append(path)
    places = ((record_place(record), tuple(paths)) for record, paths in sorted(files.items()))
    return [RecordFiles(folder, *place, paths) for place, paths in places if place]


def delete(doomed: Iterable[RecordFiles]) -> list[Path]:
    """Take everything away for good, with the folders of teams and organisations that are empty then.

    The record itself goes last: where something stops in between, the same command goes on. Gives what was taken
    away. Raises WriteFailed for a file that cannot be deleted, or where somebody is saving in the folder for too long.
    """
    gone = []
    doomed = list(doomed)
    for each in doomed:
        for path in (each.folder.path, *each.files):
            refuse_links(path, each.folder.root)
    for each in doomed:
        with each.folder.locked():
            for path in sorted(each.files, key=lambda path: path == each.path):
                delete_file(path, each.folder.root)
                gone.append(path)
            gone += _empty_folders_deleted(each.folder.path)
    return gone


def _empty_folders_deleted(folder: Path) -> list[Path]:
    """Take away a team's folder that holds nothing but ``team.json``, and its organisation's if that is empty then."""
    gone: list[Path] = []
    with suppress(OSError):  # it is not empty, or something is added at this moment: then it stays
        if [path.name for path in folder.iterdir()] == [TEAM_FILE]:
            (folder / TEAM_FILE).unlink()
            gone.append(folder / TEAM_FILE)
        folder.rmdir()
        gone.append(folder)
        folder.parent.rmdir()
        gone.append(folder.parent)
    return gone


# A text taken out of everything that the program has written about a quarter, for good.


class Rewriting(NamedTuple):
    """A file that a text is to be taken out of."""

    path: Path
    before: bytes
    after: bytes | None
    """What it is to hold; None: it is left over from a save, and goes."""
    places: tuple[str, ...]
    """Where the text stands and is taken out."""
    left: tuple[str, ...] = ()
    """Where it stands and is not: in a longer word, in a name; empty for the whole of a file that cannot be read."""


def plan_erasing(holding: RecordFiles, erasing: "Erasing", why: str, at: datetime) -> list[Rewriting]:
    """What is to be written, the record last; files that the text is nowhere in are not among it.

    A correction under way goes on from the record as it will be. Raises RecordDamaged where the record itself cannot
    be read.
    """
    planned: list[Rewriting] = []
    stored = load(holding.path)
    changed, places = erasing.in_record(stored, why, at) if stored else (None, ())
    raised = bool(places)
    for path in (*holding.files, *_aside(holding), *holding.lookalikes):
        data = _bytes_if_there(path)
        if data is None:
            continue
        if path == holding.path and stored and changed:
            update = {"revision": stored.revision + raised, "checksum": stored.checksum}
            after = seal(changed.model_copy(update=update)) if raised else data
            planned.append(Rewriting(path, data, after, places, erasing.left_in(changed.model_dump(mode="json"))))
        else:
            ours = path not in holding.lookalikes
            planned.append(_without_text(path, data, erasing, stored if raised else None, ours=ours))
    planned.sort(key=lambda each: each.path == holding.path)
    return [each for each in planned if each.places or each.left or each.after != each.before]


def _without_text(path: Path, data: bytes, erasing: "Erasing", record: Assessment | None, *, ours: bool) -> Rewriting:
    """A draft, a recovery file or a left-over without the text; ``record`` is what it may have begun from.

    What is not the program's own, and what cannot be read, is looked through and left.
    """
    found = erasing.left_in(data.decode(errors="replace"))
    if is_temporary_name(path.name):
        return Rewriting(path, data, None if found else data, ("",) if found else ())
    content = _draft_or_record(data, path) if ours else None
    if content is None:
        return Rewriting(path, data, data, (), found)
    without, places = erasing.out_of(was := content.model_dump(mode="json"))
    if isinstance(content, Draft) and record and content.base_revision == record.revision:
        without["base_revision"] = record.revision + 1
    after = data if without == was else _written(type(content).model_validate_json(json.dumps(without)))
    return Rewriting(path, data, after, places, erasing.left_in(without))


def _written(content: Draft | Assessment) -> bytes:
    return seal(content) if isinstance(content, Assessment) else encode(content).encode()


def _draft_or_record(data: bytes, path: Path) -> Draft | Assessment | None:
    for model in (Draft, Assessment):
        with suppress(RecordProblem):
            return decode(model, data, str(path))  # type: ignore[return-value]
    return None


def _aside(holding: RecordFiles) -> Iterator[Path]:
    """What could not be saved beside the record either, and was kept in a folder of the user's own."""
    try:
        paths = kept_elsewhere(holding.path.stem)
    except OSError as error:
        raise not_readable("TMP", error) from error
    for path in paths:
        with suppress(RecordProblem):
            record = load(path)
            if (
                record
                and record.team.id == holding.folder.team.id
                and same(record.organisation, holding.folder.organisation)
            ):
                yield path


def erase(folder: TeamFolder, planned: Iterable[Rewriting]) -> list[Rewriting]:
    """Do what was planned in a team's folder, and give it.

    The record itself goes last: where something stops in between, the same command goes on. Raises RecordChanged for
    a file that has changed since it was planned, WriteFailed for one that cannot be written.
    """
    done = []
    with folder.locked():
        for each in planned:
            within = folder.root if each.path.is_relative_to(folder.root) else each.path.parent
            if each.after is None:
                delete_file(each.path, within)
            elif each.after != each.before:
                replace_file(each.path, each.after, partial(_as_planned, each), within=within)
            done.append(each)
    return done


def _as_planned(each: Rewriting) -> None:
    if _bytes_if_there(each.path) != each.before:
        raise RecordChanged(
            N_("{file} has been changed by somebody else meanwhile."),
            hint=N_("Run the command again: what was taken out already stays out."),
            file=str(each.path),
        )
