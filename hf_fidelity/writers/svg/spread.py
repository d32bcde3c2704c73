"""Many teams as dots without names, over a box of the middle half and a stroke at the median."""

from collections import Counter
from collections.abc import Callable
from xml.etree.ElementTree import Element

from hf_fidelity.reports.document import Chart
from hf_fidelity.writers.svg.drawing import FONT, Sheet, foot, named_rows, part, say

_ROW, _DOT = 46, 3.6


def draw(chart: Chart, sheet: Sheet, picture: Element) -> float:
    """Draws the chart and gives its height."""
    left, right = sheet.left + 10.0, sheet.width - 12.0

    def across(value: float) -> float:
        return left + (right - left) * (value - chart.low) / (chart.high - chart.low)

    lines = []
    value = chart.low
    while value <= chart.high:
        say(picture, across(value), FONT, f"{value:g}", "quiet", "middle")
        lines.append(part(picture, "line", x1=across(value), x2=across(value), y1=FONT + 6, cls="grid"))
        value += 1
    for n, y in named_rows(picture, sheet, chart.categories, FONT + 10, _ROW):
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
        step = min(_DOT * 2 + 0.6, (_ROW - 10) / count)
        for n in range(count):
            part(picture, "circle", cx=value, cy=y + step * (n - (count - 1) / 2), r=_DOT, cls="team")
