"""What stands in an answer's cell → a point on the scale, missing, not relevant, or why it is none of these.

Words win over digits: ``Strongly agree (1)`` is *Strongly agree*. Digits alone mean a point only where somebody has
said which end of the scale they begin at: a legend, the labels of the end points, or the person at the keyboard.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.domain.survey.mapping import Direction, FileMapping
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.words import words_alone

# One byte an answer: rows are kept as bytes until they are counted. Points are 0 (the lowest) to 10.
BLANK, MISSING, NOT_RELEVANT = 20, 21, 22
DIGIT = 100
"""100–199: the digits 0–99 alone, whose meaning is not known yet."""
NOT_ANSWERS = 240
"""From here on: what is no answer."""
UNKNOWN, TWO, ERROR, NO_VALUE = 240, 241, 242, 243
NO_DIRECTION = 250
"""Digits alone, of which nobody has said what they mean."""

_MISSING = frozenset(
    (
        "ved ikke", "vedikke", "ubesvaret", "ikke besvaret", "ikke svaret", "intet svar", "blank", "tom",
        "ønsker ikke at svare", "ønsker ikke at besvare", "don t know", "dont know", "do not know", "no answer",
        "no response", "not answered", "unanswered", "missing", "null", "none",
    )
)  # fmt: skip
_NOTHING = frozenset(("", "-", "–", "—", ".", "..", "…", "n/a", "n.a.", "na"))
"""What stands where nobody answered; a row of nothing else is empty."""
_NOT_RELEVANT = frozenset(("ikke relevant", "ej relevant", "irrelevant", "not relevant", "not applicable"))
_ERRORS = re.compile(
    r"#(div/0!|division/0!|n/a|i/t|ref!|reference!|value!|værdi!|name\?|navn\?|num!|null!|nul!|spill!|calc!)|err:\d+",
    re.IGNORECASE,
)
_REMEMBERED = 10_000
_NUMBERED = re.compile(r"\(?\s*a?(\d{1,2})\s*\)?", re.IGNORECASE)
_DIGITS_BEFORE = re.compile(r"\s*\(?(\d{1,2})\s*[).:=–—-]+\s*(.*\D.*)", re.DOTALL)
_DIGITS_BEHIND = re.compile(r"(.*\D)\s*[(\[=:–—-]\s*(\d{1,2})\s*[)\]]?\s*", re.DOTALL)
_TICKS = re.compile(r"\s*[;|\n]\s*|\s*,\s+")


class ScaleWords:
    """The labels of a scale, in every language of the questionnaire and with their synonyms."""

    def __init__(self, scale: Scale, more: Mapping[str, int] | None = None) -> None:
        self.points = len(scale.values)
        self._known: dict[str, int] = dict.fromkeys(_MISSING, MISSING) | dict.fromkeys(_NOT_RELEVANT, NOT_RELEVANT)
        for point in scale.points:
            at = scale.values.index(point.value)
            synonyms = (word for words in point.synonyms.values() for word in words)
            for label in (*point.label.values(), *synonyms):
                if not _NUMBERED.fullmatch(label):  # a label of digits alone would be taken for a code
                    self._known[words_alone(label)] = at
        self._said = {words_alone(word): code for word, code in (more or {}).items()}
        """What a mapping file says about values; it wins over everything."""
        self.read = lru_cache(_REMEMBERED)(self._read)
        """The code of a cell. The same few cells stand in every file of a batch."""
        self.anchor = lru_cache(_REMEMBERED)(self._anchor)
        """(digits, point) of a label with digits, such as ``1: strongly disagree``; None for anything else."""

    def _read(self, cell: CellValue) -> int:
        text = as_text(cell)
        if (said := self._said.get(words_alone(text))) is not None and words_alone(text):
            return said
        if text.casefold() in _NOTHING:
            return BLANK
        if _ERRORS.fullmatch(text):
            return ERROR
        if (code := self._label(text)) is not None:
            return code
        if digits := _NUMBERED.fullmatch(text):
            return DIGIT + int(digits[1])
        return TWO if self._several(text) else UNKNOWN

    def _label(self, text: str) -> int | None:
        """The code of a label, with digits before or behind it or without."""
        if (code := self._known.get(words_alone(text))) is not None:
            return code
        numbered = numbered_label(text)
        return self._known.get(words_alone(numbered[1])) if numbered else None

    def _several(self, text: str) -> bool:
        """Whether two or more labels or codes stand in one cell. One and a trailing ``;`` is no tick too many."""
        for ticks in (_TICKS.split(text), text.split()):  # one tool parts the names of choices with a blank
            readable = [self._label(tick) is not None or bool(_NUMBERED.fullmatch(tick)) for tick in ticks if tick]
            if len(readable) > 1 and all(readable):
                return True
        return False

    def _anchor(self, cell: CellValue) -> tuple[int, int] | None:
        numbered = numbered_label(as_text(cell))
        point = self._known.get(words_alone(numbered[1])) if numbered else None
        return (numbered[0], point) if numbered and point is not None and point < self.points else None


def numbered_label(text: str) -> tuple[int, str] | None:
    """A label's digits and words apart: ``5 - Helt enig``, ``Helt enig (5)``; None without digits or words."""
    if before := _DIGITS_BEFORE.fullmatch(text):
        return int(before[1]), before[2]
    if behind := _DIGITS_BEHIND.fullmatch(text):
        return int(behind[2]), behind[1]
    return None


