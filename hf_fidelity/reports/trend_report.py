"""One team's course as a document: where we are, what moved, what to talk about, and the quarters side by side."""

from collections.abc import Iterator, Sequence
from itertools import chain

from hf_fidelity.domain.scores.trend import Against, Trend, TrendRow
from hf_fidelity.i18n import _, language
from hf_fidelity.reports.document import NO_MEETING, NOTHING, Block, Bullets, Document, Paragraph, Section
from hf_fidelity.reports.measures import measures_course
from hf_fidelity.reports.rules import change_rules, privacy_rule, reading_rules, run_chart_rule
from hf_fidelity.reports.summary import lead
from hf_fidelity.reports.trend import heat_map, line_chart, trend_table
from hf_fidelity.reports.trend_changes import changes_section, run_chart_section
from hf_fidelity.reports.trend_data import trend_data
from hf_fidelity.reports.words import foreign_texts, named_with_status, translation_note


def trend_report(trends: Sequence[Trend], against: Against = "previous") -> Document:
    """The course of one team, or of several one after the other (at least one)."""
    notes = [_rules(trend) for trend in trends]
    data = {"trends": [trend_data(t, (*_remarks(t), *rules)) for t, rules in zip(trends, notes, strict=True)]}
    form = trends[0].instrument
    foreign = foreign_texts(form)
    if len(trends) == 1:
        trend = trends[0]
        sections = _sections(trend, 2, against)
        return Document(_title(trend), _subtitle(trend), language(), sections, notes[0], data, foreign)
    parts = [(_team_section(trend), *_sections(trend, 3, against)) for trend in trends]
    title = _("The course of {n} teams", n=len(trends))
    unique = tuple(dict.fromkeys(chain.from_iterable(notes)))
    sections = tuple(chain.from_iterable(parts))
    return Document(title, named_with_status(form), language(), sections, unique, data, foreign)


def _title(trend: Trend) -> str:
    first, last = trend.quarters[0], trend.quarters[-1]
    team = trend.newest.record.team.name
    if first == last:
        return _("{team}: {quarter}", team=team, quarter=first)
    return _("{team}: {first} to {last}", team=team, first=first, last=last)


def _subtitle(trend: Trend) -> str:
    return f"{trend.newest.record.organisation} · {named_with_status(trend.instrument)}"


def _team_section(trend: Trend) -> Section:
    return Section(_title(trend), (Paragraph(_subtitle(trend)),))


def _sections(trend: Trend, level: int, against: Against) -> tuple[Section, ...]:
    remarks = _remarks(trend)
    noted = [Section(_("Please note"), (Bullets(remarks),), level)] if remarks else []
    more = (*measures_course(trend, level), *changes_section(trend, level), *run_chart_section(trend, level))
    return (*lead(trend, level), *noted, *_levels(trend, level, against), *more)


def _levels(trend: Trend, level: int, against: Against) -> Iterator[Section]:
    """Themes with the total, core principles, statements: each a table, with the picture that shows it best."""
    rows: dict[str, list[TrendRow]] = {}
    for row in trend.rows:
        rows.setdefault("theme" if row.row.level == "total" else row.row.level, []).append(row)
    titles = {"theme": _("Themes"), "principle": _("Core principles"), "statement": _("Statements")}
    for name, members in rows.items():
        table = trend_table(trend, titles[name], members, name == "theme", against)
        blocks: list[Block] = [table]
        if len(trend.course) > 1 and name == "theme":
            blocks.append(line_chart(trend, table.title, members))
        if len(trend.course) > 1 and name == "principle":
            blocks.append(heat_map(trend, table.title, members))
        yield Section(titles[name], tuple(blocks), level)


def _remarks(trend: Trend) -> tuple[str, ...]:
    """What is particular about this team's quarters: unsettled votes, breaks, what is hidden, what repeats itself."""
    unsettled = [m.quarter for m in trend.course if m.scores.basis == "votes"]
    votes = [_("{quarter}: votes, not yet an agreed answer.", quarter=quarter) for quarter in unsettled]
    breaks = [
        _("The total of {quarter} cannot be compared with {before}: {why}.", quarter=b.at, before=b.since, why=b.why)
        for b in trend.breaks
    ]
    return (*votes, *breaks, *(finding.words() for finding in trend.findings))


def _rules(trend: Trend) -> tuple[str, ...]:
    changes = change_rules(trend.instrument) if len(trend.course) > 1 else ()
    runs = (run_chart_rule(),) if any(row.run_chart for row in trend.rows) else ()
    signs = _(
        "{missing}: not answered. {not_relevant}: not relevant. {no_meeting}: no meeting. "
        "{incomplete}: something is missing.",
        missing=NOTHING,
        not_relevant=_("n.r."),
        no_meeting=NO_MEETING,
        incomplete="3,00*" if language() == "da" else "3.00*",
    )
    if trend.instrument.parts:
        signs += " " + _("{sign}: a part that the team had not chosen.", sign=_("n.c."))
    rules = (signs, *reading_rules(trend.instrument), *changes, *runs, privacy_rule(trend.policy))
    return tuple(filter(None, (*rules, translation_note(trend.instrument))))
