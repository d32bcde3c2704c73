"""What the meeting shows, as values in words: whoever holds the screen only lays them out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hf_fidelity.domain.interview import Interview
from hf_fidelity.domain.questionnaire.instrument import Instrument, Theme
from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.domain.record.assessment import Assessment, readings
from hf_fidelity.i18n import _, ngettext, text_in
from hf_fidelity.journeys.ballots import drawn, middle_of
from hf_fidelity.journeys.keys import MIDDLE, letters
from hf_fidelity.reports.measures import reading_words
from hf_fidelity.reports.record import answer_words
from hf_fidelity.reports.words import phrase, statement_label


@dataclass(frozen=True)
class StatementScreen:
    """One statement in hand, with everything that should be in view."""

    progress: str
    """``Udsagn 7 af 16 · Bolig og nabolag``."""
    principles: tuple[tuple[str, str], ...]
    """What stands under the theme: name and definition of each principle, or words about it without a name."""
    stem: str
    statement: str
    points: tuple[str, ...]
    """``5 Helt enig``, in the form's order; empty where there are steps."""
    steps: tuple[str, ...]
    """The steps of a ladder, each with what it looks like."""
    votes: tuple[str, ...]
    """The votes drawn, and how close they lie; empty before they are in."""
    now: tuple[str, ...]
    """What the statement has already: an answer, a comment; and once votes are in, what it was last time."""
    keys: tuple[str, ...]
    notice: tuple[str, ...]
    """What became of the line before."""


