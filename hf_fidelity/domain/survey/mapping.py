"""A mapping: what somebody says outright about survey files, where the program cannot know it."""

from fnmatch import fnmatch
from typing import Annotated, Literal

from pydantic import Field

from hf_fidelity.domain.survey.exports import Direction, FileSaid, StatusMeant
from hf_fidelity.ground import fold
from hf_fidelity.ground.models import Value

RowNumber = Annotated[int, Field(ge=1, le=1_048_576)]


class FileMapping(Value):
    """What is said about one file, or about all whose names fit. What is left out is understood as usual."""

    file: Annotated[str, Field(description="A file's name; * stands for anything")] = "*"
    sheet: Annotated[
        str | None, Field(description="The sheet with the answers; several sheets of a file have an entry each")
    ] = None
    header_rows: Annotated[tuple[RowNumber, ...] | None, Field(description="The rows of the headings, from 1")] = None
    layout: Annotated[str | None, Field(description="The survey tool: it decides which rows are finished")] = None
    """The id of a tool's declaration; which there are, those who read survey files know."""
    columns: Annotated[
        dict[str, str] | None,
        Field(
            description="Column letter → statement's id, organisation, team, quarter, date, role, respondent, status, "
            "year; several columns of a statement, where each row has one of them filled in"
        ),
    ] = None
    values: Annotated[
        dict[str, int | str], Field(description="What stands in a cell → a point, missing or not-relevant")
    ] = {}
    status: Annotated[
        dict[str, StatusMeant],
        Field(description="What stands in a status column → finished, unfinished, test or not-approved"),
    ] = {}
    codes: Direction | None = None
    organisation: str | None = None
    team: str | None = None
    quarter: str | None = None

    def is_about(self, name: str) -> bool:
        """Whether this is about the file of that name (without its folder)."""
        return fold(name) == fold(self.file) or fnmatch(fold(name), fold(self.file))

    @property
    def said(self) -> FileSaid:
        """The same as plain values."""
        return FileSaid(**dict(self))


class MappingFile(Value):
    """A whole mapping file. The first entry that fits a file counts.

    Where it names a sheet, further entries with the same ``file`` are about other sheets, and count as well.
    """

    schema_version: Literal[1]
    instrument: str | None = None
    files: Annotated[tuple[FileMapping, ...], Field(min_length=1)]
