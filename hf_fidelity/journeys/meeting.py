"""The meeting itself: one line typed at a time, one step of the interview, one save of the draft."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.interview import Interview
from hf_fidelity.i18n import _, text_in
from hf_fidelity.journeys.keys import Key, Quit, read_key, read_text, statement_meant
from hf_fidelity.journeys.screens import Ask, Question, help_lines, statement_screen, summary_screen
from hf_fidelity.reports.assessment_report import answer_words

Notice = tuple[str, ...]
Save = Callable[[Interview], None]


@dataclass(frozen=True)
class Left:
    """How the meeting ended: where it stands, and by which key (``close``, ``quit`` or ``undo``)."""

    interview: Interview
    by: Literal["close", "quit", "undo"]


def hold(interview: Interview, previous: Assessment | None, ask: Ask, save: Save) -> Left:
    """Go through the meeting until it is closed or left; every step is saved before the next question.

    ``previous`` is the quarter before, shown after each answer (showing it first would anchor people).
    """
    notice: Notice = ()
    whole = True
    while True:
        closing = interview.current is None
        screen = summary_screen(interview, notice, whole) if closing else statement_screen(interview, notice)
        key = read_key(ask(screen), interview.instrument.scale, interview.steps, closing=closing)
        if key.name == "close" and len(interview.gaps) == len(interview.steps):
            notice, whole = (_("No statement has an answer yet, so there is nothing to close."),), False
            continue
        if key.name == "quit" or key.name == "close" or (key.name == "undo" and interview.why is not None):
            return Left(interview, key.name)
        before = interview
        try:
            interview, notice = _step(interview, key, previous, ask)
        except Quit:
            return Left(interview, "quit")
        whole = interview != before  # a slip at the summary needs no second reading of all the answers
        if interview != before:
            save(interview)


def _step(interview: Interview, key: Key, previous: Assessment | None, ask: Ask) -> tuple[Interview, Notice]:
    closing = interview.current is None
    match key.name:
        case "answer":
            return _answered(interview, interview.agree(key.value), previous)
        case "not-relevant" if not closing:
            return _not_relevant(interview, key, previous, ask)
        case "comment" if not closing:
            return _comment(interview, key, ask)
        case "skip" if not closing:
            return interview.skip(), (_("{statement} is skipped.", statement=interview.current),)
        case "back":
            return interview.back(), ()
        case "go":
            return _go(interview, key)
        case "help":
            ask(Question(_("Press Enter to go on."), notice=help_lines(interview)))
            return interview, ()
    return interview, (_not_understood(interview, key),)


def _answered(before: Interview, after: Interview, previous: Assessment | None) -> tuple[Interview, Notice]:
    """Say what was noted, and what the answer was last quarter."""
    id = before.current or ""
    said = [
        _(
            "{statement} noted: {answer}.",
            statement=id,
            answer=answer_words(after.record.answer(id), after.instrument),
        )
    ]
    earlier = previous.answer(id) if previous else None
    if previous and earlier and earlier.settled:
        answer = answer_words(earlier, after.instrument)
        said.append(_("Last time ({quarter}): {answer}.", quarter=previous.quarter, answer=answer))
        if earlier.comment:
            said.append(_("You wrote: “{text}”", text=earlier.comment))
    return after, tuple(said)


def _not_relevant(interview: Interview, key: Key, previous: Assessment | None, ask: Ask) -> tuple[Interview, Notice]:
    question = Question(
        _("Why is {statement} not relevant to you? (Enter alone: leave it)", statement=interview.current)
    )
    because = key.argument or read_text(ask(question))
    if not because:
        return interview, (_("Nothing changed."),)
    return _answered(interview, interview.not_relevant(because), previous)


def _comment(interview: Interview, key: Key, ask: Ask) -> tuple[Interview, Notice]:
    question = Question(_("Comment to {statement} (Enter alone: leave it)", statement=interview.current))
    text = key.argument or read_text(ask(question))
    if not text:
        return interview, (_("Nothing changed."),)
    if text == "-":
        return interview.comment(None), (_("The comment is taken away."),)
    return interview.comment(text), (_("Comment noted."),)


def _go(interview: Interview, key: Key) -> tuple[Interview, Notice]:
    meant = statement_meant(key.argument, interview.steps)
    if meant is None:
        said = _("Which statement? Type a number from 1 to {last}.", last=len(interview.steps))
        return interview, (said,)
    return interview.go_to(meant), ()


def _not_understood(interview: Interview, key: Key) -> str:
    if interview.current is None:
        return _("Type one of the letters below.")
    if key.name == "empty":
        return _("Type the answer you agree on, or ? for help.")
    points = [f"{point.value}\u00a0{text_in(point.label)}" for point in interview.instrument.scale.points]
    return _("“{typed}” is not an answer. Type one of {points}, or ? for help.", typed=key.argument, points=points)
