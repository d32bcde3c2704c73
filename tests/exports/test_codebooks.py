"""What a file lists of its own variables, on another sheet or above the table, speaks for and against headings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.exports.tables import FORM, IDS, TEXTS, answers, csv, read, xlsx

Listed = Sequence[Sequence[Any]]
PEOPLE = [answers(point) for point in (4, 5, 3)]
SHORT = [FORM.statement(id).label["da"] for id in IDS]
ENGLISH = [FORM.statement(id).text["en"] for id in IDS]
OTHER = [f"Hvor tilfreds er du med ting {letter}?" for letter in "abcdefghijklmnop"]
CODES = [f"v_{at}" for at in range(12, 12 + len(IDS))]


def found_in(path: Path, sheets: dict[str, Listed]) -> tuple[int, set[str]]:
    """How many people count in a workbook of these sheets, and what is said of it."""
    found = read(xlsx(path, sheets))
    return found.rows.accepted, {each.code for each in found.findings}


def listed(variable: str, text: str, names: Sequence[str], texts: Sequence[str]) -> Listed:
    """A list of variables with its headings."""
    return [[variable, text], *zip(names, texts, strict=False)]


def data(heads: Sequence[str] = IDS) -> Listed:
    """The table of answers."""
    return [["Nr", *heads], *([f"R{at}", *row] for at, row in enumerate(PEOPLE))]


AGAINST: dict[str, dict[str, Listed]] = {
    "danish": {"Data": data(), "Kodebog": listed("Variabel", "Spørgsmål", IDS, OTHER)},
    "swedish": {"Data": data(), "Kodbok": listed("Variabelnamn", "Fråga", IDS, OTHER)},
    "german": {"Daten": data(), "Variablen": listed("Variable", "Fragetext", IDS, OTHER)},
    "english": {"Data": data(), "Codebook": listed("Column name", "Question text", IDS, OTHER)},
    "before the data": {"Spørgsmål": listed("Nr.", "Tekst", IDS, OTHER), "Data": data()},
    "below a title": {"Data": data(), "Ark2": [["Om vores skema"], [], *listed("Id", "Udsagn", IDS, OTHER)]},
    "of some": {"Data": data(), "Kodebog": listed("Variabel", "Spørgsmål", IDS[:5], OTHER)},
    "above the table": {"Data": [*zip(IDS, OTHER, strict=True), [], *data()]},
    "two above the table": {"Data": [*zip(IDS[:2], OTHER, strict=False), *data()]},
}
FOR: dict[str, dict[str, Listed]] = {
    "its own texts": {"Data": data(), "Kodebog": listed("Variabel", "Spørgsmål", IDS, TEXTS)},
    "short": {"Data": data(), "Kodebog": listed("Variabel", "Spørgsmål", IDS, SHORT)},
    "english": {"Data": data(), "Codebook": listed("Name", "Label", IDS, ENGLISH)},
    "numbered": {
        "Data": data(),
        "Kodebog": listed("Id", "Tekst", IDS, [f"{at}. {own}" for at, own in enumerate(TEXTS)]),
    },
    "of other names": {"Data": data(CODES), "Codebook": listed("Name", "Label", CODES, TEXTS)},
    "of other names, above": {"Data": [*zip(CODES, TEXTS, strict=True), [], *data(CODES)]},
    # Other lists
    "notes on four": {"Data": data(), "Noter": listed("Id", "Beskrivelse", IDS[:4], OTHER)},
    "what was agreed": {"Data": data(), "Aftaler": listed("Udsagn", "Handling", IDS, OTHER)},
    "each twice": {"Data": data(), "Noter": listed("Id", "Tekst", IDS[:3] * 2, OTHER)},
    "one above the table": {"Data": [[IDS[0], OTHER[0]], [], *data()]},
    "people": {
        "Data": data(),
        "Om": listed("Navn", "Label", [f"Anne {at}" for at in "abcdef"], ["leder i Nord"] * len(IDS)),
    },
}


@pytest.mark.parametrize("sheets", AGAINST.values(), ids=AGAINST)
def test_what_it_says_against_the_ids_refuses_the_file(sheets: dict[str, Listed], tmp_path: Path) -> None:
    assert found_in(tmp_path / "e.xlsx", sheets) == (0, {"id-not-text"})


@pytest.mark.parametrize("sheets", FOR.values(), ids=FOR)
def test_where_it_says_the_same_or_is_another_list_everybody_counts(sheets: dict[str, Listed], tmp_path: Path) -> None:
    assert found_in(tmp_path / "e.xlsx", sheets) == (len(PEOPLE), set())


def _in_files(folder: Path, name: str, heads: Sequence[str], texts: Sequence[str]) -> Path:
    """The answers in a file of their own, and the list beside it."""
    csv(folder / name, listed("Variabel", "Spørgsmål", heads, texts))
    return csv(folder / "nord.csv", data(heads))


BESIDE: dict[str, tuple[str, Sequence[str], Sequence[str], int, set[str]]] = {
    "of other texts": ("kodebog.csv", IDS, OTHER, 0, {"id-not-text", "legend-of-nobody"}),
    "of other texts, called the same": ("nord_kodebog.csv", IDS, OTHER, 0, {"id-not-text", "legend-beside"}),
    "in English": ("nord codebook.csv", IDS, OTHER, 0, {"id-not-text", "legend-beside"}),
    "of codes": ("nord_kodebog.csv", CODES, TEXTS, len(PEOPLE), {"legend-beside"}),
    # Other lists
    "of notes": ("nord_noter.csv", IDS, OTHER, len(PEOPLE), set()),
}


@pytest.mark.parametrize(("name", "heads", "texts", "people", "told"), BESIDE.values(), ids=BESIDE)
def test_a_list_in_a_file_beside_it_is_held_against_it_and_named(
    name: str, heads: Sequence[str], texts: Sequence[str], people: int, told: set[str], tmp_path: Path
) -> None:
    found = read(_in_files(tmp_path, name, heads, texts))
    assert (found.rows.accepted, {each.code for each in found.findings}) == (people, told)


def test_such_a_list_is_no_file_of_answers(tmp_path: Path) -> None:
    _in_files(tmp_path, "kodebog.csv", IDS, TEXTS)
    assert read(tmp_path / "kodebog.csv").role == "legend"
