"""The meeting on the page: forms become operations, and what stands before people becomes a page.

No rule of the meeting stands here. A :class:`MeetingTable` holds the one session that is open; every form says in which
version of it it was shown, so that an older window is told instead of doing something that its reader did not see.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hf_fidelity.domain.questionnaire.instrument import Scale, read_number
from hf_fidelity.domain.record import Action, Answer, BriefInspire
from hf_fidelity.domain.scores.figures import closeness
from hf_fidelity.ground import (
    N_,
    FidelityError,
    Finding,
    Quarter,
    _,
    in_words,
    last_day,
    ngettext,
    pgettext,
    text_in,
    told_apart,
)
from hf_fidelity.journeys.meeting import (
    Meeting,
    Question,
    Session,
    StatementView,
    UnknownTeam,
    agenda,
    known_organisations,
    known_teams,
    likely_quarters,
    needs_reason,
    unknown_team,
)
from hf_fidelity.journeys.meeting.questions import Asked, may_ask_for_time, question_of
from hf_fidelity.journeys.meeting.views import last_time, may_be_revealed, statement_in_hand, summing_up
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.reports.questionnaire import help_for
from hf_fidelity.reports.record import answer_words
from hf_fidelity.reports.words import phrase, statement_label
from hf_fidelity.web.pages import SentForm, at_work, ended, form_of, framed, room_state, to, told_problem
from hf_fidelity.web.program import Program
from hf_fidelity.web.table import MeetingTable, Step, Waiting, written_in

# Which meeting


def meeting_routes(program: Program) -> list[Route]:
    """Every page of the meeting."""
    return [
        Route("/new", partial(_new, program), methods=["GET"]),
        Route("/meeting", partial(_meeting, program), methods=["GET", "POST"]),
        Route("/meeting/do", partial(_do, program), methods=["POST"]),
        Route("/meeting/before", partial(_before, program), methods=["GET", "POST"]),
        Route("/meeting/summary", partial(_show_summary, program), methods=["GET", "POST"]),
        Route("/meeting/help", partial(_help, program), methods=["GET"]),
    ]


async def _new(program: Program, request: Request) -> Response:
    """A team that is not here yet, or a quarter that is not the likely one."""
    space, instrument = program.workspace, program.workspace.instrument()
    organisations = await at_work(program, known_organisations, space)
    now = likely_quarters(instrument, program.clock())[0]
    quarters = [now.shift(n) for n in range(1, -6, -1)]
    names = told_apart({each.id: each.name for each in space.instruments()[0]})
    return framed(
        program,
        request,
        "new.html.j2",
        organisations=organisations,
        teams=[team for name in organisations for team in known_teams(space, name)],
        quarters=quarters,
        now=now,
        instruments=[(id, text_in(name)) for id, name in names.items()],
        usual=instrument.id,
    )


async def _meeting(program: Program, request: Request) -> Response:
    if request.method == "POST":
        form = form_of(request)
        return await begin_meeting(program, request, form.text("organisation"), form.text("team"), form)
    return await _stands(program, request)


async def begin_meeting(
    program: Program, request: Request, organisation: str, team: str, form: SentForm | None = None
) -> Response:
    """Sit down at a team's meeting; asks first what has to be known: whether the team is new, which quarter, why."""
    form = form or SentForm({})
    try:
        asked = await at_work(program, _sit_down, program, organisation, team, form)
    except FidelityError as problem:
        return told_problem(program, request, problem)
    if asked is None:
        program.close_room()
        program.changed()
        return to("/meeting")
    return framed(program, request, "which.html.j2", organisation=organisation, team=team, typed=form, asked=asked)


@dataclass(frozen=True)
class WhichMeeting:
    """What has to be known before a meeting begins."""

    unknown: UnknownTeam | None = None
    quarters: tuple[Quarter, ...] = ()
    closed: Quarter | None = None
    """A quarter that is closed: to correct it takes a reason."""


