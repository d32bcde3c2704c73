"""The rules that a report prints beside its numbers, with where they come from."""

from hf_fidelity.domain import standing
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.i18n import _, text_in, words


def reading_rules(instrument: Instrument) -> tuple[str, ...]:
    """How to read one quarter's scores."""
    scale = instrument.scale
    index = _(
        "Scores are means on the scale {low}–{high}; every statement weighs the same. "
        "Index = (mean − {low}) / ({high} − {low}) × 100: percent of the range, so all in the middle gives 50.",
        low=scale.lowest,
        high=scale.highest,
    )
    return (index, *_standing_rules(instrument), *reversed_rule(instrument), *own_reading(instrument))


def _standing_rules(instrument: Instrument) -> tuple[str, ...]:
    """Rule 4 in the words of each scale; themes on ladders of the same words share it."""
    return tuple(dict.fromkeys(words(*standing.rule(instrument, scale)) for scale in instrument.scales))


def reversed_rule(instrument: Instrument) -> tuple[str, ...]:
    """How reversed statements are read; nothing where there are none."""
    if not instrument.reversed:
        return ()
    scale = instrument.scale
    said = _(
        "(reversed): agreeing counts low. Answers and votes are shown as they were given, scores as they count: "
        "{high} counts as {low}.",
        high=scale.highest,
        low=scale.lowest,
    )
    return (said,)


def scale_rule(instrument: Instrument) -> str:
    """What scores are, where no index is shown."""
    scale = instrument.scale
    return _(
        "Scores are means on the scale {low}–{high}; every statement weighs the same.",
        low=scale.lowest,
        high=scale.highest,
    )


def own_reading(instrument: Instrument) -> tuple[str, ...]:
    """What is our reading of the form, where principles are shown; nothing where there are none."""
    return (text_in(instrument.own_reading),) if instrument.own_reading and instrument.principles else ()


def privacy_rule(policy: Policy) -> str:
    """The smallest group whose votes are shown in this report."""
    return _("Votes are shown only where at least {limit} people answered.", limit=policy.limit)


def run_chart_rule() -> str:
    """What the run chart's two rules are, and whose."""
    return _(
        "Run chart: the course has shifted where a run on one side of the median is longer than round(log2 n + 3), or "
        "where it crosses the median less often than the 5 % point of a binomial of n − 1 tries (Anhøj & Olesen 2014, "
        "PLoS ONE 9(11): e113825); n is the number of points off the median, 10 or more."
    )


def change_rules(instrument: Instrument) -> tuple[str, ...]:
    """How to read changes between quarters."""
    limits = instrument.thresholds
    rule = _(
        "A total that moves by at most {limit} is no clear change. A theme must also have moved by {steps} steps "
        "on its statements in all.",
        limit=limits.total_change,
        steps=limits.theme_steps,
    )
    sustained = _(
        "Sustained change: the two latest measurements both lie beyond the limit from the one before them, in the same "
        "direction; the newest step itself may be small."
    )
    source = (text_in(instrument.limits_note),) if instrument.limits_note else ()
    meaning = _("A fall can mean that the bar was raised, and a rise that it was lowered. Ask each other why.")
    return (rule, sustained, *source, meaning)
