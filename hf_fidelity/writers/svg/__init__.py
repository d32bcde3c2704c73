"""Charts as pictures inside a page: each kind has a module that draws it, wide for a desk and narrow for a telephone.

Colours and lines that follow the page's light or dark are classes, which the page's style sheet knows; colours that
mean a point of the scale are the same in both.
"""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from hf_fidelity.reports.document import Chart, ChartKind
from hf_fidelity.writers.svg import courses as lines
from hf_fidelity.writers.svg import heat, layers, spread, votes
from hf_fidelity.writers.svg.drawing import NARROW, WIDE, Sheet, finished

_DRAWN_BY: Mapping[ChartKind, Callable[[Chart, Sheet, Element], float]] = {
    "lines": lines.draw,
    "dots": lines.draw,
    "stacked": votes.draw,
    "layers": layers.draw,
    "heat": heat.draw,
    "spread": spread.draw,
}


def pictures(chart: Chart, key: str) -> tuple[str, ...]:
    """The chart wide and narrow; ``key`` tells it apart from the other charts of the page."""
    return tuple(_picture(chart, sheet, f"{key}{n}") for n, sheet in enumerate((WIDE, NARROW)))


def _picture(chart: Chart, sheet: Sheet, key: str) -> str:
    picture = Element("svg", {"id": key})
    height = _DRAWN_BY[chart.kind](chart, sheet, picture)
    return finished(picture, height, sheet, chart.title, chart.description)
