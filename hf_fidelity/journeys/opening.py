"""What comes before the statements: who is here, what became of the actions, how citizens were heard.

Each is passed over with Enter alone. They are asked one after the other; the one in hand is part of the draft.
"""

from collections.abc import Callable, Iterator, Mapping

from hf_fidelity.domain.interview import Interview
from hf_fidelity.domain.record.assessment import BriefInspire, CitizenInvolvement
from hf_fidelity.i18n import _
from hf_fidelity.journeys.keys import read_text
from hf_fidelity.journeys.noting import Around, Notice, Step
from hf_fidelity.journeys.numbers import answer_number, answer_parts, asks_numbers, asks_parts, first_number
from hf_fidelity.journeys.parts import careful
from hf_fidelity.journeys.screens import Question

_MOST = 1_000


def opened(interview: Interview) -> Interview:
    """A meeting that begins, at the first of its opening questions."""
    return interview.ask(next(_questions(interview), None))


def is_opening(part: str | None) -> bool:
    """Whether the question that is open is one of these."""
    return (part or "").partition(":")[0] in _ASKED


def answer_opening(interview: Interview, around: Around, notice: Notice) -> Step:
    """Ask the opening question in hand, and go on to the next. Raises Quit, EOFError, KeyboardInterrupt."""
    name, _colon, id = (interview.part or "").partition(":")
    return _ASKED[name](interview, around, notice, id)


def _questions(interview: Interview) -> Iterator[str]:
    """Every question of the opening that there is something to ask by, in their order."""
    record = interview.record
    if record.participants is None:
        yield "participants"
    yield from asks_parts(interview)
    for action in record.actions:
        if action.state == "open" and action.opened_in < record.quarter:
            yield f"follow-up:{action.id}"
    if record.citizen_involvement is None:
        yield "citizens"
    yield from asks_numbers(interview)


def _after(part: str, interview: Interview, asked: list[str]) -> Interview:
    """At the question behind this one; at the statement in hand where it was the last."""
    at = asked.index(part) + 1 if part in asked else len(asked)
    return interview.ask(asked[at] if at < len(asked) else None)


def _participants(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    asked = list(_questions(interview))
    typed = read_text(
        around.ask(Question(_("How many take part? (Enter alone: pass over)"), notice=notice, opening=True))
    )
    if not typed:
        return _after("participants", interview, asked), ()
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) <= _MOST):
        return interview, (_("Type a number, for example 7."),)
    people, limit = int(typed), interview.instrument.thresholds.privacy_limit
    told = interview.with_record(participants=people)
    if people >= limit:
        return _after("participants", told, asked), ()
    said = _(
        "You are {people}. Votes of fewer than {limit} people are kept only if they are open, because secret ones "
        "could show who answered what. The meeting goes on with agreed answers.",
        people=people,
        limit=limit,
    )
    return _after("participants", told, asked), (said,)


def _parts(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    """Which parts are answered. At the summary nothing but that is asked: their statements come next."""
    opening = not any(interview.record.answer(id).settled for id in interview.steps)
    chosen, said = answer_parts(interview, around, notice)
    if said:
        return chosen, said
    return (_after("parts", chosen, list(_questions(chosen))) if opening else chosen.ask(None)), ()


def _follow_up(interview: Interview, around: Around, notice: Notice, id: str) -> Step:
    asked = list(_questions(interview))
    action = next((action for action in interview.record.actions if action.id == id), None)
    if action is None:
        return interview.ask(None), notice
    about = f"{action.about}: " if action.about else ""
    text = _(
        "Agreed in {quarter}: {text}. What became of it? (Enter alone: it goes on)",
        quarter=action.opened_in,
        text=f"{about}{action.text}",
    )
    choices = (_("Done"), _("It goes on"), _("Dropped"))
    typed = read_text(around.ask(Question(text, choices, notice, opening=True)))
    if typed not in ("", "1", "2", "3"):
        return interview, (_("Type the number in front of the answer."),)
    if typed in ("", "2"):
        return _after(f"follow-up:{id}", interview, asked), ()
    changed = action.model_copy(update={"state": "done" if typed == "1" else "dropped"})
    return interview.act(changed).ask(f"outcome:{id}"), ()


def _outcome(interview: Interview, around: Around, notice: Notice, id: str) -> Step:
    action = next((action for action in interview.record.actions if action.id == id), None)
    if action is None:
        return interview.ask(None), notice
    text = _("Did it work? What came of it? (Enter alone: pass over)")
    if action.state == "dropped":
        text = _("Why is it dropped? (Enter alone: pass over)")
    told = careful(read_text(around.ask(Question(text, notice=notice, opening=True))), around.ask)
    given = interview.act(action.model_copy(update={"outcome": told or None}))
    return _after(f"follow-up:{id}", given, [f"follow-up:{id}", *_further(given, id)]), ()


def _further(interview: Interview, id: str) -> Iterator[str]:
    """The questions behind that about an action."""
    ids = [action.id for action in interview.record.actions]
    later = {f"follow-up:{other}" for other in ids[ids.index(id) + 1 :]}
    numbers = tuple(asks_numbers(interview))
    return (part for part in _questions(interview) if part in later or part == "citizens" or part in numbers)


def _citizens(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    text = _("How were citizens heard before the meeting? (Enter alone: pass over)")
    how = careful(read_text(around.ask(Question(text, notice=notice, opening=True))), around.ask)
    if not how:
        return interview.ask(first_number(interview)), ()
    return _heard(interview, how=how).ask("citizens-number"), ()


def _citizens_number(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    typed = read_text(
        around.ask(Question(_("How many citizens? (Enter alone: pass over)"), notice=notice, opening=True))
    )
    if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= _MOST):
        return interview, (_("Type a number, for example 7."),)
    return _heard(interview, citizens=int(typed) if typed else None).ask("citizens-change"), ()


def _citizens_change(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    text = _("What does it change in how you see it? (Enter alone: pass over)")
    told = careful(read_text(around.ask(Question(text, notice=notice, opening=True))), around.ask)
    return _heard(interview, what_it_changed=told or None).ask("brief-inspire"), ()


def _brief_inspire(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    text = _("Brief INSPIRE, if you have it: the mean (0–100) and how many answered, like 71.5 7 (Enter alone: none)")
    typed = read_text(around.ask(Question(text, notice=notice, opening=True)))
    if not typed:
        return interview.ask(first_number(interview)), ()
    result = _result(typed)
    if result is None:
        return interview, (_("Type the mean from 0 to 100 and then how many answered, with a blank between."),)
    return _heard(interview, brief_inspire=result).ask(first_number(interview)), ()


def _result(typed: str) -> BriefInspire | None:
    parts = typed.replace(",", ".").split()
    try:
        mean, n = float(parts[0]), int(parts[1])
    except (ValueError, IndexError):
        return None
    fits = len(parts) == 2 and 0 <= mean <= 100 and 0 < n <= _MOST
    return BriefInspire(mean=int(mean) if mean.is_integer() else mean, n=n) if fits else None


def _heard(interview: Interview, **told: object) -> Interview:
    known = interview.record.citizen_involvement or CitizenInvolvement()
    return interview.with_record(citizen_involvement=known.model_copy(update=told))


_ASKED: Mapping[str, Callable[[Interview, Around, Notice, str], Step]] = {
    "participants": _participants,
    "parts": _parts,
    "number": answer_number,
    "follow-up": _follow_up,
    "outcome": _outcome,
    "citizens": _citizens,
    "citizens-number": _citizens_number,
    "citizens-change": _citizens_change,
    "brief-inspire": _brief_inspire,
}
