"""What stands before people: a statement, an open question or the summary, as values; who shows it lays it out.

What may be seen when is decided here: what was said last time only once votes or an answer are in, because it would
anchor people; the principles until the votes are in; which operations are possible where the meeting stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hf_fidelity.domain.interview import Interview, middle_answer
from hf_fidelity.domain.questionnaire.instrument import Instrument, Theme
from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.domain.record.assessment import readings
from hf_fidelity.domain.scores.figures import VoteFigures, closeness
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_, _, text_in
from hf_fidelity.journeys.meeting.questions import Meeting, Question, question_of, questions_to_open
from hf_fidelity.reports.measures import reading_words
from hf_fidelity.reports.record import answer_words
from hf_fidelity.reports.words import phrase, statement_label

_ON_THE_AGENDA = 5
"""So many statements at the most are named before the meeting."""


@dataclass(frozen=True)
class StatementVotes:
    """The votes on a statement, and how close they lie."""

    counts: tuple[int, ...]
    """From the scale's lowest point to its highest."""
    figures: VoteFigures
    closeness: str
    """``close``, ``some-spread`` or ``wide-spread``."""


@dataclass(frozen=True)
class StatementView:
    """One statement in hand, with everything that should be in view."""

    id: str
    number: int
    total: int
    theme: str
    about: tuple[tuple[str, str], ...]
    """Name and definition of each principle, or words about the theme without a name; empty once votes are in."""
    stem: str
    text: str
    scale: Scale
    votes: StatementVotes | None
    reversed: bool
    """Whether agreeing counts low."""
    answer: str | None
    """What the team has settled, in words."""
    comment: str | None
    last_time: tuple[Finding, ...]
    """What the quarter before says of it; empty until the votes are in."""
    middle: int | None
    """The answer that can be taken as it is."""
    possible: frozenset[str]
    """The operations that are possible now."""


@dataclass(frozen=True)
class Summary:
    """The end of the meeting: every answer, the gaps, and what can be done now."""

    team: str
    quarter: str
    total: int
    """How many statements the meeting goes through."""
    themes: tuple[tuple[str, tuple[str, ...]], ...]
    """Each theme with its statements and their answers, in words; at last the numbers with a limit."""
    gaps: tuple[str, ...]
    to_open: tuple[str, ...]
    """The questions that can be opened now."""
    possible: frozenset[str]


View = StatementView | Summary | Question


@dataclass(frozen=True)
class Agenda:
    """Where votes lie far apart, before the meeting begins."""

    people: int
    apart: tuple[tuple[str, VoteFigures], ...]
    """Statement and figures, those that lie farthest apart first."""


def view_of(meeting: Meeting) -> View:
    """What the meeting stands at: the question that is open, else the statement in hand, else the summary."""
    asked = question_of(meeting.interview)
    if asked is not None:
        return asked
    return _summary(meeting) if meeting.interview.current is None else _statement(meeting, meeting.interview.current)


def possible(meeting: Meeting) -> frozenset[str]:
    """The operations that are possible where the meeting stands, by the names of their functions."""
    interview = meeting.interview
    asked = question_of(interview)
    if asked is not None:
        return frozenset({asked.operation, *(("take_comment_away",) if asked.name == "comment" else ())})
    if interview.current is None:
        parts = ("choose_parts",) if interview.instrument.parts else ()
        drop = ("drop_correction",) if interview.why is not None else ()
        return _AT_THE_SUMMARY.union(parts, drop, () if _nothing_settled(interview) else ("close",))
    last = ("reveal",) if may_be_revealed(meeting, interview.current) else ()
    middle = () if middle_answer(interview) is None else ("take_middle",)
    return _AT_A_STATEMENT.union(last, middle)


_ANYWHERE = frozenset({"add_action", "back", "go_to", "open_question"})
_AT_THE_SUMMARY = _ANYWHERE
_AT_A_STATEMENT = _ANYWHERE | {"answer", "vote", "skip", "comment", "take_comment_away", "not_relevant"}


