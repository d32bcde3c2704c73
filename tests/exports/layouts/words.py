"""The words that stand in exports: of Bilag 1 and of its answers."""

from collections.abc import Mapping
from typing import Any

from tests.exports.layouts.grid import Vocabulary
from tests.exports.matrix import IDS, INSTRUMENT, MISSING, NOT_RELEVANT, UNKNOWN, Mark

STEM = INSTRUMENT.stem["da"]
TEXTS = {id: INSTRUMENT.statement(id).text["da"] for id in IDS}
ENGLISH_STEM = INSTRUMENT.stem["en"]
ENGLISH_TEXTS = {id: INSTRUMENT.statement(id).text["en"] for id in IDS}

NO_WORDS: Vocabulary = {MISSING: "", UNKNOWN: "", NOT_RELEVANT: ""}
_DANISH: dict[Mark, Any] = {MISSING: "", UNKNOWN: "Ved ikke", NOT_RELEVANT: "Ikke relevant"}
LABELS: Vocabulary = _DANISH | {5: "Helt enig", 4: "Enig", 3: "Hverken enig/uenig", 2: "Uenig", 1: "Helt uenig"}
VARIANTS: Vocabulary = _DANISH | {
    5: "helt enig ",
    4: "ENIG",
    3: "Hverken enig eller uenig",
    2: "Uenig.",
    1: "Helt\u00a0uenig",
    UNKNOWN: "ved ikke",
    NOT_RELEVANT: "IKKE RELEVANT",
    MISSING: "-",
}
"""The same answers as people's forms spell them."""
CONTRARY_DIGITS: Vocabulary = _DANISH | {
    5: "Helt enig (1)",
    4: "Enig (2)",
    3: "Hverken enig/uenig (3)",
    2: "Uenig (4)",
    1: "Helt uenig (5)",
}
"""The words win over the digits."""
ENDS_ONLY: Vocabulary = _DANISH | {5: "5: Helt enig", 4: "4", 3: "3", 2: "2", 1: "1: Helt uenig"}
ENGLISH: Vocabulary = {
    5: "Strongly agree",
    4: "Agree",
    3: "Neither agree nor disagree",
    2: "Disagree",
    1: "Strongly disagree",
    MISSING: "",
    UNKNOWN: "Don't know",
    NOT_RELEVANT: "Not relevant",
}
LEGEND_LOW: Mapping[Mark, int] = {5: 1, 4: 2, 3: 3, 2: 4, 1: 5, UNKNOWN: 6, NOT_RELEVANT: 7}
"""Direction in the order of the questionnaire, as tools number options: Helt enig is 1."""
LEGEND_HIGH: Mapping[Mark, int] = {5: 5, 4: 4, 3: 3, 2: 2, 1: 1, UNKNOWN: 8, NOT_RELEVANT: 9}


def codes(legend: Mapping[Mark, int]) -> Vocabulary:
    """A legend's codes as cells."""
    return {MISSING: "", **legend}


def texts(legend: Mapping[Mark, int]) -> dict[int, str]:
    """Code → label, in the order of the codes."""
    return {code: LABELS[mark] for mark, code in sorted(legend.items(), key=lambda item: item[1])}
