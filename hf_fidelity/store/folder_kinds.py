"""Which kind of folder one is, by the names of what lies in it: an organisation's, a team's, a data folder, or one that
holds data folders.
"""

from pathlib import Path

from hf_fidelity.store import is_settings_name
from hf_fidelity.store.files import entry_names, subfolders
from hf_fidelity.store.names import INSTRUMENTS, TEAM_FILE, is_record_name


def homes_in(root: Path) -> list[Path]:
    """The folders in a data folder that may be organisations'. Raises RecordDamaged where it cannot be read."""
    return [home for home in subfolders(root) if home.name != INSTRUMENTS and not is_settings_name(home.name)]


def data_folders_in(root: Path) -> list[Path]:
    """The data folders in a folder of data folders; none where it is a data folder itself, or there are none.

    Raises RecordDamaged where a folder cannot be read.
    """
    inside: dict[Path, None] = {}
    for home in homes_in(root):
        for folder in homes_in(home):  # one is enough where it is a team's, and there may be thousands
            if is_a_team(folder):
                return []
            if any(map(is_a_team, subfolders(folder))):
                inside[home] = None
    return list(inside)


def is_a_team(folder: Path) -> bool:
    """Whether a folder is a team's, by the names of its files. Raises RecordDamaged where it cannot be read."""
    return any(name == TEAM_FILE or is_record_name(name) for name in entry_names(folder))


def has_a_team(home: Path) -> bool:
    """Whether a folder holds one that is a team's. Raises RecordDamaged where one cannot be read."""
    return any(map(is_a_team, homes_in(home)))


def is_data_folder(folder: Path) -> bool:
    """Whether a folder that holds no team itself holds organisations that do."""
    return not has_a_team(folder) and any(map(has_a_team, homes_in(folder)))
