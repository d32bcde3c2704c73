"""What a cell of an answer means: words first, digits only where their direction is known, and in doubt nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import AskedScale
from hf_fidelity.readers.survey.words.answers import (
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
from tests.builders import shipped
from tests.exports.tables import (
    IDS,
    NAMES,
    Rows,
    csv,
    numbers,
    people,
    read,
    written,
    xlsx,
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
def scale(instrument: Instrument) -> AskedScale:
    return AskedScale.of(instrument.scale)


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


@pytest.mark.parametrize("given", ["<4", "< 4", ">3", "4>", "~4", "4?", "≤4", "≥ 4", "ca. 4", "4+"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_about_a_number_is_no_answer(kind: str, given: str, tmp_path: Path) -> None:
    rows: Rows = [["Navn", *IDS], *([name, *numbers(4)] for name in NAMES)]
    rows[3][2] = given
    path = written(tmp_path / f"e.{kind}", rows)
    found = read(path, codes="agree-high")
    [told] = found.findings
    assert (found.rows.accepted, told.code, told.cell, told.value) == (7, "unknown-answer", "C4", given)


@pytest.mark.parametrize("given", ["Enig?", "~Enig", "Enig (?)", "Agree?", "ca. Enig", "4 - Agree ?"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "tsv", "columns turned round"])
def test_a_word_in_doubt_is_no_answer(kind: str, given: str, tmp_path: Path) -> None:
    rows: Rows = people()
    rows[3][2] = given
    turned = [row[::-1] for row in rows]
    path = {
        "csv": lambda: csv(tmp_path / "e.csv", rows),
        "xlsx": lambda: xlsx(tmp_path / "e.xlsx", {"A": rows}),
        "tsv": lambda: csv(tmp_path / "e.tsv", rows, "\t"),
        "columns turned round": lambda: csv(tmp_path / "e.csv", turned),
    }[kind]()
    [told] = (found := read(path)).findings
    assert (found.rows.accepted, told.code, told.row, told.value) == (7, "unknown-answer", 4, given)
    assert read(path, lenient=True).rows.accepted == 8


LADDER = shipped("samarbejdstrappen")
GIVEN = (4, 3, 3, 2, 1, 4)
STEPS = (1, 1, 2, 2)
Written = Callable[[str, str, int], str]
WAYS: dict[str, Written] = {
    "behind a colon": lambda label, text, _: f"{label}: {text}",
    "behind its number": lambda label, text, number: f"{label} ({number}): {text}",
    "behind a dash": lambda label, text, _: f"{label} – {text}",
    "on a line of its own": lambda label, text, _: f"{label} / {text}",
    "the number first": lambda label, text, number: f"{number}. {label}: {text}",
    "the number last": lambda label, text, number: f"{label}: {text} ({number})",
    "alone": lambda _, text, __: text,
    "alone without its full stop": lambda _, text, __: text.rstrip("."),
    "alone behind a number": lambda _, text, number: f"{number} - {text}",
    "in capitals": lambda label, text, _: f"{label.upper()}: {text.upper()}",
}


def told(id: str, number: int, language: str, way: Written) -> str:
    scale = next(scale for scale in LADDER.scales if scale.id == LADDER.scale_of(id).id)
    point = next(point for point in scale.points if point.value == number)
    assert point.description
    return way(point.label[language], point.description[language], number)


@pytest.mark.parametrize("id", ["S27", "S01", "S04", "S07"])
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_step_may_stand_with_what_explains_it(way: Written, language: str, id: str, tmp_path: Path) -> None:
    rows = [["Nr", id], *([str(n), told(id, point, language, way)] for n, point in enumerate(GIVEN, 1))]
    for path in (csv(tmp_path / "e.csv", rows), xlsx(tmp_path / "e.xlsx", {"Svar": rows})):
        found = read(path, LADDER)
        assert (found.rows.accepted, [each.code for each in found.findings if each.severity == "error"]) == (6, [])
        assert found.groups[0].votes[id].all.counts == STEPS


def test_another_ladders_step_is_no_answer(tmp_path: Path) -> None:
    rows = [["Nr", "S01"], *([str(n), told("S27", 4, "da", WAYS["alone"])] for n in range(1, 3))]
    assert {each.code for each in read(csv(tmp_path / "e.csv", rows), LADDER).findings} >= {"unknown-answer"}
