"""People and teams drawn: votes to both sides of a line, votes beside the agreed answer, teams as dots.

Of votes the neutral ones lie half on each side. Lengths are shares of those who answered; the counts stand in the bars.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from xml.etree.ElementTree import Element

from hf_fidelity.reports.document import Chart
from hf_fidelity.writers.svg.drawing import (
    FONT,
    LINE,
    Paper,
    foot,
    in_lines,
    ink_on,
    legend,
    named_rows,
    part,
    parts,
    put_words,
)

_BAR = 24
_LETTERS = 8.5
"""How wide a digit is, with room around it."""


@dataclass(frozen=True)
class _Bar:
    """One category's counts, from the scale's lowest point to its highest, and where its zero lies among them."""

    counts: tuple[float, ...]
    middle: int | None

    @property
    def total(self) -> float:
        return sum(self.counts)

    @property
    def left(self) -> float:
        """The share that lies to the left of the line."""
        low = self.middle if self.middle is not None else len(self.counts) // 2
        neutral = self.counts[self.middle] / 2 if self.middle is not None else 0
        return (sum(self.counts[:low]) + neutral) / self.total if self.total else 0


def draw_votes(chart: Chart, paper: Paper, picture: Element) -> float:
    """Draws the chart and gives its height."""
    bars = [
        _Bar(tuple(series.values[n] or 0 for series in chart.series), chart.middle)
        for n in range(len(chart.categories))
    ]
    colours = parts(len(chart.series), chart.middle)
    _hatching(picture)
    top = legend(picture, paper, 2, [(c, s.label) for c, s in zip(colours, chart.series, strict=True)])
    farthest = max((bar.left for bar in bars), default=0), max((1 - bar.left for bar in bars if bar.total), default=0)
    room = paper.width - paper.left - 6
    unit = room / (sum(farthest) or 1)
    zero = paper.left + farthest[0] * unit
    line = part(picture, "line", x1=zero, x2=zero, y1=top - 2, cls="axis")
    low = chart.middle if chart.middle is not None else len(chart.series) // 2
    for n, y in named_rows(picture, paper, chart.categories, top, _BAR):
        _bar(picture, bars[n], colours, low, zero - bars[n].left * unit, y - _BAR / 2, unit)
    ended = foot(picture)
    line.set("y2", f"{ended:.0f}")
    return ended + 6


def _bar(picture: Element, bar: _Bar, colours: list[str], low: int, x: float, y: float, unit: float) -> None:
    for n, (count, colour) in enumerate(zip(bar.counts, colours, strict=True)):
        if not count:
            continue
        width = count / bar.total * unit
        part(picture, "rect", x=x, y=y, width=width, height=_BAR, fill=colour, cls="edge")
        if n < low:
            part(picture, "rect", x=x, y=y, width=width, height=_BAR, fill=f"url(#{_hatch(picture)})")
        words = f"{count:g}"
        if width >= _LETTERS * len(words):
            put_words(picture, x + width / 2, y + _BAR / 2 + FONT * 0.36, words, ink_on(colour), "middle")
        x += width


def _hatch(picture: Element) -> str:
    """An id of its own in each picture: one that is not shown lends nothing to the others."""
    return f"{picture.get('id')}-h"


def _hatching(picture: Element) -> None:
    """Thin strokes over the disagreeing side, which a printer without colour would show like the agreeing one."""
    pattern = part(picture, "pattern", id=_hatch(picture), width=6, height=6, patternUnits="userSpaceOnUse")
    pattern.set("patternTransform", "rotate(45)")
    part(pattern, "line", x1=0, x2=0, y1=0, y2=6, stroke="#fff", stroke_width=1.2, stroke_opacity="0.4")


# Both layers of a rating on one scale: the votes as bubbles, the agreed answer as a frame around its point.


_ROW, _LARGEST = 34, 15


def draw_layers(chart: Chart, paper: Paper, picture: Element) -> float:
    """Draws the chart and gives its height."""
    room = (paper.width - paper.left - 8) / len(chart.series)
    xs = [paper.left + room * (n + 0.5) for n in range(len(chart.series))]
    top = _heads(chart, picture, xs, room)
    colours = parts(len(chart.series), chart.middle)
    for n, y in named_rows(picture, paper, chart.categories, top, _ROW):
        part(picture, "line", x1=xs[0], x2=xs[-1], y1=y, y2=y, cls="grid")
        counts = [series.values[n] or 0 for series in chart.series]
        agreed = chart.marks[n] if chart.marks else None
        if agreed is not None:
            size = _LARGEST * 2 + 2
            part(picture, "rect", x=xs[agreed] - size / 2, y=y - size / 2, width=size, height=size, rx=4, cls="agreed")
        for x, count, colour in zip(xs, counts, colours, strict=True):
            _bubble(picture, x, y, count, sum(counts), colour)
    return _key(chart, picture, paper, foot(picture) + 8)


def _heads(chart: Chart, picture: Element, xs: list[float], room: float) -> float:
    heads = [in_lines(series.label, room) for series in chart.series]
    high = max(map(len, heads), default=0)
    for x, lines in zip(xs, heads, strict=True):
        for i, line in enumerate(lines):
            put_words(picture, x, FONT + LINE * (i + high - len(lines)), line, "quiet", "middle")
    return LINE * high + 6.0


def _bubble(picture: Element, x: float, y: float, count: float, total: float, colour: str) -> None:
    """As large as its share; nobody is a small ring, so that a point without votes is seen to be one."""
    if not count:
        part(picture, "circle", cx=x, cy=y, r=2, cls="nobody")
        return
    size = max(8.0, _LARGEST * sqrt(count / total))
    part(picture, "circle", cx=x, cy=y, r=size, fill=colour, cls="edge")
    put_words(picture, x, y + FONT * 0.36, f"{count:g}", ink_on(colour), "middle")


def _key(chart: Chart, picture: Element, paper: Paper, y: float) -> float:
    part(picture, "rect", x=paper.left, y=y, width=16, height=16, rx=3, cls="agreed")
    put_words(picture, paper.left + 24, y + 13, chart.mark_label)
    return y + LINE + 6


# Many teams as dots without names, over a box of the middle half and a stroke at the median.


_SPREAD_ROW, _DOT = 46, 3.6


def draw_spread(chart: Chart, paper: Paper, picture: Element) -> float:
    """Draws the chart and gives its height."""
    left, right = paper.left + 10.0, paper.width - 12.0

    def across(value: float) -> float:
        return left + (right - left) * (value - chart.low) / (chart.high - chart.low)

    lines = []
    value = chart.low
    while value <= chart.high:
        put_words(picture, across(value), FONT, f"{value:g}", "quiet", "middle")
        lines.append(part(picture, "line", x1=across(value), x2=across(value), y1=FONT + 6, cls="grid"))
        value += 1
    for n, y in named_rows(picture, paper, chart.categories, FONT + 10, _SPREAD_ROW):
        five = [series.values[n] for series in chart.series]
        if not any(value is None for value in five):
            _box(picture, [across(value) for value in five if value is not None], y)
        _dots(picture, chart.loose[n] if chart.loose else (), y, across)
        if (median := five[len(five) // 2]) is not None:
            part(picture, "line", x1=across(median), x2=across(median), y1=y - 20, y2=y + 20, cls="median")
    ended = foot(picture)
    for line in lines:
        line.set("y2", f"{ended:.0f}")
    return ended + 4


def _box(picture: Element, five: list[float], y: float) -> None:
    least, lower, _median, upper, greatest = five
    part(picture, "line", x1=least, x2=greatest, y1=y, y2=y, cls="axis")
    part(picture, "rect", x=lower, y=y - 13, width=max(1.0, upper - lower), height=26, rx=3, cls="box")


def _dots(picture: Element, values: tuple[float, ...], y: float, across: Callable[[float], float]) -> None:
    """Teams at the same place lie over each other, from the middle to both sides."""
    for value, count in sorted(Counter(round(across(value)) for value in values).items()):
        step = min(_DOT * 2 + 0.6, (_SPREAD_ROW - 10) / count)
        for n in range(count):
            part(picture, "circle", cx=value, cy=y + step * (n - (count - 1) / 2), r=_DOT, cls="team")
