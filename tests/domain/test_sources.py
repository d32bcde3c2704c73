"""Every item of the neighbouring questionnaires rests on a place that its source really has, in words of our own."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.journeys.shipped import shipped_folder
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

INSTRUMENTS: dict[str, dict[str, Any]] = {
    path.stem: quickly(path.read_text(encoding="utf-8")) for path in sorted(shipped_folder("principles").glob("*.yaml"))
}
OURS = [id for id, instrument in INSTRUMENTS.items() if instrument["status"] == "reflection"]


SEEN_AS_HEADINGS = {"Politisk, strategisk, taktisk og udførende niveau"}
"""Headings in small letters inside a line of the source that has a page a line, seen to be headings by eye."""


def flat(text: str) -> str:
    """White space as one blank, and without soft hyphens."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


@cache
def raw(id: str) -> str:
    return (SEEDS / SOURCES[id]).read_text(encoding="utf-8")


def stands_as_heading(section: str, id: str) -> bool:
    """Whether the words begin a line of the source, or stand in it in capitals (one has its headings inside lines)."""
    words = flat(section)
    begins = any(line.startswith(words) or words.startswith(line) for line in lines(id))
    return begins or words.isupper() or words.casefold() in chapters(id) or words in SEEN_AS_HEADINGS


@cache
def lines(id: str) -> frozenset[str]:
    return frozenset(flat(line) for line in raw(id).splitlines()) - {""}


@cache
def chapters(id: str) -> frozenset[str]:
    """The names in the table of contents: words before a page number."""
    found = re.findall(r"((?:[A-ZÆØÅa-zæøå()-]+ ){1,8})\d{1,2}(?= )", flat(raw(id))[:6000])
    return frozenset(name.strip().casefold() for name in found)


def items(id: str) -> Iterator[dict[str, Any]]:
    instrument = INSTRUMENTS[id]
    return iter([*instrument["statements"], *instrument.get("measures", ())])


def test_every_shipped_questionnaire_has_its_source_here() -> None:
    assert INSTRUMENTS.keys() == SOURCES.keys()


@pytest.mark.parametrize("id", list(SOURCES))
def test_every_items_section_is_in_the_source(id: str) -> None:
    sections = {item.get("section", INSTRUMENTS[id]["source"]["section"]) for item in items(id)}
    assert [section for section in sections if flat(section) not in flat(raw(id))] == []


@pytest.mark.parametrize("id", list(SOURCES))
def test_every_items_section_stands_there_as_a_heading(id: str) -> None:
    sections = {item.get("section", INSTRUMENTS[id]["source"]["section"]) for item in items(id)}
    assert [section for section in sections if not stands_as_heading(section, id)] == []


