"""The meeting itself: one line typed at a time, one step of the interview, one save of the draft."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from hf_fidelity.cli.meeting.keys import Key, Quit, read_key, statement_meant
from hf_fidelity.cli.meeting.screens import statement_screen, summary_screen
from hf_fidelity.domain.interview import Interview
from hf_fidelity.i18n import _, text_in
from hf_fidelity.journeys.helping import show_help
from hf_fidelity.journeys.meeting.operations import acted, answer_part, asked_open, commented, not_relevant
from hf_fidelity.journeys.meeting.questions import answer_opening, is_opening
from hf_fidelity.journeys.meeting.views import echoed, middle_of
from hf_fidelity.journeys.noting import Around, Notice, Step, noted
from hf_fidelity.journeys.numbers import first_number

Save = Callable[[Interview], None]


@dataclass(frozen=True)
class Left:
    """How the meeting ended: where it stands, and by which key (``close``, ``quit`` or ``undo``)."""

    interview: Interview
    by: Literal["close", "quit", "undo"]


def hold(interview: Interview, around: Around, save: Save) -> Left:
    """Go through the meeting until it is closed or left; every step is saved before the next question."""
    notice: Notice = ()
    whole = True
    while True:
        before = interview
        try:
            if is_opening(interview.part):
                interview, notice = answer_opening(interview, around, notice)
            elif interview.part:
                interview, notice = answer_part(interview, around, notice)
            else:
                key = _asked(interview, around, notice, whole)
                if key.name == "close" and len(interview.gaps) == len(interview.steps):
                    notice, whole = (_("No statement has an answer yet, so there is nothing to close."),), False
                    continue
                if key.name == "quit" or key.name == "close" or (key.name == "undo" and interview.why is not None):
                    return Left(interview, key.name)
                interview, notice = _step(interview, key, around)
        except Quit:
            return Left(interview, "quit")
        whole = interview != before  # a slip at the summary needs no second reading of all the answers
        if interview != before:
            save(interview)


def _asked(interview: Interview, around: Around, notice: Notice, whole: bool) -> Key:
    closing = interview.current is None
    if closing:
        screen = around.ask(summary_screen(interview, notice, whole))
    else:
        screen = around.ask(statement_screen(interview, notice, around.previous))
    return read_key(screen, interview.scale, interview.instrument.order, closing=closing)


def _step(interview: Interview, key: Key, around: Around) -> Step:
    closing = interview.current is None
    match key.name:
        case "answer":
            return noted(interview, interview.agree(key.value), around)
        case "votes":
            return _voted(interview, key.counts, around)
        case "middle" if (middle := middle_of(interview)) is not None:
            return noted(interview, interview.agree(middle), around)
        case "not-relevant" if not closing:
            return (
                not_relevant(interview, key.argument, around) if key.argument else (interview.ask("not-relevant"), ())
            )
        case "comment" if not closing:
            return commented(interview, key.argument, around) if key.argument else (interview.ask("comment"), ())
        case "action":
            return acted(interview, key.argument, around) if key.argument else (interview.ask("action"), ())
        case "parts" if closing and interview.instrument.parts:
            return interview.ask("parts"), ()
        case "measures" if closing and (first := first_number(interview)):
            return interview.ask(first), ()
        case "skip" if not closing:
            return interview.skip(), (_("{statement} is skipped.", statement=interview.current),)
        case "back":
            return interview.back(), ()
        case "go":
            return _go(interview, key)
        case "help" | "manual":
            show_help(interview, around.ask, manual=key.name == "manual")
            return interview, ()
    return interview, (_not_understood(interview, key),)


def _voted(interview: Interview, counts: tuple[int, ...], around: Around) -> Step:
    """The votes on the statement in hand. Too few of them are kept only where they were open (rule 14)."""
    limit, n = interview.instrument.thresholds.privacy_limit, sum(counts)
    if n < limit and interview.record.votes_are is None:
        # Asked before anything is kept: nothing of few people may reach the disk.
        told = _("{n} votes are fewer than {limit}: they are kept only if they were open.", n=n, limit=limit)
        interview = interview.votes_are("open" if asked_open(around.ask, (told,)) else "secret")
    if n < limit and interview.record.votes_are != "open":
        kept = _("Not kept: fewer than {limit} secret votes could show who answered what.", limit=limit)
        return interview, (*echoed(counts, interview), kept, _("Go on with the answer you agree on."))
    voted = interview.vote(counts)
    if voted.record.votes_are is None:
        voted = voted.ask("votes-are")
    return voted, echoed(counts, interview)


def _go(interview: Interview, key: Key) -> Step:
    meant = statement_meant(key.argument, interview.instrument.order)
    if meant is None or meant not in interview.steps:
        said = _("Which statement? Type a number from 1 to {last}.", last=len(interview.steps))
        return interview, (said,)
    return interview.go_to(meant), ()


def _not_understood(interview: Interview, key: Key) -> str:
    if interview.current is None:
        return _("Type one of the letters below.")
    if key.name == "empty":
        return _("Type the answer you agree on, or ? for help.")
    if key.name == "middle":
        return _("There is no answer to take as it is: that needs votes that lie close, around one point.")
    points = [f"{point.value}\u00a0{text_in(point.label)}" for point in interview.scale.points]
    return _("“{typed}” is not an answer. Type one of {points}, or ? for help.", typed=key.argument, points=points)
