"""Where the data folder lies. In it is one JSON file per record: the rooms beside this one."""

import os
from collections.abc import Mapping
from pathlib import Path


def data_folder_of(asked: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The data folder: asked for, else ``HF_FIDELITY_DATA``, else the user's data folder on this system.

    It stands here, where nothing else is imported: the language is needed before anything else, and is said in it.
    """
    if asked or environment.get("HF_FIDELITY_DATA"):
        return (asked or Path(environment["HF_FIDELITY_DATA"])).expanduser()
    return elsewhere(home := usual_data_folder()) or home


def usual_data_folder() -> Path:
    """The user's data folder on this system, where nobody has said otherwise."""
    from platformdirs import user_data_path

    return user_data_path("hf-fidelity", appauthor=False)


ELSEWHERE = "elsewhere.txt"
"""A file in the user's data folder: its one line is the folder that people have chosen instead."""


def beginning(file: Path) -> str:
    """What a short file says, or the beginning of a longer one. A pipe, which would never end, says nothing.

    Raises OSError and UnicodeDecodeError.
    """
    if not file.is_file():
        return ""
    with file.open(encoding="utf-8") as opened:
        return opened.read(_BEGINNING)


_BEGINNING = 64 * 1024


def elsewhere(home: Path) -> Path | None:
    """The folder that people have chosen instead of the usual one; None where they have not."""
    try:
        said = beginning(home / ELSEWHERE).strip()
    except (OSError, ValueError):
        return None
    return Path(said) if said and Path(said).is_absolute() else None


SETTINGS = "settings.yaml"
"""``<data>/settings.yaml`` holds what is usual there: the team, the language."""


def is_settings_name(name: str) -> bool:
    """Whether settings may be called so: in capitals too, as Windows has it, and with YAML's other ending."""
    return name.casefold() in (SETTINGS, "settings.yml")


def settings_files(root: Path) -> list[Path]:
    """The settings of a data folder, nearly always one file or none; a link that leads nowhere is one, too."""
    try:
        files = [file for file in root.iterdir() if is_settings_name(file.name)]
    except OSError:  # whoever reads the folder names it
        return []
    return sorted(files, key=lambda file: (file.name != SETTINGS, file.name))
