"""Every text of a questionnaire is found, whatever it belongs to: by its rules, and where a page says what language."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument, every_text
from hf_fidelity.domain.questionnaire.rules import broken_rules
from hf_fidelity.ground.models import fitting_parts
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.reports.words import foreign_texts
from tests.plain_yaml import quickly

SHIPPED = {path.stem: path for path in sorted(shipped_folder("principles").glob("*.yaml"))}
each_questionnaire = pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
Place = tuple[str | int, ...]


def written(value: Any, languages: list[str], path: Place = ()) -> Iterator[tuple[Place, dict[str, str]]]:
    """The texts of a questionnaire as its file has them: keys that are languages, and words under each."""
    if isinstance(value, dict) and value and set(value) <= set(languages):
        if all(isinstance(words, str) for words in value.values()):  # synonyms are lists
            yield path, value
    elif isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from written(each, languages, (*path, key))


def in_file(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = quickly(path.read_text(encoding="utf-8"))
    return content


@each_questionnaire
def test_every_text_of_the_file_is_found_with_the_way_to_it(path: Path) -> None:
    content = in_file(path)
    expected = dict(written(content, content["languages"]))
    assert len(expected) >= 50
    assert dict(every_text(Instrument.model_validate_json(json.dumps(content)))) == expected


@each_questionnaire
def test_every_text_that_is_not_translated_is_known_as_foreign(path: Path) -> None:
    content = in_file(path)
    originals = set()
    for _place, text in written(content, content["languages"]):
        originals.add(text["da"])
        del text["en"]
    danish = Instrument.model_validate_json(json.dumps({**content, "languages": ["da"], "own_translations": []}))
    with i18n.speaking("en"):
        assert foreign_texts(danish) == dict.fromkeys(originals, "da")
    with i18n.speaking("da"):
        assert foreign_texts(danish) == {}


@each_questionnaire
def test_every_text_must_be_translated(path: Path) -> None:
    content = in_file(path)
    places = []
    for place, text in written(content, content["languages"]):
        places.append((*place, "en"))
        text["en"] = " "
    untranslated = Instrument.model_validate_json(json.dumps(content))
    missing = [place for place, finding in broken_rules(untranslated) if finding.code == "missing-text"]
    assert sorted(map(str, missing)) == sorted(map(str, places))


def test_what_a_broken_questionnaire_lacks_has_no_texts() -> None:
    lacking = fitting_parts(Instrument, {"name": {"da": "Navn"}, "further": "Bilag 2", "scale": {"id": "s"}})
    assert list(every_text(lacking)) == [(("name",), {"da": "Navn"})]
