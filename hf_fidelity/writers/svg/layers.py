"""Both layers of a rating on one scale: the votes as bubbles, the agreed answer as a frame around its point."""

from math import sqrt
from xml.etree.ElementTree import Element

from hf_fidelity.reports.document import Chart
from hf_fidelity.writers.svg.drawing import FONT, LINE, Sheet, broken, foot, named_rows, part, say
from hf_fidelity.writers.svg.palette import ink_on, parts

_ROW, _LARGEST = 34, 15


def draw(chart: Chart, sheet: Sheet, picture: Element) -> float:
    """Draws the chart and gives its height."""
    room = (sheet.width - sheet.left - 8) / len(chart.series)
    xs = [sheet.left + room * (n + 0.5) for n in range(len(chart.series))]
    top = _heads(chart, picture, xs, room)
    colours = parts(len(chart.series), chart.middle)
    for n, y in named_rows(picture, sheet, chart.categories, top, _ROW):
        part(picture, "line", x1=xs[0], x2=xs[-1], y1=y, y2=y, cls="grid")
        counts = [series.values[n] or 0 for series in chart.series]
        agreed = chart.marks[n] if chart.marks else None
        if agreed is not None:
            size = _LARGEST * 2 + 2
            part(picture, "rect", x=xs[agreed] - size / 2, y=y - size / 2, width=size, height=size, rx=4, cls="agreed")
        for x, count, colour in zip(xs, counts, colours, strict=True):
            _bubble(picture, x, y, count, sum(counts), colour)
    return _key(chart, picture, sheet, foot(picture) + 8)


def _heads(chart: Chart, picture: Element, xs: list[float], room: float) -> float:
    heads = [broken(series.label, room) for series in chart.series]
    high = max(map(len, heads), default=0)
    for x, lines in zip(xs, heads, strict=True):
        for i, line in enumerate(lines):
            say(picture, x, FONT + LINE * (i + high - len(lines)), line, "quiet", "middle")
    return LINE * high + 6.0


def _bubble(picture: Element, x: float, y: float, count: float, total: float, colour: str) -> None:
    """As large as its share; nobody is a small ring, so that a point without votes is seen to be one."""
    if not count:
        part(picture, "circle", cx=x, cy=y, r=2, cls="nobody")
        return
    size = max(8.0, _LARGEST * sqrt(count / total))
    part(picture, "circle", cx=x, cy=y, r=size, fill=colour, cls="edge")
    say(picture, x, y + FONT * 0.36, f"{count:g}", ink_on(colour), "middle")


def _key(chart: Chart, picture: Element, sheet: Sheet, y: float) -> float:
    part(picture, "rect", x=sheet.left, y=y, width=16, height=16, rx=3, cls="agreed")
    say(picture, sheet.left + 24, y + 13, chart.mark_label)
    return y + LINE + 6