def _sit_down(program: Program, organisation: str, team: str, form: SentForm) -> WhichMeeting | None:
    """Begin; or what has to be said first."""
    space = program.workspace
    if not form.text("sure") and (unknown := unknown_team(space, organisation, team)):
        return WhichMeeting(unknown=unknown)
    instrument = space.instrument(form.text("form") or space.usual().instrument)
    likely = likely_quarters(instrument, program.clock())
    if not form.text("quarter") and len(likely) > 1:
        return WhichMeeting(quarters=likely)
    quarter = Quarter.parse(form.text("quarter")) if form.text("quarter") else likely[0]
    sitting = Sitting.open(space, organisation, team, quarter, instrument)
    reason = form.text("reason") or None
    if needs_reason(sitting) and not reason:
        return WhichMeeting(closed=quarter)
    if program.table:
        program.table.leave()
    session = Session.begin(sitting, program.clock, reason=reason, minutes=space.usual().minutes)
    table = MeetingTable(session, space, space.twice([sitting.folder]))
    table.sit()
    program.table = table
    return None


# Where the meeting stands


async def _stands(program: Program, request: Request) -> Response:
    """The page of what stands before people now."""
    table = program.table
    if table is None:
        return to("/")
    try:
        await at_work(program, table.sit)
        if not await at_work(program, lambda: table.session.is_alone):
            await at_work(program, table.take_up_again)
            program.changed()
    except FidelityError as problem:
        program.leave_meeting()
        return told_problem(program, request, problem)
    if table.session.closing:
        return framed(program, request, "done.html.j2", **_done_values(table))
    if table.session.over:
        program.leave_meeting()
        return framed(program, request, "message.html.j2", title=_("The correction is dropped"),
                     lines=[_("The quarter is as it was.")])  # fmt: skip
    view = table.session.view
    if isinstance(view, Question) and view.opening:
        return to("/meeting/before")
    if table.meeting.interview.current is None:
        return to("/meeting/summary")
    follow_the_meeting(program, table)
    return framed(program, request, "statement.html.j2", **_at_statement(program, table))


def follow_the_meeting(program: Program, table: MeetingTable) -> None:
    """The room votes on the statement in hand, unless it has been answered or voted on; else it rests."""
    room, at = program.room, table.meeting.interview.current
    if room is None or (at is not None and room.statement == at):
        return
    answer = table.meeting.record.answer(at) if at else None
    if at and answer and answer.votes is None and not answer.settled and not table.meeting.interview.question:
        room.ask(at)
    elif room.statement is None and room.phase == "waiting":
        return
    else:
        room.rest()
    program.phone_news.tell()


@dataclass(frozen=True)
class SpreadBar:
    """A line of the spread."""

    words: str
    count: int
    value: int = 0


def spread_rows(scale: Scale, counts: Sequence[int], no_point: tuple[int, int] = (0, 0)) -> list[SpreadBar]:
    """The spread in the order of the questionnaire, and behind it who chose no point."""
    by_point = dict(zip(scale.values, counts, strict=True))
    rows = [SpreadBar(text_in(point.label), by_point[point.value], point.value) for point in scale.points]
    unknown, aside = no_point
    return [*rows, *([SpreadBar(_("Do not know"), unknown)] if unknown else []),
            *([SpreadBar(_("Not relevant"), aside)] if aside else [])]  # fmt: skip


def _at_statement(program: Program, table: MeetingTable) -> dict[str, Any]:
    """Everything that stands on the page of a statement."""
    meeting, room = table.meeting, program.room
    asked = question_of(meeting)
    view = statement_in_hand(meeting)
    assert view is not None
    answer = meeting.record.answer(view.id)
    voting = room is not None and room.phase == "voting" and room.statement == view.id
    votes = answer.votes.all if answer.votes and not voting else None
    rows = spread_rows(view.scale, votes.counts, (votes.missing, votes.not_relevant)) if votes else []
    earlier = () if voting else last_time(meeting, view.id)
    heads = _heads(table)
    return heads | {
        "said": [each for each in heads["said"] if each not in earlier],
        "view": view,
        "asked": asked,
        "form_of_question": kind_of(asked, meeting) if asked else None,
        "room": room_state(program),
        "room_open": room is not None,
        "voting": voting,
        "rows": rows,
        "most": max((row.count for row in rows), default=0),
        "spread_said": _spread_said(view) if rows else "",
        "stage": (stage := _stage(view, voting=voting)),
        "counting": (stage == "vote" and not rows) or any(name[1:].isdigit() for name in table.stood),
        "stages": _stages(),
        "earlier": earlier,
        "sealed": voting or not may_be_revealed(meeting, view.id),
        "agreed": answer.agreed,
        "set_aside": answer.not_relevant_because or "",
        "changed_because": answer.changed_because or "",
        "people": meeting.record.participants,
        "steps_there": [(id, n, meeting.record.answer(id).settled) for n, id in enumerate(meeting.interview.steps, 1)],
        "due": meeting.record.quarter.shift(1).last_day.isoformat(),
    }


