"""Many teams in one quarter as a document: the spread, what moved, where teams lie apart. Never a ranking."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, TypedDict

from hf_fidelity.domain.questionnaire.instrument import ChangedBy, Instrument, Level, ProfileGroup, Row
from hf_fidelity.domain.scores.figures import FiveNumbers
from hf_fidelity.domain.scores.many_teams import Spread, SpreadCourse, SpreadRow, not_comparable, wording_code
from hf_fidelity.domain.scores.measures import MeasureSpread
from hf_fidelity.domain.scores.talking_points import first_ones
from hf_fidelity.domain.scores.two_quarters import TOLERANCE
from hf_fidelity.ground import N_, _, ngettext, number, text_in
from hf_fidelity.reports.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Document,
    Number,
    Paragraph,
    Section,
    Series,
    Table,
    TableRow,
)
from hf_fidelity.reports.measures import measures_spread
from hf_fidelity.reports.summary import highest_and_lowest
from hf_fidelity.reports.words import (
    basis_words,
    broken_words,
    not_settled,
    of_total,
    own_reading,
    phrase,
    privacy_rule,
    report,
    rounding_rule,
    row_label,
    scale_rule,
    short_quarter,
    translation_note,
)

_MOST = 2
"""So many themes, and so many principles, are put up for talk."""

MOST_VALUES = 30
"""With more teams the statements' table is without each team's value: nobody reads sixteen times a hundred."""

MOST_DOTS = 200
"""With more teams no table has each team's value, and no chart its dot: they would lie over each other."""

_FIVE = (N_("Least"), N_("Lower quartile"), N_("Median"), N_("Upper quartile"), N_("Greatest"))

_MEDIAN, _OUTER = 2, (0, 4)

_Apart = tuple[SpreadRow, FiveNumbers]
"""A row on which the teams lie apart, and how far."""


def spread_report(course: SpreadCourse, organisation: str | None = None) -> Document:
    """The newest quarter in full, and the course of the quarters where there are several.

    ``organisation`` is whose teams these are; None: everybody's. No team is named anywhere.
    """
    remarks, rules = _remarks(course), tuple(_rules(course))
    whose = organisation or _("All organisations")
    data = spread_data(course, organisation, (*remarks, *rules))
    layers = (*_sections(course, remarks), *(_votes_beside(course.votes) if course.votes else ()))
    sections = sorted(layers, key=lambda section: not section.lead)  # what both say comes before the figures of either
    return report(_title(course), whose, sections, instruments=[course.newest.instrument], notes=rules, data=data)


def _title(course: SpreadCourse) -> str:
    teams = ngettext("{number} team", "{number} teams", course.everybody)
    first, last = course.spreads[0].quarter, course.newest.quarter
    if first == last:
        return _("{teams}: {quarter}", teams=teams, quarter=last)
    return _("{teams}: {quarter}, and the course since {first}", teams=teams, quarter=last, first=first)


def _votes_beside(votes: SpreadCourse) -> Iterator[Section]:
    """The layer of votes, every part under a name that says so."""
    for section in _sections(votes, _findings(votes), layer=True):
        blocks = tuple(map(_of_votes, section.blocks))
        yield section._replace(title=_("{title} (votes)", title=section.title), blocks=blocks)


def _of_votes(block: Block) -> Block:
    if isinstance(block, Table):
        return block._replace(title=_("{title} (votes)", title=block.title))
    if isinstance(block, Chart):
        title, table = (_("{title} (votes)", title=name) for name in (block.title, block.table))
        return block._replace(title=title, table=table)
    return block


def _sections(course: SpreadCourse, remarks: tuple[str, ...], *, layer: bool = False) -> Iterator[Section]:
    """``layer``: these are the votes beside agreed answers, of teams that have met since and of others."""
    spread = course.newest
    yield Section(_("Where are we?"), (Bullets(tuple(_where_teams_are(spread, layer=layer))),), lead=True)
    if len(course.measured) > 1:
        yield Section(_("What moved?"), (Bullets(tuple(_what_moved(course))),), lead=True)
    if spread.teams:
        yield Section(_("What to talk about"), tuple(_what_to_talk_about(spread)), lead=True)
    if remarks:
        yield Section(_("Please note"), (Bullets(remarks),))
    if spread.teams:
        yield from _tables(spread)
    if len(course.measured) > 1:
        yield _course_section(course)


