"""What others see beside the team's own view, never added up with it: what citizens say (Brief INSPIRE as the result it
is, and their own answers), and how another team, a peer, read the evidence.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Row
from hf_fidelity.domain.record import CitizenInvolvement
from hf_fidelity.domain.scores.others import Beside, beside, quarters_beside
from hf_fidelity.domain.scores.trend import Trend, TrendRow
from hf_fidelity.domain.scores.two_quarters import Measured
from hf_fidelity.ground import Quarter, _, text_in
from hf_fidelity.reports.document import (
    NOTHING,
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Number,
    Section,
    Series,
    Table,
    TableRow,
)
from hf_fidelity.reports.words import difference, phrase, row_label, short_quarter, team_title


def citizens_section(shown: Trend) -> Iterator[Section]:
    """What citizens say about one quarter, the newest of the course; nothing where nobody was heard."""
    heard = shown.newest.record.citizen_involvement
    inspire = tuple(_inspire(shown)) if heard and heard.brief_inspire else ()
    voices = tuple(block for citizens in shown.citizens for block in _one_quarter(shown, citizens))
    if inspire or voices:
        yield Section(_("What citizens say"), (*inspire, *voices))


def citizens_blocks(trend: Trend) -> Iterator[Block]:
    """The same over all quarters of a course."""
    yield from _inspire(trend)
    for citizens in trend.citizens:
        yield from _one_quarter(trend, citizens)
        if len(quarters_beside(trend, citizens)) > 1:
            yield _by_quarter(trend, citizens)
            yield _how_many(trend, citizens)


def citizens_rules(trend: Trend) -> Iterator[str]:
    """How to read the two beside each other; nothing where citizens answered nothing."""
    if not trend.citizens:
        return
    yield _(
        "Citizens' own answers stand beside the team's and are never added up with them. The difference is the team's "
        "score less the citizens' mean. A change is shown and not judged: other citizens may have answered."
    )
    for citizens in trend.citizens:
        yield _(
            "{name}: {missing} where fewer than {limit} citizens answered.",
            name=citizens.instrument.name,
            missing=NOTHING,
            limit=citizens.policy.limit,
        )
        yield _("{name}: {status}.", name=citizens.instrument.name, status=phrase(citizens.instrument.status))
        if citizens.instrument.own_reading:
            yield text_in(citizens.instrument.own_reading)


# Brief INSPIRE: the mean of the group, 0 to 100, with how many it rests on.


_Heard = Sequence[CitizenInvolvement | None]


def _inspire(trend: Trend) -> Iterator[Block]:
    heard = [m.record.citizen_involvement if m else None for m in trend.measured]
    table = _heard_table(trend, heard)
    if table.rows:
        yield table
        yield from _inspire_chart(trend, heard, table)


def _inspire_means(heard: _Heard) -> list[float | None]:
    return [float(each.brief_inspire.mean) if each and each.brief_inspire else None for each in heard]


def _heard_table(trend: Trend, heard: _Heard) -> Table:
    """Brief INSPIRE with how many it rests on, and how many citizens were heard; only what was written down."""
    counts = [each.brief_inspire.n if each and each.brief_inspire else None for each in heard]
    rows: tuple[tuple[str, Sequence[float | None], int], ...] = (
        (_("Brief INSPIRE, mean (0–100)"), _inspire_means(heard), 2),
        (_("Brief INSPIRE, answers"), counts, 0),
        (_("Citizens heard"), [each.citizens if each else None for each in heard], 0),
    )
    title = _("What citizens say")
    columns = (Column(title), *_quarter_columns(trend.quarters, trend))
    shown = [row for row in rows if any(value is not None for value in row[1])]
    cells = [TableRow((label, *(Number(value, digits) for value in values))) for label, values, digits in shown]
    return Table(team_title(trend, title), columns, tuple(cells))


def _inspire_chart(trend: Trend, heard: _Heard, table: Table) -> Iterator[Chart]:
    means = tuple(_inspire_means(heard))
    if sum(mean is not None for mean in means) > 1:
        said = _("The mean of Brief INSPIRE, quarter by quarter: how citizens experience the support.")
        names = tuple(short_quarter(quarter) for quarter in trend.quarters)
        label = table.rows[0].cells[0]
        yield Chart("lines", "Brief INSPIRE", said, names, (Series(str(label), means),), 0, 100, table.title)


def _quarter_columns(quarters: Sequence[Quarter], trend: Trend, *, shaded: bool = False) -> Iterator[Column]:
    """A column a quarter; all but the last two may go on a narrow screen."""
    ends = (trend.instrument.scale.lowest, trend.instrument.scale.highest) if shaded else None
    for i, quarter in enumerate(quarters):
        yield Column(short_quarter(quarter), "number", optional=i < len(quarters) - 2, shade=ends)


# Citizens' answers to a questionnaire of theirs, principle by principle.


def _one_quarter(trend: Trend, citizens: Trend) -> Iterator[Block]:
    """What is hidden of them, and the newest quarter that both have."""
    rows = beside(trend, citizens)
    if said := tuple(_said(trend, citizens, rows)):
        yield Bullets(said)
    newest = max((side.quarter for row in rows if (side := row.newest)), default=None)
    if newest is None:
        return
    table = _beside_table(trend, citizens, rows, newest)
    yield table
    yield _beside_chart(trend, table, rows, newest)


def _said(trend: Trend, citizens: Trend, rows: Sequence[Beside]) -> Iterator[str]:
    """Where no quarter has both, that; what is hidden and what cannot be compared of the citizens' answers."""
    name = citizens.instrument.name
    if not any(row.newest for row in rows):
        quarters = [measured.quarter for measured in citizens.course]
        yield _("{name}: answered in {quarters}. No quarter has both to show.", name=name, quarters=quarters)
    elif (last := citizens.newest.quarter) < trend.newest.quarter:
        yield _("{name}: citizens were last asked in {quarter}.", name=name, quarter=last)
    for each in citizens.breaks:
        yield _(
            "{name}: {quarter} cannot be compared with {before}: {why}.",
            name=name,
            quarter=each.at,
            before=each.since,
            why=each.why,
        )
    for finding in citizens.findings:
        yield _("{name}: {finding}", name=name, finding=finding)


