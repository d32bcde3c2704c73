"""One team's course as a document: where we are, what moved, what to talk about, and the quarters side by side."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument, Row, Theme
from hf_fidelity.domain.scores.run_chart import RunChart
from hf_fidelity.domain.scores.scoring import index_of
from hf_fidelity.domain.scores.trend import Against, Break, Trend, TrendRow
from hf_fidelity.domain.scores.two_quarters import Change
from hf_fidelity.ground import N_, Quarter, _, language, text_in
from hf_fidelity.reports.document import (
    NO_MEETING,
    NOTHING,
    Block,
    Bullets,
    Cell,
    Chart,
    ChartKind,
    Column,
    Course,
    Document,
    Number,
    Paragraph,
    Section,
    Series,
    Table,
    TableRow,
    WhenAsked,
)
from hf_fidelity.reports.measures import course_data, measures_course
from hf_fidelity.reports.others import citizens_blocks, citizens_rules, peers_data, peers_section, voice_data
from hf_fidelity.reports.summary import lead
from hf_fidelity.reports.words import (
    broken_words,
    change_rules,
    difference,
    named_with_status,
    not_settled,
    only_votes,
    phrase,
    privacy_rule,
    reading_rules,
    report,
    row_label,
    run_chart_rule,
    short_quarter,
    step_of,
    steps_counted,
    team_title,
    translation_note,
    verdict_of,
    votes_rule,
)

_AGAINST = {"previous": N_("Since last time"), "first": N_("Since the first"), "year-ago": N_("Since a year ago")}

_MOST_CHANGES = 8
"""So many compared pairs of quarters are told one by one: two years of them. JSON has them all."""


def trend_report(trends: Sequence[Trend], against: Against = "previous") -> Document:
    """The course of one team, or of several one after the other (at least one)."""
    notes = [_rules(trend) for trend in trends]
    data = WhenAsked(
        lambda: {"trends": [trend_data(t, (*_remarks(t), *said)) for t, said in zip(trends, notes, strict=True)]}
    )
    instrument = trends[0].instrument
    if len(trends) == 1:
        (trend,) = trends
        organisation = trend.newest.record.organisation
        return report(
            _title(trend),
            organisation,
            _sections(trend, 2, against),
            instruments=[instrument],
            notes=notes[0],
            data=data,
        )
    parts = [(_team_section(trend), *_whose_they_are(trend, _sections(trend, 3, against))) for trend in trends]
    title = _("The course of {n} teams", n=len(trends))
    unique = dict.fromkeys(chain.from_iterable(notes))
    return report(title, "", chain.from_iterable(parts), instruments=[instrument], notes=unique, data=data)


def _title(trend: Trend) -> str:
    first, last = trend.quarters[0], trend.quarters[-1]
    team = trend.newest.record.team.name
    if first == last:
        return _("{team}: {quarter}", team=team, quarter=first)
    return _("{team}: {first} to {last}", team=team, first=first, last=last)


def _team_section(trend: Trend) -> Section:
    whose = f"{trend.newest.record.organisation} · {named_with_status([trend.instrument])}"
    return Section(_title(trend), (Paragraph(whose),))


def _whose_they_are(trend: Trend, sections: Iterable[Section]) -> Iterator[Section]:
    """The sections with tables that say whose they are: in CSV there is no heading above them."""
    record = trend.newest.record
    team = f"{record.team.name}: "

    def whose(title: str) -> str:
        return f"{record.organisation} · {team}{title.removeprefix(team)}"

    for section in sections:
        blocks = tuple(
            block._replace(title=whose(block.title or section.title))
            if isinstance(block, Table)
            else block._replace(table=block.table and whose(block.table))
            if isinstance(block, Chart)
            else block
            for block in section.blocks
        )
        yield section._replace(blocks=blocks)


def _sections(trend: Trend, level: int, against: Against) -> tuple[Section, ...]:
    remarks = _remarks(trend)
    noted = [Section(_("Please note"), (Bullets(remarks),), level)] if remarks else []
    more = (
        *_citizens_section(trend, level),
        *peers_section(trend, level),
        *measures_course(trend, level),
        *_changes_section(trend, level),
        *_run_chart_section(trend, level),
    )
    return (*lead(trend, level), *noted, *_levels(trend, level, against), *more)


def _remarks(trend: Trend) -> tuple[str, ...]:
    """What is particular about this team's quarters: unsettled votes, breaks, what is hidden, what repeats itself."""
    waiting = [m.quarter for m in trend.course if not_settled(m.scores.basis, trend.instrument)]
    votes = [_("{quarter}: votes, not yet an agreed answer.", quarter=quarter) for quarter in waiting]
    breaks = [
        broken_words(b.row, {"quarter": b.at, "before": b.since, "why": b.why}, trend.instrument) for b in trend.breaks
    ]
    return (*votes, *breaks, *(finding.words() for finding in trend.findings))