def _spread_said(view: StatementView) -> str:
    assert view.votes is not None
    return ngettext(
        "{number} vote: {words} (consensus {consensus}).",
        "{number} votes: {words} (consensus {consensus}).",
        view.votes.figures.n,
        words=phrase(view.votes.closeness),
        consensus=view.votes.consensus,
    )


def _stages() -> tuple[tuple[str, str], ...]:
    """The stages of a statement, in their order."""
    return (
        ("vote", _("Vote")),
        ("show", _("Show")),
        ("talk", _("Talk")),
        ("agree", pgettext("stage", "Agree")),
        ("on", _("Go on")),
    )


def _stage(view: StatementView, *, voting: bool) -> str:
    if voting:
        return "vote"
    if view.answer is not None:
        return "on" if "go_on" in view.possible else "agree"  # a question about it is open
    if view.votes is None:
        return "vote"
    return "talk" if view.apart else "agree"


# Before the statements, and behind them


def _heads(table: MeetingTable) -> dict[str, Any]:
    """What every page of the meeting has."""
    meeting = table.meeting
    at, asked = meeting.interview.current, Asked.of(meeting.interview.question)
    at = at or next(iter(meeting.interview.steps), None)
    return {
        "team": meeting.record.team.name,
        "quarter": meeting.record.quarter.words(),
        "said": table.said,
        "waiting": table.waiting,
        "typed": table.typed,
        "at_table": True,
        "stood": partial(_stood, table),
        "correction": meeting.interview.why,
        "letters": {"comment": pgettext("key", "c"), "action": pgettext("key", "a")},
        "points_asked": meeting.instrument.scale_of(asked.elsewhere or at).points if at else (),
    }


def _stood(table: MeetingTable, name: str, known: Any) -> Any:
    """What stands in a field: what was written there and is not kept, or else what is known."""
    return table.stood.get(name, "" if known is None else known)


async def _before(program: Program, request: Request) -> Response:
    """Who is here, how citizens were heard, what became of the actions: one page, open until the end."""
    table = program.table
    if table is None or table.session.over:
        return to("/meeting")
    if request.method == "GET":
        return framed(program, request, "before.html.j2", **_heads(table), **_before_values(table))
    form = form_of(request)
    answer = await done(program, request, lambda table: _told_before(table, form), "/meeting/before")
    told = not table.waiting and not any(each.severity != "info" for each in table.said)
    if "begin" in form and told and program.table is table:
        await at_work(program, table.pass_opening)
        follow_the_meeting(program, table)
        program.changed()
        return to("/meeting/room" if form.text("begin") == "phones" else "/meeting")
    return answer


def _before_values(table: MeetingTable) -> dict[str, Any]:
    meeting = table.meeting
    record, instrument = meeting.record, meeting.instrument
    heard = record.citizen_involvement
    asked = question_of(meeting)
    opening = asked is not None and asked.opening
    return {
        "instrument_name": text_in(instrument.name),
        "purpose": _paragraphs(text_in(instrument.purpose)),
        "advice": _paragraphs(text_in(instrument.advice)),
        "participants": record.participants,
        "we": record.we or (meeting.previous.we if meeting.previous else None) or "",
        "who": text_in(instrument.who)
        if instrument.who
        else _("Who are “we” this time? Your service, department, organisation …"),
        "heard": heard,
        "inspire": heard.brief_inspire if heard else None,
        "earlier": [action for action in record.actions if action.opened_in < record.quarter],
        "states": (("done", _("Done")), ("open", _("It goes on")), ("dropped", _("Dropped"))),
        "parts": [
            (part.id, text_in(part.name), part.id in record.parts or not record.parts) for part in instrument.parts
        ],
        "numbers": list(_numbers(meeting)),
        "asks_minutes": opening and may_ask_for_time(meeting),
        "minutes": meeting.minutes,
        "opening": opening,
        "previous": meeting.previous,
        "agenda": _agenda(meeting),
        "limit": instrument.thresholds.privacy_limit,
    }


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _agenda(meeting: Meeting) -> list[str]:
    """Where imported votes lie farthest apart."""
    votes = agenda(meeting.interview)
    if votes is None:
        return []
    apart = [
        f"{statement_label(id, meeting.instrument)}: {phrase(closeness(each.consensus, meeting.instrument.thresholds))}"
        for id, each in votes.apart
    ]
    there = ngettext("There are votes of {number} person.", "There are votes of {number} people.", votes.people)
    return [there, *apart]


