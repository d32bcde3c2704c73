"""The questions about parts and numbers: which parts the team answers, and each number that has a limit."""

from collections.abc import Iterator

from hf_fidelity.domain.interview import Interview
from hf_fidelity.domain.questionnaire.instrument import Input, Measure, Reading, read_number
from hf_fidelity.i18n import _, text_in
from hf_fidelity.journeys.keys import read_text
from hf_fidelity.journeys.noting import Around, Notice, Step
from hf_fidelity.journeys.screens import Question
from hf_fidelity.reports.measures import plain, reading_words


def asks_parts(interview: Interview) -> Iterator[str]:
    """The question of which parts are answered, where the questionnaire has any."""
    if interview.instrument.parts:
        yield "parts"


def asks_numbers(interview: Interview) -> Iterator[str]:
    """A question for each number of the measures that go with the chosen parts."""
    for measure in interview.instrument.measures_of(interview.record.parts):
        for asked in measure.inputs:
            yield f"number:{measure.id}.{asked.id}"


def first_number(interview: Interview) -> str | None:
    """The first of these questions; None where the team is asked for no number."""
    return next(asks_numbers(interview), None)


def answer_parts(interview: Interview, around: Around, notice: Notice) -> Step:
    """Ask for the parts by their numbers; the meeting then stands at the first statement of theirs. Raises Quit."""
    parts = interview.instrument.parts
    usual = interview.record.parts or tuple(part.id for part in parts)
    names = [part.name for part in parts if part.id in usual]
    text = _("Which of these do you use? Type the numbers, like 1 3 (Enter alone: {parts})", parts=names)
    choices = tuple(text_in(part.name) for part in parts)
    typed = read_text(around.ask(Question(text, choices, notice, opening=True))).replace(",", " ").split()
    numbers = {str(n): part.id for n, part in enumerate(parts, 1)}
    if not set(typed) <= numbers.keys():
        return interview, (_("Type the numbers in front of what you use, with a blank between."),)
    return interview.with_parts([numbers[n] for n in typed] or usual), ()


def answer_number(interview: Interview, around: Around, notice: Notice, id: str) -> Step:
    """Ask for one number and go on to the next; Enter leaves it as it is. Raises Quit."""
    found = _asked(interview, id)
    if found is None:
        return interview.ask(None), notice
    measure, asked = found
    known = interview.record.measures.get(measure.id, {}).get(asked.id)
    stays = _("Enter alone: pass over") if known is None else _("Enter alone: {number}", number=plain(known))
    text = f"{text_in(measure.name)}: {text_in(asked.label)} ({stays})"
    typed = read_text(around.ask(Question(text, notice=notice, opening=True)))
    if not typed:
        return _next(interview, measure, id)
    number = read_number(typed)
    if number is None or (asked is measure.per and not number):
        return interview, (_("Type a number, for example 7."),)
    given = {**interview.record.measures.get(measure.id, {}), asked.id: number}
    told = interview.with_record(measures={**interview.record.measures, measure.id: given})
    return _next(told, measure, id)


def _next(interview: Interview, measure: Measure, id: str) -> Step:
    """The question behind this one; once a measure is whole, what it comes to."""
    asked = list(asks_numbers(interview))
    at = asked.index(f"number:{id}") + 1
    reading = Reading(measure, interview.record.measures.get(measure.id, {}))
    whole = id.rpartition(".")[2] == measure.inputs[-1].id and reading.value is not None
    said = (reading_words(reading),) if whole else ()
    return interview.ask(asked[at] if at < len(asked) else None), said


def _asked(interview: Interview, id: str) -> tuple[Measure, Input] | None:
    wanted = id.partition(".")
    for measure in interview.instrument.measures_of(interview.record.parts):
        for asked in measure.inputs:
            if (measure.id, asked.id) == (wanted[0], wanted[2]):
                return measure, asked
    return None
