"""What every report says the same: its head with the questionnaires it tells of, the field's words for codes, and the
rules that it prints beside its numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from hf_fidelity.domain.questionnaire.instrument import Instrument, Row, Scale, Thresholds, every_text
from hf_fidelity.domain.record import Policy
from hf_fidelity.domain.scores import scoring
from hf_fidelity.domain.scores.figures import closeness
from hf_fidelity.domain.scores.scoring import Basis
from hf_fidelity.domain.scores.trend import Trend, TrendRow
from hf_fidelity.domain.scores.two_quarters import JUDGED, TOLERANCE, Change
from hf_fidelity.ground import (
    N_,
    Quarter,
    _,
    in_words,
    language,
    ngettext,
    number,
    quarter,
    rounded,
    text_in,
    told_apart,
    words,
)
from hf_fidelity.reports.document import Document, Facts, Number, Section, WhenAsked

_WORDS = {
    "no-clear-change": N_("no clear change"),
    "possible": N_("possible change"),
    "sustained": N_("sustained change"),
    "not-comparable": N_("not comparable"),
    "not-judged": N_("not judged"),
    "anchored": N_("anchored"),
    "agreed-once": N_('agreed at "{anchored}" or above, not yet two quarters running'),
    "to-strengthen": N_("to be strengthened"),
    "mixed": N_("mixed"),
    "agreed": N_("agreed answers"),
    "votes": N_("votes, not settled"),
    "total": N_("Total"),
    "close": N_("the answers lie close"),
    "some-spread": N_("the answers are somewhat spread"),
    "wide-spread": N_("the answers are widely spread"),
    "open": N_("open"),
    "overdue": N_("overdue"),
    "done": N_("done"),
    "dropped": N_("dropped"),
    "error": N_("error"),
    "warning": N_("warning"),
    "info": N_("note"),
    "final": N_("closed"),
    "unfinished": N_("unfinished"),
    "damaged": N_("damaged"),
    "official": N_("official form"),
    "reflection": N_("questions for reflection, written from the source; not a validated form"),
}


def phrase(code: str, **params: object) -> str:
    """The words for a code of the domain."""
    return _(_WORDS[code], **params)


# The head. Reports are made here and nowhere else, so that none can take questions of ours for an official form by
# leaving it out.


def report(
    title: str,
    about: str,
    sections: Iterable[Section],
    *,
    instruments: Sequence[Instrument],
    notes: Iterable[str] = (),
    data: Facts | WhenAsked | None = None,
) -> Document:
    """A report in the chosen language.

    ``about`` is whose or what it is, empty where the title says that. ``instruments`` are the questionnaires that it
    tells of, none where it is about files or teams: they stand behind it on the second line, a name that is the title
    not once more.
    """
    named = (named_with_status(instruments, title),) if instruments else ()
    foreign = {text: spoken for instrument in instruments for text, spoken in foreign_texts(instrument).items()}
    subtitle = " · ".join(filter(None, (about, *named)))
    return Document(title, subtitle, language(), tuple(sections), tuple(notes), data, foreign)


def named_with_status(instruments: Sequence[Instrument], title: str = "") -> str:
    """The questionnaires, and whether they are official forms: ``Our form (official form)``.

    Those of one status stand together. One whose name is the ``title`` above gives its status only.
    """
    by_status: dict[str, list[str]] = {}
    called = told_apart({instrument.id: instrument.name for instrument in instruments})
    for instrument in instruments:
        by_status.setdefault(phrase(instrument.status), []).append(text_in(called[instrument.id]))
    return " · ".join(
        status if names == [title] else f"{in_words(names)} ({status})" for status, names in by_status.items()
    )


def foreign_texts(instrument: Instrument) -> dict[str, str]:
    """The questionnaire's texts that are not in the chosen language → the language they are in."""
    if language() in instrument.languages:
        return {}
    return {text_in(text): next(iter(text)) for _path, text in every_text(instrument)}


# Words for what reports tell, and the rules beside it.


def basis_words(basis: Basis | None, instrument: Instrument) -> str:
    """What scores rest on: agreed answers, votes that no meeting has settled yet, or citizens' own, which none will."""
    return _("citizens' own answers") if instrument.by_citizens and basis == "votes" else phrase(str(basis))


