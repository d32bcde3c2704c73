"""Votes and numbers of choices as people type them."""

import pytest

from hf_fidelity.cli.meeting.keys import is_yes, numbered, read_point, read_votes, why_no_votes
from hf_fidelity.domain.questionnaire.instrument import Instrument
from tests.builders import small_instrument

TYPED: dict[str, tuple[str, tuple[int, ...] | None]] = {
    "counts-in-the-order-of-the-form": ("0 3 1 1 0", (0, 1, 1, 3, 0)),
    "counts-with-more-blanks": ("  0   3 1  1 0 ", (0, 1, 1, 3, 0)),
    "counts-with-commas": ("0,3,1, 1, 0", (0, 1, 1, 3, 0)),
    "counts-of-more-than-nine": ("10 0 0 0 2", (2, 0, 0, 0, 10)),
    "a-digit-a-person": ("44435", (0, 0, 1, 3, 1)),
    "a-digit-a-person-of-seven": ("4443352", (0, 1, 2, 3, 1)),
    "a-digit-a-person-of-thirty": ("4" * 30, (0, 0, 0, 30, 0)),
    "two-persons": ("33", (0, 0, 2, 0, 0)),
    "one-digit-is-an-answer": ("4", None),
    "a-digit-off-the-scale": ("446", None),
    "a-nought-among-the-digits": ("440", None),
    "four-counts-of-five": ("0 3 1 1", None),
    "six-counts-of-five": ("0 3 1 1 0 0", None),
    "nobody": ("0 0 0 0 0", None),
    "words": ("tre enige", None),
    "a-count-below-zero": ("0 -3 1 1 0", None),
    "other-digits": ("٤٤٤", None),
    "nothing": ("", None),
    "endless": ("9" * 400 + " 0 0 0 0", None),
}


@pytest.mark.parametrize(("typed", "counts"), TYPED.values(), ids=TYPED)
def test_what_is_typed(instrument: Instrument, typed: str, counts: tuple[int, ...] | None) -> None:
    assert read_votes(typed, instrument.scale) == counts


def test_a_scale_with_longer_numbers_takes_counts_only() -> None:
    scale = small_instrument(values=range(8, 12)).scale
    assert (read_votes("89", scale), read_votes("1 2 0 0", scale)) == (None, (1, 2, 0, 0))


@pytest.mark.parametrize(
    ("typed", "choice"),
    [("0", None), ("1", "first"), ("2", "second"), ("3", "last"), ("4", None), ("-1", None), ("", None), ("²", None)],
)
def test_a_typed_number_means_the_choice_in_that_place(typed: str, choice: str | None) -> None:
    """Counted from 1: a nought is no choice, and certainly not the last one."""
    assert numbered(typed, ("first", "second", "last")) == choice


PRINTED = {
    "number": ("4", 4), "label": ("Enig", 4), "both": ("4 Enig", 4), "both-in-capitals": ("4 ENIG", 4),
    "as-it-is-noted": ("Hverken enig/uenig (3)", 3), "with-a-full-stop": ("2. Uenig", 2),
    "in-english": ("5 Strongly agree", 5),
    "the-number-of-another": ("4 Uenig", None), "a-number-with-words": ("4 personer", None),
    "two-numbers": ("4 4", None),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "point"), PRINTED.values(), ids=PRINTED)
def test_a_point_is_read_as_it_is_printed(instrument: Instrument, typed: str, point: int | None) -> None:
    assert read_point(typed, instrument.scale) == point


@pytest.mark.parametrize("typed", ["y", "yes", "Yes, close", "y yes, close", "close"])
def test_yes_is_yes(typed: str) -> None:
    assert is_yes(typed)


@pytest.mark.parametrize("typed", ["", "n", "no", "yesterday", "y y"])
def test_anything_else_is_not(typed: str) -> None:
    assert not is_yes(typed)


@pytest.mark.parametrize("typed", ["4", "6", "", "tre enige", "0 3 3 1 x", "3.5"])
def test_only_lines_of_numbers_are_explained_as_votes(instrument: Instrument, typed: str) -> None:
    assert why_no_votes(typed, instrument.scale) is None
