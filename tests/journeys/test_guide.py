"""``guide``: all of it, one principle however it is asked for, and questionnaires that have none."""

from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import every_text
from hf_fidelity.errors import UsageProblem
from hf_fidelity.journeys import Workspace, show_guide
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.reports.document import Table
from tests.builders import housing_first
from tests.journeys.scenes import said
from tests.readers.minimal import MINIMAL, PRINCIPLES


def _own(space: Workspace, text: str) -> None:
    space.store.instruments.mkdir(parents=True, exist_ok=True)
    (space.store.instruments / "our-form.yaml").write_text(text, encoding="utf-8")


def _principles(space: Workspace, *asked: str) -> list[dict[str, Any]]:
    return list((show_guide(space, *asked).document.data or {})["principles"])


WITH_A_PRINCIPLE = MINIMAL.replace("statements:\n  - { id: A1, theme: one, text: { en: We meet. } }\n", PRINCIPLES)
WITH_HELP = WITH_A_PRINCIPLE.replace(
    "definition: { en: Not there } }", "definition: { en: Not there }, guide: { questions: [{ en: Who listens }] } }"
)
ANOTHER = """\
  - { id: away, theme: one, name: { en: Not here }, definition: { en: Away } }
statements:
  - { id: A2, theme: one, principle: away, text: { en: We go. } }
"""


# All of it


def test_without_a_principle_all_of_them_are_told_theme_by_theme(space: Workspace) -> None:
    instrument, document = space.instrument(), show_guide(space).document
    headings = [(section.level, section.title) for section in document.sections]
    numbered = iter(range(1, 9))
    assert headings == [
        heading
        for theme in instrument.themes
        for heading in [
            (2, theme.name["en"]),
            *((3, f"{next(numbered)} {p.name['en']}") for p in instrument.principles_of(theme)),
        ]
    ]


def test_everything_that_is_written_is_told_and_where_it_comes_from(space: Workspace) -> None:
    instrument, shown = space.instrument(), said(show_guide(space).document)
    texts = [text["en"] for p in instrument.principles if p.guide for _path, text in every_text(p.guide)]
    sections = [f"section {principle.section}" for principle in instrument.principles]
    appendices = [text for further in instrument.further for text in (further.name["en"], further.found_at)]
    assert [text for text in [*texts, *sections, *appendices] if text not in shown] == []
    assert "The words are our own, after The Housing First approach (in Danish) (Socialstyrelsen)" in shown


def test_the_facts_are_in_the_order_of_their_numbers(space: Workspace) -> None:
    found = _principles(space)
    assert [entry["number"] for entry in found] == list(range(1, 9))
    assert {tuple(entry) for entry in found} == {
        ("id", "number", "theme", "name", "section", "statements", "guide"),
    }
    assert {tuple(entry["guide"]) for entry in found} == {
        ("asks", "municipality", "professional", "questions", "behind", "aids")
    }
    assert {tuple(aid) for entry in found for aid in entry["guide"]["aids"]} == {("name", "helps", "found_at")}


def test_each_table_of_aids_says_whose_it_is(space: Workspace) -> None:
    tables = [b.title for s in show_guide(space).document.sections for b in s.blocks if isinstance(b, Table)]
    assert tables == [f"Aids: {principle.name['en']}" for principle in space.instrument().principle_order]


# One of them


