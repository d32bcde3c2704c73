"""Answers from a file, merged into a record: what is left out stays as it was."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from hf_fidelity.domain.actions import next_id
from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.findings import Finding
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.model_findings import model_findings, shorten
from hf_fidelity.i18n import N_

Path = tuple[str | int, ...]

IDENTITY = ("organisation", "team", "quarter", "instrument")
"""Keys of a record that say whose it is: they may stand in the file, and must then agree with the record."""

KEPT_BY_PROGRAM = ("schema_version", "revision", "status", "sources", "history", "basis", "scores", "notes")
"""Keys that a record or ``show --format json`` carries and the program keeps itself: they are read past."""


def merge(
    record: Assessment, answers: Mapping[str, Any], instrument: Instrument
) -> Assessment | list[tuple[Path, Finding]]:
    """The record with the answers in it, or what is wrong with them (each with the path into ``answers``)."""
    problems = list(_misfits(record, answers))
    data = record.model_dump(mode="json")
    for path, id, value in _by_statement(answers):
        given = _answer(value, instrument)
        if given is None:
            problems.append((path, _not_an_answer(value, instrument)))
        else:
            data["answers"][id] = _exclusive(data["answers"].get(id, {}), given)
    for key, value in answers.items():
        if key not in (*instrument.order, "answers", *IDENTITY, *KEPT_BY_PROGRAM):
            data[key] = _merged(key, data.get(key), value, record)
    data["answers"] = {id: data["answers"][id] for id in record.instrument.statements if id in data["answers"]}
    try:
        merged = Assessment.model_validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        return problems + list(model_findings(error, Assessment))
    return problems + list(_miscounted(merged, instrument)) or merged


def _by_statement(answers: Mapping[str, Any]) -> Iterator[tuple[Path, str, Any]]:
    """Answers stand at the top of the file, or under ``answers`` as in a record."""
    nested = answers.get("answers", {})
    if isinstance(nested, Mapping):
        yield from ((("answers", id), id, value) for id, value in nested.items())
    yield from (((id,), id, value) for id, value in answers.items() if _looks_like_statement(id))


def _looks_like_statement(key: str) -> bool:
    return key not in ("answers", *IDENTITY, *KEPT_BY_PROGRAM) and key not in Assessment.model_fields


def _answer(value: Any, instrument: Instrument) -> dict[str, Any] | None:
    """What a value in the file says: a point, a label, nothing (null), or an answer's own keys."""
    if isinstance(value, Mapping):
        agreed = value.get("agreed")
        point = instrument.scale.read(str(agreed)) if agreed is not None else None
        return (
            None
            if agreed is not None and point is None
            else {**value, **({"agreed": point} if "agreed" in value else {})}
        )
    if value is None:
        return {"agreed": None}
    point = None if isinstance(value, bool | float | list) else instrument.scale.read(str(value))
    return None if point is None else {"agreed": point}


def _exclusive(before: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """A new point takes the place of *not relevant*, and the other way round."""
    after = {**before, **given}
    if given.get("agreed") is not None and "not_relevant_because" not in given:
        after["not_relevant_because"] = None
    if given.get("not_relevant_because") is not None and "agreed" not in given:
        after["agreed"] = None
    return after


def _merged(key: str, before: Any, value: Any, record: Assessment) -> Any:
    if key == "actions" and isinstance(value, list):
        return _actions(before, value, record)
    if isinstance(before, Mapping) and isinstance(value, Mapping) and key != "roles":
        return {**before, **value}
    return value


def _actions(before: list[dict[str, Any]], given: list[Any], record: Assessment) -> list[Any]:
    """Actions are known by their id; one without an id is new, unless the same text is there already."""
    merged: dict[Any, Any] = {action["id"]: action for action in before}
    by_text = {(action["text"], action["about"]): action["id"] for action in before}
    for action in given:
        if not isinstance(action, Mapping):
            return given
        id = (
            action.get("id")
            or by_text.get((action.get("text"), action.get("about")))
            or next_id(record.quarter, merged)
        )
        merged[id] = {"opened_in": str(record.quarter), **merged.get(id, {}), **action, "id": id}
    return list(merged.values())


def _misfits(record: Assessment, answers: Mapping[str, Any]) -> Iterator[tuple[Path, Finding]]:
    """Answers that belong to another team, quarter or questionnaire, and statements that do not exist."""
    own = {
        "organisation": record.organisation,
        "team": record.team.name,
        "quarter": str(record.quarter),
        "instrument": record.instrument.id,
    }
    for key, mine in own.items():
        theirs = answers.get(key)
        theirs = theirs.get("name" if key == "team" else "id") if isinstance(theirs, Mapping) else theirs
        if theirs is not None and theirs != mine:
            message = N_("{key} is {theirs} in the file, but {mine} is asked for.")
            yield (
                (key,),
                Finding("another-record", message, {"key": key, "theirs": theirs, "mine": mine}, "error"),
            )
    for path, id, _value in _by_statement(answers):
        if id not in record.instrument.statements:
            message = N_("There is no statement {id}. Statements are {first} to {last}; other keys are {keys}.")
            known = list(record.instrument.statements)
            keys = [key for key in Assessment.model_fields if key not in (*IDENTITY, *KEPT_BY_PROGRAM)]
            yield (
                path,
                Finding(
                    "unknown-statement",
                    message,
                    {"id": id, "first": known[0], "last": known[-1], "keys": keys},
                    "error",
                ),
            )


def _not_an_answer(value: Any, instrument: Instrument) -> Finding:
    shown = value.get("agreed") if isinstance(value, Mapping) else value
    message = N_("{found} is not an answer. Answers are {labels}.")
    labels = [instrument.scale.label(point) for point in reversed(instrument.scale.values)]
    return Finding("unknown-answer", message, {"found": shorten(shown), "labels": labels}, "error")


def _miscounted(record: Assessment, instrument: Instrument) -> Iterator[tuple[Path, Finding]]:
    points = len(instrument.scale.values)
    for id, answer in record.answers.items():
        tallies = (answer.votes.all, *answer.votes.roles.values()) if answer.votes else ()
        if any(len(tally.counts) != points for tally in tallies):
            message = N_("The votes need {points} counts, from the lowest point of the scale to its highest.")
            yield ("answers", id, "votes"), Finding("miscounted-votes", message, {"points": points}, "error")
