"""Files of every released format stay readable for good, byte by byte. Never change them; add a folder per format."""

from pathlib import Path

import jsonschema
import pytest

from hf_fidelity.domain.record.assessment import SCHEMA_VERSION, Assessment, Draft, TeamFile
from hf_fidelity.ground.models import Value
from hf_fidelity.store.codec import decode, encode
from tools.schemas import assessment_schema

GOLDEN = Path(__file__).parents[1] / "golden" / "records"
FILES = sorted(GOLDEN.rglob("*.json"))


def model_of(path: Path) -> type[Value]:
    if path.name == "team.json":
        return TeamFile
    return Draft if path.name.endswith(".draft.json") else Assessment


def test_every_format_has_its_files() -> None:
    assert {path.parent.name for path in FILES} == {f"v{n}" for n in range(1, SCHEMA_VERSION + 1)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_of_this_format_is_read_and_written_again_the_same(path: Path) -> None:
    data = path.read_bytes()
    read = decode(model_of(path), data, path.name)
    assert encode(read).encode() == data or path.parent.name != f"v{SCHEMA_VERSION}"


@pytest.mark.parametrize("path", [path for path in FILES if model_of(path) is Assessment], ids=lambda path: path.name)
def test_a_record_of_this_format_fits_the_schema(path: Path) -> None:
    record = decode(Assessment, path.read_bytes(), path.name)
    jsonschema.validate(record.model_dump(mode="json"), assessment_schema())