@dataclass(frozen=True)
class SummaryScreen:
    """The end of the meeting: every answer, the gaps, and what can be done now."""

    title: str
    themes: tuple[tuple[str, tuple[str, ...]], ...]
    """Each theme with its answers; empty where they have just been shown."""
    gaps: str
    keys: tuple[str, ...]
    notice: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question with a free answer. ``choices`` are numbered for typing."""

    text: str
    choices: tuple[str, ...] = ()
    notice: tuple[str, ...] = ()
    opening: bool = False
    """Whether it stands before the statements."""


@dataclass(frozen=True)
class Message:
    """Something to read, with nothing to answer."""

    lines: tuple[str, ...]


Screen = StatementScreen | SummaryScreen | Question
Ask = Callable[[Screen], str]
"""Show a screen and give the line that was typed. Raises EOFError or KeyboardInterrupt where people leave."""
Tell = Callable[[Message], None]


def statement_screen(
    interview: Interview, notice: tuple[str, ...], previous: Assessment | None = None
) -> StatementScreen:
    """The screen of the statement in hand (there must be one).

    Once the votes are in, they take the place of the principles, and what was answered last time may be seen.
    """
    form = interview.instrument
    statement = form.statement(interview.current or "")
    theme = form.theme_of(statement)
    votes = drawn(interview, statement.id)
    return StatementScreen(
        _(
            "Statement {n} of {total} · {theme}",
            n=interview.position,
            total=len(interview.steps),
            theme=theme.name,
        ),
        () if votes else tuple(_about(form, theme)),
        text_in(form.stem),
        f"{statement.id}  {text_in(statement.text)}",
        () if _ladder(interview.scale) else tuple(f"{p.value} {text_in(p.label)}" for p in interview.scale.points),
        _ladder(interview.scale),
        votes,
        (*_now(interview, statement.id), *(last_time(previous, statement.id, form) if votes else ())),
        (
            *_middle(interview),
            *_keys(interview, "back", "skip", "not-relevant", "comment", "action", "go", "help", "quit"),
        ),
        notice,
    )


def _about(form: Instrument, theme: Theme) -> Iterator[tuple[str, str]]:
    """What is printed under the theme: a sentence about it, its principles with their definitions."""
    if theme.about:
        yield "", text_in(theme.about)
    yield from ((text_in(p.name), text_in(p.definition)) for p in form.principles_of(theme))


def _ladder(scale: Scale) -> tuple[str, ...]:
    """Each step of a ladder with what it looks like; nothing where no point is described."""
    if not any(point.description for point in scale.points):
        return ()
    return tuple(
        f"{p.value} {text_in(p.label)}: {text_in(p.description)}" if p.description else f"{p.value} {text_in(p.label)}"
        for p in scale.points
    )


def last_time(previous: Assessment | None, id: str, form: Instrument) -> list[str]:
    """What the quarter before says of a statement: answer, comment, actions about it; nothing where it says nothing."""
    earlier = previous.answer(id) if previous else None
    if previous is None or earlier is None or not earlier.settled:
        return []
    said = [_("Last time ({quarter}): {answer}.", quarter=previous.quarter, answer=answer_words(id, earlier, form))]
    if earlier.comment:
        said.append(_("You wrote: “{text}”", text=earlier.comment))
    for action in previous.actions:
        if action.about == id:
            said.append(_("Action “{text}” ({state}).", text=action.text, state=phrase(action.state)))
    return said


def _middle(interview: Interview) -> tuple[str, ...]:
    """The key that takes the answer as it is, where there is one to take."""
    middle = middle_of(interview)
    if middle is None:
        return ()
    return (_("{key} take {answer}", key=MIDDLE, answer=interview.scale.spelled(middle)),)


def _now(interview: Interview, id: str) -> tuple[str, ...]:
    answer = interview.record.answer(id)
    lines = [_("Reversed: agreeing counts low.")] if id in interview.instrument.reversed else []
    if answer.settled:
        lines.append(_("Answered: {answer}", answer=answer_words(id, answer, interview.instrument)))
    if answer.comment:
        lines.append(_("Comment: {comment}", comment=answer.comment))
    return tuple(lines)


def summary_screen(interview: Interview, notice: tuple[str, ...], whole: bool = True) -> SummaryScreen:
    """The summary before closing; without the answers again where it is not ``whole``."""
    form, record = interview.instrument, interview.record
    themes = []
    for theme in form.themes if whole else ():
        members = [id for id in form.asked(record.parts) if form.statement(id).theme == theme.id]
        lines = [f"{statement_label(id, form)}: {answer_words(id, record.answer(id), form)}" for id in members]
        if lines:
            themes.append((text_in(theme.name), tuple(lines)))
    if whole and (numbers := readings(record, form)):
        themes.append((_("Numbers with a limit"), tuple(map(reading_words, numbers))))
    gaps = (
        ngettext(
            "{number} statement has no answer: {gaps}.",
            "{number} statements have no answer: {gaps}.",
            len(interview.gaps),
            gaps=interview.gaps,
        )
        if interview.gaps
        else _("Every statement has an answer.")
    )
    title = _("Summary · {team} · {quarter}", team=record.team.name, quarter=record.quarter)
    undo = ("undo",) if interview.why is not None else ()
    more = (*(("parts",) if form.parts else ()), *(("measures",) if form.measures_of(record.parts) else ()))
    return SummaryScreen(
        title, tuple(themes), gaps, _keys(interview, "close", "action", *more, "go", "back", "quit", *undo), notice
    )


def _keys(interview: Interview, *names: str) -> tuple[str, ...]:
    """``t tilbage``, ``s spring over`` …; going to a statement shows a number that can be typed."""
    example = min(6, len(interview.steps))
    shown = [(name, pair) for name, pair in letters().items() if name in names]
    return tuple(
        f"{letter} {example} {word} {example}" if name == "go" else f"{letter} {word}" for name, (letter, word) in shown
    )


def _example(interview: Interview) -> str:
    """Votes on a scale of this length: ``0 3 1 1 0``."""
    points = len(interview.scale.points)
    return " ".join(str(n) for n in [0, 3, 1, 1, *([0] * points)][:points])


def help_lines(interview: Interview) -> tuple[str, ...]:
    """What ``h`` says: how to answer, and what each key does."""
    scale = interview.scale
    labels = [point.label for point in scale.points]
    key = {str(name): letter for name, (letter, _word) in letters().items()}
    return (
        _("Talk first, then type the answer you agree on: its number or its words ({labels}).", labels=labels),
        _("{key}: back to the statement before. Its answer stays until you give another.", key=key["back"]),
        _("{key}: skip. The statement shows as a gap in the summary and is not asked again.", key=key["skip"]),
        _(
            "{key}: not relevant to you. You are asked why; the statement then counts neither up nor down.",
            key=key["not-relevant"],
        ),
        _("Votes first? Type how many chose each ({example}), or one digit a person.", example=_example(interview)),
        _("{key}: a new action about the statement; who and when is asked next.", key=key["action"]),
        _("{key}: write a comment, for example what you were in doubt about.", key=key["comment"]),
        _("{key} -: take the comment away.", key=key["comment"]),
        _("{key} and a number: go to that statement.", key=key["go"]),
        _(
            "{key}: stop for now. Everything is saved after every answer; run the same command to go on.",
            key=key["quit"],
        ),
    )