def _beside_table(trend: Trend, citizens: Trend, rows: Sequence[Beside], quarter: Quarter) -> Table:
    scale = trend.instrument.scale
    name = citizens.instrument.name
    columns = (
        Column(_("{name}, {quarter}", name=name, quarter=quarter)),
        Column(_("Citizens were asked"), optional=True),
        Column(_("The team"), "number", shade=(scale.lowest, scale.highest)),
        Column(_("Citizens"), "number", shade=(scale.lowest, scale.highest)),
        Column(_("Citizens' answers"), "number"),
        Column(_("Difference"), "number"),
    )
    title = _("{name} beside the team's answers, {quarter}", name=name, quarter=quarter)
    return Table(team_title(trend, title), columns, tuple(_beside_row(trend, citizens, row, quarter) for row in rows))


def _beside_row(trend: Trend, citizens: Trend, row: Beside, quarter: Quarter) -> TableRow:
    (side,) = (side for side in row.sides if side.quarter == quarter)
    asked = " ".join(text_in(citizens.instrument.statement(id).text) for id in row.theirs.row.members)
    figures = (Number(side.own), Number(side.mean), Number(side.n, 0), Number(side.gap, signed=True))
    return TableRow((row_label(row.row.row, trend.instrument), asked, *figures))


def _beside_chart(trend: Trend, table: Table, rows: Sequence[Beside], quarter: Quarter) -> Chart:
    scale = trend.instrument.scale
    sides = [next(side for side in row.sides if side.quarter == quarter) for row in rows]
    names = [row_label(row.row.row, trend.instrument) for row in rows]
    return Chart(
        "heat",
        _("The team and citizens side by side"),
        _(
            "For each core principle the team's score and the citizens' mean: the darker the higher, empty where "
            "there is none."
        ),
        (_("The team"), _("Citizens")),
        tuple(Series(name, (side.own, side.mean)) for name, side in zip(names, sides, strict=True)),
        scale.lowest,
        scale.highest,
        table.title,
    )


def _by_quarter(trend: Trend, citizens: Trend) -> Table:
    """Each principle quarter by quarter: the team's row, and under it the citizens'."""
    title = _("{name} beside the team's answers, quarter by quarter", name=citizens.instrument.name)
    quarters = _quarter_columns(quarters_beside(trend, citizens), trend, shaded=True)
    columns = (Column(title), *quarters, Column(_("Since last time"), "number"))
    rows = []
    for each in beside(trend, citizens):
        name = row_label(each.row.row, trend.instrument)
        own, theirs = [side.own for side in each.sides], [side.mean for side in each.sides]
        moved = (_newest_delta(each.row, trend), _newest_delta(each.theirs, citizens))
        rows.append(TableRow((_("{principle}: the team", principle=name), *map(Number, own), moved[0])))
        rows.append(TableRow((_("{principle}: citizens", principle=name), *map(Number, theirs), moved[1])))
    return Table(team_title(trend, title), columns, tuple(rows))


