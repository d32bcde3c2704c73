"""A mapping file: what somebody says outright about survey files, where the program cannot know it.

``score --explain`` prints one for each file as it was understood; saved, corrected and given back with ``--mapping``,
it is taken at its word.
"""

import re
from collections.abc import Iterator
from enum import StrEnum, auto
from pathlib import Path

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.mapping import FileMapping, MappingFile
from hf_fidelity.errors import InputProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding, KeyPath
from hf_fidelity.ground.text import shorten
from hf_fidelity.i18n import N_
from hf_fidelity.readers.exports.kinds import MEANT
from hf_fidelity.readers.exports.mapping import IGNORE, SAID
from hf_fidelity.readers.exports.wording import plain
from hf_fidelity.readers.yaml import HandWritten

_COLUMN = re.compile(r"[A-Za-z]{1,3}")


class _Key(StrEnum):
    """A key of a mapping that is called as a theme of a questionnaire is."""

    VALUES = auto()


_NOTHING = N_(
    "This is not a mapping: there are no keys with values in it. `hf-fidelity score FILE --explain` prints one."
)


def read_mapping(path: Path, instrument: Instrument) -> tuple[FileMapping, ...]:
    """The entries of a mapping file for a questionnaire. Raises InputProblem that names every line to mend."""
    kind = HandWritten(
        MappingFile,
        lambda mapping: _broken(mapping, instrument),
        Finding("no-mapping", _NOTHING, {}, "error", 1, 1),
        N_("{file} is too large for a mapping (more than {most} bytes)."),
    )
    mapping, findings = kind.read(path)
    if mapping is None:
        raise InputProblem(
            N_("The mapping {file} cannot be used: {problems}"),
            hint=N_("Nothing was stored. Mend the file and run the command again."),
            file=str(path),
            problems=_Lines(findings),
        )
    return mapping.files


class _Lines(tuple[Finding, ...]):
    """Findings that are shown one a line, each with its line."""

    def words(self) -> str:
        """One sentence a line."""
        lines = (Finding("", N_("line {line}: {what}"), {"line": found.line, "what": found}) for found in self)
        return "".join(f"\n  {line.words()}" for line in lines)


def _broken(mapping: MappingFile, instrument: Instrument) -> Iterator[tuple[KeyPath, Finding]]:
    if (asked := getattr(mapping, "instrument", None)) not in (None, instrument.id):
        message = N_("This is a mapping for the questionnaire {theirs}, not for {ours}. Say --instrument {theirs}.")
        yield ("instrument",), _error("other-instrument", message, theirs=asked, ours=instrument.id)
    for i, entry in enumerate(getattr(mapping, "files", ())):
        for steps, finding in (*_columns(entry, instrument), *_values(entry, instrument), *_rest(entry)):
            yield ("files", i, *steps), finding


def _error(code: str, message: str, **params: object) -> Finding:
    return Finding(code, message, params, "error")


def _columns(entry: FileMapping, instrument: Instrument) -> Iterator[tuple[KeyPath, Finding]]:
    seen: set[str] = set()
    known = (*instrument.order, *MEANT, IGNORE)
    for letter, meant in (entry.columns or {}).items():
        if not _COLUMN.fullmatch(letter):
            message = N_("{found} is no column. Columns are written in letters, like A or AB.")
            yield ("columns", letter), _error("no-column", message, found=letter)
        if meant not in known:
            message = N_("{found} is not a statement of the questionnaire, nor any of {known}.")
            params = {"found": shorten(meant), "known": [*MEANT, IGNORE]}
            yield ("columns", letter), _error("unknown-column", message, **params)
        elif meant in seen and meant not in (IGNORE, "status"):
            message = N_("{found} stands for two columns. Only one of them can count.")
            yield ("columns", letter), _error("column-twice", message, found=meant)
        seen.add(meant)


def _values(entry: FileMapping, instrument: Instrument) -> Iterator[tuple[KeyPath, Finding]]:
    words: set[str] = set()
    for text, said in entry.values.items():
        if said not in (*instrument.scale.values, *SAID):
            message = N_("{found} is not on the scale. It can be: {known}.")
            known = [*map(str, instrument.scale.values), *SAID]
            yield (_Key.VALUES, text), _error("off-scale", message, found=shorten(said), known=known)
        if plain(text) in words:
            yield (_Key.VALUES, text), _error("value-twice", N_("{found} stands here twice."), found=text)
        words.add(plain(text))


def _rest(entry: FileMapping) -> Iterator[tuple[KeyPath, Finding]]:
    rows = entry.header_rows
    if rows is not None and (not rows or list(rows) != list(range(rows[0], rows[0] + len(rows))) or len(rows) > 3):
        message = N_("The headings stand in one to three rows below one another, like [1] or [1, 2].")
        yield ("header_rows",), _error("header-rows", message)
    if entry.quarter is not None:
        try:
            Quarter.parse(entry.quarter)
        except ValueError:
            message = N_("{found} is not a quarter; a quarter is written like 2026-Q3.")
            yield ("quarter",), _error("quarter", message, found=shorten(entry.quarter))
