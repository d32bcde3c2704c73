"""Charts as pictures inside a page: each kind has a function that draws it, wide for a desk and narrow for a telephone.

Colours and lines that follow the page's light or dark are classes, which the page's style sheet knows; colours that
mean a point of the scale are the same in both.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from textwrap import TextWrapper
from xml.etree.ElementTree import Element, SubElement, tostring

from hf_fidelity.ground import number, one_line
from hf_fidelity.reports.document import Chart, ChartKind, Course, Series

# What every picture is drawn with: elements of a tree, which the standard library writes and escapes, and colours.


FONT = 13
"""The size of letters, in the picture's own units; at full size these are pixels."""

_EM = 0.6
"""How wide a letter is on the average, as a part of its height; generous, since fonts differ."""

LINE = 16
_LABELS = 210
"""Room for the names of rows that stand to the left of them."""


@dataclass(frozen=True)
class Paper:
    """The paper of a picture: its width, and whether names of rows stand beside them or, where it is narrow, above."""

    width: int
    narrow: bool = False

    @property
    def left(self) -> int:
        """Where rows begin, behind their names."""
        return 4 if self.narrow else _LABELS + 14


WIDE, NARROW = Paper(720), Paper(300, narrow=True)


def part(parent: Element, tag: str, words: str | None = None, **attributes: str | float) -> Element:
    """One element more. ``cls`` is its class; underscores in names become dashes; numbers get one decimal at most."""
    names = ((("class" if name == "cls" else name.replace("_", "-")), value) for name, value in attributes.items())
    made = SubElement(parent, tag, {name: short(value) for name, value in names})
    made.text = words
    return made


def short(value: str | float) -> str:
    """A number with one decimal at most."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def joined_up(points: Sequence[tuple[int, float, float]], breaks: Sequence[int]) -> str:
    """A stroke through points (number, x, y) that follow each other without a gap and without a break between."""
    stroke, before = [], None
    for n, x, y in points:
        on = before == n - 1 and n not in breaks
        stroke.append(f"{'L' if on else 'M'}{short(x)} {short(y)}")
        before = n
    return "".join(stroke)


def put_words(parent: Element, x: float, y: float, words: str, cls: str = "", anchor: str = "") -> Element:
    """A text with its foot at ``y``; ``anchor`` is ``middle`` or ``end`` where it does not begin at ``x``."""
    more = {"cls": cls} if cls else {}
    more |= {"text_anchor": anchor} if anchor else {}
    return part(parent, "text", one_line(words), x=x, y=y, **more)


class _Lines(TextWrapper):
    """Lines may end behind a slash too: *enig/uenig*."""

    def _split(self, text: str) -> list[str]:
        return [part for piece in super()._split(text) for part in re.split(r"(?<=/)(?=\w)", piece)]


def in_lines(words: str, width: float, most: int = 3) -> list[str]:
    """The words in lines of at most that width; what does not fit into ``most`` lines is cut, and the cut is shown."""
    letters = max(4, int(width / (FONT * _EM)))
    lines = _Lines(letters).wrap(one_line(words)) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: letters - 1] + "…"]
    return lines


def wide(words: str) -> float:
    """About how wide the words are."""
    return len(words) * FONT * _EM


def named_rows(
    picture: Element, paper: Paper, names: Sequence[str], top: float, height: float
) -> Iterator[tuple[int, float]]:
    """Writes each row's name, beside it or above it, and gives its number and the height of its middle."""
    y = top
    for n, name in enumerate(names):
        if paper.narrow:
            lines = in_lines(name, paper.width - 8)
            for line in lines:
                y += LINE
                put_words(picture, 4, y - 3, line)
            yield n, y + height / 2
            y += height + 6
        else:
            lines = in_lines(name, _LABELS)
            high = max(height, LINE * len(lines))
            for i, line in enumerate(lines):
                put_words(picture, _LABELS, y + high / 2 + LINE * (i - (len(lines) - 1) / 2) + 4, line, anchor="end")
            yield n, y + high / 2
            y += high + 4
    picture.set("data-foot", f"{y:.0f}")


def foot(picture: Element) -> float:
    """Where the rows of :func:`named_rows` ended."""
    return float(picture.attrib.pop("data-foot", "0"))


