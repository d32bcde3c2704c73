"""What pydantic says about a value, as findings in our own words.

Every file that people write by hand (a questionnaire, an answers file) is checked by a model of the domain; this
is the one place where the model's complaints are turned into sentences.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from hf_fidelity.domain.findings import Finding
from hf_fidelity.i18n import N_

Path = tuple[str | int, ...]

_MESSAGES = {
    "missing": N_("{key} is missing."),
    "extra_forbidden": N_("The key {key} is not known here."),
    "string_type": N_("{key}: a text was expected, this is {found}. Put it in quotes."),
    "int_type": N_("{key}: a whole number was expected, this is {found}."),
    "int_from_float": N_("{key}: a whole number was expected, this is {found}."),
    "float_type": N_("{key}: a number was expected, this is {found}."),
    "bool_type": N_("{key}: true or false was expected, this is {found}."),
    "dict_type": N_("{key}: key and value pairs were expected, this is {found}."),
    "model_type": N_("{key}: key and value pairs were expected, this is {found}."),
    "tuple_type": N_("{key}: a list was expected, this is {found}."),
    "literal_error": N_("{key}: {found} is not one of {expected}."),
    "string_pattern_mismatch": N_("{key}: {found} is not written as it should be ({pattern})."),
    "greater_than_equal": N_("{key}: {found} is too small; at least {ge}."),
    "less_than_equal": N_("{key}: {found} is too large; at most {le}."),
    "one-answer": N_("An answer is either a point on the scale or not relevant, never both."),
    "unknown-statements": N_("There are answers to statements that the questionnaire did not have: {ids}."),
    "quarter": N_("{key}: {found} is not a quarter; a quarter is written like 2026-Q3."),
    "json_invalid": N_("It holds a character that cannot be read."),
    "string_too_short": N_("{key} is empty."),
    "timezone_aware": N_("{key}: {found} needs a time zone, like 2026-09-14T10:00:00Z."),
    "too_short": N_("{key}: at least {min_length} are needed, there are {actual_length}."),
    "too_long": N_("{key}: at most {max_length} are possible, there are {actual_length}."),
}
_DATE = N_("{key}: {found} is not a date; a date is written like 2026-09-14.")
_NO_DATE = ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")
_MESSAGES |= dict.fromkeys(_NO_DATE, _DATE)
_OTHER = N_("{key}: {found} cannot be used here.")
_DID_YOU_MEAN = N_("The key {key} is not known here. Did you mean {meant}?")


def model_findings(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Path, Finding]]:
    """Each complaint as a path into the value and a finding without a place."""
    for complaint in error.errors(include_url=False):
        path = complaint["loc"]
        params = {
            **complaint.get("ctx", {}),
            "key": path[-1] if path else "",
            "found": shorten(complaint["input"]),
        }
        message = _MESSAGES.get(complaint["type"], _OTHER)
        if complaint["type"] == "extra_forbidden" and (meant := _meant(model, path)):
            message, params["meant"] = _DID_YOU_MEAN, meant
        yield path, Finding(complaint["type"].replace("_", "-"), message, params, "error")


def shorten(value: Any, most: int = 40) -> str:
    """A value as it stood, short enough for a sentence."""
    text = str(value)
    return text if len(text) <= most else text[: most - 1] + "…"


def _meant(model: type[BaseModel], path: Path) -> str | None:
    """The known key that an unknown one resembles, looked up among all keys of the model and its parts."""
    from difflib import get_close_matches  # only when a key is wrong

    known = {name for part in _parts(model, set()) for name in part.model_fields}
    return next(iter(get_close_matches(str(path[-1]), known, 1)), None)


def _parts(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for part in _models_in(field.annotation):
                _parts(part, seen)
    return seen


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)