ASKED = {
    "id": "harm-reduction",
    "id-in-capitals": "Harm-Reduction",
    "number": "2",
    "danish-name": "Skadesreduktion",
    "part-of-the-danish-name": "skade",
    "part-of-the-english-name": " harm ",
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_principle_goes_by_its_number_its_id_and_a_part_of_its_name(
    space: Workspace, asked: str, language: str
) -> None:
    with i18n.speaking(language):
        assert [entry["id"] for entry in _principles(space, asked)] == ["harm-reduction"]


def test_an_id_goes_before_a_part_of_a_name(space: Workspace) -> None:
    _own(space, WITH_HELP.replace("name: { en: Here }", "name: { en: At home }").replace("statements:\n", ANOTHER))
    assert [entry["id"] for entry in _principles(space, "here", "our-form")] == ["here"]


@pytest.mark.parametrize("number", range(1, 9))
def test_one_principle_is_told_with_its_definition_and_its_statements(space: Workspace, number: int) -> None:
    instrument = housing_first()
    principle = instrument.principle_order[number - 1]
    document = show_guide(space, str(number)).document
    shown = said(document)
    mine = [s.id for s in instrument.statements if s.principle == principle.id]
    assert (document.title, principle.definition["en"] in shown) == (principle.name["en"], True)
    assert [s.id for s in instrument.statements if f"{s.id} {s.text['en']}" in shown] == mine
    assert "That link is our reading." in shown


@pytest.mark.parametrize("asked", ["9", "0", "weather", "", "  ", "2.7"])
def test_a_principle_that_is_not_there_is_refused_and_all_are_named(space: Workspace, asked: str) -> None:
    with pytest.raises(UsageProblem) as stop:
        show_guide(space, asked)
    told = i18n.words(stop.value.message, stop.value.params)
    assert told.startswith(f"There is no principle {asked}. There are: 1 Recovery orientation, 2 Harm reduction, 3 ")
    assert told.endswith("8 Respect, empathy and compassion towards all citizens.")


def test_a_part_of_several_names_is_refused_and_they_are_named(space: Workspace) -> None:
    with pytest.raises(UsageProblem) as stop:
        show_guide(space, "o")
    assert "more than one principle: 1 Recovery orientation" in i18n.words(stop.value.message, stop.value.params)


# Themes with help of their own

THEMES = {
    "id": "structure",
    "number": "2",
    "statement": "s18",
    "danish-name": "Rammerne",
    "part-of-the-english-name": "set-up",
}


@pytest.mark.parametrize("asked", THEMES.values(), ids=THEMES)
def test_a_theme_goes_by_its_number_its_id_a_statement_and_a_part_of_its_name(space: Workspace, asked: str) -> None:
    document = show_guide(space, asked, "partnerskab").document
    told = document.data or {}
    assert (document.title, told["principles"], [each["id"] for each in told["themes"]]) == (
        "The set-up", [], ["structure"],
    )  # fmt: skip


def test_a_theme_is_told_whole_with_its_statements_and_their_questions(space: Workspace) -> None:
    instrument, document = space.instrument("partnerskab"), show_guide(space, "structure", "partnerskab").document
    theme = next(theme for theme in instrument.themes if theme.id == "structure")
    assert theme.guide
    shown = said(document)
    assert [text["en"] for _path, text in every_text(theme.guide) if text["en"] not in shown] == []
    mine = [s for s in instrument.statements if s.theme == "structure"]
    assert [s.id for s in mine if f"{s.id} {s.text['en']}" not in shown] == []
    asked = {each.statement: each.text["en"] for each in theme.guide.behind}
    assert list(asked) == [s.id for s in mine]
    assert [s.id for s in mine if f"{s.id} {s.label['en']} – {asked[s.id]}" not in shown] == []
    assert "Partnerships (Kort & klart, in Danish): STRUKTURELLE ELEMENTER; " in document.subtitle


def test_the_facts_of_a_theme(space: Workspace) -> None:
    (told,) = (show_guide(space, "structure", "partnerskab").document.data or {})["themes"]
    assert tuple(told) == ("id", "number", "name", "sections", "statements", "guide")
    assert (told["number"], told["sections"][0]) == (2, "STRUKTURELLE ELEMENTER")
    assert tuple(told["guide"]["behind"][0]) == ("statement", "text")


@pytest.mark.parametrize("id", [path.stem for path in shipped_folder("principles").glob("*.yaml")])
def test_every_statement_of_every_questionnaire_leads_to_help(space: Workspace, id: str) -> None:
    instrument = space.instrument(id)
    told = show_guide(space, None, id).document.data or {}
    numbers = sorted(each["number"] for each in (*told["principles"], *told["themes"]))
    assert numbers == list(range(1, len(instrument.topics) + 1))
    for statement in instrument.statements:
        topic = instrument.topic_of(statement)
        assert topic
        assert show_guide(space, statement.id, id).document.title == topic.name["en"]
    assert "no texts to help" not in said(show_guide(space, None, id).document)


def test_principles_and_a_theme_beside_them_are_numbered_through(space: Workspace) -> None:
    instrument, document = (
        space.instrument("borgeren-ved-roret"),
        show_guide(space, None, "borgeren-ved-roret").document,
    )
    titles = [section.title for section in document.sections]
    assert [topic.id for topic in instrument.topics][8] == "learning"
    assert "9 Learning in rounds" in titles
    # The source numbers its principles itself: their names say it, and are not numbered twice.
    assert instrument.principle_order[0].name["en"] in titles


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("weather", "There is no help for weather. There is for: 1 Relations, 2 The set-up, 3 Our own organisation."),
        ("r", "r is in the name of more than one: 1 Relations, 2 The set-up, 3 Our own organisation."),
    ],
)
def test_a_theme_that_is_not_there_is_refused_and_all_are_named(space: Workspace, asked: str, told: str) -> None:
    with pytest.raises(UsageProblem) as stop:
        show_guide(space, asked, "partnerskab")
    assert i18n.words(stop.value.message, stop.value.params) == told


def test_a_questionnaire_that_is_asked_for_as_if_it_were_a_principle_is_pointed_to(space: Workspace) -> None:
    with pytest.raises(UsageProblem) as stop:
        show_guide(space, "Partnerskab")
    assert stop.value.hint
    assert "--instrument partnerskab`" in i18n.words(stop.value.hint, stop.value.params)


# Questionnaires without it


def test_a_questionnaire_without_principles_says_that_there_is_no_help(space: Workspace) -> None:
    _own(space, MINIMAL)
    document = show_guide(space, None, "our-form").document
    assert "This questionnaire has no texts to help with the talk." in said(document)
    assert (document.notes, (document.data or {})["principles"]) == ((), [])
    with pytest.raises(UsageProblem) as stop:
        show_guide(space, "1", "our-form")
    assert i18n.words(stop.value.message, stop.value.params) == "There is no principle 1. There are: none."


def test_a_principle_without_help_says_so(space: Workspace) -> None:
    _own(space, WITH_A_PRINCIPLE)
    shown = said(show_guide(space, "here", "our-form").document)
    assert "There are no texts to help with this principle." in shown
    assert "A1 We meet." in shown
    assert "The words are our own" not in shown
    assert [entry["guide"] for entry in _principles(space, "here", "our-form")] == [None]


def test_a_part_of_the_help_may_be_left_out(space: Workspace) -> None:
    _own(space, WITH_HELP)
    document = show_guide(space, "here", "our-form").document
    assert [section.title for section in document.sections] == [
        "What it is about",
        "Questions for the talk",
        "The statements that speak to it",
    ]
    assert "Questions for the talk:" in said(show_guide(space, None, "our-form").document)


def test_help_that_is_not_translated_is_marked_as_foreign(space: Workspace) -> None:
    _own(space, WITH_HELP)
    with i18n.speaking("da"):
        assert show_guide(space, "here", "our-form").document.foreign["Who listens"] == "en"
