"""The strictness that every value read from a file shares, and what is wrong with one, in our own words."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from hf_fidelity.ground.findings import Finding, KeyPath
from hf_fidelity.ground.text import shorten
from hf_fidelity.i18n import N_, words


class Value(BaseModel):
    """Frozen, no unknown keys, no silent conversion (``"4"`` is not 4), no NaN or infinity."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        serialize_by_alias=True,
        defer_build=True,
    )


# How short texts for programs are written: the pattern a model checks, and the same in words for people.


ID = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
INSTRUMENT_ID = r"^[a-z0-9][a-z0-9-]{0,63}$"
VERSION = r"^\d+\.\d+\.\d+$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
WEB = r"^https?://\S+$"

IN_WORDS = {
    ID: N_("letters from a to z, digits, - and _, at most 64 of them, like A1"),
    INSTRUMENT_ID: N_("small letters from a to z, digits and -, at most 64 of them, like our-form"),
    VERSION: N_("three numbers with dots between them, like 1.0.0"),
    LANGUAGE: N_("a language in two or three small letters, like da or en"),
    WEB: N_("a web address, like https://www.socialstyrelsen.dk"),
}


# What pydantic says about a value, as findings in our own words.
#
# Every file that people write by hand (a questionnaire, an answers file) is checked by a model of the domain; this is
# the one place where the model's complaints are turned into sentences.


Model = TypeVar("Model", bound=BaseModel)