def legend(picture: Element, paper: Paper, entries: Sequence[tuple[str, str]]) -> float:
    """Fields of colour with what they mean (colour, words), at the top; gives the height below them."""
    x, y = float(paper.left), 2.0
    for colour, words in entries:
        needed = 14 + 6 + wide(words) + 16
        if x > paper.left and x + needed > paper.width:
            x, y = float(paper.left), y + LINE + 4
        part(picture, "rect", x=x, y=y, width=14, height=14, fill=colour, cls="edge")
        put_words(picture, x + 20, y + 12, words)
        x += needed
    return y + LINE + 8


def spaced(count: int, room: float, needed: float) -> list[int]:
    """Which of ``count`` names along an axis are written, so that none touches the next; the last one always is."""
    every = max(1, -(-int(needed * count) // max(1, int(room))))
    return [n for n in range(count) if (count - 1 - n) % every == 0]


def finished(picture: Element, height: float, paper: Paper, title: str, description: str) -> str:
    """The picture as text, with its title and description for those who do not see it. It has an id already."""
    key = picture.attrib["id"]
    picture.attrib.update(
        {
            "viewBox": f"0 0 {paper.width} {height:.0f}",
            "role": "img",
            "aria-labelledby": f"{key}-t {key}-d",
            "class": "narrow" if paper.narrow else "wide",
        }
    )
    for n, (tag, words) in enumerate((("title", title), ("desc", description))):
        told = Element(tag, {"id": f"{key}-{tag[0]}"})
        told.text = one_line(words)
        picture.insert(n, told)
    return tostring(picture, encoding="unicode")


# Colours that survive colour-blindness and a black-and-white printer: orange to blue over grey, never red to green.


_RGB = tuple[int, int, int]

_LOW_COLOURS: tuple[_RGB, _RGB] = ((0xB3, 0x58, 0x06), (0xF1, 0xA3, 0x40))
_MIDDLE: _RGB = (0xDF, 0xE3, 0xE6)
_HIGH_COLOURS: tuple[_RGB, _RGB] = ((0x92, 0xB8, 0xD6), (0x2C, 0x6A, 0x99))
_HEAT: tuple[_RGB, _RGB] = ((0xEE, 0xF4, 0xF8), (0x17, 0x4A, 0x6E))


def parts(count: int, middle: int | None) -> list[str]:
    """A colour for each part of a scale from its lowest point to its highest; ``middle`` is the neutral one."""
    low = middle if middle is not None else count // 2
    high = count - low - (middle is not None)
    between = [_hex(_MIDDLE)] if middle is not None else []
    return [*_steps(*_LOW_COLOURS, low), *between, *_steps(*_HIGH_COLOURS, high)]


def heat(share: float) -> str:
    """A colour between pale (0) and dark (1)."""
    return _hex(_mix(*_HEAT, share))


def ink_on(colour: str) -> str:
    """The class of letters that can be read on a colour: ``dark`` or ``pale``."""
    rgb = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]  # WCAG 2.1, relative luminance
    return "dark" if 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] > 0.179 else "pale"


def _steps(start: _RGB, end: _RGB, count: int) -> list[str]:
    return [_hex(_mix(start, end, n / max(1, count - 1))) for n in range(count)]


def _mix(start: _RGB, end: _RGB, share: float) -> _RGB:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return red, green, blue


def _hex(colour: _RGB) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


# Quarters drawn: lines, a heat map, and a small course beside a row of numbers.
#
# Dots stand where something was measured; no line goes over a break, a dashed one goes over a gap.


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


_HEAT_ROW = 28
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
    for n, y in named_rows(picture, paper, names, 22, _HEAT_ROW):
        _row(chart, picture, chart.series[n], (paper.left, y - _HEAT_ROW / 2), width)
    return _heat_key(chart, picture, paper, foot(picture) + 6)


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
        frame = f"h{short(width)}v{_HEAT_ROW}h-{short(width)}z"
        stroke = "".join(f"M{short(at[0] + width * n)} {short(at[1])}{frame}" for n in places)
        part(row, "path", d=stroke, **({"fill": colour} if colour else {"cls": "none"}))
        for n in places:
            value = series.values[n]
            if value is not None and colour and width >= wide(words := number(value)):
                middle = at[0] + width * (n + 0.5)
                put_words(row, middle, at[1] + _HEAT_ROW / 2 + FONT * 0.36, words, ink_on(colour), "middle")


