"""Records, drafts, team files, questionnaires, mappings and answers files that something has gone wrong with.

Whatever comes of it: what is refused is refused with words, nothing else is raised, and what is taken says what another
library finds in the same bytes.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, Draft, TeamFile
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.errors import FidelityError
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.handwritten import read_answers, read_instrument
from hf_fidelity.readers.survey.mapping_file import read_mapping
from hf_fidelity.store.codec import decode, encode
from tests.builders import housing_first, record, small_instrument, votes

INSTRUMENT = housing_first()
RECORD = record(
    INSTRUMENT,
    "4435 3221 45i- 3344",
    participants=11,
    roles={"leder": 5, "medarbejder": 6},
    actions=(Action(id="2026-Q3-1", about="S01", text="Læs manualen", opened_in=Quarter(2026, 3)),),
)
VOTED = RECORD.model_copy(update={"answers": {**RECORD.answers, "S01": Answer(agreed=3, votes=votes(1, 2, 3, 4, 1))}})
MAPPING = """schema_version: 1
files:
  - file: eksport.xlsx
    sheet: Svar
    header_rows: [1, 2]
    organisation: Prøvekøbing Kommune
    team: Bostøtte Nord
    columns: {A: date, B: S01, C: S02, D: ignore}
    values: {"Ved ikke": missing, "7": 5}
  - file: "*.csv"
    quarter: 2026-Q3
"""
ANSWERS = """S01: 4
S02: {agreed: 3, comment: "Vi øver os"}
S03: {not_relevant_because: Ingen boliger}
citizen_involvement: {how: Møde, citizens: 7}
"""


@dataclass(frozen=True)
class Kind:
    """A kind of file: one that is right, and what is found in a changed one."""

    text: str
    look: Callable[[Path, bytes], None]
    """Raises AssertionError where what is taken is not what stands there, FidelityError where it is refused."""


def _record_like(model: Any) -> Callable[[Path, bytes], None]:
    def look(path: Path, data: bytes) -> None:
        taken = decode(model, data, path.name)
        assert _with_all(json.loads(encode(taken)), json.loads(data.decode("utf-8-sig"))), data

    return look


def _with_all(taken: Any, stood: Any) -> bool:
    """Whether all that stood in a file is in what was taken; what is written out besides says nothing."""
    if isinstance(stood, Mapping) and isinstance(taken, Mapping):
        return all(_with_all(taken.get(key), value) for key, value in stood.items())
    if isinstance(stood, list) and isinstance(taken, list):
        return len(stood) == len(taken) and all(map(_with_all, taken, stood))
    if isinstance(taken, str) and isinstance(stood, str):
        return _seen(taken) == _seen(stood)
    return bool(taken == stood) or (taken is None and stood in ("", [], {}, False, None))


def _seen(text: str) -> str:
    """A text without what nobody sees, which is taken out of names and words."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] not in "CZ")


def _as_texts(data: bytes) -> Any:
    """A YAML file with every value as it stands there; None where the other library is stricter."""
    try:
        return yaml.load(data.decode("utf-8-sig"), yaml.BaseLoader)
    except (yaml.YAMLError, ValueError):
        return None


def _questionnaire(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    instrument, findings = read_instrument(path)
    if instrument is None:
        assert findings and all(finding.words() for finding in findings)
        return
    if stood := _as_texts(data):
        assert [statement.id for statement in instrument.statements] == [one["id"] for one in stood["statements"]]
        points = [int(point["value"]) for point in stood["scale"]["points"]]
        assert sorted(instrument.scale.values) == sorted(points)


def _mapping(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    entries: tuple[FileMapping, ...] = read_mapping(path, INSTRUMENT)
    if whole := _as_texts(data):
        stood = whole["files"]
        assert [_seen(entry.file) for entry in entries] == [_seen(one["file"]) for one in stood]
        assert [dict(entry.columns or {}) for entry in entries] == [one.get("columns") or {} for one in stood]


def _answers(path: Path, data: bytes) -> None:
    taken = read_answers(path.name, data)
    stood = _as_texts(data) or {}
    for id in {"S01", "S02"} & stood.keys():
        if isinstance(stood[id], str) and re.fullmatch("[1-9][0-9]*", stood[id]):
            assert str(taken.answers[id]) == stood[id]


TEAM = TeamFile(id="bostoette-nord", name="Bostøtte Nord", earlier_names=("Nord",), continues=("vest",))
KINDS = {
    "record": Kind(encode(VOTED), _record_like(Assessment)),
    "draft": Kind(encode(Draft(base_revision=2, why="En fejl", record=VOTED)), _record_like(Draft)),
    "team": Kind(encode(TEAM), _record_like(TeamFile)),
    "questionnaire": Kind(
        yaml.safe_dump(small_instrument(3).model_dump(mode="json"), allow_unicode=True), _questionnaire
    ),
    "mapping": Kind(MAPPING, _mapping),
    "answers": Kind(ANSWERS, _answers),
}
JUNK = [
    "",
    "null",
    "-1",
    "9" * 400,
    "1e400",
    "NaN",
    "true",
    '"',
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "\t",
    "&a",
    "*a",
    "!!x",
    "\0",
]
JUNK += [
    "S01",
    "S99",
    "2026-Q9",
    "�",
    "\u202e",
    "<b>",
    "1.5",
    "0x10",
    "010",
    "~",
    "yes",
    "#",
    "%",
    "@",
    "|",
    ">",
    "\\u0000",
]


def changed(chance: Random, text: str) -> bytes:
    """A file's content with a few things wrong."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 4)):
        at, what = chance.randrange(len(lines)), chance.randrange(7)
        line = lines[at]
        spot = chance.randrange(len(line) + 1)
        if what == 0 and len(lines) > 1:
            del lines[at]
        elif what == 1:
            lines.insert(at, chance.choice(lines))
        elif what == 2:
            lines[at] = line[:spot] + chance.choice(JUNK) + line[spot:]
        elif what == 3:
            lines[at] = line[:spot] + line[spot + 1 :]
        elif what == 4:
            lines[at] = "".join(chance.choice("0123456789") if sign.isdigit() else sign for sign in line)
        elif what == 5:
            lines[at] = line[: line.find(":") + 1] + " " + chance.choice(JUNK)
        else:
            lines = lines[: at + 1]
    data = bytearray("\n".join(lines).encode(chance.choice(["utf-8"] * 4 + ["utf-8-sig", "utf-16"]), "replace"))
    if data and chance.random() < 0.2:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def look_at(kind: Kind, folder: Path, seed: str, many: int) -> None:
    chance = Random(seed)
    for number in range(many):
        data = changed(chance, kind.text)
        try:
            kind.look(folder / "changed.yaml", data)
        except FidelityError as refused:
            assert str(refused.message)
        except Exception as fault:
            raise AssertionError(f"file {number}: {data!r}") from fault


@pytest.mark.parametrize("name", KINDS)
def test_what_is_right_is_taken(name: str, tmp_path: Path) -> None:
    KINDS[name].look(tmp_path / "right.yaml", KINDS[name].text.encode())


@pytest.mark.parametrize("name", KINDS)
def test_a_changed_file_is_refused_or_says_what_stands_there(name: str, tmp_path: Path) -> None:
    look_at(KINDS[name], tmp_path, f"{name} 1", 20 if name == "questionnaire" else 50)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 22))
@pytest.mark.parametrize("name", KINDS)
def test_the_same_in_the_long_run(name: str, seed: int, tmp_path: Path) -> None:
    look_at(KINDS[name], tmp_path, f"{name} {seed}", 35)
