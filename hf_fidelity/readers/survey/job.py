"""What the process that reads survey files is asked, and how the two processes talk: a length, then a pickled value.

The process that asks imports this before it starts the other one, so everything else is imported where it is used.
"""

import pickle
import struct
from dataclasses import InitVar, dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hf_fidelity.domain.questionnaire.instrument import Instrument
    from hf_fidelity.domain.survey.exports import AskedInstrument, Direction, FileSaid
    from hf_fidelity.domain.survey.mapping import FileMapping
    from hf_fidelity.ground import Quarter
    from hf_fidelity.readers.survey.words.answers import ScaleWords
    from hf_fidelity.readers.survey.words.columns import Headings

FIRST_SECONDS = 4.5
"""So long the child may work on an answer, unless it says that the file is large."""
_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True)
class Job:
    """One file to read."""

    path: str
    beside: tuple[str, ...] = ()
    """Other files of the batch, which may explain this one's codes."""
    sheet: str | None = None
    """The sheet to read, where a mapping names several of the file's."""


Usually = tuple[str | None, tuple[str, str] | None]
"""Where nothing says whose a file is: the organisation of any team, and the organisation and team that are usual."""


@dataclass(frozen=True)
class Options:
    """What was asked for, the same for every file of a batch, of the questionnaire ``instrument``."""

    instrument: "InitVar[Instrument]"
    asked: "AskedInstrument" = field(init=False)
    """What the questionnaire asks."""
    organisation: str | None = None
    team: str | None = None
    quarter: "Quarter | None" = None
    codes: "Direction | None" = None
    lenient: bool = False
    mappings: "tuple[FileMapping, ...]" = ()
    limit: int = 1
    """The smallest group that may enter a figure over several groups (alpha); the counts of each group come whole."""
    usual: Usually = (None, None)
    marked: bool = False
    """Whether people are to be known again in other files of the batch."""
    others: "tuple[Options, ...]" = ()
    """The same for the questionnaires that a file which is refused may be about instead."""

    def __post_init__(self, instrument: "Instrument") -> None:
        """Keep of the questionnaire what files are read by: it is all that another process is told of it."""
        from hf_fidelity.domain.survey.exports import AskedInstrument

        object.__setattr__(self, "asked", AskedInstrument.of(instrument))

    @cached_property
    def headings(self) -> "Headings":
        """The questionnaire's statements, to be found in headings; what was found once is remembered."""
        from hf_fidelity.readers.survey.words.columns import Headings

        return Headings(self.asked)

    @cached_property
    def _words(self) -> "dict[str, ScaleWords]":
        from hf_fidelity.readers.survey.words.answers import ScaleWords

        return {scale.id: ScaleWords(scale) for scale in self.asked.scales}

    def words(self, mapping: "FileSaid", unanswered: "Mapping[str, str]") -> "dict[str, ScaleWords]":
        """Statement → the labels of its scale, to be found in cells, with what a mapping says about values.

        ``unanswered`` is what the file's tool writes in place of an answer.
        """
        from hf_fidelity.readers.survey.words.answers import SAID, ScaleWords, codes_of

        asked, by_scale = self.asked, self._words
        if said := {text: SAID[meant] for text, meant in unanswered.items()} | codes_of(mapping, asked):
            by_scale = {scale.id: ScaleWords(scale, said) for scale in asked.scales}
        return {id: by_scale[asked.scale_of(id)] for id in asked.order}

    def mapping_for(self, path: str, sheet: str | None = None) -> "FileSaid":
        """What a mapping file says about a file, or a sheet of it; nothing where it does not mention it."""
        from hf_fidelity.domain.survey.exports import FileSaid

        entries = self._entries(path)
        return next((entry.said for entry in entries if sheet in (None, entry.sheet)), FileSaid())

    def about_none(self, paths: "Iterable[str]") -> list[str]:
        """The files that a mapping has entries about, by which none of these is read."""
        used = {id(entry) for path in paths for entry in self._entries(path)}
        return list(dict.fromkeys(entry.file for entry in self.mappings if id(entry) not in used))

    def sheets_of(self, path: str) -> "tuple[str | None, ...]":
        """The sheets of a file that a mapping has entries for; only None where it names one or none."""
        names = tuple(dict.fromkeys(entry.sheet for entry in self._entries(path)))
        return names if len(names) > 1 else (None,)

    def names_of_sheets(self, path: str) -> "tuple[str, ...]":
        """The sheets of a file that a mapping names."""
        return tuple(entry.sheet for entry in self._entries(path) if entry.sheet)

    def _entries(self, path: str) -> "tuple[FileMapping, ...]":
        """The first entry about a file; with a sheet, also those for other sheets of the same file."""
        first = next((entry for entry in self.mappings if entry.is_about(PurePath(path).name)), None)
        if first is None or first.sheet is None:
            return (first,) if first else ()
        return tuple(entry for entry in self.mappings if entry.file == first.file and entry.sheet)

    def said(self, mapping: "FileSaid") -> dict[str, str]:
        """organisation, team, quarter → what was said for the whole file."""
        from hf_fidelity.ground import Quarter

        asked = {"organisation": self.organisation, "team": self.team, "quarter": self.quarter}
        given = {fact: option or getattr(mapping, fact) for fact, option in asked.items()}
        return {fact: str(Quarter.parse(str(v)) if fact == "quarter" else v) for fact, v in given.items() if v}


@dataclass(frozen=True)
class MoreTime:
    """Said before the answer: the file is so large that it may take so many seconds of work from here."""

    seconds: float


def send(pipe: IO[bytes], value: object) -> None:
    """Write one value; raises OSError where nobody reads any more."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Wait for one value; raises EOFError where the other process has ended."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    length = _LENGTH.unpack(head)[0]
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)