def _numbers(meeting: Meeting) -> Iterator[tuple[str, str, str]]:
    """Each number that is asked for: its name in a form, its words, what it is."""
    for measure in meeting.instrument.measures_of(meeting.record.parts):
        for asked in measure.inputs:
            known = meeting.record.measures.get(measure.id, {}).get(asked.id)
            words = f"{text_in(measure.name)}: {text_in(asked.label)}"
            yield f"{measure.id}.{asked.id}", words, "" if known is None else in_words(known)


def _told_before(table: MeetingTable, form: SentForm) -> Iterator[Step]:
    """What is said otherwise on that page than it stands in the record; what was emptied is taken away."""
    record = table.meeting.record
    heard = record.citizen_involvement
    if form.texts("parts") and tuple(form.texts("parts")) != record.parts:
        yield Step("choose_parts", (form.texts("parts"),), about="parts")
    people = None if record.participants is None else str(record.participants)
    yield from _otherwise(form, "participants", people, "set_participants", form.whole("participants"))
    yield from _otherwise(form, "we", record.we, "tell_who_we_are")
    yield from _otherwise(form, "citizens", heard.how if heard else None, "tell_how_heard")
    number_heard = None if heard is None or heard.citizens is None else str(heard.citizens)
    yield from _otherwise(form, "citizens-number", number_heard, "count_citizens", form.whole("citizens-number"))
    yield from _otherwise(
        form, "citizens-change", heard.what_it_changed if heard else None, "tell_what_citizens_changed"
    )
    yield from _inspire(form, heard.brief_inspire if heard else None)
    for action in record.actions:
        if action.opened_in < record.quarter:
            yield from _became(form, action)
    for name, _words, known in _numbers(table.meeting):
        field = f"number-{name}"
        if (text := form.text(field)) and text != known:
            value = read_number(text)
            value = -1 if value is None else value
            yield Step("give_number", (value,), about=f"number:{name}", written=form.written(field))
    yield from _otherwise(form, "minutes", None, "set_minutes", form.whole("minutes"))


def _otherwise(form: SentForm, name: str, known: str | None, operation: str, value: Any = None) -> Iterator[Step]:
    """A field's step where it says something else than what is known."""
    if name not in form or (text := form.text(name)) == (known or ""):
        return
    if text:
        wanted = text if name in _TEXTS else -1 if value is None else value
        yield Step(operation, (wanted,), about=name, written=form.written(name))
    else:
        yield Step("take_away", about=name)


_TEXTS = ("we", "citizens", "citizens-change")


def _inspire(form: SentForm, known: BriefInspire | None) -> Iterator[Step]:
    if "mean" not in form:
        return
    given = _mean(form)
    if given is None and known:
        yield Step("take_away", about="brief-inspire")
    elif given and (known is None or given != (known.mean, known.n)):
        yield Step("give_brief_inspire", (given,), about="brief-inspire", written=form.written("mean", "n"))


def _became(form: SentForm, action: Action) -> Iterator[Step]:
    """What became of an earlier action, and what is written of it, also of one that goes on."""
    name, about = f"outcome-{action.id}", f"outcome:{action.id}"
    state, known = form.text(f"state-{action.id}"), action.outcome or ""
    if state and state != action.state:
        yield Step("follow_up", (state,), about=f"follow-up:{action.id}")
        known = "" if state == "open" else known  # one that is taken up again has had none
    if name in form and (outcome := form.text(name)) != known:
        told = Step("tell_outcome", (outcome,), about=about, written=form.written(name))
        yield told if outcome else Step("take_away", about=about)


