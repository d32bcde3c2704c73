"""Assessment ↔ text. Stable: a record saved unchanged is byte-identical. Strict: nothing odd is read silently."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from hf_fidelity.domain.assessment import SCHEMA_VERSION
from hf_fidelity.domain.base import Value
from hf_fidelity.domain.findings import Finding
from hf_fidelity.domain.model_findings import model_findings
from hf_fidelity.errors import RecordDamaged, RecordTooNew
from hf_fidelity.i18n import N_

V = TypeVar("V", bound=Value)


def encode(value: Value) -> str:
    """The text of a record, draft or team file: UTF-8, two blanks of indent, keys in the model's order."""
    return json.dumps(value.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def decode(model: type[V], data: bytes, file: str) -> V:
    """Read what :func:`encode` wrote.

    Raises RecordTooNew for a later ``schema_version`` and RecordDamaged for anything else that is not a record;
    ``file`` is what the message calls it.
    """
    try:
        text = data.decode("utf-8-sig")
        content = json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _damaged(file, _why_not_json(data, error)) from error
    version = content.get("schema_version") if isinstance(content, dict) else None
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
        path, finding = next(iter(model_findings(error, model)))
        where = ".".join(map(str, path))
        raise _damaged(file, Finding("", N_("{where}: {what}"), {"where": where, "what": finding})) from error


def _why_not_json(data: bytes, error: Exception) -> Finding:
    if not data.strip(b"\0 \r\n\t"):
        return Finding("", N_("it is empty"))
    if b"\n<<<<<<< " in b"\n" + data:
        return Finding("", N_("it holds two versions at once (conflict marks from a merge)"))
    if isinstance(error, UnicodeDecodeError):
        return Finding("", N_("it is not written in UTF-8"))
    if isinstance(error, json.JSONDecodeError):
        return Finding("", N_("line {line} cannot be read"), {"line": error.lineno})
    return Finding("", N_("{problem}"), {"problem": str(error)})


def _damaged(file: str, why: Finding) -> RecordDamaged:
    return RecordDamaged(
        N_("{file} is damaged: {why}."),
        hint=N_("Fetch an earlier version of the file (OneDrive, backup), or move it away. It has not been touched."),
        file=file,
        why=why,
    )


def _no_duplicates(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(name for name in names if names.count(name) > 1)!r} stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")
