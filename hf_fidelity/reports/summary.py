"""The newest quarter in words: where we are, what moved and whether it means anything, and what to talk about."""

from collections.abc import Iterator, Sequence
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Action
from hf_fidelity.domain.scores.figures import closeness
from hf_fidelity.domain.scores.scoring import index_of
from hf_fidelity.domain.scores.talking_points import (
    AT_MOST,
    FollowUp,
    LowConsensus,
    Lowest,
    Mover,
    StuckLow,
    TalkingPoints,
    low_now,
    talking_points,
)
from hf_fidelity.domain.scores.trend import Trend, TrendRow
from hf_fidelity.domain.scores.two_quarters import Change
from hf_fidelity.ground import N_, Finding, _, number
from hf_fidelity.reports.document import Bullets, Section
from hf_fidelity.reports.measures import limit_words, value_words, verdict_words
from hf_fidelity.reports.words import (
    answered_as,
    basis_words,
    change_words,
    consensus_shown,
    of_total,
    phrase,
    row_label,
    statement_label,
    step_of,
    steps_counted,
)


def lead(trend: Trend, level: int = 2) -> tuple[Section, ...]:
    """What is said first. Talk and actions are the team's own: the public gets neither.

    Below another heading, of one of several teams, it stays there: at the top nobody would see whose it is.
    """
    said = [(_("Where are we?"), where_we_are(trend)), (_("What moved?"), what_moved(trend))]
    sections = [Section(title, (Bullets(tuple(sentences)),), level, lead=True) for title, sentences in said]
    if trend.policy.audience == "team":
        sections += [talk_section(trend, level), *([] if trend.instrument.by_citizens else [_agreed(trend, level)])]
    return tuple(section._replace(lead=level == 2) for section in sections)


def _agreed(trend: Trend, level: int) -> Section:
    """What is still open now: not what has been done since the record was closed."""
    open_actions = tuple(action_words(action) for action in trend.actions if action.state == "open")
    return Section(_("What we agreed to do"), (Bullets(open_actions or (_("No action is open."),)),), level, lead=True)


def action_words(action: Action) -> str:
    """An action with what is known of it: state, responsible role, deadline, outcome."""
    about = f"{action.about}: " if action.about else ""
    owner = _("responsible: {owner}", owner=action.owner) if action.owner else ""
    due = _("due {day}", day=action.due) if action.due else ""
    share = _("to be shared {day}", day=action.share_on) if action.share_on and not action.learnt else ""
    details = ", ".join(filter(None, (phrase(action.state), owner, due, share)))
    outcome = _(" Outcome: {text}", text=action.outcome) if action.outcome else ""
    learnt = _(" Learnt: {text}", text=action.learnt) if action.learnt else ""
    return f"{about}{action.text} ({details}).{outcome}{learnt}"


def where_we_are(trend: Trend) -> Iterator[str]:
    """The totals with what they rest on, how the themes stand, the highest and the lowest of them."""
    themes = [row for row in trend.rows if row.row.level == "theme"]
    totals = sum(row.row.level == "total" for row in trend.rows)
    if trend.instrument.totals is not None:
        yield _rests_on(trend)
    for whole in trend.rows:
        if whole.row in trend.instrument.wholes:
            yield _total_words(trend, whole)
        if whole.row.level == "total":
            ends = _ends(trend, [row for row in themes if set(row.row.members) <= set(whole.row.members)])
            yield from of_total(ends, whole.row, totals, trend.instrument)
    for course in trend.measures:
        if course.newest and course.newest.kept is False:
            yield _(
                "{name}: {value} ({limit}): {verdict}.",
                name=course.measure.name,
                value=value_words(course.newest),
                limit=limit_words(course.measure),
                verdict=verdict_words(course.newest),
            )
    for state in ("anchored", "to-strengthen"):  # nothing is said of the others (rule 4)
        if names := [row_label(row.row, trend.instrument) for row in themes if row.state == state]:
            yield _("{state}: {themes}.", state=phrase(state).capitalize(), themes=names)


def _ends(trend: Trend, themes: Sequence[TrendRow]) -> Iterator[str]:
    """Which of the themes that are added up stand highest and lowest."""
    scored = [(s.value, row) for row in themes if (s := row.scores[-1]) is not None and s.value is not None]
    labelled = [(value, row_label(row.row, trend.instrument)) for value, row in scored]
    if ends := highest_and_lowest(labelled):
        yield _("Highest: {best} ({best_score}). Lowest: {worst} ({worst_score}).", **ends)
    elif len(scored) > 1:
        yield _("All themes stand alike ({score}).", score=scored[0][0])


def _rests_on(trend: Trend) -> str:
    """What a questionnaire without a total over everything rests on, and that there is none."""
    whole = trend.newest.scores.whole
    return _(
        "{quarter}: {answered} of {relevant} statements answered ({basis}). They are not added up to one figure: the "
        "questionnaire asks about things of different kinds.",
        quarter=trend.newest.quarter,
        answered=whole.answered,
        relevant=whole.relevant,
        basis=phrase(trend.newest.scores.basis),
    )


