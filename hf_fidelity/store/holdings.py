"""What a team's folder holds, quarter by quarter, with every file that belongs to it; and taking it away for good."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.errors import RecordProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.store.leftovers import not_deleted
from hf_fidelity.store.listing import entries
from hf_fidelity.store.lock import locked
from hf_fidelity.store.reading import named
from hf_fidelity.store.team_folder import TeamFolder

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
