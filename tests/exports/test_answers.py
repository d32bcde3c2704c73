"""What a cell of an answer means: words first, digits only where their direction is known."""

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import AskedScale
from hf_fidelity.readers.survey.answers import (
    BLANK,
    DIGIT,
    ERROR,
    MISSING,
    NOT_RELEVANT,
    TWO,
    UNKNOWN,
    ScaleWords,
    direction_of,
    point_of,
)

CELLS: dict[object, int] = {
    "Helt enig": 4,
    "  helt  ENIG. ": 4,
    "helt_enig": 4,
    "Strongly agree": 4,
    "Strongly agree (1)": 4,
    "5 - Helt enig": 4,
    "1: Helt enig": 4,
    "Helt enig=5": 4,
    "<b>Helt&nbsp;enig</b>": 4,
    "Hverken enig eller uenig": 2,
    "Hverken-eller": 2,
    "Uenig;": 1,
    "": BLANK,
    " ": BLANK,
    "-": BLANK,
    "N/A": BLANK,
    "Ved ikke": MISSING,
    "Ingen erfaring": MISSING,
    "Ei kokemusta": MISSING,
    "Pas d’expérience": MISSING,
    "Don’t know": MISSING,
    "Ønsker ikke at svare": MISSING,
    "Ikke relevant": NOT_RELEVANT,
    "Not applicable": NOT_RELEVANT,
    "4": DIGIT + 4,
    4: DIGIT + 4,
    "A4": DIGIT + 4,
    "(2)": DIGIT + 2,
    "<4>": DIGIT + 4,
    "<(4)>": DIGIT + 4,
    "<4": UNKNOWN,
    "< 4": UNKNOWN,
    "4>": UNKNOWN,
    "<(4)": UNKNOWN,
    ">3": UNKNOWN,
    "≤4": UNKNOWN,
    "~4": UNKNOWN,
    "4?": UNKNOWN,
    "Enig; Uenig": TWO,
    "Enig, Uenig": TWO,
    "Enig\nUenig": TWO,
    "1;2": TWO,
    "#DIV/0!": ERROR,
    "#VÆRDI!": ERROR,
    "1 (Helt enig)": 4,
    "[5] Helt enig": 4,
    "Helt enig/5": 4,
    "👍 Helt enig": 4,
    "4.0": DIGIT + 4,
    "4,00": DIGIT + 4,
    "[4]": DIGIT + 4,
    "-1": UNKNOWN,
    "+2": UNKNOWN,
    "6": UNKNOWN,
    "NaN": BLANK,
    "<NA>": BLANK,
    "Ikke relevant (N/A)": NOT_RELEVANT,
    "Ved ikke / ikke relevant": MISSING,
    "Trifft nicht zu": NOT_RELEVANT,
    "Trifft eher nicht zu": UNKNOWN,
    "Har ingen formening": MISSING,
    "Ich habe keine Meinung": MISSING,
    "Har ingen åsikt": MISSING,
    "Ingen hjælp": UNKNOWN,
    "Måske": UNKNOWN,
    "3,5": UNKNOWN,
    3.5: UNKNOWN,
    "TRUE": UNKNOWN,
    "Delvist enig": UNKNOWN,
    "enig uenig hverken": UNKNOWN,
    "Enig?": UNKNOWN,
    "Enig ??": UNKNOWN,
    "Enig (?)": UNKNOWN,
    "? Enig": UNKNOWN,
    "¿Agree": UNKNOWN,
    "Enig ❓": UNKNOWN,
    "Enig？": UNKNOWN,
    "Enig!?": UNKNOWN,
    "~Enig": UNKNOWN,
    "~ Agree": UNKNOWN,
    "ca. Enig": UNKNOWN,
    "4 - Enig?": UNKNOWN,
    "Enig? (4)": UNKNOWN,
    "(4?) Enig": UNKNOWN,
    "ca. 4": UNKNOWN,
    "Ved ikke?": MISSING,
    "Ikke relevant?": NOT_RELEVANT,
    "Enig.": 3,
    "Enig!": 3,
    "Enig…": 3,
    "«Enig»": 3,
    "Helt?enig": 4,
}


@pytest.fixture
def scale(form: Instrument) -> AskedScale:
    return AskedScale.of(form.scale)


@pytest.mark.parametrize("cell", CELLS, ids=repr)
def test_a_cell_means_one_thing(scale: AskedScale, cell: object) -> None:
    assert ScaleWords(scale).read(cell) == CELLS[cell]


ANCHORS = {
    "ends-upwards": ({(1, 0), (5, 4)}, "agree-high"),
    "ends-downwards": ({(1, 4), (5, 0)}, "agree-low"),
    "one-end": ({(5, 4)}, "agree-high"),
    "the-middle-says-nothing": ({(3, 2)}, None),
    "they-contradict-each-other": ({(1, 4), (5, 4)}, None),
    "other-digits": ({(7, 4)}, None),
    "none": (set(), None),
}


@pytest.mark.parametrize(("anchors", "way"), ANCHORS.values(), ids=ANCHORS)
def test_labels_with_digits_show_the_direction(scale: AskedScale, anchors: set[tuple[int, int]], way: object) -> None:
    assert direction_of(anchors, scale) == way


def test_digits_run_up_or_down_the_scale(scale: AskedScale) -> None:
    assert [point_of(n, scale, "agree-high") for n in range(7)] == [None, 0, 1, 2, 3, 4, None]
    assert [point_of(n, scale, "agree-low") for n in range(7)] == [None, 4, 3, 2, 1, 0, None]


ASKING = AskedScale(
    "s", (1, 2, 3), (("Ja?", 0), ("Nej", 1), ("~ 5", 2)), (), (), {"da": "~ 5"}, (("Er det godt? Nej", 1),)
)
"""Labels that have a mark of doubt themselves."""


@pytest.mark.parametrize(
    ("cell", "code"),
    {
        "Ja?": 0,
        "JA": 0,
        "~Ja": UNKNOWN,
        "Nej": 1,
        "Er det godt? Nej": 1,
        "~Nej": UNKNOWN,
        "~5": 2,
        "2 - Ja?": 0,
    }.items(),
)
def test_a_label_may_have_the_mark_itself(cell: str, code: int) -> None:
    assert ScaleWords(ASKING).read(cell) == code


def test_an_answer_in_doubt_says_nothing_of_the_digits_and_a_question_does(scale: AskedScale) -> None:
    words = ScaleWords(scale)
    assert (words.anchor("4 - Enig?"), words.anchor("4 - Enig")) == (None, (4, 3))
    assert words.told_in("Er du enig: 1 = Helt uenig, 5 = Helt enig?") == {(1, 0), (5, 4)}


def test_a_mapping_tells_a_word_in_doubt_from_the_word(scale: AskedScale) -> None:
    words = ScaleWords(scale, {"Enig?": MISSING, "Måske": 2})
    assert [words.read(cell) for cell in ("enig ?", "Enig", "~Enig", "Måske?")] == [MISSING, 3, UNKNOWN, UNKNOWN]


def test_a_mapping_file_has_the_last_word(scale: AskedScale) -> None:
    words = ScaleWords(scale, {"Måske": 2, "6": MISSING, "Enig": 0})
    assert [words.read(cell) for cell in ("måske", 6.0, "Enig", "Uenig")] == [2, MISSING, 0, 1]
