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
    from platformdirs import user_data_path

    return user_data_path("hf-fidelity", appauthor=False)
