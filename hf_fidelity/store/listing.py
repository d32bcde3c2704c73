"""What lies in a folder, and in a file. A folder that is not there is empty; one that cannot be read is named."""

import os
from io import FileIO
from pathlib import Path

from hf_fidelity.errors import RecordDamaged
from hf_fidelity.i18n import N_


def subfolders(folder: Path) -> list[Path]:
    """The folders in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [folder / entry.name for entry in _scanned(folder) if _is_folder(entry)]


def json_files(folder: Path) -> list[Path]:
    """The ``.json`` files in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [path for path in entries(folder) if path.suffix == ".json"]


def entries(folder: Path) -> list[Path]:
    """Everything in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [folder / name for name in names(folder)]


def names(folder: Path) -> list[str]:
    """What everything in a folder is called, in order. Raises RecordDamaged where it cannot be read."""
    return [entry.name for entry in _scanned(folder)]


def content(path: Path | str) -> bytes:
    """The bytes of a file: in half the time of ``Path.read_bytes``, which counts where there are thousands.

    Raises OSError.
    """
    with FileIO(path) as file:
        return file.readall()


def _scanned(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise RecordDamaged(
            N_("{file} cannot be read: {why}."), file=str(folder), why=error.strerror or type(error).__name__
        ) from error


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and Path(entry).is_dir())
    except OSError:
        return True  # whoever looks into it will learn why it cannot be read
