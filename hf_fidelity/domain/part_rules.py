"""What a questionnaire's parts and measures must fulfil: parts that hold something, limits that go one way."""

from collections.abc import Iterator

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.rule import Broken, broken
from hf_fidelity.i18n import N_


def known_parts(instrument: Instrument) -> Iterator[Broken]:
    """Themes and measures name a part that there is."""
    known = sorted(part.id for part in instrument.parts)
    message = N_("There is no part {id}. Known are: {known}.")
    nobody = N_("There is no part {id}: the questionnaire has no parts. Name it under parts, or take it out here.")
    for name in ("themes", "measures"):
        for i, thing in enumerate(getattr(instrument, name)):
            if thing.part is not None and thing.part not in known:
                said = message if known else nobody
                yield broken((name, i, "part"), "unknown-part", said, id=thing.part, known=known)


def used_parts(instrument: Instrument) -> Iterator[Broken]:
    """A part that is chosen has something to answer."""
    used = {theme.part for theme in instrument.themes}
    for i, part in enumerate(instrument.parts):
        if part.id not in used:
            message = N_("No theme belongs to the part {id}. Say part: {id} in one, or take the part out.")
            yield broken(("parts", i), "part-without-theme", message, id=part.id)


def one_limit(instrument: Instrument) -> Iterator[Broken]:
    """A measure has a limit, and it goes one way."""
    none = N_("A measure needs its limit: at_most or at_least.")
    both = N_("A measure has one limit: at_most or at_least, not both.")
    twice = N_("The id {id} is used twice. Give this one another id.")
    for i, measure in enumerate(instrument.measures):
        limits = (measure.at_most, measure.at_least)
        if limits == (None, None):
            yield broken(("measures", i), "measure-without-limit", none)
        elif None not in limits:
            yield broken(("measures", i, "at_least"), "measure-with-two-limits", both)
        if measure.per is not None and measure.per.id == measure.count.id:
            yield broken(("measures", i, "per", "id"), "duplicate-id", twice, id=measure.per.id)