def _rules(trend: Trend) -> tuple[str, ...]:
    told = chain(trend.rows, *(citizens.rows for citizens in trend.citizens))
    changes = change_rules(trend, told) if len(trend.course) > 1 else ()
    runs = (run_chart_rule(),) if any(row.run_chart for row in trend.rows) else ()
    missing = _("not answered, or by too few to be shown") if "votes" in trend.basis else _("not answered")
    signs = _(
        "{sign}: {missing}. {not_relevant}: not relevant. {no_meeting}: no meeting. "
        "{incomplete}: something is missing.",
        sign=NOTHING,
        missing=missing,
        not_relevant=_("n.r."),
        no_meeting=NO_MEETING,
        incomplete="3,00*" if language() == "da" else "3.00*",
    )
    if trend.instrument.parts:
        signs += " " + _("{sign}: a part that the team had not chosen.", sign=_("n.c."))
    rules = (signs, *reading_rules(trend.instrument), *changes, *runs, privacy_rule(trend.policy))
    return tuple(filter(None, (*rules, *citizens_rules(trend), translation_note(trend.instrument))))


# The quarters side by side, level by level: a table each, with the picture that shows it best.


def _levels(trend: Trend, level: int, against: Against) -> Iterator[Section]:
    """Themes with the total, core principles, statements: each a table, with the picture that shows it best."""
    rows: dict[str, list[TrendRow]] = {}
    for row in trend.rows:
        rows.setdefault("theme" if row.row.level == "total" else row.row.level, []).append(row)
    titles = {"theme": _("Themes"), "principle": _("Core principles"), "statement": _("Statements")}
    for name, members in rows.items():
        table = _level_table(trend, titles[name], members, name == "theme", against)
        blocks: list[Block] = [table]
        if name == "theme":
            blocks += _theme_charts(trend, table.title, members)
        if len(trend.course) > 1 and name == "principle":
            blocks.append(_heat_map(trend, table.title, members))
        yield Section(titles[name], tuple(blocks), level)


def _level_table(trend: Trend, title: str, rows: list[TrendRow], judged: bool, against: Against) -> Table:
    """One level of the trend. Only the total and the themes are ``judged``: they have a verdict."""
    newest, ends = len(trend.quarters) - 1, (trend.instrument.scale.lowest, trend.instrument.scale.highest)
    columns = [
        Column(title),
        *(
            Column(short_quarter(q), "number", optional=i < newest - 1, shade=ends)
            for i, q in enumerate(trend.quarters)
        ),
    ]
    if len(trend.course) > 1:
        turned = any(row.row.level == "statement" and row.row.id in trend.instrument.reversed for row in rows)
        columns += [Column(_("Course"), "course", optional=True)]
        columns += [Column(_(_AGAINST[against]), "text" if turned else "number")]  # how it counts takes a few lines
        columns += [Column(_("What it means"))] if judged else []
    agreed = "votes" not in trend.basis
    cells = [_cells(trend, row, judged, 0 if agreed and row.row.level == "statement" else 2) for row in rows]
    table_rows = [TableRow(c[: len(columns)], row.row.level == "total") for c, row in zip(cells, rows, strict=True)]
    return Table(team_title(trend, title), tuple(columns), tuple(table_rows))


def _cells(trend: Trend, row: TrendRow, judged: bool, decimals: int) -> tuple[Cell, ...]:
    scale = trend.instrument.scale
    values = tuple([score.value if score else None for score in row.scores])
    newest = row.changes[-1] if row.changes and row.changes[-1].end == trend.newest.quarter else None
    label = row_label(row.row, trend.instrument)
    numbers = [_number(trend, row, i, decimals) for i in range(len(values))]
    verdict = (verdict_of(newest, trend.instrument) if newest else "",) if judged else ()
    return (
        label,
        *numbers,
        Course(values, scale.lowest, scale.highest, _broken_at(trend, row)),
        _moved_cell(newest, row, trend),
        *verdict,
    )


