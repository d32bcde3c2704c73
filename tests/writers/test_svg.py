"""The pictures' own rules: colours that can be read, pieces that fit a page, lines that break where they must."""

import re
from pathlib import Path

import pytest

from hf_fidelity.reports.document import Chart, Series
from hf_fidelity.writers import svg
from hf_fidelity.writers.svg import heat, in_lines, in_pieces, ink_on, parts, pictures

INK = {"dark": "#000000", "pale": "#ffffff"}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it, 0–1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("points", range(2, 12))
def test_words_on_every_part_of_a_scale_can_be_read(points: int) -> None:
    colours = parts(points, points // 2 if points % 2 else None)
    assert len(set(colours)) == points
    assert min(contrast(colour, INK[ink_on(colour)]) for colour in colours) >= 4.5


def test_words_on_every_field_of_a_heat_map_can_be_read() -> None:
    colours = [heat(n / 500) for n in range(501)]
    assert min(contrast(colour, INK[ink_on(colour)]) for colour in colours) >= 4.5
    lights = [luminance(colour) for colour in colours]
    assert lights == sorted(lights, reverse=True)


@pytest.mark.parametrize("points", range(2, 12))
def test_both_sides_of_a_scale_grow_darker_outwards(points: int) -> None:
    lights = [luminance(colour) for colour in parts(points, points // 2 if points % 2 else None)]
    half = points // 2
    assert lights[:half] == sorted(lights[:half])
    assert lights[-half:] == sorted(lights[-half:], reverse=True)


STAIRS = Chart(
    "staircase", "The stairs", "What it shows", ("q1", "q2", "q3", "q4"), (Series("A", (1, None, 2.5, 4), (3,)),), 1, 4,
    steps=(("telling", "dividing", "planning", "creating"),),
)  # fmt: skip


@pytest.mark.parametrize("paper", [0, 1], ids=["wide", "narrow"])
def test_a_staircase_is_as_high_as_its_steps_and_says_them(paper: int) -> None:
    drawn = pictures(STAIRS, "k")[paper]
    heights = [float(high) for high in re.findall(r'<rect [^>]*height="([\d.]+)"', drawn)]
    lowest = heights[0]
    assert heights == [lowest, lowest * 2.5, lowest * 4]  # nothing stands where nothing was measured
    assert [word for word in STAIRS.steps[0] if word not in drawn] == []
    assert drawn.count('class="line gap"') == 1  # where it begins anew
    assert "<title" in drawn
    assert "<desc" in drawn


def test_a_tall_staircase_is_cut_between_levels() -> None:
    tall = STAIRS._replace(series=STAIRS.series * 7, steps=STAIRS.steps * 7)
    pieces = in_pieces(tall, 16)
    assert [len(piece.series) for piece in pieces] == [len(piece.steps) for piece in pieces]
    assert sum(len(piece.series) for piece in pieces) == 7
    assert max(len(piece.series) for piece in pieces) <= 4


def lines(*values: float | None, breaks: tuple[int, ...] = ()) -> str:
    """The strokes of a line through these values."""
    names = tuple(f"q{n}" for n in range(len(values)))
    chart = Chart("lines", "Title", "What it shows", names, (Series("A", values, breaks),), 1, 5)
    strokes = re.findall(r'<path d="([^"]*)" class="(line[^"]*)"', pictures(chart, "k")[0])
    return " ".join(re.sub(r"[\d. ]", "", stroke) + ("~" if "gap" in kind else "") for stroke, kind in strokes)


STROKES = {
    "whole": (lines(1, 2, 3), "MLL"),
    "a-break": (lines(1, 2, 3, breaks=(2,)), "MLM"),
    "a-gap-is-dashed": (lines(1, None, 3, 4), "MML ML~"),
    "a-break-after-a-gap": (lines(1, None, 3, 4, breaks=(2,)), "MML"),
    "a-break-in-a-gap": (lines(1, None, None, 4, breaks=(3,)), "MM"),
    "one-point": (lines(1), "M"),
}


@pytest.mark.parametrize(("drawn", "strokes"), STROKES.values(), ids=STROKES)
def test_a_line_joins_what_can_be_compared(drawn: str, strokes: str) -> None:
    assert drawn == strokes


def bars(*counts: tuple[float, ...], middle: int | None = 2) -> list[tuple[float, float]]:
    """Where each bar begins and ends beside the line, in shares of all votes: negative is to the left of it."""
    series = tuple(Series(f"p{n}", values) for n, values in enumerate(zip(*counts, strict=True)))
    names = tuple(f"S{n}" for n in range(len(counts)))
    picture = pictures(Chart("stacked", "T", "D", names, series, 0, 9, middle=middle), "k")[0]
    zero = float(re.search(r'<line x1="([\d.]+)"[^>]*class="axis"', picture)[1])  # type: ignore[index]
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="24" fill="#', picture)
    ends: dict[str, list[float]] = {}
    for x, y, width in found:
        ends.setdefault(y, []).extend((float(x) - zero, float(x) + float(width) - zero))
    unit = max(max(e) - min(e) for e in ends.values())
    return [(round(min(e) / unit, 2), round(max(e) / unit, 2)) for e in ends.values()]


SIDES = {
    "neutral-lies-half-on-each-side": (bars((0, 0, 4, 0, 0)), [(-0.5, 0.5)]),
    "all-agree": (bars((0, 0, 0, 2, 3)), [(0.0, 1.0)]),
    "all-disagree": (bars((2, 3, 0, 0, 0)), [(-1.0, 0.0)]),
    "both": (bars((1, 1, 2, 3, 3), (0, 0, 0, 5, 5)), [(-0.3, 0.7), (0.0, 1.0)]),
    "no-point-in-the-middle": (bars((1, 1, 1, 1), middle=None), [(-0.5, 0.5)]),
}


@pytest.mark.parametrize(("drawn", "ends"), SIDES.values(), ids=SIDES)
def test_votes_lie_to_both_sides_of_the_line(drawn: list[tuple[float, float]], ends: list[tuple[float, float]]) -> None:
    assert drawn == ends


@pytest.mark.parametrize(
    ("rows", "pieces"), [(1, [1]), (16, [16]), (17, [17]), (18, [9, 9]), (38, [12, 13, 13]), (0, [0])]
)
def test_a_long_chart_comes_in_pieces_of_about_the_same_length(rows: int, pieces: list[int]) -> None:
    names = tuple(f"S{n}" for n in range(rows))
    chart = Chart("stacked", "T", "D", names, (Series("p", (1.0,) * rows),), 0, 5, marks=(0,) * rows)
    cut = in_pieces(chart, 17)
    assert [len(piece.categories) for piece in cut] == pieces
    assert tuple(name for piece in cut for name in piece.categories) == names
    assert all(len(piece.marks) == len(piece.series[0].values) == len(piece.categories) for piece in cut)


@pytest.mark.parametrize("quarters", [1, 2, 3, 4])
def test_each_of_a_few_quarters_has_its_name_above_a_heat_map(quarters: int) -> None:
    names = tuple(f"{n}. kvt. 2026" for n in range(1, quarters + 1))
    chart = Chart("heat", "Title", "What it shows", names, (Series("A", (3.0,) * quarters),), 1, 5)
    assert re.findall(r">(\d\. kvt\. 2026)<", pictures(chart, "k")[0]) == list(names)


@pytest.mark.parametrize(
    ("low", "high", "lines"), [(1, 5, 5), (0, 12, 13), (0, 13, 7), (0, 24, 13), (0, 25, 6), (0, 100, 11), (0, 400, 9)]
)
def test_a_grid_has_a_line_a_point_and_about_ten_on_a_long_scale(low: int, high: int, lines: int) -> None:
    chart = Chart("lines", "Title", "What it shows", ("a", "b"), (Series("A", (1.0, high)),), low, high)
    assert pictures(chart, "k")[0].count('class="grid"') == lines


TEMPLATES = Path(svg.__file__).parent / "templates"
PALETTE = (TEMPLATES / "palette.css").read_text(encoding="utf-8")
PAGES = {
    name: (TEMPLATES / name).read_text(encoding="utf-8").replace('{% include "palette.css" %}', PALETTE)
    for name in ("report.css", "form.html.j2", "citizens.html.j2")
}


def palettes(page: str) -> list[dict[str, str]]:
    """The colours of a page by light and by dark."""
    return [dict(re.findall(r"--([\w-]+): (#\w+);", part)) for part in re.findall(r":root \{(.*?)\}", page, re.DOTALL)]


def whole(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


@pytest.mark.parametrize("name", PAGES)
def test_quiet_words_can_be_read_by_light_and_by_dark(name: str) -> None:
    light, dark = palettes(PAGES[name])[:2]
    grounds = {"paper", "wash"} & light.keys()
    found = [
        contrast(whole(each[ink]), whole(each[ground]))
        for each in (light, dark)
        for ink in ("ink", "quiet", "accent")
        for ground in grounds
    ]
    assert min(found) >= 4.5


@pytest.mark.parametrize("name", PAGES)
def test_no_words_have_a_colour_that_does_not_change_with_the_dark(name: str) -> None:
    on_screen = re.sub(r"@bottom-right \{.*?\}", "", PAGES[name])
    assert re.findall(r"(?<!-)\bcolor: #\w+", on_screen) == []


def test_a_line_ends_behind_a_slash_before_a_word_is_cut() -> None:
    assert in_lines("Hverken enig/uenig", 57.6) == ["Hverken", "enig/", "uenig"]
    assert in_lines("Hverken enig/uenig", 200) == ["Hverken enig/uenig"]
