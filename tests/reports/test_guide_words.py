"""The help beside a statement: which principle's, in which words, and that it fits on the screen of the meeting."""

import textwrap

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument, every_text
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import read_instrument
from hf_fidelity.reports.questionnaire import help_for, ideas
from tests.builders import small_instrument

INSTRUMENTS = {
    path.stem: instrument
    for path in sorted(shipped_folder("principles").glob("*.yaml"))
    if (instrument := read_instrument(path)[0]) and getattr(instrument, "answered_by", None) != "citizens"
}
"""Those that a team holds a meeting on."""
TWO_SCREENS = 2 * 22
"""Lines of 80 x 24, with room for what is typed."""


def high(lines: tuple[str, ...]) -> int:
    return sum(len(textwrap.wrap(line, 76)) for line in lines)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("id", INSTRUMENTS)
def test_the_help_fits_on_two_screens_and_the_ideas_in_a_corner(id: str, language: str) -> None:
    instrument = INSTRUMENTS[id]
    with i18n.speaking(language):
        for statement in instrument.order:
            assert 11 <= high(help_for(instrument, statement)) <= TWO_SCREENS, statement
            assert 1 <= len(ideas(instrument, statement)) <= 4, statement
            assert high(ideas(instrument, statement)) <= 12, statement


def test_the_help_says_everything_that_is_written_for_the_statements_principle(instrument: Instrument) -> None:
    statement = instrument.statement("S12")
    principle = instrument.principle_of(statement)
    assert principle
    assert principle.guide
    lines = help_for(instrument, statement.id)
    said = "\n".join(lines)
    assert lines[0] == "Separation of housing and support (section 2.5)"
    assert [line for line in lines if line.endswith(":")] == [
        "The municipality:",
        "The professional:",
        "Questions for the talk:",
        "Aids:",
    ]
    assert [text["en"] for _path, text in every_text(principle.guide) if text["en"] not in said] == []
    assert [aid.found_at for aid in principle.guide.aids if (aid.found_at or "") not in said] == []


def test_beside_a_statement_its_own_question_stands_first_and_the_others_questions_do_not() -> None:
    lines = help_for(INSTRUMENTS["partnerskab"], "S18")
    assert lines[0] == "The set-up"
    assert lines[lines.index("Questions for the talk:") + 1] == "- Who is liable for what if it all falls apart?"
    assert "Who brings us together" not in "\n".join(lines)


def test_a_section_that_is_all_of_the_source_is_not_named_twice() -> None:
    instrument = INSTRUMENTS["borgeren-ved-roret"]
    assert help_for(instrument, "S01")[0] == instrument.principle_order[0].name["en"]


def test_the_ideas_are_the_aids_that_stand_first(instrument: Instrument) -> None:
    assert ideas(instrument, "S02")[0] == (
        "Motivational interviewing (MI): citizens find their own wish to change something "
        "(Teori og metode for Motiverende Interview, socialstyrelsen.dk)"
    )
    assert set(ideas(instrument, "S02")) < {line.removeprefix("- ") for line in help_for(instrument, "S02")}


def test_a_statement_without_a_principle_has_no_help() -> None:
    instrument = small_instrument()
    assert (help_for(instrument, "S1"), ideas(instrument, "S1")) == ((), ())


def test_a_principle_without_help_has_none(instrument: Instrument) -> None:
    bare = instrument.model_copy(
        update={"principles": tuple(p.model_copy(update={"guide": None}) for p in instrument.principles)}
    )
    assert (help_for(bare, "S01"), ideas(bare, "S01")) == ((), ())


def test_a_statement_that_is_not_there_is_a_mistake(instrument: Instrument) -> None:
    with pytest.raises(KeyError):
        help_for(instrument, "S99")