@dataclass(frozen=True)
class SummaryLine:
    """A statement on the page of summing up."""

    id: str
    words: str
    answer: str
    settled: bool
    comment: str
    why: str


async def _show_summary(program: Program, request: Request) -> Response:
    """Every answer, comment and action on one page, to be mended and closed."""
    table = program.table
    if table is None or table.session.over or table.meeting.interview.current is not None:
        return to("/meeting")
    if request.method == "POST":
        form = form_of(request)
        return await done(program, request, lambda table: _summed_up(table, form))
    meeting = table.meeting
    asked = question_of(meeting)
    return framed(
        program,
        request,
        "summary.html.j2",
        **_heads(table),
        summary=summing_up(meeting),
        themes=list(_lines(meeting)),
        actions=meeting.record.actions,
        states=(("open", _("It goes on")), ("done", _("Done")), ("dropped", _("Dropped"))),
        record_quarter=meeting.record.quarter,
        steps_there=meeting.interview.steps,
        asked=asked,
        form_of_question=kind_of(asked, meeting) if asked else None,
        due=meeting.record.quarter.shift(1).last_day.isoformat(),
        may_close="close" in summing_up(meeting).possible,
    )


def _lines(meeting: Meeting) -> Iterator[tuple[str, list[SummaryLine]]]:
    instrument, record = meeting.instrument, meeting.record
    for theme in instrument.themes:
        lines = []
        for id in instrument.asked(record.parts):
            if instrument.statement(id).theme == theme.id:
                answer = record.answer(id)
                asked, said = instrument.statement(id), answer_words(id, answer, instrument)
                lines.append(SummaryLine(id, text_in(asked.short or asked.text), said,
                                  answer.settled, answer.comment or "", answer.changed_because or ""))  # fmt: skip
        if lines:
            yield text_in(theme.name), lines


def _summed_up(table: MeetingTable, form: SentForm) -> Iterator[Step]:
    """What was mended on the page of summing up; then where people want to go."""
    record = table.meeting.record
    for id in table.meeting.interview.steps:
        if f"comment-{id}" in form:
            yield from _comment(table, form, id, f"comment-{id}")
    for action in record.actions:
        yield from _mended(table, form, action)
    yield from _action(table, form, ("new-text", "new-owner", "new-due"), form.text("new-statement"))
    if statement := form.text("go-to"):
        yield Step("go_to", (statement,))
    elif "close" in form:
        yield Step("close")
    elif "drop" in form:
        yield Step("drop_correction")
    elif form.text("do") == "back":
        yield Step("back")


def _mended(table: MeetingTable, form: SentForm, action: Action) -> Iterator[Step]:
    """An action said otherwise: its words, who, when, about what, what became of it; or deleted."""
    id = action.id
    if f"delete-{id}" in form and action.opened_in == table.meeting.record.quarter:
        yield Step("mend_action", ("delete",), about=f"mend-action:{id}")
        return
    if (text := form.text(f"text-{id}")) and text != action.text:
        yield Step("reword_action", (text,), about=f"action-text:{id}", written=form.written(f"text-{id}"))
    if f"owner-{id}" in form and (owner := form.text(f"owner-{id}")) != (action.owner or ""):
        about = f"owner:{id}"
        set_it = Step("set_owner", (owner,), about=about, written=form.written(f"owner-{id}"))
        yield set_it if owner else Step("take_away", about=about)
    if (due := _day(form.text(f"due-{id}"), table)) and due != action.due:
        yield Step("set_deadline", (due,), about=f"due:{id}")
    if f"about-{id}" in form and (about := form.text(f"about-{id}")) != (action.about or ""):
        asked = f"action-about:{id}"
        yield Step("set_about", (about,), about=asked) if about else Step("take_away", about=asked)
    if action.opened_in < table.meeting.record.quarter:
        yield from _became(form, action)


def _done_values(table: MeetingTable) -> dict[str, Any]:
    """The last page: what there is to say in a few words, and where to go from there."""
    record, closing, result = table.meeting.record, table.session.closing, table.session.result
    assert closing is not None
    return {
        "team": record.team.name,
        "organisation": record.organisation,
        "record_quarter": record.quarter,
        "quarter": record.quarter.words(),
        "instrument_id": record.instrument.id,
        "sentences": closing.sentences,
        "held_back": result.left_out if result else (),
        "mail": _mail(record.team.name, record.quarter.words(), [each.words() for each in closing.sentences]),
    }