def not_settled(basis: Basis | None, instrument: Instrument) -> bool:
    """Whether a meeting has yet to agree. Citizens' answers wait for none."""
    return basis == "votes" and not instrument.by_citizens


def state_words(code: str | None, row: Row, instrument: Instrument) -> str:
    """How a theme or principle stands, in the words of its own scale; empty where that is not said."""
    if code is None:
        return ""
    scale = instrument.scale_of(row.members[0])
    return phrase(code, anchored=scale.label(instrument.thresholds.anchored_from))


def statement_label(id: str, instrument: Instrument) -> str:
    """A statement with its id and short text; one that counts the other way round says so."""
    text = f"{id} {text_in(instrument.statement(id).label)}"
    return _("{statement} (reversed)", statement=text) if id in instrument.reversed else text


def answered_as(id: str, point: int, instrument: Instrument) -> str:
    """An answer in words, ``Enig (4)``; of a reversed statement also what it counts as."""
    said = instrument.scale_of(id).spelled(point)
    if id not in instrument.reversed:
        return said
    return _("{answer}, counts as {point}", answer=said, point=instrument.counts_as(id, point))


def row_label(row: Row, instrument: Instrument) -> str:
    """What a row is called in a table: statements with their id, principles marked where they rest on one."""
    label = instrument.label(row)
    if label is None:
        return phrase("total")
    if row.level == "statement":
        return statement_label(row.id, instrument)
    if row.level == "principle" and len(row.members) == 1:
        return _("{name} (one statement)", name=label)
    return text_in(label)


def about_words(about: str | None, instrument: Instrument) -> str:
    """What an action is about: a statement with its id, or a theme; the id alone where it is asked about no more."""
    rows = (row for row in instrument.rows() if row.level in ("theme", "statement") and row.id == about)
    row = next(rows, None)
    return row_label(row, instrument) if row else about or ""


def of_total(said: Iterable[str], total: Row, totals: int, instrument: Instrument) -> Iterator[str]:
    """What is said of the themes of a total; of several totals, which may share themes, each by its name."""
    for sentence in said:
        yield sentence if totals == 1 else _("{row}: {said}", row=row_label(total, instrument), said=sentence)


def broken_words(row: Row, said: dict[str, object], instrument: Instrument) -> str:
    """That a row cannot be compared between two quarters (``quarter``, ``before``), and ``why``."""
    if row.id == "total":
        return _("The total of {quarter} cannot be compared with {before}: {why}.", **said)
    label = row_label(row, instrument)
    return _("{row}: {quarter} cannot be compared with {before}: {why}.", row=label, **said)


def steps_words(steps: int) -> str:
    """How far a statement moved: ``1 trin op``, ``uændret``, ``2 trin ned``."""
    if steps == 0:
        return _("unchanged")
    if steps > 0:
        return ngettext("{number} step up", "{number} steps up", steps)
    return ngettext("{number} step down", "{number} steps down", -steps)


def steps_counted(id: str, steps: int, now: float | None, instrument: Instrument) -> str:
    """How far a statement moved, as people answered it; of a reversed one also how that counts.

    ``steps`` are as they count, and ``now`` is what the newest answer counts as.
    """
    if steps == 0 or now is None or id not in instrument.reversed:
        return steps_words(steps)
    points = instrument.scale.values
    move = f"{points[points.index(int(now)) - steps]}\u00a0→\u00a0{int(now)}"
    if steps < 0:
        return ngettext(
            "{number} step up in agreement, counts {move}",
            "{number} steps up in agreement, counts {move}",
            -steps,
            move=move,
        )
    return ngettext(
        "{number} step down in agreement, counts {move}",
        "{number} steps down in agreement, counts {move}",
        steps,
        move=move,
    )


def step_of(value: float, ladder: Scale) -> str:
    """The step of a staircase that a mean lies on, or those it lies between: ``Vidensdeling``."""
    below = max(point for point in ladder.values if point <= value + TOLERANCE)
    if value - below < TOLERANCE:
        return text_in(ladder.label(below))
    above = min(point for point in ladder.values if point > value)
    return _("between {below} and {above}", below=ladder.label(below), above=ladder.label(above))


