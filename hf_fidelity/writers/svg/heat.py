"""A field a quarter and row, the darker the higher; the numbers stand in the fields where there is room."""

from xml.etree.ElementTree import Element

from hf_fidelity.i18n import number
from hf_fidelity.reports.document import Chart, Series
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
        _row(chart, picture, chart.series[n], (sheet.left, y - _ROW / 2), width)
    return _key(chart, picture, sheet, foot(picture) + 6)


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
                say(row, middle, at[1] + _ROW / 2 + FONT * 0.36, words, ink_on(colour), "middle")


def _key(chart: Chart, picture: Element, sheet: Sheet, y: float) -> float:
    """From the lowest point of the scale to the highest."""
    x, steps = float(sheet.left), 12
    say(picture, x, y + 12, f"{chart.low:g}", "quiet")
    for n in range(steps):
        part(picture, "rect", x=x + 14 + 10 * n, y=y, width=10.5, height=14, fill=heat(n / (steps - 1)))
    say(picture, x + 22 + 10 * steps, y + 12, f"{chart.high:g}", "quiet")
    return y + 20