def _mail(team: str, quarter: str, sentences: Sequence[str]) -> str:
    """The address of a mail draft: to nobody yet, with the few sentences, and where the minutes are to be attached."""
    lines = [*sentences, "", _("The minutes are attached.")]
    said = {"subject": _("Minutes: {team}, {quarter}", team=team, quarter=quarter), "body": "\r\n".join(lines)}
    return f"mailto:?{urlencode(said, quote_via=quote)}"


async def _help(program: Program, request: Request) -> Response:
    """What the manual asks for, and what each key does."""
    table = program.table
    at = table.meeting.interview.current if table else None
    manual = help_for(table.meeting.instrument, at) if table and at else ()
    return framed(program, request, "help.html.j2", manual=manual, statement=at,
                 letters={"comment": pgettext("key", "c"), "action": pgettext("key", "a")})  # fmt: skip


# What a form does


async def _do(program: Program, request: Request) -> Response:
    """One thing done at the table, wherever the meeting stands."""
    form = form_of(request)
    return await done(program, request, lambda table: _steps(table, form))


async def done(
    program: Program, request: Request, wanted: Callable[[MeetingTable], Iterable[Step]], then: str = "/meeting"
) -> Response:
    """Do what a form asks for, if it was shown in the newest version; then show where the meeting stands."""
    table, form = program.table, form_of(request)
    if table is None:
        return to("/")
    version, content, page = form.whole("at") or 0, _digest(form), then
    if table.was_just_done(version, content) and version != program.version:
        return to(page)
    if version != program.version:
        stale = N_("This window was not the newest one, so nothing was done. This is how it stands.")
        table.said, table.stood = (Finding("stale", stale, severity="warning"),), {}
        table.typed = tuple({**written_in(wanted(table)), **form.written("because", "text")}.values())
        program.changed()
        return to(page)
    before = table.meeting.record.answers
    try:
        await at_work(program, _did, table, form, wanted)
    except FidelityError as problem:
        program.leave_meeting()
        return told_problem(program, request, problem)
    if table.session.over:
        program.close_room()
    if program.room and program.room.phase == "voting" and _answered(table, before, program.room.statement):
        program.room.pass_over()
        program.phone_news.tell()
    follow_the_meeting(program, table)
    program.changed()
    way = form.text("to")
    if way not in _WAYS or table.waiting or any(each.severity == "error" for each in table.said):
        return to(page)
    return ended(program) if way == "/quit" else to(way)


_WAYS = ("/", "/meeting", "/meeting/before", "/meeting/room", "/meeting/help", "/meeting/ballot", "/quit")
"""Where somebody can go from a page of the meeting once everything that was written on it is kept."""


def _did(table: MeetingTable, form: SentForm, wanted: Callable[[MeetingTable], Iterable[Step]]) -> None:
    """Do what a form asks for; what it does not keep stays in its field, or is said where the field is gone."""
    table.sit()
    waited, steps = table.waiting, [*_said_first(table, form), *wanted(table)]
    unsent = _not_sent(table, form, steps)
    table.run(steps)
    left = {**unsent, **table.refused}
    there = "statement" not in form or form.text("statement") == table.meeting.interview.current
    table.stood = left if there else {}
    given_up = waited.step.values if waited and not _confirms(waited, form) else ()
    table.typed = (*(each for each in given_up if isinstance(each, str)), *(() if there else left.values()))


def _not_sent(table: MeetingTable, form: SentForm, steps: Iterable[Step]) -> dict[str, str]:
    """What somebody has begun to write beside what was pressed: a reason, votes that are counted, who is to do it."""
    counters = [f"n{value}" for value in table.meeting.interview.scale.values] if "statement" in form else []
    begun = form.written("because", *counters, *(() if form.text("action") else ("owner",)))
    known = table.meeting.record.answer(form.text("statement")).not_relevant_because
    sent = written_in(steps)
    return {name: text for name, text in begun.items() if name not in sent and text not in ("0", known)}


