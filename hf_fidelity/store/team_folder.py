"""One team's folder: its records, drafts and ``team.json``, read, checked, saved and taken away."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft, TeamFile, misfits, misplaced
from hf_fidelity.errors import RecordChanged, RecordDamaged, RecordProblem, WriteFailed
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.store.codec import damaged, decode, encode
from hf_fidelity.store.files import content, entries, kept_aside, locked, names, not_deleted, replace_file


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

    @cached_property
    def home(self) -> str:
        """The name of its organisation's folder, in which it lies."""
        return self.path.parent.name

    def record_path(self, quarter: Quarter, instrument: str) -> Path:
        """The file of one quarter's record."""
        return self.path / f"{quarter}.{instrument}.json"

    def draft_path(self, quarter: Quarter, instrument: str) -> Path:
        """The file of the unfinished meeting or correction beside it."""
        return self.path / f"{quarter}.{instrument}.draft.json"

    def load(self, quarter: Quarter, instrument: str) -> Assessment | None:
        """The stored record, or None. Raises RecordProblem."""
        record = load(path := self.record_path(quarter, instrument))
        return record and own(record, path.name, self.team.id, path)

    def load_draft(self, quarter: Quarter, instrument: str) -> Draft | None:
        """The unfinished meeting, or None. Raises RecordProblem."""
        data = _bytes(path := self.draft_path(quarter, instrument))
        if data is None:
            return None
        draft = decode(Draft, data, str(path))
        own(draft.record, self.record_path(quarter, instrument).name, self.team.id, path)
        return draft

    def records(self, *instruments: str) -> tuple[list[Assessment], list[RecordProblem]]:
        """The team's records (of these questionnaires; none named: of any), by quarter, and what could not be read."""
        records: list[Assessment] = []
        problems: list[RecordProblem] = []
        try:
            files = list(record_files(self.path))
        except RecordProblem as problem:
            return [], [problem]
        for path in files:
            if instruments and path.name.partition(".")[2].removesuffix(".json") not in instruments:
                continue
            try:
                if record := load(path):
                    records.append(own(record, path.name, self.team.id, path))
            except RecordProblem as problem:
                problems.append(problem)
        return sorted(records, key=lambda record: record.quarter), problems

    def save(self, record: Assessment, base_revision: int, base: Assessment | None = None) -> Assessment:
        """Store a record as it is after ``base_revision`` (0: a new one) and take its draft away.

        Gives what is stored: the revision rises by one, but nothing at all is written where nothing changed.
        ``base`` is the record that was changed, where it is at hand: its content is compared too. Raises
        RecordChanged where somebody else has saved since, WriteFailed where the disk refuses; what was to be saved
        is then kept in a recovery file that the error names.
        """
        path = self.record_path(record.quarter, record.instrument.id)
        saved = record.model_copy(update={"revision": base_revision + 1})
        try:
            stored = _unchanged(path, base_revision, base)
            if stored and stored.model_copy(update={"revision": saved.revision}) == saved:
                saved = stored
            else:
                self._store(saved, path, lambda: _still(path, base_revision, base))
        except (RecordChanged, WriteFailed) as problem:
            raise kept_aside(problem, path, encode(saved).encode()) from problem
        self.discard_draft(record.quarter, record.instrument.id)
        return saved

    def _store(self, record: Assessment, path: Path, check: Callable[[], None]) -> None:
        with locked(self.path):
            check()
            self._write_team()
            replace_file(path, encode(record).encode(), check)

    def save_draft(self, draft: Draft) -> None:
        """Keep an unfinished meeting. Raises WriteFailed."""
        self._write_team()
        path = self.draft_path(draft.record.quarter, draft.record.instrument.id)
        replace_file(path, encode(draft).encode())

    def discard_draft(self, quarter: Quarter, instrument: str) -> None:
        """Take a draft away, if there is one."""
        with suppress(OSError):
            self.draft_path(quarter, instrument).unlink(missing_ok=True)

    def _write_team(self) -> None:
        path = self.path / "team.json"
        if _bytes(path) is None:  # one that is there but damaged may still be mended, and is left alone
            replace_file(path, encode(self.team).encode())