def _tables(spread: Spread) -> Iterator[Section]:
    yield _spread_section(spread, _("Themes"), _("Theme"), spread.level("total", "theme"))
    if principles := spread.level("principle"):
        yield _spread_section(spread, _("Core principles"), _("Core principle"), principles)
    few = spread.teams <= MOST_VALUES
    yield _spread_section(spread, _("Statements"), _("Statement"), spread.level("statement"), dots=few)
    yield from measures_spread(spread)


def _remarks(course: SpreadCourse) -> tuple[str, ...]:
    """What is particular about these quarters: unsettled votes, breaks, who is not counted."""
    votes = [
        _("{quarter}: votes, not yet an agreed answer.", quarter=each.quarter)
        for each in course.measured
        if not_settled(each.basis, each.instrument)
    ]
    breaks = [
        broken_words(row, {"quarter": b.quarter, "before": a.quarter, "why": why}, b.instrument)
        for a, b in pairwise(course.measured)
        for row in b.instrument.wholes
        if (why := not_comparable(row, a, b))
    ]
    return (*votes, *breaks, *_findings(course))


def _findings(course: SpreadCourse) -> tuple[str, ...]:
    return tuple(finding.words() for finding in course.findings)


def _rules(course: SpreadCourse) -> Iterator[str]:
    spread = course.newest
    if spread.teams:
        yield _("This is no ranking. Each value is a team, sorted by size and without its name.")
        yield _(
            "A quarter of the teams lies at or below the lower quartile, a quarter at or above the upper one: half of "
            "the teams lie between them. Between two values they are found by linear interpolation (as QUARTILE.INC in "
            "Excel)."
        )
        if spread.teams > MOST_VALUES:
            yield _("With more than {most} teams the statements are shown without each team's value.", most=MOST_VALUES)
        if spread.teams > MOST_DOTS:
            yield _("With more than {most} teams no part is shown with each team's value.", most=MOST_DOTS)
        yield scale_rule(spread.instrument)
        yield rounding_rule()
    yield _(
        "Only answers of one kind stand beside each other: agreed answers, or votes where no team has agreed ones. "
        "Where some teams have met and others have not, the votes of all of them stand in parts of their own."
    )
    yield privacy_rule(spread.policy)
    yield from own_reading(spread.instrument)
    if note := translation_note(spread.instrument):
        yield note


# The newest quarter in words: where the teams are, what moved, where they lie apart.


def _where_teams_are(spread: Spread, *, layer: bool) -> Iterator[str]:
    """The newest quarter in a few sentences: how many, the total, the themes, where teams differ."""
    if spread.basis is None:
        yield _("{quarter}: no team can be counted.", quarter=spread.quarter)
        return
    whose = basis_words(spread.basis, spread.instrument)
    yield ngettext(
        "{quarter}: {number} team ({basis}).",
        "{quarter}: {number} teams ({basis}).",
        spread.teams,
        quarter=spread.quarter,
        basis=_("each person's votes, whether the team has met since or not") if layer else whose,
    )
    for whole in spread.wholes:
        if whole.values or whole.row.id == "total":  # of a part that nobody has chosen there is nothing to say
            yield _total(whole, spread)
    totals = spread.level("total")
    for total in totals:
        yield from of_total(_themes(spread, total), total.row, len(totals), spread.instrument)


