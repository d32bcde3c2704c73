"""Quarters drawn: lines, a heat map, and a small course beside a row of numbers.

Dots stand where something was measured; no line goes over a break, a dashed one goes over a gap.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, tostring

from hf_fidelity.i18n import number
from hf_fidelity.reports.document import Chart, Course, Series
from hf_fidelity.writers.svg.drawing import (
    FONT,
    LINE,
    Paper,
    foot,
    heat,
    in_lines,
    ink_on,
    joined_up,
    named_rows,
    part,
    put_words,
    short,
    spaced,
    wide,
)

_LINES = 12
"""The most steps between the lowest and the highest line of a grid."""

_Height = Callable[[float], float]
"""How far down a value lies."""

_TOP, _HIGH = 14, 280
_NAMES = 170
"""Room for the names of the lines to the right of them."""

MARKS = ("circle", "square", "triangle", "diamond", "cross", "ring")
"""Shapes, so that lines are told apart without colour."""


def draw_lines(chart: Chart, paper: Paper, picture: Element) -> float:
    """Draws the chart and gives its height."""
    left = max(26.0, wide(f"{chart.high:g}") + 10)  # room for the numbers of the grid
    right = paper.width - (12 if paper.narrow else _NAMES + 14)
    half = max(map(wide, chart.categories), default=0) / 2
    xs = _across(len(chart.categories), left + 14, right - max(8, half - (paper.width - right)))

    def height(value: float) -> float:
        return _TOP + _HIGH * (chart.high - value) / (chart.high - chart.low)

    _axes(chart, picture, left, right, xs, height)
    for n, series in enumerate(chart.series):
        _line(series, n, picture, xs, height, joined=chart.kind == "lines")
    foot = float(_TOP + _HIGH + 34)
    if paper.narrow:
        return _names_below(chart, picture, foot, paper)
    _names_beside(chart, picture, right + 6, height)
    return foot


def _across(count: int, left: float, right: float) -> list[float]:
    if count == 1:
        return [(left + right) / 2]
    return [left + (right - left) * n / (count - 1) for n in range(count)]


def _axes(chart: Chart, picture: Element, left: float, right: float, xs: Sequence[float], height: _Height) -> None:
    value, apart = chart.low, _apart_on(chart.high - chart.low)
    while value <= chart.high:
        part(picture, "line", x1=left, x2=right, y1=height(value), y2=height(value), cls="grid")
        put_words(picture, left - 8, height(value) + 4, f"{value:g}", "quiet", "end")
        value += apart
    needed = max(map(wide, chart.categories), default=0) + 12
    shown = spaced(len(xs), (xs[-1] - xs[0]) * len(xs) / max(1, len(xs) - 1), needed)
    for n in shown:
        middle = max(xs[n], wide(chart.categories[n]) / 2)  # the first name must not stand outside
        put_words(picture, middle, _TOP + _HIGH + 24, chart.categories[n], "quiet", "middle")
        part(picture, "line", x1=xs[n], x2=xs[n], y1=_TOP + _HIGH, y2=_TOP + _HIGH + 6, cls="axis")
    part(picture, "line", x1=left, x2=right, y1=_TOP + _HIGH, y2=_TOP + _HIGH, cls="axis")


def _apart_on(span: float) -> int:
    """How far the lines of the grid lie apart: a line a point on a scale of points, ten or so where there are more."""
    return next((apart for apart in (1, 2, 5, 10, 20, 50) if span <= _LINES * apart), 100)


def _line(series: Series, n: int, picture: Element, xs: Sequence[float], height: _Height, *, joined: bool) -> None:
    group = part(picture, "g", cls="bare" if series.bare else f"s s{n % len(MARKS)}")
    if joined:
        _strokes(series, group, xs, height)
    for x, value in zip(xs, series.values, strict=True):
        if value is not None and not series.bare:
            mark(group, n, x, height(value))


def _strokes(series: Series, group: Element, xs: Sequence[float], height: _Height) -> None:
    """From each point to the next that can be compared with it; dashed over quarters without a meeting."""
    points = [(n, xs[n], height(value)) for n, value in enumerate(series.values) if value is not None]
    part(group, "path", d=joined_up(points, series.breaks), cls="line")
    for (n, x, y), (m, to_x, to_y) in pairwise(points):
        if m > n + 1 and not any(n < at <= m for at in series.breaks):
            part(group, "path", d=f"M{short(x)} {short(y)}L{short(to_x)} {short(to_y)}", cls="line gap")


def mark(parent: Element, n: int, x: float, y: float) -> None:
    """The dot of the n-th line, in a shape of its own."""
    match MARKS[n % len(MARKS)]:
        case "circle":
            part(parent, "circle", cx=x, cy=y, r=4.5)
        case "square":
            part(parent, "rect", x=x - 4, y=y - 4, width=8, height=8)
        case "triangle":
            part(parent, "path", d=f"M{x:.1f} {y - 5:.1f}l5 9h-10z")
        case "diamond":
            part(parent, "path", d=f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5z")
        case "cross":
            part(parent, "path", d=f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8", cls="open")
        case _:
            part(parent, "circle", cx=x, cy=y, r=4, cls="open")


def _last(series: Series) -> float | None:
    return next((value for value in reversed(series.values) if value is not None), None)


def _names_beside(chart: Chart, picture: Element, x: float, height: _Height) -> None:
    """Each line's name at its end, pushed apart where they would touch."""
    ends = sorted((height(last), n) for n, s in enumerate(chart.series) if (last := _last(s)) is not None)
    blocks = [(y, n, in_lines(chart.series[n].label, _NAMES - 16, 2)) for y, n in ends]
    for y, n, lines in _apart(blocks):
        if not chart.series[n].bare:
            mark(part(picture, "g", cls=f"s s{n % len(MARKS)}"), n, x + 6, y)
        for i, line in enumerate(lines):
            put_words(picture, x + 16, y + 4 + LINE * (i - (len(lines) - 1) / 2), line, "strong" if n == 0 else "")


