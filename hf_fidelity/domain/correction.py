"""What a correction of a settled record changed: the entry in its history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hf_fidelity.domain.record.assessment import Answer, Assessment, Correction, FromTo
from hf_fidelity.domain.record.privacy import is_group_figure, masked

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
    """The record as keys with values, where "nothing yet" has the same shape as something."""
    data = record.model_dump(mode="json", exclude=_BOOKKEEPING)
    given, empty = data.pop("answers"), Answer().model_dump(mode="json")
    data["actions"] = {action["id"]: action for action in data["actions"]}
    data["citizen_involvement"] = data["citizen_involvement"] or {}
    return {**{id: given.get(id, empty) for id in record.instrument.statements}, **data}


def _differences(path: str, before: Any, after: Any) -> dict[str, FromTo]:
    if before == after:
        return {}
    whole = is_group_figure(path) and path != "citizen_involvement"
    if whole or not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return {path: FromTo.model_validate({"from": before, "to": after})}
    found: dict[str, FromTo] = {}
    for key in [*before, *(key for key in after if key not in before)]:
        found |= _differences(f"{path}.{key}" if path else key, before.get(key), after.get(key))
    return found