def _nothing_settled(interview: Interview) -> bool:
    return len(interview.gaps) == len(interview.steps)


def may_be_revealed(meeting: Meeting, id: str) -> bool:
    """Whether people may see what was said of a statement last time: once their votes or their answer are in."""
    answer = meeting.record.answer(id)
    return answer.votes is not None or answer.settled


def last_time(meeting: Meeting, id: str) -> tuple[Finding, ...]:
    """What the quarter before says of a statement: answer, comment, actions about it; nothing before it may be seen."""
    previous = meeting.previous
    earlier = previous.answer(id) if previous else None
    if previous is None or earlier is None or not earlier.settled or not may_be_revealed(meeting, id):
        return ()
    told = {"quarter": previous.quarter, "answer": answer_words(id, earlier, meeting.form)}
    said = [Finding("last-time", N_("Last time ({quarter}): {answer}."), told)]
    if earlier.comment:
        said.append(Finding("last-comment", N_("You wrote: “{text}”"), {"text": earlier.comment}))
    for action in previous.actions:
        if action.about == id:
            known = {"text": action.text, "state": phrase(action.state)}
            said.append(Finding("last-action", N_("Action “{text}” ({state})."), known))
    return tuple(said)


def agenda(interview: Interview) -> Agenda | None:
    """Where the votes lie farthest apart, before the meeting begins; None where there are no votes."""
    voted = [(id, votes) for id in interview.steps if (votes := interview.votes(id))]
    if not voted:
        return None
    thresholds = interview.instrument.thresholds
    apart = [(id, votes) for id, votes in voted if closeness(votes.consensus, thresholds) != "close"]
    apart.sort(key=lambda pair: pair[1].consensus)
    return Agenda(max(votes.n for _id, votes in voted), tuple(apart[:_ON_THE_AGENDA]))


def _statement(meeting: Meeting, id: str) -> StatementView:
    interview, form = meeting.interview, meeting.form
    statement, answer = form.statement(id), meeting.record.answer(id)
    theme = form.theme_of(statement)
    votes = _votes(interview, id)
    return StatementView(
        id=id,
        number=interview.position,
        total=len(interview.steps),
        theme=text_in(theme.name),
        about=() if votes else tuple(_about(form, theme)),
        stem=text_in(form.stem),
        text=text_in(statement.text),
        scale=interview.scale,
        votes=votes,
        reversed=id in form.reversed,
        answer=answer_words(id, answer, form) if answer.settled else None,
        comment=answer.comment,
        last_time=last_time(meeting, id) if votes else (),
        middle=middle_answer(interview),
        possible=possible(meeting),
    )


def _votes(interview: Interview, id: str) -> StatementVotes | None:
    votes, figures = interview.record.answer(id).votes, interview.votes(id)
    if votes is None or figures is None:
        return None
    return StatementVotes(votes.all.counts, figures, closeness(figures.consensus, interview.instrument.thresholds))


def _about(form: Instrument, theme: Theme) -> Iterator[tuple[str, str]]:
    """What is printed under the theme: a sentence about it, its principles with their definitions."""
    if theme.about:
        yield "", text_in(theme.about)
    yield from ((text_in(p.name), text_in(p.definition)) for p in form.principles_of(theme))


def _summary(meeting: Meeting) -> Summary:
    form, record = meeting.form, meeting.record
    themes = []
    for theme in form.themes:
        members = [id for id in form.asked(record.parts) if form.statement(id).theme == theme.id]
        lines = [f"{statement_label(id, form)}: {answer_words(id, record.answer(id), form)}" for id in members]
        if lines:
            themes.append((text_in(theme.name), tuple(lines)))
    if numbers := readings(record, form):
        themes.append((_("Numbers with a limit"), tuple(map(reading_words, numbers))))
    return Summary(
        team=record.team.name,
        quarter=record.quarter.words(),
        total=len(meeting.interview.steps),
        themes=tuple(themes),
        gaps=meeting.interview.gaps,
        to_open=questions_to_open(meeting.interview),
        possible=possible(meeting),
    )
