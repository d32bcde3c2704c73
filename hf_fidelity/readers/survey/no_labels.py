"""What shows that a word for sums is no label of its row: its column, in which others answered what is asked there."""

import re
from collections.abc import Sequence
from statistics import fmean

from hf_fidelity.readers.survey.columns import TableColumn
from hf_fidelity.readers.survey.words import words_alone

_A_NAME = re.compile(r"(?:[^\W\d_a-zæøåäöüß][\w'’.-]*,?(?: |$)){1,4}")
"""As people, teams and places are called: a few words, each with a capital letter."""
_BEGINS_WITH_A_NUMBER = re.compile(r"\W*\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
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


def is_a_step(text: str, others: Sequence[str]) -> bool:
    """Whether a text is the middle of a few steps that others chose the ends of: *Middel* beside *Høj* and *Lav*."""
    said = {words_alone(other) for other in others if other}
    few = len(said) > 1 and 2 * len(said) <= sum(map(bool, others))
    return few and _IN_THE_MIDDLE.fullmatch(words_alone(text)) is not None and any(map(_AT_AN_END.fullmatch, said))


def is_another_number(text: str, others: Sequence[str]) -> bool:
    """Whether the number in a text is neither the sum nor the mean of others' numbers, nor how many they are."""
    mine = _NUMBER.findall(text)
    theirs = [_figure(number[0]) for other in others if (number := _NUMBER.findall(other))]
    if len(mine) != 1 or 2 * len(theirs) <= sum(map(bool, others)) or len(theirs) < 3:
        return False
    several = (sum(theirs), fmean(theirs), len(theirs), len(others))
    return all(abs(_figure(mine[0]) - of) > 1 for of in several)


def says_no_count(text: str, others: int) -> bool:
    """Whether the number in a text is neither how many others are nor a year, as it is behind a label."""
    mine = _NUMBER.findall(text)
    return len(mine) == 1 and _figure(mine[0]) not in (others, others + 1) and _A_YEAR.search(text) is None


def are_numbers(others: Sequence[str]) -> bool:
    """Whether most of what others said is a number, or begins with one."""
    given = [other for other in others if other]
    return 2 * sum(map(bool, map(_BEGINS_WITH_A_NUMBER.match, given))) > len(given)


def are_few(others: Sequence[str]) -> bool:
    """Whether others chose among a few words: each stands there twice, as it falls."""
    given = [other for other in others if other]
    return len(given) > 1 and 2 * len(set(given)) <= len(given)


def may_be_names(column: TableColumn, others: Sequence[str]) -> bool:
    """Whether a column may be for what rows are called: by its heading, or as each has a name of its own there."""
    if not column.names or column.kind not in ("other", "role"):
        return True
    given = [other for other in others if other]
    if not given or column.kind == "role" or column.asks_for_comment:
        return False
    named = 2 * sum(map(bool, map(_A_NAME.fullmatch, given))) > len(given)
    return named and not are_few(others)


def hold_answers(column: TableColumn, others: Sequence[str]) -> bool:
    """Whether others answered in a column what its heading asks, and so a word for sums there may be an answer, too."""
    return any(others) and not may_be_names(column, others)


def _figure(text: str) -> float:
    return float(text.replace(",", "."))
