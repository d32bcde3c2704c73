"""Exports that something has gone wrong with: lines lost, doubled and mixed, cells overwritten, bytes changed.

Whatever comes of it: nothing is raised, no row is lost, and no number like a CPR is repeated.
"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from hf_fidelity.domain.survey.batch import ExportRead
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.exports.layouts import LAYOUTS
from tests.exports.layouts.layout import CPR
from tests.exports.matrix import FORM

JUNK = ["", '"', "Enig", "Måske;Enig", CPR, "#N/A", "S01", "S02", "[S03]", "5", "Team", "i alt", "\0", "\ufeff", "<b>"]


def _lose(chance: random.Random, lines: list[str]) -> None:
    lines.pop(chance.randrange(len(lines)))
    lines.append("")  # never none at all


def _double(chance: random.Random, lines: list[str]) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _overwrite(chance: random.Random, lines: list[str]) -> None:
    at, separator = chance.randrange(len(lines)), chance.choice(";,\t")
    cells = lines[at].split(separator)
    cells[chance.randrange(len(cells))] = chance.choice(JUNK)
    lines[at] = separator.join(cells)


def _mix(chance: random.Random, lines: list[str]) -> None:
    chance.shuffle(lines)


CHANGES: list[Callable[[random.Random, list[str]], None]] = [_lose, _double, _overwrite, _overwrite, _mix]


def mutated(chance: random.Random, path: Path) -> bytes:
    """The file's content with a few things wrong."""
    data = bytearray(path.read_bytes())
    if path.suffix == ".csv" and chance.random() < 0.8:
        lines = data.decode("utf-8-sig", "replace").split("\n")
        for _ in range(chance.randrange(1, 6)):
            chance.choice(CHANGES)(chance, lines)
        return "\n".join(lines).encode(chance.choice(["utf-8", "utf-8-sig", "utf-16"]))
    for _ in range(chance.randrange(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def check(read: ExportRead) -> None:
    rows = read.rows
    assert rows.read == rows.accepted + rows.skips + len(rows.rejected)
    assert sum(group.respondents for group in read.groups) == rows.accepted
    assert CPR not in " ".join(f"{finding.words()} {finding.what_to_do()}" for finding in read.findings)


def read_mutated(folder: Path, seed: int, many: int) -> None:
    chance = random.Random(seed)
    made = []
    for at, layout in enumerate(LAYOUTS):
        (folder / str(at)).mkdir()
        made.append(layout.write(folder / str(at), layout.people()).path)
    for _ in range(many):
        path = chance.choice(made)
        broken = path.with_name(f"broken_{path.name}")
        broken.write_bytes(mutated(chance, path))
        check(read_export(Job(str(broken)), Options(FORM, lenient=chance.random() < 0.3)))


def test_nothing_is_raised_and_no_row_is_lost(tmp_path: Path) -> None:
    read_mutated(tmp_path, 1, 250)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 22))
def test_nothing_is_raised_and_no_row_is_lost_in_the_long_run(tmp_path: Path, seed: int) -> None:
    read_mutated(tmp_path, seed, 2000)
