"""What shows that a word for sums is no label of its row: its column, in which others answered what is asked there."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from statistics import fmean

from hf_fidelity.readers.survey.words.columns import TableColumn
from hf_fidelity.readers.survey.words.compared import words_alone

_A_NAME = re.compile(r"(?:[^\W\d_a-zæøåäöüß][\w'’.-]*,?(?: |$)){1,4}")
"""As people, teams and places are called: a few words, each with a capital letter."""
_BEGINS_WITH_A_NUMBER = re.compile(r"\W*\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SOME = 3
"""Fewer numbers have sums that are said as well."""
_A_YEAR = re.compile(r"\b(19|20)\d\d\b")
_IN_THE_MIDDLE = re.compile(
    r"middels?|mellem|mellom|mellan|medel|medium|mittel|mittlere?r?|mittelmässig|middle|moderate?|moderat|average|medio|media"
    r"|moyen(ne)?|gennemsnitlige?t?|gjennomsnittlig|genomsnittligt?|durchschnittlich|gemiddeld|keskitaso\w*|keskiverto"
    r"|keskinkertainen|normale?t?"
)
_AT_AN_END = re.compile(
    r"(meget |very |mycket |svært |sehr |hyvin |muy |très |zeer )?"
    r"(høj|høy|hög|hoch|hoog|high|korkea|alt[oa]?|élevé|haut|lav|låg|niedrig|laag|low|matala|baj[oa]|faible|bas|stor"
    r"|lill|lille|lit|groß|klein|groot|large|small|suur|pien|grand|petit|god|bra|gut|good|hyvä|dårlig|dålig|schlecht|bad"
    r"|huono|poor|stærk|svag|stark|schwach|strong|weak|over|under|über|unter|above|below|mange|få|viel|wenig)\w{0,3}"
    r"( middels?| average)?"
)
"""The middle and the ends of what is told in steps: *Høj*, *Middel*, *Lav*."""


class OthersSaid:
    """What others said in a column: whether it is what is asked there, and a word for sums may be one answer more."""

    def __init__(self, column: TableColumn, others: Sequence[str]) -> None:
        """``others`` are what stands there in other rows, without what sums are called; empty where nothing does."""
        self.column, self._rows = column, len(others)
        self._given = [other for other in others if other]
        self._chosen = set(self._given)

    @cached_property
    def may_be_names(self) -> bool:
        """Whether the column may be for what rows are called: by its heading, or as each has a name of its own."""
        if not self.column.names or self.column.kind not in ("other", "role"):
            return True
        if not self._given or self.column.asks_for_comment:
            return False
        return self._count_on or (self._most(_A_NAME.fullmatch) and not self._are_few)

    @property
    def has_answers(self) -> bool:
        """Whether others answered here what the heading asks."""
        return bool(self._given) and not self.may_be_names

    def is_a_step(self, text: str) -> bool:
        """Whether a text is the middle of a few steps that others chose the ends of: *Middel* beside *Høj*, *Lav*."""
        return self._have_ends and _IN_THE_MIDDLE.fullmatch(words_alone(text)) is not None

    def is_another_number(self, text: str) -> bool:
        """Whether the number in a text is neither the sum nor the mean of others' numbers, nor how many they are."""
        mine, several = [] if _A_YEAR.search(text) else _NUMBER.findall(text), self._of_several
        return len(mine) == 1 and bool(several) and all(abs(_figure(mine[0]) - of) > 1 for of in several)

    def says_no_count(self, text: str) -> bool:
        """Whether the number in a comment is neither how many others are nor a year, as it is behind a label."""
        mine = _NUMBER.findall(text) if self.column.asks_for_comment else []
        counted = (self._rows, self._rows + 1)
        return len(mine) == 1 and _figure(mine[0]) not in counted and _A_YEAR.search(text) is None

    def _most(self, such: Callable[[str], object]) -> bool:
        return 2 * sum(such(given) is not None for given in self._given) > len(self._given)

    @property
    def _count_on(self) -> bool:
        """Whether each has a number, and a higher one than the one before."""
        numbers = [int(given) for given in self._given if given.isdecimal()]
        rising = all(one < other for one, other in pairwise(numbers))
        return rising and len(numbers) == len(self._given) > 1

    @cached_property
    def _are_few(self) -> bool:
        """Whether others chose among a few words: each stands there twice, as it falls."""
        return len(self._given) > 1 and 2 * len(self._chosen) <= len(self._given)

    @cached_property
    def _have_ends(self) -> bool:
        ends = (_AT_AN_END.fullmatch(words_alone(one)) for one in self._chosen)
        return self._are_few and len(self._chosen) > 1 and any(ends)

    @cached_property
    def _of_several(self) -> Sequence[float]:
        """The sum and the mean of others' numbers, and how many they are; nothing where most say no number."""
        theirs = [_figure(found[0]) for given in self._given if (found := _NUMBER.search(given))]
        told = len(theirs) >= _SOME and self._most(_BEGINS_WITH_A_NUMBER.match)
        return (sum(theirs), fmean(theirs), len(theirs), self._rows) if told else ()


def _figure(text: str) -> float:
    return float(text.replace(",", "."))
