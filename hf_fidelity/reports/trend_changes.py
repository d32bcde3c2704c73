"""The changes on the way that were more than noise, and the run chart of a long course."""

from collections.abc import Iterator

from hf_fidelity.domain.run_chart import RunChart
from hf_fidelity.domain.scores.trend import Trend, TrendRow
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.i18n import _
from hf_fidelity.reports.document import Chart, Column, Number, Paragraph, Section, Series, Table, TableRow
from hf_fidelity.reports.words import phrase, row_label, short_quarter

AT_MOST = 8
"""So many compared pairs of quarters are told one by one: two years of them. JSON has them all."""


def changes_section(trend: Trend, level: int) -> Iterator[Section]:
    """The newest pairs of quarters in which the total or a theme did more than stay; nothing for a single pair."""
    ends = [change.end for change in trend.rows[0].changes]
    if len(ends) < 2:
        return
    since = ends[-AT_MOST:][0]
    title = _("Changes on the way")
    if len(ends) > AT_MOST:
        title = _("Changes on the way since {quarter}", quarter=trend.rows[0].changes[-AT_MOST].start)
    columns = (
        Column(_("What changed")),
        Column(_("When")),
        Column(_("Change"), "number"),
        Column(_("What it means")),
    )
    rows = tuple(_changes(trend, since))
    if not rows:
        said = _("Between no two measurements compared here did the total or a theme move clearly.")
        yield Section(title, (Paragraph(said),), level)
        return
    yield Section(title, (Table(title, columns, rows),), level)


def _changes(trend: Trend, since: Quarter) -> Iterator[TableRow]:
    judged = [(row, change) for row in trend.rows for change in row.changes if change.verdict and change.end >= since]
    for row, change in sorted(judged, key=lambda pair: (pair[1].end, pair[1].start)):
        if change.verdict and change.verdict != "no-clear-change" and _scored(row, trend, change.end):
            when = _("{start} to {end}", start=short_quarter(change.start), end=short_quarter(change.end))
            size = Number(change.delta, signed=True)
            yield TableRow((row_label(row.row, trend.instrument), when, size, phrase(change.verdict)))


def _scored(row: TrendRow, trend: Trend, quarter: Quarter) -> bool:
    """Whether there is a score at the end at all: without one, "not comparable" says nothing."""
    score = next((s for q, s in zip(trend.quarters, row.scores, strict=True) if q == quarter), None)
    return score is not None and score.value is not None


def run_chart_section(trend: Trend, level: int) -> Iterator[Section]:
    """The total since its last break against its median, once the course is long enough (rule 11)."""
    runs = trend.row("total", "total").run_chart
    if runs is None:
        return
    title = _("Run chart of the total")
    table = Table(title, *_numbers(runs))
    names = tuple(short_quarter(quarter) for quarter in runs.quarters)
    scale = trend.instrument.scale
    chart = Chart(
        "lines",
        _("The total against its median"),
        _("The total of each measured quarter, and the median of them all as a dashed line."),
        names,
        (
            Series(phrase("total"), runs.values),
            Series(_("Median"), (runs.median,) * len(names), bare=True),
        ),
        scale.lowest,
        scale.highest,
        title,
    )
    yield Section(title, (Paragraph(_verdict(runs)), table, chart), level)


def _numbers(runs: RunChart) -> tuple[tuple[Column, ...], tuple[TableRow, ...]]:
    columns = (Column(_("Quarter"), "name"), Column(phrase("total"), "number"), Column(_("Median"), "number"))
    rows = [
        TableRow((short_quarter(quarter), Number(value), Number(runs.median)))
        for quarter, value in zip(runs.quarters, runs.values, strict=True)
    ]
    return columns, tuple(rows)


def _verdict(runs: RunChart) -> str:
    found = (
        _("The course has shifted more than chance would explain.")
        if runs.shifted
        else _("The course shows nothing that chance would not explain.")
    )
    figures = _(
        "Longest run on one side of the median: {run} (chance explains up to {run_limit}). Crossings of the median: "
        "{crossings} (chance explains {crossings_limit} or more). Points off the median: {useful}.",
        run=runs.longest_run,
        run_limit=runs.longest_run_limit,
        crossings=runs.crossings,
        crossings_limit=runs.crossings_limit,
        useful=runs.useful,
    )
    return f"{found} {figures}"
