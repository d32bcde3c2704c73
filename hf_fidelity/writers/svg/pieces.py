"""A chart of many rows in pieces that each stand whole on a page."""

from dataclasses import replace
from itertools import pairwise

from hf_fidelity.reports.document import Chart


def in_pieces(chart: Chart, most: int) -> list[Chart]:
    """The chart as charts of at most so many rows, about equally long; charts without rows stay as they are."""
    if chart.kind in ("lines", "dots"):
        return [chart]
    if chart.kind == "heat":
        return [replace(chart, series=chart.series[a:b]) for a, b in _cuts(len(chart.series), most)]
    return [_rows(chart, a, b) for a, b in _cuts(len(chart.categories), most)]


def _cuts(rows: int, most: int) -> list[tuple[int, int]]:
    pieces = max(1, -(-rows // most))
    ends = [rows * n // pieces for n in range(pieces + 1)]
    return list(pairwise(ends))


def _rows(chart: Chart, a: int, b: int) -> Chart:
    series = tuple(replace(one, values=one.values[a:b]) for one in chart.series)
    return replace(
        chart,
        categories=chart.categories[a:b],
        series=series,
        marks=chart.marks[a:b],
        loose=chart.loose[a:b],
    )
