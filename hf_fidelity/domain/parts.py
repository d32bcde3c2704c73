"""Which parts of a questionnaire a team answers, and the measures that go with them.

What belongs to a part that a team has not chosen is neither asked nor scored, and no settled record keeps it.
"""

from collections.abc import Iterable, Iterator

from hf_fidelity.domain.measure import Reading
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment


def choose(record: Assessment, instrument: Instrument, parts: Iterable[str]) -> Assessment:
    """The record with these parts chosen, in the order of the form. What was answered to others stays for now."""
    wanted = set(parts)
    return record.model_copy(update={"parts": tuple(part.id for part in instrument.parts if part.id in wanted)})


def only_chosen(record: Assessment, instrument: Instrument) -> Assessment:
    """The record without answers and measures of parts that the team has not chosen."""
    if not instrument.parts:
        return record
    asked = set(instrument.asked(record.parts))
    apart = {measure.id for measure in instrument.measures} - {m.id for m in instrument.measures_of(record.parts)}
    answers = {id: answer for id, answer in record.answers.items() if id in asked or not instrument.has(id)}
    measures = {id: given for id, given in record.measures.items() if id not in apart}
    return record.model_copy(update={"answers": answers, "measures": measures})


def used_parts(record: Assessment, instrument: Instrument) -> tuple[str, ...]:
    """The parts that something in the record belongs to: an answer, votes of somebody, or a number."""
    answered = {id for id, a in record.answers.items() if a.settled or (a.votes and a.votes.all.answered)}
    return instrument.parts_among({*answered, *(id for id, given in record.measures.items() if given)})


def readings(record: Assessment, instrument: Instrument) -> tuple[Reading, ...]:
    """What the record's numbers come to, a reading for each measure that the team is asked for."""
    return tuple(Reading(each, record.measures.get(each.id, {})) for each in instrument.measures_of(record.parts))


def parts_changed(before: Assessment, after: Assessment, instrument: Instrument) -> bool:
    """Whether the team answered other parts the time before."""
    return bool(instrument.parts) and set(before.parts) != set(after.parts)


def unchosen(record: Assessment, instrument: Instrument, things: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Those of the statements and measures that belong to a part which is not chosen, each with its part."""
    for thing in things:
        for part in instrument.parts_among({thing}):
            if part not in record.parts:
                yield thing, part