def _total(whole: SpreadRow, spread: Spread) -> str:
    five, scale = whole.five, spread.instrument.scale
    only, label = whole.row.id == "total", row_label(whole.row, spread.instrument)
    if five is None:
        few = {"quarter": spread.quarter, "row": label}
        return _("{quarter}: too few answers for a total.", **few) if only else _("{row}: too few answers.", **few)
    places = {"low": scale.lowest, "high": scale.highest, "median": five.median, "row": label}
    if len(whole.values) == 1:
        return _("{row}: {median} on the scale {low}–{high}. One team alone has no spread.", **places)
    places |= {"lower": five.lower, "upper": five.upper, "apart": five.apart}
    if only:
        return _(
            "Median of the totals: {median} on the scale {low}–{high}. The middle half of the teams lies between "
            "{lower} and {upper}, {apart} apart.",
            **places,
        )
    return _(
        "{row}: the median is {median} on the scale {low}–{high}. The middle half of the teams lies between {lower} "
        "and {upper}, {apart} apart.",
        **places,
    )


def _themes(spread: Spread, total: SpreadRow) -> Iterator[str]:
    """Which of the themes of a total stand highest and lowest, and on which the teams differ most."""
    among = [row for row in spread.level("theme") if set(row.row.members) <= set(total.row.members)]
    themes = [(five.median, row) for row in among if (five := row.five)]
    if ends := highest_and_lowest([(median, row_label(row.row, spread.instrument)) for median, row in themes]):
        yield _("Highest at the median: {best} ({best_score}). Lowest: {worst} ({worst_score}).", **ends)
    elif len(themes) > 1:
        yield _("All themes stand alike at the median ({score}).", score=themes[0][0])
    for theme, five in (apart := _furthest_apart(tuple(among), 1))[:1]:
        yield _(
            "The teams differ most on {theme}: the middle half lies between {lower} and {upper}.",
            theme=row_label(theme.row, spread.instrument),
            lower=five.lower,
            upper=five.upper,
        )
    yield from _as_far_apart(apart[1:], spread)


def _what_moved(course: SpreadCourse) -> Iterator[str]:
    """The totals in the two newest quarters with teams, and how many of the teams are the same."""
    before, after = course.measured[-2:]
    for was, now in zip(before.wholes, after.wholes, strict=True):
        yield from _whole_moved((before, was), (after, now))
    yield ngettext(
        "{number} of the {teams} teams was counted in {before} too. A spread also moves when other teams answer.",
        "{number} of the {teams} teams were counted in {before} too. A spread also moves when other teams answer.",
        course.in_both or 0,
        teams=after.teams,
        before=before.quarter,
    )
    yield _("No test is made: the figures show how the teams lie, not why.")


def _whole_moved(before: tuple[Spread, SpreadRow], after: tuple[Spread, SpreadRow]) -> Iterator[str]:
    """How the median of a total, or of a theme that is in none, moved; nothing where no team has a score."""
    row, instrument = after[1].row, after[0].instrument
    when = {"quarter": after[0].quarter, "before": before[0].quarter}
    if why := not_comparable(row, before[0], after[0]):
        yield broken_words(row, {**when, "why": why}, instrument)
        return
    was, now = before[1].five, after[1].five
    if was is None or now is None:
        return
    change = number(now.median - was.median, signed=True)
    told = {"was": was.median, "now": now.median, "apart_before": was.apart, "apart": now.apart, "change": change}
    if row.id == "total":
        yield _(
            "Median of the totals: from {was} in {before} to {now} in {quarter} ({change}). The middle half was "
            "{apart_before} apart and is {apart}.",
            **when,
            **told,
        )
        return
    yield _(
        "{row}: the median from {was} in {before} to {now} in {quarter} ({change}). The middle half was "
        "{apart_before} apart and is {apart}.",
        row=row_label(row, instrument),
        **when,
        **told,
    )


def _what_to_talk_about(spread: Spread) -> Iterator[Block]:
    """The themes and principles on which teams lie furthest apart; says so where they lie together."""
    levels = [_furthest_apart(spread.level(level), _MOST) for level in ("theme", "principle")]
    if not any(levels):
        alone = _("One team alone lies apart from nobody. Its own report says what it can talk about.")
        together = _("The teams lie together. Is there something the form does not ask about?")
        yield Paragraph(alone if spread.teams == 1 else together)
        return
    yield Paragraph(_("Here the teams lie furthest apart. What do they do differently?"))
    yield Bullets(tuple(said for apart in levels for said in _apart(apart, spread)))


