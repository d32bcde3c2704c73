"""The meeting on a terminal: what stands before people put into words and rows, shown on standard error, lines read.

A screen is a value in words (:class:`StatementScreen`, :class:`AnsweredScreen`, :class:`SummaryScreen`,
:class:`QuestionScreen`);
:class:`MeetingScreen` lays it out. Nothing is drawn over and nothing moves: what is asked stands below what was
answered, so that a screen reader, a projector and a log all get the same. Standard output stays free for the report at
the end.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch

from hf_fidelity.cli.meeting.keys import MANUAL, MIDDLE, correcting, counts_example, digits_example, letters
from hf_fidelity.domain.questionnaire.instrument import Instrument, Scale
from hf_fidelity.domain.scores.figures import closeness
from hf_fidelity.ground import N_, Finding, _, ngettext, text_in
from hf_fidelity.journeys.meeting import Agenda, Question, StatementView, Summary
from hf_fidelity.journeys.meeting.views import StatementVotes
from hf_fidelity.reports.words import consensus_shown, phrase, statement_label
from hf_fidelity.writers.text import Line, console_for, show_line, wrapped

_WIDEST_BAR = 20
"""So many marks the longest bar has at the most."""


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
    """``5 Helt enig``, in the questionnaire's order; empty where there are steps."""
    steps: tuple[str, ...]
    """The steps of a ladder, each with what it looks like."""
    offer: str
    """How votes are typed; empty once there are any, or an answer."""
    votes: tuple[str, ...]
    """The votes drawn, and how close they lie; empty before they are in."""
    now: tuple[str, ...]
    """What the statement has already: an answer, a comment; and once votes are in, what it was last time."""
    keys: tuple[str, ...]
    notice: tuple[str, ...]
    """What became of the line before."""


@dataclass(frozen=True)
class AnsweredScreen:
    """A statement that has just been answered: the meeting stays there until people go on."""

    statement: str
    """Its id."""
    keys: tuple[str, ...]
    notice: tuple[str, ...]
    """What became of the line before."""


@dataclass(frozen=True)
class SummaryScreen:
    """The end of the meeting: everything that was said, the gaps, and what can be done now."""

    title: str
    themes: tuple[tuple[str, tuple[str, ...]], ...]
    """Each theme with its answers, who was there, comments, actions; empty where they have just been shown."""
    gaps: str
    keys: tuple[str, ...]
    notice: tuple[str, ...]


@dataclass(frozen=True)
class QuestionScreen:
    """A question with a free answer. ``choices`` are numbered for typing."""

    text: str
    choices: tuple[str, ...] = ()
    notice: tuple[str, ...] = ()
    opening: bool = False
    """Whether it stands before the statements."""
    reading: tuple[str, ...] = ()
    """Paragraphs to be read first."""


@dataclass(frozen=True)
class Message:
    """Something to read, with nothing to answer."""

    lines: tuple[str, ...]


Screen = StatementScreen | AnsweredScreen | SummaryScreen | QuestionScreen
Ask = Callable[[Screen], str]
"""Show a screen and give the line that was typed. Raises EOFError or KeyboardInterrupt where people leave."""
Tell = Callable[[Message], None]


# In words


def screen_of(view: StatementView | Summary | Question, notice: tuple[str, ...], *, whole: bool = True) -> Screen:
    """What stands before people, in words; a summary without the answers again where it is not ``whole``."""
    if isinstance(view, StatementView):
        return _statement_screen(view, notice)
    return _question_screen(view, notice) if isinstance(view, Question) else _summary_screen(view, notice, whole)


def answered_screen(view: StatementView, notice: tuple[str, ...]) -> AnsweredScreen:
    """A statement that has just been answered, in a line or two."""
    on = _("Enter go on")
    back = f"{letters()['back'][0]} {correcting()}"
    keys = (on, *_keys(view.total, "comment", "action"), back, *_keys(view.total, "mend"))
    return AnsweredScreen(view.id, keys, notice)


def noticed(notices: tuple[Finding, ...]) -> tuple[str, ...]:
    """What an operation has to say. What to do about it is said by the key that does it."""
    return tuple(
        _("{key}: agree on an action about it.", key=letters()["action"][0])
        if notice.code == "low-answer"
        else notice.words()
        for notice in notices
    )