def highest_and_lowest(scored: Sequence[tuple[float, str]]) -> dict[str, Any] | None:
    """Which stand highest and which lowest, all that tie: what is printed alike is alike. None where all are."""
    if not scored:
        return None
    best, worst = max(value for value, _label in scored), min(value for value, _label in scored)
    if number(best) == number(worst):
        return None
    named = {end: [label for value, label in scored if number(value) == number(end)] for end in (best, worst)}
    return {"best": named[best], "best_score": best, "worst": named[worst], "worst_score": worst}


def _total_words(trend: Trend, total: TrendRow) -> str:
    """Where a total stands, or a theme that is in none: on a staircase with the step that it is nearest to."""
    score, scale = total.scores[-1], trend.instrument.scale
    index = index_of(score, trend.instrument)
    if total.row.id != "total":
        return _named_words(trend, total)
    if score is None or score.value is None or index is None:
        return _("{quarter}: too few answers for a total.", quarter=trend.newest.quarter)
    return _(
        "{quarter}: {score} overall on the scale {low}–{high} (index {index}). "
        "It rests on {answered} of {relevant} statements ({basis}).",
        quarter=trend.newest.quarter,
        score=score.value,
        low=scale.lowest,
        high=scale.highest,
        index=number(index, 0),
        basis=basis_words(trend.newest.scores.basis, trend.instrument),
        answered=score.answered,
        relevant=score.relevant,
    )


def _named_words(trend: Trend, whole: TrendRow) -> str:
    score, scale = whole.scores[-1], trend.instrument.scale
    said = {"row": row_label(whole.row, trend.instrument), "low": scale.lowest, "high": scale.highest}
    if score is None or score.value is None:
        return _("{row}: too few answers.", **said)
    said |= {"score": score.value, "answered": score.answered, "relevant": score.relevant}
    if ladder := trend.instrument.ladder(whole.row):
        said |= {"step": step_of(score.value, ladder)}
        return _("{row}: {score} on the staircase {low}–{high}: {step} ({answered} of {relevant} statements).", **said)
    return _("{row}: {score} on the scale {low}–{high} ({answered} of {relevant} statements).", **said)


def what_moved(trend: Trend) -> Iterator[str]:
    """How the totals changed, statements counted, themes that moved beyond their limit, and the run chart's word."""
    if len(trend.course) < 2:
        yield _("This is the first measurement. Next time you can see what has moved.")
        return
    for whole in trend.rows:
        if whole.row in trend.instrument.wholes:
            yield from _whole_moved(trend, whole)
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


def _whole_moved(trend: Trend, whole: TrendRow) -> Iterator[str]:
    """How a total changed, or a theme that is in none."""
    newest, only = _newest_change(trend, whole), whole.row.id == "total"
    row = row_label(whole.row, trend.instrument)
    if newest and (newest.held or not only):
        yield _("{row}: {change}.", row=row, change=change_words(newest, trend.instrument))
    elif newest:
        yield _("Since {quarter}: {change}.", quarter=newest.start, change=change_words(newest, trend.instrument))
    elif only:
        yield _("There is no earlier measurement to compare {quarter} with.", quarter=trend.newest.quarter)


def _themes_moved(trend: Trend) -> Iterator[str]:
    """The themes of a total with a change to speak of; where no theme has one, that."""
    themes = [row for row in trend.rows if row.row.level == "theme" and row.row not in trend.instrument.unsummed]
    newest = [(row, _newest_change(trend, row)) for row in themes]
    moved = [(row, change) for row, change in newest if change and change.verdict in ("possible", "sustained")]
    for row, change in moved:
        label = row_label(row.row, trend.instrument)
        yield _("{row}: {change}.", row=label, change=change_words(change, trend.instrument))
    if not moved and any(change and change.verdict == "no-clear-change" for _row, change in newest):
        yield _("No theme has moved clearly.")


def _newest_change(trend: Trend, row: TrendRow) -> Change | None:
    return row.changes[-1] if row.changes and row.changes[-1].end == trend.newest.quarter else None


def moved_words(trend: Trend) -> str:
    """``5 op, 9 uændrede, 2 ned``; empty where nothing can be compared."""
    moved = trend.moved
    return _("{up} up, {same} unchanged, {down} down", up=moved.up, same=moved.same, down=moved.down) if moved else ""


# What to talk about next, as sentences.


def talk_section(trend: Trend, level: int = 2) -> Section:
    """The talking points of the newest quarter; says so where there are none."""
    said = tuple(_sentences(trend)) or (_nothing_else(trend),)
    return Section(_("What to talk about"), (Bullets(said),), level, lead=True)


def _nothing_else(trend: Trend) -> str:
    """That there is no talking point: nothing stands out, or what is low is acted on or has been told before."""
    if low_now(trend):
        return _("Nothing else stands out than what stands low. Is there something the form does not ask about?")
    return _("Nothing stands out. Is there something the form does not ask about?")


