"""What a correction of a settled record changed: the entry in its history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hf_fidelity.domain.assessment import Answer, Assessment, Correction, FromTo
from hf_fidelity.domain.privacy import masked

_BOOKKEEPING = {"schema_version", "revision", "instrument", "status", "sources", "history"}


def changes(before: Assessment, after: Assessment) -> dict[str, FromTo]:
    """Every value that differs, by its path: ``S06.agreed``, ``citizen_involvement.how``, ``held_on``."""
    return _differences("", _plain(before), _plain(after))


def corrected(before: Assessment, after: Assessment, why: str, at: datetime) -> Assessment:
    """The corrected record with its history entry; ``before`` itself where nothing differs."""
    differences = changes(before, after)
    if not differences:
        return before
    entry = Correction(revision=before.revision, at=at, why=why, changes=differences)
    return after.model_copy(update={"history": masked((*before.history, entry))})


def _plain(record: Assessment) -> dict[str, Any]:
    data = record.model_dump(mode="json", exclude=_BOOKKEEPING)
    empty = Answer().model_dump(mode="json")  # not answered is an answer with nothing in it
    answers = {id: data["answers"].get(id, empty) for id in record.instrument.statements}
    data["actions"] = {action["id"]: action for action in data["actions"]}
    del data["answers"]
    return {**answers, **data}


def _differences(path: str, before: Any, after: Any) -> dict[str, FromTo]:
    if before == after:
        return {}
    if path.endswith(("votes", "roles", "brief_inspire")) or not (_group(before) and _group(after)):
        return {path: FromTo.model_validate({"from": before, "to": after})}
    found: dict[str, FromTo] = {}
    old, new = before or {}, after or {}
    for key in [*old, *(key for key in new if key not in old)]:
        found |= _differences(f"{path}.{key}" if path else key, old.get(key), new.get(key))
    return found


def _group(value: Any) -> bool:
    """Whether a value has keys of its own; None is a group with nothing in it."""
    return value is None or isinstance(value, Mapping)