def _apart(apart: Sequence[_Apart], spread: Spread) -> Iterator[str]:
    """The widest rows in full, and those that tie with the last of them by name."""
    for row, five in apart[:_MOST]:
        yield _(
            "{row}: the middle half of the teams lies between {lower} and {upper}.",
            row=row_label(row.row, spread.instrument),
            lower=five.lower,
            upper=five.upper,
        )
    yield from _as_far_apart(apart[_MOST:], spread)


def _as_far_apart(rest: Sequence[_Apart], spread: Spread) -> Iterator[str]:
    if names := [row_label(row.row, spread.instrument) for row, _five in rest]:
        yield _("As far apart: {rows}.", rows="; ".join(names))


def _furthest_apart(rows: tuple[SpreadRow, ...], most: int) -> tuple[_Apart, ...]:
    """The rows whose middle half lies furthest apart, the widest first, and those that tie with the last of them."""
    apart = [(row, five) for row in rows if (five := row.five) and five.apart > TOLERANCE]
    return first_ones(apart, lambda pair: -round(pair[1].apart, 2), most)


# The spread as tables and charts: each row's five numbers, each team a dot without a name.


def _spread_section(
    spread: Spread, title: str, heading: str, rows: Sequence[SpreadRow], *, dots: bool = True
) -> Section:
    """One level of a spread: its table and chart, with each team's value and dot where ``dots`` says so."""
    columns = _columns(heading, spread)
    dots = dots and spread.teams <= MOST_DOTS
    if dots:
        columns = (*columns, Column(_("Each team, sorted"), optional=True))
    cells = [
        (*_cells(row_label(row.row, spread.instrument), row, spread), _dots(row, spread) if dots else "")
        for row in rows
    ]
    levels = [row.row.level for row in rows]
    table_rows = [TableRow(c[: len(columns)], level == "total") for c, level in zip(cells, levels, strict=True)]
    table = Table(title, columns, tuple(table_rows))
    return Section(title, (table, _chart(spread, title, rows, dots=dots)))


def _columns(heading: str, spread: Spread) -> tuple[Column, ...]:
    """The row's name, how many teams, and the five numbers; the outer two may go on a narrow screen."""
    ends = (spread.instrument.scale.lowest, spread.instrument.scale.highest)
    five = (
        Column(_(label), "number", optional=n in _OUTER, shade=ends if n == _MEDIAN else None)
        for n, label in enumerate(_FIVE)
    )
    return (Column(heading), Column(_("Teams"), "number"), *five)


def _cells(label: str, row: SpreadRow, spread: Spread) -> tuple[Cell, ...]:
    """The row's name and figures. A quartile may lie between two points of the scale, also of agreed answers."""
    five = (Number(value, _decimals(row, spread) if n in _OUTER else 2) for n, value in enumerate(_numbers(row.five)))
    return (label, Number(len(row.values), 0), *five)


def _numbers(five: FiveNumbers | None) -> Sequence[float | None]:
    return tuple(five) if five else [None] * len(_FIVE)


def _decimals(row: SpreadRow, spread: Spread) -> int:
    return 0 if row.row.level == "statement" and spread.basis == "agreed" else 2


def _dots(row: SpreadRow, spread: Spread) -> str:
    """``2,25 · 3,00 · 3,50``."""
    return " · ".join(number(value, _decimals(row, spread)) for value in row.values)


def _chart(spread: Spread, title: str, rows: Sequence[SpreadRow], *, dots: bool) -> Chart:
    said = _("The box is the middle half of the teams, the line in it the median.")
    if dots:
        said = _("Each dot is a team, without its name. {box}", box=said)
    columns = zip(*(_numbers(row.five) for row in rows), strict=True)
    return Chart(
        "spread",
        _("{title}: the spread of the teams", title=title),
        said,
        tuple(row_label(row.row, spread.instrument) for row in rows),
        tuple(Series(_(label), values) for label, values in zip(_FIVE, columns, strict=True)),
        spread.instrument.scale.lowest,
        spread.instrument.scale.highest,
        title,
        loose=tuple(row.values for row in rows) if dots else (),
    )


