"""A row's course, drawn small beside its numbers. It says nothing that the numbers do not, so voices pass it by."""

from itertools import pairwise
from xml.etree.ElementTree import Element, tostring

from hf_fidelity.reports.document import Course
from hf_fidelity.writers.svg.drawing import part

_WIDE, _HIGH, _EDGE = 84, 22, 4


def spark(course: Course) -> str:
    """The picture as text."""
    picture = Element("svg", {"class": "spark", "viewBox": f"0 0 {_WIDE} {_HIGH}", "aria-hidden": "true"})
    apart = (_WIDE - 2 * _EDGE) / max(1, len(course.values) - 1)
    points = [
        (n, _EDGE + apart * n, _EDGE + (_HIGH - 2 * _EDGE) * (course.high - value) / (course.high - course.low))
        for n, value in enumerate(course.values)
        if value is not None
    ]
    for (n, x, y), (m, to_x, to_y) in pairwise(points):
        if not any(n < at <= m for at in course.breaks):
            part(picture, "path", d=f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}")
    for _n, x, y in points[-1:]:
        part(picture, "circle", cx=x, cy=y, r=2.5)
    if len(points) > 1 and any(points[-2][0] < at <= points[-1][0] for at in course.breaks):
        _n, x, y = points[-2]
        part(picture, "circle", cx=x, cy=y, r=1.5)
    return tostring(picture, encoding="unicode")
