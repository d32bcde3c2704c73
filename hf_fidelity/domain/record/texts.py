"""The texts of a record or draft: which of them people wrote, and what of that seems to be personal."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.ground import N_, Finding, looks_like_a_name, looks_personal

_NOT_WRITTEN_BY_PEOPLE = {
    *(
        "schema_version",
        "revision",
        "base_revision",
        "current",
        "skipped",
        "instrument",
        "organisation",
        "team",
        "peer",
    ),
    *(
        "quarter",
        "held_on",
        "status",
        "parts",
        "votes_are",
        "given",
        "id",
        "about",
        "due",
        "state",
        "opened_in",
        "share_on",
    ),
    *("kind", "sha256", "at", "follows"),
}
"""The keys of a record and a draft whose values the program, a calendar or a questionnaire gives."""
_KEYS_OF_OTHERS = ("answers", "changes", "roles", "measures")
"""Under these, keys are names from elsewhere, and may be called as anything."""


def changed_texts(value: Any, path: str, change: Callable[[str, str], str], *, any_key: bool = False) -> Any:
    """The same data with every text that people wrote changed."""
    if isinstance(value, str):
        return change(value, path)
    if isinstance(value, list):
        return [changed_texts(each, _below(path, _number_or_id(n, each)), change) for n, each in enumerate(value)]
    if isinstance(value, Mapping):
        return {
            key: each
            if key in _NOT_WRITTEN_BY_PEOPLE and not any_key
            else changed_texts(each, _below(path, key), change, any_key=key in _KEYS_OF_OTHERS)
            for key, each in value.items()
        }
    return value


def all_texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text in the data with its path, the names of roles too: they are keys."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for n, each in enumerate(value):
            yield from all_texts(_below(path, _number_or_id(n, each)), each)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if path.rpartition(".")[2] == "roles":
                yield _below(path, key), key
            yield from all_texts(_below(path, key), each)


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _number_or_id(number: int, value: Any) -> str:
    return str(value.get("id", number)) if isinstance(value, Mapping) else str(number)


def personal_texts(before: Assessment, after: Assessment) -> Iterator[tuple[str, Finding]]:
    """The paths of new texts that seem to hold somebody's number or address, or a name where a role should be."""
    known = set(_texts_of(before))
    for path, text in _texts_of(after):
        if (path, text) in known:
            continue
        if looks_personal(text):
            message = N_(
                "there is something that looks like a CPR number, a telephone number or an e-mail address in it."
            )
            yield path, Finding("looks-personal", message, {}, "warning")
        elif path.startswith("actions.") and path.endswith(".owner") and looks_like_a_name(text):
            yield (
                path,
                Finding("looks-personal", N_("it looks like somebody's name; a role says enough."), {}, "warning"),
            )


def _texts_of(record: Assessment) -> list[tuple[str, str]]:
    """What people wrote in the record, without its history."""
    texts: list[tuple[str, str]] = []

    def noted(text: str, path: str) -> str:
        texts.append((path, text))
        return text

    changed_texts(record.model_dump(mode="json", exclude={"history", "sources"}), "", noted)
    return texts
