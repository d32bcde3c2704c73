"""What to talk about next, as sentences."""

from collections.abc import Iterator

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.scores.figures import closeness
from hf_fidelity.domain.scores.talking_points import FollowUp, Mover, StuckLow, talking_points
from hf_fidelity.domain.scores.trend import Trend
from hf_fidelity.i18n import _, number
from hf_fidelity.reports.document import Bullets, Section
from hf_fidelity.reports.words import phrase, statement_label, steps_words


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
            statement=named(spread.statement, instrument),
            words=phrase(closeness(spread.figures.consensus, instrument.thresholds)),
            consensus=number(spread.figures.consensus),
            n=spread.figures.n,
        )
    for apart in points.roles:
        yield _(
            "{statement}: {low_role} answer {low} on the average, {high_role} {high}. What does each see?",
            statement=named(apart.statement, instrument),
            low_role=apart.low[0],
            low=apart.low[1],
            high_role=apart.high[0],
            high=apart.high[1],
        )


def named(statement: str, instrument: Instrument) -> str:
    """A statement with its id and short text."""
    return statement_label(statement, instrument)


def _stuck(low: StuckLow, instrument: Instrument) -> str:
    """That a statement stays low. One that counts the other way round stays high, as people answer it."""
    neutral, scale = instrument.thresholds.neutral, instrument.scale_of(low.statement)
    said = {"statement": named(low.statement, instrument), "quarter": low.since}
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
        statement=named(mover.statement, instrument),
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
    return " ".join((said, f"{named(action.about, instrument)}: {steps_words(follow_up.steps)}.", _("Did it work?")))