_MESSAGES = {
    "missing": N_("{key} is missing."),
    "extra_forbidden": N_("The key {key} is not known here. There can be: {known}."),
    "string_type": N_("{key}: a text was expected, this is {found}. Put it in quotes."),
    "int_type": N_("{key}: a whole number was expected, this is {found}."),
    "int_from_float": N_("{key}: a whole number was expected, this is {found}."),
    "float_type": N_("{key}: a number was expected, this is {found}."),
    "bool_type": N_("{key}: true or false was expected, this is {found}."),
    "dict_type": N_("{key}: key and value pairs were expected, this is {found}."),
    "model_type": N_("{key}: key and value pairs were expected, this is {found}."),
    "tuple_type": N_("{key}: a list was expected, this is {found}."),
    "literal_error": N_("{key} cannot be {found}. It can be: {expected}."),
    "string_pattern_mismatch": N_("{key}: {found} is not written as it should be: {like}."),
    "greater_than": N_("{key}: {found} is too small; it must be more than {gt}."),
    "greater_than_equal": N_("{key}: {found} is too small; at least {ge}."),
    "less_than_equal": N_("{key}: {found} is too large; at most {le}."),
    "one-answer": N_("An answer is either a point on the scale or not relevant, never both."),
    "unknown-statements": N_("There are answers to statements that the questionnaire did not have: {ids}."),
    "action-twice": N_("There are two actions of the same id: {ids}. One of them is perhaps a copy."),
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
_NO_VALUE = N_("{key} has no value. Write one behind the colon.")
_NUMBER_AS_TEXT = {
    "int_type": N_("{key}: a whole number was expected, “{found}” is a text. Write it like 5, without quotes."),
    "float_type": N_("{key}: a number was expected, “{found}” is a text. Write it like 0.25, without quotes."),
}
_DID_YOU_MEAN = N_("The key {key} is not known here. Did you mean {meant}?")
_BELONGS = N_("The key {key} does not belong here, but {place}.")
_AT_THE_TOP = N_("at the beginning of a line, without blanks before it")
_UNDER = N_("under {key}")


def model_findings(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[KeyPath, Finding]]:
    """Each complaint as a path into the value and a finding without a place."""
    complaints = error.errors(include_url=False)
    parts = {complaint["loc"][:end] for complaint in complaints for end in range(len(complaint["loc"]))}
    for complaint in complaints:
        path, kind, value = complaint["loc"], complaint["type"], complaint["input"]
        if kind == "too_short" and path in parts:  # what does not fit was not counted, and is told itself
            continue
        params = {name: _whole(limit) for name, limit in complaint.get("ctx", {}).items()}
        params |= {
            "key": next((key for key in reversed(path) if isinstance(key, str)), ""),
            "found": _as_written(value),
        }
        code, message = kind.replace("_", "-"), _MESSAGES.get(kind, _OTHER)
        if kind == "extra_forbidden":
            code, message = _unknown_key(model, path, params)
        elif value is None and path:
            message = _NO_VALUE
        elif isinstance(value, str) and kind in _NUMBER_AS_TEXT:
            message = _NUMBER_AS_TEXT[kind]
        elif kind == "literal_error":
            params["expected"] = [word.strip("'") for word in re.split(", | or ", params["expected"])]
        elif kind == "string_pattern_mismatch":
            params["like"] = _in_words(params["pattern"])
        yield path, Finding(code, message, params, "error")


def fitting_parts(model: type[Model], value: Mapping[str, Any]) -> Model:
    """The model with those fields that fit it and nothing in place of the others.

    Only for telling what else is wrong: one mistake must not hide those in other parts.
    """
    parts = {}
    for name, field in model.model_fields.items():
        with suppress(ValidationError, KeyError):
            annotation: Any = Annotated[field.annotation, field]
            parts[name] = TypeAdapter(annotation).validate_json(json.dumps(value[name]), strict=True)
    made = model.model_construct(**parts)
    for name in value.keys() & model.model_fields.keys() - parts.keys():
        made.__dict__.pop(name, None)  # a default in place of what does not fit would be taken for what was meant
    return made


def _as_written(value: Any) -> Any:
    """A value as it stands in a file, not as Python prints it."""
    if isinstance(value, Mapping):
        return Finding("pairs", N_("a group of keys"))
    if isinstance(value, list | tuple):
        return Finding("list", N_("a list"))
    return shorten(json.dumps(value) if isinstance(value, bool) else value)


def _whole(limit: Any) -> Any:
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


def _in_words(pattern: str) -> Any:
    return Finding("pattern", IN_WORDS[pattern]) if pattern in IN_WORDS else pattern


def _unknown_key(model: type[BaseModel], path: KeyPath, params: dict[str, Any]) -> tuple[str, str]:
    """Code and message for a key that is not known: it is misspelt, stands in the wrong place, or has none.

    One that is written in the reader's language is told as a misspelt one, where the catalogue has it.
    """
    from difflib import get_close_matches  # only when a key is wrong

    homes = list(_homes(model, None, set()))
    if len(found := [home for key, home in homes if key == path[-1]]) == 1:
        home = found[0]
        params["place"] = Finding("under", _UNDER, {"key": home}) if home else Finding("at-the-top", _AT_THE_TOP)
        return "misplaced-key", _BELONGS
    params["known"] = _keys_beside(path, homes)
    beside = {word: key for key in params["known"] for word in (key, _heading(key))}
    for called in (beside, {key: key for key, _ in homes}):
        if meant := get_close_matches(str(path[-1]), called, 1):
            params["meant"] = called[meant[0]]
            return "extra-forbidden", _DID_YOU_MEAN
    return "extra-forbidden", _MESSAGES["extra_forbidden"]


def _heading(key: str) -> str:
    """What a key is called in the reader's language, where the catalogue has it as the heading of a column."""
    return words(key.replace("_", " ").capitalize(), {}).casefold()


def _keys_beside(path: KeyPath, homes: Sequence[tuple[str, str | None]]) -> list[str]:
    """The keys that can stand where a path ends."""
    above = {home for _, home in homes}
    home = next((step for step in reversed(path[:-1]) if step in above), None)
    return [key for key, under in homes if under == home]


def _homes(model: type[BaseModel], home: str | None, seen: set[type[BaseModel]]) -> Iterator[tuple[str, str | None]]:
    """Every key of a model and its parts, with the key that it stands under; None at the top."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        yield name, home
        for part in models_in(field.annotation):
            yield from _homes(part, name, seen)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field's type names: ``dict[str, Answer]`` names one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from models_in(inner)
