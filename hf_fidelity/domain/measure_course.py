"""The course of the numbers that have a limit, quarter by quarter: beside the scores' course, never in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.measure import Measure, Reading
from hf_fidelity.domain.parts import readings


@dataclass(frozen=True)
class MeasureCourse:
    """The course of a measure; one entry a quarter of the trend, None for one in which the team was not asked."""

    measure: Measure
    readings: tuple[Reading | None, ...]

    @property
    def newest(self) -> Reading | None:
        """The last quarter's."""
        return self.readings[-1]


def measure_courses(records: Sequence[Assessment | None], instrument: Instrument) -> Iterator[MeasureCourse]:
    """A course for each measure that was asked for in one of these quarters; None: no meeting."""
    found = [{r.measure.id: r for r in readings(record, instrument)} if record else {} for record in records]
    for measure in instrument.measures:
        course = tuple(quarter.get(measure.id) for quarter in found)
        if any(course):
            yield MeasureCourse(measure, course)