def _sentences(trend: Trend) -> Iterator[str]:
    points, instrument = talking_points(trend), trend.instrument
    for movers in (points.up, points.down):
        for mover in movers[:AT_MOST]:
            yield _mover(mover, instrument)
        yield from _as_much(N_("As far in the same direction: {statements}."), movers, instrument)
    for low in points.stuck[:AT_MOST]:
        yield _stuck(low, instrument)
    yield from _as_much(N_("As low for as long, and without an action: {statements}."), points.stuck, instrument)
    for lowest in points.lowest[:AT_MOST]:
        yield _lowest(lowest, trend)
    yield from _as_much(N_("As low: {statements}."), points.lowest, instrument)
    for follow_up in points.follow_ups:
        yield _follow_up(follow_up, trend)
    yield from _seen_differently(points, instrument)
    yield from _votes_apart(points, instrument)
    if any(finding.code == "roles-under-limit" for finding in hidden_in(trend)):
        yield _("Whether the roles see it differently is hidden: a role, or those without one, are too few.")


def hidden_in(trend: Trend) -> list[Finding]:
    """What is hidden in the newest quarter, and why."""
    return [finding for finding in trend.findings if finding.params.get("quarter") == trend.newest.quarter]


def _as_much(
    message: str, things: Sequence[Mover | StuckLow | Lowest | LowConsensus], instrument: Instrument
) -> Iterator[str]:
    """Those that tie with the last one told of, by their names alone: a list of sixteen cannot be talked about."""
    if rest := [statement_label(each.statement, instrument) for each in things[AT_MOST:]]:
        yield _(message, statements="; ".join(rest))


def _votes_apart(points: TalkingPoints, instrument: Instrument) -> Iterator[str]:
    """Where the votes are spread most, and where roles see it differently."""
    for spread in points.spread[:AT_MOST]:
        yield _(
            "{statement}: {words} (consensus {consensus}, {n} votes). Who sees what?",
            statement=statement_label(spread.statement, instrument),
            words=phrase(closeness(spread.figures.consensus, instrument.thresholds)),
            consensus=consensus_shown(spread.figures.consensus, instrument.thresholds),
            n=spread.figures.n,
        )
    yield from _as_much(N_("As widely spread: {statements}."), points.spread, instrument)
    for apart in points.roles:
        yield _(
            "{statement}: {low_role} answer {low} on average, {high_role} {high}. What does each see?",
            statement=statement_label(apart.statement, instrument),
            low_role=apart.low[0],
            low=apart.low[1],
            high_role=apart.high[0],
            high=apart.high[1],
        )


def _seen_differently(points: TalkingPoints, instrument: Instrument) -> Iterator[str]:
    """Where citizens answered otherwise than the team by a point or more."""
    for seen in points.citizens[:AT_MOST]:
        yield _(
            "{principle}: you are at {own}, citizens at {mean} ({n} answered). You see it differently. "
            "What do they see that you do not?",
            principle=row_label(seen.row, instrument),
            own=seen.side.own,
            mean=seen.side.mean,
            n=seen.side.n,
        )
    if rest := [row_label(seen.row, instrument) for seen in points.citizens[AT_MOST:]]:
        yield _("Citizens see these differently too: {principles}.", principles="; ".join(rest))


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


def _lowest(low: Lowest, trend: Trend) -> str:
    """That a statement is low, as the team agreed on it, or what its votes come to."""
    label, point = statement_label(low.statement, trend.instrument), trend.newest.record.answer(low.statement).agreed
    if trend.newest.scores.basis == "agreed" and point is not None:
        said = answered_as(low.statement, point, trend.instrument)
        return _("{statement}: {answer}, and no action is about it. What can you try?", statement=label, answer=said)
    return _("{statement}: {score} on average. What lies behind it?", statement=label, score=low.value)


def _mover(mover: Mover, instrument: Instrument) -> str:
    said = _(
        "{statement}: {steps}, from {before} to {after}.",
        statement=statement_label(mover.statement, instrument),
        steps=steps_counted(
            mover.statement, mover.steps, instrument.counts_as(mover.statement, mover.after), instrument
        ),
        before=instrument.scale_of(mover.statement).spelled(mover.before),
        after=instrument.scale_of(mover.statement).spelled(mover.after),
    )
    ask = _("What made the difference?") if mover.steps > 0 else _("Why?")
    why = _("You wrote: “{text}”", text=mover.because) if mover.because else ask
    return f"{said} {why}"


def _follow_up(follow_up: FollowUp, trend: Trend) -> str:
    """What became of an action and of its statement. Where its outcome is known, nobody is asked whether it worked."""
    action = follow_up.action
    said = _("Action “{text}” ({state}).", text=action.text, state=phrase(action.state))
    known = [_("Outcome: {text}", text=action.outcome)] if action.outcome else []
    known += [_("Learnt: {text}", text=action.learnt)] if action.learnt else []
    ask = " ".join(known) or _("Did it work?")
    if follow_up.steps is None or action.about is None:
        return f"{said} {ask}"
    now = trend.newest.scores.ratings.get(action.about)
    points = now if isinstance(now, float) else None
    moved = steps_counted(action.about, follow_up.steps, points, trend.instrument)
    return f"{said} {statement_label(action.about, trend.instrument)}: {moved}. {ask}"