def _number(trend: Trend, row: TrendRow, i: int, decimals: int) -> Number:
    """A score, marked where something is missing; without one, why there is none."""
    score, measured = row.scores[i], trend.measured[i]
    if score is None or measured is None:
        return Number(None, instead=NO_MEETING)
    if score.value is None:
        if measured.scores.ratings.keys().isdisjoint(row.row.members):
            return Number(None, instead=_("n.c.") if trend.instrument.parts else _("n.r."))
        if not score.relevant:
            return Number(None, instead=_("n.r."))
    return Number(score.value, decimals, mark="" if score.complete else "*")


def _broken_at(trend: Trend, row: TrendRow) -> tuple[int, ...]:
    return tuple(trend.quarters.index(quarter) for quarter in row.broken_at)


def _moved_cell(change: Change | None, row: TrendRow, trend: Trend) -> Cell:
    """How far a row moved: statements in steps, everything else as a number with its sign."""
    if change is None:
        return ""
    if change.steps is not None:
        score = row.scores[trend.quarters.index(change.end)]
        return steps_counted(row.row.id, change.steps, score.value if score else None, trend.instrument)
    return difference(change, trend.instrument)


def _theme_charts(trend: Trend, table: str, rows: list[TrendRow]) -> Iterator[Block]:
    """Staircases step by step; the total and the other themes as lines, broken where quarters cannot be compared."""
    climbed = [row for row in rows if trend.instrument.ladder(row.row)]
    if climbed:
        yield _staircase(trend, table, climbed)
        yield _steps_table(trend, climbed)
    others = [row for row in rows if row not in climbed]
    if len(trend.course) > 1 and others:
        title, description = _("Themes by quarter"), _("The total and each theme on the scale, quarter by quarter.")
        yield _chart("lines", trend, table, others, (title, description))


def _staircase(trend: Trend, table: str, rows: list[TrendRow]) -> Chart:
    """Each level of a staircase: a column a quarter, as high as the step that it has reached."""
    title = _("The staircase")
    said = _("Each level by itself: a column a quarter, as high as the step that was reached. Empty: no score.")
    ladders = [trend.instrument.ladder(row.row) for row in rows]
    steps = tuple(tuple(text_in(ladder.label(n)) for n in ladder.values) for ladder in ladders if ladder)
    return _chart("staircase", trend, table, rows, (title, said))._replace(steps=steps)


def _steps_table(trend: Trend, rows: list[TrendRow]) -> Table:
    """The step of each level in words, a quarter a line: words need room that six columns do not have."""
    title = _("The steps in words")
    columns = (Column(title, "name"), *(Column(row_label(row.row, trend.instrument)) for row in rows))
    lines = [
        TableRow((short_quarter(quarter), *(_step(trend, row, i) for row in rows)))
        for i, quarter in enumerate(trend.quarters)
    ]
    return Table(team_title(trend, title), columns, tuple(lines))


def _step(trend: Trend, row: TrendRow, i: int) -> str:
    ladder, score = trend.instrument.ladder(row.row) or trend.instrument.scale, row.scores[i]
    return step_of(score.value, ladder) if score and score.value is not None else _number(trend, row, i, 0).instead


def _heat_map(trend: Trend, table: str, rows: list[TrendRow]) -> Chart:
    """The core principles as a field of colour a quarter."""
    title = _("Core principles by quarter")
    description = _("A field for each core principle and quarter, the darker the higher. Empty: no score.")
    return _chart("heat", trend, table, rows, (title, description))


def _chart(kind: ChartKind, trend: Trend, table: str, rows: list[TrendRow], said: tuple[str, str]) -> Chart:
    series = tuple(
        Series(
            row_label(r.row, trend.instrument), tuple(s.value if s else None for s in r.scores), _broken_at(trend, r)
        )
        for r in rows
    )
    names = tuple(short_quarter(quarter) for quarter in trend.quarters)
    return Chart(kind, *said, names, series, trend.instrument.scale.lowest, trend.instrument.scale.highest, table)


# What citizens said, quarter by quarter, beside the theme that is about them. No figure is made of the two together.


