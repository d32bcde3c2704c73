"""One survey file → what was understood, and the counts: what the worker process does."""

from dataclasses import dataclass
from typing import Literal

from hf_fidelity.domain.imports import ExportRead
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.quarter import Quarter

Codes = Literal["agree-high", "agree-low"]


@dataclass(frozen=True)
class Options:
    """What was asked for, the same for every file of a batch."""

    instrument: Instrument
    organisation: str | None = None
    team: str | None = None
    quarter: Quarter | None = None
    codes: Codes | None = None
    lenient: bool = False


@dataclass(frozen=True)
class Job:
    """One file to read."""

    path: str
    beside: tuple[str, ...] = ()
    """Other files of the batch, which may explain this one's codes."""


def read_export(job: Job, options: Options) -> ExportRead:
    """Read one file. Never raises for what is wrong with the file: that becomes findings."""
    raise NotImplementedError