@pytest.mark.parametrize("id", OURS)
def test_every_item_of_ours_says_where_it_comes_from_in_both_languages(id: str) -> None:
    assert [item["id"] for item in items(id) if not item.get("section")] == []
    texts = [item["text"] for item in INSTRUMENTS[id]["statements"]] + [
        item["short"] for item in INSTRUMENTS[id]["statements"]
    ]
    assert [text for text in texts if set(text) != {"da", "en"}] == []
    assert [text for text in texts[len(texts) // 2 :] if max(map(len, text.values())) > 40] == []


@pytest.mark.parametrize("id", OURS)
def test_no_sentence_of_the_source_is_copied(id: str) -> None:
    """Eight words in a row of the source would be its sentence and not ours."""
    words = re.findall(r"\w+", flat(raw(id)).casefold())
    theirs = {tuple(words[i : i + 8]) for i in range(len(words) - 7)}
    for item in INSTRUMENTS[id]["statements"]:
        ours = re.findall(r"\w+", item["text"]["da"].casefold())
        assert not any(tuple(ours[i : i + 8]) in theirs for i in range(len(ours) - 7)), item["id"]


def test_the_eight_principles_of_borgeren_ved_roret_are_quoted_with_their_numbers() -> None:
    lines = [flat(line) for line in raw("borgeren-ved-roret").splitlines()]
    quoted = [line for line in lines if re.match(r"[1-8]\. [A-ZÆØÅ][^:]*\.$", line)]
    theirs = [
        line.rstrip(".") for line in quoted[quoted.index("1. Tag udgangspunkt i borgernes håb, ønsker og drømme.") :]
    ][:8]
    assert [line[0] for line in theirs] == list("12345678")
    instrument = INSTRUMENTS["borgeren-ved-roret"]
    assert [principle["name"]["da"] for principle in instrument["principles"]] == theirs
    assert [principle["name"]["en"][:2] for principle in instrument["principles"]] == [line[:2] for line in theirs]
    of_theme = [
        p["id"] for theme in instrument["themes"] for p in instrument["principles"] if p["theme"] == theme["id"]
    ]
    assert of_theme == [
        principle["id"] for principle in instrument["principles"]
    ]  # the form prints them in that order too


CHECKED_BY_HAND = {
    "implementation": {
        "S10": "two kinds of money, one cooperation",
        "S19": "what is tied together",
        "S20": "both are chosen",
        "S27": "the two who work together",
    },
    "partnerskab": {},
    "samarbejdstrappen": {
        "S01": "the two who cooperate",
        "S03": "the two who cooperate",
        "S04": "the two who cooperate",
        "S06": "the two who cooperate",
        "S11": "the two who mean the same",
        "S14": "the two between whom there is trust",
        "S16": "the two who are loyal",
        "S27": "the two who cooperate",
    },
    "samskabelse": {"S08": "those who have roles", "S21": "those who share"},
    "support-methods": {
        "S17": "the manual's pair of words",
        "S20": "more and more",
        "S29": "one of the manual's three dimensions",
        "S31": "examples",
        "S32": "the manual's pair of words",
    },
}
"""Items with an "og" in them that are one idea all the same, and why."""


@pytest.mark.parametrize("id", OURS)
def test_no_item_of_ours_joins_two_ideas(id: str) -> None:
    """One answer to two ideas is an answer to neither."""
    joined = {item["id"] for item in INSTRUMENTS[id]["statements"] if re.search(r"\b(og|samt)\b", item["text"]["da"])}
    assert joined - CHECKED_BY_HAND.get(id, {}).keys() == set()
    assert CHECKED_BY_HAND.get(id, {}).keys() - joined == set()  # what was reworded is looked at again


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


def test_the_limit_of_an_act_team_is_the_manuals_higher_number() -> None:
    words = r"et team på ca\. (\d+)-(\d+) medarbejdere kan maksimalt have ca\. (\d+)-(\d+) borgere tilknyttet"
    found = re.search(words, flat(raw("support-methods")))
    assert found, words
    act = next(item for item in items("support-methods") if item["id"] == "act-caseload")
    (limit,) = act["limits"]
    assert (limit["of"], limit["at_most"]) == (act["count"]["id"], int(found[4]))
    for number in found.groups():
        assert number in limit["reason"]["da"]


@pytest.mark.parametrize(("measure", "caseload"), [("cti-above", "cti-caseload"), ("icm-above", "icm-caseload")])
def test_workers_above_the_limit_are_counted_against_the_same_limit(measure: str, caseload: str) -> None:
    by_id = {item["id"]: item for item in items("support-methods")}
    assert by_id[measure]["at_most"] == 0
    for text in by_id[measure]["count"]["label"].values():
        assert f" {by_id[caseload]['at_most']} " in text


def test_the_share_at_insp_is_the_booklets_number() -> None:
    found = re.search(r"når højst (\d+) procent af de daglige brugere", flat(raw("samskabelse").replace("-\n", "")))
    assert found
    (share,) = items_of_measures("samskabelse")
    assert (share["beside"], share["percent"], share["reflection"]) == (int(found[1]), True, True)


def items_of_measures(id: str) -> list[dict[str, Any]]:
    return list(INSTRUMENTS[id]["measures"])
