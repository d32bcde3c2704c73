"""What shows that a row with a word for sums is somebody's after all: its figures, which such sums cannot have."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from statistics import fmean, median, multimode

from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.words.compared import words_alone

_Row = Sequence[CellValue]
_AT_LEAST_AS_HIGH, _AT_LEAST_AS_LOW = frozenset(("max", "maks", "sum")), frozenset(("min",))
"""People's names, too: Max, Min, and Sum, of which none may be lower, or higher, than what they are of."""
_ROUNDED, _MOSTLY = 0.5, 0.75
"""So far from what it is of is a rounded figure at most; and so many are, though one or two were rounded otherwise."""


def may_be_refuted(text: str) -> bool:
    """Whether a row is called by a person's name that figures may show to be no more than that."""
    return words_alone(text) in _AT_LEAST_AS_HIGH | _AT_LEAST_AS_LOW


def refuted(
    rows: Iterable[tuple[int, _Row]], kept: Collection[int], called: dict[int, str], columns: Sequence[int]
) -> Iterator[int]:
    """Which of some rows are no highest, lowest or sum of the rows that were kept next above and next below them.

    Of the rows next to it alone, as sums may be those of one team.
    """
    above: _Row | None = None
    waiting: list[tuple[int, _Row]] = []
    for number, row in rows:
        if number in called:
            if above is None or _cannot_be(called[number], row, above, columns):
                waiting.append((number, row))
        elif number in kept:
            yield from (at for at, sums in waiting if _cannot_be(called[at], sums, row, columns))
            above, waiting = row, []
    if above is not None:
        yield from (at for at, _ in waiting)


def _cannot_be(text: str, sums: _Row, of: _Row, columns: Sequence[int]) -> bool:
    """Whether a row is not what it is called of a set with another row in it."""
    sign = 1 if words_alone(text) in _AT_LEAST_AS_HIGH else -1
    pairs = ((_figure(sums, at), _figure(of, at)) for at in columns)
    return any(sign * one < sign * other for one, other in pairs if one is not None and other is not None)


def is_no_middle(row: _Row, others: Sequence[_Row], columns: Sequence[int]) -> bool:
    """Whether a row's whole figures are far from the mean, the median and the number of others' answers somewhere."""
    figures = {at: figure for at in columns if (figure := _figure(row, at)) is not None}
    if any(figure != int(figure) for figure in figures.values()):
        return False
    for at, figure in figures.items():
        given = [other for one in others if (other := _figure(one, at)) is not None]
        if len(given) > 1 and all(abs(figure - of) > 1 for of in (fmean(given), median(given), len(given))):
            return True
    return False


def is_no_middle_in_words(
    row: _Row, others: Sequence[_Row], columns: Sequence[int], point: Callable[[str], int | None]
) -> bool:
    """Whether a row of words is no row of rounded means, medians or commonest answers of others, one or two apart.

    ``point`` is the place of an answer on the scale. Nobody writes a number of answers, or how they spread, in words.
    """

    def given(one: _Row, at: int) -> int | None:
        return point(as_text(one[at])) if at < len(one) else None

    near: list[tuple[bool, ...]] = []
    for at in columns:
        theirs = [other for one in others if (other := given(one, at)) is not None]
        if (mine := given(row, at)) is not None and len(theirs) > 1:
            middles = fmean(theirs), median(theirs)
            if all(abs(mine - of) > 1 for of in middles):
                return True
            near.append((*(abs(mine - of) <= _ROUNDED for of in middles), multimode(theirs) == [mine]))
    return bool(near) and all(sum(such) < _MOSTLY * len(near) for such in zip(*near, strict=True))


def is_no_end(row: _Row, others: Sequence[_Row], columns: Sequence[int], point: Callable[[str], int | None]) -> bool:
    """Whether a row's answers, figures or ``point``s of a scale, are neither the highest nor the lowest of all."""

    def given(one: _Row, at: int) -> float | None:
        figure = _figure(one, at)
        return point(as_text(one[at])) if figure is None and at < len(one) else figure

    pairs = [(given(row, at), given(other, at)) for other in others for at in columns]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    return any(one < other for one, other in both) and any(one > other for one, other in both)


def _figure(row: _Row, at: int) -> float | None:
    text = as_text(row[at]).replace(",", ".") if at < len(row) else ""
    try:
        return float(text)
    except ValueError:
        return None
