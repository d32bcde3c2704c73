"""What lies in a folder. A folder that is not there is empty; one that cannot be read is named."""

from pathlib import Path

from hf_fidelity.errors import RecordDamaged
from hf_fidelity.i18n import N_


def subfolders(folder: Path) -> list[Path]:
    """The folders in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [path for path in entries(folder) if _is_folder(path)]


def json_files(folder: Path) -> list[Path]:
    """The ``.json`` files in a folder, by name. Raises RecordDamaged where it cannot be read."""
    return [path for path in entries(folder) if path.suffix == ".json"]


def entries(folder: Path) -> list[Path]:
    """Everything in a folder, by name. Raises RecordDamaged where it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise RecordDamaged(
            N_("{file} cannot be read: {why}."), file=str(folder), why=error.strerror or type(error).__name__
        ) from error


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return True  # whoever looks into it will learn why it cannot be read
