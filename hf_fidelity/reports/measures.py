"""Numbers with a limit: what they come to, whether the limit is kept and why there is one, and their own course.

They never stand in a table with scores: a number of citizens is no opinion, and nothing is averaged over both.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from hf_fidelity.domain.questionnaire.instrument import Counts, Measure, Reading, TableLine
from hf_fidelity.domain.scores.measures import MeasureCourse, MeasureSpread
from hf_fidelity.domain.scores.trend import Trend
from hf_fidelity.ground import N_, _, number, text_in
from hf_fidelity.reports.document import Bullets, Cell, Chart, Column, Number, Section, Series, Table, TableRow
from hf_fidelity.reports.words import decimals_that_tell, short_quarter, team_title

if TYPE_CHECKING:
    from hf_fidelity.domain.scores.many_teams import Spread


def numbers(measures: Iterable[Measure], talked_about: bool) -> list[Measure]:
    """Those with a limit, or those to talk about."""
    return [measure for measure in measures if measure.reflection == talked_about]


_TITLES = ((False, N_("Numbers with a limit")), (True, N_("Numbers to talk about")))


def measures_section(trend: Trend, level: int = 2) -> Iterator[Section]:
    """The newest quarter's numbers in words and as tables; nothing where the team is asked for none."""
    for talked_about, title in _TITLES:
        newest = [reading for reading in _newest(trend) if reading.measure.reflection == talked_about]
        if newest:
            words = Bullets(tuple(map(reading_words, newest)))
            plain = [reading for reading in newest if not reading.measure.table]
            columns = _columns(plain)
            rows = tuple(TableRow(_row(reading)[: len(columns)]) for reading in plain)
            blocks = [Table(_("Number"), columns, rows)] if plain else []
            yield Section(_(title), (words, *blocks, *_counted(newest)), level)


def measures_course(trend: Trend, level: int = 2) -> Iterator[Section]:
    """As :func:`measures_section`, with the quarters side by side once there are two."""
    if len(trend.course) < 2:
        yield from measures_section(trend, level)
        return
    for talked_about, title in _TITLES:
        courses = [course for course in trend.measures if course.measure.reflection == talked_about]
        newest = [course.newest for course in courses if course.newest]
        if courses:
            words = [Bullets(tuple(map(reading_words, newest)))] if newest else []
            table = Table(team_title(trend, _(title)), *_course_table(trend, courses))
            charts = [_chart(course, trend, table.title) for course in courses if _drawn(course)]
            yield Section(_(title), (*words, table, *charts, *_counted(newest)), level)


def _counted(readings: Iterable[Reading]) -> Iterator[Table]:
    """The tables of counts of the newest quarter, as they were filled in."""
    for reading in readings:
        table = reading.measure.table
        if table and reading.given:
            columns = (Column(text_in(table.label)), *(Column(text_in(each.label), "number") for each in table.columns))
            rows = tuple(TableRow((_line_words(row, table), *_cells(row, table, reading))) for row in table.rows)
            yield Table(text_in(reading.measure.name), columns, rows)


def _line_words(row: TableLine, table: Counts) -> str:
    """A row's name, and the column in which those who are counted should be."""
    fits = next((column.label for column in table.columns if column.id == row.fits), None)
    return _("{row} → {column}", row=row.label, column=fits) if fits else text_in(row.label)


def _cells(row: TableLine, table: Counts, reading: Reading) -> Iterator[Number]:
    return (Number(reading.given.get(table.cell(row, column)), 0) for column in table.columns)


def measures_spread(spread: "Spread") -> Iterator[Section]:
    """The numbers of a quarter's teams: how many keep the limit, and where they lie; nothing where there are none."""
    for talked_about, title in _TITLES:
        shown = [each for each in spread.measures if each.values and each.measure.reflection == talked_about]
        if shown:
            yield _spread_of(_(title), shown)


def _spread_of(title: str, shown: Sequence[MeasureSpread]) -> Section:
    names = (_("Least"), _("Lower quartile"), _("Median"), _("Upper quartile"), _("Greatest"))
    limits = any(each.measure.limit is not None for each in shown)
    columns = (
        Column(_("Number")),
        *([Column(_("Limit"))] if limits else []),
        Column(_("Teams"), "number"),
        *([Column(_("Limit kept"), "number")] if limits else []),
        *(Column(name, "number") for name in names),
    )
    return Section(title, (Table(title, columns, tuple(_spread_row(each, limits=limits) for each in shown)),))


def _spread_row(spread: MeasureSpread, *, limits: bool) -> TableRow:
    five = tuple(spread.five) if spread.five else ()
    teams, name = Number(len(spread.values), 0), text_in(spread.measure.name)
    held = (name, limit_words(spread.measure), teams, Number(spread.kept, 0)) if limits else (name, teams)
    return TableRow((*held, *map(Number, five)))


def _newest(trend: Trend) -> Iterator[Reading]:
    return (reading for course in trend.measures if (reading := course.newest) is not None)