def _course_section(course: SpreadCourse) -> Section:
    """The totals and each theme quarter by quarter, and as lines the totals and the themes that are in none."""
    blocks: list[Block] = []
    for n, each in enumerate(course.newest.level("total", "theme")):
        table = _course_table(course, n)
        blocks.append(table)
        if each.row in course.newest.instrument.wholes:
            blocks.append(_course_chart(course, each.row, n, table))
    return Section(_("Quarter by quarter"), tuple(blocks))


def _course_table(course: SpreadCourse, n: int) -> Table:
    label = row_label(course.newest.rows[n].row, course.newest.instrument)
    rows = [TableRow(_cells(short_quarter(each.quarter), each.rows[n], each)) for each in course.spreads]
    return Table(_("{row}, quarter by quarter", row=label), _columns(label, course.newest), tuple(rows))


def _course_chart(course: SpreadCourse, row: Row, n: int, table: Table) -> Chart:
    """The median as a line with its points, the quartiles as bare lines; they stop where they cannot be compared."""
    scale, breaks = course.newest.instrument.scale, _breaks(course, row)
    columns = list(zip(*(_numbers(each.rows[n].five) for each in course.spreads), strict=True))
    title = _("{row} by quarter", row=row_label(row, course.newest.instrument))
    return Chart(
        "lines",
        _("The total by quarter") if row.id == "total" else title,
        _("The median of the teams, and the quartiles that the middle half lies between."),
        tuple(short_quarter(each.quarter) for each in course.spreads),
        tuple(
            Series(_(_FIVE[at]), columns[at], breaks, bare=at != _MEDIAN) for at in (_MEDIAN - 1, _MEDIAN, _MEDIAN + 1)
        ),
        scale.lowest,
        scale.highest,
        table.title,
    )


def _breaks(course: SpreadCourse, row: Row) -> tuple[int, ...]:
    """The quarters in which a row cannot be compared with the quarter with teams before them."""
    pairs = pairwise(course.measured)
    return tuple(course.spreads.index(after) for before, after in pairs if not_comparable(row, before, after))


# A spread in the JSON shape that others rely on. Numbers in full precision; what is not known is null; no names.


class RowData(TypedDict):
    """A row of the JSON: how many teams have a score there, and where the scores lie (None: there are none)."""

    level: Level
    id: str
    label: str
    n: int
    min: float | None
    q1: float | None
    median: float | None
    q3: float | None
    max: float | None
    values: list[float]
    """One a team, sorted, unnamed."""


def spread_data(course: SpreadCourse, organisation: str | None, notes: tuple[str, ...]) -> dict[str, Any]:
    """The newest quarter in full, and in ``course`` the total and the themes of every quarter."""
    spread = course.newest
    return {
        "instrument": {"id": spread.instrument.id, "version": spread.instrument.version},
        "quarter": str(spread.quarter),
        "teams": spread.teams,
        "rows": [_row(row, spread.instrument) for row in spread.rows],
        "notes": list(notes),
        "basis": spread.basis,
        "organisation": organisation,
        "instrument_status": spread.instrument.status,
        "measures": [_measure(measure) for measure in spread.measures],
        "course": _course(course),
        "votes": _layer(course.votes) if course.votes else None,
    }


def _layer(votes: SpreadCourse) -> dict[str, Any]:
    """The votes beside the agreed answers, in the same shape."""
    spread = votes.newest
    return {
        "quarter": str(spread.quarter),
        "basis": spread.basis,
        "teams": spread.teams,
        "rows": [_row(row, spread.instrument) for row in spread.rows],
        "course": _course(votes),
        "notes": list(_findings(votes)),
    }