def _answered(table: MeetingTable, before: Mapping[str, Answer], at: str | None) -> bool:
    """Whether the statement that is voted on was settled, or got votes, by another way."""
    then, now = before.get(at or "", Answer()), table.meeting.record.answer(at or "")
    return (then.votes, then.settled, then.agreed) != (now.votes, now.settled, now.agreed)


def _digest(form: SentForm) -> bytes:
    digest = sha256()
    for name in form.names():
        if name != "csrf":
            digest.update(repr((name, form.texts(name))).encode())
    return digest.digest()


def _does(form: SentForm) -> str:
    """Which button was pressed: by the field ``do``, or by the name of one that is a field itself."""
    named = (does for name, does in _BUTTONS.items() if name in form)
    return form.text("do") or next(named, "")


_BUTTONS = {"value": "answer", "choice": "confirm", "pass": "question", "take-away": "question"}


def _said_first(table: MeetingTable, form: SentForm) -> Iterator[Step]:
    """What the page asked for is said before all else; where nobody said it, what waited behind it is done."""
    waiting, asked = table.waiting, question_of(table.meeting)
    if waiting and _confirms(waiting, form):
        yield from _confirmed(waiting, form)
    elif waiting:
        yield from _behind(waiting)
    elif asked and (_does(form) == "question" or form.text("text") not in ("", asked.stays)):
        yield from _open_question(table, form)


def _confirms(waiting: Waiting, form: SentForm) -> bool:
    """Whether a form says what is waited for: by a button, or by Enter in the only field that there is then."""
    return _does(form) == "confirm" or (waiting.question.name == "keep-personal" and _does(form) == "keep")


def _behind(waiting: Waiting) -> Iterator[Step]:
    """What can be done though what it waited for is not."""
    yield from (step for step in waiting.rest if step.about and "{new}" not in step.about)


def _steps(table: MeetingTable, form: SentForm) -> Iterator[Step]:
    """What stands on the page of a statement, whichever button was pressed; and what that asks for."""
    does = _does(form)
    yield from kept(table, form)
    if does in ("keep", "go-on", "skip", "back", "go-to") or "to" in form:
        yield from _counts(table, form)
        yield from _not_relevant(table, form)
    if does in _DOES:
        yield from _DOES[does](table, form)


def kept(table: MeetingTable, form: SentForm) -> Iterator[Step]:
    """The comment and the action that stand on the page of a statement."""
    yield from _comment(table, form, form.text("statement"), "comment")
    yield from _action(table, form, ("action", "owner", "due"), form.text("statement"))


def _plain(operation: str) -> Callable[[MeetingTable, SentForm], Iterator[Step]]:
    def steps(_table: MeetingTable, _form: SentForm) -> Iterator[Step]:
        yield Step(operation)

    return steps


def _answer(_table: MeetingTable, form: SentForm) -> Iterator[Step]:
    text = form.text("value")
    yield Step("answer", (int(text) if text.lstrip("-").isdigit() and len(text) < 6 else text,))


def _not_relevant(table: MeetingTable, form: SentForm) -> Iterator[Step]:
    because, known = form.text("because"), table.meeting.record.answer(form.text("statement")).not_relevant_because
    if because and because != known:
        yield Step("not_relevant", (because,), written=form.written("because"))


def _go_to(_table: MeetingTable, form: SentForm) -> Iterator[Step]:
    yield Step("go_to", (form.text("where") or None,))


def _comment(table: MeetingTable, form: SentForm, about: str, name: str) -> Iterator[Step]:
    """The comment to a statement, in the field of that name; one that was emptied is taken away."""
    if name not in form or about not in table.meeting.interview.steps:
        return
    text, known = form.text(name), table.meeting.record.answer(about).comment
    if text and text != known:
        yield Step("comment", (text,), about=f"comment:{about}", written=form.written(name))
    elif known and not text:
        yield Step("take_away", about=f"comment:{about}")


def _action(table: MeetingTable, form: SentForm, names: tuple[str, str, str], about: str) -> Iterator[Step]:
    """A new action, with who and when in one go."""
    text, owner, due = map(form.text, names)
    if not text:
        return
    yield Step("add_action", (text,), about="action", written=form.written(*names))
    if about and about != table.meeting.interview.current:
        yield Step("set_about", (about,), about="action-about:{new}", quiet=True)
    if owner:
        yield Step("set_owner", (owner,), about="owner:{new}", quiet=True)
    if day := _day(due, table):
        yield Step("set_deadline", (day,), about="due:{new}")


