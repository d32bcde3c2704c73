"""The lowest versions that ``pyproject.toml`` allows, as constraints for pip: ``python -m tools.lowest > FILE``.

The gate installs them and runs tests with them: a bound that nobody tries is a guess.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"
_BOUND = re.compile(r"(?P<name>[\w.-]+)>=(?P<lowest>[\d.]+)(?P<only_where>\s*;.*)?")


def lowest(requirements: Iterable[str]) -> Iterator[str]:
    """One exact version a requirement. Raises ValueError for one that has no lower bound and nothing else."""
    for requirement in requirements:
        bound = _BOUND.fullmatch(requirement)
        if not bound:
            raise ValueError(f"{requirement} is not NAME>=VERSION")
        yield f"{bound['name']}=={bound['lowest']}{bound['only_where'] or ''}"


_OWN = re.compile(r"hf-fidelity\[(.+)\]")


def _spelled_out(extra: str, extras: dict[str, list[str]]) -> Iterator[str]:
    """What an extra asks for, with what the extras ask for that it names."""
    for requirement in extras[extra]:
        if own := _OWN.fullmatch(requirement):
            for named in own[1].split(","):
                yield from _spelled_out(named, extras)
        else:
            yield requirement


def of_program_and_tests(pyproject: dict[str, Any]) -> list[str]:
    """What it takes to build the program, to run it and to run its tests."""
    project = pyproject["project"]
    return [
        *pyproject["build-system"]["requires"],
        *project["dependencies"],
        *_spelled_out("test", project["optional-dependencies"]),
    ]


if __name__ == "__main__":
    for line in lowest(of_program_and_tests(tomllib.loads(PYPROJECT.read_text(encoding="utf-8")))):
        sys.stdout.write(line + "\n")
