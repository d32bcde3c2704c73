"""A ladder's steps are printed with what explains them, and so they stand in exports."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import shipped
from tests.exports.tables import csv, read, xlsx

FORM = shipped("samarbejdstrappen")
GIVEN = (4, 3, 3, 2, 1, 4)
COUNTS = (1, 1, 2, 2)


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
    scale = next(scale for scale in FORM.scales if scale.id == FORM.scale_of(id).id)
    point = next(point for point in scale.points if point.value == number)
    assert point.description
    return way(point.label[language], point.description[language], number)


@pytest.mark.parametrize("id", ["S27", "S01", "S04", "S07"])
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_step_may_stand_with_what_explains_it(way: Written, language: str, id: str, tmp_path: Path) -> None:
    rows = [["Nr", id], *([str(n), told(id, point, language, way)] for n, point in enumerate(GIVEN, 1))]
    for path in (csv(tmp_path / "e.csv", rows), xlsx(tmp_path / "e.xlsx", {"Svar": rows})):
        found = read(path, FORM)
        assert (found.rows.accepted, [each.code for each in found.findings if each.severity == "error"]) == (6, [])
        assert found.groups[0].votes[id].all.counts == COUNTS


def test_another_ladders_step_is_no_answer(tmp_path: Path) -> None:
    rows = [["Nr", "S01"], *([str(n), told("S27", 4, "da", WAYS["alone"])] for n in range(1, 3))]
    assert {each.code for each in read(csv(tmp_path / "e.csv", rows), FORM).findings} >= {"unknown-answer"}
