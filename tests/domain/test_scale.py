"""Answer scales: how answers are read, and what a mean is as an index. Nothing knows 1–5."""

import unicodedata

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument, Point, Scale
from tests.builders import small_instrument

ZERO_TO_TEN = small_instrument(values=range(11)).scale
YES_NO = Scale(
    id="yes-no",
    points=(
        Point(value=2, label={"da": "Både og nej, altså ja", "en": "Yes"}, synonyms={"da": ("jo",)}),
        Point(value=-1, label={"da": "Nej", "en": "No"}),
    ),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Helt enig", 5),
        ("Meget enig", 5),
        ("Strongly agree", 5),
        ("Enig", 4),
        ("Agree", 4),
        ("Hverken enig/uenig", 3),
        ("Hverken enig eller uenig", 3),
        ("Neither agree nor disagree", 3),
        ("Uenig", 2),
        ("Disagree", 2),
        ("Helt uenig", 1),
        ("Strongly disagree", 1),
        ("1", 1),
        (" 5 ", 5),
        ("HELT ENIG", 5),
        ("  helt \u00a0 enig\n", 5),
        ("\u200bEnig", 4),
    ],
)
def test_labels_synonyms_and_numbers_are_read(instrument: Instrument, text: str, value: int) -> None:
    assert instrument.scale.read(text) == value


@pytest.mark.parametrize("text", ["", "0", "6", "4.0", "enig?", "helt", "ikke relevant", "True"])
def test_anything_else_is_not_an_answer(instrument: Instrument, text: str) -> None:
    assert instrument.scale.read(text) is None


@pytest.mark.parametrize("coding", ["NFC", "NFD", "NFKC", "NFKD"])
def test_accents_count_however_they_are_coded(coding: str) -> None:
    assert YES_NO.read(unicodedata.normalize(coding, "både og nej, altså ja")) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scale", "text", "value"),
    [(ZERO_TO_TEN, "10", 10), (ZERO_TO_TEN, "0", 0), (YES_NO, "-1", -1), (YES_NO, "Jo", 2), (YES_NO, "no", -1)],
)
def test_other_scales_are_read_too(scale: Scale, text: str, value: int) -> None:
    assert scale.read(text) == value


@pytest.mark.parametrize(("before", "after", "steps"), [(1, 5, 4), (5, 1, -4), (3, 3, 0), (2, 3, 1)], ids=str)
def test_steps(instrument: Instrument, before: int, after: int, steps: int) -> None:
    assert instrument.scale.steps(before, after) == steps


def test_steps_count_points_not_numbers() -> None:
    assert YES_NO.steps(-1, 2) == 1


@pytest.mark.parametrize(
    ("values", "mean", "index"),
    [
        ((1, 2, 3, 4, 5), 1, 0),
        ((1, 2, 3, 4, 5), 3, 50),  # percent of the range; percent of the maximum would be 60
        ((1, 2, 3, 4, 5), 3.25, 56.25),
        ((1, 2, 3, 4, 5), 5, 100),
        (tuple(range(11)), 0, 0),
        (tuple(range(11)), 7.5, 75),
        ((1, 2), 1.5, 50),
        ((-1, 2), -1, 0),
        ((-1, 2), 0.5, 50),
    ],
)
def test_the_index_is_percent_of_the_range(values: tuple[int, ...], mean: float, index: float) -> None:
    assert small_instrument(values=values).scale.index(mean) == index


@pytest.mark.parametrize(("scale", "values"), [(ZERO_TO_TEN, tuple(range(11))), (YES_NO, (-1, 2))])
def test_votes_are_counted_from_the_lowest_point_whatever_the_form_prints_first(
    scale: Scale, values: tuple[int, ...]
) -> None:
    assert (scale.values, scale.lowest, scale.highest) == (values, values[0], values[-1])


def test_a_point_is_spelled_with_its_number(instrument: Instrument) -> None:
    assert instrument.scale.spelled(4) == "Agree (4)"
