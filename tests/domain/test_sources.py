"""Every item of the neighbouring questionnaires rests on a place that its source really has, in words of our own."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.journeys.workspace import shipped_folder
from tests.plain_yaml import quickly

SEEDS = Path(__file__).parents[1] / "data" / "seeds"
SOURCES = {
    "housing-first": "004_f7ce6834b992ccef.txt",
    "implementation": "004_f7ce6834b992ccef.txt",
    "support-methods": "004_f7ce6834b992ccef.txt",
    "borgeren-ved-roret": "000_89ee83ff09d989da.txt",
    "samskabelse": "001_7da7d83694cc4d0b.txt",
    "samarbejdstrappen": "002_8400071bd3092d94.txt",
    "partnerskab": "003_e49846ff3ac973d2.txt",
    "borgernes-stemme": "004_f7ce6834b992ccef.txt",
}
"""Questionnaire → the text that it was written from."""

FORMS: dict[str, dict[str, Any]] = {
    path.stem: quickly(path.read_text(encoding="utf-8")) for path in sorted(shipped_folder("principles").glob("*.yaml"))
}
OURS = [id for id, form in FORMS.items() if form["status"] == "reflection"]


def flat(text: str) -> str:
    """White space as one blank, and without soft hyphens."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


@cache
def raw(id: str) -> str:
    return (SEEDS / SOURCES[id]).read_text(encoding="utf-8")


def stands_as_heading(section: str, id: str) -> bool:
    """Whether the words begin a line of the source, or stand in it in capitals (one has its headings inside lines)."""
    words = flat(section)
    lines = [flat(line) for line in raw(id).splitlines()]
    begins = any(line and (line.startswith(words) or words.startswith(line)) for line in lines)
    return begins or words.isupper() or words.casefold() in chapters(id)


@cache
def chapters(id: str) -> frozenset[str]:
    """The names in the table of contents: words before a page number."""
    found = re.findall(r"((?:[A-ZÆØÅa-zæøå()-]+ ?){1,8}) \d{1,2}(?= )", flat(raw(id))[:6000])
    return frozenset(name.strip().casefold() for name in found)


def items(id: str) -> Iterator[dict[str, Any]]:
    form = FORMS[id]
    return iter([*form["statements"], *form.get("measures", ())])


def test_every_shipped_questionnaire_has_its_source_here() -> None:
    assert FORMS.keys() == SOURCES.keys()


@pytest.mark.parametrize("id", list(SOURCES))
def test_every_items_section_is_in_the_source(id: str) -> None:
    sections = {item.get("section", FORMS[id]["source"]["section"]) for item in items(id)}
    assert [section for section in sections if flat(section) not in flat(raw(id))] == []


@pytest.mark.parametrize("id", list(SOURCES))
def test_every_items_section_stands_there_as_a_heading(id: str) -> None:
    sections = {item.get("section", FORMS[id]["source"]["section"]) for item in items(id)}
    assert [section for section in sections if not stands_as_heading(section, id)] == []


@pytest.mark.parametrize("id", OURS)
def test_every_item_of_ours_says_where_it_comes_from_in_both_languages(id: str) -> None:
    assert [item["id"] for item in items(id) if not item.get("section")] == []
    texts = [item["text"] for item in FORMS[id]["statements"]] + [item["short"] for item in FORMS[id]["statements"]]
    assert [text for text in texts if set(text) != {"da", "en"}] == []
    assert [text for text in texts[len(texts) // 2 :] if max(map(len, text.values())) > 40] == []


@pytest.mark.parametrize("id", OURS)
def test_no_sentence_of_the_source_is_copied(id: str) -> None:
    """Eight words in a row of the source would be its sentence and not ours."""
    words = re.findall(r"\w+", flat(raw(id)).casefold())
    theirs = {tuple(words[i : i + 8]) for i in range(len(words) - 7)}
    for item in FORMS[id]["statements"]:
        ours = re.findall(r"\w+", item["text"]["da"].casefold())
        assert not any(tuple(ours[i : i + 8]) in theirs for i in range(len(ours) - 7)), item["id"]


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("cti-caseload", r"maksimalt caseload på (\d+|\w+) borgere tilknyttet den enkelte CTI-medarbejder"),
        ("icm-caseload", r"maksimalt caseload på (\d+|\w+) borgere tilknyttet den enkelte ICM-medarbejder"),
        ("act-caseload", r"i gennemsnit har maksimalt (\d+|\w+) bor- ?gere tilknyttet"),
    ],
)
def test_a_caseloads_limit_is_the_manuals(measure: str, words: str) -> None:
    found = re.search(words, flat(raw("support-methods")))
    assert found, words
    limit = next(item["at_most"] for item in items("support-methods") if item["id"] == measure)
    assert limit == {"otte": 8}.get(found[1]) or limit == int(found[1])
