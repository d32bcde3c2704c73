"""What can be wrong with an answers file beyond its shape: whose it is, what it names, what it answers."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from hf_fidelity.domain.consistency import miscounted
from hf_fidelity.domain.parts import unchosen
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.text import fold, one_line, shorten
from hf_fidelity.i18n import N_

Path = tuple[str | int, ...]
Problem = tuple[Path, Finding]
"""The path into the answers, and what is wrong there."""

IDENTITY = ("organisation", "team", "quarter", "instrument")
"""Keys that say whose a record is: they may stand in the file, and must then agree with what was asked for."""

KEPT_BY_PROGRAM = (
    "schema_version",
    "revision",
    "status",
    "sources",
    "history",
    "basis",
    "scores",
    "notes",
    "readings",
    "instrument_status",
)
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


def of_answer(path: Path, value: Any, given: Mapping[str, Any] | None, scale: Scale) -> Iterator[Problem]:
    """Whether a value answers a statement: ``given`` is what it sets, None where it is no answer."""
    if given is None:
        shown = value.get("agreed") if isinstance(value, Mapping) else value
        labels = [scale.label(point) for point in reversed(scale.values)]
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


def of_parts(
    before: Assessment, record: Assessment, answers: Mapping[str, Any], instrument: Instrument
) -> Iterator[Problem]:
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
            yield _problem((id,), "part-not-chosen", message, id=id, part=part)
    measures = answers.get("measures")
    for id, given in measures.items() if isinstance(measures, Mapping) else ():
        if given != before.measures.get(id):  # what is stored already may come from another version
            yield from _of_measure(str(id), given, instrument)


def _unknown_part(part: Any, known: list[str]) -> Problem:
    if not known:
        return _problem(("parts",), "unknown-part", N_("This questionnaire has no parts. Take parts out."))
    message = N_("There is no part {id}. Known are: {known}.")
    return _problem(("parts",), "unknown-part", message, id=shorten(part), known=known)


def _of_measure(id: str, given: Any, instrument: Instrument) -> Iterator[Problem]:
    path: Path = ("measures", id)
    measure = next((measure for measure in instrument.measures if measure.id == id), None)
    if measure is None:
        message = N_("There is no number {id} in this questionnaire. Known are: {known}.")
        ids = [measure.id for measure in instrument.measures] or Finding("none", N_("none"))
        yield _problem(path, "unknown-measure", message, id=id, known=ids)
        return
    inputs = [each.id for each in measure.inputs]
    for key, number in given.items() if isinstance(given, Mapping) else ():
        if key not in inputs:
            message = N_("{key} is not asked for in {id}. It asks for: {known}.")
            yield _problem((*path, key), "unknown-input", message, key=shorten(key), id=id, known=inputs)
        elif isinstance(number, int | float) and (number < 0 or (measure.per and key == measure.per.id and not number)):
            message = N_("{key} is {number}; it must be more than 0.") if number == 0 else N_("{key} is below 0.")
            yield _problem((*path, key), "impossible-number", message, key=key, number=number)
