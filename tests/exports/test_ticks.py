"""What stands in the columns of a statement's options → its one answer; and what says that they are no ticks."""

from collections.abc import Sequence

import pytest

from hf_fidelity.domain.survey.exports import AskedForm
from hf_fidelity.readers.survey.cells.csv import DelimitedSheet
from hf_fidelity.readers.survey.columns import Headings
from hf_fidelity.readers.survey.header import OptionBlock
from hf_fidelity.readers.survey.put_together import Merged
from tests.exports.three_statements import DA, KF

HEADINGS = Headings(AskedForm.of(KF))
AGREE = "Enig"
"""The second option."""


def merged(rows: Sequence[Sequence[str]], options: Sequence[str] = DA) -> tuple[list[str], list[str]]:
    """The answers of some rows, and the values for which it cannot be told what is ticked."""
    lines = [options, *rows]
    sheet = DelimitedSheet("".join(";".join([*line, "."]) + "\n" for line in lines), ";")
    whole = Merged(sheet, 1, [OptionBlock("K1", tuple(range(len(options))), tuple(options))], HEADINGS)
    return [str(row[0]) for row in list(whole.rows())[1:]], [value for _, value in whole.untold()]


def ticked(at: int, tick: str, other: str = "") -> list[str]:
    return [tick if option == at else other for option in range(len(DA))]


TICKS = {
    "x": ("x", "", AGREE),
    "one and nought": ("1", "0", AGREE),
    "with a decimal": ("1.0", "0.0", AGREE),
    "with a decimal comma": ("1,0", "0,0", AGREE),
    "yes and no": ("Ja", "Nej", AGREE),
    "a sign": ("✓", "", AGREE),
    "two signs": ("☑", "☐", AGREE),
    "words": ("Selected", "Not selected", AGREE),
    "its name": ("enig.", "", AGREE),
    "its place": ("2", "", AGREE),
    "not ticked": ("☐", "", ""),
    "no": ("nej", "", ""),
    "a word that is neither": ("måske", "", "Enig / måske"),
    "a sign that is neither": ("•", "", "Enig / •"),
}


@pytest.mark.parametrize(("tick", "other", "answer"), TICKS.values(), ids=TICKS)
def test_a_tick_is_its_columns_option(tick: str, other: str, answer: str) -> None:
    assert merged([ticked(1, tick, other)] * 2) == ([answer] * 2, [])


NUMBERS = {
    "from one": "12345",
    "downwards": "54321",
    "from nought": "01234",
    "down to nought": "43210",
}


@pytest.mark.parametrize("numbers", NUMBERS.values(), ids=NUMBERS)
def test_each_option_may_have_a_number_of_its_own(numbers: str) -> None:
    assert merged([ticked(at, number) for at, number in enumerate(numbers)]) == ([*DA], [])


NOUGHTS = {
    "one, beside another number": ([ticked(0, "0"), ticked(2, "2")], [DA[0], DA[2]]),
    "one, beside ones": ([ticked(0, "0"), ticked(1, "1")], ["", DA[1]]),
    "in two columns": ([ticked(0, "0"), ticked(2, "2"), ticked(3, "0")], ["", DA[2], ""]),
    "in all others": ([ticked(1, "1", "0"), ticked(2, "1", "0")], [DA[1], DA[2]]),
}


@pytest.mark.parametrize(("rows", "answers"), NOUGHTS.values(), ids=NOUGHTS)
def test_a_nought_is_an_option_only_where_the_others_have_higher_numbers(
    rows: list[list[str]], answers: list[str]
) -> None:
    assert merged(rows) == (answers, [])


def test_two_ticks_are_two_answers() -> None:
    assert merged([["x", "x", "", "", ""], ["", "x", "", "", "x"]])[0] == ["Helt enig; Enig", "Enig; Helt uenig"]


CONTRARY = {
    "one of nineteen": (18, 1, []),
    "two of twenty": (18, 2, ["7"]),
    "two of forty": (38, 2, []),
    "three of forty": (37, 3, ["7"]),
    "three of sixty": (57, 3, []),
}


@pytest.mark.parametrize(("ticks", "numbers", "told"), CONTRARY.values(), ids=CONTRARY)
def test_one_number_in_twenty_among_ticks_may_be_sums_and_more_are_counts(
    ticks: int, numbers: int, told: list[str]
) -> None:
    assert merged([ticked(1, "x")] * ticks + [ticked(1, "7")] * numbers)[1] == told


@pytest.mark.parametrize(
    ("odd", "told"), [("Uenig", ["Uenig"]), ("40 %", ["40 %"]), ("1.204", ["1.204"]), ("måske", [])]
)
def test_another_options_name_or_a_number_is_contrary(odd: str, told: list[str]) -> None:
    assert merged([ticked(1, odd)] * 2 + [ticked(1, "x")] * 2)[1] == told