def verdict_of(change: Change, instrument: Instrument) -> str:
    """What a change of a total or a theme means, for a table: a sustained one since when and by how much."""
    if change.held is None:
        return phrase(change.verdict or "not-judged")
    said = N_("the rise holds ({size} since {quarter})")
    if change.held.delta < 0:
        said = N_("the fall holds ({size} since {quarter})")
    size = _size(_difference(change.held.delta, instrument, partial=change.held.partial))
    return _(said, size=size, quarter=short_quarter(change.held.since))


_PARTIAL = "*"
"""Behind a difference that rests on fewer statements than the figures it is between."""


def difference(change: Change, instrument: Instrument) -> Number:
    """How far a row moved, for a table; marked where it is not the difference of the two figures beside it."""
    return _difference(change.delta, instrument, partial=change.partial, judged=change.verdict is not None)


def _difference(delta: float | None, instrument: Instrument, *, partial: bool, judged: bool = True) -> Number:
    limit = instrument.thresholds.total_change + TOLERANCE
    decimals = 2 if delta is None or not judged else decimals_that_tell(delta, lambda value: abs(value) > limit)
    return Number(delta, decimals, signed=True, mark=_PARTIAL if partial else "")


def _size(difference: Number) -> str:
    """A difference within a sentence."""
    return number(difference.value or 0.0, difference.decimals, signed=True) + difference.mark


def change_words(change: Change, instrument: Instrument) -> str:
    """A change of a total or a theme in words with its size: ``mulig ændring, +0,31``."""
    if change.delta is None:
        return phrase("not-comparable")
    size = _size(difference(change, instrument))
    if change.held is None:
        return f"{phrase(change.verdict)}, {size}" if change.verdict else f"{size} ({phrase('not-judged')})"
    said = {
        (True, True): N_("the rise since {quarter} holds ({size}); unchanged since last time"),
        (True, False): N_("the rise since {quarter} holds ({size}); {step} since last time"),
        (False, True): N_("the fall since {quarter} holds ({size}); unchanged since last time"),
        (False, False): N_("the fall since {quarter} holds ({size}); {step} since last time"),
    }[change.held.delta > 0, abs(change.delta) < TOLERANCE]
    whole = _size(_difference(change.held.delta, instrument, partial=change.held.partial))
    return _(said, quarter=change.held.since, size=whole, step=size)


def team_title(trend: Trend, title: str) -> str:
    """The title of a table of a team's figures, which stands alone where tables are taken out of their report."""
    return f"{trend.newest.record.team.name}: {title}"


def short_quarter(value: Quarter) -> str:
    """``3. kvt. 2026``."""
    return quarter(value.year, value.number, short=True)


def translation_note(instrument: Instrument) -> str | None:
    """That the wording is our own translation, where it is."""
    if language() not in instrument.own_translations:
        return None
    return _("The English wording is our own translation.")


# Figures beside words that rest on them. Near a limit two decimals may be those of the other side.

_MOST_DECIMALS = 6
"""With so many, what lies on a limit but for the tail of a float is shown as lying on it."""


def decimals_that_tell(value: float, told: Callable[[float], object]) -> int:
    """How many decimals a figure needs to be told as it is: two, and more where what is shown would be told otherwise.

    ``told`` is what is said of a figure.
    """
    said = told(value)
    enough = (n for n in range(2, _MOST_DECIMALS) if told(float(rounded(value, n))) == said)
    return next(enough, 2)


def consensus_decimals(consensus: float, thresholds: Thresholds) -> int:
    """How many decimals a consensus needs beside its words."""
    return decimals_that_tell(consensus, lambda value: closeness(value, thresholds))


def consensus_shown(consensus: float, thresholds: Thresholds) -> str:
    """A consensus as it stands beside its words: 0.496 lies below a half."""
    return number(consensus, consensus_decimals(consensus, thresholds))


# The rules that a report prints beside its numbers, with where they come from.


def reading_rules(instrument: Instrument) -> tuple[str, ...]:
    """How to read one quarter's scores."""
    scale = instrument.scale
    index = _(
        "Index = (mean − {low}) / ({high} − {low}) × 100: percent of the range, so all in the middle gives 50.",
        low=scale.lowest,
        high=scale.highest,
    )
    return (
        f"{scale_rule(instrument)} {index}",
        *_standing_rules(instrument),
        *reversed_rule(instrument),
        *own_reading(instrument),
    )


