"""Answers from a file, merged into a record: what is left out stays as it was, what cannot be used is named."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from hf_fidelity.domain.model_findings import model_findings
from hf_fidelity.domain.parts import choose
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import changes as problems
from hf_fidelity.domain.record.actions import next_id
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.changes import GIVEN, Problem
from hf_fidelity.ground.text import fold


def merge(
    record: Assessment, answers: Mapping[str, Any], instrument: Instrument, taken: Iterable[str] = ()
) -> Assessment | list[Problem]:
    """The record with the answers in it, or everything that is wrong with them.

    Answers stand at the top (``S01: 4``) or under ``answers`` as in a record. ``taken`` are the ids of the team's
    other actions, which a new one must not get.
    """
    found = [*problems.misfits(record, answers), *problems.unknown(record, answers)]
    data = record.model_dump(mode="json")
    for path, id, value in by_statement(record, answers):
        given = _answer(id, value, instrument)
        found += problems.of_answer(path, value, given, instrument.scale_of(id))
        data["answers"][id] = {**data["answers"].get(id, {}), **(given or {})}
    for key in GIVEN:
        if key in answers:
            data[key] = _merged(key, data[key], answers[key], record, taken)
    data["answers"] = {id: data["answers"][id] for id in record.instrument.statements if id in data["answers"]}
    try:
        merged = Assessment.model_validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        return [*found, *model_findings(error, Assessment)]
    if "parts" not in answers:  # whoever answers a part's statement uses it
        merged = choose(merged, instrument, (*record.parts, *instrument.parts_among(_named(record, answers))))
    return [
        *found,
        *problems.of_record(merged, instrument),
        *problems.of_parts(record, merged, answers, instrument),
    ] or merged


def _named(record: Assessment, answers: Mapping[str, Any]) -> set[str]:
    """The statements and measures that the file says something about."""
    measures = answers.get("measures")
    given = (id for _path, id, value in by_statement(record, answers) if value is not None)
    return {*given, *(measures if isinstance(measures, Mapping) else ())}


def by_statement(record: Assessment, answers: Mapping[str, Any]) -> Iterator[tuple[problems.Path, str, Any]]:
    """The path, id and value of every answer to a statement that there is."""
    known, nested = record.instrument.statements, answers.get("answers")
    for id, value in nested.items() if isinstance(nested, Mapping) else ():
        if id in known:
            yield ("answers", id), id, value
    yield from (((id,), id, value) for id, value in answers.items() if id in known)


def _answer(id: str, value: Any, instrument: Instrument) -> dict[str, Any] | None:
    """The keys of an answer that a value sets: a point, a label, null for no answer, or an answer's own keys.

    A new point takes the place of *not relevant*, and the other way round. None: it is not an answer.
    """
    if not isinstance(value, Mapping):
        value = {"agreed": value, "not_relevant_because": None}
    given = dict(value)
    if given.get("agreed") is not None:
        point = given["agreed"]
        given["agreed"] = instrument.scale_of(id).read(str(point)) if isinstance(point, int | str) else None
        if given["agreed"] is None or isinstance(point, bool):
            return None
        given.setdefault("not_relevant_because", None)
    elif given.get("not_relevant_because") is not None:
        given.setdefault("agreed", None)
    return given


def _merged(key: str, before: Any, given: Any, record: Assessment, taken: Iterable[str]) -> Any:
    """Groups of keys are merged key by key; roles and plain values are given whole."""
    if key == "actions" and isinstance(given, list) and all(isinstance(action, Mapping) for action in given):
        return _actions(before, given, record, taken)
    return given if key == "roles" else _deep(before, given)


def _deep(before: Any, given: Any) -> Any:
    if isinstance(before, Mapping) and isinstance(given, Mapping):
        return {**before, **{key: _deep(before.get(key), value) for key, value in given.items()}}
    return given


def _actions(
    before: list[dict[str, Any]], given: list[Mapping[str, Any]], record: Assessment, taken: Iterable[str]
) -> list[Any]:
    """Actions are known by their id; one without an id is new, unless the same text is there already."""
    merged: dict[str, Any] = {action["id"]: action for action in before}
    by_text = {(fold(action["text"]), action["about"]): action["id"] for action in before}
    for action in given:
        id = action.get("id") or by_text.get((fold(str(action.get("text"))), _name(action.get("about"))))
        id = id or next_id(record.quarter, {*merged, *taken})
        merged[str(id)] = {"opened_in": str(record.quarter), **merged.get(str(id), {}), **action, "id": id}
    return list(merged.values())


def _name(value: Any) -> str | None:
    return value if isinstance(value, str) else None
