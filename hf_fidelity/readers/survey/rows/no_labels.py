"""What shows that a word for sums is no label of its row: its column, in which others answered what is asked there."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from hf_fidelity.ground import lazily
from hf_fidelity.readers.survey.words.columns import TableColumn
from hf_fidelity.readers.survey.words.compared import words_alone
from hf_fidelity.readers.survey.words.sum_phrases import is_called_an_end
from hf_fidelity.readers.survey.words.sums import are_sums, are_sums_beside

_A_NAME = lazily(r"(?:[^\W\d_a-zæøåäöüß][\w'’.-]*,?(?: |$)){1,4}")
"""As people, teams and places are called: a few words, each with a capital letter."""
_HAS_DIGIT = lazily(r"\d")
_IN_THE_MIDDLE = lazily(
    r"middels?|mellem|mellom|mellan|medel|medium|mittel|mittlere?r?|mittelmässig|middle|moderate?|moderat|average|medio|media"
    r"|moyen(ne)?|gennemsnitlige?t?|gjennomsnittlig|genomsnittligt?|durchschnittlich|gemiddeld|keskitaso\w*|keskiverto"
    r"|keskinkertainen|normale?t?"
)
_AT_AN_END = lazily(
    r"(meget |very |mycket |svært |sehr |hyvin |muy |très |zeer )?"
    r"(høj|høy|hög|hoch|hoog|high|korkea|alt[oa]?|élevé|haut|lav|låg|niedrig|laag|low|matala|baj[oa]|faible|bas|stor"
    r"|lill|lille|lit|groß|klein|groot|large|small|suur|pien|grand|petit|god|bra|gut|good|hyvä|dårlig|dålig|schlecht|bad"
    r"|huono|poor|stærk|svag|stark|schwach|strong|weak|over|under|über|unter|above|below|mange|få|viel|wenig"
    r"|ofte|often|oft|sjælden|sjelden|sällan|selten|seldom|rarely|aldrig|aldri|never|nie|altid|alltid|always|immer"
    r"|lang|lång|long|länge|kort|short|kurz|pitkä|lyhyt|larg[oa]|cort[oa]|courte?"
    r"|meget|noget|lidt|intet|mye|noe|mycket|något|lite|inget|much|some|little|none|etwas|nichts|max|maks|min)\w{0,3}"
    r"( middels?| average)?"
)
_BESIDE_THE_MIDDLE = lazily(
    r"(over|under|över|über|unter|above|below) (the )?(middels?|average|medel|durchschnitt"
    r"|(gennem|gjennom|genom)snitt?(et)?)"
)
"""The middle and the ends of what is told in steps: *Høj*, *Middel*, *Lav*."""
_ASKS = lazily(r"(?!.*\b(hvem|vem|who|wer|navn|name|namn|names|navne|hedder|heter|called)\b).*\?\s*", re.IGNORECASE)
"""A heading that asks something, and not what anybody is called."""


class OthersSaid:
    """What others said in a column: whether it is what is asked there, and a word for sums may be one answer more."""

    def __init__(self, column: TableColumn, texts: Iterable[str]) -> None:
        """``texts`` are what stands there in each row; what sums are called says nothing of the others."""
        said = list(texts)
        self.column, self._often = column, Counter(text for text in said if text)
        self._chosen = {text for text in self._often if not are_sums_beside(text) or _is_beside_the_middle(text)}
        self._by_most = 2 * self._often.total() > len(said)
        self.of_steps = not self._chosen and self._by_most and self._come_in_no_order(said)
        """Whether nothing but words for sums stands there, and they are what is asked: *Min*, *Middel*, *Max*."""
        if self.of_steps:
            self._chosen = {text for text, times in self._often.items() if times > 1 or _is_in_steps(text)}
        self._given = [text for text in self._often.elements() if text in self._chosen]

    @cached_property
    def may_be_names(self) -> bool:
        """Whether the column may be for what rows are called: by its heading, or as each has a name of its own."""
        if not self.column.names or self.column.kind not in ("other", "role"):
            return True
        if not self._given or self.column.asks_for_comment or any(map(_ASKS.fullmatch, self.column.names)):
            return False
        return self._count_on or (self._most(_A_NAME.fullmatch) and not self._are_few)

    @property
    def has_answers(self) -> bool:
        """Whether others answered here what the heading asks."""
        return bool(self._given) and not self.may_be_names

    @property
    def is_asked_of_all(self) -> bool:
        """Whether most rows have an answer in words here, and none that somebody wrote at length."""
        asked = self._by_most and self.column.kind == "other" and not self.column.asks_for_comment
        return asked and self.has_answers and not self._most(_HAS_DIGIT.search)

    def is_a_step(self, text: str) -> bool:
        """Whether a text is the middle of a few steps that others chose the ends of: *Middel* beside *Høj*, *Lav*."""
        ends = self._have_ends and (len(self._chosen) > 1 or self._often[text] > 1)
        return ends and _IN_THE_MIDDLE.fullmatch(words_alone(text)) is not None

    def is_chosen(self, text: str) -> bool:
        """Whether it is one of the answers, whatever rows of sums are called."""
        return text in self._chosen

    def said_again(self, text: str) -> bool:
        """Whether a text that may be an answer stands in another row as well: *Alle* of several; a *Total* is none."""
        return self._often[text] > 1 and (self.is_a_step(text) or not are_sums(text))

    def _come_in_no_order(self, said: Sequence[str]) -> bool:
        """Whether what sums are called stands here several times, and in no order: each team has its rows in one."""
        several = max(self._often.values()) > 1
        return several and len(self._often) > 1 and said != [said[at % len(self._often)] for at in range(len(said))]

    def _most(self, such: Callable[[str], object]) -> bool:
        return 2 * sum(bool(such(given)) for given in self._given) > len(self._given)

    @property
    def _count_on(self) -> bool:
        """Whether each has a number, and a higher one than the one before."""
        numbers = [int(given) for given in self._given if given.isdecimal()]
        rising = all(one < other for one, other in pairwise(numbers))
        return rising and len(numbers) == len(self._given) > 1

    @cached_property
    def _are_few(self) -> bool:
        """Whether few words are chosen from, among which may be what sums are called: each stands there twice.

        Or most do, as nobody's name does; or most are steps of some kind, of which there are no more than a few.
        """
        others = len(self._given) > 1 and 2 * len(self._chosen) <= len(self._given)
        again = sum(times for text, times in self._often.items() if times > 1 and not are_sums(text))
        mostly = len(self._chosen) < len(self._given) and 3 * again >= 2 * self._often.total()
        return others or mostly or 2 * len(self._often) <= self._often.total() or self._most(_is_an_end)

    @cached_property
    def _have_ends(self) -> bool:
        return self._are_few and any(map(_is_an_end, self._chosen))


def _is_in_steps(text: str) -> bool:
    return _is_an_end(text) or is_called_an_end(text) or _IN_THE_MIDDLE.fullmatch(words_alone(text)) is not None


def _is_an_end(text: str) -> bool:
    return _AT_AN_END.fullmatch(words_alone(text)) is not None or _is_beside_the_middle(text)


def _is_beside_the_middle(text: str) -> bool:
    return _BESIDE_THE_MIDDLE.fullmatch(words_alone(text)) is not None