def reading_words(reading: Reading) -> str:
    """A number in words: what it rests on, its limit, whether it is kept, and why there is a limit."""
    measure, limit = reading.measure, limit_words(reading.measure).capitalize()
    if reading.value is None:
        if not limit:
            return _("{name}: not typed in.", name=measure.name)
        return _("{name}: not typed in. {limit}.", name=measure.name, limit=limit)
    if measure.limit is None:
        return " ".join(filter(None, (_talked_about(reading), limit and f"{limit}.", text_in(measure.reason))))
    told = _(
        "{name}: {value}. {limit}: {verdict}. {reason}",
        name=measure.name,
        value=_with_given(reading),
        limit=limit,
        verdict=verdict_words(reading),
        reason=measure.reason,
    )
    return f"{told} {text_in(measure.note)}" if measure.note else told


def _talked_about(reading: Reading) -> str:
    """A number without a limit: what it comes to, and of a table how many are counted where they should not be."""
    if reading.measure.table is None:
        return _("{name}: {value}.", name=reading.measure.name, value=_with_given(reading))
    everybody = number_in_short(sum(reading.given.values()))
    told = {"name": reading.measure.name, "value": value_words(reading), "all": everybody}
    return _("{name}: {value} of the {all} counted are elsewhere than where they fit.", **told)


def _with_given(reading: Reading) -> str:
    """``8,50 (85 / 10)``: what the numbers come to, and what was typed in where that is something else."""
    if len(reading.measure.inputs) == 1:
        return value_words(reading)
    return f"{value_words(reading)} ({_given(reading)})"


def value_words(reading: Reading) -> str:
    """What the numbers come to: ``8,50``, ``15 %``."""
    value = reading.value or 0.0
    value_shown = number(value, _decimals(value, reading))
    return _("{number} %", number=value_shown) if reading.measure.percent else value_shown


def limit_words(measure: Measure) -> str:
    """``højst 10``; empty where there is nothing to hold it against."""
    if measure.limit is None:
        if measure.beside is None:
            return ""
        return _("to hold it against: {number}", number=_in_unit(measure, measure.beside))
    if measure.at_most is None:
        return _("at least {limit}", limit=_in_unit(measure, measure.limit))
    return _("at most {limit}", limit=_in_unit(measure, measure.limit))


def _held_against(measure: Measure) -> str:
    """The limit, or the number beside it, as a table says it under its heading."""
    if measure.limit is None and measure.beside is not None:
        return _in_unit(measure, measure.beside)
    return limit_words(measure)


def _in_unit(measure: Measure, value: float) -> str:
    return _("{number} %", number=number_in_short(value)) if measure.percent else number_in_short(value)


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


def _columns(readings: Sequence[Reading]) -> tuple[Column, ...]:
    """Of numbers to talk about there is no limit to be kept, and perhaps nothing to hold them against."""
    columns = (Column(_("Number")), Column(_("Value"), "number"))
    return (*columns, *_held([reading.measure for reading in readings]))


def _held(measures: Sequence[Measure]) -> tuple[Column, ...]:
    if any(measure.limit is not None for measure in measures):
        return (Column(_("Limit")), Column(_("Kept?")))
    return (Column(_("Beside it")),) if any(measure.beside is not None for measure in measures) else ()


def _row(reading: Reading) -> tuple[Cell, ...]:
    name, limit = text_in(reading.measure.name), _held_against(reading.measure)
    untold = _("not typed in") if reading.value is None else ""
    return (name, _number(reading), limit, verdict_words(reading) or untold)


def _number(reading: Reading | None) -> Number:
    if reading is None or reading.value is None:
        return Number(None)
    return Number(reading.value, _decimals(reading.value, reading))


def _decimals(value: float, reading: Reading) -> int:
    """None of a whole number, else those with which it lies where it does of its limit."""
    return 0 if float(value).is_integer() else decimals_that_tell(value, reading.measure.kept)


def _course_table(trend: Trend, courses: Sequence[MeasureCourse]) -> tuple[tuple[Column, ...], tuple[TableRow, ...]]:
    last = len(trend.quarters) - 1
    quarters = (Column(short_quarter(q), "number", optional=i < last - 1) for i, q in enumerate(trend.quarters))
    columns = (Column(_("Number")), *quarters, *_held([course.measure for course in courses]))
    return columns, tuple(TableRow(_course_row(course)[: len(columns)]) for course in courses)


def _course_row(course: MeasureCourse) -> tuple[Cell, ...]:
    numbers: tuple[Cell, ...] = tuple(map(_number, course.readings))
    verdict = verdict_words(course.newest) if course.newest else ""
    return (text_in(course.measure.name), *numbers, _held_against(course.measure), verdict)


def _drawn(course: MeasureCourse) -> bool:
    return sum(reading is not None and reading.value is not None for reading in course.readings) > 1


def _chart(course: MeasureCourse, trend: Trend, table: str) -> Chart:
    values = tuple(reading.value if reading else None for reading in course.readings)
    held = course.measure.beside if course.measure.limit is None else course.measure.limit
    lines = [Series(text_in(course.measure.name), values)]
    if held is not None:
        lines.append(Series(limit_words(course.measure).capitalize(), (held,) * len(values), bare=True))
    said = _("The number quarter by quarter, and its limit as a dashed line.")
    if course.measure.limit is None:
        said = _("The number quarter by quarter.")
    return Chart(
        "lines",
        text_in(course.measure.name),
        said,
        tuple(short_quarter(quarter) for quarter in trend.quarters),
        tuple(lines),
        0,
        max(held or 0, 1, *(value for value in values if value is not None)),
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