def _day(text: str, table: MeetingTable) -> date | None:
    if not text:
        return None
    try:
        return last_day(text, table.meeting.today)
    except ValueError:
        return None


def _counts(table: MeetingTable, form: SentForm) -> Iterator[Step]:
    """Votes from five counters. Nothing in all of them is no vote."""
    scale = table.meeting.interview.scale
    counts = tuple(form.whole(f"n{value}") or 0 for value in scale.values)
    no_point = form.whole("unknown") or 0, form.whole("aside") or 0
    if any(counts) or any(no_point):
        written = form.written(*(f"n{value}" for value in scale.values))
        yield Step("vote", (counts,), {"no_point": no_point} if any(no_point) else {}, written=written)


def _take_votes_away(table: MeetingTable, _form: SentForm) -> Iterator[Step]:
    yield Step("take_away", about=f"votes:{table.meeting.interview.current}")


def _open_question(table: MeetingTable, form: SentForm) -> Iterator[Step]:
    """The answer to the question that is open, however the meeting came to it; ``pass`` passes it over."""
    asked = question_of(table.meeting)
    if asked is None:
        return
    if "take-away" in form:
        yield Step("take_away")
    elif "pass" in form and asked.passing:
        yield Step(asked.operation, (None,))
    else:
        yield Step(asked.operation, (_value(asked, table.meeting, form),), written=form.written("text"))


def _value(asked: Question, meeting: Meeting, form: SentForm) -> Any:
    """What was typed or chosen, as the operation of that question takes it; None where it says nothing."""
    text = form.text("text")
    match kind_of(asked, meeting):
        case "parts":
            return form.texts("text")
        case "whole":
            return form.whole("text") if text else None
        case "number":
            return read_number(text) if text else None
        case "day":
            return last_day(text, meeting.today) if text else None
        case "mean":
            return _mean(form)
        case "counts":
            scale = meeting.interview.scale
            counts = tuple(form.whole(f"n{value}") or 0 for value in scale.values)
            return counts if any(counts) else None
    return text or None


_KINDS = {
    "parts": "parts",
    "participants": "whole",
    "minutes": "whole",
    "citizens-number": "whole",
    "number": "number",
    "due": "day",
    "brief-inspire": "mean",
    "votes": "counts",
    "purpose": "read",
    "advice": "read",
}


def kind_of(asked: Question, _meeting: Meeting) -> str:
    """How an answer is given: by a choice, a text, a number …"""
    return _KINDS.get(asked.name, "choice" if asked.choices else "text")


def _mean(form: SentForm) -> tuple[float, int] | None:
    mean, n = form.text("mean"), form.whole("n")
    if not mean and n is None:
        return None
    value = read_number(mean)
    return (float(value), n or 0) if value is not None else (-1.0, 0)


def _confirmed(waiting: Waiting, form: SentForm) -> Iterator[Step]:
    """What was waited for has been said: the step is done with it, or left, and those behind it are done."""
    step, said = waiting.step, form.text("choice") or "text"
    if said == "leave":
        yield from (each for each in waiting.rest if "{new}" not in (each.about or ""))
        return
    if waiting.question.name == "votes-are":
        yield replace(step, values=(step.values[0], said))
    elif waiting.question.name == "more-votes":
        if said != "people":
            yield from _behind(waiting)
            return
        yield replace(step, more={**step.more, "people": sum(step.values[0])})
    elif waiting.question.name == "keep-personal" and said != "keep":
        yield replace(step, values=(form.text("text"),))
    else:
        yield replace(step, more={**step.more, "confirmed": True})
    yield from waiting.rest


_DOES: dict[str, Callable[[MeetingTable, SentForm], Iterator[Step]]] = {
    "answer": _answer,
    "take-middle": _plain("take_middle"),
    "not-relevant": _not_relevant,
    "go-on": _plain("go_on"),
    "skip": _plain("skip"),
    "back": _plain("back"),
    "go-to": _go_to,
    "counts": _counts,
    "votes-away": _take_votes_away,
    "close": _plain("close"),
    "drop": _plain("drop_correction"),
}
