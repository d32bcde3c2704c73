"""How a record changes: answers merged from a file, what can be wrong with them, and what a correction is noted as."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from hf_fidelity.domain.questionnaire.instrument import Instrument, Scale
from hf_fidelity.domain.record.actions import next_id
from hf_fidelity.domain.record.assessment import (
    Answer,
    Assessment,
    Correction,
    FromTo,
    Tally,
    Votes,
    choose,
    miscounted,
    parts_of,
    unchosen,
)
from hf_fidelity.domain.record.privacy import is_group_figure, masked
from hf_fidelity.ground import (
    N_,
    Broken,
    Finding,
    KeyPath,
    Quarter,
    as_whole,
    broken,
    fold,
    label_form,
    one_line,
    shorten,
)
from hf_fidelity.ground.models import model_findings

IDENTITY = ("organisation", "team", "quarter", "instrument")
"""Keys that say whose a record is: they may stand in the file, and must then agree with what was asked for."""

KEPT_BY_PROGRAM = (
    "schema_version",
    "revision",
    "status",
    "sources",
    "history",
    "checksum",
    "basis",
    "scores",
    "notes",
    "readings",
    "replaced",
    "citizens_voice",
    "peer",
    "peers",
    "instrument_status",
)
"""Keys that a record or ``show --format json`` carries and the program keeps itself: they are read past."""

GIVEN = tuple(key for key in Assessment.model_fields if key not in (*IDENTITY, *KEPT_BY_PROGRAM, "answers"))
"""Keys of a record that a file may set."""


def wrong_address(record: Assessment, answers: Mapping[str, Any]) -> Iterator[Broken]:
    """Where the file says that it belongs to another team, quarter or questionnaire."""
    own = {
        "organisation": record.organisation,
        "team": record.team.name,
        "quarter": str(record.quarter),
        "instrument": record.instrument.id,
    }
    for key, mine in own.items():
        theirs = answers.get(key)
        if isinstance(theirs, Mapping):
            theirs = theirs.get("name" if key == "team" else "id")
        if theirs is not None and fold(_as_quarter(theirs) if key == "quarter" else str(theirs)) != fold(mine):
            message = N_("{key} is {theirs} in the file, but {mine} is asked for.")
            yield broken((key,), "another-record", message, key=key, theirs=shorten(theirs), mine=mine)


def _as_quarter(text: Any) -> str:
    with suppress(ValueError):
        return str(Quarter.parse(str(text)))
    return str(text)


def unknown_keys(record: Assessment, answers: Mapping[str, Any]) -> Iterator[Broken]:
    """Statements and keys that there are not."""
    known, nested = record.instrument.statements, answers.get("answers")
    if nested is not None and not isinstance(nested, Mapping):
        message = N_("{key}: key and value pairs were expected, this is {found}.")
        yield broken(("answers",), "dict-type", message, key="answers", found=shorten(nested))
    elsewhere = ("answers", *GIVEN, *IDENTITY, *KEPT_BY_PROGRAM)
    paths: list[KeyPath] = [(key,) for key in answers if key not in elsewhere]
    paths += [("answers", key) for key in (nested if isinstance(nested, Mapping) else ())]
    for id in set(answers) & set(nested if isinstance(nested, Mapping) else ()) & set(known):
        yield broken((id,), "answered-twice", N_("{id} stands both here and under answers. Keep one of them."), id=id)
    for path in paths:
        if path[-1] not in known:
            yield _unknown_key(path, list(known))


def _unknown_key(path: KeyPath, statements: list[str]) -> Broken:
    from difflib import get_close_matches  # only when a key is wrong

    key, code = str(path[-1]), "unknown-statement"
    for meant in get_close_matches(key, [*statements, *GIVEN], 1):
        return broken(path, code, N_("The key {key} is not known here. Did you mean {meant}?"), key=key, meant=meant)
    message = N_("There is no statement {id}. Statements are {first} to {last}; other keys are {keys}.")
    return broken(path, code, message, id=key, first=statements[0], last=statements[-1], keys=GIVEN)


def answer_problems(path: KeyPath, value: Any, given: Mapping[str, Any] | None, scale: Scale) -> Iterator[Broken]:
    """Whether a value answers a statement: ``given`` is what it sets, None where it is no answer."""
    if given is None:
        shown = value.get("agreed") if isinstance(value, Mapping) else value
        labels = [scale.label(point) for point in reversed(scale.values)]
        message = N_("{found} is not an answer. Answers are {labels}.")
        yield broken(path, "unknown-answer", message, found=shorten(shown), labels=labels)
    elif isinstance(because := given.get("not_relevant_because"), str) and not one_line(because):
        yield broken(path, "no-reason", N_("Not relevant needs a reason."))


def record_problems(record: Assessment, instrument: Instrument) -> Iterator[Broken]:
    """Votes that do not fit the scale, and actions about something that there is not."""
    points = len(instrument.scale.values)
    for id, answer in record.answers.items():
        if miscounted(answer, instrument.scale):
            message = N_("The votes need {points} counts, from the lowest point of the scale to its highest.")
            yield broken(("answers", id, "votes"), "miscounted-votes", message, points=points)
    themes = [theme.id for theme in instrument.themes]
    for id in record.which:
        if id not in themes:
            message = N_("There is no theme {id}. Known are: {known}.")
            yield broken(("which", id), "unknown-theme", message, id=shorten(id), known=themes)
    things = {*record.instrument.statements, *themes}
    for i, action in enumerate(record.actions):
        if action.about is not None and action.about not in things:
            message = N_("The action is about {about}, which is neither a statement nor a theme.")
            yield broken(("actions", i, "about"), "unknown-about", message, about=action.about)


def part_problems(
    before: Assessment, record: Assessment, answers: Mapping[str, Any], instrument: Instrument
) -> Iterator[Broken]:
    """Parts that there are not, answers to parts that the file does not choose, and numbers that mean nothing."""
    known = [part.id for part in instrument.parts]
    chosen = answers.get("parts")
    if isinstance(chosen, list | tuple):
        for part in chosen:
            if part not in known:
                yield _unknown_part(part, known)
        named = [id for id in instrument.order if answers.get(id) is not None]
        for id, part in unchosen(record, instrument, named):
            message = N_("{id} belongs to {part}, which is not among parts. Add {part} to parts, or take {id} out.")
            yield broken((id,), "part-not-chosen", message, id=id, part=part)
    measures = answers.get("measures")
    for id, given in measures.items() if isinstance(measures, Mapping) else ():
        if given != before.measures.get(id):  # what is stored already may come from another version
            yield from _of_measure(str(id), given, instrument)


def _unknown_part(part: Any, known: list[str]) -> Broken:
    if not known:
        return broken(("parts",), "unknown-part", N_("This questionnaire has no parts. Take parts out."))
    message = N_("There is no part {id}. Known are: {known}.")
    return broken(("parts",), "unknown-part", message, id=shorten(part), known=known)


def _of_measure(id: str, given: Any, instrument: Instrument) -> Iterator[Broken]:
    path: KeyPath = ("measures", id)
    measure = next((measure for measure in instrument.measures if measure.id == id), None)
    if measure is None:
        message = N_("There is no number {id} in this questionnaire. Known are: {known}.")
        ids = [measure.id for measure in instrument.measures] or Finding("none", N_("none"))
        yield broken(path, "unknown-measure", message, id=id, known=ids)
        return
    inputs = [each.id for each in measure.inputs]
    for key, number in given.items() if isinstance(given, Mapping) else ():
        if key not in inputs:
            message = N_("{key} is not asked for in {id}. It asks for: {known}.")
            yield broken((*path, key), "unknown-input", message, key=shorten(key), id=id, known=inputs)
        elif isinstance(number, int | float) and (number < 0 or (measure.per and key == measure.per.id and not number)):
            message = N_("{key} is {number}; it must be more than 0.") if number == 0 else N_("{key} is below 0.")
            yield broken((*path, key), "impossible-number", message, key=key, number=number)


# Answers from a file, merged into a record: what is left out stays as it was, what cannot be used is named.


def merge(
    record: Assessment, answers: Mapping[str, Any], instrument: Instrument, taken: Iterable[str] = ()
) -> Assessment | list[Broken]:
    """The record with the answers in it, or everything that is wrong with them.

    Answers stand at the top (``S01: 4``) or under ``answers`` as in a record. ``taken`` are the ids of the team's
    other actions, which a new one must not get.
    """
    problems = [*wrong_address(record, answers), *unknown_keys(record, answers), *_empty_actions(answers)]
    data = record.model_dump(mode="json")
    for path, id, value in by_statement(record, answers):
        given = _answer(id, value, instrument)
        problems += answer_problems(path, value, given, instrument.scale_of(id))
        data["answers"][id] = {**data["answers"].get(id, {}), **(given or {})}
    for key in GIVEN:
        if key in answers:
            data[key] = _merged(key, data[key], answers[key], record, taken)
    data["answers"] = {id: data["answers"][id] for id in record.instrument.statements if id in data["answers"]}
    try:
        merged = Assessment.model_validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        return [*problems, *model_findings(error, Assessment)]
    if "parts" not in answers:  # whoever answers a part's statement uses it
        merged = choose(
            merged, instrument, (*parts_of(record, instrument), *instrument.parts_among(_named(record, answers)))
        )
    return [
        *problems,
        *record_problems(merged, instrument),
        *part_problems(record, merged, answers, instrument),
    ] or merged


def _named(record: Assessment, answers: Mapping[str, Any]) -> set[str]:
    """The statements and measures that the file says something about."""
    measures = answers.get("measures")
    given = (id for _path, id, value in by_statement(record, answers) if value is not None)
    return {*given, *(measures if isinstance(measures, Mapping) else ())}


def by_statement(record: Assessment, answers: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str, Any]]:
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
        given["agreed"] = _point(instrument.scale_of(id), point)
        if given["agreed"] is None or isinstance(point, bool):
            return None
        given.setdefault("not_relevant_because", None)
    elif given.get("not_relevant_because") is not None:
        given.setdefault("agreed", None)
    return given


def _point(scale: Scale, said: Any) -> int | None:
    """The point that a number or a label means; a whole number in a text may have decimals (``4.0``, ``4,0``)."""
    if not isinstance(said, int | str):
        return None
    point, text = scale.read(str(said)), str(said)
    return scale.read(label_form(text)) if point is None and as_whole(text) is not None else point


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


def _empty_actions(answers: Mapping[str, Any]) -> Iterator[Broken]:
    """Actions that are given without a word of what was agreed."""
    given = answers.get("actions")
    for i, action in enumerate(given if isinstance(given, list) else ()):
        text = action.get("text") if isinstance(action, Mapping) else None
        if isinstance(text, str) and not one_line(text):
            yield broken(("actions", i, "text"), "no-text", N_("The action's text is empty. Write what was agreed."))


def _name(value: Any) -> str | None:
    return value if isinstance(value, str) else None


# What a correction of a settled record changed: the entry in its history.


_BOOKKEEPING = {"schema_version", "revision", "instrument", "status", "sources", "replaced", "history", "peer"}


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


def votes_replaced(before: Assessment, after: Assessment) -> bool:
    """Whether votes on a statement have gone, or have others in their place, which whoever knows both can subtract.

    A statement in other words is another one.
    """
    words, given = after.instrument.statements, after.answers
    return any(
        words.get(id) == before.instrument.statements[id]
        and _figures(answer.votes) != _figures(given[id].votes if id in given else None)
        for id, answer in before.answers.items()
        if answer.votes
    )


def _figures(votes: Votes | None) -> tuple[Tally, Mapping[str, Tally]] | None:
    return None if votes is None else (votes.all, votes.roles)


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
    differences: dict[str, FromTo] = {}
    for key in [*before, *(key for key in after if key not in before)]:
        differences |= _differences(f"{path}.{key}" if path else key, before.get(key), after.get(key))
    return differences


def comes_of(later: Assessment, earlier: Assessment) -> bool:
    """Whether a record has come of another one: by corrections that its history tells of, or votes by their meeting.

    A higher revision alone does not say so: a quarter may have been deleted and held anew.
    """
    if earlier.status == "votes":
        return all(source in later.sources for source in earlier.sources)
    before, behind = ([(entry.revision, entry.at) for entry in record.history] for record in (earlier, later))
    told = {path for entry in later.history[len(before) :] for path in entry.changes}
    return behind[: len(before)] == before and all(
        any(path == each or path.startswith(f"{each}.") or each.startswith(f"{path}.") for each in told)
        for path in changes(earlier, later)
    )


def grew_out_of(later: Assessment, earlier: Assessment) -> bool:
    """As :func:`comes_of`, of records that may be two teams' who answered alike: the votes are the same ones, and what
    the later one's history says stood there before is what stands in the earlier one.
    """
    told: dict[str, FromTo] = {}
    for entry in later.history[len(earlier.history) :]:
        told = {**entry.changes, **told}  # of a value that was corrected twice, the first time
    if earlier.status == "final":
        others = {path.partition(".")[0] for path in told}
        if any(id not in others and later.answers.get(id) != answer for id, answer in earlier.answers.items()):
            return False  # nearly all: it is asked of thousands of pairs
    if later.revision <= earlier.revision or not comes_of(later, earlier) or votes_replaced(earlier, later):
        return False
    if earlier.status == "votes":
        return bool(earlier.sources)
    there = _plain(earlier)
    masked_or_there = (
        change.before is change.after is None or change.before == _at(path, there) for path, change in told.items()
    )
    return all(masked_or_there)


def _at(path: str, value: Any) -> Any:
    """What stands at a path of :func:`changes`; None where there is nothing."""
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
