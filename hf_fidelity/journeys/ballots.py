"""Votes on the meeting's screen: echoed back in words, drawn, and checked against how many take part."""

from collections.abc import Sequence

from hf_fidelity.domain.ballot import middle_answer
from hf_fidelity.domain.interview import Interview
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.scores.figures import VoteFigures, closeness
from hf_fidelity.i18n import _, ngettext, number, text_in
from hf_fidelity.reports.words import phrase, statement_label

_WIDEST = 20
"""So many marks the longest bar has at the most."""


def drawn(interview: Interview, id: str) -> tuple[str, ...]:
    """A bar a point, in the order of the form, and how close the votes lie; nothing where there are none."""
    votes, found = interview.record.answer(id).votes, interview.votes(id)
    if votes is None or found is None:
        return ()
    form, scale = interview.instrument, interview.instrument.scale_of(id)
    counts = dict(zip(scale.values, votes.all.counts, strict=True))
    labels = {point.value: text_in(point.label) for point in scale.points}
    wide, most = max(map(len, labels.values())), max(counts.values())
    bars = [f"{labels[value]:<{wide}}  {_bar(counts[value], most)}{counts[value]}" for value in labels]
    return (*bars, spread_words(found, form))


def _bar(count: int, most: int) -> str:
    length = count if most <= _WIDEST else -(-count * _WIDEST // most)
    return "█" * length + " " * (count > 0)


def spread_words(found: VoteFigures, form: Instrument) -> str:
    """``7 enkeltsvar: svarene er noget spredt (0,66).``"""
    return ngettext(
        "{number} vote: {words} (consensus {consensus}).",
        "{number} votes: {words} (consensus {consensus}).",
        found.n,
        words=phrase(closeness(found.consensus, form.thresholds)),
        consensus=number(found.consensus),
    )


def echoed(counts: Sequence[int], interview: Interview) -> tuple[str, ...]:
    """What was typed, in words, and whether as many answered as take part."""
    scale, n = interview.scale, sum(counts)
    told = [
        f"{counts[scale.values.index(point.value)]} {text_in(point.label)}"
        for point in scale.points
        if counts[scale.values.index(point.value)]
    ]
    said = [_("Votes on {statement}: {votes}.", statement=interview.current, votes=told)]
    people = interview.record.participants
    if people is not None and n < people:
        missing = people - n
        said.append(
            ngettext(
                "{people} take part, {votes} votes: is {number} missing?",
                "{people} take part, {votes} votes: are {number} missing?",
                missing,
                people=people,
                votes=n,
            )
        )
    if people is not None and n > people:
        said.append(_("{people} take part, {votes} votes: that is more votes than people.", people=people, votes=n))
    return tuple(said)


def middle_of(interview: Interview) -> int | None:
    """The answer that can be taken as it is: the middle one, where the votes on the statement in hand lie close."""
    found = interview.votes(interview.current or "")
    if found is None or closeness(found.consensus, interview.instrument.thresholds) != "close":
        return None
    return middle_answer(found, interview.instrument.scale)


def agenda(interview: Interview, most: int = 5) -> tuple[str, ...]:
    """Where the votes lie farthest apart, before the meeting begins; nothing where there are no votes."""
    form = interview.instrument
    found = [(figures, id) for id in interview.steps if (figures := interview.votes(id))]
    if not found:
        return ()
    people = max(figures.n for figures, _id in found)
    lines = [
        ngettext("There are votes of {number} person.", "There are votes of {number} people.", people),
    ]
    apart = [(f, id) for f, id in found if closeness(f.consensus, form.thresholds) != "close"]
    if not apart:
        return (*lines, _("The answers lie close on every statement."))
    lines.append(_("The answers lie farthest apart on:"))
    for figures, id in sorted(apart, key=lambda pair: pair[0].consensus)[:most]:
        words = phrase(closeness(figures.consensus, form.thresholds))
        lines.append(f"  {statement_label(id, form)}: {words} ({number(figures.consensus)})")
    return tuple(lines)
