"""A mapping file: what somebody says outright about survey files, where the program cannot know it.

``score --explain`` prints one for each file as it was understood; saved, corrected and given back with ``--mapping``,
it is taken at its word.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum, auto
from pathlib import Path
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import PERHAPS_HEADINGS
from hf_fidelity.domain.survey.mapping import FileMapping, MappingFile
from hf_fidelity.ground import (
    N_,
    Finding,
    FindingLines,
    InputProblem,
    KeyPath,
    Quarter,
    fold,
    label_form,
    lazily,
    marks_of_doubt,
    shorten,
    words,
)
from hf_fidelity.readers.handwritten import HandWritten
from hf_fidelity.readers.survey.table.understand import OTHER_SHEETS
from hf_fidelity.readers.survey.words.answers import SAID
from hf_fidelity.readers.survey.words.columns import IGNORE, REMARK_OF_HEADINGS
from hf_fidelity.readers.survey.words.compared import MEANT
from hf_fidelity.readers.survey.words.tools import layout_ids

_COLUMN = lazily(r"[A-Za-z]{1,3}")


_NEEDS_NO_QUOTES = lazily(r"[^\W\d_][\w-]*")

_TAKEN = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
"""Words that YAML takes for something else than a text."""


class _Key(StrEnum):
    """A key of a mapping that is called as a theme of a questionnaire is."""

    VALUES = auto()


KEYS_CALLED = (N_("Files"), N_("File"), N_("Sheet"), N_("Header rows"), N_("Columns"), N_("Values"), N_("Codes"))
"""What keys are called in a table: in the words of another language, the catalogue knows them again."""
_SEVERAL = N_("Answers stand on more than one sheet: delete the entries of those that are not to be read.")
_TEAM_OF_A_SHEET = N_("Where a sheet is one team's: take the # in front of `team` away, and mend the name.")
_UNKNOWN_WORDS = N_(
    "These words are no answer on the scale. Take the # away, and write behind each the point that it means "
    "({low}–{high}), or leave missing:"
)
_UNKNOWN_BESIDES = N_(
    "These words are no answer on the scale either. Move them to `values:`, with the point that each means "
    "({low}–{high}), or missing:"
)
_UNDECIDED = N_(
    "What these columns are, somebody must say. Take the # away, and write it in place of ignore, or leave that:"
)
_TWICE = N_("{found} stands here twice.")
_NOT_UNDERSTOOD = N_("Nothing of it was understood.")
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
            problems=FindingLines(findings),
        )
    return mapping.files


def _broken(mapping: MappingFile, instrument: Instrument) -> Iterator[tuple[KeyPath, Finding]]:
    if (asked := getattr(mapping, "instrument", None)) not in (None, instrument.id):
        message = N_("This is a mapping for the questionnaire {theirs}, not for {ours}. Say --instrument {theirs}.")
        yield ("instrument",), _error("other-instrument", message, theirs=asked, ours=instrument.id)
    for i, entry in enumerate(getattr(mapping, "files", ())):
        for steps, finding in (
            *_columns(entry, instrument),
            *_values(entry, instrument),
            *_statuses(entry),
            *_rest(entry),
        ):
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
        elif meant in seen and meant in MEANT and meant != "status":
            message = N_("{found} stands for two columns. Only one of them can count.")
            yield ("columns", letter), _error("column-twice", message, found=meant)
        seen.add(meant)


def _values(entry: FileMapping, instrument: Instrument) -> Iterator[tuple[KeyPath, Finding]]:
    words: set[object] = set()
    for text, said in entry.values.items():
        word = label_form(text), marks_of_doubt(text)
        if said not in (*instrument.scale.values, *SAID):
            message = N_("{found} is not on the scale. It can be: {known}.")
            known = [*map(str, instrument.scale.values), *SAID]
            yield (_Key.VALUES, text), _error("off-scale", message, found=shorten(said), known=known)
        if word in words:
            yield (_Key.VALUES, text), _error("value-twice", _TWICE, found=text)
        if not label_form(text):
            message = N_("»{found}« holds neither a letter nor a sign to know a cell by. An empty cell is no answer.")
            yield (_Key.VALUES, text), _error("value-unreadable", message, found=text)
        words.add(word)


def _statuses(entry: FileMapping) -> Iterator[tuple[KeyPath, Finding]]:
    words: set[str] = set()
    for text in entry.status:
        if fold(text) in words:
            yield ("status", text), _error("value-twice", _TWICE, found=text)
        words.add(fold(text))


def _rest(entry: FileMapping) -> Iterator[tuple[KeyPath, Finding]]:
    if entry.layout not in (None, *layout_ids()):
        message = N_("{key} cannot be {found}. It can be: {expected}.")
        params = {"key": "layout", "found": shorten(entry.layout), "expected": [*layout_ids()]}
        yield ("layout",), _error("literal-error", message, **params)
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


def mapping_text(instrument: Instrument, files: Iterable[tuple[str, Mapping[str, Any], Sequence[str]]]) -> str:
    """A mapping file for some files, by name, with each column's heading as a remark behind it.

    The words of a file that are no answer stand below it, to be given a meaning: till then they have none.
    """
    lines = ["schema_version: 1", f"instrument: {_scalar(instrument.id)}", "files:"]
    for name, keys, unknown in files:
        others = keys.get(OTHER_SHEETS, ())
        if others:
            lines.append(f"  # {words(_SEVERAL, {})}")
        entries = (keys, *others)
        if others and any(map(_lacks_a_team, entries)):
            lines.append(f"  # {words(_TEAM_OF_A_SHEET, {})}")
        for entry in entries:
            lines += _entry(name, entry)
            if others and _lacks_a_team(entry):
                lines.append(f"    # team: {_scalar(entry['sheet'])}")
        lines += _to_give_a_meaning(unknown, instrument, begun=_Key.VALUES in keys)
    return "\n".join(lines) + "\n"


def _to_give_a_meaning(unknown: Sequence[str], instrument: Instrument, *, begun: bool) -> Iterator[str]:
    """``values:`` with each unknown word, as remarks; ``begun`` where the mapping has that key already."""
    if unknown:
        said = _UNKNOWN_BESIDES if begun else _UNKNOWN_WORDS
        yield f"    # {words(said, {'low': instrument.scale.lowest, 'high': instrument.scale.highest})}"
        yield from [] if begun else ["    # values:"]
        yield from (f"    #   {_scalar(word)}: missing" for word in unknown)


def _lacks_a_team(keys: Mapping[str, Any]) -> bool:
    """Whether an entry about a sheet says no team, and no column of it does."""
    return "sheet" in keys and "team" not in keys and "team" not in keys.get("columns", {}).values()


def _entry(name: str, keys: Mapping[str, Any]) -> Iterator[str]:
    """One entry about a file, or a sheet of it."""
    yield f"  - file: {_scalar(name)}"
    if not keys:
        yield f"    # {words(_NOT_UNDERSTOOD, {})}"
    for key, value in keys.items():
        if key not in (REMARK_OF_HEADINGS, PERHAPS_HEADINGS, OTHER_SHEETS):
            yield from _lines(key, value, keys.get(REMARK_OF_HEADINGS) or keys.get(PERHAPS_HEADINGS, {}))


def _lines(key: str, value: Any, headings: Mapping[str, str]) -> list[str]:
    if isinstance(value, Mapping):
        remarks = headings if key == "columns" else {}
        inner = [f"      {_scalar(k)}: {_scalar(v)}" + _remark(remarks.get(k)) for k, v in value.items()]
        if undecided := {letter: remark for letter, remark in remarks.items() if letter not in value}:
            inner.append(f"      # {words(_UNDECIDED, {})}")
            inner += [f"      # {_scalar(k)}: {IGNORE}" + _remark(remark) for k, remark in undecided.items()]
        return [f"    {key}:", *inner]
    return [f"    {key}: {_scalar(value)}"]


def _remark(heading: str | None) -> str:
    return f"  # {heading}" if heading else ""


def _scalar(value: Any) -> str:
    """A value as YAML on one line. JSON is YAML; a text that needs no quotes goes without."""
    if isinstance(value, str) and _NEEDS_NO_QUOTES.fullmatch(value) and value.casefold() not in _TAKEN:
        return value
    return json.dumps(value, ensure_ascii=False)
