"""Programs that are needed besides Python, and what is said where one is missing."""

import shutil

_PACKAGES = {
    "osslsigncode": "osslsigncode",
    "wine": "wine wine64",
    "wixl": "wixl",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "Xvfb": "xvfb",
}
"""The program → what Debian calls the package that brings it."""


class NotHere(Exception):
    """A program is missing; says which, and what brings it."""


def needed(program: str) -> str:
    """Where the program is. Raises NotHere."""
    found = shutil.which(program)
    if not found:
        raise NotHere(f"{program} is missing; on Debian: apt-get install {_PACKAGES[program]}")
    return found