def _statement_screen(view: StatementView, notice: tuple[str, ...]) -> StatementScreen:
    ladder = _ladder(view.scale)
    middle = (
        () if view.middle is None else (_("{key} take {answer}", key=MIDDLE, answer=view.scale.spelled(view.middle)),)
    )
    return StatementScreen(
        progress=_("Statement {n} of {total} · {theme}", n=view.number, total=view.total, theme=view.theme),
        principles=view.about,
        stem=view.stem,
        statement=f"{view.id}  {view.text}",
        points=() if ladder else tuple(f"{p.value} {text_in(p.label)}" for p in view.scale.points),
        steps=ladder,
        offer="" if view.votes or view.answer is not None else _offer(view.scale),
        votes=tuple(_drawn(view.votes, view.scale)) if view.votes else (),
        now=(*_known(view), *noticed(view.last_time), *noticed(view.apart)),
        keys=(*middle, *_keys_at(view)),
        notice=notice,
    )


def _offer(scale: Scale) -> str:
    """That each may answer first, and how that is typed."""
    digits = digits_example(scale)
    said = _("Votes first: for example {counts}", counts=counts_example(scale))
    return _("{votes}, or one digit each: {digits}", votes=said, digits=digits) if digits else said


def _keys_at(view: StatementView) -> tuple[str, ...]:
    """The keys at a statement; one that has an answer can be left with Enter."""
    on = (_("Enter go on"),) if "go_on" in view.possible else ()
    names = ("back", "skip", "not-relevant", "comment", "action", "go", "mend", "help", "quit")
    *keys, quits = _keys(view.total, *names)
    manual = _("the manual") if view.official else _("the source")
    return (*on, *keys, f"{MANUAL} {manual}", quits)


def _ladder(scale: Scale) -> tuple[str, ...]:
    """Each step of a ladder with what it looks like; nothing where no point is described."""
    if not any(point.description for point in scale.points):
        return ()
    return tuple(
        f"{p.value} {text_in(p.label)}: {text_in(p.description)}" if p.description else f"{p.value} {text_in(p.label)}"
        for p in scale.points
    )


def _known(view: StatementView) -> Iterator[str]:
    if view.reversed:
        yield _("Reversed: agreeing counts low.")
    if view.answer is not None:
        yield _("Answered: {answer}", answer=view.answer)
    if view.comment:
        yield _("Comment: {comment}", comment=view.comment)
    for action in view.actions:
        yield _("Action: {text}", text=action)


def _drawn(votes: StatementVotes, scale: Scale) -> Iterator[str]:
    """A bar a point, in the order of the questionnaire, and how close the votes lie."""
    counts = dict(zip(scale.values, votes.counts, strict=True))
    labels = {point.value: text_in(point.label) for point in scale.points}
    wide, most = max(map(len, labels.values())), max(counts.values())
    yield from (f"{label:<{wide}}  {_bar(counts[value], most)}{counts[value]}" for value, label in labels.items())
    yield ngettext(
        "{number} vote: {words} (consensus {consensus}).",
        "{number} votes: {words} (consensus {consensus}).",
        votes.figures.n,
        words=phrase(votes.closeness),
        consensus=votes.consensus,
    )