_Block = tuple[float, int, list[str]]


def _apart(blocks: list[_Block]) -> list[_Block]:
    """The blocks of text moved down, then up from the foot, until none lies over another."""
    top, down = 0.0, []
    for y, n, lines in blocks:
        half = _half(lines)
        middle = max(y, top + half)
        top = middle + half
        down.append((middle, n, lines))
    foot, placed = float(_TOP + _HIGH + 6), []
    for y, n, lines in reversed(down):
        half = _half(lines)
        middle = min(y, foot - half)
        foot = middle - half
        placed.append((middle, n, lines))
    return placed


def _half(lines: list[str]) -> float:
    return LINE * len(lines) / 2 + 1


def _names_below(chart: Chart, picture: Element, y: float, paper: Paper) -> float:
    for n, series in enumerate(chart.series):
        y += 4
        if not series.bare:
            mark(part(picture, "g", cls=f"s s{n % len(MARKS)}"), n, 12, y + 8)
        else:
            part(part(picture, "g", cls="bare"), "path", d=f"M4 {y + 8:.0f}h16", cls="line")
        for line in in_lines(series.label, paper.width - 32):
            y += LINE
            put_words(picture, 26, y - 4, line, "strong" if n == 0 else "")
    return y + 6


# A field a quarter and row, the darker the higher; the numbers stand in the fields where there is room.


_ROW = 28
_FIELD = 96
"""The widest a field gets, but for the name above it: with few quarters each has its name."""

_BETWEEN = 6
"""Room between two names."""


def draw_heat(chart: Chart, paper: Paper, picture: Element) -> float:
    """Draws the chart and gives its height."""
    room, needed = paper.width - paper.left - 4, max(map(wide, chart.categories), default=0) + _BETWEEN
    width = min(max(_FIELD, needed), room / max(1, len(chart.categories)))
    for n in spaced(len(chart.categories), width * len(chart.categories), needed):
        _name_of(picture, chart.categories[n], paper.left + width * n, width, FONT)
    names = [series.label for series in chart.series]
    for n, y in named_rows(picture, paper, names, 22, _ROW):
        _row(chart, picture, chart.series[n], (paper.left, y - _ROW / 2), width)
    return _key(chart, picture, paper, foot(picture) + 6)


def _name_of(picture: Element, name: str, x: float, width: float, y: float) -> None:
    """The name of a field or column, in the middle of it; one that is wider ends with it, if there is room before."""
    if width >= wide(name):
        put_words(picture, x + width / 2, y, name, "quiet", "middle")
    elif x + width >= wide(name):
        put_words(picture, x + width, y, name, "quiet", "end")


def _row(chart: Chart, picture: Element, series: Series, at: tuple[float, float], width: float) -> None:
    """Fields of one colour are drawn in one stroke: forty quarters are many fields."""
    fields: dict[str | None, list[int]] = {}
    for n, value in enumerate(series.values):
        colour = None if value is None else heat((value - chart.low) / (chart.high - chart.low))
        fields.setdefault(colour, []).append(n)
    row = part(picture, "g", cls="edge")
    for colour, places in fields.items():
        frame = f"h{short(width)}v{_ROW}h-{short(width)}z"
        stroke = "".join(f"M{short(at[0] + width * n)} {short(at[1])}{frame}" for n in places)
        part(row, "path", d=stroke, **({"fill": colour} if colour else {"cls": "none"}))
        for n in places:
            value = series.values[n]
            if value is not None and colour and width >= wide(words := number(value)):
                middle = at[0] + width * (n + 0.5)
                put_words(row, middle, at[1] + _ROW / 2 + FONT * 0.36, words, ink_on(colour), "middle")


