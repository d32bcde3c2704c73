"""Assessment ↔ text. Stable: a record saved unchanged is byte-identical. Strict: nothing odd is read silently.

Strict reading (:mod:`hf_fidelity.ground.strict_json`) calls Python for every object and number, and knows the line of
what is wrong. Nearly every file is as it was written, and has nothing wrong with it; then the model alone reads it.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_origin

import orjson
from pydantic import BaseModel, ValidationError

from hf_fidelity.domain.record.assessment import SCHEMA_VERSION
from hf_fidelity.errors import RecordDamaged, RecordProblem, RecordTooNew, reason
from hf_fidelity.ground.findings import Finding, KeyPath
from hf_fidelity.ground.models import Value, models_in
from hf_fidelity.ground.strict_json import NotStrictJson, loads
from hf_fidelity.i18n import N_
from hf_fidelity.store.files import not_readable, read_bytes

_V = TypeVar("_V", bound=Value)
_WRITTEN_OTHERWISE = re.compile(r"\de-?\d|[ -]0\.0000")
"""What may be a number that json writes in another way: 1e-05 instead of 0.00001, 1e+16 instead of 1e16."""


def encode(value: Value) -> str:
    """The text of a record, draft or team file: UTF-8, two blanks of indent, keys in the model's order.

    Keys that came later stand there only where they say something, so that older files stay as they are.
    """
    data = value.model_dump(mode="json")
    for whole in (data, data.get("record") or {}):
        for part in (whole, *whole.get("actions", ())):
            for key in _LATER & part.keys():
                if not part[key]:
                    del part[key]
    with suppress(ValueError, TypeError):  # half a character, a number of more than 64 bits: json knows what to do
        text = orjson.dumps(data, option=_LAYOUT).decode()
        if not _WRITTEN_OTHERWISE.search(text):
            return text
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


_LATER = frozenset({"we", "which", "first", "peer", "share_on", "learnt", "follows"})
"""Keys that came after the first record: written only where they say something, and missed nowhere."""


def decode(model: type[_V], data: bytes, file: str) -> _V:
    """Read what :func:`encode` wrote.

    Raises RecordTooNew for a later ``schema_version`` and RecordDamaged for anything else that is not a record;
    ``file`` is what the message calls it.
    """
    written = as_written(data)
    try:
        if written is not None:
            value = model.model_validate_json(data)
            if _is_whole(_keys_of(model), [written]):
                return value
    except ValidationError:
        pass
    return decode_strictly(model, data, file)


def as_written(data: bytes) -> Any:
    """What a JSON text says, if it stays byte for byte what it is when it is written again as records are; else None.

    Then strict reading finds nothing wrong with it. A key that stood twice would stand there once; NaN, half a
    character and an endless number would be refused, or written as something else. Windows' line ends do no harm.
    """
    text = data.replace(b"\r\n", b"\n") if b"\r" in data else data
    try:
        value = orjson.loads(text)
        return value if orjson.dumps(value, option=_LAYOUT) == text else None
    except (ValueError, TypeError):  # it cannot be read, or not be written: it is nested too deeply
        return None


_LAYOUT = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def decode_strictly(model: type[_V], data: bytes, file: str) -> _V:
    """As :func:`decode`, and slower: what this refuses, and how, is the rule."""
    try:
        text = data.decode("utf-8-sig")
        value = loads(text)
    except ValueError as error:
        raise damaged(file, _why_not_json(data, error)) from error
    version = value.get("schema_version") if isinstance(value, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise RecordTooNew(
            N_("{file} was written by a newer version of the program (format {version}, this one knows {known})."),
            hint=N_("Update hf-fidelity, then try again. The file has not been touched."),
            file=file,
            version=version,
            known=SCHEMA_VERSION,
        )
    try:
        read = model.model_validate_json(text)
    except ValidationError as error:
        raise damaged(file, _why_not_model(error, model)) from error
    if lost := next(_lost(_keys_of(model), value), None):
        missing = Finding("missing", N_("{key} is missing."), {"key": lost[-1]}, "error")
        raise damaged(file, _in_its_place(lost, missing))
    return read


# In a file every key is written out. The models' defaults are for who makes a value: a key that is not there was lost,
# and what it held with it. A record without ``answers`` is no meeting without answers.
#
# Nearly every key of today was there from the first record on; those that came later (``_LATER``) are let off.


class _Keys(NamedTuple):
    """The keys that a model is written with, and those of them that hold parts which may lack keys too."""

    names: tuple[str, ...]
    later: tuple[str, ...]
    """Keys that may stand beside them."""
    parts: tuple[tuple[str, bool, "_Keys"], ...]
    """Key, whether it holds such parts by names of their own (or, as a list, by number), and the keys of a part."""


@cache
def _keys_of(model: type[BaseModel]) -> _Keys:
    fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    parts = [(key, get_origin(type) is dict, part) for key, type in fields.items() for part in models_in(type)]
    names, later = tuple(key for key in fields if key not in _LATER), tuple(_LATER & fields.keys())
    return _Keys(names, later, tuple((key, named, _keys_of(part)) for key, named, part in parts if _may_lack(part)))


def _may_lack(model: type[BaseModel]) -> bool:
    """Whether the model itself would pass over a key that is missing, in it or in a part of it."""
    return not all(field.is_required() for field in model.model_fields.values()) or bool(_keys_of(model).parts)


def _is_whole(keys: _Keys, values: Sequence[Mapping[str, Any]]) -> bool:
    """Whether no key is missing in values that fit their model, which allows no other: counting them is enough."""
    sizes = {*map(len, values)}  # thousands of answers are counted
    if keys.later:
        sizes = {len(value) - sum(key in value for key in keys.later) for value in values}
    if sizes != {len(keys.names)}:
        return False
    for key, named, inner in keys.parts:
        if found := [part for value in values if (part := value[key])]:
            many = chain.from_iterable(part.values() if named else part for part in found)
            if not _is_whole(inner, [*many] if named or isinstance(found[0], list) else found):
                return False
    return True


def _lost(keys: _Keys, value: Mapping[str, Any], above: KeyPath = ()) -> Iterator[KeyPath]:
    """The paths of the keys that are missing in a value that fits its model."""
    yield from ((*above, name) for name in keys.names if name not in value)
    for key, named, inner in keys.parts:
        held: Any = value.get(key) or ()
        if named or isinstance(held, list):
            for at, part in dict(held).items() if named else enumerate(held):
                yield from _lost(inner, part, (*above, key, at))
        elif held:
            yield from _lost(inner, held, (*above, key))


def _why_not_json(data: bytes, error: ValueError) -> Finding:
    if not data.strip(b"\0 \r\n\t"):
        return Finding("empty", N_("it is empty."))
    if b"\n<<<<<<< " in b"\n" + data:
        return Finding("conflict", N_("it holds two versions at once (conflict marks from a merge)."))
    if isinstance(error, NotStrictJson):
        return _at_line(error.finding)
    return Finding("encoding", N_("it is not written in UTF-8."))


def _at_line(finding: Finding) -> Finding:
    if finding.line is None or "line" in finding.params:
        return finding
    return Finding(finding.code, N_("line {line}: {what}"), {"line": finding.line, "what": finding})


def _why_not_model(error: ValidationError, model: type[Value]) -> Finding:
    """The first complaint, with the keys that lead to it."""
    from hf_fidelity.ground.models import model_findings  # only when something is wrong

    return _in_its_place(*next(iter(model_findings(error, model))))


def _in_its_place(path: KeyPath, finding: Finding) -> Finding:
    """A finding with the keys that lead to its place."""
    where = ".".join(map(str, path[:-1]))
    return Finding(finding.code, N_("in {where}: {what}"), {"where": where, "what": finding}) if where else finding


def damaged(file: str, why: Finding) -> RecordDamaged:
    """That a file cannot be used as the record it should be, and why."""
    return RecordDamaged(
        N_("{file} is damaged: {why}"),
        hint=N_("Fetch an earlier version of the file (OneDrive, backup), or move it away. It has not been touched."),
        file=file,
        why=why,
    )


# What is wrong with one file, as a finding that says what to do. The file's name stands beside it.


_DAMAGED = N_("Damaged: {why} Fetch an earlier version of the file (OneDrive, backup), or move it away.")
_UNREADABLE = N_("It cannot be read: {why}. Close it in other programs, and check that you may open it.")
_TOO_NEW = N_("Written by a newer version of the program, and not touched. Update hf-fidelity.")


def damage(why: Finding) -> Finding:
    """That a file is damaged, in that way."""
    return Finding(why.code, _DAMAGED, {"why": why}, "error")


def finding_of(problem: RecordProblem) -> Finding:
    """A problem with a stored file as a finding."""
    if isinstance(problem, RecordTooNew):
        return Finding("too-new", _TOO_NEW, {}, "error")
    why = problem.params.get("why", "")
    return damage(why) if isinstance(why, Finding) else _unreadable(why)


def unreadable(error: OSError) -> Finding:
    """That the system does not give a file to us."""
    return _unreadable(reason(error))


def _unreadable(why: str) -> Finding:
    return Finding("unreadable", _UNREADABLE, {"why": why}, "error")


def data_of(path: Path) -> bytes:
    """The bytes of a file. Raises RecordDamaged, also for what is no file at all (a folder, a pipe)."""
    try:
        if path.is_file():
            return read_bytes(path)
    except OSError as error:
        raise not_readable(path, error) from error
    raise damaged(str(path), Finding("no-file", N_("it is not a file.")))
