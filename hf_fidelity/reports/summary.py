"""The newest quarter in words: where we are, what moved and whether it means anything, and what to talk about."""

from collections.abc import Iterator

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Assessment
from hf_fidelity.domain.scores.figures import closeness
from hf_fidelity.domain.scores.scoring import index_of
from hf_fidelity.domain.scores.talking_points import FollowUp, Mover, StuckLow, talking_points
from hf_fidelity.domain.scores.trend import Trend, TrendRow
from hf_fidelity.domain.scores.two_quarters import Change
from hf_fidelity.i18n import _, number
from hf_fidelity.reports.document import Bullets, Section
from hf_fidelity.reports.measures import limit_words, number_in_short, verdict_words
from hf_fidelity.reports.words import phrase, row_label, statement_label, steps_words


def lead(trend: Trend, level: int = 2) -> tuple[Section, ...]:
    """What is said first. Talk and actions are the team's own: the public gets neither."""
    said = [(_("Where are we?"), where_we_are(trend)), (_("What moved?"), what_moved(trend))]
    sections = [Section(title, (Bullets(tuple(sentences)),), level, lead=True) for title, sentences in said]
    if trend.policy.audience == "team":
        sections += [talk_section(trend, level), _agreed(trend.newest.record, level)]
    return tuple(sections)


def _agreed(record: Assessment, level: int) -> Section:
    open_actions = tuple(action_words(action) for action in record.actions if action.state == "open")
    return Section(_("What we agreed to do"), (Bullets(open_actions or (_("No action is open."),)),), level, lead=True)


def action_words(action: Action) -> str:
    """An action with what is known of it: state, responsible role, deadline, outcome."""
    about = f"{action.about}: " if action.about else ""
    owner = _("responsible: {owner}", owner=action.owner) if action.owner else ""
    due = _("due {day}", day=action.due) if action.due else ""
    details = ", ".join(filter(None, (phrase(action.state), owner, due)))
    outcome = _(" Outcome: {text}", text=action.outcome) if action.outcome else ""
    return f"{about}{action.text} ({details}).{outcome}"


def where_we_are(trend: Trend) -> Iterator[str]:
    """The total with what it rests on, how the themes stand, the highest and the lowest of them."""
    yield _total_words(trend, trend.row("total", "total"))
    themes = [row for row in trend.rows if row.row.level == "theme"]
    scored = [(s.value, row) for row in themes if (s := row.scores[-1]) is not None and s.value is not None]
    if len(scored) > 1:
        best, worst = max(scored, key=lambda pair: pair[0]), min(scored, key=lambda pair: pair[0])
        if best[0] > worst[0]:
            yield _(
                "Highest theme: {best} ({best_score}). Lowest: {worst} ({worst_score}).",
                best=row_label(best[1].row, trend.instrument),
                best_score=best[0],
                worst=row_label(worst[1].row, trend.instrument),
                worst_score=worst[0],
            )
    for course in trend.measures:
        if course.newest and course.newest.kept is False:
            yield _(
                "{name}: {value} ({limit}): {verdict}.",
                name=course.measure.name,
                value=number_in_short(course.newest.value or 0),
                limit=limit_words(course.measure),
                verdict=verdict_words(course.newest),
            )
    for state in ("anchored", "to-strengthen"):  # nothing is said of the others (rule 4)
        if names := [row_label(row.row, trend.instrument) for row in themes if row.state == state]:
            yield _("{state}: {themes}.", state=phrase(state).capitalize(), themes=names)


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


def what_moved(trend: Trend) -> Iterator[str]:
    """How the total changed, statements counted, themes that moved beyond their limit, and the run chart's word."""
    total = trend.row("total", "total")
    if len(trend.course) < 2:
        yield _("This is the first measurement. Next time you can see what has moved.")
        return
    if newest := _newest_change(trend, total):
        yield _("Since {quarter}: {change}.", quarter=newest.start, change=change_words(newest))
    else:
        yield _("There is no earlier measurement to compare {quarter} with.", quarter=trend.newest.quarter)
    if trend.moved:
        yield _("Statements since {quarter}: {moved}.", quarter=trend.course[-2].quarter, moved=moved_words(trend))
    yield from _themes_moved(trend)
    for row in trend.rows:
        if row.run_chart and row.run_chart.shifted:
            yield _(
                "{row}: the course as a whole has shifted more than chance would explain "
                "(longest run {run}, crossings of the median {crossings}).",
                row=row_label(row.row, trend.instrument),
                run=row.run_chart.longest_run,
                crossings=row.run_chart.crossings,
            )


