"""The help for the talk of every shipped questionnaire: for each statement, in our own words, and short."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from hf_fidelity.domain.questionnaire.instrument import Aid, Guide, Instrument, Topic, every_text
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import read_instrument
from tests.domain.test_sources import INSTRUMENTS, OURS, flat, raw, stands_as_heading

LONGEST_RUN = 7
"""So many words in a row may be those of the source: names, and what cannot be said otherwise."""

each_instrument = pytest.mark.parametrize("id", list(INSTRUMENTS))
each_held = pytest.mark.parametrize(
    "id", [id for id, instrument in INSTRUMENTS.items() if instrument.get("answered_by") != "citizens"]
)
"""Those that a team holds a meeting on; what citizens answer is only asked about."""
each_of_ours = pytest.mark.parametrize("id", OURS)


@cache
def shipped(id: str) -> Instrument:
    instrument, findings = read_instrument(shipped_folder("principles") / f"{id}.yaml")
    assert instrument, findings
    return instrument


def guides(id: str) -> Iterator[tuple[Topic, Guide]]:
    for topic in shipped(id).topics:
        assert topic.guide, f"{topic.id} has no help"
        yield topic, topic.guide


def aids(id: str) -> Iterator[Aid]:
    for _topic, guide in guides(id):
        yield from guide.aids


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"-\s*\n\s*", "", text).casefold())
    return {tuple(words[i : i + LONGEST_RUN + 1]) for i in range(len(words) - LONGEST_RUN)}


@cache
def of_the_source(id: str) -> set[tuple[str, ...]]:
    return runs(raw(id))


@each_instrument
def test_every_statement_has_help_to_talk_about_it(id: str) -> None:
    instrument = shipped(id)
    lacking = [s.id for s in instrument.statements if not ((topic := instrument.topic_of(s)) and topic.guide)]
    assert lacking == []
    helped = [s.id for topic in instrument.topics for s in instrument.statements_on(topic)]
    assert sorted(helped) == sorted(instrument.order)


@each_instrument
def test_every_statement_has_a_question_of_its_own_where_it_is_seen_differently(id: str) -> None:
    """One that fits it: three questions to nine statements would ask about money where it is about trust."""
    instrument = shipped(id)
    asked = Counter(str(instrument.question_behind(statement)) for statement in instrument.statements)
    assert [question for question, times in asked.items() if times > 1 or question == "None"] == []


@each_of_ours
def test_no_sentence_of_the_help_is_the_sources(id: str) -> None:
    said = [text["da"] for _topic, guide in guides(id) for path, text in every_text(guide) if path[-1] != "name"]
    assert [text for text in said if runs(text) & of_the_source(id)] == []


def test_a_sentence_of_the_sources_would_be_noticed() -> None:
    copied = "Man kunne derfor ikke på forhånd vide, hvordan det burde justeres undervejs."
    assert runs(copied) & of_the_source("partnerskab")


@each_held
def test_the_help_is_short_and_leaves_no_part_out(id: str) -> None:
    for topic, guide in guides(id):
        asked_for = len(guide.asks) + len(guide.municipality) + len(guide.professional)
        assert 2 <= asked_for <= 8, topic.id
        assert 2 <= len(guide.questions) <= 4, topic.id
        assert 1 <= len(guide.aids) <= 13, topic.id


@each_instrument
def test_what_the_source_asks_for_is_said_of_somebody_or_of_nobody(id: str) -> None:
    assert [t.id for t, guide in guides(id) if guide.asks and (guide.municipality or guide.professional)] == []


@each_instrument
def test_every_question_is_a_question(id: str) -> None:
    asked = [text for _topic, g in guides(id) for text in (*g.questions, *(each.text for each in g.behind))]
    assert [text for text in asked if {text["da"][-1], text["en"][-1]} != {"?"}] == []


@each_instrument
def test_a_place_in_the_source_is_a_heading_of_it(id: str) -> None:
    named = [place for aid in aids(id) if (place := re.fullmatch("afsnittet ”(.*)”", aid.found_at or ""))]
    assert [place[1] for place in named if not heading(place[1], id)] == []


def heading(words: str, id: str) -> bool:
    """Whether it stands as a heading, also where the typesetter broke it."""
    return stands_as_heading(words, id) or flat(words) in flat(raw(id))


@each_instrument
def test_any_other_place_is_one_that_the_source_names(id: str) -> None:
    places = [aid.found_at for aid in aids(id) if aid.found_at and not aid.found_at.startswith("afsnittet ”")]
    sites = [site for place in places for site in re.findall(r"\S+\.(?:dk|com)", place)]
    assert [site for site in sites if site not in raw(id)] == []


def test_an_aid_is_found_at_one_place_whoever_it_helps() -> None:
    places = {
        (instrument["source"]["publisher"], aid.name["da"], aid.found_at)
        for id, instrument in INSTRUMENTS.items()
        for aid in aids(id)
    }
    assert [name for name, times in Counter(place[:2] for place in places).items() if times > 1] == []


@each_instrument
def test_the_help_is_no_part_of_what_was_asked(id: str) -> None:
    """Teams that answered before there was any have answered the same questionnaire."""
    instrument = shipped(id)
    content = instrument.model_dump(mode="json")
    for topic in (*content["themes"], *content["principles"]):
        topic["guide"] = None
    bare = Instrument.model_validate_json(json.dumps(content))
    assert not any(theme.guide for theme in bare.themes)
    assert (bare.digest, bare.fingerprints) == (instrument.digest, instrument.fingerprints)
