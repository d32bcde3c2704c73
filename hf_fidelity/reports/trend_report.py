"""One team's course as a document: where we are, the course, what to talk about next."""

from collections.abc import Sequence
from itertools import chain

from hf_fidelity.domain.comparison import Change
from hf_fidelity.domain.trend import Against, Trend, TrendRow
from hf_fidelity.i18n import _, language, number, text_in
from hf_fidelity.reports import talk_section
from hf_fidelity.reports.document import (
    NO_MEETING,
    NOTHING,
    Block,
    Bullets,
    Document,
    Paragraph,
    Section,
)
from hf_fidelity.reports.phrases import phrase, row_label, steps_words, translation_note
from hf_fidelity.reports.rules import change_rules, privacy_rule, reading_rules
from hf_fidelity.reports.trend_data import index_of, trend_data
from hf_fidelity.reports.trend_table import trend_chart, trend_table


def trend_report(trends: Sequence[Trend], against: Against = "previous") -> Document:
    """The course of one team, or of several one after the other (at least one)."""
    notes = [_rules(trend) for trend in trends]
    data = {"trends": [trend_data(t, (*_remarks(t), *rules)) for t, rules in zip(trends, notes, strict=True)]}
    if len(trends) == 1:
        trend = trends[0]
        sections = _sections(trend, 2, against)
        return Document(_title(trend), _subtitle(trend), language(), sections, notes[0], data)
    parts = [(_team_section(trend), *_sections(trend, 3, against)) for trend in trends]
    title = _("The course of {n} teams", n=len(trends))
    unique = tuple(dict.fromkeys(chain.from_iterable(notes)))
    return Document(
        title, text_in(trends[0].instrument.name), language(), tuple(chain.from_iterable(parts)), unique, data
    )


def _title(trend: Trend) -> str:
    first, last = trend.quarters[0], trend.quarters[-1]
    team = trend.newest.record.team.name
    if first == last:
        return _("{team}: {quarter}", team=team, quarter=first)
    return _("{team}: {first} to {last}", team=team, first=first, last=last)


def _subtitle(trend: Trend) -> str:
    return f"{trend.newest.record.organisation} · {text_in(trend.instrument.name)}"


def _team_section(trend: Trend) -> Section:
    return Section(_title(trend), (Paragraph(_subtitle(trend)),))


def _sections(trend: Trend, level: int, against: Against) -> tuple[Section, ...]:
    rows: dict[str, list[TrendRow]] = {}
    for row in trend.rows:
        rows.setdefault("theme" if row.row.level == "total" else row.row.level, []).append(row)
    titles = {"theme": _("Themes"), "principle": _("Core principles"), "statement": _("Statements")}
    tables = [
        Section(titles[name], _blocks(trend, titles[name], members, name, against), level)
        for name, members in rows.items()
    ]
    talk = [talk_section.talk_section(trend, level)] if trend.policy.audience == "team" else []
    remarks = _remarks(trend)
    noted = [Section(_("Please note"), (Bullets(remarks),), level)] if remarks else []
    return (Section(_("Where are we?"), (Bullets(tuple(where_we_are(trend))),), level), *noted, *tables, *talk)


def where_we_are(trend: Trend) -> list[str]:
    """The newest quarter in a few sentences: the total, how it moved, the strongest and the weakest theme."""
    total = trend.row("total", "total")
    said = [_total_words(trend, total)]
    if total.changes and total.changes[-1].end == trend.newest.quarter:
        said.append(
            _(
                "Since {quarter}: {change}.",
                quarter=total.changes[-1].start,
                change=change_words(total.changes[-1]),
            )
        )
    if trend.moved:
        before = trend.course[-2].quarter
        said.append(_("Statements since {quarter}: {moved}.", quarter=before, moved=moved_words(trend)))
    said += _standing_words(trend)
    themes = [(row.scores[-1].value, row) for row in trend.rows if row.row.level == "theme" and row.scores[-1]]
    scored = [(value, row) for value, row in themes if value is not None]
    if len(scored) > 1:
        best, worst = max(scored, key=lambda pair: pair[0]), min(scored, key=lambda pair: pair[0])
        if best[0] > worst[0]:
            said.append(
                _(
                    "Highest theme: {best} ({best_score}). Lowest: {worst} ({worst_score}).",
                    best=row_label(best[1].row, trend.instrument),
                    best_score=best[0],
                    worst=row_label(worst[1].row, trend.instrument),
                    worst_score=worst[0],
                )
            )
    return said


def _standing_words(trend: Trend) -> list[str]:
    """Which themes are anchored, and which are to be strengthened; nothing of the others (rule 4)."""
    said = []
    for state in ("anchored", "to-strengthen"):
        themes = [
            row_label(row.row, trend.instrument)
            for row in trend.rows
            if row.row.level == "theme" and row.state == state
        ]
        if themes:
            said.append(_("{state}: {themes}.", state=phrase(state).capitalize(), themes=themes))
    return said


def _total_words(trend: Trend, total: TrendRow) -> str:
    score, scale = total.scores[-1], trend.instrument.scale
    index = index_of(score, trend.instrument)
    if score is None or score.value is None or index is None:
        return _("{quarter}: too few answers for a total.", quarter=trend.newest.quarter)
    return _(
        "{quarter}: {score} in all on the scale {low}–{high} (index {index}), "
        "from {basis} on {answered} of {relevant} statements.",
        quarter=trend.newest.quarter,
        score=score.value,
        low=scale.lowest,
        high=scale.highest,
        index=number(index, 0),
        basis=phrase(trend.newest.scores.basis),
        answered=score.answered,
        relevant=score.relevant,
    )


def moved_words(trend: Trend) -> str:
    """``5 op, 9 uændrede, 2 ned``; empty where nothing can be compared."""
    moved = trend.moved
    return _("{up} up, {same} unchanged, {down} down", up=moved.up, same=moved.same, down=moved.down) if moved else ""


def change_words(change: Change) -> str:
    """A change in words with its size: ``mulig ændring, +0,31``; statements in steps."""
    if change.steps is not None:
        return steps_words(change.steps)
    if change.delta is None:
        return phrase("not-comparable")
    size = number(change.delta, signed=True)
    return f"{phrase(change.verdict)}, {size}" if change.verdict else size


def _blocks(trend: Trend, title: str, rows: list[TrendRow], name: str, against: Against) -> tuple[Block, ...]:
    table = trend_table(trend, title, rows, name == "theme", against)
    return (table, trend_chart(trend, title, rows)) if name == "theme" and len(trend.course) > 1 else (table,)


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
    signs = _(
        "{missing}: not answered. {not_relevant}: not relevant. {no_meeting}: no meeting. "
        "{incomplete}: something is missing.",
        missing=NOTHING,
        not_relevant=_("n.r."),
        no_meeting=NO_MEETING,
        incomplete="3,00*" if language() == "da" else "3.00*",
    )
    rules = (signs, *reading_rules(trend.instrument), *changes, privacy_rule(trend.policy))
    return tuple(filter(None, (*rules, translation_note(trend.instrument))))
