"""What a correction of a settled record changed: the entry in its history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hf_fidelity.domain.assessment import Answer, Assessment, Correction, FromTo

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
    return after.model_copy(update={"history": (*before.history, entry)})


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
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return {path: FromTo.model_validate({"from": before, "to": after})}
    found: dict[str, FromTo] = {}
    for key in [*before, *(key for key in after if key not in before)]:
        found |= _differences(f"{path}.{key}" if path else key, before.get(key), after.get(key))
    return found
