"""What can be wrong with an answers file beyond its shape: whose it is, what it names, what it answers."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.consistency import miscounted
from hf_fidelity.domain.findings import Finding
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.domain.text import fold, one_line, shorten
from hf_fidelity.i18n import N_

Path = tuple[str | int, ...]
Problem = tuple[Path, Finding]
"""The path into the answers, and what is wrong there."""

IDENTITY = ("organisation", "team", "quarter", "instrument")
"""Keys that say whose a record is: they may stand in the file, and must then agree with what was asked for."""

KEPT_BY_PROGRAM = ("schema_version", "revision", "status", "sources", "history", "basis", "scores", "notes")
"""Keys that a record or ``show --format json`` carries and the program keeps itself: they are read past."""

GIVEN = tuple(key for key in Assessment.model_fields if key not in (*IDENTITY, *KEPT_BY_PROGRAM, "answers"))
"""Keys of a record that a file may set."""


def _problem(path: Path, code: str, message: str, **params: Any) -> Problem:
    return path, Finding(code, message, params, "error")


def misfits(record: Assessment, answers: Mapping[str, Any]) -> Iterator[Problem]:
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
            yield _problem((key,), "another-record", message, key=key, theirs=shorten(theirs), mine=mine)


def _as_quarter(text: Any) -> str:
    with suppress(ValueError):
        return str(Quarter.parse(str(text)))
    return str(text)


def unknown(record: Assessment, answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Statements and keys that there are not."""
    known, nested = record.instrument.statements, answers.get("answers")
    if nested is not None and not isinstance(nested, Mapping):
        message = N_("{key}: key and value pairs were expected, this is {found}.")
        yield _problem(("answers",), "dict-type", message, key="answers", found=shorten(nested))
    elsewhere = ("answers", *GIVEN, *IDENTITY, *KEPT_BY_PROGRAM)
    paths: list[Path] = [(key,) for key in answers if key not in elsewhere]
    paths += [("answers", key) for key in (nested if isinstance(nested, Mapping) else ())]
    for id in set(answers) & set(nested if isinstance(nested, Mapping) else ()) & set(known):
        yield _problem((id,), "answered-twice", N_("{id} stands both here and under answers. Keep one of them."), id=id)
    for path in paths:
        if path[-1] not in known:
            yield _unknown_key(path, list(known))


def _unknown_key(path: Path, statements: list[str]) -> Problem:
    from difflib import get_close_matches  # only when a key is wrong

    key, code = str(path[-1]), "unknown-statement"
    for meant in get_close_matches(key, [*statements, *GIVEN], 1):
        return _problem(path, code, N_("The key {key} is not known here. Did you mean {meant}?"), key=key, meant=meant)
    message = N_("There is no statement {id}. Statements are {first} to {last}; other keys are {keys}.")
    return _problem(path, code, message, id=key, first=statements[0], last=statements[-1], keys=GIVEN)


def of_answer(path: Path, value: Any, given: Mapping[str, Any] | None, instrument: Instrument) -> Iterator[Problem]:
    """Whether a value answers a statement: ``given`` is what it sets, None where it is no answer."""
    if given is None:
        shown = value.get("agreed") if isinstance(value, Mapping) else value
        labels = [instrument.scale.label(point) for point in reversed(instrument.scale.values)]
        message = N_("{found} is not an answer. Answers are {labels}.")
        yield _problem(path, "unknown-answer", message, found=shorten(shown), labels=labels)
    elif isinstance(because := given.get("not_relevant_because"), str) and not one_line(because):
        yield _problem(path, "no-reason", N_("Not relevant needs a reason."))


def of_record(record: Assessment, instrument: Instrument) -> Iterator[Problem]:
    """Votes that do not fit the scale, and actions about something that there is not."""
    points = len(instrument.scale.values)
    for id, answer in record.answers.items():
        if miscounted(answer, instrument.scale):
            message = N_("The votes need {points} counts, from the lowest point of the scale to its highest.")
            yield _problem(("answers", id, "votes"), "miscounted-votes", message, points=points)
    things = {*record.instrument.statements, *(theme.id for theme in instrument.themes)}
    for i, action in enumerate(record.actions):
        if action.about is not None and action.about not in things:
            message = N_("The action is about {about}, which is neither a statement nor a theme.")
            yield _problem(("actions", i, "about"), "unknown-about", message, about=action.about)