def _bar(count: int, most: int) -> str:
    length = count if most <= _WIDEST_BAR else -(-count * _WIDEST_BAR // most)
    return "█" * length + " " * (count > 0)


def _summary_screen(view: Summary, notice: tuple[str, ...], whole: bool) -> SummaryScreen:
    gaps = (
        ngettext(
            "{number} statement has no answer: {gaps}.",
            "{number} statements have no answer: {gaps}.",
            len(view.gaps),
            gaps=view.gaps,
        )
        if view.gaps
        else _("Every statement has an answer.")
    )
    more = {"parts": "parts", "numbers": "measures"}
    opened = (more[name] for name in view.to_open if name in more)
    undo = ("undo",) if "drop_correction" in view.possible else ()
    keys = _keys(view.total, "close", "action", *opened, "go", "back", "mend", "quit", *undo)
    title = _("Summary · {team} · {quarter}", team=view.team, quarter=view.quarter)
    said = (
        (_("Who was there"), view.people),
        (_("Comments"), view.comments),
        (_("Actions"), view.actions or (_("No action is agreed."),)),
    )
    beside = tuple((heading, lines) for heading, lines in said if lines)
    return SummaryScreen(title, (*view.themes, *beside) if whole else (), gaps, keys, notice)


def _keys(statements: int, *names: str) -> tuple[str, ...]:
    """``t tilbage``, ``s spring over`` …; going to a statement shows a number that can be typed."""
    example = min(6, statements)
    shown = [(name, pair) for name, pair in letters().items() if name in names]
    return tuple(
        f"{letter} {example} {word} {example}" if name == "go" else f"{letter} {word}" for name, (letter, word) in shown
    )


# What an empty line does at a question, by what passing it means.
_ENTER: Mapping[str, str] = {
    "pass-over": N_("Enter alone: pass over"),
    "leave": N_("Enter alone: leave it"),
    "goes-on": N_("Enter alone: it goes on"),
    "nothing": N_("Enter alone: nothing"),
    "nobody-yet": N_("Enter alone: nobody yet"),
    "none": N_("Enter alone: none"),
    "stays": N_("Enter alone: {stays}"),
    "go-on": N_("Enter: go on"),
}

# How the answer is typed, where that needs words, with what stands before them.
_TYPED: Mapping[str, tuple[str, str]] = {
    "parts": (" ", N_("Type the numbers, like 1 3")),
    "brief-inspire": (", ", N_("like 71.5 7")),
}


def _question_screen(question: Question, notice: tuple[str, ...]) -> QuestionScreen:
    yes = letters()["close"][0]
    if question.name == "keep-personal":
        text = _("Write it without, or {key} to keep it as it is (Enter alone: leave it)", key=yes)
        return QuestionScreen(text, notice=notice)
    if question.name == "is-it-meant":
        text = _("{question} {key}: yes (Enter alone: no)", question=question.text, key=yes)
        return QuestionScreen(text, notice=notice)
    between, typed = _TYPED.get(question.name, ("", ""))
    text = question.text + between + _(typed)
    if question.passing:
        away = _("; -: take it away") if question.holds else ""
        text += f" ({_(_ENTER[question.passing], stays=question.stays)}{away})"
    choices = tuple(choice.words for choice in question.choices)
    return QuestionScreen(text, choices, notice, question.opening, question.reading)


def agenda_lines(agenda: Agenda, instrument: Instrument) -> tuple[str, ...]:
    """Where the votes lie farthest apart, before the meeting begins."""
    lines = [ngettext("There are votes of {number} person.", "There are votes of {number} people.", agenda.people)]
    if not agenda.apart:
        return (*lines, _("The answers lie close on every statement."))
    lines.append(_("The answers lie farthest apart on:"))
    for id, votes in agenda.apart:
        words = phrase(closeness(votes.consensus, instrument.thresholds))
        lines.append(
            f"  {statement_label(id, instrument)}: {words} ({consensus_shown(votes.consensus, instrument.thresholds)})"
        )
    return tuple(lines)


def help_lines(view: StatementView | Summary, instrument: Instrument) -> tuple[str, ...]:
    """What ``h`` says: how to answer, and what each key does."""
    scale = view.scale if isinstance(view, StatementView) else instrument.scale
    labels = [point.label for point in scale.points]
    key = {str(name): letter for name, (letter, _word) in letters().items()}
    return (
        _("Talk first, then type the answer you agree on: its number or its words ({labels}).", labels=labels),
        _("After it the meeting stays at the statement, for a comment or an action. Enter goes on."),
        _("{key}: back to the statement before. Its answer stays until you give another.", key=key["back"]),
        _("{key}: skip. The statement shows as a gap in the summary and is not asked again.", key=key["skip"]),
        _(
            "{key}: not relevant to you. You are asked why; the statement then counts neither up nor down.",
            key=key["not-relevant"],
        ),
        _("Votes first? Type how many chose each ({example}), or one digit a person.", example=counts_example(scale)),
        _(
            "Typed in afterwards? The agreed answer may stand behind the votes: {example} = {answer}.",
            example=counts_example(scale),
            answer=scale.points[1].value,
        ),
        _("{key}: a new action about the statement; who and when is asked next.", key=key["action"]),
        _("{key}: write a comment, for example what you were in doubt about.", key=key["comment"]),
        _("{key} -: take the comment away.", key=key["comment"]),
        _("{key} and a number: go to that statement.", key=key["go"]),
        _("{key}: change anything else: votes, actions, who takes part, how citizens were heard.", key=key["mend"]),
        _(
            "{key}: stop for now. Everything is saved after every answer; run the same command to go on.",
            key=key["quit"],
        ),
    )


# Laid out


class MeetingScreen:
    """Shows screens and reads what is typed."""

    def __init__(self, *, plain: bool) -> None:
        # Standard error, unless it goes to a file and the screen is free: nobody can answer what they cannot see.
        self._stream = sys.stdout if sys.stdout.isatty() and not sys.stderr.isatty() else sys.stderr
        self._console = console_for(self._stream)
        self._plain = plain

    def ask(self, screen: Screen) -> str:
        """Show a screen and wait for a line. Raises EOFError at the end of the input."""
        self._show(laid_out(screen, self._console.width))
        while True:
            self._stream.write(_prompt(screen))
            self._stream.flush()
            line = self._line()
            if "\ufffd" not in line:
                return line
            self._show(wrapped(_("Some characters could not be read. Type it again."), self._console.width))

    @property
    def is_seen(self) -> bool:
        """Whether standard output stands before people too, so that a whole report would push the meeting away."""
        return sys.stdout.isatty()

    def _line(self) -> str:
        try:
            if line := sys.stdin.readline():
                return line.rstrip("\r\n")
            raise EOFError
        except (KeyboardInterrupt, EOFError):
            self._stream.write("\n")  # what follows begins on a line of its own
            raise

    def tell(self, message: Message) -> None:
        """Show something that needs no answer."""
        self._show(part for line in message.lines for part in wrapped(line, self._console.width))

    def tell_whole(self, line: str) -> None:
        """Show a line that must not be broken, such as a path."""
        self._stream.write(line + "\n")

    def _show(self, lines: Iterator[Line]) -> None:
        for line in lines:
            if self._plain:
                self._stream.write(line.text + "\n")
            else:
                show_line(line, self._console)


def _prompt(screen: Screen) -> str:
    """What stands before the line that is typed. After an answer it names the statement that the line is about."""
    if isinstance(screen, AnsweredScreen):
        return f"{screen.statement}: "
    return _("Agreed answer: ") if isinstance(screen, StatementScreen) else "> "


@singledispatch
def laid_out(screen: Screen, width: int) -> Iterator[Line]:
    """A screen as lines of at most ``width``."""
    raise TypeError(screen, width)


@laid_out.register
def _statement(screen: StatementScreen, width: int) -> Iterator[Line]:
    yield from _notice(screen.notice, width)
    yield Line("")
    yield from wrapped(screen.progress, width, "bold")
    for name, definition in screen.principles:
        yield from wrapped(f"{name}. {definition}" if name else definition, width, indent="  ", first="  ")
    yield Line("")
    yield from wrapped(screen.stem, width)
    yield Line("")
    yield from wrapped(screen.statement, width, "bold", indent="         ", first="    ")
    yield Line("")
    if screen.points:
        yield from wrapped(_together(screen.points), width)
    for step in screen.steps:
        yield from wrapped(step, width, indent="  ")
    if screen.offer:
        yield from wrapped(screen.offer, width, "")
    for line in screen.votes:
        yield from wrapped(line, width, first="    ", indent="    ")
    for line in screen.now:
        yield from wrapped(line, width, "italic")
    yield from wrapped(_together(screen.keys), width)


@laid_out.register
def _answered(screen: AnsweredScreen, width: int) -> Iterator[Line]:
    yield from _notice(screen.notice, width)
    yield from wrapped(_together(screen.keys), width, "")


@laid_out.register
def _summary(screen: SummaryScreen, width: int) -> Iterator[Line]:
    yield from _notice(screen.notice, width)
    if screen.themes:
        yield from wrapped(screen.title, width, "bold")
    for theme, answers in screen.themes:
        yield from wrapped(theme, width, "bold", indent=" ", first=" ")
        for answer in answers:
            yield from wrapped(answer, width, indent="     ", first="   ")
    yield from wrapped(screen.gaps, width)
    yield from wrapped(_together(screen.keys), width)


@laid_out.register
def _question(screen: QuestionScreen, width: int) -> Iterator[Line]:
    yield from _notice(screen.notice, width)
    for paragraph in screen.reading:
        yield Line("")
        yield from wrapped(paragraph, width)
    yield from wrapped(screen.text, width, "bold")
    for n, choice in enumerate(screen.choices, 1):
        yield from wrapped(f"{n} {choice}", width, indent="  ", first="  ")


def _notice(lines: tuple[str, ...], width: int) -> Iterator[Line]:
    for line in lines:
        yield from wrapped(line, width, "italic")


def _together(parts: tuple[str, ...]) -> str:
    """Parts in a row; a line breaks between them, never inside one."""
    return "\u00a0· ".join(part.replace(" ", "\u00a0") for part in parts)
