"""A field a quarter and row, the darker the higher; the numbers stand in the fields where there is room."""

from xml.etree.ElementTree import Element

from hf_fidelity.i18n import number
from hf_fidelity.reports.document import Chart
from hf_fidelity.writers.svg.drawing import FONT, Sheet, foot, named_rows, part, say, short, spaced, wide
from hf_fidelity.writers.svg.palette import heat, ink_on

_ROW = 28
_FIELD = 96
"""The widest a field gets."""


def draw(chart: Chart, sheet: Sheet, picture: Element) -> float:
    """Draws the chart and gives its height."""
    room = sheet.width - sheet.left - 4
    width = min(_FIELD, room / max(1, len(chart.categories)))
    shown = spaced(
        len(chart.categories), width * len(chart.categories), max(map(wide, chart.categories), default=0) + 6
    )
    for n in shown:
        end, needed = sheet.left + width * (n + 1), wide(chart.categories[n])
        if width >= needed:
            say(picture, end - width / 2, FONT, chart.categories[n], "quiet", "middle")
        elif end >= needed:  # a name that is wider than its field ends with it
            say(picture, end, FONT, chart.categories[n], "quiet", "end")
    names = [series.label for series in chart.series]
    for n, y in named_rows(picture, sheet, names, 22, _ROW):
        row = part(picture, "g", cls="edge")
        for i, value in enumerate(chart.series[n].values):
            _field(chart, row, sheet.left + width * i, y - _ROW / 2, width, value)
    return _key(chart, picture, sheet, foot(picture) + 6)


def _field(chart: Chart, picture: Element, x: float, y: float, width: float, value: float | None) -> None:
    frame = f"M{short(x)} {short(y)}h{short(width)}v{_ROW}h-{short(width)}z"
    if value is None:
        part(picture, "path", d=frame, cls="none")
        return
    colour = heat((value - chart.low) / (chart.high - chart.low))
    part(picture, "path", d=frame, fill=colour)
    words = number(value)
    if width >= wide(words):
        say(picture, x + width / 2, y + _ROW / 2 + FONT * 0.36, words, ink_on(colour), "middle")


def _key(chart: Chart, picture: Element, sheet: Sheet, y: float) -> float:
    """From the lowest point of the scale to the highest."""
    x, steps = float(sheet.left), 12
    say(picture, x, y + 12, f"{chart.low:g}", "quiet")
    for n in range(steps):
        part(picture, "rect", x=x + 14 + 10 * n, y=y, width=10.5, height=14, fill=heat(n / (steps - 1)))
    say(picture, x + 22 + 10 * steps, y + 12, f"{chart.high:g}", "quiet")
    return y + 20
