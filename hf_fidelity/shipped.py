"""Where the files that travel with the program lie: questionnaires and schemas.

In an installed package they lie inside it, in a checkout at the top of the repository.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder ``principles`` or ``schemas``: the packaged copy, else the repository's."""
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