def _heat_key(chart: Chart, picture: Element, paper: Paper, y: float) -> float:
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


# People and teams drawn: votes to both sides of a line, votes beside the agreed answer, teams as dots.
#
# Of votes the neutral ones lie half on each side. Lengths are shares of those who answered; the counts stand in the
# bars.


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
    top = legend(picture, paper, [(c, s.label) for c, s in zip(colours, chart.series, strict=True)])
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


_VOTES_ROW, _LARGEST = 34, 15


def draw_layers(chart: Chart, paper: Paper, picture: Element) -> float:
    """Draws the chart and gives its height."""
    room = (paper.width - paper.left - 8) / len(chart.series)
    xs = [paper.left + room * (n + 0.5) for n in range(len(chart.series))]
    top = _heads(chart, picture, xs, room)
    colours = parts(len(chart.series), chart.middle)
    for n, y in named_rows(picture, paper, chart.categories, top, _VOTES_ROW):
        part(picture, "line", x1=xs[0], x2=xs[-1], y1=y, y2=y, cls="grid")
        counts = [series.values[n] or 0 for series in chart.series]
        agreed = chart.marks[n] if chart.marks else None
        if agreed is not None:
            size = _LARGEST * 2 + 2
            part(picture, "rect", x=xs[agreed] - size / 2, y=y - size / 2, width=size, height=size, rx=4, cls="agreed")
        for x, count, colour in zip(xs, counts, colours, strict=True):
            _bubble(picture, x, y, count, sum(counts), colour)
    return _votes_key(chart, picture, paper, foot(picture) + 8)


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


def _votes_key(chart: Chart, picture: Element, paper: Paper, y: float) -> float:
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


# Pictures.


_DRAWN_BY: Mapping[ChartKind, Callable[[Chart, Paper, Element], float]] = {
    "lines": draw_lines,
    "dots": draw_lines,
    "stacked": draw_votes,
    "layers": draw_layers,
    "heat": draw_heat,
    "spread": draw_spread,
    "staircase": draw_staircase,
}


def pictures(chart: Chart, key: str) -> tuple[str, ...]:
    """The chart wide and narrow; ``key`` tells it apart from the other charts of the page."""
    return tuple(_picture(chart, paper, f"{key}{n}") for n, paper in enumerate((WIDE, NARROW)))


def _picture(chart: Chart, paper: Paper, key: str) -> str:
    picture = Element("svg", {"id": key})
    height = _DRAWN_BY[chart.kind](chart, paper, picture)
    return finished(picture, height, paper, chart.title, chart.description)


# A chart of many rows in pieces that each stand whole on a page.


def in_pieces(chart: Chart, most: int) -> list[Chart]:
    """The chart as charts of at most so many rows, about equally long; charts without rows stay as they are."""
    if chart.kind in ("lines", "dots"):
        return [chart]
    if chart.kind == "heat":
        return [chart._replace(series=chart.series[a:b]) for a, b in _cuts(len(chart.series), most)]
    if chart.kind == "staircase":
        cuts = _cuts(len(chart.series), max(1, most // len(chart.steps[0])))
        return [chart._replace(series=chart.series[a:b], steps=chart.steps[a:b]) for a, b in cuts]
    return [_rows(chart, a, b) for a, b in _cuts(len(chart.categories), most)]


def _cuts(rows: int, most: int) -> list[tuple[int, int]]:
    pieces = max(1, -(-rows // most))
    ends = [rows * n // pieces for n in range(pieces + 1)]
    return list(pairwise(ends))


def _rows(chart: Chart, a: int, b: int) -> Chart:
    series = tuple(one._replace(values=one.values[a:b]) for one in chart.series)
    return chart._replace(
        categories=chart.categories[a:b],
        series=series,
        marks=chart.marks[a:b],
        loose=chart.loose[a:b],
    )
