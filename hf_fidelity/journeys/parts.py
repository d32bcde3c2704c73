"""The questions about what is in hand: a comment, a reason, why it moved, how votes were given, an action.

Which one is open is part of the draft, so a meeting that is left inside one goes on there.
"""

from collections.abc import Callable, Mapping
from datetime import date

from hf_fidelity.domain.interview import Interview
from hf_fidelity.domain.record.actions import next_id
from hf_fidelity.domain.record.assessment import Action, Assessment
from hf_fidelity.ground.dates import last_day
from hf_fidelity.ground.text import looks_personal
from hf_fidelity.i18n import _, day
from hf_fidelity.journeys.keys import letters, read_text
from hf_fidelity.journeys.noting import Around, Notice, Step, noted
from hf_fidelity.journeys.screens import Ask, Question


def answer_part(interview: Interview, around: Around, notice: Notice) -> Step:
    """Ask the open question and do what the answer says. Raises Quit, EOFError, KeyboardInterrupt."""
    name, _colon, id = (interview.part or "").partition(":")
    return _PARTS.get(name, _unknown)(interview, around, notice, id)


def careful(text: str, ask: Ask) -> str:
    """The text, once people have said that what looks like somebody's number in it is meant. Nothing is kept before."""
    while looks_personal(text):
        yes = letters()["close"][0]
        warning = _("There is something that looks like a CPR number, a telephone number or an e-mail address in it.")
        question = _("Write it without, or {key} to keep it as it is (Enter alone: leave it)", key=yes)
        typed = read_text(ask(Question(question, notice=(warning,))))
        if typed.casefold() == yes.casefold():
            return text
        text = typed
    return text


def _comment(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    if interview.current is None:
        return interview.ask(None), notice
    text = _("Comment to {statement} (Enter alone: leave it)", statement=interview.current)
    return commented(interview, read_text(around.ask(Question(text, notice=notice))), around)


def commented(interview: Interview, text: str, around: Around) -> Step:
    """The statement in hand with that comment; ``-`` takes it away, nothing leaves it as it was."""
    text = careful(text, around.ask)
    if not text:
        return interview.ask(None), (_("Nothing changed."),)
    if text == "-":
        return interview.comment(None), (_("The comment is taken away."),)
    return interview.comment(text), (_("Comment noted."),)


def _not_relevant(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    text = _("Why is {statement} not relevant to you? (Enter alone: leave it)", statement=interview.current)
    return not_relevant(interview, read_text(around.ask(Question(text, notice=notice))), around)


def not_relevant(interview: Interview, because: str, around: Around) -> Step:
    """The statement in hand does not apply, for that reason; without one it stays as it was."""
    because = careful(because, around.ask)
    if not because or interview.current is None:
        return interview.ask(None), (_("Nothing changed."),)
    return noted(interview, interview.not_relevant(because), around)


def _why(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    text = _("What made the difference? (Enter alone: pass over)")
    because = careful(read_text(around.ask(Question(text, notice=notice))), around.ask)
    said = (_("The reason is noted."),) if because else ()
    return interview.changed_because(because or None), said


def _votes_are(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    return interview.votes_are("open" if asked_open(around.ask, notice) else "secret"), ()


def asked_open(ask: Ask, notice: Notice) -> bool:
    """Whether the votes were given by a show of hands; asked until there is an answer."""
    text = _("How were the votes given? This is asked once.")
    choices = (_("Open, by a show of hands"), _("Secret, on paper or in a survey"))
    while True:
        typed = read_text(ask(Question(text, choices, notice)))
        if typed in ("1", "2"):
            return typed == "1"
        notice = (_("Type the number in front of the answer."),)


def _action(interview: Interview, around: Around, notice: Notice, _id: str) -> Step:
    text = _("What will you do? (Enter alone: nothing)")
    return acted(interview, read_text(around.ask(Question(text, notice=notice))), around)


def acted(interview: Interview, text: str, around: Around) -> Step:
    """A new action about what is in hand; who and when is asked next."""
    text = careful(text, around.ask)
    if not text:
        return interview.ask(None), (_("Nothing changed."),)
    record = interview.record
    id = next_id(record.quarter, (*around.taken, *(action.id for action in record.actions)))
    action = Action(id=id, about=interview.current, text=text, due=_by_then(record), opened_in=record.quarter)
    return interview.act(action).ask(f"owner:{id}"), (_("The action is noted."),)


def _by_then(record: Assessment) -> date:
    """The next quarter's meeting: at the latest its last day."""
    return record.quarter.shift(1).last_day


def _owner(interview: Interview, around: Around, notice: Notice, id: str) -> Step:
    text = _("Who is responsible? A role, not a name (Enter alone: nobody yet)")
    owner = careful(read_text(around.ask(Question(text, notice=notice))), around.ask)
    action = _of(interview, id)
    if action is None:
        return interview.ask(None), ()
    given = action.model_copy(update={"owner": owner or None})
    return interview.act(given).ask(f"due:{id}"), ()


def _due(interview: Interview, around: Around, notice: Notice, id: str) -> Step:
    action = _of(interview, id)
    if action is None or action.due is None:
        return interview.ask(None), ()
    text = _("When is it to be done? A day or a quarter (Enter alone: {day})", day=day(action.due))
    typed = read_text(around.ask(Question(text, notice=notice)))
    try:
        due = last_day(typed) if typed else action.due
    except ValueError:
        return interview, (_("“{typed}” is no day. Type it like 1.12.2026, or a quarter.", typed=typed),)
    given = action.model_copy(update={"due": due})
    return interview.act(given).ask(None), (_("To be done by {day}.", day=day(due)),)


def _of(interview: Interview, id: str) -> Action | None:
    return next((action for action in interview.record.actions if action.id == id), None)


def _unknown(interview: Interview, _around: Around, notice: Notice, _id: str) -> Step:
    return interview.ask(None), notice


_PARTS: Mapping[str, Callable[[Interview, Around, Notice, str], Step]] = {
    "comment": _comment,
    "not-relevant": _not_relevant,
    "why": _why,
    "votes-are": _votes_are,
    "action": _action,
    "owner": _owner,
    "due": _due,
}
