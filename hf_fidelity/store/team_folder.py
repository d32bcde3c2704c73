"""One team's folder: its records, drafts and ``team.json``."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hf_fidelity.domain.record.assessment import Assessment, Draft, TeamFile
from hf_fidelity.errors import RecordChanged, RecordDamaged, RecordProblem, WriteFailed
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.i18n import N_
from hf_fidelity.store.codec import decode, encode
from hf_fidelity.store.files import replace_file
from hf_fidelity.store.listing import content, entries
from hf_fidelity.store.lock import locked
from hf_fidelity.store.recovery import kept_aside


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
