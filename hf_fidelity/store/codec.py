"""Assessment ↔ text. Stable: a record saved unchanged is byte-identical. Strict: nothing odd is read silently.

Strict reading (:mod:`hf_fidelity.ground.strict_json`) calls Python for every object and number, and knows the line of
what is wrong. Nearly every file is as it was written, and has nothing wrong with it; then the model alone reads it.
"""

import json
from pathlib import Path
from typing import TypeVar

import orjson
from pydantic import ValidationError

from hf_fidelity.domain.record.assessment import SCHEMA_VERSION
from hf_fidelity.errors import RecordDamaged, RecordProblem, RecordTooNew, reason
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.models import Value
from hf_fidelity.ground.strict_json import NotStrictJson, loads
from hf_fidelity.i18n import N_
from hf_fidelity.store.files import not_readable, read_bytes

_V = TypeVar("_V", bound=Value)


def encode(value: Value) -> str:
    """The text of a record, draft or team file: UTF-8, two blanks of indent, keys in the model's order.

    Keys that came later stand there only where they say something, so that older files stay as they are.
    """
    data = value.model_dump(mode="json")
    for keys in (data, data.get("record") or {}):
        for late in _LATER_KEYS & keys.keys():
            if not keys[late]:
                del keys[late]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


_LATER_KEYS = {"we", "first"}


def decode(model: type[_V], data: bytes, file: str) -> _V:
    """Read what :func:`encode` wrote.

    Raises RecordTooNew for a later ``schema_version`` and RecordDamaged for anything else that is not a record;
    ``file`` is what the message calls it.
    """
    try:
        if is_as_written(data):
            return model.model_validate_json(data)
    except ValidationError:
        pass
    return decode_strictly(model, data, file)


def is_as_written(data: bytes) -> bool:
    """Whether a JSON text stays what it is, byte for byte, when it is read and written again as records are.

    Then strict reading finds nothing wrong with it. A key that stood twice would stand there once; NaN, half a
    character and an endless number would be refused, or written as something else. Windows' line ends do no harm.
    """
    text = data.replace(b"\r\n", b"\n") if b"\r" in data else data
    try:
        return orjson.dumps(orjson.loads(text), option=_LAYOUT) == text
    except (ValueError, TypeError):  # it cannot be read, or not be written: it is nested too deeply
        return False


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
        return model.model_validate_json(text)
    except ValidationError as error:
        raise damaged(file, _why_not_model(error, model)) from error


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

    path, finding = next(iter(model_findings(error, model)))
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