def _key(chart: Chart, picture: Element, paper: Paper, y: float) -> float:
    """From the lowest point of the scale to the highest."""
    x, steps = float(paper.left), 12
    put_words(picture, x, y + 12, f"{chart.low:g}", "quiet")
    for n in range(steps):
        part(picture, "rect", x=x + 14 + 10 * n, y=y, width=10.5, height=14, fill=heat(n / (steps - 1)))
    put_words(picture, x + 22 + 10 * steps, y + 12, f"{chart.high:g}", "quiet")
    return y + 20


# A staircase: each level by itself, its steps in words, and a column a quarter as high as the step that was reached.


_STEP = 24
"""How high a step is."""


def draw_staircase(chart: Chart, paper: Paper, picture: Element) -> float:
    """Draws the chart and gives its height."""
    y = 0.0
    for series, steps in zip(chart.series, chart.steps, strict=True):
        y = _level(chart, picture, paper, series, (steps, y + 4))
    return y


def _level(chart: Chart, picture: Element, paper: Paper, series: Series, at: tuple[Sequence[str], float]) -> float:
    """One level under its name: the lines of its steps, then the columns; gives where it ends."""
    steps, y = at
    for line in in_lines(series.label, paper.width - 8):
        y += LINE
        put_words(picture, 4, y, line, "strong")
    if paper.narrow:  # no room beside the columns: the steps stand above them, the highest first
        for n in range(len(steps) - 1, -1, -1):
            y += LINE
            put_words(picture, 4, y, f"{n + 1} {steps[n]}", "quiet")
    left = 22.0 if paper.narrow else float(paper.left)
    foot = y + 10 + _STEP * len(steps)
    for n, step in enumerate(steps):
        top = foot - _STEP * (n + 1)
        part(picture, "line", x1=left, x2=paper.width - 4, y1=top, y2=top, cls="grid")
        words = f"{n + 1}" if paper.narrow else f"{n + 1} {step}"
        put_words(picture, left - 8, top + _STEP / 2 + 4, words, "quiet", "end")
    part(picture, "line", x1=left, x2=paper.width - 4, y1=foot, y2=foot, cls="axis")
    _columns(chart, picture, series, (left, foot, paper.width - 4 - left))
    return foot + LINE + 12


def _columns(chart: Chart, picture: Element, series: Series, at: tuple[float, float, float]) -> None:
    """A column a quarter, with its figure where there is room and a dashed line where it begins anew."""
    left, foot, room = at
    needed = max(map(wide, chart.categories), default=0) + _BETWEEN
    width = min(max(_FIELD, needed), room / max(1, len(series.values)))
    for n in spaced(len(chart.categories), width * len(chart.categories), needed):
        _name_of(picture, chart.categories[n], left + width * n, width, foot + LINE)
    for n, value in enumerate(series.values):
        x = left + width * n
        if n in series.breaks:
            top = foot - _STEP * (chart.high - chart.low + 1)
            part(part(picture, "g", cls="bare"), "path", d=f"M{short(x)} {short(foot)}V{short(top)}", cls="line gap")
        if value is not None:
            _column(picture, (x, foot, width), value - chart.low, chart.high - chart.low, number(value))


def _column(picture: Element, at: tuple[float, float, float], up: float, most: float, words: str) -> None:
    """One column, ``up`` steps above the lowest one, which is a step high itself."""
    x, foot, width = at
    high, colour = _STEP * (up + 1), heat(up / most)
    part(picture, "rect", x=x + 1, y=foot - high, width=max(1, width - 2), height=high, fill=colour, cls="edge")
    if width >= wide(words):
        put_words(picture, x + width / 2, foot - high + FONT + 3, words, ink_on(colour), "middle")


# A row's course, drawn small beside its numbers. It says nothing that the numbers do not, so voices pass it by.


_WIDE, _SPARK_HIGH, _EDGE = 84, 22, 4
_ROOM = _SPARK_HIGH - 2 * _EDGE


def spark(course: Course) -> str:
    """The picture as text."""
    picture = Element("svg", {"class": "spark", "viewBox": f"0 0 {_WIDE} {_SPARK_HIGH}", "aria-hidden": "true"})
    apart = (_WIDE - 2 * _EDGE) / max(1, len(course.values) - 1)
    points = [
        (n, round(_EDGE + apart * n), round(_EDGE + _ROOM * (course.high - value) / (course.high - course.low)))
        for n, value in enumerate(course.values)
        if value is not None
    ]
    part(picture, "path", d=joined_up(points, course.breaks))
    for _n, x, y in points[-1:]:
        part(picture, "circle", cx=x, cy=y, r=2.5)
    return tostring(picture, encoding="unicode")