def _course(course: SpreadCourse) -> list[dict[str, Any]]:
    """Each quarter, beside the one with teams before it."""
    before_that = {after.quarter: before for before, after in pairwise(course.measured)}
    return [_quarter(each, before_that.get(each.quarter)) for each in course.spreads]


def _quarter(spread: Spread, before: Spread | None) -> dict[str, Any]:
    rows = [_course_row(row, spread, before) for row in spread.level("total", "theme")]
    return {"quarter": str(spread.quarter), "teams": spread.teams, "rows": rows, "basis": spread.basis}


class CourseRowData(RowData):
    """A row of a quarter in a course."""

    wording: str | None
    """A short hash of the words that these teams were asked, as in the tables of an export; None: no team has a score
    there."""
    not_comparable: dict[str, str] | None
    """Why it cannot be compared with the quarter with teams ``before``: a ``code``, and the ``reason`` in words; None
    where it can be, or where there is none before."""


def _course_row(row: SpreadRow, spread: Spread, before: Spread | None) -> CourseRowData:
    why = not_comparable(row.row, before, spread) if before else None
    said = {"before": str(before.quarter), "code": why.code, "reason": why.words()} if before and why else None
    data = _row(row, spread.instrument)
    return CourseRowData(**data, wording=wording_code(row.wording), not_comparable=said)


def _measure(spread: MeasureSpread) -> dict[str, Any]:
    """A number with its limit over the teams that have one to show; never averaged with scores."""
    five, measure = spread.five, spread.measure
    return {
        "id": measure.id,
        "label": text_in(measure.name),
        "at_most": measure.at_most,
        "at_least": measure.at_least,
        "n": len(spread.values),
        "kept": spread.kept,
        "min": five.least if five else None,
        "q1": five.lower if five else None,
        "median": five.median if five else None,
        "q3": five.upper if five else None,
        "max": five.greatest if five else None,
        "teams": list(spread.values),
    }


def _row(row: SpreadRow, instrument: Instrument) -> RowData:
    label, five = instrument.label(row.row), row.five
    return RowData(
        level=row.row.level,
        id=row.row.id,
        label=text_in(label) if label else phrase("total"),
        n=len(row.values),
        min=five.least if five else None,
        q1=five.lower if five else None,
        median=five.median if five else None,
        q3=five.upper if five else None,
        max=five.greatest if five else None,
        values=list(row.values),
    )


# What many teams answered about what they, and what the municipality, can change: the same spreads, otherwise ordered.


_SIDES: tuple[tuple[ChangedBy, str], ...] = (
    ("municipality", N_("What the municipality must change")),
    ("team", N_("What teams can change themselves")),
)
_LOWEST = 3


def many_profile_report(courses: Sequence[SpreadCourse], organisation: str | None = None) -> Document:
    """The profile of many teams over the questionnaires that have one (at least one). No team is named anywhere."""
    spreads = [course.newest for course in courses]
    layers = [layer for course in courses for layer in (course, course.votes) if layer]
    votes = [
        course.votes.newest
        for course in courses
        if course.votes and course.votes.newest.quarter == course.newest.quarter
    ]
    notes = tuple(dict.fromkeys(note for layer in layers for note in (*_findings(layer), *_rules(layer))))
    sections = [
        Section(_("Where are we?"), (Bullets(tuple(_whom_it_rests_on(spreads))),), lead=True),
        *(_lowest_section(side, title, spreads) for side, title in _SIDES),
        *(section for side, title in _SIDES for section in _side_sections(side, _(title), spreads)),
        *(
            section._replace(
                title=_("{title} (votes)", title=section.title), blocks=tuple(map(_of_votes, section.blocks))
            )
            for side, title in _SIDES
            for section in _side_sections(side, _(title), votes)
        ),
    ]
    notes = (_("Who can change what is our reading; the sources do not say so."), *notes)
    data = _profile_data(spreads, votes, organisation, notes)
    whose = organisation or _("All organisations")
    instruments = [spread.instrument for spread in spreads]
    return report(_("Profile of the teams"), whose, sections, instruments=instruments, notes=notes, data=data)