def _citizens_section(trend: Trend, level: int) -> Iterator[Section]:
    """The citizens' own view over the quarters, then how the team sees the same; nothing where nobody was heard."""
    if not trend.citizens and not any(m.record.citizen_involvement for m in trend.course):
        return
    words = tuple(_citizens_words(trend))
    said: list[Block] = [Bullets(words)] if words else []
    yield Section(_("What citizens say"), (*said, *citizens_blocks(trend), *_own_view(trend)), level)


def _citizens_words(trend: Trend) -> Iterator[str]:
    """What was written about it. The public's records have no such words."""
    for measured in trend.course:
        if heard := measured.record.citizen_involvement:
            quarter = short_quarter(measured.quarter)
            if heard.how:
                yield _("{quarter}, how citizens were heard: {how}", quarter=quarter, how=heard.how)
            if heard.what_it_changed:
                yield _("{quarter}, what it changed: {what}", quarter=quarter, what=heard.what_it_changed)


def _own_view(trend: Trend) -> Iterator[Block]:
    """How the team sees the theme that citizens were heard about, and each of its statements."""
    for theme in trend.instrument.themes:
        members = [row for row in trend.rows if _is_of(row, theme, trend.instrument)]
        if theme.citizens_view and members:
            heading = _("How the team sees it: {theme}", theme=theme.name)
            table = _level_table(trend, heading, members, judged=False, against="previous")
            columns = len(trend.quarters) + 1
            rows = tuple(TableRow(row.cells[:columns]) for row in table.rows)
            yield table._replace(columns=table.columns[:columns], rows=rows)


def _is_of(row: TrendRow, theme: Theme, instrument: Instrument) -> bool:
    if row.row.level == "theme":
        return row.row.id == theme.id
    return row.row.level == "statement" and instrument.statement(row.row.id).theme == theme.id


def _citizens_data(trend: Trend) -> list[dict[str, Any]]:
    """An entry for each quarter in which citizens were heard, as the record says it."""
    return [
        {"quarter": str(measured.quarter), **heard.model_dump(mode="json")}
        for measured in trend.course
        if (heard := measured.record.citizen_involvement)
    ]


# The changes on the way that were more than noise.


def _changes_section(trend: Trend, level: int) -> Iterator[Section]:
    """The newest pairs of quarters in which the total or a theme did more than stay; nothing for a single pair."""
    most = max((row.changes for row in trend.rows), key=len, default=())
    ends = [change.end for change in most]
    if len(ends) < 2:
        return
    since = ends[-_MOST_CHANGES:][0]
    title = _("Changes on the way")
    if len(ends) > _MOST_CHANGES:
        title = _("Changes on the way since {quarter}", quarter=most[-_MOST_CHANGES].start)
    columns = (
        Column(_("What changed")),
        Column(_("When")),
        Column(_("Change"), "number"),
        Column(_("What it means")),
    )
    rows = tuple(_changes(trend, since))
    if not rows:
        said = _("Between no two measurements compared here did the total or a theme move clearly.")
        if only_votes(trend):
            said = votes_rule(trend.instrument)
        yield Section(title, (Paragraph(said),), level)
        return
    yield Section(title, (Table(title, columns, rows),), level)


def _changes(trend: Trend, since: Quarter) -> Iterator[TableRow]:
    judged = [(row, change) for row in trend.rows for change in row.changes if change.verdict and change.end >= since]
    for row, change in sorted(judged, key=lambda pair: (pair[1].end, pair[1].start)):
        if change.verdict and change.verdict != "no-clear-change" and _has_a_score(row, trend, change.end):
            when = _("{start} to {end}", start=short_quarter(change.start), end=short_quarter(change.end))
            told = (difference(change, trend.instrument), verdict_of(change, trend.instrument))
            yield TableRow((row_label(row.row, trend.instrument), when, *told))


def _has_a_score(row: TrendRow, trend: Trend, quarter: Quarter) -> bool:
    """Whether there is a score at the end at all: without one, "not comparable" says nothing."""
    score = next((s for q, s in zip(trend.quarters, row.scores, strict=True) if q == quarter), None)
    return score is not None and score.value is not None


# The run chart of a long course.


