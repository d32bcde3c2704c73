"""What is said outright about survey files, as a mapping file holds it; reading one is :mod:`mapping_file`'s affair.

A module of its own, because the process that reads survey files never reads YAML.
"""

from fnmatch import fnmatch
from pathlib import PurePath
from typing import Annotated, Literal

from pydantic import Field

from hf_fidelity.domain.base import Value
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.text import fold
from hf_fidelity.readers.exports.answers import BLANK, MISSING, NOT_RELEVANT, Direction

IGNORE = "ignore"
SAID = {"missing": MISSING, "not-relevant": NOT_RELEVANT, "blank": BLANK}

RowNumber = Annotated[int, Field(ge=1, le=1_048_576)]
LayoutId = Literal[
    "surveyxact", "ms-forms", "google-forms", "limesurvey", "qualtrics", "surveymonkey", "redcap", "kobo",
    "enalyzer", "plain",
]  # fmt: skip


class FileMapping(Value):
    """What is said about one file, or about all whose names fit. What is left out is understood as usual."""

    file: Annotated[str, Field(description="A file's name; * stands for anything")] = "*"
    sheet: str | None = None
    header_rows: Annotated[tuple[RowNumber, ...] | None, Field(description="The rows of the headings, from 1")] = None
    layout: Annotated[LayoutId | None, Field(description="The survey tool: it decides which rows are finished")] = None
    columns: Annotated[
        dict[str, str] | None,
        Field(
            description="Column letter → statement's id, organisation, team, quarter, date, role, respondent, status"
        ),
    ] = None
    values: Annotated[
        dict[str, int | str], Field(description="What stands in a cell → a point, missing or not-relevant")
    ] = {}
    codes: Direction | None = None
    organisation: str | None = None
    team: str | None = None
    quarter: str | None = None

    def is_about(self, path: str) -> bool:
        """Whether this is about the file at a path."""
        return fnmatch(fold(PurePath(path).name), fold(self.file))

    def codes_of(self, instrument: Instrument) -> dict[str, int]:
        """Cell text → the code of :mod:`hf_fidelity.readers.exports.answers`."""
        values = instrument.scale.values
        return {text: SAID[said] if isinstance(said, str) else values.index(said) for text, said in self.values.items()}


class MappingFile(Value):
    """A whole mapping file. The first entry that fits a file counts."""

    schema_version: Literal[1]
    instrument: str | None = None
    files: Annotated[tuple[FileMapping, ...], Field(min_length=1)]