def _whom_it_rests_on(spreads: Sequence[Spread]) -> Iterator[str]:
    for spread in spreads:
        yield ngettext(
            "{form}, {quarter}: {number} team ({basis}).",
            "{form}, {quarter}: {number} teams ({basis}).",
            spread.teams,
            form=spread.instrument.name,
            quarter=spread.quarter,
            basis=basis_words(spread.basis, spread.instrument) if spread.basis else _("none"),
        )
    if len(spreads) > 1:
        yield _("The questionnaires stand beside each other and are not added up.")


def _rows_of(spread: Spread, group: ProfileGroup) -> list[SpreadRow]:
    """The group's themes and statements, in the order in which the questionnaire names them."""
    rows = {row.row.id: row for row in spread.level("theme", "statement")}
    return [rows[id] for id in group.rows]


def _groups(side: ChangedBy, spreads: Sequence[Spread]) -> Iterator[tuple[Spread, ProfileGroup]]:
    for spread in spreads:
        for group in spread.instrument.profile:
            if group.changed_by == side and spread.teams:
                yield spread, group


def _lowest_section(side: ChangedBy, title: str, spreads: Sequence[Spread]) -> Section:
    """Where the teams stand lowest, on the share of its own scale: scales are not all alike.

    What they agree on at the median is not told as something to change, however few there are to choose from.
    """
    rows = [(spread, row) for spread, group in _groups(side, spreads) for row in _rows_of(spread, group)]
    scored = [(spread, row, five) for spread, row in rows if (five := row.five)]
    below = [each for each in scored if each[2].median < _anchored_from(each[0]) - TOLERANCE]
    lowest = first_ones(below, lambda each: round(each[0].instrument.scale.index(each[2].median), 2), _LOWEST)
    said = tuple(
        _(
            "{row}: {median} at the median of the teams ({low}–{high}); the middle half lies between {lower} and "
            "{upper}.",
            row=row_label(row.row, spread.instrument),
            median=five.median,
            low=spread.instrument.scale.lowest,
            high=spread.instrument.scale.highest,
            lower=five.lower,
            upper=five.upper,
        )
        for spread, row, five in lowest
    )
    none = _("There is nothing to show.")
    if scored:
        labels = dict.fromkeys(text_in(s.instrument.scale.label(_anchored_from(s))) for s, _row, _five in scored)
        none = _('Nothing lies below "{label}" at the median.', label=list(labels))
    heading = _("{title}: lowest at the median", title=_(title))
    return Section(heading, (Bullets(said or (none,)),), lead=True)


def _anchored_from(spread: Spread) -> int:
    return spread.instrument.thresholds.anchored_from


def _side_sections(side: ChangedBy, title: str, spreads: Sequence[Spread]) -> Iterator[Section]:
    groups = list(_groups(side, spreads))
    if groups:
        yield Section(title, ())
    for spread, group in groups:
        name = _(
            "{heading} ({form}, {quarter})",
            heading=group.heading,
            form=spread.instrument.name,
            quarter=short_quarter(spread.quarter),
        )
        yield _spread_section(spread, name, _("Theme or statement"), _rows_of(spread, group))._replace(level=3)


def _profile_data(
    spreads: Sequence[Spread], votes: Sequence[Spread], organisation: str | None, notes: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "groups": [_group_data(spread, group) for side, _title in _SIDES for spread, group in _groups(side, spreads)],
        "votes": [_group_data(spread, group) for side, _title in _SIDES for spread, group in _groups(side, votes)],
        "notes": list(notes),
    }


def _group_data(spread: Spread, group: ProfileGroup) -> dict[str, Any]:
    return {
        "changed_by": group.changed_by,
        "heading": text_in(group.heading),
        "instrument": {"id": spread.instrument.id, "version": spread.instrument.version},
        "instrument_status": spread.instrument.status,
        "quarter": str(spread.quarter),
        "basis": spread.basis,
        "teams": spread.teams,
        "rows": [_row(row, spread.instrument) for row in _rows_of(spread, group)],
    }