def _standing_rules(instrument: Instrument) -> tuple[str, ...]:
    """Rule 4 in the words of each scale; themes on ladders of the same words share it."""
    return tuple(dict.fromkeys(words(*scoring.rule(instrument, scale)) for scale in instrument.scales))


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
    """What scores are."""
    scale = instrument.scale
    return _(
        "Scores are means on the scale {low}–{high}; every statement weighs the same.",
        low=scale.lowest,
        high=scale.highest,
    )


def own_reading(instrument: Instrument) -> tuple[str, ...]:
    """What is our reading of the questionnaire, where principles are shown; nothing where there are none."""
    return (text_in(instrument.own_reading),) if instrument.own_reading and instrument.principles else ()


def privacy_rule(policy: Policy) -> str:
    """The smallest group whose votes are shown in this report."""
    return _("Votes are shown only where at least {limit} people answered.", limit=policy.limit)


def incomplete_rule() -> str:
    """What a score with an asterisk lacks, where scores may rest on votes."""
    return _("A score with * lacks at least one statement: nobody answered it, or too few to be shown.")


def run_chart_rule() -> str:
    """What the run chart's two rules are, and whose."""
    return _(
        "Run chart: the course has shifted where a run on one side of the median is longer than round(log2 n + 3), or "
        "where it crosses the median less often than the 5 % point of a binomial of n − 1 tries (Anhøj & Olesen 2014, "
        "PLoS ONE 9(11): e113825); n is the number of points off the median, 10 or more."
    )


def change_rules(trend: Trend, rows: Iterable[TrendRow]) -> tuple[str, ...]:
    """How to read changes between quarters; ``rows`` are those whose changes are told."""
    instrument = trend.instrument
    source = (text_in(instrument.limits_note),) if instrument.limits_note else ()
    limits = (limit_rule(instrument), _sustained_rule(), *source) if not only_votes(trend) else ()
    votes = (votes_rule(instrument),) if _unjudged(trend) else ()
    meaning = _("A fall can mean that the bar was raised, and a rise that it was lowered. Ask each other why.")
    partial = any(change.partial for row in rows for change in row.changes)
    return (*limits, *votes, meaning, partial_rule() if partial else rounding_rule())


def _unjudged(trend: Trend) -> bool:
    """Whether a change of a total or a theme is told without a verdict."""
    return any(change.delta is not None and change.verdict is None for change in _of_wholes(trend))


def only_votes(trend: Trend) -> bool:
    """Whether every change of a total or a theme that can be told is one from votes to votes."""
    return _unjudged(trend) and all(change.verdict in (None, "not-comparable") for change in _of_wholes(trend))


def _of_wholes(trend: Trend) -> Iterator[Change]:
    return (change for row in trend.rows if row.row.level in JUDGED for change in row.changes)


def limit_rule(instrument: Instrument) -> str:
    """How far a total or a theme must move to have changed."""
    return _(
        "A total that moves by at most {limit} is no clear change. A theme must also have moved by {steps} steps "
        "on its statements taken together.",
        limit=instrument.thresholds.total_change,
        steps=instrument.thresholds.theme_steps,
    )


def _sustained_rule() -> str:
    return _(
        "A rise or a fall holds where the two latest measurements both lie beyond the limit from the one before them, "
        "in the same direction; the newest step itself may be small, or none."
    )


def votes_rule(instrument: Instrument) -> str:
    """That from votes to votes a change is shown and nothing is said of it, whose ever they are."""
    if instrument.by_citizens:
        return _("Citizens' answers are not judged: from one time to the next a change is shown, however large.")
    return _("Only agreed answers are judged. From votes to votes a change is shown, however large, but not judged.")


def partial_rule() -> str:
    """Why a difference may be another than that of the two figures beside it, where some rest on fewer statements."""
    return _(
        "Differences rest on the statements that are answered in both quarters. Where these are fewer than the figures "
        "beside it rest on, the difference has a {sign} and can be another than theirs, in direction too. "
        "The others are made before anything is rounded, and can be {hundredth} off those of the figures shown.",
        sign=_PARTIAL,
        hundredth=0.01,
    )


def rounding_rule() -> str:
    """Why a difference may not be that of the two figures beside it."""
    return _("Differences are made before anything is rounded, and can be {hundredth} off those of the figures shown.",
             hundredth=0.01)  # fmt: skip
