"""What the process that reads survey files is asked.

The process that asks imports this too, so what only the reading needs is imported where it is used.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.mapping import Direction, FileMapping
from hf_fidelity.ground.dates import Quarter

if TYPE_CHECKING:
    from hf_fidelity.readers.exports.answers import Words
    from hf_fidelity.readers.exports.headings import Headings


@dataclass(frozen=True)
class Options:
    """What was asked for, the same for every file of a batch."""

    instrument: Instrument
    organisation: str | None = None
    team: str | None = None
    quarter: Quarter | None = None
    codes: Direction | None = None
    lenient: bool = False
    mappings: tuple[FileMapping, ...] = ()
    limit: int = 1
    """The smallest group that may enter a figure over several groups (alpha); the counts of each group come whole."""

    @cached_property
    def headings(self) -> "Headings":
        """The questionnaire's statements, to be found in headings; what was found once is remembered."""
        from hf_fidelity.readers.exports.headings import Headings

        return Headings(self.instrument)

    @cached_property
    def _words(self) -> "dict[str, Words]":
        from hf_fidelity.readers.exports.answers import Words

        return {scale.id: Words(scale) for scale in self.instrument.scales}

    def words(self, mapping: FileMapping) -> "dict[str, Words]":
        """Statement → the labels of its scale, to be found in cells, with what a mapping says about values."""
        from hf_fidelity.readers.exports.answers import Words
        from hf_fidelity.readers.exports.mapping import codes_of

        form, by_scale = self.instrument, self._words
        if said := codes_of(mapping, form):
            by_scale = {scale.id: Words(scale, said) for scale in form.scales}
        return {id: by_scale[form.scale_of(id).id] for id in form.order}

    def mapping_for(self, path: str) -> FileMapping:
        """What a mapping file says about a file; an empty one where it says nothing."""
        return next((entry for entry in self.mappings if entry.is_about(PurePath(path).name)), FileMapping())

    def said(self, mapping: FileMapping) -> dict[str, str]:
        """organisation, team, quarter → what was said for the whole file."""
        asked = {"organisation": self.organisation, "team": self.team, "quarter": self.quarter}
        given = {fact: option or getattr(mapping, fact) for fact, option in asked.items()}
        return {fact: str(Quarter.parse(str(v)) if fact == "quarter" else v) for fact, v in given.items() if v}


@dataclass(frozen=True)
class Job:
    """One file to read."""

    path: str
    beside: tuple[str, ...] = ()
    """Other files of the batch, which may explain this one's codes."""
