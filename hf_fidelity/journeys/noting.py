"""What the screen says once an answer is given, and whether it asks why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hf_fidelity.domain.interview import Interview
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.i18n import _
from hf_fidelity.journeys.keys import letters
from hf_fidelity.journeys.screens import Ask, last_time
from hf_fidelity.reports.questionnaire import ideas
from hf_fidelity.reports.record import answer_words
from hf_fidelity.reports.words import steps_words

Notice = tuple[str, ...]
Step = tuple[Interview, Notice]

ASK_WHY_FROM = 2
"""From so many steps on people are asked what made the difference."""


@dataclass(frozen=True)
class Around:
    """What the meeting has beside the interview."""

    ask: Ask
    previous: Assessment | None = None
    """The quarter before, shown after each answer (showing it first would anchor people)."""
    taken: Iterable[str] = ()
    """The ids of all actions that the team has."""


def noted(before: Interview, after: Interview, around: Around) -> Step:
    """Say what was noted, and what the answer was last quarter; ask why where it moved far."""
    id, form = before.current or "", after.instrument
    answer = after.record.answer(id)
    said = [_("{statement} noted: {answer}.", statement=id, answer=answer_words(id, answer, form))]
    if not before.votes(id):  # else it stood on the screen when the votes were in
        said += last_time(around.previous, id, form)
    if answer.agreed is not None and form.counts_as(id, answer.agreed) <= form.thresholds.strengthen_to:
        said.append(_("{key}: agree on an action about it.", key=letters()["action"][0]))
        if found := ideas(form, id):
            said.append(_("The manual names, among others: {aids}.", aids=[aid.partition(":")[0] for aid in found]))
    steps = _steps_since(around.previous, after, id)
    if abs(steps) >= ASK_WHY_FROM and before.record.answer(id).agreed != answer.agreed:
        said.append(_("{statement}: {steps} since last time.", statement=id, steps=steps_words(steps)))
        return replace(after, current=id, part="why"), tuple(said)
    return after, tuple(said)


def _steps_since(previous: Assessment | None, now: Interview, id: str) -> int:
    """How far a statement moved since the quarter before, as it counts; 0 where that cannot be compared."""
    if previous is None or previous.instrument.statements.get(id) != now.record.instrument.statements.get(id):
        return 0
    old = previous.answer(id)
    new = now.record.answer(id)
    if old.agreed is None or new.agreed is None:
        return 0
    counted = now.instrument.counts_as
    return now.instrument.scale.steps(counted(id, old.agreed), counted(id, new.agreed))
