"""The data folder: one JSON file per assessment."""

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


def elsewhere(home: Path) -> Path | None:
    """The folder that people have chosen instead of the usual one; None where they have not."""
    try:
        said = (home / ELSEWHERE).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return Path(said) if said and Path(said).is_absolute() else None
