"""The numbers that have a limit, quarter by quarter and team by team: beside the scores, never in them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hf_fidelity.domain.questionnaire.instrument import Instrument, Measure, Reading
from hf_fidelity.domain.record import Assessment, readings
from hf_fidelity.domain.scores.figures import FiveNumbers, five_numbers


class MeasureCourse(NamedTuple):
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
    for measure in instrument.told_measures:
        course = tuple(quarter.get(measure.id) for quarter in found)
        if any(course):
            yield MeasureCourse(measure, course)


class MeasureSpread(NamedTuple):
    """A measure over all teams of a quarter that have a value which may be shown."""

    measure: Measure
    values: tuple[float, ...]
    """One a team, sorted, unnamed."""

    @property
    def kept(self) -> int:
        """How many teams keep the limit."""
        return sum(self.measure.kept(value) is True for value in self.values)

    @property
    def five(self) -> FiveNumbers | None:
        """Where the values lie; None where there are none."""
        return five_numbers(self.values)


def measure_spreads(teams: Sequence[Sequence[float | None]], instrument: Instrument) -> Iterator[MeasureSpread]:
    """A spread for each number that is told; ``teams`` hold a value for each, in the questionnaire's order."""
    for at, measure in enumerate(instrument.told_measures):
        found = sorted(value for team in teams if (value := team[at]) is not None)
        yield MeasureSpread(measure, tuple(found))
