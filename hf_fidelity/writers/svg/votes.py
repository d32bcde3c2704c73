"""Votes as bars to both sides of a line: those who disagree to the left of it, those who agree to the right.

The neutral ones lie half on each side. Lengths are shares of those who answered; the counts stand in the bars.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from hf_fidelity.reports.document import Chart
from hf_fidelity.writers.svg.drawing import FONT, Sheet, foot, legend, named_rows, part, say
from hf_fidelity.writers.svg.palette import ink_on, parts

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


def draw(chart: Chart, sheet: Sheet, picture: Element) -> float:
    """Draws the chart and gives its height."""
    bars = [
        _Bar(tuple(series.values[n] or 0 for series in chart.series), chart.middle)
        for n in range(len(chart.categories))
    ]
    colours = parts(len(chart.series), chart.middle)
    _hatching(picture)
    top = legend(picture, sheet, 2, [(c, s.label) for c, s in zip(colours, chart.series, strict=True)])
    farthest = max((bar.left for bar in bars), default=0), max((1 - bar.left for bar in bars if bar.total), default=0)
    room = sheet.width - sheet.left - 6
    unit = room / (sum(farthest) or 1)
    zero = sheet.left + farthest[0] * unit
    line = part(picture, "line", x1=zero, x2=zero, y1=top - 2, cls="axis")
    low = chart.middle if chart.middle is not None else len(chart.series) // 2
    for n, y in named_rows(picture, sheet, chart.categories, top, _BAR):
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
            say(picture, x + width / 2, y + _BAR / 2 + FONT * 0.36, words, ink_on(colour), "middle")
        x += width


def _hatch(picture: Element) -> str:
    """An id of its own in each picture: one that is not shown lends nothing to the others."""
    return f"{picture.get('id')}-h"


def _hatching(picture: Element) -> None:
    """Thin strokes over the disagreeing side, which a printer without colour would show like the agreeing one."""
    pattern = part(picture, "pattern", id=_hatch(picture), width=6, height=6, patternUnits="userSpaceOnUse")
    pattern.set("patternTransform", "rotate(45)")
    part(pattern, "line", x1=0, x2=0, y1=0, y2=6, stroke="#fff", stroke_width=1.2, stroke_opacity="0.4")
