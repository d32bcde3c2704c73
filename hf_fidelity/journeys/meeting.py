"""The meeting itself: one line typed at a time, one step of the interview, one save of the draft."""

from collections.abc import Callable
from dataclasses import dataclass

from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.interview import Interview
from hf_fidelity.domain.text import one_line
from hf_fidelity.i18n import _, text_in
from hf_fidelity.journeys.keys import Key, read_key, statement_meant
from hf_fidelity.journeys.screens import Ask, Question, help_lines, statement_screen, summary_screen
from hf_fidelity.reports.assessment_report import answer_words

Notice = tuple[str, ...]
Save = Callable[[Interview], None]


@dataclass(frozen=True)
class Left:
    """How the meeting ended: where it stands, and whether the team closed it."""

    interview: Interview
    closed: bool


def hold(interview: Interview, previous: Assessment | None, ask: Ask, save: Save) -> Left:
    """Go through the meeting until it is closed or left; every step is saved before the next question.

    ``previous`` is the quarter before, shown after each answer (showing it first would anchor people).
    """
    notice: Notice = ()
    while True:
        closing = interview.current is None
        screen = summary_screen(interview, notice) if closing else statement_screen(interview, notice)
        key = read_key(ask(screen), interview.instrument.scale, closing=closing)
        if key.name == "close" and len(interview.gaps) == len(interview.steps):
            notice = (_("No statement has an answer yet, so there is nothing to close."),)
            continue
        if key.name in ("quit", "close"):
            return Left(interview, key.name == "close")
        before = interview
        interview, notice = _step(interview, key, previous, ask)
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
            return interview.skip(), ()
        case "back":
            return interview.back(), ()
        case "go":
            return _go(interview, key)
        case "help":
            return interview, help_lines(interview)
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
    because = one_line(key.argument or ask(question))
    if not because:
        return interview, (_("Nothing changed."),)
    return _answered(interview, interview.not_relevant(because), previous)


def _comment(interview: Interview, key: Key, ask: Ask) -> tuple[Interview, Notice]:
    question = Question(_("Comment to {statement} (Enter alone: leave it)", statement=interview.current))
    text = one_line(key.argument or ask(question))
    if not text:
        return interview, (_("Nothing changed."),)
    return interview.comment(text), (_("Comment noted."),)


def _go(interview: Interview, key: Key) -> tuple[Interview, Notice]:
    meant = statement_meant(key.argument, interview.steps)
    if meant is None:
        return interview, (_("Which statement? Type for example {example}.", example="g 6"),)
    return interview.go_to(meant), ()


def _not_understood(interview: Interview, key: Key) -> str:
    if interview.current is None:
        return _("Type one of the keys below, for example {example} to change an answer.", example="g 6")
    if key.name == "empty":
        return _("Type the answer you agree on, or h for help.")
    points = [f"{point.value} {text_in(point.label)}" for point in interview.instrument.scale.points]
    return _("“{typed}” is not an answer. Type one of {points}, or h for help.", typed=key.argument, points=points)
