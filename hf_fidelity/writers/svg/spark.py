"""A row's course, drawn small beside its numbers. It says nothing that the numbers do not, so voices pass it by."""

from xml.etree.ElementTree import Element, tostring

from hf_fidelity.reports.document import Course
from hf_fidelity.writers.svg.drawing import joined_up, part

_WIDE, _HIGH, _EDGE = 84, 22, 4
_ROOM = _HIGH - 2 * _EDGE


def spark(course: Course) -> str:
    """The picture as text."""
    picture = Element("svg", {"class": "spark", "viewBox": f"0 0 {_WIDE} {_HIGH}", "aria-hidden": "true"})
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
