"""Charts as pictures inside a page: each kind has a module that draws it, wide for a desk and narrow for a telephone.

Colours and lines that follow the page's light or dark are classes, which the page's style sheet knows; colours that
mean a point of the scale are the same in both.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from xml.etree.ElementTree import Element

from hf_fidelity.reports.document import Chart, ChartKind
from hf_fidelity.writers.svg.courses import draw_heat, draw_lines, draw_staircase
from hf_fidelity.writers.svg.drawing import NARROW, WIDE, Paper, finished
from hf_fidelity.writers.svg.votes import draw_layers, draw_spread, draw_votes

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
