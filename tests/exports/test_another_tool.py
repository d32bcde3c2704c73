"""CONTRIBUTING's recipe for a survey tool, followed to the letter: one entry, one file, two commands."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.errors import InputProblem
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.mapping_file import read_mapping
from hf_fidelity.readers.survey.read import read_export

ROOT = Path(__file__).parents[2]
RECIPE = re.search(
    r"^- \*\*A survey tool\*\*: (.*?)\n- \*\*", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.S | re.M
)

ENTRY = """
    Layout(
        "pollmeister",
        "Pollmeister 3000",
        marks=("pollmeister no", "pollmeister done"),
        columns={"respondent": "pollmeister no"},
        statuses=(Status("pollmeister done", ("yes",), otherwise="incomplete", blank="incomplete"),),
    ),
"""
MODULE = '''
"""Pollmeister: a number, whether somebody came to the end, then the questions."""

from collections.abc import Sequence
from pathlib import Path

from tests.exports.layouts.files import COMMA, write_csv
from tests.exports.layouts.grid import Table, about, plain_columns, statements
from tests.exports.layouts.layout import Layout, Written
from tests.exports.layouts.words import LABELS, TEXTS
from tests.exports.matrix import Person

COLUMNS = [
    *plain_columns(
        {
            "Pollmeister no": lambda person: person.number,
            "Pollmeister done": lambda person: "no" if person.kind == "incomplete" else "yes",
        }
    ),
    *about(),
    *statements(TEXTS, LABELS),
]


def _write(folder: Path, people: Sequence[Person]) -> Written:
    table = Table(COLUMNS, people)
    return Written(write_csv(folder / "pollmeister.csv", table.rows(), COMMA), table.spots())


LAYOUTS = [Layout("pollmeister-csv", ("pollmeister",), _write, ("incomplete", "empty"))]
'''
MAPPING = "schema_version: 1\nfiles:\n  - {file: '*.csv', layout: pollmeister}\n"


def quoted(beginning: str) -> str:
    """What the recipe has in backticks, by how it begins."""
    assert RECIPE
    words: list[str] = re.findall(r"`([^`]+)`", RECIPE[1])
    return next(some for some in words if some.startswith(beginning))


def build(house: Path) -> None:
    """Make a house of its own, with the recipe's two edits and nothing else."""
    for name in ("hf_fidelity", "principles", "schemas", "tests", "tools"):
        shutil.copytree(ROOT / name, house / name, ignore=shutil.ignore_patterns("__pycache__", "data", "golden"))
    shutil.copy(ROOT / "pyproject.toml", house)
    tools = house / "hf_fidelity" / quoted("readers/")
    before, begin, rest = tools.read_text("utf-8").partition(f"\n{quoted('LAYOUTS')}: tuple[Layout, ...] = (\n")
    assert begin
    tools.write_text(before + begin + ENTRY.lstrip("\n") + rest, "utf-8")
    (house / quoted("tests/exports/layouts/") / "pollmeister.py").write_text(MODULE.lstrip(), "utf-8")


def run(house: Path, *arguments: str) -> str:
    """What Python says, in the house and nowhere else; it must end well."""
    env = {**os.environ, "PYTHONPATH": str(house), "HF_FIDELITY_LANG": "en"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=house, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def export_of_the_tool(folder: Path) -> Path:
    """The known answers as the made-up tool writes them."""
    made: dict[str, Any] = {}
    exec(MODULE, made)
    [layout] = made["LAYOUTS"]
    path: Path = layout.write(folder, layout.people()).path
    return path


@pytest.mark.thorough
def test_one_entry_and_one_file_make_a_tool_known_everywhere(tmp_path: Path) -> None:
    house, export, mapping = tmp_path / "house", str(export_of_the_tool(tmp_path)), tmp_path / "mapping.yaml"
    build(house)
    mapping.write_text(MAPPING, encoding="utf-8")
    run(house, *quoted("python ").split()[1:])
    schema = json.loads((house / "schemas/mapping.schema.json").read_text("utf-8"))
    assert "pollmeister" in schema["$defs"]["FileMapping"]["properties"]["layout"]["anyOf"][0]["enum"]
    run(house, "-m", *quoted("pytest ").split(), "-n0", "-k", "pollmeister-csv")  # which fails where none is found
    score = ("-m", "hf_fidelity", "--data", str(tmp_path / "data"), "score", export, "--dry-run")
    assert "Pollmeister 3000" in run(house, *score)
    [file] = json.loads(run(house, *score, "--format", "json", "--mapping", str(mapping)))["files"]
    assert (file["layout"], file["rows"]) == ("pollmeister", {"read": 20, "accepted": 17, "skipped": 3, "rejected": 0})


def test_without_the_entry_nobody_knows_the_tool(instrument: Instrument, tmp_path: Path) -> None:
    read = read_export(Job(str(export_of_the_tool(tmp_path))), Options(instrument))
    assert (read.layout, read.tool) == ("plain", "ordinary table")
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    with pytest.raises(InputProblem, match="cannot be used"):
        read_mapping(tmp_path / "mapping.yaml", instrument)