SAID = {"missing": MISSING, "not-relevant": NOT_RELEVANT, "blank": BLANK}
"""What a mapping says about a value → its code."""


def codes_of(mapping: FileMapping, instrument: Instrument) -> dict[str, int]:
    """What a mapping says about values: cell text → its code."""
    points = instrument.scale.values
    said = mapping.values.items()
    return {text: SAID[meant] if isinstance(meant, str) else points.index(meant) for text, meant in said}


class Decoder(dict[CellValue, int]):
    """One column's values → codes; each value is read once. ``anchors`` are labels with digits that were met."""

    def __init__(self, words: ScaleWords, labels: Mapping[str, str]) -> None:
        super().__init__()
        self._words, self._labels = words, labels
        self.anchors = {anchor for label in labels.values() if (anchor := words.anchor(label))}

    def __missing__(self, cell: CellValue) -> int:
        meant = self._labels.get(as_text(cell), cell)
        if anchor := self._words.anchor(meant):
            self.anchors.add(anchor)
        code = self._words.read(meant)
        if self._labels and meant is cell and DIGIT <= code < NOT_ANSWERS:
            code = UNKNOWN  # the legend says what every code means, and not this one
        self[cell] = code
        return code


_WAYS: tuple[Direction, ...] = ("agree-high", "agree-low")


def translations(decoders: Sequence[Decoder], scale: Scale, asked: Direction | None) -> list[bytes]:
    """For each statement, what every code means once it is known which way the digits run.

    The labels with digits of all columns must agree; where they do not, each column's own labels decide.
    """
    every = direction_of({anchor for decoder in decoders for anchor in decoder.anchors}, scale)
    ways = [asked or every or direction_of(decoder.anchors, scale) for decoder in decoders]
    tables = {way: _table(scale, way) for way in set(ways)}
    return [tables[way] for way in ways]


def contradiction(decoders: Sequence[Decoder], scale: Scale, asked: Direction | None) -> bool:
    """Whether the labels with digits show the other direction than the one that was asked for."""
    shown = direction_of({anchor for decoder in decoders for anchor in decoder.anchors}, scale)
    return asked is not None and shown is not None and shown != asked


def _table(scale: Scale, way: Direction | None) -> bytes:
    table = list(range(256))
    for digits in range(NOT_ANSWERS - DIGIT):
        if way is None:
            table[DIGIT + digits] = NO_DIRECTION
        else:
            point = point_of(digits, scale, way)
            table[DIGIT + digits] = UNKNOWN if point is None else point
    return bytes(table)


def direction_of(anchors: Iterable[tuple[int, int]], scale: Scale) -> Direction | None:
    """The one direction that every labelled point with digits agrees with; None where there is none, or no other."""
    met = set(anchors)
    fits = [way for way in _WAYS if met and all(point_of(digits, scale, way) == at for digits, at in met)]
    return fits[0] if len(fits) == 1 else None


def point_of(digits: int, scale: Scale, way: Direction) -> int | None:
    """The point (0: the lowest) that digits mean in a direction; None for digits that are not on the scale.

    Upwards the digits are the points' own numbers (Bilag 1: 5 is *Helt enig*); downwards the same numbers in reverse.
    """
    if digits not in scale.values:
        return None
    at = scale.values.index(digits)
    return at if way == "agree-high" else len(scale.values) - 1 - at
