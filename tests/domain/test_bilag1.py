"""The shipped questionnaire is Bilag 1: word for word, whole, and in the form's order."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from tests.builders import housing_first

SOURCE = Path(__file__).parent.parent / "data" / "bilag1.txt"


def printed() -> str:
    """The form as the manual prints it, on one line; ``¬`` stands for a hyphen at a line's end."""
    text = SOURCE.read_text("utf-8").split("\n", 1)[1]
    return " ".join(re.sub(r"-\s*\n\s*", "¬", text).split())


def verbatim(text: str) -> re.Pattern[str]:
    """The text, where a hyphen at a line's end may be the typesetter's or one of the word's own."""
    return re.compile("".join("[-¬]" if c == "-" else f"{re.escape(c)}¬?" for c in " ".join(text.split())))


def own_texts(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """The texts that are the form's own, each with a name, in the order of the form."""
    yield "purpose", instrument.purpose["da"]
    yield "advice", instrument.advice["da"]
    for theme in instrument.themes:
        yield theme.id, theme.name["da"]
        for principle in instrument.principles_of(theme):
            yield principle.id, principle.name["da"]
            yield f"{principle.id}-definition", principle.definition["da"]
        yield f"{theme.id}-stem", instrument.stem["da"]
        for point in instrument.scale.points:
            yield f"{theme.id}-label-{point.value}", point.label["da"]
        for statement in instrument.statements:
            if statement.theme == theme.id:
                yield statement.id, statement.text["da"]


TEXTS = dict(own_texts(housing_first()))


def test_every_text_of_the_form_is_verbatim() -> None:
    page = printed()
    otherwise = {name: text for name, text in TEXTS.items() if not verbatim(text).search(page)}
    assert not otherwise, otherwise


def test_the_form_is_whole_and_in_order() -> None:
    left, rest = [], printed()
    for text in TEXTS.values():
        before, rest = verbatim(text).split(rest, maxsplit=1)
        left.append(before.strip())
    not_ours = ["Bilag 1: Efterlevelsesskema for Housing First", "Brief Inspire (researchintorecovery.com) [PDF]"]
    assert [text for text in [*left, rest.strip()] if text] == not_ours


def test_the_statements_order(instrument: Instrument) -> None:
    assert instrument.order == tuple(f"S{n:02}" for n in range(1, 17))


THEMES = {
    "values": (["recovery", "harm-reduction"], "recovery harm-reduction recovery recovery"),
    "housing": (
        ["housing-right", "independent-housing"],
        "housing-right housing-right independent-housing independent-housing",
    ),
    "support": (["commitment", "separation"], "commitment commitment commitment separation"),
    "collaboration": (["self-determination", "respect"], "self-determination respect respect respect"),
}


def test_the_themes_order(instrument: Instrument) -> None:
    assert [theme.id for theme in instrument.themes] == list(THEMES)


@pytest.mark.parametrize("theme", THEMES)
def test_the_principles_of_a_theme(instrument: Instrument, theme: str) -> None:
    assert [p.id for p in instrument.principles if p.theme == theme] == THEMES[theme][0]


@pytest.mark.parametrize("theme", THEMES)
def test_the_principle_each_statement_speaks_to(instrument: Instrument, theme: str) -> None:
    assert [s.principle for s in instrument.statements if s.theme == theme] == THEMES[theme][1].split()


def test_the_manual_sections(instrument: Instrument) -> None:
    assert {p.id: p.section for p in instrument.principles} == {
        "recovery": "2.7",
        "harm-reduction": "2.8",
        "housing-right": "2.1",
        "independent-housing": "2.4",
        "commitment": "2.3",
        "separation": "2.5",
        "self-determination": "2.6",
        "respect": "2.2",
    }


def test_the_scale(instrument: Instrument) -> None:
    assert instrument.scale.id == "agreement-5"
    assert [(point.value, point.label["da"]) for point in instrument.scale.points] == [
        (5, "Helt enig"),
        (4, "Enig"),
        (3, "Hverken enig/uenig"),
        (2, "Uenig"),
        (1, "Helt uenig"),
    ]


@pytest.mark.parametrize(
    ("threshold", "value"),
    {
        "anchored_from": 4,
        "strengthen_to": 2,
        "neutral": 3,
        "total_change": 0.25,
        "theme_steps": 2,
        "close_from": 0.75,
        "spread_below": 0.5,
        "privacy_limit": 5,
    }.items(),
)
def test_the_thresholds(instrument: Instrument, threshold: str, value: float) -> None:
    assert getattr(instrument.thresholds, threshold) == value


def test_it_is_the_questionnaire_that_is_meant_when_none_is_named(instrument: Instrument) -> None:
    assert (instrument.id, instrument.default, instrument.status, instrument.cadence.edge_days) == (
        "housing-first",
        True,
        "official",
        14,
    )


def all_texts(value: object, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text of the questionnaire with its path: a mapping with the key ``da``, wherever it stands."""
    if isinstance(value, dict) and isinstance(value.get("da"), str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from all_texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from all_texts(inner, f"{path}[{i}]")


ALL_TEXTS = dict(all_texts(housing_first().model_dump(mode="json")))


def test_every_text_has_english() -> None:
    without = [path for path, texts in ALL_TEXTS.items() if [*texts] != ["da", "en"] or not texts["en"].strip()]
    assert not without, without


def test_the_english_is_marked_as_our_own(instrument: Instrument) -> None:
    assert (instrument.languages, instrument.own_translations) == (("da", "en"), ("en",))