def _run_chart_section(trend: Trend, level: int) -> Iterator[Section]:
    """The totals since their last break against their median, once the course is long enough (rule 11)."""
    for row in trend.rows:
        if row.run_chart and row.row in trend.instrument.wholes:
            yield _run_chart_of(row, row.run_chart, trend, level)


def _run_chart_of(row: TrendRow, runs: RunChart, trend: Trend, level: int) -> Section:
    label, total = row_label(row.row, trend.instrument), row.row.id == "total"
    title = _("Run chart of the total") if total else _("Run chart: {row}", row=label)
    table = Table(title, *_against_the_median(runs, label))
    names = tuple(short_quarter(quarter) for quarter in runs.quarters)
    scale = trend.instrument.scale
    chart = Chart(
        "lines",
        _("The total against its median") if total else _("{row} against its median", row=label),
        _("The total of each measured quarter, and the median of them all as a dashed line."),
        names,
        (
            Series(label, runs.values),
            Series(_("Median"), (runs.median,) * len(names), bare=True),
        ),
        scale.lowest,
        scale.highest,
        title,
    )
    return Section(title, (Paragraph(_run_chart_words(runs)), table, chart), level)


def _against_the_median(runs: RunChart, label: str) -> tuple[tuple[Column, ...], tuple[TableRow, ...]]:
    columns = (Column(_("Quarter"), "name"), Column(label, "number"), Column(_("Median"), "number"))
    rows = [
        TableRow((short_quarter(quarter), Number(value), Number(runs.median)))
        for quarter, value in zip(runs.quarters, runs.values, strict=True)
    ]
    return columns, tuple(rows)


def _run_chart_words(runs: RunChart) -> str:
    verdict = (
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
    return f"{verdict} {figures}"


# A trend in the JSON shape that others rely on. Numbers in full precision; what is not known is null.


def trend_data(trend: Trend, notes: tuple[str, ...]) -> dict[str, Any]:
    """One entry of ``{"trends": […]}``."""
    record, moved = trend.newest.record, trend.moved
    return {
        "instrument": {"id": trend.instrument.id, "version": trend.instrument.version},
        "organisation": record.organisation,
        "team": record.team.name,
        "quarters": [str(quarter) for quarter in trend.quarters],
        "basis": list(trend.basis),
        "rows": [_row(row, trend.instrument) for row in trend.rows],
        "moved": {"up": moved.up, "same": moved.same, "down": moved.down} if moved else None,
        "breaks": [_break(each) for each in trend.breaks],
        "notes": list(notes),
        "instrument_status": trend.instrument.status,
        "measures": [course_data(course) for course in trend.measures],
        "citizens": _citizens_data(trend),
        "run_charts": [_run_chart(row.row, row.run_chart) for row in trend.rows if row.run_chart],
        "citizens_voice": voice_data(trend),
        "peers": peers_data(trend),
    }


def _break(broken: Break) -> dict[str, Any]:
    """Where a total breaks and why; of a row that is not the total over everything, which."""
    row = {} if broken.row.id == "total" else {"level": broken.row.level, "id": broken.row.id}
    return {"at": str(broken.at), "why": broken.why.words(), **row}


def _row(row: TrendRow, instrument: Instrument) -> dict[str, Any]:
    label = instrument.label(row.row)
    return {
        "level": row.row.level,
        "id": row.row.id,
        "label": text_in(label) if label else phrase("total"),
        "scores": [score.value if score else None for score in row.scores],
        "index": [index_of(score, instrument) for score in row.scores],
        "answered": [score.answered if score else 0 for score in row.scores],
        "complete": [bool(score and score.complete) for score in row.scores],
        "changes": [
            {
                "from": str(change.start),
                "to": str(change.end),
                "delta": change.delta,
                "steps": change.steps,
                "verdict": change.verdict,
                "held": {"since": str(change.held.since), "delta": change.held.delta} if change.held else None,
            }
            for change in row.changes
        ],
    }


def _run_chart(row: Row, runs: RunChart) -> dict[str, Any]:
    """The figures of rule 11."""
    return {
        "level": row.level,
        "id": row.id,
        "since": str(runs.quarters[0]),
        "median": runs.median,
        "useful": runs.useful,
        "longest_run": runs.longest_run,
        "longest_run_limit": runs.longest_run_limit,
        "crossings": runs.crossings,
        "crossings_limit": runs.crossings_limit,
        "shifted": runs.shifted,
    }