def own(record: Assessment, name: str, team: str, file: Path | str) -> Assessment:
    """The record itself, if it is the one that its place says: a copied or renamed file must not pass for another.

    ``name`` is what its file is called, ``team`` the id of the team in whose folder that lies. Raises RecordDamaged
    that names ``file``, which is another one for what stands in a draft.
    """
    if record.team.id == team and f"{record.quarter}.{record.instrument.id}.json" == name:
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


def _still(path: Path, base_revision: int, base: Assessment | None) -> None:
    _unchanged(path, base_revision, base)


_RECORD = re.compile(r"\d{4}-Q[1-4]\.[a-z0-9][a-z0-9-]*\.json")


def record_files(folder: Path) -> Iterator[Path]:
    """The files that are records by their names: ``2026-Q3.housing-first.json``; no drafts, no recovery files."""
    yield from (path for path in entries(folder) if is_record(path.name))


def is_record(name: str) -> bool:
    """Whether a file is a record by its name."""
    return _RECORD.fullmatch(name) is not None


def load(path: Path | str) -> Assessment | None:
    """The record in a file, or None where there is no such file. Raises RecordProblem."""
    data = _bytes(path)
    return None if data is None else decode(Assessment, data, str(path))


def _bytes(path: Path | str) -> bytes | None:
    try:
        return content(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise RecordDamaged(
            N_("{file} cannot be read: {why}."), file=str(path), why=error.strerror or type(error).__name__
        ) from error


# Records as reports and meetings may use them: whole, where they belong, and on their questionnaire's scale.
#
# Everything that scores, shows or goes on with a record reads it here, so that a damaged one is the same to all.


_RECORD_OR_DRAFT = re.compile(r"(?P<quarter>\d{4}-Q[1-4])\.(?P<instrument>[a-z0-9][a-z0-9-]*)(?P<draft>\.draft)?\.json")


def named(file: str, *, draft: bool = False) -> tuple[Quarter, str] | None:
    """The quarter and questionnaire that a record's (or a draft's) file name says; None for any other file."""
    match = _RECORD_OR_DRAFT.fullmatch(file)
    if match and bool(match["draft"]) == draft:
        with suppress(ValueError):
            return Quarter.parse(match["quarter"]), match["instrument"]
    return None


def read_records(folder: TeamFolder, *instruments: Instrument) -> tuple[list[Assessment], list[RecordProblem]]:
    """The team's records of a questionnaire (or several), by quarter, and what could not be used."""
    whole = []
    forms = {instrument.id: instrument for instrument in instruments}
    found, problems = folder.records(*forms)
    for record in found:
        try:
            path = folder.record_path(record.quarter, record.instrument.id)
            whole.append(fit(path, record, forms[record.instrument.id]))
        except RecordProblem as problem:
            problems.append(problem)
    return whole, problems


def read_record(folder: TeamFolder, quarter: Quarter, instrument: Instrument) -> Assessment | None:
    """The record of a quarter, or None. Raises RecordProblem."""
    record = folder.load(quarter, instrument.id)
    return fit(folder.record_path(quarter, instrument.id), record, instrument) if record else None


def read_draft(folder: TeamFolder, quarter: Quarter, instrument: Instrument) -> Draft | None:
    """The unfinished meeting of a quarter, or None. Raises RecordProblem."""
    draft = folder.load_draft(quarter, instrument.id)
    if draft:
        fit(folder.draft_path(quarter, instrument.id), draft.record, instrument)
    return draft


def held(folder: TeamFolder, *, drafts: bool = False) -> list[tuple[Quarter, str]]:
    """The quarter and questionnaire of each record (or draft), by the names of the files: none is opened.

    Raises RecordDamaged where the folder cannot be read.
    """
    return sorted(filter(None, (named(name, draft=drafts) for name in names(folder.path))))


def other_forms(folder: TeamFolder, form: Instrument) -> list[str]:
    """The ids of the other questionnaires that the team has a record of. Raises RecordDamaged as :func:`held`."""
    return sorted({id for _quarter, id in held(folder)} - {form.id})


def drafts_of(folder: TeamFolder) -> list[tuple[Quarter, str]]:
    """The quarter and questionnaire of each unfinished meeting, by the names of the drafts."""
    return sorted(filter(None, (named(path.name, draft=True) for path in folder.path.glob("*.draft.json"))))


def faults(record: Assessment, quarter: Quarter, instrument: str, known: Instrument | None) -> Iterator[Finding]:
    """What keeps a record from being used in its place; ``known`` is its questionnaire, None where it is unknown."""
    if elsewhere := misplaced(record, quarter, instrument):
        yield elsewhere
    elif known:
        yield from misfits(record, known)


def fit(path: Path | str, record: Assessment, instrument: Instrument) -> Assessment:
    """The record itself. Raises RecordDamaged where it does not fit its questionnaire; ``path`` is the file to name."""
    if fault := next(misfits(record, instrument), None):
        raise damaged(str(path), fault)
    return record


# What a team's folder holds, quarter by quarter, with every file that belongs to it; and taking it away for good.


_OURS = re.compile(r"\.?(?P<stem>\d{4}-Q[1-4]\.[a-z0-9][a-z0-9-]*)\..+")


@dataclass(frozen=True)
class Holding:
    """One quarter of one questionnaire: its record, and whatever else the program has written beside it."""

    folder: TeamFolder
    quarter: Quarter
    instrument: str
    files: tuple[Path, ...]

    @property
    def path(self) -> Path:
        """Where the record is, or would be."""
        return self.folder.record_path(self.quarter, self.instrument)

    @property
    def size(self) -> int:
        """Bytes on the disk, all files together."""
        return sum(path.stat().st_size for path in self.files if path.exists())

    def record(self) -> Assessment | RecordProblem | None:
        """The record, why it cannot be used, or None where there is only something unfinished."""
        try:
            return self.folder.load(self.quarter, self.instrument)
        except RecordProblem as problem:
            return problem

    @property
    def lookalikes(self) -> list[Path]:
        """Files beside it that are called much the same and may be copies of it. They are nobody's but the user's."""
        beside = self.path.parent.glob(f"{self.path.stem}*")
        return sorted(path for path in beside if path not in self.files and not _stem(path))


def holdings(folder: TeamFolder) -> list[Holding]:
    """Everything in a team's folder, by the names of the files: what is damaged is there too.

    Raises RecordDamaged where the folder cannot be read: that nothing is seen does not mean that nothing is there.
    """
    found: dict[str, list[Path]] = {}
    for path in entries(folder.path):
        if stem := _stem(path):
            found.setdefault(stem, []).append(path)
    held = []
    for stem, files in sorted(found.items()):
        if place := named(f"{stem}.json"):
            held.append(Holding(folder, *place, tuple(files)))
    return held


def _stem(path: Path) -> str | None:
    match = _OURS.fullmatch(path.name)
    return match["stem"] if match else None


def delete(doomed: Iterable[Holding]) -> list[Path]:
    """Take everything away for good, with the folders of teams and organisations that are empty then.

    The record itself goes last: where something stops in between, the same command goes on. Gives what was taken
    away. Raises WriteFailed for a file that cannot be deleted, or where somebody is saving in the folder for too long.
    """
    gone = []
    for holding in doomed:
        with locked(holding.folder.path):
            for path in sorted(holding.files, key=lambda path: path == holding.path):
                _unlink(path)
                gone.append(path)
            gone += _emptied(holding.folder.path)
    return gone


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise not_deleted(path, error) from error


def _emptied(folder: Path) -> list[Path]:
    """Take away a team's folder that holds nothing but ``team.json``, and its organisation's if that is empty then."""
    gone: list[Path] = []
    with suppress(OSError):  # it is not empty, or something is added at this moment: then it stays
        if [path.name for path in folder.iterdir()] == ["team.json"]:
            (folder / "team.json").unlink()
            gone.append(folder / "team.json")
        folder.rmdir()
        gone.append(folder)
        folder.parent.rmdir()
        gone.append(folder.parent)
    return gone
