"""Assessment ↔ text. Stable: a record saved unchanged is byte-identical. Strict: nothing odd is read silently.

Strict reading (:mod:`hf_fidelity.ground.strict_json`) calls Python for every object and number, and knows the line of
what is wrong. Nearly every file has nothing wrong with it, and ``jiter``, pydantic's own parser of JSON, sees that in a
third of the time. Where it does not, it is not asked why: the file is read strictly, which says what is wrong, or that
all is well.
"""

import json
import re
from pathlib import Path
from typing import TypeVar

from jiter import from_json
from pydantic import ValidationError

from hf_fidelity.domain.record.assessment import SCHEMA_VERSION
from hf_fidelity.errors import RecordDamaged, RecordProblem, RecordTooNew, reason
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.models import Value
from hf_fidelity.ground.strict_json import NotStrictJson, loads
from hf_fidelity.i18n import N_
from hf_fidelity.store.files import not_readable, read_bytes

V = TypeVar("V", bound=Value)

_STEP = 100
_LONG = re.compile(rb"[0-9]{4}")
"""What is left of a number of 400 digits, wherever it begins, when one byte in ``_STEP`` is kept."""


def encode(value: Value) -> str:
    """The text of a record, draft or team file: UTF-8, two blanks of indent, keys in the model's order."""
    return json.dumps(value.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def decode(model: type[V], data: bytes, file: str) -> V:
    """Read what :func:`encode` wrote.

    Raises RecordTooNew for a later ``schema_version`` and RecordDamaged for anything else that is not a record;
    ``file`` is what the message calls it.
    """
    try:
        if is_strict_json(data):
            return model.model_validate_json(data)
    except ValidationError:
        pass
    return decode_strictly(model, data, file)


def is_strict_json(data: bytes) -> bool:
    """Whether strict reading would find nothing wrong with the text; False also where that is not sure.

    ``jiter`` knows no limit of ours to the digits of a number: what may have a longer one is not sure.
    """
    if _LONG.search(data[::_STEP]):
        return False
    try:
        from_json(data, catch_duplicate_keys=True, allow_inf_nan=False)
    except ValueError:
        return False
    return True


def decode_strictly(model: type[V], data: bytes, file: str) -> V:
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