def _newest_delta(row: TrendRow, course: Trend) -> Cell:
    """How far a row moved since the quarter before it, as far as the two can be compared."""
    change = row.changes[-1] if row.changes and row.changes[-1].end == course.newest.quarter else None
    return difference(change, course.instrument) if change else NOTHING


def _how_many(trend: Trend, citizens: Trend) -> Table:
    title = _("{name}: how many citizens answered", name=citizens.instrument.name)
    columns = (Column(title), *_quarter_columns(quarters_beside(trend, citizens), trend))
    rows = [
        TableRow((row_label(each.row.row, trend.instrument), *(Number(side.n, 0) for side in each.sides)))
        for each in beside(trend, citizens)
    ]
    return Table(team_title(trend, title), columns, tuple(rows))


# The same in the JSON shape that others rely on. What is hidden or not known is null.


def voice_data(trend: Trend) -> list[dict[str, Any]]:
    """An entry for each questionnaire that citizens answered about the same."""
    return [
        {
            "instrument": {"id": citizens.instrument.id, "version": citizens.instrument.version},
            "instrument_status": citizens.instrument.status,
            "rows": [_voice_row(each, trend) for each in beside(trend, citizens)],
            "notes": [finding.words() for finding in citizens.findings],
        }
        for citizens in trend.citizens
    ]


def _voice_row(each: Beside, trend: Trend) -> dict[str, Any]:
    label = trend.instrument.label(each.row.row)
    return {
        "principle": each.row.row.id,
        "citizens_principle": each.theirs.row.id,
        "label": text_in(label) if label else "",
        "quarters": [
            {"quarter": str(side.quarter), "own": side.own, "mean": side.mean, "n": side.n, "gap": side.gap}
            for side in each.sides
        ],
        "changes": [{"from": str(c.start), "to": str(c.end), "delta": c.delta} for c in each.theirs.changes],
    }


# How peers read the team's evidence: own view and theirs beside each other, statement by statement.


def peers_section(trend: Trend, level: int = 2) -> Iterator[Section]:
    """A pair of tables for each quarter that was read; nothing where none was."""
    quarters = sorted({peer.quarter for peer in trend.peers})
    tables = [table for quarter in reversed(quarters) for table in _peer_tables(trend, quarter)]
    if tables:
        said = _("Another team has read the evidence. The views stand beside each other and are never averaged.")
        yield Section(_("How a peer sees it"), (Bullets((said,)), *tables), level)


def _peer_tables(trend: Trend, quarter: Quarter) -> Iterator[Table]:
    own = next((m for m in trend.course if m.quarter == quarter), None)
    peers = [peer for peer in trend.peers if peer.quarter == quarter]
    views = [own, *(peer.measured for peer in peers)]
    levels = ((("theme",), _("Themes as read, {quarter}", quarter=short_quarter(quarter))),
              (("statement",), _("Statements as read, {quarter}", quarter=short_quarter(quarter))))  # fmt: skip
    ends = (trend.instrument.scale.lowest, trend.instrument.scale.highest)
    for names, title in levels:
        columns = (
            Column(title),
            Column(_("The team itself"), "number", shade=ends),
            *(Column(peer.peer, "number", shade=ends) for peer in peers),
        )
        rows = [row.row for row in trend.rows if row.row.level in names]
        whole = names == ("statement",) and not any(view and view.scores.basis == "votes" for view in views)
        cells = [
            TableRow((row_label(row, trend.instrument), *(_as_read(view, row, 0 if whole else 2) for view in views)))
            for row in rows
        ]
        yield Table(team_title(trend, title), columns, tuple(cells))


def _as_read(view: Measured | None, row: Row, decimals: int) -> Number:
    """A score; without one, whether it is not relevant or was not answered."""
    score = view.scores.rows[row.key] if view else None
    if score is None or score.value is not None:
        return Number(score.value if score else None, decimals)
    return Number(None, instead=NOTHING if score.relevant else _("n.r."))


def peers_data(trend: Trend) -> list[dict[str, Any]]:
    """An entry for each reading: whose it is, and its own scores."""
    return [
        {
            "peer": peer.peer,
            "quarter": str(peer.quarter),
            "rows": [
                {"level": row.row.level, "id": row.row.id, "score": peer.measured.scores.rows[row.row.key].value}
                for row in trend.rows
            ],
        }
        for peer in trend.peers
    ]
