"""The help for the talk: all of chapter 2's aids, in our own words; and with it a questionnaire is no other one."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hf_fidelity.domain.questionnaire.instrument import Guide, Instrument, Principle, every_text
from tests.builders import housing_first

SOURCE = Path(__file__).parent.parent / "data" / "chapter2.txt"
MANUAL = SOURCE.read_text("utf-8").split("\n", 1)[1]
LONGEST_RUN = 7
"""So many words in a row may be those of the manual: names, and what cannot be said otherwise."""

PRINCIPLES = {principle.id: principle for principle in housing_first().principles}
each_principle = pytest.mark.parametrize("principle", PRINCIPLES.values(), ids=PRINCIPLES)


def words(text: str) -> list[str]:
    """The words of a text, also of one whose words the typesetter has broken at a line's end."""
    return re.findall(r"\w+", re.sub(r"-\s*\n\s*", "", text).casefold())


def section(principle: Principle) -> tuple[str, str]:
    """The heading of the principle's section in the manual, and what stands under it."""
    found = re.search(rf"(?ms)^ ?{re.escape(principle.section or '')}\.\t (.*?)\n\n(.*?)(?=^ ?\d\.\d\.\t|\Z)", MANUAL)
    assert found
    return found[1], found[2]


def guide(principle: Principle) -> Guide:
    assert principle.guide
    return principle.guide


def own_sentences() -> Iterator[str]:
    for principle in PRINCIPLES.values():
        yield from (text["da"] for path, text in every_text(guide(principle)) if path[-1] != "name")


SENTENCES = sorted(set(own_sentences()))
SPOKEN = words(MANUAL)
RUNS = {tuple(SPOKEN[i : i + LONGEST_RUN + 1]) for i in range(len(SPOKEN))}


@each_principle
def test_the_section_is_headed_by_the_principle(principle: Principle) -> None:
    heading = " ".join(section(principle)[0].split())
    assert heading.replace("overfor", "over for") == principle.name["da"]


def copied(sentence: str) -> list[tuple[str, ...]]:
    """The runs of the sentence's words that stand in the manual and are too long to do so by chance."""
    said = words(sentence)
    return [run for i in range(len(said)) if (run := tuple(said[i : i + LONGEST_RUN + 1])) in RUNS]


def test_no_sentence_is_the_manuals() -> None:
    found = {sentence: runs for sentence in SENTENCES if (runs := copied(sentence))}
    assert not found, found


def test_a_sentence_of_the_manuals_would_be_noticed() -> None:
    assert copied(
        "De fagprofessionelle skal kunne op- og nedjustere støttens intensitet efter borgerens varierende støttebehov"
    )


@each_principle
def test_each_aid_of_the_section_is_named_and_no_other(principle: Principle) -> None:
    listed = section(principle)[1].partition("Hjælperedskaber og litteratur:")[2]
    assert len(guide(principle).aids) == listed.count("\ufffd")
    spoken = words(listed)
    assert [aid.name["da"] for aid in guide(principle).aids if words(aid.name["da"])[0] not in spoken] == []


@each_principle
def test_an_aid_is_found_where_the_manual_says(principle: Principle) -> None:
    """Its footnotes stand at the foot of a page, so under the next section at times."""
    sites = [site for aid in guide(principle).aids for site in re.findall(r"\S+\.(?:dk|com)", aid.found_at or "")]
    assert [site for site in sites if f"{site})" not in MANUAL] == []


def test_an_aid_is_found_at_one_place_whoever_it_helps() -> None:
    places = {(aid.name["da"], aid.found_at) for principle in PRINCIPLES.values() for aid in guide(principle).aids}
    assert len(places) == len({name for name, _where in places})


@each_principle
def test_the_help_is_short(principle: Principle) -> None:
    found = guide(principle)
    assert 2 <= len(found.municipality) <= 4
    assert 2 <= len(found.professional) <= 4
    assert 3 <= len(found.questions) <= 4


def test_the_appendices_that_are_only_links_are_named_as_the_manual_prints_them(instrument: Instrument) -> None:
    printed = " ".join(MANUAL.split())
    assert [further.name["da"][:7] for further in instrument.further] == ["Bilag 2", "Bilag 3", "Bilag 4"]
    assert [further.name["da"] for further in instrument.further if further.name["da"] not in printed] == []
    assert [further.found_at for further in instrument.further if further.found_at not in printed] == []


def test_the_help_is_no_part_of_what_was_asked(instrument: Instrument) -> None:
    """Teams that answered before there was any have answered the same questionnaire."""
    content = instrument.model_dump(mode="json")
    del content["further"]
    for principle in content["principles"]:
        del principle["guide"]
    bare = Instrument.model_validate_json(json.dumps(content))
    assert (bare.further, {principle.guide for principle in bare.principles}) == ((), {None})
    assert (bare.digest, bare.fingerprints) == (instrument.digest, instrument.fingerprints)


def test_the_digest_of_the_questionnaire_that_teams_have_answered(instrument: Instrument) -> None:
    """It changes only with a new version: whoever changes what is asked or counted changes both here."""
    known = "sha256:c47f810b1808dc0df171f7ac10d32ec8be7a119b4be3a2a7b725afb9c7719bd3"
    assert (instrument.version, instrument.digest) == ("1.0.1", known)
