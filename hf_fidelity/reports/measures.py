"""Numbers with a limit: what they come to, whether the limit is kept and why there is one, and their own course.

They never stand in a table with scores: a number of citizens is no opinion, and nothing is averaged over both.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hf_fidelity.domain.questionnaire.instrument import Measure, Reading
from hf_fidelity.domain.scores.measures import MeasureCourse, MeasureSpread
from hf_fidelity.domain.scores.trend import Trend
from hf_fidelity.i18n import _, number, text_in
from hf_fidelity.reports.document import Block, Bullets, Cell, Chart, Column, Number, Section, Series, Table, TableRow
from hf_fidelity.reports.words import short_quarter

if TYPE_CHECKING:
    from hf_fidelity.domain.scores.many_teams import Spread


def measures_section(trend: Trend, level: int = 2) -> Iterator[Section]:
    """The newest quarter's numbers in words and as a table; nothing where the team is asked for none."""
    newest = tuple(_newest(trend))
    if newest:
        title = _("Numbers with a limit")
        table = Table(_("Number"), _columns(), tuple(map(_row, newest)))
        yield Section(title, (Bullets(tuple(map(reading_words, newest))), table), level)


def measures_course(trend: Trend, level: int = 2) -> Iterator[Section]:
    """As :func:`measures_section`, with the quarters side by side once there are two."""
    if len(trend.course) < 2:
        yield from measures_section(trend, level)
        return
    told = tuple(reading_words(reading) for reading in _newest(trend))
    if not trend.measures:
        return
    title = _("Numbers with a limit")
    words: list[Block] = [Bullets(told)] if told else []
    table = Table(_table_title(trend, title), *_course_table(trend))
    charts = [_chart(course, trend, table.title) for course in trend.measures if _drawn(course)]
    yield Section(title, (*words, table, *charts), level)


def measures_spread(spread: "Spread") -> Iterator[Section]:
    """The numbers of a quarter's teams: how many keep the limit, and where they lie; nothing where there are none."""
    shown = [each for each in spread.measures if each.values]
    if shown:
        title = _("Numbers with a limit")
        names = (_("Least"), _("Lower quartile"), _("Median"), _("Upper quartile"), _("Greatest"))
        columns = (
            Column(_("Number")),
            Column(_("Limit")),
            Column(_("Teams"), "number"),
            Column(_("Limit kept"), "number"),
            *(Column(name, "number") for name in names),
        )
        yield Section(title, (Table(title, columns, tuple(map(_spread_row, shown))),))


def _spread_row(spread: MeasureSpread) -> TableRow:
    five = tuple(spread.five) if spread.five else ()
    counts = (Number(len(spread.values), 0), Number(spread.kept, 0))
    return TableRow((text_in(spread.measure.name), limit_words(spread.measure), *counts, *map(Number, five)))


def _newest(trend: Trend) -> Iterator[Reading]:
    return (reading for course in trend.measures if (reading := course.newest) is not None)


def reading_words(reading: Reading) -> str:
    """A number in words: what it rests on, its limit, whether it is kept, and why there is a limit."""
    measure = reading.measure
    if reading.value is None:
        return _("{name}: not typed in. {limit}.", name=measure.name, limit=limit_words(measure).capitalize())
    told = _(
        "{name}: {value} ({given}). {limit}: {verdict}. {reason}",
        name=measure.name,
        value=number_in_short(reading.value),
        given=_given(reading),
        limit=limit_words(measure).capitalize(),
        verdict=verdict_words(reading),
        reason=measure.reason,
    )
    return f"{told} {text_in(measure.note)}" if measure.note else told


def limit_words(measure: Measure) -> str:
    """``højst 10``."""
    if measure.at_most is None:
        return _("at least {limit}", limit=number_in_short(measure.limit))
    return _("at most {limit}", limit=number_in_short(measure.limit))


def verdict_words(reading: Reading) -> str:
    """Whether the limit is kept, in words; empty where there is no value."""
    if reading.kept is None:
        return ""
    if reading.kept:
        return _("the limit is kept")
    return _("the limit is exceeded") if reading.measure.at_least is None else _("the limit is not reached")


def number_in_short(value: float) -> str:
    """A number without decimals where it is whole: ``11``, ``8,50``."""
    return number(value, 0 if float(value).is_integer() else 2)


def _given(reading: Reading) -> str:
    """``85 / 10``: what was typed in."""
    typed = [number_in_short(reading.given[each.id]) for each in reading.measure.inputs if each.id in reading.given]
    return " / ".join(typed)


def _columns() -> tuple[Column, ...]:
    return (Column(_("Number")), Column(_("Value"), "number"), Column(_("Limit")), Column(_("Kept?")))


def _row(reading: Reading) -> TableRow:
    name, limit = text_in(reading.measure.name), limit_words(reading.measure)
    return TableRow((name, _number(reading), limit, verdict_words(reading) or _("not typed in")))


def _number(reading: Reading | None) -> Number:
    value = reading.value if reading else None
    return Number(value, 0 if value is not None and value.is_integer() else 2)


def _table_title(trend: Trend, title: str) -> str:
    return f"{trend.newest.record.team.name}: {title}"


def _course_table(trend: Trend) -> tuple[tuple[Column, ...], tuple[TableRow, ...]]:
    last = len(trend.quarters) - 1
    quarters = (Column(short_quarter(q), "number", optional=i < last - 1) for i, q in enumerate(trend.quarters))
    columns = (Column(_("Number")), *quarters, Column(_("Limit")), Column(_("Kept?")))
    return columns, tuple(map(_course_row, trend.measures))


def _course_row(course: MeasureCourse) -> TableRow:
    numbers: tuple[Cell, ...] = tuple(map(_number, course.readings))
    verdict = verdict_words(course.newest) if course.newest else ""
    return TableRow((text_in(course.measure.name), *numbers, limit_words(course.measure), verdict))


def _drawn(course: MeasureCourse) -> bool:
    return sum(reading is not None and reading.value is not None for reading in course.readings) > 1


def _chart(course: MeasureCourse, trend: Trend, table: str) -> Chart:
    values = tuple(reading.value if reading else None for reading in course.readings)
    limit = course.measure.limit
    return Chart(
        "lines",
        text_in(course.measure.name),
        _("The number quarter by quarter, and its limit as a dashed line."),
        tuple(short_quarter(quarter) for quarter in trend.quarters),
        (
            Series(text_in(course.measure.name), values),
            Series(limit_words(course.measure).capitalize(), (limit,) * len(values), bare=True),
        ),
        0,
        max(limit, *(value for value in values if value is not None)),
        table,
    )


def measure_data(reading: Reading) -> dict[str, object]:
    """A reading for programs: the numbers typed in, what they come to, the limit, and whether it is kept."""
    measure = reading.measure
    limits = {"at_most": measure.at_most, "at_least": measure.at_least}
    return {"id": measure.id, "given": dict(reading.given), "value": reading.value, **limits, "kept": reading.kept}


def course_data(course: MeasureCourse) -> dict[str, object]:
    """A course for programs, one entry a quarter; None where the team was not asked or nothing was typed in."""
    measure = course.measure
    return {
        "id": measure.id,
        "label": text_in(measure.name),
        "at_most": measure.at_most,
        "at_least": measure.at_least,
        "course": [reading.value if reading else None for reading in course.readings],
        "kept": [reading.kept if reading else None for reading in course.readings],
    }
