"""Labels in one column say what numbers mean in another only on the same scale, and then it is said."""

from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.survey.mapping import FileMapping
from tests.builders import housing_first, shipped
from tests.exports.tables import Rows, counts, csv, read, xlsx

STAIRS, HOUSING = shipped("samarbejdstrappen"), housing_first()
FOUR_DOWN = "1 = Helt enig, 2 = Enig, 3 = Uenig, 4 = Helt uenig"
LABELLED = ("1 Helt enig", "2 Enig", "1 Helt enig", "2 Enig", "1 Helt enig")
DIGITS = ("4", "4", "4", "3", "4")


def rows(heads: tuple[str, ...], *columns: tuple[str, ...]) -> Rows:
    return [["Nr", *heads], *([str(n), *row] for n, row in enumerate(zip(*columns, strict=True), 1))]


BARE = tuple("11211")
OF_ANOTHER_SCALE: dict[str, Rows] = {
    "labels": rows(("S01", "S11"), DIGITS, LABELLED),
    "a title": [[FOUR_DOWN], *rows(("S01", "S11"), DIGITS, BARE)],
    "a heading": rows(("S01", f"S11 ({FOUR_DOWN})"), DIGITS, BARE),
    "the scale of another staircase": rows(
        ("S04", "S01"), DIGITS, ("4 Vidensdeling", "1 Nye løsninger sammen", *["4 Vidensdeling"] * 3)
    ),
}


@pytest.mark.parametrize("table", OF_ANOTHER_SCALE.values(), ids=OF_ANOTHER_SCALE)
@pytest.mark.parametrize("write", [csv, lambda path, table: xlsx(path.with_suffix(".xlsx"), {"Svar": table})])
def test_another_scales_labels_say_nothing(table: Rows, write: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "e.csv", table)
    found = read(path, STAIRS)
    assert ([each.code for each in found.findings], found.groups) == (["codes-unknown"], ())
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            said = found.findings[0].what_to_do()
            assert "1 = …, 4 = …" in said
            assert "--codes agree-low" in said
    (refused,) = read(path, STAIRS, codes="agree-high").findings
    assert refused.code == "codes-contradict"


@pytest.mark.parametrize(("language", "high"), [("da", "Nye løsninger sammen"), ("en", "New solutions together")])
def test_the_highest_point_that_is_named_is_that_of_the_columns_own_scale(
    language: str, high: str, tmp_path: Path
) -> None:
    (said,) = read(csv(tmp_path / "e.csv", rows(("S01", "S02"), DIGITS, DIGITS)), STAIRS).findings
    with i18n.speaking(language):
        assert f"»{high}«" in said.words()


@pytest.mark.parametrize("name", ["labels", "the scale of another staircase"])
def test_what_the_remedy_names_works(name: str, tmp_path: Path) -> None:
    table = OF_ANOTHER_SCALE[name]
    (said,) = read(csv(tmp_path / "e.csv", table), STAIRS, codes="agree-high").findings
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            assert 'values: { "1": 1, "4": 4 }' in said.what_to_do()
    values = FileMapping(values={str(n): n for n in (1, 2, 3, 4)})
    assert counts(read(tmp_path / "e.csv", STAIRS, mappings=(values,)), table[0][1]) == (0, 0, 1, 4)


def test_where_numbers_alone_stand_in_both_the_headings_can_say_it(tmp_path: Path) -> None:
    title = OF_ANOTHER_SCALE["a title"]
    (said,) = read(csv(tmp_path / "e.csv", title), STAIRS, codes="agree-high").findings
    with i18n.speaking("en"):
        assert "write in the headings of the others what their numbers mean" in said.what_to_do()
    title[1][1] = "S01 (1 = Vidensdeling, 4 = Nye løsninger sammen)"
    found = read(csv(tmp_path / "e.csv", title), STAIRS)
    assert (counts(found, "S01"), counts(found, "S11")) == ((0, 0, 1, 4), (0, 0, 1, 4))


FIVES, LABELS = tuple("55545"), ("1 Helt enig", "2 Enig", "1 Helt enig", "1 Helt enig", "2 Enig")


def test_on_one_scale_they_count_and_it_is_said(tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", rows(("S01", "S02"), FIVES, LABELS))
    found = read(path, HOUSING)
    told = [(each.severity, each.params) for each in found.findings if each.code == "codes-borrowed"]
    assert told == [("warning", {"columns": ["B »S01«"], "others": ["C »S02«"]})]
    assert counts(found, "S01") == (4, 1, 0, 0, 0)
    (said,) = read(path, HOUSING, codes="agree-high").findings
    assert (said.params["columns"], said.params["others"]) == (["C »S02«"], ["B »S01«"])
    values = FileMapping(values={str(n): n for n in range(1, 6)})
    right = read(path, HOUSING, mappings=(values,))
    assert (counts(right, "S01"), counts(right, "S02")) == ((0, 0, 0, 1, 4), (0, 0, 0, 2, 3))
    assert not [each for each in right.findings if each.code == "codes-borrowed"]


OWN_WORD: dict[str, Rows] = {
    "no numbers": rows(("S01", "S02"), ("Enig",) * 5, LABELS),
    "a title": [["1 = Helt enig, 5 = Helt uenig"], *rows(("S01", "S02"), FIVES, LABELS)],
    "labels of its own": rows(("S01", "S02"), ("1 Helt enig", *"2345"), LABELS),
}


@pytest.mark.parametrize("table", OWN_WORD.values(), ids=OWN_WORD)
def test_a_column_that_says_it_itself_borrows_nothing(table: Rows, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table), HOUSING)
    assert found.groups
    assert not [each for each in found.findings if each.code == "codes-borrowed"]


def test_values_are_no_remedy_where_a_legend_explains_the_others(tmp_path: Path) -> None:
    """They would be about the codes of those columns, too."""
    codes = {1: "Helt enig", 2: "2", 3: "3", 4: "4", 5: "Helt uenig"}
    csv(tmp_path / "e_labels.csv", [["S02", code, label] for code, label in codes.items()])
    path = csv(tmp_path / "e_dataset.csv", rows(("S01", "S02"), FIVES, tuple("12115")))
    (said,) = [each for each in read(path, HOUSING, codes="agree-high").findings if each.code == "codes-contradict"]
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            assert "values" not in said.what_to_do()
            assert "1 = …, 5 = …" in said.what_to_do()
