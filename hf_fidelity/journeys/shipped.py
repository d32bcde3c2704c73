"""Where the files that travel with the program lie: questionnaires and schemas.

In an installed package they lie inside it, in a checkout at the top of the repository.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def shipped_folder(name: str) -> Path:
    """The folder ``principles`` or ``schemas``: the packaged copy, else the repository's."""
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


def shipped_questionnaires() -> list[Path]:
    """The files of the questionnaires that travel with the program, by name."""
    return sorted(shipped_folder("principles").glob("*.yaml"))


def is_shipped(id: str) -> bool:
    """Whether a questionnaire of this id travels with the program."""
    return any(path.stem == id for path in shipped_questionnaires())
