"""Which rows may be sums, because they lack what numbers or names everybody else: the limits, from both sides."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

import pytest

from tests.exports.tables import IDS
from tests.exports.test_passed_over import answers, csv, read

NAMES = [
    "Ane",
    "Bo",
    "Carl",
    "Dorte",
    "Else",
    "Finn",
    "Grethe",
    "Hans",
    "Ida",
    "Jens",
    "Karl",
    "Lone",
    "Mads",
    "Nina",
    "Ole",
    "Per",
    "Rie",
    "Siv",
]
Column = tuple[str, Sequence[str]]


def told(folder: Path, before: Sequence[Column], behind: Sequence[Column] = ()) -> str:
    """The rows, from 1 below the headings, that may be sums; with these columns before and behind the statements."""
    rows = [
        [*(cells[at] for _, cells in before), *answers(1 + at % 5), *(cells[at] for _, cells in behind)]
        for at in range(len((*before, *behind)[0][1]))
    ]
    heads = [*(name for name, _ in before), *IDS, *(name for name, _ in behind)]
    found = read(csv(folder / "e.csv", [heads, *rows]))
    return " ".join(str(f.row - 1) for f in found.findings if f.code == "perhaps-sums" and f.row)


FULL, LAST = NAMES[:6], [*NAMES[:5], ""]
DAYS = [f"2026-08-0{day}" for day in range(1, 7)]
NUMBERED = [str(number) for number in range(1, 6)]
WHICH: dict[str, tuple[list[Column], list[Column], str]] = {
    "before the statements": ([("Hvem", LAST)], [], "6"),
    "behind them": ([], [("Hvem", LAST)], "6"),
    "behind them, and another before": ([("Hvem", FULL)], [("Hvad", LAST)], ""),
    "before them, and another behind": ([("Hvem", LAST)], [("Hvad", FULL)], "6"),
    "a day behind": ([], [("Dato", [*DAYS[:5], ""])], "6"),
    "a day behind says that it is somebody": ([("Hvem", LAST)], [("Dato", DAYS)], ""),
    "nor a day": ([("Hvem", LAST)], [("Dato", [*DAYS[:5], ""])], "6"),
    "a word for sums, and the day filled in from above": ([("Nr", [*NUMBERED, "Maks"])], [("Dato", DAYS)], "6"),
    "so for a number of people": ([("Nr", [*NUMBERED, "Antal"])], [("Dato", DAYS)], "6"),
    "behind the day": ([("Dato", DAYS), ("Nr", [*NUMBERED, "Maks"])], [], "6"),
    "a word that is always sums, behind the day": ([("Dato", DAYS), ("Nr", [*NUMBERED, "Gennemsnit"])], [], "6"),
    "as a name of somebody with a number": ([("Nr", [*NUMBERED, "6"]), ("Hvem", [*NAMES[:5], "I alt"])], [], "6"),
    "as a name, and the day": ([("Dato", DAYS), ("Hvem", [*NAMES[:5], "Std. afv."])], [], "6"),
    "another word, and the day": ([("Nr", [*NUMBERED, "Ole"])], [("Dato", DAYS)], ""),
    "a name among names, and the day": ([("Hvem", [*NAMES[:5], "Max"])], [("Dato", DAYS)], ""),
    "the second column": ([("Hvem", FULL), ("Hvad", LAST)], [], ""),
    "the first, and not the second": ([("Hvem", LAST), ("Hvad", FULL)], [], ""),
    "both": ([("Hvem", LAST), ("Hvad", LAST)], [], "6"),
    "two, and not the third": ([("Hvem", LAST), ("Hvad", LAST), ("Hvor", FULL)], [], ""),
    "three, and not the fourth": ([("Hvem", LAST), ("Hvad", LAST), ("Hvor", LAST), ("Hvorfra", FULL)], [], "6"),
}


@pytest.mark.parametrize(("before", "behind", "rows"), WHICH.values(), ids=WHICH)
def test_three_columns_are_looked_at(before: list[Column], behind: list[Column], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, before, behind) == rows


NAMELESS = {
    "one of three": (2, 1, "3"),
    "two of seven": (5, 2, ""),
    "two of eight": (6, 2, "7 8"),
    "three of eleven": (8, 3, ""),
    "three of twelve": (9, 3, "10 11 12"),
    "four of sixteen": (12, 4, "13 14 15 16"),
    "five of twenty": (15, 5, ""),
}


@pytest.mark.parametrize(("named", "nameless", "rows"), NAMELESS.values(), ids=NAMELESS)
def test_four_at_the_end_and_a_quarter_at_most(named: int, nameless: int, rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, [("Hvem", [*NAMES[:named], *[""] * nameless])]) == rows


@pytest.mark.parametrize(
    ("called", "rows"),
    [
        (["", *NAMES[:8]], "1"),
        ([*NAMES[:3], "", *NAMES[3:8]], "4"),
        ([*NAMES[:3], "", "", *NAMES[3:12]], ""),
        (["", *NAMES[:7], ""], ""),
    ],
)
def test_elsewhere_one_alone(called: list[str], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, [("Hvem", called)]) == rows


AMONG_NUMBERS = {
    "one by one": (1, 1, "", "", ""),
    "two and one": (2, 1, "3", "1", "2"),
    "as many": (3, 3, "4 5 6", "1 2 3", ""),
    "more words": (2, 3, "", "", ""),
    "a third are words": (4, 2, "5 6", "1 2", "2 4"),
    "more than a third": (5, 3, "6 7 8", "1 2 3", ""),
}
WORDS = ("Oftast", "Lägst", "Mitt")


@pytest.mark.parametrize(("numbers", "words", "below", "above", "between"), AMONG_NUMBERS.values(), ids=AMONG_NUMBERS)
def test_words_among_numbers(numbers: int, words: int, below: str, above: str, between: str, tmp_path: Path) -> None:
    counted, said = [str(n + 1) for n in range(numbers)], WORDS[:words]
    mixed = [cell for pair in zip_longest(counted, said) for cell in pair if cell]
    for cells, rows in (([*counted, *said], below), ([*said, *counted], above), (mixed, between)):
        assert told(tmp_path, [("Nr", cells)]) == rows


LABELS = {
    "first": (["Max", *FULL], "1"),
    "last": ([*FULL, "Hele teamet"], "7"),
    "between": ([*FULL[:3], "Max", *FULL[3:]], ""),
    "nobody in particular": ([*FULL, "anonym"], ""),
    "four": ([*FULL, "Max", "Min", "Alle", "Ø"], "7 8 9 10"),
    "the last four of five": ([*FULL, "Samlet", "Max", "Min", "Alle", "Ø"], "8 9 10 11"),
    "three words": ([*FULL, "Gns for Nord"], "7"),
    "of four words": ([*FULL, "Gns for os alle"], ""),
}


@pytest.mark.parametrize(("called", "rows"), LABELS.values(), ids=LABELS)
def test_names_of_sums_among_names(called: list[str], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, [("Hvem", called)]) == rows