def _themes_moved(trend: Trend) -> Iterator[str]:
    """The themes with a change to speak of; where no theme has one, that."""
    newest = [(row, _newest_change(trend, row)) for row in trend.rows if row.row.level == "theme"]
    moved = [(row, change) for row, change in newest if change and change.verdict in ("possible", "sustained")]
    for row, change in moved:
        yield _("{row}: {change}.", row=row_label(row.row, trend.instrument), change=change_words(change))
    if not moved and any(change and change.verdict == "no-clear-change" for _row, change in newest):
        yield _("No theme has moved clearly.")


def _newest_change(trend: Trend, row: TrendRow) -> Change | None:
    return row.changes[-1] if row.changes and row.changes[-1].end == trend.newest.quarter else None


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


# What to talk about next, as sentences.


def talk_section(trend: Trend, level: int = 2) -> Section:
    """The talking points of the newest quarter; says so where there are none."""
    said = tuple(_sentences(trend)) or (_("Nothing stands out. Is there something the form does not ask about?"),)
    return Section(_("What to talk about"), (Bullets(said),), level, lead=True)


def _sentences(trend: Trend) -> Iterator[str]:
    points, instrument = talking_points(trend), trend.instrument
    for mover in (*points.up, *points.down):
        yield _mover(mover, instrument)
    for low in points.stuck:
        yield _stuck(low, instrument)
    for follow_up in points.follow_ups:
        yield _follow_up(follow_up, instrument)
    for spread in points.spread:
        yield _(
            "{statement}: {words} (consensus {consensus}, {n} votes). Who sees what?",
            statement=statement_label(spread.statement, instrument),
            words=phrase(closeness(spread.figures.consensus, instrument.thresholds)),
            consensus=number(spread.figures.consensus),
            n=spread.figures.n,
        )
    for apart in points.roles:
        yield _(
            "{statement}: {low_role} answer {low} on the average, {high_role} {high}. What does each see?",
            statement=statement_label(apart.statement, instrument),
            low_role=apart.low[0],
            low=apart.low[1],
            high_role=apart.high[0],
            high=apart.high[1],
        )


def _stuck(low: StuckLow, instrument: Instrument) -> str:
    """That a statement stays low. One that counts the other way round stays high, as people answer it."""
    neutral, scale = instrument.thresholds.neutral, instrument.scale_of(low.statement)
    said = {"statement": statement_label(low.statement, instrument), "quarter": low.since}
    if low.statement in instrument.reversed:
        label = scale.label(instrument.counts_as(low.statement, neutral))
        return _(
            '{statement} has been at "{label}" or above since {quarter}, and no action is about it. What can you try?',
            label=label,
            **said,
        )
    return _(
        '{statement} has been at "{label}" or below since {quarter}, and no action is about it. What can you try?',
        label=scale.label(neutral),
        **said,
    )


def _mover(mover: Mover, instrument: Instrument) -> str:
    said = _(
        "{statement}: {steps}, from {before} to {after}.",
        statement=statement_label(mover.statement, instrument),
        steps=steps_words(mover.steps),
        before=instrument.scale_of(mover.statement).spelled(mover.before),
        after=instrument.scale_of(mover.statement).spelled(mover.after),
    )
    ask = _("What made the difference?") if mover.steps > 0 else _("Why?")
    why = _("You wrote: “{text}”", text=mover.because) if mover.because else ask
    return f"{said} {why}"


def _follow_up(follow_up: FollowUp, instrument: Instrument) -> str:
    action = follow_up.action
    said = _("Action “{text}” ({state}).", text=action.text, state=phrase(action.state))
    if follow_up.steps is None or action.about is None:
        return f"{said} {_('Did it work?')}"
    return " ".join(
        (said, f"{statement_label(action.about, instrument)}: {steps_words(follow_up.steps)}.", _("Did it work?"))
    )
